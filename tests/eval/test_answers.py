"""How answers are counted: what holds the gold, which spans are right, what is cited or marked."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from eval.answers import Asked, Rate, Report, holds, rates, run
from eval.xquad import Question, spread
from rag.settings import Settings
from rag.types import Answer, Citation, Claim, Mode, Status, Support, Timings
from tests.answering.fakes import passage

RIGHT = passage("El puente mide seis metros. Lo abrió Ana Ruiz en 1931.", rank=1)
WRONG = passage("Otro puente mide nueve metros.", rank=2)
QUESTION = Question("q", "¿Cuánto mide el puente?", "1", ("seis metros",), "es")


def cite(number: int, of: object = RIGHT, words: str = "El puente mide seis metros.") -> Citation:
    """A citation of words of a passage, whose source is its rank."""
    text = of.document.text  # type: ignore[attr-defined]
    start = text.index(words)
    return Citation(number, of, start, start + len(words), words)  # type: ignore[arg-type]


def answer(*claims: tuple[str, tuple[Citation, ...], str], text: str = "", status: Status = Status.ANSWERED) -> Answer:
    """An answer of claims with citations and reasons; its text is theirs, joined, unless given."""
    whole = text or " ".join(said for said, _, _ in claims)
    made = tuple(
        Claim(said, whole.index(said), whole.index(said) + len(said), cited, Support.SUPPORTED, reason)
        for said, cited, reason in claims
    )
    return Answer(QUESTION.text, whole, "es", made, (RIGHT, WRONG), status, Timings(), Mode.LLM)


def rate(name: str, *answers: Answer) -> tuple[int, int]:
    """The counts of one share."""
    found = next(r for r in rates([Asked(QUESTION, a) for a in answers]) if r.name == name)
    return found.hits, found.count


@pytest.mark.parametrize(
    ("text", "gold", "held"),
    [
        pytest.param("Lo fundó Núñez de Balboa.", "nunez de balboa", True, id="case and accents"),
        pytest.param("Fue la «Real Academia», en 1713.", "Real Academia", True, id="punctuation"),
        pytest.param("Nació en Habana.", "la Habana", True, id="articles"),
        pytest.param("Consiguió seis capturas.", "6 capturas", True, id="words for digits"),
        pytest.param("Costó 38.000 millones de dólares.", "38 mil millones de dólares", True, id="scales"),
        pytest.param("Fue el 15 % del total.", "15 por ciento", True, id="per cent"),
        pytest.param("Cedió 1308 puntos.", "308", False, id="part of a number"),
        pytest.param("La capital es Romana.", "Roma", False, id="part of a word"),
        pytest.param("Lo dijo ella.", "la", False, id="nothing but an article"),
        pytest.param("Un rey de la antigua Persia.", "rey de Persia", False, id="other words between"),
    ],
)
def test_an_answer_holds_a_gold_that_stands_in_it_word_for_word(text: str, gold: str, held: bool) -> None:
    """Only the way of writing may differ."""
    assert holds(text, [gold], "es") is held


def test_an_abstention_holds_nothing_though_it_names_an_article_with_the_words() -> None:
    """«Lo más cercano que hay en él: …» is no answer."""
    abstention = answer(text="El archivo no lo dice. Lo más cercano: «Mide seis metros».", status=Status.INSUFFICIENT)
    assert rate("gold in the answer", abstention) == (0, 1)
    assert rate("insufficient", abstention) == (1, 1)
    assert rate("cited or marked", abstention) == (0, 0)


def test_what_is_nearest_answers_nothing() -> None:
    """Neither as words of the answer nor as spans that it cites."""
    refused = replace(answer(text="El archivo no lo dice.", status=Status.INSUFFICIENT), nearest=(cite(1),))
    assert rate("gold in the answer", refused) == (0, 1)
    assert rate("cited spans right", refused) == (0, 0)


def test_that_a_part_is_not_in_the_archive_needs_no_citation() -> None:
    """It is about the archive; the sentence beside it still counts."""
    said = "El puente mide seis metros."
    given = answer((said, (cite(1),), ""), text=f"{said}\nDe «quién lo abrió» no encuentro nada en el archivo.")
    assert rate("cited or marked", given) == (1, 1)


def test_a_span_is_right_where_it_lies_in_the_paragraph_of_the_question() -> None:
    """Each cited span counts once."""
    given = answer(
        ("Mide seis metros.", (cite(1), cite(2, WRONG, "Otro puente mide nueve metros.")), ""),
        ("El puente mide seis metros.", (cite(1),), ""),
    )
    assert rate("cited spans right", given) == (1, 2)


def test_a_sentence_is_settled_by_a_citation_a_reason_or_by_being_about_the_archive() -> None:
    """A sentence that no claim covers is neither cited nor marked."""
    claims = (("Mide seis metros.", (cite(1),), ""), ("Es rojo.", (), "nada lo respalda"))
    assert rate("cited or marked", answer(*claims)) == (2, 2)
    text = "Mide seis metros. Es rojo. Es muy bonito. El archivo no lo dice."
    assert rate("cited or marked", answer(*claims, text=text)) == (2, 3)


def test_spans_hold_the_gold_together_and_only_cited_sentences_are_asked_for_them() -> None:
    """A gold in a marked sentence is counted apart."""
    good = answer(("Mide seis metros.", (cite(1),), ""))
    elsewhere = answer(("Mide seis metros.", (cite(1, words="Lo abrió Ana Ruiz en 1931."),), ""))
    marked = answer(("Mide seis metros.", (), "nada lo respalda"))
    assert rate("spans hold the gold", good, elsewhere, marked) == (1, 2)
    assert rate("gold in a marked one alone", good, elsewhere, marked) == (1, 3)


def test_the_model_s_sentences_are_counted_by_their_verdict() -> None:
    """Those of answers that it did not write are not."""
    whole = answer(("Mide seis metros.", (cite(1),), ""), ("Es alto.", (cite(1),), "en otras palabras: «alto»"))
    reworded = replace(whole.claims[1], support=Support.PARAPHRASE)
    told = replace(whole, claims=(whole.claims[0], reworded))
    extracted = replace(told, mode=Mode.EXTRACTIVE)
    shares = {s: rate(f"sentences {s}", told, extracted) for s in Support}
    assert shares == dict.fromkeys(Support, (0, 2)) | {Support.SUPPORTED: (1, 2), Support.PARAPHRASE: (1, 2)}


def test_a_floor_must_be_measured_and_reached() -> None:
    """No case is no pass; a share without a floor never fails."""
    assert Rate("cited spans right", 9, 10).passed
    assert not Rate("cited spans right", 8, 10).passed
    assert not Rate("cited spans right", 0, 0).passed
    assert Rate("insufficient", 0, 0).passed
    assert "BELOW" in str(Rate("gold in the answer", 1, 3))
    assert "unmeasured" in str(Rate("insufficient", 0, 0))


def test_a_report_shows_shares_with_counts_and_what_each_question_missed() -> None:
    """Whoever reads it sees the question, the gold, the answer and its spans."""
    asked = Asked(QUESTION, answer(("Mide nueve metros.", (cite(1, WRONG, "Otro puente mide nueve metros."),), "")))
    report = Report(rates([asked]), (asked,))
    assert not report.passed
    assert "0 of    1" in str(report)
    for words in ("MISS", "seis metros", "Mide nueve metros.", "gold in the answer; cited spans right"):
        assert words in report.details()


def test_the_beginning_of_the_order_is_spread_over_the_articles() -> None:
    """One question of each article first; the same seed gives the same order, and nothing is lost."""
    asked = [Question(f"{a}-{n}", "?", f"xquad-{a:03}-{n // 2:02}", (), "es") for a in range(4) for n in range(a + 1)]
    order = spread(asked, seed=7)
    assert {q.context_id[:9] for q in order[:4]} == {f"xquad-{a:03}" for a in range(4)}
    assert sorted(q.id for q in order) == sorted(q.id for q in asked)
    assert order == spread(asked, seed=7) != spread(asked, seed=8)


def test_a_run_asks_the_sample_over_an_archive_that_is_kept(tmp_path: Path, cache: Settings) -> None:
    """Through the real library, without a language model; the second run finds the archive."""
    data, kept = tmp_path / "xquad", tmp_path / "kept"
    data.mkdir()
    texts = {"xquad-000-00": RIGHT.document.text, "xquad-001-00": "El coro ensaya los martes en la escuela."}
    asked = {
        "xquad-000-00": ("¿Cuánto mide el puente?", "seis metros"),
        "xquad-001-00": ("¿Qué hace el coro?", "ensaya"),
    }
    _write(data / "contexts.es.jsonl", [{"context_id": i, "text": text} for i, text in texts.items()])
    _write(
        data / "qa.es.jsonl",
        [
            {"id": i, "question": question, "context_id": i, "answers": [gold], "lang": "es"}
            for i, (question, gold) in asked.items()
        ],
    )
    settings = cache.model_copy(update={"llm": "off"})
    both = run(data, settings, sample=2, index=kept)
    last = run(data, settings, sample=2, skip=1, index=kept)
    assert {a.question.id for a in both.asked} == set(texts)
    assert [a.question.id for a in last.asked] == [both.asked[1].question.id]
    assert {r.name: (r.hits, r.count) for r in both.rates}["gold in the answer"] == (2, 2)


def _write(path: Path, rows: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
