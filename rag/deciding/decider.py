"""Where it is decided whether something stands that a model reads or writes: the passages, an answer's words.

Two probabilities are weighed: that the passages can answer at all, before anything is read, and that the model which
reads says yes of the words that an answer is made of. Where no model can say that, the first alone decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.calibration import Calibration, Judge
from rag.deciding.answerability import probability, relation, weigh_passages
from rag.deciding.judgement import YesNoModel, judged, judgement_messages
from rag.deciding.listed import is_of_another_day
from rag.errors import ModelError
from rag.languages.english import ENGLISH
from rag.questions.giving import could_give, counts_things, mentions
from rag.questions.nouns import Asked
from rag.questions.question import Kind, Question
from rag.retrieval.evidence import Excerpt
from rag.retrieval.sought import Sought
from rag.retrieval.whole import whole_of
from rag.text.entries import is_entry
from rag.text.facts import Facts
from rag.trace import Weighed
from rag.types import LanguageModel, Mode, Passage, Sentence

__all__ = ["Decider", "is_of_the_type", "posed"]

_MEASURED = frozenset({Asked.QUANTITY, Asked.DATE})
"""Types that nearly every sentence of a newspaper has something of, whatever it is about."""


@dataclass(frozen=True, slots=True)
class Decider:
    """What a calibration makes of a question's parts, with the model that answers it.

    Attributes:
        calibration: Weights and thresholds.
        model: The model that writes, and says yes or no; None without one.
    """

    calibration: Calibration
    model: LanguageModel | None = None

    @property
    def reader(self) -> YesNoModel | None:
        """The model, where it can say how sure it is of a yes and was measured."""
        return self.model if isinstance(self.model, YesNoModel) and self.judge is not None else None

    @property
    def judge(self) -> Judge | None:
        """The weights of the model's yes; None where it was not measured."""
        return self.calibration.judge_of(self.model.name) if self.model is not None else None

    def worth_asking(self, parts: Sequence[Sought]) -> Iterator[tuple[Sought, Weighed]]:
        """Whether the passages of each part are likely enough to answer it, up to the first whose are.

        At home, where it is judged too, little is enough.
        """
        least = self.judge.least if self.judge and self.reader else None
        for part in parts:
            weighed = self.weigh_found(part, least)
            yield part, weighed
            if weighed.stands:
                return

    def weigh_found(self, part: Sought, least: float | None = None) -> Weighed:
        """Whether the passages of a part are likely enough to answer it; with `least` from there on."""
        language, abstention = part.question.language, self.calibration.abstention
        return weigh_passages(part.searched, language, part.passages, Mode.LLM, abstention, least)

    def weigh(self, part: Sought, quotes: Sequence[str]) -> Weighed:
        """Whether some words say what was asked, as far as the model can tell.

        Where none can, it is taken for so if the archive is likely enough to answer at all.
        """
        if not quotes:
            return Weighed(stands=False)
        affirmed = self._affirmed(part, quotes)
        prior = None if affirmed is None else self._prior(part)
        if self.judge is None or affirmed is None or prior is None:
            return self.weigh_found(part)
        likely, least = judged(self.judge, prior, affirmed), self.judge.threshold
        return Weighed(likely >= least, likely, least, prior, affirmed)

    def _prior(self, part: Sought) -> float | None:
        """How likely it is that a part's passages answer it; None where the calibration has no weights for that."""
        abstention, language = self.calibration.abstention, part.question.language
        if abstention is None or not part.passages or relation(language, part.passages) not in abstention.weights:
            return None
        return probability(part.searched, language, part.passages, abstention)

    def _affirmed(self, part: Sought, quotes: Sequence[str]) -> float | None:
        if self.reader is None:
            return None
        try:
            return self.reader.affirms(judgement_messages(posed(part), quotes, part.question.language))
        except ModelError:
            return None


def posed(part: Sought) -> str:
    """What a model is asked of a part: its own words, behind those of the question that it follows up."""
    if not part.context:
        return part.searched
    before = part.question.language.prompt.earlier or ENGLISH.prompt.earlier
    return before.format(question=part.context) + part.question.written


def is_of_the_type(part: Sought, excerpts: Sequence[Excerpt]) -> bool:
    """Whether some sentences could give what a fact is asked of: no figure is no answer to «cuánto»."""
    if part.question.kind not in (Kind.FACT, Kind.LIST) or not excerpts:
        return bool(excerpts)
    language = part.question.language
    at_home = [e for e in excerpts if e.passage.document.language == language.code]
    if len(at_home) < len(excerpts):
        return True
    shown = [(e.passage, s) for e in at_home for s in e.sentences]
    stated = Facts(part.searched, language)  # a follow-up is of what was asked before, too
    if part.question.kind is Kind.FACT and not any(_speaks_of_it(part.question, stated, e.passage) for e in at_home):
        return False
    of_the_day = [(passage, s) for passage, s in shown if not is_of_another_day(stated, passage, s)]
    if len(of_the_day) < len(shown) and not any(
        is_entry(passage.document.text, s.start, language) for passage, s in of_the_day
    ):
        return False
    return part.question.kind is Kind.LIST or any(_could_give(part.question, stated, *place) for place in of_the_day)


def _speaks_of_it(question: Question, stated: Facts, passage: Passage) -> bool:
    """Whether an article is of a year that is asked for, and mentions what is counted.

    What a newspaper tells of the year before or of the next it need not date; a sum is not counted, nor are people as
    «gente».
    """
    whole, published = whole_of(passage.document, stated), passage.document.published
    years = {date.year for date in stated.dates if date.year and not date.is_bc}
    if published and years and years.isdisjoint(_years_of(whole, published.year)):
        return False
    return not counts_things(question) or mentions(whole, question.unit)


def _years_of(told: Facts, published: int) -> set[int]:
    return {published - 1, published, published + 1, *(date.year for date in told.dates if date.year)}


def _could_give(question: Question, stated: Facts, passage: Passage, sentence: Sentence) -> bool:
    """An entry of a list begins with a capital whatever it names, and «20.30» is an hour there: only figures tell."""
    language = question.language
    listed = is_entry(passage.document.text, sentence.start, language)
    if question.asked is not Asked.QUANTITY and listed:
        return True
    given = could_give(question, Facts(sentence.text, language))
    return given and (listed or question.asked not in _MEASURED or _is_about(stated, passage, sentence))


def _is_about(stated: Facts, passage: Passage, sentence: Sentence) -> bool:
    """Whether a sentence has a word of the question, or follows one that has: «Cobra el alcalde. Son 50.000 euros»."""
    before = [other for other in passage.sentences if other.start < sentence.start][-1:]
    near = [Facts(other.text, stated.language) for other in (*before, sentence)]
    return not stated.terms or any(place.tells(term, stated) for place in near for term in stated.terms)
