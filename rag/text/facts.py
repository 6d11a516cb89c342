"""The hard facts of a sentence — figures, names, quotations, what is denied — and whether evidence holds them.

Similarity cannot outvote these checks: «38.000» and «99.000» embed alike, as do «subió» and «no subió».
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from rag.languages import LANGUAGES, Language
from rag.languages.language import Negation, alternation
from rag.text.figures import DateMention, Quantity
from rag.text.morphology import forms_of
from rag.text.names import Name, find_names
from rag.text.numbers import find_dates, find_quantities
from rag.text.terms import content_terms, fold

__all__ = ["Facts", "missing_name", "missing_names", "missing_quantity", "missing_quotation", "quotes"]

ALIKE = 0.7
"""Similarity of spelling from which two names may be one in two languages: «Kiev», «Kyiv»; «Unidos», «United»."""

QUOTED_WORDS = 3
"""Words in quotation marks from which they are a quotation, not a name or a nickname."""

_CLAUSE_MARK = r"[.,;:!?…()—–]"
_QUOTED = re.compile(r"«([^«»]+)»|“([^“”]+)”|\"([^\"]+)\"")
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
MOST_IDIOMATIC = 3
"""Ordinals up to this are often no figures in another language: "at first", «en segundo lugar»."""

REACH = 4
"""Words behind «no» that it may deny."""


@cache
def _clause_end(negation: Negation) -> re.Pattern[str]:
    """What is denied ends with the clause, and «sino» begins what is affirmed."""
    return re.compile(rf"{_CLAUSE_MARK}|\b(?:{alternation(negation.adversatives)})\b")


@cache
def _word_or_suffix(negation: Negation) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(negation.suffix)}|\w+" if negation.suffix else r"\w+")


@lru_cache(maxsize=20_000)  # the words of what is found come again and again, in each sentence and in its neighbours
def _forms_of_word(word: str, language: Language) -> tuple[tuple[str, frozenset[tuple[str, str]]], ...]:
    """The content terms of a word, each with what the word is a form of."""
    return tuple((term, forms_of(word, language.code)) for term in content_terms(word, language))


def _never(_text: str) -> bool:
    return False


class Facts:
    """What can be checked of a sentence; each kind is found when it is first asked for."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language

    @cached_property
    def folded(self) -> str:
        """The text in lower case without accents."""
        return fold(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its folded words."""
        return frozenset(_WORD.findall(self.folded))

    @cached_property
    def capitals(self) -> frozenset[str]:
        """Its words with a capital, folded."""
        return frozenset(fold(word) for word in _WORD.findall(self.text) if word[0].isupper())

    @cached_property
    def long_words(self) -> tuple[str, ...]:
        """Its words of four letters or more, as they are written."""
        return tuple(dict.fromkeys(word for word in _WORD.findall(self.text) if len(word) >= 4 and word.isalpha()))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its figures, years among them."""
        return tuple(find_quantities(self.text, self.language))

    @cached_property
    def name_spans(self) -> tuple[Name, ...]:
        """Its proper names, with where they stand."""
        figures = {(q.start, q.end) for q in self.quantities}  # the «XVI» of «siglo XVI»
        return tuple(n for n in find_names(self.text, self.language) if (n.start, n.end) not in figures)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Its proper names."""
        return tuple(name.text for name in self.name_spans)

    @cached_property
    def quotations(self) -> tuple[str, ...]:
        """What it puts in quotation marks, where that is more than a name."""
        quoted = (next(filter(None, match.groups())) for match in _QUOTED.finditer(self.text))
        return tuple(text for text in quoted if len(_WORD.findall(text)) >= QUOTED_WORDS)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Its content terms."""
        return frozenset(content_terms(self.text, self.language))

    @cached_property
    def forms(self) -> Mapping[str, frozenset[tuple[str, str]]]:
        """What each of its content terms is a form of, as far as a dictionary knows."""
        found: dict[str, frozenset[tuple[str, str]]] = {}
        for word in _WORD.findall(self.text):
            for term, forms in _forms_of_word(word, self.language):
                found[term] = found.get(term, frozenset()) | forms
        return found

    @cached_property
    def lemmas(self) -> frozenset[tuple[str, str]]:
        """The dictionary's words for its content terms, each with its part of speech."""
        return frozenset().union(*self.forms.values())

    def tells(self, term: str, asked: Facts) -> bool:
        """Whether it has a term of a question, or another form of that word: «mide», «medirá»."""
        return term in self.terms or not self.lemmas.isdisjoint(asked.forms.get(term, frozenset()))

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """Its dates, bare years among them."""
        return tuple(find_dates(self.text, self.language))

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The letters of each of its acronyms, sorted."""
        return frozenset("".join(sorted(acronym)) for acronym in _ACRONYM.findall(self.text))

    @cached_property
    def denied(self) -> frozenset[str]:
        """The content terms within reach of a negation."""
        return frozenset(term for run in self._denials for term in run)

    @cached_property
    def denied_first(self) -> frozenset[str]:
        """The first content term behind each negation, most often the verb: what is denied for certain."""
        return frozenset(run[0] for run in self._denials if run and run[0] not in self._listed_denials)

    @cached_property
    def affirmed(self) -> frozenset[str]:
        """The content terms that stand out of reach of every negation at least once."""
        counted = Counter(content_terms(self.text, self.language))
        return frozenset((counted - Counter(term for run in self._denials for term in run)).keys())

    @cached_property
    def polar_words(self) -> list[str]:
        """Its folded words in order, without the negations that deny nothing («no solo», «sin embargo»)."""
        return _word_or_suffix(self.language.negation).findall(self._without_idioms)

    def denies(self, words: Iterable[str]) -> bool:
        """Whether there is a negation among some folded words."""
        return not self.language.negation.cues.isdisjoint(words)

    @cached_property
    def _without_idioms(self) -> str:
        suffix = self.language.negation.suffix
        text = self.folded.replace("’", "'").replace(suffix, f" {suffix}") if suffix else self.folded
        return self.language.negation.idioms.sub(" ", text)

    @cached_property
    def _denials(self) -> tuple[list[str], ...]:
        """The content terms within reach of each negation, in order."""
        cues = self.language.negation.cues
        found: list[list[str]] = []
        for clause in _clause_end(self.language.negation).split(self._without_idioms):
            words = _word_or_suffix(self.language.negation).findall(clause)
            behind = (words[i + 1 : i + 1 + REACH] for i, word in enumerate(words) if word in cues)
            found.extend(content_terms(" ".join(run), self.language) for run in behind)
        return tuple(found)

    @cached_property
    def _listed_denials(self) -> frozenset[str]:
        """What stands behind «ni» or "nor": a list of who does not, not what is not done."""
        words = _WORD.findall(self.folded)
        listed = (word for before, word in pairwise(words) if before in self.language.negation.listing)
        return frozenset(term for word in listed for term in content_terms(word, self.language))

    def read_as(self, language: Language) -> tuple[Quantity, ...]:
        """Its figures as another language would read them: «3.500» is much in Spanish and little in English."""
        if language == self.language:
            return self.quantities
        return tuple(find_quantities(self.text, self.language, language))


def missing_quantity(claim: Facts, evidence: Sequence[Facts]) -> str | None:
    """The first figure or date of a claim that none of the sentences holds, as it is written, or None."""
    for quantity in claim.quantities:
        if not any(_states(facts, claim, quantity) for facts in evidence):
            return claim.text[quantity.start : quantity.end]
    for date in claim.dates:
        if date.month is not None and not _dated(claim.text[date.start : date.end], date, evidence):
            return claim.text[date.start : date.end]
    return None


def _states(facts: Facts, claim: Facts, wanted: Quantity) -> bool:
    """Whether a sentence states a figure of a claim: its value, or the very digits, copied into another language."""
    if _holds(facts.quantities, wanted) or (wanted.is_year and _falls_in(facts.dates, wanted)):
        return True
    if _is_decade(claim, wanted) and any(_same_decade(own, wanted) for own in facts.quantities):
        return True
    if wanted.is_ordinal and wanted.value <= MOST_IDIOMATIC and facts.language != claim.language:
        return True
    digits = set(_DIGITS.findall(claim.text[wanted.start : wanted.end]))
    if facts.language == claim.language or not digits or not digits <= set(_DIGITS.findall(facts.text)):
        return False
    return any(own.start == wanted.start and _holds(facts.quantities, own) for own in claim.read_as(facts.language))


def _falls_in(dates: Iterable[DateMention], year: Quantity) -> bool:
    """Whether a whole date is of a year; the bare years are among the figures, where their order in a span counts."""
    return any(d.month is not None and d.year == year.value and d.is_bc == year.is_bc for d in dates)


def _is_decade(claim: Facts, quantity: Quantity) -> bool:
    """«los años 90», "the 1990s"."""
    text, suffix, before = claim.text, claim.language.numbers.decade_suffix, claim.language.numbers.decade
    if quantity.value >= 10_000 or quantity.value % 10:
        return False
    return (bool(suffix) and text.startswith(suffix, quantity.end)) or bool(before.search(text, 0, quantity.start))


def _same_decade(own: Quantity, wanted: Quantity) -> bool:
    """Whether two figures name one decade, be it with the century or without."""
    one, other = sorted((own.value, wanted.value))
    return one == other or (one < 100 <= other < 10_000 and one == other % 100)


def _dated(written: str, wanted: DateMention, evidence: Sequence[Facts]) -> bool:
    """Whether a date stands in the sentences, or its day in one of them and its year in another."""
    known = [date for facts in evidence for date in facts.dates]
    years = {date.year for date in known}
    return any(written in facts.text for facts in evidence) or any(
        own.states(wanted) or (own.year is None and wanted.year in years and own.states(replace(wanted, year=None)))
        for own in known
    )


def missing_name(
    claim: Facts, evidence: Sequence[Facts], contexts: Iterable[str], translated_there: Callable[[str], bool] = _never
) -> str | None:
    """The first name of a claim that neither the sentences nor their articles hold, or None."""
    return next(iter(missing_names(claim, evidence, contexts, translated_there)), None)


def missing_names(
    claim: Facts, evidence: Sequence[Facts], contexts: Iterable[str], translated_there: Callable[[str], bool] = _never
) -> list[str]:
    """The names of a claim that neither the sentences nor their articles hold.

    An article may name its subject once and call it «la compañía» from then on, so the whole article counts.
    Other spellings are allowed for where a sentence is in another language, or where none is given; beyond those,
    `translated_there` says whether the evidence has a name in translation («Scotland Act», «Acta de Escocia»).
    """
    translated = not evidence or any(facts.language != claim.language for facts in evidence)
    sources = [*evidence, *(Facts(context, claim.language) for context in contexts)]
    words = frozenset().union(*(facts.words for facts in sources))
    capitals = frozenset().union(*(facts.capitals for facts in sources))
    acronyms = frozenset().union(*(facts.acronyms for facts in sources))
    languages = {claim.language, *(facts.language for facts in evidence)} if evidence else set(LANGUAGES)
    known = _Known(words, acronyms, capitals if translated else None, frozenset(languages))
    lacking = (name for name in claim.names if not _named(name, known))
    return [name for name in lacking if not (translated and translated_there(name))]


def missing_quotation(
    claim: Facts, contexts: Iterable[str], translated_there: Callable[[str], bool] = _never
) -> str | None:
    """The first quotation of a claim whose words do not stand in each article that the claim rests on, or None.

    In each: words of one article put into a mouth of another are invented, though both exist.
    """
    texts = list(contexts)
    for quotation in claim.quotations:
        if not all(quotes(text, quotation) for text in texts) and not translated_there(quotation):
            return quotation
    return None


def quotes(text: str, quotation: str) -> bool:
    """Whether a text holds the words of a quotation in their order; capitals, accents and punctuation do not count."""
    words, said = (" ".join(_WORD.findall(fold(part))) for part in (text, quotation))
    return f" {said} " in f" {words} "


def _holds(known: Iterable[Quantity], wanted: Quantity) -> bool:
    return any(own.same_as(wanted) for own in known)


@dataclass(frozen=True, slots=True)
class _Known:
    """What names are looked for in: folded words and acronyms, and capitals where it may be in another language."""

    words: frozenset[str]
    acronyms: frozenset[str]
    abroad: frozenset[str] | None
    languages: frozenset[Language]


def _named(name: str, known: _Known) -> bool:
    """Whether every capitalised word of a name is among the words, or may be among the capitals of another language.

    Translation reorders an acronym: «IA», "AI"; «OTAN», "NATO". And «Open AI» is «OpenAI».
    """
    if fold(name).replace(" ", "") in known.words:
        return True
    if known.abroad is not None and _ACRONYM.fullmatch(name) and "".join(sorted(name)) in known.acronyms:
        return True
    parts = [fold(part) for part in _WORD.findall(name) if not part.islower()]
    return all(
        part in known.words
        or _of_that_place(part, known)
        or (known.abroad is not None and (_spelt_alike(part, known.abroad) or _known_abroad(part, known)))
        for part in parts
    )


def _of_that_place(name: str, known: _Known) -> bool:
    """Whether a word is what people or things of a place are called: «Corea», «coreano»; «Italia», «italianas»."""
    stem = name[: max(4, len(name) - 2)]
    return len(name) >= 5 and any(
        language.names.demonyms.search(word, len(stem) - 1)
        for word in known.words
        if word.startswith(stem)
        for language in known.languages
    )


def _known_abroad(word: str, known: _Known) -> bool:
    """Whether the words hold one that a word of a name is known by in the other language."""
    return any(
        (word == english and any(other.startswith(own) for other in known.words))
        or (word.startswith(own) and english in known.words)
        for language in known.languages
        for english, own in language.names.abroad
    )


def _spelt_alike(word: str, words: frozenset[str]) -> bool:
    if len(word) < 4 or any(c.isdigit() for c in word):
        return False
    first = word[0]
    return any(
        other[0] == first and len(other) >= 4 and SequenceMatcher(None, word, other).ratio() >= ALIKE for other in words
    )
