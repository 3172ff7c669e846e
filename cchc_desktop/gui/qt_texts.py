"""Qt's own words in Vietnamese: buttons, file dialog, wizard, context menus.

Qt ships no Vietnamese translation; ours is resources/translations/qt_vi.json.
"""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from cchc_desktop import paths


class QtTexts(QTranslator):
    """Answers Qt's requests for words; read at the first one."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._texts: dict[str, dict[str, str]] | None = None

    def isEmpty(self) -> bool:
        """Say that there is something, or Qt would not ask."""
        return False

    def translate(self, context, source, disambiguation=None, n: int = -1) -> str | None:
        """Give the Vietnamese words, or None to leave the source."""
        if self._texts is None:
            self._texts = texts()
        return self._texts.get(_text(context), {}).get(_text(source))


def texts() -> dict[str, dict[str, str]]:
    """Read the translations: Qt's context → English → Vietnamese."""
    import json

    path = paths.resources_dir() / "translations" / "qt_vi.json"
    return json.loads(path.read_text(encoding="utf-8"))


def _text(given) -> str:
    return given if isinstance(given, str) else bytes(given or b"").decode("utf-8", "replace")
