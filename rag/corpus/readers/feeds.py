"""RSS and Atom: each entry is an article, with the text that the feed carries.

The formats: RSS 2.0, RSS 1.0 (RDF), Atom (RFC 4287), with `content:encoded` and Dublin Core.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from lxml import etree

from rag.corpus.markup import blocks_of, parse_xml, text_of_fragment
from rag.corpus.raw import PARAGRAPH, Raw, RawArticle, RawFile, attempt, digest
from rag.errors import ArticleError

__all__ = ["read"]

_TEXTS = ("encoded", "content", "description", "summary")
_NAMES = {
    "title": ("title",),
    "published": ("pubDate", "published", "issued", "date", "updated"),
    "updated": ("updated", "modified"),
    "author": ("creator", "author"),
    "section": ("category",),
}


def read(file: RawFile) -> Iterator[Raw]:
    """Read the entries of a feed."""
    root = parse_xml(file.read(), file.source)
    entries = [element for element in root.iter() if _name(element) in ("item", "entry")]
    if not entries:
        raise ArticleError(f"{file.source!r} is a feed without an entry: fetch it anew, or take it out.")
    channel = next((element for element in root.iter() if _name(element) == "channel"), root)
    outlet = _said(channel, ("title",))
    for entry in entries:
        yield attempt(file.source, partial(_article, entry, outlet))


def _article(entry: etree._Element, outlet: str) -> RawArticle:
    facts = {role: _said(entry, names) for role, names in _NAMES.items()}
    if facts["updated"] == facts["published"]:
        facts["updated"] = ""
    facts |= {"address": _address(entry), "outlet": _said_by_source(entry) or outlet}
    text = max((_text(element) for element in entry if _name(element) in _TEXTS), key=len, default="")
    key = _said(entry, ("guid", "id")) or facts["address"] or digest(facts["title"] or text)
    said = {role: value for role, value in facts.items() if value}
    return RawArticle(text, facts=said, origin="markup", key=key)


def _text(element: etree._Element) -> str:
    """What an entry carries: escaped HTML, plain text, or XHTML inside of it."""
    if len(element):
        return PARAGRAPH.join(blocks_of(element))
    return text_of_fragment((element.text or "").strip())


def _said(element: etree._Element, names: tuple[str, ...]) -> str:
    """The text of the first child of one of some names, in the order of the names."""
    for name in names:
        for child in element:
            if _name(child) == name and (text := _words(child)):
                return text
    return ""


def _words(element: etree._Element) -> str:
    """The words of an element; of an Atom author its name, of an Atom category its term."""
    named = next((child.text or "" for child in element if _name(child) == "name"), "")
    return " ".join((named or "".join(element.itertext()) or element.get("term") or "").split())


def _said_by_source(entry: etree._Element) -> str:
    """The outlet of an entry that a feed took from another."""
    source = next((child for child in entry if _name(child) == "source"), None)
    if source is None:
        return ""
    return _said(source, ("title",)) if len(source) else (source.text or "").strip()


def _address(entry: etree._Element) -> str:
    links = [child for child in entry if _name(child) == "link"]
    named = (link for link in links if link.get("rel", "alternate") == "alternate")
    return next(((link.get("href") or link.text or "").strip() for link in named), "")


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
