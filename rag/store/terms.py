"""tantivy serves the words: BM25 over terms that were analysed beforehand.

Queries are built from terms, never parsed: a question is not a query language («AWS: precio» would be an error).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy

from rag.store.facts import NO_DAY, Wanted
from rag.store.faults import IndexBroken, is_full, no_room
from rag.store.ledger import DerivedRow

__all__ = ["TermIndex"]

HEAP = 15_000_000
"""Bytes that the writer may use, the least that tantivy takes for its one thread."""

_TOKENIZER = "analysed"
_TERMS, _CHUNK, _DAY, _FACT = "terms", "chunk", "day", "fact"

_FACTS = ("article", "outlet", "author", "section", "language", "dateline")

NAMED_AT_ONCE = 3000
"""Articles that are named in a query where only some fit; of more, it is looked through longer and longer lists.

Naming 2,000 takes 26 ms, and a list of 3,200 hits 25 ms (record 22).
"""

ANY = Wanted()


class TermIndex:
    """The terms of one set of derived indexes.

    Raises:
        IndexBroken: The folder holds no index that can be read.
    """

    def __init__(self, folder: Path, *, create: bool) -> None:
        with _explained():
            if create:
                folder.mkdir(parents=True)
                self._index = tantivy.Index(_schema(), path=str(folder))
            else:
                self._index = tantivy.Index.open(str(folder))
            # No thread that watches the folder: the store reopens when the generation says so.
            self._index.config_reader("manual")
            self._index.register_tokenizer(
                _TOKENIZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
            )

    def write(self, remove: Sequence[str], add: Sequence[DerivedRow]) -> None:
        """Delete chunks and write others, as one commit."""
        if not remove and not add:
            return
        with _explained():
            writer = self._index.writer(HEAP, 1)
            for chunk_id in dict.fromkeys([*remove, *(row.chunk_id for row in add)]):
                writer.delete_documents_by_term(_CHUNK, chunk_id)
            for row in add:
                document = tantivy.Document()
                document.add_text(_CHUNK, row.chunk_id)
                document.add_text(_TERMS, row.terms)
                for day in {facts.day for facts in row.facts} - {NO_DAY}:
                    document.add_integer(_DAY, day)
                for fact in {getattr(facts, name) for facts in row.facts for name in _FACTS} - {0}:
                    document.add_integer(_FACT, fact)
                writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()
            self._index.reload()

    def count(self) -> int:
        """Chunks held."""
        with _explained():
            return self._index.searcher().num_docs

    def ids(self) -> set[str]:
        """Every chunk id."""
        with _explained():
            searcher = self._index.searcher()
            found = searcher.search(tantivy.Query.all_query(), max(searcher.num_docs, 1)).hits
            return {searcher.doc(address)[_CHUNK][0] for _, address in found}

    def search(self, terms: Sequence[str], k: int, wanted: Wanted = ANY) -> list[tuple[str, float]]:
        """Chunk ids with BM25 score, best first; ties by id.

        Found is all that a filter lets through, with the score that it has among all, and what does so only by the
        facts of several of its copies, or by being one of more than `NAMED_AT_ONCE` articles.
        """
        if not terms:
            return []
        with _explained():
            schema = self._index.schema
            words = [tantivy.Query.term_query(schema, _TERMS, term, "freq") for term in dict.fromkeys(terms)]
            query = tantivy.Query.boolean_query([(tantivy.Occur.Should, word) for word in words])
            if conditions := list(_conditions(schema, wanted)):
                query = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in (query, *conditions)])
            searcher = self._index.searcher()
            hits = searcher.search(query, k, count=False).hits
            found = [(searcher.doc(address)[_CHUNK][0], float(score)) for score, address in hits]
        return sorted(found, key=lambda item: (-item[1], item[0]))

    def search_all(self, words: Sequence[Collection[str]], k: int, wanted: Wanted = ANY) -> list[str]:
        """Chunk ids of the best that hold each of some words, in any of the forms that are given of it."""
        if not words:
            return []
        with _explained():
            schema = self._index.schema
            forms = [
                [
                    (tantivy.Occur.Should, tantivy.Query.term_query(schema, _TERMS, form, "freq"))
                    for form in sorted(word)
                ]
                for word in words
            ]
            parts = [tantivy.Query.boolean_query(either) for either in forms]
            every = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, part) for part in (*parts, *_conditions(schema, wanted))]
            )
            searcher = self._index.searcher()
            return [searcher.doc(at)[_CHUNK][0] for _, at in searcher.search(every, k, count=False).hits]


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (ValueError, OSError) as error:  # tantivy says nearly everything with ValueError
        if is_full(error):
            raise no_room(error) from error
        raise IndexBroken(f"the index of words failed ({error}): run `hemeroteca index --rebuild`.") from error


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(_CHUNK, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(_TERMS, stored=False, tokenizer_name=_TOKENIZER, index_option="freq")
    builder.add_integer_field(_DAY, fast=True)
    builder.add_integer_field(_FACT, indexed=True)
    return builder.build()


def _conditions(schema: tantivy.Schema, wanted: Wanted) -> Iterator[tantivy.Query]:
    """What a filter asks, each without a score of its own."""
    if wanted.days:
        days = tantivy.Query.range_query(schema, _DAY, tantivy.FieldType.Integer, *wanted.days)
        yield tantivy.Query.const_score_query(days, 0.0)
    sets = [[value for _, value in either] for either in wanted.names]
    if wanted.articles is not None and len(wanted.articles) <= NAMED_AT_ONCE:
        sets.append(wanted.articles.tolist())
    for values in sets:
        yield tantivy.Query.const_score_query(tantivy.Query.term_set_query(schema, _FACT, values), 0.0)
