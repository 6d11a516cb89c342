"""A language model behind LlamaIndex: whatever has an adapter there can write the answers.

It imports LlamaIndex: import it lazily. It knows nothing of prompts, passages or processes.
"""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from typing import Any

import httpx
import openai
from llama_index.core.base.llms.types import ChatMessage, ChatResponse, MessageRole
from llama_index.core.llms import LLM
from llama_index.llms.openai_like import OpenAILike  # type: ignore[import-untyped]

from rag.errors import EndpointError, GenerationStopped
from rag.languages import LANGUAGES
from rag.models.endpoints import NO_KEY, Endpoint, shown
from rag.settings import Settings
from rag.text.terms import fold
from rag.types import Message

__all__ = ["ChatModel", "connect", "connect_endpoint"]

ENDPOINT = Endpoint("llm", "llm_context", "a completion")

BEGINNINGS = 20
"""First tokens of an answer whose probabilities are asked for."""

YES = tuple(fold(language.prompt.yes) for language in LANGUAGES if language.prompt.yes)
NO = tuple(fold(language.prompt.no) for language in LANGUAGES if language.prompt.no)
"""The words for yes and no in the languages that a model is asked in."""

# What an endpoint's failures look like by the time they come through: the client's own errors, errors of the
# connection while a stream is read, and events that are not JSON, or JSON of another shape than a completion.
_FAILURES = (
    openai.OpenAIError,
    httpx.HTTPError,
    OSError,
    json.JSONDecodeError,
    AttributeError,
    TypeError,
    KeyError,
)


class Connections:
    """An HTTP client that knows the response that it opened last in each thread, so that it can be closed."""

    def __init__(self, *, timeout: float, proxies: bool) -> None:
        """Open nothing yet.

        Args:
            timeout: Seconds to wait for the connection, and for each piece of an answer.
            proxies: Whether the proxies of the environment are used.
        """
        self._opened = threading.local()
        self.client = httpx.Client(
            timeout=timeout,
            trust_env=proxies,
            follow_redirects=True,
            event_hooks={"response": [self._remember]},
        )

    def latest(self) -> httpx.Response:
        """The response that was opened last in this thread."""
        response: httpx.Response = self._opened.response
        return response

    def close(self) -> None:
        """Close every connection; may be called twice."""
        self.client.close()

    def _remember(self, response: httpx.Response) -> None:
        self._opened.response = response


class ChatModel:
    """Makes a `LanguageModel` of any LlamaIndex `LLM`."""

    def __init__(self, llm: LLM, *, place: str = "the language model", connections: Connections | None = None) -> None:
        """Wrap an LLM.

        Args:
            llm: The LLM; its `stream_chat` must take `max_tokens`.
            place: Where it is, as errors call it.
            connections: What it speaks through, where that is ours to close.
        """
        self._llm = llm
        self._place = place
        self._connections = connections

    @property
    def name(self) -> str:
        """The model's name, as shown to readers."""
        return self._llm.metadata.model_name

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        """Yield the answer in pieces as they are written; closing the iterator stops the model.

        Raises:
            EndpointError: Nothing usable was answered.
            GenerationStopped: The model broke off in the middle.
        """
        begun, last = False, None
        try:
            for last in self._responses(_chat(messages), max_tokens):
                if last.delta:
                    begun = True
                    yield last.delta
        except _FAILURES as error:
            raise self._failure(error, begun=begun) from error
        if last is None:
            raise EndpointError(
                f"{self._place} answered, but not with a completion: set llm_base_url to the address of an "
                "OpenAI-compatible endpoint, which often ends in /v1."
            )
        if not _finished(last):
            raise GenerationStopped(f"{self._place} broke off before the answer was complete: ask again.")

    def affirms(self, messages: Sequence[Message]) -> float | None:
        """How likely it answers yes rather than no; None where it would begin with neither, or gives no probabilities.

        Raises:
            EndpointError: Nothing usable was answered.
        """
        try:
            response = self._llm.chat(_chat(messages), max_tokens=1, logprobs=True, top_logprobs=BEGINNINGS)
        except _FAILURES as error:
            raise self._failure(error, begun=False) from error
        first = response.logprobs[0] if response.logprobs else []
        yes, no = (
            sum(math.exp(token.logprob) for token in first if _begins(token.token, words)) for words in (YES, NO)
        )
        return yes / (yes + no) if yes + no > 0 else None

    def close(self) -> None:
        """Close the connections that were opened for it; may be called twice."""
        if self._connections is not None:
            self._connections.close()

    def _responses(self, chat: Sequence[ChatMessage], max_tokens: int) -> Iterator[ChatResponse]:
        with ExitStack() as until_closed:
            stream = self._llm.stream_chat(chat, max_tokens=max_tokens)
            for number, response in enumerate(stream):
                if number == 0 and self._connections is not None:
                    # The client's stream refers to itself: closing the iterator alone would leave the
                    # connection open, and the server writing, until the garbage collector comes by.
                    until_closed.enter_context(closing(self._connections.latest()))
                yield response

    def _failure(self, error: Exception, *, begun: bool) -> EndpointError | GenerationStopped:
        if begun:
            return GenerationStopped(f"{self._place} broke off in the middle ({_kind(error)}): ask again.")
        return EndpointError(f"{self._place} {ENDPOINT.explain(error)}")


