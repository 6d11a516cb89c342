"""A recording of a language model: asked once, replayed from then on."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.cassette import Cassette, key_of
from rag.errors import EndpointError, HemerotecaError
from rag.types import Message

ASKED = [Message("system", "Sé breve."), Message("user", "¿Qué hora es?")]


class CountingModel:
    """Writes given pieces, fails behind them where it is told to, and counts how often it was asked."""

    name = "contador"

    def __init__(self, *pieces: str, fails: bool = False) -> None:
        self.pieces = pieces
        self.fails = fails
        self.asked = 0
        self.closed = False

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        """The pieces."""
        self.asked += 1
        yield from self.pieces
        if self.fails:
            raise EndpointError("ha caído")

    def close(self) -> None:
        """Remember it."""
        self.closed = True


def recording(folder: Path, model: CountingModel) -> Cassette:
    """A cassette over a model that is already there."""
    return Cassette(model.name, folder, lambda: model)


def test_what_was_asked_once_is_replayed_piece_by_piece_without_the_model(tmp_path: Path) -> None:
    """A second cassette over the folder never opens a model."""
    model = CountingModel("Son ", "las ", "tres «en punto».")
    first = recording(tmp_path, model)
    assert list(first.stream(ASKED, 64)) == list(model.pieces)

    def no_model() -> CountingModel:
        raise AssertionError("the model was opened")

    second = Cassette(model.name, tmp_path, no_model)
    assert list(second.stream(ASKED, 64)) == list(model.pieces)
    assert (first.recorded, first.replayed, second.recorded, second.replayed) == (1, 0, 0, 1)


@pytest.mark.parametrize(
    ("name", "messages", "max_tokens"),
    [
        pytest.param("otro", ASKED, 64, id="model"),
        pytest.param("contador", [*ASKED, Message("assistant", "")], 64, id="messages"),
        pytest.param("contador", [Message("user", ASKED[0].content), ASKED[1]], 64, id="role"),
        pytest.param("contador", ASKED, 65, id="tokens"),
    ],
)
def test_anything_that_decides_an_answer_is_part_of_the_key(
    name: str, messages: list[Message], max_tokens: int
) -> None:
    """Another model, message, role or limit is another exchange."""
    assert key_of(name, messages, max_tokens) != key_of("contador", ASKED, 64)


@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=9)), max_size=3))
def test_no_two_conversations_share_a_key_by_how_their_texts_are_joined(pairs: list[tuple[str, str]]) -> None:
    """The bounds of messages are part of the key."""
    messages = [Message(role, content) for role, content in pairs]
    joined = [Message("user", "".join(content for _, content in pairs))]
    assert (key_of("m", messages, 1) == key_of("m", joined, 1)) == (messages == joined)


def test_an_answer_that_is_broken_off_by_the_listener_is_recorded_whole(tmp_path: Path) -> None:
    """Whoever listens longer next time hears all of it."""
    cassette = recording(tmp_path, CountingModel("uno ", "dos ", "tres"))
    stream = cassette.stream(ASKED, 64)
    assert next(stream) == "uno "
    stream.close()
    assert list(cassette.stream(ASKED, 64)) == ["uno ", "dos ", "tres"]


def test_a_failure_is_not_recorded(tmp_path: Path) -> None:
    """The next question asks the model again."""
    model = CountingModel("uno ", fails=True)
    cassette = recording(tmp_path, model)
    for _ in range(2):
        with pytest.raises(EndpointError):
            list(cassette.stream(ASKED, 64))
    assert model.asked == 2
    assert list(tmp_path.iterdir()) == []


def test_a_failure_behind_the_point_where_the_listener_left_is_neither_recorded_nor_raised(tmp_path: Path) -> None:
    """Closing is quiet."""
    cassette = recording(tmp_path, CountingModel("uno ", "dos ", fails=True))
    stream = cassette.stream(ASKED, 64)
    next(stream)
    stream.close()
    assert list(tmp_path.iterdir()) == []


def test_a_recording_that_cannot_be_read_says_which(tmp_path: Path) -> None:
    """A file that somebody cut off is named, not taken for an empty answer."""
    key = key_of("contador", ASKED, 64)
    (tmp_path / f"{key}.json").write_text('{"pieces": ["un', encoding="utf-8")
    with pytest.raises(HemerotecaError, match=key):
        list(recording(tmp_path, CountingModel()).stream(ASKED, 64))


def test_closing_ends_only_a_model_that_was_opened(tmp_path: Path) -> None:
    """Nothing is opened in order to be closed."""
    model = CountingModel("uno")
    cassette = recording(tmp_path, model)
    cassette.close()
    assert not model.closed
    list(cassette.stream(ASKED, 64))
    cassette.close()
    assert model.closed
