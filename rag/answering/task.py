"""What is known of a question once its passages have been found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from rag.answering.draft import Clock, Draft
from rag.calibration import Ranking
from rag.deciding import find_missing, say_missing
from rag.languages import Language, language_of
from rag.questions.followup import Standalone
from rag.questions.question import Question
from rag.retrieval.evidence import nearest_sentences
from rag.retrieval.published import Published
from rag.retrieval.sought import Sought
from rag.retrieval.whole import whole_of
from rag.text.facts import Facts
from rag.text.messages import say
from rag.types import Answer, Citation, Mode, Passage, Status, Turn
from rag.writing.extractive import TOLD_IN_FULL

__all__ = ["Task"]

NEAREST = 3
"""Sentences shown where the archive does not say."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is known of a question once its passages have been found."""

    question: str
    alone: Standalone
    asked: Question
    sought: tuple[Sought, ...]
    language: Language
    asked_in: Language
    history: tuple[Turn, ...]
    passages: tuple[Passage, ...]
    clock: Clock
    ranking: Ranking
    published: Published | None = None

    @property
    def standalone(self) -> str:
        """The question that is searched."""
        return self.alone.text

    @property
    def is_told_in_full(self) -> bool:
        """Whether it is answered by several sentences, which a small model shortens: those of the article tell all."""
        return len(self.sought) > 1 or self.asked.kind in TOLD_IN_FULL

    def answer(
        self, draft: Draft, mode: Mode, model: str, notice: str = "", nearest: tuple[Citation, ...] = ()
    ) -> Answer:
        """The whole answer, as a draft left it; `nearest` where the archive does not say."""
        return Answer(
            question=self.question,
            text=draft.text,
            language=self.language.code,
            claims=tuple(draft.claims),
            passages=self.passages,
            status=Status.ANSWERED if draft.proven else Status.INSUFFICIENT,
            timings=self.clock.timings(),
            mode=mode,
            model=model,
            notice=notice,
            standalone=self.standalone,
            asked=self.asked.as_dict(),
            nearest=nearest,
            trace=draft.account.trace(draft.claims, self.passages, self.sought, self.ranking, self.clock.steps()),
        )

    def nearest(self) -> tuple[Citation, ...]:
        """The sentences nearest to the question, or in turn to each of its parts, each once."""
        found = (
            nearest_sentences(part.question.written, part.passages, part.question.language, self.ranking, NEAREST)
            for part in self.sought
        )
        in_turn = (pair for pair in chain.from_iterable(zip_longest(*found)) if pair is not None)
        once = {(passage.document.id, sentence.start): (passage, sentence) for passage, sentence in in_turn}
        return tuple(
            Citation(number, passage, sentence.start, sentence.end, sentence.text)
            for number, (passage, sentence) in enumerate(list(once.values())[:NEAREST], start=1)
        )

    def refusal(self, nearest: Sequence[Citation]) -> str:
        """That the archive does not say, and what the nearest that it holds lacks."""
        sentences = [Facts(c.quote, language_of(c.passage.document.language)) for c in nearest]
        asked = Facts(self.asked.written, self.asked.language)
        found = {passage.document.id: whole_of(passage.document, asked) for passage in self.passages}
        shown = {c.passage.document.id for c in nearest}
        nearest_articles = [facts for name, facts in found.items() if name in shown]
        missing = find_missing(self.asked, sentences, nearest_articles, tuple(found.values()))
        said = say("insufficient", self.language)
        return f"{said} {say_missing(missing, self.language)}" if missing else said
