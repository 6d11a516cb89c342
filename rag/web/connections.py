"""Connections that lead where they were allowed to, and end when their time is up.

A name is resolved once, and the connection goes to the very address that was looked at: a second look-up could be
told another. Names in certificates are checked as ever.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import httpcore
import httpx

from rag.errors import WebError
from rag.web.addresses import Address

__all__ = ["GuardedTransport", "Resolve"]

Resolve = Callable[[str, int], Sequence[Address]]
"""Gives the addresses of a host; raises OSError where there are none."""


@dataclass(frozen=True)
class GuardedTransport(httpx.BaseTransport):
    """Sends each request over a connection of its own, past any proxy, to an address that is allowed.

    Attributes:
        resolve: Gives the addresses of a host.
        allowed: Whether an address may be connected to.
        seconds: Most that a request takes, from the connection to the last byte.

    Raises:
        WebError: The host is not known, or leads where it must not.
        httpcore.NetworkError: And the other errors of httpcore: the connection or what came over it is at fault.
    """

    resolve: Resolve
    allowed: Callable[[Address], bool]
    seconds: float

    @cached_property
    def _certificates(self) -> ssl.SSLContext:
        return httpx.create_ssl_context()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; its connection ends with its response."""
        backend = _Backend(self.resolve, self.allowed, _Deadline(self.seconds))
        certificates = self._certificates if request.url.scheme == "https" else None
        pool = httpcore.ConnectionPool(certificates, network_backend=backend)
        asked = httpcore.Request(
            request.method,
            httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        try:
            answer = pool.handle_request(asked)
        except BaseException:
            pool.close()
            raise
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer, pool))


@dataclass(frozen=True, eq=False)
class _Body(httpx.SyncByteStream):
    """The bytes of a response, with which its connection ends."""

    answer: httpcore.Response
    pool: httpcore.ConnectionPool

    def __iter__(self) -> Iterator[bytes]:
        return self.answer.iter_stream()

    def close(self) -> None:
        self.answer.close()
        self.pool.close()


class _Deadline:
    """When a request must have ended, however slowly its bytes come."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left.

        Raises:
            httpcore.ReadTimeout: None are.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left


@dataclass(frozen=True, eq=False)
class _Backend(httpcore.NetworkBackend):
    """Opens the connections of a request."""

    resolve: Resolve
    allowed: Callable[[Address], bool]
    deadline: _Deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline is the only one
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers; all of them must be allowed."""
        addresses = self._addresses(host, port)
        for tries, address in enumerate(addresses, start=1):
            share = self.deadline.left() / (len(addresses) - tries + 1)
            try:
                found = httpcore.SyncBackend().connect_tcp(str(address), port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if tries == len(addresses):
                    raise
            else:
                return _Stream(found, self.deadline)
        raise WebError(f"{host!r} has no address: check how it is written.")

    def _addresses(self, host: str, port: int) -> Sequence[Address]:
        try:
            addresses = self.resolve(host, port)
        except OSError as error:
            reason = error.strerror or str(error)
            raise WebError(
                f"nobody knows the host {host!r} ({reason}): check the address and the connection."
            ) from error
        for address in addresses:
            if not self.allowed(address):
                raise WebError(
                    f"{host!r} leads to {address}, which is not on the open web: save the page into a folder instead."
                )
        return addresses


@dataclass(frozen=True, eq=False)
class _Stream(httpcore.NetworkStream):
    """A connection whose every step ends with the time of its request."""

    inner: httpcore.NetworkStream
    deadline: _Deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - see `_Backend`
        """Read what has come."""
        return self.inner.read(max_bytes, self.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Send some bytes."""
        self.inner.write(buffer, self.deadline.left())

    def close(self) -> None:
        """End the connection."""
        self.inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Encrypt the connection, to the host whose name was asked for."""
        return _Stream(self.inner.start_tls(ssl_context, server_hostname, self.deadline.left()), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself."""
        return self.inner.get_extra_info(info)
