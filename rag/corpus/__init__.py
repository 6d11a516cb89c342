"""Files become documents, and documents become chunks and sentences."""

from rag.corpus.articles import Read, read_article, read_articles
from rag.corpus.chunks import chunk_sentences, searched_text, split_chunks
from rag.corpus.kinds import is_feed
from rag.corpus.sources import Found, find_files, source_name

__all__ = [
    "Found",
    "Read",
    "chunk_sentences",
    "find_files",
    "is_feed",
    "read_article",
    "read_articles",
    "searched_text",
    "source_name",
    "split_chunks",
]
