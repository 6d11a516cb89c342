"""The examination itself: every case is asked of an assistant, and every altered claim is held against its archive.

Nothing vanishes: a case whose asking fails is an error with the worst scores, and the next one is asked.
"""

from __future__ import annotations

import hashlib
import json
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from eval.alterations import KINDS
from eval.cases import Case, Kind
from eval.claims import TRUE, Sample, altered, document_origins, true_claims
from eval.examination.metric import FAMILIES, caught, noticed
from eval.examination.mutations import mutated, true_answer
from eval.examination.report import Examined, Identity, Verdict
from eval.examination.scores import examine, failed, judges_of
from eval.proof import Judged
from rag.languages import language_of
from rag.library import Library
from rag.proof import Verdict as Found
from rag.settings import Settings
from rag.text.messages import say
from rag.types import Answer, Document, LanguageModel, Mode, Passage, Support, Turn

__all__ = [
    "ANSWERING",
    "TIERS",
    "Assistant",
    "Run",
    "Tier",
    "archive",
    "ask_cases",
    "hold_claims",
    "identity",
    "information",
    "put_faults",
    "sample_cases",
]

DEPTH = 10
"""Passages that retrieval is scored on."""

PASSAGES = 8
"""Passages that a claim is held against, as in an answer."""

SHAPES = ("as-it-stands", "dropped", "moved", "other-form")
"""True claims that nothing may be left over of."""

TRUE_TIMES = 3
"""As many claims of each of these as of three kinds of faults."""

ALTERED, FAULT, SPOKEN = "altered", "fault", ("es", "en")
SEED = 20261123


@dataclass(frozen=True, slots=True)
class Tier:
    """How much is examined.

    Attributes:
        name: As `--tier` takes it.
        model: Whether a language model writes the answers.
        per_kind: Cases of each kind; 0 for all.
        claims: Altered claims of each kind, in each language; 0 for none.
        faults: Answers with each fault put in; 0 for none.
    """

    name: str
    model: bool
    per_kind: int
    claims: int = 0
    faults: int = 0


TIERS = {
    tier.name: tier
    for tier in (
        Tier("a", model=False, per_kind=0, claims=5, faults=25),
        Tier("b", model=True, per_kind=11),
        Tier("c", model=True, per_kind=0),
    )
}
"""`a`: no language model, on every change. `b`: one on a sample. `c`: any one that is configured, on everything."""


