"""Which language model writes the answers: the endpoint that is set, else the embedded one, else none.

LlamaIndex, which both bring with them, is imported once one of them is wanted, and so is what fetches weights.
"""

from __future__ import annotations

from rag.models.progress import ProgressCallback, silent
from rag.settings import Settings
from rag.types import LanguageModel

__all__ = ["open_language_model"]


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
        from rag.models.llm import connect_endpoint

        return connect_endpoint(settings)
    from rag.models.catalog import DEFAULT_LLM
    from rag.models.embedded import start_embedded
    from rag.models.weights import ensure

    return start_embedded(settings, ensure(DEFAULT_LLM, settings, progress))
