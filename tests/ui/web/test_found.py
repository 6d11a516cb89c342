"""How an answer was found: as HTML, kept with the conversation, and opened below the answer in a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from html import unescape
from string import Formatter
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.trace import (
    Considered,
    Decision,
    Ground,
    Hit,
    Instead,
    Outcome,
    Search,
    Stage,
    Step,
    TakenOut,
    Trace,
    Use,
    Weighed,
)
from rag.types import Event, Status, Support, Turn
from tests.ui.serving.test_record import after, back, held, reread
from tests.ui.web.conftest import ServeArchive, Visit
from tests.ui.web.fakes import DEAL, WHY, FakeArchive, answer, cite, events
from tests.ui.web.test_accessibility import faults
from ui.contract import trace_json
from ui.serving.record import write
from ui.web.found import _answer, how_found
from ui.web.found_strings import found_strings
from ui.web.messages import messages
from ui.web.strings import EN, ES

TRACE = Trace(
    Decision(Outcome.PARTLY, Ground.PROVEN, (Weighed(True, 0.83, 0.4, 0.7, 0.95, "¿por qué?"),)),
    (Search(WHY.question, "es", ("openai", "elig", "aws"), 81, 2, (Hit(DEAL.id, 0, 1, 2, 3),)),),
    (Considered(DEAL.id, 0, Use.SHOWN, 4),),
    (TakenOut("El gato duerme.", "los artículos no lo dicen", Instead.QUOTE),),
    (Step(Stage.RETRIEVE, 0.0, 120.0, 120.0), Step(Stage.VERIFY, 200.0, 900.0, 33.0, 3)),
)
TOLD = replace(WHY, trace=TRACE)
REFUSED = replace(
    answer("¿Cuánto pagó?", [("El archivo no lo dice.", (Support.UNSUPPORTED, ""))], status=Status.INSUFFICIENT),
    nearest=(cite(DEAL, "Para Amazon, el acuerdo representa una victoria estratégica.", 1),),
    trace=replace(
        TRACE,
        decision=Decision(Outcome.REFUSED, Ground.UNLIKELY, (Weighed(False, 0.1, 0.4),)),
        considered=(Considered(DEAL.id, 0, Use.UNREAD),),
        taken_out=(),
    ),
)


def text(html: str) -> str:
    """What a reader sees of it."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def found(whole: Any, strings: Any = ES) -> str:
    """How the answer was found, as a reader sees it."""
    (exchange,) = after(whole)
    return text(how_found(exchange, strings))


def test_it_tells_what_was_searched_found_taken_out_and_decided_and_how_long_it_took() -> None:
    """In plain words, each sentence with its verdict."""
    said = found(TOLD)
    for part in (
        "Qué se buscó «¿por qué OpenAI eligió AWS?» Palabras buscadas, por su raíz: openai, elig, aws",
        "1 pasaje de 1 artículo. Comparados con la pregunta: 81. Otros 2 pasajes repetían lo mismo",
        "OpenAI firma con AWS. Frases elegidas: 4. Puesto 1 por su sentido, 2 por su mejor frase, 3 por",
        "«El gato duerme.» Motivo: los artículos no lo dicen. En su lugar va la frase del artículo.",
        "Probada con las palabras exactas de: OpenAI firma con AWS [1].",
        "«El acuerdo se firmó en Lima.» Sin respaldo en el archivo: el nombre Lima no está en la fuente.",
        "Se respondió en parte. Frases respaldadas por un artículo: 2 de 3.",
        "vale 95 de 100. Con lo encontrado, que por sí solo daba 70, resulta 83 de 100; hacen falta 40.",
        "Buscar: 0,1 s Probar cada frase: menos de 0,1 s En total: 2,4 s",
    ):
        assert part in said
    english = found(TOLD, EN)
    assert "1 passage of 1 article. Compared with the question: 81." in english
    assert "Searching: 0.1 s Proving each sentence: less than 0.1 s In all: 2.4 s" in english


def test_a_refusal_tells_why_the_archive_does_not_know() -> None:
    """With what was found and not read; nothing that has no content has a heading."""
    said = found(REFUSED)
    assert "Se dijo que el archivo no lo sabe. Lo encontrado se parece a la pregunta" in said
    assert "10 de 100; hacen falta 40." in said
    assert "OpenAI firma con AWS. Sin leer." in said
    assert "Qué escribió el modelo" not in said
    assert "Cada frase" not in said


