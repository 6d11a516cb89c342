"""Saved questions asked of press as it comes: what comes, what is counted, and the whole over a small archive."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import eval.watched
from eval.__main__ import main
from eval.press import PressQuestion, read_questions
from eval.watched import Telling, Watch, coming, detail, read_readings, run, sample, table
from rag.settings import Settings
from rag.types import Turn

ASKED = PressQuestion("q", "fact", "es", "¿Quién es la alcaldesa de Valdemora?", ("prensa-0",), items=(("Quiroga",),))
NEAR = replace(
    ASKED, id="n", kind="unanswerable", trap="another_place", text="¿Quién es el alcalde de Soria?", items=()
)
ARTICLES = [
    "La alcaldesa de Valdemora, Inés Quiroga, inauguró el puente. Costó 14,5 millones de euros.",
    "Los guardas contaron 23 lobos en la sierra de Arcedo. El censo se hará cada año desde ahora.",
    "La feria del libro abre el sábado con treinta casetas. La organiza el gremio de libreros.",
    "El Racing ganó por dos goles a cero. El segundo lo marcó un juvenil en el descuento.",
    "La biblioteca cierra en agosto por obras. Los préstamos se alargan hasta septiembre.",
    "Un incendio quemó doce hectáreas de pinar en Sotillo. No hubo heridos ni casas dañadas.",
]


def test_half_comes_with_all_that_the_questions_are_about() -> None:
    """The same each time, whatever the order of the files."""
    names = [f"prensa-{n}" for n in range(20)]
    about = [replace(ASKED, articles=(f"prensa-{n}",)) for n in range(5)]
    come = coming(names, about)
    assert len(come) == len(set(come)) == 10
    assert {f"prensa-{n}" for n in range(5)} < set(come) < set(names)
    assert coming(reversed(names), about) == come
    assert sorted(coming(names[:6], about)) == names[:5]


def test_a_sample_is_part_of_a_larger_one_and_holds_no_conversation() -> None:
    """One question in so many, at least one."""
    questions = [replace(ASKED, id=str(n)) for n in range(10)]
    talk = replace(ASKED, id="t", history=(Turn("¿Qué?", "Nada."),))
    all_of_them = sample([*questions, talk], 1)
    assert sorted(question.id for question in all_of_them) == [question.id for question in questions]
    assert sample(questions, 3) == all_of_them[:4]
    assert len(sample(questions, 100)) == 1


def test_what_was_told_is_counted_by_the_gold_and_as_read() -> None:
    """A near miss has no gold; what nobody has read counts as wrong."""
    other = Telling(ASKED, "prensa-1", ("Otra vez la alcaldesa.",))
    told = (Telling(ASKED, "prensa-0", ("La alcaldesa.",)), other, Telling(NEAR, "prensa-0", ("Inés Quiroga.",)))
    watch = Watch(2, (ASKED, NEAR), ("prensa-0", "prensa-1"), told, (1.0,))
    strict = table(watch, {})
    assert "100.0% (1 of 1" in strict[1]
    assert "2 pairs, 1.00 a question" in strict[3]
    assert "2 pairs, 1.00 a question (2 unread)" in strict[4]
    assert "33.3% (1 of 3" in strict[5]
    assert "100.0% (1 of 1" in strict[7]
    as_read = table(watch, {("q", "prensa-1"): True, ("n", "prensa-0"): False})
    assert "1 pairs, 0.50 a question (0 unread)" in as_read[4]
    assert "66.7% (2 of 3" in as_read[6]
    assert "100.0% (1 of 1" in as_read[8]
    shown = detail(replace(watch, told=told[1:]), {("q", "prensa-1"): True})
    assert [line.partition("\n")[0] for line in shown] == [
        "q prensa-1 [answers] fact ",
        "n prensa-0 [not read] unanswerable another_place",
        "q prensa-0 not told: ¿Quién es la alcaldesa de Valdemora?",
    ]


def test_what_was_read_is_about_questions_that_are_there_and_not_about_gold() -> None:
    """Ids alone: no text of articles."""
    questions = {question.id: question for question in read_questions()}
    for question, article in read_readings():
        assert article not in questions[question].articles or not questions[question].is_answerable


def press(tmp_path: Path) -> Path:
    """A press of a few articles."""
    folder = tmp_path / "data" / "prensa"
    folder.mkdir(parents=True)
    rows = [{"id": f"prensa-{n}", "text": f"Titular {n}\n{text}"} for n, text in enumerate(ARTICLES)]
    (folder / "articles.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return tmp_path / "data"


def test_what_comes_to_a_small_archive_is_asked_and_told_with_its_words(tmp_path: Path, cache: Settings) -> None:
    """However many come at once, over copies of one index; also where its folder has another name since."""
    told: list[str] = []
    data, kept = press(tmp_path), tmp_path / "kept"
    one, two = run(cache, [ASKED], {1: 1, 2: 1}, tell=told.append, index=kept, data=data)
    assert (one.at_once, len(one.seconds), two.at_once, len(two.seconds)) == (1, 3, 2, 2)
    assert len(told) == 5
    assert "prensa-0" in one.articles
    assert len(one.articles) == 3
    again = run(cache, [ASKED], {2: 1}, index=kept.rename(tmp_path / "moved"), data=data)
    for watch in (one, two, *again):
        assert [(t.article, t.is_gold) for t in watch.told] == [("prensa-0", True)]
        assert watch.told[0].words[0].startswith("La alcaldesa de Valdemora, Inés Quiroga")


def test_the_command_prints_what_was_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Of the questions of one part; a number below one is wrong usage."""
    heard: list[tuple[set[str], dict[int, int]]] = []

    def ran(_settings: Settings, questions: list[PressQuestion], asked: dict[int, int], **_: object) -> list[Watch]:
        heard.append(({question.part for question in questions}, asked))
        return [Watch(4, (ASKED,), ("prensa-0",), (), (1.0,))]

    monkeypatch.setattr(eval.watched, "run", ran)
    assert main(["watch", "--part", "fit", "--at-once", "4", "--show"]) == 0
    assert main(["watch", "--every", "5"]) == 0
    out = capsys.readouterr().out
    assert "q prensa-0 not told" in out
    assert "4 at once: 1 articles in 1 groups, 1 questions" in out
    assert heard == [({"fit"}, {4: eval.watched.ASKED[4]}), ({"build"}, {1: 5, 4: 5, 12: 5})]
    with pytest.raises(SystemExit):
        main(["watch", "--every", "0"])
