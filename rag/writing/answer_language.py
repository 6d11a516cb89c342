"""An answer in the language that was asked for: told from its first words, before any of them is shown.

Only what looks wrong is held back: the first forty characters, and where these are in another language, or all names
and quotations, the first sentence or two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rag.languages import Language
from rag.text.language import detect_language, lag

__all__ = ["WrongLanguage", "in_language", "speaks"]

GLANCE = 40
"""Characters of an answer from which its language is told, at first sight."""

SURE = 160
"""Characters that are waited for where the first sight says that the language is wrong."""

LEAST = 20
"""Characters up to which words («38.000 millones.») have no language of their own."""

CLEAR = 4.0
"""By how much another language must be likelier, as a logarithm of odds: kindred ones share most words.

Of the first 40 characters of 3,500 sentences of FLARES and XQuAD it takes 0.2 in 100 for another language, of the first
160 none; and it stops 97 to 100 and 100 of 100 where Spanish was asked of English ones or English of Spanish ones.
"""

# A quotation that is still being written counts as one.
_QUOTED = re.compile(r"«[^«»]*(?:»|\Z)|“[^“”]*(?:”|\Z)|\"[^\"]*(?:\"|\Z)")
_UNKNOWN = "und"
_WORD = re.compile(r"[\w'’-]+")


class WrongLanguage(Exception):
    """A model writes in another language than it was told to; nothing of it has been passed on."""


def speaks(text: str, language: Language) -> bool:
    """Whether a text is in a language, as far as can be told: quotations, names and short texts may be in any."""
    own = _own_words(text)
    return not language.can_prove or len(own) <= LEAST or lag(own, language.code) < CLEAR


def in_language(pieces: Iterable[str], language: Language) -> Iterator[str]:
    """Pass the pieces of an answer on, the first ones only when they are in the language.

    Raises:
        WrongLanguage: They are not; nothing has been passed on.
    """
    held = ""
    pieces = iter(pieces)
    for piece in pieces:
        held += piece
        if len(held) >= SURE or (len(held) >= GLANCE and _surely_speaks(held, language)):
            break
    if not speaks(held, language):
        raise WrongLanguage
    if held:
        yield held
    yield from pieces


def _surely_speaks(text: str, language: Language) -> bool:
    """Whether there is enough text to tell its language, and it is this one."""
    own = _own_words(text)
    if not language.can_prove:
        return True
    return len(own) > LEAST and detect_language(own, default=_UNKNOWN) == language.code


def _own_words(text: str) -> str:
    """The words of a text outside its quotations that begin with no capital, so that they name nothing."""
    return " ".join(word for word in _WORD.findall(_QUOTED.sub(" ", text)) if not word[0].isupper())
