"""The words of a claim laid on the words of a source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages.spanish import SPANISH
from rag.proof.alignment import Alignment, align
from rag.proof.grammar import is_verbal
from rag.proof.licence import licensing
from rag.proof.words import Kind, read_words
from rag.text.facts import Facts

SOURCE = "El museo de Osma recibió a 15.000 visitantes en 2021, según la alcaldesa, Inés Robledo."


LICENSES = licensing(SPANISH)


def laid(claim: str, source: str = SOURCE) -> Alignment:
    """A claim on a source, both in Spanish."""
    words = [read_words(Facts(text, SPANISH)) for text in (claim, source)]
    return align(words[0], words[1], LICENSES, SPANISH.syntax.leads, lambda word: is_verbal(word, "es"))


def left(claim: str, source: str = SOURCE) -> list[str]:
    """The words of a claim that nothing licenses."""
    alignment = laid(claim, source)
    return [alignment.claim[i].text for i in alignment.left]


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(SOURCE, id="the sentence itself"),
        pytest.param("El museo de Osma recibió a 15.000 visitantes.", id="its beginning"),
        pytest.param("En 2021, el museo de Osma recibió a 15.000 visitantes.", id="an adjunct moved"),
        pytest.param("Según la alcaldesa, Inés Robledo, el museo recibió a 15.000 visitantes.", id="a clause moved"),
        pytest.param("EL MUSEO RECIBIÓ A QUINCE MIL VISITANTES", id="capitals, and a figure in words"),
        pytest.param("El museo recibió a 15.000 visitantes en el año 2021.", id="the word year"),
    ],
)
def test_nothing_is_left_over_of_what_the_source_says(claim: str) -> None:
    """In its words, whatever is left out of it and wherever its phrases stand."""
    assert left(claim) == []


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        pytest.param("El museo de Osma recibió a 25.000 visitantes.", ["25.000"], id="a figure"),
        pytest.param("El museo de Riolobo recibió a 15.000 visitantes.", ["Riolobo"], id="a name"),
        pytest.param("El museo de Osma recibirá a 15.000 visitantes.", ["recibirá"], id="a tense"),
        pytest.param("El museo no recibió a 15.000 visitantes.", ["no"], id="a denial"),
        pytest.param("El polémico museo de Osma recibió a 15.000 visitantes.", ["polémico"], id="a judgement"),
        pytest.param("El museo de Osma recibió a todos los visitantes.", ["todos"], id="a quantifier"),
    ],
)
def test_what_the_source_does_not_say_is_left_over(claim: str, words: list[str]) -> None:
    """And nothing else."""
    assert left(claim) == words


def test_two_that_change_places_are_not_licensed() -> None:
    """What has no mark and no preposition of its own has its place."""
    assert left("Ana Vidal venció a Luis Rey.", "Luis Rey venció a Ana Vidal.") != []


def test_a_gap_knows_what_stands_in_its_place() -> None:
    """The words of the source between the licensed neighbours."""
    alignment = laid("La merluza se vendió a 15,75 euros.", "El pulpo se vendió a 15,75 euros.")
    (gap,) = alignment.gaps()
    assert [alignment.claim[i].text for i in gap.words] == ["merluza"]
    assert "pulpo" in [alignment.source[j].text for j in gap.instead]


def test_a_short_word_beside_its_neighbours_is_preferred() -> None:
    """Of two that might license a word, the one that stands where the claim has it."""
    alignment = laid("La ley de aguas entró en vigor.", "La ley de pesca cambió y la ley de aguas entró en vigor.")
    assert alignment.licensed[1] == 7


WORDS = st.lists(st.sampled_from("el de Osma museo recibió 12 no en 2021 visitantes ,".split()), max_size=12)


@given(WORDS, WORDS)
def test_every_licence_is_one(claim: list[str], source: list[str]) -> None:
    """No word of the source is used twice, and each licenses the claim's word that it is given."""
    alignment = laid(" ".join(claim), " ".join(source))
    pairs = [(i, j) for i, j in enumerate(alignment.licensed) if j >= 0]
    assert len({j for _, j in pairs}) == len(pairs)
    assert all(LICENSES(alignment.claim[i], alignment.source[j]) for i, j in pairs)


@given(WORDS)
def test_a_sentence_licenses_itself(words: list[str]) -> None:
    """Whole."""
    assert laid(" ".join(words), " ".join(words)).cost == 0


@given(WORDS, WORDS)
def test_what_is_left_over_lies_in_the_gaps(claim: list[str], source: list[str]) -> None:
    """Each word once; free words need no licence."""
    alignment = laid(" ".join(claim), " ".join(source))
    in_gaps = [i for gap in alignment.gaps() for i in gap.words]
    assert in_gaps == list(alignment.left)
    assert all(alignment.claim[i].kind is not Kind.FREE for i in in_gaps)
