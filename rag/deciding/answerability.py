"""Whether the passages that were found can answer a question at all: a few signals, weighed into one probability.

No single score tells a question that an archive answers from one that it nearly answers, so several are weighed: how
much of the question stands close together in an article, how near it is by its embedding and by how much the next
article is further off, whether the figures and names asked for are there, and whether something of the kind that is
asked for is there besides. The weights are fitted by `python -m eval fit` and hold for one embedding model; for one
that has none, words, figures and names decide.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from rag.calibration import FOREIGN, SAME, SIGNALS, Abstention
from rag.deciding.listed import an_entry_answers, heads_of
from rag.languages import Language, language_of
from rag.languages.language import alternation
from rag.questions.expected_answer import Expected, expected_answer, gives
from rag.retrieval.whole import day_asked_for, whole_of
from rag.text.facts import Facts, missing_names, missing_quantity
from rag.text.terms import content_terms, fold
from rag.trace import Weighed
from rag.types import Document, Mode, Passage

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = [
    "asks_several",
    "features",
    "gives_more",
    "holds_in_words",
    "probability",
    "relation",
    "weigh_passages",
]

REACH = 1
"""Sentences before and behind one that make its window."""

STEM = 5
"""Letters from which two terms that begin alike count as one family, which stemmers split: «fundador», «fundó»."""


TOLD = frozenset({Expected.FIGURE, Expected.DATE, Expected.NAME})
"""Kinds of answers that are told by their form."""


BESIDE = 0.6
"""Share of the question's names beside which a figure must stand: «¿cuánto pagó Microsoft?» is not answered by what
another paid, however much else agrees. Too rare in XQuAD to be learnt there: it refuses 1 answerable question in 200.
"""

MOST_WORDS = 0.5
"""Share of a question's words, rare ones more, that a few neighbouring sentences must hold where words alone decide."""


def weigh_passages(
    question: str,
    language: Language,
    passages: Sequence[Passage],
    mode: Mode,
    abstention: Abstention | None,
    least: float | None = None,
) -> Weighed:
    """Whether the passages are likely enough to answer for this way of answering; not where there are none.

    With `least`, from that probability on instead, where question and article share a language.

    An entry of a list that has all that is asked is enough, however little it resembles a question.

    A question that asks several things is let through: its parts may be answered by different articles, so neither
    its words nor its similarities mean what they meant in the fit. The verdicts on the claims must tell.

    Args:
        question: As it stands alone.
        language: Of the question.
        passages: Best first.
        mode: How the answer is written.
        abstention: Weights and thresholds; without them, or without those of other languages where the best article is
            in one, words, figures and names decide.
        least: Another threshold.
    """
    if not passages:
        return Weighed(stands=False)
    related = relation(language, passages)
    if abstention is None or related not in abstention.weights:
        return Weighed(stands=holds_in_words(question, language, passages))
    if asks_several(question, language):
        return Weighed(stands=True)
    if least is None or related == FOREIGN:
        least = abstention.thresholds[related][mode.value]
    likely = probability(question, language, passages, abstention)
    return Weighed(likely >= least or an_entry_answers(question, language, passages), likely, least)


def probability(question: str, language: Language, passages: Sequence[Passage], abstention: Abstention) -> float:
    """How likely it is that the passages, of which there must be one, answer the question."""
    weights = abstention.weights[relation(language, passages)]
    signals = dict(zip(SIGNALS, features(question, language, passages, words=abstention.words).tolist(), strict=True))
    if expected_answer(question, language) is Expected.FIGURE and signals["given_with_names"] < BESIDE:
        return 0.0
    score = weights["bias"] + sum(weights[name] * value for name, value in signals.items())
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, score))))


def holds_in_words(question: str, language: Language, passages: Sequence[Passage]) -> bool:
    """Whether an article has every figure and name of a question, and neighbouring sentences of it most of its words.

    In another language its words say nothing: there such sentences must have all its figures and names, and it must
    state some.
    """
    asked = Facts(question, language)
    windows = [window for passage in passages for window in _windows(passage, asked)]
    terms = _Terms(asked, windows)
    return any(
        _states_all(asked, window.facts)
        if window.facts.language != language
        else terms.share(window.facts) >= MOST_WORDS and _has_all(asked, window.passage.document)
        for window in windows
    )


