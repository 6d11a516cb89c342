"""Decoding: whatever the bytes, each piece of them is read as what it is, and what was mended is counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.corpus.decoding import decode, decode_bytes, looks_like_html

HEADLINE = "El río Ancho inundó la estación de Cañaveral"
BODY = "La brigada achicó el agua. Según Íñigo Núñez, «mañana habrá trenes»."


def test_a_caption_in_another_encoding_spoils_nothing_else() -> None:
    """The rest stays UTF-8, the strange letter is read by itself, and the reader is told."""
    read = decode_bytes(f"{HEADLINE}\n{BODY}\n".encode() + "Fotografía: Peña".encode("latin-1"))
    assert read.text == f"{HEADLINE}\n{BODY}\nFotografía: Peña"
    assert (read.encoding, read.mended) == ("utf-8", 2)
    assert read.notice.startswith("2 characters were not UTF-8")


def test_a_strange_byte_within_a_line_is_read_alone() -> None:
    """Letters in UTF-8 on both sides of it stay."""
    assert decode("años ".encode() + "más".encode("cp1252") + " día".encode()) == "años más día"


def test_two_files_put_together_are_each_read_as_what_they_are() -> None:
    """UTF-8 first, and Windows-1252 with its curly quotes behind it."""
    other = "Dijo “ya está” — y se fue…"
    assert decode(f"{BODY}\n".encode() + other.encode("cp1252")) == f"{BODY}\n{other}"


def test_a_file_that_breaks_off_within_a_character_ends_with_the_mark_of_that() -> None:
    """Half a letter is no letter of another encoding."""
    read = decode_bytes(f"{BODY} Continuará mañan".encode() + "á".encode()[:1])
    assert read.text == f"{BODY} Continuará mañan\ufffd"
    assert read.mended == 1


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac-roman"])
def test_one_byte_a_character_is_read_by_the_table_that_gives_words(encoding: str) -> None:
    """Accents of old DOS and Mac files come out as those of Windows do, without anything to mend."""
    text = f"{HEADLINE}. {BODY} ¿Quién pagó? Nadie lo sabía ya."
    read = decode_bytes(text.encode(encoding))
    assert read.text == text
    assert (read.mended, read.notice) == (0, "")


@pytest.mark.parametrize(
    "text",
    [
        "She said “don’t” — and left…",
        "—No lo sé —dijo él—. Vete.",
        "Le maire a dit « c’est fini » à l’école.",
        "Costó 5 € y nada más, «CAFÉ» incluido.",
        "L’acqua è finita, perché no?",
    ],
)  # fmt: skip
def test_typographic_marks_of_windows_are_no_letters_of_another_table(text: str) -> None:
    """Dashes, quotes and the capital before a closing quote, which alone would be UTF-8 too."""
    assert decode(text.encode("cp1252")) == text


def test_text_encoded_twice_is_read_once_more() -> None:
    """All of it, or the stretch that was; and it is said."""
    twice = BODY.encode().decode("latin-1")
    read = decode_bytes(f"{HEADLINE}\n{twice}".encode())
    assert read.text == f"{HEADLINE}\n{BODY}"
    assert read.mended > 0


@pytest.mark.parametrize("text", ["«AMANHû, disse.", "Ângela e Ãurea", "« À l’âge de pierre »"])
def test_capitals_with_a_tilde_are_not_taken_for_text_encoded_twice(text: str) -> None:
    """A closing quote behind «Ã» is a closing quote."""
    assert decode(text.encode()) == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs"]), max_size=80))
def test_utf8_is_read_as_it_is(text: str) -> None:
    """Unless it was encoded twice, whole UTF-8 needs no mending."""
    read = decode_bytes(text.encode())
    assert read.encoding == "utf-8"
    assert read.mended == 0 or any(c in text for c in "ÂÃâ")


@given(st.lists(st.sampled_from([b"a", b"\n", b"\xc3", b"\xb1", b"\xed", b"\xe2\x80", "ñ".encode()]), max_size=40))
def test_every_plain_letter_is_kept_among_any_strange_bytes(pieces: list[bytes]) -> None:
    """Mending neither drops nor doubles what stands around a byte."""
    data = b"".join(pieces)
    assert decode(data).count("a") == data.count(b"a")


@pytest.mark.parametrize(
    ("end", "text"),
    [
        ("\u00ad\nciones", "La Diputación aprobó las subvenciones\nayer."),
        ("\u00ad \n  ciones", "La Diputación aprobó las subvenciones\nayer."),
        ("\u00adciones", "La Diputación aprobó las subvenciones ayer."),
    ],
    ids=["line end", "blanks", "within a line"],
)
def test_a_soft_hyphen_leaves_the_word_whole(end: str, text: str) -> None:
    """At the end of a line the rest of the word comes up, and the lines stay."""
    assert decode(f"La Diputación aprobó las subven{end} ayer.".encode()) == text


@pytest.mark.parametrize(
    ("text", "is_html"),
    [
        ("<!DOCTYPE html>\n<html><body><p>Hola</p></body></html>", True),
        ("<!-- saved -->\n<html lang='es'>", True),
        ("<p>Uno</p><p>Dos <b>tres</b></p>", True),
        ("La etiqueta <p> abre un párrafo, y </p> lo cierra.", False),
        ("<<Es así>>, dijo. 3 < 4 y 5 > 2.", False),
        ("<!-- nota -->\nLa pasarela abrió ayer.", False),
    ],
)
def test_markup_is_known_by_what_it_holds(text: str, is_html: bool) -> None:
    """A page that was saved as plain text is a page; an article about markup is not."""
    assert looks_like_html(text) is is_html
