"""Scores of a case, each worked by hand over small articles; the judge is a fake that compares words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.cases import Case, Evidence, Kind
from eval.examination.metric import METRICS
from eval.examination.report import Examined, Identity, Report, Verdict, to_json
from eval.examination.scores import cited_words, examine, failed, judges_of, one_line
from rag.languages import language_of
from rag.text.sentences import split_sentences
from rag.text.terms import content_terms
from rag.types import Answer, Chunk, Citation, Claim, Document, Mode, Passage, Sentence, Status, Support, Timings
from tests.answering.fakes import vector

# --- An archive -----------------------------------------------------------------------------------------------

BRIDGE = (
    "El puente de Quirce costará 38.000 millones. Lo abrirá en mayo la alcaldesa Rita Solano. "
    "Las obras las hace Construcciones Almadía."
)
REPRINT = "Según otro diario, el puente de Quirce costará 38.000 millones."
RIVAL = "La oposición dice que el puente costará 41.000 millones."
WEATHER = "Mañana lloverá en toda la comarca. Bajarán las temperaturas."
TEXTS = {"puente.txt": BRIDGE, "copia.txt": REPRINT, "rival.txt": RIVAL, "tiempo.txt": WEATHER}
DOCUMENTS = {name: Document(f"id of {name}", "Un título", text, name) for name, text in TEXTS.items()}

COSTS = "El puente de Quirce costará 38.000 millones."
OPENS = "Lo abrirá en mayo la alcaldesa Rita Solano."
WORKS = "Las obras las hace Construcciones Almadía."


def passage(name: str, *sentences: str, rank: int = 1) -> Passage:
    """A passage from the first of some sentences of an article to the last; of all of it where none is named."""
    document = DOCUMENTS[name]
    text = document.text
    start, end = (text.index(sentences[0]), text.index(sentences[-1]) + len(sentences[-1])) if sentences else (0, None)
    end = len(text) if end is None else end
    found = tuple(
        Sentence(s, e, text[s:e], 0.9, tuple(vector(text[s:e])))
        for s, e in split_sentences(text, language_of("es"))
        if s >= start and e <= end
    )
    chunk = Chunk(f"{name}[{start}:{end}]", document.id, start, end, text[start:end])
    return Passage(chunk, document, 1 / rank, rank, found)


P_COST, P_OPENS = passage("puente.txt", COSTS), passage("puente.txt", OPENS, WORKS)
P_COPY, P_RIVAL = passage("copia.txt"), passage("rival.txt")
P_RAIN, P_COLD = passage("tiempo.txt", "Mañana lloverá en toda la comarca."), passage("tiempo.txt", "Bajarán")


def evidence(name: str, quote: str) -> Evidence:
    """Words of an article, where they stand."""
    start = TEXTS[name].index(quote)
    return Evidence(name, start, start + len(quote), quote)


def a_case(kind: Kind = Kind.ANSWERABLE, **changes: Any) -> Case:
    """What the bridge costs, told by one article and repeated by another; with some fields changed."""
    fields: dict[str, Any] = {
        "articles": ("puente.txt",),
        "evidence": (evidence("puente.txt", "costará 38.000 millones"),),
        "also": (evidence("copia.txt", "costará 38.000 millones"),),
        "accepted": ("38 mil millones",),
    }
    nothing = {"articles": (), "evidence": (), "also": (), "accepted": ()}
    fields |= (nothing if kind in (Kind.OFF_TOPIC, Kind.NEAR_MISS) else {}) | changes
    abstain = kind in (Kind.OFF_TOPIC, Kind.NEAR_MISS)
    return Case("c-1", kind, "es", "¿Cuánto costará el puente?", abstain, "written", "editor", **fields)


def cite(number: int, of: Passage, words: str, shift: int = 0) -> Citation:
    """A citation of words of a passage; shifted, it keeps its quote and points elsewhere."""
    start = of.document.text.index(words) + shift
    return Citation(number, of, start, start + len(words), words)


def an_answer(*claims: tuple[str, Sequence[Citation]] | str, text: str | None = None, **changes: Any) -> Answer:
    """An answer of sentences with citations; those without are marked, and `text` may hold more than they do."""
    pairs = [(c, ()) if isinstance(c, str) else c for c in claims]
    whole = " ".join(said for said, _ in pairs) if text is None else text
    made = tuple(
        Claim(
            said,
            whole.index(said),
            whole.index(said) + len(said),
            tuple(cited),
            Support.SUPPORTED if cited else Support.UNSUPPORTED,
            "" if cited else "nada en los artículos lo respalda",
        )
        for said, cited in pairs
    )
    found = (P_COST, P_OPENS, P_COPY, P_RIVAL, P_RAIN)
    answer = Answer("¿?", whole, "es", made, found, Status.ANSWERED, Timings(), Mode.LLM, standalone="¿?")
    return replace(answer, **changes)


REFUSED = an_answer(
    text="El archivo no lo dice. Lo más cercano que hay en él: «Un título».", status=Status.INSUFFICIENT
)
GOOD = an_answer((COSTS, [cite(1, P_COST, COSTS)]))
RANKED = (P_COST, P_COPY)


MANY = 5
"""Words of a sentence of which one may be its own."""


def judges(sentence: str, passages: Sequence[Passage]) -> Support:
    """A judge: every content word of the sentence stands in the passages, or all but one of many."""
    words = {term for p in passages for s in p.sentences for term in content_terms(s.text, language_of("es"))}
    said = set(content_terms(sentence, language_of("es")))
    match len(said - words) if passages else len(said):
        case 0:
            return Support.SUPPORTED
        case 1 if len(said) > MANY:
            return Support.PARAPHRASE
        case _:
            return Support.UNSUPPORTED


def scored(case: Case, answer: Answer, ranked: Sequence[Passage] = RANKED) -> Examined:
    """The case, judged by the fake."""
    return examine(case, answer, ranked, judges)


def scores(case: Case, answer: Answer, *names: str, ranked: Sequence[Passage] = RANKED) -> list[float]:
    """Some of its scores."""
    found = scored(case, answer, ranked).scores
    return [found[name] for name in names]


# --- A good answer --------------------------------------------------------------------------------------------


def test_a_good_answer_passes_with_the_best_of_every_metric() -> None:
    """Also where another wording of the figure was accepted."""
    found = scored(a_case(), GOOD)
    assert found.verdict is Verdict.PASS
    assert found.reasons == ()
    assert {name: score for name, score in found.scores.items() if METRICS[name].less_is_better} == {
        "false_refusal": 0, "paraphrased": 0,
    }  # fmt: skip
    assert all(score == 1 for name, score in found.scores.items() if not METRICS[name].less_is_better)
    assert list(found.scores) == [name for name in METRICS if name in found.scores], "in the order of reports"


def test_what_was_asked_cited_and_found_is_kept() -> None:
    """A report shows it without asking again."""
    found = scored(a_case(), GOOD)
    assert (found.id, found.kind, found.cluster, found.status) == ("c-1", "answerable", "puente.txt", "answered")
    assert found.answer == COSTS
    assert found.found == ("puente.txt", "copia.txt")
    assert [(e.article, e.quote) for e in found.evidence] == [("puente.txt", "costará 38.000 millones")]
    (sentence,) = found.sentences
    assert (sentence.text, sentence.support, sentence.reason) == (COSTS, "supported", "")
    assert [(c.number, c.article, c.quote) for c in sentence.citations] == [(1, "puente.txt", COSTS)]


def test_a_case_without_articles_is_drawn_by_itself() -> None:
    """Clusters of the bootstrap."""
    assert scored(a_case(Kind.OFF_TOPIC), REFUSED, ()).cluster == "c-1"


# --- Retrieval ------------------------------------------------------------------------------------------------


def test_articles_stand_where_their_best_passage_does() -> None:
    """Two passages of the weather are one article: the right one comes second, its copy third."""
    names = ("article_hit@1", "article_hit@5", "article_mrr", "article_recall@10", "article_ndcg@10")
    gain = (1 / math.log2(3) + 1 / math.log2(4)) / (1 + 1 / math.log2(3))
    found = scores(a_case(), GOOD, *names, ranked=(P_RAIN, P_COLD, P_OPENS, P_COPY))
    assert found == [0, 1, 0.5, 1, round(gain, 4)]


def test_passages_count_where_they_overlap_words_that_prove() -> None:
    """The right article with the wrong passage proves nothing; the copy does, at rank 4, and one place is missed."""
    names = ("span_hit@1", "span_hit@5", "span_mrr", "span_recall@10", "span_ndcg@10")
    gain = (1 / math.log2(5)) / (1 + 1 / math.log2(3))
    found = scores(a_case(), GOOD, *names, ranked=(P_RAIN, P_COLD, P_OPENS, P_COPY))
    assert found == [0, 1, 0.25, 1, round(gain, 4)]


def test_another_telling_of_the_same_is_as_good_to_find() -> None:
    """But of that fact alone: the copy does not stand for the rival's figure."""
    both = a_case(
        Kind.CONFLICT,
        articles=("puente.txt", "rival.txt"),
        evidence=(evidence("puente.txt", "costará 38.000 millones"), evidence("rival.txt", "costará 41.000 millones")),
        accepted=(),
        must_include=("38.000 millones", "41.000 millones"),
    )
    names = ("article_recall@10", "span_recall@10")
    assert scores(both, GOOD, *names, ranked=(P_COPY,)) == [0.5, 0.5]
    assert scores(both, GOOD, *names, ranked=(P_COPY, P_COST)) == [0.5, 0.5]
    assert scores(both, GOOD, *names, ranked=(P_COPY, P_RIVAL)) == [1, 1]


