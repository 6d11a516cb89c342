"""Names: what has capitals because it is a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import language_of
from rag.text.names import find_names


def names(text: str, language: str = "es") -> list[str]:
    """The names of a text as strings."""
    return [name.text for name in find_names(text, language_of(language))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("¿Por qué eligió OpenAI a Amazon Web Services?", ["OpenAI", "Amazon Web Services"]),
        ("Lo dijo Luke Kuechly, de la Universidad de Chicago.", ["Luke Kuechly", "Universidad de Chicago"]),
        ("Compite con Google y Oracle.", ["Google", "Oracle"]),
        ("La colaboración OpenAI–Amazon sigue.", ["OpenAI", "Amazon"]),
        ("AWS crece. OpenAI también.", ["AWS", "OpenAI"]),
        ("Según Milton Friedman, no.", ["Milton Friedman"]),
        ("Fuentes de la NASA lo niegan.", ["NASA"]),
        ("Amazon gana. El acuerdo con Amazon crece.", ["Amazon", "Amazon"]),
        ("Reducir costes. Garantizar estabilidad.", []),
        ("Amazon busca:\n- Reducir costes en Europa", ["Europa"]),
        ("Dijo: «Queremos crecer en Asia».", ["Asia"]),
        ("Vive en La Habana desde 2010.", ["La Habana"]),
        ("El lunes 3 de Noviembre llegó a Perú.", ["Perú"]),
        ("Habló J. K. Rowling en Londres.", ["J. K. Rowling", "Londres"]),
        ("Viajó a EE. UU. en mayo.", ["EE. UU"]),
        ("GPT-4 es de OpenAI, y el F-16 no.", ["GPT-4", "OpenAI", "F-16"]),
        ("Preside el Banco Central Europeo.", ["Banco Central Europeo"]),
        ("UN TITULAR TODO EN MAYÚSCULAS\nHabló Ana Ruiz.", ["Ana Ruiz"]),
        ("Abrió un McDonald's en Soria.", ["McDonald's", "Soria"]),
        ("por que openai eligio aws", []),
        ("", []),
    ],
    ids=[
        "question", "inner words", "and", "dash", "inner capitals", "after a stop word",
        "ordinary first word",
        "known from elsewhere", "first words", "items", "quotation", "article of a name", "month and day",
        "initials",
        "country", "digits", "three words", "capitals", "possessive of another language", "no capitals", "empty",
    ],
)  # fmt: skip
def test_spanish_names(text: str, expected: list[str]) -> None:
    """Names are found with their inner words, and what begins a sentence is not one for that."""
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sam Altman, CEO of OpenAI, said so on Monday.", ["Sam Altman", "OpenAI"]),
        ("However, Google's lawyers refused.", ["Google"]),
        ("I think The New York Times and AT&T know.", ["The New York Times", "AT&T"]),
        ("He studied at the University of the Arts in May.", ["University of the Arts"]),
        ("The U.S. agreed with O'Brien.", ["U.S", "O'Brien"]),
    ],
    ids=["role and day", "possessive", "ampersand", "of the", "apostrophe"],
)
def test_english_names(text: str, expected: list[str]) -> None:
    """English capitalises days, months and «I», which are no names."""
    assert names(text, "en") == expected


@given(st.text(st.sampled_from("aA bB.,:«»\n-&'ñÑ1"), max_size=80), st.sampled_from(["es", "en", "xx"]))
def test_names_are_exact_and_ordered(text: str, language: str) -> None:
    """Each is the words at its offsets, with a capital, after the one before."""
    here = 0
    for name in find_names(text, language_of(language)):
        assert here <= name.start < name.end
        assert text[name.start : name.end] == name.text == name.text.strip()
        assert any(c.isupper() for c in name.text)
        here = name.end
