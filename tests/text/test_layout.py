"""Layout: what each line is, by itself and by its neighbours; nothing that tells is a heading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import language_of
from rag.text.layout import line_at, read_lines

PROSE = "La cofradía de pescadores vendió ayer toda la captura de la semana en la lonja nueva."


def kinds(text: str, language: str = "es") -> str:
    """The first letters of the kinds of a text's lines, in order; L heads a list."""
    return "".join(line.kind.name[0] for line in read_lines(text, language_of(language)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Precios de la semana\n\nTomate 2,10\nPatata 0,95\nCebolla 1,20", "HRRR"),
        (f"El tiempo\n\nNorte: lluvia, 12 grados\nSur: sol, 24 grados\nCosta: levante\n\n{PROSE}", "HRRRT"),
        ("Precios de la semana\nTomate 2,10\nPatata 0,95\nCebolla 1,20\nAjo 6", "HRRRR"),
        (f"Mercado\n\n{PROSE}\n\nTomate 2,10\nPatata 0,95\n\n{PROSE}", "HTRRT"),
        (f"Mercado\n\nTomate 2,10\n\nPatata 0,95\n\nAjo 6\n\nCol 1\n\n{PROSE}", "HRRRRT"),
        (f"Jornada\n{PROSE}\nResultados\nOsma 2 - Alhama 2\nZarral 0 - Luzena 1\nPuntamar 3 - Cuevas 3", "HTLRRR"),
        (f"Esquelas\n\n{PROSE}\n\nDoña Petra Solís, a los 88 años\nDon Gil Roca, maestro, a los 71 años", "HTRR"),
        (f"Fiestas\n{PROSE}\nViernes 7: verbena\nSábado 8: procesión", "HTRR"),
        (f"Coplas\n{PROSE}\nEra de noche y llovía\nen la plaza del lugar\ny una niña sonreía", "HTRRR"),
        ("Coplas\n\nEra de noche y llovía\nen la plaza del lugar", "HRR"),
        ("Programa\n\nLunes 3\n18.00 Cine\n20.00 Coro\n\nMartes 4\n18.00 Taller\n20.30 Baile", "HLRRLRR"),
        ("Tomate 2,10 euros\nPatata 0,95 euros\nCebolla 1,20 euros", "RRR"),
        ("Precios del 4 de mayo\nTomate 2,10 euros\nPatata 0,95 euros", "HRR"),
        (f"Ranking\n{PROSE}\nCiudades más visitadas\nOsma, España: 54\nAlhama, España: 19\nPAÍSES\n{PROSE}", "HTLRRHT"),
    ],
    ids="prices sky tight between blanks results deaths agenda verse short days bare day ranks".split(),
)  # fmt: skip
def test_rows_are_no_headings(text: str, expected: str) -> None:
    """Whatever stands around them, and whether blank lines part them or not."""
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"La lonja cierra\n{PROSE}\nUn año difícil\n{PROSE}", "HTHT"),
        (f"La lonja cierra\n\n{PROSE}\n\nUn año difícil\n\n{PROSE}", "HTHT"),
        (f"La lonja cierra\nLos pescadores protestan\nPor Eva Solís\n{PROSE}", "HHST"),
        (f"La lonja cierra\nAlhama, 3 de mayo de 2019\n{PROSE}", "HST"),
        (f"{PROSE}\nESTREMECEDOR\nEL MAR SE LLEVÓ LA LONJA\n{PROSE}", "THHT"),
        (f"# La lonja.\n\n{PROSE}\n\n## Un año:\n\n{PROSE}", "HTHT"),
        (f"{PROSE}\n¿Qué pasará ahora?\n{PROSE}", "THT"),
    ],
    ids=["tight", "blank lines", "titles", "dateline", "two", "markdown", "question"],
)
def test_a_heading_heads_prose(text: str, expected: str) -> None:
    """It stands right above it, or has a blank line around it; a title has lines of its own below it."""
    assert kinds(text) == expected


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["tight", "blank line"])
def test_a_heading_over_a_list_goes_with_it(gap: str) -> None:
    """It is no mere heading: without it the items say little."""
    text = f"La ayuda\n\n{PROSE}\n\nQuién puede pedirla{gap}- Los vecinos\n- Los que pescan"
    assert kinds(text) == "HTLII"


@pytest.mark.parametrize(
    "line",
    [
        "Amparo Rey, patrona mayor de la cofradía",
        "La lonja nueva, vista desde el muelle (Foto: Luis Gil)",
        "Las barcas esperaban en el muelle (Fotografía: archivo)",
    ],
)
def test_a_caption_is_no_heading(line: str) -> None:
    """It tells who or what is seen in a picture."""
    assert kinds(f"La lonja\n{PROSE}\n{line}\n{PROSE}") == "HTRT"


def test_the_last_line_of_a_paragraph_heads_nothing() -> None:
    """A blank line stands behind it and none before it."""
    assert kinds(f"La lonja\n\n{PROSE}\nSigue en la página 4\n\n{PROSE}") == "HTRT"


