"""What Hemeroteca itself says to a reader, in the reader's language; English where it has no words for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.languages import LANGUAGES, Language, language_of
from rag.languages.english import ENGLISH
from rag.text.terms import fold
from rag.types import Citation, Retracted

__all__ = [
    "ABSTENTIONS",
    "is_abstention",
    "may_become_abstention",
    "name_of",
    "say",
    "say_nearest",
    "say_own_words",
    "say_retracted",
    "tells_of_archive",
]

ABSTENTIONS = tuple(language.messages["insufficient"] for language in LANGUAGES if "insufficient" in language.messages)
"""The sentences with which a model is told to abstain, one a language."""

_FOLDED_ABSTENTIONS = tuple(fold(text).rstrip(". ") for text in ABSTENTIONS)

_OWN = tuple(
    re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(fold(language.messages[message]))), re.DOTALL)
    for language in LANGUAGES
    for message in ("silent", "as_published", "published_before", "published_between", "more_article", "more_articles")
    if message in language.messages
)

BEGINNING = 5
"""Words by which a reader finds where withdrawn text begins."""


def say(message: str, language: Language, **values: str) -> str:
    """A message of a language, of the one that its readers know too, or in English, with its values in place."""
    spoken = (language, language_of(language.also_read), ENGLISH)
    words = next(known.messages[message] for known in spoken if message in known.messages)
    return words.format(**values)


def say_own_words(words: Sequence[str], language: Language) -> str:
    """The reason of a paraphrase, which names the answer's own words: «en otras palabras: «votaron», «medida»»."""
    return say("own_words", language, value=", ".join(say("quoted", language, value=word) for word in words))


def say_retracted(retracted: Retracted, shown: str) -> str:
    """That text above is withdrawn, and why, for where nothing can be struck; `shown` is the text before it was."""
    language = language_of(retracted.language)
    if not retracted.start:
        return say("retracted", language, reason=retracted.reason)
    beginning = " ".join(shown[retracted.start :].split()[:BEGINNING])
    return say("retracted_from", language, reason=retracted.reason, value=f"{beginning}…")


def say_nearest(nearest: Sequence[Citation], language: Language) -> str:
    """What an archive holds that is nearest, below a line that says so: each sentence with its article and file.

    For where text is all that is shown; empty where there is nothing. What is an article's is put on one line.
    """
    if not nearest:
        return ""
    lines = (f"- {_place(citation)}: {say('quoted', language, value=_line(citation.quote))}" for citation in nearest)
    return "\n".join([say("nearest", language), *lines])


def _place(citation: Citation) -> str:
    document = citation.passage.document
    return f"{_line(document.title)} ({_line(document.source)})"


def _line(text: str) -> str:
    return " ".join(text.split())


def name_of(language: Language) -> str:
    """What a language calls itself, or its code where that is not known."""
    return language.name or language.code


def is_abstention(text: str) -> bool:
    """Whether a sentence is the model's way to say that the archive does not know."""
    return _bare(text).startswith(_FOLDED_ABSTENTIONS)


def tells_of_archive(text: str) -> bool:
    """Whether a sentence of an answer is about the archive, not about the world, and so needs no proof.

    It is an abstention, says of which part of the question nothing is known, or when what follows was published.
    """
    said = fold(text).strip()
    return is_abstention(text) or any(known.fullmatch(said) for known in _OWN)


def may_become_abstention(text: str) -> bool:
    """Whether a sentence that has been written so far could still be an abstention."""
    begun = _bare(text)
    return any(abstention.startswith(begun) for abstention in _FOLDED_ABSTENTIONS)


def _bare(text: str) -> str:
    return fold(text).strip(" \n«»“”\"'")
