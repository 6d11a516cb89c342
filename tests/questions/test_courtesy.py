"""What asks nothing is known, in any language, and what asks something is not taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import LANGUAGES, Language, language_of
from rag.questions.courtesy import KINDS, courtesy_of, is_courtesy, reply_language, without_courtesy
from rag.text.messages import say

SPANISH = language_of("es")


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("gracias", "es", "thanks"),
        ("¡Muchas gracias por todo!", "es", "thanks"),
        ("ok, gracias", "es", "thanks"),
        ("hola, buenas tardes", "es", "greeting"),
        ("adiós", "es", "farewell"),
        ("vale, perfecto", "es", "assent"),
        ("👍", "es", "assent"),
        ("Thank you so much!", "en", "thanks"),
        ("Hello", "en", "greeting"),
        ("bye", "en", "farewell"),
        ("ok", "en", "assent"),
        ("merci beaucoup", "fr", "thanks"),
        ("Guten Tag", "de", "greeting"),
    ],
)
def test_what_asks_nothing_is_a_courtesy(text: str, language: str, kind: str) -> None:
    """Of a kind that there is a reply to; thanks before anything else that is said with them."""
    assert courtesy_of(text, language_of(language)) == kind
    assert say(kind, language_of(language))


@pytest.mark.parametrize(
    "text",
    ["", "  ", "¿?", "ok google", "¿gracias a quién?", "¿cuánto vale?", "buenas noticias", "¿y el de Soria?", "why?"],
)
def test_what_may_ask_something_is_none(text: str) -> None:
    """One word more than the courtesy is enough."""
    assert not is_courtesy(text, SPANISH)


def test_a_courtesy_is_known_in_another_language_too() -> None:
    """Its own comes before any other: «ciao» is said in more than one."""
    assert reply_language("thanks", SPANISH) is language_of("en")
    assert reply_language("ok", SPANISH) is SPANISH
    assert reply_language("gracias", language_of("en")) is SPANISH


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("gracias. ¿Y el de Soria?", "¿Y el de Soria?"),
        ("hola, ¿quién preside Francia?", "¿quién preside Francia?"),
        ("¡Hola! Muchas gracias. ¿Por qué?", "¿Por qué?"),
        ("vale la pena la ley?", "vale la pena la ley?"),
        ("gracias.", "gracias."),
    ],
)
def test_a_question_is_parted_from_the_courtesy_before_it(text: str, rest: str) -> None:
    """Where a mark stands between them, and something is left."""
    assert without_courtesy(text, SPANISH) == rest


@pytest.mark.parametrize("language", [language for language in LANGUAGES if "number" in language.messages])
def test_a_language_whose_messages_are_whole_replies(language: Language) -> None:
    """With words of its own, to each kind."""
    assert all(kind in language.messages for kind in KINDS)


@given(st.text(max_size=60))
def test_what_is_left_of_a_text_is_its_end(text: str) -> None:
    """And never empty where the text was not."""
    for language in LANGUAGES:
        rest = without_courtesy(text, language)
        assert text.endswith(rest)
        assert rest or not text
