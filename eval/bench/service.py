"""The HTTP service: what it adds to the library itself, a hundred programs at once, a text held against the archive."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import httpx

from eval.bench.crowd import QUESTIONS, percentile
from eval.bench.figures import Figure
from eval.bench.program import ADDRESS, READY, Program
from eval.bench.room import resident
from rag.errors import HemerotecaError
from rag.library import Library
from rag.settings import Settings

__all__ = ["TEXT", "service"]

CLIENTS, ROUNDS, TURNS = 100, 5, 100
PATIENCE = 120.0

TEXT = (
    "OpenAI ha firmado un acuerdo con Amazon Web Services. El acuerdo está valorado en 38.000 millones de dólares. "
    "OpenAI busca reducir la dependencia de un solo proveedor de nube. También quiere garantizar estabilidad ante la "
    "creciente demanda global. Para Amazon, el acuerdo representa una victoria estratégica. El acuerdo vale 83.000 "
    "millones de euros. OpenAI ha firmado el acuerdo con Microsoft Azure. Amazon no quiso firmar ningún acuerdo. El "
    "acuerdo se firmó en Lima. Para Amazon, el acuerdo representa una derrota."
)
"""Ten sentences on the article of `seeds/`: five that it says, and five that it does not."""


def service(settings: Settings) -> Iterator[Figure]:
    """Without a language model, since what it writes takes longer than all else."""
    bare = settings.model_copy(update={"llm": "off"})
    with Library.open(bare) as library:
        library.sync(["seeds"])
        with Program(settings, llm="off", corpus="seeds").service() as served:
            _, address = served.says(ADDRESS)
            served.says(READY)
            yield from _overhead(library, address)
            yield from _text(address)
            yield from _many(served.pid, address)


def _overhead(library: Library, address: str) -> Iterator[Figure]:
    """A question asked of the library and of the service in turn, so that both meet the same machine."""
    added = []
    with httpx.Client(base_url=address, timeout=PATIENCE) as client:
        for turn in range(TURNS + 1):
            question = QUESTIONS[turn % len(QUESTIONS)]
            began = perf_counter()
            library.ask(question)
            between = perf_counter()
            _asked(client, question)
            added.append(1000 * (perf_counter() - between - (between - began)))
    yield Figure.of("what the service adds to a question", added[1:], "ms", 5)  # the first loads what both need


def _text(address: str) -> Iterator[Figure]:
    with httpx.Client(base_url=address, timeout=PATIENCE) as client:
        took = []
        for _ in range(ROUNDS):
            began = perf_counter()
            client.post("/api/verify", json={"text": TEXT}).raise_for_status()
            took.append(perf_counter() - began)
    yield Figure.of("a text of ten sentences held against the archive", took[1:], "s", 1.5)


def _many(pid: int, address: str) -> Iterator[Figure]:
    """All ask at the same time, again and again."""
    memory, seen = [], []
    began = perf_counter()
    with ThreadPoolExecutor(CLIENTS) as programs:
        for _ in range(ROUNDS):
            seen += list(programs.map(lambda n: _one(address, QUESTIONS[n % len(QUESTIONS)]), range(CLIENTS)))
            memory.append(resident(pid))
    took = perf_counter() - began
    yield Figure(f"{CLIENTS} at once: whole answer, 95th percentile", percentile(seen), "s")
    yield Figure(f"{CLIENTS} at once: answers a second", len(seen) / took, "")
    grown = 100 * (memory[-1] / memory[0] - 1)
    yield Figure(f"memory after {len(seen)} questions, more than after {CLIENTS}", grown, "%", 5)


def _one(address: str, question: str) -> float:
    began = perf_counter()
    with httpx.Client(base_url=address, timeout=PATIENCE) as client:
        _asked(client, question)
    return perf_counter() - began


def _asked(client: httpx.Client, question: str) -> None:
    said = client.post("/api/ask", json={"question": question})
    if said.status_code != 200 or said.json()["question"] != question:
        raise HemerotecaError(f"the service gave no answer to {question!r}: {said.status_code}, {said.text[:200]}")
