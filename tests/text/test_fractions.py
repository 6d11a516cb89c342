"""Parts of a whole in words."""

import pytest

from rag.languages import language_of
from rag.text.fractions import find_fractions


@pytest.mark.parametrize(
    ("text", "language", "percent"),
    [
        ("dos tercios del aforo", "es", ["66.7"]),
        ("una cuarta parte y la décima parte", "es", ["25.0", "10.0"]),
        ("tres cuartas partes", "es", ["75.0"]),
        ("a third of them", "en", ["33.3"]),
        ("three quarters", "en", ["75.0"]),
        ("a third goal", "en", []),
        ("la segunda parte", "es", []),
        ("la mayor parte", "es", []),
        ("un tercio", "fr", []),
    ],
)
def test_fractions_are_percentages(text: str, language: str, percent: list[str]) -> None:
    """«una cuarta parte» is 25 %; an ordinal is no part."""
    assert [f"{q.value:.1f}" for q in find_fractions(text, language_of(language))] == percent
