"""What is said to be missing where an archive does not answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.deciding import Missing, find_missing, say_missing
from rag.languages import language_of
from rag.languages.english import ENGLISH
from rag.languages.spanish import SPANISH
from rag.questions.nouns import Asked
from rag.questions.question import read_question
from rag.text.facts import Facts

BRIDGE = "El puente de Osma mide seis metros. Lo abrió Ana Ruiz en 1931. Un coro cantaba."


def said(question: str, text: str = BRIDGE, shown: str = "", *others: str, code: str = "es") -> str:
    """What is said where a sentence of an article is shown, the whole of it unless given; empty for nothing."""
    language = language_of(code)
    sentences, article = [Facts(shown or text, SPANISH)], Facts(text, SPANISH)
    found = (article, *(Facts(other, SPANISH) for other in others))
    missing = find_missing(read_question(question, language), sentences, (article,), found)
    return say_missing(missing, language) if missing else ""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("¿Cuánto mide el faro de Burgos?", "no menciona «Burgos»", id="a name"),
        pytest.param("¿Y Ana Ruiz con Burgos?", "habla de «Ana Ruiz», pero no de «Burgos»", id="a name of two"),
        pytest.param("¿Quién lo abrió en Osma en 1950?", "no menciona «1950»", id="a year"),
        pytest.param("¿Qué pasó en Osma el 3 de mayo de 1931?", "no menciona «3 de mayo de 1931»", id="a day"),
        pytest.param("¿Cómo se pintó el puente de Osma?", "no menciona «pintó»", id="a word"),
        pytest.param("como pintaron el puente de osma", "no menciona «pintaron»", id="without accents and marks"),
        pytest.param("¿Qué barco, tren y globo vio el coro?", "no menciona «tren» ni «globo»", id="things"),
        pytest.param("tren globo barco faro", "no menciona «tren», «globo» ni «barco»", id="at most three"),
        pytest.param("¿Y Ana Soler?", "no menciona «Soler»", id="part of a name"),
    ],
)
def test_what_is_missing_is_told_as_the_asker_wrote_it(question: str, told: str) -> None:
    """A name first, then a figure, then things, then what is done."""
    assert said(question) == f"Lo más cercano {told}."


@pytest.mark.parametrize(
    ("question", "shown", "told"),
    [
        ("¿Quién abrió el puente de Osma?", "Se abrió con retraso.", "no nombra a la persona por la que se pregunta"),
        ("¿Dónde está el puente?", "Abrió tarde.", "no nombra el lugar por el que se pregunta"),
        ("¿Cuándo abrió el puente?", "Abrió sin ruido.", "no da la fecha que se pide"),
        ("¿Cuánto mide el puente?", "Lo abrió Ana Ruiz.", "no da la cifra que se pide"),
        ("¿Qué dijo Ana Ruiz?", "Lo abrió Ana Ruiz.", "no recoge lo que se dijo"),
    ],
)
def test_a_type_is_missing_where_no_sentence_that_is_shown_could_give_it(question: str, shown: str, told: str) -> None:
    """Though the article may elsewhere: the line is about what stands below it."""
    assert said(question, shown=shown) == f"Lo más cercano {told}."


def test_nothing_is_told_of_what_another_article_holds_or_the_rules_cannot_tell() -> None:
    """Silence is better than a reason that is not true."""
    question, shown = "¿Cuánto mide el puente de Burgos?", "Lo abrió Ana Ruiz."
    assert said(question, BRIDGE, shown) == "Lo más cercano no menciona «Burgos»."
    assert said(question, BRIDGE, shown, "Burgos tiene una catedral.") == "Lo más cercano no da la cifra que se pide."
    assert said("¿Por qué cantaba el coro?") == ""
    assert said("¿Por qué canta el coro?") == ""
    assert said("¿Por qué medirá seis metros?") == ""
    assert said("¿Qué se sabe del coro?") == ""
    assert said("¿Por qué puede cantar el coro?") == ""
    assert said("¿Quién presidió el coro?", "La presidenta del coro fue Ana.") == ""
    assert find_missing(read_question("¿Quién?", SPANISH), (), (), ()) is None


def test_an_article_in_another_language_has_its_own_words_and_forms_of_names() -> None:
    """Of words nothing is told, of a name only where nothing of it is there."""
    assert said("How many live in Mexico City?", "La Ciudad de México tiene nueve millones.", code="en") == ""
    assert said("How did they paint the bridge of Osma?", code="en") == ""
    assert said("How tall is the bridge of Burgos?", code="en") == (
        "The nearest that it holds does not mention “Burgos”."
    )


def test_each_is_said_in_the_language_of_the_reader() -> None:
    """With its quotation marks and its conjunctions."""
    assert say_missing(Missing(("a", "b", "c")), ENGLISH) == (
        "The nearest that it holds does not mention “a”, “b” or “c”."
    )
    assert say_missing(Missing(("a", "b"), beside=("c", "d")), SPANISH) == (
        "Lo más cercano habla de «c» y «d», pero no de «a» y «b»."
    )
    assert say_missing(Missing(asked=Asked.DATE), language_of("gl")) == "Lo más cercano no da la fecha que se pide."


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_asked_what_is_missing_stands_in_the_question(question: str, text: str) -> None:
    """At most three things, each with words; and nothing that the article has letter by letter."""
    article = Facts(text, SPANISH)
    missing = find_missing(read_question(question, SPANISH), (article,), (article,), (article,))
    if missing is None:
        return
    assert (missing.asked is Asked.ANY) == bool(missing.words)
    assert len(missing.words) <= 3
    assert all(word in read_question(question, SPANISH).written for word in missing.words)
    assert "\x00" in text or not any(f" {word} " in text for word in missing.words if word.isalpha() and word.islower())


def test_a_verb_that_another_article_found_has_is_too_common_to_be_told_as_missing() -> None:
    """What nobody found does is told; «contestar» would tell a reader nothing."""
    assert said("¿Cómo se pintó el puente de Osma?") == "Lo más cercano no menciona «pintó»."
    assert said("¿Cómo se pintó el puente de Osma?", BRIDGE, "", "El museo lo pintaron los vecinos.") == ""


def test_a_word_for_what_newspapers_print_is_never_missing() -> None:
    """«Noticias» asks for articles, which do not call themselves so."""
    assert "noticias" not in said("Noticias sobre el puente de Osma")
