"""Public sets as archives: their articles are read back, their cases are sound, and what is broken is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.__main__ import main
from eval.cases import Case, Kind, read_cases, read_corpus, validate
from eval.sets import import_set
from eval.xquad import DEFAULT_FOLDER
from rag.errors import HemerotecaError

CONTEXT = "\ufeffEl puente mide 40 metros. Se abrió en 1931 y costó\n40 millones de reales."
ENGLISH = "The tower was built by Ada Brook in 1888, and it was the tallest in the county."


def squad(*paragraphs: tuple[str, list[dict[str, Any]]], title: str = "El_puente") -> dict[str, Any]:
    """A file in the shape of SQuAD."""
    held = [{"context": context, "qas": questions} for context, questions in paragraphs]
    return {"version": "2.0", "data": [{"title": title, "paragraphs": held}]}


def asked(identity: str, question: str, *answers: tuple[str, int], **more: Any) -> dict[str, Any]:
    """A question in the shape of SQuAD."""
    return {
        "id": identity,
        "question": question,
        "answers": [{"text": text, "answer_start": start} for text, start in answers],
        **more,
    }


def write(path: Path, value: object) -> Path:
    """A value as JSON, or lines of text as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def imported(path: Path, out: Path) -> dict[str, Case]:
    """The cases that a set becomes, by their question; all of them are sound."""
    import_set(path, out)
    assert validate([out / "cases"], [out / "articles"], least=0) == []
    return {case.question: case for case in read_cases([out / "cases"])}


