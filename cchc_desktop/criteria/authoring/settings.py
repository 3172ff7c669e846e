"""The lines ``name = value`` of the cell “Tham số”, taken one by one."""

from __future__ import annotations

import re

from cchc_desktop.criteria.authoring.words import CellError, split_once


class Settings:
    """Lines ``name = value`` that a rule takes one by one; what is left over is a mistake."""

    def __init__(self, lines: list[str]) -> None:
        self._left: dict[str, tuple[str, str]] = {}
        for line in lines:
            pair = split_once(line, "=")
            if pair is None:
                raise CellError(f"“{line}” thiếu dấu =; ghi “tên = giá trị”")
            name = " ".join(pair[0].split())
            if name.lower() in self._left:
                raise CellError(f"“{pair[0]}” có hai dòng; giữ lại một")
            self._left[name.lower()] = (name, pair[1])

    def take(self, name: str) -> str | None:
        """Give a value and take it off; None where there is none."""
        found = self._left.pop(name.lower(), None)
        return found[1] if found else None

    def need(self, name: str, example: str) -> str:
        """Give a value that must be there.

        Raises:
            CellError: it is not.
        """
        value = self.take(name)
        if value is None:
            raise CellError(f"thiếu dòng “{name} = …”; ghi như “{name} = {example}”")
        return value

    def matching(self, pattern: str) -> list[tuple[re.Match[str], str]]:
        """Take off all lines whose name has this form, in their order."""
        found = [
            (match, key, value)
            for key, (name, value) in self._left.items()
            if (match := re.fullmatch(pattern, name, re.IGNORECASE))
        ]
        for _, key, _ in found:
            del self._left[key]
        return [(match, value) for match, _, value in found]

    def end(self) -> None:
        """See that nothing is left.

        Raises:
            CellError: a line that this rule does not know.
        """
        for name, _ in self._left.values():
            raise CellError(f"không hiểu dòng “{name} = …” với cách chấm này; bỏ hoặc sửa dòng")
