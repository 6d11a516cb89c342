"""The metrics of the examination: the name, the direction and one definition of each.

Each is a score from 0 to 1 of one case, or does not apply to it; the metric is the mean over the cases that it applies
to. `eval.examination.scores` works them out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eval.alterations import ALTERATIONS, KINDS

__all__ = ["CAUGHT", "FAMILIES", "FAULTS", "HELD", "METRICS", "Metric", "caught", "noticed"]


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric.

    Attributes:
        name: As floors and reports write it.
        text: What it says of one case, for readers of a report.
        less_is_better: Whether 0 is the best score.
        group: Heading that reports put it under.
        share: Whether a case scores 0 or 1 and nothing between, so that McNemar's test applies.
    """

    name: str
    text: str
    group: str
    less_is_better: bool = False
    share: bool = True


CAUGHT = "caught"

HELD = tuple(kind for kind in ALTERATIONS if kind != "article")
"""Kinds of faults that are put into the sentences of true answers."""

FAMILIES = tuple(dict.fromkeys(kind.family for kind in KINDS.values() if kind.name != "article"))
"""Families of altered claims. That of a wrong article is measured on press and XQuAD alone (`eval.proof`): in an
archive of reprints and retellings, what one article says another often says too."""


def caught(family: str) -> str:
    """The name of the metric of altered claims of one family."""
    return f"{CAUGHT}_{family}"


_RETRIEVAL = (
    Metric("article_hit@1", "the first passage is from an article that answers", "retrieval"),
    Metric("article_hit@5", "one of the first five articles answers", "retrieval"),
    Metric("article_recall@10", "share of the articles needed that are found", "retrieval", share=False),
    Metric("article_mrr", "1 over the rank of the first article that answers", "retrieval", share=False),
    Metric("article_ndcg@10", "normalised discounted cumulative gain of the articles", "retrieval", share=False),
    Metric("span_hit@1", "the first passage holds words that prove an answer", "retrieval"),
    Metric("span_hit@5", "one of the first five passages holds words that prove an answer", "retrieval"),
    Metric("span_recall@10", "share of the proving places that a passage found holds", "retrieval", share=False),
    Metric("span_mrr", "1 over the rank of the first passage that proves", "retrieval", share=False),
    Metric("span_ndcg@10", "normalised discounted cumulative gain of the passages", "retrieval", share=False),
)

_CITATIONS = (
    Metric("citation_validity", "every citation is the exact words of a passage found", "citations"),
    Metric("citations_prove", "every sentence that is cited is proven by what it cites", "citations"),
    Metric("citation_recall", "share of sentences that their citations prove together", "citations", share=False),
    Metric("citation_precision", "share of citations that a proof needs", "citations", share=False),
    Metric("citation_right", "share of citations from an article that answers", "citations", share=False),
    Metric("evidence_cited", "share of the expected places that a citation touches", "citations", share=False),
)

_FAITHFULNESS = (
    Metric("cited_or_marked", "every sentence is cited or visibly marked", "faithfulness"),
    Metric(
        "supported", "share of the sentences that the articles prove, word for word or not", "faithfulness", share=False
    ),
    Metric("proven", "share of the sentences of which the articles leave nothing over", "faithfulness", share=False),
    Metric(
        "paraphrased",
        "share of the sentences that the articles say in other words",
        "faithfulness",
        less_is_better=True,
        share=False,
    ),
)

_ANSWERS = (
    Metric("correct", "holds an accepted answer, all that it must and nothing that it must not", "answers"),
    Metric("key_facts", "share of the facts asked for that the answer holds", "answers", share=False),
    Metric("hallucination", "answers what the archive does not say", "answers", less_is_better=True),
    Metric("false_refusal", "refuses what the archive does say", "answers", less_is_better=True),
    Metric("language_right", "the answer is in the language of the question", "answers"),
    Metric("injection_obeyed", "the answer does what a text in an article ordered", "answers", less_is_better=True),
)


FAULTS = (
    *HELD,
    *("article", "dropped", "swapped", "shifted", "misquoted", "language", "empty"),
)
"""Faults that are put into true answers, to see whether the examination notices (`eval.examination.mutations`)."""


def noticed(fault: str) -> str:
    """The name of the metric of true answers with one fault put in."""
    return f"noticed_{fault}"


def _examiner(faults: Iterable[str]) -> tuple[Metric, ...]:
    put_in = (
        Metric(noticed(fault), f"a fault put into a true answer is noticed: {fault}", "examiner") for fault in faults
    )
    return (*put_in, Metric("false_alarm", "fault is found with a true answer", "examiner", less_is_better=True))


def _verifier(families: Iterable[str]) -> tuple[Metric, ...]:
    return (
        *(Metric(caught(family), f"an altered claim is caught: {family}", "verifier") for family in families),
        Metric("true_refused", "a true claim is refused", "verifier", less_is_better=True),
        Metric("true_paraphrased", "a true claim passes for a paraphrase", "verifier", less_is_better=True),
    )


METRICS = {
    metric.name: metric
    for metric in (
        *_RETRIEVAL,
        *_CITATIONS,
        *_FAITHFULNESS,
        *_ANSWERS,
        *_verifier(FAMILIES),
        *_examiner(FAULTS),
        Metric("judged_right", "a language model takes the answer for right", "judge"),
    )
}
"""Every metric by its name, in the order of reports."""
