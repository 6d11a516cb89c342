"""Progress, with a terminal and without one."""

from __future__ import annotations

import io

from rag.models.progress import report_progress

MIB = 1 << 20


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Always."""
        return True


def test_without_a_terminal_there_is_a_line_every_tenth() -> None:
    """A log gets eleven plain lines of a thousand reports, and no control characters."""
    stream = io.StringIO()
    with report_progress(stream) as report:
        for done in range(1001):
            report("modelo", done * MIB, 1000 * MIB)
    lines = stream.getvalue().splitlines()
    assert len(lines) == 11
    assert lines[-1] == "modelo: 1000 of 1000 MiB"
    assert "\x1b" not in stream.getvalue()


def test_each_model_has_lines_of_its_own() -> None:
    """Two downloads at once do not silence each other."""
    stream = io.StringIO()
    with report_progress(stream) as report:
        report("uno", 5 * MIB, 10 * MIB)
        report("dos", 5 * MIB, 10 * MIB)
    assert stream.getvalue().splitlines() == ["uno: 5 of 10 MiB", "dos: 5 of 10 MiB"]


def test_on_a_terminal_there_is_a_bar() -> None:
    """The name of what is fetched is drawn with a bar."""
    stream = Terminal()
    with report_progress(stream) as report:
        report("modelo", 5 * MIB, 10 * MIB)
    assert "modelo" in stream.getvalue()
    assert "\x1b" in stream.getvalue()


def test_an_unknown_total_is_no_error() -> None:
    """Nothing to divide by is not a reason to stop."""
    stream = io.StringIO()
    with report_progress(stream) as report:
        report("modelo", 0, 0)
    assert stream.getvalue() == "modelo: 0 of 0 MiB\n"
