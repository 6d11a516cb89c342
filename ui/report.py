"""What the commands print for people; `ui.contract` has the same as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from rag.languages import language_of
from rag.questions.options import one_by_one
from rag.settings import Settings
from rag.text.beside_messages import say_beside
from rag.text.filter_messages import say_filters, say_found
from rag.text.language import detect_language
from rag.text.messages import say_nearest, say_retracted
from rag.types import (
    Answer,
    Citation,
    Claim,
    ClaimVerified,
    Document,
    Event,
    Filters,
    Finished,
    Found,
    Passage,
    Retracted,
    Retrieved,
    Skipped,
    Support,
    SyncReport,
    Token,
    support_by,
)
from ui.citing import ambiguous, details
from ui.contract import NO_FOLDERS
from ui.output import echo
from ui.speech import reader, speech
from ui.terminal import one_line, printable

__all__ = [
    "AnswerPrinter",
    "found_line",
    "print_added",
    "print_models",
    "print_passages",
    "print_sync",
    "pull_models",
]


EXAMPLES = 3
"""Files that are named of those that were passed over for one reason."""

FindFolders: TypeAlias = Callable[[Sequence[str]], Mapping[str, str]]


def found_line(found: Found, question: str) -> str:
    """What a reader should know of the filters of a search, in the language of the question; empty for nothing."""
    return say_found(found, language_of(detect_language(question)))


def filters_line(applied: Filters, given: Filters) -> str:
    """By what the words of a question limited its search, which shuts articles out, and how to take that off.

    Empty where they did by nothing: `given` are the options, which the question did not say.
    """
    read = [one for one, _ in one_by_one(applied) if one not in [other for other, _ in one_by_one(given)]]
    language = language_of(reader())
    shown = "; ".join(said for one in read for said in say_filters(one, language))
    return shown and speech()(
        f"only in articles: {shown} (read from the question; --as-words searches its words instead)"
    )


def print_sync(report: SyncReport, *, verbose: bool = False) -> None:
    """One line for the run, and one on standard error for each file that was not indexed or is to be spoken of.

    Many that were passed over for one reason are counted, and the first are named; all are where `verbose` is set.
    """
    say = speech()
    passages = "1 passage" if report.chunks == 1 else f"{report.chunks} passages"
    told = (
        f"{report.added} new, {report.updated} changed, {report.deleted} removed, {report.unchanged} unchanged; "
        f"{passages} in the index ({report.seconds:.1f} s)"
    )
    echo(say(told))
    if report.undated:
        echo(say(f"articles of the index without a known date, which filters by time do not find: {report.undated}"))
    for note in report.notes:
        echo(one_line(say(f"note: {note.source}: {note.note}")), err=True)
    for line in _passed_over(report.skipped, len(report.skipped) if verbose else EXAMPLES):
        echo(one_line(say(line)), err=True)
    for failure in report.failed:
        echo(one_line(say(f"not indexed: {failure.source}: {failure.error}")), err=True)


def print_added(report: SyncReport) -> None:
    """The same for addresses that were fetched; where not one was, only why."""
    changed = report.added or report.updated or report.deleted or report.unchanged
    if changed or not report.failed:
        print_sync(report)
        return
    for failure in report.failed:
        echo(one_line(speech()(f"not indexed: {failure.source}: {failure.error}")), err=True)


def _passed_over(skipped: Sequence[Skipped], most: int) -> Iterator[str]:
    """A line for each file that was passed over, or for each reason where more than `most` have it."""
    reasons: dict[str, list[Skipped]] = {}
    for entry in skipped:
        reasons.setdefault(entry.reason.partition(":")[0], []).append(entry)
    counted = False
    for reason, entries in sorted(reasons.items(), key=lambda item: -len(item[1])):
        if len(entries) <= most:
            yield from (f"passed over: {entry.source}: {entry.reason}" for entry in entries)
            continue
        counted = True
        # One of each kind first: `.css`, `.js` and `.png` say more than three of one.
        kinds = {entry.reason: entry.source for entry in reversed(entries)}
        named = list(dict.fromkeys([*reversed(kinds.values()), *(entry.source for entry in entries)]))[:EXAMPLES]
        yield f"passed over: {len(entries)} × {reason} ({', '.join(named)}…)"
    if counted:
        yield "`--verbose` names every file that was passed over."


def print_passages(passages: Sequence[Passage], folders: Mapping[str, str] = NO_FOLDERS) -> None:
    """Each passage under its rank, score and article."""
    say, alike = speech(), ambiguous(passage.document for passage in passages)
    for passage in passages:
        document = passage.document
        file = _file(document, folders) if document.id in alike else document.source
        told = details(document, passage.chunk.start, say, file)
        echo(one_line(f"{passage.rank}. {document.title}{told} · {passage.ranked_by:.3f}"))
        _print_beside(passage, reader())
        echo(printable(f"   {' '.join(passage.chunk.text.split())}\n"))


def _print_beside(passage: Passage, language: str) -> None:
    for line in say_beside(passage, language_of(language)):
        echo(printable(f"   {line}"))


def _file(document: Document, folders: Mapping[str, str]) -> str:
    """The whole path of an article, as far as it is known."""
    folder = folders.get(document.id, "")
    return f"{folder}/{document.source}" if folder else document.source


def print_models(settings: Settings) -> None:
    """The default models, their sizes and licences, and where they lie."""
    from rag.models import DEFAULT_EMBEDDER, DEFAULT_LLM, find

    say = speech()
    for model in (DEFAULT_EMBEDDER, DEFAULT_LLM):
        path = find(model, settings)
        where = str(path) if path else say("not here: run `hemeroteca models pull`")
        echo(printable(f"{model.name}: {where}"))


def pull_models(settings: Settings, report: Callable[[str, int, int], None]) -> None:
    """Fetch the default models that are missing."""
    from rag.models import DEFAULT_EMBEDDER, DEFAULT_LLM, ensure

    for model in (DEFAULT_EMBEDDER, DEFAULT_LLM):
        ensure(model, settings, report)


class AnswerPrinter:
    """Shows an answer on a terminal as it is written, with its marks, and its sources below.

    Args:
        silent: Show nothing, where JSON is wanted.
        find_folders: Gives the folders of articles, by document id.
    """

    def __init__(self, *, silent: bool, find_folders: FindFolders = lambda _: NO_FOLDERS) -> None:
        self._silent = silent
        self._find_folders = find_folders
        self._shown = ""

    def show(self, event: Event) -> None:
        """Print what an event adds."""
        if self._silent:
            return
        match event:
            case Retrieved():
                pass
            case Token(text):
                self._shown += text
                echo(printable(text), nl=False)
            case ClaimVerified(claim):
                echo(_marks(claim), nl=False)
            case Retracted(start=start):
                echo(printable(f"\n↑ {say_retracted(event, self._shown)}\n"))
                self._shown = self._shown[:start]
            case Finished(answer):
                self._finish(answer)

    def _finish(self, answer: Answer) -> None:
        echo()
        if answer.citations:
            echo()
        self._print_sources(answer)
        if answer.nearest:
            echo(printable(f"\n{say_nearest(answer.nearest, language_of(answer.language))}"))

    def _print_sources(self, answer: Answer) -> None:
        say, alike = speech(), ambiguous(citation.passage.document for citation in answer.citations)
        folders = self._find_folders(sorted(alike)) if alike else NO_FOLDERS
        for citation in answer.citations:
            document, quote = citation.passage.document, " ".join(citation.quote.split())
            number = _number(citation, support_by(citation, answer.claims))
            told = details(document, citation.start, say, _file(document, folders) if document.id in alike else "")
            echo(one_line(f"{number} {document.title}{told}: «{quote}»"))
            _print_beside(citation.passage, answer.language)


_VERDICTS = {
    Support.PARAPHRASE: "in other words",
    Support.PARTIAL: "only partly supported",
    Support.CONTRADICTED: "the archive says otherwise",
    Support.UNSUPPORTED: "not supported",
}


def _marks(claim: Claim) -> str:
    """What stands behind a claim: `[1]` where it is proven, `[≈1]` and its words for a paraphrase, or why not."""
    numbers = "".join(_number(citation, claim.support) for citation in claim.citations)
    if claim.support is Support.SUPPORTED:
        return f" {numbers}"
    verdict, reason = speech()(_VERDICTS[claim.support]), " ".join(claim.reason.split())
    if claim.support is Support.PARAPHRASE:
        return printable(f" {numbers} ({reason or verdict})")  # the reason begins with the verdict's name
    return printable(f" [{verdict}: {reason}]" if reason else f" [{verdict}]")


def _number(citation: Citation, support: Support) -> str:
    return f"[{citation.number}]" if support is Support.SUPPORTED else f"[≈{citation.number}]"
