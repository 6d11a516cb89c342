"""The searches of one question: each by what its words say of when, where and by whom, within given filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Protocol

from rag.languages import language_of
from rag.questions.filters import Limits, ReadFilter
from rag.questions.options import filters_as_dict
from rag.text.layout import read_lines
from rag.text.terms import fold, tokenize
from rag.trace import Search
from rag.types import Document, Filters, Found, Passage, Query

__all__ = ["Asking", "Finder"]


class Finder(Protocol):
    """Searches by a query: the retriever."""

    def find(self, query: Query, *, whole: bool = False) -> Found:
        """What fits the query, best first."""


def _names(document: Document, outlet: str) -> bool:
    """Whether an article of another outlet names one in what it tells, and not in the lines that sign it."""
    if fold(document.outlet or document.metadata.get("dateline", "")) == fold(outlet):
        return False
    text = document.text
    lines = read_lines(text, language_of(document.language))
    told = " ".join(text[line.start : line.end] for line in lines if line.told)
    return f" {' '.join(tokenize(outlet))} " in f" {' '.join(tokenize(told))} "


class Asking:
    """A `PassageSource` for one question and its parts, which remembers what it searched by.

    Args:
        finder: Searches.
        read: Reads the limits of a question.
        given: Filters set elsewhere, which win over what a question says.
        takes_filters: Whether what a question says is a filter at all; its words are searched like others if not.
    """

    def __init__(
        self, finder: Finder, read: Callable[[str], Limits], given: Filters, *, takes_filters: bool = True
    ) -> None:
        self._finder = finder
        self._read = cache(read)  # each text is searched, then asked without its filters: it is read once
        self._given = given
        self._takes_filters = takes_filters
        self._searches: list[tuple[Limits, Found]] = []
        self._quoted: set[Filters] = set()

    def find(self, question: str, k: int, *, whole: bool = False) -> Found:
        """What a question finds, with what was searched and what lies outside of its filters."""
        limits = self._limits(question)
        found = self._finder.find(limits.query(k, self._given), whole=whole)
        quoted = self._quoted_outlet(limits, found)
        if quoted is not None:
            self._quoted.add(quoted.filters)
            limits = limits.without(quoted)
            found = self._finder.find(limits.query(k, self._given), whole=whole)
            found = replace(found, quoted=quoted.filters.outlet)
        self._searches.append((limits, found))
        return found

    def worded(self, question: str) -> str:
        """A question without the words of the filters by which it was searched: no article need say them."""
        return self._limits(question).searched

    def wanted(self, question: str) -> tuple[str, Filters] | None:
        """The topic and the filters of a question that asks for nothing but articles, within some; None of another."""
        limits = self._limits(question)
        filters = limits.query(1, self._given).filters
        return (limits.topic, filters) if limits.topic is not None and filters else None

    def _limits(self, question: str) -> Limits:
        limits = self._read(question)
        taken = limits.read if self._takes_filters else ()
        left = tuple(read for read in taken if read.filters not in self._quoted)
        return replace(limits, read=left, topic=limits.topic if left == limits.read else None)

    def _quoted_outlet(self, limits: Limits, found: Found) -> ReadFilter | None:
        """The outlet that a question names where others quote it: an article that names it is nearer than its own.

        Newspapers tell what an agency or another newspaper said, so «según EFE» may ask for either; «¿qué publicó EFE?»
        asks for its own.
        """
        outlets = (read for read in limits.read if read.filters.outlet and not read.published)
        read = None if self._given.outlet else next(outlets, None)
        if read is None:
            return None
        outlet, query = read.filters.outlet, found.query
        best = self._finder.find(replace(query, filters=replace(query.filters, outlet=""))).passages[:1]
        nearer = best and (not found.passages or best[0].ranked_by > found.passages[0].ranked_by)
        return read if nearer and _names(best[0].document, outlet) else None

    def retrieve(self, question: str, k: int, *, whole: bool = False) -> tuple[Passage, ...]:
        """The passages of `find`."""
        return self.find(question, k, whole=whole).passages

    @property
    def searches(self) -> tuple[Search, ...]:
        """How each search so far went."""
        return tuple(found.search for _, found in self._searches if found.search)

    @property
    def noticed(self) -> Found | None:
        """The first search of whose filters a reader should know something: see `say_found`."""
        told = [found for _, found in self._searches if found.quoted or found.undated or found.outside]
        if any(found.passages for _, found in self._searches):
            told = [found for found in told if found.passages]
        return next(iter(told), None)

    def as_dict(self) -> Mapping[str, object]:
        """By what was searched, for JSON: what it has nothing of is left out; empty where nothing limited the search.

        `applied` are the filters of the first search, `read` those that its question said, with their place in it
        (`of`), `quoted` an outlet that it names and others quote, which is no filter therefore, `about` the times that
        only made articles come first, `current` that newer ones did.
        """
        if not self._searches:
            return {}
        limits, found = self._searches[0]
        facts = {
            "applied": filters_as_dict(found.query.filters),
            "read": [
                {"text": limits.text[r.start : r.end], "start": r.start, "end": r.end, **filters_as_dict(r.filters)}
                for r in limits.read
            ],
            "quoted": found.quoted,
            "of": limits.text if limits.read else "",
            "about": [filters_as_dict(Filters(since=p.since, until=p.until)) for p in found.query.about],
            "current": found.query.current,
        }
        return {name: value for name, value in facts.items() if value}
