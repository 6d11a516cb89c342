"""The language of a text, also of a short question typed in haste."""

import pytest

from rag.text.language import detect_language
from rag.text.stopwords import LANGUAGES, STOP_WORDS
from rag.text.terms import fold

QUESTIONS = [
    ("es", "¿Por qué OpenAI eligió AWS?"),
    ("es", "¿cuánto vale el acuerdo?"),
    ("es", "¿Quién ganó?"),
    ("es", "que gana amazon con el acuerdo"),
    ("es", "¿Cuándo murió Franco?"),
    ("es", "¿y cuánto cuesta?"),
    ("es", "resume la noticia"),
    ("es", "¿Dónde está la sede de OpenAI?"),
    ("en", "why did OpenAI choose AWS?"),
    ("en", "How much is the deal worth?"),
    ("en", "Who won?"),
    ("en", "what does Amazon gain"),
    ("en", "OpenAI's reasons for the deal"),
    ("pt", "Por que a OpenAI escolheu a AWS?"),
    ("pt", "Quanto vale o acordo?"),
    ("pt", "O que ganha a Amazon com isso?"),
    ("fr", "Pourquoi OpenAI a-t-elle choisi AWS ?"),
    ("fr", "Combien vaut l'accord ?"),
    ("fr", "Qui a gagné ?"),
    ("it", "Perché OpenAI ha scelto AWS?"),
    ("it", "Quanto vale l'accordo?"),
    ("it", "Chi ha vinto?"),
    ("de", "Warum hat OpenAI AWS gewählt?"),
    ("de", "Wie viel ist der Vertrag wert?"),
    ("de", "Wer hat gewonnen?"),
    ("ca", "Per què OpenAI va triar AWS?"),
    ("ca", "Quant val l'acord?"),
    ("ca", "Què hi guanya Amazon?"),
]


@pytest.mark.parametrize(("language", "question"), QUESTIONS, ids=[q for _, q in QUESTIONS])
def test_questions(language: str, question: str) -> None:
    """As written, in lower case, and without accents or marks."""
    assert detect_language(question, default="xx") == language
    assert detect_language(question.lower(), default="xx") == language
    assert detect_language(fold(question).strip("?¿ "), default="xx") == language


@pytest.mark.parametrize("text", ["", "OpenAI AWS", "38.000", "???"], ids=repr)
def test_the_default_stands_where_nothing_tells(text: str) -> None:
    """Names and numbers are of no language."""
    assert detect_language(text, default="fr") == "fr"


def test_function_words_are_folded() -> None:
    """They are compared with folded tokens."""
    assert all(word == fold(word) for words in STOP_WORDS.values() for word in words)
    assert LANGUAGES[0] == "es"
