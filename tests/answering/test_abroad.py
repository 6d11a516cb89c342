"""A question in another language than the article's: its sentences, each put into the reader's and held against it."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, Any, cast

from rag.answering.answerer import Answerer, ModelChoice
from rag.calibration import Judge
from rag.errors import EndpointError
from rag.proof.verifier import Verifier
from rag.settings import Settings
from rag.types import Answer, Finished, Message, Mode, Status, Support
from tests.answering.fakes import E5, FixedRetriever, ScriptedModel, WordEmbedder, calibration, passage

if TYPE_CHECKING:
    from rag.types import Vectors

QUESTION = "How much did the bridge of Soria cost?"
COST = "El puente de Soria costó 14 millones de euros."
OPENED = "El alcalde Julio Rey lo abrió el 3 de mayo."
IN_ENGLISH = "The bridge of Soria cost 14 million euros."
SPANISH_FOR = {IN_ENGLISH: COST}
ARTICLE = passage(f"{COST} {OPENED}", title="Abre el puente")


class Bilingual(WordEmbedder):
    """Gives the translation of a sentence the vector of that sentence."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """The texts' vectors, those of the Spanish words for the English ones."""
        return super().embed_passages([SPANISH_FOR.get(text, text) for text in texts])

    embed_queries = embed_passages


class Translator(ScriptedModel):
    """Affirms everything, and writes what it is given for each sentence that it is asked to translate."""

    def __init__(self, translations: dict[str, str], *, affirmed: float = 1.0) -> None:
        super().__init__("")
        self._translations = translations
        self._affirmed = affirmed

    def affirms(self, messages: Sequence[Message]) -> float | None:
        """The probability it was made with."""
        return self._affirmed

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        """The translation of the last message; an error where there is none."""
        if (found := self._translations.get(messages[-1].content)) is None:
            raise EndpointError("gone")
        yield found


def ask(model: Translator, question: str = QUESTION, **settings: Any) -> Answer:
    """The answer over one Spanish article."""
    judge = Judge("guion", 0.05, {"bias": 0.0, "prior": 0.0, "affirmed": 1.0}, 0.5)
    answerer = Answerer(
        cast("Any", FixedRetriever(ARTICLE)),
        Verifier(Bilingual(), E5.nearness),
        lambda: ModelChoice(model),
        Settings.model_validate(settings),
        calibration(judge),
    )
    last = list(answerer.stream(question))[-1]
    assert isinstance(last, Finished)
    return last.answer


def test_a_sentence_that_holds_is_shown_in_the_reader_s_language() -> None:
    """With the words of the article as its proof, and marked as other words for them."""
    answer = ask(Translator({COST: IN_ENGLISH, OPENED: "x"}))
    first = answer.claims[0]
    assert (answer.status, answer.mode, answer.model) == (Status.ANSWERED, Mode.LLM, "guion")
    assert first.text == IN_ENGLISH
    assert first.support is Support.PARAPHRASE
    assert [answer.citations[0].quote] == [COST]


def test_a_translation_with_another_figure_gives_way_to_the_article_s_own_words() -> None:
    """Whatever it says else."""
    answer = ask(Translator({COST: "The bridge of Soria cost 41 million euros.", OPENED: "x"}))
    assert "41" not in answer.text
    assert (answer.claims[0].text, answer.claims[0].support) == (COST, Support.SUPPORTED)


def test_what_is_not_translated_is_quoted() -> None:
    """A model that fails, or goes on in the article's language, costs the translation and not the answer."""
    for model in (Translator({}), Translator({COST: COST, OPENED: OPENED})):
        answer = ask(model)
        assert answer.claims[0].text == COST
        assert all(claim.support is Support.SUPPORTED for claim in answer.claims)
        assert answer.mode is Mode.EXTRACTIVE
        assert answer.model  # it read the article and chose its words


def test_a_model_that_fails_is_asked_once_and_said_to_have_failed() -> None:
    """Each sentence more would wait for it anew."""
    assert "gone" in ask(Translator({})).notice
    assert ask(Translator({COST: IN_ENGLISH, OPENED: "x"})).notice == ""


def test_where_only_the_articles_own_words_are_wanted_nothing_is_translated() -> None:
    """As with any sentence that only says it in other words."""
    answer = ask(Translator({COST: IN_ENGLISH}), paraphrases="quote")
    assert answer.claims[0].text == COST


def test_yes_and_no_are_said_in_the_language_of_the_answer() -> None:
    """Which a setting may make another than that of the question."""
    answer = ask(Translator({COST: IN_ENGLISH}), "¿Costó 14 millones el puente de Soria?", language="en")
    assert answer.text.startswith("Yes.")
    shown = {citation.quote for claim in answer.claims[1:] for citation in claim.citations}
    assert {citation.quote for citation in answer.claims[0].citations} <= shown


def test_what_the_model_denies_is_not_translated() -> None:
    """The archive does not say, in the reader's language."""
    answer = ask(Translator({}, affirmed=0.0))
    assert answer.status is Status.INSUFFICIENT
    assert answer.text.startswith("The archive does not say")
