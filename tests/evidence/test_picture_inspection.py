"""What a picture's bytes, and those of other files, say about it."""

from __future__ import annotations

import io
import resource

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cchc_desktop.core.evidence_item import FileState
from cchc_desktop.evidence.file_inspection import Inspection, inspect_stream

KINDS = ["PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP"]


def picture(kind: str, size: tuple[int, int] = (300, 400)) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, kind)
    return out.getvalue()


def inspect(data: bytes) -> Inspection:
    return inspect_stream(io.BytesIO(data))


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_picture_is_one_page(kind: str) -> None:
    assert inspect(picture(kind)) == Inspection(FileState.IMAGE, 1, f"image/{kind.lower()}")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", [0.98, 0.5, 0.1])
def test_a_picture_cut_short_is_damaged(kind: str, part: float) -> None:
    data = picture(kind)
    assert inspect(data[: int(len(data) * part)]).state is FileState.DAMAGED


def test_a_changed_byte_in_a_png_is_damage() -> None:
    data = bytearray(picture("PNG"))
    data[len(data) // 2] ^= 0x10
    assert inspect(bytes(data)).state is FileState.DAMAGED


def test_the_preview_inside_a_camera_picture_does_not_hide_that_it_is_cut() -> None:
    preview = picture("JPEG", (40, 30))
    data = picture("JPEG")
    segment = b"\xff\xe1" + (len(preview) + 2).to_bytes(2, "big") + preview
    with_preview = data[:2] + segment + data[2:]
    assert inspect(with_preview).state is FileState.IMAGE
    assert inspect(with_preview[:-200]).state is FileState.DAMAGED


@pytest.mark.parametrize("kind", ["TIFF", "GIF", "WEBP"])
def test_a_picture_of_several_frames_has_as_many_pages(kind: str) -> None:
    frames = [Image.new("RGB", (100, 100), (shade * 50, 9, 9)) for shade in range(5)]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    assert inspect(out.getvalue()) == Inspection(FileState.IMAGE, 5, f"image/{kind.lower()}")


def test_a_picture_of_endless_frames_is_attached_as_it_is() -> None:
    frames = [Image.new("1", (8, 8), shade % 2) for shade in range(502)]
    out = io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    assert inspect(out.getvalue()) == Inspection(FileState.OTHER, None, "image/tiff")


def test_a_bomb_is_attached_as_it_is_and_never_unpacked() -> None:
    out = io.BytesIO()
    Image.new("1", (16_000, 16_000)).save(out, "PNG")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert inspect(out.getvalue()) == Inspection(FileState.OTHER, None, "image/png")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b"PK\x03\x04 a Word file", "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old Word file", "application/x-ole-storage"),
        (b"\xef\xbb\xbf\n<!DOCTYPE HTML><html>%PDF-1.7", "text/html"),
        ("xin chào".encode(), "application/octet-stream"),
        (b"\x00", "application/octet-stream"),
    ],
)
def test_everything_else_is_kept_as_it_is(data: bytes, media: str) -> None:
    assert inspect(data) == Inspection(FileState.OTHER, None, media)


def test_the_stream_is_left_at_its_beginning() -> None:
    for data in (picture("PNG"), picture("PNG")[:50], b"%PDF-1.4 nothing", b"text"):
        stream = io.BytesIO(data)
        inspect_stream(stream)
        assert stream.tell() == 0
        assert not stream.closed


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40)
@given(data=st.data())
def test_spoiled_bytes_never_raise(kind: str, data: st.DataObject) -> None:
    spoiled = bytearray(picture(kind, (40, 50)))
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(0, min(len(spoiled) - 1, 300)))
        spoiled[place] = data.draw(st.integers(0, 255))
    assert inspect(bytes(spoiled)).state in FileState