def lines(*rows: dict[str, Any]) -> str:
    """One object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


# --- SQuAD --------------------------------------------------------------------------------------------------


def test_squad_becomes_articles_and_cases_with_the_span_it_means(tmp_path: Path) -> None:
    """Of two places with the same words it is the one at answer_start, in the text as it is read."""
    second = CONTEXT.rindex("40")
    path = write(
        tmp_path / "dev.json",
        squad(
            (
                CONTEXT,
                [
                    asked("q:1", "¿Cuántos millones costó el puente?", ("40", second), ("40 millones", second)),
                    asked("q:2", "¿Cuánto mide el puente?", ("40 metros", CONTEXT.index("40"))),
                    asked("q:3", "¿Quién lo construyó?", is_impossible=True),
                ],
            )
        ),
    )
    cases = imported(path, tmp_path / "out")
    (document,) = read_corpus([tmp_path / "out" / "articles"]).values()
    assert document.title == "El puente"
    cost = cases["¿Cuántos millones costó el puente?"]
    assert (cost.id, cost.kind, cost.accepted) == ("q_1", Kind.ANSWERABLE, ("40", "40 millones"))
    assert document.text[cost.evidence[0].start :].startswith("40 millones")
    assert cases["¿Cuánto mide el puente?"].evidence[0].start < cost.evidence[0].start
    unanswered = cases["¿Quién lo construyó?"]
    assert (unanswered.kind, unanswered.abstain, unanswered.articles) == (Kind.NEAR_MISS, True, ())


def test_a_folder_of_squad_files_is_one_set_with_a_file_of_cases_each(tmp_path: Path) -> None:
    """A question in another language than its article is cross-lingual."""
    write(tmp_path / "set" / "es.json", squad((CONTEXT, [asked("1", "¿Cuándo se abrió el puente?", ("1931", 38))])))
    write(tmp_path / "set" / "en.json", squad((CONTEXT, [asked("1", "When was the bridge opened?", ("1931", 38))])))
    cases = imported(tmp_path / "set", tmp_path / "out")
    assert sorted(file.name for file in (tmp_path / "out" / "cases").iterdir()) == ["en.jsonl", "es.jsonl"]
    assert cases["When was the bridge opened?"].kind is Kind.CROSS_LINGUAL
    assert cases["¿Cuándo se abrió el puente?"].kind is Kind.ANSWERABLE
    assert len({case.id for case in cases.values()}) == 2


def test_what_cannot_be_a_case_is_left_out_and_counted(tmp_path: Path) -> None:
    """An answer that is not there, one without words, and a question that was asked before."""
    path = write(
        tmp_path / "dev.json",
        squad(
            (
                CONTEXT,
                [
                    asked("1", "¿Cuándo?", ("1931", 38)),
                    asked("2", "¿Cuándo?", ("1931", 38)),
                    asked("3", "¿Dónde?", ("Lima", 0)),
                    asked("4", "¿Qué?", (".", 24)),
                ],
            )
        ),
    )
    found = import_set(path, tmp_path / "out")
    assert (found.articles, found.cases) == (1, 1)
    assert sum(found.left_out.values()) == 3
    assert "left out: 1: its answer does not stand in its article" in str(found)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.text(max_size=12), st.text(max_size=60), st.text(max_size=30))
def test_whatever_squad_holds_becomes_sound_cases(
    tmp_path_factory: pytest.TempPathFactory, before: str, answer: str, after: str, title: str
) -> None:
    """Titles and texts may hold line ends, quotation marks, control characters and half pairs."""
    folder = tmp_path_factory.mktemp("set")
    context = f"Hola. {before}{answer}{after}"
    question = asked("1", "¿Qué se dijo?", (answer, 6 + len(before)))
    path = write(folder / "dev.json", json.dumps(squad((context, [question]), title=title)))
    import_set(path, folder / "out")
    assert validate([folder / "out" / "cases"], [folder / "out" / "articles"], least=0)[1:] == []


# --- BEIR ---------------------------------------------------------------------------------------------------


def beir(folder: Path, qrels: str) -> Path:
    """A set of three documents and two queries."""
    write(
        folder / "corpus.jsonl",
        lines(
            {"_id": "doc/1", "title": "El puente", "text": CONTEXT},
            {"_id": "Doc/1", "title": "The tower", "text": ENGLISH, "metadata": {}},
            {"_id": "3", "title": "Solo un título de tres palabras", "text": ""},
            {"_id": "4", "title": "", "text": ""},
        ),
    )
    write(
        folder / "queries.jsonl",
        lines({"_id": "a", "text": "puente de 1931"}, {"_id": "b", "text": "que altura tiene la torre"}),
    )
    write(folder / "qrels" / "test.tsv", qrels)
    return folder


def test_beir_becomes_cases_that_examine_only_what_is_found(tmp_path: Path) -> None:
    """The most relevant article is the one to draw on, the others are as good; their whole text is the evidence."""
    qrels = "query-id\tcorpus-id\tscore\na\tDoc/1\t1\na\tdoc/1\t2\na\t3\t0\nb\tDoc/1\t1\nb\tgone\t1\n"
    cases = imported(beir(tmp_path / "mini", qrels), tmp_path / "out")
    corpus = read_corpus([tmp_path / "out" / "articles"])
    assert len(corpus) == 3
    case = cases["puente de 1931"]
    assert case.retrieval_only
    assert (case.accepted, case.must_include, case.provenance) == ((), (), "mini")
    assert corpus[case.articles[0]].title == "El puente"
    assert case.evidence[0].quote == corpus[case.articles[0]].text
    assert {corpus[name].title for name in case.relevant} == {"El puente", "The tower"}
    assert cases["que altura tiene la torre"].kind is Kind.CROSS_LINGUAL


def test_a_query_without_an_article_is_left_out(tmp_path: Path) -> None:
    """It could not be found."""
    folder = beir(tmp_path / "mini", "query-id\tcorpus-id\tscore\na\tgone\t1\nb\tDoc/1\t1\n")
    assert import_set(folder, tmp_path / "out").left_out == {"its article is not in the set": 1}


@pytest.mark.parametrize("row", ["a doc 1", "a\tdoc/1", "a\tdoc/1\thigh", "a\t0\tdoc/1\t1"])
def test_a_judgement_that_is_none_is_named(tmp_path: Path, row: str) -> None:
    """With its file and its line."""
    folder = beir(tmp_path / "mini", f"query-id\tcorpus-id\tscore\n{row}\n")
    with pytest.raises(HemerotecaError, match=r"test\.tsv:2: found .*expected query-id, corpus-id"):
        import_set(folder, tmp_path / "out")


# --- XQuAD --------------------------------------------------------------------------------------------------


def test_the_set_that_lies_here_is_imported_with_one_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every paragraph, nearly every question, in both languages, and all of it sound."""
    if not DEFAULT_FOLDER.exists():
        pytest.skip(f"{DEFAULT_FOLDER} is not here")
    out = tmp_path / "out"
    assert main(["import", str(DEFAULT_FOLDER), "--out", str(out)]) == 0
    assert capsys.readouterr().out.startswith("240 articles, 2367 cases\n")
    assert main(["validate", str(out / "cases"), "--corpus", str(out / "articles")]) == 0
    cases = read_cases([out / "cases"])
    assert {case.kind for case in cases} == {Kind.ANSWERABLE, Kind.CROSS_LINGUAL}


