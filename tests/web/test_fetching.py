"""Fetching from a real server: what is refused, what is waited for, what comes."""

import gzip
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from importlib.metadata import version
from ipaddress import ip_address

import pytest

from rag.errors import WebError
from rag.web import Limits, Web
from rag.web.addresses import Address
from tests.fakes.web_server import Page, Site, near_web, serve

STORY = "<p>La presa de Arcedo se abrió.</p>".encode()


def drip(handler: BaseHTTPRequestHandler) -> None:
    """A body that never ends, a byte at a time."""
    for _ in range(1000):
        handler.wfile.write(b"a")
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.fixture
def site() -> Iterator[Site]:
    """A newspaper with a page, and some ways to lead astray."""
    pages = {
        "/presa": Page(STORY, headers={"Set-Cookie": "quien=tu"}),
        "/gzip": Page(gzip.compress(STORY), headers={"Content-Encoding": "gzip"}),
        "/bomba": Page(gzip.compress(b"a" * 5_000_000), headers={"Content-Encoding": "gzip"}),
        "/lento": Page(send=drip),
        "/roto": Page(b"not packed at all", headers={"Content-Encoding": "gzip"}),
        "/vieja": Page(status=301, headers={"Location": "/presa#arriba"}),
        "/fichero": Page(status=302, headers={"Location": "file:///etc/passwd"}),
        "/dentro": Page(status=302, headers={"Location": "http://dentro.example/"}),
        "/noria": Page(status=302, headers={"Location": "/noria"}),
        "/averiada": Page(b"", status=503),
    }
    with serve(pages) as running:
        yield running


def test_a_page_comes_as_it_is_with_its_address(site: Site) -> None:
    """Asked for by name, with the name of the program, and no cookie is kept."""
    with near_web() as web:
        page = web.fetch(f" {site.address('/presa')}#abajo ")
    assert (page.address, page.body) == (site.address("/presa"), STORY)
    assert dict(page.headers)["content-type"] == "text/html; charset=utf-8"
    assert "set-cookie" not in dict(page.headers)
    assert site.agents == {f"Hemeroteca/{version('hemeroteca')} (a reader's own archive)"}
    assert set(site.hosts) == {f"diario.example:{site.port}"}


def test_what_was_packed_on_the_way_is_unpacked(site: Site) -> None:
    """So that what is kept is the page."""
    with near_web() as web:
        assert web.fetch(site.address("/gzip")).body == STORY


