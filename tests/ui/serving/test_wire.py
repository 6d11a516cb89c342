"""What is said on the socket."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.serving import wire
from ui.serving.wire import LINE_LIMIT, Request, code_stamp, messages, read_request, request_line, servable

ANY_TEXT = st.text(st.characters())  # halves of surrogate pairs too: bytes of a command line that are no UTF-8


@given(st.builds(Request, ANY_TEXT, st.tuples(ANY_TEXT), ANY_TEXT, st.dictionaries(ANY_TEXT, ANY_TEXT), ANY_TEXT))
def test_a_request_comes_through_as_it_was(request: Request) -> None:
    """On one line, whatever its texts hold."""
    line = request_line(request)
    assert line.count(b"\n") == 1
    assert read_request(line) == request


@given(st.binary())
def test_what_is_no_request_is_none(line: bytes) -> None:
    """Whatever bytes come."""
    assert read_request(line) is None


@pytest.mark.parametrize(
    "changed",
    [{"arguments": "search"}, {"arguments": ["search", 1]}, {"environ": []}, {"environ": {"LANG": 1}}, {"code": None}],
)
def test_a_request_of_another_shape_is_none(changed: dict[str, object]) -> None:
    """Each field is what it should be, or nothing is done."""
    good = json.loads(request_line(Request("c", ("search", "q"), "/", {}, "utf-8")))
    assert read_request(json.dumps(good | changed).encode()) is None


def test_a_line_that_is_too_long_or_too_deep_is_no_request() -> None:
    """It is not even parsed to its end."""
    assert read_request(request_line(Request("c", ("search", "q" * LINE_LIMIT), "/", {}, "utf-8"))) is None
    assert read_request(b"[" * LINE_LIMIT) is None


def test_messages_end_where_a_line_is_no_json() -> None:
    """What came before it stands."""
    assert list(messages([b'{"out": "a"}\n', b"\xff\n", b'{"out": "b"}\n'])) == [{"out": "a"}]


@pytest.mark.parametrize(
    ("arguments", "can"),
    [
        ((), False),
        (("search", "q"), True),
        (("ask", "q", "--json"), True),
        (("ask", "--help"), False),
        (("ask", "--batch", "in.csv", "-"), False),
        (("ask", "--batch=in.csv", "-"), False),
        (("index",), False),
    ],
)
def test_a_page_runs_the_commands_that_ask(arguments: tuple[str, ...], can: bool) -> None:
    """Not their help, which Typer writes itself, nor what reads and writes files."""
    assert servable(arguments) is can


def test_code_that_has_changed_has_another_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that runs on does not answer for what it does not hold."""
    for package in ("rag", "ui/serving"):
        (tmp_path / package).mkdir(parents=True)
        (tmp_path / package / "code.py").write_text("")
    monkeypatch.setattr(wire, "__file__", str(tmp_path / "ui/serving/wire.py"))
    before = code_stamp()
    assert code_stamp() == before
    (tmp_path / "ui/serving/new.py").write_text("new")
    assert code_stamp() != before