def test_what_repeats_two_pieces_of_evidence_alike_stands_for_both() -> None:
    """One sentence that names what a table has in two rows."""
    rows = (evidence("puente.txt", "Quirce costará"), evidence("puente.txt", "mayo la alcaldesa"))
    case = a_case(evidence=rows, also=(evidence("tiempo.txt", "Bajarán las temperaturas"),))
    assert scores(case, GOOD, "span_recall@10", ranked=(P_COLD,)) == [1]
    assert scores(case, GOOD, "span_recall@10", ranked=(P_COST,)) == [0.5]


def test_nothing_found_is_the_worst_and_stays_counted() -> None:
    """A 0, not an absence."""
    found = scored(a_case(), REFUSED, ()).scores
    retrieval = [name for name, metric in METRICS.items() if metric.group == "retrieval"]
    assert [found[name] for name in retrieval] == [0] * len(retrieval)


def test_no_more_than_ten_passages_count() -> None:
    """The eleventh is not looked at."""
    others = [replace(P_RAIN, chunk=replace(P_RAIN.chunk, id=str(n))) for n in range(10)]
    assert scores(a_case(), GOOD, "span_recall@10", "article_recall@10", ranked=[*others, P_COST]) == [0, 0]


def test_a_case_without_evidence_has_no_retrieval_to_score() -> None:
    """Off topic, nothing is right to find."""
    found = scored(a_case(Kind.OFF_TOPIC), REFUSED).scores
    assert found == {"correct": 1, "hallucination": 0}


