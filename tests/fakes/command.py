"""The command in a process of its own, with the fake embedder and no language model."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fakes.embedder import FakeEmbedder

__all__ = ["run_command", "start_command"]

ROOT = Path(__file__).parent.parent.parent
_OF_A_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "PYTHONIOENCODING", "PYTHONUTF8")


def start_command(*arguments: str | bytes, folder: Path, **options: object) -> subprocess.Popen[bytes]:
    """Start it in a folder, which also holds its index; `environ` is added to the environment, the rest is of Popen."""
    spoken = {key: value for key, value in os.environ.items() if key not in _OF_A_LOCALE}
    own = {"HEMEROTECA_DATA_DIR": str(folder / "data"), "HEMEROTECA_LLM": "off", "PYTHONPATH": str(ROOT)}
    environ = spoken | own | dict(options.pop("environ", None) or {})  # type: ignore[call-overload]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.fakes.command", *arguments],
        **{"cwd": folder, "env": environ, "stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE}
        | {"stderr": subprocess.PIPE}
        | options,  # type: ignore[call-overload]
    )


def run_command(*arguments: str | bytes, folder: Path, **options: object) -> tuple[int, bytes, str]:
    """Run it to its end: its exit status, standard output, and standard error."""
    with start_command(*arguments, folder=folder, **options) as process:
        out, err = process.communicate(timeout=120)
    return process.returncode, out or b"", err.decode("utf-8", "backslashreplace")


def _fake_embedder() -> FakeEmbedder:
    from tests.fakes.embedder import FakeEmbedder

    return FakeEmbedder()


if __name__ == "__main__":
    import signal

    import rag.models
    from rag.models import capacity
    from ui.cli import main

    # In the place of what is only imported when it is asked for.
    vars(rag.models)["load_embedder"] = lambda *_: _fake_embedder()
    # A suite that is run in the background hands on that interrupts are ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # Endpoints of tests are gone with their test: nothing of them is kept in the reader's own cache.
    capacity.FOLDER = str(Path(os.environ["HEMEROTECA_DATA_DIR"]).absolute() / "endpoints")
    main()
