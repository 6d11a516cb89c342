"""The embedded language model: a llama.cpp server as a child process, started, watched and ended from here.

A child, because loading holds Python's global lock for seconds. It listens on a free loopback port, asks for
a random key that no command line shows, and ends when its standard input closes, so that it never outlives
its parent. What it has read of a prompt is kept in the cache folder, so that no later start reads that again.

Importing this costs little: OpenAI's client, by which it is asked, is imported while the child loads.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import threading
from collections.abc import Generator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rag.errors import ModelError
from rag.models.catalog import DEFAULT_LLM
from rag.models.memory import available_memory
from rag.settings import Settings
from rag.types import Message

if TYPE_CHECKING:
    from rag.models.chat_endpoint import EndpointModel
    from rag.models.read_prompts import ReadPrompts

__all__ = ["EmbeddedModel", "start_embedded"]

SERVER = Path(__file__).with_name("llama_server.py")
END_SECONDS = 5.0
# Threads of llama.cpp wait for each other by spinning. Where another process wants a core too, that takes an
# answer from 16 tokens/s to 2 or 3; spinning briefly and then sleeping it keeps 9, and 16 where the load is light.
SPINNING = {"GOMP_SPINCOUNT": "1000"}
MIB = 1 << 20
# Measured on the default model: 1,380 MiB resident in all, with 4,096 tokens of context.
WORKING_BYTES = 220 * MIB  # compute buffers and the interpreter
TOKEN_BYTES = 28 * 1024  # of context: 28 layers, keys and values of 256 float16 each


class EmbeddedModel:
    """A `LanguageModel` in a child process that may still be loading; the first call waits for it."""

    def __init__(self, command: Sequence[str], config: dict[str, str | int], *, timeout: float) -> None:
        """Start the process and return at once.

        Args:
            command: What to run; it speaks the protocol of `rag.models.llama_server`.
            config: Its configuration; `name`, `api_key` and `prompts` are used here too.
            timeout: Seconds to wait for a token.
        """
        self._config = config
        self._timeout = timeout
        self._address: Future[str] = Future()
        self._chat: EndpointModel | None = None
        self._connecting = threading.Lock()
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and file
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=SPINNING | os.environ,
            text=True,
        )
        self._reader = threading.Thread(target=self._await_address, name="embedded-model", daemon=True)
        self._reader.start()

    @property
    def name(self) -> str:
        """The model's name, as shown to readers."""
        return str(self._config["name"])

    def wait_ready(self, timeout: float | None = None) -> None:
        """Return when the model is loaded.

        Raises:
            ModelError: It could not be loaded.
            TimeoutError: It is still loading after `timeout` seconds.
        """
        self._address.result(timeout)

    def read_ahead(self, messages: Sequence[Message]) -> None:
        """Have the model read the beginning of a prompt, or take up what an earlier process has read of it.

        Raises:
            ModelError: The process could not be loaded, or has ended.
            EndpointError: It answered nothing usable.
        """
        chat = self._running()
        kept = self._read_prompts(messages)
        if kept is not None and kept.take_up():
            return
        for _ in chat.stream(messages, max_tokens=1):
            pass
        if kept is not None:
            kept.keep()

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        """Yield the answer in pieces as they are written; closing the iterator stops the model.

        Raises:
            ModelError: The process could not be loaded, or has ended.
            GenerationStopped: The model broke off in the middle.
        """
        yield from self._running().stream(messages, max_tokens)

    def affirms(self, messages: Sequence[Message]) -> float | None:
        """How likely it answers yes rather than no; None where it would begin with neither.

        Raises:
            ModelError: The process could not be loaded, has ended, or answered nothing usable.
        """
        return self._running().affirms(messages)

    def close(self) -> None:
        """End the process; may be called twice."""
        with suppress(BrokenPipeError):
            if self._process.stdin and not self._process.stdin.closed:
                self._process.stdin.close()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:  # loading does not look at standard input
            self._process.kill()
            self._process.wait()
        self._reader.join()
        if self._chat is not None:
            self._chat.close()
        if self._process.stdout:
            self._process.stdout.close()

    def _running(self) -> EndpointModel:
        address = self._address.result()
        if self._process.poll() is not None:
            raise ModelError(f"{self._ended()} Start Hemeroteca again.")
        with self._connecting:
            if self._chat is None:
                self._chat = self._connect(address)
            return self._chat

    def _await_address(self) -> None:
        try:
            self._address.set_result(self._told_address())
        except ModelError as error:
            self._address.set_exception(error)

    def _told_address(self) -> str:
        assert self._process.stdin  # noqa: S101  # it was asked for
        assert self._process.stdout  # noqa: S101
        try:
            self._process.stdin.write(json.dumps(self._config) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except (OSError, ValueError):  # ended, or closed by us, before it could read
            line = ""
        answer = json.loads(line) if line.startswith("{") else {}
        if "url" not in answer:
            self._process.wait()
            raise ModelError(f"{self._ended(answer.get('error', ''))} Run `hemeroteca doctor`, or set llm_base_url.")
        return str(answer["url"])

    def _connect(self, address: str) -> EndpointModel:
        from rag.models.capacity import Capacity
        from rag.models.chat_endpoint import connect  # which imports OpenAI's client: a second

        return connect(
            base_url=f"{address}/v1",
            model=self.name,
            api_key=str(self._config["api_key"]),
            timeout=self._timeout,
            retries=0,
            place=f"the embedded model {self.name}",
            proxies=False,  # those of the environment are not for our own child
            capacity=Capacity(unopened=False),  # its template opens nothing, and its budgets were measured
        )

    def _read_prompts(self, messages: Sequence[Message]) -> ReadPrompts | None:
        """Where what was read of a prompt is kept; None for a child that keeps nothing."""
        folder = str(self._config.get("prompts", ""))
        if not folder:
            return None
        from rag.models.read_prompts import ReadPrompts

        told = {name: value for name, value in self._config.items() if name not in ("api_key", "threads", "prompts")}
        return ReadPrompts(Path(folder), told, messages, self._address.result(), str(self._config["api_key"]))

    def _ended(self, reason: str = "") -> str:
        code = self._process.returncode
        killed = "killed, as a system does that is short of memory" if code and code < 0 else f"exit code {code}"
        return f"The embedded model {self.name} ended ({' '.join(reason.split()) or killed})."


def start_embedded(settings: Settings, weights: Path) -> EmbeddedModel:
    """Start the embedded model; it goes on loading after this returns.

    Raises:
        ModelError: There is not enough memory for it.
    """
    _require_memory(weights, settings.llm_context)
    config: dict[str, str | int] = {
        "path": str(weights.resolve()),
        "name": DEFAULT_LLM.name,
        "api_key": secrets.token_urlsafe(32),
        "context": settings.llm_context,
        "threads": settings.llm_threads,
        "prompts": str(_writable(settings.cache_dir / "prompts")),
    }
    # By its path and with -P: neither the working folder nor this one can put another module in its way.
    return EmbeddedModel([sys.executable, "-P", str(SERVER)], config, timeout=settings.llm_timeout)


def _writable(folder: Path) -> Path | str:
    """A folder, made where it is not there; empty where that cannot be, and nothing is kept then."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return ""
    return folder.resolve() if os.access(folder, os.W_OK) else ""


def _require_memory(weights: Path, context: int) -> None:
    needed = weights.stat().st_size + context * TOKEN_BYTES + WORKING_BYTES
    free = available_memory()
    if free is not None and free < needed:
        raise ModelError(
            f"The embedded model needs {needed // MIB:,} MiB of memory and {free // MIB:,} are free: close "
            "other programs, or set llm_base_url to an endpoint."
        )
