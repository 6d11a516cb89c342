"""The commands' help, in the reader's language, and how the words of a command line are taken."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup, TyperOption

from ui.speech import Say, speech

__all__ = ["Command", "Commands", "QuestionCommand"]

_LIKE_AN_OPTION = re.compile(r"--[A-Za-z][\w-]*(?:=.*)?", re.DOTALL)


class _Spoken:
    """What a command and the list of commands have in common: each part of their help is told in one language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The line that shows how it is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix=speech()("Usage: "))

    def format_help_text(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - it overrides Typer's
        """What it is for."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(speech()(self.help or ""))  # type: ignore[attr-defined]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Its arguments and options."""
        say = speech()
        for kind, heading in (("argument", "Arguments"), ("option", "Options")):
            own = [p for p in self.get_params(ctx) if p.param_type_name == kind]  # type: ignore[attr-defined]
            _write(formatter, say(heading), [row for row in (_row(p, ctx, say) for p in own) if row])


class Command(_Spoken, TyperCommand):
    """One command."""


class Commands(_Spoken, TyperGroup):
    """The program as a list of its commands."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Its options, and the commands with the first sentence of their help."""
        super().format_options(ctx, formatter)
        say = speech()
        told = {name: say(command.help or "") for name, command in self.commands.items() if not command.hidden}
        _write(formatter, say("Commands"), [(name, text.split("\n\n")[0]) for name, text in told.items()])


def _write(formatter: Any, heading: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)


def _row(parameter: Any, ctx: Any, say: Say) -> tuple[str, str] | None:
    """Its names, what it is for, and what Typer adds to that, such as the values that it takes."""
    if (record := parameter.get_help_record(ctx)) is None:
        return None
    names, told = record
    own = parameter.help or ""
    return names, say(own) + told.removeprefix(own).replace("required", say("required"))


class QuestionCommand(Command):
    """A command whose question may begin with a dash, as one that is copied out of a conversation does."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take as text what begins with a dash and cannot be meant as an option, wherever it stands."""
        options = [name for parameter in self.params if isinstance(parameter, TyperOption) for name in parameter.opts]
        end = args.index("--") if "--" in args else len(args)
        texts = [arg for arg in args[:end] if _is_text(arg, options)]
        taken = [arg for arg in args[:end] if not _is_text(arg, options)]
        return super().parse_args(ctx, [*taken, "--", *texts, *args[end + 1 :]])


def _is_text(arg: str, options: list[str]) -> bool:
    """Whether an argument begins with a dash and is no option: neither known, nor a word that may be one mistyped.

    A dash alone stands for standard input or output.
    """
    if not arg.startswith("-") or arg == "-" or arg in options or _LIKE_AN_OPTION.fullmatch(arg):
        return False
    # `-k5` is the option -k with its value.
    return not any(re.fullmatch(rf"{re.escape(name)}\d+", arg) for name in options if not name.startswith("--"))
