"""The wire to a chat endpoint: OpenAI's client in a thread of its own, so that any wait of it can be broken off.

A thread that waits in a socket cannot be stopped, a task of an event loop can: whoever closes a stream, or is told to
stop, has its connection closed at once, whether or not the server has said a word. It imports the OpenAI client, which
takes a second: import it lazily. It knows neither prompts nor what an answer is.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Awaitable, Callable, Generator, Mapping
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import httpx
import openai
from anyio.from_thread import BlockingPortal, start_blocking_portal
from openai import Omit

from rag.models.endpoints import BUSY, asked_pause
from rag.models.stopping import is_stopped

__all__ = ["Delta", "Lost", "Stopped", "Strange", "Wire"]

POLL_SECONDS = 0.05
WHOLE = 10
"""Timeouts that a whole answer may take, however steadily it drips."""
PATIENCE = 10.0
"""Seconds that a server may ask to be left alone before a request is repeated; beyond that the reader is told."""

# What failures look like by the time they come through the client: its own errors, those of the connection while a
# stream is read, and lines that are not UTF-8, not JSON, or JSON without end. Only the client's code is held to it.
_FAILURES = (openai.OpenAIError, httpx.HTTPError, OSError, ValueError, RecursionError)


class Lost(Exception):
    """A request failed: `cause` is what the client or the connection raised."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(str(cause))
        self.cause = cause


class Strange(Exception):
    """Something came that is not a completion; the message says what."""


class Stopped(Exception):
    """Whoever asked has gone, or the wire was closed."""


@dataclass(frozen=True, slots=True)
class Delta:
    """A piece of what a model writes.

    Attributes:
        text: What it says.
        thought: What the server itself tells apart as thought.
        calls: Whether it asks for a tool.
        finish: Why it ends here; empty where it goes on.
    """

    text: str = ""
    thought: str = ""
    calls: bool = False
    finish: str = ""

    @property
    def counts(self) -> bool:
        """Whether the model has done anything: a server that only says it is still there has not."""
        return bool(self.text or self.thought or self.calls or self.finish)


