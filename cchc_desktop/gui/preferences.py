"""What this person's window looks like: kept in one small JSON file, never worth an error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cchc_desktop import paths

_MOST = 20_000
"""Pixels that no window has."""
THEME_CHOICES = {"system": "Theo hệ thống", "light": "Sáng", "dark": "Tối"}


class Preferences:
    """Values by name; what can't be read is as if it were not there."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.user_data_dir() / "window.json"
        self._values: dict[str, Any] = {}
        read = read_json(self._path)
        self._values = read if isinstance(read, dict) else {}

    @property
    def theme(self) -> str:
        """``system``, ``light`` or ``dark``."""
        found = self._values.get("theme")
        return found if found in THEME_CHOICES else "system"

    @theme.setter
    def theme(self, choice: str) -> None:
        self._put("theme", choice)

    @property
    def window_size(self) -> tuple[int, int] | None:
        """Width and height of the main window as it was left, None before the first time."""
        match self._values.get("window.size"):
            case [int(width), int(height)] if 0 < width < _MOST and 0 < height < _MOST:
                return width, height
        return None

    @property
    def window_maximized(self) -> bool:
        """True when the main window was left filling the screen."""
        return self._values.get("window.maximized") is True

    def keep_window(self, width: int, height: int, maximized: bool) -> None:
        """Remember how the main window was left."""
        self._put("window.size", [width, height])
        self._put("window.maximized", maximized)

    def folder(self, purpose: str) -> str:
        """Give the folder last used for a purpose, the home folder at first."""
        found = self._values.get(f"folder.{purpose}")
        if isinstance(found, str) and Path(found).is_dir():
            return found
        documents = Path.home() / "Documents"
        return str(documents if documents.is_dir() else Path.home())

    def keep_folder(self, purpose: str, path: Path) -> None:
        """Remember the folder of a chosen path."""
        self._put(f"folder.{purpose}", str(path if path.is_dir() else path.parent))

    def _put(self, name: str, value: Any) -> None:
        if self._values.get(name) == value:
            return
        self._values[name] = value
        write_json(self._path, self._values)


def read_json(path: Path) -> Any:
    """Read a small file; None when it is not there or can't be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    import json  # a first start has no such file

    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def write_json(path: Path, values: Any) -> None:
    """Write a small file whole or not at all; a failure is of no consequence here."""
    import json

    beside = path.with_suffix(".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8")
        beside.replace(path)
    except OSError:
        return
