"""Sentences: where they end and where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import language_of
from rag.text.sentences import MAX_SENTENCE, split_sentences


def split(text: str, language: str = "es") -> list[str]:
    """The sentences of a text as strings."""
    return [text[start:end] for start, end in split_sentences(text, language_of(language))]


SPANISH = {
    "plain": ["Hola a todos.", "Esto es una prueba."],
    "title": ["El Sr. Pérez habló con la Dra. Gómez.", "Luego salió."],
    "title before initial": ["El Dr. J. Ruiz vino.", "Habló."],
    "country and new sentence": ["Viajó a EE. UU.", "La visita fue larga."],
    "country glued": ["Viajó a EE.UU.", "La visita fue larga."],
    "country and its name": ["El presidente de EE. UU. Joe Biden habló."],
    "country in a sentence": ["En EE. UU. se vende más."],
    "thousands": ["Pagó 38.000 millones.", "Fue mucho."],
    "decimal comma": ["Subió un 3,5 por ciento.", "Bajó después."],
    "company": ["El acuerdo con AWS.", "OpenAI gana."],
    "year": ["Ocurrió en 2025.", "Nadie lo vio."],
    "percent": ["Creció un 5 %.", "Fue récord."],
    "accented end": ["Nació en Perú.", "Vive en Lima."],
    "question": ["¿Por qué eligió AWS?", "Por su nube."],
    "question goes on": ["¿Por qué?, preguntó el juez.", "Nadie contestó."],
    "question told": ["«¿Por qué?» preguntó el juez."],
    "exclamation": ["¡Qué bien!", "Llegó tarde."],
    "exclamation told": ["¡Qué bien! dijo ella."],
    "quoted sentence": ["«Es así.»", "Luego calló."],
    "sentences in a quotation": ["Dijo: «Es así.", "No hay más.»", "Luego calló."],
    "stop after quotation": ["Dijo: «No hay más».", "Luego calló."],
    "curly quotes": ["Respondió: “Nada”.", "“Todo”, corrigió."],
    "quotation next": ["El ministro calló.", "«Es grave», dijo después."],
    "parenthesis": ["Es largo (véase p. 3).", "Sigue aquí."],
    "page number": ["Véase la pág. 12 del informe."],
    "article number": ["Lo dice el art. 5 de la ley."],
    "initials": ["Lo escribió J. K. Rowling en 1997."],
    "middle initial": ["John F. Kennedy murió en Dallas."],
    "letter at the end": ["Usan la vacuna Sputnik V.", "En vista de ello, pararon."],
    "address": ["Lea https://ejemplo.es/a.b?c=1.2 hoy.", "Es gratis."],
    "domain": ["Entre en vacunacovid.cat.", "Denuncian el caso."],
    "ellipsis goes on": ["Bueno… pero no vino."],
    "ellipsis ends": ["Nadie se asusta…", "Los investigadores lo niegan."],
    "dots go on": ["Dijo que... quizá vendría."],
    "dots end": ["No dijo más...", "Entonces salió."],
    "hour": ["Llegó a las 5 p.m.", "Luego se fue."],
    "hour goes on": ["A las 5 p. m. en punto salió."],
    "firm": ["Trabaja en Iberia S.A. desde 1990."],
    "et cetera": ["Pan, vino, etc.", "Todo se vendió."],
    "no": ["Luis dijo que no.", "Entonces calló."],
    "well": ["Mezclar bien.", "Servir frío."],
    "number next": ["Murieron todos.", "15 eran niños."],
    "space forgotten": ["Todo el territorio nacional.", "Esta apuesta crece."],
    "many marks": ["¿¡Cómo!?", "No puede ser."],
    "dash of dialogue": ["No lo sé.", "—Pues dilo."],
    "colon": ["Lo dijo claro: no habrá acuerdo."],
    "list in a line": ["Contiene:", "Calcio", "Hierro"],
}  # fmt: skip


@pytest.mark.parametrize("expected", SPANISH.values(), ids=SPANISH.keys())
def test_spanish_sentences(expected: list[str]) -> None:
    """Each list, joined as an article would write it, is cut at the same places."""
    text = " ".join(expected)
    if expected[0] == "Contiene:":
        text = "Contiene: • Calcio • Hierro"
    if expected[0].startswith("Todo el territorio"):
        text = "".join(expected)
    assert split(text) == expected


ENGLISH = {
    "titles": ["Mr. Smith met Dr. Jones.", "They talked."],
    "country": ["He moved to the U.S. in May.", "She stayed."],
    "country at the end": ["He moved to the U.S.", "The move was hard."],
    "firm": ["Apple Inc. said so.", "It was late."],
    "decimal": ["It rose 3.5 percent.", "Nobody knew."],
    "number": ["See No. 5 on the list.", "It is good."],
    "hour": ["It opens at 9 a.m. on Monday."],
    "american quotes": ['"We will win," he said.', '"You will not."', "They left."],
    "month": ["It happened on Nov. 3 last year."],
    "initials": ["George R. R. Martin wrote it."],
}


@pytest.mark.parametrize("expected", ENGLISH.values(), ids=ENGLISH.keys())
def test_english_sentences(expected: list[str]) -> None:
    """English abbreviations and quotation marks are known too."""
    assert split(" ".join(expected), "en") == expected


def test_german_ordinals_do_not_end_sentences() -> None:
    """«am 3. November» is one sentence in German, where a day carries a full stop."""
    assert split("Es war am 3. November. Alle kamen.", "de") == ["Es war am 3. November.", "Alle kamen."]


@pytest.mark.parametrize("mark", ["- ", "• ", "* ", "– ", "1. ", "12) ", "a) ", "## ", "> ", "  - ", "- 1. "], ids=repr)
def test_list_marks_are_taken_off(mark: str) -> None:
    """What stands before the words of an item is not part of its sentence."""
    assert split(f"Busca:\n{mark}Reducir costes\n{mark}Crecer. Mucho.") == [
        "Busca:", "Reducir costes", "Crecer.", "Mucho.",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["-5 grados en Soria", "—Hola —dijo ella", "2025. Un año"], ids=repr)
def test_what_is_no_list_mark_stays(text: str) -> None:
    """A minus sign, a dash of dialogue and a year are text."""
    assert "".join(split(text)).replace(" ", "") == text.replace(" ", "")


def test_headlines_end_with_their_line() -> None:
    """A line is never joined with the next."""
    assert split("Un pacto histórico\nOpenAI firma con AWS.\r\n\r\nFin") == [
        "Un pacto histórico", "OpenAI firma con AWS.", "Fin",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "  \n\t\n", "***\n---\n—", "…"], ids=repr)
def test_text_without_words_has_no_sentences(text: str) -> None:
    """Rules and lone marks are nothing to cite."""
    assert split_sentences(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "hola mundo " * 1000,
        "a" * 10_000,
        "(« " * 3000,
        "!" * 50_000 + "x",
        "." * 9999 + " A",
        "- " * 9999 + "x",
    ],
    ids=["words", "one word", "unclosed quotes", "marks", "dots", "bullets"],
)
def test_endless_lines_are_cut(text: str) -> None:
    """A line without an end is cut, at white space where there is any."""
    spans = split_sentences(text)
    assert all(end - start <= MAX_SENTENCE for start, end in spans)
    assert sum(c.isalnum() for a, b in spans for c in text[a:b]) == sum(c.isalnum() for c in text)


TEXTS = st.text(st.sampled_from("abcÁÑ 1259.,;:!?…«»\"'()-–•*#>\n\r\t\u2028¿¡"), max_size=120) | st.text(max_size=80)


@given(TEXTS, st.sampled_from(["es", "en", "de", "xx"]))
def test_spans_are_ordered_trimmed_and_hold_every_word(text: str, language: str) -> None:
    """Nothing overlaps, nothing begins or ends with a space, and only list marks are left out."""
    here, outside = 0, []
    for start, end in split_sentences(text, language_of(language)):
        assert here <= start < end
        assert text[start:end] == text[start:end].strip()
        outside.append(text[here:start])
        here = end
    outside.append(text[here:])
    letters = [c for gap in outside for c in gap if c.isalpha()]
    marks = sum(gap.count(")") + gap.count(".") for gap in outside)
    assert len(letters) <= marks  # «a)» is the only mark that holds a letter


@given(st.lists(st.sampled_from(["Hola a todos.", "¿Quién vino?", "Pagó 38.000 euros.", "Dijo «sí»."]), min_size=1))
def test_plain_sentences_are_found_again(sentences: list[str]) -> None:
    """Sentences joined by a space come back as they were."""
    assert split(" ".join(sentences)) == sentences


ABBREVIATED = [
    ["Habló con Mrs. Thatcher y Mr. Smith.", "Luego salió."],
    ["Lo dice el núm. XII del vol. IV.", "Nadie lo lee."],
    ["Presidió el Excmo. Sr. D. Juan Ruiz.", "Asistió la villa."],
    ["El Tte. Coronel Ruiz, el Cap. Alonso y el Pbro. Luis Gil.", "Nadie más."],
    ["La Mª. Inés y Dª. Eva.", "Las dos."],
    ["Vivió c. 1900 en la villa.", "Murió después."],
    ["MADRID, 3 may. (EFE).- El ministro habló.", "Después calló."],
    ["Vio a Mme. Curie en París.", "Era martes."],
    ["El concejal del PP.", "Los demás callaron."],
]


@pytest.mark.parametrize("expected", ABBREVIATED, ids=lambda sentences: sentences[0][:20])
def test_what_stands_before_a_name_or_a_number_ends_no_sentence(expected: list[str]) -> None:
    """Titles in the language's own words or without a vowel, letters set high, months before the agency."""
    assert split(" ".join(expected)) == expected


def test_a_capital_letter_before_a_number_may_end_a_sentence() -> None:
    """A small one stands for «circa» or «página», a capital names a vitamin."""
    assert len(split("Tomó vitamina C. 15 vecinos la rechazaron.")) == 2


def test_dots_that_lead_the_eye_end_no_sentence() -> None:
    """The price belongs to what it is of."""
    assert split("Entrada general ........ 4,50 euros") == ["Entrada general ........ 4,50 euros"]


def test_a_row_of_a_table_is_one_sentence() -> None:
    """With all its cells, whatever marks are in them; the same words elsewhere are two."""
    text = "| Puesto | Nota |\n|---|---|\n| Queso. De cabra | Muy bueno. Caro |\n"
    assert split(text)[1:] == ["| Queso. De cabra | Muy bueno. Caro |"]
    assert split("Queso. De cabra") == ["Queso.", "De cabra"]
