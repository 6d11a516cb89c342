"""`hemeroteca doctor`: one line for each thing that can be wrong, and what to do about it."""

from __future__ import annotations

import platform
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx

from rag.errors import HemerotecaError
from rag.models.backends import Choice
from rag.settings import DEFAULT_EMBEDDING_MODEL, Settings
from rag.types import CalibrationOrigin, Flaw, LibraryStatus, Verification
from ui.output import echo
from ui.speech import speech
from ui.terminal import printable

__all__ = ["Finding", "examine", "findings"]

OLDEST_PYTHON = (3, 11)
GIGABYTE = 1_000_000_000
ROOM_NEEDED = 2 * GIGABYTE
MEMORY_NEEDED = 3 * GIGABYTE
CALIBRATIONS = {
    CalibrationOrigin.FITTED: "fitted for this embedding model, in {file}",
    CalibrationOrigin.DELIVERED: "the one delivered for this embedding model",
    CalibrationOrigin.NONE: "none is known for this embedding model, so conservative rules decide: words, figures and "
    "names, and nothing is proven across languages; `hemeroteca eval fit` makes one",
}
MENDED = {Flaw.MISSING, Flaw.LEFT}
FOREIGN_CALIBRATION = "; the one in {file} is of another model and is left aside"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was found, and whether it will do."""

    what: str
    found: str
    good: bool

    def __str__(self) -> str:
        """One line."""
        return printable(f"{'✓' if self.good else '✗'} {speech()(f'{self.what}: {self.found}')}")


def examine(settings: Settings, *, mend: bool = False) -> bool:
    """Print every finding; returns whether all is well, after mending what can be where that is asked for."""
    good = True
    for finding in findings(settings, mend=mend):
        echo(str(finding))
        good = good and finding.good
    return good


def findings(settings: Settings, *, mend: bool = False) -> Iterator[Finding]:
    """Look at the machine, the models, the endpoint, the index and the port."""
    yield _python()
    yield _disk(settings)
    yield _memory()
    yield from _guarded("model", lambda: list(_models(settings)))
    if settings.llm == "auto" and settings.llm_base_url:
        yield _endpoint(settings)
        yield from _capacity(settings)
    yield from _index(settings, mend=mend)
    yield _port(settings)


def _python() -> Finding:
    wanted = "" if sys.version_info >= OLDEST_PYTHON else "; Python 3.11 or later is needed"
    return Finding("python", platform.python_version() + wanted, not wanted)


def _disk(settings: Settings) -> Finding:
    place = settings.cache_dir.absolute()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    advice = "" if free >= ROOM_NEEDED else "; make room, or set HEMEROTECA_CACHE_DIR to another disk"
    found = f"{free / GIGABYTE:.1f} GB free for the models in {settings.cache_dir}{advice}"
    return Finding("disk", found, free >= ROOM_NEEDED)


def _memory() -> Finding:
    from rag.models.memory import available_memory

    free = available_memory()
    if free is None:
        return Finding("memory", "this system does not say how much is free", good=True)
    advice = (
        "" if free >= MEMORY_NEEDED else "; the language model may not fit: set HEMEROTECA_LLM=off or close something"
    )
    return Finding("memory", f"{free / GIGABYTE:.1f} GB free{advice}", free >= MEMORY_NEEDED)


def _models(settings: Settings) -> Iterator[Finding]:
    from rag.models import DEFAULT_EMBEDDER, DEFAULT_LLM, find, what_runs

    wanted = []
    if _embeds_by_default(settings):
        wanted.append(DEFAULT_EMBEDDER)
    if settings.llm == "auto" and not settings.llm_base_url:
        wanted.append(DEFAULT_LLM)
    for model in wanted:
        path = find(model, settings)
        yield Finding(
            "model",
            f"{model.name} {'is here' if path else 'is missing: run `hemeroteca models pull`'}",
            path is not None,
        )
    if choice := what_runs(settings):
        yield Finding("embedding", _running(choice), good=True)


def _running(choice: Choice) -> str:
    if choice.reason:
        return f"by torch, since the model cannot be exported ({choice.reason})"
    measured = f"{choice.speedup:.1f} times as fast as torch here, cosine to its vectors at least {choice.cosine:.3f}"
    if choice.backend == "torch":
        return f"by torch: with weights of eight bits it is {measured}"
    return f"by onnxruntime with weights of eight bits: {measured}"


def _endpoint(settings: Settings) -> Finding:
    key = settings.llm_api_key.get_secret_value()
    try:
        answer = httpx.get(
            settings.llm_base_url.rstrip("/") + "/models",
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=10,
        )
        names = [model["id"] for model in answer.json()["data"]]
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        problem = f"does not answer as an OpenAI-compatible endpoint ({type(error).__name__}): check llm_base_url"
        return Finding("endpoint", problem, good=False)
    if settings.llm_model in names:
        return Finding("endpoint", f"serves {settings.llm_model}", good=True)
    return Finding("endpoint", f"does not serve {settings.llm_model!r}, but {', '.join(names[:5])}", good=False)


def _capacity(settings: Settings) -> Iterator[Finding]:
    """What was found out of the model at the endpoint when it was first asked; it is not asked now."""
    from rag.models import evidence_for, remembered

    found = remembered(settings)
    if found is None or not found.reads:
        return
    writes = f" and writes about {found.writes:.0f}" if found.writes else ""
    told = [
        f"tells at {found.told_by} {found.context} tokens of context" if found.context else "does not tell its context",
        f"reads about {found.reads:.0f}{writes} tokens a second",
        *(["thinks before it answers"] if found.thinks else []),
        f"is shown {evidence_for(settings, found)} tokens of evidence",
    ]
    yield Finding("endpoint", "; ".join(told), good=True)


def _index(settings: Settings, *, mend: bool) -> Iterator[Finding]:
    if not settings.database_url and not (settings.data_dir / "ledger.sqlite").exists():
        yield Finding("index", f"none yet in {settings.data_dir}: run `hemeroteca index FOLDER`", good=True)
        return
    if _embeds_by_default(settings) and not _embedder_is_here(settings):
        yield Finding("index", "cannot be opened without the embedding model: run `hemeroteca models pull`", good=False)
        return
    yield from _guarded("index", lambda: _library_findings(settings, mend=mend))


def _embeds_by_default(settings: Settings) -> bool:
    return settings.embedding_model == DEFAULT_EMBEDDING_MODEL and not settings.embedding_base_url


def _embedder_is_here(settings: Settings) -> bool:
    """Opening the library would fetch it, and a look must change nothing."""
    from rag.models import DEFAULT_EMBEDDER

    return (settings.cache_dir / DEFAULT_EMBEDDER.name / DEFAULT_EMBEDDER.installed).is_file()


def _library_findings(settings: Settings, *, mend: bool = False) -> list[Finding]:
    from rag.library import Library
    from ui.upkeep import told

    with Library.open(settings) as library:
        status = library.status()
        verification = library.verify_index()
        if mend and any(finding.flaw in MENDED for finding in verification.findings):
            library.mend()
            verification = library.verify_index()
        folders = [
            Finding(
                "folder",
                f"{place}{'' if place.exists() else ' has gone: index it again or use --forget'}",
                place.exists(),
            )
            for place in library.corpus()
        ]
    return [
        Finding("index", f"{status.documents} articles, {status.chunks} passages", good=True),
        Finding("ledger", _ledger(settings, verification), good=True),
        *(Finding("ledger", told(finding), good=False) for finding in verification.findings),
        Finding("calibration", _calibration(status, settings), good=True),
        *folders,
    ]


def _ledger(settings: Settings, verification: Verification) -> str:
    where = "at a server" if settings.database_url else f"in {settings.data_dir}"
    agreed = ", Chroma and tantivy agree with it, each article has its file" if verification.clean else ""
    return f"format {verification.format}, {where}, {verification.old_versions} old versions{agreed}"


def _calibration(status: LibraryStatus, settings: Settings) -> str:
    told = CALIBRATIONS[status.calibration] + (FOREIGN_CALIBRATION if status.foreign_calibration else "")
    return told.format(file=settings.calibration_file)


def _guarded(what: str, look: Callable[[], list[Finding]]) -> list[Finding]:
    try:
        return look()
    except HemerotecaError as error:
        return [Finding(what, str(error), good=False)]


def _port(settings: Settings) -> Finding:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host.strip("[]"), settings.port))
        except OSError as error:
            found = f"{settings.port} of {settings.host} cannot be used ({error.strerror}): choose another with --port"
            return Finding("port", found, good=False)
    return Finding("port", f"{settings.port} is free", good=True)
