"""What an examination found, as data: written as JSON, read back as a baseline, and shown by every other report.

Nothing in it depends on the time or the machine but `information`, so that two examinations of one commit give the
same bytes once that is left aside. Numbers are rounded to four decimals where they are made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from rag.errors import HemerotecaError
from rag.types import Support

__all__ = [
    "FORMAT",
    "Change",
    "Comparison",
    "Examined",
    "Identity",
    "Measure",
    "Report",
    "Sentence",
    "Span",
    "Verdict",
    "read_report",
    "rounded",
    "to_json",
]

FORMAT = "hemeroteca-examination/1"
"""Name and version of the JSON; another version is refused."""

DECIMALS = 4
"""Of every score."""

_CONFIG = ConfigDict(extra="forbid")


class Verdict(StrEnum):
    """How something examined came out. What could not be measured is never a pass."""

    PASS = "pass"  # noqa: S105 -- a verdict
    FAIL = "fail"
    ERROR = "error"
    UNMEASURED = "unmeasured"


class Change(StrEnum):
    """How a metric compares with the baseline."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Span:
    """Words of an article, cited or expected: `text[start:end] == quote` where the citation is valid."""

    article: str
    start: int
    end: int
    quote: str
    number: int = 0
    """Of the citation in its answer, from 1; 0 for expected evidence."""


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Sentence:
    """A sentence of an answer with what proves it, or why nothing does."""

    text: str
    support: str
    reason: str = ""
    citations: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Examined:
    """One case: what was asked, what came out, and how it scores."""

    id: str
    kind: str
    """Of the case (`eval.cases.Kind`), or `altered` and `true` for claims that the verifier is tried on."""
    language: str
    question: str
    cluster: str
    """What cases are drawn together by in the bootstrap: the first article that an answer must be drawn from."""
    verdict: Verdict
    scores: Mapping[str, float]
    """By metric, 0 to 1; a metric that does not apply to the case is absent."""
    reasons: tuple[str, ...] = ()
    """Why it did not pass, a sentence each."""
    answer: str = ""
    status: str = ""
    sentences: tuple[Sentence, ...] = ()
    evidence: tuple[Span, ...] = ()
    """What was expected to be cited."""
    found: tuple[str, ...] = ()
    """Articles retrieved, best first."""
    error: str = ""
    """Where the verdict is `error`: what was raised."""


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Measure:
    """A metric over the cases that it applies to."""

    metric: str
    value: float | None
    """None where it was not measured."""
    low: float | None
    high: float | None
    count: int
    """Cases that it applies to: the denominator."""
    clusters: int
    verdict: Verdict
    reason: str = ""
    floor: float | None = None
    """The least value that passes, or the greatest where less is better (`eval.examination.metric`)."""


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Comparison:
    """A metric beside the baseline, case by case."""

    metric: str
    before: float
    after: float
    low: float
    high: float
    """95 % interval of the difference, after minus before."""
    p: float
    """Of a difference this large by chance: exact McNemar for shares, else the paired bootstrap; Holm-adjusted."""
    change: Change
    lost: tuple[str, ...] = ()
    """Ids of the cases that score worse than before."""
    won: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Identity:
    """What must be the same for two examinations to be compared. Fingerprints are SHA-256, in hexadecimal."""

    tier: str
    corpus: str
    cases: str
    settings: str
    model: str


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Report:
    """A whole examination."""

    identity: Identity
    measures: tuple[Measure, ...]
    cases: tuple[Examined, ...]
    comparisons: tuple[Comparison, ...] = ()
    notes: tuple[str, ...] = ()
    """What a reader must know to judge the figures, as the losses that so many cases cannot show."""
    format: str = FORMAT
    information: Mapping[str, float | str] = field(default_factory=dict)
    """Times, tokens and versions: never compared, and left aside where bytes are."""

    @property
    def supports(self) -> dict[str, int]:
        """How many sentences of the answers are shown with each verdict (`rag.types.Support`)."""
        found = Counter(sentence.support for case in self.cases for sentence in case.sentences)
        return {support.value: found[support.value] for support in Support}

    @property
    def verdict(self) -> Verdict:
        """Fail where a metric failed or became worse, else error or unmeasured where one was, else pass."""
        found = {measure.verdict for measure in self.measures}
        if Verdict.FAIL in found or any(c.change is Change.WORSE for c in self.comparisons):
            return Verdict.FAIL
        if Verdict.ERROR in found or any(case.verdict is Verdict.ERROR for case in self.cases):
            return Verdict.ERROR
        return Verdict.UNMEASURED if Verdict.UNMEASURED in found else Verdict.PASS


_ADAPTER = TypeAdapter(Report)


def rounded(value: float) -> float:
    """A score as it is reported: four decimals, so that the last bits of a machine do not show."""
    return round(value, DECIMALS) + 0.0  # no negative zero


def to_json(report: Report, *, brief: bool = False) -> str:
    """The report as JSON, a line a field, with a newline at the end; `brief` leaves out what is as it is by default."""
    return _ADAPTER.dump_json(report, indent=1, exclude_defaults=brief).decode() + "\n"


def read_report(path: Path) -> Report:
    """Read a report that `to_json` wrote.

    Raises:
        HemerotecaError: The file is missing, or it is no report of this version.
    """
    try:
        return _checked(_ADAPTER.validate_json(path.read_bytes()), path)
    except OSError as error:
        wanted = "a report of an examination was expected"
        raise HemerotecaError(f"{path} cannot be read: {error.strerror}; {wanted}.") from error
    except ValidationError as error:
        first: Any = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise HemerotecaError(f"{path} is no report of an examination: {place}: {first['msg']}.") from error


def _checked(report: Report, path: Path) -> Report:
    if report.format != FORMAT:
        raise HemerotecaError(f"{path} has the format {report.format!r}; expected {FORMAT!r}. Make it anew.")
    return report
