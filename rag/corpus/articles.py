"""Raw articles become documents: each with a title, a day, a language, a name of its own and an identity."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from rag.corpus.headers import find_published, find_title, read_date
from rag.corpus.limits import MAX_RATIO, MAX_TEXT, MAX_TOLD, MAX_TOTAL, RATIO_FROM
from rag.corpus.raw import Allowance, Raw, RawArticle, RawFile, digest, tidy
from rag.corpus.readers import read_raw
from rag.corpus.signatures import find_signatures
from rag.corpus.sources import source_name
from rag.corpus.wrapping import carry_offsets, unwrap
from rag.errors import ArticleError
from rag.languages import Language, language_of
from rag.text.datelines import is_person
from rag.text.language import detect_language
from rag.types import Document, Locator, Noted, Skipped, SyncFailure

__all__ = ["Read", "read_article", "read_articles"]

Read: TypeAlias = Document | SyncFailure | Skipped | Noted
"""What comes out of a file, one after another."""

DECLARED = ("outlet", "author", "section", "address")
"""Facts that are taken as the file says them; an article has none that it does not say."""

MAX_FACT = 300
"""Longest title, author … in characters: what is longer is no such thing, or hostile."""

_UNSHOWN = re.compile(r"[^\w.,:;/@?&=+~%#!'()\[\] -]+")
_LONGEST_KEY = 200


def read_articles(file: Path, root: Path, mapping: Mapping[str, str] | None = None) -> Iterator[Read]:
    """Read the articles of a file, one after another, so that a file of many is never in memory as a whole.

    Args:
        file: The file.
        root: The indexed folder, which sources are relative to.
        mapping: Which field of a record holds what, by role: see `rag.types.ROLES`; guessed where not given.

    Yields:
        Documents; of a file that holds many, each is called by its file, `#` and its name in it. What cannot be read
        is a `SyncFailure` with the source of the article or the file, and the other articles come all the same.
        Never raises.
    """
    source = source_name(file, root)
    try:
        with file.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            allowance = Allowance(min(MAX_TOTAL, max(RATIO_FROM, MAX_RATIO * size)))
            raws = read_raw(RawFile(source, source, stream, mapping=mapping or {}, allowance=allowance))
            yield from _told(_named(raws, source), source)
    except OSError as error:
        said = f"{source!r} cannot be read: {error.strerror}. Grant access to it or take it out."
        yield SyncFailure(source, said)


def read_article(file: Path, root: Path) -> Document:
    """Read the one article of a file, or the first of many.

    Args:
        file: The file.
        root: The indexed folder, which its source is relative to.

    Raises:
        ArticleError: The file cannot be read, is too large, is of no kind that is read, or is empty.
    """
    for read in read_articles(file, root):
        match read:
            case Document():
                return read
            case SyncFailure(error=error):
                raise ArticleError(error)
            case Skipped(source, reason):
                raise ArticleError(f"{source!r} is not an article: {reason}.")
            case Noted():
                pass
    raise ArticleError(f"{source_name(file, root)!r} holds no article: put one in it or take it out.")


def _named(raws: Iterator[Raw], source: str) -> Iterator[Read]:
    named = _Named(source)
    return (named.document(raw) if isinstance(raw, RawArticle) else named.report(raw) for raw in raws)


def _told(read: Iterator[Read], source: str) -> Iterator[Read]:
    """What was read; of what failed or was passed over as much as somebody reads, and how much more there is."""
    told: Counter[type] = Counter()
    for entry in read:
        told[type(entry)] += 1
        if isinstance(entry, Document) or told[type(entry)] <= MAX_TOLD:
            yield entry
    if (more := told[SyncFailure] - MAX_TOLD) > 0:
        yield SyncFailure(source, f"{source!r}: {more:,} more of its articles cannot be read, as the {MAX_TOLD} above.")
    if (more := told[Skipped] - MAX_TOLD) > 0:
        yield Skipped(source, f"{more:,} more of its files are passed over, as the {MAX_TOLD} above")


@dataclass(slots=True)
class _Named:
    """Makes documents of the raw articles of a file, and sees to it that no two have one name."""

    source: str
    taken: dict[str, int] = field(default_factory=dict)

    def document(self, raw: RawArticle) -> Document | SyncFailure:
        source = self._name(raw)
        try:
            return _document(raw, source)
        except ArticleError as error:
            return SyncFailure(source, str(error))
        except ValueError as error:
            return SyncFailure(source, f"{source!r} {error}: write the article in it or take it out.")

    def report(self, said: SyncFailure | Skipped | Noted) -> SyncFailure | Skipped | Noted:
        """What is said of a part of the file, under the name that the part would have as an article."""
        file, mark, key = said.source.partition(f"{self.source}#")
        return replace(said, source=self._called(key)) if mark and not file else said

    def _called(self, key: str) -> str:
        return f"{self.source}#{_key(key)}" if key else self.source

    def _name(self, raw: RawArticle) -> str:
        """A second article of one name is the second, so that it changes only with those of its name."""
        name = self._called(raw.key)
        self.taken[name] = times = self.taken.get(name, 0) + 1
        return name if times == 1 else f"{name} ({times})"


def _key(key: str) -> str:
    """The name of an article in its file as it can be shown; long ones keep their beginning and a digest."""
    shown = _UNSHOWN.sub("_", key.strip())
    if shown == key and len(key) <= _LONGEST_KEY:
        return key
    return f"{shown[: _LONGEST_KEY // 2]}~{digest(key)}"


def _document(raw: RawArticle, source: str) -> Document:
    """Raises ValueError, as the end of a sentence, where there is no article; ArticleError where it is too long."""
    if len(raw.text) > MAX_TEXT:
        raise ArticleError(f"{source!r} has {len(raw.text):,} characters, more than {MAX_TEXT:,}: split it.")
    text = raw.text if raw.locators else tidy(raw.text)
    if not any(c.isalnum() for c in text):
        raise ValueError("holds no text")
    text, locators = _unwrapped(text, raw.locators) if raw.wrapped else (text, raw.locators)
    language = language_of(detect_language(text))
    facts = {role: said for role, value in raw.facts.items() if (said := _one_line(value))}
    stem = PurePosixPath(raw.name or source).stem
    title, title_from = _title(raw, text, facts, stem, language)
    published, published_from = _published(f"{raw.head}\n{text}", facts, stem, language, raw.origin)
    updated = read_date(facts["updated"], language) if "updated" in facts else None
    signed = find_signatures(raw.head, language) | find_signatures(text, language)
    facts = _with_sender(_without_typist(facts, signed, raw.origin), language)
    declared = {role: said for role in DECLARED if (said := facts.get(role) or signed.get(role, ""))}
    # A place, or an outlet that this article alone does not tell from one: what a filter by outlet compares as well.
    place = {} if "outlet" in declared or "place" not in signed else {"dateline": signed["place"]}
    origins = {"title": title_from, **{role: raw.origin if role in facts else "signature" for role in declared}}
    origins |= {"published": published_from} if published else {}
    origins |= {"updated": raw.origin} if updated else {}
    document = Document(
        id="",
        title=title,
        text=text,
        source=source,
        published=published,
        language=language.code,
        metadata={**place, **{name: _clean(value) for name, value in raw.metadata.items()}},
        updated=updated,
        origins=origins,
        locators=locators,
        **declared,
    )
    return _identified(document)


def _without_typist(facts: Mapping[str, str], signed: Mapping[str, str], origin: str) -> dict[str, str]:
    """What a file says, without the author of its properties where the text is signed: those name who typed it."""
    typed = origin == "properties" and "author" in signed
    return {role: said for role, said in facts.items() if not (typed and role in ("author", "sender"))}


def _with_sender(facts: Mapping[str, str], language: Language) -> dict[str, str]:
    """What a message says, with who sent it as its author where the name is a person's, or else as its outlet."""
    sent = {"author" if is_person(name, language) else "outlet": name for name in [facts.get("sender", "")] if name}
    return sent | {role: said for role, said in facts.items() if role != "sender"}


