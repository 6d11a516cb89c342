"""What a traced graph computes in vain is left out of it: shapes that are known, and what nobody reads.

A tracer writes down how each shape was found, two dozen nodes a layer. Most of them hang on nothing but the number of
tokens, and onnxruntime finds one length of a shape by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeAlias

import numpy as np
import onnxruntime
from onnx import AttributeProto, ModelProto, NodeProto, helper, numpy_helper

__all__ = ["settle_shapes"]

Shape: TypeAlias = tuple[int, ...]

OPEN = -1
"""A length that onnxruntime finds from the others."""


def settle_shapes(model: ModelProto, samples: Sequence[Sequence[int]]) -> None:
    """Put constants in place of computed shapes, in the model itself.

    What is the same for every sample is taken for constant.

    Args:
        model: From token ids of shape `(1, tokens)`, its one input.
        samples: Token ids of some texts: short ones, and one long enough for whatever happens to long ones only.
    """
    graph = model.graph
    if any(
        attribute.type in {AttributeProto.GRAPH, AttributeProto.GRAPHS} for n in graph.node for attribute in n.attribute
    ):
        return  # a graph in a graph may read what would be left out
    reshapes = [node for node in graph.node if node.op_type == "Reshape"]
    seen = _seen(model, {name for node in reshapes for name in (node.input[0], node.output[0])}, samples)
    sources: dict[str, str] = {}  # of what has a settled shape: the tensor that was reshaped, once or more
    for node in reshapes:
        shape = _common(seen[node.output[0]])
        if shape.count(OPEN) <= 1:
            source = sources.get(node.input[0], node.input[0])
            sources[node.output[0]] = source
            node.input[:] = [source, _constant(model, shape)]
    _read_instead(graph.node, {name: source for name, source in sources.items() if seen.get(source) == seen[name]})
    _drop_unread(model)


def _seen(model: ModelProto, names: Collection[str], samples: Sequence[Sequence[int]]) -> dict[str, list[Shape]]:
    """The shape that each tensor has with each sample; of those alone that nodes make."""
    probe = ModelProto()
    probe.CopyFrom(model)
    asked = [name for node in model.graph.node for name in node.output if name in names]
    del probe.graph.output[:]
    probe.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in asked)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(probe.SerializeToString(), options, providers=["CPUExecutionProvider"])
    (given,) = session.get_inputs()
    found = [session.run(None, {given.name: np.array([ids], np.int64)}) for ids in samples]
    return {name: [tensor.shape for tensor in column] for name, *column in zip(asked, *found, strict=True)}


def _common(shapes: Sequence[Shape]) -> Shape:
    return tuple(lengths[0] if len(set(lengths)) == 1 else OPEN for lengths in zip(*shapes, strict=True))


def _constant(model: ModelProto, shape: Shape) -> str:
    """The name of a constant that holds a shape."""
    name = f"shape {shape}"
    if all(tensor.name != name for tensor in model.graph.initializer):
        model.graph.initializer.append(numpy_helper.from_array(np.array(shape, np.int64), name))
    return name


def _read_instead(nodes: Sequence[NodeProto], others: dict[str, str]) -> None:
    for node in nodes:
        node.input[:] = [others.get(name, name) for name in node.input]


def _drop_unread(model: ModelProto) -> None:
    read = {value.name for value in model.graph.output}
    kept: list[NodeProto] = []
    for node in reversed(model.graph.node):  # which stand in the order in which they are computed
        if not read.isdisjoint(node.output):
            kept.append(node)
            read.update(node.input)
    del model.graph.node[:]
    model.graph.node.extend(reversed(kept))
