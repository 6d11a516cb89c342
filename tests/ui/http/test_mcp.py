"""The tools of MCP at `/mcp` of the service, by the official client."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import anyio
import httpx
import httpx2
import pytest

from rag.errors import EndpointError
from rag.settings import Settings
from rag.types import Checked, Event, Filters, Turn
from tests.patience import PATIENCE, comes_true
from tests.ui.http.conftest import Come, leave_once, noticed, serving, silent_until, under_way
from tests.ui.web.fakes import DEAL, WHY, FakeArchive, why
from ui.serving.keys import open_keys
from ui.serving.people import open_people

mcp = pytest.importorskip("mcp")


def told(url: str, scenario: Callable[[Any], Awaitable[Any]], mode: str = "auto", **headers: str) -> Any:
    """What becomes of a client of the service, of the newest protocol or of the one before."""
    from mcp.client.streamable_http import streamable_http_client

    async def run() -> Any:
        http = httpx2.AsyncClient(headers=headers, trust_env=False)
        with anyio.fail_after(60):
            async with http, mcp.Client(streamable_http_client(f"{url}mcp", http_client=http), mode=mode) as client:
                return await scenario(client)

    return anyio.run(run)


async def ask(client: Any) -> Any:
    """Ask the question on OpenAI."""
    return await client.call_tool("answer", {"question": WHY.question})


def test_the_tools_are_there_and_answer_with_exact_words(url: str) -> None:
    """As over standard input and output."""

    async def work(client: Any) -> None:
        names = {tool.name for tool in (await client.list_tools()).tools}
        assert names == {"search_archive", "answer", "verify", "read_article"}
        result = await ask(client)
        assert not result.is_error, result.content
        for cited in result.structured_content["citations"]:
            assert cited["text_of_article"] == DEAL.text[cited["start"] : cited["end"]]
        checked = await client.call_tool("verify", {"text": DEAL.text[:40]})
        assert not checked.is_error, checked.content

    told(url, work)


def test_a_fault_of_the_model_is_one_line_to_the_tool() -> None:
    """As the service's other routes tell it."""

    def down(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        raise EndpointError("the endpoint is down: start it.")
        yield

    with serving(FakeArchive(down)) as url:
        result = told(url, ask)
    assert result.is_error
    assert result.content[0].text.endswith(": the endpoint is down: start it.")


def test_the_tools_are_behind_the_same_door(tmp_path: Path) -> None:
    """A key where one is asked for."""
    settings = Settings(data_dir=tmp_path)
    with closing(open_keys(settings, open_people(settings))) as keys:
        key = keys.add("editor")
    with serving(FakeArchive(why), login=True, data_dir=tmp_path) as url:
        assert not told(url, ask, authorization=f"Bearer {key}").is_error
        with httpx2.Client(trust_env=False) as http:
            refused = http.post(f"{url}mcp", json={}, headers={"authorization": "Bearer hem_x"})
        assert (refused.status_code, bool(re.search("key", refused.text))) == (401, True)


NO_FILTERS = Filters()
CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
ACCEPT = {"accept": "application/json, text/event-stream"}


def open_to_all(url: str) -> str:
    """The address at which a service that listens everywhere is reached here."""
    return f"http://127.0.0.1:{httpx.URL(url).port}/"


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_reader_asks_no_more_often_here_than_elsewhere(mode: str) -> None:
    """One count for all routes; the refusal is a result that the caller reads, and what costs nothing goes on."""

    async def work(client: Any) -> list[Any]:
        results = [await client.call_tool("search_archive", {"query": "acuerdo"}), await ask(client)]
        results.append(await client.call_tool("verify", {"text": "Hola."}))
        return [*results, await client.call_tool("read_article", {"id": DEAL.id})]

    with serving(FakeArchive(why), host="0.0.0.0", open_to_all=True, questions_minute=3) as url:
        url = open_to_all(url)
        assert httpx.post(f"{url}api/search", json={"query": "acuerdo"}, trust_env=False).status_code == 200
        *fine, refused, read = told(url, work, mode)
        assert httpx.post(f"{url}api/verify", json={"text": "Hola."}, trust_env=False).status_code == 429
    assert [one.is_error for one in (*fine, refused, read)] == [False, False, True, False]
    assert re.search(r"minut", refused.content[0].text)


class Reading(FakeArchive):
    """Counts how many texts it reads at once; each takes a while."""

    def __init__(self) -> None:
        super().__init__(why)
        self.now = self.most = 0
        self.lock = threading.Lock()

    def check(self, text: str, *, filters: Filters = NO_FILTERS, language: str = "") -> Checked:
        """Read one."""
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.1)
        with self.lock:
            self.now -= 1
        return super().check(text, filters=filters, language=language)


def test_texts_of_every_face_stand_in_one_line() -> None:
    """However many come at once: a machine of two processors is not to read 64 of them."""
    archive = Reading()

    async def verify(client: Any) -> list[bool]:
        errors: list[bool] = []

        async def one() -> None:
            errors.append((await client.call_tool("verify", {"text": "Hola."})).is_error)

        async with anyio.create_task_group() as calls:
            for _ in range(6):
                calls.start_soon(one)
        return errors

    with serving(archive) as url, ThreadPoolExecutor(6) as others:
        posted = [
            others.submit(httpx.post, f"{url}api/verify", json={"text": "Hola."}, trust_env=False, timeout=30)
            for _ in range(6)
        ]
        assert told(url, verify) == [False] * 6
        assert {one.result().status_code for one in posted} == {200}
    assert archive.most == 1


def test_a_caller_who_leaves_while_nothing_is_sent_is_noticed(come: Come) -> None:
    """In both protocols, as elsewhere: the model says nothing meanwhile."""
    gate = threading.Event()
    archive = FakeArchive(silent_until(gate))

    async def give_up(client: Any) -> None:
        async with anyio.create_task_group() as asking:
            asking.start_soon(ask, client)
            assert await anyio.to_thread.run_sync(comes_true, lambda: archive.asked)
            asking.cancel_scope.cancel()

    client = come(archive)
    told(str(client.base_url), give_up)
    assert noticed(client)
    call = CALL | {"params": {"name": "answer", "arguments": {"question": WHY.question}}}
    headers = ACCEPT | {"mcp-protocol-version": "2025-06-18"}
    leave_once(lambda: under_way(client, 1), client, "mcp", call, headers)
    assert noticed(client)
    gate.set()
    assert archive.ended.wait(PATIENCE)
    assert archive.broken_off
