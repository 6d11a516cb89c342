"""A question as a value: its kind, what it asks for, what it names, as people type it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import LANGUAGES, language_of
from rag.questions.question import Asked, Kind, read_question

ES, EN = language_of("es"), language_of("en")


@pytest.mark.parametrize(
    ("text", "kind", "asked"),
    [
        pytest.param("¿Quién diseñó el puente de Arvea?", Kind.FACT, Asked.PERSON, id="who"),
        pytest.param("que ingeniera diseño el puente", Kind.FACT, Asked.PERSON, id="which person"),
        pytest.param("donde esta el faro", Kind.FACT, Asked.PLACE, id="where"),
        pytest.param("en que ciudad abrio el museo", Kind.FACT, Asked.PLACE, id="which town"),
        pytest.param("a que empresa compraron el tranvia", Kind.FACT, Asked.ORGANISATION, id="which company"),
        pytest.param("que dia abre la feria", Kind.FACT, Asked.DATE, id="which day"),
        pytest.param("cuantos goles marco el Velarde", Kind.FACT, Asked.QUANTITY, id="how many"),
        pytest.param("¿Qué edad tenía la alcaldesa?", Kind.FACT, Asked.QUANTITY, id="a measure"),
        pytest.param("que dijo la alcaldesa del tranvia", Kind.FACT, Asked.STATEMENT, id="what was said"),
        pytest.param("como se llama la alcaldesa de Arvea", Kind.FACT, Asked.PERSON, id="what she is called"),
        pytest.param("porq cerro el museo", Kind.WHY, Asked.CAUSE, id="why, cut short"),
        pytest.param("xq cerraron el museo", Kind.WHY, Asked.CAUSE, id="why, cut shorter"),
        pytest.param("porque cerro el museo?", Kind.WHY, Asked.CAUSE, id="why, in one word"),
        pytest.param("cual fue el motivo del cierre", Kind.WHY, Asked.CAUSE, id="the reason"),
        pytest.param("por que Chile rompio el acuerdo", Kind.WHY, Asked.CAUSE, id="why with a name behind it"),
        pytest.param("por que delito fue condenado el alcalde", Kind.FACT, Asked.ANY, id="for which"),
        pytest.param("a que se debe el cierre del museo", Kind.WHY, Asked.CAUSE, id="what it is owed to"),
        pytest.param("a que se dedica la alcaldesa", Kind.FACT, Asked.ANY, id="what she does"),
        pytest.param("que llevo al alcalde a cerrar el museo", Kind.WHY, Asked.CAUSE, id="what led him to it"),
        pytest.param("¿Qué provocó el cierre?", Kind.WHY, Asked.CAUSE, id="what caused it"),
        pytest.param("que busca el Velarde con el fichaje", Kind.WHY, Asked.CAUSE, id="what it aims at"),
        pytest.param("que hay el viernes 7 en Arvea", Kind.FACT, Asked.ANY, id="what there is on a day"),
        pytest.param("cual fue el dia de la feria", Kind.FACT, Asked.DATE, id="which was the day"),
        pytest.param("que llevaba la alcaldesa", Kind.FACT, Asked.ANY, id="what she wore"),
        pytest.param("como consiguieron los datos", Kind.HOW, Asked.MANNER, id="how"),
        pytest.param("cuales son los barrios sin agua", Kind.LIST, Asked.PLACE, id="which ones"),
        pytest.param("por que tiendas anduvo la alcaldesa", Kind.LIST, Asked.PLACE, id="by which shops"),
        pytest.param("dime los motivos del cierre", Kind.LIST, Asked.CAUSE, id="tell me the reasons"),
        pytest.param("ciudades donde hay tranvia", Kind.LIST, Asked.PLACE, id="a noun and a clause about it"),
        pytest.param("que paso con el puente", Kind.OVERVIEW, Asked.ANY, id="what happened"),
        pytest.param("hola, q se sabe del tranvia?", Kind.OVERVIEW, Asked.ANY, id="what is known"),
        pytest.param("resumeme lo del tranvia", Kind.OVERVIEW, Asked.ANY, id="sum up"),
        pytest.param("que es el gofio", Kind.DEFINITION, Asked.ANY, id="what it is"),
        pytest.param("quien es Rita Soler", Kind.DEFINITION, Asked.ANY, id="who she is"),
        pytest.param("quien gano mas, Rita Soler o Blas Ortega", Kind.COMPARISON, Asked.ANY, id="which of two"),
        pytest.param("multas ruido ayuntamiento", Kind.KEYWORDS, Asked.ANY, id="bare words"),
        pytest.param("abrio ya el museo", Kind.YES_NO, Asked.ANY, id="yes or no, without a mark"),
        pytest.param("¿El museo abre los lunes?", Kind.YES_NO, Asked.ANY, id="yes or no"),
        pytest.param("es verdad que el museo cerro cuando llovia", Kind.YES_NO, Asked.ANY, id="is it true"),
        pytest.param("cuando cerro el museo, ¿quien lo pago?", Kind.FACT, Asked.PERSON, id="a circumstance first"),
        pytest.param("el museo de Arvea, cuanto costo", Kind.FACT, Asked.QUANTITY, id="a topic first"),
    ],
)
def test_a_question_is_read_as_it_is_typed(text: str, kind: Kind, asked: Asked) -> None:
    """Without accents, marks or whole words, by what its reader waits for."""
    question = read_question(text, ES)
    assert (question.kind, question.asked) == (kind, asked)


@pytest.mark.parametrize(
    ("text", "kind", "asked"),
    [
        ("who designed the bridge", Kind.FACT, Asked.PERSON),
        ("How many goals did Velarde score?", Kind.FACT, Asked.QUANTITY),
        ("which seaside town opened a museum", Kind.FACT, Asked.PLACE),
        ("Which towns have a tram?", Kind.LIST, Asked.PLACE),
        ("why was the museum closed", Kind.WHY, Asked.CAUSE),
        ("how come the museum closed", Kind.WHY, Asked.CAUSE),
        ("what led the mayor to close the museum", Kind.WHY, Asked.CAUSE),
        ("What caused the fire?", Kind.WHY, Asked.CAUSE),
        ("What led the column?", Kind.FACT, Asked.ANY),
        ("how did they get the data", Kind.HOW, Asked.MANNER),
        ("what happened with the bridge", Kind.OVERVIEW, Asked.ANY),
        ("tell me about the tram", Kind.OVERVIEW, Asked.ANY),
        ("Can you tell me where the lighthouse is?", Kind.FACT, Asked.PLACE),
        ("did the museum open", Kind.YES_NO, Asked.ANY),
        ("Which one costs more, the tram or the bridge?", Kind.COMPARISON, Asked.ANY),
        ("tram bridge Arvea", Kind.KEYWORDS, Asked.ANY),
    ],
)
def test_a_question_in_english_is_read(text: str, kind: Kind, asked: Asked) -> None:
    """By the same rules, over the words of its language."""
    question = read_question(text, EN)
    assert (question.kind, question.asked) == (kind, asked)


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("Pourquoi le musée a-t-il fermé ?", "fr", Kind.WHY),
        ("Où est le phare ?", "fr", Kind.FACT),
        ("Was ist über die Brücke bekannt?", "de", Kind.OVERVIEW),
        ("Wie viele Tore schoss er?", "de", Kind.FACT),
        ("Quais são as cidades?", "pt", Kind.LIST),
        ("Come ha fatto?", "it", Kind.HOW),
        ("Per què va tancar el museu?", "ca", Kind.WHY),
        ("Has the museum opened?", "fr", Kind.YES_NO),
    ],
)
def test_other_languages_are_read_as_far_as_they_go(text: str, code: str, kind: Kind) -> None:
    """A language without a dictionary tells a question of yes or no by its mark alone."""
    assert read_question(text, language_of(code)).kind is kind


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("cuantos goles marco el Velarde", "goles"),
        ("¿Qué porcentaje votó?", "porcentaje"),
        ("cuanta gente vino", "gente"),
        ("cuanto mide el puente", ""),
        ("cuantas compras hizo", "compras"),
    ],
)
def test_the_unit_is_what_is_counted(text: str, unit: str) -> None:
    """The noun behind the question word; a verb is none."""
    assert read_question(text, ES).unit == unit


def test_names_are_told_by_capitals_and_guessed_without_them() -> None:
    """Words that no dictionary knows, where the whole question has no capital."""
    certain, guessed = read_question("¿Dónde nació Rita Soler?", ES), read_question("donde nacio miley cyrus", ES)
    assert (certain.names, certain.guessed) == (("Rita Soler",), False)
    assert (guessed.names, guessed.guessed) == (("miley cyrus",), True)


def test_limits_are_the_years_and_days_that_it_names() -> None:
    """With what is left open of each."""
    question = read_question("¿Qué pasó en Arvea el 3 de mayo de 2018 y en 2016?", ES)
    assert [(limit.year, limit.month, limit.day) for limit in question.limits] == [(2018, 5, 3), (2016, None, None)]
    assert question.as_dict()["limits"] == ["2018-05-03", "2016"]


def test_a_question_is_facts_for_json() -> None:
    """What it has nothing of is left out; its parts are in it."""
    facts = json.loads(json.dumps(read_question("¿cuánto costaron Arvea y Osma?", ES).as_dict()))
    assert facts["kind"] == "fact"
    assert facts["asked"] == "quantity"
    assert "limits" not in facts
    assert [part["text"] for part in facts["parts"]] == ["¿cuánto costaron Arvea?", "¿cuánto costaron Osma?"]


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_any_text_is_a_question(text: str, language) -> None:
    """Whatever is typed is read, keeps its text, and has parts that have none themselves."""
    question = read_question(text, language)
    assert question.text == text.strip()
    assert question.parts
    assert all(part.parts == (part,) for part in question.parts)
