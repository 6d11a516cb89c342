"""Only what a handler changes is touched, and what is sent is what Gradio would send."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

import gradio as gr
import pytest
from gradio.state_holder import SessionState
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.web.conftest import run
from ui.web.frugal import FrugalBlocks


@dataclass
class Shown:
    """A page with a box, a button, a state and a text, any of which its handler may change, and a session of it."""

    blocks: gr.Blocks
    parts: list[Any]
    session: SessionState

    @classmethod
    def by(cls, kind: type[gr.Blocks]) -> Shown:
        """Laid out."""
        with kind() as blocks:
            parts = [gr.Textbox("a"), gr.Button("b"), gr.State(()), gr.HTML("d")]
            parts[1].click(lambda: None, None, parts)
        return cls(blocks, parts, SessionState(blocks))

    async def told(self, returned: Any) -> list[Any]:
        """What is sent where the handler returns something."""
        sent = await self.blocks.postprocess_data(next(iter(self.blocks.fns.values())), returned, self.session)
        return [_without_nothing(value) for value in sent]


def _without_nothing(sent: Any) -> Any:
    """What is sent, without the changes of nothing that Gradio sends of an `HTML`."""
    nothing = isinstance(sent, dict) and sent.get("props") == gr.skip()
    return {name: value for name, value in sent.items() if name != "props"} if nothing else sent


CHANGES: list[dict[int, Any]] = [
    {0: "new"},
    {2: ("kept",)},
    {1: gr.update(visible=False)},
    {3: "<p>x</p>", 0: gr.update(value="v", interactive=False)},
    {0: gr.skip(), 2: gr.skip(), 1: gr.skip()},
    {0: "a", 1: "b", 2: (1,), 3: "d"},
]


@pytest.mark.parametrize("changes", CHANGES)
def test_the_same_is_sent_as_by_gradio(changes: dict[int, Any]) -> None:
    """Value by value, and the same is kept of a session."""

    async def sent(kind: type[gr.Blocks]) -> object:
        shown = Shown.by(kind)
        values = await shown.told({shown.parts[number]: value for number, value in deepcopy(changes).items()})
        return values, shown.session[shown.parts[2]._id]

    assert run(sent(gr.Blocks)) == run(sent(FrugalBlocks))


@pytest.mark.parametrize("returned", [gr.skip(), ["a", "b", (), "d"]])
def test_what_names_no_component_is_left_to_gradio(returned: Any) -> None:
    """A list of all values, or nothing at all."""

    async def sent(kind: type[gr.Blocks]) -> object:
        return await Shown.by(kind).told(returned)

    assert run(sent(gr.Blocks)) == run(sent(FrugalBlocks))


@pytest.mark.parametrize(("kind", "stays"), [(FrugalBlocks, True), (gr.Blocks, False)])
def test_what_stays_as_it_is_is_not_made_anew(kind: type[gr.Blocks], stays: bool) -> None:
    """By Gradio it is: once that is no longer so, its own blocks will do."""

    async def is_the_same() -> bool:
        shown = Shown.by(kind)
        await shown.told({shown.parts[0]: "new"})
        return shown.session[shown.parts[1]._id] is shown.parts[1]

    assert run(is_the_same()) is stays


def test_a_session_keeps_no_description_of_its_components() -> None:
    """The page still has them."""

    async def described() -> tuple[int, int]:
        shown = Shown.by(FrugalBlocks)
        await shown.told({shown.parts[0]: gr.update(value="v")})
        return len(list(shown.session.components)), len(shown.blocks.get_config_file()["components"])

    of_the_session, of_the_page = run(described())
    assert (of_the_session, of_the_page >= 4) == (0, True)


def _edited(target: Any, edits: list[list[Any]]) -> Any:
    """What Gradio's client makes of a value by edits, in that value itself (`apply_edit` in `client/js`, 6.25)."""
    for what, path, value in edits:
        if not path:
            target = value if what == "replace" else target + value
            continue
        *way, last = path
        place = target
        for step in way:
            place = place[step]
        if what == "delete":
            del place[last]
        elif what == "add" and isinstance(place, list):
            place.insert(last, value)
        else:
            place[last] = place[last] + value if what == "append" else value
    return target


VALUES = st.one_of(
    st.none(),
    st.text("ab", max_size=3),
    st.fixed_dictionaries({"__type__": st.just("update")}, optional={"value": st.lists(st.text("ab"), max_size=2)}),
)


STEPS = st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=4)


@cache
def _of_two(kind: type[gr.Blocks]) -> gr.Blocks:
    """A page with an event of two outputs."""

    async def laid_out() -> gr.Blocks:
        with kind() as blocks:
            gr.Button().click(lambda: None, None, [gr.HTML(), gr.HTML()])
        return blocks

    return run(laid_out())


def _told(blocks: gr.Blocks, *steps: tuple[Any, ...]) -> list[Any]:
    """What is sent of the steps of an event, and of its end."""
    handler = next(iter(blocks.fns.values()))
    ends = [*[(step, False) for step in steps], ((None, None), True)]
    return [blocks.handle_streaming_diffs(handler, [*deepcopy(step)], "s", "run", final=end) for step, end in ends]


def _shown_at_last(kind: type[gr.Blocks], *steps: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """What Gradio's client shows of each step, where it has read all of them before it shows the first."""
    first, *others, _ = json.loads(json.dumps(_told(_of_two(kind), *steps)))
    shown, now = [first], [*first]
    for edits in others:
        now = [_edited(*pair) for pair in zip(now, edits, strict=True)]
        shown.append(now)
    return [tuple(step) for step in shown]


@given(STEPS)
def test_a_step_is_shown_as_it_was_told_even_if_the_next_came_before_that(steps: list[tuple[Any, ...]]) -> None:
    """Whatever changed between two steps, deep inside of a value or not."""
    assert _shown_at_last(FrugalBlocks, *steps) == steps


def test_of_gradios_own_steps_the_next_can_spoil_one() -> None:
    """Once that is no longer so, its own will do."""
    assert _shown_at_last(gr.Blocks, (gr.update(value=["a"]), "b"), (gr.skip(), "c"))[0] == (gr.skip(), "b")


def test_the_end_of_an_event_says_once_more_what_there_is() -> None:
    """And nothing is kept of it."""
    blocks = _of_two(FrugalBlocks)
    assert _told(blocks, ("a", None), ("ab", None))[-1] == ["ab", None]
    assert not blocks.pending_diff_streams
