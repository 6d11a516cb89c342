"""Gradio imported without its writing of stubs."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
from ui.web.lean_gradio import MODULE, WRITER, skip_stubs
skip_stubs()
skip_stubs()
import jinja2.environment
rendered = []
jinja2.environment.Template.render = lambda self, **told: rendered.append(told)
import gradio as gr
import sys
assert not [told for told in rendered if "events" in told], "a stub was rendered"
assert getattr(sys.modules[MODULE], WRITER)(object, "", []) is None
with gr.Blocks() as page:
    gr.Button().click(lambda: 1, None, gr.Textbox())
print(len(page.fns))
"""


def test_no_stub_is_written_and_components_work() -> None:
    """The writer is there under the name that is taken away, does nothing, and events are wired as ever."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("1", 0), done.stderr


def test_the_name_that_is_taken_away_is_still_gradios() -> None:
    """Another Gradio may name it differently: then this module is of no use."""
    script = "import gradio.component_meta as meta\nprint(callable(meta.create_or_modify_pyi))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
