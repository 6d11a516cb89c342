"""Where a translation begins, for one embedding model: fitted on texts that are there in two languages.

Paragraphs of XQuAD with as many sentences in Spanish as in English are taken sentence by sentence. A true pair is a
sentence with its translation, a wrong one the same sentence with the nearest of all others. Names are short answers in
both languages, wrong ones those to other questions about the same matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from eval.intervals import Rate
from eval.unanswerable import topic
from eval.xquad import Question, read_contexts, read_questions
from rag.calibration import Nearness
from rag.languages import Language
from rag.languages.english import ENGLISH
from rag.languages.spanish import SPANISH
from rag.proof.across_languages import segments
from rag.text.facts import Facts
from rag.text.sentences import split_sentences
from rag.text.terms import fold
from rag.types import Embedder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rag.types import Vectors

__all__ = ["aligned", "fitted", "named_alike", "run"]

TRANSLATIONS_REFUSED = 0.015
"""Share of the true pairs that may miss the limit."""

PARTS_REFUSED = 0.02
"""The same of parts of a sentence, where the whole is near enough."""

PARTS_WITHOUT_FIGURE = 0.05
"""A sentence that holds the claim's figures need be no nearer than all but so many parts of sentences are."""

NAMES_REFUSED = 0.1
"""Share of the names in two languages that may be taken for different: a wrong one let through is worse."""

WORDS_TAKEN = 0.05
"""Share of single words that may be taken for one of the words of another sentence."""

LEAST_PAIRS = 10
"""Sentences, and names, below which nothing is fitted."""

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Pair:
    """The same in two languages, and what it is about."""

    english: str
    spanish: str
    topic: str


def run(folder: Path, embedder: Embedder, *, every: int = 1) -> tuple[Nearness | None, str]:
    """The limits of a model over a folder of XQuAD, and a report with both errors; only every so many paragraphs.

    There are no limits where there are too few pairs.
    """
    spanish, english = read_contexts(folder), read_contexts(folder, "en")
    chosen = {name: spanish[name] for name in list(spanish)[::every]}
    names = named_alike(read_questions(folder, "qa.en"), read_questions(folder))
    sentences, names = aligned(english, chosen), names[::every]
    if min(len(sentences), len(names)) < LEAST_PAIRS:
        return None, f"across languages: not fitted on {len(sentences)} sentences and {len(names)} names in both"
    return fitted(embedder, sentences, names)


def aligned(english: Mapping[str, str], spanish: Mapping[str, str]) -> list[Pair]:
    """The sentences of those texts, by the same name, that have as many in one language as in the other."""
    return [
        Pair(*sentences, name)
        for name in spanish
        if name in english
        for sentences in _side_by_side(_sentences(english[name], ENGLISH), _sentences(spanish[name], SPANISH))
    ]


def named_alike(english: Sequence[Question], spanish: Sequence[Question]) -> list[Pair]:
    """Short answers to the same question that are names and are not written alike."""
    answers = {_number(q): q.answers[0] for q in spanish if q.answers}
    pairs = [
        Pair(q.answers[0].strip(" ."), answers[_number(q)].strip(" ."), topic(q))
        for q in english
        if q.answers and _number(q) in answers
    ]
    return [pair for pair in pairs if _is_name(pair)]


