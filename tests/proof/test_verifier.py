"""Claims held against the sentences of passages until nothing of them is left over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rag.proof.verifier import Evidence, Verdict, Verifier
from rag.types import Support, Tier
from tests.answering.fakes import E5, WordEmbedder, passage, vector

if TYPE_CHECKING:
    from rag.types import Vectors

DEAL = """OpenAI firmó un acuerdo de 38.000 millones de dólares con Amazon Web Services (AWS).
Al asociarse con Amazon, OpenAI busca:
- Reducir la dependencia de un solo proveedor de nube
- Garantizar estabilidad ante la creciente demanda global
- Asegurar recursos para el entrenamiento de modelos más grandes
- Expandirse más rápido en mercados empresariales
El acuerdo dura siete años. No incluye la venta de acciones."""

BRIDGE = (
    "El presunto autor del incendio del puente de Osma fue detenido el martes, según la alcaldesa, Inés Robledo. "
    "El puente podría cerrar si llueve. La mayoría de los vecinos votó a favor. Costó más de 14 millones de euros. "
    "La empresa Metalsur intentó comprarlo. Lo diseñó Clara Montes en 1924."
)

PRICES = "La merluza se vendió a 12,40 euros el kilo. El pulpo se vendió a 15,75 euros el kilo."


def verify(claim: str, *texts: str, question: str = "", language: str = "es", title: str = "Un artículo") -> Verdict:
    """The verdict on a claim over articles."""
    evidence = Evidence([passage(text, rank, title=title) for rank, text in enumerate(texts or (DEAL,), start=1)])
    return Verifier(WordEmbedder()).verify(claim, evidence, language=language, question=question)


def quotes(verdict: Verdict) -> list[str]:
    """The words that support a claim."""
    return [span.sentence.text for span in verdict.spans]


def test_one_sentence_is_cited_for_what_one_sentence_says() -> None:
    """The spans are the article's own words at their offsets."""
    verdict = verify("OpenAI firmó un acuerdo con Amazon Web Services.")
    assert verdict.support is Support.SUPPORTED
    assert quotes(verdict) == [DEAL.splitlines()[0]]
    span = verdict.spans[0]
    assert span.passage.document.text[span.sentence.start : span.sentence.end] == span.sentence.text
    assert verdict.reason == ""


def test_an_item_of_a_list_goes_on_with_its_introduction() -> None:
    """The claim says both in one."""
    verdict = verify("OpenAI busca reducir la dependencia de un solo proveedor de nube.")
    assert verdict.support is Support.SUPPORTED
    assert quotes(verdict) == [DEAL.splitlines()[1], "Reducir la dependencia de un solo proveedor de nube"]


def test_two_sentences_joined_cite_both() -> None:
    """In the order of the article."""
    verdict = verify("OpenAI firmó un acuerdo con Amazon Web Services; el acuerdo dura siete años.")
    assert verdict.support is Support.SUPPORTED
    assert quotes(verdict) == [DEAL.splitlines()[0], "El acuerdo dura siete años."]


def test_one_sentence_that_says_it_all_is_enough() -> None:
    """Though others say a part each."""
    both = "Amazon vende libros usados y Google compra servidores nuevos."
    verdict = verify(both, "Amazon vende libros usados. Google compra servidores nuevos.", both)
    assert quotes(verdict) == [both]


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        pytest.param("El fuego del puente duró dos horas.", "nada", id="nothing like it"),
        pytest.param(
            "El autor del incendio del puente de Osma fue detenido el martes, según la alcaldesa.", "presunto"
        ),
        pytest.param("El presunto autor del incendio del puente de Osma fue detenido el martes.", "cita"),
        pytest.param("El presunto autor del incendio del puente fue detenido el jueves, según la alcaldesa.", "jueves"),
        pytest.param("El puente podría cerrar.", "condición"),
        pytest.param("El puente cerrará si llueve.", "podría"),
        pytest.param("Los vecinos votó a favor.", "mayoría"),
        pytest.param("La mayoría de los vecinos votó en contra.", "contra"),
        pytest.param("Costó 14 millones de euros.", "más de"),
        pytest.param("Costó menos de 14 millones de euros.", "menos"),
        pytest.param("Costó más de 15 millones de euros.", "15 millones"),
        pytest.param("La empresa Metalsur compró el puente.", "compró"),
        pytest.param("La polémica empresa Metalsur intentó comprarlo.", "polémica"),
        pytest.param("El puente no podría cerrar si llueve.", "contrario"),
        pytest.param("Costó más de 14 millones de euros porque la mayoría de los vecinos votó a favor.", "causa"),
        pytest.param("Lo diseñó Clara Robles en 1924.", "Robles"),
        pytest.param("«El puente podría cerrar si llueve», dijo Clara Montes.", "dijo"),
    ],
)
def test_what_is_altered_put_in_or_let_go_is_not_proven(claim: str, reason: str) -> None:
    """The reason names it, or says what is missing."""
    verdict = verify(claim, BRIDGE)
    assert not verdict.support.cited
    assert not verdict.spans
    assert reason in verdict.reason or reason == "nada"


