"""Web pages: the main text by trafilatura; what the article says of itself from JSON-LD first, then from meta tags.

Menus, notices and comments are no article. Where trafilatura finds too little beside what the page itself gives as
the body of its article, that body is the text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import trafilatura
from lxml.html import HtmlElement

from rag.corpus.fields import as_text
from rag.corpus.limits import MAX_ELEMENTS
from rag.corpus.markup import blocks_of, parse_html, text_of_fragment
from rag.corpus.raw import PARAGRAPH, Raw, RawArticle, RawFile

__all__ = ["facts_of_page", "main_text", "read", "read_page"]

_KINDS = ("NewsArticle", "ReportageNewsArticle", "Article", "BlogPosting", "LiveBlogPosting", "WebPage")
"""Types of schema.org that describe an article, the best first; any other type that ends like these is one too."""

_LINKED = {
    "title": "headline",
    "published": "datePublished",
    "updated": "dateModified",
    "outlet": "publisher",
    "author": "author",
    "section": "articleSection",
    "address": "mainEntityOfPage",
}

_META = {
    "title": ("og:title", "dc.title", "twitter:title", "citation_title"),
    "published": (
        *("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created"),
        *("publish-date", "pubdate", "citation_publication_date", "parsely-pub-date", "sailthru.date"),
    ),
    "updated": ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "citation_journal_title", "publisher"),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "citation_author", "byl"),
    "section": ("article:section", "parsely-section", "section"),
    "address": ("og:url", "twitter:url"),
}

_BESIDE = ("description", "keywords", "news_keywords")


def read(file: RawFile) -> Iterator[Raw]:
    """Read a saved page."""
    yield read_page(file.read())


def read_page(data: bytes | str, charset: str = "") -> RawArticle:
    """A page as an article; its text is empty where it has none.

    Args:
        data: The page.
        charset: The encoding that its server declared, which counts more than what it says itself.
    """
    page = parse_html(data, charset)
    if page is None:
        return RawArticle("")
    facts, linked_text = facts_of_page(page)
    beside = {name: said for name in _BESIDE if (said := _metas(page).get(name, ""))}
    text = main_text(page)
    if len(linked_text) > 2 * len(text):
        text = linked_text
    return RawArticle(text, facts=facts, origin="markup", metadata=beside)


def main_text(page: HtmlElement) -> str:
    """The text of the article of a page, without what stands around it."""
    body = None
    if sum(1 for _ in page.iter()) <= MAX_ELEMENTS:
        found = trafilatura.bare_extraction(page, include_comments=False, include_tables=True, with_metadata=False)
        body = getattr(found, "body", None)
    text = "" if body is None else PARAGRAPH.join(blocks_of(body))
    return text or PARAGRAPH.join(blocks_of(page.body))


def facts_of_page(page: HtmlElement) -> tuple[dict[str, str], str]:
    """What a page says of its article, by role, and the body of the article where JSON-LD holds it."""
    linked = _linked_article(page)
    metas = _metas(page)
    facts = {role: as_text(linked.get(name)) for role, name in _LINKED.items()}
    facts["address"] = facts["address"] or as_text(linked.get("url")) or _canonical(page)
    for role, names in _META.items():
        facts[role] = facts[role] or next((metas[name] for name in names if metas.get(name)), "")
    facts["title"] = facts["title"] or _title(page)
    facts["published"] = facts["published"] or _time(page)
    if facts["author"].startswith(("http:", "https:")):  # `article:author` is often a page of a network
        facts["author"] = ""
    body = text_of_fragment(as_text(linked.get("articleBody")))
    return {role: said for role, said in facts.items() if said}, body


def _metas(page: HtmlElement) -> dict[str, str]:
    """The meta tags of a page by name, in lower case; the first of each."""
    metas: dict[str, str] = {}
    for tag in page.iterfind(".//meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        metas.setdefault(name.lower(), (tag.get("content") or "").strip())
    return metas


def _canonical(page: HtmlElement) -> str:
    links = (link for link in page.iterfind(".//link[@href]") if (link.get("rel") or "").lower() == "canonical")
    return next((link.get("href") or "" for link in links), "")


def _title(page: HtmlElement) -> str:
    """The one heading of the first rank, or the name of the page, which often ends with that of its site."""
    headings = page.findall(".//h1")
    named = headings[0] if len(headings) == 1 else page.find(".//title")
    return " ".join(named.text_content().split()) if named is not None else ""


def _time(page: HtmlElement) -> str:
    """The day of the first `<time>` that says it is that of publication."""
    times = (time for time in page.iterfind(".//time[@datetime]"))
    return next((t.get("datetime") or "" for t in times if "pubdate" in t.attrib or _publishes(t)), "")


def _publishes(time: HtmlElement) -> bool:
    return "publish" in f"{time.get('itemprop') or ''} {time.get('class') or ''}".lower()


# --- JSON-LD ------------------------------------------------------------------------------------------------


def _linked_article(page: HtmlElement) -> Mapping[str, Any]:
    """What the JSON-LD of a page says of its article; empty where it says nothing."""
    scripts = page.iterfind(".//script[@type='application/ld+json']")
    entries = [entry for script in scripts for entry in _entries(_load(script.text or ""))]
    ranked = sorted(((_rank(entry), n) for n, entry in enumerate(entries) if _rank(entry) < len(_KINDS)))
    return entries[ranked[0][1]] if ranked else {}


def _load(script: str) -> Any:
    try:
        return json.loads(script.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return None


def _entries(loaded: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a script: one, a list, or a graph of them."""
    if isinstance(loaded, list):
        for item in loaded:
            yield from _entries(item)
    elif isinstance(loaded, dict):
        yield loaded
        graph = loaded.get("@graph")
        yield from (entry for entry in (graph if isinstance(graph, list) else []) if isinstance(entry, dict))


def _rank(entry: Mapping[str, Any]) -> int:
    """How well an object describes an article: its place among the kinds; their number where it does not."""
    kinds = as_text(entry.get("@type")).split(", ")
    exact = min((_KINDS.index(kind) for kind in kinds if kind in _KINDS), default=len(_KINDS))
    return min(exact, 2 if any(kind.endswith("Article") for kind in kinds) else len(_KINDS))
