"""One whole article in the panel of sources, by an address that can be sent to others.

    #article=<id of the version>&start=<offset>&end=<offset>

The id names a version in the ledger, so an address outlives a restart and an edit of the file. It comes from whoever
wrote the link: only what the archive holds is shown, and only offsets of its text are lit. Pure functions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote

from rag.types import Document, Standing, Version
from ui.web.escaping import escape
from ui.web.strings import Strings

__all__ = ["ArticleAddress", "address_of", "read_address", "since", "whole_article"]

LONGEST_ADDRESS = 400
LONGEST_ARTICLE = 1_000_000
"""Characters of an article that are shown at most, from before the lit words on: a browser draws no book at once."""
BEFORE = 20_000

_OFFSET = re.compile(r"[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ArticleAddress:
    """A version of an article and, where `end` is not 0, a span of its text."""

    document: str
    start: int = 0
    end: int = 0


def address_of(document: str, start: int = 0, end: int = 0) -> str:
    """The fragment that leads to an article, and to a span of it where one is given."""
    span = f"&start={start}&end={end}" if end else ""
    return f"#article={quote(document, safe='')}{span}"


def read_address(fragment: str) -> ArticleAddress | None:
    """The article that a fragment leads to; None where it names none. Offsets that are none are left out."""
    if len(fragment) > LONGEST_ADDRESS:
        return None
    fields = {name: values[0] for name, values in parse_qs(fragment.removeprefix("#"), errors="replace").items()}
    if not (document := fields.get("article", "")):
        return None
    start, end = (fields.get(name, "") for name in ("start", "end"))
    if not (_OFFSET.fullmatch(start) and _OFFSET.fullmatch(end)):
        return ArticleAddress(document)
    return ArticleAddress(document, int(start), int(end))


def whole_article(version: Version, address: ArticleAddress, strings: Strings) -> str:
    """An article as it was indexed, whole, with the span of its address lit."""
    document, text = version.document, version.document.text
    lit = (address.start, address.end) if 0 <= address.start < address.end <= len(text) else None
    missing = (
        f'<p class="desde-entonces" role="note">{escape(strings.sources.span_unknown)}</p>'
        if _misses(address, lit)
        else ""
    )
    facts = " · ".join(escape(fact) for fact in strings.facts(document, lit[0] if lit else None))
    link = address_of(document.id, *(lit or ()))
    return (
        f'<article class="articulo entero" data-enlace="{escape(link)}" aria-labelledby="titulo-articulo">'
        f"{_tools(strings)}"
        f'<h3 id="titulo-articulo" tabindex="-1" lang="{escape(document.language)}">{escape(document.title)}</h3>'
        f'<p class="datos">{facts}</p>{since(version.standing, strings)}{missing}'
        f'<div class="texto" lang="{escape(document.language)}">{_lit(document, lit, strings)}</div></article>'
    )


def _misses(address: ArticleAddress, lit: tuple[int, int] | None) -> bool:
    return lit is None and bool(address.start or address.end)


def _tools(strings: Strings) -> str:
    return (
        f'<p class="herramientas"><button type="button" data-cerrar>‹ {escape(strings.sources.close)}</button>'
        f'<button type="button" data-copiar data-copiado="{escape(strings.sources.copied)}"'
        f' data-no-copiado="{escape(strings.sources.uncopied)}">{escape(strings.sources.copy_link)}</button>'
        '<span class="copiado" role="status"></span></p>'
    )


def _lit(document: Document, lit: tuple[int, int] | None, strings: Strings) -> str:
    text, cut = document.text, f'<span class="corte">{escape(strings.sources.cut)}</span>'
    start, end = lit or (0, 0)
    first = max(0, start - BEFORE) if len(text) > LONGEST_ARTICLE else 0
    last = min(len(text), max(end, first + LONGEST_ARTICLE))
    marked = f'<mark class="elegida" id="pasaje" tabindex="-1">{escape(text[start:end])}</mark>' if lit else ""
    before, after = (cut if first else ""), (cut if last < len(text) else "")
    return f"{before}{escape(text[first:start])}{marked}{escape(text[end:last])}{after}"


def since(standing: Standing, strings: Strings) -> str:
    """What has happened to an article since it was cited, in words."""
    match standing:
        case Standing.CURRENT:
            return ""
        case Standing.CHANGED:
            said = strings.sources.changed_since
        case Standing.GONE:
            said = strings.sources.gone_since
    return f'<p class="desde-entonces" role="note">{escape(said)}</p>'
