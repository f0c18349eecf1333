"""A group of commands in which one is meant where none is named: ``newsclaims FILE``."""

from __future__ import annotations

import difflib
import os
from typing import Any

import click
from click.shell_completion import CompletionItem

INTERRUPTED = 130
"""The exit code of a program ended by Ctrl-C: 128 and the number of the signal."""

_ALIKE = 0.75  # "shwo" is show, "chart.txt" is not chart


class DefaultCommand(click.Command):
    """The command that is meant where none is named; its help is that of the group."""

    class context_class(click.Context):
        """Is called by the name of the group alone."""

        @property
        def command_path(self) -> str:
            """What stands in usage lines and hints."""
            return self.parent.command_path if self.parent is not None else super().command_path

    def get_help(self, ctx: click.Context) -> str:
        """The help of the group, which holds this command's own options."""
        return ctx.parent.get_help() if ctx.parent is not None else super().get_help(ctx)


class DefaultGroup(click.Group):
    """Commands, one of which takes all arguments that do not start with a command's name."""

    def __init__(self, *args: Any, default: click.Command, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.default = default

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts the name of the default command before arguments that are for it."""
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        # While a first word is still being completed, it may yet become any command.
        is_open = ctx.resilient_parsing and not args
        if not is_open and (not args or args[0] not in own | self.commands.keys()):
            self._refuse_slip(ctx, args)
            args = [str(self.default.name), *args]
        return super().parse_args(ctx, args)

    def _refuse_slip(self, ctx: click.Context, args: list[str]) -> None:
        """Ends with a hint if the first word is no file but nearly the name of a command."""
        if not args or ctx.resilient_parsing or os.path.exists(args[0]):
            return
        meant = difflib.get_close_matches(args[0], self.commands, n=1, cutoff=_ALIKE)
        if meant:
            ctx.fail(f"There is no file {args[0]!r}. Did you mean the command {meant[0]}?")

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or the default one."""
        return super().get_command(ctx, cmd_name) or (
            self.default if cmd_name == self.default.name else None
        )

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; Ctrl-C ends it as the shell expects."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands in the usage line: that of the default command."""
        return self.default.collect_usage_pieces(ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options of the default command, then of the group, then the other commands."""
        parameters = [p for p in self.default.params if isinstance(p, click.Option)]
        parameters += [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [r for p in parameters if (r := p.get_help_record(ctx)) is not None]
        with formatter.section("Options"):
            formatter.write_dl(records)
        self.format_commands(ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What the first word may become: a command, an option or a file."""
        items: list[CompletionItem] = []
        if not incomplete.startswith("-"):
            # Files come first: bash drops what stands before them.
            for parameter in self.default.params:
                if isinstance(parameter, click.Argument):
                    items += parameter.shell_complete(ctx, incomplete)
        items += super().shell_complete(ctx, incomplete)
        items += self.default.shell_complete(ctx, incomplete)
        return list({(item.value, item.type): item for item in items}.values())
