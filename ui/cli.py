"""The `hemeroteca` command. A running page of the same archive is asked first; only else is anything heavy imported."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from ui.output import prepare_output
from ui.serving.client import PageEnded, answer_of_page
from ui.statuses import EXIT_FAILED, EXIT_INTERRUPTED, EXIT_PIPE_CLOSED

__all__ = ["main"]

OBJECTS_A_COLLECTION = 50_000
"""New objects between two looks for garbage: modules make a million that are none, and Python looks each 700.

Measured: a seventh of the time to import Gradio, a tenth of a whole `search`.
"""


def main() -> None:
    """Run the command; every error a user can cause ends in one line and an exit status."""
    gc.set_threshold(OBJECTS_A_COLLECTION)
    output_fault = prepare_output()
    try:
        status = _run(sys.argv[1:] or ["--help"])
    except OSError as error:
        if output_fault() is not error:
            raise
        status = EXIT_FAILED
    if fault := output_fault():
        status = _unwritten(fault)
    sys.exit(status)


def _run(arguments: Sequence[str]) -> int:
    """Have the command line run, by a page or here; returns the exit status."""
    try:
        status = answer_of_page(arguments)
        if status is None:
            # Typer, pydantic and what is known of each language: a third of a second.
            from ui.commands import run

            status = run(arguments)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except PageEnded:
        return _failed("the page that was answering has ended: ask again.")
    return status


def _unwritten(fault: OSError) -> int:
    """Say that standard output took no more; who closed it on purpose, as `| head` does, need not be told."""
    if isinstance(fault, BrokenPipeError):
        return EXIT_PIPE_CLOSED
    return _failed(f"the output could not be written: {fault.strerror}.")


def _failed(message: str) -> int:
    from ui.failures import say_failed  # what is known of each language, see above

    say_failed(message)
    return EXIT_FAILED


if __name__ == "__main__":
    main()
