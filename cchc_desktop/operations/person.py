"""Who works here: the name that stands in the history, in remarks and in what is assigned."""

from __future__ import annotations

import getpass

from cchc_desktop import paths
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.limits import one_line
from cchc_desktop.files.new_file import new_file

_FILE = "nguoi-dung.txt"
_MOST_BYTES = 2_000


def my_name() -> str:
    """Give the person's own name as set, else the name of the account on this machine."""
    try:
        with (paths.user_data_dir() / _FILE).open("rb") as stream:
            kept = one_line(stream.read(_MOST_BYTES).decode("utf-8", "ignore"), "Tên")
    except (OSError, UserError):
        kept = ""
    return kept or _account()


def set_my_name(name: str) -> str:
    """Keep the person's own name on this machine; empty goes back to the account's.

    Returns:
        The name that stands from now on.

    Raises:
        UserError: ``too_long``.
        FileProblem: it can't be written.
    """
    text = one_line(name, "Tên người làm")
    folder = paths.user_data_dir()
    place = folder / _FILE
    if not text and not place.exists():
        return _account()
    folder.mkdir(parents=True, exist_ok=True)
    with new_file(place) as temporary:
        temporary.write_text(text, encoding="utf-8")
    return text or _account()


def _account() -> str:
    """Give the full name of the account where the system knows one, else its short name."""
    try:
        short = getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
    try:
        import pwd

        full = pwd.getpwnam(short).pw_gecos.split(",")[0].strip()
    except (ImportError, KeyError):
        return short
    return full or short
