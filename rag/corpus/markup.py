"""Trees of markup become text: headings, lists and tables as Markdown writes them, a paragraph a line.

The names of elements are those of HTML and of what trafilatura makes of it; any other is looked through.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from lxml import etree, html

from rag.corpus.decoding import decode
from rag.corpus.limits import MAX_ATTRIBUTES, MAX_BYTES, MAX_NODES
from rag.corpus.raw import PARAGRAPH
from rag.errors import ArticleError

__all__ = [
    "blocks_of",
    "has_markup",
    "list_item",
    "parse_html",
    "parse_xml",
    "require_few_nodes",
    "table_rows",
    "text_of_fragment",
]

_HEADINGS = {**{f"h{n}": "#" * n for n in range(1, 7)}, "head": "##"}
_PARAGRAPHS = frozenset("p ab dt dd pre figcaption address summary".split())
_DIVISIONS = frozenset(
    "body div section article main header aside blockquote quote ul ol dl list figure form fieldset center details "
    "tbody table nav footer".split()
)
_LEFT_OUT = frozenset("script style template noscript svg math iframe object button select textarea".split())
_BREAKS = frozenset(("br", "lb", "hr"))
_TAG = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|table|blockquote|strong|em|a)\b[^<>]*>", re.IGNORECASE)
_CHARSET = re.compile(rb"""(?:charset\s*=\s*["']?\s*|<\?xml[^>]*encoding=["'])([\w-]{2,40})""", re.IGNORECASE)
_LATIN = ("iso8859-1", "ascii")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")

_BREAK = "\0"
"""Stands for a line break while a block is gathered: no parser lets it through."""


def parse_html(data: bytes | str, charset: str = "") -> html.HtmlElement | None:
    """The tree of a page, however broken; none where there is nothing.

    Bytes are read in the encoding that is declared for them or in them, and else as any text is: see
    `rag.corpus.decoding`.

    Raises:
        ValueError: It is no text, has more elements than are read, or is nested too deep; as the end of a sentence.
    """
    if isinstance(data, bytes):
        data = _decode_page(data, charset)
    data = _XML_DECLARATION.sub("", data, count=1)  # which lxml refuses in what is decoded
    if not data.strip():
        return None
    _require_few_nodes(data.count("<") - data.count("</"))
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        page = html.document_fromstring(_thinned(data), parser=parser, ensure_head_body=True)
    except etree.ParserError:  # nothing but a comment, for example
        return None
    if cut := next((error for error in parser.error_log if error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT), None):
        # The parser leaves out what is nested deeper, and all that follows.
        raise ValueError(f"is nested too deep ({cut.message.partition(',')[0]})")
    return page


def _require_few_nodes(opened: int) -> None:
    if opened > MAX_NODES:
        raise ValueError(f"has {opened:,} elements or more, of which at most {MAX_NODES:,} are read at once: split it")


_NAMED = r"[\s/]++[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+"
# It fits every tag, so that none is looked at twice: the time is that of the length.
_ATTRIBUTES = re.compile(rf"(?P<kept><[a-zA-Z][^\s/>]*+(?:{_NAMED}){{0,{MAX_ATTRIBUTES}}}+)(?:{_NAMED})*+")


def _thinned(data: str) -> str:
    """A page in which no element has more attributes than `MAX_ATTRIBUTES`."""
    return _ATTRIBUTES.sub(r"\g<kept>", data)


def _decode_page(data: bytes, charset: str) -> str:
    """Raises ValueError where it is no text."""
    declared = charset or (found[1].decode() if (found := _CHARSET.search(data[:4096])) else "")
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and declared.lower() not in ("utf-16", "utf-8"):
        try:
            # The web's Latin-1 is Windows-1252.
            return data.decode("cp1252" if codecs.lookup(declared).name in _LATIN else declared)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def parse_xml(data: bytes, source: str) -> etree._Element:
    """The tree of an XML file, without entities, network and other files.

    Raises:
        ArticleError: It is not well-formed, too deep or too large, or defines entities.
    """
    require_few_nodes(data, source)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data[:MAX_BYTES], parser)
    except etree.XMLSyntaxError as error:
        said = " ".join(str(error).split())
        raise ArticleError(f"{source!r} is no well-formed XML ({said}): save it anew, or take it out.") from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise ArticleError(f"{source!r} defines entities, which may expand without end: it is not read; take them out.")
    return root


def require_few_nodes(data: bytes, source: str) -> None:
    """Raise ArticleError where an XML file has more elements than `MAX_NODES`."""
    try:
        _require_few_nodes(data.count(b"<") - data.count(b"</"))
    except ValueError as error:
        raise ArticleError(f"{source!r} {error}, or take it out.") from error


def has_markup(text: str) -> bool:
    """Whether a text that may be plain is a piece of HTML."""
    return bool(_TAG.search(text))


def text_of_fragment(text: str) -> str:
    """A piece of HTML as text; what is plain stays as it is."""
    if not has_markup(text):
        return text
    tree = parse_html(text)
    return "" if tree is None else PARAGRAPH.join(blocks_of(tree.body))


def blocks_of(tree: etree._Element) -> Iterator[str]:
    """The blocks of a tree in reading order: headings, paragraphs, list items one a line, tables.

    Runs of items and rows come as one block each line of which is one of them.
    """
    held: list[str] = []
    for kind, text in _Walk(tree).blocks():
        if kind != "item" and held:
            yield "\n".join(held)
            held = []
        if kind == "item":
            held.append(text)
        else:
            yield text
    if held:
        yield "\n".join(held)


def list_item(text: str, depth: int = 0) -> str:
    """An item of a list as Markdown writes it."""
    return f"{'  ' * depth}- {text}"


def table_rows(rows: list[list[str]]) -> str:
    """A table as Markdown writes it, its first row the heads of the columns; a table of one column is lines."""
    cells = [[" ".join(cell.split()).replace("|", "¦") for cell in row] for row in rows]
    filled = [row for row in cells if any(row)]
    width = max(map(len, filled), default=0)
    if width < 2:
        return "\n".join(row[0] for row in filled)
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in filled]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


