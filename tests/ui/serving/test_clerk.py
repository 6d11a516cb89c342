"""What is done behind the page, one thing after another."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from tests.patience import PATIENCE
from ui.serving.clerk import Clerk

ENDS = """
import threading
from ui.serving.clerk import Clerk
begun = threading.Event()
Clerk("x").give(lambda: (begun.set(), threading.Event().wait()))
begun.wait()
"""


def test_things_are_done_in_order_and_a_fault_is_told_to_who_asks() -> None:
    """The next is done all the same; what waits can be cancelled."""
    clerk, go_on, done = Clerk("x"), threading.Event(), list[int]()
    first = clerk.give(lambda: go_on.wait(PATIENCE))
    second = clerk.give(lambda: 1 // 0)
    third = clerk.give(lambda: done.append(3))
    fourth = clerk.give(lambda: done.append(4))
    assert third.cancel()
    go_on.set()
    assert first.result(10)
    with pytest.raises(ZeroDivisionError):
        second.result(10)
    fourth.result(10)
    assert done == [4]


def test_the_program_ends_whatever_is_being_done() -> None:
    """Nobody waits for a slow address."""
    assert subprocess.run([sys.executable, "-c", ENDS], timeout=30, check=False).returncode == 0
