"""What the model at an endpoint can take: its context and its speed, found out once and remembered in the cache folder.

    cache_dir/endpoints/1f0c2d3e4a5b.json      of an address and a model there, by a digest of both

Nothing that is found makes more than `MOST` tokens of evidence of it, and what is set by hand wins. A server is asked
for its context as it tells it itself:

- vLLM, Groq, OpenRouter and others beside the name of the model: `GET /v1/models`
- llama-server: `GET /props`, what a slot has
- LM Studio: `GET /api/v0/models`, as it has loaded the model
- Ollama: `GET /api/ps`, as it has loaded the model, since what `/api/show` tells is what the model could have
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx
from anyio import fail_after, move_on_after
from anyio.from_thread import start_blocking_portal

from rag.models.stopping import is_stopped
from rag.settings import Settings

__all__ = ["Capacity", "evidence_for", "remember", "remembered", "room_for_thought", "told_context"]

FOLDER = "endpoints"

FORMAT = 1
"""Raised with every change of what is measured: it is done anew."""

SECONDS = 4.0
"""How long a model may read evidence before its first word."""

MOST = 1600
"""Tokens of evidence: about what the passages hold that are found for a question."""

LEAST = 50
INSTRUCTIONS = 600
"""Tokens that `Settings` keeps for the instructions and the question."""

CONVERSATION = 3
"""Budgets that the evidence of a conversation may come to: see `rag.retrieval.evidence`."""

THOUGHT = 4096
"""Most tokens that a model may think."""

ASKED_SECONDS, TOLD_SECONDS = 3.0, 5.0
"""How long a server is asked for its context at one address, and at all of them."""

MOST_BYTES = 8 << 20
"""Of what it tells: a service lists hundreds of models."""

POLL_SECONDS = 0.05
CREDIBLE = range(512, 20_000_000)


@dataclass(frozen=True, slots=True)
class Capacity:
    """What was found out of a model at an endpoint.

    Attributes:
        context: Tokens; 0 where the server does not tell.
        told_by: The path at which it told.
        reads: Tokens of a prompt it reads in a second, about; 0 where it was not measured.
        writes: Tokens it writes in a second, about; 0 where it wrote too few to tell.
        thinks: Whether it thinks before it answers.
        unopened: Whether its template opens what it thinks, so that only its end is seen; None where it is not known.
    """

    context: int = 0
    told_by: str = ""
    reads: float = 0.0
    writes: float = 0.0
    thinks: bool = False
    unopened: bool | None = None


def evidence_for(settings: Settings, capacity: Capacity) -> int:
    """Tokens of evidence that a model is shown: as many as it reads in time and as its context holds.

    Where they are set, they are what is set; where the model was not measured, what it is by default.
    """
    if "evidence_tokens" in settings.model_fields_set:
        return settings.evidence_tokens
    context = _context(settings, capacity)
    room = (context - INSTRUCTIONS - settings.answer_tokens - room_for_thought(settings, capacity)) // CONVERSATION
    wanted = max(settings.evidence_tokens, min(int(capacity.reads * SECONDS), MOST))
    return max(LEAST, min(wanted, room))


def room_for_thought(settings: Settings, capacity: Capacity) -> int:
    """Tokens that a model may think, beside those of its answer; 0 for one that does not."""
    if not capacity.thinks:
        return 0
    context = _context(settings, capacity)
    shown = settings.evidence_tokens if "evidence_tokens" in settings.model_fields_set else 0
    return max(0, min(THOUGHT, context // 2, context - INSTRUCTIONS - settings.answer_tokens - shown))


def _context(settings: Settings, capacity: Capacity) -> int:
    is_set = "llm_context" in settings.model_fields_set
    return settings.llm_context if is_set or not capacity.context else capacity.context


def remembered(settings: Settings) -> Capacity | None:
    """What was found out of the model of the settings; None where nothing was."""
    try:
        return Capacity(**json.loads(_file(settings).read_bytes())["capacity"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def remember(settings: Settings, capacity: Capacity) -> None:
    """Keep it, whole or not at all; where the cache cannot be written it holds for this process alone."""
    file = _file(settings)
    told = {"model": settings.llm_model, "capacity": asdict(capacity)}
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=file.parent, suffix=".partial", delete=False) as new:
            new.write(json.dumps(told) + "\n")
        Path(new.name).replace(file)


def _file(settings: Settings) -> Path:
    digest = hashlib.sha256(json.dumps([FORMAT, settings.llm_base_url, settings.llm_model]).encode()).hexdigest()
    return settings.cache_dir / FOLDER / f"{digest[:12]}.json"


def told_context(settings: Settings) -> tuple[int, str]:
    """The context that the server tells, in tokens, and where it told it; 0 and nothing where it does not.

    It takes `TOLD_SECONDS` at most, and ends at once where whoever asked has gone (`rag.models.stopping`).
    """
    with start_blocking_portal(name="model-told") as portal:
        asked: Future[tuple[int, str]] = portal.start_task_soon(_told, settings)
        while not wait([asked], POLL_SECONDS).done:
            if is_stopped():
                asked.cancel()
                return 0, ""
        return asked.result()


async def _told(settings: Settings) -> tuple[int, str]:
    root = settings.llm_base_url.rstrip("/")
    key = settings.llm_api_key.get_secret_value()
    with move_on_after(TOLD_SECONDS):
        async with httpx.AsyncClient(timeout=ASKED_SECONDS, follow_redirects=True) as client:
            for path, read in _TELLERS:
                address = f"{root}/models" if path == "/v1/models" else root.removesuffix("/v1") + path
                found = read(await _got(client, address, key), settings.llm_model)
                if context := next((n for n in found if isinstance(n, int) and n in CREDIBLE), 0):
                    return context, path
    return 0, ""


async def _got(client: httpx.AsyncClient, address: str, key: str) -> Any:
    """What stands at an address, as JSON; None where there is none, or not in time, or too much of it."""
    # Not compressed: a few bytes may be a thousand times as many.
    headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {key}"} if key else {})
    body = b""
    try:
        with fail_after(ASKED_SECONDS):
            async with client.stream("GET", address, headers=headers) as answer:
                async for piece in answer.aiter_raw():
                    body += piece
                    if len(body) > MOST_BYTES:
                        return None
                return json.loads(body) if answer.is_success else None
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, ValueError, RecursionError):
        return None


def _beside_its_name(*fields: str, listed: str = "data", named: str = "id") -> Callable[[Any, str], Iterator[object]]:
    """Reads some fields, the first that is there, of the entry of a model in a list."""

    def read(answer: Any, model: str) -> Iterator[object]:
        entries = _mapping(answer).get(listed)
        for entry in map(_mapping, entries if isinstance(entries, list) else []):
            if entry.get(named) == model:
                yield from (entry.get(field) for field in fields)

    return read


def _of_a_slot(answer: Any, _model: str) -> Iterator[object]:
    yield _mapping(_mapping(answer).get("default_generation_settings")).get("n_ctx")


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


_TELLERS: tuple[tuple[str, Callable[[Any, str], Iterator[object]]], ...] = (
    ("/v1/models", _beside_its_name("max_model_len", "context_window", "context_length")),
    ("/props", _of_a_slot),
    ("/api/v0/models", _beside_its_name("loaded_context_length")),
    ("/api/ps", _beside_its_name("context_length", listed="models", named="name")),
)
