"""Pages of the web on their way into the archive: kept as files, and indexed as such."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rag.adding import add_pages
from rag.errors import WebError
from rag.library import Library
from rag.types import Document
from tests.corpus.formats import ARTICLES, make_pdf
from tests.fakes.web_server import Page, Site, near_web, serve

OpenLibrary = Callable[..., Library]


def story(title: str, text: str, extra: str = "") -> Page:
    """A page with an article."""
    body = f"<html><head><title>{title}</title>{extra}</head><body><article><h1>{title}</h1><p>{text}</p></article>"
    return Page(f"{body}</body></html>".encode())


def feed(*entries: str) -> Page:
    """An RSS feed with an entry for each of some words, sent as a page, as some servers do."""
    items = "".join(
        f"<item><guid>{word}</guid><title>El {word}</title><link>https://diario.example/{word}</link>"
        f"<description>Del {word} se habló mucho en el pleno de Arcedo.</description></item>"
        for word in entries
    )
    return Page(
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Diario</title>{items}</channel></rss>'.encode()
    )


PRESA = "La presa de Arcedo costó 14 millones de euros y la inauguró la alcaldesa, Inés Quiroga."


@pytest.fixture
def site() -> Iterator[Site]:
    """A newspaper."""
    pages = {
        "/2025/presa.html": story("La presa", PRESA),
        "/ajena": story("Ajena", PRESA, '<link rel="canonical" href="https://elpais.com/otra">'),
        "/propia?de=red": story("Propia", PRESA, '<link rel="canonical" href="/propia">'),
        "/vacia": Page(b"<html><body></body></html>"),
        "/foto": Page(b"\x89PNG....", kind="image/png"),
        "/hoja.pdf": Page(make_pdf(ARTICLES[0]), kind="application/pdf"),
        "/rss": feed("tren", "puente"),
    }
    with serve(pages) as running:
        yield running


def documents(library: Library) -> dict[str, Document]:
    """The articles by title."""
    return {document.title: document for document in library.documents()}


def test_a_page_goes_in_with_its_address_and_can_be_asked(
    open_library: OpenLibrary, site: Site, tmp_path: Path
) -> None:
    """It is cited like any other article, and indexed again with its folder like one."""
    address = site.address("/2025/presa.html")
    with open_library() as library:
        report = library.add([address, f"{address}#abajo", address], web=near_web())
        answer = library.ask("¿cuánto costó la presa de Arcedo?")
        again = library.sync()
    assert (report.added, report.failed) == (1, ())
    assert answer.citations[0].passage.document.address == address
    assert answer.citations[0].quote == PRESA
    assert (again.unchanged, again.deleted) == (1, 0)
    [file] = (tmp_path / "data/added").rglob("*.warc.gz")
    assert file.name.startswith("presa-")


def test_the_others_go_in_where_some_cannot(open_library: OpenLibrary, site: Site, tmp_path: Path) -> None:
    """Each with its own reason, and nothing is left of them."""
    bad = {
        site.address("/no-hay"): "404",
        site.address("/vacia"): "holds no article",
        site.address("/foto"): "image/png",
        "gopher://diario.example/": "no address that is fetched",
    }
    with open_library() as library:
        report = library.add([*bad, site.address("/2025/presa.html")], web=near_web())
        assert list(documents(library)) == ["La presa"]
    assert report.added == 1
    assert [failure.source for failure in report.failed] == list(bad)
    for failure in report.failed:
        assert bad[failure.source] in failure.error
    assert len([path for path in (tmp_path / "data/added").rglob("*") if path.is_file()]) == 1


def test_where_nothing_can_be_fetched_the_index_is_as_it_was(open_library: OpenLibrary, site: Site) -> None:
    """Its count of passages is told all the same."""
    with open_library() as library:
        held = library.add([site.address("/2025/presa.html")], web=near_web()).chunks
        report = library.add([site.address("/no-hay")], web=near_web())
    assert (report.added, report.updated, report.deleted, report.chunks) == (0, 0, 0, held)
    assert held > 0


def test_a_page_that_is_fetched_again_takes_the_place_of_the_one_before(
    open_library: OpenLibrary, site: Site, tmp_path: Path
) -> None:
    """One that has become empty since does not."""
    address = site.address("/2025/presa.html")
    with open_library() as library:
        library.add([address], web=near_web())
        same = library.add([address], web=near_web())
        site.pages["/2025/presa.html"] = story("La presa", PRESA.replace("14", "15"))
        other = library.add([address], web=near_web())
        site.pages["/2025/presa.html"] = Page(b"<html></html>")
        empty = library.add([address], web=near_web())
        [document] = library.documents()
    assert (same.unchanged, other.updated, len(empty.failed)) == (1, 1, 1)
    assert "15 millones" in document.text
    assert len(list((tmp_path / "data/added").rglob("*.warc.gz"))) == 1


def test_a_feed_gives_its_articles_and_keeps_those_that_it_no_longer_carries(
    open_library: OpenLibrary, site: Site
) -> None:
    """As feeds carry the last days only."""
    with open_library() as library:
        first = library.add([site.address("/rss")], web=near_web())
        site.pages["/rss"] = feed("pantano", "puente")
        second = library.add([site.address("/rss")], web=near_web())
        found = documents(library)
    assert (first.added, second.added, second.deleted, second.unchanged) == (2, 1, 0, 2)
    assert set(found) == {"El tren", "El puente", "El pantano"}
    assert found["El tren"].address == "https://diario.example/tren"
    assert {document.outlet for document in found.values()} == {"Diario"}


def test_a_pdf_of_the_web_knows_its_address_and_pages(open_library: OpenLibrary, site: Site) -> None:
    """As a citation needs them."""
    with open_library() as library:
        library.add([site.address("/hoja.pdf")], web=near_web())
        [document] = library.documents()
    assert document.address == site.address("/hoja.pdf")
    assert document.locators[0].kind == "page"


def test_a_page_may_give_its_own_address_but_not_one_of_another_site(open_library: OpenLibrary, site: Site) -> None:
    """Else anybody could be cited as another newspaper."""
    with open_library() as library:
        library.add([site.address("/ajena"), site.address("/propia?de=red")], web=near_web())
        found = documents(library)
    assert found["Ajena"].address == site.address("/ajena")
    assert found["Propia"].address == site.address("/propia")


def test_what_was_added_is_verified_forgotten_and_erased_like_all_else(
    open_library: OpenLibrary, site: Site, tmp_path: Path
) -> None:
    """It is a file of a folder."""
    folder = tmp_path / "hemeroteca-web"
    with open_library(added=str(folder)) as library:
        library.add([site.address("/2025/presa.html"), site.address("/propia?de=red")], web=near_web())
        assert library.verify_index().clean
        [file] = folder.rglob("propia-*")
        file.unlink()
        assert library.sync([folder]).deleted == 1
        assert library.erase([folder]).versions == 2
        assert library.status().documents == 0


def test_a_folder_that_cannot_be_written_is_told(site: Site, tmp_path: Path) -> None:
    """Nothing can be added then."""
    (tmp_path / "added").write_text("a file")
    with near_web() as web, pytest.raises(WebError, match="cannot be written"):
        add_pages([site.address("/2025/presa.html")], tmp_path / "added", web)
