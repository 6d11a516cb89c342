"""What the environment and `hemeroteca.toml` say, unchecked: the only reader of both.

It does not know what settings there are; `rag.settings` checks them. It imports next to nothing, since a command that
a running page answers needs no more of the settings than where their folder is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rag.errors import SettingsError

__all__ = ["ENV_PREFIX", "LOCALE", "TOML_NAME", "at_home", "read_values", "reader_language"]

ENV_PREFIX = "HEMEROTECA_"
TOML_NAME = "hemeroteca.toml"

LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first of these variables that is set names the language, as POSIX has it."""


def at_home(path: str) -> str:
    """A path with the home folder in place of `~` or `~user` at its beginning; other paths, and users, as they are.

    A shell does so for a word of its own, but not inside quotes, behind `=`, in a TOML file or in Python.
    """
    return os.path.expanduser(path)  # noqa: PTH111 - that of a Path raises where there is no such user


def read_values(environ: Mapping[str, str] | None = None, folder: Path | None = None) -> dict[str, Any]:
    """What is set, by the name of the setting, as it stands there; the environment wins.

    Args:
        environ: Variables to read; those of the process when not given.
        folder: Where `hemeroteca.toml` is looked for; the working folder when not given.

    Raises:
        SettingsError: A file that is not TOML.
    """
    values = _read_toml((folder or Path.cwd()) / TOML_NAME)
    return values | _read_environ(os.environ if environ is None else environ)


def reader_language(environ: Mapping[str, str] | None = None, folder: Path | None = None) -> str:
    """The language of whoever runs the program: the setting `language`, else that of the locale.

    Args:
        environ: Variables to read; those of the process when not given.
        folder: Where `hemeroteca.toml` is looked for; the working folder when not given.

    Returns:
        An ISO 639-1 code; `en` where neither says anything, as in the locale `C`.
    """
    environ = os.environ if environ is None else environ
    try:
        if chosen := read_values(environ, folder).get("language"):
            return str(chosen)
    except SettingsError:  # which is told by whoever needs the rest of the file
        pass
    locale = next((environ[name] for name in LOCALE if environ.get(name)), "")
    code = re.match("[a-z]{2,3}(?![a-z])", locale.lower())
    return code[0] if code else "en"


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")  # editors of Windows begin a file with a mark, which is no TOML
        # Most folders have no such file, and a command that a page answers would spend a tenth of its time on this.
        import tomllib

        return tomllib.loads(text)
    except FileNotFoundError:
        return {}
    except (ValueError, OSError) as error:  # of the encoding or of TOML
        raise SettingsError(
            f"{path.name} cannot be read: {error}. It must be UTF-8 TOML with lines `name = value`."
        ) from error


def _read_environ(environ: Mapping[str, str]) -> dict[str, Any]:
    names = {key: key.removeprefix(ENV_PREFIX).lower() for key in environ if key.startswith(ENV_PREFIX)}
    values: dict[str, Any] = {name: environ[key] for key, name in names.items() if environ[key] != ""}
    if "corpus" in values:
        values["corpus"] = tuple(part for part in values["corpus"].split(os.pathsep) if part)
    return values
