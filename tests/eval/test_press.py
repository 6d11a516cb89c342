"""Questions over real press: what a label takes for right, and that the file of questions can be trusted."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

import eval.press
from eval.__main__ import main
from eval.cassette import Cassette
from eval.press import Asked, Label, PressQuestion, ask_all, detail, in_english, machine_label, read_questions, table
from eval.sealed import Sealed, seal
from rag.models import DEFAULT_LLM
from rag.settings import Settings
from rag.types import Answer, LanguageModel, Message, Mode, Status, Timings
from tests.eval.test_cassette import CountingModel

BRIDGE = PressQuestion("q", "list", "es", "¿Quién pagó?", ("a",), items=(("Osma",), ("El Burgo", "Burgo")))


def answer(text: str, status: Status = Status.ANSWERED) -> Answer:
    """An answer with a text."""
    return Answer("¿?", text, "es", (), (), status, Timings(), Mode.LLM)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Pagaron OSMA y Burgo.", Label.RIGHT),
        ("Pagó Osma.", Label.NOT_WHOLE),
        ("Pagó Soria.", Label.WRONG),
        ("Pagó Cosmática.", Label.WRONG),
    ],
)
def test_an_answer_is_right_that_holds_all_and_not_whole_that_holds_some(text: str, label: Label) -> None:
    """Without accents and case, from the beginning of a word."""
    assert machine_label(BRIDGE, answer(text)) is label


def test_a_refusal_is_one_whatever_it_says() -> None:
    """And every answer to what the archive does not say is wrong."""
    assert machine_label(BRIDGE, answer("Osma y Burgo", Status.INSUFFICIENT)) is Label.REFUSED
    assert machine_label(replace(BRIDGE, kind="unanswerable"), answer("Osma y Burgo")) is Label.WRONG


def test_yes_for_no_is_wrong_though_the_fact_is_there() -> None:
    """Without a yes or no the fact settles it."""
    question = replace(BRIDGE, kind="yesno", items=(("no",), ("Osma",)))
    said = [machine_label(question, answer(text)) for text in ("Pagó Osma.", "No, pagó Osma.", "Sí, pagó Osma.")]
    assert said == [Label.RIGHT, Label.RIGHT, Label.WRONG]


def test_there_are_enough_questions_of_every_kind_and_every_part_has_some() -> None:
    """At least twelve of a kind, forty-eight without an answer, gold for all others, and no text of articles."""
    questions = read_questions()
    kinds = Counter(question.kind for question in questions)
    assert min(kinds.values()) >= 12
    assert kinds["unanswerable"] >= 48
    assert all(bool(q.items) is q.is_answerable and q.articles and q.text for q in questions)
    assert {q.part for q in questions} == {"build", "fit", "report"}
    assert max(len(spelling) for q in questions for item in q.items for spelling in item) < 80
    assert len({q.id for q in questions}) == len(questions)


TOLD = "El puente nuevo de Soria lo pagaron el Ayuntamiento de Osma y la Diputación."
ARTICLES = [TOLD, "La feria del libro de Burgo abre el sábado con treinta casetas y dos escritores."]


def test_a_replay_answers_as_the_recorded_run_did_and_tells_what_it_does_not_hold(
    tmp_path: Path, cache: Settings
) -> None:
    """Over one index: recorded, sealed and replayed without a model; and what a changed prompt asks is no answer."""
    press = tmp_path / "data" / "prensa"
    press.mkdir(parents=True)
    rows = [{"id": f"prensa-{n}", "text": f"Titular {n}\n{text}"} for n, text in enumerate(ARTICLES)]
    (press / "articles.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    question = replace(BRIDGE, kind="fact", text="¿Quién pagó el puente nuevo de Soria?", items=(("Osma",),))
    places = {"index": tmp_path / "kept", "data": tmp_path / "data"}
    model = CountingModel(TOLD)
    cassette = Cassette(model.name, tmp_path / "folder", lambda: model)
    settings = cache.model_copy(update={"data_dir": tmp_path / "none"})

    recorded = ask_all(settings, [question], model=cassette, **places)
    assert cassette.recorded == model.asked == 2  # the fixed part of the prompt, and the question
    seal(cassette, tmp_path / "said.jsonl")
    replay = Sealed(model.name, tmp_path / "said.jsonl")
    again = ask_all(settings.model_copy(update={"llm": "off"}), [question], model=replay, **places)
    [(first, second)] = zip(recorded, again, strict=True)
    assert first.answer is not None
    assert second.answer is not None
    assert (second.label, second.answer.mode) == (Label.RIGHT, Mode.LLM)
    assert replace(second.answer, timings=first.answer.timings) == first.answer

    other = settings.model_copy(update={"answer_tokens": settings.answer_tokens - 1})
    [missing] = ask_all(other, [question], model=replay, **places)
    assert missing == Asked(question, None, Label.NOT_RECORDED)


def test_what_is_not_recorded_is_counted_beside_the_labels_and_named() -> None:
    """In the line of its kind, among the unanswerable, at the end; a run that lacks nothing does not speak of it."""
    whole = [Asked(BRIDGE, answer("Osma y Burgo"), Label.RIGHT), Asked(BRIDGE, answer("no"), Label.REFUSED)]
    assert not [line for line in table(whole) if "not recorded" in line]
    trap = replace(BRIDGE, id="t", kind="unanswerable", trap="year")
    missing = [Asked(replace(BRIDGE, id="m"), None, Label.NOT_RECORDED), Asked(trap, None, Label.NOT_RECORDED)]
    lines = table([*whole, *missing])
    assert "right   1 ( 33%)" in lines[0]
    assert "not recorded   1 ( 33%)" in lines[0]
    assert any(line.startswith("year") and "answered   0" in line and "not recorded   1" in line for line in lines)
    assert lines[-1].startswith("2 of 4 are not recorded (m, t)")
    assert "[not recorded]" in detail(missing[0])


def test_the_command_seals_what_a_run_used_and_replays_it_without_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--cassettes` with `--seal`, then `--replay`: the same is said, by the name of the delivered model."""
    request, heard = [Message("user", TOLD)], []

    def ask(*_: object, model: LanguageModel, **__: object) -> list[Asked]:
        heard.append((model.name, list(model.stream(request, 8))))
        return [Asked(BRIDGE, answer("Osma y Burgo"), Label.RIGHT)]

    folder, file = tmp_path / "folder", tmp_path / "said.jsonl"
    list(Cassette(DEFAULT_LLM.name, folder, lambda: CountingModel("Osma ", "y Burgo.")).stream(request, 8))
    monkeypatch.setattr(eval.press, "ask_all", ask)
    monkeypatch.setenv("HEMEROTECA_LLM_MODEL", "")
    command = ["press", "--mode", "llm"]
    assert main([*command, "--cassettes", str(folder), "--seal", str(file)]) == 0
    assert "1 exchanges are sealed" in capsys.readouterr().out
    (folder / f"{json.loads(file.read_text(encoding='utf-8'))['key']}.json").unlink()
    assert main([*command, "--replay", str(file)]) == 0
    assert heard == [(DEFAULT_LLM.name, ["Osma ", "y Burgo."])] * 2


def test_questions_are_asked_in_english_where_that_was_written() -> None:
    """Those of the part that is reported never, those of a conversation never, and each at most once."""
    asked = read_questions()
    english = in_english(asked)
    by_id = {question.id: question for question in asked}
    put = [question for question in english if by_id[question.id].language == "es"]
    assert len(put) > 150
    assert all(question.part != "report" and not question.history for question in put)
    assert all(question.language == "en" and question.text != by_id[question.id].text for question in put)
    assert {q.id for q in asked if q.language == "en" and not q.history} <= {q.id for q in english}
