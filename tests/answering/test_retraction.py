"""What was shown and does not stand is taken back by an event: a reader of the events is left with the answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.answerer import Answerer, ModelChoice
from rag.calibration import Judge
from rag.errors import EndpointError, GenerationStopped, ModelError
from rag.languages.spanish import SPANISH
from rag.proof.verifier import Verifier
from rag.settings import Settings
from rag.types import Answer, Claim, ClaimVerified, Event, Finished, Message, Mode, Retracted, Token
from rag.writing.prompt import fixed_messages
from tests.answering.fakes import FixedRetriever, ScriptedModel, WordEmbedder, calibration, passage

QUESTION = "¿Qué es AWS?"  # a definition, which the model writes also where there is a judge of it
FIRST = "OpenAI eligió AWS por su capacidad de cómputo."
SECOND = "El acuerdo vale 38.000 millones de dólares."
INVENTED = "El gato duerme sobre la mesa verde."
ENGLISH = "And then the company said that it would have to do all of this again with what they had in the house."
LEAK = fixed_messages(SPANISH)[0].content[:120]
ARTICLE = passage(f"{FIRST} {SECOND} Dura siete años.", title="OpenAI firma con AWS")

Left = tuple[str, tuple[Claim, ...]]
"""The text and the claims that a reader is left with."""


class Model(ScriptedModel):
    """Writes given pieces, and affirms with a given probability whatever it is asked."""

    def __init__(self, *pieces: str, error: ModelError | None = None, affirmed: float | None = 1.0) -> None:
        super().__init__(*pieces, error=error)
        self._affirmed = affirmed

    def affirms(self, messages: Sequence[Message]) -> float | None:
        """The probability it was made with."""
        return self._affirmed


def run(model: Model, question: str = QUESTION, **settings: Any) -> list[Event]:
    """The events of an answer over one article, which is judged by what the model affirms alone."""
    judge = Judge("guion", 0.05, {"bias": 0.0, "prior": 0.0, "affirmed": 1.0}, 0.5)
    embedder = WordEmbedder()
    answerer = Answerer(
        FixedRetriever(ARTICLE),
        Verifier(embedder),
        lambda: ModelChoice(model),
        Settings.model_validate(settings),
        calibration(judge),
        embedder,
    )
    return list(answerer.stream(question))


def read(left: Left, event: Event) -> Left:
    """What a reader is left with behind an event."""
    text, claims = left
    match event:
        case Token(more):
            return text + more, claims
        case ClaimVerified(claim):
            return text, (*claims, claim)
        case Retracted(start=start):
            return text[:start], tuple(claim for claim in claims if claim.end <= start)
        case _:
            return left


def left_by(events: Iterable[Event]) -> Left:
    """What a reader is left with in the end."""
    return reduce(read, events, ("", ()))


def final(events: Sequence[Event]) -> Answer:
    """The answer that a stream ends with."""
    return cast("Finished", events[-1]).answer


def retracted(events: Sequence[Event]) -> list[Retracted]:
    """What was taken back."""
    return [event for event in events if isinstance(event, Retracted)]


SCRIPTS = st.lists(
    st.sampled_from(
        [FIRST, SECOND, INVENTED, ENGLISH, LEAK, "El archivo no lo dice.", "- Dura siete años", "Y además "]
    ),
    max_size=5,
)


@given(
    sentences=SCRIPTS,
    separator=st.sampled_from([" ", "\n"]),
    size=st.integers(1, 30),
    error=st.sampled_from([None, GenerationStopped("stopped: ask again."), EndpointError("gone: start it.")]),
    affirmed=st.sampled_from([None, 0.0, 1.0]),
    question=st.sampled_from([QUESTION, "Why did OpenAI choose AWS?", "¿cuánto vale el acuerdo?"]),
    unsupported=st.sampled_from(["mark", "drop", "rewrite", "quote"]),
    paraphrases=st.sampled_from(["keep", "quote"]),
)
def test_a_reader_is_left_with_the_answer(
    sentences: list[str],
    separator: str,
    size: int,
    error: ModelError | None,
    affirmed: float | None,
    question: str,
    **settings: str,
) -> None:
    """Whatever a model writes, however it ends and whatever is done with what is not proven."""
    written = separator.join(sentences)
    pieces = [written[n : n + size] for n in range(0, len(written), size)]
    events = run(Model(*pieces, error=error, affirmed=affirmed), question, **settings)
    answer = final(events)
    assert left_by(events) == (answer.text, answer.claims)
    assert all(event.reason and not event.start for event in retracted(events))
    for claim in answer.claims:
        assert answer.text[claim.start : claim.end] == claim.text


@pytest.mark.parametrize(
    ("model", "reason"),
    [
        pytest.param(Model(FIRST, affirmed=0.0), "las palabras que cita no contestan a la pregunta", id="beside"),
        pytest.param(Model(INVENTED), "nada de ello está probado en los artículos", id="unproven"),
        pytest.param(Model(f"{FIRST} {LEAK}."), "no hablaba de los artículos, sino de las instrucciones del modelo",
                     id="disclosed"),
        pytest.param(Model(*f"{SECOND} {ENGLISH}"), "no estaba en el idioma pedido", id="other language"),
        pytest.param(Model(f"{FIRST} Y además ", error=GenerationStopped("stopped.")),
                     "el modelo se interrumpió antes de terminar", id="broken off"),
    ],
)  # fmt: skip
def test_what_is_taken_back_is_told_with_its_reason(model: Model, reason: str) -> None:
    """Once, in the reader's language, of all that was shown."""
    events = run(model, unsupported="mark")
    [taken] = retracted(events)
    assert taken == Retracted(reason, "es")
    shown = left_by(events[: events.index(taken)])[0]
    assert shown
    assert "".join(model.pieces).startswith(shown)


def test_a_reason_is_in_the_language_of_the_answer() -> None:
    """That of the question."""
    events = run(Model("The cat sleeps on the green table."), "What is AWS?", unsupported="mark")
    assert retracted(events) == [Retracted("none of it is proven by the articles", "en")]


def test_what_was_never_shown_is_not_taken_back() -> None:
    """A sentence that waits for its verdict is dropped before anybody reads it."""
    events = run(Model(f"{INVENTED} {FIRST}"), unsupported="drop")
    assert (final(events).text, retracted(events)) == (FIRST, [])


def test_an_article_that_answers_for_a_model_is_streamed_like_any_answer() -> None:
    """With its verdicts, behind the word that the model's text is withdrawn."""
    events = run(Model(f"{SECOND} Y además ", error=GenerationStopped("stopped.")), unsupported="mark")
    [taken] = retracted(events)
    behind = events[events.index(taken) + 1 :]
    assert left_by(behind) == (final(events).text, final(events).claims)
    assert final(events).mode is Mode.EXTRACTIVE


@pytest.mark.parametrize(("affirmed", "told"), [(1.0, True), (0.0, False)])
def test_a_cause_is_told_in_the_article_s_words_where_the_model_affirms_them(affirmed: float, told: bool) -> None:
    """The model that was measured writes none of it; where it denies that they answer, the archive is silent."""
    model = Model("El gato duerme.", affirmed=affirmed)
    finished = run(model, "¿Por qué OpenAI eligió AWS?")[-1]
    assert isinstance(finished, Finished)
    assert model.written == 0
    assert (FIRST in finished.answer.text) is told
    assert all(citation.quote in ARTICLE.document.text for citation in finished.answer.citations)


def test_each_part_of_a_question_is_answered_by_itself() -> None:
    """Of one that asks several things."""
    finished = run(Model(), "¿Por qué OpenAI eligió AWS y cuánto vale el acuerdo?")[-1]
    assert isinstance(finished, Finished)
    assert FIRST in finished.answer.text
    assert SECOND in finished.answer.text
