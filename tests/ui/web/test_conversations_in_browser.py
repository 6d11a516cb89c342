"""The list of conversations as its reader meets it, in a headless Chromium."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.ui.web.conftest import COOKIE, READER, Visit, Visitor, serving
from tests.ui.web.fakes import WHY, FakeArchive, why
from ui.serving.conversation import EXCHANGES_KEPT
from ui.serving.conversations import Conversations
from ui.serving.database import ReadersDatabase

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOSTILE = "<img src=x onerror='window.pwned=1'> ${window.pwned=2} [a](javascript:1) \u202eotro"


def titles(reader: Visitor) -> list[str]:
    """The conversations in the list, without their days."""
    said = reader.page.locator("#lista-conversaciones .abrir").all_inner_texts()
    return [one.split("\n")[0].strip() for one in said]


def wait_for_titles(reader: Visitor, *expected: str) -> None:
    """Until the list is just this."""
    reader.page.wait_for_function(
        """expected => JSON.stringify([...document.querySelectorAll('#lista-conversaciones .abrir')]
            .map(one => one.firstChild.textContent.trim())) === JSON.stringify(expected)""",
        arg=list(expected),
    )


def ask(reader: Visitor, question: str, answers: int = 1) -> None:
    """Ask, and wait for the end of the answer."""
    reader.ask(question)
    reader.page.wait_for_function("n => document.querySelectorAll('.pie').length === n", arg=answers)
    reader.wait("#preguntar")


def test_conversations_are_listed_searched_opened_renamed_and_deleted(visit: Visit, tmp_path: Path) -> None:
    """With the keyboard where one would use it; deleting is asked back."""
    with serving(lambda progress: FakeArchive(why), tmp_path) as url:
        reader = visit(url, storage_state=COOKIE)
        page = reader.page
        ask(reader, "¿Qué elección hizo?")
        page.click("#nueva")
        page.wait_for_function("document.querySelectorAll('.pie').length === 0")
        ask(reader, HOSTILE)
        page.get_by_role("button", name="Tus conversaciones", expanded=False).press("Enter")
        page.get_by_role("button", name="Tus conversaciones", expanded=True).wait_for()
        page.wait_for_function("document.querySelectorAll('#lista-conversaciones .abrir').length === 2")
        assert titles(reader)[1] == "¿Qué elección hizo?"
        assert titles(reader)[0].startswith("<img src=x")
        assert page.locator("#lista-conversaciones img, #lista-conversaciones a").count() == 0

        page.fill("#buscar-conversacion input", "ELECCION")
        wait_for_titles(reader, "¿Qué elección hizo?")
        page.fill("#buscar-conversacion input", "nada de eso")
        page.get_by_text("Ninguna conversación tiene esas palabras.").wait_for()
        page.fill("#buscar-conversacion input", "")

        page.locator("#lista-conversaciones .abrir", has_text="elección").press("Enter")
        page.locator("#conversacion .user-row", has_text="elección").wait_for()
        page.locator("#lista-conversaciones [aria-current]", has_text="elección").wait_for()
        page.click("#conversacion a.cita >> nth=0")
        reader.wait("mark.elegida:focus")
        assert page.locator("mark.elegida").inner_text() == WHY.citations[0].quote

        page.get_by_role("button", name="Cambiar el título de «¿Qué elección hizo?»").click()
        page.wait_for_selector("#nuevo-titulo input:focus")
        page.keyboard.type("De nubes")
        page.keyboard.press("Enter")
        page.wait_for_selector("#titular", state="hidden")
        assert titles(reader)[1] == "De nubes"

        page.get_by_role("button", name="Borrar «<img").click()
        page.get_by_role("button", name="Cancelar").last.click()
        page.wait_for_selector("#borrar", state="hidden")
        assert len(titles(reader)) == 2
        page.get_by_role("button", name="Borrar «De nubes»").click()
        page.wait_for_selector("#borrar-si:focus")
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelectorAll('#lista-conversaciones li').length === 1")
        page.wait_for_function("document.querySelectorAll('.user-row').length === 0")  # it was open
        assert page.evaluate("window.pwned") is None
    with closing(ReadersDatabase(tmp_path)) as readers:
        assert len(Conversations(readers).listed(READER)) == 1


def test_two_windows_keep_what_each_asks(visit: Visit, tmp_path: Path) -> None:
    """On the same conversation, and on another: «new» in one leaves the other as it is."""
    with serving(lambda progress: FakeArchive(why), tmp_path) as url:
        one = visit(url, storage_state=COOKIE)
        ask(one, "primera")
        other = visit(url, storage_state=COOKIE)
        other.page.get_by_role("button", name="Tus conversaciones").click()
        other.page.click("#lista-conversaciones .abrir")
        other.page.wait_for_function("document.querySelectorAll('.pie').length === 1")
        ask(other, "segunda, en la otra", answers=2)
        ask(one, "tercera", answers=3)
        asked = [said.strip() for said in one.page.locator(".user-row").all_inner_texts()]
        assert asked == ["primera", "segunda, en la otra", "tercera"]
        other.page.click("#nueva")
        other.page.wait_for_function("document.querySelectorAll('.pie').length === 0")
        one.page.reload()
        one.page.wait_for_function("document.querySelectorAll('.pie').length === 3")


def test_a_long_conversation_shows_what_came_before_when_asked(visit: Visit, tmp_path: Path) -> None:
    """The last exchanges first; a button brings the others, and none is lost."""
    with closing(ReadersDatabase(tmp_path)) as readers:
        kept, place = Conversations(readers), ""
        for n in range(EXCHANGES_KEPT + 2):
            place, _ = kept.begin(READER, place, (), f"pregunta {n}")
    with serving(lambda progress: FakeArchive(why), tmp_path) as url:
        reader = visit(url, storage_state=COOKIE)
        reader.page.get_by_role("button", name="Tus conversaciones").click()
        reader.page.click("#lista-conversaciones .abrir")
        reader.page.wait_for_function("n => document.querySelectorAll('.user-row').length === n", arg=EXCHANGES_KEPT)
        reader.page.get_by_role("button", name="Mostrar lo anterior de esta conversación").click()
        reader.page.get_by_text("pregunta 0", exact=True).first.wait_for()
        assert reader.page.locator(".user-row").count() == EXCHANGES_KEPT + 2
        reader.page.wait_for_selector("#anteriores", state="hidden")


@pytest.mark.parametrize("viewport", [{"width": 390, "height": 844}, {"width": 1280, "height": 860}])
def test_the_list_fits_the_page(visit: Visit, viewport: dict[str, int], tmp_path: Path) -> None:
    """Closed at first; open, nothing scrolls sideways, whatever a title is like."""
    with closing(ReadersDatabase(tmp_path)) as readers:
        Conversations(readers).begin(READER, "", (), "larguísimapalabra" * 20)
    with serving(lambda progress: FakeArchive(why), tmp_path) as url:
        reader = visit(url, storage_state=COOKIE, viewport=viewport, locale="en-GB")
        assert not reader.page.locator("#lista-conversaciones").is_visible()
        reader.page.get_by_role("button", name="Your conversations").click()
        reader.wait("#lista-conversaciones li")
        assert "today" in reader.text("#lista-conversaciones")
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
