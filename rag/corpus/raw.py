"""What flows from a reader: raw articles, as a file gives them, and what it has to say beside.

    RawFile ─▶ reader ─▶ RawArticle … ─▶ rag.corpus.articles ─▶ Document

A reader is a function that takes a `RawFile` and yields what it finds, one article after another, so that a file of
a hundred thousand articles is never in memory as a whole.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath
from typing import BinaryIO, TypeAlias

from rag.corpus.decoding import Decoded, decode, decode_bytes
from rag.corpus.limits import MAX_BYTES, MAX_TOTAL
from rag.errors import ArticleError
from rag.types import Locator, Noted, Skipped, SyncFailure

__all__ = ["PARAGRAPH", "Allowance", "Raw", "RawArticle", "RawFile", "Reader", "attempt", "digest", "tidy"]

_SAMPLE = 4096

PARAGRAPH = "\n\n"
"""What stands between two blocks of a text whose blocks are known."""


@dataclass(slots=True)
class Allowance:
    """How many bytes a file may still unpack to, with what is inside of what is inside of it.

    A ZIP of ZIPs of ZIPs can have none in it that looks too large.
    """

    left: int = MAX_TOTAL

    def take(self, size: int, source: str) -> None:
        """Count what is unpacked.

        Raises:
            ArticleError: It is more than is left.
        """
        if size > self.left:
            said = "what lies in its files is too large, and may be made to fill the memory: unpack it by hand"
            raise ArticleError(f"{source!r} is not read to its end: {said} if you trust it.")
        self.left -= size


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file, or a file inside of one, as a reader gets it.

    Attributes:
        source: What reports call it: its path, and behind `#` its name in the file that holds it.
        name: Its own name, with the suffix.
        stream: Its bytes, seekable.
        depth: How many files it is inside of.
        mapping: Which field of a record holds what: names of fields by role (`text`, `title`, `published` …), where
            somebody has said so.
        allowance: Shared with the file that holds it.
    """

    source: str
    name: str
    stream: BinaryIO
    depth: int = 0
    mapping: Mapping[str, str] = field(default_factory=dict)
    allowance: Allowance = field(default_factory=Allowance)

    @property
    def stem(self) -> str:
        """Its name without folder and suffix."""
        return PurePosixPath(self.name).stem

    @property
    def size(self) -> int:
        """How many bytes it has."""
        here = self.stream.tell()
        size = self.stream.seek(0, os.SEEK_END)
        self.stream.seek(here)
        return size

    def read(self) -> bytes:
        """All its bytes.

        Raises:
            ArticleError: They are more than `MAX_BYTES`.
        """
        if self.size > MAX_BYTES:
            raise ArticleError(f"{self.source!r} has {self.size:,} bytes, more than {MAX_BYTES:,}: split it.")
        self.stream.seek(0)
        return self.stream.read()

    def decode(self) -> Decoded:
        """All its text, and how its bytes were read: see `notices`.

        Raises:
            ArticleError: It is too large, or no text.
        """
        return self._decoded(self.read())

    def require_text(self) -> None:
        """Look at the beginning of a file that is too long to be decoded as a whole; the stream is at its start then.

        Raises:
            ArticleError: It is no text.
        """
        self.stream.seek(0)
        self._decoded(self.stream.read(_SAMPLE))
        self.stream.seek(0)

    def notices(self, decoded: Decoded) -> Iterator[Noted]:
        """What is to be said of how its bytes were read; nothing where all were of one known encoding."""
        if decoded.notice:
            yield Noted(self.source, decoded.notice)

    def _decoded(self, data: bytes) -> Decoded:
        try:
            return decode_bytes(data)
        except ValueError as error:
            said = f"{self.source!r} {error}: an article is text here; convert it or take it out."
            raise ArticleError(said) from error


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as its file gives it.

    Attributes:
        text: What it says. Where there are locators it is tidy already (see `tidy`), since they point into it.
        facts: What the file says about it, as text, by role: `title`, `published`, `updated`, `outlet`, `author`,
            `section`, `address`.
        origin: Where those facts come from, as `Document.origins` names it.
        key: What tells it from the other articles of its file; empty where it is the only one.
        name: Name of the file that a title or a day may be taken from, where that is not the file itself.
        metadata: Anything else that was said about it.
        head: What stands around it, such as the head of its page, where a day may stand.
        wrapped: Whether an editor may have broken its lines at a margin.
        plain: Whether its text has no marks, so that `#` need not begin a heading.
    """

    text: str
    facts: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""
    key: str = ""
    name: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    locators: tuple[Locator, ...] = ()
    head: str = ""
    wrapped: bool = False
    plain: bool = False


Raw: TypeAlias = RawArticle | SyncFailure | Skipped | Noted

Reader: TypeAlias = Callable[[RawFile], Iterator[Raw]]
"""Raises ArticleError, or whatever its library raises, where it can read no further."""


def attempt(source: str, make: Callable[[], RawArticle]) -> RawArticle | SyncFailure:
    """An article of a file of many, or why it cannot be read, so that it loses itself alone.

    Args:
        source: What a report calls it; its file, where nobody knows which article it was.
        make: Raises ValueError, as the end of a sentence, where it cannot be read.
    """
    try:
        return make()
    except ValueError as error:
        return SyncFailure(source, f"{source!r} {error}, or take it out.")


def tidy(text: str) -> str:
    """Text from inside of a file, brought to the form of all texts: see `rag.corpus.decoding`.

    Raises:
        ValueError: It is no text.
    """
    return decode(text.encode("utf-8", "replace"))


def digest(text: str) -> str:
    """A short name for what has none: it changes with the text alone."""
    return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:12]