def _unwrapped(text: str, locators: tuple[Locator, ...]) -> tuple[str, tuple[Locator, ...]]:
    """A text whose broken lines are joined, which makes it shorter, and where its places are then."""
    joined = unwrap(text)
    starts = carry_offsets(text, joined, [locator.start for locator in locators])
    return joined, tuple(replace(locator, start=start) for locator, start in zip(locators, starts, strict=True))


def _title(raw: RawArticle, text: str, facts: Mapping[str, str], stem: str, language: Language) -> tuple[str, str]:
    title = find_title(text, facts, stem, language, plain=raw.plain)
    if "title" in facts:
        return title, raw.origin
    return title, "text" if title.rstrip("…") in " ".join(
        text[: 2 * MAX_FACT].split()
    ) or title in text else "file name"


def _published(
    text: str, facts: Mapping[str, str], stem: str, language: Language, origin: str
) -> tuple[date | None, str]:
    said = read_date(facts["published"], language) if "published" in facts else None
    return (said, origin) if said else find_published(text, stem, language) or (None, "")


def _one_line(value: str) -> str:
    said = " ".join(_clean(value).split())
    return said if len(said) <= MAX_FACT else said[: said.rfind(" ", 0, MAX_FACT)] + "…"


def _clean(value: str) -> str:
    try:
        return tidy(value)
    except ValueError:  # binary data
        return ""


def _identified(document: Document) -> Document:
    """With the id of this version: a digest of all that is known of it, wherever and whenever it was read."""
    known = asdict(document)
    del known["id"]
    parts = json.dumps(known, sort_keys=True, default=date.isoformat)
    return replace(document, id=sha256(parts.encode()).hexdigest()[:32])
