"""Terms: what makes two ways of writing the same word meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import LANGUAGES, Language, language_of
from rag.text.terms import analyse, content_terms, fold, tokenize


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ELIGIÓ", "eligio"),
        ("España", "espana"),
        ("Çà", "ca"),
        ("ﬁn", "fin"),
        ("ascii", "ascii"),
        ("٣", "٣"),
        ("", ""),
    ],
    ids=["accent", "eñe", "cedilla", "ligature", "ascii", "arabic digit", "empty"],
)
def test_folding_takes_case_and_accents_off(text: str, folded: str) -> None:
    """«ñ» too, since many type «espana»."""
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("38.000 millones", ["38.000", "millones"]),
        ("un 3,5 %.", ["un", "3,5"]),
        ("OpenAI–Amazon", ["openai", "amazon"]),
        ("1.234.567,89", ["1.234.567,89"]),
        ("En 2025.", ["en", "2025"]),
        ("5G y GPT-4", ["5g", "y", "gpt", "4"]),
        ("d'Ivoire_x", ["d", "ivoire", "x"]),
        ("AWS: precio", ["aws", "precio"]),
    ],
    ids=["thousands", "decimals", "dash", "millions", "full stop", "digits in names", "apostrophe", "colon"],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    """A number is one token whatever is inside; everything else is cut at what is no letter or digit."""
    assert tokenize(text) == tokens


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("eligio", "eligió", "es"),
        ("acuerdos", "acuerdo", "es"),
        ("Compañía", "companias", "es"),
        ("partners", "partner", "en"),
        ("acords", "acord", "ca"),
        ("acordos", "acordo", "pt"),
        ("Verträge", "vertrage", "de"),
        ("entreprises", "entreprise", "fr"),
        ("accordi", "accordo", "it"),
    ],
)
def test_forms_of_a_word_are_one_term(one: str, other: str, language: str) -> None:
    """Number, case and accents do not matter."""
    assert analyse(one, language_of(language)) == analyse(other, language_of(language))


def test_an_unknown_language_is_only_folded() -> None:
    """There is no stemmer to guess with."""
    assert (
        analyse("Los Acuerdos", language_of("xx"))
        == content_terms("Los Acuerdos", language_of("xx"))
        == ["los", "acuerdos"]
    )


def test_content_terms_leave_function_words_out() -> None:
    """They carry no topic; the rest is what `analyse` gives."""
    assert content_terms("¿Por qué eligió OpenAI a AWS?", language_of("es")) == analyse(
        "eligió OpenAI AWS", language_of("es")
    )
    assert content_terms("Why did they choose it?", language_of("en")) == ["choos"]


@given(st.text(max_size=100), st.sampled_from([*LANGUAGES, language_of("xx")]))
def test_terms_are_folded_words_without_space(text: str, language: Language) -> None:
    """No term is empty or holds white space, and content terms are some of the terms."""
    terms = analyse(text, language)
    assert all(term and not any(c.isspace() for c in term) for term in terms)
    assert set(content_terms(text, language)) <= set(terms)


@given(st.text(max_size=50))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is folded."""
    assert fold(fold(text)) == fold(text)
