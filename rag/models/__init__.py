"""Models: what turns text into vectors, judges passages and writes answers, and where the weights come from.

Each name is loaded when it is first used: embedding needs torch, writing needs OpenAI's client, and neither pays
for the other, nor `hemeroteca --help` for both.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag.models.capacity import evidence_for, remembered
    from rag.models.catalog import DEFAULT_EMBEDDER, DEFAULT_LLM, Model
    from rag.models.chat_endpoint import connect_endpoint
    from rag.models.embedded import EmbeddedModel, start_embedded
    from rag.models.embedder import load_embedder, what_runs
    from rag.models.language_model import launch_language_model, open_language_model
    from rag.models.llm import ChatModel
    from rag.models.nli import CrossEncoderEntailment, load_entailment_model
    from rag.models.progress import ProgressCallback, report_progress, silent
    from rag.models.reranker import CrossEncoderReranker, load_reranker
    from rag.models.weights import ensure, find

__all__ = [
    "DEFAULT_EMBEDDER",
    "DEFAULT_LLM",
    "ChatModel",
    "CrossEncoderEntailment",
    "CrossEncoderReranker",
    "EmbeddedModel",
    "Model",
    "ProgressCallback",
    "connect_endpoint",
    "ensure",
    "evidence_for",
    "find",
    "launch_language_model",
    "load_embedder",
    "load_entailment_model",
    "load_reranker",
    "open_language_model",
    "remembered",
    "report_progress",
    "silent",
    "start_embedded",
    "what_runs",
]

_MODULES = {
    "capacity": ("evidence_for", "remembered"),
    "catalog": ("DEFAULT_EMBEDDER", "DEFAULT_LLM", "Model"),
    "chat_endpoint": ("connect_endpoint",),
    "embedded": ("EmbeddedModel", "start_embedded"),
    "embedder": ("load_embedder", "what_runs"),
    "language_model": ("launch_language_model", "open_language_model"),
    "llm": ("ChatModel",),
    "nli": ("CrossEncoderEntailment", "load_entailment_model"),
    "progress": ("ProgressCallback", "report_progress", "silent"),
    "reranker": ("CrossEncoderReranker", "load_reranker"),
    "weights": ("ensure", "find"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
