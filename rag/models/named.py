"""Loads a sentence-transformers model that the reader named: a folder, or a name of the model hub.

It imports transformers, and with it torch: import it lazily.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from huggingface_hub.errors import HTTPError  # type: ignore[attr-defined]  # of the HTTP client that it uses

from rag.errors import ModelMissing
from rag.models.quiet import quiet
from rag.models.sources import hub_answers
from rag.settings import Settings

__all__ = ["load_named"]

ModelT = TypeVar("ModelT")

_FAILURES = (OSError, ValueError, HTTPError)


def load_named(load: Callable[..., ModelT], name: str, settings: Settings, setting: str) -> ModelT:
    """Load a model by folder or name; the hub is asked for what is not here, where the settings allow it.

    What is here is not looked for anew at the hub: a model that changed there would spoil the index.

    Args:
        load: The class of the model.
        name: The folder or name.
        settings: Whether the hub may be asked.
        setting: Name of the setting that named it, for the message.

    Raises:
        ModelMissing: No such folder, and the hub does not have it or does not answer.
    """
    try:
        return _load(load, name, local=True)
    except _FAILURES as error:
        if Path(name).is_dir():
            raise _missing(setting, f"the folder {name} holds no such model ({_first_line(error)})") from error
        if not settings.hub:
            raise _missing(setting, f"{name} is not here, and the model hub is off (hub = false)") from error
        if not hub_answers():
            raise _missing(setting, f"{name} is not here, and the model hub does not answer") from error
    try:
        return _load(load, name, local=False)
    except _FAILURES as error:
        raise _missing(setting, f"{name} could not be had from the model hub ({_first_line(error)})") from error


def _load(load: Callable[..., ModelT], name: str, *, local: bool) -> ModelT:
    with quiet():
        return load(name, local_files_only=local)


def _missing(setting: str, found: str) -> ModelMissing:
    return ModelMissing(f"{setting}: {found}. Name a folder, or a model that can be reached.")


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)[:200]
