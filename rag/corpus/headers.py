"""What an article says about itself in its text and its name: its title and its day of publication."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from itertools import islice

from rag.corpus.titles import plain_name, prose_start, title_in_text
from rag.languages import LANGUAGES, Language
from rag.text.datelines import after_a_date, read_datelines
from rag.text.numbers import DateMention, find_dates
from rag.text.sentences import split_sentences
from rag.text.terms import fold

__all__ = ["find_published", "find_title", "read_date"]

MAX_HEADLINE = 120
"""Longest line that can be a headline, in characters."""

# --- Title --------------------------------------------------------------------------------------------------

_PLAIN_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{3,}(?![^\W_])")
_FILLERS = frozenset[str]().union(*(language.headers.fillers for language in LANGUAGES))
_SHORT_TITLE = 90


def find_title(text: str, fields: Mapping[str, str], stem: str, language: Language, *, plain: bool = False) -> str:
    """What to call an article; never empty.

    Args:
        text: The article, not empty.
        fields: What its file says about it: `title`, where it has one.
        stem: The name of its file, without the suffix.
        language: Of the text.
        plain: Whether the text has no marks, so that `#` need not begin a heading.

    Returns:
        The title that its file gives, its first Markdown heading, its headline, the name of its file where that has
        words, or the beginning of its first sentence.
    """
    if title := fields.get("title", ""):
        return title
    if title := title_in_text(text, language, plain=plain):
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
_TOP_LINES = 5

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_FORESEEN = 50
"""Years ahead that an article may speak of on the day it comes out: a concession that ends, a date of a forecast."""

# A label, or a place or author with something between it and the date; never the beginning of a sentence
_BEFORE_A_DATE = re.compile(r"|.{1,50}[,|·–—.(:-]")
_LONGEST_LABEL = 30


def find_published(text: str, stem: str, language: Language) -> tuple[date, str] | None:
    """The day an article came out and where it says so: a date line near its top, or the name of its file.

    Not the date line of a day long before others that are named: «Bailén, 19 de julio de 1808» above a text that
    knows what became of it is the day of what it tells.
    """
    named = _FILE_DATE.search(stem)
    of_file = _day(int(named["year"]), int(named["month"]), int(named["day"])) if named else None
    lines = list(islice((line for line in text[:4000].split("\n") if line.strip()), _TOP_LINES))
    datelines = read_datelines(lines, language)
    for n, line in enumerate(lines):
        day = _date_line(line, language) or (datelines[n].day if n in datelines else None)
        if len(line) <= MAX_HEADLINE and day:
            if _knows_later(text, day.year, language) or (of_file and of_file.year > day.year + _FORESEEN):
                break
            return day, "dateline"
    return (of_file, "file name") if of_file else None


def read_date(value: str, language: Language) -> date | None:
    """The day that the field of a file names, as it was where it was written, whatever its time zone.

    `2025-11-03T10:30:00Z`, `Mon, 03 Nov 2025 10:30:00 +0100`, `1762165800`, «3 de noviembre de 2025».
    """
    if re.fullmatch(r"[12]\d{9}(?:\d{3})?", value):  # seconds or milliseconds since 1970; eight digits are a date
        return datetime.fromtimestamp(int(value[:10]), UTC).date()
    if named := _FILE_DATE.match(value):
        return _day(int(named["year"]), int(named["month"]), int(named["day"]))
    # The time of day is cut off: «2025-11-03T10:30:00Z»
    mentions = find_dates(re.sub(r"(?<=\d)T\d.*", "", value[:200]), language)
    return next((day for mention in mentions if (day := _as_day(mention))), None) or _mail_date(value)


def _mail_date(value: str) -> date | None:
    try:
        return parsedate_to_datetime(value).date()
    except ValueError:
        return None


def _date_line(line: str, language: Language) -> date | None:
    """The date of a line that says little else: «Madrid, 3 de mayo de 2025», «Publicado el 3/5/2025»."""
    for mention in find_dates(line, language):
        before, after = line[: mention.start].strip(" *_"), line[mention.end :]
        if _leads_to_a_date(before, language) and after_a_date(language).fullmatch(after) and (day := _as_day(mention)):
            return day
    return None


def _knows_later(text: str, year: int, language: Language) -> bool:
    """Whether a text names a year so much later than another that it was written after that."""
    later = any(int(found) > year + _FORESEEN for found in _YEAR.findall(text))
    return later and any((date.year or 0) > year + _FORESEEN for date in find_dates(text, language))


def _leads_to_a_date(before: str, language: Language) -> bool:
    label = language.headers.date_labels.match(before)
    return _BEFORE_A_DATE.fullmatch(before) is not None or bool(label and len(before) <= label.end() + _LONGEST_LABEL)


def _as_day(mention: DateMention) -> date | None:
    if mention.year and mention.month and mention.day:
        return _day(mention.year, mention.month, mention.day)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
