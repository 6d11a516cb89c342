"""The searches of a question go by what it says itself, within what is given, and remember it."""

from dataclasses import replace
from datetime import date

from rag.languages import language_of
from rag.questions.filters import Known, Limits, read_limits
from rag.retrieval import Asking
from rag.types import Filters, Found, Outside, Query
from tests.answering.fakes import passage

KNOWN = Known(outlets=("EFE", "El Faro"))
QUESTION = "Según EFE, ¿cuánto costaba el tren en 2024?"


def read(text: str) -> Limits:
    """The limits of a Spanish question."""
    return read_limits(text, language_of("es"), date(2026, 3, 20), KNOWN)


class FakeFinder:
    """Finds one passage, or nothing within any filter."""

    def __init__(self, *, empty: bool = False) -> None:
        self.queries: list[Query] = []
        self._empty = empty

    def find(self, query: Query, *, whole: bool = False) -> Found:
        """Note the query."""
        self.queries.append(query)
        if self._empty and query.filters:
            return Found(query, (), Outside(query.filters, 7))
        return Found(query, (passage("El tren."),))


def test_a_question_is_searched_by_what_it_says() -> None:
    """Its filters as filters, its time as what it is about, and the rest as words."""
    finder = FakeFinder()
    asking = Asking(finder, read, Filters())
    assert len(asking.retrieve(QUESTION, 3)) == 1
    query = finder.queries[0]
    assert (query.text, query.k, query.filters) == ("¿cuánto costaba el tren en 2024?", 3, Filters(outlet="EFE"))
    assert asking.as_dict() == {
        "applied": {"source": "EFE"},
        "read": [{"text": "Según EFE", "start": 0, "end": 9, "source": "EFE"}],
        "of": QUESTION,
        "about": [{"since": "2024-01-01", "until": "2024-12-31"}],
    }


def test_a_question_is_worded_without_what_it_was_filtered_by() -> None:
    """Only without that: a filter that was taken off, or an outlet that others quote, is of the question."""
    assert Asking(FakeFinder(), read, Filters()).worded(QUESTION) == "¿cuánto costaba el tren en 2024?"
    assert Asking(FakeFinder(), read, Filters(), takes_filters=False).worded(QUESTION) == QUESTION


def test_given_filters_win_and_what_is_said_can_be_left_as_words() -> None:
    """A reader who took a filter off wants its words searched like others."""
    finder = FakeFinder()
    Asking(finder, read, Filters(outlet="El Faro")).retrieve(QUESTION, 3)
    asking = Asking(finder, read, Filters(since=date(2025, 1, 1)), takes_filters=False)
    asking.retrieve(QUESTION, 3)
    assert [query.filters for query in finder.queries] == [Filters(outlet="El Faro"), Filters(since=date(2025, 1, 1))]
    assert finder.queries[-1].text == QUESTION
    assert "read" not in asking.as_dict()


class Newsroom:
    """Finds the nearest of two articles that the filters let through: another outlet's before EFE's own."""

    def __init__(self, other: str) -> None:
        own = passage("El tren costaba 90 millones.")
        self._own = replace(own, document=replace(own.document, outlet="EFE"), score=0.8)
        told = passage(other)
        self._told = replace(told, document=replace(told.document, outlet="El Faro"), score=0.9)

    def find(self, query: Query, *, whole: bool = False) -> Found:
        """Both, or EFE's alone."""
        return Found(query, (self._own,) if query.filters.outlet else (self._told, self._own))


def test_an_outlet_that_a_nearer_article_quotes_is_no_filter() -> None:
    """«Según EFE» may ask what others say that it said; not where they do not name it, nor where it was given."""
    quoting, silent = Newsroom("El tren costaba, según EFE, 95 millones."), Newsroom("El tren costaba 95 millones.")
    asking = Asking(quoting, read, Filters())
    assert len(asking.retrieve(QUESTION, 3)) == 2
    assert "applied" not in asking.as_dict()
    assert asking.as_dict()["quoted"] == "EFE"
    assert asking.noticed is not None
    assert asking.noticed.quoted == "EFE"
    assert asking.worded(QUESTION) == QUESTION
    assert len(Asking(silent, read, Filters()).retrieve(QUESTION, 3)) == 1
    assert len(Asking(quoting, read, Filters(outlet="EFE")).retrieve(QUESTION, 3)) == 1


def test_what_an_outlet_published_is_its_own() -> None:
    """«¿Qué publicó EFE?» is no question of what others say that it said."""
    asking = Asking(Newsroom("El tren costaba, según EFE, 95 millones."), read, Filters())
    assert len(asking.retrieve("¿Qué publicó EFE sobre el tren?", 3)) == 1
    assert asking.as_dict()["applied"] == {"source": "EFE"}
    assert asking.noticed is None


def test_the_lines_that_sign_an_article_quote_nobody() -> None:
    """An article of no known outlet may have the name at its top."""
    signed = Newsroom("El tren\n\nEFE. Osma, 3 de mayo de 2024\n\nEl tren costaba 95 millones de euros, dijo ayer.")
    assert len(Asking(signed, read, Filters()).retrieve(QUESTION, 3)) == 1


def test_what_lies_outside_is_known_where_no_part_found_anything() -> None:
    """One part that found something is an answer."""
    nothing = Asking(FakeFinder(empty=True), read, Filters())
    nothing.retrieve(QUESTION, 3)
    assert nothing.noticed is not None
    assert nothing.noticed.outside == Outside(Filters(outlet="EFE"), 7)
    nothing.retrieve("¿Y el autobús?", 3)
    assert nothing.noticed is None


def test_a_question_without_limits_says_nothing_of_them() -> None:
    """Nor does one that was never searched."""
    asking = Asking(FakeFinder(), read, Filters())
    assert asking.as_dict() == {}
    asking.retrieve("¿cuánto cuesta el tren?", 3)
    assert asking.as_dict() == {}


def test_no_second_search_is_made_where_no_outlet_is_named() -> None:
    """One that is named costs one, to see whether others quote it."""
    plain = ("¿Cuánto costaba el tren en 2024?", "noticias de 2024 sobre el tren")
    for question, searches in (*((one, 1) for one in plain), (QUESTION, 2)):
        finder = FakeFinder()
        Asking(finder, read, Filters()).retrieve(question, 3)
        assert len(finder.queries) == searches


def test_a_question_for_articles_is_known_with_its_topic_and_filters() -> None:
    """Where no filter holds, or one is searched as words, it asks for no articles."""
    question = "noticias de 2024 sobre el tren"
    days = Filters(since=date(2024, 1, 1), until=date(2024, 12, 31))
    assert Asking(FakeFinder(), read, Filters()).wanted(question) == ("el tren", days)
    assert Asking(FakeFinder(), read, Filters(), takes_filters=False).wanted(question) is None
    assert Asking(FakeFinder(), read, Filters()).wanted("noticias sobre el tren") is None
    assert Asking(FakeFinder(), read, Filters(outlet="EFE")).wanted(QUESTION) is None
