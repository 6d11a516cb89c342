"""The stages of the bench, in the order of the program's work: each in a process and an archive of its own.

A process of its own, so that neither the memory nor the time of one is that of what another has loaded.
"""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from pathlib import Path

from eval.bench.figures import Figure
from rag.errors import HemerotecaError
from rag.settings import Settings

__all__ = ["STAGES", "chosen", "run"]

STAGES = {
    "indexing": "our index, a plain one of LlamaIndex and Chroma, and the bare model, in turn",
    "extracting": "answers without a language model",
    "answering": "answers with it: evidence, first words, rates",
    "verifying": "a sentence proven, also while the model writes",
    "starts": "commands as whole processes, by themselves and through a page",
    "page": "from the command to the first answer",
    "crowd": "twenty readers at once over the page, and what a long answer sends",
    "service": "programs over HTTP: one beside the library itself, a hundred at once, a text held against the archive",
    "growth": "1,000 to 200,000 passages",
    "room": "what it takes on disk",
}
"""Each with what it measures. `eval/bench/<name>.py` has the function of that name, but for those of `_ELSEWHERE`."""

_ELSEWHERE = {"extracting": "answering"}


def chosen(names: Sequence[str], *, page: bool = True) -> list[str]:
    """The stages to run, in their order: those that are named, or all.

    Args:
        names: Of stages.
        page: Whether the page is among them where none is named.

    Raises:
        HemerotecaError: There is no stage of such a name.
    """
    if unknown := [name for name in names if name not in STAGES]:
        raise HemerotecaError(f"{unknown[0]!r} is no stage of the bench: name some of {', '.join(STAGES)}.")
    return [name for name in STAGES if (name in names if names else page or name != "page")]


def run(settings: Settings, names: Sequence[str]) -> Iterator[tuple[str, list[Figure]]]:
    """Measure stage by stage; yields each with its figures once it is done."""
    for name in names:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
            yield name, process.submit(measured, name, settings).result()


def measured(name: str, settings: Settings) -> list[Figure]:
    """The figures of a stage, over an archive that is thrown away."""
    stage: Callable[[Settings], Iterator[Figure]]
    stage = getattr(import_module(f"eval.bench.{_ELSEWHERE.get(name, name)}"), name)
    with tempfile.TemporaryDirectory() as folder:
        return list(stage(settings.over(Path(folder) / "index")))
