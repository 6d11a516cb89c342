"""Sentences that are told as the articles have them, and how every answer ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rag.answering.draft import Draft
from rag.answering.task import Task
from rag.languages import Language
from rag.proof.verifier import Span, Verdict
from rag.retrieval.evidence import Excerpt
from rag.retrieval.sought import Sought
from rag.text.messages import say
from rag.types import Citation, ClaimVerified, Event, Finished, Mode, Support, Token

__all__ = ["excerpted", "finished", "line", "silent"]


def line(text: str, verdict: Verdict, draft: Draft) -> Iterator[Event]:
    """A sentence on a line of its own, with its verdict."""
    draft.pending += ("\n" if draft.text else "") + text
    yield from draft.release()
    yield ClaimVerified(draft.add(text, verdict))


def excerpted(excerpts: Iterable[Excerpt], draft: Draft) -> Iterator[Event]:
    """Sentences as they stand in their articles, each on a line of its own."""
    for excerpt in excerpts:
        for sentence in excerpt.sentences:
            yield from line(sentence.text, Verdict(Support.SUPPORTED, (Span(excerpt.passage, sentence),)), draft)


def finished(task: Task, draft: Draft, mode: Mode, model: str, notice: str = "") -> Iterator[Event]:
    """The end of every stream: the draft where something of it is proven, else that the archive does not say."""
    nearest: tuple[Citation, ...] = ()
    if not draft.proven:
        yield from draft.retract("unproven", task.language)
        nearest = task.nearest()
        draft.text = task.refusal(nearest)
        yield Token(draft.text)
    yield Finished(task.answer(draft, mode, model, notice, nearest))


def silent(parts: Iterable[Sought], draft: Draft, language: Language) -> Iterator[Event]:
    """Where other parts of the question are answered, that the archive says nothing of these: our words, no claims."""
    if draft.proven:
        for part in parts:
            draft.account.silent = True
            asked = " ".join((part.question.own or part.searched).split()).strip(" ¿?¡!.,;:")
            draft.pending += f"\n{say('silent', language, value=asked)}"
            yield from draft.release()
