"""The door: who may knock, which rooms are open, and who is who; behind it a fake of Gradio that says what it hears."""

from __future__ import annotations

import asyncio
import html
import json
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, StreamingResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from rag.errors import IndexBusy
from rag.settings import Settings
from rag.store.database import Database
from tests.patience import PATIENCE
from tests.ui.web.conftest import run
from ui.serving import people as people_module
from ui.serving.arriving import host_of, is_loopback
from ui.serving.limits import Limits
from ui.serving.people import People
from ui.serving.rules import FORMS, Rules
from ui.serving.uploads import Uploads
from ui.web import guard as module
from ui.web import login as login_module
from ui.web.guard import Guard, reader_of
from ui.web.login import HASHED_AT_ONCE, Login

PASSWORD = "la sala de lectura"
SESSION = "abc123"
OPEN = {"host": "0.0.0.0", "open_to_all": True}


class FakeGradio:
    """Says who asked for what, and shows a page with a script."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[dict[str, Any]] = []
        self.goes_on = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        request = Request(scope, receive)
        body = await request.body()
        self.asked.append({"path": scope["path"], "reader": reader_of(request), "url": str(request.url),
                           "headers": dict(request.headers), "client": request.client, "body": body})  # fmt: skip
        response: Any = HTMLResponse("<script>1</script><p>&lt;script></p>")
        if scope["path"] == "/gradio_api/upload":
            response = JSONResponse([])
        if self.goes_on:

            async def beats() -> Any:
                while True:
                    yield b"data: ALIVE\n\n"
                    await asyncio.sleep(0.01)

            response = StreamingResponse(beats())
        await response(scope, receive, send)


@pytest.fixture
def gradio(tmp_path: Path) -> FakeGradio:
    """What lies behind the door."""
    return FakeGradio(tmp_path)


def visitor(
    gradio: FakeGradio, people: People | None = None, url: str = "http://127.0.0.1:7860", **given: Any
) -> TestClient:
    """A browser before a door with some settings."""
    limits = Limits(questions=5, logins=given.pop("logins", 10), uploads=given.pop("uploads", 0))
    rules, login = Rules.of(Settings(**given)), Login(people, limits) if people else None
    uploads = Uploads(gradio.folder / "uploads", rules.upload)
    guard = Guard(gradio, rules, login=login, limits=limits, uploads=uploads)
    return TestClient(guard, base_url=url, follow_redirects=False, client=("10.0.0.9", 5000))


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[People]:
    """Ana and Eva, whose passwords cost nothing to hash."""
    monkeypatch.setattr(people_module, "_COST", (2, 8, 1))
    with closing(People(Database.in_file(tmp_path / "ledger.sqlite"), session_hours=1)) as opened:
        opened.add("Ana", PASSWORD)
        opened.add("Eva", PASSWORD)
        yield opened


def log_in(browser: TestClient, name: str = "Ana", password: str = PASSWORD, **headers: str) -> Any:
    """Send the form."""
    origin = {"origin": str(browser.base_url).rstrip("/")}
    return browser.post("/login", data={"name": name, "password": password}, headers=origin | headers)


def join(browser: TestClient, session: str = SESSION, path: str = "/gradio_api/queue/join") -> Any:
    """Send an event."""
    return browser.post(path, json={"session_hash": session, "fn_index": 3, "data": ["ñ"]})


HOSTS = [
    ({}, "127.0.0.1:7860", True), ({}, "localhost", True), ({}, "[::1]:7860", True), ({}, "evil.example:7860", False),
    ({}, "192.168.1.2:7860", False), ({}, "localhost.evil.example", False), ({}, "127.0.0.1.evil.example", False),
    (OPEN, "192.168.1.2:7860", True), (OPEN, "evil.example", False), (OPEN, "a@127.0.0.1", False),
    (OPEN | {"allowed_hosts": "archivo.example, sala.example"}, "SALA.example:443", True),
    ({"allowed_hosts": ("archivo.example",)}, "archivo.example", True),
    ({"allowed_hosts": ("archivo.example",)}, "archivo.example.evil.example", False),
]  # fmt: skip


@pytest.mark.parametrize(("given", "host", "taken"), HOSTS)
def test_the_page_answers_to_its_own_names_alone(gradio: FakeGradio, given: Any, host: str, taken: bool) -> None:
    """Those of this machine, those of the setting, and beyond loopback any address in figures."""
    assert visitor(gradio, **given).get("/", headers={"host": host}).status_code == (200 if taken else 403)
    assert len(gradio.asked) == taken


@pytest.mark.parametrize("headers", [
    {"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:1"}, {"origin": ""},
    {"origin": "https://127.0.0.1:7860"}, {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
    {"sec-fetch-site": "same-site", "sec-fetch-mode": "navigate"},
])  # fmt: skip
def test_other_sites_can_ask_for_nothing(gradio: FakeGradio, headers: dict[str, str]) -> None:
    """By a form, a script or an image; not even from another port of this machine."""
    assert visitor(gradio).post("/gradio_api/queue/join", json={}, headers=headers).status_code == 403
    assert gradio.asked == []


def test_a_link_elsewhere_opens_the_page(gradio: FakeGradio) -> None:
    """But nothing else."""
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    browser = visitor(gradio)
    assert browser.get("/", headers=headers).status_code == 200
    assert browser.get("/gradio_api/app_id", headers=headers).status_code == 403


FORWARDED = {
    "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", "x-forwarded-for": "1.2.3.4",
    "x-gradio-server": "http://evil.example", "forwarded": "host=evil.example", "x-original-url": "/monitoring",
    "x-real-ip": "1.2.3.4", "x-rewrite-url": "/x", "x-http-method-override": "DELETE", "x-forwarded-prefix": "/x",
}  # fmt: skip


@pytest.mark.parametrize("given", [{}, {"trusted_proxies": ("10.1.0.0/16",)}])
def test_what_anybody_can_write_into_a_request_is_dropped(gradio: FakeGradio, given: Any) -> None:
    """Gradio would take the page's address from it."""
    visitor(gradio, **given).get("/", headers=FORWARDED)
    (asked,) = gradio.asked
    assert asked["url"] == "http://127.0.0.1:7860/"
    assert asked["client"].host == "10.0.0.9"
    assert not FORWARDED.keys() & asked["headers"].keys()


