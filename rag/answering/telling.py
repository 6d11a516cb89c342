"""Where articles speak for themselves: their own sentences, as a model reads and affirms them, or without one.

In another language than the reader's each sentence is put into it and held against the one that it translates; where it
does not stand, the article's own words do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.answering.draft import Draft
from rag.answering.ending import excerpted, finished, silent
from rag.answering.parts import read_by
from rag.answering.task import Task
from rag.calibration import Calibration
from rag.deciding import Decider, YesNoModel, is_of_the_type, posed
from rag.deciding.reading import settled
from rag.languages import Language, language_of
from rag.proof.entailment import ClaimVerifier
from rag.proof.verifier import Evidence, Span, Verdict
from rag.questions.question import Kind
from rag.retrieval.evidence import Excerpt
from rag.retrieval.sought import Sought
from rag.text.messages import say
from rag.types import ClaimVerified, Event, Mode, Support
from rag.writing.extractive import BRIEF, UNJUDGED, compose, each_once, extract, quotes_of
from rag.writing.translation import translated

__all__ = ["Teller", "told_alone"]


def told_alone(task: Task, calibration: Calibration, notice: str) -> Iterator[Event]:
    """The article's own sentences for each part of the question, where no model reads them."""
    draft = Draft(task.clock)
    found = [_extracted(part, calibration) for part in task.sought]
    yield from excerpted(each_once([excerpt for excerpts in found for excerpt in excerpts]), draft)
    unanswered = [part for part, excerpts in zip(task.sought, found, strict=True) if not excerpts]
    yield from silent(unanswered, draft, task.language)
    yield from finished(task, draft, Mode.EXTRACTIVE, "", notice)


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the article's own sentences for each part of a question, where the model affirms that they answer it.

    So it is with a model that this was measured with, which has a judge; another writes all answers itself.

    Attributes:
        model: Reads, says yes or no, and translates.
        decider: Says whether sentences answer.
        verifier: Proves translations.
    """

    model: YesNoModel
    decider: Decider
    verifier: ClaimVerifier

    def told(self, task: Task, draft: Draft) -> Iterator[Event]:
        """The answer to every part, and which of them have none."""
        unanswered: list[Sought] = []
        told: tuple[Excerpt, ...] = ()
        ranking = self.decider.calibration.ranking
        for part in task.sought:
            read = read_by(self.model, part, ranking)
            excerpts = compose([read], ranking)
            if not self._answers(part, excerpts):
                unanswered.append(part)
                continue
            yield from self._settled(part, excerpts, draft)
            abroad = _is_abroad(excerpts, task.language)
            fresh = each_once([*told, *(compose([read], ranking, BRIEF) if abroad else excerpts)])[len(told) :]
            yield from self._put(fresh, task.language, draft) if abroad else excerpted(fresh, draft)
            told += fresh
        yield from silent(unanswered, draft, task.language)
        if _is_abroad(told, task.language):
            yield from finished(task, draft, Mode.LLM, self.model.name)
        else:
            yield from finished(task, draft, Mode.EXTRACTIVE, "")

    def _answers(self, part: Sought, excerpts: tuple[Excerpt, ...]) -> bool:
        if part.question.kind in UNJUDGED:
            return bool(excerpts)
        return is_of_the_type(part, excerpts) and self.decider.answers(part, quotes_of(excerpts))

    def _settled(self, part: Sought, excerpts: Sequence[Excerpt], draft: Draft) -> Iterator[Event]:
        """«Sí» or «no» first, where that is asked and the model reads it so in the sentences, in words of its own."""
        quotes, language = quotes_of(excerpts), part.question.language
        if part.question.kind is not Kind.YES_NO or not quotes:
            return
        if (said := settled(self.model, posed(part), quotes, language)) is None:
            return
        spans = tuple(Span(e.passage, s) for e in excerpts[:1] for s in e.sentences[:1])
        verdict = Verdict(Support.PARAPHRASE, spans, reason=say("read_so", language))
        yield from _line(say("yes" if said else "no", language), verdict, draft)

    def _put(self, excerpts: Sequence[Excerpt], language: Language, draft: Draft) -> Iterator[Event]:
        """The sentences of an article in another language, or as they are where they cannot be put into it."""
        for excerpt in excerpts:
            for sentence in excerpt.sentences:
                span = Span(excerpt.passage, sentence)
                text, verdict = self._in_other_words(span, language) or (
                    sentence.text,
                    Verdict(Support.SUPPORTED, (span,)),
                )
                yield from _line(text, verdict, draft)

    def _in_other_words(self, span: Span, language: Language) -> tuple[str, Verdict] | None:
        """A sentence in the reader's language with its verdict, where it holds against that sentence alone."""
        text = translated(self.model, span.sentence.text, language_of(span.passage.document.language), language)
        if text is None:
            return None
        alone = Evidence((replace(span.passage, sentences=(span.sentence,)),))
        verdict = self.verifier.verify(text, alone, language=language.code)
        return (text, verdict) if verdict.support.cited else None


def _is_abroad(excerpts: Sequence[Excerpt], language: Language) -> bool:
    """Whether sentences, which are of one article, are in another language than the answer."""
    return any(excerpt.passage.document.language != language.code for excerpt in excerpts)


def _extracted(part: Sought, calibration: Calibration) -> tuple[Excerpt, ...]:
    excerpts = extract([part], calibration)
    return excerpts if is_of_the_type(part, excerpts) else ()


def _line(text: str, verdict: Verdict, draft: Draft) -> Iterator[Event]:
    draft.pending += ("\n" if draft.text else "") + text
    yield from draft.release()
    yield ClaimVerified(draft.add(text, verdict))
