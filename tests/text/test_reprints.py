"""Reprints: the same text under another title, cut or edited, is known again, and another article is not."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import language_of
from rag.text.reprints import Reprint, Signature, compare, held_in_common, keys, sign

PARAGRAPHS = [
    "La cofradía de Puntamar subastó ayer doscientas cajas de sardina, el doble que en la misma semana del año pasado.",
    "El patrón mayor, Anselmo Rivas, atribuyó la subida a la corriente fría que entró por el cabo a mediados de abril.",
    "Las conserveras de Luzena compraron tres de cada cuatro cajas, el resto se vendió en la plaza antes de mediodía.",
    "La consejería estudia ampliar la veda del boquerón hasta junio, lo que los barcos pequeños consideran un castigo.",
    "El puerto tendrá en otoño una cámara frigorífica nueva, que costará cuatro millones y pagará la autoridad.",
    "Los pescadores jubilados piden además que se reparen los escalones del muelle viejo, rotos desde el temporal.",
]
REPORT = "\n".join(["La sardina vuelve a Puntamar", *PARAGRAPHS])


def signed(text: str, language: str = "es") -> Signature:
    """The signature of a text."""
    return sign(text, language_of(language))


def edited(text: str, share: float) -> str:
    """A text in which a share of the words is another."""
    random = Random(5)
    return " ".join("molino" if random.random() < share else word for word in text.split(" "))


def test_the_same_words_are_an_exact_reprint() -> None:
    """In capitals, without accents, with other marks and between the furniture of another page."""
    again = REPORT.upper().replace("Í", "I").replace(",", " —").replace("\n", "\n\n")
    assert compare(signed(REPORT), signed(f"Publicidad\n{again}\nLee también: La veda")) is Reprint.EXACT


@pytest.mark.parametrize(
    "reprint",
    [
        "\n".join(["Récord en la lonja", "EFE", *PARAGRAPHS]),
        "\n".join(PARAGRAPHS[:3]),
        "\n".join([*PARAGRAPHS[3:], *PARAGRAPHS[:3]]),
        "\n".join([*PARAGRAPHS[:2], "Un párrafo que solo lleva este diario, de un redactor suyo.", *PARAGRAPHS[2:]]),
        edited(REPORT, 0.06),
        REPORT.replace("doscientas", "trescientas"),
    ],
    ids=["another title", "cut", "another order", "a paragraph more", "edited", "a figure corrected"],
)
def test_most_of_the_words_are_a_near_reprint(reprint: str) -> None:
    """As other newspapers print an agency's report; both ways round."""
    assert compare(signed(REPORT), signed(reprint)) is Reprint.NEAR
    assert compare(signed(reprint), signed(REPORT)) is Reprint.NEAR


@pytest.mark.parametrize(
    "other",
    [
        "\n".join(["La sardina vuelve a Puntamar", PARAGRAPHS[0], *(f"{p[::-1]}" for p in PARAGRAPHS[1:])]),
        " ".join(sorted(REPORT.split())),
        edited(REPORT, 0.5),
        "La sardina vuelve a Puntamar",
    ],
    ids=["one paragraph quoted", "the same words in another order", "rewritten", "only its title"],
)
def test_another_article_is_no_reprint(other: str) -> None:
    """Though it is about the same, quotes it or has its words."""
    assert compare(signed(REPORT), signed(other)) is None


def test_short_texts_are_reprints_only_where_all_their_words_are_the_same() -> None:
    """Two notices of a death have most of their words in common."""
    notice = "Ha muerto en Luzena don Gil Roca, a los 71 años."
    assert compare(signed(notice), signed(notice.upper())) is Reprint.EXACT
    assert compare(signed(notice), signed(notice.replace("Roca", "Solís"))) is None


def test_reprints_share_a_key() -> None:
    """By which they are looked up, without comparing every pair."""
    assert set(keys(signed(REPORT))) & set(keys(signed("\n".join(PARAGRAPHS[:3]))))
    assert len(set(keys(signed(REPORT)))) == 64


def test_what_is_held_in_common_is_a_share_of_the_shorter_text() -> None:
    """A third of a report is held by the report as a whole."""
    assert held_in_common(signed(REPORT), signed("\n".join(PARAGRAPHS[:2]))) > 0.75
    assert held_in_common(signed(REPORT), signed("")) == 0.0


@given(st.text(max_size=120), st.text(max_size=120))
def test_any_two_texts_are_compared_alike_both_ways(one: str, other: str) -> None:
    """And every text is an exact reprint of itself; nothing depends on when it was signed."""
    assert compare(signed(one), signed(one)) is Reprint.EXACT
    assert signed(one) == signed(one)
    assert compare(signed(one), signed(other)) is compare(signed(other), signed(one))
    assert 0 <= held_in_common(signed(one), signed(other)) <= 1
