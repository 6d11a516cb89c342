"""The way of a question past Gradio's queue: the same messages to the same browser, with a third of the work.

    join ─▶ a thread of the question's own ─▶ the messages of its session ─▶ data, what all events of a session tell
    heartbeat ─▶ a window has gone

Gradio takes an event through its router, its queue and `Blocks.process_api`, which copies, describes and compares
components at each step of an answer. A handler of this page says what it changes by component, and nothing has to be
found out. So the events by which questions are asked are taken here, and what Gradio's own client expects of an event
is put among the messages of its session (`gradio.queueing`, `gradio.server_messages`, 6.31): that it has begun, each
step as the difference to the one before (`ui.web.frugal.difference`), and that it is complete.

Gradio notices that a window has gone by a line that each of them holds. A browser holds six lines to a server, so with
six windows none of them could ask. Here a window says that it goes (leaving.js), and holds a line only while it is told
something; where that line ends before what is told, the window is taken for gone too.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import uuid
from collections.abc import Callable, Generator, Mapping
from contextlib import closing, suppress
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias, cast

import gradio as gr
from gradio.block_function import BlockFunction
from gradio.blocks import Block
from gradio.components import Component
from gradio.server_messages import (
    EventMessage,
    HeartbeatMessage,
    ProcessCompletedMessage,
    ProcessGeneratingMessage,
    ProcessStartsMessage,
)
from gradio.state_holder import SessionState
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.serving.bodies import with_body
from ui.web.frugal import FrugalBlocks, difference
from ui.web.session_messages import Inbox, tell

__all__ = ["FastPath"]

_LOG = logging.getLogger(__name__)

JOIN, DATA, HEARTBEAT = "/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/heartbeat/"
PATIENCE = 30.0
"""Seconds that a step waits for a loop which has ended."""
HEARD_SECONDS = 0.25
"""How long a browser may take to hear that its stream has ended."""
SAME: Mapping[str, Any] = gr.skip()
"""What is sent for an output that stays as it is."""

Steps: TypeAlias = Callable[[], Generator[EventMessage]]


class FastPath:
    """Wraps the page's application, and takes the events by which questions are asked; the guard lets only events in.

    Args:
        app: The application.
        page: What it shows. The handlers of the events by which questions are asked yield what they change by
            component, and take a request last.
        reader: The name of whoever sent a request.
        at_once: Events that have a thread; others wait.
    """

    def __init__(self, app: ASGIApp, page: FrugalBlocks, reader: Callable[[Request], str | None], at_once: int) -> None:
        self._app = app
        self._page = page
        self._queue = page.messages
        self._events = {event: page.fns[event] for event in page.asking}
        self._reader = reader
        self._free = asyncio.Semaphore(at_once)
        self._running: dict[asyncio.Task[None], _Passing] = {}
        self._listening: dict[str, asyncio.Task[None]] = {}
        self._ended: dict[asyncio.Task[None], str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take an event, or pass the request on."""
        if scope["type"] == "http" and scope["path"] == DATA:
            await self._tell(Request(scope, receive), send)
            return
        if scope["type"] == "http" and scope["path"].startswith(HEARTBEAT):
            await self._beat(scope["method"], scope["path"].removeprefix(HEARTBEAT))(scope, receive, send)
            return
        if scope["type"] != "http" or scope["path"] != JOIN:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        body = await request.body()
        joining = json.loads(body)
        joined = partial(self._once_heard, joining, send)
        match joining:
            case {"fn_index": int(number), "session_hash": str(session), "data": list(data)} if (
                taken := self._events.get(number)
            ) and len(data) == len(taken.inputs):
                event = self._begin(taken, session, data, request)
                await JSONResponse({"event_id": event})(scope, receive, joined)
            case _:
                await self._app(*with_body(scope, receive, body), joined)

    def _beat(self, method: str, session: str) -> Response:
        if method != "POST":
            return Response("", media_type="text/event-stream")  # Gradio's client takes this for all there is
        self._page.forget(session)
        return Response("", 204)

    async def _once_heard(self, joining: object, send: Send, message: Message) -> None:
        """Say that an event has been taken once a browser whose stream has just ended knows that.

        Gradio's client opens a stream for an event unless it takes the one before for open. If it heard of the event
        first, and of the end after that, nobody would listen to what the event tells.
        """
        match joining, message:
            case {"session_hash": str(session)}, {"type": "http.response.start"}:
                for ended in [ended for ended, one in self._ended.items() if one == session]:
                    await asyncio.wait({ended})
        await send(message)

    def _end(self, session: str) -> None:
        ended = asyncio.create_task(asyncio.sleep(HEARD_SECONDS))
        self._ended[ended] = session
        ended.add_done_callback(self._ended.pop)

    def _begin(self, taken: BlockFunction, session: str, data: list[Any], request: Request) -> str:
        event = uuid.uuid4().hex
        messages = self._queue.pending_messages_per_session
        if session not in messages:
            messages[session] = asyncio.Queue()
        self._queue.pending_event_ids_session.setdefault(session, set()).add(event)
        asking = gr.Request(request, username=self._reader(request), session_hash=session)
        steps = partial(_steps, taken, data, self._page.state_holder[session], asking)
        passing = _Passing(asyncio.get_running_loop(), messages, messages[session], event, session)
        running = asyncio.create_task(self._run(steps, passing))
        self._running[running] = passing
        running.add_done_callback(self._running.pop)
        return event

    async def _tell(self, request: Request, send: Send) -> None:
        session, sessions = request.query_params.get("session_hash", ""), self._queue.pending_messages_per_session
        heard, messages, leaving = False, sessions[session], asyncio.create_task(_left(request))
        if session not in sessions:
            messages.put_nowait(HeartbeatMessage())  # wakes `tell`, which says so; Gradio would break the line off
        if older := self._listening.get(session):
            older.cancel()  # a line that is dead, and not known to be so yet, would take half of what is said
        self._listening[session] = leaving
        try:
            heard = await tell(self._queue, session, messages, leaving, partial(self._end, session), send=send)
        finally:
            leaving.cancel()
            if self._listening.get(session) is leaving:
                del self._listening[session]
                if not heard:
                    await self._leave(session, messages)

    async def _leave(self, session: str, messages: Inbox) -> None:
        """End what a session has asked, nobody listens any more; not what it asks since it was forgotten."""
        for passing in self._running.values():
            if passing.messages is messages:
                passing.left.set()
        if self._queue.pending_messages_per_session.get(session, messages) is messages:
            await self._queue.clean_events(session_hash=session)
            self._page.forget(session)

    async def _run(self, steps: Steps, passing: _Passing) -> None:
        async with self._free:
            if passing.is_awaited():
                ended = asyncio.Event()
                work = partial(copy_context().run, passing.all_of, steps, ended)
                try:
                    threading.Thread(target=work, name="event", daemon=True).start()
                except RuntimeError:  # there are too many
                    passing.messages.put_nowait(_failed(passing.event))
                else:
                    await ended.wait()
        if not passing.is_awaited():
            self._queue.pending_event_ids_session.get(passing.session, set()).discard(passing.event)


