"""Reads a finished dossier back: the data inside, the attached files, the code on each page.

The file may come from anybody. Whatever it holds, this ends with what was found, or with a
``FileProblem`` where it can't be opened at all.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from cchc_desktop.core.errors import FileProblem
from cchc_desktop.core.manifest import short_hash
from cchc_desktop.dossier.attachments import DATA_NAME
from cchc_desktop.dossier.bounded_streams import StreamProblem, decoded_bytes
from cchc_desktop.dossier.page_edits import FOOT_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

LARGEST_DATA = 64_000_000
"""Bytes of the data file that are read at most."""
LARGEST_ATTACHMENT = 4_000_000_000
_LARGEST_FOOT = 100_000
_MOST_FILES = 20_000
_MOST_DEPTH = 40
_CHUNK = 1 << 20
_CODE = re.compile(rb"\(([0-9a-f]{4}(?: [0-9a-f]{4}){3})\)\s*Tj")


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file inside the dossier: size in bytes, SHA-256 as lower-case hex, AFRelationship."""

    name: str
    sha256: str
    size: int
    relationship: str


@dataclass(frozen=True, slots=True)
class ContentProblem:
    """Something that no dossier of ours has. ``kind`` is its stable name for scripts."""

    kind: str
    message: str


@dataclass(frozen=True)
class DossierContents:
    """What a dossier holds.

    Attributes:
        data: the embedded data file; None where there is none, or more than one.
        attachments: the other files by name.
        page_codes: the data code printed on each page, ``7f3a 91c2 08de 4b55``; empty where a
            page has none.
        problems: what else is wrong.
    """

    data: bytes | None
    attachments: Mapping[str, AttachedFile]
    page_codes: tuple[str, ...]
    problems: tuple[ContentProblem, ...] = field(default=())

    @property
    def pages(self) -> int:
        """How many pages the file has."""
        return len(self.page_codes)

    def disagreeing_pages(self, sha256: str) -> tuple[int, ...]:
        """Give the pages, counted from 1, that don't print this hash's code."""
        code = short_hash(sha256)
        return tuple(page for page, one in enumerate(self.page_codes, 1) if one != code)


def read_dossier(path: Path) -> DossierContents:
    """Read a dossier.

    Raises:
        FileProblem: ``not_a_pdf``, ``encrypted``, ``missing`` or ``unreadable``.
    """
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            return _Reader(pdf).read()
    except FileProblem:
        raise
    except FileNotFoundError:
        raise FileProblem("missing", f"Không có tệp {path}; chọn lại tệp hồ sơ.") from None
    except OSError as error:
        raise FileProblem(
            "unreadable", f"Không đọc được {path}: tệp đang bị khóa hoặc ổ đĩa lỗi; thử lại."
        ) from error
    except pikepdf.PasswordError:
        raise FileProblem(
            "encrypted", f"{path.name} có mật khẩu, không phải hồ sơ do chương trình lập."
        ) from None
    except Exception as error:  # a hostile file may raise anything
        raise FileProblem(
            "not_a_pdf", f"{path.name} không phải tệp PDF hoặc đã hỏng; nhận lại tệp từ nơi gửi."
        ) from error


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._problems: list[ContentProblem] = []
        self._seen: set[tuple[int, int]] = set()

    def read(self) -> DossierContents:
        """Read everything once."""
        codes = tuple(_page_code(page.obj) for page in self._pdf.pages)
        data: list[bytes] = []
        others: dict[str, AttachedFile] = {}
        for name, stream, relationship in self._files():
            if name == DATA_NAME:
                data += self._data(stream)
                continue
            found = self._attached(name, stream, relationship)
            if found is not None and name in others and others[name].sha256 != found.sha256:
                self._note("duplicate_attachment", f"Có hai tệp đính kèm khác nhau tên “{name}”.")
            elif found is not None:
                others[name] = found
        if not data:
            self._note("no_data", f"Hồ sơ không có tệp dữ liệu {DATA_NAME}.")
        elif len(data) > 1:
            self._note("several_data", f"Hồ sơ có nhiều tệp dữ liệu {DATA_NAME} khác nhau.")
        one = data[0] if len(data) == 1 else None
        return DossierContents(one, others, codes, tuple(self._problems))

    def _note(self, kind: str, message: str) -> None:
        self._problems.append(ContentProblem(kind, message))

    def _data(self, stream: Stream) -> list[bytes]:
        try:
            return [decoded_bytes(stream, LARGEST_DATA)]
        except StreamProblem as problem:
            self._note("bad_data", f"Tệp dữ liệu {DATA_NAME} không đọc được: {problem}.")
            return []

    def _attached(self, name: str, stream: Stream, relationship: str) -> AttachedFile | None:
        try:
            sha256, size = _digest(stream)
        except StreamProblem as problem:
            self._note("bad_attachment", f"Tệp đính kèm “{name}” không đọc được: {problem}.")
            return None
        return AttachedFile(name, sha256, size, relationship)

    def _files(self) -> Iterator[tuple[str, Stream, str]]:
        """Go through every embedded file once, those of the name tree and of the catalog's list.

        What only the catalog's list names is not seen in a reader's list of attachments: it
        counts as taken out.
        """
        listed: list[Any] = []
        tree = self._pdf.Root.get("/Names")
        if isinstance(tree, Dictionary):
            self._collect(tree.get("/EmbeddedFiles"), listed, 0)
        names_listed = set()
        for spec in listed:
            for name, stream, kind in self._streams(spec):
                names_listed.add(name)
                yield name, stream, kind
        for spec in _array(self._pdf.Root.get("/AF"))[:_MOST_FILES]:
            for name, stream, kind in self._streams(spec):
                if name == DATA_NAME:
                    yield name, stream, kind
                    if name in names_listed:
                        continue  # that there are two is said elsewhere
                self._note(
                    "unlisted_attachment",
                    f"Tệp “{name}” đã bị gỡ khỏi danh sách đính kèm của hồ sơ.",
                )

    def _collect(self, node: Any, specs: list[Any], depth: int) -> None:
        if not isinstance(node, Dictionary) or depth > _MOST_DEPTH:
            return
        if node.is_indirect:
            if node.objgen in self._seen:
                return
            self._seen.add(node.objgen)
        entries = list(_array(node.get("/Names")))
        specs += entries[1::2]
        for kid in _array(node.get("/Kids")):
            if len(specs) > _MOST_FILES:
                self._note("too_many_files", f"Hồ sơ có hơn {_MOST_FILES} tệp đính kèm.")
                return
            self._collect(kid, specs, depth + 1)

    def _streams(self, spec: Any) -> Iterator[tuple[str, Stream, str]]:
        if not isinstance(spec, Dictionary):
            return
        name = _text(spec.get("/UF")) or _text(spec.get("/F"))
        relationship = spec.get("/AFRelationship")
        kind = str(relationship)[1:] if isinstance(relationship, Name) else ""
        files = spec.get("/EF")
        if not isinstance(files, Dictionary):
            return
        for key in ("/UF", "/F"):
            stream = files.get(key)
            if isinstance(stream, Stream) and stream.objgen not in self._seen:
                self._seen.add(stream.objgen)
                yield name, stream, kind


def _page_code(page: Any) -> str:
    resources = page.get("/Resources")
    objects = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    foot = objects.get(str(FOOT_NAME)) if isinstance(objects, Dictionary) else None
    if not isinstance(foot, Stream):
        return ""
    try:
        found = _CODE.findall(decoded_bytes(foot, _LARGEST_FOOT))
    except StreamProblem:
        return ""
    return found[0].decode() if len(found) == 1 else ""


def _digest(stream: Stream) -> tuple[str, int]:
    """Give SHA-256 and size of a file without unpacking it in memory."""
    filters = stream.get("/Filter")
    plain_flate = filters == Name.FlateDecode and "/DecodeParms" not in stream
    if filters is not None and not plain_flate:
        data = decoded_bytes(stream, LARGEST_DATA)
        return hashlib.sha256(data).hexdigest(), len(data)
    try:
        raw = memoryview(stream.get_raw_stream_buffer())
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise StreamProblem(str(error)) from error
    if not plain_flate:
        return hashlib.sha256(raw).hexdigest(), len(raw)
    return _inflated_digest(raw)


def _inflated_digest(raw: memoryview) -> tuple[str, int]:
    inflater, digest, size = zlib.decompressobj(), hashlib.sha256(), 0
    try:
        for start in range(0, len(raw), _CHUNK):
            piece: bytes | memoryview = raw[start : start + _CHUNK]
            while piece:
                data = inflater.decompress(piece, _CHUNK)
                digest.update(data)
                size += len(data)
                if size > LARGEST_ATTACHMENT:
                    raise StreamProblem("quá lớn")
                piece = inflater.unconsumed_tail
        digest.update(rest := inflater.flush())
    except zlib.error as error:
        raise StreamProblem(str(error)) from error
    return digest.hexdigest(), size + len(rest)


def _array(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Array) else []


def _text(value: Any) -> str:
    return str(value) if isinstance(value, String) else ""
