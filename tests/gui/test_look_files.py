"""Style sheet, icons and words that the window asks for are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cchc_desktop import paths
from cchc_desktop.gui import icons, theme
from cchc_desktop.gui.tokens import DARK, LIGHT, Tokens

GUI = Path(theme.__file__).parent
SOURCES = "\n".join(path.read_text("utf-8") for path in GUI.rglob("*.py"))


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_style_sheet_has_no_blank_left(tokens: Tokens) -> None:
    text = theme.style_sheet(tokens)
    assert "@" not in text
    for found in re.findall(r"url\(([^)]+)\)", text):
        assert Path(found).is_file(), found


def test_every_icon_named_in_the_code_is_shipped(qapp) -> None:
    names = set(re.findall(r'"([a-z_]+_(?:regular|filled))"', SOURCES))
    assert len(names) > 20
    for name in names:
        assert not icons.pixmap(name, "text").isNull()


def test_an_icon_is_drawn_in_its_tokens_colour_at_each_scale(qapp) -> None:
    for ratio in (1.0, 1.25, 1.5, 2.0):
        picture = icons.pixmap("flag_filled", "flag", 16, ratio).toImage()
        assert picture.width() == round(16 * ratio)
        solid = picture.pixelColor(round(5 * ratio), round(5 * ratio))
        assert solid.name().upper() == LIGHT.flag
        assert solid.alpha() == 255


def test_every_role_of_the_palette_is_set_in_every_group() -> None:
    made = theme.palette(DARK)
    role, group = made.ColorRole, made.ColorGroup
    for one in (role.PlaceholderText, role.Link, role.ToolTipBase, role.ToolTipText, role.Accent):
        assert made.color(group.Active, one) == made.color(group.Inactive, one)
    assert made.color(group.Disabled, role.Text).name().upper() == DARK.placeholder


def test_every_translation_keeps_its_blanks() -> None:
    from cchc_desktop.gui.qt_texts import texts

    for words in texts().values():
        for english, vietnamese in words.items():
            assert vietnamese
            assert sorted(re.findall(r"%\d", english)) == sorted(re.findall(r"%\d", vietnamese))
            assert english.count("(*)") == vietnamese.count("(*)")


def test_everything_the_window_reads_lies_in_resources() -> None:
    assert (paths.resources_dir() / "styles" / "window.qss").is_file()
    assert (paths.resources_dir() / "translations" / "qt_vi.json").is_file()
