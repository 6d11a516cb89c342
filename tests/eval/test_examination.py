"""The examination as a command: plans, gates, measures, exit codes, and that faults put into answers are noticed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.cases import read_cases
from eval.examination.exam import BASELINES, as_baseline, of_tier, plan_of
from eval.examination.gates import FLOORS, Exit, exit_code, read_gates
from eval.examination.measures import measure
from eval.examination.metric import FAULTS, METRICS
from eval.examination.mutations import MUTATIONS
from eval.examination.report import Change, Comparison, Examined, Identity, Report, Verdict, read_report, to_json
from eval.examination.runner import ANSWERING, TIERS, identity, sample_cases
from eval.examination.terminal import to_text
from rag.errors import HemerotecaError
from rag.settings import Settings

IDENTITY = Identity("a", "c", "k", "s", "m")


def examined(n: int, verdict: Verdict = Verdict.PASS, **scores: float) -> Examined:
    """A case with some scores, of an article of its own."""
    return Examined(f"c{n}", "answerable", "es", "¿Qué?", f"a{n}", verdict, scores)


def report(*cases: Examined, floors: dict[str, float] | None = None) -> Report:
    """A report of some cases."""
    return Report(IDENTITY, measure(cases, floors or {}), cases)


def test_a_measure_is_a_mean_with_its_interval_and_denominator() -> None:
    """Three of four; a case that the metric does not apply to does not count."""
    cases = [examined(n, correct=float(n > 0)) for n in range(4)] + [examined(9, hallucination=0.0)]
    [correct, hallucination] = measure(cases, {})
    assert (correct.metric, correct.value, correct.count, correct.clusters) == ("correct", 0.75, 4, 4)
    assert correct.low is not None
    assert correct.high is not None
    assert 0 < correct.low < 0.75 < correct.high <= 1
    assert (hallucination.metric, hallucination.value, hallucination.count) == ("hallucination", 0.0, 1)


def test_a_few_perfect_cases_are_no_certainty() -> None:
    """The bootstrap alone would say that all is right for ever; Wilson's interval does not."""
    [found] = measure([examined(n, correct=1.0) for n in range(5)], {})
    assert found.low is not None
    assert found.low < 0.6


@pytest.mark.parametrize(
    ("scores", "floors", "verdict", "code"),
    [
        pytest.param({"correct": 1.0}, {"correct": 0.9}, Verdict.PASS, Exit.PASSED, id="reached"),
        pytest.param({"correct": 0.0}, {"correct": 0.9}, Verdict.FAIL, Exit.FAILED, id="below"),
        pytest.param(
            {"hallucination": 1.0}, {"hallucination": 0.1}, Verdict.FAIL, Exit.FAILED, id="above the greatest"
        ),
        pytest.param({}, {"correct": 0.9}, Verdict.UNMEASURED, Exit.NOT_MEASURED, id="no case examines it"),
        pytest.param({"correct": 1.0}, {}, Verdict.PASS, Exit.PASSED, id="nothing is gated"),
    ],
)
def test_a_floor_decides(scores: dict[str, float], floors: dict[str, float], verdict: Verdict, code: int) -> None:
    """What was not measured is never a pass."""
    found = report(examined(1, **scores), floors=floors)
    assert found.verdict is verdict
    assert exit_code(found, strict=True) == code
    for measured in found.measures:
        assert (measured.value is None) == (measured.verdict is Verdict.UNMEASURED)
        assert bool(measured.reason) == (measured.verdict is not Verdict.PASS)


def test_an_error_is_not_passed_over() -> None:
    """Though every other case be right."""
    assert exit_code(report(examined(1, Verdict.ERROR), examined(2, correct=1.0)), strict=False) == Exit.NOT_MEASURED


@pytest.mark.parametrize(("strict", "code"), [(False, Exit.PASSED), (True, Exit.INCONCLUSIVE)])
def test_an_inconclusive_loss_ends_a_strict_run(strict: bool, code: int) -> None:
    """Otherwise it is only said."""
    loss = Comparison("correct", 0.9, 0.85, -0.1, 0.02, 0.3, Change.INCONCLUSIVE)
    found = replace(report(examined(1, correct=1.0)), comparisons=(loss,))
    assert exit_code(found, strict=strict) == code
    assert "inconclusive" in to_text(found)


