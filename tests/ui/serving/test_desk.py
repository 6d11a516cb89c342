"""The desk: one answer at a time, and a stop that stops."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from rag.errors import EndpointError
from rag.models.stopping import is_stopped
from rag.settings import Settings
from rag.types import Event, Filters, Finished, Mode, Retrieved, Turn
from tests.patience import PATIENCE, comes_true
from tests.ui.web.fakes import DEAL, WHY, FakeArchive, events, passage
from ui.serving import desk as module
from ui.serving.desk import SEARCHES, Broken, Desk, Done, Step, Stopped, WaitingForArchive, WaitingForTurn, places
from ui.serving.opening import Opening


def desk_of(archive: FakeArchive) -> Desk:
    """A desk before an open archive."""
    opening = Opening(lambda progress: archive)
    opening.start()
    return Desk(opening)


def until(steps: Iterator[Step], kind: type) -> Step:
    """The next step of a kind."""
    return next(step for step in steps if isinstance(step, kind))


def test_events_are_passed_on_in_order() -> None:
    """What the archive yields is what the page gets, with the history it gave."""
    archive = FakeArchive(lambda q, h: events(WHY))
    turns = (Turn("¿?", "Sí."),)
    steps = [s for s in desk_of(archive).ask("a", WHY.question, turns) if not isinstance(s, WaitingForArchive)]
    assert steps == list(events(WHY))
    assert archive.asked == [(WHY.question, turns)]


def test_who_wants_the_whole_answer_is_told_nothing_else_of_an_open_archive() -> None:
    """Nor where it fails."""

    def script(question: str, history: object) -> Iterator[Event]:
        yield Retrieved(question, (passage(DEAL),))
        if question == "mala":
            raise EndpointError("no responde.")
        yield from events(WHY)

    desk = desk_of(FakeArchive(script))
    until(desk.ask("a", WHY.question, ()), Finished)  # the archive is open then
    assert list(desk.ask("a", WHY.question, (), whole=True)) == [Finished(WHY)]
    assert list(desk.ask("a", "mala", (), whole=True)) == [Broken("no responde.")]


def test_an_answer_whose_turn_has_come_lets_other_questions_be_searched_first(
    gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They share the processor, and twenty readers are to see soon what was found."""
    monkeypatch.setattr(module, "PRECEDENCE_SECONDS", PATIENCE)
    searched, written = threading.Event(), threading.Event()

    def script(question: str, history: object) -> Iterator[Event]:
        if question == "second":
            searched.set()
            gate.wait(PATIENCE)
        yield Retrieved(question, ())
        if question == "first":
            written.set()
        yield Finished(WHY)

    desk = desk_of(FakeArchive(script))
    asking = [threading.Thread(target=list, args=(desk.ask(name, name, ()),)) for name in ("second", "first")]
    asking[0].start()
    assert searched.wait(PATIENCE)
    asking[1].start()
    assert not written.wait(0.3)
    gate.set()
    assert written.wait(PATIENCE)
    for thread in asking:
        thread.join(PATIENCE)


