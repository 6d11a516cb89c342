"""Questions with a time, an outlet or an author over a small invented archive of dated articles.

Articles lie in `articles`, each beside others that tell the same of another year, by another outlet or another hand, so
that what a question says of when, where and by whom decides. The questions, in `cases.jsonl`, have the form of
`eval.cases`; the kind of each is the middle of its id. They are asked as if today were `TODAY`.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from eval.cases import Case, read_cases, read_corpus
from rag.indexing import embed_missing, index_document
from rag.languages import language_of
from rag.questions.filters import Known, Limits, read_limits
from rag.retrieval import Retriever, Weights
from rag.settings import Settings
from rag.store import EmbeddingIdentity, Store
from rag.text.language import detect_language
from rag.types import Document, Embedder, Query

__all__ = ["ARTICLES", "CASES", "LEAST", "TODAY", "Asked", "archive", "asked", "kind_of", "known_of", "summary"]

ARTICLES = Path(__file__).parent / "articles"
CASES = Path(__file__).parent / "cases.jsonl"

TODAY = date(2026, 3, 20)
"""The day on which the questions are asked: a Friday, the day after the newest article."""

LEAST = 0.95
"""The share of questions whose right article must be first."""

DEPTH = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, with what was read from it and the articles that were found, best first."""

    case: Case
    limits: Limits
    found: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether the right article is first."""
        return bool(self.found) and self.found[0] in self.case.relevant


def kind_of(case: Case) -> str:
    """What a case examines: `outlet`, `author`, `published`, `relative`, `event`, `now` or `named`."""
    return case.id.split("-")[1]


def known_of(documents: Sequence[Document]) -> Known:
    """The outlets and authors of some articles."""
    return Known(sorted({d.outlet for d in documents} - {""}), sorted({d.author for d in documents} - {""}))


@contextmanager
def archive(settings: Settings, embedder: Embedder) -> Iterator[tuple[Store, Known]]:
    """The articles in a fresh archive, which is gone afterwards."""
    documents = [_with_facts(document) for document in read_corpus([ARTICLES]).values()]
    identity = EmbeddingIdentity(embedder.name, embedder.dimension, embedder.fingerprint)
    with tempfile.TemporaryDirectory() as place, Store.open(Path(place), identity) as store:
        indexed = [index_document(d, root=str(ARTICLES), chunk_chars=settings.chunk_chars) for d in documents]
        with store.writing() as writer:
            embed_missing(indexed, writer, embedder)
            writer.apply(indexed)
        yield store, known_of(documents)


def _with_facts(document: Document) -> Document:
    """An article with the facts of its front matter, whether or not the reader has taken them over."""
    facts = document.metadata
    return replace(
        document,
        outlet=document.outlet or facts.get("source", ""),
        author=document.author or facts.get("author", ""),
        section=document.section or facts.get("section", ""),
    )


def asked(store: Store, embedder: Embedder, settings: Settings, known: Known, *, plain: bool = False) -> list[Asked]:
    """Ask every question; `plain` searches the words alone, as if nothing were read from them."""
    weights = Weights(
        passage=settings.weight_passage,
        sentence=settings.weight_sentence,
        lexical=settings.weight_lexical,
        lexical_foreign=settings.weight_lexical_foreign,
    )
    retriever = Retriever(store, embedder, weights)
    answers = []
    for case in read_cases([CASES]):
        language = language_of(detect_language(case.question, store.main_language()))
        limits = read_limits(case.question, language, TODAY, known)
        query = Query(case.question, DEPTH) if plain else limits.query(DEPTH)
        found = dict.fromkeys(passage.document.source for passage in retriever.find(query).passages)
        answers.append(Asked(case, limits, tuple(found)))
    return answers


def summary(answers: Sequence[Asked]) -> Mapping[str, tuple[int, int]]:
    """How many questions of each kind, and of all, have the right article first, and of how many."""
    counts: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for answer in answers:
        for kind in (kind_of(answer.case), "all"):
            right, of = counts[kind]
            counts[kind] = right + answer.is_right, of + 1
    return counts
