"""Which language model writes the answers: the endpoint that is set, else the embedded one, else none.

OpenAI's client, by which both are asked, is imported once one of them is wanted, and so is what fetches weights.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from rag.errors import HemerotecaError
from rag.models.progress import ProgressCallback, silent
from rag.settings import Settings
from rag.types import LanguageModel

__all__ = ["OpenModel", "launch_language_model", "open_language_model"]

OpenModel: TypeAlias = Callable[[ProgressCallback], LanguageModel | None]
"""Opens a language model; none where it is switched off."""


def launch_language_model(settings: Settings) -> OpenModel:
    """Start the embedded model's process at once, where it is the one that is set and its weights are here.

    It loads for seconds, in which the caller imports what else it needs.

    Returns:
        What opens the model of the settings, as `open_language_model` does: to be called, or the process goes on until
        this one ends.
    """
    launched = _launched(settings)
    return lambda progress: launched or open_language_model(settings, progress)


def _launched(settings: Settings) -> LanguageModel | None:
    if settings.llm == "off" or settings.llm_base_url:
        return None
    from rag.models.catalog import DEFAULT_LLM
    from rag.models.embedded import start_embedded
    from rag.models.weights import find

    try:
        weights = find(DEFAULT_LLM, settings)
        return start_embedded(settings, weights) if weights else None
    except HemerotecaError:  # which whoever opens it is told
        return None


def open_language_model(settings: Settings, progress: ProgressCallback = silent) -> LanguageModel | None:
    """Open the language model of the settings; fetch the embedded one where it is not in the cache.

    The embedded model goes on loading after this returns; its first `stream` waits for it.

    Returns:
        The model; `None` where it is switched off.

    Raises:
        ModelError: There is none, with the reason.
        DiskFull: There is no room for its weights.
    """
    if settings.llm == "off":
        return None
    if settings.llm_base_url:
        from rag.models.chat_endpoint import connect_endpoint

        return connect_endpoint(settings)
    from rag.models.catalog import DEFAULT_LLM
    from rag.models.embedded import start_embedded
    from rag.models.weights import ensure

    return start_embedded(settings, ensure(DEFAULT_LLM, settings, progress))