@dataclass(frozen=True, slots=True)
class _Passing:
    """Puts what a thread makes among the messages of a session, one of `sessions` until it is forgotten."""

    loop: asyncio.AbstractEventLoop
    sessions: Mapping[str, Inbox]
    messages: Inbox
    event: str
    session: str
    left: threading.Event = field(default_factory=threading.Event)

    def is_awaited(self) -> bool:
        """Whether anybody may still hear of it."""
        return not self.left.is_set() and self.sessions.get(self.session) is self.messages

    def all_of(self, steps: Steps, ended: asyncio.Event) -> None:
        """Each step once the one before has been put, for as long as anybody listens: no handler runs ahead of that."""
        whole = _failed(self.event)
        try:
            with closing(steps()) as making:
                for step in making:
                    self._put(step)
                    if not self.is_awaited():
                        break
                else:
                    whole = ProcessCompletedMessage(output={"data": []}, success=True)
        except Exception:  # noqa: BLE001 - whatever it is, the browser hears that the event has ended
            if not self.loop.is_closed():
                _LOG.exception("an event could not be served")
        finally:
            with suppress(RuntimeError):  # the loop is closed
                self._put(whole)
                self.loop.call_soon_threadsafe(ended.set)

    def _put(self, message: EventMessage) -> None:
        message.event_id = self.event
        put = threading.Event()

        def putting() -> None:
            self.messages.put_nowait(message)
            put.set()

        self.loop.call_soon_threadsafe(putting)
        put.wait(PATIENCE)


async def _left(request: Request) -> None:
    """Wait until whoever sent a request has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _failed(event: str) -> ProcessCompletedMessage:
    return ProcessCompletedMessage(output={"error": None}, success=False, event_id=event)


def _given(taken: BlockFunction, data: list[Any], state: SessionState) -> list[Any]:
    """What a handler is given: of a state what the server has of it, of the rest what the browser sent."""
    return [
        state[_id(block)] if block.stateful else cast("Component", block).preprocess(value)
        for block, value in zip(taken.inputs, data, strict=True)
    ]


def _steps(taken: BlockFunction, data: list[Any], state: SessionState, request: gr.Request) -> Generator[EventMessage]:
    """The messages of an event until it is complete."""
    yield ProcessStartsMessage()
    shown: list[Any] | None = None
    with closing(taken.fn(*_given(taken, data, state), request)) as making:  # type: ignore[misc]
        for changes in making:
            now = [_shown(block, changes[block], state) if block in changes else SAME for block in taken.outputs]
            told = now if shown is None else [difference(*pair) for pair in zip(shown, now, strict=True)]
            shown = now
            yield ProcessGeneratingMessage(output={"data": told, "is_generating": True}, success=True)


def _shown(block: Block, value: Any, state: SessionState) -> Any:
    """What is sent of what a component changes to; of a state nothing, which is kept."""
    if block.stateful:
        state[_id(block)] = value
        return None
    if isinstance(value, Block):
        value = {**value.constructor_args, "__type__": "update"}
    if isinstance(value, dict) and value.get("__type__") == "update":
        return {name: _sent(block, one) if name == "value" else one for name, one in value.items()}
    return _sent(block, value)


def _id(block: Block) -> int:
    return block._id  # noqa: SLF001 - Gradio has no other name for it


def _sent(block: Block, value: Any) -> Any:
    sent = cast("Any", block).postprocess(value)
    return sent.model_dump() if isinstance(sent, BaseModel) else sent
