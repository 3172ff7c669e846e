"""The process that looks at documents: a request and an answer a line, as JSON."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import TextIO

from cchc_desktop.core.evidence_item import FileState
from cchc_desktop.core.page_facts import DocumentFacts, facts_to_data
from cchc_desktop.evidence.examination import UNREADABLE

_MOST_BYTES = 3 * 1024**3
"""Of address space, where the system can limit it."""


def main() -> int:
    """Answer requests until there are no more."""
    _limit_memory()
    with _answers() as answers:
        for line in sys.stdin:
            path, state = json.loads(line)
            facts = _look(Path(path), FileState(state))
            answers.write(json.dumps({**facts_to_data(facts), "text": facts.text}) + "\n")
            answers.flush()
    return 0


def _answers() -> TextIO:
    """Take the way back for answers alone: a library's chatter, in C or Python, is none."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _look(path: Path, state: FileState) -> DocumentFacts:
    from cchc_desktop.evidence.page_look import look_at_pdf, look_at_picture

    try:
        return look_at_picture(path) if state is FileState.IMAGE else look_at_pdf(path)
    except Exception:
        # Renderers meet hostile bytes with any exception there is.
        return DocumentFacts(failure=UNREADABLE)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
