"""Asking other programs what they see in our files."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class SeenSignature:
    """One signature in the eyes of pdfsig (poppler)."""

    field: str
    signer: str
    kind: str
    valid: bool
    covers_all: bool


def pdfsig(path: Path) -> list[SeenSignature]:
    """List the signatures as pdfsig reports them; empty fields are left out."""
    said = run("pdfsig", "-nocert", str(path))
    seen = []
    for part in re.split(r"^Signature #\d+:$", said, flags=re.MULTILINE)[1:]:
        if "The signature form field is not signed." in part:
            continue
        seen.append(
            SeenSignature(
                field=_value(part, "Signature Field Name"),
                signer=_value(part, "Signer Certificate Common Name"),
                kind=_value(part, "Signature Type"),
                valid="Signature is Valid." in part,
                covers_all="  - Total document signed" in part,
            )
        )
    return seen


def pdftotext(path: Path, *options: str) -> str:
    """Give the text that pdftotext extracts."""
    return run("pdftotext", *options, str(path), "-")


def run(*command: str) -> str:
    """Run a program that must succeed and give its standard output."""
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout.decode()


def _value(part: str, name: str) -> str:
    found = re.search(rf"^  - {name}: (.*)$", part, flags=re.MULTILINE)
    return found.group(1) if found else ""
