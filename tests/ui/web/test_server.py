"""The port, the door and the end of the page."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from rag.errors import PortBusy, SettingsError
from rag.settings import Settings
from tests.ui.web.conftest import serving
from tests.ui.web.fakes import WHY, FakeArchive, events
from ui.serving.arriving import is_loopback
from ui.serving.listening import bind
from ui.web.server import serve

PROGRAM = """
import sys
from rag.settings import Settings
from tests.ui.web.fakes import WHY, FakeArchive, events
from ui.web import serve

class Loud(FakeArchive):
    def close(self):
        print("closed", flush=True)

def ready(url):
    print(url, flush=True)

def open_archive(progress):
    print("open", flush=True)
    return Loud(lambda question, history: events(WHY))

serve(open_archive, settings=Settings(port=0), open_browser=False, on_ready=ready)
print("end", flush=True)
"""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The address of a served page."""
    with serving(lambda progress: FakeArchive(lambda q, h: events(WHY))) as address:
        yield address


def test_a_port_that_is_taken_is_told_in_one_line() -> None:
    """The port, the reason and the option that helps."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortBusy, match=rf"^port {port} of 127\.0\.0\.1 .*--port \d+.*--port 0") as caught:
            bind("127.0.0.1", port)
    assert "\n" not in str(caught.value)


def test_a_host_that_is_not_of_this_machine_is_told() -> None:
    """A name that cannot be resolved is a wrong setting."""
    with pytest.raises(SettingsError, match=r"host = 'no-such-host\.invalid'"):
        bind("no-such-host.invalid", 0)


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_a_signal_ends_it_cleanly(signum: signal.Signals) -> None:
    """The archive is closed, the status is 0, and nothing is written to the terminal's errors."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        said = [process.stdout.readline().strip() for _ in range(2)]
        process.send_signal(signum)
        rest, errors = process.communicate(timeout=30)
    assert said[0].startswith("http://127.0.0.1:")
    assert said[1] == "open"
    assert rest.split() == ["closed", "end"]
    assert errors == ""
    assert process.returncode == 0


def test_the_page_is_served_with_a_policy_that_keeps_it_on_this_machine(url: str) -> None:
    """The browser is told to fetch from here alone."""
    response = httpx.get(url, trust_env=False)
    assert response.status_code == 200
    policy = dict(part.split(" ", 1) for part in response.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert not any("http" in sources or "*" in sources for sources in policy.values())


@pytest.mark.parametrize(
    "path",
    [
        "gradio_api/file=/etc/passwd",
        "gradio_api/upload",
        "gradio_api/proxy=http://127.0.0.1/",
        "gradio_api/info",
        "gradio_api/deep_link",
        "gradio_api/call/ask",
        "monitoring/summary",
        "docs",
        "openapi.json",
        "static/../../../../etc/passwd",
        "static/%2e%2e/%2e%2e/%2e%2e/index.html",
    ],
)
def test_what_the_page_does_not_need_is_closed(url: str, path: str) -> None:
    """No files, uploads, proxy, interface or documentation."""
    for ask in (httpx.get, httpx.post):
        assert ask(url + path, trust_env=False).status_code in (401, 403, 404, 405)


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"host": "evil.example:7860"}, id="a name elsewhere that points here"),
        pytest.param({"origin": "https://evil.example"}, id="a page elsewhere"),
        pytest.param({"origin": "null"}, id="a page of nowhere"),
        pytest.param({"origin": "http://127.0.0.1:1"}, id="another page of this machine"),
    ],
)
def test_requests_that_are_not_of_the_page_are_refused(url: str, headers: dict[str, str]) -> None:
    """Other sites cannot ask the archive through a reader's browser."""
    assert httpx.post(f"{url}gradio_api/queue/join", json={}, headers=headers, trust_env=False).status_code == 403


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True), ("127.0.0.1:7860", True), ("localhost:80", True), ("[::1]:7860", True), ("::1", True),
        ("0.0.0.0", False), ("192.168.1.2:7860", False), ("localhost.evil.example", False), ("", False),
    ],
)  # fmt: skip
def test_this_machine_is_known_by_its_names(host: str, loopback: bool) -> None:
    """Loopback addresses and localhost, with or without a port."""
    assert is_loopback(host) is loopback


def test_importing_the_page_does_not_import_gradio() -> None:
    """A busy port is told before anything slow is loaded."""
    program = "import sys, ui.web; print('gradio' in sys.modules, 'torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_server_can_be_served_again(serve_archive: Callable[[FakeArchive], str]) -> None:
    """Nothing of the page is global: two of them stand side by side."""
    archives = [FakeArchive(lambda q, h: events(WHY)) for _ in range(2)]
    first, second = (serve_archive(archive) for archive in archives)
    assert first != second
    assert [httpx.get(u, trust_env=False).status_code for u in (first, second)] == [200, 200]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7"])
def test_the_page_is_not_open_to_others_unless_somebody_said_so(host: str, tmp_path: Path) -> None:
    """Without a login it says what to do, before anything is bound or opened."""
    settings = Settings(host=host, port=0, data_dir=tmp_path / "data")
    with pytest.raises(SettingsError, match=r"asks for no login: use `--login`.*`--open-to-all`"):
        serve(lambda progress: FakeArchive(lambda q, h: events(WHY)), settings=settings, open_browser=False)
    assert not (tmp_path / "data").exists()
