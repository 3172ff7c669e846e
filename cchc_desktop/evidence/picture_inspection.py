"""Whether a picture can become a page: whole, and of a size that can be unpacked."""

from __future__ import annotations

import os
import struct
import warnings
import zlib
from typing import TYPE_CHECKING, BinaryIO

from PIL import Image, TiffImagePlugin

from cchc_desktop.core.evidence_item import FileState

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PIXELS = 100_000_000
"""An A3 page scanned at 600 dpi has 70 million; more is taken for a bomb and attached as it is."""
MOST_UNPACKED_PIXELS = 40_000_000
"""Of kinds that can only be proved whole by unpacking them (WebP, GIF, BMP)."""
MOST_FRAMES = 500
_BLOCK = 64 * 1024
_FORMATS = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/tiff": "TIFF",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/bmp": "BMP",
}
_SAMPLES = (
    (TiffImagePlugin.STRIPOFFSETS, TiffImagePlugin.STRIPBYTECOUNTS),
    (TiffImagePlugin.TILEOFFSETS, TiffImagePlugin.TILEBYTECOUNTS),
)
_LARGEST_WEBP = 64 * 1024 * 1024


def inspect_picture(stream: BinaryIO, media: str, size: int) -> tuple[FileState, int | None]:
    """Give a picture's state and its number of pages.

    Args:
        stream: the file, anywhere.
        media: one of the picture types of ``file_inspection``.
        size: of the file, in bytes.

    Raises:
        Exception: of any kind, where the picture is damaged.
    """
    if media == "image/webp" and size > _LARGEST_WEBP:  # its decoder takes the file whole
        return FileState.OTHER, None
    stream.seek(0)
    with warnings.catch_warnings():
        # Pillow warns of size and of odd tags; the verdict here is ours.
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(stream, formats=[_FORMATS[media]])
        except Image.DecompressionBombError:
            return FileState.OTHER, None
        unpacked = media in ("image/webp", "image/gif", "image/bmp")
        most = MOST_UNPACKED_PIXELS if unpacked else MOST_PIXELS
        if picture.width * picture.height > most:
            return FileState.OTHER, None
        whole, pages = _prove(picture, stream, media, size)
    if not whole:
        return FileState.DAMAGED, None
    return (FileState.IMAGE, pages) if pages <= MOST_FRAMES else (FileState.OTHER, None)


def _prove(picture: Image.Image, stream: BinaryIO, media: str, size: int) -> tuple[bool, int]:
    if media == "image/png":
        return _png_is_whole(stream), 1
    if media == "image/jpeg":
        return _jpeg_is_whole(stream), 1
    if media == "image/tiff":
        return _look_at_tiff(picture, size)
    picture.load()
    return True, int(getattr(picture, "n_frames", 1))


def _png_is_whole(stream: BinaryIO) -> bool:
    """Follow the chunks to the end mark and check each sum (PNG specification, 5.3)."""
    stream.seek(8)
    while len(header := stream.read(8)) == 8:
        length, kind = struct.unpack(">I4s", header)
        total = zlib.crc32(kind)
        while length:
            block = stream.read(min(length, _BLOCK))
            if not block:
                return False
            total = zlib.crc32(block, total)
            length -= len(block)
        if stream.read(4) != struct.pack(">I", total):
            return False
        if kind == b"IEND":
            return True
    return False


def _jpeg_is_whole(stream: BinaryIO) -> bool:
    """Find the end mark behind the first scan (ITU-T T.81, B.1.1.3).

    In the scan itself the mark can't occur; before it, it may, in the small preview of a camera.
    """
    stream.seek(2)
    while len(mark := stream.read(2)) == 2 and mark[0] == 0xFF:
        if mark[1] == 0xFF:  # filling
            stream.seek(-1, os.SEEK_CUR)
            continue
        length = int.from_bytes(stream.read(2), "big")
        if length < 2:
            return False
        stream.seek(length - 2, os.SEEK_CUR)
        if mark[1] == 0xDA:
            return any(b"\xff\xd9" in block for block in _overlapping_blocks(stream))
    return False


def _overlapping_blocks(stream: BinaryIO) -> Iterator[bytes]:
    last = b""
    while block := stream.read(_BLOCK):
        yield last + block
        last = block[-1:]


def _look_at_tiff(picture: Image.Image, size: int) -> tuple[bool, int]:
    """Count the pages, and see that each page's data lie inside the file."""
    assert isinstance(picture, TiffImagePlugin.TiffImageFile)
    frames = 0
    while True:
        if picture.width * picture.height > MOST_PIXELS or not _data_lie_inside(picture, size):
            return False, frames
        frames += 1
        try:
            picture.seek(frames)
        except EOFError:
            return True, frames
        if frames > MOST_FRAMES:
            return True, frames


def _data_lie_inside(picture: TiffImagePlugin.TiffImageFile, size: int) -> bool:
    tags = picture.tag_v2
    for offsets, lengths in _SAMPLES:
        if offsets in tags:
            ends = map(sum, zip(tags[offsets], tags[lengths], strict=True))
            return max(ends, default=size + 1) <= size
    return False
