"""The articles that claims are made from: XQuAD, FLARES, press, the corpus of this project, and made-up lists.

All but the last two are read from a folder beside the repository and never copied into it. Articles fall into three
parts by a digest of their ids, so that what a proof is built on, fitted on and reported on never meet.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

from eval.alterations.origin import Origin
from eval.parallel_articles import parallel_articles
from eval.xquad import read_contexts, read_rows
from rag.corpus import find_files, read_article
from rag.languages import language_of
from rag.text.instructions import is_order
from rag.text.sentences import split_sentences

__all__ = ["PARTS", "PRESS", "Source", "part_of", "read_origins_of", "read_sources"]

DATA = Path("../shared/data")
CORPUS = Path(__file__).parent / "corpus"
PRESS = DATA / "prensa" / "articles.jsonl"
PARTS = ("build", "fit", "report")
GROUP = 4
"""Sentences of FLARES that make a passage together: they come in no order, each from another article."""

SEED = 20261123
SHORTEST, LONGEST = 6, 45
FEW_STRANGERS = 60


@dataclass(frozen=True, slots=True)
class Source:
    """An article.

    Attributes:
        id: Its name, which begins with that of its collection.
        text: Without its headline.
        language: ISO 639-1.
        title: Its headline; may be empty.
    """

    id: str
    text: str
    language: str
    title: str = ""

    @property
    def part(self) -> str:
        """One of `PARTS`."""
        return part_of(self.id)


def part_of(article: str) -> str:
    """The part that an article belongs to; paragraphs of one article of XQuAD stay together."""
    whole = article.rpartition("-")[0] if article.startswith("xquad") else article
    return PARTS[hashlib.sha256(whole.encode()).digest()[0] % len(PARTS)]


def read_sources(language: str, data: Path = DATA) -> list[Source]:
    """Every article in one language, by id; collections that are not there are an error.

    Raises:
        HemerotecaError: A collection is missing.
    """
    found = [Source(name, text, language) for name, text in read_contexts(data / "xquad", language).items()]
    if language == "es":
        found += [*_flares(data / "flares" / "sentences.jsonl"), *_press(data / "prensa" / "articles.jsonl")]
    found += _corpus(language)
    found += [Source(name, text, language) for name, text in parallel_articles(language).items()]
    return sorted(found, key=lambda source: source.id)


def _flares(path: Path) -> Iterator[Source]:
    rows = [" ".join(row["text"].split()) for row in read_rows(path)]
    clean = [text for text in rows if _is_clean(text)]
    for start in range(0, len(clean), GROUP):
        yield Source(f"flares-{start // GROUP:04}", "\n\n".join(clean[start : start + GROUP]), "es")


def _press(path: Path) -> Iterator[Source]:
    for row in read_rows(path):
        head, _, body = row["text"].partition("\n")
        headed = len(head.split()) < 25 and not head.rstrip().endswith(".")
        yield Source(row["id"], (body if headed else row["text"]).strip(), "es", row["title"])


def _corpus(language: str) -> Iterator[Source]:
    for file in find_files(CORPUS).files:
        document = read_article(file, CORPUS)
        if document.language == language:
            text = document.text.removeprefix(document.title).strip()
            yield Source(f"corpus-{file.stem}", text, language, document.title)


def read_origins_of(sources: Sequence[Source]) -> list[Origin]:
    """The sentences of some articles that claims can be made from, each with its surroundings.

    Headlines without a final mark, questions, cries in capitals and orders to a model are left out.
    """
    chance = Random(SEED)
    split = [(source, _sentences(source.text, source.language)) for source in sources]
    everything = [(source.id, text) for source, sentences in split for text in sentences if _is_clean(text)]
    origins: list[Origin] = []
    for source, sentences in split:
        drawn = chance.sample(everything, min(FEW_STRANGERS, len(everything)))
        strangers = tuple(text for article, text in drawn if article != source.id)
        following = dict(pairwise(sentences))
        for n, text in enumerate(sentences):
            if _is_clean(text) and SHORTEST <= len(text.split()) <= LONGEST and not is_order(text):
                siblings = tuple(other for other in sentences if other != text and _is_clean(other))
                after = following.get(text, "")
                origins.append(Origin(f"{source.id}#{n}", source.id, text, source.language, siblings, strangers, after))
    return origins


def _sentences(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language_of(language))]


def _is_clean(text: str) -> bool:
    """Whether a text reads like one whole sentence that states something."""
    letters = [c for c in text if c.isalpha()]
    return (
        re.match(r"[«“\"'¿]?[A-ZÁÉÍÓÚÑ0-9]", text) is not None
        and re.search(r"[.»”\")]$", text) is not None
        and not re.search(r"[?¿¡!*#@|…\n]|\.\.\.|\bNUMBER\b|[.,;][A-ZÁÉÍÓÚ][a-z]", text)
        and bool(letters)
        and sum(c.isupper() for c in letters) < len(letters) / 4
        and text.count('"') % 2 == 0
        and text.count("«") == text.count("»")
        and text.count("“") == text.count("”")
        and text.count("(") == text.count(")")
        and len(text.split()) >= 4
    )
