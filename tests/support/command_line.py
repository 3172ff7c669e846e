"""Runs ``cchc`` in this process, as a script would see it: exit code, stdout, stderr."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cchc_desktop.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Ran:
    """One finished command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout; fails when there is anything else."""
        return json.loads(self.out)


def cchc(*words: str | Path) -> Ran:
    """Run one command."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([str(word) for word in words], _no_window)
    return Ran(code, out.getvalue(), err.getvalue())


def refused(*words: str | Path, code: int = 2) -> str:
    """Run a command that must fail; give its one sentence, the same with and without --json."""
    plain, with_json = cchc(*words), cchc(*words, "--json")
    assert plain.code == with_json.code == code, (plain, with_json)
    assert plain.out == ""
    assert plain.err.count("\n") == 1, plain.err
    sentence = plain.err.strip()
    assert sentence.endswith((".", "help.")), sentence
    assert "Traceback" not in plain.err + with_json.err
    error = with_json.json["error"]
    assert error["message"] == sentence
    assert error["code"]
    return sentence


def _no_window(*_: object, **__: object) -> int:
    raise AssertionError("no window was asked for")
