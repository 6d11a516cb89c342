"""True and altered claims over the sentences of real articles: how many false ones are caught, how many true refused.

A claim is held against eight passages that were retrieved for the sentence it was made from, so its own article stands
among the nearest others. «Wrong article» takes its own away: then nothing may support it. Altered translations hold
English claims against Spanish articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from random import Random

from eval.alterations import ALTERATIONS, KINDS, Kind, Origin, clause
from eval.alterations.edits import words
from eval.restatements import SHAPES
from eval.sources import Source
from eval.xquad import read_contexts, read_rows
from rag.languages import language_of
from rag.text.instructions import is_order
from rag.text.layout import LineKind, line_at
from rag.text.sentences import split_sentences
from rag.types import Document

__all__ = [
    "FLARES",
    "TRUE",
    "XQUAD",
    "Sample",
    "altered",
    "altered_samples",
    "document_origins",
    "headline_claims",
    "read_flares",
    "read_origins",
    "true_claims",
    "true_samples",
]

XQUAD = Path("../shared/data/xquad")
FLARES = Path("../shared/data/flares/sentences.jsonl")

TRUE = "true"
"""Kind of the claims that are not altered, as the examination names them."""

FLARES_PREFIX = "flares"
SEED = 20261123
SHORTENED = 0.4
"""Share of the claims made from a clause of the sentence, as an answer would, not from the whole of it."""

SHORTEST, LONGEST = 6, 60
"""Words of a sentence that claims are made from."""

FEW_STRANGERS = 60

HEADLINE = "headline"
HEADLINES = Path(__file__).parent / "data" / "headlines.txt"
"""Ids of articles whose headlines were read and found to say no more than the article does."""

TELLING = 10
"""Words from which a sentence is hardly true of two articles."""

ONLY_ONCE = ("xquad", "prensa")
"""Collections in which hardly two articles report the same."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A claim made from a true sentence.

    Attributes:
        kind: One of `ALTERATIONS`, or `TRUE`.
        claim: What is to be verified.
        origin: The sentence that it was made from.
        spoken: Language of the claim, where it is another than that of its sentence.
        beside: Other sentences that the claim was made from.
    """

    kind: str
    claim: str
    origin: Origin
    spoken: str = ""
    beside: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """Language of the claim."""
        return self.spoken or self.origin.language


def read_origins(language: str, *, xquad: Path = XQUAD, flares: Path | None = FLARES) -> list[Origin]:
    """Sentences of XQuAD's paragraphs, and for Spanish those of FLARES, each with its surroundings, in a fixed order.

    Ids are those of the articles that `write_articles` of the same sources makes, with the sentence's place behind `#`.
    """
    found = [
        (name.rpartition("-")[0], f"{name}#{n}", sentence)
        for name, text in read_contexts(xquad, language).items()
        for n, sentence in enumerate(_sentences(text, language))
    ]
    if flares is not None and language == "es":
        found += [(name, f"{name}#0", text) for name, text in read_flares(flares).items()]
    return _origins(found, language)


def document_origins(documents: Iterable[Document], language: str) -> list[Origin]:
    """Sentences of the articles in one language, as `read_origins` gives them.

    Orders to a model are no sentences, nor is the line that signs an article: it states nothing, and proves nothing.
    """
    found = [
        (document.source, f"{document.source}#{n}", document.text[start:end])
        for document in sorted(documents, key=lambda document: document.source)
        if document.language == language
        for n, (start, end) in enumerate(split_sentences(document.text, language_of(language)))
        if not is_order(document.text[start:end]) and not _signs(document, start)
    ]
    return _origins(found, language)


def _signs(document: Document, offset: int) -> bool:
    line = line_at(document.text, offset, language_of(document.language))
    return line is not None and line.kind is LineKind.SIGNED


def _origins(found: Sequence[tuple[str, str, str]], language: str) -> list[Origin]:
    """From (article, id, sentence), those of an article in a row."""
    chance = Random(SEED)
    texts = [text for _, _, text in found]
    origins = []
    for article, group in groupby(found, key=lambda row: row[0]):
        rows = list(group)
        strangers = chance.sample(texts, min(FEW_STRANGERS, len(texts)))
        for _, identity, text in rows:
            if SHORTEST <= len(text.split()) <= LONGEST:
                siblings = tuple(other for _, _, other in rows if other != text)
                origins.append(Origin(identity, article, text, language, siblings, tuple(strangers)))
    return origins


def read_flares(path: Path = FLARES) -> dict[str, str]:
    """Sentences of Spanish news by id, each an article of its own; those too short to say anything are left out."""
    rows = read_rows(path)
    return {
        row["id"].replace(":", "-"): " ".join(row["text"].split())
        for row in rows
        if len(row["text"].split()) >= SHORTEST
    }


def true_samples(origins: Sequence[Origin], count: int, seed: int = SEED) -> list[Sample]:
    """Sentences and clauses as they stand."""
    chance = Random(f"{seed}:{TRUE}")
    return [
        Sample(TRUE, (_shortened(origin, chance) or origin).text, origin)
        for origin in chance.sample(list(origins), min(count, len(origins)))
    ]


def altered_samples(origins: Sequence[Origin], kind: str, count: int, seed: int = SEED) -> list[Sample]:
    """At most `count` claims with one kind of fault, each from another sentence.

    «Wrong article» is made from XQuAD alone: the sentences of FLARES come from articles that report the same news, so
    what one says is true of others too.
    """
    chance = Random(f"{seed}:{kind}")
    fitting = [o for o in origins if kind != "article" or not o.id.startswith(FLARES_PREFIX)]
    return list(_altered(chance.sample(fitting, len(fitting)), kind, count, chance))


def _altered(origins: Sequence[Origin], kind: str, count: int, chance: Random) -> Iterator[Sample]:
    made = 0
    for origin in origins:
        if made == count:
            return
        base = _shortened(origin, chance) or origin
        altered = ALTERATIONS[kind](base, chance) or ALTERATIONS[kind](origin, chance)
        if altered is not None and (altered != origin.text or kind == "article"):
            made += 1
            yield Sample(kind, altered, origin)


def _shortened(origin: Origin, chance: Random) -> Origin | None:
    if chance.random() > SHORTENED:
        return None
    text = clause(origin, chance)
    return (
        None
        if text is None
        else Origin(origin.id, origin.article, text, origin.language, origin.siblings, origin.strangers)
    )


def _sentences(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language_of(language))]


# --- Claims of every kind (`eval.alterations.KINDS`) over every collection (`eval.sources`) ---------------------


def altered(origins: Sequence[Origin], kinds: Iterable[str], seed: int = SEED, most: int = 100) -> list[Sample]:
    """At most `most` claims of each kind, each from another sentence.

    Kinds share one order of the sentences, so that few passages serve many claims. «Wrong article» is made from XQuAD
    and press alone: what a sentence of FLARES says, others often say too.
    """
    ordered = Random(seed).sample(list(origins), len(origins))
    return [sample for kind in kinds for sample in islice(_of_kind(ordered, KINDS[kind], seed), most)]


def _of_kind(origins: Sequence[Origin], kind: Kind, seed: int) -> Iterator[Sample]:
    for origin in origins:
        if kind.name == "article" and not (
            origin.article.startswith(ONLY_ONCE) and len(origin.text.split()) >= TELLING
        ):
            continue
        text = kind.alter(origin, Random(f"{seed}:{kind.name}:{origin.id}"))
        if text is not None and (text != origin.text or kind.name == "article"):
            yield Sample(kind.name, text, origin)


def true_claims(origins: Sequence[Origin], shapes: Iterable[str], seed: int = SEED, most: int = 100) -> list[Sample]:
    """At most `most` true claims of each shape (`eval.restatements.SHAPES`), each from another sentence."""
    ordered = Random(seed).sample(list(origins), len(origins))
    return [sample for shape in shapes for sample in islice(_of_shape(ordered, shape, seed), most)]


def _of_shape(origins: Sequence[Origin], shape: str, seed: int) -> Iterator[Sample]:
    for origin in origins:
        text = SHAPES[shape](origin, Random(f"{seed}:{shape}:{origin.id}"))
        if text is not None and (text != origin.text or shape == "as-it-stands"):
            yield Sample(shape, text, origin, beside=(origin.after,) if shape == "joined" else ())


def headline_claims(sources: Iterable[Source], path: Path = HEADLINES) -> list[Sample]:
    """The headlines of some articles over their texts, which do not hold them word for word; `path` lists the ids."""
    chosen = frozenset(path.read_text(encoding="utf-8").split())
    return [
        Sample(HEADLINE, source.title, _nearest_sentence(source))
        for source in sources
        if source.id in chosen and source.title not in source.text
    ]


def _nearest_sentence(source: Source) -> Origin:
    """The sentence that holds most of the headline's longer words, or their beginnings."""
    sentences = _sentences(source.text, source.language)
    begins = {word[:5] for word in words(source.title) if len(word) > 3}
    place = max(range(len(sentences)), key=lambda n: len(begins & {word[:5] for word in words(sentences[n])}))
    return Origin(f"{source.id}#{place}", source.id, sentences[place], source.language)
