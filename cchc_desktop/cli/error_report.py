"""How an error leaves the command line: one Vietnamese line, an exit code, JSON if asked."""

from __future__ import annotations

import contextlib
import re
import sys
import traceback

import click

from cchc_desktop.cli.output import print_json
from cchc_desktop.cli.usage_words import usage_sentence
from cchc_desktop.core.errors import Cancelled, FileProblem, UserError
from cchc_desktop.files.reasons import reason
from cchc_desktop.paths import user_data_dir

DONE, FINDINGS, BAD_INPUT, FILE_PROBLEM = 0, 1, 2, 3
INTERRUPTED = 130

_NAMED_WRONGLY = frozenset({
    "missing", "pdf_missing", "not_pdf", "key_missing", "key_unreadable", "key_not_pkcs12",
    "module_missing", "module_unloadable", "trust_root_missing", "trust_root_unreadable",
})  # fmt: skip
"""Problems of a file that was named as input: nothing is wrong with the workbook or the target."""

_LONG_QUOTE = re.compile(r"“([^”]{80})[^”]*”")
LONGEST_LINE = 600


def report(error: BaseException, *, as_json: bool) -> int:
    """Print what went wrong and give the exit code."""
    code, message, exit_code = _facts(error)
    sentence = _one_line(message)
    # Where the terminal or the file behind it is full or gone, the exit code still tells.
    with contextlib.suppress(OSError):
        click.echo(sentence, err=True)
    if as_json:
        with contextlib.suppress(OSError):
            print_json({"error": {"code": code, "message": sentence}})
    return exit_code


def _facts(error: BaseException) -> tuple[str, str, int]:
    match error:
        case FileProblem():
            named_wrongly = error.code in _NAMED_WRONGLY
            return error.code, error.message, BAD_INPUT if named_wrongly else FILE_PROBLEM
        case UserError():
            return error.code, error.message, BAD_INPUT
        case Cancelled() | KeyboardInterrupt() | click.Abort():
            return "cancelled", "Đã hủy; không có gì bị ghi dở.", INTERRUPTED
        case click.ClickException():
            return "usage", usage_sentence(error), BAD_INPUT
        case OSError():
            where = f" “{error.filename}”" if error.filename else ""
            return "os_error", f"Không đọc hoặc ghi được{where}: {reason(error)}.", FILE_PROBLEM
        case _:
            return "bug", _keep_for_us(error), FILE_PROBLEM


def _one_line(message: str) -> str:
    """Keep a sentence on one line, however long what it quotes."""
    sentence = _LONG_QUOTE.sub(r"“\1…”", " ".join(message.split()))
    return sentence if len(sentence) <= LONGEST_LINE else f"{sentence[:LONGEST_LINE]}…"


def _keep_for_us(error: BaseException) -> str:
    """Write a bug's trace into a file and say where; people get no traceback."""
    log = user_data_dir() / "loi-chuong-trinh.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8", errors="replace") as stream:
            traceback.print_exception(error, file=stream)
    except OSError:
        return f"Chương trình gặp lỗi ngoài dự kiến ({type(error).__name__}); chạy lại lệnh."
    return f"Chương trình gặp lỗi ngoài dự kiến ({type(error).__name__}); gửi tệp {log} để sửa."


def argument_problem(arguments: list[str]) -> UserError | None:
    """Say when the shell handed over bytes that are no text in its own encoding."""
    for number, one in enumerate(arguments, start=1):
        if any("\ud800" <= letter <= "\udfff" for letter in one):
            return UserError(
                "bad_encoding",
                f"Tham số thứ {number} có ký tự không đọc được theo bảng mã "
                f"{sys.getfilesystemencoding()}; đặt bảng mã UTF-8 rồi chạy lại.",
            )
    return None
