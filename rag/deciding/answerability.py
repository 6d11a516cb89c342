"""Whether the passages that were found can answer a question at all: a few signals, weighed into one probability.

No single score tells a question that an archive answers from one that it nearly answers, so several are weighed: how
much of the question stands close together in an article, how near it is by its embedding and by how much the next
article is further off, whether the figures and names asked for are there, and whether something of the kind that is
asked for is there besides. The weights are fitted by `python -m eval fit-abstention` and hold for one embedding model.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from rag.languages import Language, language_of
from rag.languages.language import alternation
from rag.questions.expected_answer import Expected, expected_answer, gives
from rag.text.facts import Facts, missing_names, missing_quantity
from rag.text.terms import content_terms, fold
from rag.types import Embedder, Mode, Passage

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["FEATURES", "Calibration", "calibration_for", "features", "gives_more", "load_calibration"]

FEATURES = (
    "sentence_terms",
    "window_terms",
    "passage_terms",
    "article_terms",
    "missing_near",
    "missing_at_all",
    "sentence_similarity",
    "window_similarity",
    "passage_similarity",
    "margin",
    "lead",
    "terms_lead",
    "one_article",
    "window_figures",
    "article_figures",
    "window_names",
    "article_names",
    "window_name_words",
    "article_name_words",
    "other_words",
    "expects",
    "gives",
    "gives_near",
    "given_with_names",
    "given_with_terms",
    "few_terms",
)
"""Names of the signals, in the order of the vector; `features` says what each is."""

REACH = 1
"""Sentences before and behind one that make its window."""

WEIGHT_TERMS = 0.1
"""What a window's share of the question's terms counts beside its cosine, in choosing the best window."""

STEM = 5
"""Letters from which two terms that begin alike count as one family, which stemmers split: «fundador», «fundó»."""


TOLD = frozenset({Expected.FIGURE, Expected.DATE, Expected.NAME})
"""Kinds of answers that are told by their form."""


BESIDE = 0.6
"""Share of the question's names beside which a figure must stand: «¿cuánto pagó Microsoft?» is not answered by what
another paid, however much else agrees. Too rare in XQuAD to be learnt there: it refuses 1 answerable question in 200.
"""


SAME, FOREIGN = "same", "foreign"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of a logistic score, and from which probability a question is answered.

    Attributes:
        fingerprint: Of the embedding model with which it was fitted; for another it says nothing.
        weights: By feature, and `bias`; one set where question and best article share a language (`same`), one where
            they do not (`foreign`).
        thresholds: By the same two, and by mode of answering.
    """

    fingerprint: str
    weights: Mapping[str, Mapping[str, float]]
    thresholds: Mapping[str, Mapping[str, float]]

    def probability(self, question: str, language: Language, passages: Sequence[Passage]) -> float:
        """How likely it is that the passages, of which there must be one, answer the question."""
        relation = _relation(language, passages)
        weights = self.weights[relation]
        signals = dict(zip(FEATURES, features(question, language, passages).tolist(), strict=True))
        if expected_answer(question, language) is Expected.FIGURE and signals["given_with_names"] < BESIDE:
            return 0.0
        score = weights["bias"] + sum(weights[name] * value for name, value in signals.items())
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, score))))

    def answerable(
        self, question: str, language: Language, passages: Sequence[Passage], mode: Mode, least: float | None = None
    ) -> bool:
        """Whether the passages are likely enough to answer for this way of answering; not where there are none.

        With `least`, from that probability on instead, where question and article share a language.

        A question that asks several things is let through: its parts may be answered by different articles, so neither
        its words nor its similarities mean what they meant in the fit. The verdicts on the claims must tell.
        """
        if not passages:
            return False
        if asks_several(question, language):
            return True
        relation = _relation(language, passages)
        if least is None or relation == FOREIGN:
            least = self.thresholds[relation][mode.value]
        return self.probability(question, language, passages) >= least

    def to_json(self) -> str:
        """As it is stored."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"


def asks_several(question: str, language: Language) -> bool:
    """Whether a question joins two: «¿cuánto costó y quién lo pagó?»."""
    return _second_question(language).search(fold(question)) is not None


@cache
def _second_question(language: Language) -> re.Pattern[str]:
    """A question word behind a conjunction, which does not only join two prepositions: «hacia o desde qué»."""
    joined = alternation(language.syntax.conjunctions)
    led = alternation(language.follow_ups.prepositions)
    return re.compile(rf"\b(?!(?:{led})\b)\w+,? (?:{joined}) [¿\s]*(?:(?:{led}) )?{language.questions.words.pattern}")


def _relation(language: Language, passages: Sequence[Passage]) -> str:
    return SAME if language_of(passages[0].document.language) == language else FOREIGN


@cache
def load_calibration() -> Calibration:
    """The calibration that is delivered with the package."""
    return Calibration(**json.loads(files("rag.deciding").joinpath("calibration.json").read_text(encoding="utf-8")))


def calibration_for(embedder: Embedder) -> Calibration | None:
    """The calibration, or None where it was fitted with another embedding model: its thresholds would mean nothing."""
    calibration = load_calibration()
    return calibration if calibration.fingerprint == embedder.fingerprint else None


def features(question: str, language: Language, passages: Sequence[Passage]) -> Vectors:
    """The signals of a question and its passages, shape `(len(FEATURES),)`.

    Shares of the question's terms (rare ones count more) are of the best window's sentence, the window itself, its
    passage and its article. `margin` and `lead` say by how much the passage and its best sentence are ahead of other
    articles. Figures and names say which of the question's stand there; 1 where it states none. `given_with_…` are
    the shares of the best window of the article that could give an answer of the expected kind.

    Args:
        question: As it stands alone.
        language: Of the question.
        passages: At least one, best first.
    """
    asked = Facts(question, language)
    windows = [window for passage in passages for window in _windows(passage)]
    terms = _Terms(asked, windows)
    best = max(windows, key=lambda w: w.similarity + WEIGHT_TERMS * terms.share(w.facts))
    passage, document = best.passage, best.passage.document
    written_in = language_of(document.language)
    whole = Facts(f"{document.title}\n{document.text}", written_in)
    chunk = Facts(f"{document.title}\n{passage.chunk.text}", written_in)
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


def _windows(passage: Passage) -> list[_Window]:
    language, sentences = language_of(passage.document.language), passage.sentences
    if not sentences:
        facts = Facts(passage.chunk.text, language)
        return [_Window(passage, facts, facts, passage.similarity, passage.similarity)]
    found = []
    for i, sentence in enumerate(sentences):
        near = sentences[max(0, i - REACH) : i + REACH + 1]
        mean = np.mean([s.vector for s in near], axis=0)
        similarity = float(np.mean([s.score for s in near]) / (np.linalg.norm(mean) or 1.0))
        text = " ".join(s.text for s in near)
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
        """Whether a text holds a term or another word of its family; of a name, only one that begins much alike."""
        if wanted in facts.terms:
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