def test_a_redirect_is_followed_to_where_the_page_is(site: Site) -> None:
    """Its last address is the page's."""
    with near_web() as web:
        assert web.fetch(site.address("/vieja")).address == site.address("/presa")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/no-hay", "answered 404 Not Found"),
        ("/averiada", "answered 503 Service Unavailable"),
        ("/noria", "more than 5 redirects"),
        ("/fichero", "passwd' is no address that is fetched"),
        ("/bomba", "more than 1,000,000 bytes"),
        ("/roto", "cannot be fetched"),
        ("/lento", "did not come within 0.5 s"),
    ],
)
def test_what_cannot_be_fetched_is_told_by_its_reason(site: Site, path: str, said: str) -> None:
    """Within the limits of time and size, however slowly or tightly packed it comes."""
    started = time.monotonic()
    with near_web(limits=Limits(seconds=0.5, most_bytes=1_000_000)) as web, pytest.raises(WebError, match=said):
        web.fetch(site.address(path))
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "no address that is fetched"),
        ("diario.example/presa", "no address that is fetched"),
        ("ftp://diario.example/presa", "no address that is fetched"),
        ("file:///etc/passwd", "no address that is fetched"),
        ("http://", "no address that is fetched"),
        ("http://[::1", "is no web address"),
        ("http://diario.example:puerto/", "is no web address"),
        ("http://ana:secreto@diario.example/", "holds a name or password"),
    ],
)
def test_what_is_no_address_of_a_page_is_never_asked_for(address: str, said: str) -> None:
    """And a password is not repeated."""

    def resolve(_host: str, _port: int) -> list[Address]:
        raise AssertionError("was asked for")

    with Web(resolve=resolve) as web, pytest.raises(WebError, match=said) as caught:
        web.fetch(address)
    assert "secreto" not in str(caught.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f000001"])
def test_this_machine_is_not_asked(site: Site, host: str) -> None:
    """However its address is written."""
    with Web() as web, pytest.raises(WebError, match=r"leads to (::1|\S*127\.0\.0\.1|::ffff:7f00:1), "):
        web.fetch(site.address("/presa", host))
    assert site.asked == []


def test_where_a_name_leads_is_looked_at_once_and_there_it_goes(site: Site) -> None:
    """A name server that says another address the second time is not asked a second time for a connection."""
    told: list[str] = []

    def resolve(host: str, _port: int) -> list[Address]:
        told.append(host)
        return [ip_address("127.0.0.1" if len(told) <= 2 else "10.0.0.1")]

    with Web(allowed=lambda address: address.is_loopback, resolve=resolve) as web:
        web.sleep = lambda _: None
        assert web.fetch(site.address("/presa")).body == STORY
        assert len(told) == len(site.asked) == 2  # robots.txt and the page, each over a connection of its own
        with pytest.raises(WebError, match=r"leads to 10\.0\.0\.1"):
            web.fetch(site.address("/gzip"))


def test_one_forbidden_address_of_several_forbids_the_host(site: Site) -> None:
    """Nobody can say which of them would be taken."""
    both: list[Address] = [ip_address("127.0.0.1"), ip_address("10.0.0.1")]
    with (
        Web(allowed=lambda address: address.is_loopback, resolve=lambda *_: both) as web,
        pytest.raises(WebError, match=r"leads to 10\.0\.0\.1"),
    ):
        web.fetch(site.address("/presa"))
    assert site.asked == []


def test_the_next_address_of_a_host_is_tried_where_one_does_not_answer(site: Site) -> None:
    """As on a machine without IPv6."""
    both: list[Address] = [ip_address("::1"), ip_address("127.0.0.1")]
    with Web(allowed=lambda _: True, resolve=lambda *_: both, sleep=lambda _: None) as web:
        assert web.fetch(site.address("/presa")).body == STORY


def test_a_redirect_is_looked_at_like_a_first_address(site: Site) -> None:
    """It may lead where the first did not."""

    def resolve(host: str, _port: int) -> list[Address]:
        return [ip_address("169.254.169.254" if host == "dentro.example" else "127.0.0.1")]

    with Web(allowed=lambda address: address.is_loopback and address.version == 4, resolve=resolve) as web:
        web.sleep = lambda _: None
        with pytest.raises(WebError, match=r"leads to 169\.254\.169\.254"):
            web.fetch(site.address("/dentro"))


def test_a_host_that_nobody_knows_is_told() -> None:
    """With the system's reason."""

    def resolve(_host: str, _port: int) -> list[Address]:
        raise OSError(-2, "Name or service not known")

    with Web(resolve=resolve) as web, pytest.raises(WebError, match=r"nobody knows .* \(Name or service not known\)"):
        web.fetch("https://no-hay.example/")


def test_a_server_that_is_not_there_is_told() -> None:
    """In the system's words, without its numbers."""
    with serve({}) as gone:
        pass
    with near_web() as web, pytest.raises(WebError, match=r"robots\.txt' cannot be fetched \(Connection refused\)"):
        web.fetch(gone.address("/"))


def test_robots_txt_is_obeyed_by_the_name_of_the_program(site: Site) -> None:
    """Rules with wildcards too; those for others do not count."""
    rules = "User-agent: Otro\nDisallow: /\n\nUser-agent: Hemeroteca\nDisallow: /*sa$\nCrawl-delay: 7\n"
    site.pages["/robots.txt"] = Page(rules.encode(), kind="text/plain")
    waits: list[float] = []
    with near_web(waits) as web:
        with pytest.raises(WebError, match="asks programs not to fetch"):
            web.fetch(site.address("/presa"))
        assert web.fetch(site.address("/gzip")).body == STORY
    assert site.asked == ["/robots.txt", "/gzip"]
    assert waits == [pytest.approx(7, abs=1)]


def test_where_robots_txt_cannot_be_read_nothing_is_fetched(site: Site) -> None:
    """Nobody can tell what it says."""
    site.pages["/robots.txt"] = Page(b"", status=500)
    with near_web() as web, pytest.raises(WebError, match=r"cannot be read \(500\)"):
        web.fetch(site.address("/presa"))
    assert site.asked == ["/robots.txt"]


def test_a_host_is_left_in_peace_between_two_requests(site: Site) -> None:
    """Each by itself, and robots.txt is asked for once."""
    waits: list[float] = []
    with near_web(waits, Limits(pause=3)) as web:
        web.fetch(site.address("/presa"))
        web.fetch(site.address("/gzip"))
        web.fetch(site.address("/presa", "otro.example"))
    assert site.asked == ["/robots.txt", "/presa", "/gzip", "/robots.txt", "/presa"]
    assert waits == [pytest.approx(3, abs=1)] * 3