@pytest.mark.parametrize(
    "claim",
    [
        "El martes fue detenido el presunto autor del incendio del puente de Osma, según la alcaldesa, Inés Robledo.",
        "Según la alcaldesa, Inés Robledo, el presunto autor del incendio del puente fue detenido el martes.",
        "El puente podría cerrar si llueve.",
        "La mayoría votó a favor.",
        "Costó más de catorce millones.",
        "Clara Montes lo diseñó en el año 1924.",
        "Costó más de 14.000.000 de euros y lo diseñó Clara Montes en 1924.",
    ],
)
def test_the_same_in_another_order_or_form_is_proven(claim: str) -> None:
    """Adjuncts and verbs move, figures are written otherwise, clauses are left out and joined."""
    verdict = verify(claim, BRIDGE)
    assert verdict.support is Support.SUPPORTED, verdict.reason


def test_the_figure_of_a_neighbour_proves_nothing() -> None:
    """Each figure belongs to its own subject, whatever was asked."""
    question = "¿A cuánto se vendió la merluza?"
    assert verify("La merluza se vendió a 12,40 euros el kilo.", PRICES, question=question).support is Support.SUPPORTED
    for claim in ("La merluza se vendió a 15,75 euros el kilo.", "El pulpo se vendió a 12,40 euros el kilo."):
        assert not verify(claim, PRICES, question=question).support.cited


def test_a_subject_is_carried_into_the_sentence_that_leaves_it_out() -> None:
    """But not where that sentence has one of its own, nor from further off."""
    text = "El puente de Osma se abrió en mayo. Costó catorce millones. El faro costó dos millones."
    verdict = verify("El puente de Osma costó catorce millones.", text)
    assert verdict.support is Support.SUPPORTED
    assert quotes(verdict) == ["El puente de Osma se abrió en mayo.", "Costó catorce millones."]
    assert not verify("El puente de Osma costó dos millones.", text).support.cited


def test_what_a_pronoun_stands_for_is_carried_into_its_sentence() -> None:
    """«Lo diseñó» says what was designed."""
    text = "El puente de Arvea costó 12 millones. Lo diseñó Clara Montes en 1924."
    assert verify("Clara Montes diseñó el puente de Arvea en 1924.", text).support is Support.SUPPORTED
    assert not verify("Clara Montes diseñó el faro de Arvea en 1924.", text).support.cited


def test_a_single_capitalised_word_at_the_head_is_a_name() -> None:
    """Where the dictionary does not know it."""
    verdict = verify("Lumbral intentó comprar el puente.", "Metalsur intentó comprar el puente.")
    assert (verdict.support, verdict.tier) == (Support.UNSUPPORTED, Tier.FACTS)
    assert "Lumbral" in verdict.reason


def test_a_synonym_is_a_paraphrase_that_names_it() -> None:
    """Cited, with the answer's own word told."""
    verdict = verify("El regidor de Osma aprobó la obra.", "El alcalde de Osma aprobó la obra el lunes.")
    assert verdict.support is Support.PARAPHRASE
    assert verdict.own_words == ("regidor",)
    assert verdict.reason == "en otras palabras: «regidor»"
    assert quotes(verdict) == ["El alcalde de Osma aprobó la obra el lunes."]


