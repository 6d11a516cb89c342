"""When an entry of a list answers by itself, and of which day it is."""

from __future__ import annotations

import pytest

from rag.deciding.listed import an_entry_answers, is_of_another_day
from rag.languages.spanish import SPANISH
from rag.text.facts import Facts
from tests.answering.fakes import passage

PRICES = passage(
    "Rape 9,20 euros el kilo\nBesugo 8,10 euros el kilo\nCongrio 4 euros el kilo\n", title="La lonja de Brenal"
)
RESULTS = passage(
    "| Local | Visitante | Resultado |\n|---|---|---|\n| Osma CF | UD Arvea | 2-1 |\n| Lerma | Brenal | 0-0 |\n"
)
AGENDA = passage(
    "Lunes 8 - 18.00 - Baile con Rita Soler - Plaza del Olmo - 3 euros\n"
    "Martes 9 - 20.30 - Coro de Lerma - Casa del Pueblo - 5 euros\n"
    "Jueves 11 - 12.00 - Visita al faro - Puerta del Mar - 2 euros\n",
    title="Fiestas de Brenal",
)
DUTY = passage(
    "3 de mayo: farmacia Olmo\n4 de mayo: farmacia Soler\n5 de mayo: farmacia Ruiz\n", title="Farmacias de guardia"
)


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        pytest.param("¿Cuánto cuesta el besugo?", True, id="the verb need not stand there"),
        pytest.param("¿Cuánto cuesta el besugo en la lonja de Brenal?", True, id="the title says the rest"),
        pytest.param("¿Cuánto cuesta el besugo ahumado?", False, id="another thing"),
        pytest.param("¿Cuánto pesa el besugo?", False, id="a sum for a weight"),
        pytest.param("¿Quién pescó el besugo?", False, id="nobody is named"),
        pytest.param("¿Cómo se guisa el besugo?", False, id="a manner"),
        pytest.param("¿Por qué sube el besugo?", False, id="a cause"),
        pytest.param("¿Qué hay en la lonja de Brenal?", False, id="the title alone singles out no row"),
        pytest.param("¿Cuánto costó el besugo en 1998?", False, id="another year"),
        pytest.param("¿Cómo quedó la UD Arvea?", True, id="a score is an outcome"),
        pytest.param("¿Dónde es la visita al faro?", True, id="a place"),
        pytest.param("¿Cuándo canta el coro de Lerma?", True, id="a time"),
        pytest.param("¿Qué farmacia está de guardia el 4 de mayo?", True, id="a day"),
        pytest.param("¿Qué farmacia está de guardia el 9 de mayo?", False, id="a day of no row"),
    ],
)
def test_an_entry_answers_that_has_all_that_is_named_and_the_type_asked_for(question: str, answers: bool) -> None:
    """Under its title and its heads; the verb of a question stands in no list."""
    assert an_entry_answers(question, SPANISH, [PRICES, RESULTS, AGENDA, DUTY]) is answers


def test_prose_is_no_entry() -> None:
    """It is weighed by how near it is."""
    assert not an_entry_answers("¿Cuánto cuesta el besugo?", SPANISH, [passage("El besugo cuesta 8 euros el kilo.")])


@pytest.mark.parametrize(
    ("question", "others"),
    [("¿Y el 4 de mayo?", [True, False, True]), ("¿Y el 9 de mayo?", [True] * 3), ("¿Y en mayo?", [False] * 3)],
)
def test_an_entry_is_of_its_own_day(question: str, others: list[bool]) -> None:
    """Where no day is asked for, of any."""
    asked = Facts(question, SPANISH)
    assert [is_of_another_day(asked, DUTY, row) for row in DUTY.sentences] == others


def test_an_entry_is_of_the_day_of_its_heading() -> None:
    """Which is named once."""
    found = passage("Cines\n\nDía 3 de mayo\n18.00 Amor\n20.00 Lobo\n\nDía 4 de mayo\n18.00 Faro\n21.00 Olmo\n")
    asked = Facts("¿Qué película hay el 4 de mayo?", SPANISH)
    rows = {row.text: is_of_another_day(asked, found, row) for row in found.sentences if row.text[0].isdigit()}
    assert rows == {"18.00 Amor": True, "20.00 Lobo": True, "18.00 Faro": False, "21.00 Olmo": False}
