"""What `hemeroteca chat` does behind the page, in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fakes.command import ROOT, start_command
from ui.serving.wire import SOCKET_NAME

QUESTION = "¿Cuánto costó el puente de Soria?"


def test_a_page_answers_commands_until_it_ends() -> None:
    """The command has no embedding model of its own here, so that only the page can have answered."""
    with TemporaryDirectory() as place:  # short enough for a socket's name
        folder = Path(place)
        (folder / "seeds").mkdir()
        (folder / "seeds" / "puente.txt").write_text("El puente de Soria costó 38.000 euros.", encoding="utf-8")
        told = {
            "HEMEROTECA_DATA_DIR": str(folder / "data"),
            "HEMEROTECA_LLM": "off",
            "HEMEROTECA_EMBEDDING_MODEL": str(folder / "no such model"),
            "HEMEROTECA_HUB": "false",
            "LC_ALL": "es_ES.UTF-8",
        }
        socket = folder / "data" / SOCKET_NAME
        with start_command("chat", "--no-browser", "--port", "0", folder=folder, environ=told) as page:
            try:
                while not socket.exists():
                    assert page.poll() is None
                    time.sleep(0.1)
                done = subprocess.run(
                    [sys.executable, "-m", "ui.cli", "search", QUESTION],
                    cwd=folder,
                    env=os.environ | told | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
                    capture_output=True,
                    encoding="utf-8",
                    check=False,
                )
            finally:
                page.send_signal(signal.SIGTERM)
                page.communicate(timeout=60)
        assert (done.returncode, "puente.txt" in done.stdout) == (0, True), done.stderr
        assert not socket.exists()
