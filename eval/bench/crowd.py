"""Twenty readers at once over the page, without a language model: when each sees the evidence, and what is sent.

They speak the page's own protocol, as a browser does: a question joins the queue, and what is shown comes as a stream.
"""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol

import httpx

from eval.bench.answering import TOLD, WRITTEN
from eval.bench.figures import Figure
from eval.bench.program import ADDRESS, READY, Program
from eval.bench.room import resident
from rag.errors import HemerotecaError
from rag.library import Library
from rag.settings import Settings

__all__ = ["AskedPage", "Asks", "Reader", "Seen", "crowd", "percentile", "turns", "weight"]

READERS = 20
TURNS = 50
MEMORY = 500
WARM = 100
PATIENCE = 120.0
KILOBYTE = 1024
EVIDENCE = "evidencia"
"""The class of the passages consulted, in the panel."""
PLACE = "memoria"
"""The id of what holds the name of a window's conversation."""
COOKIE = "/lector.js"
"""What gives a browser the cookie by which it is known again."""
CONFIG = "window.gradio_config"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader saw of an answer: seconds until its evidence and its end, and the bytes that came for it."""

    evidence: float
    whole: float
    bytes: int


def crowd(settings: Settings) -> Iterator[Figure]:
    """The first questions of twenty at once, fifty of one reader in a row, and the memory of five hundred."""
    with Library.open(settings.model_copy(update={"llm": "off"})) as library:
        library.sync(["seeds"])
    questions = (*WRITTEN, *TOLD)
    with Program(settings, llm="off", corpus="seeds").page() as page:
        _, address = page.says(ADDRESS)
        page.says(READY)
        yield Figure("page and what it names, as sent", weight(address) / KILOBYTE, "KB")
        asked = AskedPage(address)
        asked.reader().ask(questions[0])
        yield from _at_once(asked, questions)
        yield from turns(asked.reader(), questions)
        for n in range(WARM):
            asked.reader().ask(questions[n % len(questions)])
        before = resident(page.pid)
        for n in range(MEMORY - WARM):
            asked.reader().ask(questions[n % len(questions)])
        grown = 100 * (resident(page.pid) / before - 1)
        yield Figure("memory after 500 questions, more than after 100", grown, "%", 5)


def _at_once(page: AskedPage, questions: Sequence[str]) -> Iterator[Figure]:
    """The first questions of twenty."""
    crowded = [page.reader() for _ in range(READERS)]
    with ThreadPoolExecutor(READERS) as threads:
        started = time.perf_counter()
        seen = list(threads.map(lambda n: crowded[n].ask(questions[n % len(questions)]), range(READERS)))
        took = time.perf_counter() - started
    yield Figure("20 at once: evidence on screen, 95th percentile", percentile([s.evidence for s in seen]), "s", 1)
    yield Figure("20 at once: answers a second", len(seen) / took, "")


class Asks(Protocol):
    """Somebody who asks one question below the other."""

    def ask(self, question: str) -> Seen:
        """Ask, and say what was seen of the answer."""


def turns(reader: Asks, questions: Sequence[str], most: int = TURNS) -> Iterator[Figure]:
    """One conversation of many turns: what the last ones take and are sent, by what the first ones do.

    The questions come round and round, and the first round is held against the last whole one: the same questions.
    """
    seen = [reader.ask(questions[n % len(questions)]) for n in range(most)]
    every = len(questions)
    end = most - most % every
    first, last = seen[:every], seen[end - every : end]
    times = sum(turn.whole for turn in last) / sum(turn.whole for turn in first)
    sent = sum(turn.bytes for turn in last) / sum(turn.bytes for turn in first)
    yield Figure(f"{most} in one conversation: time of the last by the first", times, "", 1.2)
    yield Figure(f"{most} in one conversation: bytes sent for the last by the first", sent, "", 1.2)
    for turn in (1, 10, 25, 50):
        if turn <= most:
            yield Figure(f"turn {turn} of one conversation: whole answer", seen[turn - 1].whole, "s")
            yield Figure(f"turn {turn} of one conversation: sent", seen[turn - 1].bytes / KILOBYTE, "KB")


class AskedPage:
    """A page as the readers of this bench know it: by its own protocol.

    Args:
        address: Of the page.

    Raises:
        HemerotecaError: It has nothing by which questions are asked.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        config = _config(httpx.get(address, timeout=PATIENCE).raise_for_status().text)
        asked = [one for one in config.get("dependencies", ()) if "outbox" in str(one.get("js"))]
        places = [one["id"] for one in config.get("components", ()) if one["props"].get("elem_id") == PLACE]
        if not asked or not places:
            raise HemerotecaError(f"the page at {address} names no event by which a question is asked.")
        self._event: Mapping[str, Any] = asked[0]
        self._place: int = places[0]

    def reader(self) -> Reader:
        """Somebody new, who has opened the page."""
        client = httpx.Client(base_url=self._address, timeout=PATIENCE)
        client.get(COOKIE).raise_for_status()
        return Reader(client, self._event, self._place)


