"""One examination from end to end: archive, cases, metrics, gates, comparison; what `python -m eval` runs."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.cases import CASES, CORPUS, Case, Kind, read_cases, read_corpus, validate
from eval.cassette import recorded
from eval.examination.gates import FLOORS, Gates, read_gates
from eval.examination.judge import agreement, judge_cases, read_labels
from eval.examination.measures import measure
from eval.examination.report import Examined, Report, read_report
from eval.examination.runner import (
    TIERS,
    Run,
    Tier,
    archive,
    ask_cases,
    hold_claims,
    identity,
    information,
    put_faults,
    sample_cases,
)
from eval.examination.statistics import compare, power_note
from rag.calibration import to_json
from rag.errors import HemerotecaError, ModelError
from rag.library import Library
from rag.settings import Settings
from rag.types import CalibrationOrigin, Mode

__all__ = ["BASELINES", "Plan", "as_baseline", "examine_all", "of_tier", "plan_of"]

BASELINES = Path(__file__).with_name("baselines")
"""The reports that a change is compared with, one a tier."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is examined, and against what.

    Attributes:
        tier: How much, and whether by a language model.
        cases: Files of cases, or folders of them.
        corpus: Folders of the articles.
        floors: File of gates; none: nothing is gated.
        baseline: Report of an earlier examination; none: nothing is compared.
        cassettes: Where the models' words are recorded and replayed; none: they are asked each time.
        judged: Whether the language model of the settings reads every answer and says whether it is right.
    """

    tier: Tier
    cases: tuple[Path, ...] = (CASES,)
    corpus: tuple[Path, ...] = CORPUS
    floors: Path | None = None
    baseline: Path | None = None
    cassettes: Path | None = None
    judged: bool = False


def plan_of(
    tier: str,
    *,
    cases: Sequence[Path] | None = None,
    corpus: Sequence[Path] | None = None,
    floors: Path | None = None,
    baseline: Path | None = None,
    compared: bool = True,
    cassettes: Path | None = None,
    judged: bool = False,
) -> Plan:
    """The plan of one command: the delivered cases are gated and compared; others only with what is named.

    Raises:
        HemerotecaError: Cases are named without the articles that they are about, or the other way round; or the
            articles of the delivered cases are not here.
    """
    if bool(cases) != bool(corpus):
        raise HemerotecaError("--cases and --corpus go together: name the files of cases, and the folders of articles.")
    if not cases:
        _require_articles(CORPUS)
        committed = BASELINES / f"{tier}.json"
        floors, baseline = floors or FLOORS, baseline or (committed if committed.exists() else None)
    return Plan(
        TIERS[tier],
        tuple(cases or (CASES,)),
        tuple(corpus or CORPUS),
        floors=floors,
        baseline=baseline if compared else None,
        cassettes=cassettes,
        judged=judged,
    )


def _require_articles(folders: Sequence[Path]) -> None:
    """That the articles of the delivered cases are here: those of `seeds/` are not in the wheel."""
    if missing := [str(folder) for folder in folders if not folder.exists()]:
        raise HemerotecaError(
            f"the delivered cases are about articles that are in the repository alone ({missing[0]} is not here): "
            "examine there, or cases of your own with --cases and --corpus."
        )


def examine_all(plan: Plan, settings: Settings, tell: Callable[[str], object] = lambda _: None) -> Report:
    """Examine, measure, gate and compare.

    Args:
        plan: What is examined.
        settings: What answers; only the index is another, and tier `a` has no language model.
        tell: Called with a line about how far it has come.

    Raises:
        HemerotecaError: The cases do not pass `validate`, a file cannot be read, or the baseline is of other cases,
            articles or settings.
        ModelError: The language model of the tier is missing.
    """
    began = time.monotonic()
    gates = read_gates(plan.floors, plan.tier.name) if plan.floors else Gates()
    corpus = read_corpus(plan.corpus)
    cases = sample_cases(_valid(plan), plan.tier.per_kind)
    with _assistant(plan, settings) as (library, model):
        runs = tuple(_runs(plan, library, cases, tell))
        embedder = embedder_of(library)
    examined, notes = _judged(plan, settings, cases, runs, tell)
    report = Report(
        identity(plan.tier.name, of_tier(plan.tier, settings), corpus, runs, f"{embedder} {model}".strip()),
        measure(examined, gates.floors),
        examined,
        notes=(*_notes(plan.tier, runs), *notes),
        information=information(runs, time.monotonic() - began),
    )
    return _compared(report, plan, gates)


def _judged(
    plan: Plan, settings: Settings, cases: Sequence[Case], runs: Sequence[Run], tell: Callable[[str], object]
) -> tuple[tuple[Examined, ...], tuple[str, ...]]:
    """The cases, with a judge's opinion of each where one is wanted, and how far that judge agrees with people."""
    examined = tuple(run.examined for run in runs)
    if not plan.judged:
        return examined, ()
    tell("a language model reads the answers")
    with TemporaryDirectory() as scratch, closing(recorded(settings, plan.cassettes or Path(scratch))) as model:
        judged = judge_cases(model, cases, examined)
        agreed = agreement(model, read_cases(), read_labels())
    return judged, (f"Judge: {model.name}. {agreed}",)


