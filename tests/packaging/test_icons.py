"""The shipped icons: both sizes of each, and the program's own."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

from PIL import Image

from cchc_desktop import paths

FLUENT = sorted(paths.icons_dir().glob("*_*.svg"))
STATES = (
    "circle_{}_regular",
    "checkmark_circle_{}_filled",
    "document_error_{}_filled",
    "flag_{}_filled",
    "error_circle_{}_filled",
    "prohibited_{}_filled",
    "data_bar_vertical_{}_filled",
    "gavel_{}_filled",
)


def test_each_is_drawn_for_16_and_for_20_px_and_carries_no_colour() -> None:
    names = {file.stem for file in FLUENT}
    assert len(names) > 100
    for file in FLUENT:
        match = re.fullmatch(r"([a-z_]+)_(16|20)_(regular|filled)", file.stem)
        assert match, file
        other = "20" if match[2] == "16" else "16"
        assert f"{match[1]}_{other}_{match[3]}" in names
        drawing = ElementTree.parse(file).getroot()
        assert drawing.get("viewBox") == f"0 0 {match[2]} {match[2]}"
        assert b"fill=" not in file.read_bytes()


def test_every_state_of_a_criterion_has_its_mark() -> None:
    for state in STATES:
        for size in (16, 20):
            assert (paths.icons_dir() / f"{state.format(size)}.svg").is_file()


def test_the_program_has_its_own_icon_in_the_sizes_windows_asks_for() -> None:
    with Image.open(paths.icons_dir() / "cchc.ico") as icon:
        assert {(n, n) for n in (16, 20, 24, 32, 40, 48, 64, 256)} <= icon.info["sizes"]
    with Image.open(paths.icons_dir() / "cchc-256.png") as picture:
        assert picture.size == (256, 256)
        assert picture.getpixel((40, 200)) == (0x0B, 0x5C, 0xA8, 255)
