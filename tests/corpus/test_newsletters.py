"""Whose a newsletter is."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.corpus.articles import read_article


@pytest.mark.parametrize(
    ("header", "outlet", "author"),
    [
        ("List-Unsubscribe: <mailto:baja@gaceta.example>\n", "La Gaceta", ""),
        ("List-Id: <boletin.gaceta.example>\n", "La Gaceta", ""),
        ("List-Id: El Boletín <boletin.gaceta.example>\n", "El Boletín", ""),
        ("", "La Gaceta", ""),
    ],
)
def test_who_sends_a_newsletter_is_its_outlet(tmp_path: Path, header: str, outlet: str, author: str) -> None:
    """Unless the list has a name."""
    file = tmp_path / "a.eml"
    file.write_text(
        f"From: La Gaceta <b@gaceta.example>\nSubject: Sube el pan\n{header}\nSube el pan en mayo.\n", "utf-8"
    )
    read = read_article(file, tmp_path)
    assert (read.outlet, read.author) == (outlet, author)


@pytest.mark.parametrize(
    ("sender", "outlet", "author"),
    [
        ("La Gaceta de Osma <boletin@gaceta.example>", "La Gaceta de Osma", ""),
        ("Osma Digital <hola@osmadigital.example>", "Osma Digital", ""),
        ("Ana Ruiz <ana.ruiz@gaceta.example>", "", "Ana Ruiz"),
        ("Ana Ruiz <ana@ruiz.example>", "", "Ana Ruiz"),
        ("Eco de Osma <eco@eco.example>", "Eco de Osma", ""),
    ],
)
def test_a_person_who_sends_a_letter_is_its_author(tmp_path: Path, sender: str, outlet: str, author: str) -> None:
    """Any other name is an outlet's."""
    file = tmp_path / "a.eml"
    file.write_text(f"From: {sender}\nSubject: Sube el pan\n\nEl pan sube en mayo y el alcalde calla.\n", "utf-8")
    read = read_article(file, tmp_path)
    assert (read.outlet, read.author) == (outlet, author)
