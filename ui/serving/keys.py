"""Keys by which programs use the service: made and revoked by a command, kept as hashes in the ledger's database.

A key is 256 bits by chance, so that a plain hash is enough for it. It is somebody's: a user's of the page, whose
conversations its requests then see, or that of a program with a name of its own.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Column, Float, MetaData, String, Table, delete, insert, select, update

from rag.errors import IndexBusy, PeopleError
from rag.store.database import Database
from ui.serving.limits import NAME_LIMIT
from ui.serving.people import People, checked_name

if TYPE_CHECKING:
    from rag.settings import Settings

__all__ = ["PREFIX", "PROGRAM", "Key", "Keys", "open_keys", "program"]

PREFIX = "hem_"
"""What every key begins with, so that one that got where it should not be is found by searching."""
PROGRAM = "program:"
"""Before the name of a reader that is no user of the page; none of those has a colon."""
TOUCH_SECONDS = 60.0
"""How often it is written down that a key is in use."""
_ID_LENGTH = 8

metadata = MetaData()

# `id` is the beginning of the key, by which people name it; times are seconds of the epoch, 0 for never.
keys = Table(
    "service_keys",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("owner", String(len(PROGRAM) + 3 * NAME_LIMIT), nullable=False, index=True),
    Column("name", String(NAME_LIMIT), nullable=False),
    Column("made", Float, nullable=False),
    Column("used", Float, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of a key, which itself is known to its owner alone.

    Attributes:
        id: What it is called.
        owner: Whose it is: a user's, or with `PROGRAM` before it a program's.
        name: The same, as it was given.
        made: When, in seconds of the epoch.
        used: When it was used last, to the minute; 0: never.
    """

    id: str
    owner: str
    name: str
    made: float
    used: float


class Keys:
    """The keys of an archive.

    Args:
        database: The ledger's; it is closed with this.
        people: The users of the page, in the same database.
        clock: Tells the time, in seconds of the epoch.
    """

    def __init__(self, database: Database, people: People, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._people = people
        self._clock = clock
        with database.writing() as connection:
            metadata.create_all(connection)

    def close(self) -> None:
        """Close the database."""
        self._people.close()
        self._database.close()

    def add(self, name: str) -> str:
        """Make a key for somebody; it is told this once.

        Raises:
            PeopleError: The name cannot be one.
        """
        name = checked_name(name)
        key, owner = PREFIX + secrets.token_urlsafe(32), People.key(name)
        if self._people.name_of(owner) is None:
            owner = program(name)  # for good: a user of that name may come later, and is somebody else
        row = {"digest": _digest(key), "id": _id(key), "owner": owner, "name": name}
        with self._database.writing() as connection:
            connection.execute(insert(keys), row | {"made": self._clock(), "used": 0.0})
        return key

    def revoke(self, id_or_name: str) -> list[Key]:
        """Make one key useless, or all of somebody; returns which.

        Raises:
            PeopleError: There is none of this id or name.
        """
        owner = People.key(id_or_name)
        with self._database.writing() as connection:
            meant = (keys.c.id == id_or_name) | keys.c.owner.in_([owner, program(id_or_name)])
            found = [Key(r.id, r.owner, r.name, r.made, r.used) for r in connection.execute(select(keys).where(meant))]
            connection.execute(delete(keys).where(meant))
        if not found:
            raise PeopleError(
                f"there is no key {id_or_name!r}, and none of anybody of that name: `hemeroteca keys list` says which "
                "there are."
            )
        return found

    def listed(self) -> list[Key]:
        """All of them, by name and age."""
        query = select(keys).order_by(keys.c.owner, keys.c.made)
        with self._database.reading() as connection:
            return [Key(row.id, row.owner, row.name, row.made, row.used) for row in connection.execute(query)]

    def reader_of(self, key: str) -> str | None:
        """Whose a key is: the name of a user of the page, or `program:` and a name; None where it is no key."""
        if not re.fullmatch(rf"{PREFIX}[\w-]{{43}}", key, re.ASCII):
            return None
        with self._database.reading() as connection:
            row = connection.execute(select(keys).where(keys.c.digest == _digest(key))).first()
        if row is None:
            return None
        now = self._clock()
        if row.used < now - TOUCH_SECONDS:
            self._touch(row.digest, now)
        owner = str(row.owner)
        return owner if owner.startswith(PROGRAM) else self._people.name_of(owner)

    def _touch(self, digest: str, now: float) -> None:
        with suppress(IndexBusy), self._database.writing() as connection:  # the next request writes it down
            connection.execute(update(keys).where(keys.c.digest == digest).values(used=now))


def program(name: str) -> str:
    """The reader that a program of some name is."""
    return f"{PROGRAM}{People.key(name)}"


def open_keys(settings: Settings, people: People, clock: Callable[[], float] = time.time) -> Keys:
    """The keys of an archive, whether it has been indexed or not; `people` is closed with them.

    Raises:
        StoreError: The database cannot be opened.
    """
    database = Database.of_archive(settings.data_dir, settings.database_url)
    try:
        return Keys(database, people, clock)
    except BaseException:
        database.close()
        raise


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("ascii")).hexdigest()


def _id(key: str) -> str:
    return key[: len(PREFIX) + _ID_LENGTH]
