"""An article is of the time in which it appeared, where a question names that time."""

from dataclasses import replace
from datetime import date

import pytest

from rag.languages import language_of
from rag.retrieval.whole import day_asked_for, whole_of
from rag.text.facts import Facts, missing_quantity
from tests.answering.fakes import passage

ARTICLE = replace(passage("La resina llegó al río el martes.").document, published=date(2024, 8, 6))


@pytest.mark.parametrize(
    ("question", "lacks"),
    [
        ("¿Cuánta resina se vertió en agosto de 2024?", None),
        ("¿Cuánta resina se vertió en 2024?", None),
        ("¿Qué llegó al río el 6 de agosto de 2024?", None),
        ("¿Cuánta resina se vertió en julio de 2024?", "julio de 2024"),
        ("¿Cuánta resina se vertió en 2023?", "2023"),
        ("¿Qué llegó al río el 7 de agosto de 2024?", "7 de agosto de 2024"),
    ],
)
def test_the_day_of_an_article_is_its_date_where_that_is_asked_for(question: str, lacks: str | None) -> None:
    """And of no other time."""
    asked = Facts(question, language_of("es"))
    assert missing_quantity(asked, [whole_of(ARTICLE, asked)]) == lacks


def test_no_day_is_told_where_none_is_asked_for_or_known() -> None:
    """An article's day stands for no figure of a question."""
    assert day_asked_for(ARTICLE, Facts("¿Cuánto costó en 6 días?", language_of("es"))) == ""
    undated = replace(ARTICLE, published=None)
    assert day_asked_for(undated, Facts("¿Qué se vertió en 2024?", language_of("es"))) == ""


def test_a_part_of_an_article_is_told_under_its_title() -> None:
    """As the whole is."""
    facts = whole_of(replace(ARTICLE, title="Vertido"), Facts("¿Qué?", language_of("es")), "La resina.")
    assert facts.text == "Vertido\nLa resina."
