"""Whether a PDF can be joined to the dossier: sound, signed, protected or damaged."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, BinaryIO

import pikepdf
from pikepdf import AccessMode, Array, Dictionary, Name, Object, Pdf, Stream

from cchc_desktop.core.evidence_item import FileState

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PAGES = 20_000
"""Of one document; a page tree that goes on longer is not walked to its end, nor shown."""
_MOST_FIELDS = 20_000
_MOST_DECODED = 128 * 1024 * 1024
_MOST_ITEMS = 1_000_000
_TAIL = 1024
_LARGEST_REPAIRED = 16 * 1024 * 1024
"""Bytes; searching a larger file for its objects would take more than some seconds."""


def inspect_pdf(stream: BinaryIO) -> tuple[FileState, int | None]:
    """Give a PDF's state and its number of pages.

    Nothing is decoded but the cross-reference and object streams, and these up to 128 MB.
    """
    _bound_the_parser()
    repaired = stream.seek(0, os.SEEK_END) <= _LARGEST_REPAIRED
    stream.seek(0)
    try:
        with pikepdf.open(
            stream,
            # Not mapped into memory: a stick pulled out would end the program.
            access_mode=AccessMode.stream,
            attempt_recovery=repaired,
            # Would copy each page of a hostile tree before we could count them.
            inherit_page_attributes=False,
        ) as pdf:
            return _look(pdf, stream)
    except pikepdf.PasswordError:
        return FileState.ENCRYPTED, None
    except pikepdf.PdfError as error:
        # A security handler that is not the standard one, as of rights-managed files.
        protected = "encryption" in str(error).lower()
        return (FileState.ENCRYPTED if protected else FileState.DAMAGED), None


@cache
def _bound_the_parser() -> None:
    """Keep a small file from growing without end; qpdf's limits hold for the whole process."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=_MOST_DECODED,
        png_max_memory=_MOST_DECODED,
        tiff_max_memory=_MOST_DECODED,
        run_length_max_memory=_MOST_DECODED,
        parser_max_container_size=_MOST_ITEMS,
    )


def _look(pdf: Pdf, stream: BinaryIO) -> tuple[FileState, int | None]:
    if any(place >= MOST_PAGES for place, _ in enumerate(_leaves(pdf))):
        return FileState.OTHER, None
    pages = [page.obj for page in pdf.pages]
    if not pages or (_was_repaired(pdf) and _has_lost_something(pages, stream)):
        return FileState.DAMAGED, None
    count = len(pages)
    if pdf.is_encrypted and not pdf.allow.modify_other:
        return FileState.ENCRYPTED, count
    return (FileState.SIGNED_PDF if _is_signed(pdf) else FileState.PDF), count


def _leaves(pdf: Pdf) -> Iterator[Object]:
    """Walk the page tree ourselves first: qpdf would copy a page for each time it is named.

    A tree that leads back into itself ends there; qpdf then says what it thinks of it.
    """
    seen: set[tuple[int, int]] = set()
    pending: list[Iterator[Object]] = [iter([pdf.Root.Pages])]
    while pending:
        node = next(pending[-1], None)
        if node is None:
            pending.pop()
        elif isinstance(node, Dictionary):
            kids = node.get(Name.Kids)
            if not isinstance(kids, Array):
                yield node
            elif not node.is_indirect or node.objgen not in seen:
                seen.add(node.objgen)
                pending.append(_one_by_one(kids))


def _one_by_one(kids: Array) -> Iterator[Object]:
    """Give the items without making a list: a hostile one of a million would fill the memory."""
    for place in range(len(kids)):
        yield kids[place]


def _was_repaired(pdf: Pdf) -> bool:
    return any("reconstruct" in str(warning) for warning in pdf.get_warnings())


def _has_lost_something(pages: list[Dictionary], stream: BinaryIO) -> bool:
    """Tell whether a file that had to be repaired was cut short or lacks what a page shows.

    Scanners write wrong offsets often enough; such files are whole and stay usable.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(size - 64 * _TAIL, 0))
    if b"%%EOF" not in stream.read().rstrip(b"\x00\r\n\t ")[-_TAIL:]:
        return True
    return not all(_has_content(page.get(Name.Contents)) for page in pages)


def _has_content(content: Object | None) -> bool:
    if isinstance(content, Array):
        return all(isinstance(one, Stream) for one in content)
    return isinstance(content, Stream)


def _is_signed(pdf: Pdf) -> bool:
    """Tell whether a signature field is filled (ISO 32000-1, 12.7.4.5)."""
    form = pdf.Root.get(Name.AcroForm)
    if not isinstance(form, Dictionary):
        return False
    pending: list[tuple[Object | None, Object | None]] = [(form.get(Name.Fields), None)]
    for _ in range(_MOST_FIELDS):
        if not pending:
            return False
        node, inherited = pending.pop()
        if isinstance(node, Array):
            pending.extend((one, inherited) for one in list(node)[:_MOST_FIELDS])
        elif isinstance(node, Dictionary):
            kind = node.get(Name.FT, inherited)
            if kind == Name.Sig and isinstance(node.get(Name.V), Dictionary):
                return True
            pending.append((node.get(Name.Kids), kind))
    return False