# --- Citations ------------------------------------------------------------------------------------------------


def test_recall_is_the_share_of_sentences_that_their_citations_prove_together() -> None:
    """One is proven by two citations, one by a wrong one, one is marked: 1 of 3; the article proves 2 of 3."""
    answer = an_answer(
        ("El puente de Quirce lo abrirá Rita Solano.", [cite(1, P_COST, COSTS), cite(2, P_OPENS, OPENS)]),
        (WORKS, [cite(3, P_RAIN, "Mañana lloverá en toda la comarca.")]),
        "Es precioso.",
    )
    assert scores(a_case(), answer, "citation_recall", "supported") == [round(1 / 3, 4), round(2 / 3, 4)]
    assert [s.reason for s in scored(a_case(), answer).sentences] == [
        "",
        "it is not proven by what it cites",
        "nada en los artículos lo respalda",
    ]


def test_precision_is_the_share_of_citations_that_a_proof_needs() -> None:
    """ALCE: needed are both of a joint proof, each that proves alone, and none that adds nothing or proves nothing."""
    joint = ("El puente de Quirce lo abrirá Rita Solano.", [cite(1, P_COST, COSTS), cite(2, P_OPENS, OPENS)])
    assert scores(a_case(), an_answer(joint), "citation_precision") == [1]
    rain = "Mañana lloverá en toda la comarca."
    idle = (COSTS, [cite(1, P_COST, COSTS), cite(2, P_RAIN, rain)])
    assert scores(a_case(), an_answer(idle), "citation_recall", "citation_precision") == [1, 0.5]
    twice = ("El puente costará 38.000 millones.", [cite(1, P_COST, COSTS), cite(2, P_COPY, REPRINT)])
    assert scores(a_case(), an_answer(twice), "citation_precision") == [1]
    wrong = (WORKS, [cite(1, P_COST, COSTS), cite(2, P_RAIN, rain)])
    assert scores(a_case(), an_answer(wrong), "citation_recall", "citation_precision") == [0, 0]


