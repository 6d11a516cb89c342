"""Sources read in the browser: quotations, steps, whole articles at their addresses, languages, themes, and for all."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rag.types import Mode
from tests.ui.web.conftest import ServeArchive, Visit, Visitor, serving
from tests.ui.web.fakes import DEAL, VERDICTS, WHY, FakeArchive, answer, events

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = WHY.citations[1]
LINK = f"#article={DEAL.id}&start={WORDS.start}&end={WORDS.end}"
IN_VIEW = """selector => { const at = document.querySelector(selector).getBoundingClientRect();
                           return at.top >= 0 && at.bottom <= innerHeight; }"""


def answered(reader: Visitor, question: str = WHY.question) -> Visitor:
    """The same window with a question answered."""
    reader.ask(question)
    reader.wait(".pie")
    reader.page.wait_for_selector("#fuentes mark", state="attached")
    reader.page.wait_for_selector("#detener", state="hidden")
    return reader


def of_verdicts(question: str, history: Any) -> Any:
    """An answer with every verdict, whatever is asked."""
    return events(VERDICTS)


def test_the_quotation_shows_at_its_number_and_goes_with_escape(serve_archive: ServeArchive, visit: Visit) -> None:
    """To the pointer and to the keyboard, with the article; a number is named by what it quotes."""
    reader = answered(visit(serve_archive(FakeArchive(lambda q, h: events(WHY)))))
    card, marks = reader.page.locator("#cita-vista"), reader.page.locator("#conversacion a.cita")
    marks.nth(1).hover()
    card.wait_for()
    assert WORDS.quote in card.inner_text()
    assert DEAL.title in card.inner_text()
    reader.page.keyboard.press("Escape")
    card.wait_for(state="hidden")
    reader.page.get_by_role("link", name=f"Fuente 1: «{WHY.citations[0].quote}»").focus()
    reader.page.keyboard.press("Shift+Tab")
    reader.page.keyboard.press("Tab")
    card.wait_for()
    assert WHY.citations[0].quote in card.inner_text()


def test_cited_words_are_stepped_through_with_the_keyboard(serve_archive: ServeArchive, visit: Visit) -> None:
    """By arrows and by buttons, round and round, each said in a live region."""
    reader = answered(visit(serve_archive(FakeArchive(lambda q, h: events(WHY)))))
    reader.page.focus("#conversacion a.cita")
    reader.page.keyboard.press("Enter")
    reader.wait("mark.elegida:focus")
    for key, number in (("ArrowRight", 2), ("ArrowRight", 3), ("ArrowRight", 1), ("ArrowLeft", 3)):
        reader.page.keyboard.press(key)
        reader.page.wait_for_function("q => document.querySelector('mark.elegida').textContent === q",
                                      arg=WHY.citations[number - 1].quote)  # fmt: skip
        assert reader.text(".pasos [role=status]") == f"Cita {number} de 3"
    reader.page.get_by_role("button", name="Siguiente").focus()
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_function("q => document.querySelector('mark.elegida').textContent === q",
                                  arg=WHY.citations[0].quote)  # fmt: skip


def test_an_address_opens_its_article_on_a_fresh_page_after_a_restart(visit: Visit) -> None:
    """Whole, with title, day and place, the very words lit and in view; then back to the sources."""
    archive = FakeArchive(lambda q, h: events(WHY))
    for _ in range(2):  # another server each time
        with serving(lambda progress: archive) as url:
            reader = visit(url + LINK)
            reader.wait("#articulo mark.elegida:focus")
            assert reader.text("#articulo mark.elegida") == WORDS.quote
            reader.page.wait_for_function(IN_VIEW, arg="#articulo mark.elegida")
            for said in (DEAL.title, "3 de noviembre de 2025", DEAL.source, DEAL.text.split("\n")[-1]):
                assert said in reader.text("#articulo")
            reader.page.keyboard.press("Escape")
            reader.wait("#fuentes")
            assert reader.page.url == url


def test_an_address_of_nothing_is_said_in_a_line(serve_archive: ServeArchive, visit: Visit) -> None:
    """An unknown article, and a span that the article has not."""
    url = serve_archive(FakeArchive(lambda q, h: events(WHY)))
    reader = visit(f"{url}#article=%3Cimg%20src=x%3E")
    reader.page.get_by_text("El enlace señala un artículo que no está en este archivo").wait_for()
    other = visit(f"{url}#article={DEAL.id}&start=9&end=99999", locale="en-GB")
    other.page.get_by_text("a passage that this article does not have").wait_for()
    assert DEAL.text.split("\n")[-1] in other.text("#articulo")


def test_the_whole_article_is_read_from_the_sources_and_its_link_copied(
    serve_archive: ServeArchive, visit: Visit
) -> None:
    """The link that is copied leads to the same words; «back» of the browser leads back."""
    url = serve_archive(FakeArchive(lambda q, h: events(WHY)))
    reader = answered(visit(url, permissions=["clipboard-read", "clipboard-write"]))
    reader.page.locator("#fuentes .articulo a.entero").click()
    reader.wait("#articulo mark.elegida")
    reader.page.get_by_role("button", name="Copiar enlace").click()
    reader.page.get_by_text("Enlace copiado.").wait_for()
    assert reader.page.evaluate("navigator.clipboard.readText()") == reader.page.url
    assert f"#article={DEAL.id}&start=" in reader.page.url
    reader.page.go_back()
    reader.wait("#fuentes .articulo")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_title_of_the_archive_is_read_in_the_reading_room_and_leads_back(
    width: int, serve_archive: ServeArchive, visit: Visit
) -> None:
    """By Escape, by the browser's «back» and by the button: to the very title, with nothing left over the page."""
    archive = FakeArchive(lambda q, h: events(WHY))
    reader = visit(serve_archive(archive), viewport={"width": width, "height": 844})
    page = reader.page
    page.get_by_role("tab", name="Archivo").click()
    for back in (
        lambda: page.keyboard.press("Escape"),
        page.go_back,
        page.get_by_role("button", name="Volver a las fuentes").click,
    ):
        page.get_by_role("link", name=DEAL.title).click()
        reader.wait("#articulo h3:focus")
        assert page.get_by_role("tab", name="Sala de lectura", selected=True).count() == 1
        assert page.url == f"{reader.url}#article={DEAL.id}"
        back()
        reader.wait("#fondo-lista a:focus")
        assert page.url == reader.url
        assert page.locator("[inert]").count() == 0


