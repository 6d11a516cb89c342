"""The page walked through from end to end without a mouse, in a headless Chromium."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rag.types import Event, Retrieved, Standing, Token, Turn, Version
from tests.ui.web.conftest import QUESTION, ServeArchive, Visit, Visitor, serving
from tests.ui.web.fakes import DEAL, WHY, FakeArchive, passage, why

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OTHER = replace(DEAL, id="otro-1", title="Vuelven los lobos", source="lobos.txt")

STOP = """() => {
    const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
    const seen = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight;
    const line = style.outlineStyle;
    const outlined = line === "auto" || (line !== "none" && parseFloat(style.outlineWidth) >= 2);
    return { body: at === document.body, seen, outlined, what: at.outerHTML.slice(0, 200) };
}"""
"""What has the focus: whether it is in view, and whether it can be told from what has not."""


def stop(reader: Visitor) -> dict[str, Any]:
    """Where the focus is, which is somewhere, in view and outlined."""
    at: dict[str, Any] = reader.page.evaluate(STOP)
    assert (at["body"], at["seen"], at["outlined"]) == (False, True, True), at["what"]
    return at


def go(reader: Visitor, selector: str, key: str = "Tab") -> None:
    """Press a key until something has the focus; at every stop on the way it can be seen."""
    passed = []
    for _ in range(100):
        if reader.page.locator(f"{selector}:focus").count():
            return
        reader.page.keyboard.press(key)
        passed.append(stop(reader)["what"])
    raise AssertionError(f"{selector} is not reached: {passed}")


def press(reader: Visitor, key: str, then: str) -> None:
    """Press a key, and wait until something has the focus by that."""
    reader.page.keyboard.press(key)
    reader.page.wait_for_selector(f"{then}:focus", timeout=15_000)
    stop(reader)


def settled(reader: Visitor) -> None:
    """Wait until what was pressed has been done and drawn, and see that the focus is somewhere."""
    reader.page.wait_for_timeout(400)
    stop(reader)


def asked(reader: Visitor, question: str, answers: int = 1) -> None:
    """Ask in the box, in which one is, and wait for the end of the answer."""
    reader.page.keyboard.type(question)
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_function("n => document.querySelectorAll('.pie').length === n", arg=answers)
    reader.page.wait_for_selector("#detener", state="hidden")
    stop(reader)


def test_the_keyboard_alone_suffices(visit: Visit, tmp_path: Path) -> None:
    """Ask, read, keep, curate, switch: at each stop one sees where one is, and none leads to nowhere."""
    archive = FakeArchive(why)
    archive.articles[OTHER.id] = Version(OTHER, Standing.CURRENT)
    with serving(lambda progress: archive, tmp_path) as url:
        reader = visit(url, color_scheme="light")
        page = reader.page
        reader.wait("#pregunta textarea:focus")  # one can type at once
        asked(reader, WHY.question)

        # A citation, its source, the next one, back.
        go(reader, "#conversacion a.cita[href$='#cita-1-3']", "Shift+Tab")
        go(reader, "#conversacion a.cita[href$='#cita-1-1']", "Shift+Tab")
        press(reader, "Enter", "#fuentes mark.elegida")
        press(reader, "ArrowRight", "mark.elegida[data-cita~='cita-1-2']")
        press(reader, "Escape", "#conversacion a.cita[href$='#cita-1-2']")

        # The whole article, in which no key does what it does in the sources, and back.
        press(reader, "Enter", "#fuentes mark.elegida")
        go(reader, "#fuentes .articulo a.entero", "Shift+Tab")
        press(reader, "Enter", "#articulo mark")
        page.keyboard.press("ArrowRight")
        press(reader, "Escape", "#fuentes .articulo a.entero")
        assert page.url == url

        # Another title, and a conversation less.
        go(reader, "#conversaciones > button", "Shift+Tab")
        page.keyboard.press("Enter")
        reader.wait("#lista-conversaciones [data-event=edit]")  # it is made once it is opened
        go(reader, "#lista-conversaciones [data-event=edit]")
        press(reader, "Enter", "#nuevo-titulo input")
        page.keyboard.type("De nubes")
        page.keyboard.press("Enter")
        page.wait_for_selector("#titular", state="hidden")
        page.get_by_role("button", name="Cambiar el título de «De nubes»").wait_for()
        settled(reader)
        go(reader, "#lista-conversaciones [data-event=delete]")
        press(reader, "Enter", "#borrar-si")
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelectorAll('#lista-conversaciones li, .user-row').length === 0")
        settled(reader)

        # The archive: an article is found, read in the reading room, marked, and removed.
        go(reader, "#vista-fondo-button", "Shift+Tab")
        page.keyboard.press("Enter")
        reader.wait("#fondo-lista li")
        go(reader, "#fondo-palabras textarea")
        page.keyboard.type("lobos")
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelectorAll('#fondo-lista li').length === 1")
        settled(reader)
        go(reader, "#fondo-lista a")
        press(reader, "Enter", "#articulo h3")
        press(reader, "Escape", "#fondo-lista a")
        go(reader, "#fondo-lista input", "Shift+Tab")
        page.keyboard.press("Space")
        go(reader, "#fondo-quitar")
        page.keyboard.press("Enter")
        reader.wait("#fondo-confirmar [role=alert]")
        go(reader, "#fondo-si")
        page.keyboard.press("Enter")
        reader.wait("#fondo-tareas li.hecho")
        page.wait_for_function("document.querySelectorAll('#fondo-lista li').length === 0")
        settled(reader)
        assert set(archive.articles) == {DEAL.id}

        # The other language, the other light.
        go(reader, "[data-idioma=en]", "Shift+Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.get_by_role("button", name="Ask", exact=True).wait_for()
        reader.wait(".elegir")
        go(reader, "[data-tema]", "Shift+Tab")
        page.keyboard.press("End")
        reader.wait("body.dark")
        settled(reader)


def test_what_hides_once_it_is_pressed_leaves_the_reader_where_they_were(
    serve_archive: ServeArchive, visit: Visit, gate: threading.Event
) -> None:
    """«Stop», «ask again», the button to a next page on the last one: the focus goes to something that is there."""

    def slow(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        yield Retrieved(question, (passage(DEAL),))
        while not gate.wait(0.05):
            yield Token("más ")
        yield from why(question, history)

    archive = FakeArchive(slow)
    for n in range(30):
        one = replace(DEAL, id=f"n-{n}", title=f"Nota {n:02}", source=f"{n}.txt")
        archive.articles[one.id] = Version(one, Standing.CURRENT)
    reader = visit(serve_archive(archive))
    page = reader.page
    page.keyboard.type(WHY.question)
    page.keyboard.press("Enter")
    for button in ("#detener", "#repetir", "#detener"):
        page.wait_for_selector(button)
        go(reader, button)
        press(reader, "Enter", QUESTION)
    go(reader, "#vista-fondo-button", "Shift+Tab")
    page.keyboard.press("Enter")
    reader.wait("#fondo-lista li")
    go(reader, "#fondo-siguiente")
    page.keyboard.press("Enter")
    page.wait_for_selector("#fondo-siguiente[disabled], #fondo-siguiente:disabled")
    settled(reader)
