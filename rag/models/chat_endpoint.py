"""The language model behind any OpenAI-compatible endpoint, a service or a server of one's own, the embedded one too.

What it thinks before it answers is no answer and costs none of its tokens; what an endpoint refuses to be told (a
system role, a name of a parameter) is told otherwise, once. It imports the OpenAI client: import it lazily. It knows
nothing of prompts, passages or processes.
"""

from __future__ import annotations

import math
import re
import secrets
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import httpx
import openai

from rag.errors import EndpointError, GenerationStopped, ModelError
from rag.models.capacity import Capacity, evidence_for, remember, remembered, room_for_thought, told_context
from rag.models.endpoints import NO_KEY, Endpoint, shown
from rag.models.thoughts import Thoughts, Unopened
from rag.models.wire import Delta, Lost, Stopped, Strange, Wire
from rag.models.yes_no import BEGINNINGS, affirmed
from rag.settings import Settings
from rag.types import Message

__all__ = ["EndpointModel", "connect", "connect_endpoint"]

ENDPOINT = Endpoint("llm", "llm_context", "a completion")

LONGEST_TOKEN = 20
"""Characters of an answer that are read for each token that was asked for: not every server counts."""

MEASURED_TOKENS, MEASURED_SECONDS = 256, 8.0
"""How much a model writes, and how long, for its speed and its manner to be known."""

FEW = 8
"""Tokens from whose times no speed can be told."""

CHARS_A_TOKEN = 4.2

REFUSALS = (400, 422, 500)
"""Statuses of a request that is not as it should be; the last where a template fails."""

# Some templates do not name the role, but count turns, of which the first must be a user's.
_ROLE = re.compile(r"system|developer instruction|roles must alternate", re.IGNORECASE)
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Manner:
    """How an endpoint wants to be asked.

    Attributes:
        system: Whether it knows the role; else what is for it stands before the first question.
        limit: What it calls the most tokens of an answer.
        temperature: Whether it may be told one.
    """

    system: bool = True
    limit: str = "max_tokens"
    temperature: bool = True

    def request(self, model: str, messages: Sequence[Message], max_tokens: int) -> dict[str, Any]:
        """What is asked of the client."""
        told = messages if self.system else _without_system(messages)
        asked = {
            "model": model,
            "messages": [{"role": message.role, "content": message.content} for message in told],
            self.limit: max_tokens,
        }
        return asked | {"temperature": 0.0} if self.temperature else asked

    def instead(self, error: Exception) -> Manner | None:
        """How it may be asked after it has refused; None where nothing that it names can be left out."""
        if not isinstance(error, openai.APIStatusError) or error.status_code not in REFUSALS:
            return None
        said = error.message
        if self.limit == "max_tokens" and "max_completion_tokens" in said:
            return replace(self, limit="max_completion_tokens")
        if self.temperature and "temperature" in said:
            return replace(self, temperature=False)
        if self.system and _ROLE.search(said):
            return replace(self, system=False)
        return None


class _OutOfRoom(Exception):
    """All tokens were thought away."""


class _Hearing:
    """What of the pieces that come is said, and how they end."""

    def __init__(self, max_tokens: int, room: int, *, withholds: bool) -> None:
        """Nothing has come yet.

        Args:
            max_tokens: Of what is said.
            room: Of what is thought; where there is any, those that are said are counted here.
            withholds: See `Thoughts`.
        """
        self.thoughts = Thoughts(withholds=withholds)
        self.begun = self.thought = self.calls = self.said = False
        self.finish = ""
        self._left = max_tokens if room else math.inf
        self._characters = (max_tokens + room) * LONGEST_TOKEN

    @property
    def all_thought(self) -> bool:
        """Whether its tokens ended before it said anything."""
        return self.finish == "length" and not self.said and (self.thought or self.thoughts.seen)

    @property
    def enough(self) -> bool:
        """Whether as much has come as was asked for, whatever the endpoint counts."""
        return self._left <= 0 or self._characters <= 0

    def read(self, delta: Delta) -> str:
        """What is surely said now."""
        self.begun = self.begun or delta.counts
        self.calls = self.calls or delta.calls
        self.finish = delta.finish or self.finish
        self._characters -= len(delta.text) + len(delta.thought)
        text = ""
        if delta.thought:
            self.thought = True
            text = self.thoughts.release()
        return self._counted(text + self.thoughts.read(delta.text))

    def rest(self) -> str:
        """What is said besides, since nothing more comes."""
        return self._counted(self.thoughts.finish())

    def _counted(self, text: str) -> str:
        if text:
            self.said = True
            self._left -= 1
        return text


