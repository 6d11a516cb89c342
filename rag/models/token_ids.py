"""The token ids of texts, without waiting for a whole vocabulary where a few texts are asked for.

A unigram tokenizer, as that of XLM-RoBERTa, has a quarter of a million pieces, and makes a tree of them whenever it is
loaded: a second, and half a second more to let go of it, a third of what `hemeroteca search` took. A piece that does
not stand in a text takes no part in any way to cut it, so a tokenizer of those that do cuts it as the whole one
does (Kudo 2018, «Subword Regularization», section 3.2: the likeliest of all ways). They are looked up in a file that
is made beside the tokenizer's once:

    tokenizer.json     of the `tokenizers` library
    pieces.db          SQLite: each piece, its id and its score

What is not of this kind, holds a token that was added to the vocabulary, or finds that file missing or damaged is for
the whole tokenizer, which cuts the same.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

__all__ = ["FEW_CHARACTERS", "PIECES", "TokenIds"]

PIECES = "pieces.db"

FEW_CHARACTERS = 2_000
"""Up to so many, pieces are looked up: 2 ms for a question, 30 for ten sentences, 70 for as much Chinese; the whole
tokenizer, once it is there, takes a tenth of that."""

FORMAT = 1
"""Raised with every change of what is in the file: it is made anew."""
STALE_SECONDS = 3_600
"""Age of a file that whoever was making it has left behind."""

_SCHEMA = """
CREATE TABLE piece (text TEXT PRIMARY KEY, id INTEGER, score REAL) WITHOUT ROWID;
CREATE TABLE frame (made_of TEXT, json TEXT, longest INTEGER, rarest TEXT);
"""
_LOOK_UP = "SELECT text, piece.id, score FROM json_each(?) AS wanted CROSS JOIN piece ON piece.text = wanted.value"
_MOST_FIRST = 1_000
"""Pieces, up to the last special one, that every tokenizer made of a few has, and at their place."""


class TokenIds:
    """The token ids that a tokenizer's file makes of texts. Threads may share one.

    Args:
        file: Of the `tokenizers` library; `pieces.db` is made beside it, where that is of use and can be written.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._pieces = _pieces_of(file)
        self._whole: Tokenizer | None = None

    def __call__(self, texts: Sequence[str]) -> list[list[int]]:
        """The ids of each text, special ones among them, cut at the model's longest."""
        if self._pieces is not None and self._whole is None and sum(map(len, texts)) <= FEW_CHARACTERS:
            with suppress(sqlite3.Error):  # it has gone, or a part of it is damaged
                if (ids := self._pieces.ids(texts)) is not None:
                    return ids
        if self._whole is None:
            self._whole = Tokenizer.from_file(str(self._file))
        return [encoded.ids for encoded in self._whole.encode_batch(texts)]


class _Pieces:
    """The pieces of a unigram tokenizer in a file, and what else the tokenizer has: its frame."""

    def __init__(self, file: Path, frame: str, longest: int, rarest: str) -> None:
        self._file = file
        self._longest, self._rarest = longest, rarest
        self._frame: dict[str, Any] = json.loads(frame)
        self._bare = Tokenizer.from_str(frame)
        added = [token["content"] for token in self._frame.pop("added_tokens", None) or ()]
        self._added = {*added, *map(self._normal, added)}

    def ids(self, texts: Sequence[str]) -> list[list[int]] | None:
        """The ids of texts; none where one holds an added token, which is found before a text is cut."""
        normal = list(map(self._normal, texts))
        if any(token in text for token in self._added for text in (*texts, *normal)):
            return None
        first = self._frame["model"]["vocab"]
        known = {text for text, _ in first}
        # What no piece stands for costs as much as the rarest one, and some.
        found = self._looked_up((self._within(normal) | {self._rarest}) - known)
        real = [*range(len(first)), *(number for _, number, _ in found)]
        vocabulary = [*first, *((text, score) for text, _, score in found)]
        model = self._frame["model"] | {"vocab": vocabulary}
        cutter = Tokenizer.from_str(json.dumps(self._frame | {"added_tokens": [], "model": model}))
        return [[real[number] for number in encoded.ids] for encoded in cutter.encode_batch(texts)]

    def _normal(self, text: str) -> str:
        return self._bare.normalizer.normalize_str(text) if self._bare.normalizer else text

    def _within(self, texts: Iterable[str]) -> set[str]:
        """Whatever stands in texts, within a word of the tokenizer, and is no longer than the longest piece."""
        before = self._bare.pre_tokenizer
        words = {word for text in texts for word, _ in (before.pre_tokenize_str(text) if before else [(text, (0, 0))])}
        return {word[n:end] for word in words for n in range(len(word)) for end in range(n + 1, n + self._longest + 1)}

    def _looked_up(self, wanted: Iterable[str]) -> list[tuple[str, int, float]]:
        with closing(_connect(self._file)) as connection:
            return connection.execute(_LOOK_UP, [json.dumps(list(wanted))]).fetchall()


