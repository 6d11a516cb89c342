"""Questions on their way, as a reader meets them in a headless Chromium: sent, waiting, taken back, failed, cut off."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Route
from starlette.types import Message, Send

from rag.settings import Settings
from rag.types import Event, Retrieved, Token, Turn
from tests.patience import PATIENCE, comes_true
from tests.ui.web.conftest import QUESTION, ServeArchive, Visit, Visitor
from tests.ui.web.fakes import DEAL, FakeArchive, passage, why
from ui.serving.database import ReadersDatabase
from ui.serving.desk import Desk
from ui.serving.listening import Server, bind
from ui.serving.opening import Opening
from ui.web.fast_path import HEARD_SECONDS
from ui.web.frugal import FrugalBlocks
from ui.web.server import build_app
from ui.web.session_messages import LINGER_SECONDS, Messages, tell

pytestmark = pytest.mark.browser


def held(gate: threading.Event) -> FakeArchive:
    """An archive that begins to answer, and goes on at the gate."""

    def script(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        yield Retrieved(question, (passage(DEAL),))
        while not gate.wait(0.05):
            yield Token("más ")
        yield from why(question, history)

    return FakeArchive(script)


def send(reader: Visitor, question: str) -> None:
    """Type a question and press Enter, once."""
    reader.page.fill(QUESTION, question)
    reader.page.press(QUESTION, "Enter")


def waiting(reader: Visitor) -> list[str]:
    """The questions that wait."""
    return reader.page.locator("#enviadas li span").all_inner_texts()


def answered(reader: Visitor, number: int) -> None:
    """Wait until so many answers stand on the page."""
    reader.page.wait_for_function(f"document.querySelectorAll('.pie').length === {number}", timeout=20_000)


@pytest.mark.parametrize(("late", "asked_after"), [(HEARD_SECONDS / 2, (0, 1)), (6 * HEARD_SECONDS, (1, 2, 3, 4, 5))])
def test_a_question_is_answered_though_the_end_of_the_stream_before_comes_late(
    late: float,
    asked_after: Collection[int],
    serve_archive: ServeArchive,
    visit: Visit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Gradio's client hears that it has been taken, takes that stream for open, and then hears that it is not.

    The page asks after a question where that is later still, or where the machine is slow.
    """

    async def on_a_slow_line(*given: Any, send: Send) -> bool:
        async def sending(message: Message) -> None:
            if b"close_stream" in message.get("body", b""):
                await asyncio.sleep(late)
            await send(message)

        return await tell(*given, send=sending)

    inquiries: list[str] = []
    monkeypatch.setattr("ui.web.fast_path.tell", on_a_slow_line)
    archive = FakeArchive(why)
    reader = visit(serve_archive(archive))
    reader.page.on("request", lambda r: inquiries.append(r.url) if '"data":[null,""' in (r.post_data or "") else None)
    asked = [f"¿{number}?" for number in range(1, 6)]
    for number, question in enumerate(asked, 1):
        reader.page.wait_for_timeout(1000 * LINGER_SECONDS)
        send(reader, question)
        answered(reader, number)
    assert [question for question, _ in archive.asked] == asked
    assert len(inquiries) in asked_after


def test_questions_that_are_sent_meanwhile_wait_in_view_and_can_be_taken_back(
    serve_archive: ServeArchive, visit: Visit, gate: threading.Event
) -> None:
    """Nothing that is typed or sent is lost, and an answer that is stopped has no thumb."""
    archive = held(gate)
    reader = visit(serve_archive(archive))
    for question in ("¿uno?", "¿dos?", "¿tres?", "¿cuatro?"):
        send(reader, question)
    reader.page.fill(QUESTION, "sin acabar")
    reader.page.wait_for_function("document.querySelectorAll('#enviadas li').length === 3")
    assert waiting(reader) == ["¿dos?", "¿tres?", "¿cuatro?"]
    reader.page.get_by_role("button", name="Retirar la pregunta «¿tres?»").click()
    reader.page.wait_for_function("document.querySelectorAll('#enviadas li').length === 2")
    assert reader.page.input_value(QUESTION) == "sin acabar"
    reader.page.fill(QUESTION, "")
    reader.page.get_by_role("button", name="Retirar la pregunta «¿cuatro?»").click()
    reader.page.wait_for_function("document.querySelector('#pregunta textarea').value === '¿cuatro?'")
    reader.page.click("#detener")
    reader.wait(".veredicto.detenido")
    assert not reader.page.get_by_role("button", name="No me gusta").first.is_visible()
    gate.set()
    answered(reader, 1)
    assert [question for question, _ in archive.asked] == ["¿uno?", "¿dos?"]
    reader.wait("#corregir")


