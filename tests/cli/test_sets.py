"""``cchc sets``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop.paths import forms_dir
from tests.support.command_line import cchc, refused

if TYPE_CHECKING:
    from pathlib import Path


def test_the_shipped_sets_are_listed_as_samples() -> None:
    listed = cchc("sets", "list", "--json")
    assert listed.code == 0
    found = {one["id"]: one for one in listed.json}
    assert found["so-nganh-2026"]["leaves"] == 93
    assert "Bộ mẫu" in found["so-nganh-2026"]["disclaimer"]
    assert "so-nganh-2026" in cchc("sets", "list").out


def test_a_set_is_shown_with_what_must_be_declared() -> None:
    shown = cchc("sets", "show", "so-nganh-2026").out
    assert "option=du|mot|khong" in shown
    assert "items=muc_tieu,nhiem_vu,san_pham,thoi_han,phan_cong" in shown
    assert "Bộ mẫu" in shown
    data = cchc("sets", "show", "so-nganh-2026", "--json").json
    assert data["id"] == "so-nganh-2026"


def test_a_set_file_is_shown_too() -> None:
    assert cchc("sets", "show", forms_dir() / "sets/so-nganh-2026.json").code == 0


def test_no_such_set_and_no_set_file(tmp_path: Path) -> None:
    assert "so-nganh-2026" in refused("sets", "show", "khong-co")
    other = tmp_path / "x.json"
    other.write_text('{"a": 1}', encoding="utf-8")
    refused("sets", "show", other)
    other.write_bytes(b"\xff\xfe\x00")
    refused("sets", "show", other)
