"""
title: Hemeroteca
description: Asks an archive of articles; every sentence with the words that prove it, each as a source of the message.
requirements: httpx
"""  # noqa: D205, D212, D415 - Open WebUI reads it so

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import pairwise
from typing import Any

import httpx
from pydantic import BaseModel, Field

Emit = Callable[[dict[str, Any]], Awaitable[None]]


class Pipe:
    """A model of Open WebUI (Admin Panel → Functions) that is an archive, asked through `hemeroteca serve`.

    What is being done shows as a status; what an answer takes back is replaced; each citation becomes a source, whose
    text is the very words and whose name says where they stand.
    """

    class Valves(BaseModel):
        """What the administrator sets."""

        url: str = Field("http://127.0.0.1:7860", description="Where `hemeroteca serve` is.")
        key: str = Field("", description="Key of `hemeroteca keys add`, where it wants one.")
        seconds: float = Field(300.0, description="How long an answer may take.")

    def __init__(self) -> None:
        self.valves = self.Valves()

    async def pipe(self, body: dict[str, Any], __event_emitter__: Emit) -> str:
        """Answer the last message of a conversation; returns the text of the answer."""
        answer: dict[str, Any] = {}
        try:
            async for name, data in self._events(_asked(body.get("messages", []))):
                if name == "finished":
                    answer = data
                elif name == "error":
                    return await _failed(__event_emitter__, data["error"]["message"])
                elif said := _status(name, data):
                    await __event_emitter__({"type": "status", "data": {"description": said, "done": False}})
        except httpx.HTTPError as error:
            return await _failed(__event_emitter__, f"{self.valves.url}: {error}")
        for citation in answer.get("citations", ()):
            await __event_emitter__({"type": "source", "data": _source(citation)})
        await __event_emitter__({"type": "status", "data": {"description": "", "done": True, "hidden": True}})
        return _marked(answer)

    async def _events(self, asked: dict[str, Any]) -> AsyncIterator[tuple[str, Any]]:
        headers = {"authorization": f"Bearer {self.valves.key}"} if self.valves.key else {}
        client = httpx.AsyncClient(base_url=self.valves.url, headers=headers, timeout=self.valves.seconds)
        async with client, client.stream("POST", "/api/ask", json=asked) as stream:
            if stream.status_code != 200:
                yield "error", json.loads(await stream.aread())
                return
            name = ""
            async for line in stream.aiter_lines():
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    yield name, json.loads(line.removeprefix("data: "))


def _asked(messages: list[dict[str, Any]]) -> dict[str, Any]:
    """The question, and the exchanges before it."""
    spoken = [(m["role"], _text(m.get("content"))) for m in messages if m.get("role") in ("user", "assistant")]
    before = [
        {"question": question[:2000], "answer": answer[:20_000]}
        for (asks, question), (answers, answer) in pairwise(spoken)
        if (asks, answers) == ("user", "assistant")
    ]
    return {"question": spoken[-1][1] if spoken else "", "history": before[-20:], "stream": True}


def _text(content: Any) -> str:
    """The words of a message, which may be a list of parts: with a picture or a file beside the text it is."""
    if isinstance(content, list):
        parts = (part.get("text") for part in content if isinstance(part, dict))
        return "\n".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""


def _status(name: str, data: dict[str, Any]) -> str:
    if name == "waiting":
        return str(data.get("progress") or f"{data.get('place', '')}.º")
    return f"{len(data['passages'])} pasajes" if name == "retrieved" else ""


def _source(citation: dict[str, Any]) -> dict[str, Any]:
    where = " · ".join(str(part) for part in (citation["outlet"], citation["published"], citation["page"]) if part)
    name = f"[{citation['n']}] {citation['title']}" + (f" ({where})" if where else "")
    place = f"{citation['document']} {citation['start']}–{citation['end']}"
    return {"document": [citation["quote"]], "metadata": [{"source": place}], "source": {"name": name}}


def _marked(answer: dict[str, Any]) -> str:
    """The text with a number behind each sentence that is proven, and a remark behind each that is not."""
    text, at, pieces = answer.get("answer", ""), 0, []
    for claim in answer.get("claims", ()) if answer.get("status") == "answered" else ():
        numbers = "".join(f" [{number}]" for number in claim["citations"])
        pieces += [text[at : claim["end"]], numbers or f" (sin probar: {claim['reason']})"]
        at = claim["end"]
    return "".join([*pieces, text[at:]])


async def _failed(emit: Emit, message: str) -> str:
    await emit({"type": "status", "data": {"description": message, "done": True}})
    return message
