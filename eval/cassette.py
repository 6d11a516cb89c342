"""A recording of a language model: what it was asked once, it need not be asked again.

Each exchange is one JSON file, named by a digest of the model's name, the messages and the limit of tokens. So a
changed prompt is asked anew, an unchanged one is replayed without the model, and no recording goes out of date. What a
run used of a folder can be sealed (`eval.sealed`): without the messages, which hold text of articles.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from rag.deciding import YesNoModel
from rag.errors import HemerotecaError, ModelError
from rag.models import DEFAULT_LLM, open_language_model
from rag.settings import Settings
from rag.types import LanguageModel, Message

__all__ = ["YES_OR_NO", "Cassette", "key_of", "name_of_model", "recorded"]

YES_OR_NO = 0
"""Stands for the limit of tokens of a question that is answered by a probability."""


class Cassette:
    """A `LanguageModel` that replays what is recorded in a folder, and asks and records what is not.

    Attributes:
        name: Of the model, part of every key.
        replayed: Exchanges that came from the folder.
        recorded: Exchanges that the model was asked for.
    """

    def __init__(self, name: str, folder: Path, open_model: Callable[[], LanguageModel]) -> None:
        """Open nothing yet.

        Args:
            name: Of the model.
            folder: Where the recordings lie; it is made at the first one.
            open_model: Opens the model when first something is not recorded.
        """
        self.name = name
        self.replayed = 0
        self.recorded = 0
        self._folder = folder
        self._used: set[str] = set()
        self._open_model = open_model
        self._model: LanguageModel | None = None

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        """Yield the pieces as they were recorded, or as the model writes them.

        Only what the model ended by itself is recorded: where the iterator is closed before, the model is heard to the
        end first, since a recording that breaks off would silence whoever listens longer.

        Raises:
            HemerotecaError: A recording cannot be read, or the model failed.
        """
        path = self._path(messages, max_tokens)
        if path.exists():
            self.replayed += 1
            yield from _pieces(path)
            return
        self.recorded += 1
        written: list[str] = []
        pieces = self._opened().stream(messages, max_tokens)
        try:
            for piece in pieces:
                written.append(piece)
                yield piece
        except GeneratorExit:
            with suppress(ModelError):  # whoever has closed a stream wants to hear of no failure either
                written.extend(pieces)
                _write(path, self._exchange(messages, max_tokens, written))
            raise
        _write(path, self._exchange(messages, max_tokens, written))

    def affirms(self, messages: Sequence[Message]) -> float | None:
        """How likely the model says yes, as it was recorded or as it says now; None of one that cannot tell."""
        path = self._path(messages, YES_OR_NO)
        if path.exists():
            self.replayed += 1
            return _affirmed(path)
        self.recorded += 1
        model = self._opened()
        affirmed = model.affirms(messages) if isinstance(model, YesNoModel) else None
        _write(path, {**_request(self.name, messages, YES_OR_NO), "affirmed": affirmed})
        return affirmed

    def close(self) -> None:
        """End the model where it was opened; may be called twice."""
        if self._model is not None:
            self._model.close()

    def used(self) -> dict[str, dict[str, Any]]:
        """The exchanges that were replayed or recorded since this was opened, by key and in its order.

        Raises:
            HemerotecaError: A recording cannot be read.
        """
        paths = (self._folder / f"{key}.json" for key in sorted(self._used))
        return {path.stem: _exchange(path) for path in paths if path.exists()}  # a failure is not recorded

    def _path(self, messages: Sequence[Message], max_tokens: int) -> Path:
        key = key_of(self.name, messages, max_tokens)
        self._used.add(key)
        return self._folder / f"{key}.json"

    def _opened(self) -> LanguageModel:
        if self._model is None:
            self._model = self._open_model()
        return self._model

    def _exchange(self, messages: Sequence[Message], max_tokens: int, pieces: Sequence[str]) -> dict[str, Any]:
        return {**_request(self.name, messages, max_tokens), "pieces": list(pieces)}


def recorded(settings: Settings, folder: Path) -> Cassette:
    """The language model of the settings, recorded in a folder; it is opened when something is not recorded there."""

    def open_model() -> LanguageModel:
        model = open_language_model(settings)
        if model is None:
            raise ModelError("the language model is switched off: set llm.")
        return model

    return Cassette(name_of_model(settings), folder, open_model)


def name_of_model(settings: Settings) -> str:
    """The name that stands for the language model of the settings in every key; opens nothing."""
    return settings.llm_model or DEFAULT_LLM.name


def key_of(model: str, messages: Sequence[Message], max_tokens: int) -> str:
    """SHA-256, in hexadecimal, of everything that decides an answer."""
    request = json.dumps(_request(model, messages, max_tokens), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(request.encode("utf-8", "surrogatepass")).hexdigest()


def _request(model: str, messages: Sequence[Message], max_tokens: int) -> dict[str, Any]:
    return {"model": model, "messages": [[m.role, m.content] for m in messages], "max_tokens": max_tokens}


def _pieces(path: Path) -> list[str]:
    return [str(piece) for piece in _read(path, "pieces")]


def _affirmed(path: Path) -> float | None:
    affirmed = _read(path, "affirmed")
    return None if affirmed is None else float(affirmed)


def _read(path: Path, name: str) -> Any:
    exchange = _exchange(path)
    if name not in exchange:
        raise HemerotecaError(f"the recording {path.name} holds no {name!r}: delete it.")
    return exchange[name]


def _exchange(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise HemerotecaError(f"the recording {path.name} cannot be read ({error}): delete it.") from error


def _write(path: Path, exchange: dict[str, Any]) -> None:
    """Write a file whole or not at all: a run that is killed leaves no half recording."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(exchange, file, indent=1)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