class Reader:
    """A window in which questions are asked, one below the other.

    Args:
        client: Has the reader's cookie.
        event: By which questions are asked.
        place: The component that holds the name of the conversation.
    """

    def __init__(self, client: httpx.Client, event: Mapping[str, Any], place: int) -> None:
        self._client = client
        self._event = event
        self._component = place
        self._session = uuid.uuid4().hex[:11]
        self._place: str | None = None

    def ask(self, question: str) -> Seen:
        """Ask below what was asked before, and read what comes until the answer is whole.

        Raises:
            HemerotecaError: The page has failed, or ended before the answer.
        """
        started, evidence, size = time.perf_counter(), 0.0, 0
        given = [self._place if one == self._component else None for one in self._event["inputs"]]
        told = {"data": [question, uuid.uuid4().hex, *given[2:]], "fn_index": self._event["id"]}
        session = {"session_hash": self._session}
        event = self._client.post("/gradio_api/queue/join", json=told | session).raise_for_status().json()["event_id"]
        with self._client.stream("GET", "/gradio_api/queue/data", params=session) as stream:
            for line in stream.iter_lines():
                size += len(line.encode())
                evidence = evidence or (time.perf_counter() - started if EVIDENCE in line else 0.0)
                said = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
                if said.get("event_id") == event and said.get("msg") == "process_generating":
                    self._remember(said["output"].get("data", ()))
                if said.get("event_id") == event and said.get("msg") == "process_completed":
                    if not said["success"]:
                        break
                    whole = time.perf_counter() - started
                    return Seen(evidence or whole, whole, size)
        raise HemerotecaError(f"the page gave no answer to {question!r}: see what it says in its terminal.")

    def _remember(self, data: Sequence[Any]) -> None:
        """Keep the name of the conversation, which the first thing shown of an answer has whole."""
        named = data[self._event["outputs"].index(self._component)] if data else None
        self._place = named if isinstance(named, str) else self._place


def _config(page: str) -> Mapping[str, Any]:
    """What a page says of its components and events."""
    _, _, said = page.partition(CONFIG)
    config: Mapping[str, Any] = json.JSONDecoder().raw_decode(said.lstrip(" ="))[0] if said else {}
    return config


def weight(address: str) -> int:
    """Bytes of the page and of the scripts and styles that it names, as they are sent."""
    with httpx.Client(base_url=address, timeout=PATIENCE) as client:
        page = client.get("/")
        named = set(re.findall(r'(?:src|href)="\.?(/(?:assets|static|theme)[^"]+)"', page.text))
        return page.num_bytes_downloaded + sum(client.get(path).num_bytes_downloaded for path in named)


def percentile(values: list[float], part: float = 0.95) -> float:
    """The value below which a part of them lies."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]
