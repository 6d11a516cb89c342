"""What is affirmed, denied or turned into its opposite."""

import pytest

from rag.languages import language_of
from rag.proof.negation import reversed_polarity
from rag.text.facts import Facts


def reversed_(claim: str, source: str, language: str = "es", other: str = "") -> bool:
    """Whether a claim turns a source round."""
    return reversed_polarity(Facts(claim, language_of(language)), [Facts(source, language_of(other or language))])


@pytest.mark.parametrize(
    ("source", "claim", "language"),
    [
        ("Ya hay 30.800 pacientes en planta.", "Ya no hay 30.800 pacientes en planta.", "es"),
        ("El colegio es público desde 1990.", "El colegio nunca es público desde 1990.", "es"),
        ("El paro aumentó en la provincia de Soria.", "El paro disminuyó en la provincia de Soria.", "es"),
        ("La Corte rechazó la apelación del reo.", "La Corte aceptó la apelación del reo.", "es"),
        ("It was the largest bank of the region.", "It was the smallest bank of the region.", "en"),
        ("The series will introduce a new doctor.", "The series will not introduce a new doctor.", "en"),
        ("They are produced from only two genes.", "They are not produced from only two genes.", "en"),
    ],
)
def test_a_reversal_is_found(source: str, claim: str, language: str) -> None:
    """A denial put in, or a word turned round; and the other way too."""
    assert reversed_(claim, source, language)
    assert reversed_(source, claim, language)


@pytest.mark.parametrize(
    ("source", "claim", "language"),
    [
        ("No solo aumentó el paro, también la deuda.", "Aumentó el paro y también la deuda.", "es"),
        ("Sin embargo, el paro aumentó en Soria.", "El paro aumentó en Soria.", "es"),
        ("El paro aumentó en Soria y disminuyó en Lugo.", "El paro aumentó en Soria.", "es"),
        ("Aumentó el paro, aunque no la deuda.", "Aumentó el paro.", "es"),
        ("It is not only old but large.", "It is old and large.", "en"),
    ],
)
def test_what_says_the_same_is_no_reversal(source: str, claim: str, language: str) -> None:
    """«No solo» affirms, and what the claim leaves out denies nothing of it."""
    assert not reversed_(claim, source, language)


def test_across_languages_only_a_denial_that_stands_alone_tells() -> None:
    """An English «not» without any denial in the Spanish sentence."""
    assert reversed_("The bank did not pay.", "El banco pagó.", "en", "es")
    assert not reversed_("The bank did not pay.", "El banco no pagó.", "en", "es")
    assert not reversed_("The bank failed to pay.", "El banco no pagó.", "en", "es")
