"""Which language a text is in, told by how likely its words are in each, and by their endings where words fail.

A word counts as much as it tells: «de» little, since five languages share it, «quién» much. Accents count as they are
typed, except in a text without any. Where the lead is small the language that was expected stands.

Wrong of 100: Spanish and English questions of XQuAD 0.0 and 0.2, in lower case without accents 0.1 and 0.1; the first
five to twelve words of Spanish news (FLARES) 0.1 to 0.2, whole sentences 0.0; sentences of eleven languages, on which
nothing was fitted, 2, without accents 3.5, Galician the most. 0.05 ms a question. The detectors that were tried instead
are in docs/decisions/0011-languages.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import exp, log
from unicodedata import normalize

from rag.languages import SCRIPTS, TOLD_APART
from rag.languages.language import Script
from rag.text.terms import fold

__all__ = ["detect_language", "lag"]

ENOUGH = 4000
"""Characters that are looked at; an article has given itself away long before."""

MARGIN = 2.5
"""By how much another language must be likelier than the expected one, as a logarithm of odds."""

LEAST = 1.25
"""By how much a language must be likelier than any, where the expected one cannot be weighed against it."""

_WORD_TIERS = (20.0, 7.0, 2.0, 0.5)
_ENDING_TIERS = (100.0, 30.0, 10.0, 3.0)
"""How frequent the words and endings of a profile are, in a thousand."""

_RARE_WORD = 0.02
_RARE_ENDING = 2.0
"""And those that it does not name."""

_ACCENT_LEFT_OUT = 0.01
_ACCENTS_LEFT_OUT = 0.5
"""How many leave out one accent in a text that has others, and all of them in a text that has none."""

_FOREIGN_LETTERS = -0.5
_FOREIGN_ACCENT = -2.0
"""What letters count against a language that seldom has them."""

_NAME = 0.3
"""What a word with a capital counts: names are of any language."""

_LEAST_STEM = 2
_LONGEST_ENDING = 5

_PROFILES = {language.code: language.profile for language in TOLD_APART}
_CODES = tuple(_PROFILES)
_TOKEN = re.compile(r"[¿¡]|[^\W\d_](?:[^\W\d_]|·)*(?:'(?=\w))?")

_Scores = tuple[float, ...]
"""What something says for each language of `_CODES`: logarithms of odds against their mean."""


def detect_language(text: str, default: str = "es") -> str:
    """Name the language of a text, which may be as short as a question.

    Args:
        text: Any text.
        default: The language that is expected, as that of the archive is of a question. It stands unless another is
            likelier by `MARGIN`, and where nothing tells.

    Returns:
        An ISO 639-1 code: of a language that is told apart, of a script or its other user, or `default`.
    """
    sample = text[:ENOUGH]
    if script := _by_script(sample):
        return script
    scores = _scores(sample)
    best = max(scores, key=scores.__getitem__)
    clear = scores[best] >= scores[default] + MARGIN if default in scores else scores[best] >= LEAST
    return best if clear else default


def lag(text: str, language: str) -> float:
    """By how much a language is less likely than the likeliest of a text, as a logarithm of odds; 0 where it is that.

    Raises:
        KeyError: No profile tells the language.
    """
    sample = text[:ENOUGH]
    if _by_script(sample):
        return float(len(sample))
    scores = _scores(sample)
    return max(scores.values()) - scores[language]


@lru_cache(maxsize=4)  # an article is looked at before its broken lines are joined, and after
def _scores(sample: str) -> dict[str, float]:
    """How much likelier a text is in each language than in any, as logarithms of odds."""
    hasty = not any(c.isalpha() and not c.isascii() for c in sample)
    sample = normalize("NFC", sample.lower() if sample.isupper() else sample).replace("’", "'")
    total = [_PROFILES[code].met for code in _CODES]
    for token, weight in _weighed(sample):
        for i, score in enumerate(_evidence(token, hasty)):
            total[i] += weight * score
    return dict(zip(_CODES, total, strict=True))


def _weighed(sample: str) -> Iterable[tuple[str, float]]:
    """The words of a text in lower case, with what each counts; an opening mark counts once."""
    marked = False
    for match in _TOKEN.finditer(sample):
        token, start = match.group(), match.start()
        if token in _OPENING:
            if not marked:
                yield token, 1.0
            marked = True
        else:
            yield token.lower(), _NAME if token[0].isupper() and _within(sample, start) else 1.0


def _within(sample: str, start: int) -> bool:
    """Whether a word goes on with a sentence, so that a capital is a name's."""
    before = sample[max(0, start - 2) : start]
    return len(before) == 2 and before[1].isspace() and (before[0].isalnum() or before[0] in ",;")


