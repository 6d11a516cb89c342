"""The record of an exchange that is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.types import Answer, Document, Filters, Standing, Status, Support, Token, Version
from tests.ui.web.fakes import DEAL, VERDICTS, WHY, Reworded, answer, cite, events
from ui.serving.conversation import Conversation, Phase, Withdrawn, advance, begin, history, with_last
from ui.serving.record import read, referred, revive, write
from ui.web.messages import messages
from ui.web.sources import Beside, newest, panel
from ui.web.strings import ES

LOST = "la fuente no está"


def held(*documents: Document, standing: Standing = Standing.CURRENT) -> dict[str, Version]:
    """What an archive answers."""
    return {document.id: Version(document, standing) for document in documents}


def after(*wholes: Answer) -> Conversation:
    """A conversation in which these answers were streamed."""
    conversation: Conversation = ()
    for whole in wholes:
        conversation = begin(conversation, whole.question)
        for event in events(whole):
            conversation = with_last(conversation, advance(conversation[-1], event))
    return conversation


def reread(*records: str) -> Conversation:
    """What is read of records, not compared with the archive yet."""
    return tuple(found for number, record in enumerate(records, 1) if (found := read(number, record)))


def back(conversation: Conversation, versions: dict[str, Version]) -> Conversation:
    """The conversation after a reload."""
    return revive(reread(*map(write, conversation)), versions, LOST)


def kept(whole: Answer = WHY) -> dict[str, Any]:
    """The record of an answer."""
    (exchange,) = after(whole)
    record: dict[str, Any] = json.loads(write(exchange))
    return record


def forged(**changes: Any) -> Conversation:
    """What comes back of a record of `WHY` that has been changed."""
    return revive(reread(json.dumps(kept() | changes)), held(DEAL), LOST)


INSUFFICIENT = answer("¿?", [("El archivo no lo dice.", (Support.UNSUPPORTED, ""))], status=Status.INSUFFICIENT)
NEAR = replace(INSUFFICIENT, nearest=(cite(DEAL, "Para Amazon, el acuerdo representa una victoria estratégica.", 1),))


def test_a_conversation_comes_back_as_it_was() -> None:
    """Messages, sources and what a follow-up leans on are the same to the letter."""
    before = after(
        WHY, VERDICTS, INSUFFICIENT, NEAR, replace(WHY, question="¿y Amazon?", standalone="¿qué gana Amazon?")
    )
    now = back(before, held(DEAL))
    assert messages(now, ES) == messages(before, ES)
    assert panel(newest(now), ES) == panel(newest(before), ES)
    assert history(now) == history(before)
    assert list(map(write, now)) == list(map(write, before))
    assert referred(before) == {DEAL.id}


def test_what_was_withdrawn_is_still_read_after_a_reload() -> None:
    """Struck, with its reason; a record of before there was such a thing has none."""
    (exchange,) = after(WHY)
    before = (replace(exchange, withdrawn=(Withdrawn("El gato\ud800\nduerme.", "no contesta"),)),)
    (now,) = back(before, held(DEAL))
    assert now.withdrawn == (Withdrawn("El gato?\nduerme.", "no contesta"),)
    old = kept()
    del old["withdrawn"]
    assert [e.withdrawn for e in reread(json.dumps(old))] == [()]


def test_no_answer_is_shown_before_the_archive_was_asked() -> None:
    """Neither its text nor its sources; but the questions, and what a follow-up leans on."""
    waiting = reread(*map(write, after(WHY)))
    shown = " ".join(message["content"] for message in messages(waiting, ES))
    assert "OpenAI busca" not in shown
    assert "fuentes cuando se abra el archivo" in shown
    assert "<section" not in panel(newest(waiting), ES)
    assert history(waiting) == history(after(WHY))
    assert list(map(write, waiting)) == list(map(write, after(WHY)))


@pytest.mark.parametrize(
    ("standing", "note"),
    [
        (Standing.CURRENT, ""),
        (Standing.CHANGED, "Este artículo ha cambiado desde entonces"),
        (Standing.GONE, "ya no está en el archivo"),
    ],
)
def test_an_article_that_changed_is_shown_as_it_was_and_says_so(standing: Standing, note: str) -> None:
    """The cited words are marked as ever, with a note above them."""
    shown = panel(newest(after(WHY)), ES, Beside({DEAL.id: standing}))
    assert note in shown
    assert ("desde-entonces" in shown) == bool(note)
    assert shown.count("<mark") == len(WHY.citations)


def test_words_that_are_not_the_archives_are_dropped() -> None:
    """The mark of changed words goes; a sentence that loses its last mark is marked as not supported."""
    other = replace(DEAL, text=DEAL.text.replace("un solo proveedor", "dos proveedores"))
    (exchange,) = back(after(WHY), held(other))
    assert [claim.support for claim in exchange.claims] == [Support.UNSUPPORTED] * 3
    assert exchange.claims[0].reason == LOST
    assert exchange.phase is Phase.INSUFFICIENT
    assert exchange.citations == ()


def test_an_answer_of_paraphrases_comes_back_as_answered() -> None:
    """It cites; a paraphrase that loses its words has no words of its own either."""
    whole = answer("¿?", [("Crecer antes.", Reworded(("antes",), ("Expandirse más rápido",)))])
    (exchange,) = back(after(whole), held(DEAL))
    assert exchange.phase is Phase.ANSWERED
    assert [(c.support, c.own_words) for c in exchange.claims] == [(Support.PARAPHRASE, ("antes",))]
    (lost,) = back(after(whole), held(replace(DEAL, text=DEAL.text.replace("rápido", "lento"))))
    assert (lost.phase, lost.claims[0].support, lost.claims[0].own_words) == (
        Phase.INSUFFICIENT, Support.UNSUPPORTED, (),
    )  # fmt: skip


def test_a_record_of_before_there_were_paraphrases_is_read() -> None:
    """Nothing of it says which words are the answer's own."""
    old = kept()
    for claim in old["claims"]:
        del claim["own_words"]
    assert messages(revive(reread(json.dumps(old)), held(DEAL), LOST), ES) == messages(after(WHY), ES)


