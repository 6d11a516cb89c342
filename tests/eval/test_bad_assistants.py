"""Assistants that are bad on purpose: the gates must turn red for each, and say why."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from eval.cases import CORPUS, Case, read_cases, read_corpus
from eval.examination.gates import FLOORS, Exit, exit_code, read_gates
from eval.examination.measures import measure
from eval.examination.report import Change, Examined, Identity, Report, Verdict
from eval.examination.runner import archive, ask_cases, sample_cases
from eval.examination.statistics import compare
from rag.library import Library
from rag.settings import Settings
from rag.types import Answer, Citation, Claim, Passage, Status, Support, Turn

pytestmark = pytest.mark.slow

PER_KIND = 12
WITHDRAWN = 3
IDENTITY = Identity("a", "", "", "", "")
FOREIGN = "The archive speaks of this in several places, and none of them has been corrected since then."

Alter = Callable[[Answer], Answer]


@dataclass(frozen=True)
class Altered:
    """Answers as a library does, and then does something to the answer."""

    library: Library
    alter: Alter

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The altered answer."""
        return self.alter(self.library.ask(question, history))

    def search(self, question: str, k: int | None = None) -> tuple[Passage, ...]:
        """What the library finds."""
        return self.library.search(question, k)

    def verify(self, *given: object, **named: object) -> object:
        """Nobody asks a bad assistant whether it is right."""
        raise AssertionError


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    """Some of each kind."""
    return sample_cases(read_cases(), PER_KIND)


@contextmanager
def opened(cache: Settings, *folders: Path) -> Iterator[Library]:
    """A library over the articles, without a language model."""
    with archive(cache.model_copy(update={"llm": "off"}), folders) as library:
        yield library


@pytest.fixture(scope="module")
def library(cache: Settings) -> Iterator[Library]:
    """The delivered archive."""
    with opened(cache, *CORPUS) as found:
        yield found


@pytest.fixture(scope="module")
def baseline(library: Library, cases: tuple[Case, ...]) -> Report:
    """What the assistant as it is does on these cases."""
    return report(Altered(library, lambda answer: answer), library, cases)


def report(assistant: Altered, judge: Library, cases: Sequence[Case]) -> Report:
    """An examination of an assistant, its proofs judged by a library that is not under suspicion."""
    found = tuple(run.examined for run in ask_cases(assistant, cases, judge))
    return Report(IDENTITY, measure(found, {}), found)


def beside(before: Report, after: Report) -> Report:
    """The report with its comparison, by the delivered tolerances."""
    return replace(after, comparisons=compare(before, after, tolerances=read_gates(FLOORS, "a").tolerances))


def worse(found: Report) -> set[str]:
    """Metrics that have become worse."""
    return {comparison.metric for comparison in found.comparisons if comparison.change is Change.WORSE}


def _first_sentence(answer: Answer, text: str = "") -> Claim:
    passage = answer.passages[0]
    sentence = passage.sentences[0]
    citation = Citation(1, passage, sentence.start, sentence.end, sentence.text)
    said = text or sentence.text
    return Claim(said, 0, len(said), (citation,), Support.SUPPORTED)


def answers_everything(answer: Answer) -> Answer:
    """It never says that the archive does not know: it reads out what stands first."""
    if answer.status is Status.ANSWERED:
        return answer
    claim = _first_sentence(answer)
    return replace(answer, text=claim.text, claims=(claim,), status=Status.ANSWERED)


def refuses_everything(answer: Answer) -> Answer:
    """It never says anything else."""
    return replace(answer, text="El archivo no lo dice.", claims=(), status=Status.INSUFFICIENT)


def speaks_another_language(answer: Answer) -> Answer:
    """It answers in English what was asked in Spanish, and cites what it would have cited."""
    if answer.status is not Status.ANSWERED:
        return answer
    claim = _first_sentence(answer, FOREIGN)
    return replace(answer, text=FOREIGN, claims=(claim,))


def shifts_citations(answer: Answer) -> Answer:
    """Each citation points to the sentence behind the right one."""
    claims = tuple(replace(claim, citations=tuple(map(_shifted, claim.citations))) for claim in answer.claims)
    return replace(answer, claims=claims)


def _shifted(citation: Citation) -> Citation:
    behind = [s for s in citation.passage.sentences if s.start >= citation.end]
    if not behind:
        return citation
    return replace(citation, start=behind[0].start, end=behind[0].end, quote=behind[0].text)


def hides_what_is_not_proven(answer: Answer) -> Answer:
    """It adds a sentence of its own, without a citation and without a mark."""
    if answer.status is not Status.ANSWERED:
        return answer
    own = " Según varias fuentes, la decisión fue muy aplaudida por los vecinos."
    return replace(answer, text=answer.text + own)


def hides_its_failures(answer: Answer) -> Answer:
    """Where it failed, and it fails often, it passes nothing off as an answer."""
    failed = len(answer.question) % 3 == 0
    return replace(answer, text="", claims=(), status=Status.ANSWERED) if failed else answer


def answers_with_the_headline(answer: Answer) -> Answer:
    """Where it would answer, it reads out what the nearest article is called, and cites it to the letter."""
    if answer.status is not Status.ANSWERED or not answer.passages:
        return answer
    claim = _headline(answer)
    return replace(answer, text=claim.text, claims=(claim,))


