"""Where forms/, resources/, the guide and the person's own data lie; the only file that knows.

The same calls answer in a source checkout, in an installed wheel (which carries both
under ``cchc_desktop/_data``) and in a frozen program.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def forms_dir() -> Path:
    """Give the folder of criteria sets, mappings and official templates."""
    return _data_root() / "forms"


def resources_dir() -> Path:
    """Give the folder of fonts, icons, style sheets and translations."""
    return _data_root() / "resources"


def guide_file() -> Path:
    """Give the officer's guide; its pictures lie in ``images`` beside it."""
    return _data_root() / "docs" / "huong-dan-can-bo.md"


def fonts_dir() -> Path:
    """Give the folder of the shipped .ttf files."""
    return resources_dir() / "fonts"


def icons_dir() -> Path:
    """Give the folder of the shipped .svg files and of the program's own icon."""
    return resources_dir() / "icons"


def user_data_dir() -> Path:
    """Give the person's own folder for recent workbooks and logs; it may not exist yet.

    The environment variable ``CCHC_USER_DATA`` puts it elsewhere.
    """
    chosen = os.environ.get("CCHC_USER_DATA")
    if chosen:
        return Path(chosen)
    import platformdirs

    return platformdirs.user_data_path("cchc-desktop", appauthor=False)


def _data_root() -> Path:
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen)
    package = Path(__file__).resolve().parent
    in_wheel = package / "_data"
    return in_wheel if in_wheel.is_dir() else package.parent
