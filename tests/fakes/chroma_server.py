"""Chroma's own server, a real process on loopback.

with ChromaServer(tmp_path / "server") as server:
settings = Settings(chroma_url=server.url)
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import httpx

from tests.fakes.ports import free_port

__all__ = ["ChromaServer"]

CHROMA = Path(sys.executable).parent / "chroma"


class ChromaServer:
    """A server over a folder."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._command = [str(CHROMA), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            assert self._process.poll() is None, "the server ended"
            try:
                if httpx.get(f"{self.url}/api/v2/heartbeat").is_success:
                    return self
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def __exit__(self, *_: object) -> None:
        self.kill()

    def kill(self) -> None:
        """End it at once; may be called twice."""
        self._process.kill()
        self._process.wait()
