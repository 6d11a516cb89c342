"""What OpenAI's protocol calls models: the archive, and the one that embeds."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from ui.http.completions import MODEL
from ui.http.faults import Json, NotThere
from ui.http.room import Room
from ui.http.turns import computed

__all__ = ["Embedding", "model_routes"]

TEXTS_LIMIT, TEXT_LIMIT = 256, 20_000
"""Texts that are embedded at once, and characters of one; what is beyond the model's reach is not read."""

_Text = Annotated[str, Field(min_length=1, max_length=TEXT_LIMIT)]


class Embedding(BaseModel):
    """Texts to embed."""

    model_config = ConfigDict(extra="ignore", json_schema_extra={"examples": [{"input": ["el acuerdo con Amazon"]}]})

    input: _Text | Annotated[list[_Text], Field(min_length=1, max_length=TEXTS_LIMIT)]
    model: str = Field("", max_length=200)
    encoding_format: Literal["float", "base64"] | None = "float"
    input_type: Literal["passage", "query"] = Field("passage", description="What the texts are: the model tells them.")


def model_routes(room: Room) -> APIRouter:
    """`/v1/models` and `/v1/embeddings`."""
    router = APIRouter(prefix="/v1", tags=["openai"])

    def models() -> list[dict[str, Any]]:
        names = (MODEL, Path(room.serving.settings.embedding_model).name)
        return [{"id": name, "object": "model", "created": 0, "owned_by": "hemeroteca"} for name in names]

    @router.get("/models", summary="The archive, as a model, and the model that embeds")
    def listed() -> Response:
        return Json({"object": "list", "data": models()})

    @router.get("/models/{model:path}", summary="One of them")
    def one(model: str) -> Response:
        for known in models():
            if known["id"] == model:
                return Json(known)
        raise NotThere(f"there is no model {model[:80]!r}: /v1/models lists them.")

    @router.post("/embeddings", summary="The vectors of texts, by the model of the archive")
    async def embed(asked: Embedding, request: Request) -> Response:
        room.admit(request)
        room.archive()
        texts = [asked.input] if isinstance(asked.input, str) else asked.input
        vectors = await computed(
            room,
            lambda desk, session: desk.read(
                session, lambda archive: archive.embed(texts, queries=asked.input_type == "query")
            ),
            request,
        )
        found = [{"object": "embedding", "index": n, "embedding": _said(row, asked)} for n, row in enumerate(vectors)]
        return Json({"object": "list", "data": found, "model": Path(room.serving.settings.embedding_model).name,
                     "usage": {"prompt_tokens": 0, "total_tokens": 0}})  # fmt: skip

    return router


def _said(row: Any, asked: Embedding) -> str | list[float]:
    """A vector as numbers, or as its bytes: float32, the least significant first, as OpenAI's clients read it."""
    if asked.encoding_format == "base64":
        return base64.b64encode(row.astype("<f4").tobytes()).decode("ascii")
    return [float(number) for number in row]
