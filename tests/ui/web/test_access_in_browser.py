"""The door as a reader meets it, and what hostile articles, questions and names become, in a headless Chromium."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from sqlalchemy import update

from rag.settings import Settings
from rag.types import Event, Turn
from tests.patience import PATIENCE
from tests.ui.web.conftest import Visit, Visitor, serving
from tests.ui.web.fakes import DEAL, WHY, FakeArchive, answer, events, why
from ui.serving import people as people_module
from ui.serving.people import People, open_people, users

pytestmark = pytest.mark.browser

PASSWORD = "la sala de lectura"

HOSTILE = (
    "<script>document.title='RAN'</script><img src=x onerror=\"document.title='RAN'\">"
    "<svg onload=document.title='RAN'><iframe src=\"javascript:top.document.title='RAN'\"></iframe>"
    "![imagen](https://evil.example/pixel.png) [pulsa](javascript:document.title='RAN') "
    "<a href=\"javascript:document.title='RAN'\">pulsa</a> <style>body{display:none}</style>"
    "${document.title='RAN'} {{document.title='RAN'}} `${document.title='RAN'}` $$x$$ "
    "<base href=https://evil.example/><meta http-equiv=refresh content='0;url=https://evil.example/'>"
    "<link rel=stylesheet href=https://evil.example/x.css> \u202eesrever\u202c \u2066oculto\u2069 "
    "<form action=https://evil.example/><button>x</button></form> &lt;script&gt; </textarea></script></title>"
)
Open = Callable[..., Visitor]


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[People]:
    """Ana and Eva, whose passwords cost nothing to hash."""
    monkeypatch.setattr(people_module, "_COST", (2, 8, 1))
    with closing(open_people(Settings(data_dir=tmp_path))) as opened:
        opened.add("Ana", PASSWORD)
        opened.add("Eva", PASSWORD)
        yield opened


@pytest.fixture
def come(chromium: Browser) -> Iterator[Open]:
    """Opens windows on an address, whatever is shown there; nothing is asked of another origin, no script fails."""
    visitors: list[Visitor] = []

    def open_window(url: str) -> Visitor:
        page = chromium.new_context(locale="es-ES", viewport={"width": 1280, "height": 860}).new_page()
        page.set_default_timeout(60_000)
        visitor = Visitor(page, url)
        page.on("request", lambda request: visitor.requests.append(request.url))
        page.on("pageerror", lambda error: visitor.faults.append(str(error)))
        page.on("dialog", lambda dialog: (visitor.faults.append(dialog.message), dialog.dismiss()))
        visitors.append(visitor)
        page.goto(url)
        return visitor

    yield open_window
    for visitor in visitors:
        visitor.page.context.close()
        assert [url for url in visitor.requests if urlsplit(url)[:2] != urlsplit(visitor.url)[:2]] == []
        assert visitor.faults == []


def log_in(visitor: Visitor, name: str, password: str = PASSWORD) -> None:
    """Fill the form in and send it by Enter."""
    visitor.page.fill("#nombre", name)
    visitor.page.fill("#clave", password)
    visitor.page.press("#clave", "Enter")


def test_a_reader_logs_in_and_out(come: Open, people: People, tmp_path: Path) -> None:
    """To the very place that a link opened; what another browser does without logging in is refused."""
    with serving(lambda progress: FakeArchive(why), tmp_path, people) as url:
        ana = come(f"{url}#article=x&start=1")
        log_in(ana, "Ana", "mal")
        ana.wait("#fallo")
        assert ana.text("#fallo") == "El nombre o la contraseña no son correctos."
        log_in(ana, "ana")
        ana.page.wait_for_selector(".lector a")
        assert ana.page.url == f"{url}#article=x&start=1"
        assert ana.text(".lector bdi") == "Ana"
        ana.page.click(".lector a")
        ana.page.click("button >> text=Salir")
        ana.wait("#nombre")
        ana.page.goto(url)
        assert ana.page.url == f"{url}login"


@pytest.mark.slow
def test_two_users_are_told_apart_and_a_removed_one_is_out(come: Open, people: People, tmp_path: Path) -> None:
    """Each handler is told who asks; who is removed can ask no more, while the other goes on."""
    with serving(lambda progress: FakeArchive(why), tmp_path, people) as url:
        ana, eva = come(url), come(url)
        for visitor, name in ((ana, "Ana"), (eva, "Eva")):
            log_in(visitor, name)
            visitor.page.wait_for_selector(".lector a")
            assert visitor.text(".lector bdi") == name
        people.remove("Eva")
        ana.ask(WHY.question)
        ana.wait(".pie")
        assert eva.page.request.get(f"{url}gradio_api/app_id").status == 401
        eva.page.goto(url)
        assert eva.page.url == f"{url}login"


@pytest.mark.slow
def test_a_window_notices_that_its_reader_has_gone_elsewhere(come: Open, people: People, tmp_path: Path) -> None:
    """By another window of the same browser: it says so, and keeps its place; for another reader it keeps nothing."""
    with serving(lambda progress: FakeArchive(why), tmp_path, people) as url:
        first = come(url)
        log_in(first, "Ana")
        first.page.wait_for_selector(".lector a")
        second = first.page.context.new_page()
        second.goto(f"{url}#article=x")
        second.wait_for_selector("p.estado")
        first.page.click(".lector a")
        first.page.click("button >> text=Salir")
        second.wait_for_selector(".nota")
        assert second.url == f"{url}login?fin#article=x"
        assert second.inner_text(".nota").startswith("La sesión ha terminado, aquí o en otra ventana.")
        second.fill("#nombre", "Ana")
        second.fill("#clave", PASSWORD)
        second.press("#clave", "Enter")
        second.wait_for_selector("p.estado")
        assert second.url == f"{url}#article=x"
        second.fill("#pregunta textarea", "lo que Ana escribía")
        first.page.goto(f"{url}logout")
        first.page.click("button >> text=Salir")
        log_in(first, "Eva")
        second.wait_for_selector(".lector bdi >> text=Eva", timeout=20_000)
        second.wait_for_selector("p.estado")
        second.wait_for_timeout(300)
        assert second.input_value("#pregunta textarea") == ""
        second.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Ana", "Eva"])
def test_a_window_whose_session_ended_asks_for_nobody_else(
    name: str, come: Open, people: People, tmp_path: Path, gate: threading.Event
) -> None:
    """What one reader was asking and typing there is theirs when they come back, and nobody's when another does."""

    def held(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        gate.wait(PATIENCE)
        yield from events(WHY)

    archive = FakeArchive(held)
    with serving(lambda progress: archive, tmp_path, people) as url:
        first = come(url)
        log_in(first, "Ana")
        first.wait("p.estado")
        first.ask("¿qué pregunta Ana?")
        first.page.wait_for_function("document.querySelector('#enviadas [data-ahora]')?.dataset.ahora")
        first.page.fill("#pregunta textarea", "lo que Ana escribía")
        second = first.page.context.new_page()
        second.goto(f"{url}logout")
        second.click("button >> text=Salir")
        first.wait(".nota")
        gate.set()
        log_in(first, name)
        first.wait("p.estado")
        if name == "Ana":
            first.wait(".pie")
        first.page.wait_for_function("window.hemeroteca.reader() && window.hemeroteca.outbox.unanswered() === 0")
        first.page.wait_for_timeout(300)  # what is left is looked through ten times a second
        assert first.page.input_value("#pregunta textarea") == ("lo que Ana escribía" if name == "Ana" else "")
        assert len(archive.asked) == (2 if name == "Ana" else 1)
        first.page.close()


@pytest.mark.slow
def test_who_asks_too_often_is_told_when_to_ask_again(come: Open, people: People, tmp_path: Path) -> None:
    """In a line, and what was typed is still there."""
    with serving(lambda progress: FakeArchive(why), tmp_path, people, questions_minute=1) as url:
        ana = come(url)
        log_in(ana, "Ana")
        ana.page.wait_for_selector("p.estado")
        ana.ask(WHY.question)
        ana.wait(".pie")
        ana.ask("¿y después?")
        ana.wait("#aviso .aviso")
        assert "Has preguntado muchas veces seguidas: espera " in ana.text("#aviso")
        assert ana.page.input_value("#pregunta textarea") == "¿y después?"


@pytest.mark.slow
def test_nothing_of_an_article_a_question_or_a_name_runs(come: Open, people: People, tmp_path: Path) -> None:
    """Not in the answer, the panel, the login or the masthead: it is read as written, and turned round by nothing."""
    article = replace(
        DEAL, title=f"Título {HOSTILE}", text=f"Texto {HOSTILE}", source=f"../../{HOSTILE}.txt", outlet=HOSTILE,
        author=HOSTILE, section=HOSTILE,
    )  # fmt: skip
    told = answer(HOSTILE, [(f"Dice {HOSTILE}", [f"Texto {HOSTILE}"])], document=article)
    with people._database.writing() as connection:  # whom the command would not take
        connection.execute(update(users).where(users.c.key == "eva").values(name=HOSTILE[:64]))
    with serving(lambda progress: FakeArchive(lambda q, h: events(told)), tmp_path, people) as url:
        eva = come(url)
        log_in(eva, HOSTILE)
        eva.wait("#fallo")
        assert eva.page.input_value("#nombre")[:8] == "<script>"
        log_in(eva, "Eva")
        eva.page.wait_for_selector(".lector a")
        eva.page.wait_for_selector("p.estado")
        eva.ask(HOSTILE.replace("\n", " "))
        eva.wait(".pie")
        eva.page.click("#conversacion a.cita >> nth=0")
        eva.wait("mark.elegida")
        for place in ("#conversacion", "#fuentes", ".lector"):
            shown = eva.page.locator(place)
            assert "<script>document.title" in shown.inner_text()
            assert not any(turn in shown.inner_text() for turn in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
            assert (
                shown.locator(
                    "script, iframe, style:not(svg *), form, base, meta, img[src*=evil], [onerror], [onload]"
                ).count()
                == 0
            )
            assert shown.locator("a[href^=javascript]").count() == 0
        assert eva.page.title() == "Hemeroteca"


@pytest.mark.slow
def test_a_script_that_got_into_the_page_would_not_run(visit: Visit) -> None:
    """The browser refuses handlers in lines, scripts without the page's mark, and pictures from elsewhere."""
    with serving(lambda progress: FakeArchive(why)) as url:
        reader = visit(url)
        reader.page.evaluate(
            """() => {
                const runs = "document.title='RAN'";
                document.body.insertAdjacentHTML("beforeend", `<img src="/nada" onerror="${runs}">`);
                document.body.insertAdjacentHTML("beforeend", `<a id="trampa" href="javascript:${runs}">x</a>`);
                const script = document.createElement("script");
                script.textContent = runs;
                document.body.append(script);
                document.querySelector("#trampa").click();
            }"""
        )
        reader.page.wait_for_timeout(500)
        assert reader.page.title() == "Hemeroteca"
        assert reader.faults
        reader.faults.clear()


@pytest.mark.slow
def test_a_link_on_another_site_does_not_make_a_browser_another_reader(come: Open) -> None:
    """The cookie is not sent with it, and none is given in its place; the page answers all the same."""

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(f'<a href="{url}">aquí</a>'.encode())

        def log_message(self, *_: object) -> None:
            """Nothing."""

    other = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=other.serve_forever, daemon=True).start()
    try:
        with serving(lambda progress: FakeArchive(why)) as url:
            reader = come(url)
            reader.page.wait_for_selector("p.estado")
            (name,) = reader.page.context.cookies()
            reader.page.goto(f"http://localhost:{other.server_port}/")
            reader.page.click("a")
            reader.page.wait_for_selector("p.estado")
            reader.ask(WHY.question)
            reader.wait(".pie")
            assert [cookie["value"] for cookie in reader.page.context.cookies()] == [name["value"]]
            reader.requests[:] = [asked for asked in reader.requests if "localhost" not in asked]
    finally:
        other.shutdown()
        other.server_close()
