"""Exports: JSON, JSON lines and CSV, whose records are articles.

Which field holds what is said by a mapping, or guessed from the usual names of fields and then reported.
"""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from io import TextIOWrapper
from itertools import chain, islice
from typing import Any

from rag.corpus.fields import as_metadata, facts_of, guess_roles
from rag.corpus.kinds import CSV, JSONL, kind_of_name
from rag.corpus.limits import MAX_BYTES, MAX_NODES
from rag.corpus.markup import text_of_fragment
from rag.corpus.raw import Raw, RawArticle, RawFile, attempt, digest
from rag.errors import ArticleError
from rag.types import ROLES, Noted, SyncFailure

__all__ = ["read"]

Record = Mapping[str, Any]

SAMPLE = 50
"""Records that a guess is made from."""

LONG_TEXT = 200
"""Characters from which a field of any name may be the text of an article, where no name says which is."""


def read(file: RawFile) -> Iterator[Raw]:
    """Read the articles of an export."""
    kind = kind_of_name(file.name)
    if kind is CSV:
        yield from _articles(file, _rows(file))
    elif kind is JSONL:
        yield from _articles(file, _lines(file))
    else:
        yield from _articles(file, _listed(file))


def _articles(file: RawFile, records: Iterator[Record | SyncFailure]) -> Iterator[Raw]:
    sample = list(islice(records, SAMPLE))
    read = [record for record in sample if not isinstance(record, SyncFailure)]
    if not read:
        yield from (failure for failure in sample if isinstance(failure, SyncFailure))
        raise ArticleError(f"{file.source!r} holds no record that can be read: export it anew, or take it out.")
    names = list(dict.fromkeys(str(name) for record in read for name in record))
    roles = _roles(file, read, names)
    for role, name in file.mapping.items():
        if name not in names:
            yield Noted(
                file.source, f"it has no field {name!r}, which was named for {role} (fields: {_listed_names(names)})"
            )
    if guessed := {role: name for role, name in roles.items() if name != file.mapping.get(role)}:
        said = ", ".join(f"{role} = {name}" for role, name in sorted(guessed.items()))
        yield Noted(file.source, f"fields guessed by their names: {said}")
    for record in chain(sample, records):
        yield record if isinstance(record, SyncFailure) else attempt(file.source, partial(_article, record, roles))


def _article(record: Record, roles: Mapping[str, str]) -> RawArticle:
    facts = facts_of(record, roles)
    text = text_of_fragment(facts.pop("text", ""))
    key = facts.pop("key", "") or facts.get("address", "") or digest(facts.get("title", "") or text)
    return RawArticle(
        text, facts=facts, origin="mapping", key=key, metadata=as_metadata(record, without=[*roles.values()])
    )


def _roles(file: RawFile, sample: list[Record], names: list[str]) -> dict[str, str]:
    """Which field holds what, by role: as the mapping says of the fields that are there, the others by their names.

    Raises:
        ArticleError: No field holds the text of an article.
    """
    said = {role: name for role, name in file.mapping.items() if role in ROLES and name in names}
    guessed: dict[str, str] = {}
    for record in sample:
        guessed = guess_roles(record) | guessed
    roles = {role: name for role, name in guessed.items() if name not in said.values()} | said
    if "text" not in roles and (longest := _longest(sample, without=roles.values())):
        roles["text"] = longest
    if "text" not in roles:
        raise ArticleError(
            f"{file.source!r} has no field that holds the text of an article (fields: {_listed_names(names)}): "
            "name one in the mapping as `text`, or take the file out."
        )
    return roles


def _listed_names(names: Iterable[str]) -> str:
    """The first names of fields, each in a few characters, for the reader of a report."""
    return ", ".join(" ".join(name.split())[:40] for name in islice(names, 20))


def _longest(sample: list[Record], without: Iterable[str]) -> str:
    """The field whose values are as long as articles."""
    left_out = set(without)
    lengths: dict[str, int] = {}
    for record in sample:
        for name, value in record.items():
            if isinstance(value, str) and name not in left_out:
                lengths[name] = lengths.get(name, 0) + len(value)
    best = max(lengths, key=lambda name: lengths[name], default="")
    return best if best and lengths[best] >= LONG_TEXT * len(sample) else ""


# --- Records ------------------------------------------------------------------------------------------------