def test_what_a_trusted_proxy_says_counts(gradio: FakeGradio) -> None:
    """Scheme, name and who asked; of what a browser told the proxy nothing."""
    browser = visitor(gradio, trusted_proxies=("10.0.0.0/24",), allowed_hosts=("archivo.example",))
    told = FORWARDED | {"x-forwarded-host": "archivo.example", "x-forwarded-for": "1.2.3.4, 5.6.7.8, 10.0.0.3"}
    browser.get("/theme.css", headers=told | {"origin": "https://archivo.example"})
    (asked,) = gradio.asked
    assert asked["url"] == "https://archivo.example/theme.css"
    assert asked["client"].host == "5.6.7.8"
    assert not (FORWARDED.keys() & asked["headers"].keys())
    cookie = browser.get("/lector.js", headers=told).headers["set-cookie"]
    assert cookie.startswith("__Host-lector=")
    assert "Secure" in cookie
    assert browser.get("/", headers=told | {"x-forwarded-host": "evil.example"}).status_code == 403


CLOSED = """
    /config /monitoring /monitoring/summary /docs /openapi.json /robots.txt /pwa_icon/192 /svelte/x /login /logout
    /gradio_api/info /gradio_api/file=/etc/passwd /gradio_api/file/etc/passwd /gradio_api/proxy=http://127.0.0.1/
    /gradio_api/stream/a/b/c/playlist.m3u8 /gradio_api/call/ask /gradio_api/run/predict /gradio_api/api/predict
    /gradio_api/deep_link /gradio_api/component_server /gradio_api/user /gradio_api/token /gradio_api/runs
    /gradio_api/startup-events /gradio_api/queue/status /gradio_api/heartbeat/a/b /gradio_api/dev/reload
    /static/../../../etc/passwd /static/js/../../x /assets/../x /assets//etc/passwd //etc/passwd /gradio_api/vibe-code
    /gradio_api/queue/join/ /GRADIO_API/upload /?x /#x /?/../monitoring /login?x /gradio_api/heartbeat/a?b
""".split()


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_the_page_does_not_ask_for_is_closed(gradio: FakeGradio, method: str, path: str) -> None:
    """And reaches Gradio in no way."""

    async def ask() -> int:
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        scope = {"type": "http", "method": method, "path": path, "raw_path": path.encode(), "scheme": "http",
                 "query_string": b"", "headers": [(b"host", b"127.0.0.1")], "client": ("127.0.0.1", 1)}  # fmt: skip
        await visitor(gradio).app(scope, receive, send)
        return int(sent[0]["status"])

    assert run(ask()) in (404, 405)
    assert gradio.asked == []


