"""An article becomes what is written of it: chunks and sentences, and the texts that are embedded for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version

from rag.corpus import chunk_sentences, searched_text, split_chunks
from rag.languages import Language, language_of
from rag.store import IndexedChunk, IndexedDocument, IndexedSentence, Reading, vector_key
from rag.text.corrections import find_correction
from rag.text.reprints import sign
from rag.text.terms import analyse
from rag.types import Chunk, Document

__all__ = ["Texts", "cut_by", "index_document", "passage_text", "read_others", "texts_of"]

CUTTING = 2
"""Raised with every change by which an article is cut otherwise: what it touches is done anew."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What is embedded of some articles, by the key of its vector. A text that is both stands in both."""

    passages: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def joined(cls, several: Sequence[Texts]) -> Texts:
        """Those of several, each once."""
        return cls(
            {key: text for texts in several for key, text in texts.passages.items()},
            {key: text for texts in several for key, text in texts.sentences.items()},
        )

    def __len__(self) -> int:
        """How many there are, those that are both counted twice."""
        return len(self.passages) + len(self.sentences)


def index_document(document: Document, *, root: str, chunk_chars: int, file: str = "") -> IndexedDocument:
    """Cut a document into chunks and sentences and name the vectors they need; `file` is the one that holds it."""
    language = language_of(document.language)
    chunks = tuple(_index_chunk(document, chunk, language) for chunk in split_chunks(document, chunk_chars))
    reading = read_others(document)
    return IndexedDocument(root, document, chunks, pipeline=cut_by(chunk_chars), file=file, reading=reading)


def texts_of(indexed: IndexedDocument) -> Texts:
    """What is embedded of an article; cheap right after it was cut, when its lines are still known."""
    document = indexed.document
    return Texts(
        {piece.key: passage_text(document, piece.chunk) for piece in indexed.chunks},
        {s.key: searched_text(document, s.start, s.end) for piece in indexed.chunks for s in piece.sentences},
    )


def passage_text(document: Document, chunk: Chunk) -> str:
    """The text that is embedded for a chunk: under its title, which often names what the chunk only calls «it»."""
    return f"{document.title}\n{searched_text(document, chunk.start, chunk.end)}"


def read_others(document: Document) -> Reading:
    """What the words of an article say of other articles."""
    language = language_of(document.language)
    correction = find_correction(document.text, language, document.published, document.title)
    return Reading(sign(document.text, language), correction)


def cut_by(chunk_chars: int) -> str:
    """What articles are cut by, but for their language, which is part of their identity."""
    return f"cut {CUTTING}, {chunk_chars} characters, stems {_stemmer()}"


@cache
def _stemmer() -> str:
    """The version of what makes stems: looked up once, since it is asked for at every file."""
    return version("snowballstemmer")


def _index_chunk(document: Document, chunk: Chunk, language: Language) -> IndexedChunk:
    text = passage_text(document, chunk)
    sentences = tuple(
        IndexedSentence(start=s.start, end=s.end, key=vector_key(searched_text(document, s.start, s.end)))
        for s in chunk_sentences(document, chunk)
    )
    return IndexedChunk(chunk=chunk, key=vector_key(text), terms=tuple(analyse(text, language)), sentences=sentences)
