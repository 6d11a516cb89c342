"""What a reader chose goes before what the browser asks for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ui.web.conftest import run
from ui.web.chosen import Chosen, chosen_language, chosen_theme, switches
from ui.web.strings import EN, ES

PAGE = b'<!doctype html><html lang="en"><head><title>x</title></head></html>'


def served(headers: dict[str, str], path: str = "/", kind: bytes = b"text/html") -> tuple[str, str]:
    """What an application behind `Chosen` hears of the browser's language, and what the browser is sent."""
    heard: list[str] = []
    sent: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        heard.extend(value.decode() for name, value in scope["headers"] if name == b"accept-language")
        length = str(len(PAGE)).encode()
        headers = [(b"content-type", kind), (b"content-length", length)]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": PAGE[:9], "more_body": True})
        await send({"type": "http.response.body", "body": PAGE[9:]})

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "path": path, "headers": [(k.encode(), v.encode()) for k, v in headers.items()]}
    run(Chosen(app)(scope, None, send))  # type: ignore[arg-type]
    body = b"".join(message.get("body", b"") for message in sent)
    assert dict(sent[0]["headers"])[b"content-length"] == str(len(body)).encode()
    return heard[0] if heard else "", body.decode()


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        ({"accept-language": "es-PE"}, "es"),
        ({"accept-language": "fr"}, "en"),
        ({}, "es"),
        ({"accept-language": "es", "cookie": "a=b; hemeroteca_idioma=en"}, "en"),
        ({"accept-language": "es", "cookie": 'hemeroteca_idioma="><script>'}, "es"),
    ],
)
def test_the_page_begins_in_the_language_that_the_handlers_speak(headers: dict[str, str], language: str) -> None:
    """The cookie before the header, for the document, for Gradio and for whoever reads the header."""
    heard, page = served(headers)
    assert f'<html lang="{language}">' in page
    assert f'get: () => "{language}"' in page
    assert heard.startswith(language) or not chosen_language(headers)


def test_a_chosen_theme_is_there_from_the_beginning() -> None:
    """And one that is none is the system's."""
    assert 'if ("dark" !== "system")' in served({"cookie": "hemeroteca_tema=dark"})[1]
    assert chosen_theme({"cookie": "hemeroteca_tema=dark"}) == "dark"
    assert chosen_theme({"cookie": "hemeroteca_tema=blue"}) == chosen_theme({}) == "system"


@pytest.mark.parametrize(("path", "kind"), [("/config", b"text/html"), ("/", b"application/json")])
def test_what_is_not_the_page_stays_as_it_is(path: str, kind: bytes) -> None:
    """Nothing is written into it."""
    assert served({"cookie": "hemeroteca_idioma=es"}, path, kind)[1] == PAGE.decode()


def test_the_switches_say_what_is_chosen() -> None:
    """To machines, too."""
    assert 'data-idioma="en" lang="en" aria-pressed="true"' in switches(EN, "dark")
    assert 'value="dark" selected' in switches(ES, "dark")