class Assistant(Protocol):
    """What is examined: a `Library`, or something that stands for one."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """A whole answer."""

    def search(self, question: str, k: int | None = None) -> tuple[Passage, ...]:
        """The passages that bear on a question, best first."""

    def verify(self, claim: str, passages: Sequence[Passage], *, language: str = "", question: str = "") -> Found:
        """The verdict on one sentence."""


@dataclass(frozen=True, slots=True)
class Run:
    """A case as it was examined, with the answer, where there was one, for what is information only."""

    examined: Examined
    answer: Answer | None = None


@contextmanager
def archive(settings: Settings, folders: Sequence[Path], model: LanguageModel | None = None) -> Iterator[Library]:
    """A fresh archive of the articles of some folders, which is gone afterwards."""
    with tempfile.TemporaryDirectory() as place:
        fresh = settings.over(Path(place) / "index", language="")
        with Library.open(fresh, llm=model) as library:
            library.sync(folders)
            yield library


def sample_cases(cases: Sequence[Case], per_kind: int) -> tuple[Case, ...]:
    """As many cases of each kind, in the order of their files; 0 for all.

    Which ones, their ids alone decide: a case that is added takes the place of one at most.
    """
    by_kind: dict[Kind, list[Case]] = defaultdict(list)
    for case in sorted(cases, key=lambda case: hashlib.sha256(case.id.encode()).digest()):
        by_kind[case.kind].append(case)
    chosen = {case.id for found in by_kind.values() for case in (found[:per_kind] if per_kind else found)}
    return tuple(case for case in cases if case.id in chosen)


def ask_cases(assistant: Assistant, cases: Iterable[Case], judge: Assistant, *, writes: bool = False) -> Iterator[Run]:
    """Ask every case.

    Args:
        assistant: What is examined.
        cases: The questions.
        judge: Whose `verify` tells whether the words cited prove a sentence: not one under suspicion.
        writes: Whether a language model must be there to write: a case that it failed to answer is an error.
    """
    for case in cases:
        try:
            answer = assistant.ask(case.question, case.history)
            ranked = assistant.search(answer.standalone or case.question, DEPTH)
        except Exception as error:  # noqa: BLE001  # whatever it is: the case counts, and the next one is asked
            yield Run(failed(case, error))
            continue
        if writes and _model_failed(answer):
            yield Run(failed(case, f"the language model failed: {answer.notice}"), answer)
        else:
            yield Run(examine(case, answer, ranked, judges_of(judge, answer)), answer)


def _model_failed(answer: Answer) -> bool:
    """Whether the articles' own words stand in for a model's that did not come; one in another language did.

    Where they answer better than the model would, nothing failed, and there is no notice.
    """
    other_language = say("wrong_language", language_of(answer.language))
    return answer.mode is Mode.EXTRACTIVE and answer.notice not in ("", other_language)


def hold_claims(library: Assistant, corpus: Mapping[str, Document], count: int) -> Iterator[Run]:
    """Hold claims against the archive that they were made from: `count` of each kind of fault, and of each true shape.

    A claim whose own article is not among the passages found tells nothing of the verifier: it is left out, as it is
    for every assistant over the same archive.
    """
    for language in SPOKEN:
        origins = document_origins(corpus.values(), language)
        kinds = [kind.name for kind in KINDS.values() if kind.family in FAMILIES]
        samples = [*altered(origins, kinds, SEED, count), *true_claims(origins, SHAPES, SEED, TRUE_TIMES * count)]
        for sample in samples:
            if passages := _passages(library, sample):
                yield Run(_held(library, sample, passages))


def put_faults(library: Assistant, cases: Sequence[Case], count: int) -> Iterator[Run]:
    """Examine answers that are true, and the same with a fault put in: whether the examination would notice.

    What is examined is examined as any answer is; a case here passes where the examination was right about it.
    """
    true = [answer for case in cases if (answer := true_answer(case, library.search))]
    for one in true:
        alarm = _noticed(library, one.case, one.answer)
        yield Run(_examined_fault("true", one.case, one.answer, {"false_alarm": float(bool(alarm))}, alarm))
    for fault, case, faulty in mutated(true, count, SEED):
        found = _noticed(library, case, faulty)
        missed = () if found else ("the fault passed unnoticed",)
        yield Run(_examined_fault(fault, case, faulty, {noticed(fault): float(bool(found))}, missed))


def _noticed(library: Assistant, case: Case, answer: Answer) -> tuple[str, ...]:
    return examine(case, answer, answer.passages, judges_of(library, answer)).reasons


def _examined_fault(
    fault: str, case: Case, answer: Answer, scores: dict[str, float], reasons: tuple[str, ...]
) -> Examined:
    return Examined(
        id=f"{FAULT}:{fault}:{case.id}",
        kind=FAULT,
        language=case.language,
        question=case.question,
        cluster=case.articles[0],
        verdict=Verdict.FAIL if reasons else Verdict.PASS,
        scores=scores,
        reasons=reasons,
        answer=answer.text,
    )


def _passages(library: Assistant, sample: Sample) -> tuple[Passage, ...]:
    found = library.search(sample.origin.text, PASSAGES)
    return found if sample.origin.article in {p.document.source for p in found} else ()


def _held(library: Assistant, sample: Sample, passages: Sequence[Passage]) -> Examined:
    verdict = library.verify(sample.claim, passages, language=sample.language)
    true = sample.kind in SHAPES
    right = verdict.support.cited if true else Judged(sample, verdict.support.value, verdict.reason).caught
    wrong = (
        () if right else (f"the verdict is {verdict.support}, of a claim that is {'true' if true else sample.kind}",)
    )
    return Examined(
        id=f"{sample.kind}:{sample.origin.id}",
        kind=TRUE if true else ALTERED,
        language=sample.language,
        question=sample.claim,
        cluster=sample.origin.article,
        verdict=Verdict.FAIL if wrong else Verdict.PASS,
        scores=_true_scores(verdict.support) if true else {caught(KINDS[sample.kind].family): float(right)},
        reasons=wrong,
        answer="" if true else sample.origin.text,
        status=str(verdict.support),
    )


def _true_scores(support: Support) -> dict[str, float]:
    paraphrased = support is Support.PARAPHRASE
    return {"true_refused": float(not support.cited), "true_paraphrased": float(paraphrased)}


# --- What was examined, and what it took ----------------------------------------------------------------------

ANSWERING = frozenset(
    "answer_tokens chunk_chars embedding_backend embedding_model evidence_tokens llm llm_context llm_model paraphrases "
    "passages reranker_model unsupported verifier_model weight_lexical weight_lexical_foreign weight_passage "
    "weight_sentence".split()
)
"""Settings on which it depends what is answered. The others say where and how fast, how articles come in, who may read
the page, and how a model elsewhere is spoken to."""


def identity(
    tier: str, settings: Settings, corpus: Mapping[str, Document], runs: Sequence[Run], model: str
) -> Identity:
    """What two examinations must share to be compared."""
    texts = [[source, corpus[source].text] for source in sorted(corpus)]
    asked = sorted([run.examined.id, run.examined.question] for run in runs)
    chosen = settings.model_dump(mode="json", include=set(ANSWERING))
    return Identity(tier, _fingerprint(texts), _fingerprint(asked), _fingerprint(chosen), model)


def information(runs: Sequence[Run], seconds: float) -> dict[str, float | str]:
    """Times and lengths, of no weight."""
    answers = [run.answer for run in runs if run.answer]
    found: dict[str, float | str] = {"seconds": round(seconds, 1), "answers": len(answers)}
    if answers:
        found["median_retrieve_ms"] = round(statistics.median(a.timings.retrieve_ms for a in answers), 1)
        found["median_answer_ms"] = round(statistics.median(a.timings.total_ms for a in answers), 1)
        found["characters"] = sum(len(a.text) for a in answers)
        written = [a for a in answers if a.mode is Mode.LLM and a.timings.first_token_ms]
        if written:
            found["median_first_token_ms"] = round(statistics.median(a.timings.first_token_ms for a in written), 1)
    return found


def _fingerprint(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
