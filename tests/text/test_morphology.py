"""Forms of words: what each may be read as, and which belong together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import LANGUAGES
from rag.text.morphology import (
    Features,
    Reading,
    has_lemma,
    inflected,
    is_word,
    readings,
    same_lemma,
    tense_differs,
)

VERBS = """
    ganó ganar indicative past 3 singular
    ganaron ganar indicative past 3 plural
    fue ser indicative past 3 singular
    fue ir indicative past 3 singular
    será ser indicative future 3 singular
    sería ser indicative conditional 3 singular
    es ser indicative present 3 singular
    eran ser indicative imperfect 3 plural
    dijo decir indicative past 3 singular
    dirán decir indicative future 3 plural
    hizo hacer indicative past 3 singular
    harían hacer indicative conditional 3 plural
    hubo haber indicative past 3 singular
    habría haber indicative conditional 3 singular
    tuvo tener indicative past 3 singular
    tendrá tener indicative future 3 singular
    pudieron poder indicative past 3 plural
    podría poder indicative conditional 3 singular
    puso poner indicative past 3 singular
    pondrán poner indicative future 3 plural
    quiso querer indicative past 3 singular
    supo saber indicative past 3 singular
    trajo traer indicative past 3 singular
    redujo reducir indicative past 3 singular
    condujeron conducir indicative past 3 plural
    murió morir indicative past 3 singular
    mueren morir indicative present 3 plural
    pide pedir indicative present 3 singular
    pidió pedir indicative past 3 singular
    anduvo andar indicative past 3 singular
    cupo caber indicative past 3 singular
    dio dar indicative past 3 singular
    vio ver indicative past 3 singular
    oyeron oír indicative past 3 plural
    huye huir indicative present 3 singular
    cuenta contar indicative present 3 singular
    empezó empezar indicative past 3 singular
    llegue llegar subjunctive present 3 singular
    dijera decir subjunctive imperfect 3 singular
    detuviese detener subjunctive imperfect 3 singular
    juegan jugar indicative present 3 plural
    satisfizo satisfacer indicative past 3 singular
    convino convenir indicative past 3 singular
    yendo ir gerund - - -
    durmiendo dormir gerund - - -
    abolir abolir infinitive - - -
"""


@pytest.mark.parametrize("line", VERBS.split("\n")[1:-1], ids=str.split)
def test_forms_of_spanish_verbs(line: str) -> None:
    """Regular and irregular, with all that the form says."""
    word, lemma, *features = line.split()
    said = Features(*(feature.strip("-") for feature in features))
    assert Reading(lemma, "v", said) in readings(word, "es")


@pytest.mark.parametrize(
    ("word", "lemma", "mood"),
    [
        ("detenerlo", "detener", "infinitive"),
        ("deteniéndolo", "detener", "gerund"),
        ("dárselo", "dar", "infinitive"),
        ("reunirse", "reunir", "infinitive"),
        ("reírse", "reír", "infinitive"),
        ("convirtiéndose", "convertir", "gerund"),
        ("explíquenos", "explicar", "imperative"),
    ],
)
def test_pronouns_are_taken_off_a_verb(word: str, lemma: str, mood: str) -> None:
    """With the accent that they brought."""
    assert {(reading.lemma, reading.features.mood) for reading in readings(word, "es")} == {(lemma, mood)}


@pytest.mark.parametrize(
    ("word", "language", "lemma", "pos"),
    [
        ("presidenta", "es", "presidente", "n"),
        ("crisis", "es", "crisis", "n"),
        ("luces", "es", "luz", "n"),
        ("españolas", "es", "español", "a"),
        ("Detenidos", "es", "detener", "v"),
        ("rápidamente", "es", "rápidamente", "r"),
        ("legalmente", "es", "legalmente", "r"),
        ("fué", "es", "ser", "v"),
        ("vió", "es", "ver", "v"),
        ("construído", "es", "construir", "v"),
        ("detencion", "es", "detención", "n"),
        ("children", "en", "child", "n"),
        ("was", "en", "be", "v"),
        ("been", "en", "be", "v"),
        ("saw", "en", "see", "v"),
        ("written", "en", "write", "v"),
        ("said", "en", "say", "v"),
        ("better", "en", "good", "a"),
        ("cities", "en", "city", "n"),
        ("legally", "en", "legally", "r"),
        ("Americans", "en", "American", "n"),
    ],
)
def test_what_a_word_is_a_form_of(word: str, language: str, lemma: str, pos: str) -> None:
    """Nouns, adjectives, adverbs, old spellings, missing accents, and English."""
    assert (lemma, pos) in {reading[:2] for reading in readings(word, language)}
    assert has_lemma(word, frozenset({lemma}), language)


def test_accents_tell_words_apart() -> None:
    """A word that is there as it is written is not read as another; one with an accent is not read without."""
    assert {reading.features.tense for reading in readings("cobro", "es")} == {"present", ""}
    assert not has_lemma("esta", frozenset({"estar"}), "es")
    assert readings("tócnico", "es") == ()


INFLECTED = "aprobado/aprobadas visitante/visitantes rojo/roja rojo/rojas ministro/ministros nuevo/nuevas luz/luces"
NOT_INFLECTED = """
    ganó/ganaron cobra/cobro hermano/hermana niño/niña niños/niñas ministro/ministra puerto/puerta aprobado/aprobó
    hijo/hijas capital/capitán
