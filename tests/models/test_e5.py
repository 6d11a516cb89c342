"""Unpacking the 4-bit file: a tiny one of the same format, made here, and what is wrong with others."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from rag.errors import ModelError
from rag.models.e5 import BLOCK, WEIGHTS_NAME, _dequantise, unpack_e5

HIDDEN, LAYERS, FFN, VOCAB, POSITIONS = 32, 1, 64, 12, 16
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁que", "ry", ":", "▁eligi", "ó", "▁AWS"]
LAYER = {"q": (32, 32), "k": (32, 32), "v": (32, 32), "ao": (32, 32), "fi": (64, 32), "fo": (32, 64)}


def q4(weights: NDArray[np.int8], scale: float) -> bytes:
    """Pack whole numbers from -8 to 7 as Q4_0, weight by weight, straight from the format's description."""
    packed = b""
    for block in weights.reshape(-1, BLOCK):
        low, high = block[:16] + 8, block[16:] + 8
        packed += struct.pack("<e", scale) + bytes(int(a) | int(b) << 4 for a, b in zip(low, high, strict=True))
    return packed


def tensors() -> dict[str, tuple[int, int, bytes]]:
    """Type, count and bytes of every tensor of a tiny network."""
    rng = np.random.default_rng(7)

    def matrix(rows: int, columns: int) -> tuple[int, int, bytes]:
        return 1, rows * columns, q4(rng.integers(-8, 8, (rows, columns), dtype=np.int8), 0.125)

    def vector(count: int) -> tuple[int, int, bytes]:
        return 0, count, np.ones(count, "<f4").tobytes()

    made = {
        "emb.word": matrix(VOCAB, HIDDEN),
        "emb.pos": vector(POSITIONS * HIDDEN),
        "emb.type": vector(2 * HIDDEN),
    }
    made |= {"emb.ln.w": vector(HIDDEN), "emb.ln.b": vector(HIDDEN)}
    for name, (rows, columns) in LAYER.items():
        made |= {f"l0.{name}.w": matrix(rows, columns), f"l0.{name}.b": vector(rows)}
    return made | {f"l0.{name}.{kind}": vector(HIDDEN) for name in ("aln", "oln") for kind in "wb"}


def tiny_file(*, magic: bytes = b"E5S1", version: int = 1, block: int = BLOCK, without: str = "") -> bytes:
    """A whole file of the format."""
    head = struct.pack("<4sI7ifi", magic, version, HIDDEN, LAYERS, 2, FFN, VOCAB, POSITIONS, 2, 1e-12, block)
    words = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, words)]).astype("<u4")
    blob = b"".join(words)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob)) + offsets.tobytes()
    head += np.full(len(PIECES), -2, "<f4").tobytes() + blob + struct.pack("<iI", 1, 5) + b"\t\0\0\0\0"
    parts = {name: tensor for name, tensor in tensors().items() if name != without}
    length = len(head) + 4 + sum(2 + len(name) + 21 for name in parts)
    directory, data = struct.pack("<i", len(parts)), b""
    for name, (dtype, count, raw) in parts.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", dtype, count, length + len(data), len(raw))
        data += raw
    return head + directory + data


def unpacked(folder: Path, content: bytes) -> Path:
    """The folder that a file is unpacked into."""
    (folder / "tiny.bin").write_bytes(content)
    out = folder / "model"
    out.mkdir()
    unpack_e5(folder / "tiny.bin", out)
    return out


@given(arrays(np.int8, (3, BLOCK), elements=st.integers(-8, 7)), st.sampled_from([0.5, -0.25, 2.0]))
def test_four_bit_weights_come_back(weights: NDArray[np.int8], scale: float) -> None:
    """Packing and unpacking gives scale times weight, each in its place."""
    raw = np.frombuffer(q4(weights, scale), np.uint8)
    assert np.array_equal(_dequantise(raw).reshape(3, BLOCK), weights * np.float16(scale))


