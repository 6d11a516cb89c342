"""The way of a question past Gradio's queue: what the browser is told, what stays here, and what is passed on."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import gradio as gr
import httpx
import pytest
from gradio.server_messages import HeartbeatMessage, ProcessCompletedMessage
from gradio.state_holder import StateHolder
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Message, Receive, Scope, Send

from tests.patience import PATIENCE
from ui.web.fast_path import DATA, HEARTBEAT, JOIN, FastPath
from ui.web.frugal import FrugalBlocks, difference
from ui.web.session_messages import BEAT_SECONDS, Inbox, Messages

LINGER = 0.05
"""How many seconds a stream stays when all is complete."""

Steps = Callable[["Small", str, int, gr.Request], Iterator[Mapping[Any, Any]]]


@pytest.fixture(autouse=True)
def _lingering_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.web.session_messages.LINGER_SECONDS", LINGER)


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
        self.inboxes = Messages(3, page.messages.pending_event_ids_session)
        page.messages.pending_messages_per_session = self.inboxes
        self.page = page
        self.event = event["id"]
        self.state = StateHolder()
        self.state.set_blocks(page)
        self.passed_on: list[Any] = []
        self.cleaned: list[str | None] = []
        page.messages.clean_events = self._clean  # type: ignore[method-assign]
        self.app = FastPath(self._other, page, lambda request: "Ana", at_once)

    async def _clean(self, *, session_hash: str | None = None, event_id: str | None = None) -> None:
        self.cleaned.append(session_hash)

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

    def messages(self, session: str) -> Inbox:
        """What is to be sent to a session."""
        return self.inboxes[session]

    def going(self) -> Mapping[str, set[str]]:
        """The events that are not complete, by session."""
        return self.page.messages.pending_event_ids_session

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
    """Each is told under its own name, and the window stays."""
    page, gone = small(counted), list[str]()
    page.page.forget = gone.append
    told = page.told(page.joining("¿uno?", None), page.joining("¿dos?", None))
    ended = [one["event_id"] for one in told if one["msg"] == "process_completed"]
    assert len(set(ended)) == 2
    assert [one["msg"] for one in told].count("close_stream") == 1
    assert told[-1]["msg"] == "close_stream"
    assert not gone


def test_what_is_asked_soon_after_is_told_in_the_same_stream() -> None:
    """One event leads to another, and a stream that ended with the first would have to be opened anew."""
    page = small(counted)
    said: list[bytes] = []

    async def two() -> None:
        async def send(message: Message) -> None:
            said.append(message.get("body", b""))
            if b"process_completed" in said[-1] and b"dos" not in b"".join(said):
                await joined(page, "s", "¿dos?")

        await joined(page, "s", "¿uno?")
        await asyncio.wait_for(listening(page, "s", send), PATIENCE)

    asyncio.run(two())
    assert b"".join(said).count(b"process_completed") == 2
    assert b"close_stream" in said[-1]


def test_an_event_is_not_joined_while_the_end_of_its_stream_may_be_on_its_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or Gradio's client would take it for told in that stream, and open none; another window's is joined at once."""
    page = small(counted)
    meanwhile: list[asyncio.Task[None]] = []

    async def quick() -> None:
        async def send(message: Message) -> None:
            if b"close_stream" in message.get("body", b"") and not meanwhile:
                meanwhile.append(asyncio.create_task(joined(page, "s", "¿dos?")))

        await joined(page, "s", "¿uno?")
        await asyncio.wait_for(listening(page, "s", send), PATIENCE)
        await joined(page, "t", "de otro")
        await listening(page, "t", send)
        assert not meanwhile[0].done()  # and ends with the loop

    monkeypatch.setattr("ui.web.fast_path.HEARD_SECONDS", 10 * PATIENCE)
    asyncio.run(quick())


def test_what_goes_gradios_way_is_not_joined_then_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """Though it came before the end: Gradio takes its time."""
    page = small(counted)
    came, ended = asyncio.Event(), asyncio.Event()

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        came.set()
        await ended.wait()
        await JSONResponse({"event_id": "a"})(scope, receive, send)

    async def quick() -> None:
        async def send(message: Message) -> None:
            if b"close_stream" in message.get("body", b""):
                ended.set()

        await joined(page, "s", "¿uno?")
        monkeypatch.setattr(page.app, "_app", slow)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(page.app), base_url="http://page") as client:
            other = asyncio.create_task(client.post(JOIN, json={"fn_index": 999, "session_hash": "s", "data": []}))
            await came.wait()
            await asyncio.wait_for(listening(page, "s", send), PATIENCE)
            assert ended.is_set()
            await asyncio.sleep(LINGER)
            assert not other.done()
            other.cancel()

    monkeypatch.setattr("ui.web.fast_path.HEARD_SECONDS", 10 * PATIENCE)
    asyncio.run(quick())


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


