"""Who may use the page: users with hashed passwords, and the sessions of those who have logged in.

They are kept in the ledger's database, in tables of their own, which the ledger does not know. A user who is removed,
or whose password is changed, is out at the next request, whichever process did it.

Passwords: scrypt (RFC 7914) with the cost that OWASP's Password Storage Cheat Sheet gives for it. Tokens of sessions
are 256 bits by chance, so that a plain hash is enough for them.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Column, Float, MetaData, String, Table, delete, insert, select, update

from rag.errors import IndexBusy, PeopleError
from rag.store.database import Database, make_data_folder
from ui.serving.limits import NAME_LIMIT, PASSWORD_LIMIT

if TYPE_CHECKING:
    from rag.settings import Settings

__all__ = ["PASSWORD_LEAST", "People", "User", "checked_name", "open_people"]

PASSWORD_LEAST = 10
"""Shortest password, in characters."""

TOUCH_SECONDS = 60.0
"""How often it is written down that a session is in use."""

_JOINING = " .@'’-_"
"""What a name has beside letters of any language and figures. There is no colon, by which readers without a login are
told apart (`anonymous:…`), and nothing that turns the direction of a line or that cannot be seen."""

_COST = (2**15, 8, 3)
"""Of scrypt: n, r, p, which take 32 MB and a quarter of a second."""

metadata = MetaData()

users = Table(
    "page_users",
    metadata,
    Column("key", String(3 * NAME_LIMIT), primary_key=True),
    Column("name", String(NAME_LIMIT), nullable=False),
    Column("password", String(200), nullable=False),
    Column("made", Float, nullable=False),
)
# `token` is a hash of it; times are seconds of the epoch.
sessions = Table(
    "page_sessions",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("user", String(3 * NAME_LIMIT), nullable=False, index=True),
    Column("seen", Float, nullable=False, index=True),
)


@dataclass(frozen=True, slots=True)
class User:
    """One who may log in.

    Attributes:
        name: As it was given.
        made: When, in seconds of the epoch.
    """

    name: str
    made: float


class People:
    """The users of a page and their sessions.

    Args:
        database: The ledger's; it is closed with this.
        session_hours: Hours without a request after which a session ends.
        clock: Tells the time, in seconds of the epoch.
    """

    def __init__(self, database: Database, session_hours: float, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._idle = session_hours * 3600
        self._clock = clock
        # Hashed where there is no such user, so that a wrong name takes as long to refuse as a wrong password.
        self._nobody = _hashed(secrets.token_urlsafe())
        with database.writing() as connection:
            metadata.create_all(connection)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    @staticmethod
    def key(name: str) -> str:
        """What is the same of two names that people hold for one: `Ana` and `ana`, `José` in one or two signs."""
        return _key(name)

    def users(self) -> list[User]:
        """All of them, by name."""
        with self._database.reading() as connection:
            return [User(row.name, row.made) for row in connection.execute(select(users).order_by(users.c.key))]

    def name_of(self, key: str) -> str | None:
        """The name of the user with a `key`, as it was given; None where there is none."""
        with self._database.reading() as connection:
            return connection.scalar(select(users.c.name).where(users.c.key == key))

    def add(self, name: str, password: str) -> None:
        """Let somebody log in.

        Raises:
            PeopleError: The name or the password cannot be one, or there is such a user.
        """
        name = checked_name(name)
        row = {"key": _key(name), "name": name, "password": _hashed(_checked(password)), "made": self._clock()}
        with self._database.writing() as connection:  # one at a time, whichever process
            if connection.execute(select(users.c.key).where(users.c.key == row["key"])).first():
                raise PeopleError(
                    f"there is a user {name!r} already: choose another name, or change the password with "
                    "`hemeroteca users password`."
                )
            connection.execute(insert(users).values(row))

    def remove(self, name: str) -> str:
        """Let somebody log in no more, and end what sessions there are; returns the name as it was given.

        Raises:
            PeopleError: There is no such user.
        """
        with self._database.writing() as connection:
            known = connection.scalar(select(users.c.name).where(users.c.key == _key(name)))
            if known is None:
                raise _unknown(name)
            connection.execute(delete(users).where(users.c.key == _key(name)))
            connection.execute(delete(sessions).where(sessions.c.user == _key(name)))
        return str(known)

    def set_password(self, name: str, password: str) -> None:
        """Give a user another password, and end what sessions there are.

        Raises:
            PeopleError: There is no such user, or the password cannot be one.
        """
        hashed = _hashed(_checked(password))
        with self._database.writing() as connection:
            if not connection.execute(update(users).where(users.c.key == _key(name)).values(password=hashed)).rowcount:
                raise _unknown(name)
            connection.execute(delete(sessions).where(sessions.c.user == _key(name)))

    def log_in(self, name: str, password: str) -> str | None:
        """The token of a new session; None where name and password are not those of a user, which takes as long."""
        if len(password) > PASSWORD_LIMIT:
            return None
        name, row = _written(name), None
        if _is_name(name):  # else a database may not even take it
            with self._database.reading() as connection:
                row = connection.execute(select(users).where(users.c.key == _key(name))).first()
        if not _is_password(password, row.password if row else self._nobody) or row is None:
            return None
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._database.writing() as connection:
            # Removed, or given another password, while this one was hashed?
            if connection.scalar(select(users.c.password).where(users.c.key == row.key)) != row.password:
                return None
            connection.execute(delete(sessions).where(sessions.c.seen < now - self._idle))
            connection.execute(insert(sessions).values(token=_digest(token), user=row.key, seen=now))
        return token

    def user_of(self, token: str, *, acts: bool = True) -> str | None:
        """The name of the user whose session a token is; None where it has ended.

        Args:
            token: As `log_in` gave it.
            acts: Whether this is a request of the user's, which puts off the end, and not one that the page repeats.
        """
        now = self._clock()
        asked = (
            select(users.c.name, sessions.c.seen)
            .join(users, users.c.key == sessions.c.user)
            .where(sessions.c.token == _digest(token))
        )
        with self._database.reading() as connection:
            row = connection.execute(asked).first()
        if row is None or row.seen < now - self._idle:
            return None
        if acts and row.seen < now - min(TOUCH_SECONDS, self._idle / 10):
            self._touch(token, now)
        return str(row.name)

    def log_out(self, token: str) -> None:
        """End a session."""
        with self._database.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.token == _digest(token)))

    def _touch(self, token: str, now: float) -> None:
        with suppress(IndexBusy), self._database.writing() as connection:  # the next request writes it down
            connection.execute(update(sessions).where(sessions.c.token == _digest(token)).values(seen=now))


def open_people(settings: Settings, clock: Callable[[], float] = time.time) -> People:
    """The users of an archive, whether it has been indexed or not.

    Args:
        settings: Of the archive.
        clock: See `People`.

    Raises:
        StoreError: The database cannot be opened.
    """
    if not settings.database_url:
        make_data_folder(settings.data_dir)
    database = Database.of_archive(settings.data_dir, settings.database_url)
    try:
        return People(database, settings.session_hours, clock)
    except BaseException:
        database.close()
        raise


def _key(name: str) -> str:
    """See `People.key`."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name.strip()).casefold())


