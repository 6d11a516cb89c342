"""Word files: paragraphs, headings, lists and tables in their order; what the file's properties say.

The day on which a file was made is not that on which an article came out, and is kept beside it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from rag.corpus.containers import files_of, open_zip, read_member
from rag.corpus.markup import list_item, require_few_nodes, table_rows
from rag.corpus.raw import PARAGRAPH, Raw, RawArticle, RawFile

__all__ = ["read"]

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


def read(file: RawFile) -> Iterator[Raw]:
    """Read a DOCX."""
    _require_few_paragraphs(file)
    file.stream.seek(0)
    document = docx.Document(file.stream)
    yield RawArticle(
        PARAGRAPH.join(_blocks(document)),
        facts=_facts(document),
        origin="properties",
        metadata=_beside(document),
    )


def _require_few_paragraphs(file: RawFile) -> None:
    """Look at the parts that the library makes trees of.

    Raises:
        ArticleError: They are too large, or one has too many elements.
    """
    with open_zip(file) as packed:
        for entry in files_of(packed):
            if entry.filename.endswith((".xml", ".rels")):
                require_few_nodes(read_member(packed, entry, file.source), file.source)


def _blocks(document: Document) -> Iterator[str]:
    items: list[str] = []
    for block in document.iter_inner_content():
        text = _table(block) if isinstance(block, Table) else _paragraph(block)
        if not text.strip():
            continue
        if text.startswith("- "):
            items.append(text)
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield text
    if items:
        yield "\n".join(items)


def _paragraph(paragraph: Paragraph) -> str:
    element = paragraph._p  # noqa: SLF001 - the library names no other way to it
    text = paragraph.text.strip() if len(element) else ""  # to look into each of a million empty ones takes a minute
    if not text:
        return ""
    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    if style.lower() == "title":
        return f"# {text}"
    if heading := _HEADING.match(style):
        return f"{'#' * min(int(heading[1]) + 1, 6)} {text}"
    return list_item(text) if style.lower().startswith("list") or _is_numbered(paragraph) else text


def _is_numbered(paragraph: Paragraph) -> bool:
    properties = paragraph._p.pPr  # noqa: SLF001 - the library names no other way to it
    return properties is not None and properties.numPr is not None


def _table(table: Table) -> str:
    return table_rows([[cell.text for cell in row.cells] for row in table.rows])


def _facts(document: Document) -> dict[str, str]:
    said = document.core_properties
    return {"title": said.title or "", "author": said.author or "", "section": said.category or ""}


def _beside(document: Document) -> dict[str, str]:
    said = document.core_properties
    made = said.created.date().isoformat() if said.created else ""
    beside = {"created": made, "keywords": said.keywords or "", "subject": said.subject or ""}
    return {name: value for name, value in beside.items() if value}
