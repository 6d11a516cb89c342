"""What kind of file this is: by what it begins with, and where that says nothing, by the end of its name.

A page that was saved as `.txt` is a page, and a picture that is called `.pdf` is a picture.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from rag.corpus.decoding import decode, is_page, looks_like_html

__all__ = ["KINDS", "Kind", "is_feed", "kind_of_name", "recognise", "suffix_of"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is read.

    Attributes:
        name: As people call it.
        module: Of `rag.corpus.readers`; it has the function `read`.
        suffixes: Ends of the names of such files, in lower case.
        marked: Whether every such file begins in a way that tells it from all others.
    """

    name: str
    module: str
    suffixes: tuple[str, ...]
    marked: bool = False


TEXT = Kind("plain text", "text", (".txt", ".text"))
MARKDOWN = Kind("Markdown", "markdown", (".md", ".markdown"))
HTML = Kind("HTML", "html", (".html", ".htm", ".xhtml"))
PDF = Kind("PDF", "pdf", (".pdf",), marked=True)
DOCX = Kind("DOCX", "docx", (".docx",), marked=True)
ODT = Kind("ODT", "odt", (".odt",), marked=True)
EPUB = Kind("EPUB", "epub", (".epub",), marked=True)
RTF = Kind("RTF", "rtf", (".rtf",), marked=True)
JSON = Kind("JSON", "records", (".json",))
JSONL = Kind("JSON lines", "records", (".jsonl", ".ndjson"))
CSV = Kind("CSV", "records", (".csv", ".tsv"))
FEED = Kind("RSS or Atom", "feeds", (".rss", ".atom"))
MAIL = Kind("e-mail", "mail", (".eml", ".mht", ".mhtml"))
MAILBOX = Kind("mailbox", "mail", (".mbox",))
WARC = Kind("WARC", "warc", (".warc", ".warc.gz"), marked=True)
WACZ = Kind("WACZ", "archives", (".wacz",), marked=True)
ZIP = Kind("ZIP", "archives", (".zip",), marked=True)

KINDS = (TEXT, MARKDOWN, HTML, PDF, DOCX, ODT, EPUB, RTF, JSON, JSONL, CSV, FEED, MAIL, MAILBOX, WARC, WACZ, ZIP)

_BY_SUFFIX = {suffix: kind for kind in KINDS for suffix in kind.suffixes}

HEAD = 4096
"""How many of its first bytes say what a file is."""

# What begins like this is read by nothing here; the name is for the reader of a report.
_UNREAD = {
    b"\x89PNG": "PNG picture",
    b"\xff\xd8\xff": "JPEG picture",
    b"GIF8": "GIF picture",
    b"II*\x00": "TIFF picture",
    b"MM\x00*": "TIFF picture",
    b"RIFF": "sound, film or WebP picture",
    b"ID3": "MP3 sound",
    b"OggS": "Ogg sound or film",
    b"\xd0\xcf\x11\xe0": "file of an old Office (save it as DOCX)",
    b"7z\xbc\xaf": "7z archive (pack it as ZIP)",
    b"Rar!": "RAR archive (pack it as ZIP)",
    b"\x1f\x8b": "gzip archive (unpack it)",
    b"SQLite format 3": "SQLite database",
    b"\x7fELF": "program",
    b"MZ": "program",
}

_XML_ROOT = re.compile(
    r"<\?xml[^>]*>(?:\s|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*<([\w:.-]+)", re.DOTALL
)
_FEED_ROOTS = {"rss", "feed", "rdf:rdf", "atom:feed"}


def suffix_of(name: str) -> str:
    """The end of a file's name that says its kind, in lower case: `.pdf`, `.warc.gz`; empty where it has none."""
    parts = name.lower().rsplit("/", 1)[-1].strip(".").rsplit(".", 2)
    if len(parts) == 3 and (double := f".{parts[1]}.{parts[2]}") in _BY_SUFFIX:
        return double
    return f".{parts[-1]}" if len(parts) > 1 else ""


def kind_of_name(name: str) -> Kind | None:
    """What a file's name promises."""
    return _BY_SUFFIX.get(suffix_of(name))


def recognise(stream: BinaryIO, name: str) -> Kind | str:
    """What a file is.

    Args:
        stream: Its bytes, seekable; it is left at its beginning.
        name: Its name.

    Returns:
        Its kind, or what to call it where it is none that is read.

    Raises:
        zipfile.BadZipFile: It begins like a ZIP and is none.
    """
    stream.seek(0)
    head = stream.read(HEAD)
    try:
        return _by_content(head, stream, name) or _by_name(head, name)
    finally:
        stream.seek(0)


def is_feed(data: bytes) -> bool:
    """Whether some bytes are a feed, whatever they were sent as."""
    return _by_content(data[:HEAD], BytesIO(data), "") is FEED


def _by_content(head: bytes, stream: BinaryIO, name: str) -> Kind | str | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(stream)
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"{\\rtf"):
        return RTF
    if head.startswith(b"WARC/") or _unzipped(head).startswith(b"WARC/"):
        return WARC
    unread = next((called for mark, called in _UNREAD.items() if head.startswith(mark)), None)
    return unread or _by_markup(head, name)


def _by_markup(head: bytes, name: str) -> Kind | str | None:
    try:
        text = decode(head[: len(head) - len(head) % 2])  # so that no character of UTF-16 is cut
    except ValueError:
        return None
    if is_page(text):
        return HTML
    if root := _XML_ROOT.match(text):
        return _by_root(root[1], name)
    if re.match(r"<(?:rss|feed)\b", text):
        return FEED
    return HTML if kind_of_name(name) is TEXT and looks_like_html(text) else None


def _by_root(root: str, name: str) -> Kind | str | None:
    if root.lower() in _FEED_ROOTS:
        return FEED
    return None if kind_of_name(name) else f"XML of <{root}>"


def _by_name(head: bytes, name: str) -> Kind | str:
    kind = kind_of_name(name)
    if kind and not kind.marked:
        return kind
    if not head:
        return "empty file"
    if kind:
        return f"file that does not begin like {kind.name}"
    return f"{suffix_of(name)} file" if suffix_of(name) else "file without a suffix"


def _packed(stream: BinaryIO) -> Kind:
    """Which of the kinds that are a ZIP inside."""
    with zipfile.ZipFile(stream) as packed:
        names = set(packed.namelist())
        said = packed.read("mimetype")[:100] if "mimetype" in names and _is_small(packed, "mimetype") else b""
    if said.startswith(b"application/epub+zip"):
        return EPUB
    if said.startswith(b"application/vnd.oasis.opendocument.text"):
        return ODT
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return DOCX
    if "META-INF/container.xml" in names:
        return EPUB
    return WACZ if "datapackage.json" in names and any(n.startswith("archive/") for n in names) else ZIP


def _is_small(packed: zipfile.ZipFile, name: str) -> bool:
    return packed.getinfo(name).file_size < HEAD


def _unzipped(head: bytes) -> bytes:
    """The first bytes of what was packed with gzip; none where it was not."""
    if not head.startswith(b"\x1f\x8b"):
        return b""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64)
    except zlib.error:
        return b""