def test_of_an_answer_that_is_not_there_it_is_said_so() -> None:
    """In the place that waits for it: the conversation may have been begun anew; what is no number is no request."""
    request: Any = SimpleNamespace(headers={"accept-language": "es"})
    assert text(_answer("7-1", after(TOLD), request)) == "De esta respuesta no se guardó cómo se encontró."
    assert unescape(_answer("7-1", after(TOLD), request)).startswith('<div data-pedido="7-1">')
    assert "Qué se buscó" in _answer("1-2", after(TOLD), request)
    assert _answer("<b>", after(TOLD), request) == ""


def test_nothing_that_others_wrote_is_markup() -> None:
    """Of questions, articles and models."""
    evil = "<img src=x onerror=alert(1)> {x} ${y}"
    document = replace(DEAL, title=evil)
    whole = replace(
        answer(evil, [(evil, ["Al asociarse con Amazon"]), (evil, (Support.UNSUPPORTED, evil))], document=document),
        trace=replace(
            TRACE,
            searches=(replace(TRACE.searches[0], text=evil, terms=(evil,)),),
            taken_out=(TakenOut(evil, evil),),
            decision=replace(TRACE.decision, weighed=(Weighed(True, 1.0, 0.0, part=evil), Weighed(True, 1.0, 0.0))),
        ),
    )
    (exchange,) = after(whole)
    html = how_found(exchange, ES)
    assert html.count("onerror") >= 6
    tags = {f"<{end}{tag}>" for end in ("", "/") for tag in ("dl", "dt", "dd", "p", "ul", "li")}
    assert set(re.findall(r"<[^>]*>", html)) <= tags
    assert "${" not in html


def test_passages_of_an_article_with_the_same_fate_are_one_line() -> None:
    """With how many they are, and the places of the best."""
    parts = tuple(replace(p, chunk=replace(p.chunk, start=n)) for n in range(30) for p in TOLD.passages)
    left = tuple(Considered(DEAL.id, n, Use.ROOM) for n in range(1, 30))
    said = found(replace(TOLD, passages=parts, trace=replace(TRACE, considered=(*TRACE.considered, *left))))
    assert said.count("OpenAI firma con AWS (29 pasajes). Fuera: otras frases del mismo artículo") == 1
    assert "El mejor de ellos: otra parte del mejor artículo" in said
    assert "… y" not in said
    few = found(replace(TOLD, passages=parts))
    assert "… y 29 más." in few


def test_a_title_that_asks_ends_its_own_sentence() -> None:
    """And gets no full stop behind its question mark."""
    asks = replace(DEAL, title="¿Por qué Amazon?")
    passages = tuple(replace(passage, document=asks) for passage in TOLD.passages)
    assert "¿Por qué Amazon? Frases elegidas: 4." in found(replace(TOLD, passages=passages))


def test_articles_that_were_listed_have_no_places_by_likeness() -> None:
    """Whoever asks for articles is shown the newest."""
    published = replace(TRACE, decision=Decision(Outcome.ANSWERED, Ground.PUBLISHED))
    said = found(replace(TOLD, trace=published))
    assert "Se preguntaba por artículos" in said
    assert "Puesto" not in said
    assert "otra parte del mejor artículo" not in said


def test_it_comes_back_with_the_conversation() -> None:
    """After a reload it says the same; of an answer that was kept before there was such a thing, that it was not."""
    before = after(TOLD, REFUSED)
    now = back(before, held(DEAL))
    assert [how_found(one, ES) for one in now] == [how_found(one, ES) for one in before]
    old = json.loads(write(before[0]))
    del old["trace"]
    (exchange,) = back(reread(json.dumps(old)), held(DEAL))
    assert exchange.text == WHY.text
    assert text(how_found(exchange, ES)) == "De esta respuesta no se guardó cómo se encontró."


@pytest.mark.parametrize(
    "trace",
    [
        pytest.param({"of": "another form"}, id="another form"),
        pytest.param("words", id="words"),
        pytest.param({**json.loads(write(after(TOLD)[0]))["trace"], "steps": [{"stage": "walk"}]}, id="another stage"),
    ],
)
def test_an_answer_outlives_a_trace_that_cannot_be_read(trace: Any) -> None:
    """It is the answer that readers come back for."""
    record = json.loads(write(after(TOLD)[0])) | {"trace": trace}
    (exchange,) = reread(json.dumps(record))
    assert exchange.trace is None
    assert exchange.text == WHY.text


def test_a_trace_without_bounds_is_none() -> None:
    """A figure that is none would break what is made of it."""
    record = write(after(TOLD)[0]).replace('"likely":0.83', '"likely":1e999')
    (exchange,) = reread(record)
    assert exchange.trace is None