class Wire:
    """Speaks with one endpoint. Threads may share one."""

    def __init__(self, *, base_url: str, api_key: str, timeout: float, retries: int, proxies: bool) -> None:
        """Open nothing yet.

        Args:
            base_url: Address, up to `/v1`.
            api_key: Never empty, or the client would send that of the environment.
            timeout: Seconds to wait for the connection, for the first token, and from one token to the next.
            retries: Times a request that failed is repeated.
            proxies: Whether the proxies of the environment are used.
        """
        self._timeout = timeout
        self._client = openai.AsyncOpenAI(
            base_url=base_url,
            api_key=api_key,
            max_retries=retries,
            default_headers=_FOREIGN,
            http_client=httpx.AsyncClient(
                timeout=timeout,
                trust_env=proxies,
                follow_redirects=True,
                event_hooks={"response": [_not_for_long]},
            ),
        )
        self._completions = self._client.chat.completions  # imported now: two seconds of no model's time
        self._starting = threading.Lock()
        self._thread: AbstractContextManager[BlockingPortal] | None = None
        self._portal: BlockingPortal | None = None
        self._tasks: set[Future[None]] = set()
        self._closed = False

    def stream(self, request: Mapping[str, Any]) -> Generator[Delta, None, None]:
        """Yield what a model writes, as it comes; closing the iterator closes the connection.

        Raises:
            Lost: The request, or the connection amid the answer, failed.
            Strange: What came is not a completion.
            Stopped: Whoever asked has gone, or it was closed.
        """
        arrived: queue.SimpleQueue[Any] = queue.SimpleQueue()

        async def read() -> None:
            async with await self._completions.create(**request, stream=True) as chunks:
                async for chunk in chunks:
                    arrived.put(_delta(chunk))

        return self._until_done(read, arrived)

    def ask(self, request: Mapping[str, Any]) -> Generator[Any, None, None]:
        """Yield the whole completion as the client has it, unchecked; raises as `stream` does."""
        arrived: queue.SimpleQueue[Any] = queue.SimpleQueue()

        async def read() -> None:
            arrived.put(await self._completions.create(**request))

        return self._until_done(read, arrived)

    def close(self) -> None:
        """Break off what runs, let go of the connections and take no more requests; may be called twice."""
        with self._starting:
            self._closed = True
            thread, portal, self._thread, self._portal = self._thread, self._portal, None, None
        if thread is not None and portal is not None:
            for task in tuple(self._tasks):
                task.cancel()
            portal.call(self._client.close)
            thread.__exit__(None, None, None)

    def _until_done(
        self, read: Callable[[], Awaitable[None]], arrived: queue.SimpleQueue[Any]
    ) -> Generator[Any, None, None]:
        """What arrives while `read` runs; it ends with the iterator, however that ends."""
        task = self._started(read, arrived)
        idle = waited = 0.0  # only what is waited here: whoever takes a piece may take his time
        try:
            while True:
                before = time.monotonic()
                event = _next(arrived)
                spent = time.monotonic() - before
                idle, waited = idle + spent, waited + spent
                if event is _END:
                    if task.cancelled():  # since it was closed
                        raise Stopped
                    task.result()
                    return
                if event is not None:
                    idle = idle if isinstance(event, Delta) and not event.counts else 0.0
                    yield event
                if is_stopped():
                    raise Stopped
                # The client waits for bytes, and a server that sends but empty events sends some for ever.
                if idle > self._timeout or waited > WHOLE * self._timeout:
                    raise Lost(TimeoutError("no further word came"))
        finally:
            task.cancel()

    def _started(self, read: Callable[[], Awaitable[None]], arrived: queue.SimpleQueue[Any]) -> Future[None]:
        async def guarded() -> None:
            try:
                await read()
            except _FAILURES as error:
                raise Lost(error) from error

        with self._starting:
            if self._closed:
                raise Stopped
            if self._portal is None:
                self._thread = start_blocking_portal(name="model-wire")
                self._portal = self._thread.__enter__()
            task: Future[None] = self._portal.start_task_soon(guarded)
            self._tasks.add(task)  # here, so that whoever closes it from now on finds it
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: arrived.put(_END))
        return task


# What the environment has for OpenAI's own service is not for another one: the client would send it.
_FOREIGN: Any = {"OpenAI-Organization": Omit(), "OpenAI-Project": Omit()}
_END = object()


def _next(arrived: queue.SimpleQueue[Any]) -> Any:
    """What has arrived; None where nothing has for a moment."""
    try:
        return arrived.get(timeout=POLL_SECONDS)
    except queue.Empty:
        return None


def _delta(chunk: object) -> Delta:
    """What a piece of a completion holds: the client has checked nothing of it.

    Raises:
        Strange: It is no piece of a completion.
    """
    choices = getattr(chunk, "choices", None)
    if not isinstance(choices, list):
        raise Strange(f"{type(chunk).__name__} without choices")
    if not choices:  # the last one may tell only what it cost
        return Delta()
    said = getattr(choices[0], "delta", None)
    finish = getattr(choices[0], "finish_reason", None)
    text, thought = _texts(getattr(said, "content", None))
    apart = [getattr(said, name, None) for name in ("reasoning_content", "reasoning")]
    return Delta(
        text,
        thought + next((one for one in apart if isinstance(one, str)), ""),
        bool(getattr(said, "tool_calls", None) or getattr(said, "function_call", None)),
        finish if isinstance(finish, str) else "",
    )


def _texts(content: object) -> tuple[str, str]:
    """What content says and what it thinks: a text, or a list of parts, each with its type."""
    if isinstance(content, str):
        return content, ""
    parts = [part for part in content if isinstance(part, Mapping)] if isinstance(content, list) else []
    said = [part["text"] for part in parts if part.get("type") == "text" and isinstance(part.get("text"), str)]
    return "".join(said), "…" if any(part.get("type") == "thinking" for part in parts) else ""


async def _not_for_long(response: httpx.Response) -> None:
    """A server that is busy for longer than a reader waits is not asked again: the client would sleep for minutes."""
    if response.status_code in BUSY and (asked_pause(response) or 0.0) > PATIENCE:
        response.headers["x-should-retry"] = "false"
