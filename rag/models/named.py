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
from rag.settings import Settings

__all__ = ["load_named"]

ModelT = TypeVar("ModelT")


def load_named(load: Callable[..., ModelT], name: str, settings: Settings, setting: str) -> ModelT:
    """Load a model by folder or name; the hub is asked only where the settings allow it.

    Args:
        load: The class of the model.
        name: The folder or name.
        settings: Whether the hub may be asked.
        setting: Name of the setting that named it, for the message.

    Raises:
        ModelMissing: No such folder, and the hub does not have it or does not answer.
    """
    local = Path(name).is_dir() or not settings.hub
    try:
        with quiet():
            return load(name, local_files_only=local)
    except (OSError, ValueError, HTTPError) as error:
        where = "in the cache of the model hub, which is off (hub = false)" if local else "on the model hub"
        found = (
            f"the folder {name} holds no such model"
            if Path(name).is_dir()
            else f"{name} is no folder, nor {where}"
        )
        raise ModelMissing(
            f"{setting}: {found} ({_first_line(error)}). Name a folder, or a model that can be reached."
        ) from error


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)[
        :200
    ]
