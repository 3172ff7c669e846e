"""The window: PySide6 lives here and nowhere else."""

from __future__ import annotations

import sys

_LOAN = ([None] * 100_000, [True] * 20_000, [False] * 20_000, [NotImplemented] * 20_000)
"""Keeps a start alive until ``hold_constants``, which takes 2 ms more to import."""


def hold_constants() -> None:
    """Keep Python 3.11 alive under PySide6 6.12; to be called soon after the start.

    Its wheels are built as if None, True and False were immortal, which they are from
    Python 3.12 on: every void method called takes one reference from None, every signal emitted
    one from True. In 3.11 the process then aborts ("deallocating True or False") after a few
    hundred signals. Enough references for years of calls are added here once; a test counts.
    """
    if sys.version_info >= (3, 12) or _LOAN[0] == []:
        return
    import ctypes

    for constant in (None, True, False, NotImplemented, ...):
        # A CPython object begins with its reference count.
        ctypes.c_ssize_t.from_address(id(constant)).value += 1 << 40
    for loan in _LOAN:
        loan.clear()
