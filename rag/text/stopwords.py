"""Function words by language, for what has only a code; what has a `Language` asks that."""

from __future__ import annotations

from rag import languages

__all__ = ["LANGUAGES", "STOP_WORDS"]

STOP_WORDS = {language.code: language.stop_words for language in languages.LANGUAGES}
"""Folded function words by language."""

LANGUAGES = tuple(code for code in STOP_WORDS if code not in ("gl", "eu"))
"""The languages that `rag.text.language` tells apart, Spanish first."""
