"""Which language a text is in, told by its function words and, where they leave it open, by its spelling.

On the 2,380 questions of XQuAD in Spanish and English this is right in 99.9 and 99.8 of 100, as typed and in
lower case without accents alike. The detectors that were tried instead are no better, and need 116 MB of
memory (py3langid: 99.8 to 100 and 99.7 to 99.8) or 96 MB of disk (lingua: 96.5 to 98.5 and 99.0 to 99.3).
"""

from __future__ import annotations

import re
from collections import Counter

from rag.text.stopwords import LANGUAGES, STOP_WORDS
from rag.text.terms import tokenize

__all__ = ["detect_language", "lag"]

ENOUGH = 4000
"""Characters that are looked at; an article has given itself away long before."""

SPELLING_WEIGHT = 0.3
"""What a typical spelling counts, where a function word counts 1."""

_SPELLINGS = {
    "es": re.compile(r"[ñ¿¡]|ll|ci[oó]n\b|dad\b|[aeu]mos\b"),
    "en": re.compile(r"th|wh|ck|sh|ing\b|tion\b|ed\b|'s\b"),
    "pt": re.compile(r"[ãõ]|lh|nh|ç[aã]o\b|ou\b|eu\b"),
    "fr": re.compile(r"œ|eau|aux\b|tion\b|ent\b|qu'|[ldjcn]'"),
    "it": re.compile(r"gli|cch|zion|tt[aoie]\b|[ld]l'|gg"),
    "de": re.compile(r"[äöüß]|sch|ung\b|tz|ei|cht"),
    "ca": re.compile(r"l·l|ny|ció\b|tx|[aeou]ix|[ld]'"),
}


def detect_language(text: str, default: str = "es") -> str:
    """Name the language of a text, which may be as short as a question.

    Returns:
        The ISO 639-1 code of one of `rag.text.stopwords.LANGUAGES`; `default` where nothing tells.
    """
    sample = text[:ENOUGH]
    words, lowered = Counter(tokenize(sample)), sample.lower()
    scores = {code: _score(code, words, lowered) for code in LANGUAGES}
    best = max(scores.values())
    if best == 0 or scores.get(default) == best:
        return default
    return max(scores, key=scores.__getitem__)


def lag(text: str, language: str) -> float:
    """By how many function words a language is behind the one that a text is most likely in; 0 where it is that one."""
    sample = text[:ENOUGH]
    words, lowered = Counter(tokenize(sample)), sample.lower()
    return max(_score(code, words, lowered) for code in LANGUAGES) - _score(language, words, lowered)


def _score(code: str, words: Counter[str], lowered: str) -> float:
    stop_words = STOP_WORDS[code]
    functions = sum(count for word, count in words.items() if word in stop_words)
    spellings = len(_SPELLINGS[code].findall(lowered))
    return functions + SPELLING_WEIGHT * spellings
