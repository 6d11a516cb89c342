"""OpenAI's responses, as far as text goes: https://platform.openai.com/docs/api-reference/responses.

Nothing is kept between two of them: a request brings the conversation that it continues.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import count
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import ConfigDict, Field
from starlette.responses import Response

from rag.types import Answer
from ui.http.asked import Filtered
from ui.http.asking import Wanted, answer_of, answered, event, streamed
from ui.http.completions import MODEL, Message, Messages, held, question_of, said_in_pieces, wanted_of
from ui.http.faults import Unfit
from ui.http.marked import Marked, located, marked
from ui.http.room import Room
from ui.serving.desk import Desk

__all__ = ["Responding", "response_routes"]

_Input = Annotated[str, Field(min_length=1, max_length=200_000)]
_Inputs = Annotated[Messages, Field(min_length=1)]


class Responding(Filtered):
    """A request; of what else OpenAI's protocol has, nothing changes an answer here."""

    model_config = ConfigDict(
        extra="ignore", json_schema_extra={"examples": [{"model": MODEL, "input": "¿por qué OpenAI eligió AWS?"}]}
    )

    model: str = Field(MODEL, max_length=200)
    input: _Input | _Inputs
    stream: bool | None = False
    previous_response_id: str | None = Field(None, max_length=200)
    background: bool | None = False

    def messages(self) -> list[Message]:
        """What is said, the question last.

        Raises:
            Unfit: It leans on what is not kept here.
        """
        if self.previous_response_id or self.background:
            field = "previous_response_id" if self.previous_response_id else "background"
            raise Unfit("responses are not kept here: send the messages before in `input`, and wait.", field)
        return [Message(role="user", content=self.input)] if isinstance(self.input, str) else self.input


def response_routes(room: Room) -> APIRouter:
    """`/v1/responses`."""
    router = APIRouter(prefix="/v1", tags=["openai"])

    @router.post("/responses", summary="Answer the last message of a user")
    async def respond(asked: Responding, request: Request) -> Response:
        wanted = wanted_of(question_of(asked.messages()), asked)
        room.admit(request)
        base, head = str(request.base_url), _head(asked.model)
        if asked.stream:
            say = _Saying()
            return streamed(room, partial(_lines, wanted, head, base, say), request, say.fault)
        return await answered(room, wanted, request, partial(_whole, head, base))

    return router


def _head(model: str) -> dict[str, Any]:
    return {
        "id": f"resp_{uuid.uuid4().hex}", "object": "response", "created_at": int(time.time()), "model": model,
        "error": None, "incomplete_details": None, "instructions": None, "metadata": {}, "parallel_tool_calls": False,
        "tool_choice": "none", "tools": [], "temperature": None, "top_p": None,
    }  # fmt: skip


def _item(message: Marked, base: str) -> dict[str, Any]:
    return {
        "id": f"msg_{uuid.uuid4().hex}",
        "type": "message",
        "role": "assistant",
        "status": "completed",
        "content": [_content(message, base)],
    }


def _content(message: Marked, base: str) -> dict[str, Any]:
    return {"type": "output_text", "text": message.text, "annotations": _annotations(message, base)}


def _annotations(message: Marked, base: str) -> list[dict[str, Any]]:
    return [{"type": "url_citation"} | located(mark, base) for mark in message.marks]


def _whole(head: Mapping[str, Any], base: str, answer: Answer) -> dict[str, Any]:
    return {**head, "status": "completed", "output": [_item(marked(answer), base)], "hemeroteca": held(answer)}


class _Saying:
    """Makes events, which are numbered."""

    def __init__(self) -> None:
        self._number = count()

    def __call__(self, kind: str, **more: Any) -> bytes:
        """An event."""
        return event(kind, {"type": kind, "sequence_number": next(self._number), **more})

    def fault(self, said: Mapping[str, Any]) -> bytes:
        """The event of a fault, which has a shape of its own."""
        fault = said["error"]
        return self("error", code=fault["code"], message=fault["message"], param=fault["param"])


def _lines(
    wanted: Wanted, head: Mapping[str, Any], base: str, say: _Saying, desk: Desk, session: str
) -> Iterator[bytes]:
    begun = {**head, "status": "in_progress", "output": []}
    yield say("response.created", response=begun)
    yield say("response.in_progress", response=begun)
    for step in wanted(desk, session):
        if (answer := answer_of(step)) is not None:
            yield from _told(answer, head, base, say)


def _told(answer: Answer, head: Mapping[str, Any], base: str, say: _Saying) -> Iterator[bytes]:
    """The events of an answer that is whole."""
    message = marked(answer)
    item = _item(message, base)
    at = {"item_id": item["id"], "output_index": 0, "content_index": 0}
    yield say("response.output_item.added", output_index=0, item=item | {"status": "in_progress", "content": []})
    yield say("response.content_part.added", **at, part={"type": "output_text", "text": "", "annotations": []})
    for piece in said_in_pieces(message.text):
        yield say("response.output_text.delta", **at, delta=piece, logprobs=[])
    for number, annotation in enumerate(_annotations(message, base)):
        yield say("response.output_text.annotation.added", **at, annotation_index=number, annotation=annotation)
    yield say("response.output_text.done", **at, text=message.text, logprobs=[])
    yield say("response.content_part.done", **at, part=_content(message, base))
    yield say("response.output_item.done", output_index=0, item=item)
    whole = {**head, "status": "completed", "output": [item], "hemeroteca": held(answer)}
    yield say("response.completed", response=whole)
