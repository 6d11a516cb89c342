"""Quantities and dates: one value however it is written, and none where nothing precise is said."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import LANGUAGES, Language, language_of
from rag.text.numbers import find_dates, find_quantities


def quantities(text: str, language: str = "es") -> list[tuple[str, str | None]]:
    """Values and units of a text."""
    return [(f"{q.value.normalize():f}", q.unit) for q in find_quantities(text, language_of(language))]


def one(text: str, language: str = "es") -> tuple[str, str | None]:
    """The only quantity of a text, which it must be."""
    (quantity,) = quantities(text, language)
    return quantity


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("38.000 millones de dólares", "es"),
        ("38 000 millones de dólares", "es"),
        ("38 mil millones de dólares", "es"),
        ("38,000 millones de dólares", "es"),
        ("treinta y ocho mil millones de dólares", "es"),
        ("38.000.000.000 $", "es"),
        ("US$ 38.000 millones", "es"),
        ("38.000 M$", "es"),
        ("38 millardos de dólares", "es"),
        ("0,038 billones de dólares", "es"),
        ("$38 billion", "en"),
        ("$38bn", "en"),
        ("$38B", "en"),
        ("38 billion dollars", "en"),
        ("38,000 million dollars", "en"),
        ("thirty-eight billion dollars", "en"),
        ("USD 38 billion", "en"),
        ("38 mil milhões de dólares", "pt"),
        ("38 milliards de dollars", "fr"),
        ("38 miliardi di dollari", "it"),
        ("38 Milliarden Dollar", "de"),
        ("38.000 milions de dòlars", "ca"),
    ],
)
def test_one_price_in_many_forms(text: str, language: str) -> None:
    """All are 38 thousand million dollars, and the span is the whole of it."""
    assert one(f"Vale {text}.", language) == ("38000000000", "USD")
    (quantity,) = find_quantities(f"Vale {text}.", language_of(language))
    assert f"Vale {text}."[quantity.start : quantity.end] == text


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("3,5 puntos", "es", "3.5"),
        ("3.5 puntos", "es", "3.5"),
        ("1.234,56 metros", "es", "1234.56"),
        ("1,234.56 meters", "en", "1234.56"),
        ("2.500 personas", "es", "2500"),
        ("2,500 people", "en", "2500"),
        ("3.141 exactly", "en", "3.141"),
        ("3,141 exactamente", "es", "3.141"),
        ("0.125 gramos", "es", "0.125"),
        ("1.234.567 votos", "es", "1234567"),
        ("12 345 habitantes", "es", "12345"),
        ("12'345 francos", "es", "12345"),
        ("12'5 euros", "es", "12.5"),
        ("9’58 segundos", "es", "9.58"),
        ("1´5 km", "es", "1.5"),
        ("1·5 m", "es", "1.5"),
        ("0'125 g", "es", "0.125"),
        ("35’734.649 habitantes", "es", "35734649"),
        ("611 mil 234 jóvenes", "es", "611234"),
        ("medio centenar de casas", "es", "50"),
        ("dos docenas", "es", "24"),
        ("una docena y media", "es", "18"),
        ("un millar", "es", "1000"),
        ("half a dozen eggs", "en", "6"),
        ("3 mill workers", "en", "3"),
        ("3 Millionen Leute", "de", "3000000"),
        ("5 grados bajo cero", "es", "-5"),
        ("6½ capturas", "es", "6.5"),
        ("un millón de casas", "es", "1000000"),
        ("medio millón de casas", "es", "500000"),
        ("dos millones y medio de casas", "es", "2500000"),
        ("3 millones 200 mil casas", "es", "3200000"),
        ("tres millones doscientos mil casas", "es", "3200000"),
        ("mil casas", "es", "1000"),
        ("dos mil trescientos millones", "es", "2300000000"),
        ("ciento veinticinco casas", "es", "125"),
        ("veintiún días", "es", "21"),
        ("cuarenta y dos", "es", "42"),
        ("un billón de pesos", "es", "1000000000000"),
        ("a billion stars", "en", "1000000000"),
        ("un billion d'étoiles", "fr", "1000000000000"),
        ("twenty-one guns", "en", "21"),
        ("one hundred and five days", "en", "105"),
        ("two hundred thousand people", "en", "200000"),
        ("two thousand three hundred", "en", "2300"),
        ("two and a half million", "en", "2500000"),
        ("half a million people", "en", "500000"),
        ("5km de largo", "es", "5"),
        ("bajó a -5 grados", "es", "-5"),
    ],
)
def test_values(text: str, language: str, value: str) -> None:
    """Separators by their shape and by language, scales, words, fractions and signs."""
    assert [v for v, _ in quantities(text, language) if v != "1"] == [value]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("un 5 %", "es", ("5", "%")),
        ("un 5%", "es", ("5", "%")),
        ("el 5 por ciento", "es", ("5", "%")),
        ("cinco por ciento", "es", ("5", "%")),
        ("5 percent", "en", ("5", "%")),
        ("five per cent", "en", ("5", "%")),
        ("2 puntos porcentuales", "es", ("2", "pp")),
        ("30 €", "es", ("30", "EUR")),
        ("€30", "en", ("30", "EUR")),
        ("30 euros", "es", ("30", "EUR")),
        ("30 millones de euros", "es", ("30000000", "EUR")),
        ("£5m", "en", ("5000000", "GBP")),
        ("a las 10:30", "es", ("630", "time")),
        ("30 casas", "es", ("30", None)),
    ],
)
def test_units(text: str, language: str, expected: tuple[str, str | None]) -> None:
    """Percentages, currencies and times of day; what is counted is no unit."""
    assert one(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "uno de los mayores acuerdos", "una empresa", "miles de personas", "millones de dólares",
        "GPT-4 y COVID-19",
        "la red 5G", "un Airbus A380", "véase https://a.es/2025/11?x=38", "escriba a a1@b2.es", "lo dijo [1]",
        "centenares de casas", "decenas de miles", "mide 6'2\"",
        "el 3 de noviembre de 2025", "el 03/11/2025", "versión 1.2.3.4", "", "dijo y luego", "medio lleno",
    ],
)  # fmt: skip
def test_what_is_no_quantity(text: str) -> None:
    """Vague words, digits of names and addresses, citation marks and the numbers of a date."""
    assert quantities(text) == []


@pytest.mark.parametrize("text", ["one of them", "a house", "thousands of people", "hundreds", "once upon a time"])
def test_what_is_no_quantity_in_english(text: str) -> None:
    """«once» is eleven in Spanish only."""
    assert quantities(text, "en") == []


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [("el 3.º puesto", "es", 3), ("la 1ª vez", "es", 1), ("el tercer lugar", "es", 3),
     ("the 21st century", "en", 21),
     ("vigésima quinta edición", "es", 25), ("la decimotercera", "es", 13), ("the twenty-fifth", "en", 25),
     ("the third time", "en", 3)],
)  # fmt: skip
def test_ordinals_say_so(text: str, language: str, value: int) -> None:
    """A rank is no amount."""
    (quantity,) = find_quantities(text, language_of(language))
    assert (quantity.value, quantity.is_ordinal) == (value, True)


@pytest.mark.parametrize(
    ("text", "language", "years"),
    [
        ("ocurrió en 2025", "es", [2025]),
        ("en 1562 llegaron", "es", [1562]),
        ("entre 1810 y 1825", "es", [1810, 1825]),
        ("from 1810 to 1825", "en", [1810, 1825]),
        ("in the 1990s", "en", [1990]),
        ("(1492)", "es", [1492]),
        ("1562 personas", "es", []),
        ("2.025 personas", "es", []),
        ("2000 euros", "es", []),
        ("noviembre de 2025", "es", []),
    ],
)
def test_years(text: str, language: str, years: list[int]) -> None:
    """Four bare digits of our time, or after a word that years follow."""
    assert [int(q.value) for q in find_quantities(text, language_of(language)) if q.is_year] == years


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("el 3 de noviembre de 2025", "es", (2025, 11, 3)),
        ("el 3 de noviembre del 2025", "es", (2025, 11, 3)),
        ("3 nov. 2025", "es", (2025, 11, 3)),
        ("03/11/2025", "es", (2025, 11, 3)),
        ("3.11.25", "es", (2025, 11, 3)),
        ("11/03/2025", "en", (2025, 11, 3)),
        ("23/11/2025", "en", (2025, 11, 23)),
        ("2025-11-03", "es", (2025, 11, 3)),
        ("2025/11/03", "en", (2025, 11, 3)),
        ("November 3, 2025", "en", (2025, 11, 3)),
        ("Nov. 3rd, 2025", "en", (2025, 11, 3)),
        ("3 November 2025", "en", (2025, 11, 3)),
        ("the 3rd of November", "en", (None, 11, 3)),
        ("4 de mayo", "es", (None, 5, 4)),
        ("1.º de enero de 2020", "es", (2020, 1, 1)),
        ("noviembre de 2025", "es", (2025, 11, None)),
        ("November 2025", "en", (2025, 11, None)),
        ("en 2025", "es", (2025, None, None)),
        ("3 de novembro de 2025", "pt", (2025, 11, 3)),
        ("le 1er novembre 2025", "fr", (2025, 11, 1)),
        ("il 3 novembre 2025", "it", (2025, 11, 3)),
        ("am 3. November 2025", "de", (2025, 11, 3)),
        ("el 3 de març de 2025", "ca", (2025, 3, 3)),
        ("29 de febrero", "es", (None, 2, 29)),
        ("el 7-V-1936", "es", (1936, 5, 7)),
        ("el 7/5/97", "es", (1997, 5, 7)),
        ("7 de mayo del año 1936", "es", (1936, 5, 7)),
        ("el dos de mayo", "es", (None, 5, 2)),
        ("treinta y uno de diciembre", "es", (None, 12, 31)),
        ("the fourth of July", "en", (None, 7, 4)),
        ("the twenty-first of May 1999", "en", (1999, 5, 21)),
    ],
)
def test_dates(text: str, language: str, expected: tuple[int | None, int | None, int | None]) -> None:
    """In words, in digits, whole or in part; English puts the month first where that makes a date."""
    (mention,) = find_dates(text, language_of(language))
    assert (mention.year, mention.month, mention.day) == expected


def test_days_share_the_month_behind_them() -> None:
    """«del 3 al 5 de mayo», «los días 3, 4 y 5 de mayo»."""
    assert [(d.month, d.day) for d in find_dates("del 3 al 5 de mayo")] == [(5, 3), (5, 5)]
    assert [(d.month, d.day) for d in find_dates("los días 3, 4 y 5 de mayo")] == [(5, 3), (5, 4), (5, 5)]
    assert find_quantities("del 3 al 5 de mayo") == []


def test_another_languages_marks_may_be_read() -> None:
    """The words stay those of the text."""
    assert [int(q.value) for q in find_quantities("3.521 million", language_of("en"), marks=language_of("es"))] == [
        3521000000
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [("31/02/2025", "es"), ("31 de febrero", "es"), ("10 out of 20", "en"), ("they may 3 times", "en"),
     ("3 mar", "en"),
     ("13/13/2025", "es"), ("el 24-10", "es"), ("2.500", "es")],
)  # fmt: skip
def test_what_is_no_date(text: str, language: str) -> None:
    """Days that no calendar has, and words that only look like months."""
    assert [d for d in find_dates(text, language_of(language)) if d.month and (d.day or d.year)] == []


@given(st.text(st.sampled_from("0123456789.,$€% -–/:yaº½ mil dos un millones de medio"), max_size=60))
@pytest.mark.parametrize("language", [*LANGUAGES, language_of("xx")])
def test_quantities_are_ordered_and_hold_a_number(language: Language, text: str) -> None:
    """Nothing overlaps, and whatever is found lies in the text."""
    here = 0
    for q in find_quantities(text, language):
        assert here <= q.start < q.end <= len(text)
        assert q.value.is_finite()
        assert any(c.isalnum() for c in text[q.start : q.end])
        here = q.end


_AWKWARD = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            [*"0123456789.,'’´·-–/:%€½²٣ \n", "9" * 40, "1e999", " mil", " millones", " a ", " de ", " y medio",
             "a. C.", " docena", "entre ", "las ", " horas", "siglo ", "XIV", " mayo", "vigésimo ", "un "]
        ),
        max_size=30,
    ).map("".join),
)  # fmt: skip


@given(_AWKWARD, st.sampled_from([*LANGUAGES, language_of("xx")]))
def test_no_text_raises(text: str, language: Language) -> None:
    """Whatever its digits; what is found lies in it, in order, and can be compared."""
    found = find_quantities(text, language)
    for one, other in pairwise(found):
        assert one.end <= other.start
        assert one.same_as(other) == other.same_as(one)
    assert all(q.same_as(q) and q.value.is_finite() for q in found)
    assert all(d.same_as(d) for d in find_dates(text, language))


@pytest.mark.parametrize("digits", ["7" * 25, "7" * 5000, "0." + "3" * 5000])
def test_a_number_of_any_length_is_exact(digits: str) -> None:
    """Thousands of digits are told apart by the last."""
    (one, *_), (other, *_) = find_quantities(f"{digits}1 "), find_quantities(f"{digits}2 ")
    assert one.same_as(one)
    assert not one.same_as(other)


@pytest.mark.parametrize(
    "part", ["1 ", "3-1 ", "1.", "mil ", "3 a 5 ", "a las 9 y ", "XIV ", "3, ", "dos tercios ", "-1"]
)
def test_reading_goes_on_to_the_end_of_a_long_text(part: str) -> None:
    """What repeats itself does not keep the reader from what follows."""
    assert find_quantities(part * 3000 + "| 987 casas")[-1].value == 987


@given(st.integers(0, 10**12), st.sampled_from(["es", "en"]))
def test_grouped_digits_are_read_back(number: int, language: str) -> None:
    """Every whole number with its language's marks of thousands."""
    grouped = f"{number:,}" if language == "en" else f"{number:,}".replace(",", ".")
    assert [q.value for q in find_quantities(f"son {grouped} casas", language_of(language))] == [Decimal(number)]


