"""Only what a handler changes is touched, and what is sent is what Gradio would send."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import gradio as gr
import pytest
from gradio.state_holder import SessionState

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
