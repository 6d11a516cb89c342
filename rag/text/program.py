"""What the program says to whoever runs it, in that person's language: reports, help, errors.

It is written in English where it is said, deep inside as at the edge, and told anew where it is shown. A language's
table (`Language.program`) gives its own sentence for an English one, both with names in braces for the values, which
are read back out of the sentence. So who raises an error knows nothing of languages, and a sentence that a table
lacks is still told, in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from rag.languages import Language, language_of

__all__ = ["retold"]

_HOLE = re.compile(r"\{(\w+)\}")
_VALUE = r"""'[^']*'|"[^"]*"|.*?"""
"""What stands in a hole: a name in quotation marks is one, whatever spaces it has."""
_AND = "; "
"""Between sentences of which one text is made, as between the faults of several settings."""
_SPOKEN = frozenset(
    "added articles chunks counted deleted error fault faults found index kind kinds note passages reason reasons said "
    "told updated versions who".split()
)
"""Holes in which the program speaks itself; all others hold what somebody else has named, such as a file."""
_LONGEST = 2_000
"""Longest text that is told anew, in characters: matching takes time that grows with more than its length."""


def retold(text: str, language: Language) -> str:
    """An English text of the program in another language, or in one that its readers know too; else as it is."""
    if len(text) > _LONGEST:
        return text
    told = next(_tellings(text, language), None)
    if told is not None or _AND not in text:
        return text if told is None else told
    return _AND.join(retold(part, language) for part in text.split(_AND))


def _tellings(text: str, language: Language) -> Iterator[str]:
    for spoken in (language, language_of(language.also_read)):
        for pattern, words in _table(spoken):
            if found := pattern.fullmatch(text):
                values = {
                    name: retold(value, language) if name in _SPOKEN else value
                    for name, value in found.groupdict().items()
                }
                yield _HOLE.sub(lambda hole, values=values: values[hole[1]], words)  # type: ignore[misc]


@cache
def _table(language: Language) -> list[tuple[re.Pattern[str], str]]:
    return [(_pattern(text), words) for text, words in _longest_first(language.program)]


def _longest_first(table: Mapping[str, str]) -> list[tuple[str, str]]:
    """What says most comes before what would fit it too, and before both what begins with words of its own.

    A text that begins with a hole fits whatever another says before it: «not indexed: {source}: …» is none of its.
    """
    return sorted(table.items(), key=lambda entry: (entry[0].startswith("{"), -len(_HOLE.sub("", entry[0]))))


def _pattern(text: str) -> re.Pattern[str]:
    """What a text with names in braces stands for: the same with anything in their place."""
    pieces = _HOLE.split(text)
    told = (re.escape(piece) if number % 2 == 0 else f"(?P<{piece}>{_VALUE})" for number, piece in enumerate(pieces))
    return re.compile("".join(told), re.DOTALL)
