"""What it takes to prove a sentence, also while the language model writes."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from eval.bench.answering import OpenModel
from eval.bench.articles import CORPUS
from eval.bench.figures import Figure, seconds
from rag.languages import language_of
from rag.library import Library
from rag.models import open_language_model
from rag.settings import Settings
from rag.text.sentences import split_sentences
from rag.types import Document, LanguageModel, Message

__all__ = ["verifying"]

VERIFIED_ARTICLES = 12


def verifying(
    settings: Settings, open_model: OpenModel = open_language_model, *, articles: int = VERIFIED_ARTICLES
) -> Iterator[Figure]:
    """One sentence against eight passages that do not hold it, so that words alone settle nothing: the dear case.

    It opens a model of its own: the library that one was given to has ended it.

    Args:
        settings: Name the models.
        open_model: Gives the one that writes meanwhile.
        articles: How many articles are taken, with a sentence of each.
    """
    model = open_model(settings)
    if model is None:
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(model),
        Library.open(settings.over(Path(folder)), llm=model) as library,
    ):
        library.sync(sorted(CORPUS.glob("*.txt"))[:articles])
        library.wait_for_model()
        documents = library.documents()
        pairs = [
            (_third_sentence(document), library.search(other.title, 8))
            for document, other in zip(documents, documents[1:] + documents[:1], strict=True)
        ]
        idle = [seconds(partial(library.verify, claim, passages)) for claim, passages in pairs]
        with _writing(model):
            busy = [seconds(partial(library.verify, claim, passages)) for claim, passages in pairs]
    yield Figure.of("verifying a sentence, median", [1000 * one for one in idle], "ms", 60)
    yield Figure.of("verifying a sentence while the model writes, median", [1000 * one for one in busy], "ms", 120)
    yield Figure("verifying a sentence while the model writes, worst", max(busy) * 1000, "ms")


def _third_sentence(document: Document) -> str:
    start, end = split_sentences(document.text, language_of(document.language))[2]
    return document.text[start:end]


@contextmanager
def _writing(model: LanguageModel) -> Iterator[None]:
    """The model writes a long text meanwhile."""
    begun, done = threading.Event(), threading.Event()

    def write() -> None:
        with closing(model.stream([Message("user", "Escribe una historia muy larga de un faro.")], 600)) as pieces:
            for _ in pieces:
                begun.set()
                if done.is_set():
                    break

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(timeout=60)
    try:
        yield
    finally:
        done.set()
        writer.join()
