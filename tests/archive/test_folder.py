"""A folder as people have them, of every format: indexed, asked the same of each file, and cited to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from rag.library import Library
from rag.settings import Settings
from rag.types import Citation, Status, SyncReport, locator_at
from tests.archive.folder import LINKS, PASSED_OVER, UNREADABLE, Expected, write_folder
from tests.fakes.embedder import FakeEmbedder


@dataclass(frozen=True)
class Indexed:
    """The folder, the archive of it, and what was said of each file."""

    library: Library
    articles: list[Expected]
    report: SyncReport


@pytest.fixture(scope="module", params=["words alone", pytest.param("default", marks=pytest.mark.slow)])
def indexed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Indexed]:
    """Indexed once by an embedder that knows words alone, and once by the default one."""
    is_default = request.param == "default"
    embedder = request.getfixturevalue("default_embedder") if is_default else FakeEmbedder(dimension=512)
    home = tmp_path_factory.mktemp("press")
    (home / "articles").mkdir()
    articles = write_folder(home / "articles")
    settings = Settings(data_dir=home / "data", llm="off", hub=False)
    with Library.open(settings, embedder=embedder) as library:
        yield Indexed(library, articles, library.sync([home / "articles"]))


def test_every_article_of_sixty_files_is_indexed(indexed: Indexed) -> None:
    """Under its own file, and nothing beside them."""
    assert len({expected.file for expected in indexed.articles}) >= 60
    found = sorted(document.source.partition("#")[0] for document in indexed.library.documents())
    assert found == sorted(expected.file for expected in indexed.articles)
    assert indexed.library.verify_index().clean


def test_what_is_no_article_is_named_with_its_reason(indexed: Indexed) -> None:
    """A file that promised one has failed, the rest was passed over; none is left out."""
    failed = {failure.source: failure.error for failure in indexed.report.failed}
    assert failed.keys() == UNREADABLE.keys()
    assert all(said in failed[name] for name, (_, said) in UNREADABLE.items()), failed
    passed_over = {entry.source: entry.reason for entry in indexed.report.skipped if "#" not in entry.source}
    reasons = {name: said for name, (_, said) in (PASSED_OVER | LINKS).items()}
    assert passed_over.keys() >= reasons.keys()
    assert all(said in passed_over[name] for name, said in reasons.items()), passed_over
    # What is left are the pictures of crawls and of ZIP files, which their articles stand beside.
    articles = {expected.file for expected in indexed.articles}
    assert {entry.source.partition("#")[0] for entry in indexed.report.skipped} - reasons.keys() <= articles


def test_the_same_question_finds_its_article_in_every_format(indexed: Indexed) -> None:
    """The words that prove the answer stand in its file, and where a reader of the file would look for them."""
    wrong = {expected.file: fault for expected in indexed.articles if (fault := _fault(indexed.library, expected))}
    assert wrong == {}


def _fault(library: Library, expected: Expected) -> str:
    """What is wrong with the answer to the question of an article; empty where nothing is."""
    answer = library.ask(expected.article.question)
    if answer.status is not Status.ANSWERED:
        return f"not answered: {expected.article.question} {answer.text}"
    if strange := [c for c in answer.citations if c.passage.document.text[c.start : c.end] != c.quote]:
        return f"its offsets are not those of its quotation: {strange}"
    proving = [citation for citation in answer.citations if expected.article.answer in citation.quote]
    if [_file(citation) for citation in proving] != [expected.file]:
        return f"{expected.article.question} {[(_file(c), c.quote) for c in answer.citations]}"
    place = locator_at(proving[0].passage.document, proving[0].start)
    found = (place.kind, place.label) if place else None
    return "" if found == expected.place else f"stands at {found}, not at {expected.place}"


def _file(citation: Citation) -> str:
    return citation.passage.document.source.partition("#")[0]
