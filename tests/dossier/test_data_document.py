"""The published schema names every key that a dossier's data has."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.core.evidence_item import FileState
from cchc_desktop.core.score import Status
from cchc_desktop.dossier.attachments import DATA_NAME

if TYPE_CHECKING:
    from tests.dossier.conftest import Dossier

DOCUMENT = Path(__file__).parents[2] / "docs" / "dossier-data.md"


def test_every_key_is_documented(full: Dossier) -> None:
    named = set(re.findall(r"`([^`]+)`", DOCUMENT.read_text("utf-8")))
    data = json.loads(full.data)
    keys = set(data) | set(data["particulars"]) | set(data["program"])
    keys |= {key for one in data["evidence"] for key in one}
    keys |= {key for one in data["answers"].values() for key in one}
    keys |= set(data["scores"])
    keys |= {key for one in data["scores"]["items"] for key in one}
    keys |= {key for one in data["scores"]["fields"] for key in one}
    keys |= {one.value for one in (*Status, *FileState)}
    keys |= {DATA_NAME, data["format"], data["set"]["format"]}
    assert keys - named == set()
