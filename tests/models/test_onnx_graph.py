"""Computed shapes become constants, and the graph computes the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnxruntime
import pytest
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from rag.models.onnx_graph import settle_shapes

SAMPLES = [[1, 2, 3], [4, 5, 6, 7, 8], list(range(40))]
TABLE = np.arange(400, dtype=np.float32).reshape(100, 4)


def model(nodes: Sequence[NodeProto], output: str) -> ModelProto:
    """A graph over token ids, with a vector of four numbers a token in `x` and their shape in `dims`."""
    given = helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "tokens"])
    found = helper.make_empty_tensor_value_info(output)
    found.type.tensor_type.elem_type = TensorProto.FLOAT
    constants = {"table": TABLE, "one": np.array([1]), "halves": np.array([2, 2]), "pair": np.array([2])}
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["table", "ids"], ["x"]),
            helper.make_node("Shape", ["x"], ["dims"]),
            helper.make_node("Gather", ["dims", "one"], ["tokens"]),
            *nodes,
        ],
        "graph",
        [given],
        [found],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)


def kinds(found: ModelProto) -> list[str]:
    """The operators, in their order."""
    return [node.op_type for node in found.graph.node]


def run(found: ModelProto, ids: Sequence[int]) -> np.ndarray:
    """What the graph makes of token ids."""
    session = onnxruntime.InferenceSession(found.SerializeToString(), providers=["CPUExecutionProvider"])
    return np.asarray(session.run(None, {"ids": np.array([ids], np.int64)})[0])


APART = [
    helper.make_node("Concat", ["one", "tokens", "halves"], ["apart"], axis=0),
    helper.make_node("Reshape", ["x", "apart"], ["y"]),
]
BACK = [helper.make_node("Reshape", ["y", "dims"], ["z"]), helper.make_node("Neg", ["z"], ["out"])]
FLAT = [
    helper.make_node("Mul", ["tokens", "pair"], ["twice"]),
    helper.make_node("Concat", ["twice", "pair"], ["flat"], axis=0),
    helper.make_node("Reshape", ["y", "flat"], ["out"]),
]
SQUARE = [
    helper.make_node("Concat", ["tokens", "tokens"], ["square"], axis=0),
    helper.make_node("MatMul", ["x", "turned"], ["products"]),
    helper.make_node("Reshape", ["products", "square"], ["out"]),
]


@pytest.mark.parametrize(
    ("nodes", "output", "expected"),
    [
        (APART, "y", ["Gather", "Reshape"]),
        (APART + BACK, "out", ["Gather", "Neg"]),
        (APART + FLAT, "out", ["Gather", "Reshape"]),
    ],
    ids=["a shape of one open length", "there and back", "one after another"],
)
def test_what_is_left_computes_the_same(nodes: list[NodeProto], output: str, expected: list[str]) -> None:
    """For texts of every length, those of no sample too, and without the nodes that found the shapes."""
    before, after = model(nodes, output), model(nodes, output)
    settle_shapes(after, SAMPLES)
    assert kinds(after) == expected
    for ids in ([9], list(range(17)), list(range(90))):
        assert np.array_equal(run(after, ids), run(before, ids))


def test_a_shape_of_two_open_lengths_is_computed_as_before() -> None:
    """Which of them onnxruntime was to find it could not know."""
    turn = helper.make_node("Transpose", ["x"], ["turned"], perm=[0, 2, 1])
    found = model([turn, *SQUARE], "out")
    before = kinds(found)
    settle_shapes(found, SAMPLES)
    assert kinds(found) == before
    assert run(found, [1, 2, 3]).shape == (3, 3)


def test_a_graph_within_a_graph_is_left_alone() -> None:
    """Its nodes may read what nothing else reads."""
    branch = helper.make_graph(
        [helper.make_node("Reshape", ["y", "dims"], ["z"])], "branch", [], [helper.make_empty_tensor_value_info("z")]
    )
    always = helper.make_node("Constant", [], ["always"], value=numpy_helper.from_array(np.array(True)))
    choice = helper.make_node("If", ["always"], ["out"], then_branch=branch, else_branch=branch)
    found = model([*APART, always, choice], "out")
    before = found.SerializeToString()
    settle_shapes(found, SAMPLES)
    assert found.SerializeToString() == before
