"""What a file is, told by its first bytes and never by its name, and how many pages it has."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.evidence_item import FileState
from cchc_desktop.evidence.source_file import open_source_file

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = 1024
_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"BM": "image/bmp",
}
_OTHERS = {
    b"PK\x03\x04": "application/zip",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "application/x-ole-storage",
    b"{\\rtf": "application/rtf",
    b"Rar!\x1a\x07": "application/vnd.rar",
    b"7z\xbc\xaf\x27\x1c": "application/x-7z-compressed",
}
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body")
UNKNOWN = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found.

    ``pages`` is None where pages can't be counted; ``media`` is the type by content
    (``application/pdf``, ``image/png``; a Word file is ``application/zip``).
    """

    state: FileState
    pages: int | None
    media: str


def inspect_file(path: Path) -> Inspection:
    """Look into a file on disk.

    Raises:
        UserError: it can't be read as an ordinary file; see ``open_source_file``.
    """
    with open_source_file(path) as source:
        return inspect_stream(source.stream)


def inspect_stream(stream: BinaryIO) -> Inspection:
    """Look into a file that is open; the stream is left at its beginning.

    Whatever the bytes are, the answer comes in bounded memory, and nothing in the file is run.

    Raises:
        UserError: as the stream raises it, when the file changes or can't be read.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    head = stream.read(_HEAD)
    media = media_of(head)
    try:
        state, pages = _look(stream, media, size)
    except UserError:
        raise
    except Exception:
        # Decoders meet hostile bytes with any exception there is, MemoryError included; to the
        # officer each of them says the same: this content can't be read.
        state, pages = FileState.DAMAGED, None
    stream.seek(0)
    return Inspection(state, pages, media)


def media_of(head: bytes) -> str:
    """Tell the type by the first 1,024 bytes."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    for magic, media in {**_PICTURES, **_OTHERS}.items():
        if head.startswith(magic):
            return media
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        return "text/html"
    # ISO 32000-1, annex H, 3.4.1: readers accept the mark anywhere in the first 1,024 bytes.
    return "application/pdf" if b"%PDF-" in head else UNKNOWN


def _look(stream: BinaryIO, media: str, size: int) -> tuple[FileState, int | None]:
    if media == "application/pdf":
        from cchc_desktop.evidence.pdf_inspection import inspect_pdf

        return inspect_pdf(stream)
    if media.startswith("image/"):
        from cchc_desktop.evidence.picture_inspection import inspect_picture

        return inspect_picture(stream, media, size)
    return (FileState.OTHER if size else FileState.DAMAGED), None