def _is_name(name: str) -> bool:
    letters = [unicodedata.category(sign)[0] in "LMN" for sign in name]
    joined = all(letter or sign in _JOINING for letter, sign in zip(letters, name, strict=True))
    return 0 < len(name) <= NAME_LIMIT and joined and letters[0]


def _written(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip())


def checked_name(name: str) -> str:
    """A name as it is kept.

    Raises:
        PeopleError: It cannot be that of a user.
    """
    name = _written(name)
    if not _is_name(name):
        raise PeopleError(
            f"{name!r} cannot be the name of a user: write 1 to {NAME_LIMIT} letters or figures, with spaces or any "
            "of . @ ' - _ behind the first."
        )
    return name


def _checked(password: str) -> str:
    if not PASSWORD_LEAST <= len(password) <= PASSWORD_LIMIT:
        raise PeopleError(
            f"the password has {len(password)} characters: choose one of {PASSWORD_LEAST} to {PASSWORD_LIMIT}."
        )
    return password


def _unknown(name: str) -> PeopleError:
    return PeopleError(f"there is no user {name!r}: `hemeroteca users list` says which there are.")


def _hashed(password: str) -> str:
    """The cost, the salt and the hash as one text."""
    salt = secrets.token_bytes(16)
    secret = [b64encode(part).decode("ascii") for part in (salt, _scrypt(password, salt, *_COST))]
    return "$".join(["scrypt", *map(str, _COST), *secret])


def _is_password(password: str, hashed: str) -> bool:
    _, n, r, p, salt, expected = hashed.split("$")
    return hmac.compare_digest(_scrypt(password, b64decode(salt), int(n), int(r), int(p)), b64decode(expected))


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    # One keyboard may compose an accent that another writes as two signs.
    written = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(written, salt=salt, n=n, r=r, p=p, maxmem=128 * r * (n + p + 8), dklen=32)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
