"""Which language a text is in, told by how likely its words are in each, and its endings and letters where words fail.

A word counts as much as it tells: «de» little, since five languages share it, «quién» much. Accents count as they are
typed, except in a text without any. Where the lead is small the language that was expected stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log

from rag.text.language_words import PROFILES, SCRIPTS, TELLING_LETTERS
from rag.text.terms import fold

__all__ = ["detect_language", "lag"]

ENOUGH = 4000
"""Characters that are looked at; an article has given itself away long before."""

MARGIN = 1.5
"""By how much another language must be more likely than the expected one, as a logarithm of odds."""

_WORD_TIERS = (20.0, 7.0, 2.0, 0.5)
_ENDING_TIERS = (100.0, 30.0, 10.0, 3.0)
"""How frequent the words and endings of a profile are, in a thousand."""

_RARE_WORD = 0.02
_RARE_ENDING = 1.0
"""And those that it does not name."""

_ACCENT_LEFT_OUT = 0.01
_ACCENTS_LEFT_OUT = 0.5
"""How many leave out one accent in a text that has others, and all of them in a text that has none."""

_FOREIGN_LETTERS = -0.5
_FOREIGN_ACCENT = -2.0
"""What letters count against a language that seldom has them."""

_NAME = 0.3
"""What a word with a capital counts: names are of any language."""

_LEAST_ENDING = 2
_LONGEST_ENDING = 5

_CODES = tuple(PROFILES)
_RARER = {"gl": -1.0, "eu": -1.0, "ro": -1.0, "nl": -1.0, "ca": -0.5}
"""Languages that are rarer in an archive than their neighbours, as logarithms of odds."""

_TOKEN = re.compile(r"[¿¡]|[^\W\d_](?:[^\W\d_]|·|[\u0300-\u036f])*(?:'(?=\w))?")

_Scores = tuple[float, ...]
_NOTHING: _Scores = (0.0,) * len(_CODES)


def detect_language(text: str, default: str = "es") -> str:
    """Name the language of a text, which may be as short as a question.

    Args:
        text: Any text.
        default: The language that is expected: of the archive, of the question; stands unless another has a clear lead.

    Returns:
        An ISO 639-1 code: of `PROFILES`, or of a script (`SCRIPTS`); `default` where nothing tells.
    """
    sample = text[:ENOUGH]
    if script := _by_script(sample):
        return script
    scores = _scores(sample)
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] - scores.get(default, 0.0) >= MARGIN else default


def lag(text: str, language: str) -> float:
    """By how much a language is less likely than the likeliest of a text (log of odds); 0 where it is that one."""
    sample = text[:ENOUGH]
    if script := _by_script(sample):
        return 0.0 if script == language else float(len(sample))
    scores = _scores(sample)
    return max(scores.values()) - scores[language]


def _scores(sample: str) -> dict[str, float]:
    """How much likelier a text is in each language than in all of them together, as logarithms of odds."""
    total = [_RARER.get(code, 0.0) for code in _CODES]
    hasty = not any(c.isalpha() and not c.isascii() for c in sample)
    if sample.isupper():
        sample = sample.lower()
    marks = set()
    for match in _TOKEN.finditer(sample.replace("’", "'")):
        token = match.group()
        if token in "¿¡":
            if token in marks:
                continue
            marks.add(token)
        name = token[0].isupper() and match.start() > 0
        scores = _evidence(token.lower(), hasty)
        for i, score in enumerate(scores):
            total[i] += score * _NAME if name else score
    return dict(zip(_CODES, total, strict=True))


@lru_cache(maxsize=50_000)
def _evidence(token: str, hasty: bool) -> _Scores:
    """What one word says for each language: by itself where a profile names it, else by its ending and letters."""
    words, endings = (_HASTY_WORDS, _HASTY_ENDINGS) if hasty else (_WORDS, _ENDINGS)
    if known := words.get(token):
        return known
    bare = token.rstrip("'")
    if known := words.get(bare):
        return known
    by_ending = next((endings[e] for e in _endings_of(bare) if e in endings), _NOTHING)
    return tuple(map(sum, zip(by_ending, *(_BY_LETTERS[g] for g in set(_GROUPS.findall(bare))), strict=True)))


def _endings_of(word: str) -> Iterable[str]:
    return (word[-n:] for n in range(min(_LONGEST_ENDING, len(word) - _LEAST_ENDING), 0, -1))


def _table(tiers: Mapping[str, tuple[str, ...]], weights: tuple[float, ...], rare: float, left_out: float):
    """What each form says for each language: its probability there over the mean of all, as a logarithm."""
    forms: dict[str, dict[str, float]] = {}
    for code, lists in tiers.items():
        for weight, listed in reversed(list(zip(weights, lists, strict=True))):
            for form in listed.split():
                forms.setdefault(form, {})[code] = weight
    typed: dict[str, dict[str, float]] = {form: dict(found) for form, found in forms.items()}
    for form, found in forms.items():
        if (folded := fold(form)) != form:
            for code, weight in found.items():
                there = typed.setdefault(folded, {})
                there[code] = max(there.get(code, 0.0), weight * left_out)
    return {form: _ratios([found.get(code, 0.0) + rare for code in _CODES]) for form, found in typed.items()}


def _ratios(probabilities: list[float]) -> _Scores:
    mean = sum(probabilities) / len(probabilities)
    return tuple(log(p / mean) for p in probabilities)


def _letters() -> dict[str, _Scores]:
    groups = {group for profile in PROFILES.values() for group in profile.letters.split()}
    usual = {code: frozenset(profile.letters.split()) for code, profile in PROFILES.items()}
    return {
        group: tuple(
            0.0 if group in usual[code] else _FOREIGN_LETTERS if group.isascii() else _FOREIGN_ACCENT for code in _CODES
        )
        for group in groups
    }


def _by_script(sample: str) -> str:
    if sample.isascii():
        return ""
    letters = sum(c.isalpha() for c in sample)
    for code, script in _SCRIPTS.items():
        other, telling = _TELLING.get(code, ("", None))
        found = len(script.findall(sample))
        of_other = len(telling.findall(sample)) if telling else 0
        if code == "zh":
            found += of_other
        if found * 2 > letters:
            return other if of_other else code
    return ""


_WORD_LISTS = {code: profile.words for code, profile in PROFILES.items()}
_ENDING_LISTS = {code: profile.endings for code, profile in PROFILES.items()}
_WORDS = _table(_WORD_LISTS, _WORD_TIERS, _RARE_WORD, _ACCENT_LEFT_OUT)
_HASTY_WORDS = _table(_WORD_LISTS, _WORD_TIERS, _RARE_WORD, _ACCENTS_LEFT_OUT)
_ENDINGS = _table(_ENDING_LISTS, _ENDING_TIERS, _RARE_ENDING, _ACCENT_LEFT_OUT)
_HASTY_ENDINGS = _table(_ENDING_LISTS, _ENDING_TIERS, _RARE_ENDING, _ACCENTS_LEFT_OUT)
_BY_LETTERS = _letters()
_BY_LETTERS["¿"] = _BY_LETTERS["¡"] = tuple({"es": 0.0, "gl": -1.0, "ca": -4.0}.get(c, -8.0) for c in _CODES)
_GROUPS = re.compile("|".join(sorted(map(re.escape, _BY_LETTERS), key=len, reverse=True)))
_SCRIPTS = {code: re.compile(f"[{span}]") for code, span in SCRIPTS.items()}
_TELLING = {code: (other, re.compile(f"[{span}]")) for code, (other, span) in TELLING_LETTERS.items()}
