"""How the words of a command line are taken."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperOption

__all__ = ["QuestionCommand"]

_LIKE_AN_OPTION = re.compile(r"--[A-Za-z][\w-]*(?:=.*)?", re.DOTALL)


class QuestionCommand(TyperCommand):
    """A command whose question may begin with a dash, as one that is copied out of a conversation does."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take as text what begins with a dash and cannot be meant as an option, wherever it stands."""
        options = [name for parameter in self.params if isinstance(parameter, TyperOption) for name in parameter.opts]
        end = args.index("--") if "--" in args else len(args)
        texts = [arg for arg in args[:end] if _is_text(arg, options)]
        taken = [arg for arg in args[:end] if not _is_text(arg, options)]
        return super().parse_args(ctx, [*taken, "--", *texts, *args[end + 1 :]])


def _is_text(arg: str, options: list[str]) -> bool:
    """Whether an argument begins with a dash and is no option: neither known, nor a word that may be one mistyped."""
    if not arg.startswith("-") or arg in options or _LIKE_AN_OPTION.fullmatch(arg):
        return False
    # `-k5` is the option -k with its value.
    return not any(re.fullmatch(rf"{re.escape(name)}\d+", arg) for name in options if not name.startswith("--"))
