"""Where a language model writes the answer: from a prompt, sentence by sentence, each proven or given way to a quote.

What was shown and does not stand (no sentence of it could be proven, it answers another question, it tells the prompt)
is taken back by an event that says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from rag.answering.draft import Draft, Source
from rag.answering.ending import excerpted, finished, line
from rag.answering.over_time import changed, told_before, told_over_time
from rag.answering.task import Task
from rag.calibration import Ranking
from rag.deciding import Decider
from rag.deciding.answerability import gives_more
from rag.errors import ModelError
from rag.languages import Language, language_of
from rag.proof.entailment import ClaimVerifier
from rag.proof.list_items import within_its_list
from rag.proof.verifier import Evidence, Span, Verdict
from rag.questions.expected_answer import Expected, expected_answer
from rag.questions.followup import spoken_language, stand_alone
from rag.retrieval.evidence import Excerpt, choose_evidence, extend_evidence
from rag.settings import Settings
from rag.text.facts import Facts
from rag.text.messages import is_abstention, may_become_abstention
from rag.trace import Ground, Instead, Stage
from rag.types import (
    ClaimVerified,
    Embedder,
    Event,
    LanguageModel,
    Message,
    Mode,
    Passage,
    PassageSource,
    Support,
)
from rag.writing.answer_language import WrongLanguage, in_language, speaks
from rag.writing.extractive import compose, each_once, quotes_of
from rag.writing.leaks import discloses
from rag.writing.prompt import build_messages
from rag.writing.quoting import nearest_quote
from rag.writing.repair import in_the_right_language, rewritten
from rag.writing.streaming import Ended, Piece, plain, sentences_of

__all__ = ["Author"]

REMEMBERED = 3
"""Earlier questions of a conversation whose evidence is shown again."""

COMPLETED = (Expected.DATE, Expected.FIGURE)
"""Kinds of answers whose absence is told by their form."""


@dataclass(frozen=True, slots=True)
class Author:
    """Has a language model write answers.

    Attributes:
        model: The language model.
        decider: Says whether an answer is one.
        retriever: Finds again what earlier questions were shown.
        verifier: Proves the sentences.
        settings: Budgets, and what becomes of an unsupported sentence.
        embedder: The model by which the sentence is found that is quoted where one is not proven; without it none is.
    """

    model: LanguageModel
    decider: Decider
    retriever: PassageSource
    verifier: ClaimVerifier
    settings: Settings
    embedder: Embedder | None = None

    def written(self, task: Task, draft: Draft) -> Iterator[Event]:
        """An answer from the excerpts that the question needs.

        Raises:
            ModelError: The model broke off; what was shown until then is still there.
            WrongLanguage: It would not write in the reader's language.
        """
        with task.clock.timed(Stage.EVIDENCE):
            excerpts = draft.account.shown = self._evidence(task)
        if not excerpts:  # every sentence found gives orders: nothing is left to answer from
            draft.account.ground = Ground.ORDERS
            yield from finished(task, draft, Mode.LLM, self.model.name)
            return
        messages = build_messages(task.alone.question, excerpts, task.language, task.alone.context)
        prompted = _Prompted(messages, Evidence(task.passages))
        try:
            yield from self._drafted(task, prompted, draft)
        except WrongLanguage:
            again = in_the_right_language(messages, task.language)
            yield from self._drafted(task, replace(prompted, messages=again), draft)
        if discloses(draft.text, messages):
            draft.account.ground = Ground.DISCLOSED
            yield from draft.retract("disclosed", task.language)
        elif not speaks(draft.text, task.language):  # it began in one language and went on in another
            raise WrongLanguage
        elif not draft.proven:
            wrote = draft.text.strip() or draft.account.taken_out
            draft.account.ground = Ground.UNPROVEN if wrote else Ground.ABSTAINED
            yield from draft.retract("unproven", task.language)
            yield from self._quoted(task, draft)
        elif draft.citations and not self._is_to_the_point(task, draft):
            draft.account.ground = Ground.BESIDE
            yield from draft.retract("beside", task.language)
            yield from self._quoted(task, draft)
        else:
            yield from _completed(task, draft)
            yield from _over_time(task, draft)
        yield from finished(task, draft, Mode.LLM, self.model.name)

    def _is_to_the_point(self, task: Task, draft: Draft) -> bool:
        """Whether what a draft cites says what was asked; taken for so where there is no judge of it."""
        if len(task.sought) > 1 or self.decider.reader is None:
            return True
        return self._answers(task, draft, [citation.quote for citation in draft.citations.values()])

    def _answers(self, task: Task, draft: Draft, quotes: Sequence[str]) -> bool:
        """Whether some words say what was asked; kept beside the answer."""
        with task.clock.timed(Stage.DECIDE):
            return draft.account.weigh(self.decider.weigh(task.sought[0], quotes), task.sought[0])

    def _quoted(self, task: Task, draft: Draft) -> Iterator[Event]:
        """Where the model would not answer, or not what is proven: the articles' own sentences, if these do.

        That is what it affirms itself. A model that was not measured is taken at its word.
        """
        if self.decider.judge is None:
            return
        with task.clock.timed(Stage.EVIDENCE):
            excerpts = compose(task.sought, self.decider.calibration.ranking)
        if self._answers(task, draft, quotes_of(excerpts)):
            draft.account.shown = (*draft.account.shown, *excerpts)
            yield from excerpted(excerpts, draft)

    def _drafted(self, task: Task, prompted: _Prompted, draft: Draft) -> Iterator[Event]:
        with closing(self.model.stream(prompted.messages, self.settings.answer_tokens)) as stream:
            source = Source(stream, task.clock)
            pieces = in_language(_unless_abstaining(plain(source)), task.language)
            for event in sentences_of(pieces, task.language):
                match event:
                    case Piece(text):
                        yield from self._show(draft, text)
                    case Ended():
                        yield from self._prove(draft, event, task, prompted, source)

    def _evidence(self, task: Task) -> tuple[Excerpt, ...]:
        """What the model is shown: in a conversation, what it was shown last, and what the question adds to that.

        It is worked out anew from the questions asked, so the same conversation always gives the same prompt.
        """
        budget, ranking = self.settings.evidence_tokens, self.decider.calibration.ranking
        shown: tuple[Excerpt, ...] = ()
        for n in range(max(0, len(task.history) - REMEMBERED), len(task.history)):
            before, turn = task.history[:n], task.history[n]
            spoken = language_of(spoken_language(turn.question, before, task.asked_in.code))
            asked = stand_alone(turn.question, before, spoken).text
            found = self.retriever.retrieve(asked, self.settings.passages)
            shown = _next(shown, asked, found, budget, spoken, ranking)
        if len(task.sought) == 1:
            return _next(shown, task.asked.text, task.passages, budget, task.asked_in, ranking)
        share = budget // len(task.sought)
        parts = (choose_evidence(p.searched, p.passages, share, task.asked_in, ranking) for p in task.sought)
        return each_once([excerpt for part in parts for excerpt in part])

    def _show(self, draft: Draft, text: str) -> Iterator[Event]:
        draft.pending += text
        if self.settings.unsupported == "mark" and self.settings.paraphrases == "keep":
            yield from draft.release()

    def _prove(self, draft: Draft, ended: Ended, task: Task, prompted: _Prompted, source: Source) -> Iterator[Event]:
        if is_abstention(ended.text):
            # «The archive does not say» amid an answer is about the archive, not a claim to be proven.
            yield from draft.release()
            return
        draft.note_introduction(ended.text)
        text, verdict = ended.text, self._verdict(ended.text, task, prompted, draft.introduction)
        if not verdict.support.cited and self.settings.unsupported == "rewrite":
            source.read_ahead()  # the embedded server writes one text at a time
            before, text, verdict = verdict, *self._corrected(text, verdict, task, prompted, draft.introduction)
            if verdict is not before:
                draft.account.take_out(ended.text, before.reason, Instead.REWRITTEN)
        if self._is_to_be_quoted(verdict) and (span := self._nearest(text, verdict, task, prompted, draft)):
            draft.account.take_out(text, verdict.reason, Instead.QUOTE)
            text, verdict = span.sentence.text, Verdict(Support.SUPPORTED, (span,))
        draft.put(ended.text, text)
        if not verdict.support.cited and self.settings.unsupported == "drop":
            draft.account.take_out(text, verdict.reason)
            draft.pending = ""
            return
        yield from draft.release()
        yield ClaimVerified(draft.add(text, verdict))

    def _verdict(self, sentence: str, task: Task, prompted: _Prompted, introduction: str) -> Verdict:
        """The verifier's verdict; an item of a list must come from a list about the same party."""
        code, question = task.language.code, task.standalone
        with task.clock.timed(Stage.VERIFY):
            found = self.verifier.verify(sentence, prompted.evidence, language=code, question=question)
            return within_its_list(found, introduction, code)

    def _corrected(
        self, sentence: str, verdict: Verdict, task: Task, prompted: _Prompted, introduction: str
    ) -> tuple[str, Verdict]:
        """The sentence as the model writes it anew, if that is supported; else as it was, to be marked."""
        try:
            with task.clock.timed(Stage.WRITE):
                anew = rewritten(self.model, prompted.messages, sentence, verdict.reason, task.language)
        except ModelError:  # the answer itself is there: a correction that fails costs no more than the correction
            anew = None
        if anew is not None and speaks(anew, task.language):
            second = self._verdict(anew, task, prompted, introduction)
            if second.support.cited:
                return anew, second
        return sentence, verdict

    def _is_to_be_quoted(self, verdict: Verdict) -> bool:
        """Whether the setting for a verdict asks for an article's sentence in the place of the answer's."""
        if verdict.support is Support.PARAPHRASE:
            return self.settings.paraphrases == "quote"
        return not verdict.support.cited and self.settings.unsupported == "quote"

    def _nearest(self, sentence: str, verdict: Verdict, task: Task, prompted: _Prompted, draft: Draft) -> Span | None:
        """The sentence of the articles that stands for one that is not proven; None where none is near enough."""
        if self.embedder is None:
            return None
        with task.clock.timed(Stage.VERIFY):
            return nearest_quote(
                sentence,
                prompted.evidence,
                self.embedder,
                language=task.language,
                quoting=self.decider.calibration.quoting,
                question=task.standalone,
                introduction=draft.introduction,
                cited=draft.citations.keys(),
                beside=verdict.nearest,
            )