def test_language_and_theme_are_switched_and_kept(serve_archive: ServeArchive, visit: Visit) -> None:
    """All of the page follows, handlers and labels; what was typed stays; and so after a reload."""
    reader = visit(serve_archive(FakeArchive(lambda q, h: events(WHY), Mode.EXTRACTIVE)), color_scheme="light")
    reader.page.get_by_role("button", name="Preguntar", exact=True).wait_for()
    reader.page.fill("#pregunta textarea", "¿y esto?")
    reader.page.get_by_role("button", name="English").click()
    reader.page.get_by_role("button", name="Ask", exact=True).wait_for()
    reader.page.wait_for_function("document.querySelector('#pregunta textarea').value === '¿y esto?'")
    reader.page.get_by_text("extractive mode: sentences of the articles, no language model").wait_for()
    assert reader.page.evaluate("document.documentElement.lang") == "en"
    reader.page.get_by_label("Theme").select_option("dark")
    for again in (False, True):
        if again:
            reader.page.reload()
            reader.page.get_by_role("button", name="Ask", exact=True).wait_for()
        reader.wait("body.dark")
    assert reader.page.get_by_label("Theme").input_value() == "dark"
    reader.page.get_by_label("Theme").select_option("system")
    reader.page.wait_for_function("!document.body.classList.contains('dark')")
    reader.page.emulate_media(color_scheme="dark")
    reader.wait("body.dark")


