"""XQuAD as an archive: each paragraph an article, each question with the one paragraph that answers it.

The files are read from a folder and never copied into the repository (CC-BY-SA-4.0; Artetxe, Ruder and Yogatama, 2020).
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from rag.errors import HemerotecaError

__all__ = ["DEFAULT_FOLDER", "Question", "read_contexts", "read_questions", "read_rows", "spread", "write_archive"]

DEFAULT_FOLDER = Path("../shared/data/xquad")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the id of the paragraph that answers it, and the answers in that paragraph."""

    id: str
    text: str
    context_id: str
    answers: tuple[str, ...]
    language: str


def read_contexts(folder: Path, language: str = "es") -> dict[str, str]:
    """Paragraphs by id."""
    return {row["context_id"]: row["text"] for row in read_rows(folder / f"contexts.{language}.jsonl")}


def read_questions(folder: Path, name: str = "qa.es") -> list[Question]:
    """Questions of one file, such as `qa.es` or `qa.en_question-es_context`."""
    return [
        Question(row["id"], row["question"], row["context_id"], tuple(row["answers"]), row["lang"])
        for row in read_rows(folder / f"{name}.jsonl")
    ]


def spread(questions: Sequence[Question], seed: int = 0) -> list[Question]:
    """The questions in a seeded order whose beginning is spread over the articles: one of each, then a second.

    XQuAD names its paragraphs by article and place, such as `xquad-012-03`.
    """
    chance = random.Random(seed)  # a sample, not a secret
    by_article: defaultdict[str, list[Question]] = defaultdict(list)
    for question in chance.sample(list(questions), len(questions)):
        by_article[question.context_id.rpartition("-")[0]].append(question)
    rounds = zip_longest(*by_article.values())
    return [question for asked in rounds for question in asked if question is not None]


def write_archive(contexts: dict[str, str], folder: Path) -> None:
    """One text file a paragraph, named by its id."""
    folder.mkdir(parents=True, exist_ok=True)
    for context_id, text in contexts.items():
        (folder / f"{context_id}.txt").write_text(text, encoding="utf-8")


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file with one a line.

    Raises:
        HemerotecaError: There is no such file.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise HemerotecaError(
            f"there is no file {path.name!r} in {str(path.parent)!r}: name the folder of the data with --data."
        ) from None
    return (json.loads(line) for line in lines if line.strip())
