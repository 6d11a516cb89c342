"""The words of a claim laid on the words of a source: which licenses which, what is left over, what was dropped.

Order is kept, as an answer in the article's own words keeps it. A phrase that an adverb or a preposition leads in, that
is a verb or a date, or that stands between marks, may have moved. What is bare of all that may not: «A venció a B» does
not license «B venció a A».
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rag.proof.words import Kind, Word
from rag.text.figures import DateMention

__all__ = ["Alignment", "Gap", "align"]

License = Callable[[Word, Word], bool]
"""Whether a word of a source licenses a word of a claim."""

WEIGHTS = {Kind.FREE: 0.1, Kind.WORD: 1.0, Kind.NAME: 1.2, Kind.FIGURE: 1.5}
"""What a licensed word counts, by its kind, in choosing among the ways to lay claim and source side by side."""

BESIDE = 0.3
"""What it counts, besides, that the word before is licensed by the word before."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of a claim that nothing licenses, and what stands in their place in the source.

    Attributes:
        words: Of the claim, in a row, as indices.
        before, behind: The licensed neighbours in the source, as indices; -1 and the length where there is none.
        instead: Unlicensing words of the source between the two, as indices; empty where they cross.
    """

    words: tuple[int, ...]
    before: int
    behind: int
    instead: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """For each word of a claim the index of the source's word that licenses it, or -1.

    Attributes:
        licensed: Of shape `(claim words,)`.
        moved: Claim words that are licensed out of order.
    """

    claim: Sequence[Word]
    source: Sequence[Word]
    licensed: tuple[int, ...]
    moved: frozenset[int] = frozenset()

    @property
    def used(self) -> frozenset[int]:
        """The source's words that license one of the claim's."""
        return frozenset(j for j in self.licensed if j >= 0)

    @property
    def left(self) -> tuple[int, ...]:
        """The claim's words that nothing licenses, but for free ones."""
        return tuple(i for i, j in enumerate(self.licensed) if j < 0 and self.claim[i].kind is not Kind.FREE)

    @property
    def cost(self) -> float:
        """What is left over, weighed."""
        return sum(WEIGHTS[self.claim[i].kind] for i in self.left)

    def gaps(self) -> Iterator[Gap]:
        """The runs of words that are left over; free words between two of them belong to the run."""
        used = self.used
        for run in _runs(self.left, self.claim, self.licensed):
            before = next((self.licensed[i] for i in range(run[0] - 1, -1, -1) if self._in_order(i)), -1)
            behind = next(
                (self.licensed[i] for i in range(run[-1] + 1, len(self.claim)) if self._in_order(i)), len(self.source)
            )
            yield Gap(run, before, behind, tuple(j for j in range(before + 1, behind) if j not in used))

    def _in_order(self, i: int) -> bool:
        return self.licensed[i] >= 0 and i not in self.moved


def align(
    claim: Sequence[Word],
    source: Sequence[Word],
    licenses: License,
    leads: frozenset[str],
    is_verb: Callable[[str], bool],
) -> Alignment:
    """Lay a claim on a source.

    Args:
        claim: Its words.
        source: Those of one source.
        licenses: Whether a word of the source licenses one of the claim.
        leads: Folded words that lead in a phrase which may move.
        is_verb: Whether a written word is a verb, which may stand on either side of its subject.
    """
    fits = [[j for j, theirs in enumerate(source) if licenses(ours, theirs)] for ours in claim]
    licensed = _in_order(claim, source, fits)
    moved = _moved(claim, source, licensed, fits, _Movable(leads, is_verb))
    for i, j in moved.items():
        licensed[i] = j
    return Alignment(claim, source, tuple(licensed), frozenset(moved))


def _in_order(claim: Sequence[Word], source: Sequence[Word], fits: Sequence[Sequence[int]]) -> list[int]:
    """The heaviest way to license words in order: a longest common subsequence that likes its pairs side by side."""
    width = len(source) + 1
    best = [[0.0] * width]  # best[i][j]: of the first i words of the claim and the first j of the source
    ending: list[dict[int, float]] = [{}]  # ending[i][j]: of those that end with the pair (i - 1, j - 1)
    for i, ours in enumerate(claim, start=1):
        above, row, ends = best[-1], best[-1][:], {}
        for j in (j + 1 for j in fits[i - 1]):
            run = ending[-1].get(j - 1)
            value = WEIGHTS[ours.kind] + max(above[j - 1], run + BESIDE if run is not None else 0.0)
            ends[j] = value
            row[j] = max(row[j], value)
        if ends:
            for j in range(1, width):
                row[j] = max(row[j], row[j - 1])
        best.append(row)
        ending.append(ends)
    return _traced(best, ending, len(claim), len(source))


def _traced(best: list[list[float]], ending: list[dict[int, float]], i: int, j: int) -> list[int]:
    licensed = [-1] * i
    inside = False  # whether the pair behind this one counted on this one
    while i and j:
        value = ending[i].get(j)
        if value is not None and (inside or value >= best[i][j]):
            licensed[i - 1] = j - 1
            run = ending[i - 1].get(j - 1)
            inside = run is not None and run + BESIDE >= best[i - 1][j - 1]
            i, j = i - 1, j - 1
        elif best[i - 1][j] >= best[i][j]:
            i -= 1
        else:
            j -= 1
    return licensed


