"""What the page keeps of questions that were sent, on a bare page of its own: over what it outlives them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

import ui.web

SCRIPT = (Path(ui.web.__file__).parent / "asking.js").read_text(encoding="utf-8").rstrip().rstrip(";")
BARE = """<div id="pregunta"><textarea></textarea></div><button id="preguntar"></button><button id="enviar"></button>
<div id="enviadas"></div><p id="estado"></p>"""
SENDING = """
window.hemeroteca = { reader: () => "somebody" };
window.sent = [];
document.getElementById("enviar").onclick = () => setTimeout(() => sent.push(window.hemeroteca.outbox.next()[0]));
window.listed = (now, ...waiting) => {
  const items = waiting.map((code) => `<li data-pregunta="${code}"></li>`).join("");
  document.getElementById("enviadas").innerHTML = `<ol class="enviadas" data-ahora="${now}">${items}</ol>`;
};
window.whole = () => {
  listed("");
  document.getElementById("estado").className = "estado";
};
"""
CODES = "JSON.parse(sessionStorage.getItem('hemeroteca-enviadas')).map(([code]) => code)"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that has a box and a list, and is not whole yet."""

    def answer(route: Route) -> None:
        body = f"<!doctype html><body>{BARE}<script>{SENDING}({SCRIPT})();</script>"
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    context = chromium.new_context()
    opened = context.new_page()
    opened.route("**/*", answer)
    opened.goto("http://page.test/")
    yield opened
    context.close()


def send(page: Page, *questions: str) -> None:
    """Ask, each once the server has listed the one before."""
    for number, question in enumerate(questions, start=1 + page.evaluate("sent.length")):
        page.fill("textarea", question)
        page.press("textarea", "Enter")
        page.wait_for_function(f"sent.length === {number}")
        page.evaluate(f"listed(...{CODES})")


@pytest.mark.parametrize("times", [1, 2, 3])
def test_however_often_a_page_is_loaded_what_waited_is_sent_again_and_what_was_answered_is_not(
    page: Page, times: int
) -> None:
    """And what was being answered is; what is in the box stays, and a page that is not whole yet takes nothing away."""
    page.evaluate("whole()")
    page.wait_for_selector("p.estado", state="attached")
    send(page, "cero")
    page.evaluate("listed('')")
    send(page, "uno", "dos")
    page.fill("textarea", "un borrador")
    for _ in range(times):
        page.reload()
    page.evaluate("whole()")
    page.wait_for_function("sent.length === 1")
    page.evaluate(f"listed(...{CODES})")
    page.wait_for_function("sent.length === 2")
    assert page.evaluate("sent") == ["uno", "dos"]
    assert page.input_value("textarea") == "un borrador"


def test_of_a_question_of_which_nothing_is_heard_the_server_is_asked_again(page: Page) -> None:
    """By an event that asks nothing, once: what it says of the question may be lying there."""
    page.clock.install()
    page.reload()
    page.evaluate("whole()")
    page.clock.run_for(1_000)
    page.wait_for_selector("p.estado", state="attached")
    for question in ("uno", "dos"):
        page.fill("textarea", question)
        page.press("textarea", "Enter")
        page.clock.run_for(100)
        assert page.evaluate("sent").pop() == question
        page.clock.run_for(20_000)
        assert page.evaluate("sent").pop() is None
        page.evaluate(f"listed(...{CODES})")
    page.clock.run_for(20_000)
    assert page.evaluate("sent") == ["uno", None, "dos", None]
