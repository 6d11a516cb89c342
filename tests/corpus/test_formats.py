"""The same article in every format that is read: found, whole, under its own name, with what its file says of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rag.corpus import find_files, read_articles, split_chunks
from rag.corpus.kinds import KINDS, recognise
from rag.types import Document, Skipped, SyncFailure
from tests.corpus.formats import ARTICLES, MAKERS, Article, write_archive

DATED = set(MAKERS) - {".docx", ".odt", ".rtf"}
SIGNED = set(MAKERS) - {".txt"}
FROM_OUTLETS = SIGNED - {".docx", ".odt", ".rtf"}


def read_one(tmp_path: Path, suffix: str, article: Article = ARTICLES[0]) -> Document:
    """The one document of a file of a format."""
    file = tmp_path / f"nota{suffix}"
    file.write_bytes(MAKERS[suffix](article))
    (document,) = [read for read in read_articles(file, tmp_path) if isinstance(read, Document)]
    return document


@pytest.mark.parametrize("suffix", MAKERS)
@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug[:12])
def test_an_article_is_the_same_in_every_format(tmp_path: Path, suffix: str, article: Article) -> None:
    """Its paragraphs are whole and in order, each a line of its own, and nothing else that is prose stands there."""
    document = read_one(tmp_path, suffix, article)
    lines = [line for line in document.text.split("\n") if line.strip()]
    assert tuple(line for line in lines if len(line) > 100) == article.paragraphs
    assert document.title == article.title
    assert document.language == "es"


@pytest.mark.parametrize("suffix", MAKERS)
def test_offsets_are_those_of_the_text(tmp_path: Path, suffix: str) -> None:
    """What is cited stands where the citation says."""
    document = read_one(tmp_path, suffix)
    chunks = split_chunks(document, 300)
    assert all(document.text[chunk.start : chunk.end] == chunk.text for chunk in chunks)
    assert any(ARTICLES[0].answer in chunk.text for chunk in chunks)


@pytest.mark.parametrize("suffix", MAKERS)
def test_what_a_file_says_of_its_article_is_known_with_where_it_was_said(tmp_path: Path, suffix: str) -> None:
    """Day, author and outlet, where the format can say them."""
    article, document = ARTICLES[0], read_one(tmp_path, suffix)
    assert document.published == (date.fromisoformat(article.published) if suffix in DATED else None)
    assert document.author == (article.author if suffix in SIGNED else "")
    assert document.outlet == (article.outlet if suffix in FROM_OUTLETS else "")
    said = {"title": document.title, "published": document.published, "updated": document.updated}
    said |= {name: getattr(document, name) for name in ("outlet", "author", "section", "address")}
    assert {name for name, value in said.items() if value} == set(document.origins)


def test_an_archive_of_all_formats_is_found_without_a_failure(tmp_path: Path) -> None:
    """Sixty files, each with its article; what is passed over are the pictures beside them."""
    written = write_archive(tmp_path)
    found = find_files(tmp_path)
    assert {file.relative_to(tmp_path).as_posix() for file in found.files} == set(written)
    read = [(file, read) for file in found.files for read in read_articles(file, tmp_path)]
    assert [entry for _, entry in read if isinstance(entry, SyncFailure)] == []
    titles = {file.relative_to(tmp_path).as_posix(): e.title for file, e in read if isinstance(e, Document)}
    assert titles == {name: article.title for name, article in written.items()}
    assert {e.reason.partition(":")[0] for _, e in read if isinstance(e, Skipped)} == {
        "hidden",
        "PNG picture",
        "1 of its records are no article",
    }


@pytest.mark.parametrize("suffix", [s for kind in KINDS if kind.marked for s in kind.suffixes] + [".html", ".rss"])
def test_content_counts_more_than_the_name(tmp_path: Path, suffix: str) -> None:
    """A file under the name of a text is read as what it is."""
    file = tmp_path / "nota.txt"
    file.write_bytes(MAKERS[suffix](ARTICLES[1]))
    (document,) = [read for read in read_articles(file, tmp_path) if isinstance(read, Document)]
    assert all(paragraph in document.text for paragraph in ARTICLES[1].paragraphs)


def test_a_file_without_a_suffix_is_known_by_its_content(tmp_path: Path) -> None:
    """A PDF that lost its name is an article; a text that has none may be anything."""
    (tmp_path / "descarga").write_bytes(MAKERS[".pdf"](ARTICLES[0]))
    (tmp_path / "LICENSE").write_text("No es un artículo.")
    found = find_files(tmp_path)
    assert [file.name for file in found.files] == ["descarga"]
    assert found.skipped == (Skipped("LICENSE", "unsupported type: file without a suffix"),)


def _streams(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    for suffix, make in MAKERS.items():
        file = tmp_path / f"x{suffix}"
        file.write_bytes(make(ARTICLES[0]))
        yield suffix, file


def test_every_kind_is_made_by_these_tests(tmp_path: Path) -> None:
    """So that no reader goes untried."""
    seen = set()
    for _, file in _streams(tmp_path):
        with file.open("rb") as stream:
            seen.add(recognise(stream, file.name))
    assert seen == set(KINDS)
