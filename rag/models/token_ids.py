"""The token ids of texts, without waiting for a whole vocabulary where a few texts are asked for.

A unigram tokenizer, as that of XLM-RoBERTa, has a quarter of a million pieces, and makes a tree of them whenever it is
loaded: a second, and half a second more to let go of it, a third of what `hemeroteca search` took. A piece that does
not stand in a text takes no part in any way to cut it, so a tokenizer of those that do cuts it as the whole one
does (Kudo 2018, «Subword Regularization», section 3.2: the likeliest of all ways). They are looked up in a file that
is made beside the tokenizer's once:

    tokenizer.json     of the `tokenizers` library
    pieces.db          SQLite: each piece, its id and its score

What is not of this kind, or holds a token that was added to the vocabulary, is for the whole tokenizer.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

__all__ = ["FEW_CHARACTERS", "PIECES", "TokenIds"]

PIECES = "pieces.db"

FEW_CHARACTERS = 2_000
"""Up to so many, pieces are looked up: 2 ms for a question, 30 for ten sentences."""

_SCHEMA = """
CREATE TABLE piece (text TEXT PRIMARY KEY, id INTEGER, score REAL) WITHOUT ROWID;
CREATE TABLE frame (json TEXT, longest INTEGER, rarest TEXT);
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

    def __call__(self, texts: Sequence[str]) -> list[list[int]]:
        """The ids of each text, special ones among them, cut at the model's longest."""
        few = None
        if self._pieces is not None and "_whole" not in self.__dict__ and sum(map(len, texts)) <= FEW_CHARACTERS:
            few = self._pieces.ids(texts)
        return [encoded.ids for encoded in self._whole.encode_batch(texts)] if few is None else few

    @cached_property
    def _whole(self) -> Tokenizer:
        return Tokenizer.from_file(str(self._file))


class _Pieces:
    """The pieces of a unigram tokenizer in a file, and what else the tokenizer has: its frame."""

    def __init__(self, file: Path) -> None:
        self._file = file
        with closing(self._connect()) as connection:
            frame, self._longest, self._rarest = connection.execute(
                "SELECT json, longest, rarest FROM frame"
            ).fetchone()
        self._frame: dict[str, Any] = json.loads(frame)
        self._bare = Tokenizer.from_str(frame)
        added = [token["content"] for token in self._frame.pop("added_tokens")]
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
        with closing(self._connect()) as connection:
            return connection.execute(_LOOK_UP, [json.dumps(list(wanted))]).fetchall()

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(f"{self._file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _pieces_of(tokenizer: Path) -> _Pieces | None:
    """Those of a tokenizer's file, which are written down where they are not; none where it is of another kind."""
    file = tokenizer.with_name(PIECES)
    with suppress(OSError, sqlite3.Error, ValueError):  # whatever it is, the whole tokenizer cuts the same
        if not file.exists():
            _write(json.loads(tokenizer.read_bytes()), file)
        return _Pieces(file)
    return None


def _write(whole: dict[str, Any], file: Path) -> None:
    """Write the pieces of a tokenizer beside it, whole or not at all.

    Raises:
        ValueError: It is of another kind.
        OSError: The folder cannot be written.
    """
    vocabulary = _vocabulary(whole)
    first = vocabulary[: _last_special(whole) + 1]
    frame = json.dumps(whole | {"model": whole["model"] | {"vocab": first}})
    longest, rarest = max(len(text) for text, _ in vocabulary), min(vocabulary, key=lambda piece: piece[1])[0]
    descriptor, partial = tempfile.mkstemp(prefix=PIECES, dir=file.parent)
    os.close(descriptor)
    try:
        with closing(sqlite3.connect(partial)) as connection, connection:
            connection.executescript(_SCHEMA)
            connection.executemany(
                "INSERT INTO piece VALUES (?, ?, ?)", ((text, n, score) for n, (text, score) in enumerate(vocabulary))
            )
            connection.execute("INSERT INTO frame VALUES (?, ?, ?)", (frame, longest, rarest))
        Path(partial).replace(file)
    finally:
        Path(partial).unlink(missing_ok=True)


def _vocabulary(whole: dict[str, Any]) -> list[tuple[str, float]]:
    model = whole["model"]
    if model.get("type") != "Unigram" or model.get("byte_fallback") or model.get("unk_id") is None:
        raise ValueError("the tokenizer is no unigram model whose unknown pieces are one token")
    return [(text, score) for text, score in model["vocab"]]


def _last_special(whole: dict[str, Any]) -> int:
    """The highest id that stands in the tokenizer's own description, and so may not change."""
    processor = whole.get("post_processor") or {"type": "TemplateProcessing", "special_tokens": {}}
    if processor["type"] != "TemplateProcessing":
        raise ValueError(f"the tokenizer ends with {processor['type']}")
    ids = [number for token in processor["special_tokens"].values() for number in token["ids"]]
    last: int = max([*ids, whole["model"]["unk_id"]])
    if last >= _MOST_FIRST:
        raise ValueError(f"a special token has the id {last}")
    return last
