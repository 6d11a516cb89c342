"""Whether a question asks for nothing but what was published, and about what: «noticias de ayer», «¿qué escribió…?».

Where the words of its filters are taken off such a question, no more is left of it than the frame by which it asks for
articles, and perhaps what these are to be about. An article says nothing of that frame: it is an answer itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rag.languages import Language
from rag.questions.times import one_of
from rag.questions.wording import Wording
from rag.text.morphology import has_lemma

__all__ = ["topic_of"]

_WORD = re.compile(r"\w+")


def topic_of(text: str, spans: Sequence[tuple[int, int]], language: Language) -> str | None:
    """What the articles are to be about that a question asks for: empty for any; None where it asks something else.

    Args:
        text: The question.
        spans: Where it says its filters.
        language: Of the question.
    """
    rules = _rules(language)
    wording = Wording(_blank(text, spans), language)
    folded, begins = wording.folded, wording.begins
    lead = rules.about.search(folded, begins) or rules.bound.search(folded, begins)
    end = lead.start("lead") if lead else len(folded)
    frame, asks = (rules.press if spans else rules.published).subn(" ", folded[begins:end])
    if not asks or not all(_is_frame(word, language) for word in _WORD.findall(frame)):
        return None
    topic = Wording(wording.text[lead.end() :] if lead else "", language)
    return None if topic.askers else " ".join(topic.text.split()).strip(" ¿?¡!.,;:")


def _blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text with spaces in the place of some spans of it."""
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _is_frame(word: str, language: Language) -> bool:
    """Whether a word only helps to ask: «qué», «hay», «las»."""
    asks = language.questions
    helps = language.syntax.auxiliaries
    return word in language.stop_words or bool(asks.words.fullmatch(word)) or has_lemma(word, helps, language.code)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What asks for articles, or for news, and what leads in what these are about, by itself or behind that."""

    published: re.Pattern[str]
    press: re.Pattern[str]
    about: re.Pattern[str]
    bound: re.Pattern[str]


@cache
def _rules(language: Language) -> _Rules:
    press = language.press
    published = "|".join(p.pattern for p in (press.asked, press.works, press.published, press.writes, press.says))
    return _Rules(
        published=re.compile(published),
        press=re.compile(rf"{press.happened.pattern}|{published}"),
        about=re.compile(rf"(?<!\w)(?P<lead>{one_of(press.about)})(?!\w)"),
        bound=re.compile(
            rf"(?:{press.works.pattern}|{press.happened.pattern})(?:\s+\w+){{0,2}}?\s+(?P<lead>{one_of(press.bound)})(?!\w)"
        ),
    )
