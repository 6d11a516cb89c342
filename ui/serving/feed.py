"""What was found for saved questions, for other programs: as Atom (RFC 4287), for readers of feeds, and as JSON.

All that stands in it comes from articles and from whoever typed the question: it is text, escaped by the library that
writes the XML, and of an address only one of the web becomes a link.
"""

from __future__ import annotations

import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from rag.questions.options import filters_as_dict
from rag.types import Document, Standing, Version
from ui.citing import details, place_json
from ui.contract import NO_FOLDERS
from ui.serving.saved import Match, Saved, SavedQuestion

__all__ = ["FEED_TYPE", "MOST_ENTRIES", "Shown", "atom", "latest", "match_json", "question_json", "shown", "words_of"]

FEED_TYPE = "application/atom+xml"
MOST_ENTRIES = 200
"""Entries of a feed, the latest first: readers of feeds keep the others."""
LOOKED_AT = 3 * MOST_ENTRIES
"""Of how many it is asked whether their article is still there."""

_OF_ALL = uuid.uuid5(uuid.NAMESPACE_OID, "hemeroteca questions")
_SPACE = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""

Versions = Callable[[Sequence[str]], Mapping[str, Version]]
Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A match whose article is still there, with the question that it answers."""

    question: SavedQuestion
    match: Match
    document: Document
    changed: bool = False


def shown(questions: Sequence[SavedQuestion], matches: Sequence[Match], versions: Versions) -> list[Shown]:
    """The matches whose articles have not been taken out, in their order."""
    by_id = {question.id: question for question in questions}
    known = versions(sorted({match.article.id for match in matches}))
    return [
        Shown(by_id[match.question], match, version.document, version.standing is Standing.CHANGED)
        for match in matches
        if match.question in by_id
        and (version := known.get(match.article.id)) is not None
        and version.standing is not Standing.GONE
    ]


def latest(saved: Saved, asked: SavedQuestion | None, versions: Versions) -> list[Shown]:
    """What the feed of one question shows, or that of all."""
    questions = saved.listed() if asked is None else [asked]
    return shown(questions, saved.matches(asked)[:LOOKED_AT], versions)[:MOST_ENTRIES]


def words_of(one: Shown) -> list[str]:
    """The words of the article that answer the question, each on one line."""
    return [" ".join(one.document.text[start:end].split()) for start, end in one.match.spans]


def atom(asked: SavedQuestion | None, matches: Sequence[Shown], say: Say) -> bytes:
    """The feed of what was found for one question, or for all, in ASCII.

    Its id, and that of each entry, are made from those of the question and the article, and so stay the same.

    Args:
        asked: The question; None: all of them.
        matches: The latest first.
        say: Tells what the program says itself in the reader's language.
    """
    feed = ET.Element("feed", {"xmlns": _SPACE})
    latest_of = [match.match.found for match in matches] or [asked.made if asked else 0]
    _text(feed, "id", uuid.UUID(asked.id).urn if asked else _OF_ALL.urn)
    _text(feed, "title", asked.question if asked else say("Saved questions"))
    _text(feed, "updated", _time(max(latest_of)))
    _text(ET.SubElement(feed, "author"), "name", "Hemeroteca")
    for match in matches[:MOST_ENTRIES]:
        _entry(feed, match, say)
    written: bytes = ET.tostring(feed, encoding="us-ascii", xml_declaration=True)
    return written


def question_json(question: SavedQuestion) -> dict[str, Any]:
    """A saved question."""
    return {
        "id": question.id,
        "question": question.question,
        "filters": dict(filters_as_dict(question.filters)),
        "as_words": question.as_words,
        "made": _time(question.made),
    }


def match_json(one: Shown) -> dict[str, Any]:
    """A match: its id, which is that of its entry in the feed, the question, and the words of the article."""
    document = one.document
    return {
        "id": _id_of(one),
        "question": one.question.question,
        "question_id": one.question.id,
        "article": document.id,
        "document": document.source,
        "title": document.title,
        "found": _time(one.match.found),
        "changed": one.changed,
        "quotes": [
            {"start": start, "end": end, "quote": document.text[start:end], **place_json(document, start, NO_FOLDERS)}
            for start, end in one.match.spans
        ],
    }


def _entry(feed: ET.Element, one: Shown, say: Say) -> None:
    entry, document = ET.SubElement(feed, "entry"), one.document
    _text(entry, "id", _id_of(one))
    _text(entry, "title", document.title)
    _text(entry, "updated", _time(one.match.found))
    if document.author:
        _text(ET.SubElement(entry, "author"), "name", document.author)
    if _is_of_the_web(document.address):
        ET.SubElement(entry, "link", {"rel": "alternate", "href": _plain(document.address)})
    ET.SubElement(entry, "category", {"term": _plain(one.question.question)})
    _text(entry, "content", _told(one, say), type="text")  # without it an entry must have a link


def _id_of(one: Shown) -> str:
    """What a match is called for good, made from its question and its article."""
    return uuid.uuid5(uuid.UUID(one.question.id), one.document.id).urn


def _told(one: Shown, say: Say) -> str:
    start = one.match.spans[0][0] if one.match.spans else 0
    where = details(one.document, start, say, one.document.source)
    told = [f"«{words}»" for words in words_of(one)]
    changed = [say("The article has been changed since: these words may no longer be in it.")] if one.changed else []
    return "\n".join([*told, where.strip(), *changed])


def _text(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = _plain(text)


def _plain(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _time(milliseconds: int) -> str:
    """As RFC 3339 writes it."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _is_of_the_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"[\s\x00-\x1f]", address)
