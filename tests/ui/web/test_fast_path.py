"""The way of a question past Gradio's queue: what the browser is told, what stays here, and what is passed on."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import gradio as gr
import httpx
import pytest
from gradio.state_holder import StateHolder
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Message, Receive, Scope, Send

from tests.patience import PATIENCE
from ui.web.fast_path import DATA, JOIN, FastPath, difference
from ui.web.frugal import FrugalBlocks

Steps = Callable[["Small", str, int, gr.Request], Iterator[Mapping[Any, Any]]]


class Small:
    """A page with a question, a count that stays here, an answer and a button; what is passed on is kept."""

    def __init__(self, steps: Steps, at_once: int) -> None:
        def asked(question: str, count: int, request: gr.Request) -> Iterator[Mapping[Any, Any]]:
            yield from steps(self, question, count, request)

        with FrugalBlocks() as page:
            self.question, self.count = gr.Textbox(), gr.State(7)
            self.answer, self.stop = gr.Textbox(), gr.Button("alto")
            outputs = [self.answer, self.count, self.stop]
            event = self.question.submit(asked, [self.question, self.count], outputs)
        page.asking = frozenset([event["id"]])
        self.page = page
        self.event = event["id"]
        self.state = StateHolder()
        self.state.set_blocks(page)
        self.passed_on: list[Any] = []
        self.app = FastPath(self._other, page, lambda request: "Ana", at_once)

    async def _other(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await Request(scope, receive).body()
        self.passed_on.append(json.loads(body) if body else scope["path"])
        await JSONResponse({"passed": "on"})(scope, receive, send)

    def told(self, *joined: Mapping[str, Any], rounds: int = 1) -> list[dict[str, Any]]:
        """What a session is told of the events that it joins, so many times over."""

        async def asking() -> str:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://page") as client:
                text = ""
                for _ in range(rounds):
                    for event in joined:
                        (await client.post(JOIN, json=event)).raise_for_status()
                    text += (await client.get(DATA, params={"session_hash": "s"})).text
                return text

        lines = asyncio.run(asking()).splitlines()
        return [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]

    def messages(self, session: str) -> asyncio.Queue[Any]:
        """What is to be sent to a session."""
        return self.page.messages.pending_messages_per_session[session]

    def going(self) -> Mapping[str, set[str]]:
        """The events that are not complete, by session."""
        return self.page.messages.pending_event_ids_session

    def forget(self, session: str) -> None:
        """What the page does when a window is closed."""
        self.page.messages.pending_messages_per_session.pop(session)

    def joining(self, *data: Any, session: str = "s") -> dict[str, Any]:
        """The event by which something is asked."""
        return {"fn_index": self.event, "session_hash": session, "data": list(data)}


def small(steps: Steps, at_once: int = 64) -> Small:
    """A page, built within an event loop: Gradio makes one, and leaves it open, where none is running."""

    async def building() -> Small:
        return Small(steps, at_once)

    return asyncio.run(building())


def counted(page: Small, question: str, count: int, request: gr.Request) -> Iterator[Mapping[Any, Any]]:
    """An answer in two steps."""
    yield {page.answer: f"{question}: u", page.count: count + 1, page.stop: gr.Button(visible=True)}
    yield {page.answer: f"{question}: uno de {request.username}"}


def test_a_question_is_told_as_gradio_tells_an_event() -> None:
    """That it has begun, its steps as differences, that it is complete, and that the stream ends."""
    page = small(counted)
    told = page.told(page.joining("¿?", None))
    assert [one["msg"] for one in told] == [
        "process_starts", "process_generating", "process_generating", "process_completed", "close_stream",
    ]  # fmt: skip
    first, second = (one["output"]["data"] for one in told if one["msg"] == "process_generating")
    same = gr.skip()
    assert first == ["¿?: u", None, {"visible": True, "__type__": "update"}]
    assert second == [[["append", [], "no de Ana"]], [["replace", [], same]], [["replace", [], same]]]
    assert len({one["event_id"] for one in told[:-1]}) == 1


def test_what_the_server_keeps_is_never_sent_and_never_taken() -> None:
    """A state is what it was made, then what a handler made of it, whatever a browser says of it."""
    seen: list[int] = []

    def steps(page: Small, question: str, count: int, request: gr.Request) -> Iterator[Mapping[Any, Any]]:
        seen.append(count)
        yield {page.count: count + 1}

    page = small(steps)
    told = page.told(page.joining("¿uno?", "forjado"), rounds=2)
    assert seen == [7, 8]
    assert "forjado" not in json.dumps(told)
    assert told[1]["output"]["data"][1] is None


def test_a_stream_ends_when_all_events_of_its_session_have() -> None:
    """Each is told under its own name."""
    page = small(counted)
    told = page.told(page.joining("¿uno?", None), page.joining("¿dos?", None))
    ended = [one["event_id"] for one in told if one["msg"] == "process_completed"]
    assert len(set(ended)) == 2
    assert [one["msg"] for one in told].count("close_stream") == 1
    assert told[-1]["msg"] == "close_stream"


def test_a_fault_ends_an_event_and_tells_the_browser_nothing_of_it(caplog: pytest.LogCaptureFixture) -> None:
    """The log has it."""

    def steps(page: Small, question: str, count: int, request: gr.Request) -> Iterator[Mapping[Any, Any]]:
        yield {page.answer: "a medias"}
        raise ZeroDivisionError("un secreto")

    page = small(steps)
    told = page.told(page.joining("¿?", None))
    assert (told[-2]["msg"], told[-2]["success"], told[-2]["output"]) == ("process_completed", False, {"error": None})
    assert "un secreto" not in json.dumps(told)
    assert "un secreto" in caplog.text


class Endless:
    """Handlers that go on until they are closed, and what has become of them."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.ended: list[str] = []

    def __call__(self, page: Small, question: str, count: int, request: gr.Request) -> Iterator[Mapping[Any, Any]]:
        """Go on."""
        self.begun.append(question)
        try:
            while True:
                yield {page.answer: question}
                time.sleep(0.01)
        finally:
            self.ended.append(question)


