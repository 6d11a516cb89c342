"""What the language model is shown. Pure: the same evidence and question give the same bytes.

The fixed part comes first, so that a server which keeps the prefix of the last prompt starts at once; the evidence
comes next, the best of it last, because a small model heeds most what stands nearest to the question.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.languages import Language
from rag.languages.english import ENGLISH
from rag.languages.language import Prompt
from rag.retrieval.evidence import Excerpt, is_doubtful
from rag.text.instructions import defused, is_order
from rag.text.messages import name_of, say
from rag.types import Message

__all__ = ["build_messages", "fixed_messages"]


def fixed_messages(language: Language) -> list[Message]:
    """The part of the prompt that is the same for every question in a language: the task, and examples of it."""
    system = _told(language).system.format(abstention=say("insufficient", language), language=name_of(language))
    messages = [Message("system", system)]
    for example in language.prompt.examples:
        asked = _asked(example.question, language, doubtful=example.doubtful)
        messages.append(_user(example.excerpts, asked, language))
        messages.append(Message("assistant", example.answer or say("insufficient", language)))
    return messages


def build_messages(question: str, excerpts: Sequence[Excerpt], language: Language, earlier: str = "") -> list[Message]:
    """The prompt for a question over its excerpts, which stand in the order given.

    Args:
        question: What is to be answered.
        excerpts: The evidence, the best of it last; at least one.
        language: Of the answer.
        earlier: The question that this one follows up, which only helps to understand it.
    """
    lines = []
    title = None
    for excerpt in excerpts:
        if excerpt.title != title:
            title = excerpt.title
            lines.append("[…]" if is_order(title) else f"[{_one_line(title)}]")
        lines.extend("- " + _paragraph(paragraph) for paragraph in excerpt.paragraphs)
    before = _told(language).earlier.format(question=_one_line(earlier)) if earlier else ""
    asked = _asked(question, language, doubtful=is_doubtful(question, excerpts, language))
    return [*fixed_messages(language), _user(lines, before + asked, language)]


def _user(lines: Sequence[str], asked: str, language: Language) -> Message:
    return Message("user", "\n".join([_told(language).excerpts, *lines]) + "\n\n" + asked)


def _asked(question: str, language: Language, *, doubtful: bool) -> str:
    """The question, and how to answer it: where it is doubtful that it can be, what to say if not is said again."""
    told = _told(language)
    return (told.doubtful if doubtful else told.question).format(
        question=_one_line(question), language=name_of(language), abstention=say("insufficient", language)
    )


def _paragraph(lines: Sequence[str]) -> str:
    """Sentences in a row, items of a list below the line that introduces them: so the model keeps a list whole."""
    parts = [_one_line(line) for line in lines]
    return "".join(f"\n  {part}" if part.startswith("•") else f" {part}" for part in parts).strip()


def _told(language: Language) -> Prompt:
    """The texts of a language, or the English ones, which name the language that they ask for."""
    return language.prompt if language.prompt.system else ENGLISH.prompt


def _one_line(text: str) -> str:
    """Text in which nothing can pass for a line of the prompt's own, for a token of it, or for what is not there."""
    return " ".join(defused(text).split())
