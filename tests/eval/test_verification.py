"""The rates of the verifier: what counts as right, and which lines have a floor."""

from eval.alterations import Origin
from eval.claims import TRUE, Sample
from eval.verification import Held, misjudged, rates
from rag.proof import Verdict
from rag.types import Support

ORIGIN = Origin("a#0", "a", "La feria reunió a noventa productores.", "es")


def held(kind: str, support: Support, count: int = 1) -> list[Held]:
    """Claims of one kind, all with one verdict."""
    return [Held(Sample(kind, "La feria reunió a ochenta.", ORIGIN), Verdict(support, reason="x"))] * count


def test_altered_claims_must_not_pass_and_true_ones_must() -> None:
    """Partial and contradicted count as caught."""
    found = held("number", Support.PARTIAL, 3) + held("number", Support.SUPPORTED) + held(TRUE, Support.SUPPORTED, 2)
    lines = {rate.name: rate for rate in rates({"es": found})}
    assert (lines["es number"].right, lines["es number"].count) == (3, 4)
    assert (lines["es true"].right, lines["es true"].count) == (2, 2)


def test_only_the_whole_of_one_language_has_floors() -> None:
    """And across languages what can be told there."""
    one = {"es": held("name", Support.SUPPORTED, 5), "en": held("name", Support.UNSUPPORTED, 95)}
    lines = {rate.name: rate for rate in rates({**one, "en-es": held("name", Support.SUPPORTED, 9)})}
    assert lines["es name"].passed
    assert lines["en-es name"].passed
    assert lines["all in one language name"].passed
    assert not rates({"es": held("name", Support.SUPPORTED, 6) + held("name", Support.PARTIAL, 94)})[-1].passed
    assert not rates({"en-es": held("number", Support.SUPPORTED)})[0].passed


def test_misjudged_claims_are_shown_with_their_source() -> None:
    """Those judged right are not."""
    lines = misjudged(held("number", Support.SUPPORTED) + held("date", Support.PARTIAL), 3)
    assert len(lines) == 3
    assert ORIGIN.text in lines[1]