@given(path=st.text(max_size=30))
@settings(deadline=None, max_examples=50)
def test_only_known_paths_are_open(path: str) -> None:
    """Whatever else is asked."""
    known = module._METHODS.keys() | {"/theme.css", "/favicon.ico", "/manifest.json", "/pwa_icon"}
    request = Request({"type": "http", "method": "GET", "path": f"/{path}", "headers": [], "query_string": b""})
    refused = module._closed(request, module.strings_for("es"), uploads=False)
    assert (
        refused is not None or f"/{path}" in known or path.startswith(("assets/", "static/", "gradio_api/heartbeat/"))
    )


def test_every_answer_has_the_headers_that_protect_it(gradio: FakeGradio, people: People) -> None:
    """Pages, refusals, files, and the login."""
    asked = [visitor(gradio).get("/"), visitor(gradio).get("/theme.css"), visitor(gradio).get("/docs"),
             visitor(gradio).get("/", headers={"host": "evil.example"}), visitor(gradio).put("/"),
             visitor(gradio, people).get("/"), visitor(gradio, people).get("/login"),
             log_in(visitor(gradio, people)), log_in(visitor(gradio, people), password="no")]  # fmt: skip
    assert [answer.status_code for answer in asked] == [200, 200, 404, 403, 405, 303, 200, 303, 401]
    for answer in asked:
        policy = answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'none'" in policy
        assert "http" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        # The forms must say where they were sent from, to here alone.
        assert answer.headers["referrer-policy"] in ("no-referrer", "same-origin")


def test_only_the_page_s_own_scripts_are_marked_as_such(gradio: FakeGradio) -> None:
    """With a mark that is another each time; no script that stands in a line runs without it."""
    browser = visitor(gradio)
    assert browser.get("/").text.startswith("<script nonce=")
    assert 'src="/lector.js"></script><script' in browser.get("/").text
    browser.get("/lector.js")
    pages = [browser.get("/", headers={"accept-encoding": how}) for how in ("gzip", "br, identity")]
    assert [page.headers.get("content-encoding") for page in pages] == ["gzip", None]
    nonces = {page.text.split('nonce="')[1].split('"')[0] for page in pages}
    assert len(nonces) == 2
    for page in pages:
        nonce = page.text.split('nonce="')[1].split('"')[0]
        first, own = page.text.split("</script>", 1)
        assert first.startswith(f'<script nonce="{nonce}">addEventListener("beforeunload", ')
        assert own == f'<script nonce="{nonce}">1</script><p>&lt;script></p>'
        scripts = page.headers["content-security-policy"].split("script-src ")[1].split(";")[0]
        assert scripts == f"'self' 'nonce-{nonce}' 'unsafe-eval'"


