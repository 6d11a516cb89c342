"""What all OpenAI-compatible endpoints have in common: how they are named, and how their failures are told.

It imports the OpenAI client, which takes a second: import it lazily.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import openai

__all__ = ["NO_KEY", "Endpoint", "shown"]

NO_KEY = "none"
"""Sent where no key is set: with an empty one, the client would send OPENAI_API_KEY of the environment."""


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
            case openai.RateLimitError():
                seconds = error.response.headers.get("retry-after", "")
                when = f"in {seconds} seconds" if re.fullmatch(r"\d{1,6}", seconds) else "later"
                return f"is busy or its quota is used up (HTTP 429): ask again {when}."
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


def shown(url: str) -> str:
    """A URL without what may be secret in it: user, password and query."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
