"""Keys of programs: made, used, revoked; known by their hashes alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from rag.errors import PeopleError
from rag.settings import Settings
from rag.store.database import Database
from ui.serving import people as people_module
from ui.serving.keys import PREFIX, Keys, open_keys
from ui.serving.people import People, open_people


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An archive, with passwords that are hashed in no time."""
    monkeypatch.setattr(people_module, "_COST", (2, 1, 1))
    return Settings(data_dir=tmp_path)


@pytest.fixture
def people(settings: Settings) -> Iterator[People]:
    """Its users."""
    with closing(open_people(settings)) as opened:
        yield opened


@pytest.fixture
def keys(settings: Settings, people: People) -> Iterator[Keys]:
    """Its keys, at the hour 1000."""
    opened = open_keys(settings, people, clock=lambda: 3_600_000.0)
    yield opened
    opened._database.close()


def test_a_key_is_that_of_a_user_or_of_a_program(keys: Keys, people: People) -> None:
    """A user is known by any way of writing the name; no program can be taken for one."""
    people.add("Ana", "la sala de lectura")
    assert keys.reader_of(keys.add("ANA")) == "Ana"
    assert keys.reader_of(keys.add("archivo")) == "program:archivo"
    with pytest.raises(PeopleError, match="cannot be the name"):
        keys.add("program:archivo")


@pytest.mark.parametrize(
    "wrong", ["", "x", PREFIX, PREFIX + "A" * 43, PREFIX + "é" * 43, "\0" * 47, PREFIX + "A" * 999]
)
def test_what_is_no_key_opens_nothing(keys: Keys, wrong: str) -> None:
    """Nor what looks like one."""
    keys.add("archivo")
    assert keys.reader_of(wrong) is None


def test_a_key_is_nobodys_once_its_user_is_gone_and_no_later_users(keys: Keys, people: People) -> None:
    """Whoever has the same name afterwards is somebody else, a program's namesake too."""
    program = keys.add("Redacción")
    people.add("redacción", "la sala de lectura")
    assert keys.reader_of(program) == "program:redacción"
    own = keys.add("redacción")
    people.remove("redacción")
    assert keys.reader_of(own) is None


def test_a_key_is_revoked_by_its_id_or_with_all_of_somebody(keys: Keys) -> None:
    """What is left goes on."""
    first, second, other = keys.add("Bea"), keys.add("bea"), keys.add("otra")
    [gone] = keys.revoke(keys.listed()[0].id)
    assert [keys.reader_of(key) for key in (first, second, other)].count(None) == 1
    assert gone.name.casefold() == "bea"
    keys.revoke("BEA")
    assert [keys.reader_of(key) for key in (first, second)] == [None, None]
    assert keys.reader_of(other) == "program:otra"
    with pytest.raises(PeopleError, match="keys list"):
        keys.revoke("Bea")


def test_neither_the_key_nor_more_than_its_beginning_is_kept(keys: Keys, settings: Settings) -> None:
    """Who reads the database can ask nothing with what it holds."""
    key = keys.add("archivo")
    [listed] = keys.listed()
    assert (key.startswith(listed.id), listed.used) == (True, 0.0)
    keys.reader_of(key)
    assert keys.listed()[0].used == 3_600_000.0
    with closing(Database.of_archive(settings.data_dir, "")) as database, database.reading() as connection:
        [row] = connection.execute(text("select * from service_keys")).all()
    assert all(key[13:] not in str(value) for value in row)