def test_a_browser_is_known_again(gradio: FakeGradio) -> None:
    """By a cookie that scripts cannot read, given once, with what the page asks for first."""
    browser = visitor(gradio)
    browser.get("/")
    cookie = browser.get("/lector.js").headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=31536000"))
    assert "set-cookie" not in browser.get("/lector.js").headers
    join(browser)
    join(browser)
    readers = [asked["reader"] for asked in gradio.asked[1:]]
    assert len(set(readers)) == 1
    assert readers[0].startswith("anonymous:")
    assert gradio.asked[0]["reader"] == "anonymous"
    other = visitor(gradio)
    other.get("/lector.js")
    join(other)
    assert gradio.asked[-1]["reader"] not in readers


def test_without_a_cookie_nothing_is_asked(gradio: FakeGradio) -> None:
    """Nor with one that was not given here."""
    browser = visitor(gradio)
    assert join(browser).status_code == 401
    browser.cookies.set("lector", "a b:../<script>")
    assert join(browser).status_code == 401


def test_a_session_of_gradio_s_is_of_one_reader(gradio: FakeGradio) -> None:
    """Another who knows its name gets one of their own: events, answers, stops and the connection that holds it."""
    seen = []
    for browser in (visitor(gradio), visitor(gradio)):
        browser.get("/lector.js")
        gradio.asked.clear()
        join(browser)
        join(browser, path="/gradio_api/cancel")
        browser.get("/gradio_api/queue/data", params={"session_hash": SESSION, "x": "1"})
        events = [json.loads(asked["body"]) for asked in gradio.asked[:2]]
        assert [event | {"session_hash": ""} for event in events] == [
            {"session_hash": "", "fn_index": 3, "data": ["ñ"]},
            {"session_hash": "", "fn_index": 3},
        ]
        (heard,) = {event["session_hash"] for event in events}
        assert gradio.asked[2]["url"].endswith(f"?session_hash={heard}&x=1")
        seen.append(heard)
    assert len({*seen, SESSION}) == 3


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"session_hash": 7}', b"\xff", b"[" * 50_000])
def test_what_is_no_event_is_refused(gradio: FakeGradio, body: bytes) -> None:
    """And does not reach Gradio."""
    browser = visitor(gradio)
    browser.get("/lector.js")
    gradio.asked.clear()
    assert browser.post("/gradio_api/queue/join", content=body).status_code == 400
    assert browser.post("/gradio_api/queue/join", content=b" " * (module.BODY_LIMIT + 1)).status_code == 413
    assert gradio.asked == []


def test_uploads_have_a_size_a_rate_and_a_switch(gradio: FakeGradio) -> None:
    """The rest is refused before it is read."""
    given: Any = {"upload_files": 1, "upload_bytes": 10, "uploads": 2}
    browser = visitor(gradio, **given)
    browser.get("/lector.js")
    fits, large = b"x" * FORMS, b"x" * (FORMS + 11)
    path = "/gradio_api/upload"
    assert [browser.post(path, content=content).status_code for content in (fits, large, fits)] == [200, 413, 429]
    assert browser.get("/gradio_api/upload_progress").status_code == 200
    closed = visitor(gradio, upload_files=0)
    closed.get("/lector.js")
    assert closed.post(path, content=fits).status_code == closed.get("/gradio_api/upload_progress").status_code == 404


@pytest.mark.parametrize(
    ("settings", "changes"),
    [
        pytest.param({}, True, id="this machine alone"),
        pytest.param({"host": "0.0.0.0", "login": True}, True, id="a login"),
        pytest.param(OPEN, False, id="anybody"),
        pytest.param({**OPEN, "changes": "all"}, True, id="anybody, as was said"),
        pytest.param({"changes": "off"}, False, id="nobody"),
    ],
)
def test_who_changes_the_archive_is_known_or_was_allowed_to(settings: dict[str, Any], *, changes: bool) -> None:
    """And who may not, has nothing to send files for."""
    rules = Rules.of(Settings(**settings))
    assert rules.changes is changes
    assert (rules.upload > 0) is changes