def test_every_weight_has_its_name_and_dimensions(tmp_path: Path) -> None:
    """The folder holds the weights of a BertModel in float16, matrices as rows of outputs."""
    weights = load_file(unpacked(tmp_path, tiny_file()) / WEIGHTS_NAME)
    assert weights["embeddings.word_embeddings.weight"].shape == (VOCAB, HIDDEN)
    assert weights["encoder.layer.0.intermediate.dense.weight"].shape == (FFN, HIDDEN)
    assert weights["encoder.layer.0.output.dense.weight"].shape == (HIDDEN, FFN)
    assert len(weights) == len(tensors())
    assert {array.dtype for array in weights.values()} == {np.dtype(np.float16)}


def test_the_weights_are_those_of_the_file(tmp_path: Path) -> None:
    """The first row of the word embeddings is the first 32 numbers that were packed."""
    weights = load_file(unpacked(tmp_path, tiny_file()) / WEIGHTS_NAME)
    expected = np.random.default_rng(7).integers(-8, 8, (VOCAB, HIDDEN), dtype=np.int8) * np.float16(0.125)
    assert np.array_equal(weights["embeddings.word_embeddings.weight"], expected)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("query: eligió AWS", ["<s>", "▁que", "ry", ":", "▁eligi", "ó", "▁AWS", "</s>"], id="plain"),
        pytest.param("query:\n\n eligió \t AWS ", ["<s>", "▁que", "ry", ":", "▁eligi", "ó", "▁AWS", "</s>"], id="gaps"),
        pytest.param("ＡＷＳ", ["<s>", "▁AWS", "</s>"], id="full width"),
        pytest.param("eligio\u0301", ["<s>", "▁eligi", "ó", "</s>"], id="a combining accent"),
        pytest.param("eligi\u0007ó\u200bAWS\ufeff", ["<s>", "▁eligi", "ó", "▁AWS", "</s>"], id="unseen characters"),
        pytest.param("", ["<s>", "</s>"], id="empty"),
    ],
)
def test_text_is_normalised_before_it_is_cut(tmp_path: Path, text: str, tokens: list[str]) -> None:
    """Compatibility forms are folded, gaps of any kind are one space, unseen characters make no token."""
    tokenizer = Tokenizer.from_file(str(unpacked(tmp_path, tiny_file()) / "tokenizer.json"))
    assert tokenizer.encode(text).tokens == tokens


def test_the_folder_says_float32_and_both_prompts(tmp_path: Path) -> None:
    """The configuration asks for float32, and passages get their prompt from `encode_document`."""
    folder = unpacked(tmp_path, tiny_file())
    assert json.loads((folder / "config.json").read_text())["dtype"] == "float32"
    prompts = json.loads((folder / "config_sentence_transformers.json").read_text())["prompts"]
    assert (prompts["query"], prompts["document"]) == ("query: ", "passage: ")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "ends at byte 0", id="empty"),
        pytest.param(b"<html>sign in</html>" * 9, "begins with", id="a web page"),
        pytest.param(tiny_file(magic=b"GGUF"), "begins with b'GGUF'", id="another format"),
        pytest.param(tiny_file(version=2), "version 2; expected", id="another version"),
        pytest.param(tiny_file(block=64), "makes no sense", id="other blocks"),
        pytest.param(tiny_file(without="l0.q.w"), "tensor 'l0.q.w': None", id="a tensor missing"),
        pytest.param(tiny_file()[:200], "more are expected", id="cut in the vocabulary"),
        pytest.param(tiny_file()[:-4], "breaks off inside tensor 'l0.oln.b'", id="cut in the last tensor"),
    ],
)
def test_another_file_is_told_as_such(tmp_path: Path, content: bytes, words: str) -> None:
    """Each says in one line what was found and what was expected."""
    with pytest.raises(ModelError, match=words) as caught:
        unpacked(tmp_path, content)
    assert "\n" not in str(caught.value)
