"""How an answer came about: what was searched, found, shown, left out, taken out and decided, and how long it took.

Plain facts, made while answering from what each stage hands on anyway. They hold no article: a passage is named by the
id of its article and its place there. What has no bound by itself, such as what a model writes, is cut. This module
knows no other module of the project and needs only the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "MOST_PASSAGES",
    "Considered",
    "Decision",
    "Ground",
    "Hit",
    "Instead",
    "Outcome",
    "Search",
    "Stage",
    "Step",
    "TakenOut",
    "Trace",
    "Use",
    "Weighed",
    "cut",
]

MOST_PASSAGES = 30
"""Passages that are told of, the best first: all that are found unless the settings ask for more."""

MOST_TERMS = 40
MOST_TAKEN_OUT = 12
MOST_WEIGHED = 8
LONGEST = 400
"""Characters of a text that somebody or something wrote."""


def cut(text: str, most: int = LONGEST) -> str:
    """A text of one line, with a sign where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


class Stage(StrEnum):
    """What takes time.

    `RETRIEVE`: searching. `EVIDENCE`: choosing the sentences that bear on the question, reading them included.
    `WRITE`: the model writes, or translates. `VERIFY`: sentences are proven. `DECIDE`: whether it is an answer.
    `WAIT`: for other questions, or for the model to be loaded.
    """

    RETRIEVE = "retrieve"
    EVIDENCE = "evidence"
    WRITE = "write"
    VERIFY = "verify"
    DECIDE = "decide"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Step:
    """A stage, in milliseconds since the question.

    Stages take turns: a sentence is proven while the next is written.

    Attributes:
        stage: Which one.
        start_ms: When it began first.
        end_ms: When it ended last.
        ms: What it took in between.
        times: How often it began.
    """

    stage: Stage
    start_ms: float
    end_ms: float
    ms: float
    times: int = 1


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found, with its places among all that it looked at, from 1.

    Attributes:
        document: Id of its article.
        start: Where it begins there.
        by_meaning: By the likeness of the whole passage to the question.
        by_sentence: By that of its best sentence.
        by_words: By the words in common; 0 where it has none.
    """

    document: str
    start: int
    by_meaning: int
    by_sentence: int
    by_words: int = 0


@dataclass(frozen=True, slots=True)
class Search:
    """One search.

    Attributes:
        text: What was searched.
        language: What its language was taken for.
        terms: The words looked for, as they are indexed: without endings and accents.
        looked_at: How many passages were compared in full.
        repeated: How many of them were left out, or put behind, as they repeat better ones.
        hits: The passages found, best first.
    """

    text: str
    language: str
    terms: tuple[str, ...] = ()
    looked_at: int = 0
    repeated: int = 0
    hits: tuple[Hit, ...] = ()


class Use(StrEnum):
    """What became of a passage that was found.

    `SHOWN`: sentences of it were chosen, for the model to read or as the answer. Else it was left out: `FAR`: it is far
    behind the best. `OTHER`: those of other articles are nearer. `ROOM`: nearer sentences had filled the room.
    `UNREAD`: nothing was chosen of any.
    """

    SHOWN = "shown"
    FAR = "far"
    OTHER = "other"
    ROOM = "room"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Considered:
    """A passage that was found, and what became of it; `sentences` of it were chosen."""

    document: str
    start: int
    use: Use
    sentences: int = 0


class Instead(StrEnum):
    """What came in the place of what was taken out.

    `NOTHING`: it was dropped, or what had been shown was withdrawn. `QUOTE`: an article's own sentence. `REWRITTEN`:
    the same, as the model wrote it anew.
    """

    NOTHING = "nothing"
    QUOTE = "quote"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What the model wrote and the answer does not say, and why; `reason` is in the reader's language."""

    text: str
    reason: str
    instead: Instead = Instead.NOTHING


@dataclass(frozen=True, slots=True)
class Weighed:
    """Whether something was taken for an answer; probabilities from 0 to 1, none where words alone decided.

    Attributes:
        stands: Whether it was.
        likely: How likely it was taken to be one.
        least: From where on it is one.
        found: How likely the passages alone made it, where a model has read besides.
        affirmed: How sure that model was of its yes.
        part: The part of the question that it is of.
    """

    stands: bool
    likely: float | None = None
    least: float | None = None
    found: float | None = None
    affirmed: float | None = None
    part: str = ""


class Outcome(StrEnum):
    """How an answer ended: `PARTLY` where a part of the question has none, or a sentence of it no proof."""

    ANSWERED = "answered"
    PARTLY = "partly"
    REFUSED = "refused"


class Ground(StrEnum):
    """What a decision hangs on.

    `PROVEN`: on sentences that articles prove. `PUBLISHED`: articles were asked for, and there are some.

    Of a refusal: `NOTHING`: nothing was found. `UNLIKELY`: what was found is not likely enough to answer. `KIND`: it
    has nothing of the kind that is asked for, such as a figure. `ORDERS`: it only gives orders to whoever reads it.
    `ABSTAINED`: the model said that the excerpts do not say. `UNPROVEN`: no sentence could be proven. `BESIDE`: what
    was proven answers something else. `DISCLOSED`: the model told its instructions.
    """

    PROVEN = "proven"
    PUBLISHED = "published"
    NOTHING = "nothing"
    UNLIKELY = "unlikely"
    KIND = "kind"
    ORDERS = "orders"
    ABSTAINED = "abstained"
    UNPROVEN = "unproven"
    BESIDE = "beside"
    DISCLOSED = "disclosed"


@dataclass(frozen=True, slots=True)
class Decision:
    """How an answer ended, on what that hangs, and what was weighed for it, in its order."""

    outcome: Outcome
    ground: Ground
    weighed: tuple[Weighed, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """How an answer came about; why each of its sentences has its verdict, its claims say.

    Attributes:
        decision: How it ended.
        searches: Of the question, or of each of its parts.
        considered: The passages found, best first, and what became of them.
        taken_out: What the model wrote and the answer does not say.
        steps: How long each stage took, by when they began.
    """

    decision: Decision
    searches: tuple[Search, ...] = ()
    considered: tuple[Considered, ...] = ()
    taken_out: tuple[TakenOut, ...] = ()
    steps: tuple[Step, ...] = ()
