"""`hemeroteca questions`: what is asked of every article that comes, and what `index` tells of it."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rag.errors import HemerotecaError
from ui.failures import say_failed
from ui.options import ArticleLanguage, AsWords, Author, Json, Section, Since, Source, Until
from ui.output import echo, print_json
from ui.questions import as_typed, fit_question, require_language
from ui.speech import reader, speech
from ui.statuses import EXIT_NO_MATCH, EXIT_USAGE
from ui.terminal import one_line

if TYPE_CHECKING:
    from rag.library import Library
    from rag.settings import Settings
    from rag.types import Filters
    from ui.serving.feed import Shown
    from ui.serving.saved import Match, Saved, SavedQuestion

__all__ = ["questions", "tell_new_matches"]

QUOTED = 3
"""Quotations of an article that a line shows; the feed has all."""

ACTIONS = ("add", "list", "remove", "run", "feed")
_TAKE_TEXT = {"add": "a question", "remove": "the id of a question"}


def questions(
    action: Annotated[str, typer.Argument(help="add, list, remove, run or feed", metavar="[add|list|remove|run|feed]")],
    text: Annotated[
        str,
        typer.Argument(
            help="A question to add; to remove, or for the feed of one, the id that list shows.",
            metavar="[QUESTION|ID]",
            show_default=False,
        ),
    ] = "",
    since: Since = None,
    until: Until = None,
    source: Source = None,
    author: Author = None,
    section: Section = None,
    language: ArticleLanguage = None,
    as_words: AsWords = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where the feed is written.", show_default=False)
    ] = None,
    as_json: Json = False,
) -> None:
    """Save questions that are asked of every new article; `index` tells which answers one, and so does an Atom feed.

    Exit status of run: 0 new matches, 1 none, 2 an error.
    """
    from rag.questions.options import filters_from_options  # tables of words that the help has no use for
    from rag.settings import load_settings  # pydantic, likewise

    options = {
        "since": since, "until": until, "source": source, "author": author, "section": section, "language": language,
    }  # fmt: skip
    _require_fitting(action, text, limited=any(options.values()) or as_words, out=out, as_json=as_json)
    text = as_typed(text)
    if action == "run":
        raise typer.Exit(_run(as_json=as_json))
    settings = load_settings()
    match action:
        case "add":
            _add(settings, fit_question(text), filters_from_options(**options), as_words=as_words)
        case "list":
            _list(settings, as_json=as_json)
        case "remove":
            _remove(settings, text)
        case "feed":
            _write_feed(settings, text, out)


def _require_fitting(action: str, text: str, *, limited: bool, out: Path | None, as_json: bool) -> None:
    """End where an action is none, or is given what it does not take: it would be left undone."""
    fault = ""
    if action not in ACTIONS:
        fault = f"there is no action {action!r}: use one of {', '.join(ACTIONS)}."
    elif action in _TAKE_TEXT and not any(map(str.isalnum, text)):
        fault = f"`hemeroteca questions {action}` takes {_TAKE_TEXT[action]}."
    elif text and action in ("list", "run"):
        fault = f"`hemeroteca questions {action}` takes no question."
    elif limited and action != "add":
        fault = f"`hemeroteca questions {action}` takes no filter: a question has its own, given to add."
    elif (out is not None and action != "feed") or (as_json and action not in ("list", "run")):
        fault = f"`hemeroteca questions {action}` does not take {'--out' if out else '--json'}."
    if fault:
        say_failed(fault, " (`hemeroteca questions --help`)")
        raise typer.Exit(EXIT_USAGE)


def _add(settings: Settings, question: str, filters: Filters, *, as_words: bool) -> None:
    with _opened(settings) as library, closing(_saved(settings)) as saved:
        require_language(library, filters)
        # What is there is asked of the others now, so that it need not be asked of this one later.
        before = _shown(library, saved, _look(library, saved))
        new = saved.add(question, filters, set(library.lying().values()), as_words=as_words)
    _print(before, err=True)
    _tell(f"saved as {new.name}: it is asked of every article that comes from now on.")


def _list(settings: Settings, *, as_json: bool) -> None:
    from ui.serving.feed import question_json

    with closing(_saved(settings)) as saved:
        listed = saved.listed()
        found = [match.question for match in saved.matches()]
    if as_json:
        print_json([question_json(one) | {"matches": found.count(one.id)} for one in listed])
        return
    if not listed:
        _tell('There is no saved question yet: `hemeroteca questions add "…"` saves one.')
    for one in listed:
        made = time.strftime("%Y-%m-%d", time.localtime(one.made / 1000))
        echo(one_line(f"{one.name}  {made}  {one.question}{_limits(one)}"))


def _limits(question: SavedQuestion) -> str:
    """The filters of a question, in the reader's language."""
    from rag.languages import language_of  # tables of words that the help has no use for
    from rag.questions.options import one_by_one
    from rag.text.filter_messages import say_filters

    said = [part for one, _ in one_by_one(question.filters) for part in say_filters(one, language_of(reader()))]
    return f"  ({'; '.join(said)})" if said else ""


