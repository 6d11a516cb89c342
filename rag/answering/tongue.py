"""An answer in the language that was asked for: told from its first words, before any of them is shown.

Only what looks wrong is held back: the first forty characters, and where these are in another language the first
sentence or two, since a name or a title may open any answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rag.text.language import detect_language
from rag.text.stopwords import LANGUAGES

__all__ = ["WrongLanguage", "in_language", "speaks"]

GLANCE = 40
"""Characters of an answer from which its language is told, at first sight."""

SURE = 160
"""Characters that are waited for where the first sight says that the language is wrong."""

LEAST = 20
"""Characters below which an answer («38.000 millones.») has no language of its own."""

_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")


class WrongLanguage(Exception):
    """A model writes in another language than it was told to; nothing of it has been passed on."""


def speaks(text: str, language: str) -> bool:
    """Whether a text is in a language, as far as can be told: quotations and short texts may be in any."""
    own = _QUOTED.sub(" ", text).strip()
    return language not in LANGUAGES or len(own) <= LEAST or detect_language(own) == language


def in_language(pieces: Iterable[str], language: str) -> Iterator[str]:
    """Pass the pieces of an answer on, the first ones only when they are in the language.

    Raises:
        WrongLanguage: They are not; nothing has been passed on.
    """
    held, wanted = "", GLANCE
    pieces = iter(pieces)
    for piece in pieces:
        held += piece
        if len(held) < wanted:
            continue
        if speaks(held, language):
            yield held
            yield from pieces
            return
        if wanted == SURE:
            raise WrongLanguage
        wanted = SURE
    if not speaks(held, language):
        raise WrongLanguage
    if held:
        yield held
