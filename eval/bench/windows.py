"""Windows on the page without a browser: they speak the page's own protocol, and tell what came when.

A window is given its reader's name as a browser is, joins the queue with a question, reads the stream of what is shown,
which stays open for a while after the last of it, and says that it goes.
"""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType
from typing import Any, Self

import httpx

from rag.errors import HemerotecaError

__all__ = ["Seen", "Window"]

PATIENCE = 120.0
NAMING = "/lector.js"
"""What gives a browser the name of its reader."""
EVIDENCE = "evidencia"
"""The class of the passages consulted, in the panel."""
NAMED = re.compile(r'(?:src|href)="\.?(/(?:assets|static|theme)[^"]+)"')
END = "the end of a stream"
"""That of the event before may end before an event, and none between an event and what it tells."""
PLACE = "memoria"
"""The id of what holds the name of a window's conversation."""
CONFIG = re.compile(r"window\.gradio_config = (\{.*?\});</script>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of a question.

    Attributes:
        question: As it was asked.
        evidence: Seconds until its evidence was there.
        whole: Seconds until its answer was whole.
        bytes: How much was sent for it.
        text: All that was sent.
    """

    question: str | None
    evidence: float
    whole: float
    bytes: int
    text: str


class Window:
    """A window on the page, open while the block lasts.

    Args:
        address: Of the page.

    Raises:
        HemerotecaError: The page has nothing by which questions are asked.
    """

    def __init__(self, address: str) -> None:
        self._session = uuid.uuid4().hex[:11]
        self._place: str | None = None
        self._client = httpx.Client(base_url=address, timeout=PATIENCE)
        self._page = self._client.get("/").raise_for_status()
        self._client.get(NAMING).raise_for_status()

    def __enter__(self) -> Self:
        self._told = self._lines()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(httpx.HTTPError):  # the server may have gone before
            self._client.post(f"/gradio_api/heartbeat/{self._session}")
        self._client.close()

    @property
    def weight(self) -> int:
        """Bytes of the page and of the scripts and styles that it names, as they are sent."""
        sent = [self._client.get(path).num_bytes_downloaded for path in sorted(set(NAMED.findall(self._page.text)))]
        return self._page.num_bytes_downloaded + sum(sent)

    def ask(self, question: str | None) -> Seen:
        """Ask below what was asked before, and read what comes until the answer is whole.

        No question asks what has become of those before.

        Raises:
            HemerotecaError: The page has failed, or ended before the answer.
        """
        started, evidence, lines, ends = time.perf_counter(), 0.0, [], 0
        event = self.send(question)
        for line in self._told:
            if line == END and ends:
                break
            if line == END:
                ends += 1
                continue
            lines.append(line)
            evidence = evidence or (time.perf_counter() - started if EVIDENCE in line else 0.0)
            said = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
            if said.get("msg") == "unexpected_error":
                break
            if said.get("event_id") != event:
                continue
            if said["msg"] == "process_generating":
                self._remember(said["output"].get("data") or ())
            elif said["msg"] == "process_completed" and not said["success"]:
                break
            elif said["msg"] == "process_completed":
                whole = time.perf_counter() - started
                sent = sum(len(one.encode()) + 1 for one in lines)
                return Seen(question, evidence or whole, whole, sent, "\n".join(lines))
        raise HemerotecaError(f"the page gave no answer to {question!r}: see what it says in its terminal.")

    def _lines(self) -> Generator[str]:
        """What this window is told, in one stream after the other, and where each ends."""
        while True:
            with self._client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self._session}) as stream:
                yield from stream.raise_for_status().iter_lines()
            yield END

    def send(self, question: str | None) -> str:
        """Send a question and read nothing of what comes; the name of its event is given back."""
        inputs = [self._place if self._place and one == PLACE else value for one, value in self._event["inputs"]]
        given = [question, uuid.uuid4().hex, *inputs[2:]]
        told = {"data": given, "fn_index": self._event["id"], "session_hash": self._session}
        sent = self._client.post("/gradio_api/queue/join", json=told).raise_for_status()
        return str(sent.json()["event_id"])

    def _remember(self, data: Sequence[Any]) -> None:
        """Keep the name of the conversation, which the first thing shown of an answer has whole."""
        named = data[self._event["outputs"].index(PLACE)] if data else None
        self._place = named if isinstance(named, str) else self._place

    @cached_property
    def _event(self) -> Mapping[str, Any]:
        """That by which a question is asked: its number, and the ids of what it takes, with their values, and gives."""
        found = CONFIG.search(self._page.text)
        config = json.loads(found[1]) if found else {"dependencies": []}
        asked = next((one for one in config["dependencies"] if "outbox" in str(one.get("js"))), None)
        if asked is None:
            raise HemerotecaError(f"the page at {self._page.url} names no event by which a question is asked.")
        parts = {one["id"]: one["props"] for one in config["components"]}
        given = [parts.get(part, {}) for part in asked["inputs"]]
        return {
            "id": asked["id"],
            "inputs": [(one.get("elem_id"), one.get("value")) for one in given],
            "outputs": [parts.get(part, {}).get("elem_id") for part in asked["outputs"]],
        }
