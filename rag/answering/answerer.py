"""The story of an answer: find, choose, write, verify sentence by sentence, and say when there is nothing to say.

It yields events while it works and ends with the whole `Answer`. What was shown and does not stand (no sentence of it
could be proven, it answers another question, the model broke off) is taken back by an event that says why, so that what
a reader is left with is the answer's text, no more and no less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from rag.answering.draft import Clock, Draft, Source
from rag.answering.parts import is_of_the_type, posed, read_by
from rag.answering.task import Task
from rag.calibration import CONSERVATIVE, Calibration, Judge, Ranking
from rag.deciding import YesNoModel, accepts, answerable, judgement_messages, probability
from rag.deciding.answerability import gives_more
from rag.deciding.reading import settled
from rag.errors import ModelError
from rag.languages import Language, language_of
from rag.proof.entailment import ClaimVerifier
from rag.proof.list_items import told_of_another
from rag.proof.verifier import Evidence, Span, Verdict
from rag.questions.courtesy import courtesy_of, reply_language
from rag.questions.expected_answer import Expected, expected_answer
from rag.questions.followup import Standalone, spoken_language, stand_alone, turns_asked
from rag.questions.question import Kind, Question, read_question
from rag.retrieval.evidence import Excerpt, choose_evidence, extend_evidence
from rag.retrieval.sought import Sought, merged, refocused
from rag.settings import Settings
from rag.text.facts import Facts
from rag.text.messages import is_abstention, may_become_abstention, say
from rag.types import (
    Answer,
    Citation,
    ClaimVerified,
    Embedder,
    Event,
    Finished,
    LanguageModel,
    Message,
    Mode,
    Passage,
    PassageSource,
    Retrieved,
    Status,
    Support,
    Tier,
    Token,
    Turn,
)
from rag.writing.answer_language import WrongLanguage, in_language, speaks
from rag.writing.extractive import UNJUDGED, compose, each_once, extract, quotes_of
from rag.writing.leaks import discloses
from rag.writing.prompt import build_messages, fixed_messages
from rag.writing.quoting import nearest_quote
from rag.writing.repair import in_the_right_language, rewritten
from rag.writing.streaming import Ended, Piece, plain, sentences_of

__all__ = ["Answerer", "ModelChoice", "warm"]

REMEMBERED = 3
"""Earlier questions of a conversation whose evidence is shown again."""

COMPLETED = (Expected.DATE, Expected.FIGURE)
"""Kinds of answers whose absence is told by their form."""


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """The language model of an answer, or why there is none."""

    model: LanguageModel | None = None
    notice: str = ""


class Answerer:
    """Answers questions from the passages of an archive.

    Args:
        retriever: Finds the passages.
        verifier: Proves the sentences.
        choose_model: Gives the language model; may wait until it has loaded.
        settings: Budgets, language and what becomes of an unsupported sentence.
        embedder: The model that embedded the articles, by which the sentence is found that is quoted where one is not
            proven; without it none is.
        calibration: What counts how much, and from where on, with that model.
        expected_language: Gives the language that a question is taken to be in where its words leave it open.
    """

    def __init__(
        self,
        retriever: PassageSource,
        verifier: ClaimVerifier,
        choose_model: Callable[[], ModelChoice],
        settings: Settings,
        calibration: Calibration = CONSERVATIVE,
        embedder: Embedder | None = None,
        expected_language: Callable[[], str] = lambda: "es",
    ) -> None:
        self._retriever = retriever
        self._verifier = verifier
        self._choose_model = choose_model
        self._settings = settings
        self._calibration = calibration
        self._embedder = embedder
        self._expected_language = expected_language

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        """Answer a question; the last event is `Finished`. Closing the iterator stops the model."""
        clock = Clock()
        asked_in = language_of(spoken_language(question, history, self._expected_language()))
        language = language_of(self._settings.language) if self._settings.language else asked_in
        if courteous := reply_language(question, asked_in):
            yield from _reply(question, courteous, language if self._settings.language else courteous, clock)
            return
        alone = stand_alone(question, history, asked_in)
        asked_in = language_of(alone.language) if alone.language else asked_in
        asked = read_question(alone.question if alone.adds else alone.text, asked_in)
        sought = self._sought(alone, asked)
        passages = merged([part.passages for part in sought])
        clock.retrieved()
        yield Retrieved(alone.text, passages)
        turns, ranking = turns_asked(history, asked_in), self._calibration.ranking
        task = Task(question, alone, asked, sought, language, asked_in, turns, passages, clock, ranking)
        choice = self._choose_model()
        if choice.model is None or not passages:
            yield from self._extracted(task, choice.notice)
            return
        draft = Draft(clock)
        if task.is_told_in_full and self._judge_for(sought[0], choice.model) is not None:
            yield from self._told(task, choice.model, draft)
            return
        if not self._worth_asking(task, choice.model):
            # A small model answers from what is merely near, so it is not asked.
            yield from _finished(task, draft, Mode.LLM, choice.model.name)
            return
        try:
            yield from self._written(task, choice.model, draft)
        except (ModelError, WrongLanguage) as error:
            # Half an answer must not look like a whole one, nor go on in other words.
            failed = isinstance(error, ModelError)
            yield from draft.retract("broken_off" if failed else "other_language", language)
            yield from self._extracted(task, str(error) if failed else say("wrong_language", language))

    def _sought(self, alone: Standalone, asked: Question) -> tuple[Sought, ...]:
        """The question, or each part of one that asks several things, with what is found for it."""
        if asked.divided and not alone.context:
            return tuple(Sought(part, part.text, self._found(part.text)) for part in asked.parts)
        searched = alone.text if alone.context else asked.written
        passages = self._found(searched)
        if alone.context and alone.adds and self._embedder is not None:
            passages = refocused(passages, asked.written, self._embedder)
        return (Sought(asked, searched, passages, alone.context if alone.adds else ""),)

    def _found(self, searched: str) -> tuple[Passage, ...]:
        return tuple(self._retriever.retrieve(searched, self._settings.passages, whole=True))

    def _told(self, task: Task, model: LanguageModel, draft: Draft) -> Iterator[Event]:
        """The article's own sentences for each part of the question, where the model affirms that they answer it.

        So it is with the model that this was measured with, which has a judge; another writes all answers itself.
        """
        silent: list[Sought] = []
        for part in task.sought:
            excerpts = compose([read_by(model, part, self._calibration.ranking)], self._calibration.ranking)
            if part.question.kind in UNJUDGED or (
                is_of_the_type(part, excerpts) and self._answers(part, model, quotes_of(excerpts))
            ):
                yield from self._settled(part, excerpts, model, draft)
                yield from _excerpted(excerpts, draft)
            else:
                silent.append(part)
        yield from _silent(silent, draft, task.language)
        yield from _finished(task, draft, Mode.EXTRACTIVE, "")

    def _settled(
        self, part: Sought, excerpts: Sequence[Excerpt], model: LanguageModel, draft: Draft
    ) -> Iterator[Event]:
        """«Sí» or «no» first, where that is asked and the model reads it so in the sentences, in words of its own."""
        quotes, language = quotes_of(excerpts), part.question.language
        if part.question.kind is not Kind.YES_NO or not quotes or self._judge_for(part, model) is None:
            return
        if not isinstance(model, YesNoModel) or (said := settled(model, posed(part), quotes, language)) is None:
            return
        word = say("yes" if said else "no", language)
        draft.pending += ("\n" if draft.text else "") + word
        yield from draft.release()
        spans = tuple(Span(e.passage, s) for e in excerpts[:1] for s in e.sentences[:1])
        verdict = Verdict(Support.PARAPHRASE, spans, reason=say("read_so", language))
        yield ClaimVerified(draft.add(word, verdict))

    def _written(self, task: Task, model: LanguageModel, draft: Draft) -> Iterator[Event]:
        excerpts = self._evidence(task)
        if not excerpts:  # every sentence found gives orders: nothing is left to answer from
            yield from _finished(task, draft, Mode.LLM, model.name)
            return
        messages = build_messages(task.alone.question, excerpts, task.language, task.alone.context)
        writer = _Writer(model, messages, Evidence(task.passages))
        try:
            yield from self._drafted(task, writer, draft)
        except WrongLanguage:
            again = in_the_right_language(messages, task.language)
            yield from self._drafted(task, replace(writer, messages=again), draft)
        if discloses(draft.text, messages):
            yield from draft.retract("disclosed", task.language)
        elif not speaks(draft.text, task.language):  # it began in one language and went on in another
            raise WrongLanguage
        elif not draft.proven:
            yield from draft.retract("unproven", task.language)
            yield from self._quoted(task, model, draft)
        elif draft.citations and not self._is_to_the_point(task, model, draft):
            yield from draft.retract("beside", task.language)
            yield from self._quoted(task, model, draft)
        else:
            yield from _completed(task, draft)
        yield from _finished(task, draft, Mode.LLM, model.name)

    def _worth_asking(self, task: Task, model: LanguageModel) -> bool:
        """Whether the passages are likely enough to answer; where the answer can be judged too, little is enough."""
        judges = [self._judge_for(part, model) for part in task.sought]
        return any(
            self._is_answerable(part, judge.least if judge else None)
            for part, judge in zip(task.sought, judges, strict=True)
        )

    def _is_answerable(self, part: Sought, least: float | None = None) -> bool:
        language, abstention = part.question.language, self._calibration.abstention
        return answerable(part.searched, language, part.passages, Mode.LLM, abstention, least)

    def _judge_for(self, part: Sought, model: LanguageModel) -> Judge | None:
        """The judge, where there is one of this model, and article and question share a language."""
        own = bool(part.passages) and part.passages[0].document.language == part.question.language.code
        return self._calibration.judge_of(model.name) if own and isinstance(model, YesNoModel) else None

    def _answers(self, part: Sought, model: LanguageModel, quotes: Sequence[str]) -> bool:
        """Whether some words say what was asked, as far as the model can tell.

        Where none can, it is taken for so if the archive is likely enough to answer at all.
        """
        language, abstention = part.question.language, self._calibration.abstention
        if not quotes:
            return False
        judge = self._judge_for(part, model)
        if judge is None or abstention is None or not isinstance(model, YesNoModel):
            return self._is_answerable(part)
        try:
            affirmed = model.affirms(judgement_messages(posed(part), quotes, language))
        except ModelError:
            affirmed = None
        if affirmed is None:
            return self._is_answerable(part)
        return accepts(judge, probability(part.searched, language, part.passages, abstention), affirmed)

    def _is_to_the_point(self, task: Task, model: LanguageModel, draft: Draft) -> bool:
        """Whether what a draft cites says what was asked; taken for so where there is no judge of it."""
        if len(task.sought) > 1 or self._judge_for(task.sought[0], model) is None:
            return True
        return self._answers(task.sought[0], model, [citation.quote for citation in draft.citations.values()])

    def _quoted(self, task: Task, model: LanguageModel, draft: Draft) -> Iterator[Event]:
        """Where the model would not answer, or not what is proven: the articles' own sentences, if these do.

        That is what it affirms itself; across languages, where it is no judge, what the passages make likely. A model
        that was not measured is taken at its word.
        """
        if self._calibration.judge_of(model.name) is None:
            return
        excerpts = compose(task.sought, self._calibration.ranking)
        if self._answers(task.sought[0], model, quotes_of(excerpts)):
            yield from _excerpted(excerpts, draft)

    def _drafted(self, task: Task, writer: _Writer, draft: Draft) -> Iterator[Event]:
        with closing(writer.model.stream(writer.messages, self._settings.answer_tokens)) as stream:
            source = Source(stream)
            pieces = in_language(_unless_abstaining(plain(source)), task.language)
            for event in sentences_of(pieces, task.language):
                match event:
                    case Piece(text):
                        yield from self._show(draft, text)
                    case Ended():
                        yield from self._prove(draft, event, task, writer, source)

    def _evidence(self, task: Task) -> tuple[Excerpt, ...]:
        """What the model is shown: in a conversation, what it was shown last, and what the question adds to that.

        It is worked out anew from the questions asked, so the same conversation always gives the same prompt.
        """
        budget, ranking = self._settings.evidence_tokens, self._calibration.ranking
        shown: tuple[Excerpt, ...] = ()
        for n in range(max(0, len(task.history) - REMEMBERED), len(task.history)):
            before, turn = task.history[:n], task.history[n]
            spoken = language_of(spoken_language(turn.question, before, task.asked_in.code))
            asked = stand_alone(turn.question, before, spoken).text
            found = self._retriever.retrieve(asked, self._settings.passages)
            shown = _next(shown, asked, found, budget, spoken, ranking)
        if len(task.sought) == 1:
            return _next(shown, task.asked.text, task.passages, budget, task.asked_in, ranking)
        share = budget // len(task.sought)
        parts = (choose_evidence(p.searched, p.passages, share, task.asked_in, ranking) for p in task.sought)
        return each_once([excerpt for part in parts for excerpt in part])

    def _show(self, draft: Draft, text: str) -> Iterator[Event]:
        draft.pending += text
        if self._settings.unsupported == "mark" and self._settings.paraphrases == "keep":
            yield from draft.release()

    def _prove(self, draft: Draft, ended: Ended, task: Task, writer: _Writer, source: Source) -> Iterator[Event]:
        if is_abstention(ended.text):
            # «The archive does not say» amid an answer is about the archive, not a claim to be proven.
            yield from draft.release()
            return
        draft.note_introduction(ended.text)
        text, verdict = ended.text, self._verdict(ended.text, task, writer, draft.introduction)
        if not verdict.support.cited and self._settings.unsupported == "rewrite":
            source.read_ahead()  # the embedded server writes one text at a time
            text, verdict = self._corrected(text, verdict, task, writer, draft.introduction)
        if self._is_to_be_quoted(verdict) and (span := self._nearest(text, verdict, task, writer, draft)):
            text, verdict = span.sentence.text, Verdict(Support.SUPPORTED, (span,))
        draft.put(ended.text, text)
        if not verdict.support.cited and self._settings.unsupported == "drop":
            draft.pending = ""
            return
        yield from draft.release()
        yield ClaimVerified(draft.add(text, verdict))

    def _verdict(self, sentence: str, task: Task, writer: _Writer, introduction: str) -> Verdict:
        """The verifier's verdict; an item of a list must come from a list about the same party."""
        found = self._verifier.verify(sentence, writer.evidence, language=task.language.code, question=task.standalone)
        other = told_of_another(introduction, found.spans, task.language.code)
        if other is None:
            return found
        return Verdict(Support.CONTRADICTED, reason=say("party", task.language, value=other), tier=Tier.FACTS)

    def _corrected(
        self, sentence: str, verdict: Verdict, task: Task, writer: _Writer, introduction: str
    ) -> tuple[str, Verdict]:
        """The sentence as the model writes it anew, if that is supported; else as it was, to be marked."""
        try:
            anew = rewritten(writer.model, writer.messages, sentence, verdict.reason, task.language)
        except ModelError:  # the answer itself is there: a correction that fails costs no more than the correction
            anew = None
        if anew is not None and speaks(anew, task.language):
            second = self._verdict(anew, task, writer, introduction)
            if second.support.cited:
                return anew, second
        return sentence, verdict

    def _is_to_be_quoted(self, verdict: Verdict) -> bool:
        """Whether the setting for a verdict asks for an article's sentence in the place of the answer's."""
        if verdict.support is Support.PARAPHRASE:
            return self._settings.paraphrases == "quote"
        return not verdict.support.cited and self._settings.unsupported == "quote"

    def _nearest(self, sentence: str, verdict: Verdict, task: Task, writer: _Writer, draft: Draft) -> Span | None:
        """The sentence of the articles that stands for one that is not proven; None where none is near enough."""
        if self._embedder is None:
            return None
        return nearest_quote(
            sentence,
            writer.evidence,
            self._embedder,
            language=task.language,
            quoting=self._calibration.quoting,
            question=task.standalone,
            introduction=draft.introduction,
            cited=draft.citations.keys(),
            beside=verdict.nearest,
        )

    def _extracted(self, task: Task, notice: str) -> Iterator[Event]:
        draft = Draft(task.clock)
        found = [self._answered_by_itself(part) for part in task.sought]
        yield from _excerpted(each_once([excerpt for excerpts in found for excerpt in excerpts]), draft)
        silent = [part for part, excerpts in zip(task.sought, found, strict=True) if not excerpts]
        yield from _silent(silent, draft, task.language)
        yield from _finished(task, draft, Mode.EXTRACTIVE, "", notice)

    def _answered_by_itself(self, part: Sought) -> tuple[Excerpt, ...]:
        excerpts = extract([part], self._calibration)
        return excerpts if is_of_the_type(part, excerpts) else ()


