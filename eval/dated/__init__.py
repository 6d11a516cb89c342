"""Questions with a time, an outlet or an author over dated articles: is the right article first?

`cases.jsonl` asks of a small invented archive, `articles`, in which each article lies beside others that tell the same
of another year, by another outlet or another hand, so that what a question says of when, where and by whom decides; the
weights of `rag.retrieval.timing` were fitted on it. `held_out.jsonl` asks of the corpus of `eval.cases` and was written
when all else was done: nothing was fitted on it. Both have the form of `eval.cases`; the kind of each is in its id.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from eval.cases import CORPUS, Case, read_cases, read_corpus
from rag.indexing import embed_missing, index_document
from rag.languages import language_of
from rag.questions.filters import Known, Limits, read_limits
from rag.retrieval import Asking, Retriever, Weights
from rag.settings import Settings
from rag.store import EmbeddingIdentity, Store
from rag.text.language import detect_language
from rag.types import Embedder, Filters

__all__ = ["FITTED", "HELD_OUT", "LEAST", "Asked", "DatedSet", "asked", "indexed", "is_passed", "kind_of", "summary"]

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class DatedSet:
    """Questions over articles, asked as if it were a day."""

    name: str
    cases: Path
    articles: tuple[Path, ...]
    today: date


FITTED = DatedSet("fitted", _HERE / "cases.jsonl", (_HERE / "articles",), date(2026, 3, 20))
HELD_OUT = DatedSet("held-out", _HERE / "held_out.jsonl", CORPUS, date(2026, 6, 1))

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


@contextmanager
def indexed(dated: DatedSet, settings: Settings, embedder: Embedder) -> Iterator[Store]:
    """The articles of a set in a fresh archive, which is gone afterwards."""
    identity = EmbeddingIdentity(embedder.name, embedder.dimension, embedder.fingerprint)
    with tempfile.TemporaryDirectory() as place, Store.open(Path(place), identity) as store:
        ready = [
            index_document(d, root=dated.name, chunk_chars=settings.chunk_chars)
            for d in read_corpus(dated.articles).values()
        ]
        with store.writing() as writer:
            embed_missing(ready, writer, embedder)
            writer.apply(ready)
        yield store


def asked(dated: DatedSet, store: Store, embedder: Embedder, settings: Settings, *, plain: bool = False) -> list[Asked]:
    """Ask every question; `plain` searches the words alone, as if nothing were read from them."""
    weights = Weights(
        passage=settings.weight_passage,
        sentence=settings.weight_sentence,
        lexical=settings.weight_lexical,
        lexical_foreign=settings.weight_lexical_foreign,
    )
    retriever = Retriever(store, embedder, weights)
    known = Known(tuple(store.names("outlet")), tuple(store.names("author")))

    def read(text: str) -> Limits:
        language = language_of(detect_language(text, store.main_language()))
        return read_limits(text, language, dated.today, known)

    answers = []
    for case in read_cases([dated.cases]):
        if plain:
            passages = retriever.retrieve(case.question, DEPTH)
        else:
            passages = Asking(retriever, read, Filters()).retrieve(case.question, DEPTH)
        found = dict.fromkeys(passage.document.source for passage in passages)
        answers.append(Asked(case, read(case.question), tuple(found)))
    return answers


def summary(answers: Sequence[Asked]) -> Mapping[str, tuple[int, int]]:
    """How many questions of each kind, and of all, have the right article first, and of how many."""
    counts: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for answer in answers:
        for kind in (kind_of(answer.case), "all"):
            right, of = counts[kind]
            counts[kind] = right + answer.is_right, of + 1
    return counts


def is_passed(answers: Sequence[Asked]) -> bool:
    """Whether enough have the right article first."""
    right, of = summary(answers)["all"]
    return right >= LEAST * of
