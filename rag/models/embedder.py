"""The embedder: any sentence-transformers model, run by what is fastest here.

Torch takes seconds to import, and is not needed where the model was exported once: who needs it imports it late.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rag.models.backends import Choice, choice_of, export_folder, keep, machine
from rag.models.catalog import DEFAULT_EMBEDDER
from rag.models.fingerprint import LEAST_COSINE
from rag.models.onnx_model import OnnxEmbedder
from rag.models.progress import ProgressCallback, silent
from rag.models.weights import ensure, find
from rag.settings import DEFAULT_EMBEDDING_MODEL, Settings

if TYPE_CHECKING:
    from rag.models.sentence_model import SentenceTransformerEmbedder
    from rag.types import Embedder

__all__ = ["load_embedder", "what_runs"]

SENTENCES = [
    "El acuerdo se firmó el 3 de noviembre por 38.000 millones.",
    "The library opens at nine, and closes when the last reader leaves.",
    "¿Quién pagará las obras del puente de Valdemora?",
    "A chuva deixou sem luz três bairros durante a noite.",
    "Les travaux commenceront au printemps, selon la mairie.",
    "Die Brücke wurde 1998 eröffnet und 2024 erneuert.",
]
SAMPLE = [*SENTENCES, " ".join(SENTENCES), *(" ".join(SENTENCES[n:] + SENTENCES[:n] + SENTENCES) for n in range(4))]
ROUNDS = 3


def load_embedder(settings: Settings, progress: ProgressCallback = silent) -> Embedder:
    """Load the embedding model of the settings, or connect to it; the default one never asks the hub.

    The first time on a machine the model is exported and measured beside torch, which takes half a minute.

    Raises:
        EndpointError: An endpoint is set, and does not answer with vectors.
        ModelMissing: It is no folder, not in the cache, and could not be fetched.
        DigestMismatch: The default weights are damaged.
        DiskFull: There is no room for them.
    """
    if settings.embedding_base_url:
        from rag.models.remote_embedder import connect_embedder

        return connect_embedder(settings)
    if settings.embedding_model == DEFAULT_EMBEDDING_MODEL:
        ensure(DEFAULT_EMBEDDER, settings, progress)
    folder = _exported(settings)
    choice = choice_of(folder) if folder else None
    if choice and folder and choice.backend == "onnx-int8":
        return OnnxEmbedder(folder, settings.embedding_model, _threads(settings))
    from rag.models.sentence_model import load_in_torch

    model = load_in_torch(settings, progress)
    folder = _exported(settings)  # which a model that has just been fetched has now
    if choice or folder is None:
        return model
    progress(f"{Path(settings.embedding_model).name} (int8)", 0, 1)
    choice = keep(folder, lambda partial: _measured(model, partial, _threads(settings)))
    return model if choice.backend == "torch" else OnnxEmbedder(folder, settings.embedding_model, _threads(settings))


def what_runs(settings: Settings) -> Choice | None:
    """What was chosen for the model of the settings on this machine; none before it was loaded once."""
    folder = _exported(settings)
    return choice_of(folder) if folder else None


def _exported(settings: Settings) -> Path | None:
    """Where the exported model lies, or will; none where there is none to be: torch is set, or the model not here."""
    if settings.embedding_backend == "torch" or settings.embedding_base_url:
        return None
    model = _model_folder(settings)
    return export_folder(settings.cache_dir, model) if model else None


def _model_folder(settings: Settings) -> Path | None:
    name = settings.embedding_model
    if name == DEFAULT_EMBEDDING_MODEL:
        weights = find(DEFAULT_EMBEDDER, settings)
        return weights.parent if weights else None
    if Path(name).is_dir():
        return Path(name).absolute()
    from huggingface_hub import try_to_load_from_cache

    for repository in (name, f"sentence-transformers/{name}"):
        file = try_to_load_from_cache(repository, "modules.json")
        if isinstance(file, str):
            return Path(file).parent
    return None


def _measured(model: SentenceTransformerEmbedder, folder: Path, threads: int) -> Choice:
    """Export a model, and choose between it and torch; what is not chosen is removed."""
    from rag.models.onnx_export import export

    try:
        export(model.model, model.fingerprint, folder)
        exported = OnnxEmbedder(folder, model.name, threads)
        cosine = _least_cosine(exported, model)
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the model itself runs
        said = next(iter(str(error).splitlines()), "")[:200]
        return Choice(machine(), "torch", reason=f"{type(error).__name__}: {said}")
    speedup = _seconds(model.embed_passages) / _seconds(exported.embed_passages)
    fit = cosine >= LEAST_COSINE and speedup > 1
    return Choice(machine(), "onnx-int8" if fit else "torch", round(cosine, 4), round(speedup, 2))


def _least_cosine(one: Embedder, other: Embedder) -> float:
    pairs = ((one.embed_passages, other.embed_passages), (one.embed_queries, other.embed_queries))
    return min(float((np.asarray(a(SAMPLE)) * np.asarray(b(SAMPLE))).sum(axis=1).min()) for a, b in pairs)


def _seconds(embed: Callable[[list[str]], object]) -> float:
    """The least of some rounds: what disturbs a machine makes it slower, never faster."""
    found = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        embed(SAMPLE)
        found.append(time.perf_counter() - started)
    return min(found)


def _threads(settings: Settings) -> int:
    if settings.embedding_threads:
        return settings.embedding_threads
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