def _listed(file: RawFile) -> Iterator[Record | SyncFailure]:
    """The records of a JSON file: the list that it is or holds, or the one object that it is."""
    text = file.decode().text
    if (opened := text.count("{") + text.count("[")) > MAX_NODES:
        said = f"holds {opened:,} objects and lists, of which at most {MAX_NODES:,} are read at once"
        raise ArticleError(f"{file.source!r} {said}: export it as JSON lines, or split it.")
    try:
        loaded = json.loads(text)
    except ValueError as error:
        if _is_by_lines(text):
            yield from _lines(file)
            return
        raise ArticleError(f"{file.source!r} is no JSON ({error}): export it anew, or take it out.") from error
    except RecursionError as error:
        raise ArticleError(f"{file.source!r} is JSON too deep to be articles: take it out.") from error
    records = _find_records(loaded)
    if not records:
        raise ArticleError(f"{file.source!r} holds no object, and so no article: a list of objects is read.")
    yield from records


def _find_records(loaded: Any, depth: int = 0) -> list[Record]:
    """The longest list of objects at the top of a file, or at most three objects below it; else the object itself."""
    if isinstance(loaded, list):
        return [item for item in loaded if isinstance(item, dict)]
    if not isinstance(loaded, dict):
        return []
    if depth < 3 and "text" not in guess_roles(loaded):
        lists = (_find_records(value, depth + 1) for value in loaded.values() if isinstance(value, list | dict))
        if found := max((found for found in lists if len(found) > 1 or _holds_text(found)), key=len, default=[]):
            return found
    return [loaded]


def _holds_text(records: list[Record]) -> bool:
    return bool(records) and "text" in guess_roles(records[0])


def _is_by_lines(text: str) -> bool:
    """Whether a file that is no JSON is JSON line by line, whatever it is called."""
    first, _, rest = text.partition("\n")
    try:
        return bool(rest.strip()) and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _lines(file: RawFile) -> Iterator[Record | SyncFailure]:
    """The objects of a file with one on each line; a line that is none loses that line alone."""
    file.require_text()
    number = 0
    while line := file.stream.readline(MAX_BYTES):
        number += 1
        if len(line) == MAX_BYTES and not line.endswith(b"\n"):
            _pass_over_line(file)
            yield _lost(file, f"line {number} has more than {MAX_BYTES:,} bytes: split it, or take the line out.")
            continue
        if not (line := line.removeprefix(b"\xef\xbb\xbf").strip()):
            continue
        try:
            loaded = json.loads(line)
        except (ValueError, RecursionError) as error:
            loaded = f" ({type(error).__name__})"
        if isinstance(loaded, dict):
            yield loaded
            continue
        said = loaded if isinstance(loaded, str) and loaded.startswith(" (") else ""
        yield _lost(file, f"line {number} is no JSON object{said}: export it anew, or take the line out.")


def _pass_over_line(file: RawFile) -> None:
    while (rest := file.stream.readline(MAX_BYTES)) and not rest.endswith(b"\n"):
        pass


def _lost(file: RawFile, said: str) -> SyncFailure:
    """A record that cannot be read. Nobody knows which it was, so it is a failure of the file: see `rag.indexing`."""
    return SyncFailure(file.source, f"{file.source!r}, {said}")


def _rows(file: RawFile) -> Iterator[Record | SyncFailure]:
    """The rows of a table, by the heads of its columns; parted by commas, semicolons, tabs or bars."""
    csv.field_size_limit(MAX_BYTES)
    file.require_text()
    encoding = _encoding(file)
    file.stream.seek(0)
    lines = TextIOWrapper(file.stream, encoding=encoding, errors="replace", newline="")
    try:
        parted = max(",;\t|", key=lines.readline(MAX_BYTES).count)
        lines.seek(0)
        reader = csv.DictReader(lines, delimiter=parted)
        for row in reader:
            if None in row:
                yield _lost(
                    file, f"line {reader.line_num} has more fields than the first: put quotes around {parted!r}."
                )
            else:
                yield {name: value for name, value in row.items() if name}
    finally:
        lines.detach()  # the stream is not this reader's to close


def _encoding(file: RawFile) -> str:
    """The encoding of a long text, found without holding all of it: UTF-8, UTF-16 with its mark, or Windows-1252."""
    file.stream.seek(0)
    if file.stream.read(2) in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    file.stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.stream.read(1_000_000):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
