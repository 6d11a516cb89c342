"""Which sentences of the passages a language model is shown: the best ones, with what they hang on, within a budget.

A list is taken whole with the line that introduces it, since an item alone says little; a sentence brings its
neighbours while there is room. Whole chunks would cost a small computer half a minute before the first word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rag.text.terms import content_terms
from rag.types import Passage, Sentence

__all__ = ["Excerpt", "choose_evidence", "estimated_tokens"]

CHARS_A_TOKEN = 3.6
"""Of Spanish news, for the tokenizers of Qwen and Llama; a little low, so that the estimate is a little high."""

WEIGHT_TERMS = 0.1
"""What the question's own words count beside the cosine similarity of a sentence to the question."""

WEIGHT_PASSAGE = 0.3
"""What the score of its passage counts: of two like sentences, the one in the better passage is shown."""

_LIST_MARK = re.compile(r"\s*(?:[-*•–—·]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+$")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Neighbouring sentences of one passage, in their order, with the best score among them."""

    passage: Passage
    sentences: tuple[Sentence, ...]
    score: float

    @property
    def title(self) -> str:
        """Title of the article."""
        return self.passage.document.title

    @property
    def lines(self) -> tuple[str, ...]:
        """The sentences' texts."""
        return tuple(s.text for s in self.sentences)


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is taken or left as one: a sentence, or a list with the line that introduces it."""

    passage: Passage
    first: int  # index of its first sentence in the passage
    sentences: tuple[Sentence, ...]
    score: float

    @property
    def tokens(self) -> int:
        return sum(estimated_tokens(s.text) + 2 for s in self.sentences)


def estimated_tokens(text: str) -> int:
    """About how many tokens a text costs; an estimate, since each model counts otherwise."""
    return 1 + int(len(text) / CHARS_A_TOKEN)


def choose_evidence(question: str, passages: Sequence[Passage], budget: int) -> tuple[Excerpt, ...]:
    """Excerpts worth about `budget` tokens at most, the best one last; at least one where there are passages."""
    units = [unit for passage in passages for unit in _units(question, passage)]
    units.sort(key=lambda u: (-u.score, u.passage.rank, u.first))
    taken: dict[tuple[int, int], _Unit] = {}
    room = budget
    for unit in units:
        if unit.tokens <= room or not taken:
            taken[unit.passage.rank, unit.first] = unit
            room -= unit.tokens
        if room < budget * 0.05:
            break
    return _excerpts(taken)


def _units(question: str, passage: Passage) -> list[_Unit]:
    asked = set(content_terms(question, passage.document.language))
    groups: list[tuple[int, list[Sentence]]] = []
    for i, sentence in enumerate(passage.sentences):
        if groups and _is_item(passage, sentence) and _can_hold_items(passage, groups[-1][1]):
            groups[-1][1].append(sentence)
        else:
            groups.append((i, [sentence]))
    return [
        _Unit(passage, first, tuple(group), max(_score(s, asked, passage) for s in group)) for first, group in groups
    ]


def _score(sentence: Sentence, asked: set[str], passage: Passage) -> float:
    shared = asked & set(content_terms(sentence.text, passage.document.language))
    overlap = len(shared) / len(asked) if asked else 0.0
    return sentence.score + WEIGHT_TERMS * overlap + WEIGHT_PASSAGE * passage.score


def _is_item(passage: Passage, sentence: Sentence) -> bool:
    text = passage.document.text
    line = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start]
    return bool(_LIST_MARK.fullmatch(line))


def _can_hold_items(passage: Passage, group: Sequence[Sentence]) -> bool:
    return group[0].text.rstrip().endswith(":") or _is_item(passage, group[-1])


def _excerpts(taken: dict[tuple[int, int], _Unit]) -> tuple[Excerpt, ...]:
    """Units of one passage together and in the article's order; passages by their best unit, the best last."""
    ordered = sorted(taken.values(), key=lambda u: (u.passage.rank, u.first))
    excerpts = [
        Excerpt(units[0].passage, tuple(s for u in units for s in u.sentences), max(u.score for u in units))
        for units in (list(group) for _, group in groupby(ordered, key=lambda u: u.passage.rank))
    ]
    return tuple(sorted(excerpts, key=lambda e: (e.score, -e.passage.rank)))