"""


@pytest.mark.parametrize("pair", INFLECTED.split())
def test_nouns_and_what_goes_with_them_are_inflected(pair: str) -> None:
    """In number, and where it says nobody else, in gender."""
    assert inflected(*pair.split("/"), "es")


@pytest.mark.parametrize("pair", NOT_INFLECTED.split())
def test_what_says_another_person_is_no_inflection(pair: str) -> None:
    """A person of a verb, the gender of somebody, another word."""
    assert not inflected(*pair.split("/"), "es")


@pytest.mark.parametrize(
    ("one", "other", "language", "inflects"),
    [("city", "cities", "en", True), ("big", "bigger", "en", False), ("wins", "won", "en", False)],
)
def test_english_nouns_are_inflected(one: str, other: str, language: str, inflects: bool) -> None:
    """Degrees and tenses are not inflections of that kind."""
    assert inflected(one, other, language) is inflects


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("fue", "será", True),
        ("gana", "ganaría", True),
        ("gana", "gane", True),
        ("ganó", "ganaron", False),
        ("cobro", "cobró", True),
        ("ganó", "perderá", False),
        ("casa", "casas", False),
        ("ganó", "ganó", False),
    ],
)
def test_another_tense_of_one_verb(one: str, other: str, differs: bool) -> None:
    """Another person is none, and neither is another verb."""
    assert tense_differs(one, other, "es") is differs


@pytest.mark.parametrize(
    ("word", "language", "known"),
    [
        ("ayer", "es", True),
        ("hospital", "es", True),
        ("después", "es", True),
        ("vecinos", "es", True),
        ("zapatero", "es", True),
        ("moncloa", "es", False),
        ("Hospital", "es", False),
        ("the", "en", True),
        ("yesterday", "en", True),
        ("obama", "en", False),
        ("hospital", "xx", False),
    ],
)
def test_a_word_is_told_from_a_name(word: str, language: str, known: bool) -> None:
    """By the dictionary, in small letters."""
    assert is_word(word, language) is known


_ANY = (
    st.sampled_from([*(line.split()[0] for line in VERBS.split("\n")[1:-1]), *INFLECTED.replace("/", " ").split()])
    | st.text()
)


@given(_ANY, _ANY, st.sampled_from([language.code for language in LANGUAGES] + ["xx"]))
def test_any_two_texts_may_be_asked_about(one: str, other: str, language: str) -> None:
    """Relations hold both ways round, and those without a dictionary have none."""
    assert same_lemma(one, other, language) == same_lemma(other, one, language)
    assert inflected(one, other, language) == inflected(other, one, language)
    assert tense_differs(one, other, language) == tense_differs(other, one, language)
    assert not (language not in {"es", "en"} and readings(one, language))
