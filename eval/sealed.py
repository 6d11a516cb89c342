"""A sealed cassette: what a language model said in one run, without what it was asked, in one file to be committed.

One JSON object a line, sorted by key: the digest of a request (`eval.cassette.key_of`) beside the pieces that the model
wrote, veiled by the request, or the probability of its yes. A key hangs on the model's name, the messages and the limit
of tokens alone, so a machine without the model replays what another recorded. It never asks a model: what is not in it
is an error.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.cassette import YES_OR_NO, Cassette, key_of, name_of_model
from rag.errors import HemerotecaError
from rag.settings import Settings
from rag.text.messages import is_abstention
from rag.text.terms import tokenize
from rag.types import Message

__all__ = ["RECORD_ANEW", "NotRecorded", "Sealed", "seal", "sealed"]

RECORD_ANEW = (
    "the prompt, what is found or the model has changed since. Record anew where the model is, with --cassettes DIR "
    "--seal FILE."
)
"""Why a request is not in a sealed cassette, and what to do."""

RUN = 8
"""Words in a row with which a text counts as copied from its request."""


class NotRecorded(HemerotecaError):
    """A sealed cassette was asked what it does not hold.

    It is no `ModelError`: a model that fails is made up for, and the answer would pass for one that was replayed.
    """


class Sealed:
    """A `LanguageModel` that says what a sealed cassette holds, and nothing else.

    Attributes:
        name: Of the model, part of every key.
    """

    def __init__(self, name: str, file: Path) -> None:
        """Read a sealed cassette.

        Raises:
            HemerotecaError: It is none.
            OSError: It cannot be read.
        """
        self.name = name
        self._file = file
        self._said = _read(file)

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        """Yield the pieces as they were recorded.

        Raises:
            NotRecorded: They were not.
        """
        written = self._find(messages, max_tokens)
        yield from json.loads(_veiled(base64.b64decode(written), [message.content for message in messages]))

    def affirms(self, messages: Sequence[Message]) -> float | None:
        """How likely the model said yes; None where it could not tell.

        Raises:
            NotRecorded: It was not asked.
        """
        affirmed = self._find(messages, YES_OR_NO)
        return None if affirmed is None else float(affirmed)

    def close(self) -> None:
        """Nothing is open."""

    def _find(self, messages: Sequence[Message], max_tokens: int) -> Any:
        key = key_of(self.name, messages, max_tokens)
        if key not in self._said:
            raise NotRecorded(f"{self._file} does not hold what {self.name} says to this request: {RECORD_ANEW}")
        return self._said[key]


def sealed(settings: Settings, file: Path) -> Sealed:
    """What the language model of the settings said, from a sealed cassette; its weights are not needed."""
    return Sealed(name_of_model(settings), file)


def seal(cassette: Cassette, file: Path) -> str:
    """Write what a run used of a folder of recordings, and that alone, into a file; one that is there is replaced.

    Returns:
        A line for whoever commits the file: how many exchanges it holds, and how many of the texts that the model wrote
        repeat their request, since what it was asked holds text of articles.

    Raises:
        HemerotecaError: A recording cannot be read.
    """
    used = cassette.used()
    lines = [_line(key, exchange) for key, exchange in used.items()]
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    texts = [exchange for exchange in used.values() if "pieces" in exchange]
    return (
        f"{len(lines)} exchanges are sealed in {file}; of {len(texts)} texts "
        f"{sum(map(_repeats, texts))} repeat {RUN} words in a row of what the model was shown"
    )


def _line(key: str, exchange: Mapping[str, Any]) -> str:
    said: dict[str, Any] = {"affirmed": exchange.get("affirmed")}
    if "pieces" in exchange:
        written = json.dumps(exchange["pieces"]).encode()
        said = {"pieces": base64.b64encode(_veiled(written, [content for _, content in exchange["messages"]])).decode()}
    return json.dumps({"key": key, **said}, separators=(",", ":"))


def _veiled(text: bytes, asked: Sequence[str]) -> bytes:
    """A text that only its request makes readable, and made readable by it: what a model writes repeats articles.

    Who has the articles can make the request; nobody else reads them here.
    """
    stream = hashlib.shake_256("\0".join(asked).encode()).digest(len(text))
    return bytes(a ^ b for a, b in zip(text, stream, strict=True))


def _repeats(exchange: Mapping[str, Any]) -> bool:
    said, (_, shown) = "".join(exchange["pieces"]), exchange["messages"][-1]
    if is_abstention(said):  # our own words, which the request asks for
        return False
    words, asked = tokenize(said), f" {' '.join(tokenize(shown))} "
    return any(f" {' '.join(words[n : n + RUN])} " in asked for n in range(len(words) - RUN + 1))


def _read(file: Path) -> dict[str, Any]:
    """What was said, by key: pieces, or the probability of a yes."""
    try:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        return {str(row["key"]): row["pieces"] if "pieces" in row else row["affirmed"] for row in rows}
    except (ValueError, KeyError, TypeError) as error:
        raise HemerotecaError(f"{file} is no sealed cassette ({error!r}): make one with --seal.") from error
