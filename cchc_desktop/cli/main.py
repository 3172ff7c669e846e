"""The command ``cchc``: its sub-commands, and one place where errors end."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from cchc_desktop import __version__
from cchc_desktop.cli.commands.answer import answer
from cchc_desktop.cli.commands.dossier import export, sign, verify
from cchc_desktop.cli.commands.evidence import attach, detach
from cchc_desktop.cli.commands.evidence_tidying import evidence
from cchc_desktop.cli.commands.history import history, redo, undo
from cchc_desktop.cli.commands.import_prior import import_prior
from cchc_desktop.cli.commands.locking import lock, unlock
from cchc_desktop.cli.commands.lost import lost
from cchc_desktop.cli.commands.move_set import move_set
from cchc_desktop.cli.commands.registers import registers
from cchc_desktop.cli.commands.results import exempt, result
from cchc_desktop.cli.commands.sample import sample
from cchc_desktop.cli.commands.score import check, score
from cchc_desktop.cli.commands.sets import sets
from cchc_desktop.cli.commands.surveys import index, survey
from cchc_desktop.cli.commands.teamwork import assign, me, remark, waive
from cchc_desktop.cli.commands.workbook import info, new
from cchc_desktop.cli.error_report import DONE, argument_problem, report
from cchc_desktop.cli.options import existing_path
from cchc_desktop.cli.vietnamese_help import group
from cchc_desktop.core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

OpenWindow = Callable[..., int]


@group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__, prog_name="cchc", message="%(prog)s %(version)s", help="In phiên bản rồi thoát."
)
def cchc() -> None:
    """Tự chấm điểm cải cách hành chính: kê khai, tài liệu kiểm chứng, hồ sơ ký số.

    Gõ cchc không kèm lệnh để mở cửa sổ chương trình.
    """


@cchc.command("open")
@click.argument("db", type=existing_path, metavar="HO_SO")
@click.option("--exit-after-first-paint", is_flag=True, help="Thoát ngay khi cửa sổ hiện ra.")
@click.pass_obj
def open_window(window: OpenWindow, db: Path, exit_after_first_paint: bool) -> int:
    """Mở hồ sơ trong cửa sổ."""
    if not db.is_file():
        raise UserError("missing", f"Không có tệp {db}; kiểm tra lại đường dẫn.")
    return window(db, exit_after_first_paint=exit_after_first_paint)


for _command in (
    sets, new, info, import_prior, answer, result, exempt, registers, survey, index, move_set,
    attach, evidence,
    detach, score, check, lost, lock, unlock, history, undo, redo, assign, remark, waive, me,
    export, sign, verify, sample,
):  # fmt: skip
    cchc.add_command(_command)


def run(arguments: Sequence[str], window: OpenWindow) -> int:
    """Run one command and give its exit code: 0 done, 1 findings, 2 bad input, 3 file problem.

    Args:
        arguments: the words after ``cchc``.
        window: opens the window on a path; only ``cchc open`` calls it.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    stop = _Stop()
    as_json = "--json" in arguments
    if problem := argument_problem(list(arguments)):
        return report(problem, as_json=as_json)
    try:
        result: Any = cchc.main(
            args=list(arguments), prog_name="cchc", standalone_mode=False, obj=window
        )
        sys.stdout.flush()
        return result if isinstance(result, int) else DONE
    except SystemExit:
        # Click ends so when whoever reads the output has closed the pipe: nothing is wrong.
        return DONE
    except BaseException as error:
        return report(KeyboardInterrupt() if stop.asked else error, as_json=as_json)
    finally:
        _let_go_of_output()


def _let_go_of_output() -> None:
    """Drop what can't be written any more, else Python itself complains at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class _Stop:
    """The system's requests to stop, which clean up as Ctrl+C does.

    A request that comes while a library is calling back may leave it as another error; ``asked``
    still tells what it was.
    """

    def __init__(self) -> None:
        self.asked = False
        if threading.current_thread() is threading.main_thread():
            for name in ("SIGINT", "SIGTERM", "SIGHUP"):
                if number := getattr(signal, name, None):
                    signal.signal(number, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
        raise KeyboardInterrupt
