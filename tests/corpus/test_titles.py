"""Titles: the line that a reader would name an article by, not what stands above, below or beside it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.corpus.headers import find_title
from rag.corpus.titles import plain_name, prose_start, title_in_text
from rag.languages import language_of

PROSE = "El ayuntamiento de Valdehierro compró ayer el molino del río para hacer de él un museo de la harina."
TITLE = "El molino del río será un museo"


def title(text: str, language: str = "es") -> str:
    """The title in a text."""
    return title_in_text(text, language_of(language))


@pytest.mark.parametrize(
    "above",
    [
        "CULTURA",
        "Sociedad | Cultura",
        "Por Elena Vargas",
        "Texto y fotos: Elena Vargas y Luis Gil",
        "EFE",
        "Redacción / Agencias",
        "VALDEHIERRO.-",
        "Valdehierro, 3 de mayo de 2019",
        "Valdehierro (Europa Press)",
        "Publicado el 03/05/2019 a las 10:30",
        "Elena Vargas | Valdehierro",
        "PATRIMONIO INDUSTRIAL",
        "![El molino](molino.jpg)",
        "<!-- corregir antes de publicar -->",
        "Publicidad",
        "Compartir en Facebook",
        "CULTURA\nPor Elena Vargas\nVALDEHIERRO.-",
    ],
)
def test_what_stands_above_a_title_is_not_it(above: str) -> None:
    """Sections, bylines, agencies, datelines, kickers and furniture, with and without a blank line."""
    assert title(f"{above}\n{TITLE}\n{PROSE}") == TITLE
    assert title(f"{above}\n\n{TITLE}\n\n{PROSE}") == TITLE


@pytest.mark.parametrize("below", ["La obra costará 300.000 euros", "Por Elena Vargas", "CULTURA", "EFE"])
def test_what_stands_below_a_title_is_not_it(below: str) -> None:
    """The first line is the title and the second its subtitle, not the other way round."""
    assert title(f"{TITLE}\n{below}\n{PROSE}") == TITLE


@pytest.mark.parametrize(
    "line",
    [
        "EL MOLINO DEL RÍO SERÁ UN MUSEO DE LA HARINA",
        "Por qué cierra el molino",
        "De Valdehierro a Osma en barca",
        "La economía de la harina",
        "Economía de guerra en el molino",
        "Europa prensa el aceite",
        "Así fue el 3 de mayo de 2019",
        "¿Cultura o negocio?",
        "**El molino del río será un museo**",
    ],
)
def test_a_title_may_begin_like_something_else(line: str) -> None:
    """It is a title because it says something."""
    assert title(f"{line}\n{PROSE}") == line.strip("*")


def test_a_section_before_a_title_on_its_line_is_left_out() -> None:
    """«Cultura | …»."""
    assert title(f"Cultura | {TITLE}\n{PROSE}") == TITLE


def test_an_article_may_have_no_title() -> None:
    """Prose at once, or nothing but a section above it."""
    assert title(PROSE) == ""
    assert title(f"CULTURA\nEFE\n{PROSE}\n{PROSE}") == ""


def test_a_heading_within_code_is_no_title() -> None:
    """A remark in a listing begins like a heading of Markdown, and so does a line that stands in a paragraph."""
    assert title(f"```sh\n\n# instalar el molino\n\nmake\n```\n\n{PROSE}") == ""
    assert title(f"{PROSE}\n# instalar el molino\n{PROSE}") == ""
    assert title(f"{PROSE}\n\n# {TITLE} #\n\n{PROSE}") == TITLE


def test_an_article_without_a_title_is_called_by_its_first_words() -> None:
    """Those that it tells, behind the agency, comments and furniture."""
    text = f"<!-- interna -->\nPublicidad\nEFE\n{PROSE}"
    assert find_title(text, {}, "0001", language_of("es")).startswith("El ayuntamiento de Valdehierro compró")
    assert text[prose_start(text, language_of("es")) :] == PROSE


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (unicodedata.normalize("NFD", "Inundación en Cañaveral"), "Inundación en Cañaveral"),
        ("la_crisis-del__agua", "la crisis del agua"),
        ("l’hivern_d'aquest any", "l’hivern d'aquest any"),
        ("molino\u200bviejo 'nuevo'", "molinoviejo nuevo"),
    ],
    ids=["decomposed", "marks", "apostrophes", "unseen"],
)
def test_the_name_of_a_file_becomes_words(name: str, words: str) -> None:
    """Accents as a Mac writes them stay in their words, and so do apostrophes."""
    assert plain_name(name) == words


@given(st.lists(st.sampled_from(["CULTURA", "EFE", TITLE, PROSE, "", "# Uno", "```", "Foto: EFE"]), max_size=8))
def test_a_title_stands_in_its_text(lines: list[str]) -> None:
    """It is never made up, and it has words."""
    found = title("\n".join(lines))
    assert found in "\n".join(lines)
    assert not found or any(c.isalpha() for c in found)


def test_in_plain_text_a_heading_stands_at_the_top() -> None:
    """Elsewhere a `#` may begin anything: a remark to the editors, a command."""
    es = language_of("es")
    assert title_in_text(f"# {TITLE}\n\n{PROSE}", es, plain=True) == TITLE
    assert title_in_text(f"CULTURA\n\n# {TITLE}\n\n{PROSE}", es, plain=True) == TITLE
    assert title_in_text(f"{PROSE}\n\n# falta la foto\n\n{PROSE}", es, plain=True) == ""
    assert title_in_text(f"{TITLE}\n\n{PROSE}\n\n# falta la foto\n", es, plain=True) == TITLE
