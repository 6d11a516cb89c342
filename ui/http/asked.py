"""What requests of `/api` carry, checked: Pydantic's models, from which the OpenAPI document is made."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from rag.questions.options import filters_from_options
from rag.types import Filters, Turn
from ui.http.faults import Unfit
from ui.questions import QUESTION_LIMIT

__all__ = ["Added", "Ask", "Conversation", "Filtered", "Judged", "Searched", "Stretch", "Verified"]

TEXT_LIMIT = 20_000
"""Longest text that is held against the archive, in characters."""
TURNS_LIMIT = 40
"""Exchanges before a question that may be told."""

_Question = Annotated[str, Field(min_length=1, max_length=QUESTION_LIMIT)]
_Name = Annotated[str, Field(max_length=300)]


def example(**values: Any) -> ConfigDict:
    """The settings of a model: nothing beside what it has, and an example for the documents."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [values]})


class Filtered(BaseModel):
    """Which articles may be found."""

    since: _Name | None = Field(None, description="Published since 2024, 2024-03 or 2024-03-05.")
    until: _Name | None = Field(None, description="Published until then, that day, month or year too.")
    outlet: _Name | None = Field(None, description="The newspaper, agency or site.")
    author: _Name | None = Field(None, description="Who wrote it.")
    section: _Name | None = Field(None, description="Part of the newspaper.")
    language: _Name | None = Field(None, description="Of the article: its code, such as `es`.")

    def filters(self) -> Filters:
        """Them as filters.

        Raises:
            FilterError: One cannot be read.
        """
        try:
            return filters_from_options(
                since=self.since,
                until=self.until,
                source=self.outlet,
                author=self.author,
                section=self.section,
                language=self.language,
            )
        except OverflowError as error:
            raise Unfit("a date is too far away: write a year from 1 to 9999.") from error


class Searched(Filtered):
    """What to search for."""

    model_config = example(query="acuerdo entre OpenAI y Amazon", k=5, since="2025")

    query: _Question
    k: int = Field(8, ge=1, le=100, description="Passages wanted.")
    as_words: bool = Field(False, description="Search for «noticias de mayo» as words; do not filter by them.")


class Told(BaseModel):
    """An exchange before the question."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(max_length=QUESTION_LIMIT)
    answer: str = Field(max_length=TEXT_LIMIT)


class Ask(Filtered):
    """A question."""

    model_config = example(question="¿por qué OpenAI eligió AWS?")

    question: _Question
    history: list[Told] = Field(
        default_factory=list, max_length=TURNS_LIMIT, description="What was said before, if no conversation has it."
    )
    conversation: str | None = Field(
        None, max_length=64, description="`new`, or the id of one: the question is kept below what was asked in it."
    )
    stream: bool = Field(False, description="Whether events are sent as they come (text/event-stream).")
    as_words: bool = Field(False, description="Search for «noticias de mayo» as words; do not filter by them.")
    trace: bool = Field(False, description="Whether the answer says how it came about, as `trace`.")

    def turns(self) -> tuple[Turn, ...]:
        """The exchanges before."""
        return tuple(Turn(one.question, one.answer) for one in self.history)


class Verified(Filtered):
    """A text whose sentences are held against the archive."""

    model_config = example(text="OpenAI firmó un acuerdo con Amazon Web Services. Vale 99.000 millones de euros.")

    text: str = Field(min_length=1, max_length=TEXT_LIMIT)


class Stretch(BaseModel):
    """A stretch of the text of an article, in characters."""

    start: int = Field(0, ge=0, le=2**31)
    end: int | None = Field(None, ge=0, le=2**31)


class Added(BaseModel):
    """Addresses to fetch."""

    model_config = example(addresses=["https://www.example.org/articulo"])

    addresses: list[Annotated[str, Field(min_length=1, max_length=2_000)]] = Field(min_length=1, max_length=20)


class Conversation(BaseModel):
    """What of a conversation is changed."""

    model_config = example(title="El acuerdo con Amazon")

    title: str = Field(min_length=1, max_length=300)


class Judged(BaseModel):
    """What somebody says of an answer, or of one of its citations."""

    model_config = example(conversation="0123456789abcdef", number=1, citation=2, opinion="unsaid", word="dice más")

    conversation: str = Field(max_length=64)
    number: int = Field(ge=1, le=2**31, description="Of the exchange in the conversation.")
    citation: int = Field(0, ge=0, le=2**31, description="Its number; 0: the whole answer.")
    opinion: Literal["good", "wrong", "unsaid"] | None = Field(description="null takes back what was said.")
    word: str = Field("", max_length=1_000, description="Why.")
