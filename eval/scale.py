"""What an archive takes of any size: arithmetic over what was measured, as the tables of `docs/scale.md`.

python -m eval.scale               prints the tables
python -m eval.scale --write       puts them between the marks of docs/scale.md; a test compares the two

An input is changed here, with where it comes from; everything else follows.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["INPUTS", "MACHINES", "SIZES", "Input", "Machine", "Needs", "main", "marked", "needs", "strained"]

DOCUMENT = Path(__file__).parent.parent / "docs" / "scale.md"
BEGIN, END = "<!-- arithmetic: made by `python -m eval.scale --write` -->", "<!-- /arithmetic -->"

SIZES = (100_000, 1_000_000, 10_000_000, 100_000_000)
"""Articles."""

PATIENCE = 7 * 24.0
"""Hours that the first indexing may take."""

FOLLOWED = 60.0
"""Seconds within which a machine that reads should have what another wrote."""


@dataclass(frozen=True, slots=True)
class Input:
    """A number that all else follows from.

    Attributes:
        value: The number.
        unit: What it counts.
        what: What it says.
        source: Where it was measured, or that it is assumed.
    """

    value: float
    unit: str
    what: str
    source: str


PRESS = "430 articles of press"
INPUTS = {
    "passages": Input(4.25, "an article", "passages", f"{PRESS}: 1,826"),
    "sentences": Input(20.1, "an article", "sentences", f"{PRESS}: 8,642"),
    "sqlite": Input(9.05, "KB a passage", "ledger in SQLite: text, versions, offsets, both kinds of vectors", PRESS),
    "postgres": Input(10.1, "KB a passage", "ledger in PostgreSQL, indexes included", PRESS),
    "chroma_disk": Input(2.57, "KB a passage", "Chroma on disk", PRESS),
    "tantivy": Input(0.36, "KB a passage", "tantivy on disk", PRESS),
    "columns": Input(
        0.53,
        "KB a passage",
        "mapped columns: int8 vector, day, names as hashes, id",
        "406,400 passages: 529 bytes each",
    ),
    "memory": Input(
        2.41,
        "KB a passage",
        "memory of whoever holds the graph",
        "a million passages: 3.00 GB, 0.59 of it mapped files",
    ),
    "read": Input(0.012, "core-s an article", "reading and cutting", PRESS),
    "embed_passage": Input(1 / 28.8, "core-s a passage", "embedding, eight bits", "record 24: 28.8 a second"),
    "embed_sentence": Input(1 / 110, "core-s a sentence", "embedding, eight bits", "record 24: 110 a second"),
    "write_ledger": Input(0.0037, "s a passage", "PostgreSQL, written by one process", PRESS),
    "write_graph": Input(
        0.00057, "s a passage", "Chroma's graph, grown to 200,000", "200,000 rows: 115 s, idle; record 26"
    ),
    "follow": Input(
        2.9e-6, "s a passage held", "another machine sees what differs", "1,826 ids: 5.2 ms, read and compared"
    ),
    "fill": Input(0.0021, "s a passage", "another machine's indexes made from the ledger", "1,826 passages: 3.9 s"),
    "filtered": Input(
        68.0,
        "ms a million passages",
        "exact search under a filter that keeps 0.3, one thread",
        "a million passages: 54 and 78 ms, p95, beside other work",
    ),
    "search": Input(0.06, "core-s", "a search, the question's vector included", "50 questions of the examination"),
    "proof": Input(0.09, "core-s", "choosing and proving an answer in the articles' words", "the same 50"),
    "writing": Input(20.0, "core-s", "the delivered model reads 330 tokens and writes 60", "two cores, about 10 s"),
    "core_hour": Input(0.04, "€", "a core for an hour", "assumed"),
    "disk_month": Input(0.08, "€", "a GB of disk for a month", "assumed"),
    "memory_month": Input(2.5, "€", "a GB of memory for a month", "assumed"),
}


@dataclass(frozen=True, slots=True)
class Machine:
    """What there is: cores, GB of memory and of disk that are free for the archive."""

    name: str
    cores: int
    memory: float
    disk: float
    machines: int = 1


MACHINES = (
    Machine("laptop (8 cores, 16 GB, 500 GB)", 8, 12, 400),
    Machine("server (32 cores, 256 GB, 8 TB)", 32, 240, 7_600),
    Machine("cluster (ten such servers)", 320, 2_400, 76_000, machines=10),
)


@dataclass(frozen=True, slots=True)
class Needs:
    """What an archive takes: millions of passages, GB, hours of cores and of the one writer, s, hours, ms, €."""

    passages: float
    sqlite: float
    postgres: float
    derived: float
    memory: float
    embedding: float
    writing: float
    following: float
    filling: float
    filtered: float
    first_cost: float
    month_cost: float


def needs(articles: int) -> Needs:
    """What an archive of so many articles takes."""
    of = {name: given.value for name, given in INPUTS.items()}
    passages = articles * of["passages"]
    embedding = articles * (of["read"] + of["passages"] * of["embed_passage"] + of["sentences"] * of["embed_sentence"])
    derived = passages * (of["chroma_disk"] + of["tantivy"] + of["columns"]) / 1e6
    postgres, memory = passages * of["postgres"] / 1e6, passages * of["memory"] / 1e6
    return Needs(
        passages=passages / 1e6,
        sqlite=passages * of["sqlite"] / 1e6,
        postgres=postgres,
        derived=derived,
        memory=memory,
        embedding=embedding / 3600,
        writing=passages * (of["write_ledger"] + of["write_graph"]) / 3600,
        following=passages * of["follow"],
        filling=passages * of["fill"] / 3600,
        filtered=passages / 1e6 * of["filtered"],
        first_cost=embedding / 3600 * of["core_hour"],
        month_cost=(postgres + derived) * of["disk_month"] + memory * of["memory_month"],
    )


def strained(articles: int, machine: Machine) -> dict[str, float]:
    """How much of each part of a machine an archive takes, as a share of what there is, the most first."""
    need = needs(articles)
    ledger = need.sqlite if machine.machines == 1 else need.postgres
    shares = {
        "memory for the graph": need.memory / machine.memory,
        "disk": (ledger + need.derived * machine.machines) / machine.disk,
        "a week to embed": need.embedding / machine.cores / PATIENCE,
        "a week for one writer": need.writing / PATIENCE,
        "a second to search under a filter": need.filtered / 1000,
    }
    if machine.machines > 1:
        shares["a minute to follow a change"] = need.following / FOLLOWED
    return dict(sorted(shares.items(), key=lambda item: -item[1]))


def _tables() -> Iterator[str]:
    yield "| input | value | unit | what | from |"
    yield "|---|---|---|---|---|"
    for name, given in INPUTS.items():
        yield f"| `{name}` | {given.value:.3g} | {given.unit} | {given.what} | {given.source} |"
    yield ""
    found = [needs(size) for size in SIZES]
    yield "| articles | " + " | ".join(f"{size / 1e6:g} million" for size in SIZES) + " |"
    yield "|---" * (len(SIZES) + 1) + "|"
    for label, attribute in _ROWS:
        yield f"| {label} | " + " | ".join(_short(getattr(need, attribute)) for need in found) + " |"
    yield ""
    yield "| articles | " + " | ".join(machine.name for machine in MACHINES) + " |"
    yield "|---" * (len(MACHINES) + 1) + "|"
    for size in SIZES:
        yield f"| {size / 1e6:g} million | " + " | ".join(_verdict(strained(size, m)) for m in MACHINES) + " |"
    yield ""
    yield "| an answer | core-seconds | € a thousand |"
    yield "|---|---|---|"
    search, proof, writing = (INPUTS[name].value for name in ("search", "proof", "writing"))
    for label, seconds in (
        ("passages alone (`search`)", search),
        ("in the articles' words", search + proof),
        ("written by the delivered model", search + proof + writing),
    ):
        yield f"| {label} | {seconds:.3g} | {seconds / 3600 * INPUTS['core_hour'].value * 1000:.2g} |"


_ROWS = (
    ("passages, millions", "passages"),
    ("ledger in SQLite, GB", "sqlite"),
    ("ledger in PostgreSQL, GB", "postgres"),
    ("derived indexes, GB, of each machine that reads", "derived"),
    ("memory for the graph, GB", "memory"),
    ("reading, cutting, embedding: core-hours", "embedding"),
    ("one writer: hours", "writing"),
    ("another machine follows a change: seconds", "following"),
    ("another machine fills its indexes: hours", "filling"),
    ("search under the worst filter, one thread: ms", "filtered"),
    ("embedding once, €", "first_cost"),
    ("keeping it a month (one graph, PostgreSQL), €", "month_cost"),
)


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def _verdict(shares: dict[str, float]) -> str:
    beyond = [f"**{name}** ({_short(share)} ×)" for name, share in shares.items() if share > 1]
    name, share = next(iter(shares.items()))
    return ", ".join(beyond) or f"holds; nearest its end: {name} ({share:.0%})"


def marked() -> str:
    """The tables between their marks."""
    return "\n".join((BEGIN, "", *_tables(), "", END))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables, or write them where they stand."""
    parser = argparse.ArgumentParser(description="What an archive takes of any size.")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/scale.md")
    if not parser.parse_args(arguments).write:
        sys.stdout.write(marked() + "\n")
        return
    text = DOCUMENT.read_text(encoding="utf-8")
    before, after = text[: text.index(BEGIN)], text[text.index(END) + len(END) :]
    DOCUMENT.write_text(before + marked() + after, encoding="utf-8")


if __name__ == "__main__":
    main()