def test_who_has_not_logged_in_sees_the_login_alone(gradio: FakeGradio, people: People) -> None:
    """In their language; what the page asks behind it is refused."""
    browser = visitor(gradio, people)
    assert browser.get("/").headers["location"] == "/login"
    assert join(browser).status_code == 401
    assert "Contraseña" in browser.get("/login", headers={"accept-language": "es"}).text
    assert "Password" in browser.get("/login", headers={"accept-language": "en"}).text
    assert gradio.asked == []


def test_a_user_logs_in_and_out(gradio: FakeGradio, people: People) -> None:
    """And is known by name in between."""
    browser = visitor(gradio, people)
    entered = log_in(browser, " ana ")
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    assert all(part in entered.headers["set-cookie"] for part in ("HttpOnly", "SameSite=lax", "Path=/"))
    assert browser.get("/").status_code == 200
    assert gradio.asked[-1]["reader"] == "Ana"
    assert browser.get("/login").headers["location"] == "/"
    assert "¿Cerrar la sesión de Ana?" in browser.get("/logout", headers={"accept-language": "es"}).text
    token = browser.cookies["sesion"]
    left = browser.post("/logout", headers={"origin": "http://127.0.0.1:7860"})
    assert (left.headers["location"], left.headers["clear-site-data"]) == ("/login", '"storage"')
    browser.cookies.set("sesion", token)
    assert browser.get("/").headers["location"] == "/login"


def test_a_form_from_elsewhere_logs_nobody_in_or_out(gradio: FakeGradio, people: People) -> None:
    """Nor one that does not say where it comes from."""
    browser = visitor(gradio, people)
    assert log_in(browser, origin="https://evil.example").status_code == 403
    assert browser.post("/login", data={"name": "Ana", "password": PASSWORD}).status_code == 403
    log_in(browser)
    assert browser.post("/logout").status_code == 403
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize(
    "name", ['"><script>alert(1)</script>', "<img src=x onerror=alert(1)>", "${7*7}$body", "\u202eanA"]
)
def test_a_wrong_login_says_so_and_shows_the_name_as_text(gradio: FakeGradio, people: People, name: str) -> None:
    """It does not say which of the two was wrong."""
    browser = visitor(gradio, people)
    refused = log_in(browser, name)
    assert refused.status_code == 401
    assert "<script>" not in refused.text
    assert "<img" not in refused.text
    assert f'value="{html.escape(name)}"' in refused.text
    told = [page.text.split('role="alert">')[1].split("<")[0] for page in (refused, log_in(browser, password="otra"))]
    assert told[0] == told[1]


