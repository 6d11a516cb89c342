"""What newspapers print around an article: a line of it is told by its kind, in the words of the article's language.

«Lee también», «Publicidad», a bar of share buttons, a notice about cookies, who made a picture, the agency that signs:
none of it is told by the article, so none of it is evidence. A whole line is such, or it is not.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rag.languages import Language
from rag.languages.international import AGENCIES, INNER_WORDS, NETWORKS
from rag.text.terms import fold

__all__ = ["is_byline", "is_credit", "is_furniture", "is_signature", "names_section", "without_lead"]

_LONGEST = 300
"""Characters of the longest line that is no article: the notices about cookies."""

_LONGEST_LEAD = 200
_WORDS_OF_A_CREDIT = 4
_NAMES_OF_A_CREDIT = 8
_NAMES_OF_A_BYLINE = 8
_WORDS_OF_A_SECTION = 4

_AROUND = " \t*_#>|-–—·•…[]()"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_MARK = r"\s*[:|»→/]"


def is_furniture(line: str, language: Language) -> bool:
    """Whether a line is of the page and not of its article; one that tells something never is."""
    return len(line) <= _LONGEST and _is_furniture(line, language)


@lru_cache(maxsize=4096)
def _is_furniture(line: str, language: Language) -> bool:
    folded = fold(line).strip(_AROUND)
    return (
        _leads_away(line, folded, language)
        or _advertising(language).fullmatch(folded) is not None
        or _asks(language).match(folded) is not None
        or _shares(folded, language)
        or is_credit(line, language)
        or is_signature(line, language)
    )


def is_credit(line: str, language: Language) -> bool:
    """Whether a line says who made a picture: «Foto: EFE», «(Fotografía: archivo municipal)»."""
    credit = _credit(language).fullmatch(fold(line).strip(_AROUND + "."))
    if credit is None:
        return False
    names = _WORD.findall(line.partition(":")[2] or line)
    written = [word for word in names if fold(word) not in INNER_WORDS | language.syntax.conjunctions]
    most = _NAMES_OF_A_CREDIT if all(word[0].isupper() for word in written) else _WORDS_OF_A_CREDIT
    return len(names) <= most


def is_signature(line: str, language: Language) -> bool:
    """Whether a line only says which agency or desk an article is from: «EFE», «Redacción / Agencias»."""
    found = [fold(word) for word in _WORD.findall(line)]
    signs = AGENCIES | language.furniture.desks
    return (
        bool(found)
        and all(w in signs or w in language.syntax.conjunctions for w in found)
        and not line.rstrip().endswith(":")
    )


def is_byline(line: str, language: Language) -> bool:
    """Whether a line says who wrote the article: «Por Ana Ruiz», «Texto y fotos: Luis Gil | Osma»."""
    lead = _byline(language).match(fold(line).strip(_AROUND))
    if lead is None:
        return False
    found = _WORD.findall(line)[len(_WORD.findall(lead["lead"])) :]
    names = [word for word in found if fold(word) not in INNER_WORDS | language.syntax.conjunctions]
    return 2 <= len(names) <= _NAMES_OF_A_BYLINE and all(word[0].isupper() for word in names)


def without_lead(byline: str, language: Language) -> str:
    """What a byline says behind the word that leads it in: «Ana Ruiz» of «Por Ana Ruiz»."""
    own = byline.strip(_AROUND)
    lead = _byline(language).match(fold(own))
    return own[lead.end() :].strip() if lead and len(fold(own)) == len(own) else own


def names_section(line: str, language: Language) -> bool:
    """Whether a line only names parts of a newspaper: «ECONOMÍA», «Sociedad | Sucesos»."""
    found = [fold(word) for word in _WORD.findall(line)]
    known = language.furniture.sections | language.syntax.conjunctions
    return 0 < len(found) <= _WORDS_OF_A_SECTION and all(word in known for word in found)


def _leads_away(line: str, folded: str, language: Language) -> bool:
    """Whether a line leads to another article, whose headline has no full stop."""
    ends = line.rstrip().endswith(".")
    return len(line) <= _LONGEST_LEAD and not ends and _more(language).fullmatch(folded) is not None


def _shares(folded: str, language: Language) -> bool:
    """Whether a line is a bar of buttons: words for sharing and the names of networks, and nothing that tells."""
    found = [word for word in _WORD.findall(folded) if not word.isdigit()]
    buttons = [word for word in found if word in language.furniture.sharing or word in NETWORKS]
    if not buttons or (len(found) == 1 and buttons[0] in NETWORKS):
        return False
    return all(word in buttons or word in language.stop_words for word in found) and 2 * len(buttons) >= len(found)


@cache
def _more(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?:{language.furniture.more.pattern})(?:{_MARK}.*)?")


@cache
def _advertising(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?:{language.furniture.advertising.pattern})[.:!]?")


@cache
def _asks(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?:{language.furniture.subscription.pattern}|{language.furniture.notices.pattern}|©)")


@cache
def _credit(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?:{language.furniture.credit.pattern})\b[^:|/]{{0,15}}{_MARK}.*")


@cache
def _byline(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?P<lead>{language.furniture.byline.pattern})\b")