@dataclass(frozen=True, slots=True)
class _Prompted:
    """The prompt of an answer, and what its sentences are held against."""

    messages: list[Message]
    evidence: Evidence


def _completed(task: Task, draft: Draft) -> Iterator[Event]:
    """The sentence with the date or the figure asked for, where an answer cites it and leaves just that out."""
    kind = expected_answer(task.standalone, task.asked_in)
    asked = Facts(task.standalone, task.asked_in)
    if kind not in COMPLETED or gives_more(kind, asked, Facts(draft.text, task.language)):
        return
    for citation in tuple(draft.citations.values()):
        passage, language = citation.passage, language_of(citation.passage.document.language)
        if language == task.language and gives_more(kind, asked, Facts(citation.quote, language)):
            cited = next(s for s in passage.sentences if (s.start, s.end) == (citation.start, citation.end))
            yield from line(cited.text, Verdict(Support.SUPPORTED, (Span(passage, cited),)), draft)
            return


def _over_time(task: Task, draft: Draft) -> Iterator[Event]:
    """What was published before with another value; where it is what the answer says, the newer in its place."""
    spans = [
        Span(citation.passage, next(s for s in citation.passage.sentences if s.start == citation.start))
        for citation in draft.citations.values()
    ]
    change = changed(task.asked, task.passages, spans) if len(task.sought) == 1 else None
    if change is None:
        return
    if change.newer in spans:
        yield from told_before(change, task.language, draft)
    else:
        yield from draft.retract("superseded", task.language)
        yield from told_over_time(change, (), task.language, draft)


def _next(
    shown: tuple[Excerpt, ...],
    question: str,
    passages: Sequence[Passage],
    budget: int,
    language: Language,
    ranking: Ranking,
) -> tuple[Excerpt, ...]:
    if shown:
        return extend_evidence(shown, question, passages, budget, language, ranking)
    return choose_evidence(question, passages, budget, language, ranking)


def _unless_abstaining(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces, or nothing at all where the answer begins by abstaining: that sentence is ours to say."""
    held = ""
    pieces = iter(pieces)
    for piece in pieces:
        held += piece
        if is_abstention(held):
            return
        if not may_become_abstention(held):
            yield held
            yield from pieces
            return
    if held and not is_abstention(held):
        yield held
