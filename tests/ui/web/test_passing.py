"""What of a request Gradio may hear."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.web.passing import event_of, with_names

FIELDS = ("session_hash", "data")
OWN = "/uploads/own.txt"


def heard(event: object) -> Any:
    """An event as Gradio hears it; None where it is refused."""
    body = event_of(json.dumps(event).encode(), FIELDS, lambda name: f"of {name}", lambda path: path == OWN)
    return None if body is None else json.loads(body)


def test_an_event_has_another_session_and_nothing_more_than_the_page_says() -> None:
    """What Gradio might do with other fields is nobody's business."""
    assert heard({"session_hash": "x", "data": [1], "oauth_token": "t", "batched": True}) == {
        "session_hash": "of x", "data": [1]
    }  # fmt: skip


PLACES = st.recursive(
    st.just("HERE"),
    lambda inner: (
        st.builds(lambda value, others: [*others, value], inner, st.lists(st.none() | st.text()))
        | st.builds(lambda key, value: {key: value}, st.text(), inner)
    ),
    max_leaves=8,
)


@given(place=PLACES, path=st.text() | st.none() | st.integers() | st.lists(st.text()))
def test_wherever_an_event_names_a_file_that_is_not_its_readers_it_is_refused(place: Any, path: Any) -> None:
    """However deep, with whatever else is said of it."""

    def put(value: Any, file: Any) -> Any:
        if isinstance(value, list):
            return [put(one, file) for one in value]
        if isinstance(value, dict):
            return {key: put(one, file) for key, one in value.items()}
        return file if value == "HERE" else value

    file = {"path": path, "meta": {"_type": "gradio.FileData"}}
    assert heard({"session_hash": "x", "data": [put(place, file)]}) is None
    assert heard({"session_hash": "x", "data": [put(place, file | {"path": OWN})]}) is not None or "path" in str(place)


@pytest.mark.parametrize("body", [b"", b"[]", b"7", b'{"session_hash": 7}', b"\xff", b"[" * 100_000,
                                  b'{"session_hash": "x", "data": ' + b"[" * 900 + b"]" * 900 + b"}"])  # fmt: skip
def test_what_is_no_event_is_none(body: bytes) -> None:
    """Or is passed on as what it is; it never fails."""
    event = event_of(body, FIELDS, str, lambda path: False)
    assert event is None or json.loads(event)["session_hash"] == "x"


def test_every_name_of_an_address_is_another() -> None:
    """One that is said twice, too; what is no name stays."""
    scope = {"query_string": b"upload_id=a&x=%C3%B1&upload_id=b"}
    renamed = with_names(scope, "upload_id", lambda name: f"<{name}>")
    assert renamed["query_string"] == b"upload_id=%3Ca%3E&x=%C3%B1&upload_id=%3Cb%3E"
