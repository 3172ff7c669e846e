"""The files inside a foreign PDF, each once, and what is odd about how they are listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pikepdf import Dictionary, Name, Stream, String

from cchc_desktop.dossier.attachments import DATA_NAME
from cchc_desktop.dossier.page_edits import as_array

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pikepdf import Pdf

_MOST_FILES = 20_000
_MOST_DEPTH = 40

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file as listed: its name, its data, its AFRelationship without the slash."""

    name: str
    stream: Stream
    relationship: str


class EmbeddedFiles:
    """Goes through the name tree that readers list, and through the catalog's ``/AF``."""

    def __init__(self, pdf: Pdf, note: Callable[[str, str], None]) -> None:
        """Prepare to look.

        Args:
            pdf: an open file.
            note: told the kind and the sentence of what no dossier of ours has.
        """
        self._pdf = pdf
        self._note = note
        self._nodes: set[Key] = set()
        self._streams: set[Key] = set()

    def all(self) -> Iterator[EmbeddedFile]:
        """Give each file once.

        What only ``/AF`` names is not seen in a reader's list of attachments: it counts as taken
        out; what is not in ``/AF`` is no part of the dossier for archives (PDF/A-3).
        """
        associated = as_array(self._pdf.Root.get("/AF"))[:_MOST_FILES]
        in_catalog = {one.stream.objgen for spec in associated for one in _files_of(spec)}
        names: set[str] = set()
        for key, spec in self._listed():
            files = _files_of(spec)
            names.update(one.name for one in files)
            self._compare_names(key, spec)
            if files and not any(one.stream.objgen in in_catalog for one in files):
                self._note("not_associated", f"Tệp “{files[0].name}” không có trong /AF của hồ sơ.")
            fresh = self._fresh(files)
            if files and not fresh:
                self._note("duplicate_attachment", f"Tệp “{key}” được đính kèm hai lần.")
            yield from fresh
        for spec in associated:
            for one in self._fresh(_files_of(spec)):
                if one.name == DATA_NAME:
                    yield one
                    if one.name in names:
                        continue  # that there are two is said elsewhere
                self._note(
                    "unlisted_attachment",
                    f"Tệp “{one.name}” đã bị gỡ khỏi danh sách đính kèm của hồ sơ.",
                )

    def _fresh(self, files: list[EmbeddedFile]) -> list[EmbeddedFile]:
        found = [one for one in files if one.stream.objgen not in self._streams]
        self._streams.update(one.stream.objgen for one in found)
        return found

    def _compare_names(self, key: str, spec: Any) -> None:
        if not isinstance(spec, Dictionary):
            return
        shown = {key, *(_text(spec[one]) for one in ("/UF", "/F") if one in spec)}
        if len(shown) > 1:
            other = next(iter(sorted(shown - {key})))
            self._note("renamed_attachment", f"Tệp đính kèm “{key}” còn mang tên khác: “{other}”.")

    def _listed(self) -> list[tuple[str, Any]]:
        listed: list[tuple[str, Any]] = []
        tree = self._pdf.Root.get("/Names")
        if isinstance(tree, Dictionary):
            self._collect(tree.get("/EmbeddedFiles"), listed, 0)
        return listed

    def _collect(self, node: Any, listed: list[tuple[str, Any]], depth: int) -> None:
        if not isinstance(node, Dictionary) or depth > _MOST_DEPTH:
            return
        if node.is_indirect:
            if node.objgen in self._nodes:
                return
            self._nodes.add(node.objgen)
        entries = as_array(node.get("/Names"))
        listed += zip(map(_text, entries[::2]), entries[1::2], strict=False)
        for kid in as_array(node.get("/Kids")):
            if len(listed) > _MOST_FILES:
                self._note("too_many_files", f"Hồ sơ có hơn {_MOST_FILES} tệp đính kèm.")
                return
            self._collect(kid, listed, depth + 1)


def _files_of(spec: Any) -> list[EmbeddedFile]:
    """Give the different streams of a file specification; ours have one."""
    files = spec.get("/EF") if isinstance(spec, Dictionary) else None
    if not isinstance(files, Dictionary):
        return []
    name = _text(spec.get("/UF")) or _text(spec.get("/F"))
    relationship = spec.get("/AFRelationship")
    kind = str(relationship)[1:] if isinstance(relationship, Name) else ""
    streams = {one.objgen: one for one in files.values() if isinstance(one, Stream)}
    return [EmbeddedFile(name, stream, kind) for stream in streams.values()]


def _text(value: Any) -> str:
    return str(value) if isinstance(value, String) else ""