def _valid(plan: Plan) -> tuple[Case, ...]:
    faults = validate(plan.cases, plan.corpus, least=0)
    if faults:
        first = "\n".join(str(fault) for fault in faults[:5])
        raise HemerotecaError(f"{len(faults)} faults in the cases; see `hemeroteca eval validate`. The first:\n{first}")
    cases = read_cases(plan.cases)
    if not cases:
        if drafts := len(read_cases(plan.cases, drafts=True)):
            raise HemerotecaError(
                f"there is no case to examine, but {drafts} drafts: `hemeroteca eval accept` has a person read them."
            )
        raise HemerotecaError("there is no case to examine: name files of cases with --cases.")
    return cases


@contextmanager
def _assistant(plan: Plan, settings: Settings) -> Iterator[tuple[Library, str]]:
    """A library over the articles, and the name of the model that writes its answers; empty where none does."""
    if not plan.tier.model:
        with archive(of_tier(plan.tier, settings), plan.corpus) as library:
            yield library, ""
        return
    with ExitStack() as stack:
        model = recorded(settings, plan.cassettes) if plan.cassettes else None
        library = stack.enter_context(archive(settings, plan.corpus, model))
        library.start_model()
        library.wait_for_model()
        status = library.status()
        if status.mode is Mode.EXTRACTIVE:
            raise ModelError(f"tier {plan.tier.name} examines a language model, and there is none: {status.notice}")
        yield library, status.model


def embedder_of(library: Library) -> str:
    """The embedding model, and by its digest the calibration where that is not the one of the package."""
    status = library.status()
    if status.calibration is not CalibrationOrigin.FITTED:
        return status.embedding_model
    digest = hashlib.sha256(to_json(library.calibration).encode()).hexdigest()
    return f"{status.embedding_model} calibrated {digest[:12]}"


def of_tier(tier: Tier, settings: Settings) -> Settings:
    """The settings as far as they matter to a tier: one without a language model has none."""
    none = dict.fromkeys(("llm_model", "llm_base_url"), "")
    return settings if tier.model else settings.model_copy(update={"llm": "off", **none})


def _runs(plan: Plan, library: Library, cases: Sequence[Case], tell: Callable[[str], object]) -> Iterator[Run]:
    for number, run in enumerate(ask_cases(library, cases, library, writes=plan.tier.model), start=1):
        if plan.tier.model or number % 50 == 0 or number == len(cases):
            tell(f"{number} of {len(cases)} cases")
        yield run
    if plan.tier.claims:
        tell("altered claims")
        yield from hold_claims(library, read_corpus(plan.corpus), plan.tier.claims)
        tell("answers with a fault put in")
        yield from put_faults(library, cases, plan.tier.faults)


def _notes(tier: Tier, runs: Sequence[Run]) -> tuple[str, ...]:
    asked = sum(run.answer is not None for run in runs)
    errors = [run.examined.id for run in runs if run.examined.error]
    quoted = sum(run.answer.mode is Mode.EXTRACTIVE for run in runs if run.answer and tier.model)
    return (
        *((power_note(asked),) if asked else ()),
        *((f"{quoted} answers were not written by the model, but are the articles' own words.",) if quoted else ()),
        *((f"{len(errors)} cases ended in an error and count with the worst scores.",) if errors else ()),
        *(("Answers of a language model: another machine may write others.",) if tier.model else ()),
    )


def _compared(report: Report, plan: Plan, gates: Gates) -> Report:
    if plan.baseline is None:
        return report
    return replace(report, comparisons=compare(read_report(plan.baseline), report, tolerances=gates.tolerances))


def as_baseline(report: Report) -> Report:
    """What of a report is kept to compare others with: no sentences, no ranking, no times, no text of claims."""
    cases = tuple(replace(case, **_DROPPED, **({} if case.kind in KINDS else _UNREAD)) for case in report.cases)
    return replace(report, cases=cases, comparisons=(), notes=(), information={})


KINDS = frozenset(map(str, Kind))
_DROPPED: dict[str, Any] = {"sentences": (), "evidence": (), "found": ()}
_UNREAD: dict[str, Any] = {"answer": "", "reasons": (), "status": ""}
"""Of altered claims and faulty answers nobody reads the earlier text: it was made by a seed, and is made again."""
