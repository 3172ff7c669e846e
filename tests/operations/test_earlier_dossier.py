"""A signed file keeps its name; the next export gets a free one beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cchc_desktop.operations.earlier_dossier import free_name, is_signed
from tests.support.documents import write_pdf

if TYPE_CHECKING:
    from pathlib import Path

SIGNED = b"%PDF-1.7\n/ByteRange [0 1 2 3]"


@pytest.mark.parametrize("before", [0, 1, (1 << 20) - 5, (1 << 20) - 1, 3 << 20])
def test_a_signature_is_seen_wherever_it_stands(tmp_path: Path, before: int) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b" " * before + SIGNED)
    assert is_signed(path)


def test_an_unsigned_missing_or_odd_file_is_not_signed(tmp_path: Path) -> None:
    assert not is_signed(write_pdf(tmp_path / "a.pdf"))
    assert not is_signed(tmp_path / "không có.pdf")
    assert not is_signed(tmp_path)


def test_names_count_on_and_a_year_is_no_number(tmp_path: Path) -> None:
    first = tmp_path / "so-2026.pdf"
    assert free_name(first) == first
    first.write_bytes(SIGNED)
    second = tmp_path / "so-2026-2.pdf"
    assert free_name(first) == second
    second.write_bytes(b"x")
    assert free_name(first) == tmp_path / "so-2026-3.pdf"
    assert free_name(second) == second
    second.write_bytes(SIGNED)
    assert free_name(second) == tmp_path / "so-2026-3.pdf"
