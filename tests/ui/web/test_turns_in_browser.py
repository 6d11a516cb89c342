"""An earlier answer of a conversation as its reader meets it: its sources, what they said of it, and a copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from rag.types import Event, Turn
from tests.ui.web.conftest import COOKIE, Visit, Visitor, serving
from tests.ui.web.fakes import VERDICTS, WHY, FakeArchive, events

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FIRST, SECOND = "#conversacion .bot-row >> nth=0", "#conversacion .bot-row >> nth=1"


def script(question: str, history: Sequence[Turn]) -> Iterator[Event]:
    """First the one answer, then the other."""
    yield from events(replace(WHY if not history else VERDICTS, question=question, standalone=question))


def asked_twice(reader: Visitor) -> None:
    """Ask for both answers."""
    for n, question in enumerate(("primera", "segunda"), 1):
        reader.ask(question)
        reader.page.wait_for_function("n => document.querySelectorAll('.pie').length === n", arg=n)
        reader.page.wait_for_selector("#detener", state="hidden")


def lit(reader: Visitor, number: int, mark: int) -> str:
    """Press a mark of an answer; returns the words lit in its sources."""
    reader.page.click(f"#conversacion a.cita[href$='#cita-{number}-{mark}']")
    reader.wait(f"#fuentes-{number} mark.elegida[data-cita~='cita-{number}-{mark}']:focus")
    assert reader.page.locator("#fuentes section:visible").count() == 1
    return "".join(reader.page.locator("mark.elegida").all_inner_texts())


def pressed(reader: Visitor) -> list[bool]:
    """Of the thumbs down of each answer, whether it is pressed; its name is the same in either case."""
    rows = reader.page.locator("#conversacion .bot-row").all()
    thumbs = [row.get_by_role("button", name="No me gusta", exact=True) for row in rows]
    assert reader.page.locator("[title=Disliked], [aria-label=Disliked]").count() == 0
    return [thumb.get_attribute("aria-pressed") == "true" for thumb in thumbs]


def test_an_earlier_answer_keeps_its_sources_its_thumb_and_its_copy(visit: Visit, tmp_path: Path) -> None:
    """While it is on the page, after a reload, and in another window of the same reader."""
    with serving(lambda progress: FakeArchive(script), tmp_path) as url:
        reader = visit(url, storage_state=COOKIE, permissions=["clipboard-read", "clipboard-write"])
        page = reader.page
        asked_twice(reader)
        assert page.locator("#fuentes section").count() == 1  # that of the newest alone has been sent

        assert lit(reader, 1, 2) == WHY.citations[1].quote
        page.keyboard.press("ArrowRight")
        reader.wait("mark.elegida[data-cita~='cita-1-3']:focus")
        page.keyboard.press("Escape")
        reader.wait("#conversacion a.cita[href$='#cita-1-3']:focus")
        assert lit(reader, 2, 1) == VERDICTS.citations[0].quote

        page.locator(FIRST).locator("a.cita").nth(1).hover()
        assert "OpenAI firma con AWS · 3 de noviembre de 2025" in page.locator("#cita-vista").inner_text()
        page.keyboard.press("Escape")

        for place, own, unlike in (
            (FIRST, WHY.citations[1], "mercados"),
            (SECOND, VERDICTS.citations[1], "estabilidad"),
        ):
            page.evaluate("document.getElementById('llevado').textContent = ''")
            page.locator(place).get_by_role("button", name="Copiar esta respuesta con sus fuentes").click()
            page.wait_for_function("document.getElementById('llevado').textContent !== ''")
            copied = page.evaluate("navigator.clipboard.readText()")
            assert f"«{own.quote}» — OpenAI firma con AWS. 3 de noviembre de 2025" in copied
            assert unlike not in copied.partition("[1]")[2]

        page.locator(FIRST).get_by_role("button", name="No me gusta").click()
        page.get_by_text("anotado que la respuesta es mala").wait_for()
        lit(reader, 1, 2)
        page.get_by_role("button", name="Decir que la cita 2 no dice").click()
        page.get_by_text("anotado que la cita 2 no lo dice").wait_for()
        assert pressed(reader) == [True, False]

        reader.page.reload()
        other = visit(url, storage_state=COOKIE)
        other.page.get_by_role("button", name="Tus conversaciones").click()
        other.page.click("#lista-conversaciones .abrir")
        for window in (reader, other):
            window.page.wait_for_function("document.querySelectorAll('.pie').length === 2")
            assert pressed(window) == [True, False]
            assert lit(window, 1, 2) == WHY.citations[1].quote
            window.page.get_by_role("button", name="Decir que la cita 2 no dice", pressed=True).wait_for()

        reader.page.get_by_role("button", name="Decir que la cita 2 no dice", pressed=True).click()
        reader.page.get_by_text("Retirado.").wait_for()
        reader.page.get_by_role("button", name="Decir que la cita 2 no dice", pressed=False).wait_for()
        page.click("#nueva")
        page.wait_for_function("document.querySelectorAll('.pie').length === 0")
        reader.ask("otra")
        reader.wait(".pie")
        assert pressed(reader) == [False]  # nothing is left of another conversation
        assert page.locator("#fuentes section").count() == 1


def test_on_a_phone_the_sources_of_an_earlier_answer_come_as_a_sheet(visit: Visit, tmp_path: Path) -> None:
    """From a mark and from a link, and back step by step to where the reader was; nothing scrolls sideways."""
    with serving(lambda progress: FakeArchive(script), tmp_path) as url:
        reader = visit(url, storage_state=COOKIE, viewport={"width": 390, "height": 844})
        page = reader.page
        asked_twice(reader)
        mark, sheet = "#conversacion a.cita[href$='#cita-1-2']", page.locator("#derecha.abierta")
        page.locator(mark).focus()
        page.keyboard.press("Enter")
        reader.wait("#derecha.abierta #fuentes-1 mark.elegida[data-cita~='cita-1-2']:focus")
        assert page.locator("#fuentes section:visible").count() == 1
        assert "".join(page.locator("mark.elegida").all_inner_texts()) == WHY.citations[1].quote
        page.locator("#fuentes-1 .articulo a.entero").focus()
        page.keyboard.press("Enter")
        reader.wait("#articulo mark.elegida:focus")
        link = page.url
        assert link.startswith(f"{url}#article=")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.keyboard.press("Escape")
        reader.wait("#fuentes-1 .articulo a.entero:focus")  # the sources of that answer, still in the sheet
        assert page.url == url
        page.keyboard.press("Escape")
        sheet.wait_for(state="hidden")
        reader.wait(f"{mark}:focus")

        # The same by its link, into the open window and into one that is loaded with it.
        for again in (False, True):
            page.evaluate("link => { location.href = link }", link)
            if again:
                reader.page.reload()
                page.wait_for_function("document.querySelectorAll('.pie').length === 2")
            reader.wait("#derecha.abierta #articulo mark.elegida:focus")
            assert reader.text("#articulo mark.elegida") == WHY.citations[0].quote
            page.get_by_role("button", name="Volver a las fuentes").click()
            page.get_by_role("button", name="Volver a la respuesta", exact=True).click()
            sheet.wait_for(state="hidden")
            assert page.evaluate("document.querySelectorAll('[inert]').length") == 0
        page.click(mark)
        reader.wait("#derecha.abierta #fuentes-1 mark.elegida[data-cita~='cita-1-2']:focus")


def test_questions_in_a_row_are_all_there_with_their_answers(visit: Visit, tmp_path: Path) -> None:
    """Of each what was said last, though the next begins at once; and after a reload, in any characters."""

    def echo(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        yield from events(replace(WHY, question=question, standalone=f"{question} 🗞️ 𝒂"), piece=3)

    with serving(lambda progress: FakeArchive(echo), tmp_path) as url:
        reader = visit(url, storage_state=COOKIE)
        for n in range(4):
            reader.page.fill("#pregunta textarea", f"pregunta {n}")
            reader.page.press("#pregunta textarea", "Enter")
            reader.page.wait_for_function("document.querySelector('#pregunta textarea').value === ''")
        reader.page.wait_for_function("document.querySelectorAll('.pie').length === 4")
        before = reader.page.locator("#conversacion .message-content").all_inner_texts()
        questions, answers = before[::2], before[1::2]
        assert sorted(questions) == [f"pregunta {n}" for n in range(4)]
        assert all(said.startswith(f"Se buscó: {one} 🗞️ 𝒂") for one, said in zip(questions, answers, strict=True))
        reader.page.reload()
        reader.page.wait_for_function("document.querySelectorAll('.pie').length === 4")
        assert reader.page.locator("#conversacion .message-content").all_inner_texts() == before
