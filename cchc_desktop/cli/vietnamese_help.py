"""Help pages in Vietnamese: click's own words, and what kind of value an option takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

_KINDS = {"text": "CHỮ", "integer": "SỐ", "path": "TỆP"}


class VietnameseCommand(click.Command):
    """A command whose help has no English word."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options.setdefault("options_metavar", "[TÙY CHỌN]")
        super().__init__(*arguments, **options)
        for one in self.params:
            if isinstance(one, click.Option) and one.metavar is None and not one.is_flag:
                one.metavar = _KINDS.get(one.type.name)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is put together."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Cách dùng: ")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give --help with its explanation."""
        option = super().get_help_option(ctx)
        if option:
            option.help = "In trang này rồi thoát."
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        records = [one.get_help_record(ctx) for one in options]
        with formatter.section("Tùy chọn"):
            formatter.write_dl([record for record in records if record])


class VietnameseGroup(VietnameseCommand, click.Group):
    """A group of such commands."""

    command_class = VietnameseCommand

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options.setdefault("subcommand_metavar", "LỆNH [THAM SỐ]...")
        super().__init__(*arguments, **options)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands, each with the first sentence of its help."""
        super().format_options(ctx, formatter)
        room = formatter.width - 10
        rows = [(name, one.get_short_help_str(room)) for name, one in self.commands.items()]
        with formatter.section("Lệnh"):
            formatter.write_dl(rows)


Function = Callable[..., Any]


def command(name: str | None = None) -> Callable[[Function], VietnameseCommand]:
    """Make a command of a function, as ``click.command`` does."""
    return click.command(name, cls=VietnameseCommand)


def group(
    cls: type[VietnameseGroup] = VietnameseGroup, **options: Any
) -> Callable[[Function], VietnameseGroup]:
    """Make a group of a function, as ``click.group`` does."""
    return click.group(None, cls=cls, **options)
