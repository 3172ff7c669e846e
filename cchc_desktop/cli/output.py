"""What the command line prints: one JSON document, or Vietnamese text in columns."""

from __future__ import annotations

import json
import sys
import time
import unicodedata
from typing import TYPE_CHECKING

import click

from cchc_desktop.core.progress import Progress, no_progress

if TYPE_CHECKING:
    from collections.abc import Sequence

_REDRAW_SECONDS = 0.1


def print_json(document: object) -> None:
    """Print one JSON document and nothing else."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]], right: str = "") -> None:
    """Print rows under heads; ``right`` names, by number, the columns set to the right."""
    widths = [max(_width(line[column]) for line in (heads, *rows)) for column in range(len(heads))]
    for line in (heads, ["-" * width for width in widths], *rows):
        cells = [
            _pad(cell, width, str(column) in right.split())
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        click.echo("  ".join(cells).rstrip())


def progress_line() -> Progress:
    """Give a progress that rewrites one line on the terminal; silent when there is none."""
    if not sys.stderr.isatty():
        return no_progress
    last = 0.0

    def show(done: int, total: int, what: str) -> None:
        nonlocal last
        moment = time.monotonic()
        if moment - last >= _REDRAW_SECONDS or done >= total:
            last = moment
            end = "\r\x1b[K" if done >= total else ""
            click.echo(f"\r\x1b[K{done * 100 // max(total, 1):3d}% {what}{end}", nl=False, err=True)

    return show


def _width(text: str) -> int:
    return sum(not unicodedata.combining(letter) for letter in text)


def _pad(text: str, width: int, right: bool) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if right else text + blanks
