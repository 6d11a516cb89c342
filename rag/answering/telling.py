"""Where articles speak for themselves: their own sentences, as a model reads and affirms them, or without one.

In another language than the reader's each sentence is put into it and held against the one that it translates; where it
does not stand, the article's own words do.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from rag.answering.draft import Draft
from rag.answering.ending import excerpted, finished, line, silent
from rag.answering.over_time import changed, told_over_time
from rag.answering.parts import read_by
from rag.answering.task import Task
from rag.calibration import Calibration
from rag.deciding import Decider, YesNoModel, is_of_the_type, posed, weigh_passages
from rag.deciding.reading import settled
from rag.errors import ModelError
from rag.languages import Language, language_of
from rag.proof.entailment import ClaimVerifier
from rag.proof.verifier import Evidence, Span, Verdict
from rag.questions.question import Kind
from rag.retrieval.evidence import Excerpt
from rag.retrieval.published import Published, opening_of
from rag.retrieval.sought import Sought
from rag.text.messages import say
from rag.trace import Ground, Instead, Stage
from rag.types import Event, Mode, Support
from rag.writing.extractive import BRIEF, UNJUDGED, compose, each_once, quotes_of
from rag.writing.translation import translated

__all__ = ["Teller", "told_alone", "told_published"]


def told_alone(task: Task, draft: Draft, calibration: Calibration, notice: str) -> Iterator[Event]:
    """The article's own sentences for each part of the question, where no model reads them."""
    found = [_extracted(part, calibration, task, draft) for part in task.sought]
    yield from _told(task, each_once([excerpt for excerpts in found for excerpt in excerpts]), draft)
    unanswered = [part for part, excerpts in zip(task.sought, found, strict=True) if not excerpts]
    yield from silent(unanswered, draft, task.language)
    yield from finished(task, draft, Mode.EXTRACTIVE, "", notice)


