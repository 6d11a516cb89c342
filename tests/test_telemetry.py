"""Nothing that is imported tells others of this machine, as the README promises."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "script",
    ["import rag.models.onnx_model", "from rag import Library"],
    ids=["what runs the embedding model", "the archive"],
)
def test_no_library_keeps_a_number_of_this_machine(tmp_path: Path, script: str) -> None:
    """Below the home folder, as onnxruntime did with a file of events to be sent."""
    told = {key: value for key, value in os.environ.items() if not key.startswith("ORT_")}
    folders = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", f"{script}\nimport onnxruntime"]
    subprocess.run(command, env=told | folders, cwd=tmp_path, check=True, timeout=240)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == []
