"""The story of an answer, event by event."""

from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Any, cast

import pytest

from rag.answering.answerer import Answerer, ModelChoice
from rag.calibration import CONSERVATIVE, Calibration
from rag.errors import EndpointError, GenerationStopped
from rag.languages.spanish import SPANISH
from rag.models import EmbeddedModel
from rag.proof.verifier import Verifier
from rag.settings import Settings
from rag.text.messages import say
from rag.types import (
    Answer,
    ClaimVerified,
    Event,
    Finished,
    LanguageModel,
    Message,
    Mode,
    Passage,
    Retracted,
    Retrieved,
    Status,
    Support,
    Token,
    Turn,
)
from tests.answering.fakes import FixedRetriever, ScriptedModel, WordEmbedder, calibration, passage

QUESTION = "¿Por qué OpenAI eligió AWS?"
FIRST = "OpenAI eligió AWS por su capacidad de cómputo."
SECOND = "El acuerdo vale 38.000 millones de dólares."
INVENTED = "El gato duerme sobre la mesa verde."
ARTICLE = passage(f"{FIRST} {SECOND} Dura siete años.", title="OpenAI firma con AWS")
OTHER = passage("La cosecha de trigo fue buena este año.", rank=2, title="Trigo")


def answerer(
    model: LanguageModel | None,
    *passages: Passage,
    notice: str = "",
    retriever: Any = None,
    calibrated: Calibration | None = None,
    **settings: Any,
) -> Answerer:
    """An answerer over fixed passages."""
    retriever = retriever or FixedRetriever(*(passages or (ARTICLE, OTHER)))
    return Answerer(
        cast("Any", retriever),
        Verifier(WordEmbedder()),
        lambda: ModelChoice(model, notice),
        Settings.model_validate(settings),
        calibrated or calibration(),
    )


def run(model: LanguageModel | None, question: str = QUESTION, **given: Any) -> list[Event]:
    """The events of an answer."""
    return list(answerer(model, **given).stream(question))


def final(events: Sequence[Event]) -> Answer:
    """The answer that a stream ends with."""
    last = events[-1]
    assert isinstance(last, Finished)
    return last.answer


def shown(events: Sequence[Event]) -> str:
    """What was streamed."""
    return "".join(event.text for event in events if isinstance(event, Token))


def retracted(events: Sequence[Event]) -> list[str]:
    """Why something was taken back."""
    return [event.reason for event in events if isinstance(event, Retracted)]


def letters(text: str) -> ScriptedModel:
    """A model that writes letter by letter."""
    return ScriptedModel(*text)


def test_events_come_in_the_order_of_the_contract() -> None:
    """Evidence first, each verdict before the next sentence's first token, the whole answer last."""
    events = run(letters(f"{FIRST} {SECOND}"))
    assert isinstance(events[0], Retrieved)
    assert [type(event) for event in events].count(Finished) == 1
    written, ends = "", []
    for event in events[1:-1]:
        if isinstance(event, Token):
            written += event.text
        else:
            assert isinstance(event, ClaimVerified)
            ends.append(written)
    assert ends == [FIRST, f"{FIRST} {SECOND}"]
    assert final(events).text == written


def test_every_offset_of_an_answer_holds() -> None:
    """Claims point into the answer, citations into the article."""
    answer = final(run(letters(f"**{FIRST}** [1]\n\n- {SECOND}\n- {INVENTED}\n")))
    assert answer.text == f"{FIRST}\n\n- {SECOND}\n- {INVENTED}"
    assert [claim.text for claim in answer.claims] == [FIRST, SECOND, INVENTED]
    for claim in answer.claims:
        assert answer.text[claim.start : claim.end] == claim.text
        assert bool(claim.citations) == claim.support.cited
    for citation in answer.citations:
        assert citation.passage.document.text[citation.start : citation.end] == citation.quote


def test_citations_are_numbered_as_they_appear_and_keep_their_number() -> None:
    """The same words have one number."""
    answer = final(run(letters(f"{SECOND} {FIRST} {SECOND}")))
    assert [[c.number for c in claim.citations] for claim in answer.claims] == [[1], [2], [1]]
    assert [citation.quote for citation in answer.citations] == [SECOND, FIRST]
    # The same sentence twice is two claims, each at its own place.
    assert answer.claims[0].start == 0
    assert answer.claims[2].end == len(answer.text)