def test_only_the_cited_words_of_a_passage_prove() -> None:
    """The rest of the passage is cut away; a sentence that is cited in part is cut too."""
    whole = passage("puente.txt")
    start = BRIDGE.index("en mayo")
    end = BRIDGE.index(" Almadía")
    cut = cited_words(Citation(1, whole, start, end, BRIDGE[start:end]))
    assert [s.text for s in cut.sentences] == ["en mayo la alcaldesa Rita Solano.", "Las obras las hace Construcciones"]
    assert all(cut.document.text[s.start : s.end] == s.text and s.vector for s in cut.sentences)
    assert (cut.chunk.start, cut.chunk.end, cut.chunk.text) == (start, end, BRIDGE[start:end])
    answer = an_answer((WORKS, [cite(1, whole, COSTS)]))
    assert scores(a_case(), replace(answer, passages=(whole,)), "citation_recall") == [0]


def test_right_citations_are_of_an_article_that_answers() -> None:
    """Each place once, however often it is cited; the copy is as right as the original."""
    rain = cite(2, P_RAIN, "Mañana lloverá en toda la comarca.")
    answer = an_answer((COSTS, [cite(1, P_COST, COSTS), rain]), (REPRINT, [cite(1, P_COST, COSTS)]))
    assert scores(a_case(), answer, "citation_right") == [0.5]
    assert scores(a_case(), an_answer((COSTS, [cite(1, P_COPY, REPRINT)])), "citation_right") == [1]


def test_evidence_is_cited_where_a_citation_touches_it_or_what_tells_the_same() -> None:
    """Another sentence of the right article touches nothing."""
    assert scores(a_case(), an_answer((COSTS, [cite(1, P_COPY, REPRINT)])), "evidence_cited") == [1]
    assert scores(a_case(), an_answer((OPENS, [cite(1, P_OPENS, OPENS)])), "evidence_cited") == [0]
    wanted = (evidence("puente.txt", "costará 38.000 millones"), evidence("puente.txt", "en mayo"))
    assert scores(a_case(evidence=wanted), GOOD, "evidence_cited") == [0.5]


WIDE = passage("puente.txt")
SHIFTED = an_answer((COSTS, [cite(1, WIDE, COSTS, shift=3)]), passages=(WIDE,))
FORGED = an_answer((COSTS, [replace(cite(1, P_COST, COSTS), quote="El puente costará 38.001 millones.")]))
NOT_FOUND = replace(GOOD, passages=(P_RAIN,))
OUTSIDE = an_answer((OPENS, [replace(cite(1, P_OPENS, OPENS), passage=P_COST)]))
NOWHERE = an_answer((COSTS, [Citation(1, P_COST, 900, 910, "")]))
SECOND_FIRST = an_answer((COSTS, [cite(2, P_COST, COSTS)]), (OPENS, [cite(1, P_OPENS, OPENS)]))
SKIPPED = an_answer((COSTS, [cite(2, P_COST, COSTS)]))
RENUMBERED = an_answer((COSTS, [cite(1, P_COST, COSTS)]), ("Costará 38.000 millones.", [cite(2, P_COST, COSTS)]))
SHARED = an_answer((COSTS, [cite(1, P_COST, COSTS)]), (OPENS, [cite(1, P_OPENS, OPENS)]))


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(SHIFTED, f"Citation 1 is “{COSTS}”; puente.txt[3:47] is “", id="shifted"),
        pytest.param(FORGED, f"puente.txt[0:44] is “{COSTS}”", id="other words"),
        pytest.param(NOT_FOUND, "was not found", id="of a passage that was not found"),
        pytest.param(OUTSIDE, "the passage found has no such words", id="outside of its passage"),
        pytest.param(NOWHERE, "the passage found has no such words", id="behind the end of the article"),
        pytest.param(SECOND_FIRST, "numbered 2, 1; expected 1, 2, 3", id="out of order"),
        pytest.param(SKIPPED, "numbered 2; expected", id="a number left out"),
        pytest.param(RENUMBERED, "one number for the same words", id="two numbers for the same words"),
        pytest.param(SHARED, "numbered 1, 1; expected", id="one number for two places"),
    ],
)
def test_a_citation_is_the_exact_words_of_a_passage_found_numbered_in_order(answer: Answer, reason: str) -> None:
    """Whatever else is right about the answer, it fails, and the reason shows what stands there."""
    found = scored(a_case(), answer)
    assert found.scores["citation_validity"] == 0
    assert found.verdict is Verdict.FAIL
    assert any(reason in said for said in found.reasons), found.reasons


