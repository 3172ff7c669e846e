"""The QR code is one: its finder patterns stand where they belong, its size is the smallest."""

from __future__ import annotations

from cchc_desktop.pdf_layout.qr_strip import qr_modules

TEXT = "CCHC1:SO-CONG-THUONG:2026:1:58.69/65.00:" + "0123456789ABCDEF" * 4
FINDER = [
    "#######",
    "#.....#",
    "#.###.#",
    "#.###.#",
    "#.###.#",
    "#.....#",
    "#######",
]


def test_the_code_has_its_three_finders() -> None:
    modules = qr_modules(TEXT)
    size = len(modules)
    assert size == 37  # version 5 holds 122 letters with correction M
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        found = [
            "".join("#" if modules[top + y][left + x] else "." for x in range(7)) for y in range(7)
        ]
        assert found == FINDER


def test_a_longer_text_takes_a_larger_code() -> None:
    assert len(qr_modules(TEXT + "A" * 60)) > 37
