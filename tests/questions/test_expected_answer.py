"""What kind of answer a question waits for."""

from __future__ import annotations

import pytest

from rag.questions.expected_answer import Expected, expected_answer


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        pytest.param("¿Por qué cerró el museo?", Expected.CAUSE, id="cause"),
        pytest.param("por que cerro el museo", Expected.CAUSE, id="without accents"),
        pytest.param("¿El museo fue cerrado por qué tribunal?", Expected.ANY, id="who did it"),
        pytest.param("¿Las salas fueron abiertas y cerradas por qué tribunal?", Expected.ANY, id="who did them"),
        pytest.param("¿Cuánto costó?", Expected.FIGURE, id="figure"),
        pytest.param("How many rooms are there?", Expected.FIGURE, id="how many"),
        pytest.param("¿En qué año abrió?", Expected.DATE, id="year"),
        pytest.param("¿Quién lo abrió?", Expected.NAME, id="name"),
        pytest.param("¿Cómo abrió?", Expected.ANY, id="any"),
    ],
)
def test_the_question_word_tells_the_kind_of_answer(question: str, kind: Expected) -> None:
    """With or without accents."""
    assert expected_answer(question) is kind
