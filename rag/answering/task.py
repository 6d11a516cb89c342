"""What is known of a question once its passages have been found."""

from __future__ import annotations

from dataclasses import dataclass

from rag.answering.draft import Clock, Draft
from rag.languages import Language
from rag.questions.followup import Standalone
from rag.questions.question import Question
from rag.retrieval.sought import Sought
from rag.text.messages import say
from rag.types import Answer, Mode, Passage, Status, Turn
from rag.writing.extractive import TOLD_IN_FULL

__all__ = ["Task"]

NEAREST = 3
"""Articles named where the archive does not say."""


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

    @property
    def standalone(self) -> str:
        """The question that is searched."""
        return self.alone.text

    @property
    def is_told_in_full(self) -> bool:
        """Whether it is answered by several sentences, which a small model shortens: those of the article tell all."""
        return self.is_at_home and (len(self.sought) > 1 or self.asked.kind in TOLD_IN_FULL)

    @property
    def is_at_home(self) -> bool:
        """Whether question, answer and nearest article are in one language: then the article can speak for itself."""
        codes = {self.language.code, self.asked_in.code, *(p.document.language for p in self.passages[:1])}
        return bool(self.passages) and len(codes) == 1

    def answer(self, draft: Draft, mode: Mode, model: str, notice: str = "") -> Answer:
        """The whole answer, as a draft left it."""
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
        )

    def refusal(self) -> str:
        """That the archive does not say, and what it holds that is nearest."""
        titles = list(dict.fromkeys(p.document.title for p in self.passages))[:NEAREST]
        said = say("insufficient", self.language)
        if not titles:
            return said
        return f"{said} {say('nearest', self.language, titles='; '.join(f'«{t}»' for t in titles))}"
