"""The language model behind any OpenAI-compatible endpoint, a service or a server of one's own, the embedded one too.

What it thinks before it answers is no answer and costs none of its tokens; what an endpoint refuses to be told (a
system role, a name of a parameter) is told otherwise, once. It imports the OpenAI client: import it lazily. It knows
nothing of prompts, passages or processes.
"""

from __future__ import annotations

import math
import re
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import httpx
import openai

from rag.errors import EndpointError, GenerationStopped, ModelError
from rag.models.capacity import Capacity, evidence_for, remember, remembered, room_for_thought, told_context
from rag.models.endpoints import LLM_ENDPOINT, NO_KEY, shown
from rag.models.stopping import is_stopped, stopped_after
from rag.models.thoughts import Thoughts, Unopened
from rag.models.wire import Delta, Lost, Stopped, Strange, Wire
from rag.models.yes_no import BEGINNINGS, affirmed
from rag.settings import Settings
from rag.text.tokens import CHARS_A_TOKEN
from rag.types import Message

__all__ = ["EndpointModel", "connect", "connect_endpoint"]

LONGEST_TOKEN = 20
"""Characters of an answer that are read for each token that was asked for: not every server counts."""

MEASURED_TOKENS, MEASURED_SECONDS = 256, 8.0
"""How much a model writes, and how long, for its speed and its manner to be known."""

