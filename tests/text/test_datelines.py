"""Lines that say when and where an article came out and who signs it, and nothing else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import language_of
from rag.text.datelines import read_dateline, read_datelines

SPANISH = language_of("es")
DAY = date(2024, 3, 12)


@pytest.mark.parametrize(
    "line",
    [
        "Diario de Osma, 12 de marzo de 2024. Pedro Lamas.",
        "La Voz de Osma. Martes, 12 de marzo de 2024. Prensa Velar.",
        "ANA RUIZ / El Faro de Osma / 12-03-2024",
        "Publicado el 12/03/2024 a las 09:15 por Ana Ruiz",
        "Publicado por Ana Ruiz, 12 de marzo de 2024",
        "Redacción | El Correo de Osma | 12 de marzo de 2024 - 10:30h",
        "La Voz de Osma (edición impresa), 12 de marzo de 2024",
        "Luis Gil, corresponsal en Osma. 12 de marzo de 2024",
        "Martes 12 de marzo de 2024 | El Correo de Osma | Pág. 12",
        "12 de marzo de 2024",
    ],
)
def test_such_a_line_names_its_day(line: str) -> None:
    """Whatever names stand around it."""
    found = read_dateline(line, SPANISH)
    assert found is not None
    assert found.day == DAY


@pytest.mark.parametrize(
    "line",
    [
        "El alcalde, 12 de marzo de 2024, dimitió",
        "Osma, 12 de marzo de 2024.- El alcalde anunció las obras",
        "El 12 de marzo de 2024 murió Ana Ruiz",
        "En marzo de 2024. Ana llegó a Madrid",
        "Concierto de la Banda Municipal el 12 de marzo de 2024",
        "Del 3 al 12 de marzo de 2024",
        "La Voz de Osma cierra",
        "Regresa La Academia, de Tv Azteca",
        "",
    ],
)
def test_prose_is_no_such_line(line: str) -> None:
    """Nor its beginning, nor a name alone."""
    assert read_dateline(line, SPANISH) is None


def test_an_outlet_is_told_from_a_place_by_the_kind_of_its_name() -> None:
    """Several words, one of them a noun for newspapers; a place of one such word is a place."""
    for name, is_outlet in {"El Faro": True, "La Gaceta de Osma": True, "Faro": False, "Puerto Velarde": False}.items():
        found = read_dateline(f"{name}, 12 de marzo de 2024", SPANISH)
        assert found is not None
        assert (found.outlets, found.place) == (((name,), "") if is_outlet else ((), name))


def test_names_alone_sign_only_beside_a_line_with_a_day_or_a_byline() -> None:
    """And never as the first line, which may be the title."""
    assert set(read_datelines(["Cae el puente", "El Faro de Osma", "12 de marzo de 2024"], SPANISH)) == {1, 2}
    assert set(read_datelines(["Cae el puente", "El Faro de Osma", "Hoy cayó."], SPANISH)) == set()
    assert set(read_datelines(["Cae el puente", "TERESA VIDAL", "Osma, 12 de marzo de 2024"], SPANISH)) == {1, 2}
    assert set(read_datelines(["Cae el puente", "Puerto Velarde", "12 de marzo de 2024"], SPANISH)) == {2}
    assert set(read_datelines(["El Faro de Osma", "Por Ana Ruiz", "Hoy cayó."], SPANISH)) == {1}


def test_several_days_are_those_of_an_agenda() -> None:
    """Unless a line says which day it is."""
    agenda = ["Agenda", "Teatro Velar, 12 de marzo de 2024", "Sala Osma, 13 de marzo de 2024"]
    assert read_datelines(agenda, SPANISH) == {}
    assert set(read_datelines([*agenda[:2], "Actualizado el 13 de marzo de 2024"], SPANISH)) == {1, 2}


@given(st.text(max_size=150))
def test_what_is_read_of_a_line_stands_in_it(line: str) -> None:
    """Whatever the line."""
    found = read_dateline(line, SPANISH)
    names = (*found.outlets, *found.authors, found.place) if found else ()
    assert all(name in line for name in names)