def test_nobody_is_let_in_while_the_users_cannot_be_read(
    gradio: FakeGradio, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said, in the reader's language, with the headers of every answer."""
    browser = visitor(gradio, people)
    log_in(browser)

    def fail(*_: object, **__: object) -> None:
        raise IndexBusy("the ledger x is being written by another process: try again in a moment.")

    monkeypatch.setattr(people, "user_of", fail)
    monkeypatch.setattr(people, "log_in", fail)
    for answer in (browser.get("/"), log_in(browser), join(browser)):
        assert answer.status_code == 503
        assert "x-content-type-options" in answer.headers
    assert "otro proceso" in browser.get("/", headers={"accept-language": "es"}).text
    assert gradio.asked == []


def test_a_name_in_other_signs_is_tried_no_more_often(gradio: FakeGradio, people: People) -> None:
    """Else whoever guesses from many addresses would write it anew for each try."""
    limits = Limits(logins=1)
    guard = Guard(gradio, Rules.of(Settings()), login=Login(people, limits), limits=limits, uploads=Uploads(Path(), 0))
    told = []
    for number, name in enumerate(["Ana", "ａna", "aｎa", "ＡＮＡ"]):
        browser = TestClient(guard, "http://127.0.0.1:7860", follow_redirects=False, client=(f"10.0.0.{number}", 5000))
        told.append(log_in(browser, name, "no es esta").status_code)
    assert told == [401, 401, 401, 429]


def test_a_page_that_stays_open_keeps_nobody_logged_in(
    gradio: FakeGradio, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what its reader does counts."""
    counted: list[bool] = []
    user_of = people.user_of

    def counting(token: str, *, acts: bool = True) -> str | None:
        counted.append(acts)
        return user_of(token, acts=acts)

    browser = visitor(gradio, people)
    log_in(browser)
    monkeypatch.setattr(people, "user_of", counting)
    browser.get("/gradio_api/app_id")
    join(browser)
    assert counted == [False, True]


def test_a_window_hears_that_its_reader_is_gone_or_another(gradio: FakeGradio, people: People) -> None:
    """From what it asks now and then anyway; the login then says why it is shown."""
    browser = visitor(gradio, people)
    names = []
    for name in ("Ana", "ana", "Eva"):
        log_in(browser, name)
        names.append(browser.get("/gradio_api/app_id").headers["hemeroteca-reader"])
    assert (names[0] == names[1], names[0] == names[2]) == (True, False)
    assert "Ana" not in names[0]
    browser.post("/logout", headers={"origin": "http://127.0.0.1:7860"})
    gone = browser.get("/gradio_api/app_id")
    assert (gone.status_code, gone.headers["location"]) == (401, "/login?fin")
    told = {
        at: browser.get(at, headers={"accept-language": "es"}).text for at in ("/login?fin", "/login", "/login?fin=<x>")
    }
    assert ["La sesión ha terminado" in page for page in told.values()] == [True, False, False]


def test_who_logs_in_anew_ends_the_session_before(gradio: FakeGradio, people: People) -> None:
    """Nobody is left logged in whose cookie is lost."""
    browser = visitor(gradio, people)
    log_in(browser)
    before = browser.cookies["sesion"]
    log_in(browser, "Eva")
    assert people.user_of(before) is None
    assert people.user_of(browser.cookies["sesion"]) == "Eva"


def test_a_browser_keeps_nothing_of_what_a_reader_saw(gradio: FakeGradio, people: People) -> None:
    """But for the files of Gradio, which are the same for everybody."""
    browser = visitor(gradio, people)
    answers = [browser.get("/"), log_in(browser), browser.get("/"), browser.get("/logout"), join(browser),
               browser.get("/gradio_api/queue/data?session_hash=x"), browser.get("/config")]  # fmt: skip
    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}
    assert "cache-control" not in browser.get("/theme.css").headers


def test_what_nothing_comes_of_has_an_end_too(gradio: FakeGradio) -> None:
    """Gradio would read it into memory first."""
    browser = visitor(gradio)
    browser.get("/lector.js")
    path = "/gradio_api/reset"
    assert browser.post(path, json={"event_id": "x"}).status_code == 200
    assert browser.post(path, content=b" " * (module.BODY_LIMIT + 1)).status_code == 413


def test_nobody_hears_how_far_anothers_upload_is(gradio: FakeGradio) -> None:
    """The name that a browser gives it is another for each reader."""
    heard = set()
    for browser in (visitor(gradio, upload_files=1), visitor(gradio, upload_files=1)):
        browser.get("/lector.js")
        gradio.asked.clear()
        browser.get("/gradio_api/upload_progress?upload_id=abc")
        browser.post("/gradio_api/upload?upload_id=abc", content=b"x")
        urls = {asked["url"].partition("upload_id=")[2] for asked in gradio.asked}
        assert len(urls) == 1
        heard |= urls
    assert len(heard | {"abc"}) == 3


def test_tries_are_limited(gradio: FakeGradio, people: People) -> None:
    """The right password too, until the time that is said has passed."""
    browser = visitor(gradio, people, logins=2)
    assert [log_in(browser, password=word).status_code for word in ("uno", "dos", PASSWORD)] == [401, 401, 429]


def test_a_crowd_at_the_door_has_two_passwords_hashed_at_once(
    gradio: FakeGradio, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others wait without a thread, so that other pages come, and not for long; then they are told to try again."""
    monkeypatch.setattr(login_module, "PATIENCE", 0.3)
    go_on, hashing = threading.Event(), list[str]()

    def slow(name: str, password: str) -> str | None:
        hashing.append(name)
        assert go_on.wait(PATIENCE)
        return None

    monkeypatch.setattr(people, "log_in", slow)
    door = visitor(gradio, people, logins=1000)
    origin = str(door.base_url).rstrip("/")

    async def crowd() -> tuple[list[httpx.Response], list[httpx.Response]]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(door.app), base_url=origin) as browser:
            tries = [
                asyncio.ensure_future(
                    browser.post("/login", data={"name": f"n{n}", "password": PASSWORD}, headers={"origin": origin})
                )
                for n in range(60)
            ]
            await asyncio.sleep(0.1)
            assert (await browser.get("/login")).status_code == 200
            refused = [await one for one in tries[HASHED_AT_ONCE:]]
            go_on.set()
            return refused, [await one for one in tries[:HASHED_AT_ONCE]]

    refused, tried = run(crowd())
    assert set(hashing) == {"n0", "n1"}
    assert {answer.status_code for answer in tried} == {401}
    assert {(answer.status_code, answer.headers["retry-after"]) for answer in refused} == {(503, "5")}
    assert "entran muchos a la vez" in refused[0].text


def test_a_removed_user_is_out_at_the_next_request_and_what_was_open_ends(
    gradio: FakeGradio, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stream of what a page is told too."""
    monkeypatch.setattr(module, "STILL_THERE_SECONDS", 0.02)
    browser = visitor(gradio, people)
    log_in(browser)
    assert join(browser).status_code == 200
    people.remove("Ana")
    assert join(browser).status_code == 401

    log_in(browser, "Eva")
    gradio.goes_on = True
    cookie = f"sesion={browser.cookies['sesion']}".encode()
    scope = {"type": "http", "method": "GET", "scheme": "http", "path": "/gradio_api/queue/data",
             "query_string": b"session_hash=abc", "headers": [(b"cookie", cookie), (b"host", b"127.0.0.1")],
             "client": ("127.0.0.1", 1)}  # fmt: skip
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)
        if len(sent) == 3:
            people.remove("Eva")

    asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> Any:
        return next(asked, None) or await asyncio.sleep(10)

    async def listen() -> None:
        await asyncio.wait_for(browser.app(scope, receive, send), 5)

    run(listen())
    assert sent[-1] == {"type": "http.response.body", "body": b"", "more_body": False}


@pytest.mark.parametrize(
    ("authority", "host"),
    [
        ("localhost:80", "localhost"), ("LOCALHOST.", "localhost"), ("[::1]:7860", "::1"), ("::1", "::1"), ("", ""),
        ("a b", ""), ("evil@127.0.0.1", ""), ("127.0.0.1/x", ""), ("127.0.0.1:7860:1", ""), ("127.0.0.1:x", ""),
    ],
)  # fmt: skip
def test_a_host_is_told_from_its_port(authority: str, host: str) -> None:
    """And from what is none."""
    assert host_of(authority) == host


@given(st.text(max_size=40))
@settings(deadline=None)
def test_no_text_is_taken_for_this_machine_that_does_not_name_it(text: str) -> None:
    """Only `localhost`, and addresses."""
    if is_loopback(text):
        assert host_of(text) == "localhost" or set(host_of(text)) <= set("0123456789abcdef:.")
