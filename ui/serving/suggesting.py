"""Questions worth asking, which the archive has answered already: examples for who begins, and what to ask next.

    articles ─▶ pose (`rag.questions.posing`) ─▶ asked of the archive, without a model ─▶ those that it answers

Nothing is suggested that was not asked in earnest: the archive has found passages for it, has decided that they answer
it, and has quoted a sentence that says what is asked. That takes a moment each, so it is done in one thread behind the
page, which stands still while anybody's question is on its way: readers who ask come before those who might.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from typing import Protocol, cast, runtime_checkable

from rag.errors import HemerotecaError
from rag.languages import Language, language_of
from rag.questions.posing import Posed, pose, says, worded
from rag.types import Answer, Document, Event, Finished, Status, Turn
from ui.serving.clerk import Clerk
from ui.serving.conversation import Conversation, Exchange, Phase, history
from ui.serving.desk import Desk
from ui.serving.opening import Opening, Ready

__all__ = [
    "EXAMPLES",
    "FOLLOW_UPS",
    "Quoting",
    "Suggester",
    "affirms",
    "next_questions",
    "opening_questions",
    "sources_of",
]

EXAMPLES = 4
FOLLOW_UPS = 3
"""Most questions that are shown."""

READ = 60
"""Articles that examples are drawn from: the newest."""
TRIED = 24
TRIED_NEXT = 8
"""Most questions that are asked of the archive to find them."""

SOON = 2
"""Sentences of an answer of which one must say what is asked."""

PATIENCE = 60.0
"""Seconds that a page waits for them; it shows everything else meanwhile."""

QUIET_SECONDS = 0.2
"""How often it is looked whether the desk is free."""

_LOG = logging.getLogger(__name__)


@runtime_checkable
class Quoting(Protocol):
    """An archive that answers with its articles' own sentences; `rag.Library` is one."""

    def newest(self, most: int) -> Sequence[Document]:
        """The newest articles, one of each story; those without a day come last."""

    def quote(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        """Answer a question with the articles' own sentences, whatever the language model."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What was suggested of an archive that held so much."""

    held: tuple[int, int]
    questions: Future[tuple[str, ...]]

    @property
    def is_broken(self) -> bool:
        """Whether looking for them has failed, and may be tried again."""
        return self.questions.done() and self.questions.exception() is not None


def opening_questions(documents: Iterable[Document]) -> Iterator[Posed]:
    """One question of each article, of all kinds in turn, and of each name once."""
    given: list[Posed] = []
    for document in documents:
        fresh = [posed for posed in pose(document) if not any(_same_name(posed, other) for other in given)]
        if fresh:
            given.append(min(fresh, key=lambda one: sum(other.kind is one.kind for other in given)))
            yield given[-1]


def _same_name(one: Posed, other: Posed) -> bool:
    """Whether two questions ask about one: «Ana Ruiz» is «Ruiz»."""
    return one.name in other.name or other.name in one.name


def sources_of(exchange: Exchange) -> list[Document]:
    """The articles of an answer: those that it cites, and then those that were found for it."""
    cited = [citation.passage.document for citation in exchange.citations]
    return list({d.id: d for d in [*cited, *(passage.document for passage in exchange.passages)]}.values())


def next_questions(exchange: Exchange, before: Sequence[Turn], documents: Iterable[Document]) -> Iterator[Posed]:
    """What articles say besides an answer and what was asked before it; of each first whom the answer names.

    Of an article that it does not cite, only whom it names: others may have nothing to do with it.
    """
    known = " ".join(turn.question for turn in before)
    cited = {citation.passage.document.id for citation in exchange.citations}
    quotes = [citation.quote for citation in exchange.citations]
    for document in documents:
        fresh = [p for p in pose(document) if p.name not in known and not any(says(p, quote) for quote in quotes)]
        near = [posed for posed in fresh if document.id in cited or posed.name in exchange.text]
        yield from sorted(near, key=lambda posed: posed.name not in exchange.text)


def _waited(work: Future[tuple[str, ...]]) -> tuple[str, ...]:
    """What was found; nothing where that takes too long, or something is wrong, of which whoever asks is told."""
    try:
        return work.result(PATIENCE)
    except (TooLate, HemerotecaError):
        return ()
    except Exception:  # noqa: BLE001 - nobody asked for it: the page goes on without, and the log says what broke
        _LOG.exception("no question could be suggested")
        return ()


class Suggester:
    """Finds questions that the archive answers, behind a page that may still be opening."""

    def __init__(self, opening: Opening, desk: Desk) -> None:
        self._opening = opening
        self._desk = desk
        self._clerk = Clerk("suggest")
        self._lock = threading.Lock()
        self._examples: dict[str, _Found] = {}

    def examples(self, language: str) -> tuple[str, ...]:
        """Questions that the archive answers, in a language; none while it cannot be asked, or gives none in time."""
        state = self._opening.state()
        if not isinstance(state, Ready) or not isinstance(state.archive, Quoting):
            return ()
        status = state.archive.status()
        held = (status.documents, status.chunks)
        with self._lock:
            known = self._examples.get(language)
            if known is None or known.is_broken or (known.held != held and status.growth is None):
                work = partial(self._find_examples, cast("Quoting", state.archive), language_of(language))
                known = self._examples[language] = _Found(held, self._clerk.give(work))
        return _waited(known.questions)

    def follow_ups(self, conversation: Conversation, language: str) -> tuple[str, ...]:
        """What could be asked next; none where nothing was answered, or as soon as anybody asks."""
        state = self._opening.state()
        if not conversation or conversation[-1].phase is not Phase.ANSWERED or not conversation[-1].citations:
            return ()
        if not isinstance(state, Ready) or not isinstance(state.archive, Quoting) or self._desk.is_busy():
            return ()
        work = self._clerk.give(
            partial(self._find_next, cast("Quoting", state.archive), conversation, language_of(language))
        )
        found = _waited(work)
        work.cancel()
        return found

    def _find_examples(self, archive: Quoting, language: Language) -> tuple[str, ...]:
        documents = takewhile(lambda _: self._becomes_free(), archive.newest(READ))
        posed = (worded(one, language) for one in opening_questions(documents))
        return self._affirmed(archive, posed, (), (EXAMPLES, TRIED), self._becomes_free)

    def _find_next(self, archive: Quoting, conversation: Conversation, language: Language) -> tuple[str, ...]:
        last, turns = conversation[-1], history(conversation)
        documents = takewhile(lambda _: self._is_free(), sources_of(last))
        posed = (worded(one, language) for one in next_questions(last, turns, documents))
        found = self._affirmed(archive, posed, turns, (FOLLOW_UPS, TRIED_NEXT), self._is_free)
        return found if self._is_free() else ()

    def _affirmed(
        self,
        archive: Quoting,
        posed: Iterator[Posed],
        turns: Sequence[Turn],
        most: tuple[int, int],
        may_go_on: Callable[[], bool],
    ) -> tuple[str, ...]:
        """The first of some questions that the archive answers, of no kind more than half.

        So many at most, of so many that are tried.
        """
        wanted, tried = most
        found: list[Posed] = []
        for one in posed:
            if len(found) == wanted or tried == 0 or not may_go_on():
                break
            if 2 * sum(other.kind is one.kind for other in found) < wanted:
                tried -= 1
                found += [one] if self._is_affirmed(archive, one, turns) else []
        return tuple(one.question for one in found)

    def _is_affirmed(self, archive: Quoting, posed: Posed, turns: Sequence[Turn]) -> bool:
        """Whether the archive answers, and quotes what is asked."""
        answer = self._quoted(archive, posed.question, turns)
        return answer is not None and affirms(answer, posed)

    def _quoted(self, archive: Quoting, question: str, turns: Sequence[Turn]) -> Answer | None:
        try:
            events = archive.quote(question, turns)
            with closing(events):  # type: ignore[type-var]
                for event in events:
                    if isinstance(event, Finished):
                        return event.answer
        except HemerotecaError:
            pass  # a suggestion that cannot be made is none: whoever asks is told what is wrong
        return None

    def _becomes_free(self) -> bool:
        """Wait until nobody's question is on its way; whether the archive is open then."""
        while self._desk.is_busy():
            time.sleep(QUIET_SECONDS)
        return isinstance(self._opening.state(), Ready)

    def _is_free(self) -> bool:
        return not self._desk.is_busy() and isinstance(self._opening.state(), Ready)


def affirms(answer: Answer, posed: Posed) -> bool:
    """Whether an answer is one, every sentence proven, and says soon what is asked."""
    proven = bool(answer.claims) and all(claim.support.cited for claim in answer.claims)
    quotes = (citation.quote for claim in answer.claims[:SOON] for citation in claim.citations)
    return answer.status is Status.ANSWERED and proven and any(says(posed, quote) for quote in quotes)
