"""Questions are asked, several at once where the model allows it, and their answers come in the order of the rows."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, cast

from rag.errors import BROKEN, HemerotecaError
from rag.models.stopping import stopped_by
from rag.questions.options import filters_from_options
from rag.types import Answer, Event, Finished
from ui.batch.reading import Row
from ui.batch.writing import Outcome
from ui.questions import fit_question, require_language
from ui.speech import Say

if TYPE_CHECKING:
    from rag.library import Library

__all__ = ["Ask", "ask_each", "asker"]

Ask = Callable[[Row, threading.Event], Outcome]
"""Asks one question; where the event is set it may end before its time, and what it returns is not looked at."""

AHEAD = 2
"""For each question that is asked at once, how many answers may wait for the one before them."""

_LOG = logging.getLogger(__name__)


def ask_each(rows: Sequence[Row], ask: Ask, at_once: int) -> Generator[tuple[Row, Outcome], None, None]:
    """What becomes of each row, in their order; closing the iterator stops what is being asked."""
    stopped = threading.Event()
    waiting: deque[tuple[Row, Future[Outcome]]] = deque()
    coming = iter(rows)
    with ThreadPoolExecutor(at_once, thread_name_prefix="batch") as pool:
        try:
            for row in coming:
                waiting.append((row, pool.submit(ask, row, stopped)))
                if len(waiting) >= at_once * AHEAD:
                    yield _next(waiting)
            while waiting:
                yield _next(waiting)
        finally:
            stopped.set()
            pool.shutdown(wait=True, cancel_futures=True)


def _next(waiting: deque[tuple[Row, Future[Outcome]]]) -> tuple[Row, Outcome]:
    row, future = waiting.popleft()
    return row, future.result()


def asker(library: Library, options: Mapping[str, str], say: Say, *, as_words: bool) -> Ask:
    """What asks an archive.

    Args:
        library: The archive.
        options: Filters for all rows, as they were typed; those of a row win.
        say: Tells faults in the reader's language.
        as_words: Whether what questions say of when, where and by whom is searched as words.
    """

    def ask(row: Row, stopped: threading.Event) -> Outcome:
        try:
            with stopped_by(stopped.is_set):  # a model may be silent for minutes
                answer = _answer(library, row, options, stopped, takes_filters=not as_words)
            return Outcome(answer, _folders(library, answer)) if answer else Outcome()
        except HemerotecaError as error:
            return Outcome(error=" ".join(say(str(error)).split()))
        except Exception:  # noqa: BLE001 - one row must not end the others: it is told of, and the log has the trace
            _LOG.exception("row %d could not be answered", row.number)
            return Outcome(error=say(BROKEN))

    return ask


def _answer(
    library: Library, row: Row, options: Mapping[str, str], stopped: threading.Event, *, takes_filters: bool
) -> Answer | None:
    """The answer to a row; None where it was stopped."""
    if row.fault:
        raise HemerotecaError(row.fault)
    filters = filters_from_options(**{**options, **row.filters})
    require_language(library, filters)
    events = library.stream(fit_question(row.question), filters=filters, takes_filters=takes_filters)
    with closing(cast("Generator[Event]", events)):
        return _last(events, stopped)


def _folders(library: Library, answer: Answer) -> Mapping[str, str]:
    quoted = [citation.passage for citation in (*answer.citations, *answer.nearest)]
    return library.folders({passage.document.id for passage in (*answer.passages, *quoted)})


def _last(events: Iterator[Event], stopped: threading.Event) -> Answer | None:
    for event in events:
        if isinstance(event, Finished):
            return event.answer
        if stopped.is_set():
            return None
    raise AssertionError("a stream ends with Finished")