def test_an_answer_carries_what_its_readers_need() -> None:
    """Question, language, passages, model and times."""
    answer = final(run(letters(FIRST)))
    assert (answer.status, answer.mode, answer.model) == (Status.ANSWERED, Mode.LLM, "guion")
    assert (answer.question, answer.standalone, answer.language) == (QUESTION, QUESTION, "es")
    assert answer.passages == (ARTICLE, OTHER)
    assert 0 < answer.timings.retrieve_ms <= answer.timings.first_token_ms <= answer.timings.total_ms


@pytest.mark.parametrize(
    "abstention",
    ["El archivo no lo dice.", "«El archivo no lo dice».", "**El archivo no lo dice.**", "\nEL ARCHIVO NO LO DICE"],
)
def test_an_abstention_is_ours_to_say(abstention: str) -> None:
    """Nothing of the model's is streamed, and what is nearest stands beside the text."""
    events = run(letters(abstention))
    assert [type(event) for event in events] == [Retrieved, Token, Finished]
    answer = final(events)
    assert answer.status is Status.INSUFFICIENT
    assert not answer.claims
    assert answer.text == say("insufficient", SPANISH)
    assert answer.nearest[0].passage == ARTICLE


def test_an_answer_that_only_begins_like_an_abstention_is_written() -> None:
    """What waited is not lost."""
    source = passage("El archivo nacional guarda un millón de cartas.")
    answer = final(run(letters("El archivo nacional guarda un millón de cartas."), retriever=FixedRetriever(source)))
    assert answer.text == "El archivo nacional guarda un millón de cartas."
    assert answer.status is Status.ANSWERED


@pytest.mark.parametrize("unsupported", ["mark", "drop"])
def test_an_answer_of_which_nothing_is_proven_is_insufficient(unsupported: str) -> None:
    """It never looks answered."""
    answer = final(run(letters(INVENTED), unsupported=unsupported))
    assert answer.status is Status.INSUFFICIENT
    assert INVENTED not in answer.text
    assert not answer.claims


def test_an_unproven_sentence_is_dropped_where_the_setting_says_so() -> None:
    """It is never shown, and offsets hold without it."""
    events = run(letters(f"{INVENTED} {FIRST} {INVENTED} {SECOND} {INVENTED}"), unsupported="drop")
    assert shown(events) == f"{FIRST} {SECOND}"
    answer = final(events)
    assert answer.text == shown(events)
    assert [answer.text[claim.start : claim.end] for claim in answer.claims] == [FIRST, SECOND]


def test_an_unproven_sentence_is_marked_with_its_reason() -> None:
    """And cites nothing."""
    claim = final(run(letters(f"{FIRST} {INVENTED}"))).claims[1]
    assert claim.support is Support.UNSUPPORTED
    assert claim.reason == "ningún artículo del archivo lo respalda"
    assert not claim.citations


def test_without_a_model_the_article_answers() -> None:
    """Its own sentences, each proven by itself, and a notice that says why."""
    events = run(None, notice="Sin modelo.")
    answer = final(events)
    assert (answer.mode, answer.model, answer.notice) == (Mode.EXTRACTIVE, "", "Sin modelo.")
    assert answer.status is Status.ANSWERED
    assert shown(events) == answer.text
    for claim in answer.claims:
        assert claim.support is Support.SUPPORTED
        assert claim.text == answer.text[claim.start : claim.end] == claim.citations[0].quote


def test_without_a_model_and_without_a_fitting_article_nothing_is_said() -> None:
    """Scores alone would always find something."""
    answer = final(run(None, question="¿quién ganó el mundial de 1998?", calibrated=CONSERVATIVE))
    assert answer.status is Status.INSUFFICIENT


def test_a_model_that_fails_at_once_is_replaced_by_the_article() -> None:
    """The notice says what failed."""
    events = run(ScriptedModel(error=EndpointError("the endpoint is down: start it.")))
    answer = final(events)
    assert (answer.mode, answer.notice) == (Mode.EXTRACTIVE, "the endpoint is down: start it.")
    assert shown(events) == answer.text


