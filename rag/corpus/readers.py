"""Files become documents: which files of a folder are articles, and what each of them holds."""

from __future__ import annotations

import json
import os
from datetime import date
from hashlib import sha256
from pathlib import Path

from rag.corpus.decoding import decode, unwrap
from rag.corpus.headers import find_published, find_title, split_front_matter
from rag.errors import ArticleError, CorpusError
from rag.languages import language_of
from rag.text.language import detect_language
from rag.types import Document

__all__ = ["MAX_BYTES", "SUFFIXES", "find_articles", "read_article", "source_name"]

SUFFIXES = (".txt", ".md")
"""Ends of the names of articles, in lower case."""

MAX_BYTES = 50_000_000
"""Largest file that is read: a whole encyclopedia is no article."""


def find_articles(path: Path) -> list[Path]:
    """Find the articles under a folder, or the one file that is named.

    Hidden files and folders are left out, and so are links that lead out of the folder.

    Returns:
        Paths that begin with `path`, sorted.

    Raises:
        CorpusError: Nothing is there, no article is, or a folder cannot be read.
    """
    if path.is_dir():
        found = sorted(_walk(path))
        if not found:
            raise CorpusError(f"{_shown(path)} holds no article: put .txt or .md files there, or name another folder.")
        return found
    if not path.exists():
        raise CorpusError(f"{_shown(path)} does not exist: name a folder of .txt and .md articles, or one of them.")
    if path.suffix.lower() not in SUFFIXES:
        raise CorpusError(f"{_shown(path)} is not an article: only .txt and .md files are read, or folders of them.")
    return [path]


def read_article(file: Path, root: Path) -> Document:
    """Read one article.

    Args:
        file: The file.
        root: The indexed folder, which its source is relative to.

    Raises:
        ArticleError: The file cannot be read, is too large, is not text, or is empty.
    """
    source = source_name(file, root)
    try:
        text = decode(_read_bytes(file, source))
    except ValueError as error:
        raise ArticleError(f"{source!r} {error}: articles are plain text; convert it or take it out.") from error
    fields: dict[str, str] = {}
    if file.suffix.lower() == ".md":
        fields, text = split_front_matter(text)
    if not any(c.isalnum() for c in text):
        raise ArticleError(f"{source!r} holds no text: write the article in it or take it out.")
    text = unwrap(text)
    language, stem = language_of(detect_language(text)), Path(source).stem
    title = find_title(text, fields, stem, language)
    published = find_published(text, fields, stem, language)
    return Document(
        id=_identity(source, title, text, published),
        title=title,
        text=text,
        source=source,
        published=published,
        language=language.code,
        metadata=fields,
    )


def source_name(file: Path, root: Path) -> str:
    r"""The path of a file relative to a folder, with `/`; bytes that are not UTF-8 are written as `\xe9`."""
    return os.fsencode(file.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")


def _walk(folder: Path) -> list[Path]:
    """The articles below a folder; links to folders are not followed, so that no circle is."""
    home = folder.resolve()
    found = []
    for place, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files = (Path(place, name) for name in names if not name.startswith("."))
        found += [file for file in files if file.suffix.lower() in SUFFIXES and _belongs(file, home)]
    return found


def _belongs(file: Path, home: Path) -> bool:
    return file.is_file() and (not file.is_symlink() or file.resolve().is_relative_to(home))


def _raise(error: OSError) -> None:
    # To pass over a folder in silence would take its articles out of the index.
    where = _shown(Path(error.filename))
    raise CorpusError(
        f"{where} cannot be read: {error.strerror}. Grant access to it or name another folder."
    ) from error


def _read_bytes(file: Path, source: str) -> bytes:
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise ArticleError(f"{source!r} has {size:,} bytes, more than {MAX_BYTES:,}: split it into articles.")
        return file.read_bytes()
    except OSError as error:
        raise ArticleError(
            f"{source!r} cannot be read: {error.strerror}. Grant access to it or take it out."
        ) from error


def _shown(path: Path) -> str:
    return repr(os.fsencode(path).decode("utf-8", "backslashreplace"))


def _identity(source: str, title: str, text: str, published: date | None) -> str:
    parts = json.dumps([source, title, text, published.isoformat() if published else None])
    return sha256(parts.encode()).hexdigest()[:32]
