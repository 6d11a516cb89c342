"""A conversation as values: what each step of the answering makes of an exchange.

Pure functions, for every face. An answer grows by appending only; what is withdrawn is kept beside it, with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias, cast

from rag.questions.filters import Limits, ReadFilter
from rag.questions.options import filters_from_dict, one_by_one
from rag.trace import Trace
from rag.types import (
    Answer,
    Citation,
    Claim,
    ClaimVerified,
    Filters,
    Finished,
    Mode,
    Passage,
    Retracted,
    Retrieved,
    Sentence,
    Status,
    Timings,
    Token,
    Turn,
)
from ui.serving.desk import Broken, Step, Stopped, WaitingForArchive
from ui.serving.line import WaitingForTurn

__all__ = [
    "EXCHANGES_KEPT",
    "NO_FILTERS",
    "Conversation",
    "Exchange",
    "Phase",
    "Withdrawn",
    "advance",
    "begin",
    "best_sentences",
    "history",
    "retried",
    "with_last",
    "without_filter",
]

EXCHANGES_KEPT = 20
"""Exchanges on the page, with their sources; older ones are kept and shown when they are asked for."""

SENTENCES_SHOWN = 3
"""Sentences of a passage that are shown: those that are nearest to the question."""


NO_FILTERS = Filters()


class Phase(StrEnum):
    """How far an exchange is."""

    WAITING_FOR_ARCHIVE = "waiting_for_archive"
    WAITING_FOR_TURN = "waiting_for_turn"
    SEARCHING = "searching"
    WRITING = "writing"
    ANSWERED = "answered"
    INSUFFICIENT = "insufficient"
    FAILED = "failed"
    STOPPED = "stopped"

    @property
    def final(self) -> bool:
        """Whether nothing more will come."""
        return self in (Phase.ANSWERED, Phase.INSUFFICIENT, Phase.FAILED, Phase.STOPPED)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a reader was shown and does not stand, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what is known of its answer.

    Attributes:
        number: Its number in the conversation, from 1; part of the address of its citations.
        searched: The question that was searched, where a follow-up was completed; else empty.
        note: One line that the reader must see: what is waited for, why it failed, why there is no model.
        nearest: Where the archive does not say, the sentences nearest to the question, with numbers of their own.
        withdrawn: What stood in the answer before, in the order in which it was shown.
        filters: Which articles could be found, where the question or its reader said so.
        asked_bare: The question without the words that say them; empty where it has none.
        turn: Where it stands in the line, while it does.
        trace: How its answer came about; none of one that is not whole.
        restoring: It was kept and has not been compared with the archive since; its answer is not shown.
    """

    number: int
    question: str
    phase: Phase = Phase.SEARCHING
    searched: str = ""
    passages: tuple[Passage, ...] = ()
    text: str = ""
    claims: tuple[Claim, ...] = ()
    note: str = ""
    mode: Mode = Mode.LLM
    model: str = ""
    timings: Timings = field(default_factory=Timings)
    withdrawn: tuple[Withdrawn, ...] = ()
    nearest: tuple[Citation, ...] = ()
    filters: Filters = NO_FILTERS
    asked_bare: str = ""
    restoring: bool = False
    turn: WaitingForTurn | None = None
    trace: Trace | None = None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, by number."""
        by_number = {c.number: c for claim in self.claims for c in claim.citations}
        return tuple(by_number[n] for n in sorted(by_number))


Conversation: TypeAlias = tuple[Exchange, ...]


def without_filter(conversation: Conversation, chosen: str) -> tuple[str, Filters] | None:
    """The question of an exchange and what is left of its filters, where one is taken off.

    Args:
        conversation: The exchanges on the page.
        chosen: The numbers of the exchange and of the filter in it, `3-0`, as `messages` gives them.

    Returns:
        None where there is no such filter.
    """
    numbers = re.fullmatch(r"(\d{1,6})-(\d{1,2})", chosen)
    exchange = next((e for e in conversation if numbers and e.number == int(numbers[1])), None)
    left = [rest for _, rest in one_by_one(exchange.filters)] if exchange else []
    if exchange is None or numbers is None or int(numbers[2]) >= len(left):
        return None
    return exchange.asked_bare or exchange.searched or exchange.question, left[int(numbers[2])]


def begin(conversation: Conversation, question: str) -> Conversation:
    """The conversation with a new question at its end; the oldest exchange leaves where there are too many."""
    number = conversation[-1].number + 1 if conversation else 1
    return (*conversation, Exchange(number, question))[-EXCHANGES_KEPT:]


def retried(conversation: Conversation, question: str) -> Conversation:
    """The conversation without its last exchange, where that ended before its time and the same is asked again."""
    last = conversation[-1] if conversation else None
    ended_early = last is not None and last.phase in (Phase.STOPPED, Phase.FAILED)
    return conversation[:-1] if last is not None and ended_early and last.question == question else conversation


def with_last(conversation: Conversation, exchange: Exchange) -> Conversation:
    """The conversation with another last exchange."""
    return (*conversation[:-1], exchange)


def history(conversation: Conversation) -> tuple[Turn, ...]:
    """The turns that a next question may lean on: those that came to an end of their own.

    The first is told as it was searched: what it followed up may have left the page.
    """
    ended = [e for e in conversation if e.phase in (Phase.ANSWERED, Phase.INSUFFICIENT)]
    return tuple(Turn(e.question if n else e.searched or e.question, e.text) for n, e in enumerate(ended))


def advance(exchange: Exchange, step: Step) -> Exchange:
    """What a step of the answering makes of an exchange."""
    match step:
        case WaitingForArchive(progress):
            return replace(exchange, phase=Phase.WAITING_FOR_ARCHIVE, note=progress)
        case WaitingForTurn():
            return replace(exchange, phase=Phase.WAITING_FOR_TURN, note="", turn=step)
        case Retrieved(standalone, passages):
            searched = "" if standalone.strip() == exchange.question.strip() else standalone
            found = tuple(map(_without_vectors, passages))
            return replace(exchange, phase=Phase.WRITING, note="", searched=searched, passages=found)
        case Token(text):
            return replace(exchange, phase=Phase.WRITING, text=exchange.text + text)
        case ClaimVerified(claim):
            return replace(exchange, claims=(*exchange.claims, _lightened(claim)))
        case Retracted():
            return _retracted(exchange, step)
        case Finished(answer):
            return _finished(exchange, answer)
        case Stopped():
            return replace(exchange, phase=Phase.STOPPED, note="")
        case Broken(message):
            return replace(exchange, phase=Phase.FAILED, note=message)


def _retracted(exchange: Exchange, step: Retracted) -> Exchange:
    return replace(
        exchange,
        text=exchange.text[: step.start],
        claims=tuple(claim for claim in exchange.claims if claim.end <= step.start),
        withdrawn=(*exchange.withdrawn, Withdrawn(exchange.text[step.start :], step.reason)),
    )


def _finished(exchange: Exchange, answer: Answer) -> Exchange:
    return replace(
        exchange,
        phase=Phase(answer.status.value),
        passages=tuple(map(_without_vectors, answer.passages)),
        text=answer.text,
        claims=tuple(map(_lightened, answer.claims)) if answer.status is Status.ANSWERED else (),
        note=answer.notice,
        mode=answer.mode,
        model=answer.model,
        timings=answer.timings,
        nearest=tuple(map(_cited, answer.nearest)),
        filters=filters_from_dict(cast("dict[str, object]", answer.filters.get("applied", {}))),
        asked_bare=_bare(answer),
        trace=answer.trace,
    )


def _lightened(claim: Claim) -> Claim:
    return replace(claim, citations=tuple(map(_cited, claim.citations)))


def _cited(citation: Citation) -> Citation:
    return replace(citation, passage=_without_vectors(citation.passage))


def _without_vectors(passage: Passage) -> Passage:
    """What is shown of a passage: by its vectors it was proven, and they are most of what it weighs."""
    return replace(passage, sentences=tuple(replace(sentence, vector=()) for sentence in passage.sentences))


def _bare(answer: Answer) -> str:
    """What was asked of an answer, without the words that were read as filters."""
    said = cast("list[dict[str, int]]", answer.filters.get("read", []))
    read = tuple(ReadFilter(one["start"], one["end"], NO_FILTERS) for one in said)
    return Limits(str(answer.filters.get("of", "")), read).searched if read else ""


def best_sentences(passage: Passage) -> list[Sentence]:
    """The sentences nearest to the question, in the article's order."""
    best = sorted(passage.sentences, key=lambda s: -s.score)[:SENTENCES_SHOWN]
    return sorted(best, key=lambda s: s.start)
