"""Whether a sentence could give what is asked for."""

import pytest

from rag.languages import language_of
from rag.questions.giving import could_give, values_given
from rag.questions.question import read_question
from rag.text.facts import Facts


@pytest.mark.parametrize(
    ("question", "sentence", "gives"),
    [
        pytest.param("¿Quién pagó el faro?", "Lo pagó Rita Soler.", True, id="a name"),
        pytest.param("¿Quién pagó el faro?", "Lo pagó su marido.", True, id="a noun for a person"),
        pytest.param("¿Quién pagó el faro?", "Está en Arvea desde hace mucho.", False, id="a place for a person"),
        pytest.param("¿Quién acompañó a Rita Soler?", "Fue con Rita Soler.", False, id="only the name in the question"),
        pytest.param("¿Dónde vive Rita Soler?", "Vive en Osma.", True, id="a place"),
        pytest.param("¿Dónde vive Rita Soler?", "Vive bien.", False, id="no place"),
        pytest.param("cuantos goles marco", "Marcó 3 goles.", True, id="a count"),
        pytest.param("cuantos goles marco", "Creció un 3 %.", False, id="a share for a count"),
        pytest.param("cuanto dinero pago", "Pagó 3 millones de pesos.", True, id="money"),
        pytest.param("cuanto dinero pago", "Está a 3 kilómetros.", False, id="a length for money"),
        pytest.param("cuantos años lleva", "Lleva 3 años.", True, id="a time"),
        pytest.param("cuantos años lleva", "Lleva 3 kilos.", False, id="a weight for a time"),
        pytest.param("cuanto cuesta el faro", "No se sabe.", False, id="no figure"),
        pytest.param("cuanto cuesta el faro", "Se hizo en 1921.", False, id="a year for a figure"),
        pytest.param("¿Cuándo abrió?", "Abrió en 1921.", True, id="a date"),
        pytest.param("¿Cuándo abrió?", "Abrió el lunes.", True, id="a day of the week"),
        pytest.param("¿Cuándo abrió?", "Abrió sin ruido.", False, id="no date"),
        pytest.param("¿Qué dijo la alcaldesa?", "La alcaldesa pidió calma: «No cerrará».", True, id="a quotation"),
        pytest.param("¿Qué dijo la alcaldesa?", "La alcaldesa llegó tarde.", False, id="nothing said"),
        pytest.param("¿Por qué cerró?", "Llovía.", True, id="a cause, which no word tells"),
        pytest.param("¿Abrió?", "Llovía.", True, id="anything"),
    ],
)
def test_a_sentence_gives_the_type_that_is_asked_for(question: str, sentence: str, gives: bool) -> None:
    """As far as rules can tell; where they cannot, it could."""
    spanish = language_of("es")
    assert could_give(read_question(question, spanish), Facts(sentence, spanish)) is gives


@pytest.mark.parametrize(
    ("question", "sentence", "values"),
    [
        ("¿Cuántos heridos van?", "Son ya 14 nuevos heridos y 3 detenidos.", {"14 "}),
        ("¿Cuántos heridos van?", "Hay heridos en 14 pueblos.", set()),
        ("¿Cuánto cuesta el billete?", "Sube a 4,50 euros en los 12 autobuses.", {"4.5 EUR"}),
        ("¿Quién es el alcalde de Ribalta?", "La alcaldesa de Ribalta, Ana Ruiz, habló en Lerma.", {"ana ruiz"}),
        ("¿Quién es el alcalde de Ribalta?", "Ana Ruiz nació en Ribalta.", set()),
        ("¿Por qué arde el monte?", "Arde por un rayo, 14 según otros.", set()),
    ],
)
def test_a_value_is_one_of_what_is_asked_for_certain(question: str, sentence: str, values: set[str]) -> None:
    """What is counted stands behind the figure, a sum has its unit, a person what the person is."""
    spanish = language_of("es")
    assert values_given(read_question(question, spanish), Facts(sentence, spanish)) == values
