"""`hemeroteca mcp` as a client starts it: a process over a real archive, with nothing but MCP on its output."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest

from rag.library import Library
from rag.settings import Settings
from tests.conftest import SEEDS
from tests.fakes.command import ROOT, run_command, start_command
from tests.fakes.embedder import FakeEmbedder
from tests.test_checking import FALSE, TRUE

mcp = pytest.importorskip("mcp")

BRIDGE = "El puente de Valdemora costó 14,5 millones de euros. La alcaldesa, Inés Quiroga, no asistió al acto."


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the index of two small articles."""
    place = tmp_path_factory.mktemp("mcp")
    articles = place / "articles"
    articles.mkdir()
    (articles / "puente.txt").write_text(f"El puente se abre\n\n{BRIDGE}\n", encoding="utf-8")
    (articles / "lobos.txt").write_text("Los guardas contaron 23 lobos en la sierra de Arcedo.\n", encoding="utf-8")
    with opened(place) as library:
        library.sync([articles, SEEDS])
    return place


def opened(folder: Path) -> Library:
    """The archive of a folder, in this process."""
    settings = Settings.model_validate({"data_dir": folder / "data", "llm": "off", "hub": False})
    return Library.open(settings, embedder=FakeEmbedder())


def connected(folder: Path, scenario: Callable[[Any], Awaitable[Any]]) -> Any:
    """What becomes of a client that has started the command."""
    own = {"HEMEROTECA_DATA_DIR": str(folder / "data"), "HEMEROTECA_LLM": "off", "HEMEROTECA_LANGUAGE": "es"}
    server = mcp.StdioServerParameters(
        command=sys.executable,
        args=["-m", "tests.fakes.command", "mcp"],
        env={**own, "PYTHONPATH": str(ROOT)},
        cwd=folder,
    )

    async def run() -> Any:
        with anyio.fail_after(90):
            async with mcp.Client(server) as client:
                return await scenario(client)

    return anyio.run(run)


def test_a_client_searches_asks_verifies_and_reads(folder: Path) -> None:
    """All of it over one connection, and while the archive is open elsewhere, as behind a page."""

    async def work(client: Any) -> None:
        async def told(tool: str, **arguments: Any) -> dict[str, Any]:
            result = await client.call_tool(tool, arguments)
            assert not result.is_error, result.content
            return dict(result.structured_content)

        found = await told("search_archive", query="¿Cuánto costó el puente de Valdemora?")
        first = found["passages"][0]
        read = await told("read_article", id=first["article"], start=first["start"], end=first["end"])
        assert read["text_of_article"] == first["text_of_article"]
        whole = (await client.read_resource(f"hemeroteca://article/{first['article']}")).contents[0]
        text = json.loads(whole.text)["text_of_article"]

        answered = await told("answer", question="¿Cuánto costó el puente de Valdemora?")
        assert (answered["status"], answered["mode"]) == ("answered", "extractive")
        assert all(text[c["start"] : c["end"]] == c["text_of_article"] for c in answered["citations"])
        refused = await told("answer", question="¿Quién ganó el mundial de ajedrez de 1972?")
        assert (refused["status"], refused["citations"]) == ("insufficient", [])

        claims = "El puente de Valdemora costó 14,5 millones de euros. La alcaldesa, Inés Quiroga, asistió al acto."
        verified = await told("verify", text=claims)
        assert [one["verdict"] for one in verified["sentences"]] == ["supported", "contradicted"]
        assert all(claims[one["start"] : one["end"]] == one["text"] for one in verified["sentences"])

        failed = await client.call_tool("search_archive", {"query": "a", "since": "ayer"})
        assert failed.is_error
        assert "no es una fecha" in failed.content[0].text

    with opened(folder) as page:
        connected(folder, work)
        assert page.status().documents == 3


def test_standard_output_holds_the_protocol_alone(folder: Path) -> None:
    """Whatever else is said goes to standard error, and the process ends with its input."""
    hello = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        },
    }
    ready = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    call = {"jsonrpc": "2.0", "id": 2, "method": "tools/call"}
    call["params"] = {"name": "read_article", "arguments": {"id": "nadie"}}
    with start_command("mcp", folder=folder, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("".join(f"{json.dumps(one)}\n" for one in (hello, ready, call)).encode())
        process.stdin.flush()
        lines = [json.loads(process.stdout.readline()) for _ in range(2)]
        process.stdin.close()
        rest, said = process.stdout.read(), process.stderr.read()  # type: ignore[union-attr]
        status = process.wait(timeout=60)
    assert {line["id"] for line in lines} == {1, 2}
    assert (rest, status) == (b"", 0), said


def test_a_strangers_text_is_told_apart_as_in_this_process(folder: Path) -> None:
    """Five true and five false sentences about an article of seeds/: no false one proven, every offset exact."""
    text = " ".join(sentence for pair in zip(TRUE, FALSE, strict=True) for sentence in pair)

    async def verify(client: Any) -> dict[str, Any]:
        result = dict((await client.call_tool("verify", {"text": text})).structured_content)
        for cited in result["citations"]:
            place = {"id": cited["article"], "start": cited["start"], "end": cited["end"]}
            read = (await client.call_tool("read_article", place)).structured_content
            assert read["text_of_article"] == cited["text_of_article"]
        return result

    result = connected(folder, verify)
    assert " ".join(text[one["start"] : one["end"]] for one in result["sentences"]) == text
    proven = [one["text"] for one in result["sentences"] if one["citations"]]
    assert set(proven).isdisjoint(FALSE)
    with opened(folder) as library:
        told = [(claim.text, claim.support, claim.reason) for claim in library.check(text).claims]
    assert [(one["text"], one["verdict"], one["reason"]) for one in result["sentences"]] == told


def test_it_ends_with_its_input_whatever_it_is_at(folder: Path) -> None:
    """Here at opening the archive; nothing is left behind."""
    status, out, said = run_command("mcp", folder=folder)
    assert (status, out) == (0, b""), said


def test_an_archive_without_articles_says_what_to_do(tmp_path: Path) -> None:
    """At the call, since the handshake waits for nothing."""

    async def ask(client: Any) -> Any:
        return await client.call_tool("answer", {"question": "¿Qué dice?"})

    result = connected(tmp_path, ask)
    assert result.is_error
    assert "hemeroteca index CARPETA" in result.content[0].text
