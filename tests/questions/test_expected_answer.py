"""What kind of answer a question waits for."""

from __future__ import annotations

import pytest

from rag.languages import language_of
from rag.questions.expected_answer import Expected, expected_answer, gives
from rag.text.facts import Facts


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        pytest.param("¿Por qué cerró el museo?", "es", Expected.CAUSE, id="cause"),
        pytest.param("por que cerro el museo", "es", Expected.CAUSE, id="without accents"),
        pytest.param("¿El museo fue cerrado por qué tribunal?", "es", Expected.ANY, id="who did it"),
        pytest.param("¿Las salas fueron abiertas y cerradas por qué tribunal?", "es", Expected.ANY, id="who did them"),
        pytest.param("¿Cuánto costó?", "es", Expected.FIGURE, id="figure"),
        pytest.param("How many rooms are there?", "en", Expected.FIGURE, id="how many"),
        pytest.param("¿En qué año abrió?", "es", Expected.DATE, id="year"),
        pytest.param("¿Quién lo abrió?", "es", Expected.NAME, id="name"),
        pytest.param("How many goals did he score?", "en", Expected.FIGURE, id="how many of what may be a cause"),
        pytest.param("What was the goal of the club?", "en", Expected.CAUSE, id="noun of a cause"),
        pytest.param("¿Cuál fue el motivo?", "es", Expected.CAUSE, id="noun of a cause in Spanish"),
        pytest.param("¿Qué busca el club con el fichaje?", "es", Expected.CAUSE, id="verb of an aim"),
        pytest.param("¿Qué llevó al club a vender?", "es", Expected.CAUSE, id="what led to it"),
        pytest.param("¿Quién es el hombre que llevó a los niños?", "es", Expected.NAME, id="who led whom"),
        pytest.param("¿Cómo es el tren que lleva a Soria?", "es", Expected.ANY, id="what leads somewhere"),
        pytest.param("¿Qué número de salas tiene?", "es", Expected.FIGURE, id="noun of a figure"),
        pytest.param("Qui a gagné ?", "fr", Expected.NAME, id="who in French"),
        pytest.param("¿Quan es va obrir?", "ca", Expected.DATE, id="when in Catalan"),
        pytest.param("Who was it?", "de", Expected.ANY, id="in the words of another language"),
        pytest.param("¿Cómo abrió?", "es", Expected.ANY, id="any"),
    ],
)
def test_the_question_word_tells_the_kind_of_answer(question: str, language: str, kind: Expected) -> None:
    """With or without accents."""
    assert expected_answer(question, language_of(language)) is kind


def test_a_cause_is_stated_in_the_words_of_its_language() -> None:
    """«Porque» is a reason in Spanish, and no word of German."""
    assert gives(Expected.CAUSE, Facts("Cerró porque llovía.", language_of("es")))
    assert not gives(Expected.CAUSE, Facts("Cerró porque llovía.", language_of("de")))