def test_an_answer_whose_articles_are_gone_for_good_stays_without_a_proof() -> None:
    """As after they were erased: the question is not lost, and nothing is cited."""
    (exchange,) = back(after(WHY), {})
    assert (exchange.question, exchange.phase, exchange.citations) == (WHY.question, Phase.INSUFFICIENT, ())
    assert exchange.passages == ()


def test_an_answer_broken_off_comes_back_as_stopped() -> None:
    """With what was written of it, and nobody leans on it."""
    running = begin(after(WHY), "¿y Amazon?")
    running = with_last(running, advance(running[-1], Token("Amazon gana")))
    now = back(running, held(DEAL))
    assert now[-1].phase is Phase.STOPPED
    assert now[-1].text == "Amazon gana"
    assert history(now) == history(after(WHY))


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"phase": "writing"}, id="not ended"),
        pytest.param({"phase": "no such phase"}, id="no phase"),
        pytest.param({"question": "x" * 2001}, id="long question"),
        pytest.param({"milliseconds": "NaN"}, id="no time"),
        pytest.param({"milliseconds": -1}, id="negative time"),
        pytest.param({"citations": [{}]}, id="half a citation"),
        pytest.param({"claims": [{"start": -1, "end": 3, "support": "supported", "reason": "", "citations": []}]},
                     id="negative offset"),
        pytest.param({"passages": [{"document": DEAL.id, "start": 0, "end": 2**40, "sentences": []}]}, id="far offset"),
        pytest.param({"model": None}, id="no model"),
    ],
)  # fmt: skip
def test_a_record_of_another_form_is_none(changes: dict[str, Any]) -> None:
    """Nothing of it is shown."""
    assert forged(**changes) == ()


def test_offsets_that_lead_nowhere_are_dropped() -> None:
    """Of claims outside the text, of passages outside the article and of sentences outside the passage."""
    end = len(DEAL.text)
    (exchange,) = forged(
        claims=[{"start": s, "end": e, "support": "partial", "reason": "", "citations": [1]} for s, e in
                ((0, 10**6), (5, 5), (9, 3), (0, 4))],
        passages=[{"document": d, "start": s, "end": e, "sentences": [[0, 3], [3, 0], [0, 10**6]]} for d, s, e in
                  ((DEAL.id, 0, end), (DEAL.id, 0, end + 1), (DEAL.id, 4, 4), ("otro", 0, 3))],
    )  # fmt: skip
    assert [(claim.text, claim.citations) for claim in exchange.claims] == [(WHY.text[:4], ())]
    (passage,) = exchange.passages
    assert [sentence.text for sentence in passage.sentences] == [DEAL.text[:3]]
    assert messages((exchange,), ES)
    assert panel(exchange, ES)


def test_half_a_character_does_not_cost_the_conversation() -> None:
    """A browser can send halves of surrogate pairs."""
    assert len(back(after(replace(WHY, question="¿\ud800?"), WHY), held(DEAL))) == 2


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=5)
KEYS = tuple(kept())


@given(st.text() | JSON.map(json.dumps))
def test_any_text_can_come_back(record: str) -> None:
    """Nothing that is read raises."""
    revive(reread(record), held(DEAL), LOST)


@given(st.dictionaries(st.sampled_from(KEYS), JSON))
def test_no_forged_exchange_cites_what_the_article_does_not_say(changes: dict[str, Any]) -> None:
    """Every citation that is left is the article's words, every supported sentence has one, and all can be shown."""
    conversation = forged(**changes)
    for exchange in conversation:
        for claim in exchange.claims:
            assert bool(claim.citations) == claim.support.cited
        for citation in exchange.citations:
            assert citation.quote
            assert DEAL.text[citation.start : citation.end] == citation.quote
    messages(conversation, ES)
    panel(newest(conversation), ES)
    assert not any(exchange.restoring for exchange in conversation)


def test_what_is_nearest_comes_back_only_as_the_words_of_the_archive() -> None:
    """A forged quotation of an article is dropped."""
    record = kept(NEAR)
    record["nearest"][0]["quote"] = "Amazon pierde."
    (now,) = revive(reread(json.dumps(record)), held(DEAL), LOST)
    assert now.nearest == ()
    assert back(after(NEAR), held(DEAL))[0].nearest[0].quote == NEAR.nearest[0].quote


def test_the_filters_of_an_answer_survive_a_reload() -> None:
    """A reader may take them off later; what is no day is no record."""
    filters = Filters(since=date(2025, 10, 1), outlet="La Gaceta")
    [exchange] = after(WHY)
    assert reread(write(replace(exchange, filters=filters)))[0].filters == filters
    assert read(1, write(exchange).replace('"since":null', '"since":"ayer"')) is None
