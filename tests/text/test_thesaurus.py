"""The thesaurus: what says the same, what the opposite, and what only seems to say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import LANGUAGES, Language
from rag.text.morphology import has_lemma
from rag.text.thesaurus import opposites, synonyms

SAME = """
    detuvo/arrestó coche/automóvil murió/falleció empezó/comenzó terminaron/finalizaron sueldos/salarios casa/vivienda
    alcalde/regidor alcaldesa/regidora premio/galardón cárcel/prisión abogados/letrados ocurrió/sucedió logró/consiguió
    volverá/regresará peligro/riesgo victoria/triunfo aumento/subida comprar/adquirir utilizando/empleando
    edificio/inmueble terremoto/seísmo incendio/fuego enfermos/pacientes huyeron/escaparon anunciado/comunicado
    nombró/designó película/filme compañía/empresa dimisión/renuncia cantara/cantase detenerlo/arrestarlo
    entrenador/técnico médicos/doctores
"""
NEAR = """
    alcalde/concejal enero/febrero hospital/colegio aprobar/rechazar médico/abogado robo/asesinato norte/sur
    coche/camión perro/gato lunes/jueves ministro/presidente hermano/primo padre/madre hijo/hija niño/niña rey/príncipe
    asesinato/homicidio robo/hurto detenido/condenado acusado/culpable pedir/exigir proponer/aprobar ciudad/pueblo
    creer/saber suspender/aplazar inmigrante/refugiado denunció/demandó firmar/ratificar kilómetro/metro euro/dólar
    millón/billón semana/mes hora/minuto primavera/otoño juez/fiscal policía/bombero tren/autobús río/lago
    fútbol/baloncesto ganó/empató herido/muerto sequía/inundación vendió/compró rojo/verde vino/cerveza
    escuela/instituto sábado/domingo coche/tren
    decano/rector diputado/senador detuvo/arrestará detuvo/arrestaron detenido/arrestados alcaldesa/regidor
"""
SAME_IN_ENGLISH = (
    "car/automobile began/started doctors/physicians died/perished jails/prisons bought/purchased wage/salary"
)
NEAR_IN_ENGLISH = """
    murder/homicide arrested/convicted january/february nurse/doctor dog/cat bought/purchases asked/demanded
    city/village north/south mayor/governor hour/minute approved/proposed
"""
CONTRARY = """
    subió/bajará aprobar/rechazaron legal/ilegal constitucional/inconstitucionales hacer/deshizo aparecer/desapareció
    ganaron/perdieron legalmente/ilegalmente victoria/derrotas compró/venderá recordar/olvidó incumplió/cumplirá
"""
NOT_CONTRARY = "casa/vivienda subió/sube gato/perro inversión/versión impuesto/puesto lunes/martes"


@pytest.mark.parametrize("pair", SAME.split())
def test_a_word_stands_for_another(pair: str) -> None:
    """In the same form, whichever comes first."""
    one, other = pair.split("/")
    assert synonyms(one, other, "es")
    assert synonyms(other, one, "es")


@pytest.mark.parametrize("pair", NEAR.split())
def test_a_word_of_the_same_kind_is_no_synonym(pair: str) -> None:
    """Nor one that differs in law, in degree, in tense, in number, or in who it is."""
    one, other = pair.split("/")
    assert not synonyms(one, other, "es")
    assert not synonyms(other, one, "es")


@pytest.mark.parametrize("pair", SAME_IN_ENGLISH.split())
def test_an_english_word_stands_for_another(pair: str) -> None:
    """By the same rules."""
    assert synonyms(*pair.split("/"), "en")


@pytest.mark.parametrize("pair", NEAR_IN_ENGLISH.split())
def test_an_english_word_of_the_same_kind_is_no_synonym(pair: str) -> None:
    """By the same rules."""
    assert not synonyms(*pair.split("/"), "en")


@pytest.mark.parametrize("pair", CONTRARY.split())
def test_opposites_are_told_in_any_form(pair: str) -> None:
    """By the language's pairs, by the thesaurus, by what a word begins with; and they are no synonyms."""
    one, other = pair.split("/")
    assert opposites(one, other, "es")
    assert opposites(other, one, "es")
    assert not synonyms(one, other, "es")


@pytest.mark.parametrize("pair", NOT_CONTRARY.split())
def test_what_only_looks_contrary_is_not(pair: str) -> None:
    """A beginning of a noun that denies nothing, a form of the same word, a word of the same kind."""
    assert not opposites(*pair.split("/"), "es")


def test_english_opposites() -> None:
    """Beginnings, pairs and thesaurus alike."""
    assert opposites("legal", "illegal", "en")
    assert opposites("rose", "falls", "en")
    assert opposites("agreed", "disagree", "en")
    assert not opposites("car", "truck", "en")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_listed_words_are_known_to_the_dictionary(language: Language) -> None:
    """A group of words is looked up by lemma: one that is no lemma would stand there in vain."""
    words = {word for group in language.lexicon.equivalents for word in group}
    assert {word for word in words if not has_lemma(word, frozenset({word}), language.code)} == set()


_WORDS = sorted(set(f"{SAME} {NEAR} {CONTRARY} {SAME_IN_ENGLISH}".replace("/", " ").split()))
_ANY = st.sampled_from(_WORDS) | st.text()


@given(_ANY, _ANY, st.sampled_from(["es", "en", "fr", "xx"]))
def test_any_two_texts_may_be_compared(one: str, other: str, language: str) -> None:
    """Both ways round alike, and never as both the same and the opposite."""
    assert synonyms(one, other, language) == synonyms(other, one, language)
    assert opposites(one, other, language) == opposites(other, one, language)
    assert not (synonyms(one, other, language) and opposites(one, other, language))
