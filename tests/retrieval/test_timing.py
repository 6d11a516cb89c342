"""The day of publication decides between passages that tell of the same, and shuts nothing out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.retrieval.timing import SOON, WEIGHTS, Dated, freshness, nearness, soon_after, tells_of, timely
from rag.types import Filters, Period, Query

YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
BUDGET = frozenset("presupuesto ribalta millones pleno".split())
FERRY = frozenset("ferri tarrelo viajes conservera".split())


def query(*about: Period, current: bool = False) -> Query:
    """A query with times."""
    return Query("¿cuánto?", 5, about=about, current=current)


def test_a_day_is_near_a_time_within_it_and_soon_after() -> None:
    """Half as near some days behind its end; not at all before it, nor without a day."""
    assert nearness(date(2024, 6, 1), [YEAR]) == 1
    assert nearness(date(2024, 12, 31) + timedelta(SOON), [YEAR]) == 0.5
    assert nearness(date(2023, 12, 31), [YEAR]) == nearness(None, [YEAR]) == nearness(date(2024, 6, 1), []) == 0
    assert nearness(date(2030, 1, 1), [Period(since=date(2024, 1, 1))]) == 1


def test_how_new_a_day_is_goes_by_order() -> None:
    """Whether years lie between or hours; one day alone is neither new nor old."""
    days = {"a": date(1950, 1, 1), "b": date(2026, 1, 2), "c": date(2026, 1, 1), "d": None}
    assert freshness(days) == {"a": 0, "b": 1, "c": 0.5, "d": 0}
    assert freshness({"a": date(2026, 1, 1)}) == {"a": 0}


def test_of_those_that_tell_the_same_the_one_of_that_time_comes_first() -> None:
    """By less than another subject is nearer by."""
    known = {
        "2023": Dated(date(2023, 1, 20), BUDGET),
        "2024": Dated(date(2024, 1, 20), BUDGET),
        "ferry": Dated(date(2024, 5, 1), FERRY),
    }
    ranked = [("2023", 0.95), ("2024", 0.94), ("ferry", 0.935)]
    assert [i for i, _ in timely(ranked, known, query(YEAR))] == ["2024", "2023", "ferry"]
    assert [i for i, _ in timely([("2023", 0.95), ("2024", 0.90)], known, query(YEAR))] == ["2023", "2024"]


def test_of_those_that_tell_the_same_the_newest_comes_first_where_now_is_asked_of() -> None:
    """Something newer about another thing gains nothing."""
    known = {
        "old": Dated(date(2024, 1, 20), BUDGET),
        "new": Dated(date(2026, 1, 20), BUDGET),
        "ferry": Dated(date(2026, 5, 1), FERRY),
        "undated": Dated(None, BUDGET),
    }
    ranked = [("old", 0.95), ("ferry", 0.945), ("undated", 0.94), ("new", 0.93)]
    assert [i for i, _ in timely(ranked, known, query(current=True))] == ["new", "old", "ferry", "undated"]
    assert dict(timely(ranked, known, query(current=True)))["ferry"] == 0.945


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.tuples(st.floats(0, 1), st.none() | st.dates()), min_size=1),
    st.booleans(),
    st.lists(st.builds(Period, st.none() | st.dates(), st.none() | st.dates()), max_size=2),
)
def test_days_add_little_and_take_nothing(
    given_: dict[str, tuple[float, date | None]], current: bool, about: list[Period]
) -> None:
    """Every passage stays, with its score and no more than the weights; without a time, as it was."""
    ranked = sorted(((i, score) for i, (score, _) in given_.items()), key=lambda item: (-item[1], item[0]))
    known = {i: Dated(day, BUDGET if i < "d" else FERRY) for i, (_, day) in given_.items()}
    result = dict(timely(ranked, known, query(*about, current=current)))
    assert result.keys() == given_.keys()
    assert all(0 <= result[i] - score <= WEIGHTS.about + WEIGHTS.current + 1e-9 for i, score in ranked)
    assert timely(ranked, known, query()) == ranked


def test_articles_of_a_time_are_looked_for_by_themselves() -> None:
    """With the other filters, and soon after; not where days are filtered, or the time has no end."""
    wanted = Query("x", 5, Filters(outlet="EFE"), (YEAR, Period(since=date(2020, 1, 1))))
    (narrowed,) = soon_after(wanted)
    assert narrowed == Filters(since=date(2024, 1, 1), until=date(2024, 12, 31) + timedelta(SOON), outlet="EFE")
    assert soon_after(Query("x", 5, Filters(since=date(2020, 1, 1)), (YEAR,))) == []
    assert soon_after(Query("x", 5, about=(Period(date(9999, 1, 1), date.max),)))[0].until == date.max


def test_what_shares_no_term_tells_of_something_else() -> None:
    """A passage without terms tells of nothing."""
    assert Dated(None, BUDGET).tells_the_same_as(Dated(None, BUDGET | FERRY))
    assert not Dated(None, BUDGET).tells_the_same_as(Dated(None, FERRY))
    assert not Dated(None, frozenset()).tells_the_same_as(Dated(None, frozenset()))


@pytest.mark.parametrize("empty", [[], [("a", 0.5)]])
def test_few_passages_are_no_fault(empty: list[tuple[str, float]]) -> None:
    """None, or one."""
    known = {"a": Dated(date(2024, 1, 1), BUDGET)}
    assert [i for i, _ in timely(empty, known, query(YEAR, current=True))] == [i for i, _ in empty]


def test_what_is_told_of_a_year_by_name_after_it_is_as_near_as_what_appeared_in_it() -> None:
    """In February a company tells what it earned in the year before; then its words decide, not its day."""
    after = Dated(date(2025, 2, 19), BUDGET | {"2024"})
    within = Dated(date(2024, 2, 20), BUDGET | {"2023"})
    assert timely([("after", 0.9), ("within", 0.89)], {"after": after, "within": within}, query(YEAR))[0][0] == "after"
    assert not tells_of(Dated(date(2023, 12, 1), frozenset({"2024"})), YEAR)
    assert not tells_of(Dated(None, frozenset({"2024"})), YEAR)
    assert not tells_of(after, Period(date(2024, 2, 1), date(2024, 2, 29)))


def test_what_tells_of_something_else_gains_nothing_by_its_day() -> None:
    """It would stand among what is read and be weighed as if it bore on the question."""
    known = {"a": Dated(date(2020, 1, 1), BUDGET), "b": Dated(date(2024, 6, 1), FERRY)}
    assert timely([("a", 0.9), ("b", 0.89)], known, query(YEAR)) == [("a", 0.9), ("b", 0.89)]
