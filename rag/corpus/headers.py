"""What an article says about itself: its front matter, its title and its day of publication."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import islice

from rag.corpus.titles import plain_name, prose_start, title_in_text
from rag.languages import LANGUAGES, Language
from rag.languages.international import TIMES
from rag.languages.language import alternation
from rag.text.numbers import DateMention, find_dates
from rag.text.sentences import split_sentences
from rag.text.terms import fold

__all__ = ["find_published", "find_title", "split_front_matter"]

MAX_HEADLINE = 120
"""Longest line that can be a headline, in characters."""

# --- Front matter -------------------------------------------------------------------------------------------

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<fields>(?:[^\n]*\n){0,100}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"(?P<name>\w[\w -]{0,40}):(?:[ \t]+(?P<value>.*))?\Z")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Take the block between two `---` lines off the top of a Markdown text.

    Only lines `name: value` are read, since no article needs more of YAML; a block without any is text.

    Returns:
        The fields, by name in lower case, and the text after the block.
    """
    block = _FRONT_MATTER.match(text)
    fields = dict(_fields(block["fields"])) if block else {}
    if block is None or not fields:
        return {}, text
    return fields, text[block.end() :].strip()


def _fields(block: str) -> Iterator[tuple[str, str]]:
    for line in block.splitlines():
        if field := _FIELD.match(line):
            value = (field["value"] or "").strip()
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            yield field["name"].lower(), value[1:-1] if quoted else value


def _values(fields: Mapping[str, str], names: Collection[str]) -> Iterator[str]:
    """What stands in the fields that have one of some folded names, whatever the language of the article."""
    return (value for name, value in fields.items() if value and fold(name) in names)


# --- Title --------------------------------------------------------------------------------------------------

_PLAIN_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{3,}(?![^\W_])")
_FILLERS = frozenset[str]().union(*(language.headers.fillers for language in LANGUAGES))
_TITLE_FIELDS = frozenset[str]().union(*(language.headers.title_fields for language in LANGUAGES))
_SHORT_TITLE = 90


def find_title(text: str, fields: Mapping[str, str], stem: str, language: Language) -> str:
    """What to call an article; never empty.

    Args:
        text: The article, not empty.
        fields: Its front matter.
        stem: The name of its file, without the suffix.
        language: Of the text.

    Returns:
        The title of its front matter, its first Markdown heading, its headline, the name of its file where that has
        words, or the beginning of its first sentence.
    """
    if title := next(_values(fields, _TITLE_FIELDS), ""):
        return title
    if title := title_in_text(text, language):
        return title
    return _title_from_name(stem) or _first_words(text[prose_start(text, language) :], language)


def _title_from_name(stem: str) -> str:
    words = _FILE_DATE.sub(" ", stem)
    words = plain_name(re.sub(r"^\d+(?=[\W_])", " ", words))
    if not any(fold(w) not in _FILLERS for w in _PLAIN_WORD.findall(words)):
        return ""
    return words[0].upper() + words[1:]


def _first_words(text: str, language: Language) -> str:
    start, end = next(iter(split_sentences(text[:1000], language)), (0, len(text)))
    sentence = " ".join(text[start:end].split())
    if len(sentence) <= _SHORT_TITLE:
        return sentence
    cut = sentence.rfind(" ", 0, _SHORT_TITLE)
    return sentence[: cut if cut > 0 else _SHORT_TITLE].rstrip(" ,;:.") + "…"


# --- Day of publication -------------------------------------------------------------------------------------

_FILE_DATE = re.compile(r"(?<!\d)(?P<year>[12]\d{3})(?P<mark>[-_.]?)(?P<month>\d{2})(?P=mark)(?P<day>\d{2})(?!\d)")
_DATE_FIELDS = frozenset[str]().union(*(language.headers.date_fields for language in LANGUAGES))
_TOP_LINES = 5

# A label, or a place or author with something between it and the date; never the beginning of a sentence
_BEFORE_A_DATE = re.compile(r"|.{1,50}[,|·–—.(:-]")
_LONGEST_LABEL = 30
_AFTER_A_DATE = r"(?:\W|\d|\b(?:{times})\b){{0,20}}"


def find_published(text: str, fields: Mapping[str, str], stem: str, language: Language) -> date | None:
    """The day an article came out: by its front matter, a date line near its top, or the name of its file."""
    for value in _values(fields, _DATE_FIELDS):
        if day := _whole_date(value, language):
            return day
    for line in islice((line for line in text[:4000].split("\n") if line.strip()), _TOP_LINES):
        if len(line) <= MAX_HEADLINE and (day := _date_line(line, language)):
            return day
    named = _FILE_DATE.search(stem)
    return _day(int(named["year"]), int(named["month"]), int(named["day"])) if named else None


def _date_line(line: str, language: Language) -> date | None:
    """The date of a line that says little else: «Madrid, 3 de mayo de 2025», «Publicado el 3/5/2025»."""
    for mention in find_dates(line, language):
        before, after = line[: mention.start].strip(" *_"), line[mention.end :]
        if (
            _leads_to_a_date(before, language)
            and _after_a_date(language).fullmatch(after)
            and (day := _as_day(mention))
        ):
            return day
    return None


def _leads_to_a_date(before: str, language: Language) -> bool:
    label = language.headers.date_labels.match(before)
    return _BEFORE_A_DATE.fullmatch(before) is not None or bool(label and len(before) <= label.end() + _LONGEST_LABEL)


@cache
def _after_a_date(language: Language) -> re.Pattern[str]:
    """The time of day."""
    return re.compile(_AFTER_A_DATE.format(times=alternation(language.headers.times | TIMES)), re.IGNORECASE)


def _whole_date(text: str, language: Language) -> date | None:
    # The time of day is cut off: «2025-11-03T10:30:00Z»
    mentions = find_dates(re.sub(r"(?<=\d)T\d.*", "", text), language)
    return next((day for mention in mentions if (day := _as_day(mention))), None)


def _as_day(mention: DateMention) -> date | None:
    if mention.year and mention.month and mention.day:
        return _day(mention.year, mention.month, mention.day)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
