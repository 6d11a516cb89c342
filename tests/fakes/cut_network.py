"""A process, and those it starts, whose every connection but to this machine is written down and fails.

What Python's own sockets do is seen, whichever package has them do it, by the audit events of
https://docs.python.org/3/library/audit_events.html; what a library does in its own machine code is not.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from pathlib import Path
from typing import Any

__all__ = ["cut", "cutting", "tried"]

ROOT = Path(__file__).parent.parent.parent
_LOG = "CUT_NETWORK_LOG"
_TO_AN_ADDRESS = ("socket.connect", "socket.sendto", "socket.sendmsg")
_BY_NAME = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")


def cutting(folder: Path) -> dict[str, str]:
    """The environment of a Python that has no network; what it tries is told by `tried`."""
    (folder / "sitecustomize.py").write_text("from tests.fakes.cut_network import cut\n\ncut()\n", encoding="utf-8")
    return {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", _LOG: str(folder / "tried")}


def tried(folder: Path) -> list[str]:
    """Where such processes wanted to connect to."""
    log = folder / "tried"
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def cut() -> None:
    """Cut the network off from this process."""
    log = os.environ[_LOG]

    def audit(event: str, given: tuple[Any, ...]) -> None:
        if event in _TO_AN_ADDRESS:
            host = given[1][0] if isinstance(given[1], tuple) else None  # that of a Unix socket is a path
        elif event in _BY_NAME:
            host = given[0][0] if isinstance(given[0], tuple) else given[0]
        else:
            return
        if not _is_here(host):
            with Path(log).open("a", encoding="utf-8") as writing:
                writing.write(f"{event} {host!r}\n")
            raise ConnectionRefusedError(f"the network is cut: {event} {host!r}")

    sys.addaudithook(audit)


def _is_here(host: object) -> bool:
    """Whether a host is this machine, or none."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if not isinstance(name, str) or name in ("", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
