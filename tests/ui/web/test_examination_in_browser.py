"""The report of an examination as a reader meets it, in the browser that the page of the chat is tried in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from eval.examination.show import HTML, write_reports
from tests.eval.examined import BASELINE, CORPUS, REPORT, hostile

pytestmark = pytest.mark.browser

Open = Callable[[Path], Page]


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Open]:
    """Opens a report from its file; at the end it has asked nothing of a network, and run nothing but its script."""
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    requests: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))

    def goto(folder: Path) -> Page:
        page.goto((folder / HTML).as_uri())
        return page

    yield goto
    context.close()
    assert [url for url in requests if not url.startswith("file:")] == []
    assert faults == []


def shown(page: Page) -> list[str]:
    """The questions that the filters leave."""
    return page.locator(".caso:visible .pregunta").all_text_contents()


def test_cases_are_filtered_and_opened_with_the_keyboard(opened: Open, tmp_path: Path) -> None:
    """By what they are, by what changed and by words without their accents; the number shown is said."""
    write_reports(REPORT, tmp_path, CORPUS, BASELINE)
    page = opened(tmp_path)
    assert len(shown(page)) == 5
    page.select_option("[data-filter=verdict]", "pass")
    assert shown(page) == ["¿Cuánto vale la compra de Brandal?", "¿Cómo se hace la tortilla?"]
    page.fill("#buscar", "CUANTO brandal")
    assert shown(page) == ["¿Cuánto vale la compra de Brandal?"]
    assert page.inner_text("#cuantos") == "1 de 5 casos"
    page.fill("#buscar", "")
    page.select_option("[data-filter=verdict]", "")
    page.focus("#solo-cambios")
    page.keyboard.press("Space")
    assert shown(page) == ["Who signed the deal, and where?"]
    page.focus(".caso:not([hidden]) summary")
    page.keyboard.press("Enter")
    assert page.locator("mark.citado", has_text="The deal was signed").is_visible()


def test_a_lost_case_is_a_link_that_opens_it_whatever_is_filtered(opened: Open, tmp_path: Path) -> None:
    """So that the way from a figure to its evidence is one press."""
    write_reports(REPORT, tmp_path, CORPUS, BASELINE)
    page = opened(tmp_path)
    page.select_option("[data-filter=verdict]", "pass")
    page.locator("summary", has_text="1 perdido").first.click()
    page.locator(".movidos a", has_text="fusion-signed").first.click()
    page.wait_for_selector(".caso[open]")
    assert page.locator(".caso[open] .pregunta").inner_text() == "Who signed the deal, and where?"


def test_a_hostile_report_runs_nothing_and_fits_a_phone(opened: Open, tmp_path: Path) -> None:
    """Its texts are all there to be read."""
    report, corpus = hostile()
    write_reports(report, tmp_path, corpus, report)
    page = opened(tmp_path)
    page.click("#abrir")
    assert "<script>alert(1)</script>" in page.inner_text(".caso .pregunta")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