def connect(
    *,
    base_url: str,
    model: str,
    api_key: str,
    timeout: float,
    retries: int,
    context: int,
    place: str,
    proxies: bool = True,
) -> ChatModel:
    """The language model at an OpenAI-compatible endpoint; nothing is sent yet.

    Args:
        base_url: Address, up to `/v1`.
        model: Name of the model there.
        api_key: Key; empty where none is wanted.
        timeout: Seconds to wait for the connection, for the first token, and from one token to the next.
        retries: Times a request that failed is repeated.
        context: Length of the model's context, in tokens.
        place: Where it is, as errors call it.
        proxies: Whether the proxies of the environment are used.
    """
    connections = Connections(timeout=timeout, proxies=proxies)
    llm = OpenAILike(
        model=model,
        api_base=base_url,
        api_key=api_key or NO_KEY,
        is_chat_model=True,
        context_window=context,
        temperature=0.0,
        timeout=timeout,
        max_retries=retries,
        http_client=connections.client,
    )
    return ChatModel(llm, place=place, connections=connections)


def connect_endpoint(settings: Settings) -> ChatModel:
    """The language model at the endpoint of the settings; whether it is there shows when it is asked."""
    return connect(
        base_url=settings.llm_base_url,
        model=settings.llm_model,
        api_key=settings.llm_api_key.get_secret_value(),
        timeout=settings.llm_timeout,
        retries=settings.llm_retries,
        context=settings.llm_context,
        place=f"the endpoint {shown(settings.llm_base_url)}",
    )


def _chat(messages: Sequence[Message]) -> list[ChatMessage]:
    return [ChatMessage(role=MessageRole(message.role), content=message.content) for message in messages]


def _begins(token: str, words: Sequence[str]) -> bool:
    """Whether a token is one of some words or its beginning: «Sí» may be cut into «S» and «í», «Según» is another."""
    written = "".join(filter(str.isalpha, fold(token)))
    return bool(written) and any(word.startswith(written) for word in words)


def _finished(last: ChatResponse) -> bool:
    """Whether a stream came to its end: OpenAI's last choice says why; other protocols are not judged."""
    choices: Any = getattr(last.raw, "choices", None)
    return not choices or choices[0].finish_reason is not None


def _kind(error: Exception) -> str:
    timed_out = isinstance(error, openai.APITimeoutError | httpx.TimeoutException | TimeoutError)
    return "no further word came in time" if timed_out else type(error).__name__
