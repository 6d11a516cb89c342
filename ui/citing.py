"""How a citation tells a reader where its words stand: the file, the newspaper, the day, the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from rag.types import Document, locator_at
from ui.speech import Say

__all__ = ["ambiguous", "details", "place_json"]

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
    told = ", ".join(part for part in (file, document.outlet, day, where) if part)
    return f" ({told})" if told else ""
