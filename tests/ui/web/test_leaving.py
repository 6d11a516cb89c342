"""A reader who closes the window, by the page's own protocol."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, cast

import httpx
import pytest
from gradio.queueing import Event as QueueEvent
from gradio.server_messages import HeartbeatMessage

from eval.bench.windows import Window
from rag.errors import HemerotecaError
from rag.types import Event, Retrieved, Turn
from tests.patience import PATIENCE, comes_true
from tests.ui.web.conftest import ServeArchive, Visit
from tests.ui.web.fakes import DEAL, FakeArchive, passage, why
from ui.serving import desk
from ui.web.frugal import FrugalBlocks


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


def test_nothing_is_kept_of_a_window_that_was_closed_and_what_waited_in_it_is_not_asked(
    serve_archive: ServeArchive, built: list[FrugalBlocks]
) -> None:
    """Whether its reader had heard all, or nothing."""
    go_on = threading.Event()

    def script(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        yield Retrieved(question, (passage(DEAL),))
        go_on.wait(PATIENCE if question == "larga" else 0)
        yield from why(question, history)

    archive = FakeArchive(script)
    url = serve_archive(archive)
    with Window(url) as window:
        window.ask("¿por qué?")
    with Window(url) as window:
        window.send("larga")
        assert comes_true(lambda: len(archive.asked) == 2)  # those that are sent at once may overtake each other
        for question in ("otra", "y otra"):
            window.send(question)
    queue = built[0].messages
    assert comes_true(lambda: not queue.pending_messages_per_session and not queue.pending_event_ids_session)
    go_on.set()
    of_a_closed_one = QueueEvent("closed", built[0].fns[0], cast("Any", None), None)
    queue.send_message(of_a_closed_one, HeartbeatMessage())  # one that went Gradio's way is told nobody
    assert not queue.pending_messages_per_session
    with Window(url) as window:
        window.ask("la de otro lector")
    assert [question for question, _ in archive.asked] == ["¿por qué?", "larga", "la de otro lector"]


@pytest.mark.browser
def test_nothing_is_kept_of_an_idle_window_that_is_closed_or_left(
    serve_archive: ServeArchive, visit: Visit, built: list[FrugalBlocks]
) -> None:
    """It says so itself, in whatever way it goes."""
    reader = visit(serve_archive(FakeArchive(why)))
    kept = built[0].state_holder.session_data
    inboxes = built[0].messages.pending_messages_per_session
    assert len(kept) == len(inboxes) == 1
    (first,) = kept
    reader.page.reload()
    reader.wait("p.estado")
    assert comes_true(lambda: first not in kept and len(kept) == len(inboxes) == 1)
    reader.page.close(run_before_unload=True)
    assert comes_true(lambda: not kept and not inboxes)


def _ask_in_vain(window: Window) -> None:
    with suppress(httpx.HTTPError, HemerotecaError):
        window.ask("¿por qué OpenAI eligió AWS?")
