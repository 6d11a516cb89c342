"""Small changes of a text that all kinds share: places where something can be exchanged, and choosing one of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random

__all__ = [
    "Way",
    "applied",
    "capital",
    "cased",
    "holds_words",
    "in_groups",
    "lower_first",
    "replaced",
    "swaps",
    "tidy",
    "words",
]

Way = tuple[tuple[int, int], str]
"""A span to be replaced, and with what."""

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Its words in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


def holds_words(text: str, new: str) -> bool:
    """Whether every word of `new` stands in a text: then putting it in may say nothing false."""
    return set(words(new)) <= set(words(text))


def replaced(text: str, span: tuple[int, int], new: str) -> str:
    """The text with one span exchanged."""
    return text[: span[0]] + new + text[span[1] :]


def applied(text: str, ways: Iterable[Way], chance: Random, *, fresh: bool = True) -> str | None:
    """One of the ways, tidied; None where there is none.

    Args:
        text: What is altered.
        ways: Those possible.
        chance: Chooses.
        fresh: Whether something must come in that the text does not hold already.
    """
    fitting = [way for way in ways if not (fresh and way[1].strip() and holds_words(text, way[1]))]
    if not fitting:
        return None
    altered = tidy(replaced(text, *chance.choice(fitting)))
    return None if altered == text else altered


def tidy(text: str) -> str:
    """With single spaces, none before a comma or point, a capital first, and the contractions of Spanish."""
    text = re.sub(r"\s{2,}", " ", text).strip()
    text = re.sub(r" ([,.;:])", r"\1", text)
    text = re.sub(r",(?=[,.;])", "", text)
    text = re.sub(r"\bde el (?=[a-záéíóúñ])", "del ", text)
    text = re.sub(r"\ba el (?=[a-záéíóúñ])", "al ", text)
    return capital(text)


def capital(text: str) -> str:
    """With a capital at its head, behind opening marks."""
    place = re.search(r"[^\W\d_]", text)
    if place is None or re.match(r"[«“\"'¿¡(]*", text).end() != place.start():  # type: ignore[union-attr]
        return text
    return text[: place.start()] + text[place.start()].upper() + text[place.end() :]


def lower_first(text: str, others: Iterable[str] = ()) -> str:
    """With its first letter small where a small word is known to begin it, by itself or from other sentences."""
    begins = re.match(r"\w+", text)
    if begins is not None and any(re.search(rf"(?<!\w){begins[0].lower()}(?!\w)", other) for other in others):
        return text[0].lower() + text[1:]
    first = re.match(r"(?:El|La|Los|Las|Un|Una|En|Este|Esta|Estos|Estas|Su|Sus|Según|Por|Para|Con|Desde|Tras|Entre|"
                     r"The|A|An|In|On|This|These|It|He|She|They|His|Her|Their|Its|Also|Además|También|No|Se|Ha|Han|"
                     r"Hay|Es|Son|Fue|Al|De|Del|Cuando|Aunque|Pero|Como|Si|After|During|For|By|At|Muchos|Algunos|"
                     r"Varios|Todos|Ahora|Quienes|Durante|Mediante|Ante|Sobre|Hasta|Sin|Luego|Después|Antes|Primero|Finalmente|Entonces|Esas|Esos|Tiene|Tienen|Pierde|Incluso|Hoy|Ayer|"
                     r"Algunas|Muchas|Otro|Otra|Otros|Otras|Ambos|Cada|Más|Lo|Esto|Eso|Ese|Esa)\b", text)  # fmt: skip
    return text[0].lower() + text[1:] if first else text


def cased(old: str, new: str) -> str:
    """The new word with a capital where the old one had it."""
    return capital(new) if old[:1].isupper() else new


def swaps(text: str, pairs: Iterable[tuple[str, str]]) -> list[Way]:
    """Every place of the first of a pair, as a whole word, to be replaced by the second; a capital is kept.

    What has a capital amid a sentence is part of a name, and left alone.
    """
    return [
        (found.span(), cased(found[0], new))
        for old, new in pairs
        for found in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", text, re.IGNORECASE)
        if not (found[0] != old and found[0][0].isupper() and re.search(r"\w,? $", text[: found.start()]))
    ]


def in_groups(
    text: str, groups: Sequence[Sequence[str]], chance: Random, forms: Callable[[str], Sequence[str]] = lambda w: (w,)
) -> list[Way]:
    """Members of a group that stand in a text, each to be replaced by another in the same form."""
    places: Mapping[str, list[tuple[int, Sequence[str], str]]] = _index(groups, forms)
    ways: list[Way] = []
    for found in _WORD.finditer(text):
        for number, group, member in places.get(found[0].lower(), ()):
            others = [forms(other)[number] for other in group if other != member]
            others = [other for other in others if other and not holds_words(text, other)]
            if others:
                ways.append((found.span(), cased(found[0], chance.choice(others))))
    return ways


_INDICES: dict[tuple[int, int], dict[str, list[tuple[int, Sequence[str], str]]]] = {}


def _index(
    groups: Sequence[Sequence[str]], forms: Callable[[str], Sequence[str]]
) -> Mapping[str, list[tuple[int, Sequence[str], str]]]:
    """Which member of which group a word is, and in which of its forms; made once for each list."""
    key = id(groups), id(forms)
    if key not in _INDICES:
        index: dict[str, list[tuple[int, Sequence[str], str]]] = {}
        for group in groups:
            for member in group:
                for number, form in enumerate(forms(member)):
                    if form:
                        index.setdefault(form, []).append((number, group, member))
        _INDICES[key] = index
    return _INDICES[key]
