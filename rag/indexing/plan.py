"""What a sync will do, decided before anything is written."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rag.corpus import find_files
from rag.errors import CorpusError
from rag.indexing.addresses import address, lies_under
from rag.indexing.cutting import cut_by
from rag.indexing.files import file_record, is_settled, passed_over
from rag.settings import at_home
from rag.store import FileRecord, LiveArticle, Place, Store, file_digest
from rag.types import Skipped

__all__ = ["Plan", "Untouched", "plan_sync"]


@dataclass(frozen=True, slots=True)
class Untouched:
    """The files that are as they were when they were read last, and so are not read.

    Attributes:
        files: How many they are.
        articles: What they gave, which stays.
        skipped: What was passed over in them, to be told again.
        records: Of those whose time is another.
    """

    files: int
    articles: tuple[LiveArticle, ...]
    skipped: tuple[Skipped, ...]
    records: tuple[FileRecord, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sync will do.

    Attributes:
        files: Those to read, each with the indexed folder that names it.
        untouched: Those that need not be read.
        skipped: Those that are none of articles.
        kept: Their addresses.
        live: Of what lies under the synced paths: by address, what stands where.
        held: Of the same, what came from each file, by folder and path.
    """

    files: tuple[tuple[Path, Path], ...]
    untouched: Untouched
    skipped: tuple[Skipped, ...]
    kept: frozenset[str]
    live: Mapping[str, Mapping[Place, LiveArticle]]
    held: Mapping[Place, Sequence[LiveArticle]]

    @property
    def total(self) -> int:
        """How many files there are, those too that need not be read."""
        return len(self.files) + self.untouched.files


def plan_sync(
    paths: Sequence[Path], store: Store, *, chunk_chars: int, mapping: Mapping[str, str], check: bool
) -> Plan:
    """Look at folders and files, and at what the index holds of them; nothing is read but what was touched.

    Raises:
        CorpusError: A path that is missing or holds no article, or a folder whose name is no UTF-8.
    """
    places = [Path(at_home(str(path))).resolve() for path in paths]
    live = {article.place: article for article in store.live()}
    found, skipped = _look(places, {Path(root) for root, _ in live})
    touched: dict[str, dict[Place, LiveArticle]] = {}
    held: dict[Place, list[LiveArticle]] = {}
    for key, article in live.items():
        if any(lies_under(key, place) for place in places):
            touched.setdefault(address(key), {})[key] = article
            held.setdefault((key[0], article.file), []).append(article)
    files, untouched = tuple(sorted(found.items())), Untouched(0, (), (), ())
    if not check:
        files, untouched = _without_untouched(files, store.files(), held, mapping, cut_by(chunk_chars))
    return Plan(files, untouched, tuple(skipped.values()), frozenset(skipped), touched, held)


def _look(places: Sequence[Path], known: set[Path]) -> tuple[dict[Path, Path], dict[str, Skipped]]:
    """The files at some places with the folder that names each, and what is passed over, by address."""
    homes = {place: place if place.is_dir() else place.parent for place in places}
    roots = {*homes.values(), *known}
    files: dict[Path, Path] = {}
    skipped: dict[str, Skipped] = {}
    for place, home in homes.items():
        # The outermost folder names an article, in whatever order folders are given: no article has two names.
        root = min((root for root in roots if home.is_relative_to(root)), key=lambda root: len(root.parts))
        found = find_files(place, root)
        _require_utf8(root)
        files |= dict.fromkeys(found.files, root)
        skipped |= {address((str(root), entry.source)): entry for entry in found.skipped}
    return files, skipped


def _require_utf8(root: Path) -> None:
    try:
        str(root).encode()
    except UnicodeEncodeError as error:
        named = os.fsencode(root).decode("utf-8", "backslashreplace")
        raise CorpusError(f"the name of the folder {named!r} is not UTF-8: rename it, then index it.") from error


def _without_untouched(
    files: Sequence[tuple[Path, Path]],
    records: Mapping[Place, FileRecord],
    held: Mapping[Place, Sequence[LiveArticle]],
    mapping: Mapping[str, str],
    pipeline: str,
) -> tuple[tuple[tuple[Path, Path], ...], Untouched]:
    """The files to read, and the others."""
    to_read: list[tuple[Path, Path]] = []
    articles: list[LiveArticle] = []
    skipped: list[Skipped] = []
    renewed: list[FileRecord] = []
    for file, root in files:
        now = file_record(file, root, mapping)
        known, gave = records.get(now.key), held.get(now.key, [])
        if known is None or any(a.pipeline != pipeline for a in gave) or not _is_as_read(file, known, now):
            to_read.append((file, root))
            continue
        articles += gave
        skipped += passed_over(known)
        if known.mtime_ns != now.mtime_ns and is_settled(now):
            renewed.append(replace(known, mtime_ns=now.mtime_ns))
    untouched = Untouched(len(files) - len(to_read), tuple(articles), tuple(skipped), tuple(renewed))
    return tuple(to_read), untouched


def _is_as_read(file: Path, known: FileRecord, now: FileRecord) -> bool:
    """Whether a file is as it was when it was read, by its size and time or by its size and bytes."""
    if not known.holds(now.size, known.mtime_ns, now.pipeline):
        return False
    return known.mtime_ns == now.mtime_ns or bool(known.digest and known.digest == file_digest(file))