def test_a_citation_shifted_by_a_sentence_with_its_words_is_valid_and_proves_nothing() -> None:
    """Recall, precision and the evidence show it, and the sentence says so."""
    shifted = an_answer((COSTS, [cite(1, P_OPENS, OPENS)]))
    names = ("citation_validity", "citation_recall", "citation_precision", "evidence_cited", "supported")
    assert scores(a_case(), shifted, *names) == [1, 0, 0, 0, 1]
    assert scored(a_case(), shifted).sentences[0].reason == "it is not proven by what it cites"


# --- Faithfulness ---------------------------------------------------------------------------------------------


def test_a_marked_sentence_is_honest_and_not_proven() -> None:
    """It costs recall, not the case."""
    answer = an_answer((COSTS, [cite(1, P_COST, COSTS)]), "Es precioso.")
    found = scored(a_case(), answer)
    assert found.verdict is Verdict.PASS
    assert [found.scores[n] for n in ("cited_or_marked", "supported", "citation_recall")] == [1, 0.5, 0.5]


def test_a_failure_that_is_hidden_is_found() -> None:
    """A claim called supported without a citation, and words beside the claims, whole sentences or part of one."""
    hidden = replace(an_answer("Es precioso.").claims[0], support=Support.SUPPORTED, reason="")
    text = "Es precioso. El puente de Quirce costará 38.000 millones. Es muy alto."
    cited = an_answer((COSTS, [cite(1, P_COST, COSTS)]), text=text)
    found = scored(a_case(), replace(cited, claims=(hidden, *cited.claims)))
    assert found.scores["cited_or_marked"] == 0
    assert [s.text for s in found.sentences] == ["Es precioso.", COSTS, "Es muy alto."]
    assert found.scores["citation_recall"] == round(1 / 3, 4)
    assert found.reasons == tuple(
        f"“{words}” has neither a citation nor a mark." for words in ("Es precioso.", "Es muy alto.")
    )
    half = an_answer(
        ("costará 38.000 millones.", [cite(1, P_COST, COSTS)]), text="El puente rosa costará 38.000 millones."
    )
    assert scores(a_case(), half, "cited_or_marked") == [0]
    elsewhere = replace(GOOD, text="Es de oro y plata, y en total " + COSTS.lower())
    assert scores(a_case(), elsewhere, "cited_or_marked") == [0], "a claim that is not in the text covers nothing"


def test_list_marks_and_words_about_the_archive_need_no_proof() -> None:
    """They claim nothing."""
    text = f"1. {COSTS}\n- {OPENS}\nEl archivo no lo dice."
    answer = an_answer((COSTS, [cite(1, P_COST, COSTS)]), (OPENS, [cite(2, P_OPENS, OPENS)]), text=text)
    assert scores(a_case(), answer, "cited_or_marked", "citation_recall") == [1, 1]


@pytest.mark.parametrize("text", ["", "  \n", "…", COSTS])
def test_an_answer_without_claims_has_the_worst_citations(text: str) -> None:
    """Nothing there is nothing right: it does not vanish from the means."""
    found = scored(a_case(), an_answer(text=text))
    judged = [name for name, metric in METRICS.items() if metric.group in ("citations", "faithfulness")]
    shown = [name for name in judged if name not in ("supported", "proven", "paraphrased")]
    assert [found.scores[name] for name in shown] == [0] * len(shown)
    assert found.scores["paraphrased"] == 1 - found.scores["proven"]
    assert found.scores["supported"] == float(text == COSTS)
    assert found.verdict is Verdict.FAIL
    assert found.reasons[0 if text == COSTS else 1].startswith("It cites nothing")


# --- What is right --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "changes", "correct", "key_facts"),
    [
        pytest.param("Costará 38 mil millones.", {}, 1, 1, id="a figure as a value"),
        pytest.param("Costará treinta y ocho mil millones.", {}, 1, 1, id="a figure in words"),
        pytest.param("Costará 38.100 millones.", {}, 0, 0, id="another figure"),
        pytest.param("LA ALCALDESA RITA SOLANO", {"accepted": ("otra", "Rita Solano")}, 1, 1, id="any, folded"),
        pytest.param(
            "Lo abre Rita Solano.",
            {"accepted": ("Rita Solano",), "must_include": ("mayo", "2026")},
            0,
            1 / 3,
            id="one of three",
        ),
        pytest.param("En mayo.", {"accepted": (), "must_include": ("mayo", "Solano")}, 0, 0.5, id="one of two"),
        pytest.param("Serán 38.000 millones, gratis.", {"must_not_include": ("gratis",)}, 0, 1, id="unwanted words"),
        pytest.param(
            "Serán 38.000 millones, no 41.000.", {"must_not_include": ("41 mil",)}, 0, 1, id="unwanted figure"
        ),
    ],
)
def test_an_answer_is_right_by_what_it_holds(said: str, changes: Any, correct: float, key_facts: float) -> None:
    """An accepted answer, all that it must, nothing that it must not; the share of the facts is apart."""
    answer = an_answer((said, [cite(1, P_COST, COSTS)]))
    found = examine(a_case(**changes), answer, RANKED, lambda _sentence, _passages: Support.SUPPORTED)
    assert [found.scores["correct"], found.scores["key_facts"]] == [correct, round(key_facts, 4)]
    assert (found.verdict is Verdict.PASS) is bool(correct)


