"""Other programs' view of a PDF: poppler's and qpdf's command-line tools."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page; points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def run(*command: str | Path) -> str:
    """Run a tool and give what it prints; fails when the tool does."""
    done = subprocess.run([str(part) for part in command], capture_output=True, check=True)
    return done.stdout.decode(errors="replace")


def page_texts(path: Path) -> list[str]:
    """Give each page's text."""
    return run("pdftotext", "-layout", path, "-").split("\f")[:-1]


def plain_text(path: Path, first: int = 1, last: int | None = None) -> str:
    """Give the text of pages, counted from 1, with all blanks as one."""
    pages = ["-f", str(first)] + (["-l", str(last)] if last else [])
    return " ".join(run("pdftotext", *pages, path, "-").split())


def words(path: Path, page: int) -> list[Word]:
    """Give the words of a page, counted from 1, with their places."""
    text = run("pdftotext", "-bbox", "-f", str(page), "-l", str(page), path, "-")
    pattern = r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>'
    return [
        Word(unescape(found[4]), *(float(number) for number in found[:4]))
        for found in re.findall(pattern, text)
    ]


def picture(path: Path, page: int, folder: Path, dpi: int = 72) -> Image.Image:
    """Draw a page, counted from 1, in grey."""
    stem = folder / f"{path.stem}-{page}"
    run("pdftoppm", "-r", str(dpi), "-gray", "-png", "-singlefile", "-cropbox",
        "-f", str(page), "-l", str(page), path, stem)  # fmt: skip
    with Image.open(stem.with_suffix(".png")) as image:
        return image.convert("L")