def test_an_answer_without_a_place_is_looked_for_where_the_question_is(tmp_path: Path) -> None:
    """The sentence that has most of the question's words."""
    row = {"lang": "es", "title": "El_puente", "context_id": "p-0"}
    folder = tmp_path / "set"
    write(folder / "contexts.es.jsonl", lines(row | {"text": CONTEXT}))
    write(folder / "qa.es.jsonl", lines(row | {"id": "x", "question": "¿Cuántos millones costó?", "answers": ["40"]}))
    case = imported(folder, tmp_path / "out")["¿Cuántos millones costó?"]
    (document,) = read_corpus([tmp_path / "out" / "articles"]).values()
    assert document.text[case.evidence[0].start :].startswith("40 millones")
    with pytest.raises(HemerotecaError, match=r"no contexts\.pt\.jsonl, only contexts\.es\.jsonl.*--language"):
        import_set(folder, tmp_path / "other", "pt")


# --- What is broken -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("{", "Invalid JSON", id="no JSON"),
        pytest.param({"rows": []}, r"data: Field required", id="another shape"),
        pytest.param({"data": [{"paragraphs": [{"context": 1, "qas": []}]}]}, r"data\.0\.paragraphs\.0", id="a type"),
        pytest.param({"data": []}, "0 articles and 0 questions", id="nothing in it"),
    ],
)
def test_a_file_of_another_shape_is_named(tmp_path: Path, content: object, said: str) -> None:
    """Where, what was found, and what is expected."""
    with pytest.raises(HemerotecaError, match=said):
        import_set(write(tmp_path / "dev.json", content), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_of_something_else_is_told(tmp_path: Path) -> None:
    """What it holds, and what is expected; so is a folder that is not there, and judgements that are missing."""
    write(tmp_path / "notes" / "a.txt", "hola")
    for path, said in ((tmp_path / "notes", r"holds a\.txt; expected"), (tmp_path / "no", "does not exist: expected")):
        with pytest.raises(HemerotecaError, match=said):
            import_set(path, tmp_path / "out")
    write(tmp_path / "half" / "corpus.jsonl", "")
    with pytest.raises(HemerotecaError, match=r"no qrels/\*\.tsv"):
        import_set(tmp_path / "half", tmp_path / "out")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A folder with something in it is not touched."""
    path = write(tmp_path / "dev.json", squad((CONTEXT, [asked("1", "¿Cuándo?", ("1931", 38))])))
    kept = write(tmp_path / "out" / "mine.txt", "mío")
    with pytest.raises(HemerotecaError, match="name a new folder with --out"):
        import_set(path, tmp_path / "out")
    assert [file.name for file in (tmp_path / "out").iterdir()] == [kept.name]