class _Walk:
    """Goes through a tree once, from event to event, so that no depth of nesting is too deep."""

    def __init__(self, tree: etree._Element) -> None:
        self._tree = tree
        self._words: list[str] = []
        self._kind = "p"
        self._depth = 0

    def blocks(self) -> Iterator[tuple[str, str]]:
        walker = etree.iterwalk(self._tree, events=("start", "end"))
        for event, element in walker:
            name = _name(element)
            if event == "start" and (name in _LEFT_OUT or name == "table"):
                yield from self._flush()
                if name == "table" and (table := self._table(element)):
                    yield "table", table
                if name in _LEFT_OUT or _is_data(element):
                    walker.skip_subtree()
                continue
            yield from self._start(name, element) if event == "start" else self._end(name, element)
        yield from self._flush()

    def _start(self, name: str, element: etree._Element) -> Iterator[tuple[str, str]]:
        if name in _BREAKS:
            self._words.append(_BREAK)
        elif _is_block(name):
            yield from self._flush()
            if not (name == "p" and self._kind == "item"):  # an item may hold its words in a paragraph
                self._kind = _kind(name, element)
            self._depth += name in ("ul", "ol", "list")
        if element.text and isinstance(element.tag, str):
            self._words.append(element.text)

    def _end(self, name: str, element: etree._Element) -> Iterator[tuple[str, str]]:
        if _is_block(name):
            yield from self._flush()
            self._kind = "p"
            self._depth -= name in ("ul", "ol", "list")
        if element.tail and element is not self._tree:
            self._words.append(element.tail)

    def _flush(self) -> Iterator[tuple[str, str]]:
        """What has been gathered, as the block it is; a line break inside of it stays."""
        words = "".join(self._words)
        words = words.replace("\n", _BREAK) if self._kind == "pre" else words
        lines = [" ".join(line.split()) for line in words.split(_BREAK)]
        self._words = []
        for text in filter(None, lines):
            if self._kind == "item":
                yield "item", list_item(text, max(self._depth - 1, 0))
            else:
                yield "p", f"{self._kind} {text}" if self._kind.startswith("#") else text

    def _table(self, table: etree._Element) -> str:
        """A table of data; one that only lays out a page is looked through, cell by cell."""
        if not _is_data(table):
            return ""
        rows = [row for row in table.iter() if _name(row) in ("tr", "row")]
        return table_rows([[_flat(cell) for cell in row if _name(cell) in ("td", "th", "cell")] for row in rows])


def _is_data(table: etree._Element) -> bool:
    """Whether a table holds data: more than one column, and no table, list or heading in a cell."""
    if _name(table) != "table":
        return False
    inside = [_name(element) for element in table.iterdescendants()]
    rows = [row for row in table.iter() if _name(row) in ("tr", "row")]
    wide = any(sum(_name(cell) in ("td", "th", "cell") for cell in row) > 1 for row in rows)
    return wide and len(rows) > 1 and not any(n in ("table", "ul", "ol") or n in _HEADINGS for n in inside)


def _is_block(name: str) -> bool:
    return name in _PARAGRAPHS or name in _DIVISIONS or name in _HEADINGS or name in ("li", "item", "tr", "td", "th")


def _kind(name: str, element: etree._Element) -> str:
    if name in ("li", "item", "pre"):
        return "pre" if name == "pre" else "item"
    level = element.get("rend", "") if name == "head" else ""
    return _HEADINGS.get(level) or _HEADINGS.get(name, "p")


def _name(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _flat(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())