def _remove(settings: Settings, name: str) -> None:
    with closing(_saved(settings)) as saved:
        question = saved.named(name)
        saved.remove(question)
    _tell(f"{question.name} is asked no more: {question.question}")


def _run(*, as_json: bool) -> int:
    """Ask what came, and tell all that no run has told yet; returns the exit status."""
    from rag.settings import load_settings  # pydantic
    from ui.serving.feed import match_json

    try:
        settings = load_settings()
        with _opened(settings) as library, closing(_saved(settings)) as saved:
            _look(library, saved)
            found = _shown(library, saved, saved.unreported())
            if as_json:
                print_json([match_json(one) for one in found])
            else:
                _print(found)
            saved.report([one.match for one in found])  # what is gone for now is told once it is back
    except HemerotecaError as error:
        say_failed(str(error))
        return EXIT_USAGE
    return 0 if found else EXIT_NO_MATCH


def tell_new_matches(library: Library, *, quiet: bool = False) -> int:
    """Ask the saved questions of the articles that came, and tell on standard error what is new; returns how much.

    Args:
        library: The archive.
        quiet: Do not show how far it is.

    Raises:
        HemerotecaError: The archive or the database cannot be used; the next run looks through the same articles.
    """
    with closing(_saved(library.settings)) as saved:
        found = _shown(library, saved, _look(library, saved, quiet=quiet))
    _print(found, err=True)
    return len(found)


def _look(library: Library, saved: Saved, *, quiet: bool = False) -> list[Match]:
    from ui.progress import TerminalReport
    from ui.serving.matching import look_through

    with TerminalReport(quiet=quiet) as terminal:
        return look_through(library, saved, terminal.looked_through)


def _shown(library: Library, saved: Saved, matches: Sequence[Match]) -> list[Shown]:
    from ui.serving.feed import shown

    return shown(saved.listed(), matches, library.versions)


def _print(found: Sequence[Shown], *, err: bool = False) -> None:
    """One line for each match: the question, the article with its outlet and day, and its words."""
    from ui.citing import details
    from ui.serving.feed import words_of

    say = speech()
    for one in found:
        document = one.document
        where = details(document, one.match.spans[0][0], say, document.source)
        words = words_of(one)
        quoted = " ".join(f"«{some}»" for some in words[:QUOTED]) + " …" * (len(words) > QUOTED)
        echo(one_line(say(f"new for «{one.question.question}»: {document.title}{where}: {quoted}")), err=err)


def _write_feed(settings: Settings, name: str, out: Path | None) -> None:
    """Write the feed of a question, or of all, whole or not at all."""
    from ui.serving.feed import atom, latest

    with _opened(settings) as library, closing(_saved(settings)) as saved:
        asked = saved.named(name) if name else None
        matches = latest(saved, asked, library.versions)
    feed = atom(asked, matches, speech())
    if out is None:
        echo(feed.decode("ascii"))
        return
    beside = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        beside.write_bytes(feed)
        beside.replace(out)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise HemerotecaError(
            f"{str(out)!r} cannot be written ({error.strerror}): check the folder, its disk and its permissions."
        ) from error


def _saved(settings: Settings) -> Saved:
    from ui.serving.saved import open_saved  # the store

    return open_saved(settings)


def _opened(settings: Settings) -> Library:
    from rag.library import Library  # Chroma
    from ui.progress import TerminalReport

    return Library.open(settings, report=TerminalReport().report)


def _tell(text: str) -> None:
    echo(one_line(speech()(text)))