def _connect(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _pieces_of(tokenizer: Path) -> _Pieces | None:
    """Those of a tokenizer's file, which are written down where they are not; none where it is of another kind."""
    file = tokenizer.with_name(PIECES)
    with suppress(Exception):  # whatever is wrong, with the tokenizer too: it is told where that is loaded
        told = tokenizer.stat()
        made_of = f"{FORMAT} {told.st_size} {told.st_mtime_ns}"
        frame = _read(file, made_of)
        if frame is None:
            _write(tokenizer, file, made_of)
            frame = _read(file, made_of)
        return _Pieces(file, *frame) if frame and frame[0] else None
    return None


def _read(file: Path, made_of: str) -> tuple[str, int, str] | None:
    """The frame, its longest and its rarest piece; none where the file is missing, damaged or made of another."""
    with suppress(sqlite3.Error), closing(_connect(file)) as connection:
        was, *frame = connection.execute("SELECT made_of, json, longest, rarest FROM frame").fetchone()
        return (frame[0], frame[1], frame[2]) if was == made_of else None
    return None


def _write(tokenizer: Path, file: Path, made_of: str) -> None:
    """Write the pieces of a tokenizer beside it, whole or not at all; of one of another kind that it is so.

    Raises:
        OSError: The folder cannot be written.
        ValueError: The tokenizer cannot be read.
    """
    for left in file.parent.glob(f"{PIECES}.*"):
        if time.time() - left.stat().st_mtime > STALE_SECONDS:
            left.unlink(missing_ok=True)
    descriptor, partial = tempfile.mkstemp(prefix=f"{PIECES}.", dir=file.parent)  # first: it may not be allowed
    try:
        _fill(partial, json.loads(tokenizer.read_bytes()), made_of)
        os.fsync(descriptor)
        Path(partial).chmod(tokenizer.stat().st_mode)
        Path(partial).replace(file)
    finally:
        os.close(descriptor)
        Path(partial).unlink(missing_ok=True)


def _fill(partial: str, whole: dict[str, Any], made_of: str) -> None:
    vocabulary = _vocabulary(whole)
    frame, longest, rarest = "", 0, ""
    if vocabulary:
        first = vocabulary[: _last_special(whole) + 1]
        frame = json.dumps(whole | {"model": whole["model"] | {"vocab": first}})
        longest, rarest = max(len(text) for text, _ in vocabulary), min(vocabulary, key=lambda piece: piece[1])[0]
    with closing(sqlite3.connect(partial)) as connection, connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.executescript(_SCHEMA)
        rows = ((text, number, score) for number, (text, score) in enumerate(vocabulary))
        connection.executemany("INSERT INTO piece VALUES (?, ?, ?)", rows)
        connection.execute("INSERT INTO frame VALUES (?, ?, ?, ?)", (made_of, frame, longest, rarest))


def _vocabulary(whole: dict[str, Any]) -> list[tuple[str, float]]:
    """The pieces with their scores, by id; none of a tokenizer that those of a text do not cut as it does."""
    model = whole["model"]
    unigram = model.get("type") == "Unigram" and not model.get("byte_fallback") and model.get("unk_id") is not None
    ending = (whole.get("post_processor") or {"type": "TemplateProcessing"})["type"]
    if not unigram or ending != "TemplateProcessing" or _last_special(whole) >= _MOST_FIRST:
        return []
    return [(text, score) for text, score in model["vocab"]]


def _last_special(whole: dict[str, Any]) -> int:
    """The highest id that stands in the tokenizer's own description, and so may not change."""
    special = (whole.get("post_processor") or {}).get("special_tokens", {})
    ids = [number for token in special.values() for number in token["ids"]]
    last: int = max([*ids, whole["model"]["unk_id"]])
    return last