def told_published(task: Task, draft: Draft, published: Published, notice: str) -> Iterator[Event]:
    """The sentence with which each article opens that a question asks for, and how many others there are."""
    opened = ((passage, opening_of(passage)) for passage in published.passages)
    draft.account.ground = Ground.PUBLISHED
    draft.account.shown = tuple(Excerpt(passage, (s,), passage.score) for passage, s in opened if s)
    yield from excerpted(draft.account.shown, draft)
    if published.more:
        message = "more_article" if published.more == 1 else "more_articles"
        draft.pending += f"\n{say(message, task.language, value=str(published.more))}"
        yield from draft.release()
    yield from finished(task, draft, Mode.EXTRACTIVE, "", notice)


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the article's own sentences for each part of a question, where the model affirms that they answer it.

    So it is with a model that this was measured with, which has a judge; another writes all answers itself.

    Attributes:
        model: Reads, says yes or no, and translates.
        decider: Says whether sentences answer.
        verifier: Proves translations.
        translates: Whether what is only said in other words is shown at all; else the article's own stand.
    """

    model: YesNoModel
    decider: Decider
    verifier: ClaimVerifier
    translates: bool = True

    def told(self, task: Task, draft: Draft) -> Iterator[Event]:
        """The answer to every part, and which of them have none."""
        unanswered: list[Sought] = []
        told: tuple[Excerpt, ...] = ()
        ranking, notice = self.decider.calibration.ranking, ""
        for part in task.sought:
            with task.clock.timed(Stage.EVIDENCE):
                read = read_by(self.model, part, ranking)
                excerpts = compose([read], ranking)
            draft.account.shown = (*draft.account.shown, *excerpts)
            if not self._answers(part, excerpts, draft):
                unanswered.append(part)
                continue
            abroad = _is_abroad(excerpts, task.language)
            fresh = each_once([*told, *(compose([read], ranking, BRIEF) if abroad else excerpts)])[len(told) :]
            yield from self._settled(part, quotes_of(excerpts), fresh, task.language, draft)
            if abroad and not notice and self.translates:
                notice = yield from self._put(fresh, task.language, draft)
            else:
                yield from _told(task, fresh, draft)
            told += fresh
        yield from silent(unanswered, draft, task.language)
        if any(claim.support is not Support.SUPPORTED for claim in draft.claims) and _is_abroad(told, task.language):
            yield from finished(task, draft, Mode.LLM, self.model.name, notice)
        else:
            yield from finished(task, draft, Mode.EXTRACTIVE, self.model.name, notice)

    def _answers(self, part: Sought, excerpts: tuple[Excerpt, ...], draft: Draft) -> bool:
        draft.account.ground = Ground.UNLIKELY
        if part.question.kind in UNJUDGED:
            return bool(excerpts)
        with draft.clock.timed(Stage.DECIDE):
            if not is_of_the_type(part, excerpts):
                draft.account.ground = Ground.KIND if excerpts else Ground.ORDERS
                return False
            return draft.account.weigh(self.decider.weigh(part, quotes_of(excerpts)), part)

    def _settled(
        self, part: Sought, quotes: Sequence[str], told: Sequence[Excerpt], language: Language, draft: Draft
    ) -> Iterator[Event]:
        """«Sí» or «no» first, where that is asked and the model reads it so in the sentences, in words of its own."""
        if part.question.kind is not Kind.YES_NO or not told:
            return
        with draft.clock.timed(Stage.DECIDE):
            said = settled(self.model, posed(part), quotes, part.question.language)
        if said is None:
            return
        spans = tuple(Span(e.passage, s) for e in told[:1] for s in e.sentences[:1])
        verdict = Verdict(Support.PARAPHRASE, spans, reason=say("read_so", language))
        yield from line(say("yes" if said else "no", language), verdict, draft)

    def _put(self, excerpts: Sequence[Excerpt], language: Language, draft: Draft) -> Generator[Event, None, str]:
        """The sentences of an article in another language, or as they are where they cannot be put into it.

        Returns:
            What the model failed of, where it did: it is not asked for the rest.
        """
        notice = ""
        for span in (Span(excerpt.passage, sentence) for excerpt in excerpts for sentence in excerpt.sentences):
            text, verdict = span.sentence.text, Verdict(Support.SUPPORTED, (span,))
            try:
                text, verdict = (not notice and self._in_other_words(span, language, draft)) or (text, verdict)
            except ModelError as error:
                notice = str(error)
            yield from line(text, verdict, draft)
        return notice

    def _in_other_words(self, span: Span, language: Language, draft: Draft) -> tuple[str, Verdict] | None:
        """A sentence in the reader's language with its verdict, where it holds against that sentence alone."""
        source = language_of(span.passage.document.language)
        if not (language.can_prove and source.can_prove):
            return None
        with draft.clock.timed(Stage.WRITE):
            text = translated(self.model, span.sentence.text, source, language)
        if text is None:
            return None
        alone = Evidence((replace(span.passage, sentences=(span.sentence,)),))
        with draft.clock.timed(Stage.VERIFY):
            verdict = self.verifier.verify(text, alone, language=language.code)
        if verdict.support.cited:
            return text, verdict
        draft.account.take_out(text, verdict.reason, Instead.QUOTE)
        return None


def _told(task: Task, excerpts: Sequence[Excerpt], draft: Draft) -> Iterator[Event]:
    """Sentences as they stand in their articles, the newer first where they disagree over time."""
    spans = [Span(excerpt.passage, sentence) for excerpt in excerpts for sentence in excerpt.sentences]
    change = changed(task.asked, task.passages, spans) if len(task.sought) == 1 else None
    if change is None:
        yield from excerpted(excerpts, draft)
    else:
        yield from told_over_time(change, excerpts, task.language, draft)


def _is_abroad(excerpts: Sequence[Excerpt], language: Language) -> bool:
    """Whether any of some sentences is in another language than the answer."""
    return any(excerpt.passage.document.language != language.code for excerpt in excerpts)


def _extracted(part: Sought, calibration: Calibration, task: Task, draft: Draft) -> tuple[Excerpt, ...]:
    language, account = part.question.language, draft.account
    account.ground = Ground.UNLIKELY if part.passages else account.ground or Ground.NOTHING
    with task.clock.timed(Stage.DECIDE):
        found = weigh_passages(part.searched, language, part.passages, Mode.EXTRACTIVE, calibration.abstention)
    if not account.weigh(found, part):
        return ()
    with task.clock.timed(Stage.EVIDENCE):
        excerpts = compose([part], calibration.ranking)
        account.shown = (*account.shown, *excerpts)
        if is_of_the_type(part, excerpts):
            return excerpts
    account.ground = Ground.KIND if excerpts else Ground.ORDERS
    return ()