@given(st.integers(2, 999_999))
def test_spanish_number_words_are_read_back(number: int) -> None:
    """Every number up to a million in words."""
    assert [q.value for q in find_quantities(f"son {spell(number)} casas", language_of("es"))] == [Decimal(number)]


@given(st.integers(0, 60_000).map(lambda days: date(1950, 1, 1) + timedelta(days=days)))
def test_iso_dates_are_read_back(day: date) -> None:
    """Every day of a century and a half."""
    (mention,) = find_dates(f"el {day.isoformat()}.", language_of("es"))
    assert (mention.year, mention.month, mention.day) == (day.year, day.month, day.day)


UNITS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis "
    "veintisiete "
    "veintiocho veintinueve"
).split()
TENS = "_ _ _ treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
HUNDREDS = (
    "_ ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
).split()


def spell(number: int) -> str:
    """A number below a million in Spanish words."""
    if number >= 1000:
        thousands = "" if number // 1000 == 1 else spell(number // 1000) + " "
        return f"{thousands}mil {spell(number % 1000) if number % 1000 else ''}".strip()
    if number == 100:
        return "cien"
    if number > 100:
        return f"{HUNDREDS[number // 100]} {spell(number % 100) if number % 100 else ''}".strip()
    if number < 30:
        return UNITS[number]
    return TENS[number // 10] + (f" y {UNITS[number % 10]}" if number % 10 else "")
