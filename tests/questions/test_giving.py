"""Whether a sentence could give what is asked for."""

import pytest

from rag.languages import language_of
from rag.questions.giving import could_give, counts_things, mentions, values_given
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
        pytest.param("cuanto cobra Rita Soler", "Cobra 3.000 euros.", True, id="money, by the verb"),
        pytest.param("cuanto cobra Rita Soler", "La vieron 300 vecinos.", False, id="what is counted for money"),
        pytest.param("cuanto costó el faro", "Costó 3 millones más.", True, id="a sum without a unit"),
        pytest.param("cuanto duró la obra", "Costó 3 euros.", False, id="money for a time, by the verb"),
        pytest.param("cuanto subió el peso", "Subió un 3 %.", True, id="a noun that looks like a verb"),
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


@pytest.mark.parametrize(
    ("question", "counts"),
    [("¿Cuántos goles marcó?", True), ("¿Cuánta gente había?", False), ("¿Cuántos metros mide?", False)],
)
def test_what_is_counted_is_several_of_a_thing(question: str, counts: bool) -> None:
    """Neither a measure nor a crowd."""
    assert counts_things(read_question(question, language_of("es"))) is counts


@pytest.mark.parametrize(
    ("text", "noun", "mentioned"),
    [
        pytest.param("Hubo un muerto.", "muertos", True, id="another number"),
        pytest.param("Hubo un fallecido.", "muertos", True, id="another word"),
        pytest.param("Murieron tres.", "muertos", True, id="a form of the verb"),
        pytest.param("La cosecha fue mala.", "cosechadoras", True, id="its family"),
        pytest.param("Hubo siete heridos.", "muertos", False, id="others"),
    ],
)
def test_a_text_mentions_a_thing_in_whatever_words(text: str, noun: str, mentioned: bool) -> None:
    """By form, family or meaning."""
    assert mentions(Facts(text, language_of("es")), noun) is mentioned