def test_the_heads_of_a_table_are_a_heading_and_its_rows_are_rows() -> None:
    """The rule below them is nothing."""
    assert kinds(f"{PROSE}\n\n| Pescado | Precio |\n|---|---|\n| Rape | 9 |\n| Atún | 12 |") == "THRR"


FURNITURE = {
    "es": [
        *(
            "PUBLICIDAD",
            "Lee también: El puerto se amplía",
            "LEA MÁS | Sube el pan",
            "Te puede interesar",
            "© 2024 La Voz",
        ),
        *("Noticias relacionadas:", "Suscríbete a nuestra newsletter.", "Compartir en Facebook y Twitter", "Foto: EFE"),
        *("WhatsApp · Telegram · Email", "(Fotografía: archivo municipal)", "Redacción / Agencias", "Europa Press"),
        *("Este sitio web utiliza cookies propias y de terceros para mejorar la navegación.", "![Muelle](m.png)"),
    ],
    "en": [
        "Advertisement",
        "Read more: Port to grow",
        "Sign up to our newsletter",
        "Share on Facebook",
        "Photo: Reuters",
    ],
    "pt": ["PUBLICIDADE", "Leia também: Porto vai crescer", "Assine agora", "Partilhar no Facebook", "Foto: Lusa"],
    "fr": [
        "Publicité",
        "Lire aussi : Le port s'agrandit",
        "Abonnez-vous",
        "Partager sur Facebook",
        "Crédit photo : AFP",
    ],
    "it": [
        "PUBBLICITÀ",
        "Leggi anche: Il porto cresce",
        "Iscriviti alla newsletter",
        "Condividi su Facebook",
        "Foto: ANSA",
    ],
    "de": ["Anzeige", "Lesen Sie auch: Der Hafen wächst", "Jetzt abonnieren", "Teilen auf Facebook", "Foto: dpa"],
    "ca": ["PUBLICITAT", "Llegeix també: El port creix", "Subscriu-te", "Comparteix a Facebook", "Foto: ACN"],
    "gl": ["Publicidade", "Lea tamén: O porto medra", "Subscríbete", "Compartir en Facebook", "Foto: EFE"],
    "eu": ["Publizitatea", "Irakurri gehiago: Portua", "Harpidetu", "Partekatu Facebook", "Argazkia: EFE"],
}


@pytest.mark.parametrize(("language", "line"), [(code, line) for code, lines in FURNITURE.items() for line in lines])
def test_what_is_of_the_page_is_furniture(language: str, line: str) -> None:
    """In each language by its own words, between two paragraphs of the article."""
    assert kinds(f"{PROSE}\n{line}\n{PROSE}", language) == "TFT"


@pytest.mark.parametrize(
    "line",
    [
        "La publicidad del ayuntamiento costó 3.000 euros.",
        "Publicidad engañosa en la lonja",
        "Lee también a los clásicos, según contó.",
        "Mira: eso es lo que hay.",
        "Suscribirse a la biblioteca cuesta 5 euros al año.",
        "Facebook abrirá un centro de datos en Osma.",
        "Facebook",
        "Foto finish en la regata de Puntamar",
        "Imagen: la lonja de Puntamar el día en que la inundó el mar",
        "Las cookies de la abuela se venden en la plaza.",
        "Por todo el pueblo se oyó la noticia.",
        "EFE cumple ochenta años.",
        "Compartir piso en Osma",
    ],
)
def test_what_tells_something_is_of_the_article(line: str) -> None:
    """Though it begins with the same words."""
    assert "F" not in kinds(f"{PROSE}\n{line}\n{PROSE}")


def test_comments_of_markup_are_furniture_over_several_lines() -> None:
    """What stands beside one on its line is not."""
    text = f"<!-- nota interna:\nno publicar -->\n{PROSE} <!-- revisar -->\n{PROSE}"
    assert kinds(text) == "FFTT"


def test_a_text_that_is_only_furniture_is_the_article() -> None:
    """Nothing that was indexed has no words at all."""
    assert "F" not in kinds("Publicidad\nFoto: EFE")


LINES = st.sampled_from(
    ["Un titular", "Pan 1,20", "- punto", "Busca:", PROSE, "", "Publicidad", "# Uno", "a | b", "c | 2", "<!-- x", "-->"]
)  # fmt: skip


@given(st.lists(LINES, max_size=15).map("\n".join) | st.text(max_size=120))
def test_every_letter_lies_in_one_line(text: str) -> None:
    """Lines are bare, in order, and hold all that is a letter or a digit; an offset finds its line."""
    lines = read_lines(text, language_of("es"))
    here = -1
    for line in lines:
        assert here < line.start < line.end
        assert text[line.start : line.end] == text[line.start : line.end].strip()
        assert line_at(text, line.start, language_of("es")) == line
        here = line.end
    inside = sum(c.isalnum() for line in lines for c in text[line.start : line.end])
    assert inside == sum(c.isalnum() for c in text)
    assert not lines or any(line.told for line in lines)
