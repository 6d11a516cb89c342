"""What counts as caught and as accepted, and which passages a claim is held against."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from eval.alterations import HELD_OUT, KINDS, Origin
from eval.claims import HEADLINE, Sample
from eval.proof import PARAPHRASE, TRUE, Judged, Plan, judged, lines, wrong
from rag.errors import HemerotecaError
from rag.proof import Verdict
from rag.types import Chunk, Document, Passage, Support

ORIGIN = Origin("a#0", "a", "La feria reunió a noventa productores.", "es")


def found(kind: str, claim: str, support: str, reason: str = "") -> Judged:
    """A claim over the sentence of the fair."""
    return Judged(Sample(kind, claim, ORIGIN), support, reason)


def test_a_supported_alteration_is_missed_and_a_contradicted_one_caught() -> None:
    """Partial and unsupported count as caught too."""
    claim = "La feria reunió a ochenta productores."
    verdicts = ("supported", "partial", "contradicted", "unsupported")
    assert [found("number", claim, verdict).caught for verdict in verdicts] == [False, True, True, True]


def test_a_paraphrase_catches_only_ordinary_words_that_it_names() -> None:
    """Never what `paraphrase` promises to hold."""
    assert not found("number", "La feria reunió a ochenta productores.", PARAPHRASE, "ochenta").caught
    claim = "La feria reunió a noventa Pescadores."
    assert found("noun", claim, PARAPHRASE, "en otras palabras: «pescadores»").caught
    assert not found("noun", claim, PARAPHRASE, "en otras palabras: «feria»").caught
    assert not found("noun", claim, PARAPHRASE).caught


def test_no_more_than_half_of_a_kind_may_be_caught_as_paraphrase() -> None:
    """However many are caught."""
    one = found("noun", "La feria reunió a noventa pescadores.", PARAPHRASE, "pescadores")
    other = found("noun", "La feria reunió a noventa pescadores.", "unsupported")
    assert lines([one, other])[0].passed
    too_many = lines([one, one, other])[0]
    assert too_many.right == 3
    assert not too_many.passed


def test_true_claims_have_their_own_floors() -> None:
    """A paraphrase is no refusal, but not support either; a partly supported synonym is no denial."""
    shown = {line.name: (line.right, line.count) for line in lines([found("dropped", ORIGIN.text, PARAPHRASE)])}
    assert shown == {"dropped: not refused": (1, 1), "dropped: supported": (0, 1)}
    assert found("synonym", ORIGIN.text, "partial").right
    assert not found("as-it-stands", ORIGIN.text, "partial").right
    assert not found(HEADLINE, ORIGIN.text, "unsupported").right


def test_every_altered_claim_counts_in_the_line_of_all() -> None:
    """Behind the kinds and before the true ones."""
    named = [
        line.name
        for line in lines(
            [
                found("as-it-stands", ORIGIN.text, "supported"),
                found("noun", "X", "partial"),
                found("number", "X", "partial"),
            ]
        )
    ]
    assert named[:3] == ["number", "noun", "every altered claim"]
    assert named[3].startswith("as-it-stands")


def test_misjudged_claims_are_shown_with_their_sentence() -> None:
    """Up to so many of each kind; those judged right are not."""
    missed = found("number", "La feria reunió a ochenta.", "supported")
    shown = wrong([missed, missed, found("date", "X", "partial")], 1)
    assert len(shown) == 3
    assert ORIGIN.text in shown[1]


def test_a_plan_names_kinds_or_a_part_of_them() -> None:
    """Unknown ones are an error that lists those there are."""
    assert set(Plan(kinds="build").altered) | set(Plan(kinds="heldout").altered) == set(KINDS)
    assert {KINDS[name].part for name in Plan(kinds="heldout").altered} == {HELD_OUT}
    assert Plan(kinds="true").altered == ()
    assert Plan(kinds="true").true == tuple(TRUE)
    assert (Plan(kinds="noun,joined").altered, Plan(kinds="noun,joined").true) == (("noun",), ("joined",))
    with pytest.raises(HemerotecaError, match="'nuon' is no kind"):
        _ = Plan(kinds="nuon").altered


@dataclass
class Archive:
    """Finds the same passages for any words, and keeps what it was asked to verify."""

    passages: tuple[Passage, ...]
    asked: list[Sequence[Passage]] = field(default_factory=list)

    def search(self, question: str, k: int | None = None) -> tuple[Passage, ...]:
        """All of them."""
        return self.passages

    def verify(self, claim: str, passages: Sequence[Passage], *, language: str = "", question: str = "") -> Verdict:
        """Supported."""
        self.asked.append(passages)
        return Verdict(Support.SUPPORTED)


def passage(article: str, text: str) -> Passage:
    """The whole of a small article."""
    document = Document(article, article, text, f"{article}.txt")
    return Passage(Chunk(article, article, 0, len(text), text), document, 1.0, 1)


def test_a_claim_is_held_against_its_own_passage_and_three_others() -> None:
    """«Wrong article» against others alone; one whose passage was not found says nothing."""
    others = [passage(name, "Llueve.") for name in "bcdef"]
    archive = Archive((*others[:2], passage("a", f"{ORIGIN.text} Llueve."), *others[2:]))
    samples = [Sample("number", "X", ORIGIN), Sample("article", ORIGIN.text, ORIGIN)]
    assert len(list(judged(archive, samples))) == 2
    assert [[Path(p.document.source).stem for p in asked] for asked in archive.asked] == [list("abcd"), list("bcde")]
    assert list(judged(Archive(tuple(others)), samples[:1])) == []


def test_both_sentences_of_a_joined_claim_are_needed() -> None:
    """Else nothing is said of it."""
    sample = Sample("joined", "X", ORIGIN, beside=("El museo abrió.",))
    assert list(judged(Archive((passage("a", ORIGIN.text),)), [sample])) == []
    assert len(list(judged(Archive((passage("a", f"{ORIGIN.text} El museo abrió."),)), [sample]))) == 1
