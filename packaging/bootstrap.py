# -*- coding: utf-8 -*-
# ruff: noqa: UP009, UP031
"""Sets the program up in this checkout, starts it, or runs every check.

    python3 packaging/bootstrap.py run [--headless] [DIR]
    python3 packaging/bootstrap.py setup
    python3 packaging/bootstrap.py test

Standard library only. This file keeps to syntax that Python 2.7 reads, so that an old
Python gets a sentence instead of a SyntaxError; everything else is in bootstrap_steps/.
"""

import sys

OLDEST_PYTHON = (3, 11)


def _refuse_old_python():
    text = "Cần Python 3.11 trở lên, máy này có %d.%d." % tuple(sys.version_info[:2])
    if sys.platform == "win32":
        text += " Cài bản 64-bit từ python.org rồi gõ: py -3.11 packaging\\bootstrap.py run"
    else:
        text += " Nếu đã cài bản mới hơn, gõ: python3.11 packaging/bootstrap.py run"
    stream = getattr(sys.stderr, "buffer", sys.stderr)  # bytes: no code page can spoil them
    text += "\n"
    stream.write(text if str is bytes else text.encode("utf-8"))
    return 2


def main():
    if tuple(sys.version_info[:2]) < OLDEST_PYTHON:
        return _refuse_old_python()
    from bootstrap_steps.commands import run_command

    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