def _headline(answer: Answer) -> Claim:
    """The title as the passage has it; of an article whose title is no part of its text, the line that opens it."""
    passage = answer.passages[0]
    start = passage.document.text.find(passage.document.title, passage.chunk.start, passage.chunk.end)
    if start < 0:
        return _first_sentence(answer)
    title = passage.document.title
    cited = Citation(1, passage, start, start + len(title), title)
    return Claim(title, 0, len(title), (cited,), Support.SUPPORTED)


def withdraws(right: Sequence[str]) -> Alter:
    """It refuses one in `WITHDRAWN` of the questions that it had answered rightly."""
    chosen = frozenset(sorted(right)[::WITHDRAWN])
    return lambda answer: refuses_everything(answer) if answer.question in chosen else answer


@pytest.mark.parametrize(
    ("alter", "metric"),
    [
        (answers_everything, "hallucination"),
        (refuses_everything, "false_refusal"),
        (speaks_another_language, "language_right"),
        (shifts_citations, "citations_prove"),
        (hides_what_is_not_proven, "cited_or_marked"),
        (hides_its_failures, "cited_or_marked"),
        (answers_with_the_headline, "correct"),
    ],
)
def test_a_bad_assistant_is_red_and_the_reason_is_the_right_one(
    alter: Alter, metric: str, library: Library, cases: tuple[Case, ...], baseline: Report
) -> None:
    """Beside the assistant as it is."""
    found = beside(baseline, report(Altered(library, alter), library, cases))
    assert metric in worse(found)
    assert found.verdict is Verdict.FAIL
    assert exit_code(found, strict=False) == Exit.FAILED


def test_an_assistant_that_withdraws_right_answers_is_red(
    library: Library, cases: tuple[Case, ...], baseline: Report
) -> None:
    """What it goes on answering is as good as before; so it is red by its refusals, and by nothing that it says."""
    asked = {case.id for case in cases if not case.abstain}
    right = [case.question for case in baseline.cases if case.id in asked and case.verdict is Verdict.PASS]
    found = beside(baseline, report(Altered(library, withdraws(right)), library, cases))
    assert {"false_refusal", "correct"} <= worse(found)
    assert found.verdict is Verdict.FAIL
    assert exit_code(found, strict=False) == Exit.FAILED


def test_an_assistant_that_raises_is_red_though_it_answers_the_rest(
    library: Library, cases: tuple[Case, ...], baseline: Report
) -> None:
    """The cases that raised count as lost, with what was raised."""

    def raises(answer: Answer) -> Answer:
        if len(answer.question) % 4 == 0:
            raise RuntimeError("the index is gone")
        return answer

    found = beside(baseline, report(Altered(library, raises), library, cases))
    failed = [case for case in found.cases if case.verdict is Verdict.ERROR]
    assert failed
    assert all("the index is gone" in case.error for case in failed)
    assert "correct" in worse(found)
    assert len(found.cases) == len(cases)


def test_an_archive_that_lacks_a_fifth_of_the_gold_articles_is_red(
    cache: Settings, cases: tuple[Case, ...], baseline: Report, library: Library, tmp_path: Path
) -> None:
    """They are found no more, and what they answered is lost."""
    needed = sorted({article for case in cases for article in case.articles})
    gone = set(needed[::5])
    folder = tmp_path / "articles"
    for root in CORPUS:
        for source in read_corpus([root]):
            if source not in gone:
                (folder / source).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(root / source, folder / source)
    floors = {"article_recall@10": read_gates(FLOORS, "a").floors["article_recall@10"]}
    with opened(cache, folder) as poorer:
        found = report(Altered(poorer, lambda answer: answer), library, cases)
    assert [one.verdict for one in measure(baseline.cases, floors) if one.floor] == [Verdict.PASS]
    poor = replace(found, measures=measure(found.cases, floors))
    assert exit_code(poor, strict=False) == Exit.FAILED
    assert [one.metric for one in poor.measures if one.verdict is Verdict.FAIL] == ["article_recall@10"]
    lost = beside(baseline, found)
    recall = next(one for one in lost.comparisons if one.metric == "article_recall@10")
    assert recall.change in (Change.WORSE, Change.INCONCLUSIVE)
    assert len(recall.lost) >= len(gone)
    reasons = {reason for case in found.cases if case.id in recall.lost for reason in case.reasons}
    assert any("No article that answers was found" in reason for reason in reasons)


def test_the_same_assistant_twice_is_the_same_to_the_byte(
    library: Library, cases: tuple[Case, ...], baseline: Report
) -> None:
    """And nothing of it is worse, better or inconclusive."""
    again = beside(baseline, report(Altered(library, lambda answer: answer), library, cases))
    assert again.cases == baseline.cases
    assert {comparison.change for comparison in again.comparisons} == {Change.SAME}


def test_a_case_names_what_was_wrong_with_it(library: Library, cases: tuple[Case, ...]) -> None:
    """A reader of the report need not guess."""
    found = report(Altered(library, hides_what_is_not_proven), library, cases)

    def faults(case: Examined) -> str:
        return " ".join(case.reasons)

    assert any("neither a citation nor a mark" in faults(case) for case in found.cases)
