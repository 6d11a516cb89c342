"""Files become documents."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from hashlib import sha256
from pathlib import Path

from rag.errors import ArticleError, CorpusError
from rag.text.language import detect_language
from rag.types import Document

__all__ = ["SUFFIXES", "find_articles", "read_article"]

SUFFIXES = (".txt", ".md")
"""Files that are articles, by the end of their name."""

MAX_BYTES = 50_000_000


def find_articles(path: Path) -> list[Path]:
    """The articles under a folder, sorted, or the one file.

    Raises:
        CorpusError: Nothing is there, or no article.
    """
    if not path.exists():
        raise CorpusError(f"{str(path)!r} does not exist: name a folder of .txt and .md articles, or one of them.")
    if path.is_file():
        if path.suffix.lower() not in SUFFIXES:
            raise CorpusError(f"{str(path)!r} is not an article: only .txt and .md files are read.")
        return [path]
    found = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
    if not found:
        raise CorpusError(f"{str(path)!r} holds no article: put .txt or .md files in it, or name another folder.")
    return found


def read_article(file: Path, root: Path) -> Document:
    """Read one article.

    Raises:
        ArticleError: The file cannot be read or holds no text.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ArticleError(f"{file.name}: {error.strerror}.") from error
    text = unicodedata.normalize("NFC", data.decode("utf-8-sig").replace("\r\n", "\n")).strip()
    if not text:
        raise ArticleError(f"{file.name} holds no text.")
    source = file.relative_to(root).as_posix()
    title = re.sub(r"[-_]+", " ", file.stem)
    published: date | None = None
    digest = sha256("\0".join([source, title, text, str(published)]).encode()).hexdigest()
    return Document(digest[:32], title, text, source, published, detect_language(text))
