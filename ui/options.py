"""Arguments and options that more than one command takes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "ArticleLanguage",
    "AsWords",
    "Author",
    "Json",
    "Paths",
    "Section",
    "Since",
    "Source",
    "Until",
]

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Paths = Annotated[
    list[Path] | None,
    typer.Argument(help="Folders or files; those indexed already when none is named.", show_default=False),
]

Since = Annotated[str | None, typer.Option(metavar="DATE", help="Published since 2024, 2024-03 or 2024-03-05.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Published until then, that day, month or year too.")]
Source = Annotated[str | None, typer.Option(metavar="OUTLET", help="The newspaper, agency or site.")]
Author = Annotated[str | None, typer.Option(metavar="NAME", help="Who wrote it.")]
Section = Annotated[str | None, typer.Option(metavar="NAME", help="Part of the newspaper.")]
ArticleLanguage = Annotated[str | None, typer.Option("--language", metavar="CODE", help="Of the article, such as es.")]
AsWords = Annotated[
    bool,
    typer.Option("--as-words", help="Search for «noticias de mayo» or «según EFE» as words, do not filter by them."),
]
