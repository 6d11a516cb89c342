"""Question in, passages out. It never writes, and asks the store for candidates only once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from rag.languages import LANGUAGES, Language, language_of
from rag.retrieval.fusion import Candidate, Weights, fuse, near_duplicate, scaled
from rag.retrieval.timing import Dated, soon_after, timely
from rag.store import Store, StoredChunk
from rag.text.language import detect_language
from rag.text.numbers import find_dates, find_quantities
from rag.text.reprints import NEAR
from rag.text.terms import analyse, content_terms
from rag.trace import MOST_PASSAGES, MOST_TERMS, Hit, Search, cut
from rag.types import Embedder, Filters, Found, Outside, Passage, Query, Reprints, Reranker, Sentence

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["Retriever"]

_Scored = tuple[StoredChunk, float]

CANDIDATES = 50
"""Asked of each of the two searches; the fused score is then exact for every one of them."""

OF_A_STORY = 3
"""Passages of one story that repeat one another in good part, before what tells of something else: not one, since the
figures of a reprint, or of what is printed anew every year, are other ones."""

FEW = 3
"""Articles below which a filter by time leaves so little that what has no day may be what is sought."""

WHOLE = 12
"""Passages of the best article that are read at most, so that a book is not."""


class Retriever:
    """Finds the passages of an archive that bear on a question.

    Args:
        store: The archive.
        embedder: The model with which it was indexed.
        weights: How the three scores are fused.
        reranker: A second look at the best, where one is set.
    """

    def __init__(self, store: Store, embedder: Embedder, weights: Weights, reranker: Reranker | None = None) -> None:
        self._store = store
        self._embedder = embedder
        self._weights = weights
        self._reranker = reranker

    def retrieve(self, question: str, k: int, *, whole: bool = False) -> tuple[Passage, ...]:
        """The passages of `find` for a question without filters."""
        return self.find(Query(question, k), whole=whole).passages

    def find(self, query: Query, *, whole: bool = False) -> Found:
        """The `k` best passages, best first, reprints collapsed into the best of them.

        With `whole` those that are missing of the best one's article come behind, the nearest to the question first: an
        article is found by what it is about, and what is asked of it may stand where it is about something else. Where
        no article fits the filters, what lies outside of them is told instead.
        """
        vector = self._embedder.embed_queries([query.text])[0]
        passages, search = self._searched(query, vector, whole=whole)
        if not query.filters:
            return Found(query, passages, search=search)
        undated = self._undated(query.filters, passages)
        if passages:
            return Found(query, passages, undated=undated, search=search)
        articles, _ = self._store.counts()
        outside, _ = self._searched(replace(query, filters=Filters()), vector, whole=False)
        return Found(query, (), Outside(query.filters, articles, outside, undated), undated, search=search)

    def find_each(self, queries: Sequence[Query]) -> list[tuple[Passage, ...]]:
        """The passages of `find` for each of several queries, which are embedded together."""
        vectors = self._embedder.embed_queries([query.text for query in queries]) if queries else ()
        return [self._searched(query, vector, whole=False)[0] for query, vector in zip(queries, vectors, strict=True)]

    def _undated(self, filters: Filters, passages: Sequence[Passage]) -> int:
        """How many articles a filter by time leaves out that have no day, where it leaves little in."""
        if not (filters.since or filters.until) or len({passage.document.id for passage in passages}) >= FEW:
            return 0
        return self._store.undated(filters)

    def newest(self, filters: Filters, most: int) -> tuple[tuple[Passage, ...], int]:
        """The first passage of each of the newest articles that fit, newest first, and how many stories fit.

        Nothing was compared with them: their scores are 0.
        """
        ids, total = self._store.newest(filters, most)
        first = [chunks[0] for chunks in map(self._store.chunk_ids, ids) if chunks]
        stored = self._store.fetch(first)
        nothing = np.zeros(self._embedder.dimension, dtype=np.float32)
        found = [_passage(chunk, nothing, 0.0, rank) for rank, chunk in enumerate(stored, start=1)]
        return self._known_of(found), total

    def _searched(self, query: Query, vector: Vectors, *, whole: bool) -> tuple[tuple[Passage, ...], Search]:
        """The passages of `find`, and how they were found."""
        k = query.k
        wanted = max(CANDIDATES, 3 * k)
        while True:
            candidates, stored, asked = self._candidates(query, vector, wanted)
            fused = fuse(candidates, self._weights)
            scored = timely(fused, _dated(stored), query) if query.about or query.current else fused
            ranked, repeated = _collapse([(stored[i], score) for i, score in scored], k)
            if len(ranked) >= k or len(candidates) < wanted:
                break
            wanted *= 4  # most of them repeat others
        before = dict(fused)
        found = [
            replace(_passage(chunk, vector, score, rank), timeliness=score - before[chunk.chunk.id])
            for rank, (chunk, score) in enumerate([*ranked, *repeated][: 2 * k], start=1)
        ]
        if self._reranker is not None:
            found = _second_look(self._reranker, query.text, found)
        rest = self._rest(found[0], vector, found[:k], candidates) if whole and found else ()
        passages = self._known_of([*found[:k], *rest])
        return passages, _told(query, asked, candidates, passages, len(repeated))

    def _known_of(self, found: Sequence[Passage]) -> tuple[Passage, ...]:
        """Passages with what the archive holds beside their articles: reprints of them, and what corrects them."""
        ids = sorted({passage.document.id for passage in found})
        reprints, amendments = self._store.reprints(ids), self._store.amendments(ids)
        return tuple(
            replace(passage, reprints=reprints.get(i, Reprints()), amendments=amendments.get(i, ()))
            for passage in found
            for i in (passage.document.id,)
        )

    def _rest(
        self, best: Passage, vector: Vectors, found: Sequence[Passage], candidates: Sequence[Candidate]
    ) -> Iterator[Passage]:
        """The other passages of the best one's article, up to `WHOLE` of it, with scores and the next ranks."""
        own = [p.chunk.id for p in found if p.document.id == best.document.id]
        missing = [i for i in self._store.chunk_ids(best.document.id) if i not in own]
        told = {p.chunk.text for p in found}  # a reprint may have told it
        stored = {s.chunk.id: s for s in self._store.fetch(missing) if s.chunk.text not in told}
        lexical = {candidate.chunk_id: candidate.lexical for candidate in candidates}
        same = next((c.same_language for c in candidates if c.chunk_id == best.chunk.id), True)
        rest = [_candidate(s, vector, lexical.get(i, 0.0), same_language=same) for i, s in stored.items()]
        for rank, (i, score) in enumerate(fuse(rest, self._weights)[: max(0, WHOLE - len(own))], start=len(found) + 1):
            yield _passage(stored[i], vector, score, rank)

    def candidates(self, question: str) -> list[tuple[Candidate, str]]:
        """Every candidate with the parts of its score and the source of its article: what weights are fitted on."""
        vector = self._embedder.embed_queries([question])[0]
        candidates, stored, _ = self._candidates(Query(question, CANDIDATES), vector, CANDIDATES)
        return [(candidate, stored[candidate.chunk_id].document.source) for candidate in candidates]

    def _candidates(
        self, query: Query, vector: Vectors, wanted: int
    ) -> tuple[list[Candidate], dict[str, StoredChunk], _Asked]:
        """What either of the two searches finds, in all that fits and in the times meant, each with its whole score."""
        terms = _query_terms(query.text, {language_of(code) for code in self._store.languages()} or {LANGUAGES[0]})
        ids: dict[str, None] = {}
        by_terms: dict[str, float] = {}
        for filters in (query.filters, *soon_after(query)):
            ids |= dict.fromkeys(i for i, _ in self._store.search_passages(vector, wanted, filters))
            by_terms |= dict(self._store.search_terms(terms, wanted, filters))
        lexical = scaled(by_terms)
        stored = {s.chunk.id: s for s in self._store.fetch(list(ids | dict.fromkeys(lexical)))}
        language = detect_language(query.text, self._store.main_language())
        found = [
            _candidate(s, vector, lexical.get(i, 0.0), same_language=s.document.language == language)
            for i, s in stored.items()
        ]
        return found, stored, _Asked(language, terms)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What of a question was searched: what its language was taken for, and its terms."""

    language: str
    terms: Sequence[str]


def _told(
    query: Query, asked: _Asked, candidates: Sequence[Candidate], passages: Sequence[Passage], repeated: int
) -> Search:
    """How passages were found: their places by each of the three scores that are fused."""
    meaning = _places({c.chunk_id: c.passage for c in candidates})
    sentence = _places({c.chunk_id: c.sentence for c in candidates})
    words = _places({c.chunk_id: c.lexical for c in candidates if c.lexical > 0})
    hits = (
        Hit(p.document.id, p.chunk.start, meaning[i], sentence[i], words.get(i, 0))
        for p in passages
        if (i := p.chunk.id) in meaning  # the rest of an article was read for what else it has
    )
    terms = tuple(cut(term) for term in asked.terms[:MOST_TERMS])
    found = tuple(hits)[:MOST_PASSAGES]
    return Search(cut(query.text), asked.language, terms, len(candidates), repeated, found)


def _places(scores: Mapping[str, float]) -> dict[str, int]:
    """The place of each among them, from 1 for the greatest."""
    return {i: place for place, i in enumerate(sorted(scores, key=lambda i: -scores[i]), start=1)}


def _dated(stored: Mapping[str, StoredChunk]) -> dict[str, Dated]:
    """When each chunk was published, and the terms by which it is known whether two tell of the same."""
    return {
        i: Dated(
            found.document.published,
            frozenset(
                content_terms(f"{found.document.title} {found.chunk.text}", language_of(found.document.language))
            ),
        )
        for i, found in stored.items()
    }


def _second_look(reranker: Reranker, question: str, found: Sequence[Passage]) -> list[Passage]:
    """The passages by what the reranker says of them, which is kept beside their score."""
    relevance = reranker.rerank(question, [passage.chunk.text for passage in found])
    seen = [replace(passage, relevance=float(score)) for passage, score in zip(found, relevance, strict=True)]
    seen.sort(key=lambda passage: (-passage.ranked_by, passage.chunk.id))
    return [replace(passage, rank=rank) for rank, passage in enumerate(seen, start=1)]


def _query_terms(question: str, languages: set[Language]) -> list[str]:
    """The question's terms as each language of the archive would have stemmed them."""
    return sorted({term for language in languages for term in analyse(question, language)})