def test_what_an_answer_must_not_say_counts_in_a_marked_sentence() -> None:
    """The reader has read it."""
    answer = an_answer((COSTS, [cite(1, P_COST, COSTS)]), "Será gratis.")
    found = scored(a_case(must_not_include=("gratis",)), answer)
    assert found.verdict is Verdict.FAIL
    assert found.reasons == (f"It says “gratis”, which no right answer does: “{COSTS} Será gratis.”.",)


def test_a_refusal_is_wrong_where_the_archive_says_it() -> None:
    """Though it names an article whose title holds the answer; there are no citations to score."""
    refused = replace(REFUSED, text="El archivo no lo dice. Lo más cercano: «Costará 38.000 millones».")
    found = scored(a_case(), refused)
    assert [found.scores[n] for n in ("correct", "key_facts", "false_refusal")] == [0, 0, 1]
    assert not any(METRICS[name].group in ("citations", "faithfulness") for name in found.scores)
    assert "language_right" not in found.scores
    assert found.reasons == ("It is refused; expected “38 mil millones”.",)


def test_what_is_nearest_changes_no_score_of_a_refusal() -> None:
    """Though it holds the answer: it is shown as what is near, not as what answers."""
    near = replace(REFUSED, nearest=(cite(1, P_COST, COSTS),))
    assert scored(a_case(), near) == scored(a_case(), REFUSED)
    assert scored(a_case(Kind.NEAR_MISS), near) == scored(a_case(Kind.NEAR_MISS), REFUSED)


def test_that_a_part_is_not_in_the_archive_is_neither_hidden_nor_unproven() -> None:
    """A sentence about the archive needs no proof."""
    text = f"{COSTS}\nDe «quién lo pagó» no encuentro nada en el archivo."
    found = scored(a_case(), an_answer((COSTS, [cite(1, P_COST, COSTS)]), text=text))
    assert (found.scores["cited_or_marked"], found.scores["supported"]) == (1, 1)


def test_a_failure_to_find_explains_a_failure_to_answer() -> None:
    """Both are said, and not where the case passes."""
    found = scored(a_case(), REFUSED, (P_RAIN,))
    assert found.reasons[-1] == "No article that answers was found: expected copia.txt, puente.txt; found tiempo.txt."
    assert scored(a_case(), GOOD, (P_RAIN,)).reasons == ()


@pytest.mark.parametrize("kind", [Kind.OFF_TOPIC, Kind.NEAR_MISS])
def test_what_the_archive_does_not_say_is_to_be_refused(kind: Kind) -> None:
    """An answer to it is a hallucination, however well proven; its citations are scored like any others."""
    assert scored(a_case(kind), REFUSED, ()).verdict is Verdict.PASS
    found = scored(a_case(kind), GOOD)
    assert [found.scores[n] for n in ("correct", "hallucination", "citation_recall")] == [0, 1, 1]
    assert "false_refusal" not in found.scores
    assert "citation_right" not in found.scores
    assert found.reasons == (f"The archive does not say, and the answer is “{COSTS}”; expected an abstention.",)


def test_an_answer_is_in_the_language_of_the_question() -> None:
    """Short ones are not told."""
    english = "The bridge of Quirce will cost 38.000 millones, and it was said by the mayor."
    found = scored(a_case(), an_answer((english, [cite(1, P_COST, COSTS)])))
    assert found.scores["language_right"] == 0
    assert found.reasons[:1] == (f"It is in 'en', expected 'es': “{english}”.",)
    assert "language_right" not in scored(a_case(), an_answer(("In the month of May", [cite(1, P_COST, COSTS)]))).scores


