"""What each language knows, one frozen `Language` a file: its words and patterns. What it lacks it says.

Another language is another file here and its name in `LANGUAGES`; no rule elsewhere names a language.
"""

from __future__ import annotations

from functools import cache

from rag.languages.basque import BASQUE
from rag.languages.catalan import CATALAN
from rag.languages.english import ENGLISH
from rag.languages.french import FRENCH
from rag.languages.galician import GALICIAN
from rag.languages.german import GERMAN
from rag.languages.italian import ITALIAN
from rag.languages.language import Language
from rag.languages.neighbours import DUTCH, ROMANIAN, SCRIPTS
from rag.languages.portuguese import PORTUGUESE
from rag.languages.spanish import SPANISH

__all__ = ["LANGUAGES", "SCRIPTS", "TOLD_APART", "Language", "language_of"]

LANGUAGES = (SPANISH, ENGLISH, PORTUGUESE, FRENCH, ITALIAN, GERMAN, CATALAN, GALICIAN, BASQUE)
"""The languages that something is known of, Spanish first."""

TOLD_APART = (*LANGUAGES, ROMANIAN, DUTCH)
"""The languages written in Latin letters that are told from each other."""


@cache
def language_of(code: str) -> Language:
    """The language of an ISO 639-1 code; one that has no file here has no rules, and `lacks` them all."""
    return next((language for language in LANGUAGES if language.code == code), Language(code))
