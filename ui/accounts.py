"""What `hemeroteca users` and `hemeroteca keys` do: say who may log in to the page, and which programs may ask.

No password is an argument, which others can see.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from getpass import getpass

from rag.errors import PeopleError
from rag.settings import Settings
from ui.output import echo
from ui.serving.conversations import Conversations
from ui.serving.database import ReadersDatabase
from ui.serving.keys import PROGRAM, Key, Keys, open_keys, program
from ui.serving.limits import PASSWORD_LIMIT
from ui.serving.people import People, open_people
from ui.speech import speech
from ui.terminal import one_line

__all__ = ["ACTIONS", "KEY_ACTIONS", "WITHOUT_NAME", "change_keys", "change_users"]


def change_users(settings: Settings, action: str, name: str) -> None:
    """Do one of `ACTIONS` and say so.

    Raises:
        PeopleError: The user or the password cannot be used, or there is no such user.
        StoreError: The database cannot be opened.
    """
    with closing(open_people(settings)) as people:
        ACTIONS[action](people, name, settings)


def _add(people: People, name: str, settings: Settings) -> None:
    people.add(name, _password(name))
    _forget(settings, name)  # what one of that name may still have asked while they were being removed
    _tell(f"{name} may log in now.")


def _remove(people: People, name: str, settings: Settings) -> None:
    known = people.remove(name)
    with suppress(PeopleError), closing(open_keys(settings, open_people(settings))) as keys:
        keys.revoke(known)
    deleted, kept = _forget(settings, known)  # else the next one of that name would read them
    _tell(f"{known} can log in no more, and is out wherever that was; conversations deleted: {deleted}.")
    _tell_of_kept(kept)


def _tell_of_kept(kept: int) -> None:
    if kept:
        _tell(
            f"conversations kept without a name, since answers were judged in them: {kept}; `hemeroteca feedback` "
            "makes drafts of that and deletes them."
        )


def _forget(settings: Settings, name: str) -> tuple[int, int]:
    """Delete the conversations of a user; returns how many were deleted, and how many are kept without the name."""
    with closing(ReadersDatabase(settings.data_dir, settings.database_url)) as database:
        return Conversations(database).forget_reader(name)


def _change(people: People, name: str, _: Settings) -> None:
    people.set_password(name, _password(name))
    _tell(f"{name} has a new password, and has to log in again.")


def _list(people: People, _name: str, _: Settings) -> None:
    users = people.users()
    if not users:
        _tell("There is no user yet, so nobody can log in: `hemeroteca users add NAME` adds one.")
    for user in users:
        echo(one_line(f"{time.strftime('%Y-%m-%d', time.localtime(user.made))}  {user.name}"))


ACTIONS: Mapping[str, Callable[[People, str, Settings], None]] = {
    "add": _add,
    "remove": _remove,
    "list": _list,
    "password": _change,
}
"""What can be done, by its name on the command line."""
WITHOUT_NAME = frozenset({"list"})
"""What is done to no one user."""


def _password(name: str) -> str:
    """What is typed, twice and unseen, or the first line of standard input where that is no terminal."""
    if not sys.stdin.isatty():
        return sys.stdin.readline(PASSWORD_LIMIT + 2).rstrip("\r\n")
    say = speech()
    first = getpass(one_line(say(f"Password of {name}:")) + " ")
    if getpass(say("Once more:") + " ") != first:
        raise PeopleError("the two passwords are not the same: try again.")
    return first


def change_keys(settings: Settings, action: str, name: str) -> None:
    """Do one of `KEY_ACTIONS` and say so.

    Raises:
        PeopleError: The name cannot be used, or there is no such key.
        StoreError: The database cannot be opened.
    """
    with closing(open_keys(settings, open_people(settings))) as keys:
        KEY_ACTIONS[action](keys, name, settings)


def _add_key(keys: Keys, name: str, _: Settings) -> None:
    key = keys.add(name)
    _tell(f"Key of {name}, shown this once:")
    echo(key)


def _revoke_keys(keys: Keys, name: str, settings: Settings) -> None:
    revoked = keys.revoke(name)
    for key in revoked:
        _tell(f"Revoked: {key.id}… of {key.name}.")
    left = {key.owner for key in keys.listed()}
    without = {key.owner: key.name for key in revoked if key.owner.startswith(PROGRAM) and key.owner not in left}
    with closing(ReadersDatabase(settings.data_dir, settings.database_url)) as database:
        for owner, called in without.items():
            if Conversations(database).listed(owner):
                _tell(f"What {called} has asked is kept, for its next key: `hemeroteca keys forget NAME` deletes it.")


def _forget_program(keys: Keys, name: str, settings: Settings) -> None:
    """Make the keys of a program useless, and delete its conversations; those of a user of its name stay."""
    reader, revoked = program(name), list[Key]()
    with suppress(PeopleError):
        revoked = keys.revoke(reader)
    deleted, kept = _forget(settings, reader)
    if not (revoked or deleted or kept):
        raise PeopleError(
            f"there is no program {name!r} that has a key or has asked anything: `hemeroteca keys list` says which "
            "have keys."
        )
    for key in revoked:
        _tell(f"Revoked: {key.id}… of {key.name}.")
    _tell(f"What {name} had asked is forgotten; conversations deleted: {deleted}.")
    _tell_of_kept(kept)


def _list_keys(keys: Keys, _name: str, _: Settings) -> None:
    known = keys.listed()
    if not known:
        _tell("There is no key yet, so no program can ask: `hemeroteca keys add NAME` makes one.")
    for key in known:
        echo(one_line(_line(key)))


def _line(key: Key) -> str:
    made, used = (time.strftime("%Y-%m-%d", time.localtime(at)) if at else "-" * 10 for at in (key.made, key.used))
    return f"{key.id}…  {made}  {used}  {key.name}"


KEY_ACTIONS: Mapping[str, Callable[[Keys, str, Settings], None]] = {
    "add": _add_key,
    "revoke": _revoke_keys,
    "forget": _forget_program,
    "list": _list_keys,
}
"""What can be done with keys, by its name on the command line."""


def _tell(text: str) -> None:
    echo(one_line(speech()(text)))
