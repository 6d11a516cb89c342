"""The truth: one database with every document version, its chunks, sentences, offsets and vectors.

What Chroma and tantivy hold is derived from it and can be made anew without embedding anything. This module knows
neither of them, and no lock: `rag.store.store` sees to it that there is one writer.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection, bindparam, delete, func, insert, inspect, or_, select, tuple_, union, update
from sqlalchemy.sql.expression import ColumnElement

from rag.errors import DiskFull, IndexBusy, StoreError
from rag.store.amendments import amendments_of, write_correction
from rag.store.audit import Inventory, look_at_folders, old_versions, take_inventory, unusable_vectors
from rag.store.copies import read_copy, remove_database
from rag.store.database import Database
from rag.store.erasing import drop_old_versions, erase
from rag.store.facts import Facts, Wanted, article_number
from rag.store.listing import (
    articles_of_chunks,
    changes,
    count_months,
    drop_mentions,
    exclude,
    excluded,
    fitting_ids,
    list_fitting,
    listed,
    lying,
    note_changes,
    readmit,
    shared_files,
    titles_in_order,
)
from rag.store.matching import (
    Asked,
    count_fitting,
    count_undated,
    facts_of,
    folded_path,
    live_facts,
    names,
    newest_fitting,
    passage_scores,
    read_filters,
    sift,
    wanted_by,
)
from rag.store.migrations import MIGRATIONS
from rag.store.packing import exact, pack, unpack
from rag.store.records import (
    EmbeddingIdentity,
    FileRecord,
    Hit,
    IndexedChunk,
    IndexedDocument,
    LiveArticle,
    Place,
    Reading,
    StoredChunk,
)
from rag.store.reprints import reprints_of, unsigned, write_signature
from rag.store.schema import SCHEMA_VERSION, chunks, documents, files, meta, metadata, places, sentences, vectors
from rag.store.searched import AT_ONCE, DEAD, LIES, SEARCHED, keys_of, live_among, searched_by_key
from rag.types import (
    Amendment,
    Chunk,
    Document,
    Erasure,
    Filters,
    Finding,
    Flaw,
    Listed,
    Locator,
    Order,
    Reprints,
    Shift,
    Standing,
    Timeline,
    Version,
)
from rag.types import Change as Event

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["Change", "ColumnRow", "DerivedRow", "Ledger", "Overview", "State"]


@dataclass(frozen=True, slots=True)
class State:
    """What derived indexes are compared with before they are trusted.

    Attributes:
        generation: Grows with every change; a change begins with it.
        edition: A random name that changes when everything was written anew: nothing derived before is of use.
        identity: The model that made the vectors, once there is one.
    """

    generation: int
    edition: str
    identity: EmbeddingIdentity | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a change of the ledger means for the derived indexes.

    Attributes:
        generation: That they hold then.
        drop: Searched chunks to drop first.
        write: Searched chunks to write.
        retell: Searched chunks that stay, of which other articles than before may hold the text.
        gone: Articles whose rows go from the columns, by number.
        come: Articles whose rows come, after that, by id.
    """

    generation: int
    drop: Sequence[str]
    write: Sequence[str]
    retell: Sequence[str]
    gone: Sequence[int]
    come: Sequence[str]


@dataclass(frozen=True, slots=True)
class Overview:
    """Numbers of live documents and of their chunks; languages, that of most documents first."""

    documents: int
    chunks: int
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DerivedRow:
    """What Chroma and tantivy hold of a chunk that is searched.

    Attributes:
        chunk_id: Its id.
        terms: Joined by spaces.
        vector: Of shape `(dimension,)`.
        facts: Of every live article that has its text.
    """

    chunk_id: str
    terms: str
    vector: Vectors
    facts: tuple[Facts, ...]


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """What the columns hold of a live chunk: the key of its text, a vector of shape `(dimension,)`, its article."""

    chunk_id: str
    key: str
    vector: Vectors
    facts: Facts