def _states_all(asked: Facts, place: Facts) -> bool:
    stated = bool(asked.quantities or asked.dates or asked.names)
    return stated and _figures_held(asked, place) == 1 and _names_held(asked, place) == 1


def _has_all(asked: Facts, document: Document) -> bool:
    whole = whole_of(document, asked)
    return _figures_held(asked, whole) == 1 and _names_held(asked, whole) == 1


def asks_several(question: str, language: Language) -> bool:
    """Whether a question joins two: «¿cuánto costó y quién lo pagó?»."""
    return _second_question(language).search(fold(question)) is not None


@cache
def _second_question(language: Language) -> re.Pattern[str]:
    """A question word behind a conjunction, which does not only join two prepositions: «hacia o desde qué»."""
    joined = alternation(language.syntax.conjunctions)
    led = alternation(language.follow_ups.prepositions)
    return re.compile(rf"\b(?!(?:{led})\b)\w+,? (?:{joined}) [¿\s]*(?:(?:{led}) )?{language.questions.words.pattern}")


def relation(language: Language, passages: Sequence[Passage]) -> str:
    """Whether a question shares its language with the best of its passages, of which there must be one."""
    return SAME if language_of(passages[0].document.language) == language else FOREIGN


def features(question: str, language: Language, passages: Sequence[Passage], *, words: float) -> Vectors:
    """The signals of a question and its passages, shape `(len(SIGNALS),)`.

    Shares of the question's terms (rare ones count more) are of the best window's sentence, the window itself, its
    passage and its article. `margin` and `lead` say by how much the passage and its best sentence are ahead of other
    articles. Figures and names say which of the question's stand there; 1 where it states none. `given_with_…` are
    the shares of the best window of the article that could give an answer of the expected kind.

    Args:
        question: As it stands alone.
        language: Of the question.
        passages: At least one, best first.
        words: What the share of its terms counts beside the cosine of a window, in choosing the best.
    """
    asked = Facts(question, language)
    windows = [window for passage in passages for window in _windows(passage, asked)]
    terms = _Terms(asked, windows)
    best = max(windows, key=lambda w: w.similarity + words * terms.share(w.facts))
    passage, document = best.passage, best.passage.document
    whole, chunk = whole_of(document, asked), whole_of(document, asked, passage.chunk.text)
    others = [p for p in passages if p.document.id != document.id]
    elsewhere = [w for w in windows if w.passage.document.id != document.id]
    kind = expected_answer(question, language)
    # Of a kind that cannot be told by its form, any window may give it.
    giving = [w for w in windows if w not in elsewhere and (kind not in TOLD or gives_more(kind, asked, w.own))]
    return np.asarray(
        [
            terms.share(best.own),
            terms.share(best.facts),
            terms.share(chunk),
            terms.share(whole),
            terms.heaviest_missing(best.facts),
            terms.heaviest_missing(whole),
            best.sentence_similarity,
            best.similarity,
            passage.similarity,
            _nearness(passage) - max(_nearness(p) for p in others) if others else 0.0,
            best.sentence_similarity - float(np.mean([_best_sentence(p) for p in others])) if others else 0.0,
            terms.share(best.facts) - max((terms.share(w.facts) for w in elsewhere), default=0.0) if others else 0.0,
            float(not others),
            _figures_held(asked, best.facts),
            _figures_held(asked, whole),
            _names_held(asked, best.facts),
            _names_held(asked, whole),
            terms.share(best.facts, terms.naming),
            terms.share(whole, terms.naming),
            terms.share(best.facts, terms.others),
            float(kind is not Expected.ANY),
            float(gives_more(kind, asked, best.own)),
            float(gives_more(kind, asked, best.facts)),
            max((_names_held(asked, w.facts) for w in giving), default=0.0),
            max((terms.share(w.facts) for w in giving), default=0.0),
            1 / (1 + len(asked.terms)),
        ],
        dtype=np.float32,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Window:
    """A sentence of a passage with its neighbours; similarities are cosines to the question."""

    passage: Passage
    own: Facts
    facts: Facts
    sentence_similarity: float
    similarity: float


def _windows(passage: Passage, asked: Facts) -> list[_Window]:
    language, sentences = language_of(passage.document.language), passage.sentences
    day = day_asked_for(passage.document, asked)
    if not sentences:
        facts = Facts(passage.chunk.text, language)
        return [_Window(passage, facts, facts, passage.similarity, passage.similarity)]
    found = []
    for i, sentence in enumerate(sentences):
        near = sentences[max(0, i - REACH) : i + REACH + 1]
        mean = np.mean([s.vector for s in near], axis=0)
        similarity = float(np.mean([s.score for s in near]) / (np.linalg.norm(mean) or 1.0))
        text = " ".join([*heads_of(passage, sentence), *(s.text for s in near), day])
        found.append(
            _Window(passage, Facts(sentence.text, language), Facts(text, language), sentence.score, similarity)
        )
    return found


class _Terms:
    """The question's terms with their weights: a term that few of the sentences hold tells most.

    `naming` are those of its names, `others` the rest.
    """

    def __init__(self, asked: Facts, windows: Sequence[_Window]) -> None:
        named = content_terms(" ".join(asked.names), asked.language)
        self._asked = asked
        self.all = asked.terms
        self.naming = asked.terms.intersection(named)
        self.others = asked.terms - self.naming
        frequency = Counter(t for w in windows for t in self.all if self._in(w.own, t))
        self._weights = {t: math.log(1 + len(windows) / (frequency[t] or 0.5)) for t in self.all}

    def share(self, facts: Facts, terms: frozenset[str] | None = None) -> float:
        """Weighted share of the terms, all if none are given, that a text holds; 1 where there is none."""
        terms = self.all if terms is None else terms
        total = sum(self._weights[t] for t in terms)
        return sum(self._weights[t] for t in terms if self._in(facts, t)) / total if total else 1.0

    def heaviest_missing(self, facts: Facts) -> float:
        """The largest share that one missing term makes up."""
        missing = [w for t, w in self._weights.items() if not self._in(facts, t)]
        return max(missing, default=0.0) / (sum(self._weights.values()) or 1.0)

    def _in(self, facts: Facts, wanted: str) -> bool:
        """Whether a text holds a term in any form, or a word of its family; of a name, only what begins much alike."""
        if wanted in facts.terms or (wanted not in self.naming and facts.tells(wanted, self._asked)):
            return True
        stem = STEM + (wanted in self.naming)
        if len(wanted) < stem or wanted[0].isdigit():
            return False
        return any(other.startswith(wanted[:stem]) for other in facts.terms)


def _nearness(passage: Passage) -> float:
    return (passage.similarity + _best_sentence(passage)) / 2


def _best_sentence(passage: Passage) -> float:
    return max((s.score for s in passage.sentences), default=passage.similarity)


def _figures_held(asked: Facts, place: Facts) -> float:
    return float(missing_quantity(asked, [place]) is None)


def _names_held(asked: Facts, place: Facts) -> float:
    """Share of the question's names that a text holds; other spellings are allowed for in another language."""
    return 1 - len(missing_names(asked, [place], [])) / len(asked.names) if asked.names else 1.0


def gives_more(kind: Expected, asked: Facts, place: Facts) -> bool:
    """Whether a text could give an answer of a kind that the question does not hold already."""
    match kind:
        case Expected.FIGURE:
            known = {q.value for q in asked.quantities}
            return any(q.value not in known for q in place.quantities)
        case Expected.DATE:
            stated = {(d.year, d.month, d.day) for d in asked.dates}
            return any((d.year, d.month, d.day) not in stated for d in place.dates)
        case Expected.NAME:
            return any(not set(Facts(name, place.language).words) <= asked.words for name in place.names)
        case _:
            return gives(kind, place)