@lru_cache(maxsize=50_000)
def _evidence(token: str, hasty: bool) -> _Scores:
    """What one word says for each language: by itself where a profile names it, else by its ending and letters."""
    words, endings = (_HASTY_WORDS, _HASTY_ENDINGS) if hasty else (_WORDS, _ENDINGS)
    bare = token.rstrip("'")
    if known := words.get(token) or words.get(bare):
        return known
    parts = [_LETTERS[group] for group in set(_GROUP.findall(bare))]
    parts += [endings[ending] for ending in _endings_of(bare) if ending in endings][:1]
    return _ratios([exp(sum(scores)) for scores in zip(*parts, strict=True)]) if parts else (0.0,) * len(_CODES)


def _endings_of(word: str) -> Iterable[str]:
    """Its endings, longest first."""
    return (word[-n:] for n in range(min(_LONGEST_ENDING, len(word) - _LEAST_STEM), 0, -1))


def _ratios(probabilities: Sequence[float]) -> _Scores:
    mean = sum(probabilities) / len(probabilities)
    return tuple(log(probability / mean) for probability in probabilities)


def _table(
    listed: Mapping[str, tuple[str, ...]], tiers: Sequence[float], rare: float, left_out: float
) -> dict[str, _Scores]:
    """What each form of some lists says, and each without its accents, which are left out so often."""
    found: dict[str, dict[str, float]] = {}
    for code, lists in listed.items():
        for frequency, forms in zip(tiers, lists, strict=True):
            for form in forms.split():
                for typed, share in ((form, 1.0), (fold(form), left_out)):
                    here = found.setdefault(typed, {})
                    here[code] = max(here.get(code, 0.0), share * frequency)
    return {form: _ratios([here.get(code, 0.0) + rare for code in _CODES]) for form, here in found.items()}


def _letters() -> dict[str, _Scores]:
    """What each group of letters says; one that is no plain letter is the most foreign."""
    usual = {code: frozenset(_PROFILES[code].letters.split()) for code in _CODES}
    return {
        group: tuple(
            0.0 if group in usual[code] else _FOREIGN_LETTERS if group.isascii() else _FOREIGN_ACCENT for code in _CODES
        )
        for group in frozenset().union(*usual.values())
    }


def _by_script(sample: str) -> str:
    """The language that most letters are of, where these are not Latin; else empty."""
    if sample.isascii():
        return ""
    letters = sum(map(str.isalpha, sample))
    for script in SCRIPTS:
        found = len(re.findall(f"[{script.characters}]", sample))
        if found * (3 if script.dense else 1) > letters - found:
            return _among_its_users(script, sample, found)
    return ""


def _among_its_users(script: Script, sample: str, found: int) -> str:
    other, letters = script.telling
    if not other:
        return script.code
    return other if len(re.findall(f"[{letters}]", sample)) * 50 > found else script.code  # more than a name's worth


_OPENING = "¿¡"
_WORD_LISTS = {code: profile.words for code, profile in _PROFILES.items()}
_ENDING_LISTS = {code: profile.endings for code, profile in _PROFILES.items()}
_MARKS = dict.fromkeys(_OPENING, _ratios([_PROFILES[code].opening_marks for code in _CODES]))
_WORDS = _table(_WORD_LISTS, _WORD_TIERS, _RARE_WORD, _ACCENT_LEFT_OUT) | _MARKS
_HASTY_WORDS = _table(_WORD_LISTS, _WORD_TIERS, _RARE_WORD, _ACCENTS_LEFT_OUT) | _MARKS
_ENDINGS = _table(_ENDING_LISTS, _ENDING_TIERS, _RARE_ENDING, _ACCENT_LEFT_OUT)
_HASTY_ENDINGS = _table(_ENDING_LISTS, _ENDING_TIERS, _RARE_ENDING, _ACCENTS_LEFT_OUT)
_LETTERS = _letters()
_GROUP = re.compile("|".join(sorted(map(re.escape, _LETTERS), key=len, reverse=True)))