FEW = 8
"""Tokens from whose times no speed can be told."""

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
    def thinks(self) -> bool:
        """Whether anything was thought."""
        return self.thought or self.thoughts.seen

    @property
    def ended(self) -> bool:
        """Whether it came to an end of its own."""
        return self.finish == "stop"

    @property
    def all_thought(self) -> bool:
        """Whether its tokens ended before it surely said anything: what is withheld may be a thought, too."""
        return self.finish == "length" and not self.said and (self.thinks or self.thoughts.withholds)

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
        self._measuring = threading.Lock()
        self._unmeasured: deque[Sequence[Message]] = deque(maxlen=1)

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

        One that cannot be measured now is so after its first answer.

        Raises:
            EndpointError: Nothing usable was answered.
        """
        try:
            self._measure(messages)
            with closing(self._sent(self._wire.stream, messages, 1)) as deltas:
                next((delta for delta in deltas if delta.counts), None)
        except (Lost, Strange, Stopped) as error:
            raise self._failure(error, begun=False) from error
        finally:
            if self._settings is not None and not self._capacity.reads:
                self._unmeasured.append(messages)

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        """Yield the answer in pieces as they are written; closing the iterator closes the connection.

        One that may be all thought is asked for once more with room to think.

        Raises:
            EndpointError: Nothing usable was answered.
            GenerationStopped: The model broke off in the middle.
        """
        for room in sorted({self._room(thinks=self._capacity.thinks), self._room(thinks=True)}):
            with suppress(_OutOfRoom):
                yield from self._written(messages, max_tokens, room)
                self._measure_beside()
                return
        if self._capacity.thinks:
            raise EndpointError(
                f"{self._place} thought until its tokens were used up: turn its thinking off, or raise llm_context."
            )
        raise EndpointError(
            f"{self._place} did not come to an end before its tokens were used up: set another llm_model, or turn its "
            "thinking off where it thinks."
        )

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

    def _room(self, *, thinks: bool) -> int:
        """Tokens that it may think."""
        return room_for_thought(self._settings, replace(self._capacity, thinks=thinks)) if self._settings else 0

    def _written(self, messages: Sequence[Message], max_tokens: int, room: int) -> Generator[str, None, None]:
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
            # It thinks so, or it repeats what it read: the next answer is withheld, and tells.
            self._learn(replace(self._capacity, unopened=None))
            raise GenerationStopped(f"{self._place} wrote what it thinks as its answer: ask again.") from error
        except (Lost, Strange, Stopped) as error:
            raise self._failure(error, begun=hearing.begun) from error
        if hearing.all_thought:
            self._learn(replace(self._capacity, thinks=self._capacity.thinks or hearing.thinks))
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
        if hearing.calls and not hearing.said:
            raise EndpointError(
                f"{self._place} called a tool instead of answering, and is given none: turn its tools off, or set "
                "another llm_model."
            )
        if hearing.ended:
            known = self._capacity
            thinks = hearing.thinks if known.unopened is None else known.thinks
            self._learn(replace(known, thinks=thinks, unopened=_agreed(known.unopened, hearing.thoughts.unopened)))

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

    def _measure(self, messages: Sequence[Message]) -> None:
        """Find out what it can take, where that is not known; of threads that want to, one does."""
        if self._settings is None:
            return
        with self._measuring:
            if not self._capacity.reads:
                context, told_by = told_context(self._settings)
                found, known = self._measured(messages), self._capacity
                thinks = found.thinks or (found.unopened is None and known.thinks)
                unopened = _agreed(known.unopened, found.unopened)
                self._learn(replace(found, context=context, told_by=told_by, thinks=thinks, unopened=unopened))

    def _measure_beside(self) -> None:
        """Once, where it could not be measured when it was to be: in a thread of its own, so that no reader waits."""
        with suppress(IndexError):
            of = self._unmeasured.pop()  # which one thread can
            threading.Thread(target=self._measure_quietly, args=[of], name="model-measured", daemon=True).start()

    def _measure_quietly(self, messages: Sequence[Message]) -> None:
        with suppress(Lost, Strange, Stopped):  # whoever asks next is told
            self._measure(messages)

    def _measured(self, messages: Sequence[Message]) -> Capacity:
        """What it can take, but for its context, by having it answer once; what came until the time was up counts."""
        first, *others = messages
        # A beginning that it has never read: what a server has read already takes it no time.
        fresh = [replace(first, content=f"({secrets.token_hex(4)}) {first.content}"), *others]
        hearing = _Hearing(MEASURED_TOKENS, 0, withholds=True)
        times: list[float] = []
        began = time.monotonic()
        try:
            with (
                stopped_after(MEASURED_SECONDS),
                closing(self._sent(self._wire.stream, fresh, MEASURED_TOKENS)) as deltas,
            ):
                for delta in deltas:
                    if delta.counts:
                        times.append(time.monotonic() - began)
                        hearing.read(delta)
                    if hearing.enough:
                        break
        except Unopened:  # which `Thoughts` has noted
            pass
        except Stopped:
            if is_stopped() or time.monotonic() - began < MEASURED_SECONDS:
                raise
        return Capacity(
            reads=sum(len(message.content) for message in fresh) / CHARS_A_TOKEN / max(times[0], 0.001) if times else 0,
            writes=(len(times) - 1) / max(times[-1] - times[0], 0.001) if len(times) > FEW else 0,
            thinks=hearing.thinks,
            unopened=hearing.thoughts.unopened if hearing.ended or hearing.thinks else None,
        )

    def _learn(self, capacity: Capacity) -> None:
        if capacity == self._capacity:
            return
        self._capacity = capacity
        if self._settings is not None:
            remember(self._settings, capacity)

    def _failure(self, error: Exception, *, begun: bool) -> ModelError:
        if isinstance(error, Stopped):
            return GenerationStopped(f"{self._place} was stopped: ask again.")
        if begun:
            return GenerationStopped(f"{self._place} broke off in the middle ({_kind(error)}): ask again.")
        if isinstance(error, Lost):
            return EndpointError(f"{self._place} {LLM_ENDPOINT.explain(error.cause)}")
        if str(error):
            return EndpointError(f"{self._place} {LLM_ENDPOINT.strange(str(error))}")
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
    """The language model at the endpoint of the settings; whether it is there shows when it is asked.

    Raises:
        EndpointError: What is set is no address.
    """
    LLM_ENDPOINT.require_address(settings.llm_base_url)
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


def _agreed(known: bool | None, found: bool | None) -> bool | None:
    """Who opens a block, as far as that is known: what goes against what was known makes it unknown again."""
    if known is None or found is None:
        return found if known is None else known
    return known if known is found else None


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
