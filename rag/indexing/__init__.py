"""Folders of articles become the index: read, cut, embed what is new, write.

The index mirrors the folder: a file that has gone goes from the index too, with all the articles that it held. What
was embedded once is never embedded again, because vectors are kept by the exact text they stand for, and are kept at
once. A file is not even read again while its size and time, or its size and bytes, are those of when it was read last.

Each step is a module of plain functions, and `syncing` sets them to work at the same time:

    plan        which files are to be read, decided before anything is written
    reading     files → articles → what is written of them, a little at a time
    cutting     an article → its chunks and sentences
    batches     a little at a time → as much as is written together
    embedding   texts → vectors, of those that have none
    syncing     … → the store, while the next are read and embedded
    rebuilding  the same of what is in the ledger, for another embedding model
"""

from rag.indexing.cutting import Texts, index_document, passage_text, read_others, texts_of
from rag.indexing.embedding import embed_missing, embed_texts
from rag.indexing.forgetting import forget
from rag.indexing.progress import Pace, Progress, silent
from rag.indexing.rebuilding import read_again, reembed
from rag.indexing.syncing import sync

__all__ = [
    "Pace",
    "Progress",
    "Texts",
    "embed_missing",
    "embed_texts",
    "forget",
    "index_document",
    "passage_text",
    "read_again",
    "read_others",
    "reembed",
    "silent",
    "sync",
    "texts_of",
]
