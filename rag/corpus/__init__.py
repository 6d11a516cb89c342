"""Files become documents, and documents become chunks and sentences."""

from rag.corpus.chunks import chunk_sentences, searched_text, split_chunks
from rag.corpus.readers import find_articles, read_article, source_name

__all__ = ["chunk_sentences", "find_articles", "read_article", "searched_text", "source_name", "split_chunks"]
