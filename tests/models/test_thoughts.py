"""What a model thinks before it answers is taken out, however its text is cut; what it says of tags stays."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.models.thoughts import Thoughts, Unopened

SAID = "El puente costó catorce millones de euros."


def cut(text: str, places: Sequence[int]) -> list[str]:
    """The text in pieces."""
    bounds = [0, *sorted(place % (len(text) + 1) for place in places), len(text)]
    return [text[a:b] for a, b in pairwise(bounds)]


def left(pieces: Sequence[str], *, withholds: bool = False) -> str:
    """What is said in pieces, or that it cannot be told any more."""
    thoughts = Thoughts(withholds=withholds)
    try:
        return "".join(map(thoughts.read, pieces)) + thoughts.finish()
    except Unopened:
        return "(unopened)"


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(f"<think>\nSe pregunta por el coste.\n</think>\n\n{SAID}", id="think"),
        pytest.param(f"\n <thinking>Coste, en «</think>».</thinking>{SAID}", id="another tag inside"),
        pytest.param(f"<Reasoning>a < b</Reasoning> {SAID}", id="in capitals"),
        pytest.param(f"[THINK]Son catorce.[/THINK]{SAID}", id="mistral"),
        pytest.param(f"<think></think>\n<think>a</think>{SAID}", id="empty, and another"),
        pytest.param(
            f"<|channel|>analysis<|message|>Son catorce.<|end|><|start|>assistant<|channel|>final<|message|>{SAID}"
            "<|return|>",
            id="channels",
        ),
        pytest.param(
            "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>commentary<|message|>b<|end|>"
            f"<|start|>assistant<|message|>{SAID}",
            id="a channel for tools, then none",
        ),
        pytest.param(f"<|channel|>final <|constrain|>text<|message|>{SAID}", id="the answer's channel alone"),
        pytest.param(SAID, id="no thought"),
    ],
)
@pytest.mark.parametrize("withholds", [False, True])
def test_what_is_thought_is_taken_out(written: str, withholds: bool) -> None:
    """Whole or letter by letter."""
    assert left([written], withholds=withholds) == SAID
    assert left([*written], withholds=withholds) == SAID


def test_a_block_that_the_template_opened_ends_with_its_tag() -> None:
    """All before it was thought, where nothing of that had been passed on."""
    written = f"Se pregunta por el coste.\n</think>\n\n{SAID} Fin."
    assert left([*written], withholds=True) == f"{SAID} Fin."
    thoughts = Thoughts(withholds=True)
    assert [thoughts.read(piece) for piece in ("Pienso.", "\n</think>\n\n", "El puente")] == ["", "", "El puente"]
    assert (thoughts.seen, thoughts.unopened) == (True, True)


def test_what_was_passed_on_cannot_be_taken_back_here() -> None:
    """Whoever shows it has to be told that it was thought."""
    thoughts = Thoughts()
    assert thoughts.read("Se pregunta por el coste.") == "Se pregunta por el coste."
    with pytest.raises(Unopened):
        thoughts.read("</think>")


def test_a_block_that_is_never_closed_is_no_answer() -> None:
    """Neither is half a tag behind it."""
    assert left([*"<think>Se pregunta por el coste. </thin"]) == ""
    assert left([*f"{SAID}\n<think>Y ahora"]) == f"{SAID}\n"


@pytest.mark.parametrize(
    "written",
    [
        "El modelo escribe «<think>» antes de pensar y «</think>» después.",
        "Según el artículo, <think> abre el bloque.",
        "- `<think>` abre.\n- `</think>` cierra.",
        'Lo llama "<think>" y "</think>".',
        "3 < 4 y [think",
        " \n ",
        "<",
    ],
)
@pytest.mark.parametrize("withholds", [False, True])
def test_an_answer_may_speak_of_tags(written: str, withholds: bool) -> None:
    """Quoted, or amid a line, a tag is a word like others."""
    assert left([*written], withholds=withholds) == written


def test_text_flows_while_no_mark_can_have_begun() -> None:
    """Only what may yet become one waits, and not for long."""
    thoughts = Thoughts()
    assert [thoughts.read(piece) for piece in ("El ", "puente <", "th", "e>")] == ["El ", "puente ", "", "<the>"]


def test_a_server_that_tells_thoughts_from_answers_has_them_passed_on() -> None:
    """What was withheld comes out, and what follows flows."""
    thoughts = Thoughts(withholds=True)
    assert thoughts.read("El ") == ""
    assert thoughts.release() + thoughts.read("puente") == "El puente"


MARKS = "<think> </think> <reasoning> </reasoning> [THINK] [/THINK] <|channel|> <|message|> <|end|> <|start|>".split()
MARKS += ["<|return|>", "analysis", "final", "assistant", "«", '"', "\n", " ", "a", "<", "</", "<|", "["]
texts = st.lists(st.sampled_from(MARKS), max_size=14).map("".join)
places = st.lists(st.integers(0, 120), max_size=12)


@given(texts, places, st.booleans())
def test_what_is_left_does_not_depend_on_the_pieces(text: str, places: list[int], withholds: bool) -> None:
    """A tag cut in two is still one."""
    assert left(cut(text, places), withholds=withholds) == left([text], withholds=withholds)


@given(st.text(alphabet=st.characters(exclude_characters="<["), max_size=60), places, st.booleans())
def test_text_without_marks_is_kept_to_the_letter(text: str, places: list[int], withholds: bool) -> None:
    """A model that does not think writes what it wrote before."""
    assert left(cut(text, places), withholds=withholds) == text
