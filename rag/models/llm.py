"""A language model behind LlamaIndex: whatever has an adapter there can write the answers.

It imports LlamaIndex: import it lazily. It knows nothing of prompts, passages or processes; nor of endpoints, which are
asked without it (`rag.models.chat_endpoint`).
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Sequence
from typing import Any

import httpx
import openai
from llama_index.core.base.llms.types import ChatMessage, ChatResponse, MessageRole
from llama_index.core.llms import LLM

from rag.errors import EndpointError, GenerationStopped
from rag.models.endpoints import LLM_ENDPOINT
from rag.models.thoughts import Thoughts, Unopened
from rag.models.yes_no import BEGINNINGS, affirmed
from rag.types import Message

__all__ = ["ChatModel"]

PLACE = "the language model"

# How adapters tell that their endpoint failed: as its client does, or the connection, or what reads an answer.
_FAILURES = (openai.OpenAIError, httpx.HTTPError, OSError, json.JSONDecodeError)


class ChatModel:
    """Makes a `LanguageModel` of any LlamaIndex `LLM`."""

    def __init__(self, llm: LLM) -> None:
        """Wrap an LLM whose `stream_chat` takes `max_tokens`."""
        self._llm = llm

    @property
    def name(self) -> str:
        """The model's name, as shown to readers."""
        return self._llm.metadata.model_name

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        """Yield the answer in pieces as they are written, without what the model thinks before it.

        Raises:
            EndpointError: Nothing usable was answered.
            GenerationStopped: The model broke off in the middle.
        """
        begun, last, thoughts = False, None, Thoughts()
        try:
            for last in self._llm.stream_chat(_chat(messages), max_tokens=max_tokens):
                if piece := thoughts.read(last.delta or ""):
                    begun = True
                    yield piece
        except Unopened as error:
            raise GenerationStopped(f"{PLACE} wrote what it thinks as its answer: ask again.") from error
        except _FAILURES as error:
            if begun:
                kind = type(error).__name__
                raise GenerationStopped(f"{PLACE} broke off in the middle ({kind}): ask again.") from error
            raise EndpointError(f"{PLACE} {LLM_ENDPOINT.explain(error)}") from error
        if last is None:
            raise EndpointError(f"{PLACE} answered nothing: see its log, or ask again.")
        if piece := thoughts.finish():
            yield piece
        if not _finished(last):
            raise GenerationStopped(f"{PLACE} broke off before the answer was complete: ask again.")

    def affirms(self, messages: Sequence[Message]) -> float | None:
        """How likely it answers yes rather than no; None where it would begin with neither, or gives no probabilities.

        Raises:
            EndpointError: Nothing usable was answered.
        """
        try:
            response = self._llm.chat(_chat(messages), max_tokens=1, logprobs=True, top_logprobs=BEGINNINGS)
        except _FAILURES as error:
            raise EndpointError(f"{PLACE} {LLM_ENDPOINT.explain(error)}") from error
        return affirmed(_first_token(response))

    def close(self) -> None:
        """Nothing to end: it belongs to whoever made it."""


def _chat(messages: Sequence[Message]) -> list[ChatMessage]:
    return [ChatMessage(role=MessageRole(message.role), content=message.content) for message in messages]


def _first_token(response: ChatResponse) -> Iterator[tuple[str, float]]:
    return ((token.token, token.logprob) for token in (response.logprobs[0] if response.logprobs else ()))


def _finished(last: ChatResponse) -> bool:
    """Whether a stream came to its end: OpenAI's last choice says why; other protocols are not judged."""
    choices: Any = getattr(last.raw, "choices", None)
    return not choices or choices[0].finish_reason is not None
