"""Hemeroteca: answers over an archive of articles, each sentence proven by their exact words.

from rag import Library, Settings

with Library.open(Settings(data_dir="my-archive")) as library:
    library.sync(["articles/"])
    answer = library.ask("¿por qué OpenAI eligió AWS?")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rag.errors import HemerotecaError
from rag.settings import Settings, load_settings

if TYPE_CHECKING:
    from rag.library import Library

__all__ = ["HemerotecaError", "Library", "Settings", "load_settings"]


def __getattr__(name: str) -> Any:
    # The library brings torch and Chroma with it, seconds of loading that `hemeroteca --help` must not pay.
    if name == "Library":
        from rag.library import Library

        return Library
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
