"""Twenty readers at once over the page, without a language model: when each sees the evidence, and what is sent.

They speak the page's own protocol, as a browser does: a question joins the queue, and what is shown comes as a stream.
"""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import httpx

from eval.bench.answering import TOLD, WRITTEN
from eval.bench.figures import Figure
from eval.bench.program import ADDRESS, READY, Program
from eval.bench.room import resident
from rag.errors import HemerotecaError
from rag.library import Library
from rag.settings import Settings

__all__ = ["Asking", "Seen", "crowd", "percentile", "weight"]

READERS = 20
TURNS = 50
MEMORY = 500
WARM = 100
PATIENCE = 120.0
KILOBYTE = 1024
EVIDENCE = "evidencia"
"""The class of the passages consulted, in the panel."""


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
        ask = Asking(address)
        ask(_reader(), questions[0])
        with ThreadPoolExecutor(READERS) as readers:
            started = time.perf_counter()
            seen = list(readers.map(lambda n: ask(_reader(), questions[n % len(questions)]), range(READERS)))
            took = time.perf_counter() - started
        yield Figure("20 at once: evidence on screen, 95th percentile", percentile([s.evidence for s in seen]), "s", 1)
        yield Figure("20 at once: answers a second", len(seen) / took, "")
        one = _reader()
        turns = [ask(one, questions[n % len(questions)]) for n in range(TURNS)]
        tenth = TURNS // 5
        early, late = sum(t.whole for t in turns[:tenth]), sum(t.whole for t in turns[-tenth:])
        yield Figure("50 in one conversation: the last ten by the first ten", late / early, "", 1.2)
        yield Figure("50 in one conversation: sent for the last", turns[-1].bytes / KILOBYTE, "KB")
        for n in range(WARM):
            ask(_reader(), questions[n % len(questions)])
        before = resident(page.pid)
        for n in range(MEMORY - WARM):
            ask(_reader(), questions[n % len(questions)])
        grown = 100 * (resident(page.pid) / before - 1)
        yield Figure("memory after 500 questions, more than after 100", grown, "%", 5)


class Asking:
    """Asks questions of a page by its own protocol.

    Args:
        address: Of the page.

    Raises:
        HemerotecaError: It has nothing by which questions are asked.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        config = httpx.get(f"{address}/config", timeout=PATIENCE).raise_for_status().json()
        asked = [one for one in config["dependencies"] if "outbox" in str(one.get("js"))]
        if not asked:
            raise HemerotecaError(f"the page at {address} names no event by which a question is asked.")
        self._event: Mapping[str, Any] = asked[0]

    def __call__(self, session: str, question: str) -> Seen:
        """Ask in a session, and read what comes until the answer is whole.

        Raises:
            HemerotecaError: The page has failed, or ended before the answer.
        """
        started, evidence, size = time.perf_counter(), 0.0, 0
        given = [question, uuid.uuid4().hex, *[None] * (len(self._event["inputs"]) - 2)]
        told = {"data": given, "fn_index": self._event["id"], "session_hash": session}
        with httpx.Client(base_url=self._address, timeout=PATIENCE) as client:
            event = client.post("/gradio_api/queue/join", json=told).raise_for_status().json()["event_id"]
            with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
                for line in stream.iter_lines():
                    size += len(line)
                    evidence = evidence or (time.perf_counter() - started if EVIDENCE in line else 0.0)
                    said = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
                    if said.get("msg") == "process_completed" and said.get("event_id") == event:
                        if not said["success"]:
                            break
                        whole = time.perf_counter() - started
                        return Seen(evidence or whole, whole, size)
        raise HemerotecaError(f"the page gave no answer to {question!r}: see what it says in its terminal.")


def weight(address: str) -> int:
    """Bytes of the page and of the scripts and styles that it names, as they are sent."""
    with httpx.Client(base_url=address, timeout=PATIENCE) as client:
        page = client.get("/")
        named = set(re.findall(r'(?:src|href)="\.?(/(?:assets|static|theme)[^"]+)"', page.text))
        return page.num_bytes_downloaded + sum(client.get(path).num_bytes_downloaded for path in named)


def percentile(values: list[float], part: float = 0.95) -> float:
    """The value below which a part of them lies."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def _reader() -> str:
    return uuid.uuid4().hex[:11]
