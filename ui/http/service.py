"""The service as an application: its routes behind their door, and the page beside them where it is wanted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import anyio.to_thread
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from rag.errors import HemerotecaError
from ui.http.articles import article_routes
from ui.http.asking import asking_routes
from ui.http.completions import completion_routes
from ui.http.door import Door
from ui.http.faults import broken, fault, http_fault, invalid
from ui.http.finding import finding_routes
from ui.http.health import Metrics, health_routes
from ui.http.models import model_routes
from ui.http.readers import reader_routes
from ui.http.responses import response_routes
from ui.http.room import Room
from ui.http.saved import saved_routes
from ui.serving.keys import Keys

__all__ = ["NOTHING", "Beside", "Mounted", "Service", "build_service"]

THREADS = 256
"""Requests that are worked on at once, each in a thread."""
_OWN = ("/api", "/v1", "/healthz", "/readyz", "/metrics", "/mcp")
"""What is the service's, where the page stands beside it."""

DESCRIPTION = (
    "An archive of articles for programs: what bears on a question, an answer each of whose sentences has a verdict "
    "and the exact words that prove it, and the same for a text of your own. Offsets count characters (code points)."
)


@dataclass(frozen=True, slots=True)
class Mounted:
    """Routes of another face behind the same door.

    Attributes:
        routes: They are of whole paths.
        held: What they need while they are served.
    """

    routes: Sequence[BaseRoute] = ()
    held: Callable[[], AbstractAsyncContextManager[None]] = nullcontext


NOTHING = Mounted()


_FAULT = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["message", "type", "param", "code"],
            "properties": {
                "message": {"type": "string", "description": "One line, in Spanish or English."},
                "type": {"type": "string"},
                "param": {"type": ["string", "null"], "description": "The field that is at fault, where it is one."},
                "code": {"type": ["string", "null"], "description": "What it is, for programs."},
            },
        }
    },
}
"""What every route answers where something cannot be done."""


class Service(FastAPI):
    """The routes, and the document that describes them."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document, with faults as they are told here, whatever FastAPI would tell."""
        if self.openapi_schema is None:
            said = super().openapi()
            schemas = said["components"]["schemas"]
            schemas["Fault"] = _FAULT
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
            told = {"application/json": {"schema": {"$ref": "#/components/schemas/Fault"}}}
            for operation in (one for path in said["paths"].values() for one in path.values()):
                operation["responses"].pop("422", None)
                operation["responses"]["default"] = {"description": "What cannot be done, and why.", "content": told}
        return super().openapi()


def build_service(room: Room, keys: Keys | None, mounted: Mounted = NOTHING) -> ASGIApp:
    """The service behind its door.

    Args:
        room: What its routes work with.
        keys: Whose keys are taken; None where none are asked for.
        mounted: What is served beside them.
    """
    metrics = Metrics()
    app = Service(
        title="Hemeroteca",
        description=DESCRIPTION,
        version="1",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_with_room(room, mounted),
    )
    own = (asking_routes, finding_routes, article_routes, reader_routes, saved_routes)
    for routes in (*own, completion_routes, response_routes, model_routes):
        app.include_router(routes(room))
    app.include_router(health_routes(room, metrics))
    app.router.routes.extend(mounted.routes)
    app.add_exception_handler(HemerotecaError, fault)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http_fault)
    app.add_exception_handler(Exception, broken)
    return Door(app, room.serving.rules, keys, metrics)


def _with_room(room: Room, mounted: Mounted) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def having_room(_: FastAPI) -> AsyncIterator[None]:
        with room.serving.uploads.opened():
            async with _held(mounted):
                yield

    return having_room


@asynccontextmanager
async def _held(mounted: Mounted) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    async with mounted.held():
        yield


class Beside:
    """The service and the page on one port: each has its own door.

    Args:
        service: What programs ask.
        page: What people see.
        mounted: What the service has mounted.
    """

    def __init__(self, service: ASGIApp, page: ASGIApp, mounted: Mounted) -> None:
        self._service = service
        self._page = page
        self._mounted = mounted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request to whose it is; the page has the lifespan, in which it makes room for uploads."""
        if scope["type"] == "lifespan":
            async with _held(self._mounted):
                await self._page(scope, receive, send)
            return
        own = scope["type"] == "http" and any(scope["path"] == p or scope["path"].startswith(f"{p}/") for p in _OWN)
        await (self._service if own else self._page)(scope, receive, send)