@given(st.text(), st.lists(st.text(), max_size=3))
def test_whatever_was_written_is_kept(said: str, terms: list[str]) -> None:
    """Halves of surrogate pairs, too, which no JSON holds."""
    whole = replace(
        TOLD,
        trace=replace(
            TRACE,
            searches=(Search(said, "es", tuple(terms)),),
            taken_out=(TakenOut(said, said),),
            decision=replace(TRACE.decision, weighed=(Weighed(False, part=said),)),
        ),
    )
    (exchange,) = reread(write(after(whole)[0]))
    assert exchange.trace is not None
    assert len(exchange.trace.searches[0].text) == len(said)
    assert how_found(replace(exchange, restoring=False), ES)


def test_what_is_sent_of_an_answer_does_not_grow() -> None:
    """The browser itself puts the way to it beside that to copy the answer; only where there is none a link is sent."""
    plain, told = (messages(after(whole), ES) for whole in (WHY, TOLD))
    assert told == plain
    assert messages(after(REFUSED), ES) == messages(after(replace(REFUSED, trace=None)), ES)
    bare = messages(after(replace(REFUSED, nearest=())), ES)[-1]["content"]
    assert 'href="#hallazgo-1"' in bare


def test_the_object_of_the_contract_names_articles_as_the_answer_does() -> None:
    """Each value as JSON has it."""
    told = trace_json(TOLD)
    assert told is not None
    assert json.loads(json.dumps(told)) == told
    assert told["searches"][0]["found"] == [
        {"document": DEAL.source, "start": 0, "by_meaning": 1, "by_sentence": 2, "by_words": 3}
    ]
    assert told["passages"] == [{"document": DEAL.source, "start": 0, "use": "shown", "sentences": 4}]
    assert told["decision"]["outcome"] == "partly"
    assert told["decision"]["weighed"][0]["affirmed"] == 0.95
    assert [step["stage"] for step in told["steps"]] == ["retrieve", "verify"]


def _said(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [*value.values()] if isinstance(value, dict) else []


@pytest.mark.parametrize("name", [field.name for field in fields(found_strings("es"))])
def test_both_languages_say_it_with_the_same_values(name: str) -> None:
    """Every kind of thing has its words in both."""
    spanish, english = (getattr(found_strings(code), name) for code in ("es", "en"))
    assert type(spanish) is type(english)
    if isinstance(spanish, dict):
        kinds = type(next(iter(spanish)))
        assert set(spanish) == set(english) == set(kinds)
    for one, other in zip(_said(spanish), _said(english), strict=True):
        places = [{field for _, field, _, _ in Formatter().parse(said) if field} for said in (one, other)]
        assert places[0] == places[1]


def script(question: str, history: Sequence[Turn]) -> Iterator[Event]:
    """An answer and a refusal, each with its trace, and a refusal that found nothing."""
    whole = {"¿cuánto?": REFUSED, "¿qué?": replace(REFUSED, nearest=(), passages=())}.get(question, TOLD)
    yield from events(replace(whole, question=question, standalone=question))


@pytest.mark.slow
@pytest.mark.browser
def test_it_is_opened_below_each_answer(serve_archive: ServeArchive, visit: Visit) -> None:
    """By keyboard, one answer as well as a refusal, and again after a reload; nothing is asked for before."""
    reader = visit(serve_archive(FakeArchive(script)))
    part = "#conversacion .bot-row >> nth={} >> details.hallazgo"
    for number, (question, said) in enumerate(
        (
            ("¿por qué OpenAI eligió AWS?", "Comparados con la pregunta: 81."),
            ("¿cuánto?", "Se dijo que el archivo no lo sabe."),
            ("¿qué?", "Ningún pasaje."),
        )
    ):
        reader.ask(question)
        reader.wait(part.format(number))
        details = reader.page.locator(part.format(number))
        assert details.count() == 1
        assert not details.evaluate("one => one.open")
        assert details.locator("div").text_content() == "…"
        details.locator("summary").focus()
        reader.page.keyboard.press("Enter")
        details.locator("dt").first.wait_for()
        assert said in details.inner_text()
    details.evaluate("one => { one.lastElementChild.textContent = '…' }")  # as where no answer has come
    for _ in range(2):
        details.locator("summary").click()
    details.locator("dt").first.wait_for()
    assert reader.page.locator("a.hallazgo:visible").count() == 0
    reader.page.reload()
    reader.wait(part.format(0))
    details = reader.page.locator(part.format(0))
    details.locator("summary").click()
    details.locator("dt").first.wait_for()
    assert "Probar cada frase" in details.inner_text()
    assert reader.page.locator("details.hallazgo").count() == 3
    assert faults(reader) == []
