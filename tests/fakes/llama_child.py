"""Speaks the protocol of `rag.models.llama_server` without a model; its first argument says how.

serve   answers every chat with the configuration's own words; ends when standard input closes
fail    says that it cannot load
die     ends without a word, as when the system kills it
hang    says nothing until standard input closes, as while a model loads
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # run by its path, as the real one is

from tests.fakes.openai_endpoint import FakeEndpoint


def main(behaviour: str) -> None:
    """Do as told until standard input closes."""
    config = json.loads(sys.stdin.readline())
    if behaviour == "fail":
        _say({"error": "unknown model\narchitecture"})
        sys.exit(1)
    if behaviour == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if behaviour == "hang":
        sys.stdin.read()
        return
    with FakeEndpoint(f"Soy {config['name']}.", api_key=config["api_key"]) as endpoint:
        _say({"url": endpoint.url.removesuffix("/v1")})
        sys.stdin.read()


def _say(answer: dict[str, str]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
