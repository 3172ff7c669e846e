"""Help pages: no English word, every command documented."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from cchc_desktop.cli.main import cchc as whole
from tests.support.command_line import cchc

ENGLISH = re.compile(r"\b(usage|options?|commands?|exit|text|path|integer|message|args)\b", re.I)
GUIDE = Path(__file__).parents[2] / "docs/command-line.md"


def _pages(command: click.Command, words: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    pages = [words]
    if isinstance(command, click.Group):
        for name, one in command.commands.items():
            pages += _pages(one, (*words, name))
    return pages


@pytest.mark.parametrize("words", _pages(whole), ids=" ".join)
def test_help_speaks_vietnamese(words: tuple[str, ...]) -> None:
    page = cchc(*words, "--help")
    assert page.code == 0
    assert page.out.startswith(f"Cách dùng: {' '.join(('cchc', *words))}")
    assert ENGLISH.findall(re.sub(r"--[\w-]+", "", page.out)) == []
    assert "..." not in re.sub(r"\]\.\.\.|\bTEP\.\.\.", "", page.out), "a sentence was cut"


@pytest.mark.parametrize("name", list(whole.commands))
def test_every_command_is_in_the_guide(name: str) -> None:
    assert f"`cchc {name} " in GUIDE.read_text("utf-8")
