"""The words after bootstrap.py: run, setup, test."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from bootstrap_steps.checkout import Checkout
from bootstrap_steps.console import Problem, say, use_utf8
from bootstrap_steps.virtual_environment import set_up

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLE_NAME = "so-cong-thuong-2026.cchc"
HELP = """\
Cách dùng: python3 packaging/bootstrap.py LỆNH

  run [--headless] [THƯ-MỤC]   cài đặt rồi mở chương trình trên hồ sơ mẫu trong THƯ-MỤC (mau/);
                               --headless, hoặc không có màn hình: làm trọn việc không cần cửa sổ
  setup                        chỉ cài đặt; dòng lệnh là .venv/bin/cchc
  test                         cài đặt rồi chạy mọi kiểm tra, như .ci/run

Lần đầu cần mạng; các lần sau không cần.
"""


def run_command(words: Sequence[str]) -> int:
    """Do what ``words`` ask; give the exit code.

    0 done; 1 a check or the program reported findings; 2 one sentence on stderr says what
    to do; 130 interrupted.
    """
    use_utf8()
    options = _parser().parse_args(words)
    checkout = Checkout(Path(__file__).resolve().parents[2])
    # Ended from outside is the same as Ctrl+C: pip is stopped too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        if options.command == "test":
            set_up(checkout, "test")
            return _checks(checkout)
        set_up(checkout, "run")
        if options.command == "run":
            return _run_program(checkout, options.folder or checkout.root / "mau", options.headless)
        say(f"Dòng lệnh: {checkout.scripts / 'cchc'}")
        return 0
    except Problem as problem:
        print(problem, file=sys.stderr, flush=True)
        return 2
    except KeyboardInterrupt:
        print("\nĐã dừng giữa chừng; lần chạy sau sẽ làm tiếp.", file=sys.stderr, flush=True)
        return 130


def _checks(checkout: Checkout) -> int:
    from bootstrap_steps.checks import run_checks

    return run_checks(checkout)


def _run_program(checkout: Checkout, folder: Path, headless: bool) -> int:
    from bootstrap_steps.display import has_display

    if headless or not has_display():
        return _become_program(checkout, "sample", str(folder), "--headless-job")
    workbook = folder / SAMPLE_NAME
    if not workbook.exists():
        say(f"Làm hồ sơ mẫu trong {folder}")
        made = subprocess.run(_program(checkout, "sample", str(folder)), check=False)
        if made.returncode != 0:
            return made.returncode
    return _become_program(checkout, "open", str(workbook))


def _become_program(checkout: Checkout, *words: str) -> int:
    command = _program(checkout, *words)
    if sys.platform == "win32":  # there, exec would give the prompt back while the program runs
        return subprocess.run(command, check=False).returncode
    # From here on Ctrl+C and a kill reach the program itself, which saves before it ends.
    os.execv(command[0], command)


def _program(checkout: Checkout, *words: str) -> list[str]:
    # -E: a PYTHONPATH or PYTHONHOME of the machine is for other programs.
    return [str(checkout.python), "-E", "-m", "cchc_desktop", *words]


class _Parser(argparse.ArgumentParser):
    """Speaks Vietnamese throughout; argparse has no translation of its own."""

    def format_help(self) -> str:
        return HELP

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"Không hiểu lệnh này.\n{HELP}")
        sys.exit(2)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser()
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run")
    run.add_argument("--headless", action="store_true")
    run.add_argument("folder", nargs="?", type=lambda text: Path(text).absolute())
    commands.add_parser("setup")
    commands.add_parser("test")
    return parser