@dataclass(frozen=True, slots=True)
class _Writer:
    """Who writes an answer, from which prompt, and what its sentences are held against."""

    model: LanguageModel
    messages: list[Message]
    evidence: Evidence


def _finished(task: Task, draft: Draft, mode: Mode, model: str, notice: str = "") -> Iterator[Event]:
    """The end of every stream: the draft where something of it is proven, else that the archive does not say."""
    nearest: tuple[Citation, ...] = ()
    if not draft.proven:
        yield from draft.retract("unproven", task.language)
        nearest = task.nearest()
        draft.text = task.refusal(nearest)
        yield Token(draft.text)
    yield Finished(task.answer(draft, mode, model, notice, nearest))


def _silent(parts: Iterable[Sought], draft: Draft, language: Language) -> Iterator[Event]:
    """Where other parts of the question are answered, that the archive says nothing of these: our words, no claims."""
    if draft.proven:
        for part in parts:
            asked = " ".join((part.question.own or part.searched).split()).strip(" ¿?¡!.,;:")
            draft.pending += f"\n{say('silent', language, value=asked)}"
            yield from draft.release()


def _reply(question: str, spoken: Language, language: Language, clock: Clock) -> Iterator[Event]:
    """A courtesy for a courtesy: answered, since nothing was asked that the archive could fail to say, and uncited."""
    yield Retrieved(question, ())
    text = say(courtesy_of(question, spoken), language)
    made = (Status.ANSWERED, clock.timings(), Mode.EXTRACTIVE)
    yield Token(text)
    yield Finished(Answer(question, text, language.code, (), (), *made, standalone=question))


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
            draft.pending += "\n" + cited.text
            yield from draft.release()
            yield ClaimVerified(draft.add(cited.text, Verdict(Support.SUPPORTED, (Span(passage, cited),))))
            return


def _excerpted(excerpts: Iterable[Excerpt], draft: Draft) -> Iterator[Event]:
    for excerpt in excerpts:
        for sentence in excerpt.sentences:
            draft.pending += ("\n" if draft.text else "") + sentence.text
            yield from draft.release()
            verdict = Verdict(Support.SUPPORTED, (Span(excerpt.passage, sentence),))
            yield ClaimVerified(draft.add(sentence.text, verdict))


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


def warm(model: LanguageModel, language: Language) -> None:
    """Have a model read the fixed part of the prompt, so that the first question need not wait for that."""
    for _ in model.stream([*fixed_messages(language), Message("user", "")], max_tokens=1):
        pass
