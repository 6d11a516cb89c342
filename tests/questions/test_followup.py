"""Follow-up questions are completed from the conversation; the rest are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import language_of
from rag.questions.followup import (
    Standalone,
    is_follow_up,
    spoken_language,
    stand_alone,
    standalone_question,
    turns_asked,
)
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
    """The last question that stands alone comes first, then what changed its subject, then the one just asked."""
    chain = asked("¿Quién es Sam Altman?", ROOT, AMAZON, "¿cuánto?")
    assert standalone_question("¿y por qué?", chain, language_of("es")) == f"{ROOT} {AMAZON} ¿cuánto? ¿y por qué?"
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
        pytest.param([BRIDGE], "¿y el túnel de Arcedo?", id="another noun"),
        pytest.param([BRIDGE], "¿y cuánto costó el puente en 2019?", id="goes on with the subject"),
        pytest.param(["¿Qué pasó entre 2020 y 2022?"], "¿y en 2023?", id="two years that it could replace"),
        pytest.param(["¿Qué pasó el 3 de mayo de 2021?"], "¿y el 4 de junio?", id="a day without its year"),
    ],
)
def test_what_would_be_a_guess_is_searched_behind_the_question_before(conversation: list[str], question: str) -> None:
    """Nothing is rewritten of which it is not clear how."""
    expected = f"{conversation[-1]} {question}"
    assert standalone_question(question, asked(*conversation), language_of(detect_language(question))) == expected


COST = "¿Cuánto costó el puente de Osma?"
OTHER_COST = "¿Cuánto costó el puente de Soria?"
ENGLISH_COST = "How much did the bridge in Osma cost?"


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        (COST, "¿Y el de Soria?", OTHER_COST),
        (COST, "¿Y la de Soria?", OTHER_COST),
        (COST, "¿Y en Soria?", OTHER_COST),
        (COST, "¿Y Soria?", OTHER_COST),
        (COST, "¿Y el puente de Soria?", OTHER_COST),
        (COST, "¿el puente de Soria?", OTHER_COST),
        (COST, "gracias. ¿Y el de Soria?", OTHER_COST),
        (COST, "¿Y el del Duero?", "¿Cuánto costó el puente del Duero?"),
        ("¿Cuánto costó el puente del Duero?", "¿Y el de Osma?", COST),
        (COST, "¿Y cuándo se abrió el de Soria?", "¿Y cuándo se abrió el puente de Soria?"),
        (COST, "¿cuándo se abrió el de la Mancha?", "¿cuándo se abrió el puente de la Mancha?"),
        (COST.lower().strip("¿?"), "y el de soria", OTHER_COST.lower().strip("¿?")),
        (COST.lower().strip("¿?"), "y en puerto velarde", "cuánto costó el puente de puerto velarde"),
        (ENGLISH_COST, "and the one in Soria?", "How much did the bridge in Soria cost?"),
        (ENGLISH_COST, "when was the one in Soria opened?", "when was the bridge in Soria opened?"),
        ("How much did the Osma bridge cost?", "and the one in Soria?", "How much did the Soria bridge cost?"),
        ("How much did the Osma bridge cost?", "and the Soria bridge?", "How much did the Soria bridge cost?"),
    ],
)
def test_a_noun_left_out_is_that_of_the_question_before(before: str, question: str, searched: str) -> None:
    """Or the same noun with another name, in its place, with capitals or without."""
    language = language_of(detect_language(before))
    assert stand_alone(question, asked(before), language) == Standalone(searched)


def test_a_subject_that_a_follow_up_changed_stays_changed() -> None:
    """What comes next is asked of the new one, and another name is put where the subject stands."""
    chain = asked(COST, "¿Y el de Soria?", "¿Cuándo se abrió?")
    spanish = language_of("es")
    assert stand_alone("¿Cuándo se abrió?", chain[:2], spanish) == Standalone("¿Cuándo se abrió?", OTHER_COST)
    assert stand_alone("¿Quién es la alcaldesa?", chain, spanish).context == f"{OTHER_COST} ¿Cuándo se abrió?"
    assert stand_alone("¿y el de Osma?", chain, spanish) == Standalone("¿Cuándo se abrió?", COST)


@pytest.mark.parametrize(
    "question", ["explícalo mejor", "¿puedes explicármelo?", "y cuéntame más", "resúmelo, por favor"]
)
def test_who_asks_to_be_told_otherwise_asks_the_same(question: str) -> None:
    """Words that no article has are not searched, but the model is told them."""
    found = stand_alone(question, asked(COST), language_of("es"))
    assert (found.question, found.text) == (question, COST)
    assert stand_alone("¿y el de Soria?", asked(COST, question), language_of("es")) == Standalone(OTHER_COST)


@pytest.mark.parametrize(
    ("question", "language"),
    [("¿quién más?", "es"), ("quien mas iba en el avion?", "es"), ("who else was there?", "en")],
)
def test_who_asks_for_others_goes_on(question: str, language: str) -> None:
    """With its own words behind the question before."""
    assert stand_alone(question, asked(COST), language_of(language)) == Standalone(question, COST)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("y volviendo a Osma, ¿cuándo se abrió?", Standalone("Osma, ¿cuándo se abrió?", COST)),
        ("volviendo al puente, ¿quién lo diseñó?", Standalone("puente, ¿quién lo diseñó?", COST)),
        ("volviendo al fútbol, ¿quién ganó la liga?", Standalone("fútbol, ¿quién ganó la liga?")),
    ],
)
def test_an_earlier_subject_is_found_again(question: str, found: Standalone) -> None:
    """However much was asked since; one that was never spoken of is a new one."""
    since = asked(COST, "¿Quién preside Francia?", "¿y España?", "¿desde cuándo?")
    assert stand_alone(question, since, language_of("es")) == found
    assert stand_alone("going back to Osma, when did it open?", since, language_of("en")).context == COST


WHO = "¿Quién diseñó el puente de Osma?"


@pytest.mark.parametrize(
    ("answer", "context"),
    [
        ("Clara Montes.", f"{WHO} Clara Montes"),
        ("Clara Montes, del Colegio de Ingenieros.", f"{WHO} Clara Montes"),
        ("El puente de Osma lo diseñó Clara Montes.", f"{WHO} Clara Montes"),
        ("Clara Montes y Pau Mestrell.", WHO),
        ("El archivo no lo dice. Lo más cercano que hay en él: «Habla Clara Montes».", WHO),
    ],
)
def test_who_was_the_answer_is_who_the_next_question_is_about(answer: str, context: str) -> None:
    """The one name that an answer gives; none where it gives two, or does not know."""
    language = language_of("es")
    assert stand_alone("¿cuántos años tiene?", [Turn(WHO, answer)], language).context == context
    replaced = context != WHO
    found = stand_alone("¿y cuándo nació ella?", [Turn(WHO, answer)], language)
    assert (found.text == "¿y cuándo nació Clara Montes?") == replaced


def test_the_name_in_a_question_who_somebody_is_stays_its_subject() -> None:
    """Another name in the answer is told of him, and is not who is asked about."""
    told = [Turn("¿Quién es Sam Altman?", "El consejero delegado de OpenAI.")]
    assert stand_alone("¿cuándo nació él?", told, language_of("es")).context == "¿Quién es Sam Altman?"


def test_each_question_is_read_in_its_own_language() -> None:
    """A change of language keeps the subject; the same asked of another stays in the language that it was asked in."""
    chain = asked("When did the Osma bridge open?", "How tall is it?")
    spanish = language_of("es")
    assert (
        stand_alone("¿Y quién la proyectó?", chain, spanish).context == "When did the Osma bridge open? How tall is it?"
    )
    assert stand_alone("¿Y el de Soria?", chain[:1], spanish) == Standalone(
        "When did the Soria bridge open?", language="en"
    )


def test_a_question_of_no_language_is_in_that_of_the_conversation() -> None:
    """«Google?» behind English is English, whatever the archive is written in."""
    assert spoken_language("Google?", asked("How much did Amazon earn?"), "es") == "en"
    assert spoken_language("Google?", [], "es") == "es"
    assert spoken_language("¿y cuánto ganó Google?", asked("How much did Amazon earn?"), "es") == "es"


def test_courtesies_are_no_part_of_a_conversation() -> None:
    """Nothing follows them up."""
    spanish = language_of("es")
    assert turns_asked(asked("hola", COST, "gracias", "thanks", "¡vale!"), spanish) == tuple(asked(COST))
    assert stand_alone("¿y por qué?", asked("hola", COST, "gracias"), spanish) == Standalone("¿y por qué?", COST)


@pytest.mark.parametrize(
    "question",
    [
        "que empresa de canada gano el concurso de los taxistas para hacerles su aplicacion",
        "como le hizo el checo perez para remontar en baku si se habia ido hasta atras",
        "what did the mayor of the town say about his new plan for the old bridge",
    ],
)
def test_a_pronoun_among_many_words_points_at_one_of_them(question: str) -> None:
    """Who types no capitals changes the subject too."""
    assert standalone_question(question, asked(COST), language_of(detect_language(question))) == question


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
