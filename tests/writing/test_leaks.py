"""An answer that repeats its instructions is known by their words."""

from hypothesis import given
from hypothesis import strategies as st

from rag.languages import language_of
from rag.text.messages import ABSTENTIONS
from rag.types import Message
from rag.writing.leaks import RUN, discloses
from rag.writing.prompt import fixed_messages

WORDS = fixed_messages(language_of("es"))[0].content.split()


@given(st.integers(0, len(WORDS) - RUN), st.integers(RUN, 40))
def test_any_stretch_of_the_instructions_gives_them_away(start: int, length: int) -> None:
    """Amid other words, in capitals and without accents alike."""
    stretch = " ".join(WORDS[start : start + length])
    assert discloses(f"Claro: {stretch.upper()} Y nada más.", fixed_messages(language_of("es"))) == (
        len(WORDS[start : start + length]) >= RUN
    )


def test_to_abstain_in_the_words_prescribed_gives_nothing_away() -> None:
    """Nor does a short agreement."""
    assert not any(discloses(said, fixed_messages(language_of(code))) for said in ABSTENTIONS for code in ("es", "en"))
    assert not discloses("Eres el archivero de un periódico.", fixed_messages(language_of("es")))


def test_what_the_excerpts_say_may_be_repeated() -> None:
    """Only the system's own messages are secret."""
    said = "El acuerdo vale treinta y ocho mil millones de dólares en siete años"
    assert not discloses(said, [Message("user", said)])
    assert discloses(said, [Message("system", said)])
