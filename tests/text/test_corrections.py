"""Corrections: known by their label or by what they say of themselves, with what they correct."""

from datetime import date

import pytest

from rag.languages import language_of
from rag.text.corrections import Correction, find_correction

STORY = "La noria de Valdehierro volvió a girar ayer, después de treinta años parada y dos de obras."


def corrected(text: str, language: str = "es", published: date | None = None) -> Correction:
    """The correction in a text that has one."""
    found = find_correction(text, language_of(language), published)
    assert found is not None
    return found


def test_a_correction_points_to_the_article_by_day_and_title() -> None:
    """And says which words were wrong and which are right, as it quotes them."""
    text = (
        "Fe de errores\n\nEn la información publicada el 4 de marzo de 2021 con el título «La noria vuelve a girar», "
        "donde dice «treinta años» debe decir «trece años»."
    )
    found = corrected(text)
    assert text[found.start : found.end].startswith("En la información")
    assert (found.itself, found.published, found.title) == (False, date(2021, 3, 4), "La noria vuelve a girar")
    assert (found.wrong, found.right) == ("treinta años", "trece años")


@pytest.mark.parametrize(
    ("label", "is_one"),
    [
        ("Fe de erratas:", True),
        ("RECTIFICACIÓN.", True),
        ("**Corrección:**", True),
        ("Aclaración —", True),
        ("Corrección de exámenes:", False),
        ("La rectificación:", False),
    ],
)
def test_a_note_has_a_label_and_says_what_was_wrong(label: str, is_one: bool) -> None:
    """Below the article, on a line of its own."""
    text = f"{STORY}\n\n{label} donde se lee 'dos de obras' debe leerse 'tres de obras'."
    assert (find_correction(text, language_of("es")) is not None) is is_one


def test_an_article_may_say_that_it_was_corrected() -> None:
    """Then it is itself what is corrected, without any label."""
    text = f"{STORY}\n\nUna versión anterior de este artículo daba otra fecha de la avería."
    found = corrected(text)
    assert found.itself
    assert text[found.start : found.end].startswith("Una versión")


def test_a_day_without_a_year_is_the_last_one_before_the_correction() -> None:
    """A note of January corrects what came out in December of the year before."""
    text = "Fe de errores\nEn la noticia del 28 de diciembre titulada «La noria», debe decir «molino»."
    assert corrected(text, published=date(2022, 1, 3)).published == date(2021, 12, 28)
    assert corrected(text, published=date(2021, 12, 30)).published == date(2021, 12, 28)
    assert corrected(text).published is None


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        f"La corrección\n{STORY}",
        f"{STORY}\nCorrección\nLos maestros corrigieron los exámenes el 3 de mayo de 2021 en el pueblo.",
        "El pleno pide una rectificación: el alcalde se niega.",
        "Corrección: la palabra de moda en la bolsa.",
    ],
    ids=["none", "title", "heading", "within a sentence", "headline"],
)
def test_talk_of_corrections_is_no_correction(text: str) -> None:
    """A heading may be called so, and news may be about one."""
    assert find_correction(text, language_of("es")) is None


WORDINGS = [
    ("En la noticia «La noria gira», publicada el 15 de mayo, se decía que costó 3,2 millones.", "costó 3,2 millones"),
    ("En la información «La noria gira» del 15 de mayo se dijo, por error, «seis años».", ""),
    ("El artículo «La noria gira» del 15 de mayo decía que costó 3,2 millones cuando fueron 2.", "costó 3,2 millones"),
    ("En la crónica «La noria gira», del 15 de mayo, publicamos por error que paró seis años.", "paró seis años"),
    ("En el reportaje «La noria gira» del 15 de mayo donde decía seis años debe decir siete.", "seis años"),
    ("En la noticia «La noria gira», del 15 de mayo, se indicó «seis años».", "seis años"),
    (
        'In the article "La noria gira" of 15 May we said the wheel stood for six years.',
        "the wheel stood for six years",
    ),
]


@pytest.mark.parametrize(("note", "wrong"), WORDINGS, ids=[note[:30] for note, _ in WORDINGS])
def test_a_note_names_the_article_and_what_it_said_in_ordinary_words(note: str, wrong: str) -> None:
    """What is quoted behind «la noticia» is its title; wrong words need no quotation marks."""
    language = "en" if note.startswith("In ") else "es"
    found = corrected(f"{'Correction' if language == 'en' else 'Fe de errores'}\n\n{note}", language, date(2024, 5, 20))
    assert (found.title, found.wrong, found.published) == ("La noria gira", wrong, date(2024, 5, 15))


