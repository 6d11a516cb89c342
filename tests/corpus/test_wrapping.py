"""Joining lines: prose of any width becomes paragraphs, rows and verse stay, no letter is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.corpus.wrapping import carry_offsets, unwrap, word_seams

STORY = (
    "La cooperativa de Valdehierro acordó el martes repartir un dividendo de 12.500 pesetas entre sus socios. El "
    "gerente, don Amadeo Cifuentes, leyó la memoria del año y agradeció el trabajo de las cuadrillas de la sierra. "
    "La junta de Osma, en cambio, aplazó el reparto hasta que se cobre la cosecha del otoño en la fábrica de harinas."
)


def wrapped(text: str, width: int, indent: str = "") -> str:
    """A text broken at the last blank before a margin, as a printer does it."""
    lines, here = [], indent
    for word in text.split():
        if len(here) + len(word) + 1 > width and here.strip():
            lines.append(here.rstrip())
            here = ""
        here += word + " "
    return "\n".join([*lines, here.rstrip()])


@pytest.mark.parametrize("width", [18, 22, 28, 34, 45, 60, 72, 95, 130, 160])
def test_a_paragraph_of_any_width_is_joined(width: int) -> None:
    """From a narrow column of a newspaper to the width of a screen."""
    assert unwrap(wrapped(STORY, width)) == STORY


def test_a_word_a_line_is_a_paragraph() -> None:
    """The narrowest column there is."""
    text = "La feria de la villa abre el lunes y cierra el sábado de la semana que viene."
    assert unwrap(text.replace(" ", "\n")) == text


def test_a_word_a_line_is_a_paragraph_where_words_are_of_unlike_length() -> None:
    """There is room beside each of them; the little words alone on their lines show that it is no list."""
    text = "El incendio de la nave de Torrubia fue apagado por Remedios Ibáñez el jueves."
    assert unwrap(text.replace(" ", "\n")) == text


def test_a_rule_across_the_page_is_never_joined() -> None:
    """Nor does what stands above it run on below."""
    text = "---\nNota: la alcaldesa de Brenal dimite\n---\nsegún el pleno de ayer."
    assert unwrap(text) == text


def test_a_column_in_which_most_lines_break_a_word_is_joined() -> None:
    """A word is broken where there is no room for it, however short its line is."""
    text = "La junta vecinal aprobó\nel presu-\npuesto que había pre-\nsentado la interven-\ntora del ayun-\ntamiento."
    whole = "La junta vecinal aprobó el presupuesto que había presentado la interventora del ayuntamiento."
    assert unwrap(text) == whole


def test_a_short_line_within_a_wide_paragraph_is_joined() -> None:
    """A picture may have stood beside it."""
    lines = wrapped(STORY, 70).split("\n")
    first, rest = lines[1][:24].rpartition(" ")[0], lines[1][len(lines[1][:24].rpartition(" ")[0]) :].strip()
    assert unwrap("\n".join([lines[0], first, rest, *lines[2:]])) == STORY


@pytest.mark.parametrize("width", [30, 64])
def test_paragraphs_that_are_set_in_stay_apart(width: int) -> None:
    """Each begins where its first line is indented, though no blank line stands between them."""
    text = "\n".join(wrapped(paragraph, width, "  ") for paragraph in (STORY, STORY, STORY))
    assert [line.strip() for line in unwrap(text).split("\n")] == [STORY] * 3


def test_a_heading_over_a_broken_paragraph_stays() -> None:
    """Without a blank line too: it is short and the next line begins anew."""
    assert unwrap(f"LA COOPERATIVA\n{wrapped(STORY, 66)}") == f"LA COOPERATIVA\n{STORY}"


def test_an_abbreviation_at_the_end_of_a_line_does_not_end_it() -> None:
    """«Excmo.» stands before «Sr.», «EE.» before «UU.»."""
    text = "Habló el Excmo.\nSr. Gobernador de la provincia, recién llegado de los EE.\nUU. con su familia."
    assert unwrap(text) == text.replace("\n", " ")


@pytest.mark.parametrize(
    "text",
    [
        "Tomate 2,10 euros el kilo\nPatata 0,95 euros el kilo\nCebolla 1,20 euros el kilo",
        "Valdehierro 2 - Osma 2\nAlhama 0 - Zarral 1\nLuzena 3 - Puntamar 0",
        "Lunes 3: cine en la plaza\nMartes 4: concierto de la banda\nMiércoles 5: descanso",
        "aceite\nharina de maíz\nsal\nazúcar moreno",
        "Especie      Precio  Peso\nmerluza      12,40   3 kg\nsardina      3,10    9 kg",
        "| especie | precio |\n|---|---|\n| merluza del norte | 12,40 |\n| sardina | 3,10 |",
        "Volverán las aguas\nal viejo molino,\nvolverá la luna\ny yo no estaré.",
        "```\ncp a b\nmv b el\nde c\n```",
        "Con la colaboración de:\n- la Diputación provincial\n- el Ayuntamiento de la villa",
    ],
    ids=["prices", "results", "agenda", "words", "aligned", "markdown", "verse", "code", "items"],
)
def test_rows_stay_lines_of_their_own(text: str) -> None:
    """They are of like width as the lines of a column are, but do not go on in each other."""
    assert unwrap(text) == text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("según el presidente, don Eusebio Larra-\nmendi, que calló", "Larramendi"),
        ("la obra fue muy cos-\ntosa para la villa", "costosa"),
        ("la comisión hispano-\nportuguesa de límites", "hispano-portuguesa"),
        ("un acuerdo político-\neconómico sin fecha", "político-económico"),
        ("allí paraba el tren Madrid-\nBarcelona y se bajaban los\nviajeros de la comarca", "Madrid-Barcelona"),
        ("la escritora Ana Pérez-Osma, y luego Pérez-\nosma otra vez", "Pérez-osma"),
        ("EL ALCALDE DE VALDE-\nHIERRO", "VALDEHIERRO"),
        ("acordó conce¬\nder la ayuda", "conceder"),
        ("el gober\u2010\nnador civil", "gobernador"),
        ("el orador recordó ayer la guerra de 1936-\n1939 y los años que vinieron tras ella\nen la villa", "1936-1939"),
    ],
    ids=["name", "word", "compound", "accents", "route", "seen whole", "capitals", "old mark", "hyphen", "years"],
)  # fmt: skip
def test_a_word_broken_at_the_end_of_a_line_is_put_together(broken: str, whole: str) -> None:
    """The hyphen goes unless both halves are words, or the text has the compound elsewhere."""
    assert whole in unwrap(broken).split("\n")[0].replace(",", " ").split()


def test_a_hyphen_that_stands_for_the_rest_of_a_word_stays() -> None:
    """«pre- y posguerra» is two words cut short, not one."""
    assert unwrap("los años de la pre-\ny posguerra en la villa") == "los años de la pre- y posguerra en la villa"


@pytest.mark.parametrize("text", ["Zarral 0 -\nosma 2", "la noria —\nde madera", "Marzo-\nVerbena y cine"])
def test_a_dash_breaks_no_word(text: str) -> None:
    """What stands apart from the word before it, or before a capital in a row, joins nothing without a blank."""
    assert unwrap(text) in (text, text.replace("\n", " "))


LINES = st.sampled_from(
    [
        "El pleno de la villa acordó ayer la", "compra de 38.000 kilos de", "trigo. El precio, se-", "gún dijo,",
        "TÍTULO", "- un punto", "  sangría de la línea", "Merluza 12,40", "a|b", "x\ty", "", "```", "Sr.", "EE.", "¬",
    ]
)  # fmt: skip


@given(st.lists(LINES, max_size=20).map("\n".join) | st.text(st.sampled_from("aB .\n-#¬1"), max_size=200))
def test_no_letter_or_digit_is_lost_or_moved(text: str) -> None:
    """Only blanks, ends of lines and the hyphens at them go; what was joined once stays as it is."""
    assert [c for c in unwrap(text) if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.lists(LINES, max_size=20).map("\n".join), st.integers(0, 400))
def test_a_place_is_found_again(text: str, offset: int) -> None:
    """The letter that stood there stands there still."""
    offset = min(offset, len(text))
    after = unwrap(text)
    (place,) = carry_offsets(text, after, [offset])
    following = next((c for c in text[offset:] if c.isalnum()), "")
    assert after[place : place + 1] == following


@pytest.mark.parametrize(
    ("line", "following", "seam"),
    [
        ("Se inauguró el ferro-", "carril de la sierra.", ""),
        ("Un curso teórico-", "práctico de poda.", "-"),
        ("El expresidente, de pre-", "y posguerra.", None),
        ("En la temporada 2019-", "2020 hubo dos.", "-"),
    ],
)
def test_a_word_that_was_broken_is_put_together_as_it_is_written(line: str, following: str, seam: str | None) -> None:
    """By the words of the text and of the language, in a text and in a PDF alike."""
    text = f"{line}\n{following}\nLa alcaldesa de la villa dijo que las obras del puente empezarán en mayo."
    assert word_seams(text)(line, following) == seam