def _candidate(found: StoredChunk, vector: Vectors, lexical: float, *, same_language: bool) -> Candidate:
    passage = float(found.vector @ vector)
    sentences = found.sentence_vectors @ vector if len(found.sentence_vectors) else np.array([passage])
    return Candidate(
        chunk_id=found.chunk.id,
        passage=passage,
        sentence=float(sentences.max()),
        lexical=lexical,
        same_language=same_language,
    )


def _collapse(ranked: Sequence[_Scored], k: int) -> tuple[list[_Scored], list[_Scored]]:
    """Drop what repeats something better; enough is kept for a second look at twice as many as are wanted.

    Returns:
        What is left, and apart from it what repeats in good part what a story has told `OF_A_STORY` times already, or
        all but for its figures, as the weather of another day does.
    """
    kept: list[_Scored] = []
    repeated: list[_Scored] = []
    terms: list[tuple[StoredChunk, list[str]]] = []
    for found, score in ranked:
        own = analyse(found.chunk.text, language_of(found.document.language))
        if twins := [other for other, said in terms if near_duplicate(own, said)]:
            if len(repeated) < 2 * k and _has_own_figures(found, twins):
                repeated.append((found, score))
                terms.append((found, own))
            continue
        terms.append((found, own))
        alike = sum(near_duplicate(own, other, NEAR) for twin, other in terms[:-1] if twin.story == found.story)
        (repeated if alike >= OF_A_STORY else kept).append((found, score))
        if len(kept) == 2 * k:
            break
    return kept, repeated


def _has_own_figures(found: StoredChunk, others: Sequence[StoredChunk]) -> bool:
    """Whether no other passage has all the figures of one, or is cut from it."""
    own = _figures(found)
    return bool(own) and not any(own <= figures for figures in map(_figures, others))


def _figures(found: StoredChunk) -> frozenset[tuple[object, ...]]:
    text, language = found.chunk.text, language_of(found.document.language)
    dates = {(date.year, date.month, date.day) for date in find_dates(text, language)}
    return frozenset({(q.value, q.unit) for q in find_quantities(text, language)} | dates)


def _passage(found: StoredChunk, vector: Vectors, score: float, rank: int) -> Passage:
    text = found.document.text
    sentences = tuple(
        Sentence(start, end, text[start:end], score=float(own @ vector), vector=own)
        for (start, end), own in zip(found.sentences, found.sentence_vectors, strict=True)
    )
    similarity = float(found.vector @ vector)
    return Passage(found.chunk, found.document, score, rank, sentences, similarity)
