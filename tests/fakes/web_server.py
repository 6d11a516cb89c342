"""A web server on the loopback interface: pages by path, with what was asked for, how and when."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

from rag.web import Limits, Web
from rag.web.addresses import Address

__all__ = ["Page", "Site", "near_web", "serve"]


@dataclass(frozen=True)
class Page:
    """What a path answers; `send` writes the body where it is not to be sent at once."""

    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    send: Callable[[BaseHTTPRequestHandler], None] | None = None


@dataclass
class Site:
    """A server that runs: its port, what it answers, and the paths and heads that it was asked."""

    port: int
    pages: dict[str, Page]
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    hosts: list[str] = field(default_factory=list)

    def address(self, path: str, host: str = "diario.example") -> str:
        """The address of a path, on any name: see `near_web`."""
        return f"http://{host}:{self.port}{path}"


@contextmanager
def serve(pages: Mapping[str, Page]) -> Iterator[Site]:
    """Serve some pages until the block ends; any other path is answered with 404."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.agents.add(self.headers["User-Agent"])
            site.hosts.append(self.headers["Host"])
            page = site.pages.get(self.path, Page(b"no", status=404))
            self.send_response(page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", page.kind)
            if page.send:
                self.send_header("Connection", "close")
                self.end_headers()
                page.send(self)
                return
            self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that goes away is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    site = Site(server.server_port, dict(pages))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def near_web(waits: list[float] | None = None, limits: Limits | None = None) -> Web:
    """A web whose every host is this machine; how long was waited between requests is noted, not waited."""
    loopback: list[Address] = [ip_address("127.0.0.1")]
    kept = [] if waits is None else waits
    return Web(
        limits or Limits(seconds=5.0), allowed=lambda _: True, resolve=lambda _host, _port: loopback, sleep=kept.append
    )
