"""The tools of MCP at `/mcp` of the service, by the official client."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest

from rag.errors import EndpointError
from rag.settings import Settings
from rag.types import Event, Turn
from tests.ui.http.conftest import serving
from tests.ui.web.fakes import DEAL, WHY, FakeArchive, why
from ui.serving.keys import open_keys
from ui.serving.people import open_people

mcp = pytest.importorskip("mcp")


def told(url: str, scenario: Callable[[Any], Awaitable[Any]], **headers: str) -> Any:
    """What becomes of a client of the service."""
    from mcp.client.streamable_http import streamable_http_client

    async def run() -> Any:
        http = httpx2.AsyncClient(headers=headers, trust_env=False)
        with anyio.fail_after(60):
            async with http, mcp.Client(streamable_http_client(f"{url}mcp", http_client=http)) as client:
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