def test_a_day_that_a_title_names_is_not_that_of_the_article() -> None:
    """It stands in quotation marks."""
    found = corrected(
        "Fe de errores\nEn la noticia «El 3 de mayo», del 15 de mayo, debe decir «6».", published=date(2024, 6, 1)
    )
    assert (found.title, found.published) == ("El 3 de mayo", date(2024, 5, 15))


NOTE = "En la información publicada {} con el título «La noria gira» se decía que paró seis años."
WEDNESDAY = date(2024, 3, 13)


@pytest.mark.parametrize("title", ["Fe de errores", "FE DE ERRORES: la noria", "Rectificación (13/03/2024)"])
def test_the_title_may_say_that_an_article_is_a_correction(title: str) -> None:
    """As that of a record does, which is no part of its text."""
    found = find_correction(NOTE.format("ayer"), language_of("es"), WEDNESDAY, title)
    assert found is not None
    assert (found.title, found.published) == ("La noria gira", date(2024, 3, 12))
    assert find_correction(NOTE.format("ayer"), language_of("es"), WEDNESDAY, "La noria que gira") is None


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("ayer", 12),
        ("anteayer", 11),
        ("el pasado martes", 12),
        ("el miércoles", 6),
        ("hace dos días", 11),
        ("el martes 12 de marzo", 12),
        ("hace una semana", 6),
    ],
)
def test_days_count_from_that_of_the_note(when: str, day: int) -> None:
    """Which its own dateline may say, and is not that of the article."""
    dateline = "El Faro de Osma, 13 de marzo de 2024."
    found = corrected(f"Fe de errores\n\n{dateline}\n\n{NOTE.format(when)}", published=WEDNESDAY)
    assert found.published == date(2024, 3, day)
    assert corrected(f"Fe de errores\n\n{NOTE.format('ayer')}").published is None


def test_a_day_that_the_article_told_is_not_its_own() -> None:
    """«se decía que el pleno de ayer …»."""
    told = "En la noticia «La noria gira» se decía que paró el 3 de marzo. En realidad paró el 4 de marzo."
    assert corrected(f"Fe de errores\n\n{told}", published=WEDNESDAY).published is None
    behind = "Donde dice «seis», en el artículo publicado el 3 de marzo con el título «La noria gira», debe decir «7»."
    assert corrected(f"Fe de errores\n\n{behind}", published=WEDNESDAY).published == date(2024, 3, 3)


def test_a_title_may_stand_behind_the_day() -> None:
    """«la noticia del pasado lunes, «…»»; not what is quoted otherwise."""
    of_monday = "En la noticia del pasado lunes, «La noria gira», donde dice «seis» debe decir «siete»."
    assert corrected(f"Fe de errores\n\n{of_monday}", published=WEDNESDAY).title == "La noria gira"
    of_film = "En la crítica del 3 de marzo de la película «La noria» donde dice «seis» debe decir «siete»."
    assert corrected(f"Fe de errores\n\n{of_film}", published=WEDNESDAY).title == ""


LANGUAGES = {
    "en": 'Correction: Where it said "thirty years", it should have said "thirteen years".',
    "pt": "Errata: onde se lê «trinta anos», deve ler-se «treze anos».",
    "fr": "Rectificatif : où il est écrit « trente ans », il faut lire « treize ans ».",
    "it": "Rettifica: dove si legge «trent'anni» va letto «tredici anni».",
    "de": "Berichtigung: Dort hieß es „dreißig Jahre“, richtig ist „dreizehn Jahre“.",
    "ca": "Fe d'errades: on diu «trenta anys» ha de dir «tretze anys».",
    "gl": "Corrección: onde di «trinta anos» debe dicir «trece anos».",
    "eu": "Zuzenketa: dioen lekuan «hogeita hamar urte» irakurri behar da «hamahiru urte».",
}


@pytest.mark.parametrize(("language", "note"), LANGUAGES.items(), ids=LANGUAGES)
def test_each_language_corrects_in_its_words(language: str, note: str) -> None:
    """The wrong words first, the right ones behind them."""
    found = corrected(note, language)
    assert found.wrong[:2] in ("th", "tr", "dr", "ho")
    assert found.right[:2] in ("th", "tr", "dr", "ha")
    assert found.wrong != found.right
