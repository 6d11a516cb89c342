"""Which fusion weights suit a set of judged questions: a coarse grid, so that nothing is tuned to the last digit."""

from __future__ import annotations

import tempfile
from itertools import product
from pathlib import Path

from eval.metrics import ndcg
from eval.retrieval import DEPTH, FLOORS
from eval.xquad import read_contexts, read_questions, write_archive
from rag.library import Library
from rag.retrieval import Candidate, Weights, fuse
from rag.settings import Settings

__all__ = ["run"]

_SENTENCE = (0.4, 0.5, 0.6)
_LEXICAL = (0.0, 0.02, 0.04, 0.06, 0.08, 0.1)
_FOREIGN = (0.0, 0.01, 0.02, 0.04)

Judged = tuple[str, list[tuple[Candidate, str]]]
"""The article that answers, and the candidates with the article of each."""


def run(folder: Path, settings: Settings, *, every: int = 1) -> str:
    """A table of nDCG@10 by weights, best first by the mean of both files."""
    judged = _judge(folder, settings, every)
    rows = []
    for sentence, lexical, foreign in product(_SENTENCE, _LEXICAL, _FOREIGN):
        weights = Weights(1 - sentence, sentence, lexical, foreign)
        scores = [_mean(questions, weights) for questions in judged]
        rows.append((sum(scores) / len(scores), scores, weights))
    rows.sort(key=lambda row: -row[0])
    current = Weights(
        settings.weight_passage,
        settings.weight_sentence,
        settings.weight_lexical,
        settings.weight_lexical_foreign,
    )
    lines = [f"set now: {_line([_mean(questions, current) for questions in judged], current)}"]
    return "\n".join(lines + [_line(scores, weights) for _, scores, weights in rows[:10]])


def _judge(folder: Path, settings: Settings, every: int) -> list[list[Judged]]:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        write_archive(read_contexts(folder), place / "articles")
        with Library.open(settings.over(place / "index")) as library:
            library.sync([place / "articles"])
            return [
                [(q.context_id, library.candidates(q.text)) for q in read_questions(folder, file)[::every]]
                for file in FLOORS
            ]


def _mean(questions: list[Judged], weights: Weights) -> float:
    return sum(_score(relevant, found, weights) for relevant, found in questions) / len(questions)


def _score(relevant: str, found: list[tuple[Candidate, str]], weights: Weights) -> float:
    article = {candidate.chunk_id: Path(source).stem for candidate, source in found}
    ranked = dict.fromkeys(article[i] for i, _ in fuse([candidate for candidate, _ in found], weights))
    return ndcg(list(ranked), {relevant}, DEPTH)


def _line(scores: list[float], weights: Weights) -> str:
    measured = "  ".join(f"{name} {score:.4f}" for name, score in zip(FLOORS, scores, strict=True))
    return (
        f"passage {weights.passage:.2f} sentence {weights.sentence:.2f} lexical {weights.lexical:.2f} "
        f"foreign {weights.lexical_foreign:.2f}:  {measured}"
    )
