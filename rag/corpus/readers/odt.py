"""OpenDocument texts: paragraphs, headings, lists and tables in their order; what the file's properties say.

The format: OASIS OpenDocument 1.3, part 3. Notes, comments and what was deleted with its traces kept are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from rag.corpus.containers import open_zip, read_member
from rag.corpus.fields import names_program
from rag.corpus.markup import list_item, parse_xml, table_rows
from rag.corpus.raw import PARAGRAPH, Raw, RawArticle, RawFile
from rag.errors import ArticleError

__all__ = ["read"]

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"

_LEFT_OUT = {_TEXT + "tracked-changes", _TEXT + "note", _OFFICE + "annotation", _TEXT + "table-of-content"}
_BLANKS = {_TEXT + "tab": " ", _TEXT + "line-break": "\n"}


def read(file: RawFile) -> Iterator[Raw]:
    """Read an ODT."""
    with open_zip(file) as packed:
        content = parse_xml(read_member(packed, "content.xml", file.source), file.source)
        has_meta = "meta.xml" in packed.namelist()
        meta = parse_xml(read_member(packed, "meta.xml", file.source), file.source) if has_meta else None
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise ArticleError(f"{file.source!r} has no text in its content.xml: save it anew as ODT, or take it out.")
    facts, beside = _properties(meta) if meta is not None else ({}, {})
    yield RawArticle(PARAGRAPH.join(_blocks(body)), facts=facts, origin="properties", metadata=beside)


def _blocks(body: etree._Element) -> Iterator[str]:
    """Headings, paragraphs, lists and tables; anything else is looked through, sections and frames for one."""
    walker = etree.iterwalk(body, events=("start",))
    for _, element in walker:
        if element.tag in _LEFT_OUT:
            walker.skip_subtree()
        elif block := _block(element):
            walker.skip_subtree()
            yield block


def _block(element: etree._Element) -> str:
    if element.tag == _TEXT + "h":
        level = element.get(_TEXT + "outline-level") or "1"
        text = _words(element)
        return f"{'#' * min(int(level) + 1, 6)} {text}" if text and level.isdigit() else text
    if element.tag == _TEXT + "p":
        return _words(element)
    if element.tag == _TEXT + "list":
        items = element.iter(_TEXT + "p", _TEXT + "h")
        return "\n".join(list_item(text) for item in items if (text := _words(item)))
    if element.tag == _TABLE + "table":
        rows = element.iter(_TABLE + "table-row")
        return table_rows([[_cell(cell) for cell in row.iter(_TABLE + "table-cell")] for row in rows])
    return ""


def _cell(cell: etree._Element) -> str:
    return " ".join(_words(paragraph) for paragraph in cell.iter(_TEXT + "p", _TEXT + "h"))


def _words(paragraph: etree._Element) -> str:
    """The text of a paragraph, in which runs of blanks, tabs and line breaks are elements."""
    parts = [paragraph.text or ""]
    walker = etree.iterwalk(paragraph, events=("start", "end"))
    for event, element in walker:
        if element is paragraph:
            continue
        if event == "end":
            parts.append(element.tail or "")
        elif element.tag in _LEFT_OUT:
            walker.skip_subtree()
        elif element.tag == _TEXT + "s":
            parts.append(" ")
        else:
            parts.append(_BLANKS.get(element.tag) or element.text or "")
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(filter(None, lines))


def _properties(meta: etree._Element) -> tuple[dict[str, str], dict[str, str]]:
    def said(tag: str) -> str:
        return (meta.findtext(f".//{tag}") or "").strip()

    author = said(_META + "initial-creator") or said(_DC + "creator")
    facts = {"title": said(_DC + "title"), "author": "" if names_program(author, said(_META + "generator")) else author}
    beside = {"created": said(_META + "creation-date")[:10], "subject": said(_DC + "subject")}
    return facts, {name: value for name, value in beside.items() if value}