def test_a_model_that_fails_amid_an_answer_leaves_nothing_of_it() -> None:
    """What was streamed is taken back, not gone on with, and the article answers."""
    model = ScriptedModel(f"{SECOND} Y además ", error=GenerationStopped("the model stopped: ask again."))
    events = run(model, unsupported="mark")
    answer = final(events)
    assert shown(events) == f"{SECOND} Y además{answer.text}"
    assert retracted(events) == ["el modelo se interrumpió antes de terminar"]
    assert (answer.mode, answer.notice) == (Mode.EXTRACTIVE, "the model stopped: ask again.")
    assert "además" not in answer.text
    assert [answer.text[claim.start : claim.end] for claim in answer.claims] == [c.text for c in answer.claims]


class Reader(ScriptedModel):
    """A model that keeps what it is shown."""

    shown = ""

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        """As any other."""
        self.shown = messages[-1].content
        yield from super().stream(messages, max_tokens)


class KnownReader(Reader):
    """One of which it is known how much it takes."""

    def __init__(self, evidence_tokens: int) -> None:
        super().__init__(FIRST)
        self.evidence_tokens = evidence_tokens


def test_a_model_that_can_take_more_is_shown_more() -> None:
    """Where that is known of it; to any other, as to the embedded one, the same bytes as ever."""
    article = passage(" ".join(f"OpenAI firmó el contrato número {n} con AWS." for n in range(60)))

    def prompt(model: Reader) -> str:
        run(model, retriever=FixedRetriever(article))
        return model.shown

    few, default, many = (prompt(KnownReader(tokens)).count("contrato") for tokens in (60, 330, 1600))
    assert 0 < few < default < many
    assert prompt(Reader(FIRST)) == prompt(KnownReader(0)) == prompt(KnownReader(330))
    assert not hasattr(EmbeddedModel, "evidence_tokens")


def test_without_passages_no_model_is_asked() -> None:
    """There is nothing that it could say."""
    model = letters(FIRST)
    assert final(run(model, retriever=FixedRetriever())).status is Status.INSUFFICIENT
    assert model.written == 0


def test_closing_the_stream_stops_the_model() -> None:
    """A reader who leaves must not keep the machine busy."""
    model = letters(f"{FIRST} {SECOND}")
    stream = cast("Iterator[Event] | Any", answerer(model).stream(QUESTION))
    while not isinstance(next(stream), Token):
        pass
    assert not model.stopped
    stream.close()
    assert model.stopped
    assert model.written < len(f"{FIRST} {SECOND}")


def test_an_abstention_stops_the_model() -> None:
    """Whatever it would write behind it is not waited for."""
    model = letters("El archivo no lo dice. Sin embargo, " + FIRST)
    run(model)
    assert model.stopped
    assert model.written < len("El archivo no lo dice. S")


def test_a_follow_up_is_searched_with_what_it_follows_up() -> None:
    """And the answer says which question was searched."""
    retriever = FixedRetriever(ARTICLE)
    events = list(answerer(letters(FIRST), retriever=retriever).stream("¿y cuánto?", [Turn(QUESTION, FIRST)]))
    assert final(events).standalone == f"{QUESTION} ¿y cuánto?"
    assert final(events).question == "¿y cuánto?"
    assert retriever.asked[0] == f"{QUESTION} ¿y cuánto?"


@pytest.mark.parametrize(
    ("text", "settings", "reply", "language"),
    [
        ("gracias", {}, "De nada. ", "es"),
        ("thanks!", {}, "You are welcome. ", "en"),
        ("thanks!", {"language": "es"}, "De nada. ", "es"),
        ("adiós", {}, "Hasta pronto.", "es"),
    ],
)
def test_a_courtesy_does_not_answer_the_last_question_again(
    text: str, settings: dict[str, str], reply: str, language: str
) -> None:
    """Nothing is searched or written; a polite word comes back, with no citation."""
    retriever, model = FixedRetriever(ARTICLE), letters(FIRST)
    own = answerer(model, retriever=retriever, **settings)
    events = list(own.stream(text, [Turn(QUESTION, FIRST)]))
    answer = final(events)
    assert events[0] == Retrieved(text, ())
    assert (retriever.asked, model.written) == ([], 0)
    assert answer.text.startswith(reply)
    assert (answer.status, answer.language, answer.claims, answer.passages) == (Status.ANSWERED, language, (), ())


