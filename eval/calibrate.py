"""One calibration for the embedding model that is set: what the data at hand allow to be fitted, with both errors.

With XQuAD: abstention, nearness across languages and quoting. Without it: abstention, on the cases of the examination.
What is not fitted is as it was: delivered with the package for this model, else conservative. A judge of answers weighs
the probability of the abstention that it was fitted with, and so goes when that is fitted anew; `eval.press_fit` fits
one to the calibration that is made here.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from eval import abstention_fit, quoting_fit, translation_fit
from rag.calibration import CONSERVATIVE, Calibration, delivered, to_json
from rag.library import Library
from rag.models import load_embedder
from rag.settings import Settings
from rag.types import Embedder

__all__ = ["Plan", "calibrate", "write"]

Show = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is fitted on what.

    Attributes:
        data: Folder of XQuAD; where it is missing, the cases of the examination serve.
        every: Only every so many of its questions and paragraphs.
    """

    data: Path
    every: int = 1

    @property
    def has_xquad(self) -> bool:
        """Whether the folder holds it."""
        return (self.data / "contexts.es.jsonl").is_file()


def calibrate(plan: Plan, settings: Settings, show: Show, embedder: Embedder | None = None) -> Calibration:
    """Fit what the data allow.

    Args:
        plan: What is fitted on what.
        settings: Name the models.
        show: Told what was fitted on what, with both errors, and what was not.
        embedder: Instead of the one that is set.

    Raises:
        HemerotecaError: There are too few questions.
    """
    embedder = embedder or load_embedder(settings)
    calibration = replace(_begun(embedder), fingerprint=embedder.fingerprint, judges=())
    with _archive(plan, settings, embedder) as (library, material):
        show(f"{embedder.name} ({embedder.fingerprint}), fitted on {material.name}")
        abstention, report = abstention_fit.run(library, material)
        show(report)
    show("no judge of answers: `hemeroteca eval press --fit` fits one to this calibration (it asks the language model)")
    fitted_on = f"{material.name}: abstention ({len(material.questions)} questions)"
    if not plan.has_xquad:
        show(f"across languages and quoting: not fitted without XQuAD, {_kept(calibration)}")
        return replace(calibration, abstention=abstention, fitted_on=fitted_on)
    nearness, report = translation_fit.run(plan.data, embedder, every=plan.every)
    show(report)
    quoting, report = quoting_fit.run(plan.data, embedder)
    show(report)
    fitted_on += ", nearness across languages" * (nearness is not None) + ", quoting" * (quoting is not None)
    return replace(
        calibration,
        fitted_on=fitted_on,
        abstention=abstention,
        nearness=nearness or calibration.nearness,
        quoting=quoting or calibration.quoting,
    )


def write(calibration: Calibration, settings: Settings, out: Path | None = None) -> Path:
    """Write it where the settings look for it, or to another file; returns where."""
    path = out or settings.calibration_file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_json(calibration), encoding="utf-8")
    return path


def _kept(calibration: Calibration) -> str:
    if calibration.nearness is None:
        return "so nothing is proven across languages, and only words decide what is quoted"
    return "so as delivered with the package"


def _begun(embedder: Embedder) -> Calibration:
    """What is known of a model before anything is fitted; what was fitted before does not count, so runs repeat."""
    return next((c for c in delivered() if c.fingerprint == embedder.fingerprint), CONSERVATIVE)


@contextmanager
def _archive(plan: Plan, settings: Settings, embedder: Embedder) -> Iterator[tuple[Library, abstention_fit.Material]]:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        if plan.has_xquad:
            material = abstention_fit.xquad_material(plan.data, place / "articles", every=plan.every)
        else:
            material = abstention_fit.house_material()
        # What was fitted before is not asked: its file may be of another version.
        fresh = settings.model_copy(update={"data_dir": place / "index", "calibration": ""})
        opened = Library.open(fresh, embedder=embedder)
        with opened as library:
            library.sync(material.folders)
            yield library, material
