"""The pipe of `examples/` for Open WebUI, against a real service."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from pathlib import Path
from typing import Any

from tests.ui.web.fakes import DEAL, WHY

PLACE = Path("examples/open_webui_pipe.py")


def pipe(url: str) -> Any:
    """The pipe, set to a service."""
    found = importlib.util.spec_from_file_location("open_webui_pipe", PLACE)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules[found.name] = module  # Pydantic looks its types up there
    found.loader.exec_module(module)
    made = module.Pipe()
    made.valves.url = url
    return made


def asked(url: str, *messages: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """What the pipe answers, and what it emitted."""
    emitted: list[dict[str, Any]] = []

    async def emit(event: dict[str, Any]) -> None:
        emitted.append(event)

    return asyncio.run(pipe(url).pipe({"messages": list(messages)}, emit)), emitted


def test_each_citation_is_a_source_of_the_message(url: str) -> None:
    """With the very words; the text has their numbers."""
    text, emitted = asked(url, {"role": "user", "content": WHY.question})
    sources = [event["data"] for event in emitted if event["type"] == "source"]
    assert [source["document"][0] in DEAL.text for source in sources] == [True, True, True]
    assert [source["source"]["name"][:3] for source in sources] == ["[1]", "[2]", "[3]"]
    assert "nube. [1]" in text
    assert "Lima. (sin probar" in text


def test_a_fault_is_told_in_a_line(url: str) -> None:
    """Whether the service refuses, or is not there."""
    for place, question in ((url, ""), ("http://127.0.0.1:9", "¿qué?")):
        text, emitted = asked(place, {"role": "user", "content": question})
        assert text
        assert emitted[-1]["data"]["done"] is True


def test_a_question_beside_a_picture_is_asked(url: str) -> None:
    """Open WebUI sends such a message as a list of its parts."""
    parts = [{"type": "text", "text": WHY.question}, {"type": "image_url", "image_url": {"url": "data:"}}]
    before = [{"role": "user", "content": parts}, {"role": "assistant", "content": "Por la nube."}]
    text, _ = asked(url, *before, {"role": "user", "content": parts})
    assert "nube. [1]" in text
