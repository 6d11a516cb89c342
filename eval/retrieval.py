"""How well questions find their article: XQuAD through the real library, against the floors that were promised."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.metrics import hit, ndcg, reciprocal_rank
from eval.xquad import Question, read_contexts, read_questions, write_archive
from rag.library import Library
from rag.settings import Settings
from rag.types import Passage

__all__ = ["FLOORS", "Score", "documents_of", "measure", "run", "score"]

FLOORS = {"qa.es": 0.975, "qa.en_question-es_context": 0.955}
"""nDCG@10 that must be reached: Spanish questions, and English questions to Spanish paragraphs."""

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Score:
    """Means over the questions of one file."""

    name: str
    questions: int
    ndcg10: float
    hit1: float
    mrr: float

    @property
    def floor(self) -> float:
        """The least nDCG@10 that passes; 0 where none was promised."""
        return FLOORS.get(self.name, 0.0)

    @property
    def passed(self) -> bool:
        """Whether the floor was reached."""
        return self.ndcg10 >= self.floor

    def __str__(self) -> str:
        """One line for a report."""
        verdict = "ok" if self.passed else "BELOW THE FLOOR"
        return (
            f"{self.name:28} n={self.questions:5}  nDCG@10 {self.ndcg10:.4f} (floor {self.floor:.3f}, {verdict})  "
            f"hit@1 {self.hit1:.4f}  MRR {self.mrr:.4f}"
        )


def documents_of(passages: Sequence[Passage]) -> list[str]:
    """Article names by their best passage, each once."""
    return list(dict.fromkeys(Path(p.document.source).stem for p in passages))


def score(name: str, ranked: Sequence[tuple[Question, Sequence[str]]]) -> Score:
    """Means over questions with the articles found for each."""
    count = len(ranked)
    return Score(
        name=name,
        questions=count,
        ndcg10=sum(ndcg(found, {q.context_id}, DEPTH) for q, found in ranked) / count,
        hit1=sum(hit(found, {q.context_id}, 1) for q, found in ranked) / count,
        mrr=sum(reciprocal_rank(found, {q.context_id}) for q, found in ranked) / count,
    )


def measure(library: Library, folder: Path, name: str, every: int = 1) -> Score:
    """Search every n-th question of a file; more passages than articles count, since an article may have several."""
    questions = read_questions(folder, name)[::every]
    return score(name, [(q, documents_of(library.search(q.text, 2 * DEPTH))) for q in questions])


def run(folder: Path, settings: Settings, *, every: int = 1) -> list[Score]:
    """Index the Spanish paragraphs in a fresh archive and measure both files of questions."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        write_archive(read_contexts(folder), place / "articles")
        with Library.open(settings.over(place / "index")) as library:
            library.sync([place / "articles"])
            return [measure(library, folder, name, every) for name in FLOORS]
