"""E-mail and mailboxes: a newsletter is an article, and so is what is attached to it where a reader knows it.

Saved pages (.mhtml) are e-mail inside. The formats: RFC 5322, RFC 2045 to 2049, RFC 4155 for mailboxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.utils import parseaddr

from rag.corpus.containers import read_part
from rag.corpus.kinds import MAILBOX, kind_of_name
from rag.corpus.limits import MAX_BYTES, MAX_HEADER
from rag.corpus.raw import Raw, RawArticle, RawFile, digest
from rag.corpus.readers.html import read_page
from rag.errors import ArticleError
from rag.text.terms import fold
from rag.types import Skipped, SyncFailure

__all__ = ["read"]

_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_LIST_NAME = re.compile(r'\A"?(?P<name>[^"<]*[^"<\s])"?\s*<')


_HEADERS = HeaderRegistry()
_POLICY = policy.default.clone(header_factory=lambda name, value: _HEADERS(name, value[:MAX_HEADER]))
"""The usual one, but that of each header only the beginning is taken apart."""


def read(file: RawFile) -> Iterator[Raw]:
    """Read a message, or the messages of a mailbox."""
    if kind_of_name(file.name) is not MAILBOX:
        yield from _message(file, file.read(), key="")
        return
    for number, data in enumerate(_messages(file), start=1):
        if data is None:
            # Nobody knows which it was, so it is a failure of the file: see `rag.indexing`.
            yield SyncFailure(
                file.source, f"{file.source!r}, message {number}, has more than {MAX_BYTES:,} bytes: take it out."
            )
        else:
            yield from _message(file, data, key=digest(data.decode("latin-1")))


def _messages(file: RawFile) -> Iterator[bytes | None]:
    """The messages of a mailbox, each behind a line that begins with `From `; none for one that is too large.

    Raises:
        ArticleError: It does not begin with such a line.
    """
    file.stream.seek(0)
    if not file.stream.readline(MAX_BYTES).startswith(b"From "):
        raise ArticleError(f"{file.source!r} does not begin with a line «From …», as a mailbox does: export it anew.")
    lines: list[bytes] = []
    size, after_blank = 0, False
    while line := file.stream.readline(MAX_BYTES):
        if after_blank and line.startswith(b"From "):
            yield b"".join(lines) if size <= MAX_BYTES else None
            lines, size = [], 0
            continue
        size += len(line)
        if size <= MAX_BYTES:
            lines.append(line)
        after_blank = not line.strip()
    yield b"".join(lines) if size <= MAX_BYTES else None


def _message(file: RawFile, data: bytes, key: str) -> Iterator[Raw]:
    message = message_from_bytes(_QUOTED_FROM.sub(rb"\1", data) if key else data, policy=_POLICY)
    key = _header(message, "Message-ID").strip("<>") or key if key else ""
    article = _body(message)
    yield RawArticle(
        article.text,
        facts=_facts(message, article),
        origin="properties",
        key=key,
        metadata=article.metadata,
        wrapped=article.wrapped,
        plain=article.plain,
    )
    yield from _attachments(file, message, key)


def _body(message: EmailMessage) -> RawArticle:
    """The text of a message: what is plain, unless that only says that there is a page to be seen."""
    plain, page = (_content(message, kind) for kind in ("plain", "html"))
    read = read_page(page) if page.strip() else RawArticle("")
    return read if len(read.text) > 2 * len(plain) else RawArticle(plain, facts=read.facts, wrapped=True, plain=True)


def _content(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except LookupError:  # an encoding that nobody knows
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _facts(message: EmailMessage, article: RawArticle) -> dict[str, str]:
    name, address = parseaddr(_header(message, "From"))
    listed = _LIST_NAME.match(_header(message, "List-ID"))
    # A list without a name is that of who sends it, and so is a domain that is called as the sender is:
    # «La Gaceta <boletin@lagaceta.example>».
    of_list = any(header in message for header in ("List-ID", "List-Unsubscribe"))
    is_outlet = not listed and (of_list or _is_of_domain(name, address))
    said = {
        "title": _header(message, "Subject"),
        "published": _header(message, "Date"),
        "sender": "" if is_outlet else name,
        "outlet": listed["name"] if listed else name if is_outlet else "",
        "address": _header(message, "Snapshot-Content-Location"),
    }
    return {**article.facts, **{role: value for role, value in said.items() if value}}


def _is_of_domain(name: str, address: str) -> bool:
    """Whether who sends a message is called as the domain it comes from, and is no person with a mailbox there."""
    words = [word for word in re.findall(r"\w+", fold(name)) if len(word) > 2]
    box, _, domain = fold(address).partition("@")
    return any(word in domain for word in words) and not any(word in box for word in words)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, "")).strip()
    except (ValueError, IndexError, AttributeError):  # the standard library fails on some malformed headers
        return ""


def _attachments(file: RawFile, message: EmailMessage, key: str) -> Iterator[Raw]:
    for part in message.iter_attachments():
        name = part.get_filename() or ""
        if not name or part.get_content_disposition() != "attachment":
            continue  # a picture of the text
        named = f"{key}#{name}" if key else name
        data = part.get_payload(decode=True)
        if kind_of_name(name) is None:
            yield Skipped(f"{file.source}#{named}", "attachment of a type that no reader knows")
        elif isinstance(data, bytes) and data:
            yield from read_part(file, named, data)
