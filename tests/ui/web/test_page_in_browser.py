"""The page as a reader meets it, in a headless Chromium."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Route

from eval.cases import read_cases
from eval.drafts import DRAFTS
from rag.errors import EndpointError, IndexMismatch
from rag.types import (
    ClaimVerified,
    Event,
    Filters,
    Finished,
    Growth,
    LibraryStatus,
    Mode,
    Retracted,
    Retrieved,
    Standing,
    Status,
    Support,
    Token,
    Turn,
    Version,
)
from tests.patience import PATIENCE, comes_true
from tests.ui.web.conftest import ServeArchive, Visit, Visitor, serving
from tests.ui.web.fakes import DEAL, VERDICTS, WHY, FakeArchive, answer, events, passage, why
from ui.serving.conversations import Conversations
from ui.serving.database import ReadersDatabase
from ui.serving.drafting import export
from ui.serving.feedback import Feedback
from ui.web import reading

pytestmark = pytest.mark.browser


def test_a_question_is_answered_with_marks_that_lead_to_the_exact_words(
    serve_archive: ServeArchive, visit: Visit
) -> None:
    """Ask, read, press [2]: the article stands beside with exactly those words lit."""
    archive = FakeArchive(why)
    reader = visit(serve_archive(archive))
    reader.ask(WHY.question)
    reader.wait(".pie")
    assert archive.asked == [(WHY.question, ())]
    assert reader.page.locator("#conversacion a.cita").all_inner_texts() == ["1", "2", "3"]
    reader.page.click("#conversacion a.cita >> text=2")
    reader.wait("mark.elegida")
    assert reader.page.locator("mark.elegida").all_inner_texts() == [WHY.citations[1].quote]
    assert reader.page.url == reader.url
    assert "modelo: modelo-de-prueba" in reader.answer
    assert reader.page.locator("[aria-label*='message']").count() == 0


@pytest.mark.slow
def test_what_a_reader_says_of_an_answer_and_of_a_citation_becomes_a_draft(visit: Visit, tmp_path: Path) -> None:
    """A thumb, the button beside a quotation, and a word on why; all in one draft."""
    with serving(lambda progress: FakeArchive(why), tmp_path / "data") as url:
        reader = visit(url)
        reader.ask(WHY.question)
        reader.wait("#preguntar")
        reader.page.get_by_role("button", name="No me gusta").click()
        reader.page.get_by_text("anotado que la respuesta es mala").wait_for()
        reader.page.fill("#palabra input", "<b>falta</b> el precio")
        reader.page.press("#palabra input", "Enter")
        reader.page.wait_for_selector("#porque", state="hidden")
        reader.page.get_by_role("button", name="Decir que la cita 2 no dice lo que la respuesta").click()
        reader.page.get_by_text("anotado que la cita 2 no lo dice").wait_for()
    with closing(ReadersDatabase(tmp_path / "data")) as readers:
        assert export(Feedback(readers), tmp_path / DRAFTS) == 1
    (draft,) = read_cases([tmp_path / DRAFTS], drafts=True)
    assert (draft.question, draft.draft, draft.history) == (WHY.question, True, ())
    assert [evidence.quote for evidence in draft.evidence] == [WHY.citations[n].quote for n in (0, 2)]
    assert f"{WHY.text} (<b>falta</b> el precio)" in draft.note
    assert f"«{WHY.citations[1].quote}» no dice" in draft.note


@pytest.mark.slow
def test_a_conversation_that_cannot_be_kept_is_answered_all_the_same(visit: Visit, tmp_path: Path) -> None:
    """What is wrong is said in one line, and the page goes on."""
    (tmp_path / "file").touch()
    with serving(lambda progress: FakeArchive(why), tmp_path / "file" / "data") as url:
        reader = visit(url)
        reader.ask(WHY.question)
        reader.wait(".pie")
        reader.page.get_by_text("La conversación no se ha podido guardar").wait_for()
        assert "HEMEROTECA_DATA_DIR" in reader.text("#aviso")


@pytest.mark.slow
def test_marks_are_reached_and_left_with_the_keyboard(serve_archive: ServeArchive, visit: Visit) -> None:
    """Enter on a mark leads to its words in view and in focus; Escape leads back to the mark."""
    long = replace(DEAL, text="Relleno.\n" * 300 + DEAL.text)
    whole = answer("¿?", [("Dos fines.", ["Garantizar estabilidad ante la creciente demanda global"])], document=long)
    reader = visit(serve_archive(FakeArchive(lambda q, h: events(whole))))
    reader.ask("¿?")
    reader.wait("#conversacion a.cita")
    reader.wait("#fuentes mark")
    reader.page.focus("#conversacion a.cita")
    reader.page.keyboard.press("Enter")
    reader.wait("mark.elegida:focus")
    reader.page.wait_for_function(
        """() => { const mark = document.querySelector("mark.elegida").getBoundingClientRect(),
                         panel = document.querySelector("#fuentes").getBoundingClientRect();
                   return mark.top >= panel.top && mark.bottom <= Math.min(panel.bottom, innerHeight); }"""
    )
    reader.page.keyboard.press("Escape")
    reader.wait("#conversacion a.cita:focus")


def test_evidence_is_shown_while_the_model_reads(
    serve_archive: ServeArchive, visit: Visit, gate: threading.Event
) -> None:
    """The passages stand in the panel before a word is written, and the reader is told what is going on."""

    def script(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        yield Retrieved(question, (passage(DEAL),))
        gate.wait(PATIENCE)
        yield from why(question, history)

    reader = visit(serve_archive(FakeArchive(script)))
    reader.ask(WHY.question)
    reader.wait("details.evidencia[open]")
    assert "OpenAI firma con AWS" in reader.text("#fuentes")
    assert "3 de noviembre de 2025" in reader.text("#fuentes")
    assert "Leyendo el pasaje encontrado" in reader.answer
    gate.set()
    reader.wait("#fuentes mark")


@pytest.mark.slow
def test_what_is_withdrawn_is_struck_with_its_reason(
    serve_archive: ServeArchive, visit: Visit, gate: threading.Event
) -> None:
    """Read as struck by machines too, above the answer, and so after a reload."""

    def script(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        yield Token("El acuerdo se firmó en Lima.\nEn mayo.")
        gate.wait(PATIENCE)
        yield Retracted("las palabras que cita no contestan a la pregunta", "es")
        yield from why(question, history)

    reader = visit(serve_archive(FakeArchive(script)))
    reader.ask(WHY.question)
    reader.page.get_by_text("se firmó en Lima").wait_for()
    assert reader.page.locator("#conversacion del").count() == 0
    gate.set()
    for again in (False, True):
        if again:
            reader.page.reload()
        reader.wait(".pie")
        reader.wait("#fuentes mark")
        struck = reader.page.get_by_role("deletion")
        assert struck.inner_text() == "El acuerdo se firmó en Lima.\nEn mayo."
        assert struck.evaluate("node => getComputedStyle(node).textDecorationLine") == "line-through"
        assert "⊘ Retirado: las palabras que cita no contestan a la pregunta" in reader.answer
        assert reader.page.locator("#conversacion del a").count() == 0


def test_stop_stops_the_model(serve_archive: ServeArchive, visit: Visit, gate: threading.Event) -> None:
    """The archive's iterator is closed, what was written stays, and a new question can be asked."""

    def script(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        yield Retrieved(question, (passage(DEAL),))
        yield Token("OpenAI busca ")
        while not gate.wait(0.05):
            yield Token("más ")
        yield Finished(WHY)

    archive = FakeArchive(script)
    reader = visit(serve_archive(archive))
    reader.ask(WHY.question)
    reader.page.get_by_text("OpenAI busca más").wait_for()
    reader.page.click("#detener")
    assert archive.ended.wait(PATIENCE)
    assert archive.broken_off
    reader.wait(".veredicto.detenido")
    assert "OpenAI busca más" in reader.answer
    assert "Respuesta detenida" in reader.answer
    gate.set()
    reader.wait("#preguntar")
    reader.ask("¿otra?")
    reader.wait(".pie")
    assert archive.asked[1] == ("¿otra?", ())


def test_a_reader_who_leaves_stops_the_model(serve_archive: ServeArchive, visit: Visit, gate: threading.Event) -> None:
    """Closing the window in the middle of an answer closes the archive's iterator."""

    def script(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        yield Retrieved(question, (passage(DEAL),))
        while not gate.wait(0.05):
            yield Token("más ")

    archive = FakeArchive(script)
    reader = visit(serve_archive(archive))
    reader.ask(WHY.question)
    reader.page.get_by_text("más más").wait_for()
    reader.page.close()
    assert archive.ended.wait(30)
    assert archive.broken_off


def test_the_page_says_what_it_loads_and_a_question_waits(visit: Visit, gate: threading.Event) -> None:
    """Drawn at once; the progress is told; a question asked meanwhile is answered when the archive is open."""

    def slow(progress: Callable[[str], None]) -> FakeArchive:
        progress("Abriendo el índice y el modelo de búsqueda…")
        gate.wait(PATIENCE)
        return FakeArchive(why)

    with serving(slow) as url:
        reader = visit(url)
        reader.page.get_by_text("Abriendo el archivo… Abriendo el índice y el modelo de búsqueda…").wait_for()
        reader.ask(WHY.question)
        reader.page.get_by_text("Tu pregunta espera a que se abra el archivo. Abriendo el índice").wait_for()
        gate.set()
        reader.wait(".pie")
        assert reader.answer.startswith("OpenAI busca")
        # While anything is asked of the server, Gradio keeps a clock there, unseen.
        said = "modelo: modelo-de-prueba · 1 artículo · 3 pasajes"
        assert comes_true(lambda: reader.text("#estado").strip() == said)


@pytest.mark.slow
def test_an_archive_that_cannot_be_opened_is_said_to_everybody(visit: Visit) -> None:
    """One line in the page, for whoever comes and whatever is asked."""

    def refuse(progress: Callable[[str], None]) -> FakeArchive:
        raise IndexMismatch("the index was built with <b>another</b> model: run `hemeroteca index --rebuild`.")

    with serving(refuse) as url:
        for _ in range(2):
            reader = visit(url)
            reader.wait(".estado.fallo")
            assert "built with <b>another</b> model: run `hemeroteca index" in reader.text("#estado")
        reader.ask("¿?")
        reader.wait(".veredicto.fallo")
        assert "built with <b>another</b> model" in reader.answer


HOSTILE = """</mark><script>window.pwned=1</script><img src="{leak}?img" onerror="window.pwned=2">
![x]({leak}?md) [pulsa](javascript:window.pwned=3) <a href="javascript:window.pwned=4">x</a>
{leak}?bare www.evil.example
${{window.pwned=5}} {{{{constructor.constructor('window.pwned=6')()}}}} `${{window.pwned=7}}` \\${{window.pwned=8}}
<svg onload="window.pwned=9"><style>*{{background:url({leak}?css)}}</style><iframe src="{leak}?frame"></iframe>
$$\\href{{javascript:window.pwned=10}}{{x}}$$ <b onmouseover="window.pwned=11">b</b>
<div class="cita">[1](#cita-1-1)</div>
```mermaid
graph TD; A-->B; click A "javascript:window.pwned=12"
```
"""


def test_nothing_of_an_article_or_an_answer_runs_or_is_fetched(serve_archive: ServeArchive, visit: Visit) -> None:
    """Scripts, images, frames, links, formulas, diagrams and templates of others are text like any other."""
    urls: list[str] = []

    def script(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        nasty = HOSTILE.format(leak=f"{urls[0]}leak")
        document = replace(DEAL, title=nasty, source=nasty, text=f"{nasty}Fin.", language='es" onload="x')
        said = [(nasty.strip(), [nasty.strip()]), (nasty.strip(), (Support.UNSUPPORTED, nasty))]
        whole = answer(question, said, document=document, notice=nasty, standalone=nasty)
        yield from events(replace(whole, model=nasty), piece=40)

    archive = FakeArchive(script)
    urls.append(serve_archive(archive))
    reader = visit(urls[0])
    nasty = HOSTILE.format(leak=f"{urls[0]}leak")
    reader.ask(nasty)
    reader.wait(".pie")
    reader.wait("#fuentes mark")
    reader.page.click("#conversacion a.cita")
    reader.wait("mark.elegida")
    assert reader.page.locator("mark.elegida").inner_text() == nasty.strip()
    for place in ("#conversacion .message-content", "#fuentes"):
        strange = f":is({place}) :is(script, img, iframe, svg, style, object, embed, form, video, [onerror], [onload])"
        assert reader.page.locator(strange).count() == 0
        links = reader.page.locator(f"{place} a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
        assert links
        ours = ("#cita-1-", "#fuentes-1", "#article=", "#copiar-1")
        assert [href for href in links if not href.startswith(ours)] == []
    # The answer's claims hold one mark; what an answer writes itself never becomes one.
    assert reader.page.locator("#conversacion a.cita").count() == 1
    assert reader.page.evaluate("window.pwned") is None
    assert [url for url in reader.requests if "leak" in url or "evil" in url] == []


def test_an_insufficient_answer_a_failure_and_a_doubt_differ_in_words(
    serve_archive: ServeArchive, visit: Visit
) -> None:
    """Each is told by its own words, not by colour alone, and none of them carries a mark."""

    def script(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        match question:
            case "nada":
                said = [("El archivo no lo dice.", (Support.UNSUPPORTED, ""))]
                yield from events(answer(question, said, status=Status.INSUFFICIENT))
            case "fallo":
                raise EndpointError("el servidor no responde: compruebe que está en marcha.")
            case _:
                yield from events(answer(question, [("Costó 9 euros.", (Support.UNSUPPORTED, "la cifra 9 no está"))]))

    reader = visit(serve_archive(FakeArchive(script)))
    looks = []
    for question, sign in (("nada", ".insuficiente"), ("fallo", ".fallo"), ("duda", ".duda")):
        reader.ask(question)
        reader.wait(f"#conversacion {sign}")
        looks.append(reader.text(f"#conversacion {sign}"))
        reader.wait("#preguntar")
    assert looks == [
        "○ Sin respuesta en el archivo",
        "✕ No se pudo responder",
        "⚠ sin respaldo en el archivo: la cifra 9 no está",
    ]
    assert "compruebe que está en marcha" in reader.page.locator(".bot-row").nth(1).inner_text()
    assert reader.page.locator("#conversacion a.cita").count() == 0
    assert reader.page.locator(".duda").get_attribute("title") == "la cifra 9 no está"


CONTRASTS = """() => {
    const channels = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
    const light = (colour) => channels(colour).slice(0, 3)
        .map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = (node) => {
        for (let at = node; at; at = at.parentElement) {
            const found = getComputedStyle(at).backgroundColor;
            if (channels(found).length && (channels(found)[3] ?? 1) === 1) return found;
        }
        return "rgb(255, 255, 255)";
    };
    return [...document.querySelectorAll(".cita, .reformulada, .duda, .numero, .aproximado")].map((node) => {
        const [a, b] = [light(getComputedStyle(node).color), light(behind(node))].sort((x, y) => y - x);
        return [node.className, (a + 0.05) / (b + 0.05)];
    });
}"""
"""The contrast of each mark of a verdict with what is behind it, as WCAG 2 works it out."""


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_verdict_has_a_look_and_words_of_its_own(serve_archive: ServeArchive, visit: Visit, scheme: str) -> None:
    """A paraphrase by sign, border and words, not by colour alone; all readable (AA), and the same after a reload."""
    reader = visit(serve_archive(FakeArchive(lambda question, history: events(VERDICTS))), color_scheme=scheme)
    reader.ask(VERDICTS.question)
    for _ in range(2):
        reader.wait(".pie")
        reader.wait("#fuentes .numero.cercano")
        marks = reader.page.locator("#conversacion a.cita")
        assert marks.all_inner_texts() == ["1", "≈2"]
        borders = [marks.nth(n).evaluate("node => getComputedStyle(node).borderTopStyle") for n in (0, 1)]
        assert borders == ["solid", "dashed"]
        assert marks.nth(1).get_attribute("aria-label").startswith("[≈2] en otras palabras: «pretende»")  # type: ignore[union-attr]
        assert "en otras palabras: «pretende», «crecer», «rapidez»" in reader.answer
        for label in ("respaldo solo parcial", "el archivo dice otra cosa", "sin respaldo en el archivo"):
            assert label in reader.answer
        contrasts = reader.page.evaluate(CONTRASTS)
        assert {"cita cercana", "reformulada", "numero cercano vuelta", "aproximado"} <= {kind for kind, _ in contrasts}
        assert [found for found in contrasts if found[1] < 4.5] == []
        marks.nth(1).click()
        reader.wait("mark.elegida")
        assert reader.page.locator("mark.elegida").all_inner_texts() == [VERDICTS.citations[1].quote]
        reader.page.reload()


def test_a_follow_up_keeps_its_context_and_says_what_was_searched(serve_archive: ServeArchive, visit: Visit) -> None:
    """The turns before reach the archive; a new conversation forgets them."""

    def script(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        standalone = f"{history[-1].question} {question}" if history else question
        yield from events(replace(WHY, question=question, standalone=standalone))

    archive = FakeArchive(script)
    reader = visit(serve_archive(archive))
    for question in (WHY.question, "¿y Amazon?"):
        reader.ask(question)
        reader.page.wait_for_function(f"document.querySelectorAll('.pie').length == {1 + (question != WHY.question)}")
        reader.wait("#preguntar")
    assert archive.asked[1] == ("¿y Amazon?", (Turn(WHY.question, WHY.text),))
    assert reader.text(".buscado") == f"Se buscó: {WHY.question} ¿y Amazon?"
    # Marks of the first answer still lead to its sources, which come back into the panel.
    reader.page.click("#conversacion a.cita >> nth=0")
    reader.wait("#fuentes-1 mark.elegida")
    assert reader.page.locator("#fuentes section:visible").count() == 1
    reader.page.click("#nueva")
    reader.page.wait_for_function("document.querySelectorAll('.bot-row').length == 0")
    reader.ask("¿otra?")
    reader.wait(".pie")
    assert archive.asked[2] == ("¿otra?", ())


@pytest.mark.slow
def test_readers_do_not_mix_and_wait_for_each_other(
    serve_archive: ServeArchive, visit: Visit, gate: threading.Event
) -> None:
    """Two windows have two conversations; the second question is told that it waits."""

    def script(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        yield Retrieved(question, (passage(DEAL),))
        if question == "primera":
            gate.wait(PATIENCE)
        yield from why(question, history)

    archive = FakeArchive(script)
    url = serve_archive(archive)
    first, second = visit(url), visit(url)
    first.ask("primera")
    first.wait("details.evidencia")
    second.ask("segunda")
    second.page.get_by_text("Tu pregunta espera a que termine la respuesta a otra").wait_for()
    gate.set()
    first.wait(".pie")
    second.wait(".pie")
    assert "segunda" not in first.text("#conversacion")
    assert "primera" not in second.text("#conversacion")
    second.wait("#preguntar")
    second.ask("tercera")
    second.page.wait_for_function("document.querySelectorAll('.pie').length == 2")
    assert [turn.question for turn in archive.asked[2][1]] == ["segunda"]


def test_a_phone_shows_everything_without_scrolling_sideways(serve_archive: ServeArchive, visit: Visit) -> None:
    """The sources come as a sheet over the conversation, with a way back, and nothing is wider than the screen."""
    wide = replace(DEAL, title="Muy" * 60, source="carpeta/" * 30)
    whole = answer("largo" * 40, [("x" * 200, ["Reducir la dependencia de un solo proveedor de nube"])], document=wide)
    reader = visit(serve_archive(FakeArchive(lambda q, h: events(whole))), viewport={"width": 390, "height": 844})
    reader.ask("largo" * 40)
    reader.wait("#conversacion a.cita")
    reader.page.wait_for_selector("#fuentes mark", state="attached")
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not reader.page.locator("#fuentes").is_visible()
    reader.page.click("#conversacion a.cita")
    reader.wait("mark.elegida:focus")
    assert reader.page.locator("#izquierda[inert]").count() == 1
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390
    reader.page.get_by_role("button", name="Volver a la respuesta", exact=True).click()
    reader.wait("#conversacion a.cita:focus")
    assert not reader.page.locator("#fuentes").is_visible()


@pytest.mark.slow
def test_an_english_reader_is_told_in_english_what_is_loaded(visit: Visit, gate: threading.Event) -> None:
    """One telling serves readers of both languages."""

    def slow(progress: Callable[[str], None]) -> FakeArchive:
        progress("Abriendo el índice y el modelo de búsqueda…")
        gate.wait(PATIENCE)
        return FakeArchive(why)

    with serving(slow) as url:
        english, spanish = visit(url, locale="en-GB"), visit(url)
        english.page.get_by_text("Opening the archive… Opening the index and the search model…").wait_for()
        spanish.page.get_by_text("Abriendo el archivo… Abriendo el índice y el modelo de búsqueda…").wait_for()
        gate.set()  # the server waits for what it is loading


def test_an_english_browser_is_addressed_in_english(serve_archive: ServeArchive, visit: Visit) -> None:
    """Labels and what the page says; the answer's language is the archive's affair."""
    reader = visit(serve_archive(FakeArchive(why, Mode.EXTRACTIVE)), locale="en-GB")
    reader.page.get_by_role("button", name="Ask", exact=True).wait_for()
    assert "extractive mode: sentences of the articles, no language model" in reader.text("#estado")
    assert reader.page.get_by_label("Your question").count() == 1
    reader.ask(WHY.question)
    reader.wait(".duda")
    assert "not supported by the archive" in reader.answer


@pytest.mark.slow
def test_a_question_that_is_too_long_is_not_asked(serve_archive: ServeArchive, visit: Visit) -> None:
    """The reader is told the length and the limit, and the question stays to be shortened; an empty one is nothing."""
    archive = FakeArchive(why)
    reader = visit(serve_archive(archive))
    reader.ask("a" * 2001)
    reader.wait("p.aviso")
    assert "2001 caracteres y caben 2000" in reader.text("#aviso")
    assert len(reader.page.input_value("#pregunta textarea")) == 2001
    reader.ask("   ")
    reader.page.wait_for_function("!document.querySelector('p.aviso')")
    assert archive.asked == []


def titles(reader: Visitor) -> list[str]:
    """The conversations in the list, without their days."""
    reader.wait("#lista-conversaciones li")
    return [
        said.split("\n")[0].strip() for said in reader.page.locator("#lista-conversaciones .abrir").all_inner_texts()
    ]


def press_first_mark(reader: Visitor) -> str:
    """Press the first mark of the page; returns the words that it leads to."""
    reader.page.click("#conversacion a.cita >> nth=0")
    reader.wait("mark.elegida:focus")
    return "".join(reader.page.locator("mark.elegida").all_inner_texts())


def place(reader: Visitor) -> str:
    """The id of the conversation that a window has open."""
    return str(reader.page.evaluate("sessionStorage.getItem('conversacion') ?? ''"))


def said(reader: Visitor) -> list[str]:
    """The messages, without what Gradio shows beside them while it works."""
    return reader.page.locator("#conversacion .message-content").all_inner_texts()


def on_opening(reader: Visitor, do: Callable[[Route], None]) -> None:
    """Do something with the requests by which a window asks for its conversation."""
    wanted = "window.gradio_config.dependencies.find(one => String(one.js).includes('sessionStorage.getItem')).id"
    number = reader.page.evaluate(wanted)

    def meet(route: Route) -> None:
        do(route) if route.request.post_data_json["fn_index"] == number else route.continue_()

    reader.page.route("**/queue/join*", meet)


def asked_why(archive: FakeArchive, serve_archive: ServeArchive, visit: Visit) -> Visitor:
    """A window in which the question was asked and answered."""
    reader = visit(serve_archive(archive))
    reader.ask(WHY.question)
    reader.wait(".pie")
    reader.wait("#fuentes mark")
    return reader


def test_a_reload_keeps_the_conversation_and_its_citations(serve_archive: ServeArchive, visit: Visit) -> None:
    """The same answer with the same marks and words, and a follow-up still knows what came before."""
    archive = FakeArchive(why)
    reader = asked_why(archive, serve_archive, visit)
    before = said(reader), reader.page.locator("#fuentes").text_content()
    reader.page.reload()
    reader.wait("#conversacion a.cita")
    reader.wait("#fuentes mark")
    # Where nothing is being written nothing is put into the chat: on a slow machine it would be what was there before.
    assert reader.page.evaluate("window.hemeroteca.written('', [1])") is None
    # Gradio writes the seconds of a running event into the panel that it will fill.
    reader.page.wait_for_function(r"!/^\s*\d+\.\d+s/.test(document.querySelector('#fuentes').textContent)")
    assert (said(reader), reader.page.locator("#fuentes").text_content()) == before
    assert press_first_mark(reader) == WHY.citations[0].quote
    assert reader.page.locator(".desde-entonces").count() == 0
    reader.ask("¿y Amazon?")
    reader.page.wait_for_function("document.querySelectorAll('.pie').length == 2")
    assert archive.asked[1] == ("¿y Amazon?", (Turn(WHY.question, WHY.text),))


def test_a_reload_keeps_the_conversation_though_all_of_it_comes_at_once(
    serve_archive: ServeArchive, visit: Visit
) -> None:
    """Gradio's client reads all steps of an event whose name it learns late, and makes each of the one before."""
    reader = asked_why(FakeArchive(why), serve_archive, visit)
    before = said(reader)

    def held_back(route: Route) -> None:
        answer = route.fetch()
        time.sleep(0.5)
        route.fulfill(response=answer)

    on_opening(reader, held_back)
    reader.page.reload()
    reader.wait("#corregir")
    reader.wait("#fuentes mark")
    assert said(reader) == before
    reader.page.unroute_all(behavior="wait")


@pytest.mark.slow
def test_a_page_that_hears_nothing_of_the_archive_is_loaded_anew(serve_archive: ServeArchive, visit: Visit) -> None:
    """By itself, or nothing could be asked there; what was typed stays."""
    reader = asked_why(FakeArchive(why), serve_archive, visit)
    before, lost = said(reader), ["an event of which nobody hears"]

    def losing(route: Route) -> None:
        route.fulfill(json={"event_id": lost.pop()}) if lost else route.continue_()

    on_opening(reader, losing)
    reader.page.reload()
    reader.page.fill("#pregunta textarea", "un borrador")
    reader.wait("p.estado")
    assert not lost
    reader.wait("#corregir")
    assert said(reader) == before
    assert reader.page.input_value("#pregunta textarea") == "un borrador"


@pytest.mark.slow
def test_a_new_conversation_begins_empty_and_the_old_one_is_in_the_list(
    serve_archive: ServeArchive, visit: Visit
) -> None:
    """A reload keeps what this window had open; nothing leans on what another conversation said."""
    archive = FakeArchive(why)
    reader = asked_why(archive, serve_archive, visit)
    reader.wait("#preguntar")
    reader.page.click("#nueva")
    reader.page.wait_for_function("sessionStorage.getItem('conversacion') === ''")
    reader.page.reload()
    reader.wait(".estado.listo")
    assert reader.page.locator(".bot-row, a.cita, #fuentes section").count() == 0
    reader.ask("¿otra?")
    reader.wait(".pie")
    assert archive.asked[1] == ("¿otra?", ())
    reader.page.get_by_role("button", name="Tus conversaciones", expanded=False).click()
    assert titles(reader) == ["¿otra?", WHY.question]


@pytest.mark.slow
def test_a_question_whose_answer_a_reload_broke_off_is_asked_again(
    serve_archive: ServeArchive, visit: Visit, gate: threading.Event
) -> None:
    """In its own place, so that nothing of the half answer looks like an answer."""

    def script(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        if len(archive.asked) > 1:
            yield from events(WHY)
            return
        yield Retrieved(question, (passage(DEAL),))
        while not gate.wait(0.05):
            yield Token("más ")

    archive = FakeArchive(script)
    reader = visit(serve_archive(archive))
    reader.ask(WHY.question)
    reader.page.get_by_text("más más").wait_for()
    reader.page.reload()
    reader.wait(".pie")
    assert reader.page.locator("#conversacion .user-row").count() == 1
    assert "más más" not in reader.text("#conversacion")


@contextmanager
def restarted(archive: FakeArchive, visit: Visit, gate: threading.Event, folder: Path) -> Iterator[Visitor]:
    """A window on a server that was started anew since the question was asked, and opens its archive at the gate."""
    with serving(lambda progress: archive, folder) as url:
        before = visit(url)
        before.ask(WHY.question)
        before.wait(".pie")
        before.wait("#preguntar")
        opened, cookies = place(before), before.page.context.storage_state()  # the reader's name is a cookie

    def slow(progress: Callable[[str], None]) -> FakeArchive:
        gate.wait(PATIENCE)
        return archive

    with serving(slow, folder) as url:
        reader = visit(url, storage_state=cookies)  # another port is another origin: the same window cannot be there
        reader.page.evaluate("place => sessionStorage.setItem('conversacion', place)", opened)
        reader.page.reload()
        reader.page.get_by_text("La respuesta volverá con sus fuentes").wait_for()
        assert "OpenAI busca" not in reader.text("#conversacion")
        yield reader


@pytest.mark.slow
def test_a_restart_of_the_server_keeps_the_conversation(visit: Visit, gate: threading.Event, tmp_path: Path) -> None:
    """The answers wait until the archive can prove them again; nothing need be asked for that."""
    with restarted(FakeArchive(why), visit, gate, tmp_path) as reader:
        gate.set()
        reader.wait("#fuentes mark")
        assert press_first_mark(reader) == WHY.citations[0].quote


@pytest.mark.slow
def test_a_question_asked_while_the_archive_opens_leans_on_the_conversation(
    visit: Visit, gate: threading.Event, tmp_path: Path
) -> None:
    """What came before is told, and shown with its sources as soon as they are there."""
    archive = FakeArchive(why)
    with restarted(archive, visit, gate, tmp_path) as reader:
        reader.ask("¿y Amazon?")
        reader.page.get_by_text("Tu pregunta espera a que se abra el archivo.").wait_for()
        gate.set()
        reader.page.wait_for_function("document.querySelectorAll('.pie').length == 2")
        assert archive.asked[1] == ("¿y Amazon?", (Turn(WHY.question, WHY.text),))
        reader.wait("#fuentes-2 mark")
        assert press_first_mark(reader) == WHY.citations[0].quote


@pytest.mark.slow
@pytest.mark.parametrize(
    ("standing", "note"),
    [(Standing.CHANGED, "Este artículo ha cambiado desde entonces"), (Standing.GONE, "ya no está en el archivo")],
)
@pytest.mark.parametrize("reload", [False, True])
def test_an_article_that_is_no_longer_as_it_was_says_so(
    standing: Standing, note: str, reload: bool, serve_archive: ServeArchive, visit: Visit
) -> None:
    """In the open conversation at the press of a mark, and after a reload: the old words, and the note."""
    archive = FakeArchive(why)
    reader = asked_why(archive, serve_archive, visit)
    assert press_first_mark(reader) == WHY.citations[0].quote
    assert reader.page.locator(".desde-entonces").count() == 0
    archive.articles[DEAL.id] = Version(DEAL, standing)
    if reload:
        reader.page.reload()
        reader.wait("#fuentes mark")
    assert press_first_mark(reader) == WHY.citations[0].quote
    reader.wait("#fuentes .articulo .desde-entonces")
    assert note in reader.text("#fuentes .articulo .desde-entonces")
    assert press_first_mark(reader) == WHY.citations[0].quote
    archive.articles[DEAL.id] = Version(DEAL, Standing.CURRENT)
    press_first_mark(reader)
    reader.page.wait_for_function("!document.querySelector('.desde-entonces')")


@pytest.mark.slow
def test_a_browser_can_forge_no_conversation(visit: Visit, tmp_path: Path) -> None:
    """What earlier versions kept in it is dropped; an id of nobody, or of another reader, shows nothing."""
    with closing(ReadersDatabase(tmp_path)) as readers:
        theirs, _ = Conversations(readers).begin("ana", "", (), "secreto de Ana")
    with serving(lambda progress: FakeArchive(why), tmp_path) as url:
        reader = visit(url)
        record = json.dumps([{"question": "¿?", "text": "Una frase falsa."}])
        reader.page.evaluate("record => localStorage.setItem('hemeroteca', record)", record)
        for forged in (theirs, "x" * 5_000, record):
            reader.page.evaluate("place => sessionStorage.setItem('conversacion', place)", forged)
            reader.page.reload()
            reader.wait(".estado.listo")
            assert reader.page.locator(".bot-row").count() == 0
        assert reader.page.evaluate("localStorage.length") == 0
        assert "secreto" not in str(reader.page.locator("body").text_content())
        reader.ask(WHY.question)
        reader.wait(".pie")
    with closing(ReadersDatabase(tmp_path)) as readers:
        assert [e.question for e in Conversations(readers).read("ana", theirs)] == ["secreto de Ana"]


def test_streaming_sends_what_is_new(serve_archive: ServeArchive, visit: Visit) -> None:
    """A hundred tokens of a long answer do not send the whole answer a hundred times."""
    sentence = "palabra " * 600

    def script(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        whole = answer(question, [(sentence.strip(), (Support.UNSUPPORTED, ""))])
        yield Retrieved(question, whole.passages)
        for start in range(0, len(sentence) - 1, 48):
            yield Token(whole.text[start : start + 48])
        yield ClaimVerified(whole.claims[0])
        yield Finished(whole)

    reader = visit(serve_archive(FakeArchive(script)))
    session = reader.page.context.new_cdp_session(reader.page)
    session.send("Network.enable")
    received: list[int] = []
    session.on("Network.dataReceived", lambda data: received.append(data["dataLength"]))
    reader.ask("¿?")
    reader.wait(".pie")
    assert 0 < sum(received) < 30 * len(sentence)


@pytest.mark.slow
def test_a_filter_is_taken_off_by_its_button(serve_archive: ServeArchive, visit: Visit) -> None:
    """By the keyboard too; the question is asked again without it, and the filters that are left stay."""
    said = [{"text": "según La Gaceta", "start": 15, "end": 30, "source": "La Gaceta"}]
    limits = {
        "applied": {"since": "2025-10-01", "source": "La Gaceta"}, "read": said, "of": "¿Cuánto costó, según La Gaceta?"
    }  # fmt: skip

    def limited(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        yield from events(replace(WHY, question=question, standalone=question, filters=limits))

    archive = FakeArchive(limited)
    reader = visit(serve_archive(archive))
    reader.ask("¿Cuánto costó, según La Gaceta?")
    reader.wait(".pie")
    button = reader.page.get_by_role("button", name="Quitar el filtro «medio: La Gaceta» y preguntar otra vez")
    button.focus()
    reader.page.keyboard.press("Space")
    reader.page.wait_for_function("document.querySelectorAll('.pie').length === 2")
    assert archive.asked[-1] == ("¿Cuánto costó?", ())
    assert archive.limited == [None, Filters(since=date(2025, 10, 1))]


class Growing(FakeArchive):
    """An archive whose indexing goes on behind the page.

    Attributes:
        growth: How far it is; none once it has ended.
        fault: Why it broke off.
    """

    growth: Growth | None = Growth(120, 330, 115)
    fault = ""

    def status(self) -> LibraryStatus:
        """One article so far."""
        return replace(super().status(), growth=self.growth, fault=self.fault)


def ticks(reader: Visitor) -> int:
    """How often the page has sent an event."""
    return sum("/queue/join" in url for url in reader.requests)


@pytest.mark.slow
def test_an_archive_that_grows_says_how_far_it_is_and_answers_meanwhile(
    serve_archive: ServeArchive, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In every window and its language; once it has ended the line goes, and the page asks no more."""
    monkeypatch.setattr(reading, "TICK_SECONDS", 0.3)
    archive = Growing(why)
    url = serve_archive(archive)
    spanish, english = visit(url), visit(url, locale="en-GB")
    spanish.page.get_by_text("Indexando: 120 de 330 archivos, quedan unos 2 min").wait_for()
    english.page.get_by_text("Indexing: 120 of 330 files, about 2 min left").wait_for()
    spanish.ask(WHY.question)
    spanish.wait(".pie")
    assert [question for question, _ in archive.asked] == [WHY.question]
    archive.growth = Growth(200, 330, 50)
    spanish.page.get_by_text("Indexando: 200 de 330 archivos, queda un minuto o menos").wait_for()
    english.page.get_by_text("Indexing: 200 of 330 files, a minute or less left").wait_for()
    archive.growth = None
    for reader in (spanish, english):
        reader.page.wait_for_function("!/Index/.test(document.querySelector('#estado').textContent)")
        reader.page.wait_for_timeout(600)  # an event may have been on its way
        before = ticks(reader)
        reader.page.wait_for_timeout(1500)
        assert ticks(reader) == before > 2
    assert spanish.page.locator(".pie").count() == 1


@pytest.mark.slow
def test_why_the_archive_grows_no_more_is_said_while_the_page_is_open(
    serve_archive: ServeArchive, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody need load it anew for that, and what is in can be asked."""
    monkeypatch.setattr(reading, "TICK_SECONDS", 0.3)
    archive = Growing(why)
    reader = visit(serve_archive(archive), locale="en-GB")
    reader.page.get_by_text("Indexing: 120 of 330 files").wait_for()
    archive.fault, archive.growth = "no room is left.", None
    reader.page.get_by_text("✕ Indexing has broken off: no room is left").wait_for()
    reader.ask(WHY.question)
    reader.wait(".pie")
