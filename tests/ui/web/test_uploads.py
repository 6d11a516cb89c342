"""What a hostile browser can do with files, against the real page: Gradio as it is installed, behind its door."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.patience import comes_true
from tests.ui.web.conftest import serving
from tests.ui.web.fakes import FakeArchive, why

MOST = 1000
"""Bytes of a file."""


class Browser:
    """Speaks to the page as a browser does, or as none would."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, trust_env=False)
        self.http.get("/lector.js")
        found = re.search(r"window\.gradio_config = (.*?);</script>", self.http.get("/").text, re.DOTALL)
        assert found is not None
        page = json.loads(found[1])
        self.functions, self.parts = page["dependencies"], page["components"]

    def send(self, *files: tuple[str, bytes]) -> httpx.Response:
        """Send files, as the page does before it says what they are for."""
        return self.http.post("/gradio_api/upload", files=[("files", file) for file in files])

    def add(self, *paths: str) -> int:
        """Say that these are to be added; returns the status, once it has been heard."""
        return self.tell("upload", [[{"path": path, "meta": {"_type": "gradio.FileData"}} for path in paths]])

    def tell(self, event: str, data: list[Any]) -> int:
        """Send an event of the first function that hears one."""
        index = next(one["id"] for one in self.functions if any(target[1] == event for target in one["targets"]))
        said = {"session_hash": "abc", "fn_index": index, "data": data}
        joined = self.http.post("/gradio_api/queue/join", json=said)
        if joined.status_code == 200:
            with self.http.stream("GET", "/gradio_api/queue/data", params={"session_hash": "abc"}) as stream:
                next(line for line in stream.iter_lines() if "process_completed" in line)
        return joined.status_code


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def archive() -> FakeArchive:
    """Remembers what it was handed."""
    return FakeArchive(why)


@pytest.fixture(scope="module")
def url(archive: FakeArchive, data: Path) -> Iterator[str]:
    """The page over it."""
    with serving(lambda progress: archive, data, upload_files=2, upload_bytes=MOST) as address:
        yield address


@pytest.fixture
def come() -> Iterator[Callable[[str], Browser]]:
    """Opens browsers on a page, each of a reader of its own."""
    with ExitStack() as opened:

        def open_one(url: str) -> Browser:
            browser = Browser(url)
            opened.callback(browser.http.close)
            return browser

        yield open_one


Come = Callable[[str], Browser]


def handed(archive: FakeArchive, count: int) -> list[str]:
    """What the archive was handed, once that is so much."""
    comes_true(lambda: len(archive.handed) >= count)
    return archive.handed


def left(data: Path, at_least: int) -> list[Path]:
    """What lies among the uploads under nobody's name, once it is so much, or nothing where none is expected."""

    def found() -> list[Path]:
        return [path for path in (data / "uploads").glob("*/*") if path.name[:3] not in ("of-", "loc")]

    comes_true(lambda: len(found()) >= at_least if at_least else not found())
    return found()


CHANGING = ("fondo-quitar", "fondo-si", "fondo-reindexar", "fondo-recuperar", "fondo-archivos", "fondo-traer")


@pytest.mark.parametrize("changes", ["auto", "off"])
def test_a_page_that_changes_nothing_hears_no_event_that_would(come: Come, changes: str) -> None:
    """Hiding the buttons would not do: whatever function the page has, a browser can call."""
    with serving(lambda progress: FakeArchive(why), changes=changes) as address:
        browser = come(address)
        there = [part["id"] for part in browser.parts if part["props"].get("elem_id") in CHANGING]
        heard = {target[0] for function in browser.functions for target in function["targets"]}
        assert (len(there), len(heard & set(there))) == ((6, 6) if changes == "auto" else (0, 0))
        sent = browser.send(("a.txt", b"Hola"))
        assert sent.status_code == (200 if changes == "auto" else 404)