def _moved(
    claim: Sequence[Word],
    source: Sequence[Word],
    licensed: Sequence[int],
    fits: Sequence[Sequence[int]],
    movable: _Movable,
) -> dict[int, int]:
    """Pairs of phrases that stand elsewhere in the source, word for word in their order."""
    found: dict[int, int] = {}
    left = [i for i, j in enumerate(licensed) if j < 0 and claim[i].kind is not Kind.FREE]
    for run in _runs(left, claim, licensed):
        first = 0
        while first < len(run):
            known = {**dict(enumerate(licensed)), **found}
            length, pairs = _longest_elsewhere(run[first:], claim, source, fits, known, movable)
            found |= pairs
            first += length
    return found


def _longest_elsewhere(
    run: Sequence[int],
    claim: Sequence[Word],
    source: Sequence[Word],
    fits: Sequence[Sequence[int]],
    known: dict[int, int],
    movable: _Movable,
) -> tuple[int, dict[int, int]]:
    """How many words from the beginning of a run stand together elsewhere, and where; 1 and nothing if not even one."""
    within = next((n for n, i in enumerate(run) if claim[i].clause != claim[run[0]].clause), len(run))
    for length in range(within, 0, -1):
        pairs = _elsewhere(run[:length], source, fits, set(known.values()))
        if pairs and (_follows(run[0], claim, source, known, pairs) or movable(run[:length], claim, source, pairs)):
            return length, pairs
    return 1, {}


def _follows(
    first: int, claim: Sequence[Word], source: Sequence[Word], known: dict[int, int], pairs: dict[int, int]
) -> bool:
    """Whether a phrase stands right behind the same word in both: it goes where that goes."""
    before = next((i for i in range(first - 1, -1, -1) if claim[i].kind is not Kind.FREE), None)
    there = next((j for j in range(pairs[first] - 1, -1, -1) if source[j].kind is not Kind.FREE), None)
    return before is not None and there is not None and known.get(before) == there


def _runs(left: Sequence[int], claim: Sequence[Word], licensed: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Neighbouring indices, across free words that nothing licenses."""
    run: list[int] = []
    for i in left:
        between = range(run[-1] + 1, i) if run else ()
        if run and any(licensed[k] >= 0 or claim[k].kind is not Kind.FREE for k in between):
            yield tuple(run)
            run = []
        run.append(i)
    if run:
        yield tuple(run)


def _elsewhere(
    phrase: Sequence[int], source: Sequence[Word], fits: Sequence[Sequence[int]], taken: set[int]
) -> dict[int, int] | None:
    """Where a whole phrase stands in a row in the source, free words aside; None where it does not."""
    for first in fits[phrase[0]]:
        pairs, here = {phrase[0]: first}, first
        for i in phrase[1:]:
            here = next((j for j in range(here + 1, len(source)) if source[j].kind is not Kind.FREE), -1)
            if here not in fits[i]:
                break
            pairs[i] = here
        if len(pairs) == len(phrase) and taken.isdisjoint(pairs.values()):
            return pairs
    return None


@dataclass(frozen=True, slots=True)
class _Movable:
    """Whether a phrase is one that has no fixed place in its sentence."""

    leads: frozenset[str]
    is_verb: Callable[[str], bool]

    def __call__(
        self, phrase: Sequence[int], claim: Sequence[Word], source: Sequence[Word], pairs: dict[int, int]
    ) -> bool:
        leads = (self._lead(phrase[0], claim), self._lead(pairs[phrase[0]], source))
        if leads[0] == leads[1] and leads[0] in self.leads:
            return True
        if all(isinstance(claim[i].figure, DateMention) for i in phrase):
            return True
        if all(claim[i].kind is Kind.WORD and self.is_verb(claim[i].form) for i in phrase):
            return True
        if all(claim[i].kind is not Kind.WORD for i in phrase):
            return False  # «El rey león (22), La bella y la bestia (304)»
        there = min(pairs.values()), max(pairs.values())
        return _is_bounded(phrase[0], phrase[-1], claim) and _is_bounded(*there, source)

    def _lead(self, i: int, words: Sequence[Word]) -> str:
        """The word that leads in a phrase: its own first, or else the first of the free words before it."""
        if words[i].folded in self.leads:
            return words[i].folded
        return words[_with_free_words(i, i, words)[0]].folded


def _with_free_words(first: int, last: int, words: Sequence[Word]) -> tuple[int, int]:
    """A stretch with the free words of its clause on either side."""
    while first > 0 and words[first - 1].kind is Kind.FREE and words[first - 1].clause == words[first].clause:
        first -= 1
    while last + 1 < len(words) and words[last + 1].kind is Kind.FREE and words[last + 1].clause == words[last].clause:
        last += 1
    return first, last


def _is_bounded(first: int, last: int, words: Sequence[Word]) -> bool:
    """Whether words stand between marks, or at the head or the end."""
    start, end = _with_free_words(first, last, words)
    opened = start == 0 or words[start - 1].clause != words[start].clause
    closed = end + 1 == len(words) or words[end + 1].clause != words[end].clause
    return opened and closed
