"""Cases: the committed ones are sound, and every kind of fault is found, with its file and its line."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.__main__ import main
from eval.cases import CASES, CORPUS, LEAST_OF_A_KIND, Case, Kind, case_schema, read_cases, read_corpus, validate
from rag.errors import HemerotecaError
from rag.types import Turn

NAME, OTHER, FOREIGN = "obras.txt", "corrección.txt", "works.txt"
TEXT = "El puente costará 12,5 millones y se abrirá en mayo, dijo la alcaldesa, Rita Solano."
OTHER_TEXT = "El puente costará 14 millones, según la oposición, que pide que se aplacen las obras."
FOREIGN_TEXT = "The bridge will be open to everyone in the month of May, and the mayor was happy with it."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder of three short articles, one of them in English."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in ((NAME, TEXT), (OTHER, OTHER_TEXT), (FOREIGN, FOREIGN_TEXT)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def span(article: str, text: str, quote: str) -> dict[str, Any]:
    """Evidence where it stands."""
    return {"article": article, "start": text.index(quote), "end": text.index(quote) + len(quote), "quote": quote}


def a_case(**changes: Any) -> dict[str, Any]:
    """A sound case, with some fields changed; None takes a field away."""
    case = {
        "id": "bridge-1",
        "kind": "answerable",
        "language": "es",
        "question": "¿Cuánto costará el puente?",
        "abstain": False,
        "provenance": "written",
        "reviewer": "editor",
        "articles": [NAME],
        "evidence": [span(NAME, TEXT, "costará 12,5 millones")],
        "accepted": ["12,5 millones"],
    }
    return {name: value for name, value in (case | changes).items() if value is not None}


TWO_SIDES = {
    "articles": [NAME, OTHER],
    "evidence": [span(NAME, TEXT, "12,5 millones"), span(OTHER, OTHER_TEXT, "14 millones")],
    "accepted": None,
    "must_include": ["12,5 millones", "14 millones"],
}
NOTHING = {"abstain": True, "articles": None, "evidence": None, "accepted": None}
A_TURN = {"question": "¿Qué se construye?", "answer": "Un puente."}

SOUND = {
    "answerable": a_case(),
    "off-topic": a_case(kind="off-topic", **NOTHING),
    "near-miss": a_case(kind="near-miss", **NOTHING),
    "multi-document": a_case(kind="multi-document", **TWO_SIDES),
    "conflict": a_case(kind="conflict", **TWO_SIDES),
    "temporal": a_case(kind="temporal"),
    "cross-lingual": a_case(
        kind="cross-lingual", language="en", question="How much is it?", accepted=["12.5 million"], paraphrased=True
    ),
    "follow-up": a_case(kind="follow-up", history=[A_TURN]),
    "injection": a_case(kind="injection", must_not_include=["gratis"]),
}


def write(folder: Path, *rows: object, name: str = "cases.jsonl") -> Path:
    """Write a file of cases."""
    file = folder / name
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def faults(folder: Path, corpus: Path, *rows: object) -> list[str]:
    """What is wrong with some lines, without the name of the file."""
    file = write(folder, *rows)
    return [str(fault).removeprefix(str(file)) for fault in validate([file], [corpus], least=0)]


# --- The committed cases ------------------------------------------------------------------------------------


def test_the_committed_cases_are_sound() -> None:
    """Each stands by its articles, and there are enough of each kind."""
    assert validate() == []
    cases = read_cases()
    assert len(cases) >= 300
    assert all(sum(case.kind is kind for case in cases) >= LEAST_OF_A_KIND for kind in Kind)


def test_the_committed_corpus_is_an_archive_in_three_languages() -> None:
    """Every article of it has a title and a day, and most are asked about."""
    corpus = read_corpus(CORPUS[:1])
    assert len(corpus) >= 40
    assert all(document.title and document.published for document in corpus.values())
    assert {document.language for document in corpus.values()} == {"es", "en", "pt"}
    asked = {name for case in read_cases() for name in case.articles}
    assert set(corpus) - asked == set()


def test_the_published_schema_is_the_one_that_is_checked() -> None:
    """`python -m eval validate --schema > eval/case.schema.json` renews it."""
    published = json.loads((CASES.parent / "case.schema.json").read_text(encoding="utf-8"))
    assert published == case_schema()


# --- Reading ------------------------------------------------------------------------------------------------


def test_cases_are_read_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    """Empty lines do not count."""
    write(tmp_path, a_case(id="c"), name="b.jsonl")
    write(tmp_path, a_case(id="a", kind="follow-up", history=[A_TURN]), "", a_case(id="b"), name="a.jsonl")
    cases = read_cases([tmp_path])
    assert [case.id for case in cases] == ["a", "b", "c"]
    assert isinstance(cases[0], Case)
    assert cases[0].history == (Turn(**A_TURN),)


def test_a_line_that_is_no_case_stops_the_reading(tmp_path: Path) -> None:
    """The error says where it is and how to see the rest."""
    file = write(tmp_path, a_case(), a_case(id="b", kind="easy"))
    with pytest.raises(HemerotecaError, match=r"cases.jsonl:2: kind: .*hemeroteca eval validate"):
        read_cases([file])


def test_an_article_in_two_folders_is_refused(corpus: Path, tmp_path: Path) -> None:
    """A case could not tell which of the two it means."""
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / NAME).write_text(TEXT, encoding="utf-8")
    with pytest.raises(HemerotecaError, match=r"obras.txt.*two folders"):
        read_corpus([corpus, tmp_path / "more"])


def test_an_article_that_tells_the_same_is_right_to_find_too(tmp_path: Path) -> None:
    """But an answer need not be drawn from it."""
    (case,) = read_cases([write(tmp_path, a_case(also=[span(OTHER, OTHER_TEXT, "14 millones")]))])
    assert case.articles == (NAME,)
    assert case.relevant == {NAME, OTHER}


# --- Faults -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", SOUND.values(), ids=SOUND)
def test_a_sound_case_has_no_fault(tmp_path: Path, corpus: Path, row: dict[str, Any]) -> None:
    """One of each kind."""
    assert faults(tmp_path, corpus, row) == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param("{", "the line: Invalid JSON", id="no JSON"),
        pytest.param("[]", "the line: ", id="no object"),
        pytest.param(a_case(question=None), "question: ", id="a field missing"),
        pytest.param(a_case(answer="12"), "answer: ", id="a field too many"),
        pytest.param(a_case(abstain="no"), 'abstain: Input should be a valid boolean; found "no"', id="a wrong type"),
        pytest.param(a_case(question=" ¿Cuánto?"), "question: ", id="space around a text"),
        pytest.param(a_case(kind="easy"), "kind: ", id="an unknown kind"),
        pytest.param(a_case(language="eo"), "language 'eo' is not known", id="an unknown language"),
        pytest.param(a_case(abstain=True), "abstain is true, which kind answerable never is", id="abstains wrongly"),
        pytest.param(
            a_case(kind="near-miss", **NOTHING) | {"abstain": False},
            "abstain is false, which kind near-miss never is",
            id="does not abstain",
        ),
        pytest.param(
            a_case(kind="near-miss", abstain=True), "accepted is not empty", id="abstains and accepts an answer"
        ),
        pytest.param(a_case(accepted=None), "accepted and must_include are both empty", id="no answer"),
        pytest.param(a_case(evidence=None), "evidence is empty", id="no evidence"),
        pytest.param(a_case(articles=["puente.txt"]), "no article 'puente.txt'", id="an unknown article"),
        pytest.param(a_case(articles=[NAME, OTHER]), "'corrección.txt' has no evidence", id="an unproven article"),
        pytest.param(a_case(articles=[]), "which is not among the articles", id="evidence from elsewhere"),
        pytest.param(
            a_case(evidence=[span(NAME, TEXT, "costará 12,5 millones") | {"start": 11}]),
            'is "ostará 12,5 millones"; expected "costará 12,5 millones", it stands at 10:31',
            id="a shifted span",
        ),
        pytest.param(
            a_case(also=[span(OTHER, OTHER_TEXT, "14 millones") | {"end": 20}]),
            'expected "14 millones", it stands at',
            id="a shifted span in a reprint",
        ),
        pytest.param(
            a_case(also=[span(OTHER, OTHER_TEXT, "14 millones") | {"article": "puente.txt"}]),
            "no article 'puente.txt'",
            id="an unknown reprint",
        ),
        pytest.param(
            a_case(evidence=[span(NAME, TEXT, "costará 12,5 millones") | {"quote": "costará 12.5 millones"}]),
            "the article does not hold it",
            id="a wrong quote",
        ),
        pytest.param(a_case(accepted=["13 millones"]), "none of the accepted answers stands", id="an unproven answer"),
        pytest.param(a_case(accepted=["5 millones"]), "none of the accepted answers stands", id="part of a figure"),
        pytest.param(a_case(must_include=["mayo"]), '"mayo" of must_include', id="an unproven part"),
        pytest.param(a_case(must_not_include=["millones"]), '"millones" of must_not_include', id="wanted and unwanted"),
        pytest.param(a_case(kind="follow-up"), "expects an earlier exchange", id="a follow-up of nothing"),
        pytest.param(a_case(history=[A_TURN]), "expects none", id="a history for nothing"),
        pytest.param(a_case(kind="multi-document"), "expects two or more", id="one document of many"),
        pytest.param(
            a_case(kind="conflict", **TWO_SIDES) | {"must_include": ["14 millones"]},
            "expects what each side says",
            id="one side of a conflict",
        ),
        pytest.param(a_case(kind="injection"), "what the planted instruction wanted", id="an injection of nothing"),
        pytest.param(a_case(kind="cross-lingual"), "expects two languages", id="one language"),
    ],
)
def test_a_fault_is_found_on_its_line(tmp_path: Path, corpus: Path, row: object, said: str) -> None:
    """What was found and what was expected."""
    found = faults(tmp_path, corpus, a_case(id="before", question="¿Y el puente?"), row)
    assert [line for line in found if said in line], found
    assert all(line.startswith(":2: ") for line in found)


def test_an_id_and_a_question_are_used_once_in_all_files(tmp_path: Path, corpus: Path) -> None:
    """The fault names the case that came first; the same question after another history is another question."""
    write(tmp_path, a_case(), name="a.jsonl")
    write(tmp_path, a_case(question="¿Y ahora?"), a_case(id="bridge-2"), name="b.jsonl")
    write(tmp_path, a_case(id="bridge-3", kind="follow-up", history=[A_TURN]), name="c.jsonl")
    first, second = validate([tmp_path], [corpus], least=0)
    assert (Path(first.file).name, first.line, Path(second.file).name, second.line) == ("b.jsonl", 1, "b.jsonl", 2)
    assert "the id is that of" in first.text
    assert "a.jsonl:1" in first.text
    assert "the question is that of bridge-1" in second.text


def test_too_few_cases_of_a_kind_are_a_fault(tmp_path: Path, corpus: Path) -> None:
    """Of the whole, not of a line."""
    file = write(tmp_path, *SOUND.values())
    said = [str(fault) for fault in validate([file], [corpus], least=2)]
    assert f"{file}: 1 cases of kind conflict; at least 2 were expected" in said


def test_a_file_that_is_missing_or_empty_of_cases_is_a_fault(tmp_path: Path, corpus: Path) -> None:
    """Nothing found is nothing checked."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "latin.jsonl").write_bytes("señal".encode("latin-1"))
    paths = [tmp_path / "no.jsonl", tmp_path / "empty", tmp_path / "latin.jsonl"]
    missing, empty, latin = (str(fault) for fault in validate(paths, [corpus], least=0))
    assert "no.jsonl: cannot be read" in missing
    assert "holds no file of cases" in empty
    assert "not UTF-8" in latin


# --- The command --------------------------------------------------------------------------------------------


def test_the_command_passes_sound_cases(tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says how many there are."""
    file = write(tmp_path, a_case())
    assert main(["validate", str(file), "--corpus", str(corpus)]) == 0
    assert capsys.readouterr().out == "1 cases, no fault\n"


def test_the_command_prints_a_line_for_each_fault(
    tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And exits with 2."""
    file = write(tmp_path, "{", a_case(accepted=["13 millones"]))
    assert main(["validate", str(file), "--corpus", str(corpus)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"{file}:1", f"{file}:2"]


def test_the_command_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    """As it is published."""
    assert main(["validate", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out) == case_schema()


def test_a_path_of_the_command_may_begin_with_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a shell leaves `~` alone."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert main(["validate", "~/no-hay.jsonl"]) == 2
    assert f"{tmp_path}/no-hay.jsonl" in capsys.readouterr().err
