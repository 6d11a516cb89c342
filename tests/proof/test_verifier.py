"""Claims held against the sentences of passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rag.proof.verifier import Evidence, Verdict, Verifier, segments
from rag.types import Support
from tests.answering.fakes import WordEmbedder, passage, vector

if TYPE_CHECKING:
    from rag.types import Vectors

DEAL = """OpenAI firmó un acuerdo de 38.000 millones de dólares con Amazon Web Services (AWS).
Al asociarse con Amazon, OpenAI busca:
- Reducir la dependencia de un solo proveedor de nube
- Garantizar estabilidad ante la creciente demanda global
- Asegurar recursos para el entrenamiento de modelos más grandes
- Expandirse más rápido en mercados empresariales
El acuerdo dura siete años. No incluye la venta de acciones."""
ITEMS = DEAL.splitlines()[2:6]


def verify(claim: str, *texts: str, question: str = "", language: str = "es") -> Verdict:
    """The verdict on a claim over articles."""
    evidence = Evidence([passage(text, rank) for rank, text in enumerate(texts or (DEAL,), start=1)])
    return Verifier(WordEmbedder()).verify(claim, evidence, language=language, question=question)


def quotes(verdict: Verdict) -> list[str]:
    """The words that support a claim."""
    return [span.sentence.text for span in verdict.spans]


def test_one_sentence_is_cited_for_what_one_sentence_says() -> None:
    """The spans are the article's own words at their offsets."""
    verdict = verify("El acuerdo de OpenAI con Amazon Web Services es de 38.000 millones de dólares.")
    assert verdict.support is Support.SUPPORTED
    assert quotes(verdict) == [DEAL.splitlines()[0]]
    span = verdict.spans[0]
    assert span.passage.document.text[span.sentence.start : span.sentence.end] == span.sentence.text
    assert verdict.reason == ""


def test_each_fact_of_a_claim_cites_its_own_sentence() -> None:
    """In the order of the article."""
    verdict = verify(
        "OpenAI busca reducir la dependencia de un solo proveedor de nube, garantizar estabilidad ante la demanda, "
        "asegurar recursos para el entrenamiento de modelos y expandirse más rápido en mercados empresariales."
    )
    assert verdict.support is Support.SUPPORTED
    assert quotes(verdict) == [item.removeprefix("- ") for item in ITEMS]


def test_the_smallest_set_of_sentences_is_cited() -> None:
    """A sentence that says both facts is enough, though others say one each."""
    both = "Amazon vende libros usados y Google compra servidores nuevos."
    verdict = verify(both, "Amazon vende libros usados. Google compra servidores nuevos.", both)
    assert quotes(verdict) == [both]


@pytest.mark.parametrize(
    ("claim", "source", "figure"),
    [
        (
            "El acuerdo con Amazon vale 99.000 millones.",
            "El acuerdo con Amazon vale 38.000 millones.",
            "99.000 millones",
        ),
        ("El acuerdo firmado dura nueve años enteros.", "El acuerdo firmado dura siete años enteros.", "nueve"),
        ("El acuerdo se firmó en mayo de 2025.", "El acuerdo se firmó en junio de 2025.", "mayo de 2025"),
    ],
)
def test_another_figure_contradicts(claim: str, source: str, figure: str) -> None:
    """The reason names it."""
    verdict = verify(claim, source)
    assert verdict.support is Support.CONTRADICTED
    assert figure in verdict.reason
    assert not verdict.spans


def test_a_figure_of_a_neighbouring_sentence_brings_that_sentence_along() -> None:
    """Though the claim shares another figure with a sentence that comes first."""
    text = "Firmaron en 2025. OpenAI y Amazon firmaron un acuerdo en 2025. El acuerdo vale 38 dólares."
    verdict = verify("OpenAI y Amazon firmaron un acuerdo en 2025 de 38 dólares.", text)
    assert verdict.support is Support.SUPPORTED
    assert "El acuerdo vale 38 dólares." in quotes(verdict)


def test_an_unknown_name_is_not_supported() -> None:
    """However alike the rest is."""
    verdict = verify("OpenAI firmó un acuerdo de 38.000 millones de dólares con Oracle Web Services (AWS).")
    assert verdict.support is Support.UNSUPPORTED
    assert "Oracle Web Services" in verdict.reason


