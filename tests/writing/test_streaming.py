"""Sentences of a stream: however it is cut, they are those of the whole text, and nothing runs ahead of them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rag.languages import language_of
from rag.text.instructions import visible
from rag.text.sentences import split_sentences
from rag.text.tables import find_tables
from rag.writing.streaming import Ended, Piece, plain, sentences_of

CLOSING = "»”’\"'*_])」』） "

WORDS = ["El", "Sr.", "Pérez", "EE.", "UU.", "La", "38.000", "S.A.", "No.", "«Es", "así».", "fin.", "1.", "-", "»"]
WORDS += ["J.", "¿Qué?", "Bueno…", "nacional.Esta", "• ", "\n- ", "\n1. ", "\n", " ", "。", "x", "AWS.", "3,5"]
texts = st.lists(st.sampled_from(WORDS)).map(" ".join) | st.text(max_size=80)


def cut(text: str, places: Sequence[int]) -> list[str]:
    """The text in pieces."""
    bounds = [0, *sorted(place % (len(text) + 1) for place in places), len(text)]
    return [text[a:b] for a, b in pairwise(bounds)]


@st.composite
def streams(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A text, and the same in pieces."""
    text = draw(texts)
    pieces = draw(st.just(list(text)) | st.lists(st.integers(0, 200), max_size=12).map(lambda p: cut(text, p)))
    return text, pieces


def told(pieces: Sequence[str], language: str = "es") -> list[str]:
    """The sentences of a stream."""
    return [event.text for event in sentences_of(pieces, language_of(language)) if isinstance(event, Ended)]


def cleaned(*pieces: str) -> str:
    """What is left of pieces without the marks of a model."""
    return "".join(plain(pieces))


@given(streams())
def test_pieces_joined_are_the_text_without_the_white_space_around_it(stream: tuple[str, list[str]]) -> None:
    """Nothing is lost, added or told twice."""
    text, pieces = stream
    assert "".join(e.text for e in sentences_of(pieces, language_of("es")) if isinstance(e, Piece)) == text.strip()


@given(streams())
def test_a_sentence_stands_where_its_offsets_say(stream: tuple[str, list[str]]) -> None:
    """Offsets count from the beginning of what was passed on, all of which has been passed on by then."""
    shown = ""
    for event in sentences_of(stream[1], language_of("es")):
        if isinstance(event, Piece):
            shown += event.text
        else:
            assert shown[event.start : event.end] == event.text


@given(streams())
def test_sentences_are_those_of_the_whole_text(stream: tuple[str, list[str]]) -> None:
    """How a text is cut into pieces changes nothing; a table, which its neighbours tell, is not yet one in a stream."""
    text, pieces = stream
    whole = text.lstrip()
    assume(not find_tables(whole))
    assert told(pieces) == [whole[start:end] for start, end in split_sentences(whole, language_of("es"))]


@given(streams())
def test_nothing_but_closing_marks_is_shown_behind_an_open_sentence(stream: tuple[str, list[str]]) -> None:
    """The marks of a sentence can stand right behind it."""
    shown = ""
    for event in sentences_of(stream[1], language_of("es")):
        if isinstance(event, Piece):
            shown += event.text
        else:
            assert not shown[event.end :].strip(CLOSING)


def test_text_flows_before_its_sentence_ends() -> None:
    """Only what follows a possible end of a sentence waits."""
    assert next(sentences_of(iter(["OpenAI firmó con"]), language_of("es"))) == Piece("OpenAI firmó con")


def test_a_sentence_ends_with_the_first_word_of_the_next() -> None:
    """Waiting longer would keep the marks of a sentence from the reader."""

    def stream() -> Iterator[str]:
        yield from ["Uno calla.", " Otro ", "habla"]

    assert [*sentences_of(stream(), language_of("es"))][:2] == [Piece("Uno calla."), Ended("Uno calla.", 0, 10)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("1. Reducir costes\n2. Garantizar agua", ["Reducir costes", "Garantizar agua"]),
        ("Busca:\n- Reducir costes.\n- Garantizar agua.", ["Busca:", "Reducir costes.", "Garantizar agua."]),
        ("El Sr. Pérez habló. Luego calló.", ["El Sr. Pérez habló.", "Luego calló."]),
        ("Vale 38.000 millones. Es mucho.", ["Vale 38.000 millones.", "Es mucho."]),
    ],
    ids=["numbered", "bulleted", "abbreviation", "thousands"],
)
def test_each_item_and_sentence_is_told_by_itself(text: str, sentences: list[str]) -> None:
    """Letter by letter, as a slow model writes."""
    assert told(list(text)) == sentences


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Firmó [1].", "Firmó."),
        ("Firmó [2, 3]. Ganó [4][5].", "Firmó. Ganó."),
        ("Dijo «me voy [sic]» (3 de noviembre de 2025).", "Dijo «me voy [sic]» (3 de noviembre de 2025)."),
        ("En [2025] ganó.", "En [2025] ganó."),
        ("**OpenAI** firmó.", "OpenAI firmó."),
        ("- **Reducir**: menos\n- **Crecer**", "- Reducir: menos\n- Crecer"),
        ("## Motivos\nFirmó #1 en ventas.\n### Fin", "Motivos\nFirmó #1 en ventas.\nFin"),
        ("[[1]2]", "[2]"),
        ("3 * 4 [", "3 * 4 ["),
        ("\n\nHola \n [1] adiós", "\n\nHola \n adiós"),
    ],
)
def test_marks_of_a_model_are_taken_out_and_nothing_else(written: str, kept: str) -> None:
    """Whole or letter by letter."""
    assert cleaned(written) == kept
    assert cleaned(*written) == kept


markup = st.lists(st.sampled_from([*"[]1, *#\n-a.;", "**", "[1]", "\n# ", "12"]), max_size=20).map("".join)


@given(markup, st.lists(st.integers(0, 60), max_size=8))
def test_cleaning_does_not_depend_on_the_pieces(text: str, places: list[int]) -> None:
    """A mark cut in two is still a mark, and what a removal joins is none."""
    assert cleaned(*cut(text, places)) == cleaned(text)


@given(st.text(alphabet=st.characters(exclude_characters="[*#"), max_size=60))
def test_text_without_marks_is_kept(text: str) -> None:
    """Plain text passes as it is, but for what is not seen."""
    assert cleaned(*text) == visible(text)


def test_what_is_not_seen_does_not_pass() -> None:
    """Neither an escape that would steer a terminal nor a character of no width."""
    assert cleaned("Va\u200blen \x1b[31m38.000\x1b[0m\x07 millones.") == "Valen  [31m38.000 [0m  millones."