@pytest.mark.slow
def test_a_fault_gives_the_question_and_the_controls_back(serve_archive: ServeArchive, visit: Visit) -> None:
    """One line in the reader's language; the same question takes the place of the one that failed."""
    faults = [ZeroDivisionError("oh")]

    def script(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        yield Retrieved(question, (passage(DEAL),))
        if faults:
            raise faults.pop()
        yield from why(question, history)

    reader = visit(serve_archive(FakeArchive(script)), locale="en-GB")
    send(reader, "why?")
    reader.wait(".veredicto.fallo")
    reader.page.wait_for_function("document.querySelector('#pregunta textarea').value === 'why?'")
    assert "Something in the program has failed" in reader.answer
    assert "ZeroDivisionError" not in reader.answer
    reader.page.wait_for_selector("#detener", state="hidden")
    assert reader.page.locator("#nueva").is_enabled()
    reader.page.press(QUESTION, "Enter")
    answered(reader, 1)
    assert reader.page.locator(".bot-row").count() == 1


@pytest.mark.slow
def test_the_last_question_is_asked_again_or_edited_in_its_place(
    serve_archive: ServeArchive, visit: Visit, gate: threading.Event
) -> None:
    """What was typed is not written over, and the conversation keeps one question."""

    def again_held(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        if len(archive.asked) == 2:
            gate.wait(PATIENCE)
        yield from why(question, history)

    archive = FakeArchive(again_held)
    reader = visit(serve_archive(archive))
    send(reader, "¿uno?")
    reader.wait("#repetir")
    reader.page.click("#repetir")
    reader.wait("#detener")
    gate.set()
    reader.page.wait_for_selector("#detener", state="hidden")
    reader.wait("#corregir")
    answered(reader, 1)
    reader.page.fill(QUESTION, "a medias")
    reader.page.click("#corregir")
    reader.wait("#aviso [role=alert]")
    assert reader.page.input_value(QUESTION) == "a medias"
    reader.page.fill(QUESTION, "")
    reader.page.click("#corregir")
    reader.page.wait_for_function("document.querySelector('#pregunta textarea').value === '¿uno?'")
    send(reader, "¿uno y medio?")
    reader.page.locator(".user-row", has_text="¿uno y medio?").wait_for()
    assert comes_true(lambda: len(archive.asked) > 2)
    answered(reader, 1)
    reader.wait("#corregir")
    assert [question for question, _ in archive.asked] == ["¿uno?", "¿uno?", "¿uno y medio?"]
    assert reader.page.locator(".user-row").all_inner_texts() == ["¿uno y medio?"]


@pytest.mark.slow
def test_a_window_that_was_taken_for_closed_comes_back_and_is_answered(
    serve_archive: ServeArchive, visit: Visit, gate: threading.Event, built: list[FrugalBlocks]
) -> None:
    """By itself, and what stood there of an answer does not pass for the whole of it."""
    archive = held(gate)
    reader = visit(serve_archive(archive))
    send(reader, "¿uno?")
    reader.page.get_by_text("más más").wait_for()
    sessions = built[0].messages.pending_messages_per_session
    assert isinstance(sessions, Messages)
    sessions.forget(next(reversed(sessions)))
    assert comes_true(lambda: archive.broken_off and archive.ended.is_set())
    gate.set()
    answered(reader, 1)
    assert [question for question, _ in archive.asked] == ["¿uno?", "¿uno?"]
    assert reader.page.locator(".user-row").count() == 1
    reader.faults.clear()  # the browser tells of what was cut off


def test_a_window_that_is_forgotten_while_it_waits_for_nothing_goes_on(
    serve_archive: ServeArchive, visit: Visit, built: list[FrugalBlocks], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an answer, while its stream is still open."""
    monkeypatch.setattr("ui.web.session_messages.LINGER_SECONDS", PATIENCE)
    reader = visit(serve_archive(FakeArchive(why)))
    queue = built[0].messages
    sessions = queue.pending_messages_per_session
    assert isinstance(sessions, Messages)
    for number in (1, 2, 3):
        send(reader, f"¿{number}?")
        answered(reader, number)
        reader.page.wait_for_timeout(500)  # what follows an answer is begun by the browser
        assert comes_true(lambda: not any(queue.pending_event_ids_session.values()))
        sessions.forget(next(reversed(sessions)))
    reader.faults[:] = [one for one in reader.faults if "taken for closed" not in one]


@contextmanager
def serving_at(port: int, archive: FakeArchive, data: Path) -> Iterator[int]:
    """A server on a port, 0 for any; ends with the block."""
    opening = Opening(lambda progress: archive)
    desk, ready = Desk(opening), threading.Event()
    with bind("127.0.0.1", port) as listening, closing(ReadersDatabase(data)) as readers:
        app = build_app(opening, desk, Settings(data_dir=data), readers)
        server = Server(app, listening, lambda url: ready.set())
        thread = threading.Thread(target=server.run)
        thread.start()
        assert ready.wait(PATIENCE)
        opening.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
            desk.close()
            opening.close()


@pytest.mark.slow
def test_a_page_comes_back_by_itself_and_asks_what_was_sent(
    visit: Visit, gate: threading.Event, tmp_path: Path
) -> None:
    """The server goes in the middle of an answer: it is said in the page's language, and nothing is lost."""
    with serving_at(0, held(gate), tmp_path) as port:
        reader = visit(f"http://127.0.0.1:{port}/")
        send(reader, "¿uno?")
        reader.page.get_by_text("más más").wait_for()
        send(reader, "¿dos?")
        reader.wait("#enviadas li")
    reader.page.get_by_text("Se ha perdido la conexión con el servidor").wait_for(timeout=20_000)
    assert not reader.page.get_by_text("Connection to the server was lost").is_visible()
    send(reader, "¿tres?")
    assert reader.page.input_value(QUESTION) == ""
    reader.page.fill(QUESTION, "sin acabar")
    archive = FakeArchive(why)
    with serving_at(port, archive, tmp_path):
        reader.page.wait_for_selector("html:not(.sin-linea)", timeout=20_000)
        answered(reader, 3)
        asked = [question for question, _ in archive.asked]
        assert asked == ["¿uno?", "¿dos?", "¿tres?"]
        reader.page.wait_for_function("document.querySelector('#pregunta textarea').value === 'sin acabar'")
        assert reader.page.locator(".user-row").all_inner_texts() == asked
        reader.faults.clear()  # the browser tells of every request that found nobody
        reader.leave()


@pytest.mark.slow
def test_a_server_that_is_started_anew_while_nothing_is_asked_is_noticed(visit: Visit, tmp_path: Path) -> None:
    """The page is loaded anew, and what was being typed is still there."""
    with serving_at(0, FakeArchive(why), tmp_path) as port:
        reader = visit(f"http://127.0.0.1:{port}/", locale="en-GB")
        reader.page.fill(QUESTION, "half a question")
    reader.page.get_by_text("The connection to the server is lost").wait_for(timeout=20_000)
    with serving_at(port, FakeArchive(why), tmp_path):
        reader.page.wait_for_selector("html:not(.sin-linea)", timeout=20_000)
        reader.wait("p.estado")
        reader.page.wait_for_function("document.querySelector('#pregunta textarea').value === 'half a question'")
        reader.page.press(QUESTION, "Enter")
        answered(reader, 1)
        reader.faults.clear()
        reader.leave()


NOTES_WHAT_IS_SEEN = """() => {
    const told = [document.getElementById("sin-linea"), document.querySelector(".toast-wrap .error")];
    const seen = told.filter((one) => one?.checkVisibility()).map((one) => one.textContent);
    if (seen.length) sessionStorage.setItem("seen", seen.join());
    requestAnimationFrame(notes);
}"""


@pytest.mark.slow
def test_of_many_windows_of_one_browser_none_takes_the_line_for_lost(
    serve_archive: ServeArchive, visit: Visit, gate: threading.Event
) -> None:
    """A browser opens six lines to a server for all of them: while five are told an answer, the others are read."""
    reader = visit(serve_archive(held(gate)))
    pages = [reader.page, *(reader.page.context.new_page() for _ in range(7))]
    for page in pages[1:]:
        page.goto(reader.url)
    for page in pages:
        page.wait_for_selector("p.estado")
        page.evaluate(f"window.notes = {NOTES_WHAT_IS_SEEN}; notes()")
    for page in pages[:5]:
        page.bring_to_front()
        page.fill(QUESTION, "¿por qué?")
        page.press(QUESTION, "Enter")
        page.wait_for_selector("#conversacion .bot-row")
    pages[-1].bring_to_front()
    pages[-1].wait_for_timeout(9_000)  # longer than it takes to be sure that the line is lost
    gate.set()
    for page in pages[:5]:
        page.wait_for_selector(".pie")
    assert [page.evaluate("sessionStorage.getItem('seen')") for page in pages] == [None] * len(pages)


def test_a_page_that_is_left_does_not_say_that_the_line_is_lost(
    serve_archive: ServeArchive, visit: Visit, gate: threading.Event
) -> None:
    """It is in view until the next page is there."""

    def late(route: Route) -> None:
        time.sleep(1)
        route.continue_()

    reader = visit(serve_archive(held(gate)))
    send(reader, "¿uno?")
    reader.page.get_by_text("más más").wait_for()
    reader.page.evaluate(f"window.notes = {NOTES_WHAT_IS_SEEN}; notes()")
    reader.page.route(reader.url, late)
    reader.page.reload()
    reader.wait("p.estado")
    assert reader.page.evaluate("sessionStorage.getItem('seen')") is None
    gate.set()