@pytest.mark.parametrize("size", [(390, 844), (640, 430)], ids=["phone", "200 % zoom"])
def test_a_narrow_page_has_the_source_as_a_sheet(
    size: tuple[int, int], serve_archive: ServeArchive, visit: Visit
) -> None:
    """Nothing is cut off sideways, marks are large enough, and Escape and the button lead back."""
    width, height = size
    url = serve_archive(FakeArchive(of_verdicts))
    reader = answered(visit(url, viewport={"width": width, "height": height}))
    boxes = reader.page.locator("#conversacion a.cita").evaluate_all(
        "marks => marks.map(m => m.getBoundingClientRect()).map(r => Math.min(r.width, r.height))"
    )
    assert min(boxes) >= 24
    reader.page.locator("#conversacion a.cita").first.focus()
    reader.page.keyboard.press("Enter")
    reader.wait("#derecha.abierta mark.elegida:focus")
    reader.page.wait_for_function(IN_VIEW, arg="mark.elegida")
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
    reader.page.keyboard.press("Escape")
    reader.wait("#conversacion a.cita:focus")
    reader.page.get_by_role("button", name="Ver las fuentes").click()
    reader.page.get_by_role("button", name="Volver a la respuesta", exact=True).click()
    reader.page.locator("#fuentes").wait_for(state="hidden")


IN_SIGHT = """() => { const at = document.querySelector("#caja").getBoundingClientRect(),
                        below = document.querySelector("#derecha").getBoundingClientRect();
                 return at.top >= 0 && at.bottom <= below.top; }"""


def test_on_a_phone_the_question_is_in_sight_and_an_answer_read_from_its_beginning(
    serve_archive: ServeArchive, visit: Visit
) -> None:
    """On opening, below a long answer, and at twice the size of a small screen."""
    long = answer(WHY.question, [("Dos fines. " * 200, [WHY.citations[0].quote])])
    url = serve_archive(FakeArchive(lambda q, h: events(long)))
    for size in ({"width": 390, "height": 844}, {"width": 640, "height": 425}):
        reader = visit(url, viewport=size)
        reader.page.wait_for_function(IN_SIGHT)
        answered(reader)
        reader.page.wait_for_function(IN_SIGHT)
        reader.page.wait_for_function(
            "() => Math.abs(document.querySelector('.user-row').getBoundingClientRect().top) < 30"
        )


def test_an_english_page_is_english_but_for_the_words_of_articles(serve_archive: ServeArchive, visit: Visit) -> None:
    """Once it is switched: the reasons of verdicts, in the answer as it stands."""
    reader = answered(visit(serve_archive(FakeArchive(of_verdicts))))
    assert "la fuente no dice «financiera»" in reader.answer
    reader.page.get_by_role("button", name="English").click()
    reader.page.get_by_role("button", name="Ask", exact=True).wait_for()
    reader.wait(".pie")
    assert "the source does not say “financiera”" in reader.answer
    assert "the figure 83.000 is not in the source" in reader.answer
    assert "the name Lima is not in the source" in reader.answer


def test_the_page_can_be_installed(serve_archive: ServeArchive, visit: Visit) -> None:
    """Its own name and sign, from here alone; Chromium objects to nothing but its window, which keeps nothing."""
    reader = visit(serve_archive(FakeArchive(lambda q, h: events(WHY))))
    devtools = reader.page.context.new_cdp_session(reader.page)
    told = devtools.send("Page.getAppManifest")
    assert told["errors"] == []
    manifest = json.loads(told["data"])
    assert (manifest["name"], manifest["display"]) == ("Hemeroteca", "standalone")
    icons = [reader.page.request.get(f"{reader.url[:-1]}{icon['src']}") for icon in manifest["icons"]]
    assert [icon.headers["content-type"] for icon in icons] == ["image/svg+xml"]
    objections = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [one["errorId"] for one in objections] in ([], ["in-incognito"])
