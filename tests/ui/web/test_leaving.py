"""A reader who closes the window, by the page's own protocol."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress

import httpx
import pytest

from eval.bench.windows import Window
from rag.types import Event, Retrieved, Turn
from tests.patience import PATIENCE
from tests.ui.web.conftest import ServeArchive
from tests.ui.web.fakes import DEAL, FakeArchive, passage, why
from ui.serving import desk


@pytest.mark.slow
def test_the_question_of_a_reader_who_leaves_is_stopped_while_the_model_is_silent(
    serve_archive: ServeArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Gradio would notice at the next step; the next reader sees the evidence meanwhile."""
    begun, go_on, stopped = threading.Event(), threading.Event(), threading.Event()
    stop = desk.Asking.stop
    monkeypatch.setattr(desk.Asking, "stop", lambda asking: (stop(asking), stopped.set()))

    def script(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        yield Retrieved(question, (passage(DEAL),))
        begun.set()
        go_on.wait(30)
        yield from why(question, history)

    url = serve_archive(FakeArchive(script))
    with Window(url) as window:
        asking = threading.Thread(target=_ask_in_vain, args=(window,))
        asking.start()
        assert begun.wait(PATIENCE)
        assert not stopped.is_set()
    assert stopped.wait(PATIENCE)
    go_on.set()
    asking.join(20)
    with Window(url) as window:
        assert window.ask("¿por qué?").text


def _ask_in_vain(window: Window) -> None:
    with suppress(httpx.HTTPError):
        window.ask("¿por qué OpenAI eligió AWS?")