def test_no_file_of_this_machine_and_no_address_is_taken_for_an_upload(
    url: str, archive: FakeArchive, come: Come, tmp_path: Path
) -> None:
    """Nor what another reader has sent, whichever event says so."""
    ana, eva = come(url), come(url)
    (tmp_path / "secret.txt").write_text("geheim")
    (sent,) = ana.send(("nota.txt", b"una nota")).json()
    archive.handed.clear()
    for path in (str(tmp_path / "secret.txt"), "/etc/passwd", "http://127.0.0.1:1/x", sent, f"{sent}/../../x", ""):
        assert eva.add(path) == 400
        assert eva.tell("submit", [{"path": path, "meta": {"_type": "gradio.FileData"}}]) == 400
    assert archive.handed == []
    assert ana.add(sent) == 200
    assert handed(archive, 1) == ["nota.txt"]


def test_uploads_lie_in_the_data_folder_until_they_are_added(
    url: str, archive: FakeArchive, come: Come, data: Path
) -> None:
    """For this process alone; two readers who send the same have a file each."""
    ana, eva = come(url), come(url)
    archive.handed.clear()
    paths = [one.send(("nota.txt", b"la misma")).json()[0] for one in (ana, eva)]
    assert len(set(paths)) == 2
    assert all(Path(path).is_relative_to(data / "uploads") for path in paths)
    assert (data / "uploads").stat().st_mode & 0o777 == 0o700
    for reader, path in zip((ana, eva), paths, strict=True):
        assert reader.add(path) == 200
    assert handed(archive, 2) == ["nota.txt", "nota.txt"]


def test_a_name_leads_nowhere_else(url: str, come: Come, data: Path) -> None:
    """A file is refused, or lies where those of its reader lie."""
    ana = come(url)
    names = ["../../x.txt", "/etc/x.txt", "..", ".", "x" * 300 + ".txt", "<img src=x onerror=alert(1)>.txt",
             "a\u202etxt.exe", "con.txt", "\\..\\x.txt", "", "%2e%2e%2fx.txt"]  # fmt: skip
    for name in names:
        sent = ana.send((name, b"texto"))
        assert sent.status_code in (200, 400), name
        for path in sent.json() if sent.status_code == 200 else ():
            place = str(Path(path).relative_to(data / "uploads"))
            assert re.fullmatch(r"[0-9a-f]{16}/of-[0-9a-f]{64}/[0-9a-f]{16}/[^/]+", place), name
            assert Path(path).read_bytes() == b"texto"
    assert left(data, 0) == []


def test_what_is_too_large_is_refused_by_the_server_and_leaves_nothing(url: str, come: Come, data: Path) -> None:
    """A single file, and all at once, in the reader's words."""
    ana = come(url)
    ana.http.headers["accept-language"] = "es"
    large = ana.send(("a.txt", b"x" * (MOST + 1)))
    assert (large.status_code, large.text) == (413, "Es demasiado grande: caben 1000 bytes.")
    assert ana.send(("a.txt", b"x" * 2_000_000)).status_code == 413
    assert ana.http.post("/gradio_api/upload", content=b"x").status_code == 400
    assert ana.http.post("/gradio_api/upload", content=iter([b"x"])).status_code == 413  # of no length
    assert left(data, 0) == []


def test_who_breaks_off_leaves_nothing(url: str, come: Come, data: Path) -> None:
    """Half of a file does not stay on the disk."""
    ana = come(url)
    cookie = "; ".join(f"{name}={value}" for name, value in ana.http.cookies.items())
    body = b'--x\r\ncontent-disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhalf'
    head = (
        f"POST /gradio_api/upload HTTP/1.1\r\nhost: {urlsplit(url).netloc}\r\ncookie: {cookie}\r\n"
        "content-type: multipart/form-data; boundary=x\r\ncontent-length: 900\r\n\r\n"
    )
    with socket.create_connection((urlsplit(url).hostname, urlsplit(url).port)) as line:
        line.sendall(head.encode() + body)
        assert left(data, at_least=1)
    assert left(data, 0) == []


def test_a_page_that_ends_leaves_no_upload(archive: FakeArchive, come: Come, tmp_path: Path) -> None:
    """What was sent and not added goes with it."""
    with serving(lambda progress: archive, tmp_path, upload_bytes=MOST) as url:
        assert come(url).send(("nota.txt", b"x")).status_code == 200
        assert list((tmp_path / "uploads").glob("*/of-*"))
    assert [path.name for path in (tmp_path / "uploads").iterdir() if path.name != "lock"] == []
