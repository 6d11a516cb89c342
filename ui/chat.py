"""What `hemeroteca chat` does behind the page: open the archive, fill it, and keep it up with its folders."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from typing import TYPE_CHECKING

from rag.errors import HemerotecaError
from rag.models import launch_language_model
from rag.settings import Settings
from ui.output import echo
from ui.serving.opening import MODEL_PATIENCE
from ui.serving.wire import HAS_SOCKETS
from ui.speech import speech
from ui.terminal import printable
from ui.web import serve
from ui.web.status_strings import INDEXING, LOADING_PROGRAMS, OPENING_INDEX

if TYPE_CHECKING:
    from rag.library import Library
    from rag.models.language_model import OpenModel

__all__ = ["open_archive", "run_chat"]

EMPTY = (
    "The archive is empty: index a folder of articles with `hemeroteca index FOLDER`, from another terminal too, or "
    "add some in the page."
)


def run_chat(settings: Settings, *, open_browser: bool, run: Callable[[Sequence[str], Library], int]) -> None:
    """Serve the page until it is interrupted; the archive is opened once the page can be seen.

    Args:
        settings: Of the archive and of the page.
        open_browser: Whether to show it in the reader's browser.
        run: Runs a command line over the archive, for other processes.
    """
    # The model loads for seconds in a process of its own: it does so while the page is imported and drawn.
    open_model = launch_language_model(settings)
    with ExitStack() as serving:

        def answer_commands(library: Library) -> None:
            if HAS_SOCKETS:
                from ui.serving.server import answering_commands  # there are none elsewhere to derive it from

                serving.enter_context(answering_commands(library, settings, run))

        serve(
            lambda progress: open_archive(settings, progress, answer_commands, open_model),
            settings=settings,
            open_browser=open_browser,
        )


def open_archive(
    settings: Settings,
    progress: Callable[[str], None],
    opened: Callable[[Library], object] = lambda _: None,
    open_model: OpenModel | None = None,
) -> Library:
    """Open the archive, an empty one once its first articles are in; the rest and the language model follow behind.

    Args:
        settings: Of the archive.
        progress: Told what is being done.
        opened: Called once the archive can be asked.
        open_model: Opens the language model, where that has been begun already.
    """
    steps = _Steps(progress)
    progress(f"{LOADING_PROGRAMS}…")
    # The library and the models take seconds to load: the page is drawn before that, and says so meanwhile.
    from rag.library import Library

    progress(f"{OPENING_INDEX}…")
    try:
        library = Library.open(
            settings,
            report=steps.report,
            start_model=True,
            open_model=open_model,
            model_patience=MODEL_PATIENCE,
        )
    except HemerotecaError as error:
        # The page says so too, but whoever started the command may be looking here.
        echo(f"hemeroteca: {printable(speech()(str(error)))}", err=True)
        raise
    try:
        if library.status().documents:
            threading.Thread(target=_catch_up, args=(library,), name="catch-up", daemon=True).start()
        elif _has_nowhere_to_look(settings):
            echo(speech()(EMPTY), err=True)
        else:
            _fill(library, steps)
        opened(library)
        echo(speech()("Ready."))
    except BaseException:
        library.close()
        raise
    return library


def _has_nowhere_to_look(settings: Settings) -> bool:
    """Whether nobody has said where the articles are, and there is nothing where they are looked for unasked."""
    return "corpus" not in settings.model_fields_set and not any(path.exists() for path in settings.corpus)


def _fill(library: Library, steps: _Steps) -> None:
    """Index the folders of the settings; returns once the first articles can be asked, while the rest goes on."""
    begun: Future[None] = Future()
    steps.report(INDEXING, 0, 0)  # the folders are looked through before the first count

    def told(done: int, total: int) -> None:
        if not begun.done():
            steps.count(INDEXING, done, total)
            if library.status().documents:
                begun.set_result(None)

    def fill() -> None:
        try:
            library.sync(progress=told)
        except BaseException as error:
            if not begun.done():
                begun.set_exception(error)
            elif not isinstance(error, HemerotecaError):
                raise
            else:
                _tell_fault(library)
        else:
            if not begun.done():  # no article could be read
                begun.set_result(None)

    threading.Thread(target=fill, name="fill", daemon=True).start()
    begun.result()


def _catch_up(library: Library) -> None:
    """Index what changed in the folders since last time; the page answers meanwhile from what it has."""
    places = [place for place in library.corpus() if place.exists()]
    try:
        if places:
            library.sync(places)
    except HemerotecaError:
        # Another process is writing, or a folder has been emptied: `hemeroteca index` says so to who asks.
        _tell_fault(library)


def _tell_fault(library: Library) -> None:
    """Say in the terminal why indexing has broken off behind the page, which says so too; nothing once it is closed."""
    if library.fault:
        echo(f"hemeroteca: {printable(speech()(library.fault))}", err=True)


class _Steps:
    """Turns counts into sentences, one a per cent at most, since each is sent to a browser."""

    def __init__(self, progress: Callable[[str], None]) -> None:
        self._progress = progress
        self._last = ""

    def report(self, what: str, done: int, total: int) -> None:
        self._tell(f"{what}… {100 * done // total} %" if total else f"{what}…")

    def count(self, what: str, done: int, total: int) -> None:
        self._tell(f"{what}… {done}/{total}")

    def _tell(self, sentence: str) -> None:
        if sentence != self._last:
            self._last = sentence
            self._progress(sentence)