def test_a_paraphrase_must_keep_words_out_of_quotation_marks_too() -> None:
    """A synonym elsewhere in the sentence excuses nothing."""
    text = "El alcalde de Osma aprobó la reforma del mercado central."
    assert not verify("El regidor de Osma aprobó «la reforma del mercado central».", text).support.cited


def test_another_of_its_kind_is_no_synonym() -> None:
    """A councillor is no mayor."""
    verdict = verify("El concejal de Osma aprobó la obra.", "El alcalde de Osma aprobó la obra el lunes.")
    assert verdict.support is Support.PARTIAL
    assert "concejal" in verdict.reason


def test_the_opposite_contradicts() -> None:
    """And the reason sets both side by side."""
    verdict = verify("El paro subió en mayo.", "El paro bajó en mayo.")
    assert verdict.support is Support.CONTRADICTED
    assert verdict.reason == "donde la respuesta dice «subió», la fuente dice «bajó»"


def test_a_verb_of_the_question_may_be_taken_up() -> None:
    """Where the source has no other in its place: then it is the answer's own word."""
    text = "El acuerdo, valorado en 38.000 millones, se firmó ayer."
    verdict = verify("El acuerdo vale 38.000 millones.", text, question="¿Cuánto vale el acuerdo?")
    assert (verdict.support, verdict.own_words) == (Support.PARAPHRASE, ("vale",))
    assert not verify("El acuerdo vale 38.000 millones.", text).support.cited


def test_the_words_of_an_article_are_no_quotation_by_themselves() -> None:
    """Only what stands between quotation marks there may stand between them here."""
    text = "El pleno aprobó la reforma del mercado. Altman la llamó «el mayor paso de la década»."
    assert not verify("El pleno «aprobó la reforma del mercado».", text).support.cited
    assert verify("Altman la llamó «el mayor paso de la década».", text).support is Support.SUPPORTED


def test_names_that_change_places_contradict() -> None:
    """Every word is there."""
    assert not verify("Luis Rey venció a Ana Vidal.", "Ana Vidal venció a Luis Rey.").support.cited


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
    assert (verdict.support, verdict.reason) == (Support.UNSUPPORTED, "no article of the archive supports it")
    assert not embedder.embedded


def test_nothing_is_embedded_beside_sentences_of_the_claims_language() -> None:
    """Embedding a claim takes as long as a word of the answer."""
    embedder = WordEmbedder()
    evidence = Evidence([passage(DEAL)])
    assert Verifier(embedder).verify("El acuerdo dura siete años.", evidence, language="es").spans
    assert not Verifier(embedder).verify("El acuerdo dura nueve años.", evidence, language="es").spans
    assert not embedder.embedded


@pytest.mark.parametrize("language", ["zh", "ru", "xx"])
def test_without_rules_only_the_very_words_prove(language: str) -> None:
    """All else is said not to be verified in that language."""
    evidence = Evidence([passage("Harizmendiko udalak 14 milioi onartu zuen.", language=language)])
    verifier = Verifier(WordEmbedder())
    told = verifier.verify("udalak 14 milioi onartu zuen", evidence, language=language)
    assert told.support is Support.SUPPORTED
    denied = verifier.verify("udalak ez zuen 14 milioi onartu", evidence, language=language)
    assert (denied.support, denied.reason) == (Support.UNSUPPORTED, "not verified in this language")


@pytest.mark.parametrize(("spoken", "written"), [("gl", "es"), ("es", "gl")])
def test_a_language_without_rules_is_no_translation_either(spoken: str, written: str) -> None:
    """A denial that cannot be read must not pass, however near the meaning is."""
    text = "O concello aprobou o orzamento da ponte nova."
    evidence = Evidence([passage(text, language=written)])
    verdict = Verifier(WordEmbedder(), E5.nearness).verify(text, evidence, language=spoken)
    assert not verdict.support.cited


