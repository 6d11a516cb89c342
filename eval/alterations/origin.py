"""What an altered claim is made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

__all__ = ["Alteration", "Origin"]


@dataclass(frozen=True, slots=True)
class Origin:
    """A true sentence, and what stands around it to take wrong facts from.

    Attributes:
        id: Of the article with the place of the sentence in it.
        article: Id of the article that the sentence stands in.
        text: The sentence.
        language: ISO 639-1.
        siblings: Other sentences of the same article.
        strangers: Sentences of other articles, in the same language.
        after: The sentence that follows it in its article; empty where none does.
    """

    id: str
    article: str
    text: str
    language: str
    siblings: Sequence[str] = ()
    strangers: Sequence[str] = ()
    after: str = ""


Alteration = Callable[[Origin, Random], str | None]
"""Makes a sentence false; None where it offers nothing to alter. The same seed alters the same."""