class Ledger:
    """Reads and writes the tables, making them where there are none and migrating those of an older version.

    Raises:
        StoreError: It cannot be opened, is no database, or was written by a newer version.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.reading() as connection:
            current = _schema_of(connection) == SCHEMA_VERSION
        if not current:
            with database.writing() as connection:
                migrated = _create_or_migrate(connection)
            if migrated:
                # What takes less room now has left pages empty; where they cannot be given back, they are used again.
                with suppress(IndexBusy, DiskFull):
                    database.compact()

    @classmethod
    def open(cls, folder: Path, url: str = "") -> Ledger:
        """The ledger at a URL, or the SQLite one of a data folder."""
        database = Database.of_archive(folder, url)
        try:
            return cls(database)
        except BaseException:
            database.close()
            raise

    @classmethod
    def restore(cls, folder: Path, copy: Path) -> None:
        """Put a copy in the place of the SQLite ledger of a folder; others see the one or the other, never a mixture.

        Raises:
            StoreError: The file is no copy of a ledger, or of a newer version, or damaged; nothing has been changed.
        """
        live, fresh = Database.in_file(folder / "ledger.sqlite"), folder / "ledger.restoring"
        try:
            _read_copy(copy, fresh)
            with closing(cls(Database.in_file(fresh))) as ledger:
                if damage := ledger.damage():
                    raise StoreError(f"{str(copy)!r} is damaged ({damage[0]}): name another copy.")
                ledger.renew(after=_generation_of(live))
            live.replace_by(fresh)
        finally:
            live.close()
            remove_database(fresh)

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    # Reading

    def generation(self) -> int:
        """Grows with every change."""
        with self._database.reading() as connection:
            return int(_read_meta(connection, "generation") or 0)

    def state(self) -> State:
        """See `State`."""
        with self._database.reading() as connection:
            rows = {row.key: row.value for row in connection.execute(select(meta))}
        identity = EmbeddingIdentity(**json.loads(rows["identity"])) if "identity" in rows else None
        return State(generation=int(rows["generation"]), edition=rows["edition"], identity=identity)

    def places(self) -> dict[Place, str]:
        """Where each live document lies, with its id."""
        with self._database.reading() as connection:
            rows = connection.execute(select(places.c.root, places.c.source, places.c.document_id))
            return {(root, source): document_id for root, source, document_id in rows}

    def roots(self) -> list[str]:
        """The indexed folders, sorted."""
        with self._database.reading() as connection:
            return sorted(connection.scalars(select(places.c.root).distinct()))

    def live(self) -> list[LiveArticle]:
        """What is searched, by where it lies."""
        columns = places.c.root, places.c.source, places.c.document_id, documents.c.pipeline, places.c.file
        query = select(*columns).join(documents).order_by(places.c.root, places.c.source)
        with self._database.reading() as connection:
            rows = connection.execute(query)
            return [
                LiveArticle((root, source), i, pipeline, file or source) for root, source, i, pipeline, file in rows
            ]

    def files(self) -> dict[Place, FileRecord]:
        """Every file that was read, by folder and path."""
        with self._database.reading() as connection:
            return {(row.root, row.path): FileRecord(*row) for row in connection.execute(select(files))}

    def overview(self) -> Overview:
        """See `Overview`."""
        gone = select(func.count()).select_from(chunks).where(chunks.c.document_id.in_(DEAD))
        with self._database.reading() as connection:
            every = connection.scalar(select(func.count()).select_from(chunks)) or 0
            return Overview(
                documents=connection.scalar(select(func.count(places.c.document_id.distinct()))) or 0,
                chunks=every - (connection.scalar(gone) or 0),
                languages=tuple(names(connection, "language")),
            )

    def document(self, document_id: str) -> Document:
        """Any version that was ever indexed.

        Raises:
            StoreError: None has this id.
        """
        with self._database.reading() as connection:
            found = _read_documents(connection, [document_id])
        if document_id not in found:
            raise StoreError(f"the ledger holds no document {document_id!r}: it was indexed elsewhere, or purged.")
        return found[document_id]

    def versions(self, document_ids: Sequence[str]) -> dict[str, Version]:
        """Versions that were ever indexed, by id, with what has become of each; ids that are unknown are left out."""
        with self._database.reading() as connection:
            found = _read_documents(connection, document_ids)
            query = select(places.c.document_id)
            live = {row.document_id for row in _select_in(connection, query, places.c.document_id, list(found))}
            return {
                i: Version(document, Standing.CURRENT if i in live else _standing_of_dead(connection, document))
                for i, document in found.items()
            }

    def fetch(self, chunk_ids: Sequence[str], identity: EmbeddingIdentity) -> list[StoredChunk]:
        """Chunks with documents, sentences and vectors, in the order asked; ids that are gone are left out."""
        with self._database.reading() as connection:
            rows, parts, arrays = _read_chunks(connection, chunk_ids, identity)
            ids = sorted({row.document_id for row in rows.values()})
            texts, stories = _read_documents(connection, ids), _read_stories(connection, ids)
        documents_of = {i: row.document_id for i, row in rows.items()}
        return [
            _stored(rows[i], texts[documents_of[i]], parts[i], arrays, stories[documents_of[i]])
            for i in chunk_ids
            if i in rows
        ]

    def chunk_ids(self, document_id: str) -> list[str]:
        """Ids of the chunks of a document, in its order."""
        query = select(chunks.c.id).where(chunks.c.document_id == document_id).order_by(chunks.c.start)
        with self._database.reading() as connection:
            return list(connection.scalars(query))

    def derived_rows(self, chunk_ids: Sequence[str], identity: EmbeddingIdentity) -> Iterator[list[DerivedRow]]:
        """What Chroma and tantivy hold of some chunks, batch by batch, so that memory stays small."""
        for batch in _batches(chunk_ids):
            with self._database.reading() as connection:
                rows = list(_select_in(connection, select(chunks), chunks.c.id, batch))
                keys = sorted({row.key for row in rows})
                arrays, holders = _read_vectors(connection, keys, identity), _read_holders(connection, keys)
            yield [
                DerivedRow(row.id, row.terms, arrays[row.key], holders[row.key]) for row in rows if row.key in arrays
            ]

    def column_rows(self, document_ids: Sequence[str], identity: EmbeddingIdentity) -> Iterator[list[ColumnRow]]:
        """What the columns hold of some live articles, batch by batch."""
        query = select(chunks.c.id, chunks.c.key, chunks.c.document_id)
        for batch in _batches(document_ids):
            with self._database.reading() as connection:
                rows = list(_select_in(connection, query, chunks.c.document_id, batch))
                facts = facts_of(connection, batch)
                for part in _batches(rows):
                    arrays = _read_vectors(connection, sorted({row.key for row in part}), identity)
                    yield [
                        ColumnRow(row.id, row.key, arrays[row.key], facts[row.document_id])
                        for row in part
                        if row.key in arrays
                    ]

    def difference(self, searched: set[str], stamps: Mapping[int, int]) -> Change:
        """What brings derived indexes that hold some chunks, and some articles with these stamps, up to the ledger."""
        with self._database.reading() as connection:
            generation = int(_read_meta(connection, "generation") or 0)
            live, facts = set(connection.scalars(SEARCHED)), live_facts(connection)
            same = {i for i, told in facts.items() if stamps.get(told.article) == told.stamp}
            come = sorted(facts.keys() - same)
            keys = {key for batch in _batches(come if searched else []) for key in keys_of(connection, batch)}
            retell = searched_by_key(connection, keys).keys() & searched
        gone = stamps.keys() - {facts[i].article for i in same}
        return Change(generation, sorted(searched - live), sorted(live - searched), sorted(retell), sorted(gone), come)

    def searched_chunk_ids(self) -> list[str]:
        """Ids of everything that Chroma and tantivy should hold, sorted: see `rag.store.searched`."""
        with self._database.reading() as connection:
            return sorted(connection.scalars(SEARCHED))

    def wanted(self, filters: Filters) -> tuple[Asked, Wanted]:
        """A filter as the ledger understands it, and what the derived indexes are asked for."""
        with self._database.reading() as connection:
            asked = read_filters(connection, filters)
            return asked, wanted_by(connection, asked)

    def sift(self, chunk_ids: Sequence[str], asked: Asked) -> dict[str, Hit]:
        """For each of some chunks, where there is one, the first with its text whose article fits."""
        with self._database.reading() as connection:
            return sift(connection, chunk_ids, asked)

    def reprints(self, document_ids: Sequence[str]) -> dict[str, Reprints]:
        """Who else prints some articles, by id."""
        with self._database.reading() as connection:
            return {i: reprints_of(connection, i) for i in document_ids}

    def stories(self, document_ids: Sequence[str]) -> dict[str, str]:
        """The story that each of some articles is of, by id."""
        with self._database.reading() as connection:
            return _read_stories(connection, document_ids)

    def amendments(self, document_ids: Sequence[str]) -> dict[str, tuple[Amendment, ...]]:
        """What was published later about some articles, by id, the newest first."""
        with self._database.reading() as connection:
            return {i: amendments_of(connection, d) for i, d in _read_documents(connection, document_ids).items()}

    def unread(self) -> list[str]:
        """Ids of the live articles of which no `Reading` is known, as those of an older ledger."""
        with self._database.reading() as connection:
            return unsigned(connection)

    def count(self, filters: Filters) -> int:
        """How many articles fit."""
        with self._database.reading() as connection:
            return count_fitting(connection, filters)

    def newest(self, filters: Filters, most: int) -> tuple[list[str], int]:
        """Ids of the newest articles that fit, one of each story, and how many stories fit."""
        with self._database.reading() as connection:
            return newest_fitting(connection, filters, most)

    def undated(self, filters: Filters) -> int:
        """How many articles fit but for their day, which is not known."""
        with self._database.reading() as connection:
            return count_undated(connection, filters)

    def names(self, field: str) -> dict[str, int]:
        """What live articles give as outlet, author, section or language, with their number, most frequent first."""
        with self._database.reading() as connection:
            return names(connection, field)

    def listing(self, filters: Filters, order: Order, limit: int, offset: int) -> list[Listed]:
        """A part of the articles that fit, by their day; those that bear none come last."""
        with self._database.reading() as connection:
            return list_fitting(connection, filters, order, limit, offset)

    def listed(self, document_ids: Sequence[str]) -> dict[str, Listed]:
        """Articles by id, without their text; ids that are unknown are left out."""
        with self._database.reading() as connection:
            return listed(connection, document_ids)

    def titles_in_order(self) -> list[str]:
        """Ids of the live articles in the order of their titles."""
        with self._database.reading() as connection:
            return titles_in_order(connection)

    def fitting_ids(self, filters: Filters) -> set[str]:
        """Ids of the articles that fit."""
        with self._database.reading() as connection:
            return fitting_ids(connection, filters)

    def months(self, filters: Filters) -> Timeline:
        """When the articles that fit were published."""
        with self._database.reading() as connection:
            return count_months(connection, filters)

    def articles_of_chunks(self, chunk_ids: Sequence[str]) -> list[str]:
        """Ids of the live articles that have the text of some chunks."""
        with self._database.reading() as connection:
            return articles_of_chunks(connection, chunk_ids)

    def lying(self, document_ids: Sequence[str]) -> list[LiveArticle]:
        """Where some articles lie."""
        with self._database.reading() as connection:
            return lying(connection, document_ids)

    def shared_files(self, keys: Sequence[Place]) -> set[Place]:
        """Those of some files, by folder and path, that hold more than one article."""
        with self._database.reading() as connection:
            return shared_files(connection, keys)

    def changes(self, most: int) -> list[Event]:
        """What happened to articles lately, the last first."""
        with self._database.reading() as connection:
            return changes(connection, most)

    def excluded(self) -> list[LiveArticle]:
        """What is passed over on purpose, as it lay."""
        with self._database.reading() as connection:
            return excluded(connection)

    def nearest_passages(self, vector: Vectors, chunk_ids: Sequence[str], model: str) -> list[tuple[str, float]]:
        """Some chunks with their cosine to a unit vector, best first: every one is compared."""
        with self._database.reading() as connection:
            return passage_scores(connection, chunk_ids, model, vector)

    def known_vectors(self, keys: Sequence[str], model: str) -> set[str]:
        """Which of the keys have a vector of this model."""
        query = select(vectors.c.key).where(vectors.c.model == model)
        with self._database.reading() as connection:
            return {row.key for row in _select_in(connection, query, vectors.c.key, keys)}

    # Writing

    def alone(self, timeout: float) -> AbstractContextManager[None]:
        """The right to write, of all machines that share the ledger: see `Database.alone`."""
        return self._database.alone(timeout)

    def add_vectors(
        self, keys: Sequence[str], arrays: Vectors, model: str, sentences: Collection[str] = frozenset()
    ) -> None:
        """Keep vectors, at once and for good; a key that is there already keeps what it has.

        Those of `sentences` are packed: only sentences have these keys.
        """
        known = self.known_vectors(keys, model)
        rows = {
            key: {"key": key, "model": model, "vector": pack(array) if key in sentences else exact(array)}
            for key, array in zip(keys, arrays, strict=True)
            if key not in known
        }
        if rows:
            with self._database.writing() as connection:
                connection.execute(insert(vectors), list(rows.values()))

    def put(
        self,
        put: Sequence[IndexedDocument],
        remove: Sequence[Place],
        identity: EmbeddingIdentity,
        read: Sequence[FileRecord] = (),
    ) -> Change:
        """Write documents and the files that gave them, and take places away, as one."""
        touched = [*(indexed.place for indexed in put), *remove]
        with self._database.writing() as connection:
            ids = {indexed.document.id for indexed in put} | _documents_at(connection, touched)
            keys = {piece.key for indexed in put for piece in indexed.chunks}
            for batch in _batches(sorted(ids)):
                keys |= keys_of(connection, batch)
            before, lay, stood = (
                searched_by_key(connection, keys),
                live_among(connection, ids),
                _at(connection, touched),
            )
            _delete_files(connection, _files_at(connection, touched))
            _delete_places(connection, touched)
            _write_documents(connection, put)
            _write_files(connection, read)
            after, lie = searched_by_key(connection, keys), live_among(connection, ids)
            note_changes(connection, _shifts(put, stood, set(lay), set(lie)))
            _write_meta(connection, "identity", json.dumps(asdict(identity)))
            write = [i for i, document_id in after.items() if document_id in ids or i not in before]
            return Change(
                generation=_advance(connection),
                drop=[i for i, document_id in before.items() if document_id in ids or i not in after],
                write=write,
                retell=sorted(after.keys() - set(write)),
                gone=[article_number(i) for i in lay],
                come=lie,
            )

    def exclude(self, articles: Sequence[LiveArticle]) -> None:
        """Have some articles passed over whenever their folder is indexed."""
        with self._database.writing() as connection:
            exclude(connection, articles)

    def readmit(self, document_ids: Sequence[str]) -> list[LiveArticle]:
        """Have some articles passed over no more, and their files read again; returns them."""
        with self._database.writing() as connection:
            back = readmit(connection, document_ids)
            _delete_files(connection, [(article.place[0], article.file) for article in back])
            return back

    def put_readings(self, readings: Mapping[str, Reading]) -> None:
        """Remember what articles that are there already say of others, by id."""
        with self._database.writing() as connection:
            for document_id, reading in readings.items():
                _write_reading(connection, document_id, reading)

    def put_files(self, read: Sequence[FileRecord], gone: Sequence[Place] = ()) -> None:
        """Note files that changed nothing in what is searched, and drop the records of others, by folder and path."""
        with self._database.writing() as connection:
            _delete_files(connection, gone)
            _write_files(connection, read)

    def replace_all(self, replacements: Iterable[IndexedDocument], identity: EmbeddingIdentity) -> None:
        """Write every document anew under another model, as one; the vectors of any other model go.

        Raises:
            ValueError: Vectors of this model are missing; nothing has been changed.
        """
        with self._database.writing() as connection:
            connection.execute(delete(places))
            connection.execute(delete(files))  # what they gave is written anew from the ledger, not from them
            remaining = iter(replacements)
            while put := list(islice(remaining, AT_ONCE)):
                _write_documents(connection, put)
            _require_vectors(connection, identity.fingerprint)
            connection.execute(delete(vectors).where(vectors.c.model != identity.fingerprint))
            _write_meta(connection, "identity", json.dumps(asdict(identity)))
            _renew(connection)

    def advance(self) -> int:
        """Make every reader look again; returns the new generation."""
        with self._database.writing() as connection:
            return _advance(connection)

    def erase(self, paths: Sequence[str]) -> Erasure:
        """Delete the articles at or below some paths for good, every version, and overwrite where they stood.

        Files of a database server keep deleted rows until the server itself clears them (PostgreSQL: `VACUUM FULL`, and
        its archives of write-ahead logs and its backups hold them longer): `bytes_left` says so.

        Raises:
            IndexBusy: Another process reads the file: it holds the rows no more, but its bytes still may; do it again.
        """
        with self._database.writing() as connection:
            erased = erase(connection, paths)
            drop_mentions(connection)
            _renew(connection)
        return replace(erased, bytes_left=not self._database.compact())

    def purge(self) -> Erasure:
        """The same for every version that lies nowhere."""
        with self._database.writing() as connection:
            versions = drop_old_versions(connection)
            drop_mentions(connection)
            _renew(connection)
        return Erasure(versions, bytes_left=not self._database.compact())

    # Care

    def inventory(self) -> Inventory:
        """What the derived indexes should hold."""
        with self._database.reading() as connection:
            return take_inventory(connection)

    def examine(self, identity: EmbeddingIdentity) -> tuple[int, list[Finding]]:
        """How many old versions are kept, and what is wrong with the ledger itself or with the folders."""
        with self._database.reading() as connection:
            number, found = old_versions(connection), list(unusable_vectors(connection, identity))
        if damage := self.damage():
            found.append(Finding(Flaw.DAMAGED, "ledger", len(damage), tuple(damage[:5])))
        return number, [*found, *look_at_folders(self.live(), self.files())]

    def damage(self) -> list[str]:
        """What the database finds wrong with its file, which it reads as a whole."""
        return self._database.damage()

    def backup(self, target: Path) -> None:
        """Copy the ledger as it is at one moment into a new file, while others read and write.

        Raises:
            StoreError: The file is there already or cannot be written, or the ledger is at a server.
        """
        self._database.copy_to(target)

    def renew(self, after: int) -> None:
        """Make everything derived useless, and the generation greater than another."""
        with self._database.writing() as connection:
            generation = max(after, int(_read_meta(connection, "generation") or 0))
            _write_meta(connection, "generation", str(generation))
            _renew(connection)


def _read_copy(copy: Path, fresh: Path) -> None:
    try:
        remove_database(fresh)
        read_copy(copy, fresh)
    except sqlite3.Error as error:
        raise StoreError(
            f"{str(copy)!r} is no copy of a ledger ({error}): name a file that `hemeroteca backup` has written."
        ) from error


def _generation_of(live: Database) -> int:
    """The generation of a ledger that is about to be replaced; 0 where it is damaged or none."""
    try:
        with live.reading() as connection:
            return int(_read_meta(connection, "generation") or 0) if _schema_of(connection) else 0
    except StoreError:
        return 0


def _renew(connection: Connection) -> None:
    """What is derived is made anew, by whichever process comes first."""
    _write_meta(connection, "edition", uuid.uuid4().hex)
    _advance(connection)


def _schema_of(connection: Connection) -> int | None:
    """The format of the tables; none where there are none."""
    if not inspect(connection).has_table(meta.name):
        return None
    found = _read_meta(connection, "schema") or ""
    if not found.isdecimal() or not min(MIGRATIONS) <= int(found) <= SCHEMA_VERSION:
        raise StoreError(
            f"the index has format {found or '?'}, this version of hemeroteca reads formats {min(MIGRATIONS)} to "
            f"{SCHEMA_VERSION}: use the version that wrote it, or another HEMEROTECA_DATA_DIR."
        )
    return int(found)


def _create_or_migrate(connection: Connection) -> bool:
    """Bring the tables to this format; whether there were older ones."""
    # Two processes may open it at once: the second had to wait, looks again, and finds that all is done.
    found = _schema_of(connection)
    if found is None:
        metadata.create_all(connection)
        for key, value in {"schema": str(SCHEMA_VERSION), "generation": "0", "edition": uuid.uuid4().hex}.items():
            _write_meta(connection, key, value)
        return False
    for version in range(found, SCHEMA_VERSION):
        MIGRATIONS[version](connection)
        _write_meta(connection, "schema", str(version + 1))
    return found < SCHEMA_VERSION


_META = select(meta.c.value).where(meta.c.key == bindparam("wanted"))
"""Made once: each search asks for the generation several times, and to make a statement takes longer than to run it."""


def _read_meta(connection: Connection, key: str) -> str | None:
    return connection.scalar(_META, {"wanted": key})


def _write_meta(connection: Connection, key: str, value: str) -> None:
    if not connection.execute(update(meta).where(meta.c.key == key).values(value=value)).rowcount:
        connection.execute(insert(meta).values(key=key, value=value))


def _advance(connection: Connection) -> int:
    generation = int(_read_meta(connection, "generation") or 0) + 1
    _write_meta(connection, "generation", str(generation))
    return generation


def _batches(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for first in range(0, len(values), AT_ONCE):
        yield values[first : first + AT_ONCE]


def _select_in(connection: Connection, query: Any, column: ColumnElement[Any], values: Sequence[str]) -> Iterator[Any]:
    for batch in _batches(values):
        yield from connection.execute(query.where(column.in_(batch)))


def _read_documents(connection: Connection, ids: Sequence[str]) -> dict[str, Document]:
    return {
        row.id: Document(
            id=row.id,
            title=row.title,
            text=row.text,
            source=row.source,
            published=date.fromisoformat(row.published) if row.published else None,
            language=row.language,
            metadata=json.loads(row.metadata),
            updated=date.fromisoformat(row.updated) if row.updated else None,
            outlet=row.outlet,
            author=row.author,
            section=row.section,
            address=row.address,
            origins=json.loads(row.origins),
            locators=tuple(Locator(*parts) for parts in json.loads(row.locators)),
        )
        for row in _select_in(connection, select(documents), documents.c.id, ids)
    }


def _standing_of_dead(connection: Connection, document: Document) -> Standing:
    """What has become of an article whose version lies nowhere: its file may have been moved, edited or deleted."""
    name = document.source.rpartition("/")[2]
    named_so = or_(places.c.source == name, places.c.source.endswith(f"/{name}", autoescape=True))
    alike = connection.execute(select(places.c.source, places.c.document_id).where(named_so)).all()
    same_text = select(documents.c.id).where(documents.c.text == document.text)
    if any(_select_in(connection, same_text, documents.c.id, sorted({row.document_id for row in alike}))):
        return Standing.CURRENT
    return Standing.CHANGED if any(row.source == document.source for row in alike) else Standing.GONE


def _read_chunks(
    connection: Connection, chunk_ids: Sequence[str], identity: EmbeddingIdentity
) -> tuple[dict[str, Any], dict[str, list[Any]], dict[str, Vectors]]:
    """Rows of chunks by id, of their sentences in order by chunk id, and their vectors by key.

    A chunk without vectors of this model is left out: the archive has moved to another model since.
    """
    rows = {row.id: row for row in _select_in(connection, select(chunks), chunks.c.id, chunk_ids)}
    parts: dict[str, list[Any]] = {i: [] for i in rows}
    ordered = select(sentences).order_by(sentences.c.chunk_id, sentences.c.position)
    for part in _select_in(connection, ordered, sentences.c.chunk_id, list(rows)):
        parts[part.chunk_id].append(part)
    needed = {i: {row.key, *(part.key for part in parts[i])} for i, row in rows.items()}
    arrays = _read_vectors(connection, sorted(set().union(*needed.values())), identity)
    return {i: row for i, row in rows.items() if needed[i] <= arrays.keys()}, parts, arrays


def _read_vectors(connection: Connection, keys: Sequence[str], identity: EmbeddingIdentity) -> dict[str, Vectors]:
    query = select(vectors.c.key, vectors.c.vector).where(vectors.c.model == identity.fingerprint)
    held = {row.key: row.vector for row in _select_in(connection, query, vectors.c.key, keys)}
    return dict(zip(held, unpack(list(held.values()), identity.dimension), strict=True))


def _read_holders(connection: Connection, keys: Sequence[str]) -> dict[str, tuple[Facts, ...]]:
    """The facts of every live article that has a text, by its key."""
    query = select(chunks.c.key, chunks.c.document_id).where(LIES).distinct()
    held = [(key, document_id) for key, document_id in _select_in(connection, query, chunks.c.key, keys)]
    facts = facts_of(connection, [document_id for _, document_id in held])
    holders: dict[str, list[Facts]] = {key: [] for key in keys}
    for key, document_id in held:
        holders[key].append(facts[document_id])
    return {key: tuple(those) for key, those in holders.items()}


def _read_stories(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    query = select(documents.c.id, documents.c.story)
    return {i: story or i for i, story in _select_in(connection, query, documents.c.id, ids)}


def _stored(row: Any, document: Document, parts: Sequence[Any], arrays: dict[str, Vectors], story: str) -> StoredChunk:
    vector = arrays[row.key]
    none = np.empty((0, len(vector)), np.float32)
    return StoredChunk(
        chunk=Chunk(row.id, row.document_id, row.start, row.end, document.text[row.start : row.end]),
        document=document,
        vector=vector,
        sentences=tuple((part.start, part.end) for part in parts),
        sentence_vectors=np.stack([arrays[part.key] for part in parts]) if parts else none,
        story=story,
    )


def _require_vectors(connection: Connection, model: str) -> None:
    live = select(chunks.c.id).where(chunks.c.document_id.in_(select(places.c.document_id)))
    used = union(
        select(chunks.c.key).where(chunks.c.id.in_(live)),
        select(sentences.c.key).where(sentences.c.chunk_id.in_(live)),
    ).subquery()
    held = select(vectors.c.key).where(vectors.c.key == used.c.key, vectors.c.model == model).exists()
    missing = connection.scalar(select(func.count()).select_from(used).where(~held))
    if missing:
        raise ValueError(f"{missing} vectors have not been added: call add_vectors first")


def _documents_at(connection: Connection, touched: Sequence[Place]) -> set[str]:
    return set(_at(connection, touched).values())


def _at(connection: Connection, touched: Sequence[Place]) -> dict[Place, str]:
    """What lies at some places."""
    column = tuple_(places.c.root, places.c.source)
    query = select(places.c.root, places.c.source, places.c.document_id)
    rows = (row for batch in _batches(touched) for row in connection.execute(query.where(column.in_(batch))))
    return {(root, source): document_id for root, source, document_id in rows}


def _shifts(
    put: Sequence[IndexedDocument], stood: Mapping[Place, str], lay: set[str], lie: set[str]
) -> Iterator[tuple[Shift, str]]:
    """What a change means for each article: its id, what stood at its place, and what lay and lies somewhere."""
    come = {indexed.place: indexed.document.id for indexed in put}
    for place, i in come.items():
        if i not in lay:
            yield Shift.UPDATED if place in stood else Shift.ADDED, i
    yield from ((Shift.REMOVED, i) for place, i in stood.items() if place not in come and i not in lie)


def _delete_places(connection: Connection, touched: Sequence[Place]) -> None:
    column = tuple_(places.c.root, places.c.source)
    for batch in _batches(touched):
        connection.execute(delete(places).where(column.in_(batch)))


def _files_at(connection: Connection, touched: Sequence[Place]) -> list[Place]:
    """The files that the articles at some places came from."""
    column = tuple_(places.c.root, places.c.source)
    query = select(places.c.root, places.c.file)
    rows = (row for batch in _batches(touched) for row in connection.execute(query.where(column.in_(batch))))
    return list({(root, file) for root, file in rows})


def _delete_files(connection: Connection, keys: Sequence[Place]) -> None:
    column = tuple_(files.c.root, files.c.path)
    for batch in _batches(keys):
        connection.execute(delete(files).where(column.in_(batch)))


def _write_files(connection: Connection, read: Sequence[FileRecord]) -> None:
    rows = {record.key: asdict(record) for record in read}
    _delete_files(connection, list(rows))
    if rows:
        connection.execute(insert(files), list(rows.values()))


def _write_documents(connection: Connection, put: Sequence[IndexedDocument]) -> None:
    """Write documents, each over what it was: the same text may be cut otherwise than when it was last written."""
    written = {indexed.document.id: indexed for indexed in put}
    known = select(documents.c.id)
    old = {row.id for row in _select_in(connection, known, documents.c.id, sorted(written))}
    for batch in _batches(sorted(old)):
        cut = select(chunks.c.id).where(chunks.c.document_id.in_(batch))
        connection.execute(delete(sentences).where(sentences.c.chunk_id.in_(cut)))
        connection.execute(delete(chunks).where(chunks.c.document_id.in_(batch)))
    for i in old:
        connection.execute(update(documents).where(documents.c.id == i).values(_document_row(written[i])))
    new = [indexed for i, indexed in written.items() if i not in old]
    for table, rows in (
        (documents, [_document_row(indexed) for indexed in new]),
        (places, [_place_row(indexed) for indexed in put]),
        (chunks, [_chunk_row(piece) for indexed in written.values() for piece in indexed.chunks]),
        (sentences, [row for indexed in written.values() for row in _sentence_rows(indexed)]),
    ):
        if rows:
            connection.execute(insert(table), rows)
    for indexed in put:
        if indexed.reading:
            _write_reading(connection, indexed.document.id, indexed.reading)


def _write_reading(connection: Connection, document_id: str, reading: Reading) -> None:
    write_signature(connection, document_id, reading.signature)
    write_correction(connection, document_id, reading.correction)


def _document_row(indexed: IndexedDocument) -> dict[str, Any]:
    document = indexed.document
    return {
        "id": document.id,
        "title": document.title,
        "text": document.text,
        "source": document.source,
        "published": document.published.isoformat() if document.published else None,
        "language": document.language,
        "metadata": json.dumps(dict(document.metadata), ensure_ascii=False),
        "updated": document.updated.isoformat() if document.updated else None,
        "outlet": document.outlet,
        "author": document.author,
        "section": document.section,
        "address": document.address,
        "origins": json.dumps(dict(document.origins), ensure_ascii=False),
        "locators": json.dumps([(at.start, at.kind, at.label) for at in document.locators], ensure_ascii=False),
        "pipeline": indexed.pipeline,
        "root": indexed.root,
    }


def _place_row(indexed: IndexedDocument) -> dict[str, Any]:
    root, source = indexed.place
    at = {"root": root, "source": source, "document_id": indexed.document.id}
    return at | {"file": indexed.file or source, "folded": folded_path(root, source)}


def _chunk_row(piece: IndexedChunk) -> dict[str, Any]:
    chunk = piece.chunk
    row = {"id": chunk.id, "document_id": chunk.document_id, "start": chunk.start, "end": chunk.end}
    return row | {"key": piece.key, "terms": " ".join(piece.terms)}


def _sentence_rows(indexed: IndexedDocument) -> Iterator[dict[str, Any]]:
    for piece in indexed.chunks:
        for position, part in enumerate(piece.sentences):
            at = {"chunk_id": piece.chunk.id, "position": position}
            yield at | {"start": part.start, "end": part.end, "key": part.key}