def test_a_loss_outweighs_whatever_else() -> None:
    """An error beside it as well."""
    loss = Comparison("correct", 0.9, 0.5, -0.5, -0.3, 0.001, Change.WORSE, ("c1",))
    found = replace(report(examined(1, Verdict.ERROR)), comparisons=(loss,))
    assert exit_code(found, strict=True) == Exit.FAILED


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[a.floors]\nrightness = 0.9", "'rightness', which is no metric"),
        ("[a.floors]\ncorrect = 90", "expected a number from 0 to 1"),
        ("[a.floors]\ncorrect = true", "expected a number from 0 to 1"),
        ("[a]\nfloors = 3", "is no table"),
        ("a = 3", "is no table"),
        ("[a", "is no TOML"),
    ],
)
def test_faulty_gates_are_told(tmp_path: Path, text: str, words: str) -> None:
    """What was found, and what was expected."""
    file = tmp_path / "floors.toml"
    file.write_text(text)
    with pytest.raises(HemerotecaError, match=words):
        read_gates(file, "a")
    with pytest.raises(HemerotecaError, match="cannot be read"):
        read_gates(tmp_path / "none.toml", "a")


def test_the_delivered_gates_hold_metrics_of_every_tier_that_runs_in_ci() -> None:
    """Answers, citations, retrieval, abstention, language and the verifier are gated without a model."""
    gates = read_gates(FLOORS, "a")
    groups = {metric.group for metric in METRICS.values()} - {"judge"}
    assert {METRICS[name].group for name in gates.floors} == groups
    assert {"correct", "hallucination", "false_refusal", "citations_prove", "cited_or_marked"} <= set(gates.tolerances)
    assert read_gates(FLOORS, "b").floors


def test_a_report_survives_being_written_and_read(tmp_path: Path) -> None:
    """As a baseline too, which keeps scores and answers."""
    found = replace(report(examined(1, correct=0.5)), information={"seconds": 1.0})
    file = tmp_path / "report.json"
    file.write_text(to_json(found))
    assert read_report(file) == found
    assert as_baseline(found).cases == found.cases
    assert as_baseline(found).information == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [("{", "is no report"), ("{}", "is no report"), ("none", "is no report")],
)
def test_what_is_no_report_is_told(tmp_path: Path, text: str, words: str) -> None:
    """With what is missing."""
    file = tmp_path / "report.json"
    file.write_text(text)
    with pytest.raises(HemerotecaError, match=words):
        read_report(file)
    later = json.loads(to_json(report())) | {"format": "hemeroteca-examination/9"}
    file.write_text(json.dumps(later))
    with pytest.raises(HemerotecaError, match="has the format"):
        read_report(file)


def test_a_sample_has_as_many_of_each_kind_and_is_decided_by_ids_alone() -> None:
    """So a case that is added moves one other at most."""
    cases = read_cases()
    some = sample_cases(cases, 5)
    kinds = [case.kind for case in some]
    assert all(kinds.count(kind) == 5 for kind in set(kinds))
    assert {case.id for case in sample_cases(cases[::-1], 5)} == {case.id for case in some}
    assert sample_cases(cases, 0) == cases


def test_other_cases_are_gated_and_compared_only_with_what_is_named(tmp_path: Path) -> None:
    """The committed floors and baselines are of the delivered cases."""
    plan = plan_of("a", cases=[tmp_path], corpus=[tmp_path])
    assert (plan.floors, plan.baseline, plan.tier) == (None, None, TIERS["a"])
    assert plan_of("a").floors == FLOORS
    assert plan_of("a", compared=False).baseline is None
    with pytest.raises(HemerotecaError, match="go together"):
        plan_of("a", cases=[tmp_path])


NOT_ANSWERING = frozenset(
    "data_dir cache_dir calibration corpus added fields database_url chroma_url ray_address hub language "
    "web_seconds web_bytes web_pause upload_files upload_bytes embedding_base_url embedding_api_key embedding_timeout "
    "embedding_retries embedding_query_prompt embedding_passage_prompt embedding_threads embedding_batch llm_base_url "
    "llm_api_key llm_timeout llm_retries llm_threads host port concurrent_answers login session_hours open_to_all "
    "changes allowed_hosts trusted_proxies questions_minute logins_minute traces_endpoint traces_contents".split()
)


