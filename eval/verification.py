"""What alignment cannot see: English claims over Spanish articles, and whole sentences in other words, by hand.

Claims of every kind in the language of their article are measured by `eval.proof`. Here English sentences of XQuAD,
true and altered one fact at a time (`eval.alterations.ALTERATIONS`), are held against the Spanish paragraphs that they
translate, and paraphrases by hand against eight passages that are retrieved for their sentence; for «wrong article» its
own is taken out of them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval.alterations import ALTERATIONS
from eval.claims import FLARES, TRUE, XQUAD, Sample, altered_samples, read_flares, read_origins, true_samples
from eval.intervals import wilson
from eval.paraphrases import PARAPHRASE, read_paraphrases
from eval.xquad import read_contexts, write_archive
from rag.library import Library
from rag.proof import Verdict
from rag.settings import Settings
from rag.types import Passage, Support

__all__ = ["CAUGHT", "REFUSED", "Held", "Rate", "archive", "hold", "misjudged", "rates", "run"]

CAUGHT = {
    "number": 0.97,
    "unit": 0.97,
    "date": 0.97,
    "quotation": 0.97,
    "name": 0.95,
    "negation": 0.85,
    "roles": 0.85,
    "article": 0.95,
}
"""Least share of altered claims that must not pass for supported."""

REFUSED = {TRUE: 0.15, PARAPHRASE: 0.08}
"""Greatest share of true claims that may be refused across languages, and of paraphrases by hand that may be denied."""

ABROAD = frozenset({"number", "unit", "date", "article"})
"""Kinds that are held to their floor across languages too; the rest is measured there, and nothing was promised."""

PASSAGES = 8
COUNT = 200


@dataclass(frozen=True, slots=True)
class Held:
    """A claim with its verdict."""

    sample: Sample
    verdict: Verdict

    @property
    def right(self) -> bool:
        """Whether the verdict is right: true claims are cited, altered ones not; of paraphrases none is denied."""
        if self.sample.kind == PARAPHRASE:
            return self.verdict.support not in (Support.CONTRADICTED, Support.UNSUPPORTED)
        return self.verdict.support.cited is (self.sample.kind in REFUSED)


@dataclass(frozen=True, slots=True)
class Rate:
    """How often a verifier was right on claims of one kind: caught, or for true ones not refused."""

    name: str
    right: int
    count: int
    floor: float

    @property
    def passed(self) -> bool:
        """Whether the share reaches what was promised."""
        return self.count > 0 and self.right / self.count >= self.floor

    def __str__(self) -> str:
        """One line for a report."""
        low, high = wilson(self.right, self.count)
        verdict = f"floor {self.floor:.0%} {'ok' if self.passed else 'BELOW'}" if self.floor else "no floor"
        share = f"{self.right / self.count:6.1%}" if self.count else "unmeasured"
        return f"{self.name:32} {self.right:4}/{self.count:<4} {share}  [{low:.1%}, {high:.1%}]  {verdict}"


@contextmanager
def archive(language: str, settings: Settings, folder: Path | None = None) -> Iterator[Library]:
    """The paragraphs of XQuAD, and for Spanish the sentences of FLARES, as an archive; kept in `folder` where given."""
    with tempfile.TemporaryDirectory() as scratch:
        place = (folder or Path(scratch)) / language
        write_archive(read_contexts(XQUAD, language), place / "articles")
        if language == "es":
            write_archive(read_flares(FLARES), place / "articles")
        with Library.open(settings.over(place / "index")) as library:
            library.sync([place / "articles"])
            yield library


def hold(library: Library, samples: Iterable[Sample]) -> Iterator[Held]:
    """Verify each claim against the passages retrieved for its sentence."""
    for sample in samples:
        passages = _passages(library, sample)
        if passages:
            verdict = library.verify(sample.claim, passages, language=sample.language)
            yield Held(sample, verdict)


def _passages(library: Library, sample: Sample) -> Sequence[Passage]:
    """Its own passage among the nearest, or only others; none where it was not found, so nothing can be said."""
    own = sample.origin.id.partition("#")[0]
    found = library.search(sample.origin.text, PASSAGES + 4)
    if sample.kind == "article":
        return [p for p in found if Path(p.document.source).stem != own][:PASSAGES]
    return found[:PASSAGES] if own in {Path(p.document.source).stem for p in found[:PASSAGES]} else ()


def rates(found: Mapping[str, Sequence[Held]]) -> list[Rate]:
    """A line a kind for each set, without a floor; then one for the sets of one language together, which has one.

    Across languages (`en-es`) the kinds of `ABROAD` have a floor.
    """
    by_set = [
        _rate(name, kind, held, kind in ABROAD and "-" in name) for name, held in found.items() for kind in _kinds(held)
    ]
    together = [h for name, held in found.items() if "-" not in name for h in held]
    return by_set + [_rate("all in one language", kind, together, True) for kind in _kinds(together)]


def _kinds(held: Sequence[Held]) -> list[str]:
    present = {h.sample.kind for h in held}
    return [kind for kind in (*ALTERATIONS, *REFUSED) if kind in present]


def _rate(name: str, kind: str, held: Sequence[Held], bound: bool) -> Rate:
    of_kind = [h for h in held if h.sample.kind == kind]
    floor = (1 - REFUSED[kind] if kind in REFUSED else CAUGHT[kind]) if bound else 0.0
    return Rate(f"{name} {kind}", sum(h.right for h in of_kind), len(of_kind), floor)


def misjudged(held: Sequence[Held], count: int) -> list[str]:
    """Up to `count` claims of each kind on which the verifier was wrong, two lines each and its reason."""
    lines = []
    for kind in (*ALTERATIONS, *REFUSED):
        wrong = [h for h in held if h.sample.kind == kind and not h.right]
        for h in wrong[:count]:
            lines.append(f"  {kind} {h.sample.origin.id}: {h.verdict.support} {h.verdict.reason}")
            lines.append(f"    source: {h.sample.origin.text}")
            lines.append(f"    claim:  {h.sample.claim}")
    return lines


def run(settings: Settings, *, count: int = COUNT, folder: Path | None = None) -> dict[str, list[Held]]:
    """English claims against Spanish articles, and paraphrases by hand against the articles of their language."""
    origins = read_origins("en")
    english = [s for kind in ALTERATIONS for s in altered_samples(origins, kind, count)] + true_samples(origins, count)
    paraphrases = read_paraphrases()
    spanish = [s for s in paraphrases if s.origin.language == "es"]
    with archive("es", settings, folder) as library:
        found = {"en-es": list(hold(library, english)), "es": list(hold(library, spanish))}
    with archive("en", settings, folder) as library:
        return {**found, "en": list(hold(library, [s for s in paraphrases if s not in spanish]))}
