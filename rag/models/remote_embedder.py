"""An embedding model behind any OpenAI-compatible endpoint: `/v1/embeddings` of a service or of a server of one's own.

It imports the OpenAI client: import it lazily. What the endpoint runs, it does not know.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx
import numpy as np
import openai

from rag.errors import EndpointError
from rag.models.endpoints import NO_KEY, Endpoint, shown
from rag.models.fingerprint import SAMPLE_PASSAGES, SAMPLE_QUERY, by_name
from rag.settings import Settings

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["RemoteEmbedder", "connect_embedder"]

TEXTS_A_REQUEST = 32
"""What Hugging Face's text-embeddings-inference takes at once by default; others take more."""

REQUESTS_AT_ONCE = 4
"""Of one call, so that the endpoint need not wait for what travels."""

ENDPOINT = Endpoint("embedding", "chunk_chars", "vectors")

# What failures look like by the time they come through the client: its own errors, those of the connection, and an
# answer of another shape.
_FAILURES = (openai.OpenAIError, httpx.HTTPError, OSError, AttributeError, TypeError, ValueError)


class RemoteEmbedder:
    """Embeds at an endpoint. Threads may share one.

    Requests that fail for a moment (no connection, too many at once, a fault of the server) are repeated by the client,
    each time after a longer wait.

    Raises:
        EndpointError: It does not answer, or not with vectors.
    """

    def __init__(self, client: openai.OpenAI, model: str, *, query: str, passage: str, place: str) -> None:
        """Ask for the vectors of some fixed texts, by which the model is known.

        Args:
            client: What is connected to the endpoint.
            model: Name of the model there.
            query: What the model wants before a question.
            passage: What it wants before what is searched.
            place: Where the endpoint is, as errors call it.
        """
        self._client = client
        self._model = model
        self._prompts = query, passage
        self._place = place
        samples = self.embed_queries([SAMPLE_QUERY]), self.embed_passages(SAMPLE_PASSAGES)
        self._dimension = int(samples[0].shape[1])
        self._fingerprint = by_name(model, self._prompts, *samples)

    @property
    def name(self) -> str:
        """The model's name at the endpoint."""
        return self._model

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    @property
    def fingerprint(self) -> str:
        """See `rag.models.fingerprint.by_name`."""
        return self._fingerprint

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions: unit vectors of shape `(len(texts), dimension)`, float32."""
        return self._embed([self._prompts[0] + text for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed what is searched: unit vectors of shape `(len(texts), dimension)`, float32."""
        return self._embed([self._prompts[1] + text for text in texts])

    def _embed(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self._dimension), np.float32)
        batches = [texts[first : first + TEXTS_A_REQUEST] for first in range(0, len(texts), TEXTS_A_REQUEST)]
        try:
            if len(batches) == 1:
                return self._request(batches[0])
            with ThreadPoolExecutor(REQUESTS_AT_ONCE) as pool:
                return np.concatenate(list(pool.map(self._request, batches)))
        except _FAILURES as error:
            raise EndpointError(f"{self._place} {ENDPOINT.explain(error)}") from error

    def _request(self, texts: Sequence[str]) -> Vectors:
        # Not the client's own default, base 64, which not every server knows.
        response = self._client.embeddings.create(model=self._model, input=list(texts), encoding_format="float")
        return _unit_vectors(response.data, len(texts))


def connect_embedder(settings: Settings) -> RemoteEmbedder:
    """The embedding model at the endpoint of the settings.

    Raises:
        EndpointError: It does not answer, or not with vectors.
    """
    client = openai.OpenAI(
        base_url=settings.embedding_base_url,
        api_key=settings.embedding_api_key.get_secret_value() or NO_KEY,
        timeout=settings.embedding_timeout,
        max_retries=settings.embedding_retries,
    )
    return RemoteEmbedder(
        client,
        settings.embedding_model,
        query=settings.embedding_query_prompt,
        passage=settings.embedding_passage_prompt,
        place=f"the endpoint {shown(settings.embedding_base_url)}",
    )


def _unit_vectors(data: Sequence[Any], wanted: int) -> Vectors:
    """The vectors of a response, by their place in the request.

    Raises:
        ValueError: They are not as many as was asked for, or not of one length, or one has no direction.
    """
    rows = sorted(data, key=lambda row: row.index)
    if [row.index for row in rows] != list(range(wanted)):
        raise ValueError(f"{len(rows)} vectors for {wanted} texts")
    vectors = np.array([row.embedding for row in rows], np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not np.isfinite(lengths).all() or not lengths.all():
        raise ValueError("a vector without a direction")
    return np.asarray(vectors / lengths, np.float32)
