"""Follow-up questions are completed from the conversation; the rest are left alone."""

import pytest

from rag.answering.followup import is_follow_up, standalone_question
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
        ("¿y en 2023?", "es"),
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
    assert is_follow_up(question, language)
    assert standalone_question(question, asked(ROOT), language) == f"{ROOT} {question}"


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
    assert standalone_question(question, asked(ROOT), language) == question


@pytest.mark.parametrize("question", [AMAZON, "¿por qué?", "¿Quién es Sam Altman?"])
def test_the_first_question_is_left_alone(question: str) -> None:
    """There is nothing that it could follow up."""
    assert standalone_question(question, [], "es") == question


def test_a_chain_of_follow_ups_keeps_its_subject() -> None:
    """The last question that stands alone comes first, then the one just asked."""
    chain = asked("¿Quién es Sam Altman?", ROOT, AMAZON, "¿cuánto?")
    assert standalone_question("¿y por qué?", chain, "es") == f"{ROOT} ¿cuánto? ¿y por qué?"
    assert standalone_question("¿y en 2023?", asked(ROOT, AMAZON), "es") == f"{ROOT} {AMAZON} ¿y en 2023?"


@pytest.mark.parametrize(("earlier", "later"), [("¿y en 2023?", "¿y en 2024?"), (AMAZON, "¿y Google?")])
def test_the_same_asked_of_another_takes_its_place(earlier: str, later: str) -> None:
    """Two years or two names in one question would find neither."""
    assert standalone_question(later, asked(ROOT, earlier), "es") == f"{ROOT} {later}"


def test_follow_ups_of_nothing_still_have_a_beginning() -> None:
    """Where no question stands alone, the first one gives the subject."""
    assert standalone_question("¿y?", asked("¿por qué?", "¿cuánto?"), "es") == "¿por qué? ¿cuánto? ¿y?"
