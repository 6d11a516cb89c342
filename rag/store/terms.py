"""tantivy serves the words: BM25 over terms that were analysed beforehand.

Queries are built from terms, never parsed: a question is not a query language («AWS: precio» would be an error).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import tantivy

from rag.store.ledger import DerivedRow

__all__ = ["TermIndex"]

HEAP = 30_000_000
"""Bytes that the writer may use; tantivy wants at least 15 MB a thread."""

_TOKENIZER = "analysed"
_TERMS, _CHUNK = "terms", "chunk"


class TermIndex:
    """The terms of one generation of derived indexes."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(_schema(), path=str(folder))
        self._index.register_tokenizer(
            _TOKENIZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        )

    def close(self) -> None:
        """Nothing is held open but files that are read."""

    def write(self, remove: Sequence[str], add: Sequence[DerivedRow]) -> None:
        """Delete chunks and write others, as one commit."""
        writer = self._index.writer(HEAP, 1)
        for chunk_id in [*remove, *(row.chunk_id for row in add)]:
            writer.delete_documents_by_term(_CHUNK, chunk_id)
        for row in add:
            document = tantivy.Document()
            document.add_text(_CHUNK, row.chunk_id)
            document.add_text(_TERMS, row.terms)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def ids(self) -> set[str]:
        """Every chunk id, for checks."""
        searcher = self._index.searcher()
        found = searcher.search(tantivy.Query.all_query(), max(searcher.num_docs, 1)).hits
        return {searcher.doc(address)[_CHUNK][0] for _, address in found}

    def search(self, terms: Sequence[str], k: int) -> list[tuple[str, float]]:
        """Chunk ids with BM25 score, best first; ties by id."""
        if not terms:
            return []
        schema = self._index.schema
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, tantivy.Query.term_query(schema, _TERMS, term)) for term in dict.fromkeys(terms)]
        )
        searcher = self._index.searcher()
        hits = searcher.search(query, k).hits
        found = [(searcher.doc(address)[_CHUNK][0], float(score)) for score, address in hits]
        return sorted(found, key=lambda item: (-item[1], item[0]))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(_CHUNK, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(_TERMS, stored=False, tokenizer_name=_TOKENIZER, index_option="freq")
    return builder.build()
