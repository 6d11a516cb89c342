"""The story of an answer: find, choose, write, verify sentence by sentence, and say when there is nothing to say.

It yields events while it works and ends with the whole `Answer`. What was shown and does not stand (no sentence of it
could be proven, it answers another question, the model broke off) is taken back by an event that says why, so that what
a reader is left with is the answer's text, no more and no less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from rag.answering.authoring import Author
from rag.answering.draft import Clock, Draft
from rag.answering.ending import finished
from rag.answering.task import Task
from rag.answering.telling import Teller, told_alone, told_published
from rag.calibration import CONSERVATIVE, Calibration
from rag.deciding import Decider
from rag.errors import ModelError
from rag.languages import Language, language_of
from rag.proof.entailment import ClaimVerifier
from rag.questions.courtesy import courtesy_of, reply_language
from rag.questions.followup import Standalone, spoken_language, stand_alone, turns_asked
from rag.questions.question import Question, read_question
from rag.retrieval.published import Published
from rag.retrieval.sought import Sought, merged, refocused
from rag.settings import Settings
from rag.text.messages import say
from rag.trace import Ground, Stage
from rag.types import (
    Answer,
    Embedder,
    Event,
    Finished,
    LanguageModel,
    Message,
    Mode,
    Passage,
    PassageSource,
    ReadsAhead,
    Retrieved,
    Status,
    TakesEvidence,
    Token,
    Turn,
)
from rag.writing.answer_language import WrongLanguage
from rag.writing.prompt import fixed_messages

__all__ = ["Answerer", "ModelChoice", "warm"]


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
        worded: Gives a question, once it has been searched, without the words that only said among what.
        published: Gives the articles that a question asks for, once it has been searched, where it asks for nothing
            but those.
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
        worded: Callable[[str], str] = str,
        published: Callable[[str, Language], Published | None] = lambda _question, _language: None,
    ) -> None:
        self._retriever = retriever
        self._verifier = verifier
        self._choose_model = choose_model
        self._settings = settings
        self._calibration = calibration
        self._embedder = embedder
        self._expected_language = expected_language
        self._worded = worded
        self._published = published

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
        found = self._sought(alone, asked)
        published = self._published(found[0].searched, asked_in) if len(found) == 1 and not alone.context else None
        sought = tuple(self._read_anew(part) for part in found)
        asked = sought[0].question if len(sought) == 1 else asked
        alone = replace(alone, question=self._worded(alone.question), context=self._worded(alone.context))
        passages = published.passages if published else merged([part.passages for part in sought])
        clock.retrieved()
        with clock.timed(Stage.WAIT):  # who is told may have others answered first
            yield Retrieved(alone.text, passages)
        turns, ranking = turns_asked(history, asked_in), self._calibration.ranking
        task = Task(question, alone, asked, sought, language, asked_in, turns, passages, clock, ranking, published)
        with clock.timed(Stage.WAIT):
            choice = self._choose_model()
        yield from self._answered(task, choice)

    def _answered(self, task: Task, choice: ModelChoice) -> Iterator[Event]:
        decider, draft = Decider(self._calibration, choice.model), Draft(task.clock)
        if task.published is not None:
            yield from told_published(task, draft, task.published, choice.notice)
        elif choice.model is None or not task.passages:
            yield from told_alone(task, draft, self._calibration, choice.notice)
        elif decider.reader is not None and task.is_told_in_full:
            translates = self._settings.paraphrases == "keep"
            yield from Teller(decider.reader, decider, self._verifier, translates).told(task, draft)
        elif not _is_worth_asking(task, draft, decider):
            # A small model answers from what is merely near, so it is not asked.
            yield from finished(task, draft, Mode.LLM, choice.model.name)
        else:
            yield from self._written(task, choice.model, decider, draft)

    def _written(self, task: Task, model: LanguageModel, decider: Decider, draft: Draft) -> Iterator[Event]:
        settings = _shown_to(model, self._settings)
        author = Author(model, decider, self._retriever, self._verifier, settings, self._embedder)
        try:
            yield from author.written(task, draft)
        except (ModelError, WrongLanguage) as error:
            # Half an answer must not look like a whole one, nor go on in other words.
            failed = isinstance(error, ModelError)
            yield from draft.retract("broken_off" if failed else "other_language", task.language)
            notice = str(error) if failed else say("wrong_language", task.language)
            yield from told_alone(task, draft, self._calibration, notice)

    def _sought(self, alone: Standalone, asked: Question) -> tuple[Sought, ...]:
        """The question, or each part of one that asks several things, with what is found for it."""
        if asked.divided and not alone.context:
            return tuple(Sought(part, part.text, self._found(part.text)) for part in asked.parts)
        searched = alone.text if alone.context else asked.written
        passages = self._found(searched)
        if alone.context and alone.adds and self._embedder is not None:
            passages = refocused(passages, asked.written, self._embedder)
        return (Sought(asked, searched, passages, alone.context if alone.adds else ""),)

    def _read_anew(self, part: Sought) -> Sought:
        """A part without the words of its filters: «según La Gaceta» is no more to be answered than to be proven."""
        question, searched = part.question, self._worded(part.searched)
        if (worded := self._worded(question.written)) != question.written:
            question = read_question(worded, question.language)
        return replace(part, question=question, searched=searched, context=self._worded(part.context))

    def _found(self, searched: str) -> tuple[Passage, ...]:
        return tuple(self._retriever.retrieve(searched, self._settings.passages, whole=True))


def _is_worth_asking(task: Task, draft: Draft, decider: Decider) -> bool:
    """Whether a model is to be asked what it makes of the passages."""
    with task.clock.timed(Stage.DECIDE):
        is_worth = any(draft.account.weigh(weighed, part) for part, weighed in decider.worth_asking(task.sought))
    draft.account.ground = None if is_worth else Ground.UNLIKELY
    return is_worth


def _shown_to(model: LanguageModel, settings: Settings) -> Settings:
    """The settings, with as much evidence as a model can take of which that is known."""
    tokens = model.evidence_tokens if isinstance(model, TakesEvidence) else 0
    return settings.model_copy(update={"evidence_tokens": tokens}) if tokens else settings


def _reply(question: str, spoken: Language, language: Language, clock: Clock) -> Iterator[Event]:
    """A courtesy for a courtesy: answered, since nothing was asked that the archive could fail to say, and uncited."""
    yield Retrieved(question, ())
    text = say(courtesy_of(question, spoken), language)
    made = (Status.ANSWERED, clock.timings(), Mode.EXTRACTIVE)
    yield Token(text)
    yield Finished(Answer(question, text, language.code, (), (), *made, standalone=question))


def warm(model: LanguageModel, language: Language) -> None:
    """Have a model read the fixed part of the prompt, so that the first question need not wait for that."""
    messages = [*fixed_messages(language), Message("user", "")]
    if isinstance(model, ReadsAhead):
        model.read_ahead(messages)
        return
    for _ in model.stream(messages, max_tokens=1):
        pass
