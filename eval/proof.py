"""Whether no word of a claim goes unaccounted for: every kind of alteration, and true sentences in other shapes.

Each claim is held against the passage of its sentence and the three nearest others; «wrong article» against four
others. An altered claim is caught when it is not supported and, where it alters what `paraphrase` promises to hold, not
a paraphrase either; where an ordinary word was exchanged or added, a paraphrase counts if its reason names that word.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from eval.alterations import HELD_OUT, KINDS
from eval.alterations.edits import words
from eval.claims import SEED, Sample, altered
from eval.intervals import wilson
from eval.sources import Source, read_origins_of, read_sources
from eval.xquad import write_archive
from rag.library import Library
from rag.proof import Verdict
from rag.settings import Settings
from rag.types import Passage

__all__ = ["Judged", "Line", "Plan", "judged", "lines", "measure", "show", "wrong"]

EACH, ALL, RESERVES = 0.90, 0.96, 0.85
"""Least share of altered claims caught: of every kind, of all together, and of dropped reserves."""

MOST_PARAPHRASED = 0.5
"""Greatest share of a kind that may be caught as a paraphrase."""

PASSAGES = 4
SUPPORTED, PARAPHRASE, PARTIAL = "supported", "paraphrase", "partial"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured.

    Attributes:
        part: One of `PARTS`, or `all`.
        kinds: `all`, one of the two parts of the kinds, `true`, or names with commas between them.
        most: Claims of each kind and language.
        every: 1 for all of them, n for one in n.
        languages: Of the articles.
        folder: Where the archives are kept between runs; made anew where not given.
    """

    part: str = "report"
    kinds: str = "all"
    most: int = 100
    every: int = 1
    languages: tuple[str, ...] = ("es", "en")
    folder: Path | None = None

    @property
    def altered_kinds(self) -> tuple[str, ...]:
        """The kinds of alterations that are measured."""
        if self.kinds in ("all", "true"):
            return tuple(KINDS) if self.kinds == "all" else ()
        part = {"build": "build", "heldout": HELD_OUT}.get(self.kinds)
        if part is not None:
            return tuple(kind.name for kind in KINDS.values() if kind.part == part)
        return tuple(name for name in self.kinds.split(",") if name in KINDS)


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim and what the verifier says of it; `seconds` is what it took."""

    sample: Sample
    support: str
    reason: str

    @property
    def caught(self) -> bool:
        """Whether an altered claim is told from a true one."""
        if self.support == SUPPORTED:
            return False
        if self.support != PARAPHRASE:
            return True
        return not KINDS[self.sample.kind].holds and self._named

    @property
    def _named(self) -> bool:
        """Whether the reason names a word that the alteration put in, or, where it took one out, that one."""
        own, source = words(self.sample.claim), words(self.sample.origin.text)
        changed = set(own) - set(source) or set(source) - set(own)
        named = set(words(self.reason))
        return bool({word for word in changed if len(word) > 3} & named or (changed & named))


@dataclass(frozen=True, slots=True)
class Line:
    """A rate with its floor; `floor` 0 asks for nothing. `least` tells a floor from a ceiling."""

    name: str
    right: int
    count: int
    floor: float
    note: str = ""

    @property
    def passed(self) -> bool:
        """Whether the share reaches what was promised."""
        return self.floor == 0 or (self.count > 0 and self.right / self.count >= self.floor)

    def __str__(self) -> str:
        low, high = wilson(self.right, self.count)
        share = f"{self.right / self.count:6.1%}" if self.count else "  none"
        floor = f"floor {self.floor:.0%} {'ok' if self.passed else 'BELOW'}" if self.floor else ""
        return f"{self.name:30} {self.right:5}/{self.count:<5} {share} [{low:.1%}, {high:.1%}]  {floor}  {self.note}".rstrip()


@contextmanager
def archive(sources: Sequence[Source], name: str, settings: Settings, folder: Path | None) -> Iterator[Library]:
    """The articles as an archive; kept in `folder` where given."""
    with tempfile.TemporaryDirectory() as scratch:
        place = (folder or Path(scratch)) / name
        write_archive({source.id: source.text for source in sources}, place / "articles")
        with Library.open(settings.over(place / "index")) as library:
            library.sync([place / "articles"])
            yield library


def judged(library: Library, samples: Iterable[Sample]) -> Iterator[Judged]:
    """Verify each claim against the passages of its sentence; one whose passage is not found is left out."""

    @cache
    def nearest(text: str) -> tuple[Passage, ...]:
        return library.search(text, 2 * PASSAGES)

    for sample in samples:
        passages = _passages(nearest(sample.origin.text), sample)
        if passages:
            verdict: Verdict = library.verify(sample.claim, passages, language=sample.language, question="")
            yield Judged(sample, str(verdict.support), verdict.reason)


def _passages(found: Sequence[Passage], sample: Sample) -> list[Passage]:
    """The passage that holds the sentence and the three nearest of other articles, or only others."""
    others = [p for p in found if Path(p.document.source).stem != sample.origin.article]
    if sample.kind == "article":
        return others[:PASSAGES]
    own = [p for p in found if Path(p.document.source).stem == sample.origin.article]
    needed = [text for text in (sample.origin.text, *sample.beside) if text]
    holding = [p for p in own if all(text in p.chunk.text for text in needed)] or [
        p for p in own if any(text in p.chunk.text for text in needed)
    ]
    return [*holding[:2], *others[: PASSAGES - 1]] if holding else []


def measure(plan: Plan, settings: Settings, tell: Callable[[str], None] = lambda _: None) -> list[Judged]:
    """Every claim of a plan with its verdict."""
    found: list[Judged] = []
    for language in plan.languages:
        sources = [s for s in read_sources(language) if plan.part in ("all", s.part)]
        samples = _samples(sources, plan)
        tell(f"{language}: {len(sources)} articles, {len(samples)} claims")
        with archive(sources, f"{language}-{plan.part}", settings, plan.folder) as library:
            found += judged(library, samples)
    return found


def _samples(sources: Sequence[Source], plan: Plan) -> list[Sample]:
    origins = read_origins_of(sources)
    return altered(origins, plan.altered_kinds, SEED, plan.most)[:: plan.every]


def show(plan: Plan, kind: str) -> Iterator[str]:
    """Claims of one kind below the sentences that they were made from, for reading by eye."""
    for language in plan.languages:
        sources = [s for s in read_sources(language) if plan.part in ("all", s.part)]
        for sample in _samples(sources, replace(plan, kinds=kind)):
            yield f"{sample.origin.id}\n  - {sample.origin.text}\n  + {sample.claim}"


def lines(found: Sequence[Judged]) -> list[Line]:
    """A line for each kind and language without a floor, then each kind and all together with theirs."""
    by_kind = {kind: [j for j in found if j.sample.kind == kind] for kind in KINDS}
    by_kind = {kind: of_kind for kind, of_kind in by_kind.items() if of_kind}
    made = [_caught(kind, of_kind, RESERVES if kind == "reserve" else EACH) for kind, of_kind in by_kind.items()]
    everything = [j for of_kind in by_kind.values() for j in of_kind]
    return [*made, Line("all kinds", sum(j.caught for j in everything), len(everything), ALL)] if made else []


def _caught(name: str, held: Sequence[Judged], floor: float) -> Line:
    paraphrased = sum(j.caught and j.support == PARAPHRASE for j in held)
    share = paraphrased / len(held)
    note = f"of them as paraphrase {share:.0%}" if paraphrased else ""
    if share > MOST_PARAPHRASED:
        note += " TOO MANY"
    return Line(name, sum(j.caught for j in held), len(held), floor, note)


def wrong(found: Iterable[Judged], count: int) -> list[str]:
    """Up to `count` claims of each kind on which the verifier was wrong, with their sentences."""
    shown: dict[str, int] = {}
    out = []
    for j in found:
        if not j.caught and shown.setdefault(j.sample.kind, 0) < count:
            shown[j.sample.kind] += 1
            out += [f"{j.sample.kind} {j.sample.origin.id}: {j.support} {j.reason}", f"    source: {j.sample.origin.text}",
                    f"    claim:  {j.sample.claim}"]  # fmt: skip
    return out