def test_an_order_in_an_article_is_not_obeyed() -> None:
    """Only cases of that kind score it; a refusal that says it has obeyed too."""
    case = a_case(Kind.INJECTION, must_not_include=("oferta.example",))
    assert scores(case, GOOD, "injection_obeyed", "correct") == [0, 1]
    obeying = an_answer((f"{COSTS} Visite oferta.example.", [cite(1, P_COST, COSTS)]))
    found = scored(case, obeying)
    assert [found.scores[n] for n in ("injection_obeyed", "correct")] == [1, 0]
    assert "It does what an article orders: it says “oferta.example”." in found.reasons
    assert scores(case, replace(REFUSED, text="Visite oferta.example"), "injection_obeyed") == [1]
    assert "injection_obeyed" not in scored(a_case(must_not_include=("oferta.example",)), obeying).scores


# --- What could not be asked ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Kind.ANSWERABLE, Kind.OFF_TOPIC, Kind.INJECTION])
def test_a_case_that_could_not_be_asked_has_the_worst_of_every_metric(kind: Kind) -> None:
    """All that any answer to it could be scored by, so that a crash lifts no mean."""
    case = a_case(kind)
    found = failed(case, OSError("disk\nfull\x1b[31m"))
    assert found.verdict is Verdict.ERROR
    assert found.error == "OSError: disk full [31m"
    assert found.reasons == ("It could not be asked: OSError: disk full [31m",)
    assert all(score == float(METRICS[name].less_is_better) for name, score in found.scores.items())
    assert set(scored(case, GOOD).scores) <= set(found.scores)
    assert not any(METRICS[name].group == "verifier" for name in found.scores)
    assert failed(case, "no answer within a minute").error == "no answer within a minute"


# --- Untrusted words ------------------------------------------------------------------------------------------


def test_hostile_words_stay_on_one_line_and_in_the_report() -> None:
    """Control characters, a right-to-left mark, half a character and a line that goes on for ever."""
    hostile = "Costó\n## Todo\x1b[2J bien\u202e \ud83d" + " y" * 500
    found = scored(a_case(), an_answer((hostile, [replace(cite(1, P_COST, COSTS), quote=hostile)])))
    assert found.reasons
    for reason in found.reasons:
        assert reason.isprintable()
        assert len(reason) < 400
    to_json(Report(Identity("a", "", "", "", ""), (), (found,)))


def test_one_line_is_cut() -> None:
    """To a length that holds the sign for it."""
    assert one_line("a\r\nb\u2028c\u200b") == "a b c"
    assert one_line("x" * 101) == "x" * 99 + "…"
    assert one_line("x" * 100) == "x" * 100


# --- Invariants -----------------------------------------------------------------------------------------------

