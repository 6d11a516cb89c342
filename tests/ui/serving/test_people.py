"""Users, their passwords and their sessions, in SQLite and in a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from rag.errors import PeopleError
from rag.settings import Settings
from rag.store.database import Database
from ui.serving import people as module
from ui.serving.conversations import Conversations
from ui.serving.database import ReadersDatabase
from ui.serving.limits import PASSWORD_LIMIT
from ui.serving.people import People, open_people

PASSWORD = "la sala de lectura"
HOUR = 3600.0


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost nothing."""
    monkeypatch.setattr(module, "_COST", (2, 8, 1))


class Clock:
    """A time that is set."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        """Tell it."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The time of `people`."""
    return Clock()


@pytest.fixture
def people(ledger: Settings, clock: Clock) -> Iterator[People]:
    """The users of a new archive, with sessions of an hour; Ana is one."""
    ledger.data_dir.mkdir()
    database = Database.of_archive(ledger.data_dir, ledger.database_url)
    with closing(People(database, session_hours=1, clock=clock)) as opened:
        opened.add("Ana", PASSWORD)
        yield opened


def enter(people: People, name: str = "Ana", password: str = PASSWORD) -> str:
    """Log in, as one who may."""
    token = people.log_in(name, password)
    assert token is not None
    return token


def test_who_has_the_password_is_known_by_a_token(people: People) -> None:
    """By the name as it was given, however it is typed."""
    assert people.user_of(enter(people)) == "Ana"
    assert people.user_of(enter(people, " ANA ")) == "Ana"


@pytest.mark.parametrize(
    ("name", "password"),
    [("Ana", "otra contraseña"), ("Eva", PASSWORD), ("", ""), ("\0", PASSWORD), ("\ud800", "\ud800"),
     ("Ana", "x" * 5_000)],
)  # fmt: skip
def test_nobody_else_is_let_in(people: People, name: str, password: str) -> None:
    """A wrong password, an unknown name, and what is no name at all."""
    assert people.log_in(name, password) is None


@given(token=st.text(max_size=60))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_other_token_is_one(people: People, token: str) -> None:
    """Whatever a browser sends."""
    assert people.user_of(token) is None


def test_neither_password_nor_token_is_kept(people: People, ledger: Settings) -> None:
    """The files hold hashes, and those of two equal passwords differ."""
    people.add("Eva", PASSWORD)
    token = enter(people)
    with people._database.reading() as connection:
        rows = [tuple(row) for table in (module.users, module.sessions) for row in connection.execute(select(table))]
    files = b"".join(path.read_bytes() for path in ledger.data_dir.iterdir())
    for held in (repr(rows).encode(), files):
        assert (b"Ana" in held) == bool(held)
        assert PASSWORD.encode() not in held
        assert token.encode() not in held
    assert module._hashed(PASSWORD) != module._hashed(PASSWORD)


def test_a_session_ends_when_it_has_rested_long_enough(people: People, clock: Clock) -> None:
    """Each request puts the end off; what the page repeats by itself does not."""
    token = enter(people)
    for _ in range(3):
        clock.now += 0.9 * HOUR
        assert people.user_of(token) == "Ana"
    clock.now += 0.9 * HOUR
    assert people.user_of(token, acts=False) == "Ana"
    clock.now += 0.2 * HOUR
    assert people.user_of(token) is None


def test_a_removed_user_is_out_at_once(people: People, ledger: Settings) -> None:
    """Even if another process did it, and also under the same name given again."""
    token = enter(people)
    with closing(open_people(ledger)) as other:
        other.remove("ana")
        assert people.user_of(token) is None
        other.add("Ana", PASSWORD)
    assert people.user_of(token) is None
    assert [user.name for user in people.users()] == ["Ana"]


def test_two_pages_on_one_archive_have_the_same_users(
    people: People, ledger: Settings, clock: Clock, readers: ReadersDatabase
) -> None:
    """Who has logged in to the one is known to the other, with the conversations: all lie in one database."""
    token = enter(people)
    place, _ = Conversations(readers).begin("Ana", "", (), "¿por qué?")
    elsewhere = ledger if not ledger.database_url else ledger.over(ledger.data_dir / "of another machine")
    with (
        closing(open_people(elsewhere, clock)) as others,
        closing(ReadersDatabase(elsewhere.data_dir, elsewhere.database_url)) as database,
    ):
        assert others.user_of(token) == "Ana"
        assert [one.id for one in Conversations(database).listed("Ana")] == [place]
        others.log_out(token)
    assert people.user_of(token) is None


def test_a_new_password_ends_the_sessions_of_the_old_one(people: People) -> None:
    """And the old one lets nobody in."""
    token = enter(people)
    people.set_password("ANA", "una muy distinta")
    assert people.user_of(token) is None
    assert people.log_in("Ana", PASSWORD) is None
    assert people.user_of(enter(people, password="una muy distinta")) == "Ana"


def test_logging_out_ends_one_session(people: People) -> None:
    """Those of other browsers go on."""
    here, there = enter(people), enter(people)
    people.log_out(here)
    assert (people.user_of(here), people.user_of(there)) == (None, "Ana")


def test_an_accent_is_the_same_however_it_is_typed(people: People) -> None:
    """In one sign or in two, in names and in passwords."""
    people.add("Jose\u0301", "contrasen\u0303a larga")
    assert people.user_of(enter(people, "JOSÉ", "contraseña larga")) == "José"


@pytest.mark.parametrize(
    "name", ["anonymous:x", "", " ", "<script>", "a\u202eb", "a\u200bb", "x" * 65, "-ana", "a\nb", "ana/.."]
)
def test_what_could_be_mistaken_is_no_name(people: People, name: str) -> None:
    """Nothing that could pass for a reader without a login, turn a line round, or be a mark of the page."""
    with pytest.raises(PeopleError, match="cannot be the name of a user"):
        people.add(name, PASSWORD)


@pytest.mark.parametrize("name", ["María José", "o’hara", "ana@diario.example", "李小龍", "рита_2", "हिन्दी"])
def test_people_are_called_as_they_are(people: People, name: str) -> None:
    """In any language."""
    people.add(name, PASSWORD)
    assert people.user_of(enter(people, name)) == name


def test_faults_say_what_to_do(people: People) -> None:
    """A name that is taken or unknown, and a password that is too short or too long."""
    with pytest.raises(PeopleError, match="there is a user 'ana' already"):
        people.add("ana", PASSWORD)
    for act in (people.remove, lambda name: people.set_password(name, PASSWORD)):
        with pytest.raises(PeopleError, match="there is no user 'Eva'"):
            act("Eva")
    for password in ("corta", "x" * (PASSWORD_LIMIT + 1)):
        with pytest.raises(PeopleError, match="choose one of 10 to 1000"):
            people.set_password("Ana", password)


def test_a_wrong_name_takes_as_long_as_a_wrong_password(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both cost one hash."""
    hashed: list[str] = []
    scrypt = module._scrypt
    monkeypatch.setattr(module, "_scrypt", lambda *given: (hashed.append(given[0]), scrypt(*given))[1])
    for name in ("Ana", "Eva", "\0"):
        assert people.log_in(name, "una contraseña") is None
    assert len(hashed) == 3
