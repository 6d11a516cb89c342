"""A sentence-transformers model as an ONNX graph: from the token ids of one text to its unit vector.

One text has no padding, so nothing is masked, and attention is one operator of onnxruntime's own. A model whose tokens
do not all attend to all, or which takes no such operator, is traced with attention written out. It imports torch:
import it lazily.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import torch
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.masking_utils import bidirectional_mask_function

if TYPE_CHECKING:
    from pathlib import Path

    from sentence_transformers import SentenceTransformer

__all__ = ["IDS", "trace"]

IDS = "input_ids"
"""The graph's one input: token ids of shape `(1, tokens)`."""

OPSET = 18
FUSED, WRITTEN_OUT = "hemeroteca-fused", "eager"


def trace(model: SentenceTransformer, tokens: list[int], target: Path) -> None:
    """Write the graph of a model, as it runs over the tokens of some text, into a file.

    Raises:
        Exception: torch cannot export it; which errors it raises nobody lists.
    """
    try:
        _trace(model, tokens, target, FUSED)
    except Exception:  # noqa: BLE001 - whatever it is, it may go the other way
        _trace(model, tokens, target, WRITTEN_OUT)


class _Graph(torch.nn.Module):
    """The whole model as a function of token ids."""

    def __init__(self, model: SentenceTransformer) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        """Unit vectors of shape `(1, dimension)`."""
        found = self.model({IDS: input_ids, "attention_mask": torch.ones_like(input_ids)})
        return torch.nn.functional.normalize(found["sentence_embedding"], dim=1)


def _trace(model: SentenceTransformer, tokens: list[int], target: Path, attention: str) -> None:
    with _attention(model, attention), warnings.catch_warnings(), torch.no_grad():
        # The tracer warns of every Python value that it takes for constant, and of its own age.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Graph(model).eval(),
            (torch.tensor([tokens]),),
            str(target),
            input_names=[IDS],
            output_names=["vectors"],
            dynamic_axes={IDS: {1: "tokens"}},
            opset_version=OPSET,
            dynamo=False,
        )


@contextmanager
def _attention(model: SentenceTransformer, name: str) -> Iterator[None]:
    """Have a model attend by one of the ways that transformers knows by name."""
    AttentionInterface.register(FUSED, _attend)
    AttentionMaskInterface.register(FUSED, _no_mask)
    inner: Any = model[0].auto_model
    before = inner.config._attn_implementation  # noqa: SLF001 - there is a way to set it, and none to read it
    inner.set_attn_implementation(name)
    try:
        yield
    finally:
        inner.set_attn_implementation(before)


def _no_mask(*_: object, mask_function: Callable[..., object], **__: object) -> None:
    if mask_function is not bidirectional_mask_function:
        raise ValueError("its tokens do not all attend to all")


def _attend(
    _module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    mask: torch.Tensor | None,
    scaling: float | None = None,
    **_: object,
) -> tuple[torch.Tensor, None]:
    """Attention as transformers calls it: `(1, heads, tokens, size)` thrice in, `(1, tokens, heads, size)` out."""
    if mask is not None or not query.shape == key.shape == value.shape:
        raise ValueError("its attention is of another form")
    heads, size = int(query.shape[1]), int(query.shape[3])
    joined = [x.transpose(1, 2).reshape(1, -1, heads * size) for x in (query, key, value)]
    attended: Any = _Attention.apply(*joined, heads, size, scaling or size**-0.5)  # type: ignore[no-untyped-call]
    return attended.reshape(1, -1, heads, size), None


class _Attention(torch.autograd.Function):
    """What stands in the graph as onnxruntime's operator, which goes over all tokens in pieces that fit the cache."""

    @staticmethod
    def forward(
        _context: object,
        query: torch.Tensor,
        key: torch.Tensor,
        value: torch.Tensor,
        heads: int,
        size: int,
        scale: float,
    ) -> torch.Tensor:
        """Of `(1, tokens, heads * size)` thrice, the same shape."""
        q, k, v = (x.view(1, -1, heads, size).transpose(1, 2) for x in (query, key, value))
        attended = torch.nn.functional.scaled_dot_product_attention(q, k, v, scale=scale)
        return attended.transpose(1, 2).reshape(1, -1, heads * size)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int, size: int, scale: float) -> Any:
        """The node, whose shape nobody else knows."""
        node = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads, scale_f=scale)
        node.setType(query.type().with_sizes([1, None, heads * size]))
        return node
