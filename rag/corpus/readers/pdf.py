"""PDF: the text of its pages in reading order, with the number that is printed on each.

What stands at the head or the foot of one page after another is left out; words that were parted at the end of a line
are joined; a paragraph that goes on in the next column or on the next page is one. A PDF without text is a scan, and
said to be one.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from rag.corpus.layout import LARGER, Piece, Row, read_page
from rag.corpus.limits import MAX_LETTERS, MAX_PAGES
from rag.corpus.raw import PARAGRAPH, Raw, RawArticle, RawFile, tidy
from rag.corpus.wrapping import word_seams
from rag.errors import ArticleError
from rag.types import Locator, Noted

__all__ = ["read"]

MARGIN = 0.09
"""Share of a page's height, above and below, in which running heads and feet stand."""

_PARTED = ("\x02", "\ufffe", "\u00ad", "-", "‐")
"""How a word that goes on in the next line ends: PDFium gives the first two, files the others."""

_PAGE_NUMBER = re.compile(
    r"\W*(?:p[áa]g(?:ina|e|\.)?\W*)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|de|of)\s*\d{1,4})?\W*", re.IGNORECASE
)
_ENDED = re.compile(r"[.!?…:;][»”\"')\]]*\s*\Z")
_LONGEST_HEADING = 250

_Seams: TypeAlias = Callable[[str, str], str | None]
"""How words are put together that were broken at the end of a line: see `word_seams`."""