def test_a_reversed_denial_contradicts() -> None:
    """«No incluye» against «incluye»."""
    verdict = verify("El pacto incluye la venta de acciones.", "El pacto no incluye la venta de acciones.")
    assert verdict.support is Support.CONTRADICTED
    assert verdict.reason == "la fuente dice lo contrario"


def test_invented_words_between_quotation_marks_are_not_supported() -> None:
    """A quotation is exact or none."""
    verdict = verify("OpenAI busca «reducir dependencia solo proveedor de nube».")
    assert verdict.support is Support.UNSUPPORTED
    assert "reducir dependencia solo proveedor de nube" in verdict.reason


@pytest.mark.parametrize("claim", ["El gato duerme sobre la mesa verde.", "Sí.", "OpenAI eligió AWS."])
def test_what_no_sentence_says_is_not_supported(claim: str) -> None:
    """Repeating the question proves nothing either."""
    verdict = verify(claim, "La cosecha de trigo fue buena.", question="¿por qué OpenAI eligió AWS?")
    assert (verdict.support, verdict.spans) == (Support.UNSUPPORTED, ())
    assert verdict.reason == "ningún artículo del archivo lo respalda"


def test_without_passages_nothing_is_supported() -> None:
    """And nothing is embedded."""
    embedder = WordEmbedder()
    verdict = Verifier(embedder).verify("OpenAI busca agua.", Evidence([]), language="en")
    assert verdict == Verdict(Support.UNSUPPORTED, reason="no article of the archive supports it")
    assert not embedder.embedded


def test_a_claim_of_which_a_part_is_made_up_is_partial() -> None:
    """The reason quotes that part, and nothing is cited."""
    verdict = verify("OpenAI busca expandirse más rápido en mercados empresariales y comprar fábricas de juguetes.")
    assert verdict.support is Support.PARTIAL
    assert verdict.reason == "los artículos no respaldan «comprar fábricas de juguetes.»"
    assert not verdict.spans


def test_nothing_is_embedded_where_words_decide() -> None:
    """Embedding a claim takes as long as a word of the answer."""
    embedder = WordEmbedder()
    evidence = Evidence([passage(DEAL)])
    assert Verifier(embedder).verify("El acuerdo dura siete años.", evidence, language="es").spans
    assert not embedder.embedded


@pytest.mark.parametrize(
    ("claim", "parts"),
    [
        (
            "OpenAI busca reducir costes y vender libros usados.",
            ["OpenAI busca reducir costes", "vender libros usados."],
        ),
        ("Busca reducir y crecer.", ["Busca reducir y crecer."]),
        ("Vale 38,5 millones.", ["Vale 38,5 millones."]),
        ("y", ["y"]),
    ],
)
def test_a_claim_is_cut_where_it_joins_facts(claim: str, parts: list[str]) -> None:
    """Not within a number, and no piece is left that says too little."""
    assert segments(claim, "es") == parts


class KnownEmbedder(WordEmbedder):
    """Gives the sum of the vectors of some texts for each text that it knows, by those that mean the same."""

    def __init__(self, meanings: dict[str, list[str]]) -> None:
        super().__init__()
        self._meanings = meanings

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length 1."""
        sums = np.stack([sum(vector(meant) for meant in self._meanings[text]) for text in texts])
        return sums / np.linalg.norm(sums, axis=1, keepdims=True)


def test_each_fact_in_another_language_cites_the_sentence_nearest_to_it() -> None:
    """Not one sentence for all, though it is near to the claim as a whole."""
    claim = "It wants cheaper clouds and faster growth."
    summary, first, second = "Resume todos los motivos", "Abaratar nubes", "Crecer deprisa"
    meanings = {
        claim: [summary] * 6 + [first, second] * 2,
        "It wants cheaper clouds": [first] * 3 + [summary],
        "faster growth.": [second] * 3 + [summary],
    }
    evidence = Evidence([passage(f"- {summary}\n- {first}\n- {second}")])
    verdict = Verifier(KnownEmbedder(meanings)).verify(claim, evidence, language="en")
    assert quotes(verdict) == [first, second]


def test_quoted_words_are_cited_where_they_stand() -> None:
    """Beside the sentence that the rest of the claim rests on."""
    text = "OpenAI y Amazon firmaron un acuerdo de nube. Altman lo llamó «el mayor paso de la década»."
    verdict = verify("OpenAI y Amazon firmaron un acuerdo de nube, «el mayor paso de la década».", text)
    assert verdict.support is Support.SUPPORTED
    assert any("el mayor paso" in span.sentence.text for span in verdict.spans)
