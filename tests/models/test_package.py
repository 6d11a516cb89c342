"""The package's front: its names exist, are described, and cost nothing until they are used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import rag.models

HEAVY = ("torch", "transformers", "sentence_transformers", "llama_index", "openai", "xllamacpp")


@pytest.mark.parametrize("name", rag.models.__all__)
def test_every_public_name_exists(name: str) -> None:
    """What `__all__` promises can be had, and what is a class or a function is described."""
    thing = getattr(rag.models, name)
    assert thing.__doc__ or name == "ProgressCallback"


def test_an_unknown_name_is_an_attribute_error() -> None:
    """Lazy loading does not hide a misspelling."""
    with pytest.raises(AttributeError, match="no_such_name"):
        rag.models.no_such_name  # noqa: B018  # the access is what raises


def test_importing_the_package_loads_nothing_heavy() -> None:
    """Neither the package nor its catalogue of weights brings torch or LlamaIndex with it."""
    program = f"import sys, rag.models.weights; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run(  # our own words
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
