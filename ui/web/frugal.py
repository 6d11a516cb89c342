"""Blocks that touch only what a handler changes, describe components once, and tell steps that can't spoil each other.

A handler may change any of some twenty components, and changes a few at each step of an answer. For each of the others
Gradio makes the component anew, and twice a description of it (`Blocks.postprocess_data`, 6.31), which took more than
half of what an answer without a language model costs the processor. And of each that is changed it keeps a description
for every session, with the schema of its values, which took a fifth of what was left: only its links to a state that a
session was in (`deep_link` in `gradio.routes`) ever read them, and the page has no such links.

Of a step Gradio tells the edits that make it of the one before, deep inside of each value, and its client makes them in
that value itself (`apply_diff` in `client/js`): where that is still to be shown, since both steps came at once, what
only the first one changed is never seen. So a reload now and then showed sources and no conversation. Here a value that
is not the beginning of the next is replaced whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any

import gradio as gr
from gradio.block_function import BlockFunction
from gradio.blocks import Block, BlocksConfig
from gradio.queueing import Queue
from gradio.state_holder import SessionState

__all__ = ["FrugalBlocks", "difference"]


class FrugalBlocks(gr.Blocks):
    """As `gr.Blocks`, for handlers that return what they change by component.

    Attributes:
        asking: The ids of the events by which questions are asked.
        forget: Keeps nothing of a session any more, whose window has gone; called in the loop.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.default_config = _Config(self)
        self.asking: frozenset[int] = frozenset()
        self.forget: Callable[[str], object] = _nothing

    @property
    def messages(self) -> Queue:
        """Events that wait, and what is told of those that do not."""
        return self._queue

    async def postprocess_data(
        self, block_fn: BlockFunction, predictions: list[Any] | dict[Any, Any], state: SessionState | None
    ) -> list[Any]:
        """What is sent for each output of a handler; nothing is done for those that stay as they are."""
        if not _names_what_changes(block_fn, predictions):
            return await super().postprocess_data(block_fn, predictions, state)
        changed = [block for block in block_fn.outputs if block in predictions]
        narrowed = copy(block_fn)
        narrowed.outputs = changed
        given = [dict(predictions)[block] for block in changed]
        # Where there is one output, Gradio takes its value bare.
        values = await super().postprocess_data(narrowed, given[0] if len(given) == 1 else given, state)
        told = dict(zip(changed, values, strict=True))
        return [told[block] if block in told else _unchanged(block) for block in block_fn.outputs]

    def handle_streaming_diffs(
        self,
        block_fn: BlockFunction,
        data: list[Any],
        session_hash: str | None,
        run: str | None,
        final: bool,
        simple_format: bool = False,
    ) -> list[Any]:
        """What is sent of a step of a handler: of the first one all, of others what makes them of the one before."""
        before = self.pending_diff_streams.get(session_hash, {}).get(run)
        shown = None if before is None or final or simple_format else list(before)
        now = super().handle_streaming_diffs(block_fn, data, session_hash, run, final, simple_format=True)
        return now if shown is None else [difference(*pair) for pair in zip(shown, now, strict=True)]


def difference(before: Any, now: Any) -> list[list[Any]]:
    """What makes of something that is shown what is to be shown, in the form of `gradio.utils.diff`."""
    if before == now:
        return []
    if isinstance(before, str) and isinstance(now, str) and now.startswith(before):
        return [["append", [], now[len(before) :]]]
    return [["replace", [], now]]


class _Config(BlocksConfig):
    """What the page is made of; a session is given a copy."""

    def __copy__(self) -> BlocksConfig:
        copied = super().__copy__()  # type: ignore[no-untyped-call]
        own = _SessionConfig(self.root_block)
        own.__dict__.update(copied.__dict__)
        return own


class _SessionConfig(BlocksConfig):
    """What a session's page is made of, of which nobody is told."""

    @staticmethod
    def config_for_block(*_args: object, **_kwargs: object) -> dict[str, Any]:
        """Nothing."""
        return {}


def _nothing(session: str) -> None:
    """What is kept of a session by a page that keeps nothing of it."""


def _names_what_changes(block_fn: BlockFunction, predictions: object) -> bool:
    return (
        isinstance(predictions, Mapping)
        and bool(predictions)
        and len(block_fn.outputs) > 1
        and not block_fn.batch
        and all(isinstance(key, Block) and key in block_fn.outputs for key in predictions)
    )


def _unchanged(block: Block) -> Any:
    """What Gradio sends for an output that stays as it is."""
    return None if block.stateful else gr.skip()
