"""How long a name may be, and how often something may be done in any minute, by a reader and by an address.

Kept in memory: who has been counted is forgotten when the page ends.
"""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.settings import Settings

__all__ = ["NAME_LIMIT", "PASSWORD_LIMIT", "Limits", "Rate", "network_of"]

NAME_LIMIT = 64
"""Longest name of a user, in characters."""
PASSWORD_LIMIT = 1_000
"""Longest password, in characters: what is longer is not hashed."""

MINUTE = 60.0
READERS_AN_ADDRESS = 5
"""Readers who may ask at full rate from one address, such as that of an office."""
TRIES_A_NAME = 3
"""How many addresses may try one user's password at full rate: more are one that guesses."""
UPLOADS_MINUTE = 30
"""Uploads a minute, of one reader and of one address."""
KEYS_KEPT = 10_000
"""Readers or addresses that are counted at a time, so that inventing them takes no memory without end."""


class Rate:
    """So many times in any minute, by key.

    Args:
        per_minute: How many; 0: any number.
        clock: Tells the time, in seconds.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = per_minute
        self._clock = clock
        self._taken: dict[str, deque[float]] = {}

    def wait(self, key: str) -> float:
        """Seconds until it may be done again; 0 where it may be now."""
        taken = self._taken.get(key)
        if taken is None or len(taken) < self._most:
            return 0.0
        return max(0.0, taken[0] + MINUTE - self._clock())

    def take(self, key: str) -> None:
        """Count one."""
        if not self._most:
            return
        taken = self._taken.pop(key, None) or deque(maxlen=self._most)
        taken.append(self._clock())
        self._taken[key] = taken  # at the end: those at the beginning have rested longest
        while len(self._taken) > KEYS_KEPT:
            del self._taken[next(iter(self._taken))]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A rate by who does it and one by the address where that comes from; both have room, or neither is taken."""

    own: Rate
    address: Rate
    lock: threading.Lock

    def take(self, who: str, address: str) -> int:
        """Seconds to wait; 0 where it may be done, which then is counted."""
        network = network_of(address)
        with self.lock:
            if wait := max(self.own.wait(who), self.address.wait(network)):
                return math.ceil(wait)
            self.own.take(who)
            self.address.take(network)
        return 0


class Limits:
    """The rates of a page.

    Args:
        questions: A minute, of one reader; 0: any number.
        logins: Tries a minute, of one address.
        uploads: A minute, of one reader and of one address; 0: any number.
    """

    def __init__(self, *, questions: int = 0, logins: int = 10, uploads: int = 0) -> None:
        self._questions = _pair(questions, READERS_AN_ADDRESS * questions)
        self._logins = _pair(TRIES_A_NAME * logins, logins)
        self._uploads = _pair(uploads, uploads)

    @classmethod
    def of(cls, settings: Settings, *, shared: bool) -> Limits:
        """Those of the settings; of a page that only its owner reaches, none but that of logins."""
        return cls(
            questions=settings.questions_minute if shared else 0,
            logins=settings.logins_minute,
            uploads=UPLOADS_MINUTE if shared else 0,
        )

    def question(self, reader: str, address: str) -> int:
        """Seconds until a reader may ask; 0 where that may be now, which then is counted."""
        return self._questions.take(reader, address)

    def login(self, name: str, address: str) -> int:
        """Seconds until somebody may try to log in; 0 where that may be now, which then is counted."""
        return self._logins.take(name, address)

    def upload(self, reader: str, address: str) -> int:
        """Seconds until a reader may upload; 0 where that may be now, which then is counted."""
        return self._uploads.take(reader, address)


def network_of(address: str) -> str:
    """An address as it is counted: of IPv6 the network of 64 bits, all of which one household has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _pair(own: int, address: int) -> _Pair:
    return _Pair(Rate(own), Rate(address), threading.Lock())
