"""Web pages, books, feeds, mail and web archives: what is the article, and what its file says of it."""

from __future__ import annotations

import json
from datetime import date
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from rag.corpus import Read, read_articles
from rag.types import Document, Locator, Skipped, locator_at
from tests.corpus.formats import ARTICLES, MAKERS, message, page
from tests.corpus.test_malformed import zipped

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLES[0].paragraphs)


def read_all(folder: Path, name: str, content: bytes | str) -> list[Read]:
    """Everything that comes out of a file."""
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_articles(folder / name, folder))


def read_html(folder: Path, html: bytes | str) -> Document:
    """A page as a document."""
    (document,) = read_all(folder, "a.html", html)
    assert isinstance(document, Document)
    return document


def linked(**facts: object) -> str:
    """JSON-LD of an article."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **facts})}</script>'


# --- Pages --------------------------------------------------------------------------------------------------


def test_linked_data_counts_more_than_meta_tags(tmp_path: Path) -> None:
    """Each fact from the best that says it."""
    head = (
        linked(headline="El puente", datePublished="2024-05-03", author={"name": "Ana"})
        + '<meta property="og:title" content="El puente | La Gaceta"><meta name="author" content="Redacción">'
        + '<meta property="article:published_time" content="2020-01-01">'
        + '<meta property="og:site_name" content="La Gaceta">'
        + '<meta property="article:section" content="Comarca"><link rel="canonical" href="https://g.example/p">'
        + "<title>Otra cosa</title>"
    )
    document = read_html(tmp_path, f"<html><head>{head}</head><body><article>{BODY}</article></body></html>")
    assert (document.title, document.author, document.published) == ("El puente", "Ana", date(2024, 5, 3))
    assert (document.outlet, document.section, document.address) == ("La Gaceta", "Comarca", "https://g.example/p")
    assert set(document.origins.values()) == {"markup"}


@pytest.mark.parametrize(
    "script",
    ["{", "[1, 2]", '{"@graph": 3}', '{"@type": "Organization", "name": "x"}', "[" * 5000, '{"@type": 5}', "null"],
)
def test_broken_linked_data_is_passed_over(tmp_path: Path, script: str) -> None:
    """The meta tags still speak."""
    head = f'<script type="application/ld+json">{script}</script><meta property="og:title" content="El puente">'
    assert read_html(tmp_path, f"<html><head>{head}</head><body>{BODY}</body></html>").title == "El puente"


def test_the_day_of_a_page_is_that_of_publication(tmp_path: Path) -> None:
    """Never that of its change, of a notice at its foot, or of its file."""
    foot = "<footer>© 2019 La Gaceta. 1 de enero de 2019</footer>"
    changed = '<meta property="article:modified_time" content="2025-02-02">'
    document = read_html(tmp_path, f"<html><head>{changed}</head><body><main>{BODY}</main>{foot}</body></html>")
    assert (document.published, document.updated) == (None, date(2025, 2, 2))
    timed = f'<time itemprop="datePublished" datetime="2024-05-03T10:00">hoy</time>{BODY}'
    assert read_html(tmp_path, f"<html><body><main>{timed}</main></body></html>").published == date(2024, 5, 3)


def test_what_stands_around_an_article_is_left_out(tmp_path: Path) -> None:
    """Menus, notices and the most read."""
    text = read_html(tmp_path, page(ARTICLES[0])).text
    assert all(word not in text for word in ("Suscripciones", "cookies", "Lo más leído"))


def test_a_body_that_only_linked_data_holds_is_read(tmp_path: Path) -> None:
    """Pages that are drawn by a script, or locked behind a subscription."""
    whole = "\n".join(ARTICLES[0].paragraphs)
    html = f"<html><head>{linked(headline='A', articleBody=whole)}</head><body><p>Suscríbase.</p></body></html>"
    assert all(paragraph in read_html(tmp_path, html).text for paragraph in ARTICLES[0].paragraphs)


def test_the_shape_of_a_page_is_kept(tmp_path: Path) -> None:
    """Headings, items and tables with the heads of their columns; a line break ends a line."""
    extra = (
        "<h2>Cifras</h2><ul><li>Largo: 300 metros</li><li><p>Alto: 40 metros</p></li></ul>"
        "<table><tr><th>Año</th><th>Gasto</th></tr><tr><td>2021</td><td>4,5</td></tr></table><p>Uno<br>dos</p>"
    )
    text = read_html(
        tmp_path, f"<html><body><article><h1>T</h1>{BODY}{extra}{BODY[:200]}</p></article></body></html>"
    ).text
    assert "## Cifras\n\n- Largo: 300 metros\n- Alto: 40 metros\n\n" in text
    assert "| Año | Gasto |\n| --- | --- |\n| 2021 | 4,5 |" in text
    assert "\n\nUno\n\ndos" in text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "iso-8859-1", "utf-16", "iso-8859-15"])
def test_pages_are_read_in_the_encoding_that_they_declare(tmp_path: Path, encoding: str) -> None:
    """Or, where they declare none, in the one they have."""
    declared = f'<html><head><meta charset="{encoding}"><title>Año</title></head><body>{BODY}</body></html>'
    assert ARTICLES[0].paragraphs[1] in read_html(tmp_path, declared.encode(encoding, "replace")).text.replace(
        "?", "«", 0
    )
    silent = f"<html><body>{BODY}</body></html>"
    if encoding != "iso-8859-15":
        assert "Íñiga Ordóñez" in read_html(tmp_path, silent.encode(encoding, "replace")).text


# --- Books --------------------------------------------------------------------------------------------------


def test_each_chapter_of_a_book_is_an_article_with_its_place(tmp_path: Path) -> None:
    """Its heading is its title; covers are no article; a chapter that is missing is a failure of its own."""
    base = MAKERS[".epub"](ARTICLES[0])
    spine = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Anuario</dc:title></metadata><manifest>"
        + "".join(f'<item id="c{n}" href="text/c%20{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(4))
        + "</manifest><spine>"
        + "".join(f'<itemref idref="c{n}"/>' for n in range(4))
        + "</spine></package>"
    )
    pages = {
        "OEBPS/content.opf": spine,
        "OEBPS/text/c 0.xhtml": "<html><body><h1>Anuario</h1></body></html>",
        "OEBPS/text/c 1.xhtml": f"<html><body><h1>Uno</h1>{BODY}</body></html>",
        "OEBPS/text/c 2.xhtml": f"<html><body>{BODY}</body></html>",
    }
    read = read_all(tmp_path, "a.epub", zipped(pages, base))
    chapters = [entry for entry in read if isinstance(entry, Document)]
    assert [(c.source, c.locators) for c in chapters] == [
        ("a.epub#OEBPS/text/c 1.xhtml", (Locator(0, "chapter", "Uno"),)),
        ("a.epub#OEBPS/text/c 2.xhtml", (Locator(0, "chapter", "2"),)),
    ]
    assert [c.metadata["book"] for c in chapters] == ["Anuario"] * 2
    assert len(read) == 3


def test_a_place_is_found_by_offset() -> None:
    """The last that begins at or before it; none before the first, or where there are none."""
    places = (Locator(3, "page", "1"), Locator(10, "page", "2"))
    document = Document("x", "t", "0123456789abc", "a.pdf", locators=places)
    assert [locator_at(document, start) for start in (2, 3, 9, 10, 12)] == [None, *places[:1] * 2, *places[1:] * 2]
    assert locator_at(Document("x", "t", "a", "a.txt"), 0) is None


# --- Feeds, mail, web archives ------------------------------------------------------------------------------


def test_each_entry_of_a_feed_is_an_article(tmp_path: Path) -> None:
    """By its identifier, with the outlet that it came from where the feed gathers several."""
    items = "".join(
        f"<item><title>T{n}</title><guid>g{n}</guid><pubDate>Fri, 03 May 2024 08:00:00 GMT</pubDate>"
        f"<description>&lt;p&gt;Texto número {n}.&lt;/p&gt;</description>{'<source>Otro</source>' * n}</item>"
        for n in range(2)
    )
    read = read_all(
        tmp_path, "a.xml", f'<?xml version="1.0"?><rss><channel><title>Gaceta</title>{items}</channel></rss>'
    )
    assert [(d.source, d.title, d.text, d.outlet, d.published) for d in read if isinstance(d, Document)] == [
        ("a.xml#g0", "T0", "Texto número 0.", "Gaceta", date(2024, 5, 3)),
        ("a.xml#g1", "T1", "Texto número 1.", "Otro", date(2024, 5, 3)),
    ]


def test_each_message_of_a_mailbox_is_an_article(tmp_path: Path) -> None:
    """A line of the text that begins with «From» ends none."""
    plain = EmailMessage()
    plain["Subject"], plain["Message-ID"] = "Nota", "<n@x>"
    plain.set_content("Hola.\n\nFrom Madrid to Lisbon hay un tren.\n")
    box = b"".join(
        b"From x\n" + bytes(m).replace(b"\nFrom ", b"\n>From ") + b"\n" for m in (message(ARTICLES[0]), plain)
    )
    read = read_all(tmp_path, "a.mbox", box)
    first, second = (entry for entry in read if isinstance(entry, Document))
    assert (first.title, second.source) == (ARTICLES[0].title, "a.mbox#n@x")
    assert second.text == "Hola.\n\nFrom Madrid to Lisbon hay un tren."


def test_what_is_attached_to_a_message_is_read_too(tmp_path: Path) -> None:
    """By its own reader; what no reader knows is named."""
    made = EmailMessage()
    made["Subject"] = "Van adjuntos"
    made.set_content("Le envío la nota y la foto.")
    made.add_attachment(MAKERS[".pdf"](ARTICLES[1]), maintype="application", subtype="pdf", filename="nota.pdf")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="foto.png")
    read = read_all(tmp_path, "a.eml", bytes(made))
    assert [entry.source for entry in read] == ["a.eml", "a.eml#nota.pdf", "a.eml#foto.png"]
    assert isinstance(read[1], Document)
    assert isinstance(read[2], Skipped)
    assert locator_at(read[1], 0) == Locator(0, "page", "1")


def test_a_web_archive_gives_its_pages_and_counts_the_rest(tmp_path: Path) -> None:
    """Pages that were fetched; not pictures, errors, or pages without a word."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    for name, kind, status, data in (
        ("uno", "text/html", "200 OK", page(ARTICLES[0]).encode()),
        ("dos", "text/html; charset=iso-8859-1", "200 OK", f"<html><body>{BODY}</body></html>".encode("cp1252")),
        ("tres", "application/pdf", "200 OK", MAKERS[".pdf"](ARTICLES[2])),
        ("no", "text/html", "404 Not Found", b"<html><body>No se encuentra</body></html>"),
        ("nada", "text/html", "200 OK", b"<html><body></body></html>"),
        ("foto", "image/jpeg", "200 OK", b"\xff\xd8"),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        made = writer.create_warc_record(
            f"https://g.example/{name}", "response", payload=BytesIO(data), length=len(data), http_headers=headers
        )
        writer.write_record(made)
    read = read_all(tmp_path, "a.warc.gz", out.getvalue())
    assert [entry.source for entry in read if isinstance(entry, Document)] == [
        f"a.warc.gz#https://g.example/{name}" for name in ("uno", "dos", "tres")
    ]
    (skipped,) = [entry for entry in read if isinstance(entry, Skipped)]
    assert skipped.reason.startswith("3 of its records are no article")