def fitted(embedder: Embedder, sentences: Sequence[Pair], names: Sequence[Pair]) -> tuple[Nearness, str]:
    """The limits, and the report.

    Args:
        embedder: The model.
        sentences: At least two, with their translations.
        names: At least two.
    """
    there = embedder.embed_passages([pair.spanish for pair in sentences])
    cosines = embedder.embed_passages([pair.english for pair in sentences]) @ there.T
    true, wrong = cosines.diagonal(), _others(cosines).max(axis=1)
    parts = _parts(embedder, sentences, there)
    called = _between(embedder, [pair.english for pair in names], [pair.spanish for pair in names])
    mistaken = called[_elsewhere(names)]
    words = _single_words(embedder, sentences, names)
    similarity = float(np.quantile(true, TRANSLATIONS_REFUSED))
    nearness = Nearness(
        similarity=round(similarity, 3),
        similarity_figure=round(min(similarity, float(np.quantile(parts, PARTS_WITHOUT_FIGURE))), 3),
        segment=round(max(0.0, similarity - float(np.quantile(parts, PARTS_REFUSED))), 3),
        translation=round(float(np.quantile(called.diagonal(), NAMES_REFUSED)), 3),
        translated_word=round(float(np.quantile(words, 1 - WORDS_TAKEN)), 3),
    )
    lines = [
        *_both("sentence", true, wrong, nearness.similarity),
        *_both("name", called.diagonal(), mistaken, nearness.translation),
    ]
    return nearness, "\n".join(lines)


def _both(what: str, true: NDArray[np.float32], wrong: NDArray[np.float32], limit: float) -> Iterator[str]:
    yield f"across languages, {what}: the same from a cosine of {limit:.3f}"
    yield f"  translation refused    {Rate(int((true < limit).sum()), len(true))}"
    yield f"  another one taken      {Rate(int((wrong >= limit).sum()), len(wrong))}"


def _parts(embedder: Embedder, sentences: Sequence[Pair], there: Vectors) -> NDArray[np.float32]:
    """The cosine of each part of a sentence to the translation of the whole; of whole ones where none has parts."""
    cut = [segments(pair.english, ENGLISH) for pair in sentences]
    of = [n for n, parts in enumerate(cut) for _ in parts]
    vectors = embedder.embed_passages(list(chain.from_iterable(cut)))
    several = np.asarray([len(cut[n]) > 1 for n in of])
    cosines = (vectors * there[of]).sum(axis=1)
    return np.asarray(cosines[several] if several.any() else cosines, dtype=np.float32)


def _single_words(embedder: Embedder, sentences: Sequence[Pair], names: Sequence[Pair]) -> NDArray[np.float32]:
    """The cosine of each name in one word, of any where there is none, to the nearest word of a sentence without it."""
    single = [name for name in names if " " not in name.english] or names
    told = []
    for n, name in enumerate(single):
        other = sentences[n % len(sentences)]
        words = [w for w in Facts(other.spanish, SPANISH).long_words if fold(w) != fold(name.spanish)]
        if words and other.topic.rpartition("-")[0] != name.topic:
            told.append(float(_between(embedder, [name.english], words).max()))
    return np.asarray(told or [1.0], dtype=np.float32)


def _between(embedder: Embedder, some: Sequence[str], others: Sequence[str]) -> NDArray[np.float32]:
    cosines: NDArray[np.float32] = embedder.embed_passages(some) @ embedder.embed_passages(others).T
    return cosines


def _others(cosines: NDArray[np.float32]) -> NDArray[np.float32]:
    """The cosines without those of each to its own."""
    apart = cosines.copy()
    np.fill_diagonal(apart, -1.0)
    return apart


def _elsewhere(names: Sequence[Pair]) -> NDArray[np.bool_]:
    """Which of all pairs are of one matter and of different things; of any matter, where no two share one."""
    different = np.asarray([[fold(a.spanish) != fold(b.spanish) for b in names] for a in names])
    near = different & np.asarray([[a.topic == b.topic for b in names] for a in names])
    return near if near.any() else different


def _is_name(pair: Pair) -> bool:
    return (
        all(text[:1].isupper() and not any(c.isdigit() for c in text) for text in (pair.english, pair.spanish))
        and len(pair.english) <= LONGEST_NAME
        and fold(pair.english) != fold(pair.spanish)
    )


def _sentences(text: str, language: Language) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


def _side_by_side(english: Sequence[str], spanish: Sequence[str]) -> Iterator[tuple[str, str]]:
    return iter(zip(english, spanish, strict=True)) if len(english) == len(spanish) else iter(())


def _number(question: Question) -> str:
    """What the ids of a question have in common in all languages: `xquad:56be…:es`."""
    return question.id.rpartition(":")[0]
