"""What a llama.cpp server has read of a prompt, kept in a file for the next process.

Reading the fixed part of our prompt takes eight seconds of two cores, taking it up again a hundredth of one; the file
has 28 KB a token. Its name is a digest of all on which its content hangs: weights, context, prompt and version.
Requests as in llama.cpp's server: `POST /slots/0?action=save` and `action=restore`, with `{"filename": name}`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import httpx

from rag.types import Message

__all__ = ["ReadPrompts"]

KEPT = 6
"""Files that are kept, the latest: one for each language that was asked in, and some for another model."""
SECONDS = 30.0


class ReadPrompts:
    """The file of one prompt, and the server that writes and reads it."""

    def __init__(
        self, folder: Path, told: Mapping[str, str | int], messages: Sequence[Message], address: str, api_key: str
    ) -> None:
        """Name the file; nothing is read.

        Args:
            folder: Where files are kept; the server was told of it.
            told: How the server was configured, `path` its weights.
            messages: The prompt.
            address: Of the server.
            api_key: Its key.
        """
        weights = Path(str(told["path"])).stat()
        made_of = [dict(told), weights.st_size, weights.st_mtime_ns, version("xllamacpp")]
        prompt = [(message.role, message.content) for message in messages]
        self._folder = folder
        self._name = hashlib.sha256(json.dumps([made_of, prompt]).encode()).hexdigest()[:32]
        self._address = address
        self._api_key = api_key

    def take_up(self) -> bool:
        """Have the server go on from the file; false where there is none that it can use."""
        path = self._folder / self._name
        if not path.is_file() or not self._ask("restore", self._name):
            return False
        with suppress(OSError):
            path.touch()
        return True

    def keep(self) -> None:
        """Have the server write the file, whole or not at all; nothing where that fails."""
        partial = f"{self._name}.partial"
        with suppress(OSError):
            if self._ask("save", partial):
                (self._folder / partial).replace(self._folder / self._name)
            self._forget_oldest()

    def _forget_oldest(self) -> None:
        files = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in files[KEPT:]:
            path.unlink(missing_ok=True)

    def _ask(self, action: str, name: str) -> bool:
        try:
            answer = httpx.post(
                f"{self._address}/slots/0",
                params={"action": action},
                json={"filename": name},
                headers={"Authorization": f"Bearer {self._api_key}"},
                timeout=SECONDS,
                trust_env=False,  # the proxies of the environment are not for our own child
            )
        except httpx.HTTPError:
            return False
        return answer.is_success