class KnownEmbedder(WordEmbedder):
    """Gives the sum of the vectors of some texts for each text that it knows, by those that mean the same."""

    def __init__(self, meanings: dict[str, list[str]]) -> None:
        super().__init__()
        self._meanings = meanings

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length 1."""
        sums = np.stack([sum(vector(meant) for meant in self._meanings[text]) for text in texts])
        return sums / np.linalg.norm(sums, axis=1, keepdims=True)


def test_a_translation_is_a_paraphrase_of_the_sentences_nearest_to_its_facts() -> None:
    """Not of one sentence for all, though it is near to the claim as a whole."""
    claim = "It wants cheaper clouds and faster growth."
    summary, first, second = "Resume todos los motivos", "Abaratar nubes", "Crecer deprisa"
    meanings = {
        claim: [summary] * 6 + [first, second] * 2,
        "It wants cheaper clouds": [first] * 3 + [summary],
        "faster growth.": [second] * 3 + [summary],
    }
    evidence = Evidence([passage(f"- {summary}\n- {first}\n- {second}")])
    verdict = Verifier(KnownEmbedder(meanings), E5.nearness).verify(claim, evidence, language="en")
    assert verdict.support is Support.PARAPHRASE
    assert verdict.reason == "translated: the source is in another language"
    assert quotes(verdict) == [first, second]


@pytest.mark.parametrize(
    ("claim", "support"),
    [
        pytest.param("Lo diseñó Clara Montes en 1930.", Support.CONTRADICTED, id="told otherwise"),
        pytest.param(
            "Según los vecinos, no hay ningún plano firmado por Clara Montes.",
            Support.PARTIAL,
            id="told of other things",
        ),
    ],
)
def test_only_a_source_that_says_the_rest_of_a_claim_says_the_contrary(claim: str, support: Support) -> None:
    """A «no» in a sentence that shares a name with an article denies nothing that the article says."""
    assert verify(claim, BRIDGE).support is support


def test_a_figure_of_the_article_in_another_sentence_is_misplaced_not_contradicted() -> None:
    """Where the sentence itself has no figure in its place; where it has, that one decides."""
    assert verify("La empresa Metalsur intentó comprarlo en 1924.", BRIDGE).support is Support.PARTIAL
    assert verify("Costó más de 1924 millones de euros.", BRIDGE).support is Support.CONTRADICTED


def test_a_denial_denied_is_not_the_contrary() -> None:
    """«No se sabe» where the source has «se desconoce» is other words."""
    source = "La policía desconoce el paradero de los tres fugados."
    assert verify("La policía no sabe el paradero de los tres fugados.", source).support is Support.PARTIAL
    assert verify("La policía sabe el paradero de los tres fugados.", source).support is Support.CONTRADICTED


def test_a_word_made_of_a_name_is_no_other_name() -> None:
    """«Coreano» for «Corea» is partly proven; a name that the article does not know is unsupported."""
    source = "El economista coreano Lee preside el comité desde marzo."
    assert verify("El economista Lee, de Corea, preside el comité desde marzo.", source).support is Support.PARTIAL
    assert verify("El economista Lee, de Canadá, preside el comité desde marzo.", source).support is Support.UNSUPPORTED


def test_what_stands_both_denied_and_not_is_not_denied_by_its_source() -> None:
    """«Parejas no casadas, y 1388 parejas casadas»: which of the two is meant cannot be told by words."""
    source = "Había 843 parejas no casadas del norte y 1.388 parejas casadas del sur."
    verdict = verify("Las parejas casadas del sur eran 1.388.", source)
    assert verdict.support is not Support.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        pytest.param("Lo diseñó Clara Montes en 1930.", "«1930», la fuente dice «1924»", id="figure"),
        pytest.param("Costó más de 14 siglos.", "«14 siglos», la fuente dice «14 millones", id="unit"),
        pytest.param("La mayoría de los vecinos se negó a votar a favor.", "lo contrario", id="refusal"),
    ],
)
def test_a_reason_says_what_the_source_says_instead(claim: str, reason: str) -> None:
    """Never that a figure is nowhere which the reader can see; and a refusal put in is the contrary."""
    assert reason in verify(claim, BRIDGE).reason
