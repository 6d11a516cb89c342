"""The articles that are indexed side by side."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from eval.bench.articles import CORPUS, compose, write_articles


@given(st.integers(0, 30))
def test_every_paragraph_is_in_one_article_and_none_has_more_than_three(count: int) -> None:
    """In their order, under the name of the first."""
    paragraphs = {f"p{n}": f"Párrafo número {n}." for n in range(count)}
    articles = list(compose(paragraphs))
    parts = [text.strip().split("\n\n") for _, text in articles]
    assert [part for held in parts for part in held] == list(paragraphs.values())
    assert all(1 <= len(held) <= 3 for held in parts)
    assert [paragraphs[name] for name, _ in articles] == [held[0] for held in parts]


def test_articles_of_both_languages_are_written_under_names_of_their_own(tmp_path: Path) -> None:
    """Both name their paragraphs alike; a mark of the order of bytes is no text."""
    for language, words in (("es", "\ufeffHola"), ("en", "Hello")):
        rows = [json.dumps({"context_id": f"x-{n}", "text": f"{words} {n}."}) for n in range(6)]
        (tmp_path / f"contexts.{language}.jsonl").write_text("\n".join(rows), encoding="utf-8")
    files, named = write_articles(tmp_path / "articles", 5, tmp_path)
    assert named == "5 articles of XQuAD"
    assert len(set(files)) == 5
    assert [file.read_text(encoding="utf-8")[:7] for file in files] == [
        "Hola 0.",
        "Hola 1.",
        "Hola 3.",
        "Hello 0",
        "Hello 1",
    ]


def test_without_xquad_the_articles_are_our_own_and_it_is_said(tmp_path: Path) -> None:
    """As many as are wanted, byte for byte."""
    files, named = write_articles(tmp_path / "articles", 4, tmp_path / "missing")
    assert named == "4 articles of eval/corpus (XQuAD is not here)"
    assert all(file.read_bytes() == next(CORPUS.rglob(file.name)).read_bytes() for file in files)
