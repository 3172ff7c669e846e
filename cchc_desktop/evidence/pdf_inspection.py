"""Whether a PDF can be joined to the dossier: sound, signed, protected or damaged."""

from __future__ import annotations

import os
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from cchc_desktop.core.evidence_item import FileState
from cchc_desktop.pdf_layout.foreign_pdf import MOST_PAGES, TooManyPages, open_foreign

_MOST_FIELDS = 20_000
_TAIL = 1024
_LARGEST_REPAIRED = 16 * 1024 * 1024
"""Bytes; searching a larger file for its objects would take more than some seconds."""


def inspect_pdf(stream: BinaryIO) -> tuple[FileState, int | None]:
    """Give a PDF's state and its number of pages.

    Nothing is decoded but the cross-reference and object streams, and these up to 128 MB.
    """
    repaired = stream.seek(0, os.SEEK_END) <= _LARGEST_REPAIRED
    stream.seek(0)
    try:
        with open_foreign(stream, MOST_PAGES, attempt_recovery=repaired) as pdf:
            return _look(pdf, stream)
    except TooManyPages:
        return FileState.OTHER, None
    except pikepdf.PasswordError:
        return FileState.ENCRYPTED, None
    except pikepdf.PdfError as error:
        # A security handler that is not the standard one, as of rights-managed files.
        protected = "encryption" in str(error).lower()
        return (FileState.ENCRYPTED if protected else FileState.DAMAGED), None


def _look(pdf: Pdf, stream: BinaryIO) -> tuple[FileState, int | None]:
    pages = [page.obj for page in pdf.pages]
    if not pages or (_was_repaired(pdf) and _has_lost_something(pages, stream)):
        return FileState.DAMAGED, None
    count = len(pages)
    if pdf.is_encrypted and not pdf.allow.modify_other:
        return FileState.ENCRYPTED, count
    return (FileState.SIGNED_PDF if _is_signed(pdf) else FileState.PDF), count


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
