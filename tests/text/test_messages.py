"""What is said to a reader, in the language that is nearest to theirs."""

import pytest

from rag.text.messages import ABSTENTIONS, LANGUAGES, is_abstention, say


@pytest.mark.parametrize(
    ("language", "said_in"),
    [("es", "es"), ("ca", "ca"), ("gl", "es"), ("eu", "es"), ("nl", "en"), ("zh", "en"), ("xx", "en")],
)
def test_who_has_no_messages_reads_the_nearest(language: str, said_in: str) -> None:
    """Galician and Basque readers read Spanish, others English; each has a name for the prompt to ask for."""
    assert say("insufficient", language) == say("insufficient", said_in)
    assert say("number", language, value="7") == say("number", "es" if said_in == "es" else "en", value="7")
    assert language == "xx" or LANGUAGES[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_abstention_is_known_as_one(language: str) -> None:
    """So that a model that is told to abstain in one language's words is understood."""
    assert say("insufficient", language) in ABSTENTIONS
    assert is_abstention(say("insufficient", language))