async def stays() -> Message:
    """What is received of a browser that stays."""
    await asyncio.Event().wait()
    raise AssertionError


async def listening(page: Small, session: str, send: Send, receive: Receive = stays) -> None:
    """Listen to a session."""
    query = f"session_hash={session}".encode()
    await page.app({"type": "http", "method": "GET", "path": DATA, "query_string": query, "headers": []}, receive, send)


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
    await listening(page, session, send, receive)


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
    steps, gone = Endless(), list[str]()
    page = small(steps)
    page.page.forget = gone.append

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
    assert gone == ["s", "t"]


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


def test_a_stream_ends_where_the_messages_of_its_session_are_taken_away() -> None:
    """The browser hears that, and not that what was cut short is complete, though that is what its event said last."""
    steps = Endless()
    page = small(steps)
    sent: list[bytes] = []

    async def forgotten() -> None:
        async def send(message: Message) -> None:
            sent.append(message.get("body", b""))
            if b"process_generating" in sent[-1]:
                inbox = page.messages("s")
                page.inboxes.forget("s")
                await comes_to(lambda: bool(steps.ended) and inbox.qsize() > 0)

        await joined(page, "s", "¿?")
        await asyncio.wait_for(listening(page, "s", send), PATIENCE)

    asyncio.run(forgotten())
    assert page.cleaned == ["s"]  # of what went Gradio's way nobody hears, either
    assert b"unexpected_error" in sent[-1]
    assert b"close_stream" in sent[-1]  # or it would take the stream for open for ever, where it waits for nothing
    assert not any(b"process_completed" in said for said in sent)


def test_the_window_that_was_used_the_longest_ago_makes_room() -> None:
    """And not the one that has been open the longest, which goes on asking; nothing is kept of the other."""
    steps = Endless()
    page = small(steps)

    async def asked() -> None:
        for n, session in enumerate(("primera", "segunda", "tercera", "primera", "cuarta"), 1):
            await joined(page, session, f"¿{session}?")
            await comes_to(lambda n=n: len(steps.begun) == n)  # type: ignore[misc]
        await comes_to(lambda: steps.ended == ["¿segunda?"])
        assert list(page.inboxes) == ["tercera", "primera", "cuarta"]
        assert page.going().keys() == {"tercera", "primera", "cuarta"}
        for session in tuple(page.inboxes):
            page.inboxes.forget(session)
        await comes_to(lambda: len(steps.ended) == 5)

    asyncio.run(asked())


def test_of_windows_that_ask_none_makes_room_for_one_that_was_idle_before() -> None:
    """What is kept for that is nothing."""
    kept = Messages(2, going := {"pregunta": {"evento"}, "ociosa": set()})
    kept["pregunta"], kept["ociosa"], kept["nueva"] = asyncio.Queue(), asyncio.Queue(), asyncio.Queue()
    assert list(kept) == ["pregunta", "nueva"]
    assert going.keys() == {"pregunta"}


def test_who_listens_hears_at_once_that_nothing_more_comes() -> None:
    """Though nothing is said meanwhile."""
    page = small(counted)

    async def forgotten() -> None:
        begun = asyncio.Event()
        said = b""

        async def send(message: Message) -> None:
            nonlocal said
            begun.set()
            said += message.get("body", b"")

        page.inboxes["s"] = asyncio.Queue()
        listener = asyncio.create_task(listening(page, "s", send))
        await begun.wait()
        await asyncio.sleep(0)  # until it waits for what comes
        page.inboxes.forget("s")
        await asyncio.wait_for(listener, BEAT_SECONDS / 2)
        assert b"session_not_found" in said

    asyncio.run(forgotten())


def test_of_two_who_listen_to_a_session_the_first_is_a_line_that_is_dead() -> None:
    """It takes no message from the second, and its end ends nothing that was asked."""
    steps = Endless()
    page = small(steps)

    async def again() -> None:
        begun, heard = [asyncio.Event(), asyncio.Event()], [0, 0]

        def sending(number: int) -> Send:
            async def send(message: Message) -> None:
                if b"process_generating" in message.get("body", b""):
                    heard[number] += 1
                    begun[number].set()

            return send

        await joined(page, "s", "¿?")
        first = asyncio.create_task(listening(page, "s", sending(0)))
        await begun[0].wait()
        second = asyncio.create_task(listening(page, "s", sending(1)))
        await asyncio.wait_for(first, PATIENCE)
        at_first = heard[0]
        await begun[1].wait()
        await comes_to(lambda: heard[1] > 3)
        assert (heard[0], steps.ended) == (at_first, [])
        second.cancel()
        await comes_to(lambda: len(steps.ended) == 1)

    asyncio.run(again())


