"""How a citation tells a reader where its words stand: the file, the newspaper, the day, the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from rag.types import Amendment, Document, Passage, Printing, locator_at
from ui.speech import Say

__all__ = ["ambiguous", "beside_json", "details", "place_json"]

_LONGEST = 80
"""Characters of an outlet that are shown."""
_HARMLESS = str.maketrans("[]«»", "()“”")
"""The marks of a citation, which only the program sets."""
_ABBREVIATED = {"page": "p. {label}", "chapter": "ch. {label}"}


def place_json(document: Document, start: int, folders: Mapping[str, str]) -> dict[str, Any]:
    """What is known of where words stand, as JSON; None where it is not, and the folder empty."""
    locator = locator_at(document, start)
    return {
        "published": document.published.isoformat() if document.published else None,
        "outlet": document.outlet or None,
        "page": locator.label if locator and locator.kind == "page" else None,
        "chapter": locator.label if locator and locator.kind == "chapter" else None,
        "folder": folders.get(document.id, ""),
    }


def beside_json(passage: Passage) -> dict[str, Any]:
    """Who else prints an article, the first of them by name, and what was published later about it, as JSON."""
    return {
        "reprints": passage.reprints.number,
        "also_in": [_printing_json(printing) for printing in passage.reprints.first],
        "amended": [_amendment_json(amendment) for amendment in passage.amendments],
    }


def _printing_json(printing: Printing) -> dict[str, Any]:
    return {
        "document": printing.source,
        "title": printing.title,
        "outlet": printing.outlet or None,
        "published": printing.published.isoformat() if printing.published else None,
        "exact": printing.exact,
    }


def _amendment_json(amendment: Amendment) -> dict[str, Any]:
    return {
        "kind": str(amendment.kind),
        "document": amendment.source,
        "title": amendment.title,
        "published": amendment.published.isoformat() if amendment.published else None,
        "note": amendment.note or None,
    }


def ambiguous(documents: Iterable[Document]) -> frozenset[str]:
    """Ids of articles that a reader would take for one another, since they have one title or one name of a file."""
    different = {document.id: document for document in documents}.values()
    titles = Counter(document.title for document in different)
    sources = Counter(document.source for document in different)
    return frozenset(d.id for d in different if titles[d.title] > 1 or sources[d.source] > 1)


def details(document: Document, start: int, say: Say, file: str = "") -> str:
    """A file, the outlet, the day and the page, as far as there are any, behind a title: « (La Gaceta, p. 12)»."""
    locator = locator_at(document, start)
    where = say(_ABBREVIATED.get(locator.kind, "{label}").format(label=locator.label)) if locator else ""
    day = document.published.isoformat() if document.published else ""
    told = ", ".join(part for part in (file, _shown(document.outlet), day, where) if part)
    return f" ({told})" if told else ""


def _shown(name: str) -> str:
    """A name that a file gives itself, short, on one line, and without what would make it look like a citation."""
    line = " ".join(name.split()).translate(_HARMLESS)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
