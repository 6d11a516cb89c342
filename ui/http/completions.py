"""OpenAI's chat completions: the archive as a model, its proofs as annotations, and all of them in a block of our own.

https://platform.openai.com/docs/api-reference/chat. In a stream nothing can be taken back, and an answer may be until
its end: so what is sent is the answer once it is proven, sentence by sentence; until then something is sent now and
then to keep the line open.
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Annotated, Any, Literal, TypeAlias

from fastapi import APIRouter, Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from starlette.responses import Response

from rag.types import Answer, Turn
from ui.contract import answer_json
from ui.http.asked import TURNS_LIMIT, Filtered
from ui.http.asking import Wanted, answer_of, answered, streamed
from ui.http.faults import Unfit, text_of
from ui.http.marked import Marked, located, marked
from ui.http.room import Room
from ui.questions import QUESTION_LIMIT
from ui.serving.desk import Desk

__all__ = [
    "MESSAGES_LIMIT",
    "MODEL",
    "Chat",
    "Message",
    "Messages",
    "completion_routes",
    "held",
    "question_of",
    "said_in_pieces",
    "wanted_of",
]

MODEL = "hemeroteca"
"""What the archive is called among models; clients may call it otherwise."""
MESSAGES_LIMIT = 200
"""Messages of a conversation that are read: the last ones. It goes on all the same, as it does with other servers."""
PARTS_LIMIT = 100
_LONGEST = 200_000
"""Characters of one message; what is longer is no question and no answer of ours."""


class Part(BaseModel):
    """A part of a message."""

    model_config = ConfigDict(extra="ignore")

    type: str = Field(max_length=40)
    text: str = Field("", max_length=_LONGEST)


_Content: TypeAlias = Annotated[str, Field(max_length=_LONGEST)] | Annotated[list[Part], Field(max_length=PARTS_LIMIT)]


class Message(BaseModel):
    """A message; those of the system are not obeyed, since nothing but the articles decides what is answered."""

    model_config = ConfigDict(extra="ignore")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: _Content | None = None

    @property
    def text(self) -> str:
        """Its words."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.text)
        return self.content or ""


def _last(given: Any) -> Any:
    return given[-MESSAGES_LIMIT:] if isinstance(given, list) else given


Messages: TypeAlias = Annotated[list[Message], BeforeValidator(_last)]
"""What is said, the question last; the beginning of a long conversation is not looked at."""


class Chat(Filtered):
    """A request; of what else OpenAI's protocol has, nothing changes an answer here."""

    model_config = ConfigDict(
        extra="ignore",
        json_schema_extra={
            "examples": [{"model": MODEL, "messages": [{"role": "user", "content": "¿por qué OpenAI eligió AWS?"}]}]
        },
    )

    model: str = Field(MODEL, max_length=200)
    messages: Messages = Field(min_length=1)
    stream: bool | None = False
    n: int | None = Field(1, ge=1, le=1, description="One answer at a time.")


def completion_routes(room: Room) -> APIRouter:
    """`/v1/chat/completions`."""
    router = APIRouter(prefix="/v1", tags=["openai"])

    @router.post("/chat/completions", summary="Answer the last message of a user")
    async def complete(asked: Chat, request: Request) -> Response:
        wanted = wanted_of(question_of(asked.messages), asked)
        room.admit(request)
        base = str(request.base_url)
        if asked.stream:
            return streamed(room, partial(_lines, wanted, asked.model, base), request, _data)
        return await answered(room, wanted, request, partial(_whole, asked.model, base))

    return router


def wanted_of(asked: tuple[str, tuple[Turn, ...]], limits: Filtered) -> Wanted:
    """A question as the desk takes it."""
    question, turns = asked
    return Wanted(question, turns, limits.filters())


def question_of(messages: list[Message]) -> tuple[str, tuple[Turn, ...]]:
    """The question of a conversation and what was said before it.

    Raises:
        Unfit: The last message is no question, or too long.
    """
    spoken = [message for message in messages if message.role in ("user", "assistant")]
    if not spoken or spoken[-1].role != "user" or not spoken[-1].text.strip():
        raise Unfit("the last message is to be a user's, with a question in it.", "messages")
    question = spoken[-1].text.strip()
    if len(question) > QUESTION_LIMIT:
        raise Unfit(
            f"the question has {len(question)} characters and there is room for {QUESTION_LIMIT}: shorten it.",
            "messages",
            "context_length_exceeded",
        )
    turns = [
        Turn(asked.text.strip()[:QUESTION_LIMIT], _unmarked(said.text))
        for asked, said in pairwise(spoken)
        if (asked.role, said.role) == ("user", "assistant") and asked.text.strip()
    ]
    return question, tuple(turns[-TURNS_LIMIT:])


def _unmarked(text: str) -> str:
    """An earlier answer without the numbers and the sources that were put to it here."""
    answer = re.split(r"\n\n(?:Fuentes|Sources):\n\n", text)[0]
    return re.sub(r" \[\d{1,3}\]| \((?:sin probar|unproven)(?:: [^()]*)?\)", "", answer)


def held(answer: Answer) -> dict[str, Any]:
    """The block of our own: the whole contract, and where the answer came from."""
    return {**answer_json(answer), "notice": answer.notice}


def _annotations(message: Marked, base: str) -> list[dict[str, Any]]:
    return [{"type": "url_citation", "url_citation": located(mark, base)} for mark in message.marks]


def _whole(model: str, base: str, answer: Answer) -> dict[str, Any]:
    message = marked(answer)
    said = {"role": "assistant", "content": message.text, "refusal": None, "annotations": _annotations(message, base)}
    choice = {"index": 0, "message": said, "finish_reason": "stop", "logprobs": None}
    return _head("chat.completion", model) | {"choices": [choice], "hemeroteca": held(answer)}


def _head(kind: str, model: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{uuid.uuid4().hex}", "object": kind, "created": int(time.time()), "model": model}


def _lines(wanted: Wanted, model: str, base: str, desk: Desk, session: str) -> Iterator[bytes]:
    head = _head("chat.completion.chunk", model)

    def chunk(delta: dict[str, Any], finish: str | None = None, **more: Any) -> bytes:
        return _data(head | {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]} | more)

    yield chunk({"role": "assistant", "content": ""})
    for step in wanted(desk, session):
        if (answer := answer_of(step)) is not None:
            message = marked(answer)
            for piece in said_in_pieces(message.text):
                yield chunk({"content": piece})
            yield chunk({"annotations": _annotations(message, base)}, "stop", hemeroteca=held(answer))
    yield b"data: [DONE]\n\n"


def said_in_pieces(text: str) -> Iterator[str]:
    """A text in pieces that end where a sentence or a line does."""
    yield from (piece for piece in re.split(r"(?<=[.!?\]»])(?= )|(?<=\n)", text) if piece)


def _data(value: Any) -> bytes:
    """A line of a stream."""
    return f"data: {text_of(value)}\n\n".encode("utf-8", "replace")
