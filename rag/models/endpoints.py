"""What all OpenAI-compatible endpoints have in common: how they are named, and how their failures are told.

It imports the OpenAI client, which takes a second: import it lazily.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx
import openai

from rag.errors import EndpointError

__all__ = ["BUSY", "LLM_ENDPOINT", "NO_KEY", "Endpoint", "asked_pause", "shown"]

NO_KEY = "none"
"""Sent where no key is set: with an empty one, the client would send OPENAI_API_KEY of the environment."""

BUSY = (429, 503)
"""Statuses with which a server may say how long it asks to be left alone."""

_NUMBER = re.compile(r"\d{1,9}(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint as its failures call it.

    Attributes:
        settings: What the names of its settings begin with.
        limit: The setting that a request may be too long by.
        answer: What it answers with where all is well.
    """

    settings: str
    limit: str
    answer: str

    def require_address(self, url: str) -> None:
        """Nothing, where a URL is one that a client can be made of.

        Raises:
            EndpointError: It is none; what it is may hold a password and is not told.
        """
        if not _is_address(url):
            setting = f"{self.settings}_base_url"
            raise EndpointError(f"{setting} is no address: set it to one such as http://localhost:8000/v1.")

    def explain(self, error: Exception) -> str:
        """What became of a request, and what to do: the sentence goes on behind the endpoint's name."""
        match error:
            case openai.APITimeoutError() | httpx.TimeoutException() | TimeoutError():
                return f"did not answer in time: wait for it, or raise {self.settings}_timeout."
            case openai.APIConnectionError() | httpx.TransportError() | OSError():
                return f"cannot be reached: start it, or set {self.settings}_base_url."
            case openai.AuthenticationError() | openai.PermissionDeniedError():
                return f"refuses the key (HTTP {error.status_code}): set {self.settings}_api_key."
            case openai.NotFoundError():
                settings = f"{self.settings}_model and {self.settings}_base_url"
                return f"knows no such model or address (HTTP 404): set {settings}."
            case openai.APIStatusError() if _is_busy(error):
                pause = asked_pause(error.response) or math.inf
                when = f"in {math.ceil(pause)} seconds" if math.isfinite(pause) else "later"
                return f"is busy or its quota is used up (HTTP {error.status_code}): ask again {when}."
            case openai.BadRequestError() | openai.UnprocessableEntityError():
                settings = f"{self.settings}_model and {self.limit}"
                return f"refuses the request (HTTP {error.status_code}): check {settings}."
            case openai.APIStatusError():
                return f"failed (HTTP {error.status_code}): see its log, or ask again."
            case openai.APIError():
                return "reported an error instead of an answer: see its log, or ask again."
            case _:
                return self.strange(type(error).__name__)

    def strange(self, fault: str) -> str:
        """That it answered with something else."""
        return (
            f"answered something that is not {self.answer} ({fault}): set {self.settings}_base_url to the address of "
            "an OpenAI-compatible endpoint."
        )


LLM_ENDPOINT = Endpoint("llm", "llm_context", "a completion")
"""The one that writes answers."""


def asked_pause(response: httpx.Response) -> float | None:
    """Seconds that a server asks to be left alone, as the client reads its headers; None where it does not say.

    Where it says so in a way that is not understood, it is for ever.
    """
    exact, told = (response.headers.get(name, "").strip() for name in ("retry-after-ms", "retry-after"))
    if _NUMBER.fullmatch(exact):
        return float(exact) / 1000
    if _NUMBER.fullmatch(told):
        return float(told)
    return _seconds_until(told) if told else None


def shown(url: str) -> str:
    """A URL without what may be secret in it: user, password and query."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _is_busy(error: openai.APIStatusError) -> bool:
    """Whether a server is: without a word on when it will not be, a fault that it has may look like that."""
    return error.status_code == 429 or (error.status_code in BUSY and asked_pause(error.response) is not None)


def _is_address(url: str) -> bool:
    try:
        address, port = httpx.URL(url), urlsplit(url).port
    except (httpx.InvalidURL, ValueError):
        return False
    return address.scheme in ("http", "https") and bool(address.host) and port != 0


def _seconds_until(date: str) -> float:
    """Those until a date as HTTP has them."""
    try:
        at = parsedate_to_datetime(date)
        left = (at if at.tzinfo else at.replace(tzinfo=UTC)) - datetime.now(UTC)
    except (ValueError, OverflowError):
        return math.inf
    return max(0.0, left.total_seconds())