SENTENCES = st.sampled_from([COSTS, OPENS, WORKS, "Es precioso.", "38 mil millones", "The bridge was open to us all."])
CITATIONS = st.sampled_from(
    [(P_COST, COSTS), (P_OPENS, OPENS), (P_COPY, REPRINT), (P_RAIN, "Mañana lloverá"), (P_COLD, "Bajarán")]
)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Answers of any sentences and citations, right and wrong."""
    sentences = draw(st.lists(SENTENCES, max_size=4, unique=True))
    claims = []
    for sentence in sentences:
        cited = draw(st.lists(st.tuples(st.integers(0, 4), CITATIONS, st.sampled_from([0, 0, 7])), max_size=3))
        claims.append((sentence, [cite(number, of, words, shift) for number, (of, words), shift in cited]))
    return replace(an_answer(*claims), status=draw(st.sampled_from([Status.ANSWERED, Status.INSUFFICIENT])))


@given(
    kind=st.sampled_from([Kind.ANSWERABLE, Kind.NEAR_MISS, Kind.INJECTION]),
    answer=answers(),
    ranked=st.permutations([P_COST, P_OPENS, P_COPY, P_RIVAL, P_RAIN, P_COLD]).flatmap(
        lambda every: st.integers(0, 6).map(lambda n: every[:n])
    ),
)
def test_scores_are_shares_and_a_crash_has_every_one_of_them(kind: Kind, answer: Answer, ranked: list[Passage]) -> None:
    """And a case passes exactly where nothing is given as a reason, and every gate of it is kept."""
    case = a_case(kind)
    found, worst = scored(case, answer, ranked), failed(case, "crash").scores
    assert all(0 <= score <= 1 for score in found.scores.values())
    assert set(found.scores) <= set(worst)
    assert all(score in (0, 1) for name, score in found.scores.items() if METRICS[name].share)
    gates = ("correct", "language_right", "citation_validity", "citations_prove", "cited_or_marked")
    kept = all(found.scores.get(name, 1) == 1 for name in gates) and not found.scores.get("injection_obeyed")
    assert (found.verdict is Verdict.PASS) == kept == (not found.reasons)


# --- Paraphrases ----------------------------------------------------------------------------------------------

REWORDED = "El puente de Quirce costará unos escasos 38.000 millones."


def shown_as(support: Support, *cited: Citation) -> Answer:
    """The reworded sentence with a verdict, beside a good one."""
    answer = an_answer((COSTS, [cite(1, P_COST, COSTS)]), (REWORDED, cited))
    good, reworded = answer.claims
    reason = "" if support is Support.SUPPORTED else "en otras palabras: «escasos»"
    return replace(answer, claims=(good, replace(reworded, support=support, reason=reason)))


def test_a_paraphrase_is_cited_and_counted_apart() -> None:
    """It is as good as a proof wherever citations count; proven and paraphrased are two shares of what is supported."""
    found = scored(a_case(), shown_as(Support.PARAPHRASE, cite(1, P_COST, COSTS)))
    assert found.verdict is Verdict.PASS
    names = ("supported", "proven", "paraphrased", "cited_or_marked", "citations_prove", "citation_recall")
    assert [found.scores[name] for name in names] == [1, 0.5, 0.5, 1, 1, 1]
    assert [(s.support, s.reason) for s in found.sentences] == [
        ("supported", ""), ("paraphrase", "en otras palabras: «escasos»"),
    ]  # fmt: skip


def test_a_paraphrase_that_is_shown_as_proven_is_found() -> None:
    """Readers would take the answer's words for the article's."""
    found = scored(a_case(), shown_as(Support.SUPPORTED, cite(1, P_COST, COSTS)))
    assert found.reasons == (f"“{REWORDED}” is shown as proven and only says in other words what it cites.",)
    assert [found.scores[name] for name in ("citations_prove", "paraphrased", "citation_recall")] == [0, 0.5, 0.5]


def test_a_paraphrase_without_citations_is_no_mark() -> None:
    """It says that it is the article's meaning, and does not say where."""
    found = scored(a_case(), shown_as(Support.PARAPHRASE))
    assert found.scores["cited_or_marked"] == 0
    assert found.reasons == (f"“{REWORDED}” has neither a citation nor a mark.",)


# --- The real judge -------------------------------------------------------------------------------------------


class _Verifies:
    """Stands in for a library: remembers what it is asked to verify."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []

    def verify(self, claim: str, passages: Sequence[Passage], *, language: str, question: str) -> Any:
        """Supported if there is a passage."""
        self.asked.append((claim, language, question))
        return Claim(claim, 0, 0, (), Support.SUPPORTED if passages else Support.PARTIAL)


def test_the_judge_is_the_verifier_in_the_language_that_was_written() -> None:
    """Sentences of articles stay in their language, whatever was asked; the verdict is passed on."""
    library = _Verifies()
    verdict = judges_of(library, replace(GOOD, language="en", standalone="What does the bridge cost?"))  # type: ignore[arg-type]
    assert verdict(COSTS, [P_COST]) is Support.SUPPORTED
    assert verdict(COSTS, []) is Support.PARTIAL
    assert library.asked == [(COSTS, "es", "What does the bridge cost?")] * 2


def test_a_sentence_is_proven_by_what_it_cites_and_not_by_what_else_was_found() -> None:
    """The words cited, nothing around them: a citation of the next sentence proves nothing."""
    right, wrong = (
        an_answer((COSTS, [cite(1, passage, words)])) for passage, words in ((P_COST, COSTS), (P_OPENS, OPENS))
    )
    assert scores(a_case(), right, "citations_prove") == [1]
    found = scored(a_case(), wrong)
    assert found.scores["citations_prove"] == 0
    assert any("is not proven by what it cites" in reason for reason in found.reasons)


def test_of_a_case_for_retrieval_only_what_is_found_is_scored() -> None:
    """Its set does not say what the answer is."""
    case = replace(a_case(), accepted=(), must_include=(), retrieval_only=True)
    found = scored(case, GOOD)
    assert {METRICS[name].group for name in found.scores} == {"retrieval"}
    assert found.verdict is Verdict.PASS
    assert scored_without(case).verdict is Verdict.FAIL


def scored_without(case: Case) -> Examined:
    """The case where nothing was found."""
    return examine(case, GOOD, [], judges)
