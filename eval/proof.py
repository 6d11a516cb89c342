"""Whether no word of a claim goes unaccounted for: every kind of alteration, and true sentences in other shapes.

Each claim is held against the passage of its sentence and the three nearest others; «wrong article» against four
others. An altered claim is caught when it is not supported and, where it alters what `paraphrase` promises to hold, not
a paraphrase either; where an ordinary word was exchanged or added, a paraphrase counts if its reason names that word.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Protocol

from eval.alterations import BUILD, HELD_OUT, KINDS
from eval.alterations.edits import words
from eval.claims import HEADLINE, SEED, Sample, altered, headline_claims, true_claims
from eval.intervals import wilson
from eval.restatements import SHAPES
from eval.sources import Source, read_origins_of, read_sources
from eval.xquad import write_archive
from rag.errors import HemerotecaError
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
GROUPS = frozenset({"all", "build", "heldout", "true"})
ACCEPTED = frozenset({SUPPORTED, PARAPHRASE})
NOT_DENIED = frozenset({SUPPORTED, PARAPHRASE, PARTIAL})

TRUE: Mapping[str, tuple[tuple[str, frozenset[str], float], ...]] = {
    **{
        shape: (("not refused", ACCEPTED, 0.98), ("supported", frozenset({SUPPORTED}), 0.95))
        for shape in ("as-it-stands", "dropped", "moved", "other-form")
    },
    "joined": (("not refused", ACCEPTED, 0.97),),
    **dict.fromkeys(("synonym", "synonyms", "periphrasis"), (("not denied", NOT_DENIED, 0.95),)),
    HEADLINE: (("not denied", NOT_DENIED, 0.85),),
}
"""What is asked of true claims of each shape: how it is called, the verdicts that count, and their least share."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured.

    Attributes:
        part: One of `PARTS`, or `all`.
        kinds: `all`, `build` or `heldout` with the true ones beside, only `true`, or names with commas between them.
        most: Claims of each kind in Spanish; half as many in English.
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
    def altered(self) -> tuple[str, ...]:
        """The kinds of alterations that are measured, or shown."""
        parts = {"all": (BUILD, HELD_OUT), "build": (BUILD,), "heldout": (HELD_OUT,), "true": ()}.get(self.kinds)
        if parts is None:
            return tuple(name for name in self._named if name in KINDS)
        return tuple(kind.name for kind in KINDS.values() if kind.part in parts)

    @property
    def true(self) -> tuple[str, ...]:
        """The shapes of true claims that are measured, or shown."""
        return tuple(TRUE) if self.kinds in GROUPS else tuple(name for name in self._named if name in TRUE)

    @property
    def _named(self) -> list[str]:
        names = self.kinds.split(",")
        unknown = [name for name in names if name not in (*KINDS, *TRUE)]
        if unknown:
            raise HemerotecaError(f"{unknown[0]!r} is no kind of claim; there are {', '.join((*KINDS, *TRUE))}.")
        return names


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim and what the verifier says of it."""

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
    def right(self) -> bool:
        """Whether an altered claim was caught, or a true one got a verdict that is asked of its shape."""
        if self.sample.kind in KINDS:
            return self.caught
        return all(self.support in wanted for _, wanted, _ in TRUE[self.sample.kind])

    @property
    def _named(self) -> bool:
        """Whether the reason names a word that the alteration put in, or, where it took one out, that one."""
        own, source = words(self.sample.claim), words(self.sample.origin.text)
        changed = set(own) - set(source) or set(source) - set(own)
        named = set(words(self.reason))
        return bool({word for word in changed if len(word) > 3} & named or (changed & named))


@dataclass(frozen=True, slots=True)
class Line:
    """How many claims of a kind got the right verdict, with the least share that was promised.

    `sober` says that no more than half of them were caught as paraphrases.
    """

    name: str
    right: int
    count: int
    floor: float
    note: str = ""
    sober: bool = True

    @property
    def passed(self) -> bool:
        """Whether the share reaches what was promised."""
        return self.sober and self.count > 0 and self.right / self.count >= self.floor

    def __str__(self) -> str:
        low, high = wilson(self.right, self.count)
        share = f"{self.right / self.count:6.1%}" if self.count else "  none"
        floor = f"floor {self.floor:.0%} {'ok' if self.passed else 'BELOW'}"
        counted = f"{self.name:26} {self.right:5}/{self.count:<5} {share} [{low:.1%}, {high:.1%}]"
        return f"{counted}  {floor}  {self.note}".rstrip()


class Archive(Protocol):
    """What finds passages and verifies claims: a `Library`, or something that stands for one."""

    def search(self, question: str, k: int | None = None) -> tuple[Passage, ...]:
        """The passages that bear on a question, best first."""

    def verify(self, claim: str, passages: Sequence[Passage], *, language: str = "", question: str = "") -> Verdict:
        """The verdict on one sentence."""


@contextmanager
def archive(sources: Sequence[Source], name: str, settings: Settings, folder: Path | None) -> Iterator[Library]:
    """The articles as an archive; kept in `folder` where given."""
    with tempfile.TemporaryDirectory() as scratch:
        place = (folder or Path(scratch)) / name
        write_archive({source.id: source.text for source in sources}, place / "articles")
        with Library.open(settings.over(place / "index")) as library:
            library.sync([place / "articles"])
            yield library


def judged(library: Archive, samples: Iterable[Sample]) -> Iterator[Judged]:
    """Verify each claim against the passages of its sentence; one whose passage is not found is left out."""

    @cache
    def nearest(text: str) -> tuple[Passage, ...]:
        return library.search(text, 2 * PASSAGES)

    for sample in samples:
        needed = (sample.claim,) if sample.kind == HEADLINE else (sample.origin.text, *sample.beside)
        found = {passage.chunk.id: passage for text in needed for passage in nearest(text)}
        passages = _passages(list(found.values()), sample)
        if passages:
            verdict: Verdict = library.verify(sample.claim, passages, language=sample.language, question="")
            yield Judged(sample, str(verdict.support), verdict.reason)


def _passages(found: Sequence[Passage], sample: Sample) -> list[Passage]:
    """Those that hold the sentences of a claim and the three nearest of other articles, or only others.

    None where its sentences were not found, so that nothing can be said of the verifier.
    """
    others = [p for p in found if Path(p.document.source).stem != sample.origin.article]
    if sample.kind == "article":
        return others[:PASSAGES]
    own = [p for p in found if Path(p.document.source).stem == sample.origin.article]
    if sample.kind == HEADLINE:
        holding = own[:2]
    else:
        needed = (sample.origin.text, *sample.beside)
        holding = list({p.chunk.id: p for text in needed for p in own if text in p.chunk.text}.values())
        if not all(any(text in p.chunk.text for p in holding) for text in needed):
            return []
    return [*holding, *others[: PASSAGES - 1]] if holding else []


def measure(plan: Plan, settings: Settings, tell: Callable[[str], None] = lambda _: None) -> list[Judged]:
    """Every claim of a plan with its verdict."""
    found: list[Judged] = []
    for language in plan.languages:
        sources = [s for s in read_sources(language) if plan.part in ("all", s.part)]
        samples = _samples(sources, plan if language == "es" else replace(plan, most=(plan.most + 1) // 2))
        tell(f"{language}: {len(sources)} articles, {len(samples)} claims")
        with archive(sources, f"{language}-{plan.part}", settings, plan.folder) as library:
            found += judged(library, samples)
    return found


def _samples(sources: Sequence[Source], plan: Plan) -> list[Sample]:
    origins = read_origins_of(sources)
    shapes = [shape for shape in plan.true if shape in SHAPES]
    headlines = headline_claims(sources)[: plan.most] if HEADLINE in plan.true else []
    found = altered(origins, plan.altered, SEED, plan.most) + true_claims(origins, shapes, SEED, plan.most) + headlines
    return found[:: plan.every]


def show(plan: Plan, kind: str) -> Iterator[str]:
    """Claims of one kind below the sentences that they were made from, for reading by eye."""
    for language in plan.languages:
        sources = [s for s in read_sources(language) if plan.part in ("all", s.part)]
        for sample in _samples(sources, replace(plan, kinds=kind)):
            yield f"{sample.origin.id}\n  - {sample.origin.text}\n  + {sample.claim}"


def lines(found: Sequence[Judged]) -> list[Line]:
    """A line for each kind of altered claim and for all together, then those of the true ones."""
    by_kind: dict[str, list[Judged]] = {}
    for j in found:
        by_kind.setdefault(j.sample.kind, []).append(j)
    kinds = [name for name in KINDS if name in by_kind]
    made = [_caught(name, by_kind[name], RESERVES if name == "reserve" else EACH) for name in kinds]
    everything = [j for name in kinds for j in by_kind[name]]
    if everything:
        made.append(_caught("every altered claim", everything, ALL))
    return made + [line for shape in TRUE if shape in by_kind for line in _accepted(shape, by_kind[shape])]


def _accepted(shape: str, held: Sequence[Judged]) -> Iterator[Line]:
    for name, wanted, floor in TRUE[shape]:
        yield Line(f"{shape}: {name}", sum(j.support in wanted for j in held), len(held), floor)


def _caught(name: str, held: Sequence[Judged], floor: float) -> Line:
    paraphrased = sum(j.caught and j.support == PARAPHRASE for j in held)
    share = paraphrased / len(held)
    note = f"of them as paraphrase {share:.0%}" if paraphrased else ""
    return Line(name, sum(j.caught for j in held), len(held), floor, note, share <= MOST_PARAPHRASED)


def wrong(found: Iterable[Judged], count: int) -> list[str]:
    """Up to `count` claims of each kind on which the verifier was wrong, with their sentences."""
    shown: Counter[str] = Counter()
    told = []
    for j in found:
        if not j.right and shown[j.sample.kind] < count:
            shown[j.sample.kind] += 1
            told.append(f"{j.sample.kind} {j.sample.origin.id}: {j.support} {j.reason}".rstrip())
            told += [f"    source: {j.sample.origin.text}", f"    claim:  {j.sample.claim}"]
    return told