def test_a_follow_up_is_resolved_before_the_history_is_cut() -> None:
    """The evidence of the last questions is found with a subject that was named before them."""
    retriever = FixedRetriever(ARTICLE)
    chain = [Turn(text, "Sí.") for text in (QUESTION, "¿cuándo?", "gracias", "¿cuánto?", "¿dónde?", "¿quién?")]
    list(answerer(letters(FIRST), retriever=retriever).stream("¿y para qué?", chain))
    assert len(retriever.asked) == 4
    assert all(asked.startswith(QUESTION) for asked in retriever.asked)


def test_a_change_of_language_keeps_the_subject_and_changes_the_answer() -> None:
    """What is searched is the earlier question; what comes back is in the language of the newest."""
    retriever = FixedRetriever(ARTICLE)
    asked = [Turn("¿Qué gana Amazon con el acuerdo?", "Dinero.")]
    answer = final(list(answerer(None, retriever=retriever).stream("and Google?", asked)))
    assert (answer.standalone, answer.language) == ("¿Qué gana Google con el acuerdo?", "en")


@pytest.mark.parametrize("expected", ["es", "pt"])
def test_an_unclear_question_is_asked_in_the_language_of_the_archive(expected: str) -> None:
    """«¿…?» and clear words are of their own language, whatever the archive's."""
    own = Answerer(
        cast("Any", FixedRetriever()),
        Verifier(WordEmbedder()),
        ModelChoice,
        Settings(),
        expected_language=lambda: expected,
    )
    spoken = [final(list(own.stream(asked))).language for asked in ("Lorenda?", "¿Cuándo llueve?", "When was that?")]
    assert spoken == [expected, "es", "en"]


def test_the_answer_is_in_the_language_that_is_set() -> None:
    """Else in that of the question."""
    assert final(run(letters("The cat sleeps on the green table."), language="en")).text.startswith(
        "The archive does not say."
    )
    assert final(run(letters(INVENTED), question="Why did OpenAI choose AWS?")).language == "en"


PATENTS = passage("En 1943, una decisión del Tribunal Supremo restauró las patentes de Tesla. Murió ese invierno.")


@pytest.mark.parametrize(
    ("written", "question", "completed"),
    [
        pytest.param(
            "El Tribunal Supremo restauró las patentes de Tesla.", "¿Cuándo se restauraron?", True, id="left out"
        ),
        pytest.param("El Tribunal Supremo las patentes de Tesla restauró en 1943.", "¿Cuándo fue?", False, id="said"),
        pytest.param(
            "El Tribunal Supremo restauró las patentes de Tesla.", "¿Quién las restauró?", False, id="not asked"
        ),
        pytest.param("Murió ese invierno.", "¿Cuándo murió?", False, id="not in what is cited"),
    ],
)
def test_an_answer_that_leaves_out_the_date_asked_for_is_completed(
    written: str, question: str, completed: bool
) -> None:
    """By the sentence that it cites, in its own words and with its own mark."""
    answer = final(list(answerer(letters(written), PATENTS).stream(question)))
    cited = PATENTS.sentences[0].text
    assert (answer.text == f"{written}\n{cited}") is completed
    assert (answer.text == written) is not completed
    assert all(answer.text[claim.start : claim.end] == claim.text for claim in answer.claims)
    if completed:
        assert [[c.number for c in claim.citations] for claim in answer.claims] == [[1], [1]]


def test_the_words_of_a_filter_need_not_stand_in_an_article() -> None:
    """«Según La Gaceta» says among what is searched; who prints an article seldom stands in its text."""
    lead = "Según La Gaceta del Aldraz, "

    def ended(worded: Callable[[str], str]) -> Answer:
        made = Answerer(
            cast("Any", FixedRetriever(ARTICLE)),
            Verifier(WordEmbedder()),
            ModelChoice,
            Settings(),
            CONSERVATIVE,
            worded=worded,
        )
        return cast("Finished", list(made.stream(f"{lead}¿por qué OpenAI eligió AWS?"))[-1]).answer

    assert ended(str).status is Status.INSUFFICIENT
    answer = ended(lambda question: question.removeprefix(lead))
    assert answer.status is Status.ANSWERED
    assert FIRST in answer.text
