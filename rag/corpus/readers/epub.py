"""Books and issues in EPUB: each chapter is an article.

A newspaper's issue has an article a chapter, and of a book a chapter is what a reader can be sent to: its heading
stands over every passage of it, and an edit of one leaves the others as they are. The book is named beside it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree

from rag.corpus.containers import open_zip, read_member
from rag.corpus.markup import blocks_of, parse_html, parse_xml
from rag.corpus.raw import PARAGRAPH, Raw, RawArticle, RawFile, attempt, tidy
from rag.errors import ArticleError
from rag.types import Locator, SyncFailure

__all__ = ["read"]

_PAGES = ("application/xhtml+xml", "text/html")
SHORTEST_CHAPTER = 80
"""Characters below which a part of a book is a cover or a title page."""


@dataclass(frozen=True, slots=True)
class _Book:
    """What the package of a book says: its facts, and its parts in reading order, by their names in the ZIP."""

    facts: dict[str, str]
    title: str
    parts: tuple[str, ...]


def read(file: RawFile) -> Iterator[Raw]:
    """Read the chapters of an EPUB."""
    with open_zip(file) as packed:
        book = _open_book(packed, file)
        chapters = 0
        for part in book.parts:
            try:
                data = read_member(packed, part, f"{file.source}#{part}")
            except ArticleError as error:
                yield SyncFailure(f"{file.source}#{part}", str(error))
                continue
            article = attempt(f"{file.source}#{part}", partial(_chapter, data, part, book, chapters + 1))
            if isinstance(article, SyncFailure):
                yield article
            elif article.text:
                chapters += 1
                yield article
    if not chapters:
        raise ArticleError(f"{file.source!r} holds no chapter with text: it may be a book of pictures; take it out.")


def _open_book(packed: ZipFile, file: RawFile) -> _Book:
    container = parse_xml(read_member(packed, "META-INF/container.xml", file.source), file.source)
    place = container.xpath("string(//*[local-name()='rootfile']/@full-path)")
    if not place:
        raise ArticleError(f"{file.source!r} does not say where its chapters are: save it anew, or take it out.")
    package = parse_xml(read_member(packed, str(place), file.source), file.source)
    items = {item.get("id"): item for item in package.iter("{*}item")}
    spine = [items.get(reference.get("idref")) for reference in package.iter("{*}itemref")]
    parts = (item for item in spine if item is not None and _is_page(item))
    folder = posixpath.dirname(str(place))
    names = tuple(posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "")))) for item in parts)
    title = _said(package, "title")
    facts = {
        "author": _said(package, "creator"),
        "outlet": _said(package, "publisher"),
        "published": _said(package, "date"),
    }
    return _Book(facts, title, names)


def _is_page(item: etree._Element) -> bool:
    return item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()


def _said(package: etree._Element, name: str) -> str:
    return ", ".join(text for element in package.iter(f"{{*}}{name}") if (text := (element.text or "").strip()))


def _chapter(data: bytes, part: str, book: _Book, number: int) -> RawArticle:
    """A part of a book as an article; its text is empty where it holds none to speak of.

    Raises:
        ValueError: It cannot be read.
    """
    page = parse_html(data)
    text = "" if page is None else tidy(PARAGRAPH.join(blocks_of(page.body)))
    if page is None or len(text) < SHORTEST_CHAPTER:
        return RawArticle("")
    heading = page.find(".//h1") if page.find(".//h1") is not None else page.find(".//h2")
    title = " ".join(heading.text_content().split()) if heading is not None else ""
    return RawArticle(
        text,
        facts=book.facts | ({"title": title} if title else {}),
        origin="properties",
        key=part,
        metadata={"book": book.title} if book.title else {},
        locators=(Locator(0, "chapter", title or str(number)),),
    )
