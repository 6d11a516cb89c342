"""Fetches a page as a polite guest: it says who it is, asks robots.txt first, and waits between two requests.

Every step of a redirect is a request like the first: it is looked at where it leads and whether it is welcome.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Self
from urllib.parse import urldefrag

import httpcore
import httpx
from protego import Protego

from rag.errors import WebError
from rag.web.addresses import Address, addresses_of, is_public
from rag.web.connections import GuardedTransport, Resolve

__all__ = ["NAME", "Fetched", "Limits", "Web"]

NAME = "Hemeroteca"
"""What robots.txt may call this program."""

MAX_REDIRECTS = 5
MAX_ROBOTS = 512_000
"""Bytes of robots.txt that are read; the rest is left out, as RFC 9309 allows."""

LONGEST_PAUSE = 60.0
"""Seconds of a pause, whatever robots.txt asks for."""

_KEPT = ("content-type", "date", "last-modified", "etag")
"""Heads of a response that are kept: what tells how to read it and when it is from, and no cookies."""

_NUMBER = re.compile(r"^\[Errno -?\d+\] ")
"""What Python puts before a reason of the system."""

_TIMEOUTS = (httpcore.TimeoutException, httpx.TimeoutException)
_FAULTS = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, httpx.HTTPError)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken, and how fast.

    Attributes:
        seconds: Most that a request takes.
        most_bytes: Most bytes of a page, unpacked.
        pause: Seconds between two requests of one host; where robots.txt asks for more, that.
    """

    seconds: float = 30.0
    most_bytes: int = 20_000_000
    pause: float = 2.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came.

    Attributes:
        address: Where it was in the end, after all redirects.
        headers: Heads of the response that tell how to read it, and when it is from.
        body: Its bytes, unpacked.
    """

    address: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass
class Web:
    """The open web, as it is asked by this program; best in a `with` statement.

    What may be connected to, and how hosts are found and waited for, can be given only in code: see `is_public`.

    Attributes:
        limits: How much is taken, and how fast.
        allowed: Whether an address may be connected to.
        resolve: Gives the addresses of a host.
        sleep: Waits some seconds.
    """

    limits: Limits = field(default_factory=Limits)
    allowed: Callable[[Address], bool] = is_public
    resolve: Resolve = addresses_of
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        self._client = httpx.Client(
            transport=GuardedTransport(self.resolve, self.allowed, self.limits.seconds),
            headers={"User-Agent": f"{NAME}/{version('hemeroteca')} (a reader's own archive)"},
            timeout=None,  # noqa: S113 - the transport has one
            trust_env=False,
        )
        self._robots: dict[str, Protego] = {}
        self._asked: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def fetch(self, address: str) -> Fetched:
        """Fetch what is at an address.

        Raises:
            WebError: It is none that is fetched, or what is there cannot or must not be.
        """
        url = _read_address(address)
        with self._followed(url, self._require_welcome) as response:
            if response.status_code != httpx.codes.OK:
                said = f"{response.status_code} {response.reason_phrase}".strip()
                raise WebError(f"{str(response.url)!r} answered {said}: check the address, or try later.")
            body = self._read(response)
            headers = tuple((name, response.headers[name]) for name in _KEPT if name in response.headers)
        return Fetched(str(response.url), headers, body)

    @contextmanager
    def _followed(self, url: httpx.URL, check: Callable[[httpx.URL], None]) -> Iterator[httpx.Response]:
        """The response at the end of all redirects; each step is checked before it is asked for."""
        for _ in range(MAX_REDIRECTS + 1):
            check(url)
            with self._asked_for(url) as response:
                if response.next_request is None:
                    yield response
                    return
                url = _read_address(str(response.next_request.url))
        raise WebError(f"{str(url)!r} is where more than {MAX_REDIRECTS} redirects lead: name the page itself.")

    @contextmanager
    def _asked_for(self, url: httpx.URL) -> Iterator[httpx.Response]:
        """The response to one request, not read yet."""
        self._wait_for(url)
        try:
            response = self._client.send(self._client.build_request("GET", url), stream=True)
            try:
                yield response
            finally:
                response.close()
        except _TIMEOUTS as error:
            said = f"{str(url)!r} did not come within {self.limits.seconds:g} s: try later, or raise web_seconds."
            raise WebError(said) from error
        except _FAULTS as error:
            reason = " ".join(_NUMBER.sub("", str(error)).split()) or type(error).__name__
            raise WebError(f"{str(url)!r} cannot be fetched ({reason}): check the address, or try later.") from error

    def _read(self, response: httpx.Response) -> bytes:
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) > self.limits.most_bytes:
                most = f"{self.limits.most_bytes:,}"
                raise WebError(f"{str(response.url)!r} has more than {most} bytes: raise web_bytes, or leave it out.")
        return bytes(body)

    def _wait_for(self, url: httpx.URL) -> None:
        """Wait until a host may be asked again."""
        robots = self._robots.get(_site(url))
        asked_for = robots.crawl_delay(NAME) if robots else None
        pause = min(max(self.limits.pause, asked_for or 0.0), LONGEST_PAUSE)
        now = time.monotonic()
        wait = self._asked.get(url.host, now - pause) + pause - now
        if wait > 0:
            self.sleep(wait)
        self._asked[url.host] = time.monotonic()

    def _require_welcome(self, url: httpx.URL) -> None:
        """Raise WebError where robots.txt does not want the page to be fetched."""
        site = _site(url)
        if site not in self._robots:
            self._robots[site] = self._read_robots(url)
        if not self._robots[site].can_fetch(str(url), NAME):
            raise WebError(
                f"robots.txt of {url.host!r} asks programs not to fetch {str(url)!r}: save the page in a browser, into "
                "a folder that is indexed."
            )

    def _read_robots(self, url: httpx.URL) -> Protego:
        """What a site wants: anything where it has no robots.txt, nothing where nobody can tell (RFC 9309)."""
        place = url.copy_with(raw_path=b"/robots.txt")
        with self._followed(place, lambda _: None) as response:
            status, text = response.status_code, _beginning(response).decode("utf-8", "replace")
        if status == httpx.codes.OK:
            return Protego.parse(text.removeprefix("\ufeff"))
        if 400 <= status < 500 and status != httpx.codes.TOO_MANY_REQUESTS:
            return Protego.parse("")
        raise WebError(
            f"robots.txt of {url.host!r} cannot be read ({status}), so nothing is fetched from there: try later."
        )


def _beginning(response: httpx.Response) -> bytes:
    """The first bytes of a response."""
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) >= MAX_ROBOTS:
            break
    return bytes(body[:MAX_ROBOTS])


def _site(url: httpx.URL) -> str:
    """What has a robots.txt of its own."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _read_address(address: str) -> httpx.URL:
    """An address without its fragment.

    Raises:
        WebError: It is none of a page that is fetched.
    """
    written = address.strip()
    try:
        url = httpx.URL(urldefrag(written)[0])
    except (httpx.InvalidURL, ValueError) as error:
        raise WebError(f"{written!r} is no web address ({error}): copy it from the browser.") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise WebError(f"{written!r} is no address that is fetched: write it whole, with http:// or https://.")
    if url.userinfo:
        raise WebError(f"the address of {url.host!r} holds a name or password: take it out; none is ever sent or kept.")
    return url
