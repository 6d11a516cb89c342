"""Follow-up questions are completed from the conversation; the rest are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import language_of
from rag.questions.followup import Standalone, is_follow_up, stand_alone, standalone_question
from rag.text.language import detect_language
from rag.types import Turn

ROOT = "¿Por qué OpenAI eligió AWS?"
AMAZON = "¿y Amazon, qué gana?"


def asked(*questions: str) -> list[Turn]:
    """A conversation."""
    return [Turn(question, "Porque sí.") for question in questions]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        (AMAZON, "es"),
        ("¿por qué?", "es"),
        ("¿cuánto?", "es"),
        ("¿cuándo se firmó?", "es"),
        ("¿cuál es su precio?", "es"),
        ("¿qué más dijo de eso?", "es"),
        ("pero, ¿quién lo pagó?", "es"),
        ("and Amazon?", "en"),
        ("what about Amazon?", "en"),
        ("why did they sign the deal?", "en"),
        ("et Amazon ?", "fr"),
        ("i Amazon?", "ca"),
    ],
)
def test_a_question_that_leans_on_the_one_before_is_searched_with_it(question: str, language: str) -> None:
    """It opens with «y», points back, or says too little by itself."""
    assert is_follow_up(question, language_of(language))
    assert standalone_question(question, asked(ROOT), language_of(language)) == f"{ROOT} {question}"


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("¿quién ganó el mundial de 1998?", "es"),
        ("¿cuánto vale el acuerdo?", "es"),
        ("¿quién es Sam Altman?", "es"),
        ("¿le pagó Microsoft a Google?", "es"),
        ("I want to know why prices rose", "en"),
        ("how much is the deal worth?", "en"),
        ("quels sont les objectifs de l'accord ?", "fr"),
    ],
)
def test_a_question_with_its_own_subject_is_left_alone(question: str, language: str) -> None:
    """A change of subject is not dragged back to the old one."""
    assert standalone_question(question, asked(ROOT), language_of(language)) == question


@pytest.mark.parametrize("question", [AMAZON, "¿por qué?", "¿Quién es Sam Altman?"])
def test_the_first_question_is_left_alone(question: str) -> None:
    """There is nothing that it could follow up."""
    assert standalone_question(question, [], language_of("es")) == question


def test_a_chain_of_follow_ups_keeps_its_subject() -> None:
    """The last question that stands alone comes first, then the one just asked."""
    chain = asked("¿Quién es Sam Altman?", ROOT, AMAZON, "¿cuánto?")
    assert standalone_question("¿y por qué?", chain, language_of("es")) == f"{ROOT} ¿cuánto? ¿y por qué?"
    assert standalone_question("¿y cuándo?", asked(ROOT, AMAZON), language_of("es")) == f"{ROOT} {AMAZON} ¿y cuándo?"


DEAL = "¿Qué gana Amazon con el acuerdo?"
BRIDGE = "¿Cuándo se abrió el puente de Valdemora?"
SALES = "¿Cuánto vendió Tesla en Francia en 2021?"
EARNED = "How much did Amazon earn in 2022?"


@pytest.mark.parametrize(
    ("conversation", "question", "searched"),
    [
        pytest.param([DEAL], "¿y Google?", "¿Qué gana Google con el acuerdo?", id="another name"),
        pytest.param([DEAL, "¿y Google?"], "¿y Microsoft?", "¿Qué gana Microsoft con el acuerdo?", id="and another"),
        pytest.param([SALES], "¿y Ford?", "¿Cuánto vendió Ford en Francia en 2021?", id="the name in its place"),
        pytest.param([SALES], "¿y en España?", "¿Cuánto vendió Tesla en España en 2021?", id="another place"),
        pytest.param([SALES], "¿y en 2022?", "¿Cuánto vendió Tesla en Francia en 2022?", id="another year"),
        pytest.param([SALES, "¿y en España?"], "¿y en 2022?", "¿Cuánto vendió Tesla en España en 2022?", id="both"),
        pytest.param(["¿Quién preside Francia?"], "¿y España?", "¿Quién preside España?", id="another country"),
        pytest.param(["¿Quién ganó el mundial de 1998?"], "¿y en 2002?", "¿Quién ganó el mundial de 2002?", id="of"),
        pytest.param(["¿Qué gana la FIFA?"], "¿y el BCE?", "¿Qué gana el BCE?", id="with its article"),
        pytest.param([EARNED], "and in 2023?", "How much did Amazon earn in 2023?", id="english year"),
        pytest.param([EARNED], "what about Google?", "How much did Google earn in 2022?", id="english name"),
        pytest.param([ROOT], "¿y en 2023?", "¿Por qué OpenAI eligió AWS en 2023?", id="a year is added"),
        pytest.param([ROOT, "¿y en 2023?"], "¿y en 2024?", "¿Por qué OpenAI eligió AWS en 2024?", id="then replaced"),
        pytest.param(["¿Cuánto vale el acuerdo?"], "¿y con Microsoft?", "¿Cuánto vale el acuerdo con Microsoft?",
                     id="with whom"),
        pytest.param([ROOT, AMAZON], "¿y Google?", f"{ROOT} ¿y Google, qué gana?", id="behind its context"),
    ],
)  # fmt: skip
def test_the_same_asked_of_another_is_one_question(conversation: list[str], question: str, searched: str) -> None:
    """Two years or two names in one question would find neither: the later stands in the place of the earlier."""
    assert standalone_question(question, asked(*conversation), language_of(detect_language(question))) == searched


@pytest.mark.parametrize(
    ("conversation", "question"),
    [
        pytest.param([ROOT], "¿y Amazon?", id="two names that it could replace"),
        pytest.param([ROOT], AMAZON, id="more than a name"),
        pytest.param([ROOT], "¿y cuándo?", id="when"),
        pytest.param([ROOT], "¿cuánto cuesta?", id="how much"),
        pytest.param([ROOT], "¿y eso por qué?", id="points back"),
        pytest.param([ROOT], "and Amazon?", id="another language"),
        pytest.param(["¿Cuánto ganó Amazon?"], "and in 2023?", id="no mixture of languages"),
        pytest.param(["why did OpenAI choose AWS?"], "and Amazon?", id="english"),
        pytest.param(["why did OpenAI choose AWS?"], "how much?", id="how much in english"),
        pytest.param([BRIDGE], "¿y el de Arcedo?", id="left out noun"),
        pytest.param([BRIDGE], "¿y cuánto costó el puente en 2019?", id="goes on with the subject"),
        pytest.param(["¿Qué pasó entre 2020 y 2022?"], "¿y en 2023?", id="two years that it could replace"),
        pytest.param(["¿Qué pasó el 3 de mayo de 2021?"], "¿y el 4 de junio?", id="a day without its year"),
    ],
)
def test_what_would_be_a_guess_is_searched_behind_the_question_before(conversation: list[str], question: str) -> None:
    """Nothing is rewritten of which it is not clear how."""
    expected = f"{conversation[-1]} {question}"
    assert standalone_question(question, asked(*conversation), language_of(detect_language(question))) == expected


@pytest.mark.parametrize(
    "question",
    [
        "¿y quién ganó el mundial de 1998?",
        "¿y el puente de Valdemora, cuánto costó?",
        "and who won the World Cup final in 1998?",
        "pero, ¿cuántos lobos contaron los guardas en Arcedo?",
    ],
)
def test_a_new_subject_behind_an_and_is_not_dragged_back(question: str) -> None:
    """It names what it is about, says what is asked of it, and shares no word with what was asked before."""
    for conversation in ([ROOT], [ROOT, "¿y en 2023?"], [BRIDGE.replace("puente", "túnel"), ROOT]):
        assert standalone_question(question, asked(*conversation), language_of(detect_language(question))) == question


def test_a_rewritten_question_is_what_is_asked_and_a_context_is_told_apart() -> None:
    """The model is told what was asked before only where it needs that."""
    assert stand_alone("¿y Google?", asked(DEAL), language_of("es")) == Standalone("¿Qué gana Google con el acuerdo?")
    assert stand_alone("¿y cuándo?", asked(ROOT), language_of("es")) == Standalone("¿y cuándo?", context=ROOT)
    assert stand_alone(ROOT, asked(DEAL), language_of("es")) == Standalone(ROOT)


@given(st.lists(st.text(max_size=40), max_size=4), st.text(max_size=40))
def test_any_text_can_be_asked(conversation: list[str], question: str) -> None:
    """A question is never lost, whatever came before it."""
    for language in ("es", "en", "fr"):
        found = stand_alone(question, asked(*conversation), language_of(language))
        assert found.question.strip() or not question.strip()


def test_follow_ups_of_nothing_still_have_a_beginning() -> None:
    """Where no question stands alone, the first one gives the subject."""
    assert standalone_question("¿y?", asked("¿por qué?", "¿cuánto?"), language_of("es")) == "¿por qué? ¿cuánto? ¿y?"
