"""A sentence that is not supported is written once more; an answer in another language is asked for again."""

from collections.abc import Generator, Sequence

from rag.errors import EndpointError
from rag.models.chat_endpoint import connect_endpoint
from rag.settings import Settings
from rag.types import LanguageModel, Message, Mode, Status, Support
from tests.answering.fakes import FixedRetriever, TurnsModel, passage
from tests.answering.test_answerer import FIRST, INVENTED, SECOND, final, run, shown
from tests.fakes.openai_endpoint import FakeEndpoint

ENGLISH = "OpenAI chose Amazon because it wanted more computing capacity for the models that it trains. "


def test_an_unsupported_sentence_is_corrected_once() -> None:
    """The correction is verified like the rest, and takes the place of the sentence; what follows goes on."""
    model = TurnsModel(f"{INVENTED} {SECOND}", FIRST)
    answer = final(events := run(model, unsupported="rewrite"))
    assert answer.text == f"{FIRST} {SECOND}" == shown(events)
    assert [c.support for c in answer.claims] == [Support.SUPPORTED] * 2
    assert all(answer.text[c.start : c.end] == c.text for c in answer.claims)


def test_the_correction_is_asked_for_behind_the_same_prompt() -> None:
    """So that a server has read most of it; the sentence and its fault are named."""
    model = TurnsModel(f"{SECOND} {INVENTED}", "El archivo no lo dice.")
    run(model, unsupported="rewrite")
    first, second = model.asked
    assert list(second[: len(first)]) == list(first)
    assert INVENTED in second[-1].content
    assert "respalda" in second[-1].content


def test_what_cannot_be_corrected_is_marked() -> None:
    """Where the model gives up, and where it invents again; it is asked but once."""
    for reply in ("El archivo no lo dice.", "Los perros ladran toda la noche.", ""):
        model = TurnsModel(f"{SECOND} {INVENTED}", reply)
        answer = final(run(model, unsupported="rewrite"))
        assert answer.text == f"{SECOND} {INVENTED}"
        assert [c.support for c in answer.claims] == [Support.SUPPORTED, Support.UNSUPPORTED]
        assert len(model.asked) == 2


def test_supported_sentences_ask_for_nothing() -> None:
    """One request for an answer that holds."""
    model = TurnsModel(f"{FIRST} {SECOND}")
    run(model, unsupported="rewrite")
    assert len(model.asked) == 1


def test_an_answer_in_another_language_is_asked_for_again() -> None:
    """Nothing of it is shown, and the prompt says the language once more."""
    model = TurnsModel(ENGLISH * 3, f"{FIRST} {SECOND}")
    events = run(model)
    assert shown(events) == f"{FIRST} {SECOND}"
    assert "español" in model.asked[1][-1].content.splitlines()[-1]
    assert final(events).mode is Mode.LLM


def test_a_second_answer_in_another_language_gives_way_to_the_article() -> None:
    """The page says why."""
    answer = final(run(TurnsModel(ENGLISH * 3, ENGLISH * 3)))
    assert answer.mode is Mode.EXTRACTIVE
    assert "idioma" in answer.notice
    assert answer.status is Status.ANSWERED


def test_the_language_that_is_set_wins_over_that_of_the_question() -> None:
    """An answer in Spanish is the wrong one where English is set."""
    model = TurnsModel(f"{FIRST} {SECOND} Dura siete años, según lo que se ha dicho de él.", ENGLISH)
    run(model, language="en")
    assert "English" in model.asked[1][-1].content.splitlines()[-1]


def test_an_answer_that_changes_its_language_is_replaced() -> None:
    """What was shown cannot be taken back, but it does not stay."""
    answer = final(events := run(TurnsModel(f"{FIRST} {ENGLISH * 4}")))
    assert shown(events).startswith(FIRST)
    assert (answer.mode, answer.text.count("OpenAI chose")) == (Mode.EXTRACTIVE, 0)
    assert "idioma" in answer.notice


def test_quotations_and_names_of_another_language_ask_for_no_second_answer() -> None:
    """They are the articles' words."""
    source = passage(f"El acuerdo se llama «The OpenAI and Amazon Web Services Agreement of the Year». {FIRST}")
    model = TurnsModel(source.document.text)
    assert final(run(model, retriever=FixedRetriever(source))).mode is Mode.LLM
    assert len(model.asked) == 1


def test_a_correction_that_fails_costs_only_itself() -> None:
    """The answer is whole without it."""
    model = TurnsModel(f"{SECOND} {INVENTED} {FIRST}", EndpointError("too many requests: wait."))
    answer = final(run(model, unsupported="rewrite"))
    assert answer.text == f"{SECOND} {INVENTED} {FIRST}"
    assert [c.support for c in answer.claims] == [Support.SUPPORTED, Support.UNSUPPORTED, Support.SUPPORTED]
    assert answer.mode is Mode.LLM


def test_an_answer_is_read_to_its_end_before_anything_else_is_asked() -> None:
    """A server with one place writes one text at a time; what was proven is shown all the same."""
    with FakeEndpoint(
        lambda messages: FIRST if INVENTED in messages[-1]["content"] else f"{SECOND} {INVENTED} {SECOND}"
    ) as endpoint:
        model = OneAtATime(connect_endpoint(Settings(llm_base_url=endpoint.url, llm_model="fake")))
        answer = final(run(model, unsupported="rewrite"))
        model.close()
    assert answer.text == f"{SECOND} {FIRST} {SECOND}"
    assert model.most == 1
    assert len(endpoint.requests) == 2
    assert endpoint.requests[1]["messages"][: len(endpoint.requests[0]["messages"])] == endpoint.requests[0]["messages"]


class OneAtATime:
    """A model that counts how many of its texts are being written at once."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self.name = model.name
        self.writing = self.most = 0

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        """What the model writes."""
        self.writing += 1
        self.most = max(self.most, self.writing)
        yield from self._model.stream(messages, max_tokens)
        self.writing -= 1

    def close(self) -> None:
        """Close the model."""
        self._model.close()
