"""Files become what is written of them, one after another."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from rag.corpus import Read, read_articles
from rag.indexing.addresses import address
from rag.indexing.batches import Cut
from rag.indexing.cutting import cut_by, index_document, texts_of
from rag.indexing.files import file_record, is_settled, noted
from rag.indexing.plan import Plan
from rag.store import FileRecord, LiveArticle, file_digest
from rag.types import Document, Noted, Skipped, SyncFailure

__all__ = ["Reader"]

EXCLUDED = "taken out of the archive"
"""Why an article is passed over that its reader has removed: see `rag.removing`."""


class Reader:
    """Reads the files of a plan, but for the articles that are passed over on purpose, which `excluded` names.

    Attributes:
        seen: Addresses of the articles that are there.
        kept: Addresses of what may be there: it was passed over, or cannot be read.
        counts: Of articles, by what becomes of them.
        failed: What could not be read.
        skipped: What was passed over in files.
        notes: What else is to be known of them.
        shrunk: Records of files that no longer give all that they gave, true once that has been taken out.
    """

    def __init__(
        self, plan: Plan, *, chunk_chars: int, mapping: Mapping[str, str], excluded: Collection[str] = frozenset()
    ) -> None:
        self._plan, self._chunk_chars, self._mapping, self._excluded = plan, chunk_chars, mapping, excluded
        self.seen = {address(article.place) for article in plan.untouched.articles}.difference(excluded)
        self.kept = set(plan.kept)
        self.counts = {"added": 0, "updated": 0, "unchanged": len(plan.untouched.articles)}
        self.failed: list[SyncFailure] = []
        self.skipped = list(plan.untouched.skipped)
        self.notes: list[Noted] = []
        self.shrunk: list[FileRecord] = []

    def cuts(self) -> Generator[Cut, None, None]:
        """What is to be written, in order; of each file first that its record is outdated, and last its new one."""
        for file, root in self._plan.files:
            yield from self._read(file, root)

    def _read(self, file: Path, root: Path) -> Iterator[Cut]:
        record = file_record(file, root, self._mapping)
        # A record that is older than the articles would vouch for them, were the file put back as it was.
        last = Cut(outdated=(record.key,))
        record = replace(record, digest=file_digest(file))
        failed, skipped = len(self.failed), len(self.skipped)
        for said in read_articles(file, root, self._mapping):
            cut = self._take(said, str(root), record.path)
            yield last
            last = cut
        # What could not be read is to be told by the next sync too, and may be read by then.
        whole = failed == len(self.failed) and is_settled(record)
        read = replace(record, reason=noted(self.skipped[skipped:]))
        yield Cut.joined([last, Cut(records=self._vouched(read) if whole else (), files=1)])

    def _vouched(self, record: FileRecord) -> tuple[FileRecord, ...]:
        """The record of a file that has been read, where it may be kept with the articles."""
        if all(address(article.place) in self.seen for article in self._plan.held.get(record.key, ())):
            return (record,)
        self.shrunk.append(record)
        return ()

    def _take(self, read: Read, root: str, file: str) -> Cut:
        """What is to be written of something; nothing of most, and said all the same: who wants no more ends here."""
        match read:
            case Document():
                return self._take_document(read, root, file)
            case SyncFailure(source):
                self.failed.append(read)
                self.kept.add(address((root, source)))
            case Skipped():
                self.skipped.append(read)
            case Noted():
                self.notes.append(read)
        return Cut()

    def _take_document(self, document: Document, root: str, file: str) -> Cut:
        place = (root, document.source)
        here = address(place)
        if here in self._excluded:
            self.skipped.append(Skipped(document.source, EXCLUDED))
            return Cut()
        if here in self.seen:
            said = f"{document.source!r} is the name of two articles: rename the file of one of them."
            self.failed.append(SyncFailure(document.source, said))
            return Cut()
        self.seen.add(here)
        known = self._plan.live.get(here, {})
        if known == {place: LiveArticle(place, document.id, cut_by(self._chunk_chars), file)}:
            self.counts["unchanged"] += 1
            return Cut()
        self.counts["updated" if known else "added"] += 1
        indexed = index_document(document, root=root, chunk_chars=self._chunk_chars, file=file)
        # Its folder was indexed alone before: readers see the new name instead of the old, never both.
        moved = tuple(other for other in known if other != place)
        return Cut((indexed,), texts_of(indexed), moved)
