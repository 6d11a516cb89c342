"""By what the embedding model runs on this machine: measured once, remembered beside what was made for it.

    cache_dir/onnx/multilingual-e5-small-1f0c2d3e4a5b/      of a model, by a digest of its files
        model.onnx, tokenizer.json, card.json               see `rag.models.onnx_model`; not there where torch is faster
        pieces.db                                           see `rag.models.token_ids`
        choice.json                                         see `Choice`

It imports neither torch nor onnxruntime, so that what was chosen before is loaded alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Literal, TypeAlias

__all__ = ["Backend", "Choice", "choice_of", "export_folder", "keep", "machine"]

Backend: TypeAlias = Literal["torch", "onnx-int8"]

FORMAT = 2
"""Raised with every change of what is exported or measured: it is done anew."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a machine runs a model by, and why.

    Attributes:
        machine: Which machine it was measured on.
        backend: What was fastest among what was right.
        cosine: Least of the vectors of the exported model to those of the model itself; 0 where it cannot be exported.
        speedup: How many times as fast the exported model is as torch.
        reason: Why it cannot be exported; empty where it can.
    """

    machine: str
    backend: Backend
    cosine: float = 0.0
    speedup: float = 0.0
    reason: str = ""


def machine() -> str:
    """What speed hangs on: the processor and the number of cores."""
    return f"{_processor()}, {os.cpu_count()} cores"


def export_folder(cache_dir: Path, model: Path) -> Path:
    """Where what is made of the model of a folder is kept: another one where a file of it or onnxruntime changed."""
    listed = [(str(path.relative_to(model)), path.stat().st_size, path.stat().st_mtime_ns) for path in _files(model)]
    digest = hashlib.sha256(repr((FORMAT, version("onnxruntime"), str(model), listed)).encode()).hexdigest()
    return cache_dir / "onnx" / f"{model.name}-{digest[:12]}"


def choice_of(folder: Path) -> Choice | None:
    """What was chosen for a model on this machine; none where nothing was."""
    try:
        choice = Choice(**json.loads((folder / "choice.json").read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    return choice if choice.machine == machine() else None


def keep(folder: Path, make: Callable[[Path], Choice]) -> Choice:
    """Have a model exported and measured in a folder beside, which takes its place whole, or is not kept at all.

    Where the cache cannot be written the choice holds for this process alone, and torch is it.
    """
    partial = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", suffix=".partial", dir=folder.parent))
        choice = make(partial)
        (partial / "choice.json").write_text(json.dumps(asdict(choice)) + "\n", encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # another process was faster
            partial.rename(folder)
    except OSError as error:
        return Choice(machine(), "torch", reason=f"the cache cannot be written ({error.strerror or error})")
    finally:
        if partial is not None:
            shutil.rmtree(partial, ignore_errors=True)
    return choice


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _processor() -> str:
    with suppress(OSError), Path("/proc/cpuinfo").open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
