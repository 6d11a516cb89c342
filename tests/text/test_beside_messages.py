"""What is said beside a citation: where else it is printed, what corrects it, whether there is a newer version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rag.languages import language_of
from rag.text.beside_messages import LONGEST, say_beside
from rag.types import Amendment, AmendmentKind, Printing, Reprints
from tests.answering.fakes import passage

FOUND = passage("La noria gira.")
GAZETTE = Printing("g", "La noria", "g.txt", "La Gaceta", date(2024, 5, 5))
FILE = Printing("f", "La noria", "2024/f.txt")
NOTE = Amendment(AmendmentKind.CORRECTION, "n", "Fe", "fe.txt", date(2024, 5, 5), "Debe decir\n«trece».")


def test_nothing_is_said_of_an_article_that_stands_alone() -> None:
    """Most do."""
    assert say_beside(FOUND, language_of("es")) == ()


@pytest.mark.parametrize(
    ("language", "reprints", "said"),
    [
        ("es", Reprints(1, (GAZETTE,)), "también en: La Gaceta (5 de mayo de 2024)"),
        ("es", Reprints(9, (GAZETTE, FILE)), "también en: La Gaceta (5 de mayo de 2024), 2024/f.txt y 7 más"),
        ("en", Reprints(2, (FILE, GAZETTE)), "also in: 2024/f.txt, La Gaceta (5 May 2024)"),
    ],
)
def test_it_is_said_where_else_an_article_is_printed(language: str, reprints: Reprints, said: str) -> None:
    """By outlet, or by file where none is known; the rest is counted."""
    assert say_beside(replace(FOUND, reprints=reprints), language_of(language)) == (said,)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", ("también en: La Gaceta (5 de mayo de 2024)", "versión parecida en: 2024/f.txt y 2 más")),
        ("en", ("also in: La Gaceta (5 May 2024)", "a similar version in: 2024/f.txt and 2 more")),
    ],
)
def test_what_prints_only_most_of_an_article_is_told_apart(language: str, said: tuple[str, ...]) -> None:
    """It may say something else than what is cited."""
    reprints = Reprints(4, (replace(FILE, exact=False), GAZETTE), near=3)
    assert say_beside(replace(FOUND, reprints=reprints), language_of(language)) == said
    alone = Reprints(3, reprints.first[:1], near=3)
    assert say_beside(replace(FOUND, reprints=alone), language_of(language)) == said[1:]


@pytest.mark.parametrize(
    ("language", "amendment", "said"),
    [
        ("es", NOTE, "corregido el 5 de mayo de 2024: «Debe decir «trece».»"),
        ("en", NOTE, "corrected on 5 May 2024: “Debe decir «trece».”"),
        ("es", replace(NOTE, published=None), "corregido: «Debe decir «trece».»"),
        (
            "es",
            replace(NOTE, kind=AmendmentKind.VERSION, note=""),
            "hay una versión más reciente, del 5 de mayo de 2024: fe.txt",
        ),
    ],
)
def test_it_is_said_what_was_published_later(language: str, amendment: Amendment, said: str) -> None:
    """With its day, on one line."""
    assert say_beside(replace(FOUND, amendments=(amendment,)), language_of(language)) == (said,)


def test_a_long_note_is_cut() -> None:
    """A note may be an article of its own."""
    (said,) = say_beside(replace(FOUND, amendments=(replace(NOTE, note="palabra " * 90),)), language_of("es"))
    assert said.endswith("…»")
    assert len(said) < LONGEST + 50
