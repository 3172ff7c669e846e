"""How an error leaves the command line: one Vietnamese line, an exit code, JSON if asked."""

from __future__ import annotations

import click

from cchc_desktop.cli.output import print_json
from cchc_desktop.core.errors import Cancelled, FileProblem, UserError

DONE, FINDINGS, BAD_INPUT, FILE_PROBLEM = 0, 1, 2, 3
INTERRUPTED = 130

_NAMED_WRONGLY = frozenset({
    "missing", "pdf_missing", "not_pdf", "key_missing", "key_unreadable", "key_not_pkcs12",
    "module_missing", "module_unloadable", "trust_root_missing", "trust_root_unreadable",
})  # fmt: skip
"""Problems of a file that was named as input: nothing is wrong with the workbook or the target."""


def report(error: BaseException, *, as_json: bool) -> int:
    """Print what went wrong and give the exit code; a bug of ours is raised again."""
    code, message, exit_code = _facts(error)
    if as_json:
        print_json({"error": {"code": code, "message": message}})
    click.echo(message, err=True)
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
            return "usage", _usage(error), BAD_INPUT
        case BrokenPipeError():
            return "broken_pipe", "Nơi nhận kết quả đã đóng.", DONE
        case OSError():
            reason = error.strerror or str(error)
            where = f" “{error.filename}”" if error.filename else ""
            return "os_error", f"Không đọc hoặc ghi được{where}: {reason}.", FILE_PROBLEM
        case _:
            raise error


def _usage(error: click.ClickException) -> str:
    """Say click's own complaints in Vietnamese."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "cchc"
    help_hint = f"xem: {path} --help."
    match error:
        case click.NoSuchOption():
            return f"Không có tùy chọn {error.option_name}; {help_hint}"
        case click.MissingParameter():
            name = error.param.human_readable_name if error.param else error.param_hint
            return f"Thiếu {name}; {help_hint}"
        case click.BadParameter():
            name = error.param.human_readable_name if error.param else ""
            return f"Giá trị của {name} không dùng được ({error.message}); {help_hint}"
        case click.UsageError() if context and isinstance(context.command, click.Group):
            return f"Không có lệnh này; {help_hint}"
        case _:
            return f"Lệnh viết chưa đúng ({error.format_message()}); {help_hint}"
