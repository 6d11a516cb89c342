"""Taking a conversation along, in a browser; and the questions that the page suggests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from rag.types import Document, Event, Finished, Turn
from tests.ui.web.conftest import ServeArchive, Visit, Visitor
from tests.ui.web.fakes import DEAL, VERDICTS, FakeArchive, answer, events
from ui.web.taking import suggested

MUSEUM = Document(
    "m", "El museo reabre", "Lo dijo ayer Clara Montes Urrea, directora del museo, en <b>Osma</b>.", "museo.txt"
)
WHO = "¿Quién es Clara Montes Urrea?"


class Suggesting(FakeArchive):
    """A fake that also answers with sentences of its own, as the examples are made of."""

    def newest(self, most: int) -> Sequence[Document]:
        """The museum."""
        return [MUSEUM]

    def quote(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        """Its only sentence."""
        yield Finished(answer(question, [(MUSEUM.text, [MUSEUM.text])], document=MUSEUM))


def script(question: str, history: Sequence[Turn]) -> Iterator[Event]:
    """Every verdict at first; to who Clara Montes is, the museum."""
    if question == WHO:
        yield from events(answer(question, [("El museo es de Osma.", ["Lo dijo ayer"])], document=MUSEUM))
    else:
        yield from events(VERDICTS)


def test_a_suggested_question_is_nothing_but_text() -> None:
    """Names come from articles: no markup of theirs stands in the page."""
    shown = suggested("Preguntas", ["¿Quién es <img src=x onerror=alert(1)>?"])
    assert "<img" not in shown
    assert shown.count("<button") == 1
    assert suggested("Preguntas", []) == ""


def choose(reader: Visitor, what: str) -> None:
    """Press one of the actions."""
    reader.page.click(f"#llevar-{what}")


@pytest.mark.slow
def test_a_conversation_is_taken_along(serve_archive: ServeArchive, visit: Visit, tmp_path: Path) -> None:
    """Copied, saved in both forms, printed and copied by selecting: everywhere with its sources."""
    reader = visit(serve_archive(Suggesting(script)), permissions=["clipboard-read", "clipboard-write"])
    assert not reader.page.is_visible("#llevar")
    reader.ask(VERDICTS.question)
    reader.wait(".pie")
    reader.page.click("#conversacion a.copiar")
    reader.page.wait_for_function("document.getElementById('llevado').textContent !== ''")
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    assert "[1] Lo prueba: «Reducir la dependencia de un solo proveedor de nube» — OpenAI firma con AWS." in copied
    with reader.page.expect_download() as saved:
        choose(reader, "markdown")
    assert saved.value.suggested_filename == "conversacion.md"
    assert f"[^1-1]: Lo prueba: «{DEAL.text.split(chr(10))[2][2:]}»" in Path(saved.value.path()).read_text("utf-8")
    with reader.page.expect_download() as saved:
        choose(reader, "page")
    place = tmp_path / "conversacion.html"
    saved.value.save_as(place)
    choose(reader, "print")
    frame = reader.page.frame_locator("#impresion")
    frame.locator("h1").wait_for(state="attached")
    assert frame.locator(".remark").count() == 4
    assert frame.locator("body").evaluate("body => getComputedStyle(body).fontFamily").startswith("Georgia")
    select = """() => { const range = document.createRange();
        range.selectNodeContents(document.querySelector('#conversacion .bot-row'));
        getSelection().removeAllRanges(); getSelection().addRange(range); document.execCommand('copy'); }"""
    reader.page.evaluate(select)
    selected = reader.page.evaluate("navigator.clipboard.readText()")
    assert "de un solo proveedor de nube. [1]" in selected
    assert (
        "\n[1] «Reducir la dependencia de un solo proveedor de nube» — OpenAI firma con AWS. 3 de noviembre" in selected
    )
    printed = reader.page.context.new_page()
    printed.goto(place.as_uri())
    assert printed.locator(".notes p").count() == 2
    printed.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True)
    printed.close()


@pytest.mark.slow
def test_examples_come_from_the_archive_and_are_asked_by_pressing_them(
    serve_archive: ServeArchive, visit: Visit
) -> None:
    """They make way for the answer, and what was asked is not suggested behind it."""
    archive = Suggesting(script)
    reader = visit(serve_archive(archive))
    reader.wait("#sugerencias button")
    assert reader.text("#sugerencias-titulo") == "Preguntas que este archivo responde"
    reader.page.click(f"text={WHO}")
    reader.wait(".pie")
    assert archive.asked == [(WHO, ())]
    reader.page.wait_for_function("!document.querySelector('#sugerencias button')")
    reader.page.click("#nueva")
    reader.wait("#sugerencias button")


@pytest.mark.slow
def test_an_archive_that_suggests_nothing_shows_nothing(serve_archive: ServeArchive, visit: Visit) -> None:
    """No fixed question stands in for those of the archive."""
    reader = visit(serve_archive(FakeArchive(script)), locale="en-GB")
    reader.ask(VERDICTS.question)
    reader.wait(".pie")
    assert reader.page.locator("#sugerencias button").count() == 0
    assert reader.text("#conversacion a.copiar") == "Copy with its sources"
