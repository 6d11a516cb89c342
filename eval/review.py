"""A person reads drafts in a terminal, and accepts, corrects, skips or deletes each.

Every decision is written to the file at once. What is shown comes from articles and models: it is made harmless first.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eval.cases import NOBODY, Case, Evidence, Kind, case_faults, read_cases, says
from eval.draft_file import replace_case
from rag.errors import HemerotecaError
from rag.languages import language_of
from rag.text.instructions import visible
from rag.text.sentences import split_sentences
from rag.text.terms import tokenize
from rag.types import Document

__all__ = ["Reviewed", "review", "system_user"]

CONTEXT = 160
"""Characters shown on either side of the evidence."""

CHOICES = "[a]ccept  [e]dit  [s]kip  [d]elete  [q]uit: "
ASK_QUESTION = "Question (Enter keeps it): "
ASK_ANSWERS = "Accepted answers, with | between them (Enter keeps them; a lone - if the archive does not say): "
UNANSWERED = "-"

Ask = Callable[[str], str]
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What became of the drafts of a file; `left` are those still to be read."""

    accepted: int
    deleted: int
    left: int

    def __str__(self) -> str:
        return f"{self.accepted} accepted, {self.deleted} deleted, {self.left} still drafts"


def system_user() -> str:
    """The name of whoever runs this.

    Raises:
        HemerotecaError: The system knows none.
    """
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise HemerotecaError("the system does not say who you are: give a name with --reviewer.") from error


def review(file: Path, corpus: Mapping[str, Document], reviewer: str, ask: Ask, tell: Tell) -> Reviewed:
    """Show each draft of a file and do with it what is answered, until all were shown or there is no more answer.

    Args:
        file: Its cases; accepted ones are not touched.
        corpus: The articles that the drafts are about, by their path.
        reviewer: Who answers, as the accepted cases will say.
        ask: Shows a prompt and returns a line that was typed; `EOFError` and Ctrl-C end the review.
        tell: Shows a line.

    Raises:
        HemerotecaError: The file holds something else than cases, or cannot be written.
    """
    cases = read_cases([file], drafts=True)
    drafts = [case for case in cases if case.draft]
    accepted = deleted = 0
    try:
        for number, draft in enumerate(drafts, 1):
            tell(f"\n— {number} of {len(drafts)} —")
            match _decide(file, draft, corpus, reviewer, ask, tell):
                case "a":
                    accepted += 1
                case "d":
                    deleted += 1
                case "q":
                    break
    except (EOFError, KeyboardInterrupt):
        tell("")
    return Reviewed(accepted, deleted, len(drafts) - accepted - deleted)


def _decide(file: Path, draft: Case, corpus: Mapping[str, Document], reviewer: str, ask: Ask, tell: Tell) -> str:
    """Ask about one draft until it is settled; returns what settled it."""
    _show(draft, corpus, tell)
    while True:
        choice = ask(CHOICES).strip().lower()[:1]
        if choice in ("s", "q"):
            return choice
        if choice == "d":
            replace_case(file, draft.id, None)
            return choice
        if choice == "e":
            edited = _edited(draft, corpus, ask)
            if edited != draft:
                replace_case(file, draft.id, edited)
            draft = edited
            _show(draft, corpus, tell)
        if choice == "a":
            finished = replace(draft, draft=False, reviewer=reviewer)
            faults = [*case_faults(finished, corpus), *_asked_before(finished, read_cases([file], drafts=True))]
            if not faults:
                replace_case(file, draft.id, finished)
                return choice
            for fault in faults:
                tell(visible(f"  cannot be accepted: {fault}"))


def _asked_before(case: Case, others: Sequence[Case]) -> Iterator[str]:
    for other in others:
        if other.id != case.id and (other.question, other.history) == (case.question, case.history):
            yield f"the question is that of {other.id}; each case needs its own"


# --- Showing ------------------------------------------------------------------------------------------------


def _show(draft: Case, corpus: Mapping[str, Document], tell: Tell) -> None:
    for line in _lines(draft, corpus):
        tell(visible(line))


def _lines(draft: Case, corpus: Mapping[str, Document]) -> Iterator[str]:
    yield f"{draft.id} ({draft.kind}, {draft.language}, by {draft.provenance})"
    for turn in draft.history:
        yield f"  earlier:  {_one_line(turn.question)} → {_one_line(turn.answer)}"
    yield f"  question: {draft.question}"
    answers = "the archive does not say" if draft.abstain else " | ".join(draft.accepted) or "none yet"
    yield f"  answers:  {answers}"
    for evidence in draft.evidence:
        yield f"  evidence: {evidence.article}: {_in_context(evidence, corpus.get(evidence.article))}"
    if draft.note:
        yield f"  note:     {_one_line(draft.note)}"


def _in_context(evidence: Evidence, document: Document | None) -> str:
    """The words between brackets, with what stands around them."""
    if document is None or document.text[evidence.start : evidence.end] != evidence.quote:
        return f"[{_one_line(evidence.quote)}] — which the articles do not hold there; name their folder with --corpus"
    text, first, last = document.text, evidence.start - CONTEXT, evidence.end + CONTEXT
    before, after = text[max(0, first) : evidence.start], text[evidence.end : last]
    shown = f"{'…' if first > 0 else ''}{before}[{evidence.quote}]{after}{'…' if last < len(text) else ''}"
    return _one_line(shown)


def _one_line(text: str) -> str:
    return " ".join(text.split())


# --- Editing ------------------------------------------------------------------------------------------------


def _edited(draft: Case, corpus: Mapping[str, Document], ask: Ask) -> Case:
    question = _typed(ask(ASK_QUESTION)) or draft.question
    answers = _typed(ask(ASK_ANSWERS))
    edited = replace(draft, question=question, reviewer=NOBODY)
    if answers == UNANSWERED:
        return _unanswered(edited)
    accepted = tuple(dict.fromkeys(part.strip() for part in answers.split("|") if part.strip()))
    return _proven(replace(edited, accepted=accepted), corpus) if accepted else edited


def _typed(line: str) -> str:
    # Bytes of a terminal that are not UTF-8 arrive as halves of surrogate pairs, which no file takes.
    return _one_line(visible(line))


def _unanswered(draft: Case) -> Case:
    """A draft whose right answer is that the archive does not say."""
    none: dict[str, Any] = dict.fromkeys(("history", "articles", "evidence", "also", "accepted", "must_include"), ())
    return replace(draft, kind=Kind.NEAR_MISS, abstain=True, **none)


def _proven(draft: Case, corpus: Mapping[str, Document]) -> Case:
    """A draft whose evidence holds an accepted answer: another sentence of its articles where the present does not.

    A draft may have no articles, since its reader doubted each citation that there was: then it may be of any.
    """
    if any(says(evidence.quote, answer) for evidence in draft.evidence for answer in draft.accepted):
        return draft
    documents = (corpus[name] for name in draft.articles or corpus if name in corpus)
    holding = [found for document in documents for found in _holding(document, draft.accepted)]
    if not holding:
        return draft
    asked = set(tokenize(draft.question))
    best = max(holding, key=lambda evidence: len(asked.intersection(tokenize(evidence.quote))))
    return replace(draft, articles=(best.article,), evidence=(best,), also=())


def _holding(document: Document, answers: Sequence[str]) -> Iterator[Evidence]:
    """The sentences of an article that hold one of some answers."""
    for start, end in split_sentences(document.text, language_of(document.language)):
        sentence = document.text[start:end]
        if any(says(sentence, answer) for answer in answers):
            yield Evidence(document.source, start, end, sentence)
