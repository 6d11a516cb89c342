"""What is said where something cannot be done: one shape for every route, OpenAI's, and a status by kind of fault.

{"error": {"message": …, "type": …, "param": null, "code": …}}

It is said in Spanish or in English, whichever the request says that its reader would rather have; in English where it
says nothing.
"""

from __future__ import annotations

import json
import logging
import re
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from rag.errors import (
    BROKEN,
    ArticleError,
    EndpointError,
    FilterError,
    HemerotecaError,
    IndexBusy,
    IndexEmpty,
    ModelError,
    QuestionError,
    TextError,
    WebError,
)
from rag.languages import language_of
from rag.text.program import retold
from ui.contract import by_field
from ui.http.room import NotOpen, TooMany, Unknown
from ui.terminal import one_line

__all__ = [
    "BROKEN", "Broke", "Json", "NotThere", "Unfit", "broken", "fault", "fault_json", "http_fault", "in_words",
    "invalid", "refused", "said_of", "text_of", "too_large", "too_slow",
]  # fmt: skip

_LOG = logging.getLogger(__name__)


class Unfit(HemerotecaError):
    """A request that asks for what there is not, or says what cannot be.

    Attributes:
        param: The field that says so.
        code: For programs.
    """

    def __init__(self, message: str, param: str | None = None, code: str = "invalid_value") -> None:
        super().__init__(message)
        self.param = param
        self.code = code


class Broke(HemerotecaError):
    """A fault of the program, of which the log has the trace."""


class NotThere(HemerotecaError):
    """Something is asked for by an id that nothing here has."""


_STATUS: tuple[tuple[type[HemerotecaError], int, str], ...] = (
    (Unfit, 400, "invalid_value"),
    (QuestionError, 400, "no_question"),
    (FilterError, 400, "invalid_filter"),
    (TextError, 400, "invalid_text"),
    (WebError, 400, "invalid_address"),
    (ArticleError, 400, "invalid_article"),
    (Broke, 500, "internal_error"),
    (Unknown, 403, "unknown_reader"),
    (NotThere, 404, "not_found"),
    (IndexEmpty, 409, "empty_archive"),
    (TooMany, 429, "rate_limit_exceeded"),
    (NotOpen, 503, "not_open"),
    (IndexBusy, 503, "busy"),
    (EndpointError, 502, "model_endpoint"),
    (ModelError, 503, "model"),
    (HemerotecaError, 503, "unavailable"),
)
"""Of each kind of fault, the first that fits: the status and the code."""

_TYPES = {401: "authentication_error", 403: "permission_error", 404: "not_found_error", 429: "rate_limit_error"}
"""By status; what is another fault of whoever asks is an `invalid_request_error`, and the rest the server's."""
_ECHOED = 80
"""Most characters that are said again of what somebody has made up, such as the name of a field."""
_WEIGHT = re.compile(r"\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*")


class Json(Response):
    """JSON whatever it says: half a surrogate pair, which UTF-8 cannot hold, becomes a question mark."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The bytes."""
        return text_of(content).encode("utf-8", "replace")


def text_of(value: Any) -> str:
    """A value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def in_words(request: Request, text: str) -> str:
    """A text of the program as the reader of a request reads it."""
    return retold(text, language_of(_spoken(request.headers.get("accept-language", ""))))


def _spoken(accepted: str) -> str:
    """The code of the language, of the two that are spoken here, that a header gives the most weight."""
    best, found = 0.0, "en"
    for choice in accepted[:500].lower().split(","):
        tag, _, rest = choice.partition(";")
        code, weight = tag.strip().split("-")[0], _WEIGHT.fullmatch(rest)
        wanted = float(weight[1]) if weight else 0.0 if rest else 1.0
        if code in ("es", "en") and wanted > best:
            best, found = wanted, code
    return found


def fault_json(message: str, status: int, code: str, param: str | None = None) -> dict[str, Any]:
    """A fault as JSON."""
    kind = _TYPES.get(status, "invalid_request_error" if status < 500 else "server_error")
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


def refused(request: Request, message: str, status: int, code: str, headers: dict[str, str] | None = None) -> Response:
    """The answer to a request that is not looked at."""
    return Json(fault_json(in_words(request, message), status, code), status, headers=headers)


def too_large(request: Request, most: int) -> Response:
    """What is said where more is sent than is read; where no end of it is in sight, the line is closed."""
    message = f"what you send is larger than {most} bytes, which is the most that is read."
    endless = "content-length" not in request.headers
    return refused(request, message, 413, "too_large", {"connection": "close"} if endless else None)


def too_slow(request: Request) -> Response:
    """What is said where what is sent does not come."""
    message = "what you send comes too slowly to be waited for: send it again."
    return refused(request, message, 408, "too_slow", {"connection": "close"})


def _told(error: HemerotecaError, request: Request) -> tuple[dict[str, Any], int]:
    """A fault of which its reader is told, as JSON and status."""
    status, code = next((status, code) for kind, status, code in _STATUS if isinstance(error, kind))
    message = in_words(request, str(error))
    if isinstance(error, FilterError):
        message = by_field(message)
    param = error.param if isinstance(error, Unfit) else None
    return fault_json(message, status, error.code if isinstance(error, Unfit) else code, param), status


def said_of(error: Exception, request: Request) -> dict[str, Any]:
    """What is said of a fault in the middle of a stream; where it is one of the program, the log has the rest."""
    if isinstance(error, HemerotecaError):
        return _told(error, request)[0]
    _LOG.error("%s %r broke off", request.method, request.url.path, exc_info=error)
    return fault_json(in_words(request, BROKEN), 500, "internal_error")


async def fault(request: Request, error: Exception) -> Response:
    """What is said of a `HemerotecaError`."""
    assert isinstance(error, HemerotecaError)  # noqa: S101 - for the type checker
    said, status = _told(error, request)
    wait = error.seconds if isinstance(error, TooMany) else 2 if status == 503 else 0
    return Json(said, status, headers={"retry-after": str(wait)} if wait else None)


async def invalid(request: Request, error: Exception) -> Response:
    """What is said of a request that has not the shape that it should have."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - for the type checker
    first = error.errors()[0]
    where = one_line(".".join(str(part)[:_ECHOED] for part in first.get("loc", ())[1:]))[: 2 * _ECHOED]
    reason = one_line(str(first.get("msg", "it cannot be read")))[: 4 * _ECHOED]
    message = f"{where or 'the request'}: {reason}. The OpenAPI document says what fits."
    return Json(fault_json(in_words(request, message), 400, "invalid_request", where or None), 400)


async def http_fault(request: Request, error: Exception) -> Response:
    """What is said where there is no such route, or not by this method."""
    assert isinstance(error, HTTPException)  # noqa: S101 - for the type checker
    code = {404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "refused")
    said = {404: "there is nothing here: /api/openapi.json says what there is.",
            405: "this is not done by that method: /api/openapi.json says which."}  # fmt: skip
    message = in_words(request, said.get(error.status_code, str(error.detail)))
    return Json(fault_json(message, error.status_code, code), error.status_code, headers=dict(error.headers or {}))


async def broken(request: Request, error: Exception) -> Response:
    """What is said of a fault of the program; the log has the rest."""
    _LOG.error("%s %r could not be answered", request.method, request.url.path, exc_info=error)
    return Json(fault_json(in_words(request, BROKEN), 500, "internal_error"), 500)