@dataclass(frozen=True, slots=True)
class _Page:
    label: str
    height: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the document; `heading` is what stands before it where it is one."""

    row: Row
    page: int
    heading: str = ""


def read(file: RawFile) -> Iterator[Raw]:
    """Read a PDF as one article."""
    pages, facts = _open(file)
    if not any(page.pieces for page in pages):
        raise ArticleError(
            f"{file.source!r} has {len(pages)} pages and no text: it is a scan; put it through text recognition "
            "(OCRmyPDF, for example), then index it."
        )
    heads = _running(pages)
    lines = _mark_headings([line for number, page in enumerate(pages) for line in _lines(page, number, heads)])
    text, locators = _assemble(lines, pages)
    if without := [page.label for page in pages if not page.pieces]:
        yield Noted(file.source, f"pages without text, which may be scans: {', '.join(without[:20])}")
    title = facts.pop("title", "")
    shown = (
        {"title": title} if title and " ".join(title.split()).lower() in " ".join(text[:3000].split()).lower() else {}
    )
    yield RawArticle(
        text,
        facts=facts | shown,
        origin="properties",
        metadata={"title": title} if title else {},
        locators=locators,
        head="\n".join(piece.text for piece in pages[0].pieces if _is_running(piece, pages[0], heads)),
    )


# --- Pages --------------------------------------------------------------------------------------------------


def _open(file: RawFile) -> tuple[list[_Page], dict[str, str]]:
    """The pages of a PDF and what its properties say.

    Raises:
        ArticleError: It is broken, locked, or longer than `MAX_PAGES` or `MAX_LETTERS`.
    """
    file.stream.seek(0)
    try:
        pdf = pdfium.PdfDocument(file.stream, autoclose=False)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ArticleError(f"{file.source!r} is locked with a password: unlock it, or take it out.") from error
        raise ArticleError(f"{file.source!r} is a broken PDF ({error}): copy it anew, or take it out.") from error
    try:
        if len(pdf) > MAX_PAGES:
            raise ArticleError(f"{file.source!r} has {len(pdf):,} pages, more than {MAX_PAGES:,}: split it.")
        pages = list(_pages(pdf, file.source))
        said = pdf.get_metadata_dict(skip_empty=True)
    finally:
        pdf.close()
    return pages, {name.lower(): said[name] for name in ("Title", "Author") if name in said}


def _pages(pdf: pdfium.PdfDocument, source: str) -> Iterator[_Page]:
    letters = 0
    for number in range(len(pdf)):
        page = pdf[number]
        text = page.get_textpage()
        letters += text.count_chars()
        if letters > MAX_LETTERS:
            raise ArticleError(f"{source!r} has more than {MAX_LETTERS:,} letters: split it, or take it out.")
        yield _page(pdf, number, page, text)


def _page(pdf: pdfium.PdfDocument, number: int, page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> _Page:
    try:
        pieces = tuple(piece for piece in _pieces(text) if any(c.isalnum() for c in piece.text))
        return _Page(pdf.get_page_label(number) or str(number + 1), page.get_height(), pieces)
    finally:
        text.close()
        page.close()


def _pieces(text: pdfium.PdfTextPage) -> Iterator[Piece]:
    """Runs of letters in one line without a wide space, in the order of the file."""
    letters: list[str] = []
    box = (0.0, 0.0, 0.0, 0.0)
    for letter, place in _letters(text):
        x0, y0, x1, y1 = place
        height = max(y1 - y0, 1.0)
        if letters and (x0 > box[2] + height or x0 < box[2] - height or abs(y0 - box[1]) > 0.6 * height):
            yield from _piece(letters, box)
            letters = []
        box = (min(box[0], x0), min(box[1], y0), max(box[2], x1), max(box[3], y1)) if letters else place
        letters.append(letter)
        if letter in _PARTED[:2]:  # what follows stands on the next line
            yield from _piece(letters, box)
            letters = []
    yield from _piece(letters, box)


def _letters(text: pdfium.PdfTextPage) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """The letters of a page, each with its box; a space comes with the letter behind it, if on the same line."""
    rect = pdfium_c.FS_RECTF()
    space = ""
    for index in range(text.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(text, index)
        letter = chr(code) if 0 < code < 0x110000 else ""
        if not letter or letter.isspace():
            space = "" if letter in "\r\n" else " "
            continue
        if pdfium_c.FPDFText_GetLooseCharBox(text, index, ctypes.byref(rect)):
            yield space + letter, (rect.left, rect.bottom, rect.right, rect.top)
        space = ""


def _piece(letters: list[str], box: tuple[float, float, float, float]) -> Iterator[Piece]:
    if text := "".join(letters).strip():
        yield Piece(*box, text)


# --- Running heads and feet ---------------------------------------------------------------------------------


def _running(pages: Sequence[_Page]) -> frozenset[str]:
    """What stands in the margins of several pages, figures aside."""
    seen = Counter(said for page in pages for said in {_shape(p.text) for p in page.pieces if _in_margin(p, page)})
    least = 2 if len(pages) < 6 else 3
    return frozenset(said for said, times in seen.items() if times >= least)


def _is_running(piece: Piece, page: _Page, heads: frozenset[str]) -> bool:
    if not _in_margin(piece, page):
        return False
    return _shape(piece.text) in heads or _PAGE_NUMBER.fullmatch(piece.text) is not None


def _in_margin(piece: Piece, page: _Page) -> bool:
    return piece.y0 > (1 - MARGIN) * page.height or piece.y1 < MARGIN * page.height


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()).lower())


# --- Lines --------------------------------------------------------------------------------------------------


def _lines(page: _Page, number: int, heads: frozenset[str]) -> Iterator[_Line]:
    kept = [piece for piece in page.pieces if not _is_running(piece, page, heads)]
    for row in read_page(kept):
        parted = row.text.endswith(_PARTED[:3])
        text = tidy(row.text.rstrip("".join(_PARTED[:3])))
        if text:
            yield _Line(replace(row, text=f"{text}-" if parted else text), number)


def _mark_headings(lines: list[_Line]) -> list[_Line]:
    """Lines that are larger than most are headings, and the largest on the first page the title."""
    if not lines:
        return lines
    usual = median(line.row.height for line in lines for _ in range(1 + len(line.row.text) // 20))
    first = [line.row.height for line in lines if line.page == lines[0].page]
    largest = max(first)

    def marked(line: _Line) -> _Line:
        if line.row.is_table or line.row.height < LARGER * usual:
            return line
        is_title = line.page == lines[0].page and line.row.height > 0.95 * largest
        return replace(line, heading="# " if is_title else "## ")

    return [marked(line) for line in lines]


def _assemble(lines: Sequence[_Line], pages: Sequence[_Page]) -> tuple[str, tuple[Locator, ...]]:
    """The text of the document, and where each page begins in it."""
    seams = word_seams("\n".join(line.row.text for line in lines))
    text: list[str] = []
    locators: list[Locator] = []
    length = 0
    previous: _Line | None = None
    for line in lines:
        before = _joint(previous, line, seams)
        if before is None:  # a word goes on: its hyphen goes
            text[-1] = text[-1][:-1]
            length -= 1
        words = (before or "") + (line.heading if previous is None or before == PARAGRAPH else "") + line.row.text
        if previous is None or previous.page != line.page:
            locators.append(Locator(length + len(before or ""), "page", pages[line.page].label))
        text.append(words)
        length += len(words)
        previous = line
    return "".join(text), tuple(locators)


def _joint(previous: _Line | None, line: _Line, seams: _Seams) -> str | None:
    """What stands between two lines; nothing where a word that was parted goes on without its hyphen."""
    if previous is None:
        return ""
    return _within_paragraph(previous.row.text, line.row.text, seams) if _goes_on(previous, line) else PARAGRAPH


def _goes_on(previous: _Line, line: _Line) -> bool:
    """Whether a line is of the paragraph, or the heading, of the one before."""
    if previous.row.is_table or line.row.is_table or previous.heading != line.heading:
        return False
    if line.heading:
        return (
            abs(previous.row.height - line.row.height) < 1
            and previous.page == line.page
            and not (len(previous.row.text) > _LONGEST_HEADING)
        )
    if not line.row.begins:
        return True
    if previous.row.text.endswith("-") and line.row.text[:1].islower():
        return True
    return line.row.text[:1].islower() and not _ENDED.search(previous.row.text)


def _within_paragraph(before: str, after: str, seams: _Seams) -> str | None:
    if not before.endswith(_PARTED[3:]):
        return " "
    seam = seams(before, after)
    if seam is None:  # «2019-2020» goes on at its hyphen; «pre- y posguerra» are two words
        return " " if after[:1].isalpha() else ""
    return "" if seam else None
