"""Click's complaints about a command's words, in Vietnamese."""

from __future__ import annotations

import click


def usage_sentence(error: click.ClickException) -> str:
    """Say what is wrong with the words of a command, and where its help is."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "cchc"
    return f"{_what(error, context)}; xem: {path} --help."


def _what(error: click.ClickException, context: click.Context | None) -> str:
    match error:
        case click.NoSuchOption():
            return f"Không có tùy chọn {error.option_name}"
        case click.MissingParameter():
            return f"Thiếu {_name(error.param) or error.param_hint}"
        case click.BadOptionUsage():
            return f"Tùy chọn {error.option_name} thiếu giá trị hoặc viết chưa đúng"
        case click.BadParameter():
            return f"{_name(error.param)}: {_due(error.param)}"
        case click.UsageError() if context and isinstance(context.command, click.Group):
            return "Không có lệnh này"
        case click.UsageError():
            return "Lệnh thừa tham số hoặc viết chưa đúng"
        case _:
            return "Lệnh viết chưa đúng"


def _name(parameter: click.Parameter | None) -> str:
    """Give an option as it is typed, an argument as the help names it."""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.human_readable_name if parameter else ""


def _due(parameter: click.Parameter | None) -> str:
    """Say what a value should be."""
    kind = parameter.type if parameter else None
    if isinstance(kind, click.Choice):
        return f"chọn một trong {', '.join(map(str, kind.choices))}"
    if isinstance(kind, click.types.IntParamType):
        return "phải là số nguyên"
    return "giá trị không dùng được"
