"""What readers said of answers, as drafts of cases for the examination: what `hemeroteca feedback` does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from eval.cases import Case, Evidence, read_cases
from eval.draft_file import add_cases, replace_case
from eval.drafts import Remark, draft_of_reader
from rag.types import Turn
from ui.serving.feedback import Feedback, Opinion, Said

__all__ = ["drafts_of", "export"]


def export(feedback: Feedback, file: Path) -> int:
    """Put what readers said since the last time into a file of drafts; returns how many questions it was of.

    A draft that the file has of such a question already is written anew, with all that was said of it.

    Raises:
        HemerotecaError: The file or the database cannot be read or written.
    """
    said = feedback.said()
    drafts = drafts_of(said)
    if not drafts:
        return 0
    added = {case.id for case in add_cases(file, drafts)}
    held = {case.id: case for case in read_cases([file], drafts=True)}
    for draft in drafts:
        if draft.id not in added and draft.id in held and held[draft.id].draft:
            replace_case(file, draft.id, draft)
    feedback.mark_exported(said)
    return len(drafts)


def drafts_of(said: Iterable[Said]) -> list[Case]:
    """A draft for each question of whose answers something new was said, with all that was said of them."""
    by_question: dict[tuple[str, Sequence[Turn]], list[Said]] = {}
    for one in said:
        by_question.setdefault((" ".join(one.asked.question.split()), one.asked.history), []).append(one)
    return [_draft(those) for those in by_question.values() if not all(one.exported for one in those)]


def _draft(said: Sequence[Said]) -> Case:
    asked = said[-1].asked
    doubted = {_quote(one) for one in said if one.opinion is Opinion.UNSAID}
    spans = [span for span in asked.spans if span.quote not in doubted]
    return draft_of_reader(
        asked.question,
        [Remark(one.opinion.value, one.asked.answer, _quote(one), one.word) for one in said],
        history=asked.history,
        evidence=[Evidence(span.article, span.start, span.end, span.quote) for span in spans],
    )


def _quote(said: Said) -> str:
    """The words of the citation that is meant; none where it is the whole answer."""
    return next((span.quote for span in said.asked.spans if said.citation and span.number == said.citation), "")