async def leaving(page: Small, session: str, *questions: str) -> None:
    """Ask, and go once the first is being answered."""
    gone = asyncio.Event()

    async def receive() -> Message:
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if b"process_generating" in message.get("body", b""):
            gone.set()

    await joined(page, session, *questions)
    query = f"session_hash={session}".encode()
    await page.app({"type": "http", "method": "GET", "path": DATA, "query_string": query, "headers": []}, receive, send)


async def joined(page: Small, session: str, *questions: str) -> None:
    """Ask, and listen to nothing."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(page.app), base_url="http://page") as client:
        for question in questions:
            (await client.post(JOIN, json=page.joining(question, None, session=session))).raise_for_status()


async def comes_to(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await asyncio.sleep(0.01)


def test_what_was_asked_ends_when_its_reader_has_gone() -> None:
    """At its next step, as if whoever iterates had lost interest; what others have asked goes on."""
    steps = Endless()
    page = small(steps)

    async def one_leaves() -> None:
        await joined(page, "t", "de otro")
        await leaving(page, "s", "¿?")
        await comes_to(lambda: bool(steps.ended))
        seen = page.messages("t").qsize()
        await comes_to(lambda: page.messages("t").qsize() > seen)
        assert steps.ended == ["¿?"]
        await leaving(page, "t")
        await comes_to(lambda: len(steps.ended) == 2)

    asyncio.run(one_leaves())
    assert steps.ended == ["¿?", "de otro"]


def test_what_a_reader_sent_besides_is_not_begun_once_they_have_gone() -> None:
    """As many have a thread as there are places; what another reader sent is next, and nothing is left of the first."""
    steps = Endless()
    page = small(steps, at_once=1)

    async def one_leaves() -> None:
        await leaving(page, "s", "¿uno?", "¿dos?")
        await leaving(page, "t", "de otro")
        await comes_to(lambda: len(steps.ended) == 2)
        await comes_to(lambda: not any(page.going().values()))

    asyncio.run(one_leaves())
    assert steps.begun == ["¿uno?", "de otro"]


def test_what_was_asked_ends_when_its_window_is_closed_without_a_stream() -> None:
    """Of that the page tells by taking away the messages of its session."""
    steps = Endless()
    page = small(steps)

    async def closed() -> None:
        await joined(page, "s", "¿?")
        await comes_to(lambda: bool(steps.begun))
        page.forget("s")
        await comes_to(lambda: bool(steps.ended))

    asyncio.run(closed())


def test_a_stream_ends_where_the_messages_of_its_session_are_taken_away() -> None:
    """The browser hears that the line has ended, and comes back; it would wait for what never comes."""
    steps = Endless()
    page = small(steps)

    async def forgotten() -> None:
        async def receive() -> Message:
            await asyncio.Event().wait()
            raise AssertionError

        async def send(message: Message) -> None:
            if b"process_generating" in message.get("body", b""):
                page.forget("s")

        await joined(page, "s", "¿?")
        scope = {"type": "http", "method": "GET", "path": DATA, "query_string": b"session_hash=s", "headers": []}
        await asyncio.wait_for(page.app(scope, receive, send), PATIENCE)

    asyncio.run(forgotten())


def test_an_event_that_finds_no_thread_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one may find one."""
    page = small(counted)
    start = threading.Thread.start

    def none_left(thread: threading.Thread) -> None:
        if thread.name == "event":
            raise RuntimeError("can't start new thread")
        start(thread)

    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", none_left)
        told = page.told(page.joining("¿?", None))
    assert [(one["msg"], one.get("success")) for one in told] == [("process_completed", False), ("close_stream", None)]
    assert page.told(page.joining("¿?", None))[-2]["success"]


@pytest.mark.parametrize(
    "event",
    [
        {"fn_index": 999, "session_hash": "s", "data": ["¿?", None]},
        {"fn_index": [1], "session_hash": "s", "data": ["¿?", None]},
        {"fn_index": 0, "session_hash": "s", "data": ["¿?"]},
        {"fn_index": 0, "session_hash": "s", "data": "¿?"},
        {"fn_index": 0, "data": ["¿?", None]},
        [],
    ],
)
def test_whatever_is_no_question_is_passed_on_as_it_came(event: Any) -> None:
    """Another event, one with other values than its handler takes, one of no session."""
    page = small(counted)

    async def asking() -> Any:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(page.app), base_url="http://page") as client:
            return (await client.post(JOIN, json=event)).json(), (await client.get("/theme.css")).json()

    assert asyncio.run(asking()) == ({"passed": "on"}, {"passed": "on"})
    assert page.passed_on == [event, "/theme.css"]


def test_a_session_of_which_nothing_is_known_is_passed_on() -> None:
    """Gradio says that there is none."""
    page = small(counted)
    assert page.told() == []
    assert page.passed_on == [DATA]


SHOWN = st.one_of(st.text(max_size=5), st.none(), st.dictionaries(st.text(max_size=2), st.integers(), max_size=2))


@given(SHOWN, SHOWN)
def test_a_difference_makes_of_what_is_shown_what_is_to_be(before: Any, now: Any) -> None:
    """As Gradio's client reads it."""
    shown = before
    for what, path, value in difference(before, now):
        assert path == []
        shown = shown + value if what == "append" else value
    assert shown == now
