"""What an article says in its own words stands for a sentence that is not proven."""

from __future__ import annotations

from typing import Any, cast

import pytest

from rag.answering.answerer import Answerer, ModelChoice
from rag.languages import language_of
from rag.proof.verifier import Evidence, Span, Verdict, Verifier
from rag.settings import Settings
from rag.types import Event, Passage, Status, Support
from rag.writing.quoting import nearest_quote
from tests.answering.fakes import E5, FixedRetriever, ScriptedModel, WordEmbedder, calibration, passage
from tests.answering.test_answerer import FIRST, INVENTED, QUESTION, SECOND, final, shown

PLAIN = "El ayuntamiento de Castrómeda aprobó la reforma del puente viejo."
DATED = "El ayuntamiento de Castrómeda aprobó en 2021 la reforma del puente viejo."
FAILED = "El ayuntamiento de Castrómeda no aprobó la reforma del puente viejo."


def quote(sentence: str, *passages: Passage, **given: Any) -> str | None:
    """The text of the sentence that is quoted."""
    given = {"language": language_of("es"), "quoting": E5.quoting, **given}
    found = nearest_quote(sentence, Evidence(passages), WordEmbedder(), **given)
    return found.sentence.text if found else None


def test_the_nearest_sentence_is_quoted() -> None:
    """By its words, rare ones first."""
    assert quote(FAILED, passage(f"La cosecha fue buena. {PLAIN} El puente es viejo.")) == PLAIN


def test_what_is_not_near_is_not_quoted() -> None:
    """A sentence about something else is no answer."""
    assert quote(INVENTED, passage(PLAIN)) is None
    assert quote(FAILED) is None


def test_what_is_cited_already_is_not_quoted_again() -> None:
    """The next one is, where it is near enough."""
    source = passage(f"{PLAIN} {DATED}")
    first = source.sentences[0]
    assert quote(FAILED, source, cited={(source.document.id, first.start, first.end)}) == DATED
    assert quote(FAILED, passage(PLAIN), cited={("d1", 0, len(PLAIN))}) is None


@pytest.mark.parametrize(
    ("failed", "quoted"),
    [
        pytest.param("El ayuntamiento de Castrómeda aprobó en 2022 la reforma del puente viejo.", DATED, id="it told"),
        pytest.param(PLAIN, PLAIN, id="it did not tell"),
    ],
)
def test_a_quote_holds_what_was_asked_for_where_the_sentence_did(failed: str, quoted: str) -> None:
    """A date for a date, though a sentence without one were as near."""
    assert quote(failed, passage(f"{PLAIN} {DATED}"), question="¿Cuándo se aprobó la reforma?") == quoted


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("La noticia.\nEl ayuntamiento rechazó la reforma del puente\nAyer llovió.", id="a heading"),
        pytest.param("¿El ayuntamiento rechazó la reforma del puente?", id="a question"),
        pytest.param("El ayuntamiento rechazó la reforma del puente:\n- Cuesta mucho.", id="an introduction"),
        pytest.param("Motivos del pleno:\n- El ayuntamiento rechazó la reforma del puente.", id="an item"),
    ],
)
def test_only_what_says_something_by_itself_is_quoted(text: str) -> None:
    """The very words are there, but not as a sentence that can be read alone."""
    assert quote("El ayuntamiento rechazó la reforma del puente.", passage(text)) is None


def test_an_item_stands_for_an_item_about_the_same_party() -> None:
    """Below the introduction of another it would be false."""
    item, failed = "Reducir la dependencia de un proveedor.", "Reducir la dependencia de un proveedor extranjero."
    source = passage(f"Lo que busca Brandal:\n- {item}")
    assert quote(failed, source, introduction="Esto quiere Brandal:") == item
    assert quote(failed, source, introduction="Esto quiere Lumbral:") is None


def test_an_article_in_another_language_is_not_quoted() -> None:
    """The reader would not read it."""
    assert quote(FAILED, passage(FAILED, language="pt")) is None


# --- In an answer ---------------------------------------------------------------------------------------------


class Scripted:
    """A verifier that gives a verdict of a sentence by a table, and that of the real one of all others."""

    def __init__(self, **verdicts: Verdict) -> None:
        self._verdicts = verdicts
        self._verifier = Verifier(WordEmbedder())

    def verify(self, claim: str, evidence: Evidence, *, language: str, question: str = "") -> Verdict:
        """The verdict on one sentence."""
        word = claim.split()[0].lower()
        return self._verdicts.get(word) or self._verifier.verify(claim, evidence, language=language, question=question)


SOURCE = passage(f"{FIRST} {SECOND} Dura siete años.", title="OpenAI firma con AWS")
REWORDED = "Casi vale el acuerdo 38.000 millones de dólares."
SAID = Verdict(
    Support.PARAPHRASE, (Span(SOURCE, SOURCE.sentences[1]),), "en otras palabras: «casi»", own_words=("casi",)
)
REFUSED = Verdict(Support.UNSUPPORTED, reason="la fuente no dice «casi»")


def events(text: str, verdict: Verdict, **settings: Any) -> list[Event]:
    """An answer of which the sentences that begin with «Casi» have a verdict of their own."""
    answerer = Answerer(
        FixedRetriever(SOURCE),
        Scripted(casi=verdict),
        lambda: ModelChoice(cast("Any", ScriptedModel(*text))),
        Settings.model_validate(settings),
        calibration(),
        embedder=WordEmbedder(),
    )
    return list(answerer.stream(QUESTION))


def test_an_unproven_sentence_is_replaced_by_the_article_s_own() -> None:
    """It is never shown; the quote is cited, and offsets hold."""
    answer = final(stream := events(f"{FIRST} {REWORDED}", REFUSED, unsupported="quote"))
    assert answer.text == shown(stream) == f"{FIRST} {SECOND}"
    assert [c.support for c in answer.claims] == [Support.SUPPORTED] * 2
    assert [answer.text[c.start : c.end] for c in answer.claims] == [FIRST, SECOND]
    assert [[c.quote for c in claim.citations] for claim in answer.claims] == [[FIRST], [SECOND]]


def test_what_nothing_is_near_to_is_marked() -> None:
    """It stays, with its reason."""
    answer = final(events(f"{FIRST} {INVENTED}", REFUSED, unsupported="quote"))
    assert answer.text == f"{FIRST} {INVENTED}"
    assert [c.support for c in answer.claims] == [Support.SUPPORTED, Support.UNSUPPORTED]


@pytest.mark.parametrize("unsupported", ["mark", "drop", "rewrite", "quote"])
def test_a_paraphrase_is_kept_and_cited(unsupported: str) -> None:
    """Whatever becomes of what is not supported, since it is no such sentence; it says which words are its own."""
    (claim,) = final(events(REWORDED, SAID, unsupported=unsupported)).claims
    assert (claim.text, claim.support, claim.own_words) == (REWORDED, Support.PARAPHRASE, ("casi",))
    assert claim.reason == "en otras palabras: «casi»"
    assert [c.quote for c in claim.citations] == [SECOND]


def test_an_answer_of_paraphrases_alone_is_answered() -> None:
    """The archive does say it."""
    assert final(events(REWORDED, SAID)).status is Status.ANSWERED


def test_a_paraphrase_is_replaced_where_the_setting_says_so() -> None:
    """And nothing else is."""
    answer = final(stream := events(f"{REWORDED} {INVENTED}", SAID, paraphrases="quote"))
    assert answer.text == shown(stream) == f"{SECOND} {INVENTED}"
    assert [c.support for c in answer.claims] == [Support.SUPPORTED, Support.UNSUPPORTED]
