"""Hemeroteca: answers over an archive of articles, each sentence proven by their exact words.

from rag import Library, Settings

with Library.open(Settings(data_dir="my-archive")) as library:
    library.sync(["articles/"])
    answer = library.ask("¿por qué OpenAI eligió AWS?")
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

from rag.errors import HemerotecaError

if TYPE_CHECKING:
    from rag.library import Library
    from rag.settings import Settings, load_settings

__all__ = ["HemerotecaError", "Library", "Settings", "load_settings"]

_MODULE_OF = {"Library": "library", "Settings": "settings", "load_settings": "settings"}

# onnxruntime would give this machine a number, and keep what it does below the home folder to be sent to its makers. It
# reads this when it is loaded, which is after this package, whatever asks for it.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")


def __getattr__(name: str) -> Any:
    # The library brings Chroma with it and the settings pydantic; a command that a running page answers needs neither.
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