def test_of_every_setting_it_is_said_whether_answers_depend_on_it() -> None:
    """One that is new belongs to either list: else a setting of the page ends the comparison with the baseline."""
    assert set(Settings.model_fields) == ANSWERING | NOT_ANSWERING
    assert not ANSWERING & NOT_ANSWERING


def test_the_delivered_baseline_is_of_the_settings_as_delivered() -> None:
    """Found in a second, rather than after the whole examination."""
    kept = read_report(BASELINES / "a.json").identity
    assert identity("a", of_tier(TIERS["a"], Settings()), {}, [], kept.model).settings == kept.settings


def test_every_fault_that_can_be_put_in_has_its_metric() -> None:
    """And every metric its fault."""
    assert tuple(MUTATIONS) == FAULTS


def test_wrong_usage_ends_with_2_and_a_missing_file_with_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As compilers and test runners do."""
    with pytest.raises(SystemExit) as ended:
        main(["--tier", "z"])
    assert ended.value.code == Exit.USAGE
    assert main(["--cases", str(tmp_path / "none.jsonl"), "--corpus", str(tmp_path)]) == Exit.NOT_MEASURED
    assert "hemeroteca eval:" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--write-baseline", "--update-readme"])
def test_a_file_that_cannot_be_written_is_one_line(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], own_archive: list[str]
) -> None:
    """With its path, and no traceback."""
    assert main([*own_archive, option, str(tmp_path / "none" / "file")]) == Exit.NOT_MEASURED
    assert "No such file or directory. Name another file." in capsys.readouterr().err


ARTICLES = {
    "puente.md": "# El puente de Arvea\n\nEl puente de Arvea se inauguró el 3 de mayo de 2021. Costó 12 millones de "
    "euros. Lo diseñó la ingeniera Clara Montes, de la Universidad de Oriñán.\n",
    "coro.md": "# El coro de Sotosal\n\nEl coro de Sotosal ensaya los martes en la escuela. Lo dirige Pablo Ruiz.\n",
}


@pytest.fixture
def own_archive(tmp_path: Path) -> list[str]:
    """The options that name somebody's articles and cases."""
    folder = tmp_path / "articulos"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    cases = tmp_path / "mios.jsonl"
    cases.write_text("\n".join(map(json.dumps, _own_cases(folder))), encoding="utf-8")
    return ["--cases", str(cases), "--corpus", str(folder)]


def test_somebodys_own_archive_is_examined_with_one_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, own_archive: list[str]
) -> None:
    """Their articles, their cases, all four reports, and the same bytes twice but for the times."""
    monkeypatch.chdir(tmp_path)
    given = own_archive
    assert main([*given, "--report-dir", "uno", "--write-baseline", "base.json"]) == Exit.PASSED
    assert "correct" in capsys.readouterr().out
    assert main([*given, "--report-dir", "dos", "--baseline", "base.json", "--strict"]) == Exit.PASSED
    assert {path.name for path in Path("uno").iterdir()} == {"report.json", "junit.xml", "summary.md", "report.html"}
    one, two = (json.loads(Path(name, "report.json").read_text()) for name in ("uno", "dos"))
    assert one["cases"] == two["cases"]
    assert one["measures"] == two["measures"]
    assert {c["change"] for c in two["comparisons"]} == {"same"}


def _own_cases(folder: Path) -> list[dict[str, object]]:
    from eval.cases import read_corpus

    text = read_corpus([folder])["puente.md"].text
    quote = "Costó 12 millones de euros."
    start = text.index(quote)
    shared = {"language": "es", "provenance": "written", "reviewer": "ana"}
    return [
        {
            "id": "puente-1",
            "kind": "answerable",
            "question": "¿Cuánto costó el puente de Arvea?",
            "articles": ["puente.md"],
            "evidence": [{"article": "puente.md", "start": start, "end": start + len(quote), "quote": quote}],
            "accepted": ["12 millones"],
            "abstain": False,
            **shared,
        },
        {"id": "fuera-1", "kind": "off-topic", "question": "¿Quién pintó Las Meninas?", "abstain": True, **shared},
    ]
