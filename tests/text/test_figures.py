"""When two figures or dates state the same, however they are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import language_of
from rag.text.figures import DateMention, Quantity
from rag.text.numbers import find_dates, find_quantities

ES, EN = "es", "en"


def one(text: str, language: str = ES) -> Quantity:
    """The only quantity of a text, which it must be."""
    (quantity,) = find_quantities(text, language_of(language))
    return quantity


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("12'5 euros", "12,50 euros"),
        ("1,5 millones", "1.500.000"),
        ("un millón y medio", "1.500.000"),
        ("38,0 mil millones", "38.000 millones"),
        ("1,80 m", "180 cm"),
        ("1'80 metros", "1800 milímetros"),
        ("2 toneladas", "2.000 kg"),
        ("90 minutos", "1,5 horas"),
        ("33 cl", "0,33 litros"),
        ("3 dm²", "300 cm²"),
        ("5 ‰", "0,5 %"),
        ("5 por mil", "0,5 por ciento"),
        ("50 puntos básicos", "0,5 puntos porcentuales"),
        ("38 M€", "38 millones de euros"),
        ("2.300 mill. de euros", "2.300 millones de euros"),
        ("medio centenar de casas", "50 casas"),
        ("media docena de casas", "6 casas"),
        ("ganó 3-1", "por tres a uno"),
        ("ganó 3-1", "ganó 3 a 1."),
        ("perdió 0-2", "por cero a dos"),
        ("480 a. C.", "480 antes de Cristo"),
        ("siglo V a. de C.", "siglo V a. C."),
        ("siglo XVI", "siglo 16"),
        ("XXV edición", "25.ª edición"),
        ("vigésima quinta edición", "la vigesimoquinta edición"),
        ("capítulo IV", "cuarto capítulo"),
        ("una cuarta parte", "el 25 %"),
        ("a las 18.30 horas", "18h30"),
        ("a las 21 horas", "21.00 h"),
        ("a las nueve de la noche", "a las 21:00"),
        ("a las nueve y media de la mañana", "9.30 h"),
        ("a las 9:30", "a las 9:30 de la noche"),
        ("a las doce de la mañana", "a las 12:00"),
        ("las dos de la madrugada", "2.00 horas"),
        ("a las 9 en punto de la noche", "21:00 horas"),
    ],
)
def test_one_value_in_many_forms(claim: str, source: str) -> None:
    """Decimals, scales, units, scores, eras, Roman digits and times; either may be the claim."""
    assert one(claim).same_as(one(source))
    assert one(source).same_as(one(claim))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("5 euros", "12'5 euros"),
        ("12 euros", "12'5 euros"),
        ("ganó 1-3", "ganó 3-1"),
        ("3 goles", "ganó 3-1"),
        ("480 d. C.", "480 a. C."),
        ("siglo V", "siglo V a. C."),
        ("18 m", "180 cm"),
        ("5 %", "5 puntos porcentuales"),
        ("5 euros", "5 dólares"),
        ("9:30", "21:30"),
        ("las nueve de la mañana", "las nueve de la noche"),
        ("a las 21.00 h", "duró 21 horas"),
        ("dos docenas", "dos decenas"),
        ("XV edición", "XXV edición"),
    ],
)
def test_other_values_are_told_apart(claim: str, source: str) -> None:
    """What is near in letters is another value."""
    assert not one(claim).same_as(one(source))
    assert not one(source).same_as(one(claim))


def test_the_ends_of_a_range_are_not_exchanged() -> None:
    """«de 3 a 5» is not «de 5 a 3», though «entre 5 y 3» is «entre 3 y 5»."""
    up, down = find_quantities("de 3 a 5 años"), find_quantities("de 5 a 3 años")
    assert not any(one.same_as(other) for one in up for other in down)
    assert [q.pair for q in find_quantities("entre 5 y 3 años")] == [(Decimal(3), Decimal(5))] * 2
    assert all(one.same_as(other) for one, other in zip(up, find_quantities("entre 3 y 5 años"), strict=True))


def test_a_score_is_the_range_that_is_written_like_it() -> None:
    """«3-5 casos» holds both ends of «entre 3 y 5 casos»."""
    assert all(one("hubo 3-5 casos").same_as(end) for end in find_quantities("entre 3 y 5 casos"))


@pytest.mark.parametrize(
    ("claim", "source", "same", "stated"),
    [
        ("el 7-V-1936", "el 7 de mayo de 1936", True, True),
        ("7/5/1936", "1936-05-07", True, True),
        ("mayo de 1936", "el 7 de mayo de 1936", True, True),
        ("el 7 de mayo", "mayo de 1936", True, False),
        ("el 8 de mayo", "el 7 de mayo de 1936", False, False),
        ("en 1936", "el 7 de mayo", False, False),
        ("480 a. C.", "480 d. C.", False, False),
    ],
)
def test_dates_agree_where_both_speak(claim: str, source: str, same: bool, stated: bool) -> None:
    """They are the same unless a part differs; a source states a claim's date if it has every part of it."""
    (wanted,), (own,) = find_dates(claim), find_dates(source)
    assert (wanted.same_as(own), own.states(wanted)) == (same, stated)


def test_a_figure_is_no_date() -> None:
    """Of two kinds none is the other."""
    assert not Quantity(0, 1, Decimal(5)).same_as(DateMention(0, 1, day=5))
    assert not DateMention(0, 1, day=5).same_as(Quantity(0, 1, Decimal(5)))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3), st.integers(0, 40))
def test_a_value_has_one_plain_form(value: Decimal, zeros: int) -> None:
    """Zeros behind and exponents change neither the value nor the way it is written."""
    sign, digits, exponent = value.as_tuple()
    padded = Decimal((sign, (*digits, *[0] * zeros), int(exponent) - zeros))
    plain, other = Quantity(0, 1, value).value, Quantity(0, 1, padded).value
    assert plain == value
    assert (str(plain), hash(plain)) == (str(other), hash(other))
    assert "E" not in str(plain) or abs(plain) < Decimal("0.000001")
