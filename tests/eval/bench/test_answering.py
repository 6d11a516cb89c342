"""What the bench asks of a language model; the times themselves belong to `make bench`."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

import pytest

from eval.bench import Figure
from eval.bench.answering import TOLD, WRITTEN, answering, extracting
from eval.bench.stopwatch import Pace, Stopwatch
from eval.bench.verifying import verifying
from rag.calibration import delivered
from rag.errors import HemerotecaError
from rag.languages.spanish import SPANISH
from rag.questions.question import read_question
from rag.settings import Settings
from rag.types import Message
from rag.writing.extractive import TOLD_IN_FULL

SAID = "El acuerdo con Amazon Web Services está valorado en 38.000 millones de dólares."
JUDGED = delivered()[0].judges[0].model


class Writer:
    """Writes one sentence word by word and says yes to everything, until it is ended."""

    name = JUDGED

    def __init__(self, text: str = SAID) -> None:
        self.pieces = [f"{word} " for word in text.split()]
        self.ended = False

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        """The words."""
        assert not self.ended, "asked after its end"
        yield from self.pieces[:max_tokens]

    def affirms(self, messages: Sequence[Message]) -> float:
        """Always."""
        assert not self.ended, "asked after its end"
        return 0.99

    def close(self) -> None:
        """Write no more."""
        self.ended = True


class Opener:
    """Opens a new writer each time, and remembers them."""

    def __init__(self, text: str = SAID) -> None:
        self.text = text
        self.opened: list[Writer] = []

    def __call__(self, _settings: Settings) -> Writer:
        """A writer that nobody has ended."""
        self.opened.append(Writer(self.text))
        return self.opened[-1]


@pytest.fixture
def settings(cache: Settings, tmp_path: Path) -> Settings:
    """An archive of its own."""
    return cache.over(tmp_path / "index")


def by_name(figures: Sequence[Figure]) -> dict[str, Figure]:
    """The figures by their names, each once."""
    found = {figure.name: figure for figure in figures}
    assert len(found) == len(figures)
    return found


def test_the_questions_are_of_the_kinds_that_are_written_and_told() -> None:
    """Else the rates would be of the articles' sentences, or nothing would be told."""
    assert not any(read_question(question, SPANISH).kind in TOLD_IN_FULL for question in WRITTEN)
    assert all(read_question(question, SPANISH).kind in TOLD_IN_FULL for question in TOLD)


def test_definitions_are_written_and_causes_told_and_both_are_measured(settings: Settings) -> None:
    """With a model that a judge was fitted for; all that was opened is ended."""
    opener = Opener()
    found = by_name(list(answering(settings, opener)))
    assert found["written by the model, of the definitions asked"].value == 1.0
    assert found["told in the article's sentences: written after all"].value == 0
    for name in (
        "first words on screen, new passages",
        "first words on screen, same passages",
        "told in the article's sentences: whole answer, median",
        "written by the model: whole answer, median",
        "answer rate in the chain, of the model alone",
    ):
        assert found[name].limit is not None
        assert found[name].value > 0
    assert [writer.ended for writer in opener.opened] == [True]


def test_a_model_that_writes_nothing_has_no_rates(settings: Settings) -> None:
    """It is said, rather than a rate made up."""
    with pytest.raises(HemerotecaError, match="wrote no answer"):
        list(answering(settings, Opener("")))


def test_the_second_half_has_a_model_of_its_own(settings: Settings) -> None:
    """The library of the first half has ended the one that it was given."""
    opener = Opener("Érase una vez un faro.")
    list(answering(settings, opener))
    found = by_name(list(verifying(settings, opener, articles=3)))
    assert found["verifying a sentence while the model writes, median"].value > 0
    assert len(opener.opened) == 2
    assert all(writer.ended for writer in opener.opened)


def test_without_a_model_whole_answers_are_measured_and_nothing_else(settings: Settings) -> None:
    """A setting that switches the model off leaves out what needs one."""
    assert [figure.limit for figure in extracting(settings)] == [0.7]
    assert list(answering(settings, lambda _: None)) == []
    assert list(verifying(settings, lambda _: None)) == []


def test_a_stopwatch_notes_each_text_and_changes_nothing() -> None:
    """Also one that is not heard to its end; what is never begun has no pace."""
    model = Stopwatch(Writer("uno dos tres"))
    assert "".join(model.stream([], 10)) == "uno dos tres "
    heard = model.stream([], 10)
    assert next(heard) == "uno "
    heard.close()
    assert list(model.stream([], 0)) == []
    assert [pace.chars for pace in model.paces] == [13, 4]
    assert all(0 < pace.first <= pace.last for pace in model.paces)
    assert (model.name, model.affirms([])) == (JUDGED, 0.99)


def test_a_text_of_one_piece_has_no_rate() -> None:
    """Nothing was written behind its first piece."""
    assert Pace(0.5, 0.5, 40).rate == 0.0
    assert Pace(0.5, 2.5, 40).rate == 20.0
