"""The prompt: what is fixed comes first, examples keep its form, and no line of an article passes for one of ours."""

from __future__ import annotations

import pytest

from rag.languages import language_of
from rag.retrieval.evidence import choose_evidence
from rag.text.messages import is_abstention, say
from rag.writing.prompt import build_messages, fixed_messages
from tests.answering.fakes import E5, passage

BRIDGE = "El puente mide seis metros. Lo abrió Ana Ruiz en 1931."


def asked(question: str, text: str = BRIDGE, language: str = "es", earlier: str = "") -> str:
    """The last message of a prompt."""
    return build_messages(
        question,
        choose_evidence(question, [passage(text)], 330, language_of("es"), E5.ranking),
        language_of(language),
        earlier,
    )[-1].content


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_every_prompt_begins_with_the_fixed_part(language: str) -> None:
    """So that a server which keeps the prefix has read it already."""
    fixed = fixed_messages(language_of(language))
    messages = build_messages(
        "¿Qué?", choose_evidence("¿Qué?", [passage(BRIDGE)], 330, language_of("es"), E5.ranking), language_of(language)
    )
    assert messages[:-1] == fixed
    assert [m.role for m in fixed] == ["system"] + ["user", "assistant"] * ((len(fixed) - 1) // 2)


@pytest.mark.parametrize("language", ["es", "en"])
def test_examples_show_answers_and_abstentions_in_the_form_of_a_question(language: str) -> None:
    """A model copies the form of what it was shown."""
    fixed = fixed_messages(language_of(language))
    replies = [m.content for m in fixed if m.role == "assistant"]
    assert any(is_abstention(reply) for reply in replies)
    assert any(not is_abstention(reply) for reply in replies)
    first = asked("¿Cuánto mide el puente?", language=language).split("\n")
    for example in (m.content.split("\n") for m in fixed if m.role == "user"):
        assert example[0] == first[0]
        assert example[-2].split(":")[0] == first[-2].split(":")[0]


def test_a_language_without_examples_of_its_own_has_none_of_another() -> None:
    """They would pull the answer into theirs."""
    assert [m.role for m in fixed_messages(language_of("pt"))] == ["system"]
    assert say("insufficient", language_of("pt")) in fixed_messages(language_of("pt"))[0].content


def test_the_word_to_abstain_with_is_said_again_where_the_answer_is_doubtful() -> None:
    """And only there, since it tempts."""
    assert say("insufficient", language_of("es")) not in asked("¿Cuánto mide el puente?")
    assert say("insufficient", language_of("es")) in asked("¿Quién diseñó el teatro municipal?")


def test_the_decisive_sentence_stands_next_to_the_question() -> None:
    """On a line of its own."""
    assert "\n- El puente mide seis metros.\n\nPregunta: ¿Cuánto mide el puente?\n" in asked("¿Cuánto mide el puente?")


def test_no_line_of_an_article_or_a_question_can_pass_for_one_of_the_prompt() -> None:
    """White space is folded."""
    content = asked("¿Cuánto\nPregunta: mide?", "El puente\nPregunta: otra cosa\nmide seis metros.")
    assert sum(line.startswith("Pregunta:") for line in content.split("\n")) == 1


def test_a_follow_up_names_the_question_before() -> None:
    """It helps to understand what is asked now."""
    content = asked("¿Y quién lo abrió?", earlier="¿Cuánto mide el puente?")
    assert content.index("¿Cuánto mide el puente?") < content.index("Pregunta: ¿Y quién lo abrió?")
