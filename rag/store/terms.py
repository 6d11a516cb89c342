"""tantivy serves the words: BM25 over terms that were analysed beforehand.

Queries are built from terms, never parsed: a question is not a query language («AWS: precio» would be an error).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy

from rag.store.faults import IndexBroken, is_full, no_room
from rag.store.ledger import DerivedRow

__all__ = ["TermIndex"]

HEAP = 15_000_000
"""Bytes that the writer may use, the least that tantivy takes for its one thread."""

_TOKENIZER = "analysed"
_TERMS, _CHUNK = "terms", "chunk"


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
        with _explained():
            writer = self._index.writer(HEAP, 1)
            for chunk_id in dict.fromkeys([*remove, *(row.chunk_id for row in add)]):
                writer.delete_documents_by_term(_CHUNK, chunk_id)
            for row in add:
                document = tantivy.Document()
                document.add_text(_CHUNK, row.chunk_id)
                document.add_text(_TERMS, row.terms)
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

    def search(self, terms: Sequence[str], k: int, among: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """Chunk ids with BM25 score, best first; ties by id.

        With `among` only those chunks are found, with the score that they have among all.
        """
        if not terms:
            return []
        with _explained():
            schema = self._index.schema
            wanted = [tantivy.Query.term_query(schema, _TERMS, term, "freq") for term in dict.fromkeys(terms)]
            query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in wanted])
            if among is not None:
                named = tantivy.Query.const_score_query(tantivy.Query.term_set_query(schema, _CHUNK, list(among)), 0.0)
                query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, named)])
            searcher = self._index.searcher()
            hits = searcher.search(query, k, count=False).hits
            found = [(searcher.doc(address)[_CHUNK][0], float(score)) for score, address in hits]
        return sorted(found, key=lambda item: (-item[1], item[0]))


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
    return builder.build()