class EndpointModel:
    """A `LanguageModel` at an endpoint. Threads may share one."""

    def __init__(
        self, wire: Wire, model: str, *, place: str, capacity: Capacity, settings: Settings | None = None
    ) -> None:
        """Name it; nothing is sent.

        Args:
            wire: What it speaks through, which it closes.
            model: Name of the model there.
            place: Where it is, as errors call it.
            capacity: What is known of it.
            settings: By which what it can take becomes budgets, and where it is remembered; without them it is not
                measured.
        """
        self._wire = wire
        self._model = model
        self._place = place
        self._capacity = capacity
        self._settings = settings
        self._manner = Manner()

    @property
    def name(self) -> str:
        """The model's name, as shown to readers."""
        return self._model

    @property
    def evidence_tokens(self) -> int:
        """Tokens of evidence that it is to be shown; 0 where that is not known."""
        return evidence_for(self._settings, self._capacity) if self._settings and self._capacity.reads else 0

    def read_ahead(self, messages: Sequence[Message]) -> None:
        """Have the beginning of a prompt read; a model that is not known yet is measured first.

        Raises:
            EndpointError: Nothing usable was answered.
        """
        try:
            if self._settings is not None and not self._capacity.reads:
                self._learn(self._measured(messages, *told_context(self._settings)))
            with closing(self._sent(self._wire.stream, messages, 1)) as deltas:
                next((delta for delta in deltas if delta.counts), None)
        except (Lost, Strange, Stopped) as error:
            raise self._failure(error, begun=False) from error

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        """Yield the answer in pieces as they are written; closing the iterator closes the connection.

        Raises:
            EndpointError: Nothing usable was answered.
            GenerationStopped: The model broke off in the middle.
        """
        try:
            yield from self._written(messages, max_tokens)
        except _OutOfRoom:
            self._learn(replace(self._capacity, thinks=True))
            yield from self._written(messages, max_tokens)

    def affirms(self, messages: Sequence[Message]) -> float | None:
        """How likely it answers yes rather than no; None where it would begin with neither, or gives no probabilities.

        Raises:
            EndpointError: Nothing usable was answered.
        """
        probabilities = {"logprobs": True, "top_logprobs": BEGINNINGS}
        try:
            with closing(self._sent(self._wire.ask, messages, 1, probabilities)) as answers:
                return affirmed(_first_token(next(answers)))
        except (Lost, Strange, Stopped) as error:
            raise self._failure(error, begun=False) from error

    def close(self) -> None:
        """Close the connections that were opened for it; may be called twice."""
        self._wire.close()

    def _written(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        room = room_for_thought(self._settings, self._capacity) if self._settings else 0
        hearing = _Hearing(max_tokens, room, withholds=self._capacity.unopened is not False)
        try:
            with closing(self._sent(self._wire.stream, messages, max_tokens + room)) as deltas:
                for delta in deltas:
                    if piece := hearing.read(delta):
                        yield piece
                    if hearing.enough:
                        hearing.finish = "length"
                        break
        except Unopened as error:
            self._learn(replace(self._capacity, thinks=True, unopened=True))
            raise GenerationStopped(f"{self._place} wrote what it thinks as its answer: ask again.") from error
        except (Lost, Strange, Stopped) as error:
            raise self._failure(error, begun=hearing.begun) from error
        if hearing.finish == "length" and self._capacity.unopened and not hearing.thoughts.seen:
            hearing.thoughts.drop()  # its template opened a block that did not end
        if hearing.all_thought and not room and self._settings:
            raise _OutOfRoom
        piece = hearing.rest()
        self._require_whole(hearing)
        if piece:
            yield piece

    def _require_whole(self, hearing: _Hearing) -> None:
        """Learn from an answer that has ended, or say why it has not.

        Raises:
            EndpointError: Nothing was said.
            GenerationStopped: It ended before its end.
        """
        if not hearing.finish:
            raise GenerationStopped(f"{self._place} broke off before the answer was complete: ask again.")
        if hearing.finish == "content_filter":
            raise GenerationStopped(f"{self._place} was stopped by its filter of content: ask otherwise.")
        if hearing.all_thought:
            raise EndpointError(
                f"{self._place} thought until its tokens were used up: turn its thinking off, or raise llm_context."
            )
        if hearing.calls and not hearing.said:
            raise EndpointError(
                f"{self._place} called a tool instead of answering, and is given none: turn its tools off, or set "
                "another llm_model."
            )
        if self._capacity.unopened is None and hearing.finish == "stop":
            thoughts = hearing.thoughts
            thinks = hearing.thought or thoughts.seen
            self._learn(replace(self._capacity, thinks=thinks, unopened=thoughts.unopened))

    def _sent(
        self,
        send: Callable[[Mapping[str, Any]], Generator[_Item, None, None]],
        messages: Sequence[Message],
        max_tokens: int,
        more: Mapping[str, Any] | None = None,
    ) -> Generator[_Item, None, None]:
        """What a request is answered with; where it is refused for its manner, once more in each other one."""
        manner: Manner | None = self._manner
        while manner is not None:
            asked, answered = manner, False
            try:
                with closing(send(asked.request(self._model, messages, max_tokens) | dict(more or {}))) as items:
                    for item in items:
                        self._manner, answered = asked, True
                        yield item
            except Lost as lost:
                if answered or (manner := asked.instead(lost.cause)) is None:
                    raise
                continue
            if not answered:
                raise Strange
            return

    def _measured(self, messages: Sequence[Message], context: int, told_by: str) -> Capacity:
        """What it can take, by having it answer once."""
        first, *others = messages
        # A beginning that it has never read: what a server has read already takes it no time.
        fresh = [replace(first, content=f"({secrets.token_hex(4)}) {first.content}"), *others]
        hearing = _Hearing(MEASURED_TOKENS, 0, withholds=True)
        times: list[float] = []
        began = time.monotonic()
        with closing(self._sent(self._wire.stream, fresh, MEASURED_TOKENS)) as deltas:
            for delta in deltas:
                if delta.counts:
                    times.append(time.monotonic() - began)
                    hearing.read(delta)
                if hearing.enough or time.monotonic() - began > MEASURED_SECONDS:
                    break
        return Capacity(
            context=context,
            told_by=told_by,
            reads=sum(len(message.content) for message in fresh) / CHARS_A_TOKEN / max(times[0], 0.001) if times else 0,
            writes=(len(times) - 1) / max(times[-1] - times[0], 0.001) if len(times) > FEW else 0,
            thinks=hearing.thought or hearing.thoughts.seen,
            unopened=hearing.thoughts.unopened,
        )

    def _learn(self, capacity: Capacity) -> None:
        self._capacity = capacity
        if self._settings is not None:
            remember(self._settings, capacity)

    def _failure(self, error: Exception, *, begun: bool) -> ModelError:
        if isinstance(error, Stopped):
            return GenerationStopped(f"{self._place} was stopped: ask again.")
        if begun:
            return GenerationStopped(f"{self._place} broke off in the middle ({_kind(error)}): ask again.")
        if isinstance(error, Lost):
            return EndpointError(f"{self._place} {ENDPOINT.explain(error.cause)}")
        if str(error):
            return EndpointError(f"{self._place} {ENDPOINT.strange(str(error))}")
        return EndpointError(
            f"{self._place} answered, but not with a completion: set llm_base_url to the address of an "
            "OpenAI-compatible endpoint, which often ends in /v1."
        )


def connect(
    *,
    base_url: str,
    model: str,
    api_key: str,
    timeout: float,
    retries: int,
    place: str,
    proxies: bool = True,
    capacity: Capacity | None = None,
    settings: Settings | None = None,
) -> EndpointModel:
    """The language model at an OpenAI-compatible endpoint; nothing is sent yet.

    Args:
        base_url: Address, up to `/v1`.
        model: Name of the model there.
        api_key: Key; empty where none is wanted.
        timeout: Seconds to wait for the connection, for the first token, and from one token to the next.
        retries: Times a request that failed is repeated.
        place: Where it is, as errors call it.
        proxies: Whether the proxies of the environment are used.
        capacity: What is known of it; nothing where not given.
        settings: See `EndpointModel`.
    """
    wire = Wire(base_url=base_url, api_key=api_key or NO_KEY, timeout=timeout, retries=retries, proxies=proxies)
    return EndpointModel(wire, model, place=place, capacity=capacity or Capacity(), settings=settings)


def connect_endpoint(settings: Settings) -> EndpointModel:
    """The language model at the endpoint of the settings; whether it is there shows when it is asked."""
    return connect(
        base_url=settings.llm_base_url,
        model=settings.llm_model,
        api_key=settings.llm_api_key.get_secret_value(),
        timeout=settings.llm_timeout,
        retries=settings.llm_retries,
        place=f"the endpoint {shown(settings.llm_base_url)}",
        capacity=remembered(settings),
        settings=settings,
    )


def _without_system(messages: Sequence[Message]) -> list[Message]:
    """The same, with what is for the system before the first question of a user."""
    told = [message.content for message in messages if message.role == "system"]
    others = [message for message in messages if message.role != "system"]
    if not told or not others:
        return others or [Message("user", content) for content in told]
    first, *rest = others
    return [replace(first, content="\n\n".join([*told, first.content])), *rest]


def _first_token(answer: object) -> Iterator[tuple[str, float]]:
    """What the first token might have been, with the logarithms of the probabilities, as far as that is told.

    Raises:
        Strange: It is no completion.
    """
    choices = getattr(answer, "choices", None)
    if not isinstance(choices, list) or not choices:
        raise Strange(type(answer).__name__)
    written = getattr(getattr(choices[0], "logprobs", None), "content", None)
    first = written[0] if isinstance(written, list) and written else None
    for one in getattr(first, "top_logprobs", None) or ():
        token, logprob = getattr(one, "token", None), getattr(one, "logprob", None)
        if isinstance(token, str) and isinstance(logprob, int | float):
            yield token, logprob


def _kind(error: Exception) -> str:
    cause = error.cause if isinstance(error, Lost) else error
    timed_out = isinstance(cause, openai.APITimeoutError | httpx.TimeoutException | TimeoutError)
    return "no further word came in time" if timed_out else type(cause).__name__