def test_what_was_asked_ends_when_its_window_is_closed_without_a_stream() -> None:
    """Of that the page tells by forgetting its session; what is cut short is not told as complete."""
    steps = Endless()
    page = small(steps)

    async def cut() -> None:
        await joined(page, "s", "¿?")
        await comes_to(lambda: bool(steps.begun))
        inbox = page.messages("s")
        page.inboxes.forget("s")
        await comes_to(lambda: bool(steps.ended))
        while not isinstance(last := await inbox.get(), ProcessCompletedMessage):
            pass
        assert not last.success

    asyncio.run(cut())


def test_who_leaves_what_was_forgotten_ends_nothing_that_is_asked_since() -> None:
    """A window whose line was lost for a moment comes back under its name, while its old stream is still open."""
    steps = Endless()
    page = small(steps)

    async def came_back() -> None:
        begun = asyncio.Event()

        async def send(message: Message) -> None:
            if b"process_generating" in message.get("body", b""):
                begun.set()

        await joined(page, "s", "antigua")
        old = asyncio.create_task(listening(page, "s", send))
        await begun.wait()
        page.inboxes.forget("s")
        await joined(page, "s", "nueva")
        old.cancel()
        with suppress(asyncio.CancelledError):
            await old
        assert page.cleaned == []
        await comes_to(lambda: steps.ended == ["antigua"])
        seen = page.messages("s").qsize()
        await comes_to(lambda: page.messages("s").qsize() > seen)
        page.inboxes.forget("s")
        await comes_to(lambda: len(steps.ended) == 2)

    asyncio.run(came_back())


def test_a_stream_that_breaks_off_while_it_waits_takes_no_message_with_it() -> None:
    """The next one has them all."""
    page = small(counted)

    async def broken() -> None:
        begun, said = asyncio.Event(), HeartbeatMessage()
        page.inboxes["s"] = asyncio.Queue()

        async def send(message: Message) -> None:
            begun.set()

        listener = asyncio.create_task(listening(page, "s", send))
        await begun.wait()
        await asyncio.sleep(0)  # until it waits for what comes
        listener.cancel()
        with suppress(asyncio.CancelledError):
            await listener
        page.messages("s").put_nowait(said)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert page.messages("s").get_nowait() is said

    asyncio.run(broken())


def test_an_event_that_finds_no_thread_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one may find one."""
    page = small(counted)
    start, faults = threading.Thread.start, [RuntimeError("can't start new thread")]

    def none_left(thread: threading.Thread) -> None:
        if thread.name == "event" and faults:
            raise faults.pop()
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", none_left)
    told = page.told(page.joining("¿?", None), rounds=2)
    assert [(one["msg"], one.get("success")) for one in told[:2]] == [
        ("process_completed", False), ("close_stream", None),
    ]  # fmt: skip
    assert told[-2]["success"]


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


def test_a_window_holds_no_line_by_which_to_notice_that_it_goes() -> None:
    """It says so itself."""
    page, gone = small(counted), list[str]()
    page.page.forget = gone.append

    async def beating() -> tuple[httpx.Response, httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(page.app), base_url="http://page") as client:
            opening = await client.get(f"{HEARTBEAT}s")
            assert not gone
            return opening, await client.post(f"{HEARTBEAT}s")

    opening, leaving = asyncio.run(beating())
    assert (opening.status_code, opening.text, opening.headers["content-type"]) == (
        200, "", "text/event-stream; charset=utf-8",
    )  # fmt: skip
    assert leaving.status_code == 204
    assert gone == ["s"]


def test_a_session_of_which_nothing_is_known_is_told_so() -> None:
    """At once, and its line is not broken off; nothing is kept of it."""
    page = small(counted)
    lost, closed = page.told()
    assert (lost["msg"], lost["session_not_found"], closed["msg"]) == ("unexpected_error", True, "close_stream")
    assert not page.passed_on
    assert not page.inboxes


SHOWN = st.one_of(st.text(max_size=5), st.none(), st.dictionaries(st.text(max_size=2), st.integers(), max_size=2))


@given(SHOWN, SHOWN)
def test_a_difference_makes_of_what_is_shown_what_is_to_be(before: Any, now: Any) -> None:
    """As Gradio's client reads it."""
    shown = before
    for what, path, value in difference(before, now):
        assert path == []
        shown = shown + value if what == "append" else value
    assert shown == now
