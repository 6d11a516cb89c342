"""A PostgreSQL of its own, as a real process on loopback, which goes with the tests.

with PostgresServer() as server:
    url = server.database()
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Self

import psycopg

from tests.fakes.ports import free_port

__all__ = ["PostgresServer", "find_postgres"]

OWNER = "postgres"
"""Who runs the server where the tests are run by root, whom it refuses."""

FASTER = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "32MB"}
"""It need not survive a power cut."""


def find_postgres() -> Path | None:
    """The folder of the server's commands; none where it is not installed, or root has nobody to run it as."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))  # which Debian does not put on the path
    found = shutil.which("postgres") or (str(debian[-1]) if debian else "")
    folder = Path(found).resolve().parent
    return folder if found and (folder / "initdb").exists() and (os.geteuid() or _has_owner()) else None


class PostgresServer:
    """A cluster in a folder of its own. Its texts are sorted as a language sorts them, unlike those of SQLite."""

    def __init__(self) -> None:
        commands = find_postgres()
        assert commands is not None
        self._commands = commands
        self._folder = Path(tempfile.mkdtemp(prefix="hemeroteca-postgres-"))
        self._as: dict[str, Any] = {}
        if not os.geteuid():
            shutil.chown(self._folder, OWNER, OWNER)
            self._as = {"user": OWNER, "group": OWNER, "extra_groups": []}
        self.port = free_port()
        self._made = 0
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        sorting = ["--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=es"]
        self._run("initdb", "-D", str(self._data), "-U", OWNER, "--auth=trust", "--no-sync", *sorting)
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self._folder)

    def start(self) -> None:
        """Start the server, anew where it was stopped, and wait until it answers."""
        options = FASTER | {"listen_addresses": "127.0.0.1", "port": str(self.port), "unix_socket_directories": ""}
        flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        command = [str(self._commands / "postgres"), "-D", str(self._data), *flags]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self._folder, **self._as)
        self._wait()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End every connection and the server: by default in good order, with SIGQUIT at once."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def database(self) -> str:
        """The SQLAlchemy URL of a new database."""
        self._made += 1
        name = f"archive{self._made}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql+psycopg://{OWNER}@127.0.0.1:{self.port}/{name}"

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _address(self, database: str) -> str:
        return f"host=127.0.0.1 port={self.port} user={OWNER} dbname={database} connect_timeout=5"

    def _run(self, command: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._commands / command), *arguments],
            cwd=self._folder,
            capture_output=True,
            text=True,
            check=False,
            **self._as,
        )
        assert done.returncode == 0, done.stderr

    def _wait(self) -> None:
        for _ in range(300):
            assert self._process is not None
            assert self._process.poll() is None, (self._folder / "log").read_text()
            try:
                psycopg.connect(self._address("postgres")).close()
            except psycopg.OperationalError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError("PostgreSQL did not start")


def _has_owner() -> bool:
    try:
        pwd.getpwnam(OWNER)
    except KeyError:
        return False
    return True