def test_an_answer_does_not_wait_for_a_search_that_is_no_questions(
    gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody reads meanwhile."""
    monkeypatch.setattr(module, "PRECEDENCE_SECONDS", PATIENCE)
    searched = threading.Event()

    def work(archive: object) -> bool:
        searched.set()
        return gate.wait(PATIENCE)

    desk = desk_of(FakeArchive(lambda q, h: events(WHY)))
    searching = threading.Thread(target=list, args=(desk.search("a", work),))
    searching.start()
    assert searched.wait(PATIENCE)
    assert until(desk.ask("b", WHY.question, ()), Finished) == Finished(WHY)
    assert not gate.is_set()
    gate.set()
    searching.join(PATIENCE)


def test_a_question_waits_for_the_archive() -> None:
    """It is asked once the archive is open, not refused."""
    go_on = threading.Event()

    def slow(progress: object) -> FakeArchive:
        assert go_on.wait(PATIENCE)
        return FakeArchive(lambda q, h: events(WHY))

    opening = Opening(slow)
    opening.start()
    steps = Desk(opening).ask("a", WHY.question, ())
    assert next(steps) == WaitingForArchive("")
    go_on.set()
    assert until(steps, Finished) == Finished(WHY)


def test_stop_closes_the_archives_iterator(gate: threading.Event) -> None:
    """The page hears at once; the iterator is closed before its next event."""

    def script(question: str, history: object) -> Iterator[Event]:
        yield Retrieved(question, (passage(DEAL),))
        gate.wait(PATIENCE)
        yield from events(WHY)

    archive = FakeArchive(script)
    desk = desk_of(archive)
    steps = desk.ask("a", "¿?", ())
    until(steps, Retrieved)
    desk.stop("a")
    assert list(steps) == [Stopped()]
    gate.set()
    assert archive.ended.wait(PATIENCE)
    assert archive.broken_off


def test_a_reader_who_leaves_stops_the_answer(gate: threading.Event) -> None:
    """Closing the desk's iterator is a stop."""

    def script(question: str, history: object) -> Iterator[Event]:
        yield Retrieved(question, ())
        gate.wait(PATIENCE)
        yield from events(WHY)

    archive = FakeArchive(script)
    steps = desk_of(archive).ask("a", "¿?", ())
    until(steps, Retrieved)
    steps.close()
    gate.set()
    assert archive.ended.wait(PATIENCE)
    assert archive.broken_off


def test_a_second_question_waits_and_is_told_so(gate: threading.Event) -> None:
    """One answer is written at a time, and stopping one session leaves the other alone."""

    def script(question: str, history: object) -> Iterator[Event]:
        yield Retrieved(question, ())
        if question == "first":
            gate.wait(PATIENCE)
        yield Finished(WHY)

    desk = desk_of(FakeArchive(script))
    first, second = desk.ask("a", "first", ()), desk.ask("b", "second", ())
    until(first, Retrieved)
    assert until(second, WaitingForTurn) == WaitingForTurn(1)
    gate.set()
    assert until(first, Finished) == Finished(WHY)
    assert until(second, Retrieved) == Retrieved("second", ())
    desk.stop("a")
    assert until(second, Finished) == Finished(WHY)


def test_a_question_that_is_stopped_while_it_waits_is_never_answered(gate: threading.Event) -> None:
    """It has been searched, and no more: the archive's iterator is closed where it stands."""
    written = []

    def script(question: str, history: object) -> Iterator[Event]:
        yield Retrieved(question, ())
        written.append(question)
        gate.wait(PATIENCE)
        yield Finished(WHY)

    archive = FakeArchive(script)
    desk = desk_of(archive)
    first, second = desk.ask("a", "first", ()), desk.ask("b", "second", ())
    until(first, Retrieved)
    until(second, WaitingForTurn)
    desk.stop("b")
    assert list(second) == [Stopped()]
    assert archive.ended.wait(PATIENCE)
    gate.set()
    until(first, Finished)
    assert written == ["first"]


def test_what_is_found_is_told_before_the_turn_comes_and_again_once_it_has(gate: threading.Event) -> None:
    """Who waits for others has the evidence to read meanwhile, and then sees that the answer is being written."""

    def script(question: str, history: object) -> Iterator[Event]:
        yield Retrieved(question, (passage(DEAL),))
        gate.wait(PATIENCE)
        yield Finished(WHY)

    desk = desk_of(FakeArchive(script))
    first, second = desk.ask("a", "first", ()), desk.ask("b", "second", ())
    until(first, Retrieved)
    found = Retrieved("second", (passage(DEAL),))
    assert until(second, Retrieved) == found
    assert next(second) == WaitingForTurn(1)
    gate.set()
    assert list(first) == [Finished(WHY)]
    assert list(second) == [found, Finished(WHY)]


def test_what_waits_for_a_model_hears_of_a_stop() -> None:
    """In the thread in which it waits, so that it need not wait for the model's next word."""
    waiting, gave_up = threading.Event(), threading.Event()

    def script(question: str, history: object) -> Iterator[Event]:
        yield Retrieved(question, (passage(DEAL),))
        waiting.set()
        while not is_stopped():
            time.sleep(0.01)
        gave_up.set()

    desk = desk_of(FakeArchive(script))
    steps = desk.ask("a", WHY.question, ())
    until(steps, Retrieved)
    assert waiting.wait(10)
    assert not gave_up.is_set()
    desk.stop("a")
    assert gave_up.wait(10)
    assert until(steps, Stopped) == Stopped()


def test_one_that_fails_while_it_is_searched_leaves_both_lines() -> None:
    """So many of them do not keep the next one out."""

    def script(question: str, history: object) -> Iterator[Event]:
        if question == "good":
            yield Finished(WHY)
        raise EndpointError("no responde.")

    desk = desk_of(FakeArchive(script))
    for number in range(2 * SEARCHES):
        *_, last = desk.ask(str(number), "bad", ())
        assert last == Broken("no responde.")
    assert until(desk.ask("z", "good", ()), Finished) == Finished(WHY)


def test_an_error_of_the_library_becomes_one_line() -> None:
    """It is shown, not raised."""

    def script(question: str, history: object) -> Iterator[Event]:
        yield Retrieved(question, ())
        raise EndpointError("no responde.")

    *_, last = desk_of(FakeArchive(script)).ask("a", "¿?", ())
    assert last == Broken("no responde.")


def test_a_fault_of_the_program_is_told_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    """The reader hears that something broke, the log what; and the next question is answered."""

    def script(question: str, history: object) -> Iterator[Event]:
        yield Retrieved(question, ())
        if question == "¿?":
            raise ZeroDivisionError("at the seventh step")
        yield Finished(WHY)

    desk = desk_of(FakeArchive(script))
    *_, last = desk.ask("a", "¿?", ())
    assert last == Broken("")
    assert "at the seventh step" in caplog.text
    assert until(desk.ask("a", "otra", ()), Finished) == Finished(WHY)


def test_so_many_are_answered_at_once_as_there_are_places(gate: threading.Event) -> None:
    """The one that comes after them is told its place."""

    def script(question: str, history: object) -> Iterator[Event]:
        yield Retrieved(question, ())
        gate.wait(PATIENCE)
        yield Finished(WHY)

    opening = Opening(lambda progress: FakeArchive(script))
    opening.start()
    desk = Desk(opening, lambda archive: 2)
    running = [desk.ask(name, name, ()) for name in "ab"]
    for steps in running:
        until(steps, Retrieved)
    third, fourth = desk.ask("c", "c", ()), desk.ask("d", "d", ())
    assert until(third, WaitingForTurn) == WaitingForTurn(1)
    assert until(fourth, WaitingForTurn) == WaitingForTurn(2)
    third.close()  # type: ignore[attr-defined]
    assert until(fourth, WaitingForTurn) == WaitingForTurn(1)
    gate.set()
    assert until(fourth, Finished) == Finished(WHY)


@pytest.mark.parametrize(
    ("given", "mode", "number"),
    [
        ({}, Mode.LLM, 1),
        ({}, Mode.EXTRACTIVE, 1),
        ({"llm_base_url": "http://localhost/v1", "llm_model": "m"}, Mode.LLM, 4),
        ({"concurrent_answers": 2}, Mode.LLM, 2),
    ],
)
def test_the_model_says_how_many_are_answered_at_once(given: dict[str, Any], mode: Mode, number: int) -> None:
    """Unless the settings do: an endpoint answers several, whatever works on this machine one."""
    assert places(Settings(**given), FakeArchive(lambda q, h: events(WHY), mode)) == number


def test_filters_that_are_given_are_all_that_limits_a_search() -> None:
    """A question that is asked again without one is not read for it again."""
    archive = FakeArchive(lambda question, history: events(WHY))
    desk = desk_of(archive)
    list(desk.ask("reader", "¿?", ()))
    list(desk.ask("reader", "¿?", (), Filters(outlet="La Gaceta")))
    list(desk.ask("reader", "¿?", (), Filters()))
    assert archive.limited == [None, Filters(outlet="La Gaceta"), Filters()]


def test_texts_are_read_one_after_the_other_and_questions_do_not_wait_for_them(gate: threading.Event) -> None:
    """Each in its turn; who stops waiting is never read, and what has begun keeps its place to its end."""
    begun: list[str] = []

    def reading(name: str) -> Any:
        def work(_archive: object) -> str:
            begun.append(name)
            gate.wait(PATIENCE)
            return name

        return work

    desk = desk_of(FakeArchive(lambda q, h: events(WHY)))
    first, second, third = (desk.read(name, reading(name)) for name in "abc")
    told: list[object] = []
    threading.Thread(target=lambda: told.extend(first)).start()
    assert until_begun(begun, 1)
    waiting = until(second, WaitingForTurn)
    assert (waiting, desk.asked()) == (WaitingForTurn(1), 2)
    assert until(desk.ask("q", WHY.question, ()), Finished) == Finished(WHY)
    desk.stop("a")
    assert until(third, WaitingForTurn) == WaitingForTurn(2)
    second.close()
    assert begun == ["a"]
    gate.set()
    assert until(third, Done) == Done("c")
    assert (begun, told[-1]) == (["a", "c"], Stopped())


def until_begun(begun: list[str], number: int) -> bool:
    """Whether so many come to have begun."""
    return comes_true(lambda: len(begun) >= number)


def test_no_more_are_searched_at_once_than_there_are_places(gate: threading.Event) -> None:
    """Whichever face they come from, questions among them."""
    begun: list[str] = []

    def search(_archive: object) -> None:
        begun.append("searched")
        gate.wait(PATIENCE)

    desk = desk_of(FakeArchive(lambda q, h: events(WHY)))
    for number in range(SEARCHES):
        threading.Thread(target=lambda name: list(desk.search(name, search)), args=(str(number),)).start()
    assert until_begun(begun, SEARCHES)
    told: list[Step] = []
    asking = threading.Thread(target=lambda: told.extend(desk.ask("q", WHY.question, ())))
    asking.start()
    asking.join(0.3)
    assert [step for step in told if not isinstance(step, WaitingForArchive)] == []
    gate.set()
    asking.join(10)
    assert told[-1] == Finished(WHY)


def test_a_look_that_raises_ends_what_is_waited_for(gate: threading.Event) -> None:
    """Even while nothing is told; the desk then has it no more."""

    class GoneError(Exception):
        """Whoever asked is no longer there."""

    def script(question: str, history: object) -> Iterator[Event]:
        yield Retrieved(question, ())
        gate.wait(PATIENCE)
        yield Finished(WHY)

    there = threading.Event()

    def look() -> None:
        if there.is_set():
            raise GoneError

    archive = FakeArchive(script)
    desk = desk_of(archive)
    steps = desk.ask("a", "¿?", (), look=look)
    until(steps, Retrieved)
    there.set()
    with pytest.raises(GoneError):
        next(steps)
    assert not desk.is_busy()
    gate.set()
    assert archive.ended.wait(PATIENCE)
    assert archive.broken_off
