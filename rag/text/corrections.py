"""Corrections that a newspaper prints («fe de errores»), and what they say of the article that they correct."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from rag.languages import Language
from rag.languages.patterns import NEVER, Pattern
from rag.text.days import days_before
from rag.text.figures import DateMention
from rag.text.layout import Line, LineKind, read_lines
from rag.text.numbers import find_dates
from rag.text.terms import fold

__all__ = ["Correction", "find_correction"]

_LINES = 3
"""Lines of a note below its label, at most."""

_AROUND = " \t*_#[]()"
_QUOTE = re.compile(r"[«“„\"](?P<words>[^«»“”„\"]{1,300})[»”“\"]|(?<!\w)['‘‚](?P<single>[^'‘’‚]{1,300})['’‘](?!\w)")
_BEFORE_A_QUOTE = 80
_DAY_OF_WEEK = 16
"""Characters within which a date stands behind the day of the week that it is."""

_NEAR = 40
"""Characters between what says that an article was published and its day."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a note corrects, as far as it says so.

    Attributes:
        start: Where the note begins in the text that it stands in …
        end: … and where it ends.
        itself: Whether it corrects the article that it stands in, and not another.
        published: Day on which the other article came out.
        title: Title of the other article, as it is quoted; empty where it is not.
        wrong: The words that were wrong, quoted or told («se decía que costó 3,2 millones»); empty where they are not.
        right: Those that are right.
    """

    start: int
    end: int
    itself: bool
    published: date | None
    title: str
    wrong: str
    right: str


def find_correction(text: str, language: Language, published: date | None = None, title: str = "") -> Correction | None:
    """The first correction that an article is or holds; None where it has none.

    Args:
        text: The article.
        language: Of it.
        published: Day on which it came out, from which «ayer» counts, and a date without a year has its year.
        title: Its title, which may say that it is one: in many a file that is no part of the text.
    """
    lines = [line for line in read_lines(text, language) if line.told]
    if lines and _is_headed(title, language) and not _is_headed(text[lines[0].start : lines[0].end], language):
        note = list(_below(lines, -1)) or lines[:1]
        return _read(text, note[0].start, note[-1].end, language, published)
    for n, line in enumerate(lines):
        words = text[line.start : line.end]
        folded = fold(words).strip(_AROUND)
        if _label(language).fullmatch(folded):
            note = list(_below(lines, n))
            found = note and _read(text, note[0].start, note[-1].end, language, published)
            if found and (n == 0 or _tells(found)):
                return found
        elif _labelled(language).match(folded) or language.corrections.itself.search(folded):
            found = _read(text, line.start, line.end, language, published)
            if _tells(found) or found.published is not None:
                return found
            # «Fe de errores: el hospital comarcal» heads its note as the label alone does.
            if n == 0 and (note := list(_below(lines, n))):
                found = _read(text, note[0].start, note[-1].end, language, published)
                if _tells(found):
                    return found
    return None


def _is_headed(line: str, language: Language) -> bool:
    """Whether a line is, or begins with, what a correction is headed by."""
    folded = fold(line).strip(_AROUND)
    return any(pattern.match(folded) for pattern in (_headed(language), _labelled(language)))


def _below(lines: Sequence[Line], label: int) -> Iterator[Line]:
    """The lines of the note below a label, up to the next heading."""
    for line in lines[label + 1 : label + 1 + _LINES]:
        if line.kind in (LineKind.HEADING, LineKind.LIST_HEADING):
            return
        yield line


def _read(text: str, start: int, end: int, language: Language, published: date | None) -> Correction:
    note, known = text[start:end], language.corrections
    return Correction(
        start=start,
        end=end,
        itself=known.itself.search(fold(note)) is not None,
        published=_day(note, language, published),
        title=_quoted(note, known.titled) or _title_behind_day(note, language),
        wrong=_quoted(note, known.says) or _told(note, language),
        right=_quoted(note, known.should_say),
    )


def _tells(correction: Correction) -> bool:
    """Whether a note says what it corrects; a heading «Corrección» may stand over anything."""
    return correction.itself or any((correction.title, correction.wrong, correction.right))


def _quoted(note: str, cue: Pattern) -> str:
    """The first quotation behind a cue."""
    ends = _at_end(cue)
    for quote in _QUOTE.finditer(note):
        if ends.search(fold(note[max(0, quote.start() - _BEFORE_A_QUOTE) : quote.start()])):
            return (quote["words"] or quote["single"]).strip()
    return ""


def _title_behind_day(note: str, language: Language) -> str:
    """The first quotation behind a day where it is that of an article: «la noticia del pasado lunes, «…»»."""
    when, months = language.when, language.calendar.months
    of_days = {*when.days, *when.weekdays, *when.units, *when.previous, *months}
    for quote in _QUOTE.finditer(note):
        before = fold(note[max(0, quote.start() - _BEFORE_A_QUOTE) : quote.start()])
        *cues, last = re.findall(r"\w+", before) or [""]
        if (last in of_days or last.isdigit()) and language.corrections.titled.search(" ".join(cues)):
            return (quote["words"] or quote["single"]).strip()
    return ""


def _told(note: str, language: Language) -> str:
    """The clause behind a cue of words that are not quoted, up to what says the right ones."""
    folded = fold(note)
    cue = _reports(language).search(folded)
    if cue is None or len(folded) != len(note):  # a letter that folds to two would shift all that follows
        return ""
    end = _clause_end(language).search(folded, cue.end())
    return note[cue.end() : end.start() if end else None].strip()


def _day(note: str, language: Language, today: date | None) -> date | None:
    """The day on which the article came out, as a note names it: not one of what the article told.

    It stands before the words that were wrong, or behind what says that the article was published.
    """
    plain = _QUOTE.sub(lambda quote: " " * len(quote[0]), note)  # a title may name a day
    folded = fold(plain)
    cue = _tells_words(language).search(folded)
    for start, day in sorted(_days(plain, language, today)):
        if cue is None or start < cue.start() or _published(language).search(folded[max(0, start - _NEAR) : start]):
            return day
    return None


def _days(note: str, language: Language, today: date | None) -> Iterator[tuple[int, date]]:
    """Where a note names days, and which: by their dates, or from its own."""
    dated = [mention for mention in find_dates(note, language) if mention.month and mention.day]
    yield from ((mention.start, day) for mention in dated if (day := _of_year(mention, today)))
    for start, day in days_before(note, language, today) if today else ():
        if not any(0 < mention.start - start < _DAY_OF_WEEK for mention in dated):  # «el martes 12 de marzo»
            yield start, day


def _of_year(mention: DateMention, today: date | None) -> date | None:
    """The day of a date, its year being the latest possible one where it has none."""
    year = mention.year or (today.year if today else None)
    if not (year and mention.month and mention.day):
        return None
    try:
        day = date(year, mention.month, mention.day)
        return day.replace(year=year - 1) if not mention.year and today and day > today else day
    except ValueError:  # there is no such day
        return None


@cache
def _label(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?:{language.corrections.labels.pattern})\s*[.:]?")


@cache
def _labelled(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?:{language.corrections.labels.pattern})\s*[.:—–-]+\s*\S")


@cache
def _headed(language: Language) -> re.Pattern[str]:
    """A label, alone or with what it is of: «Fe de errores del 3 de mayo», «Rectificación (hospital)»."""
    of = "|".join(re.escape(word) for word in sorted(language.when.of)) or NEVER.pattern
    return re.compile(rf"(?:{language.corrections.labels.pattern})\s*(?:\Z|\(|(?:{of})\s\d)")


@cache
def _tells_words(language: Language) -> re.Pattern[str]:
    known = language.corrections
    return re.compile(rf"\b(?:{known.says.pattern}|{known.reports.pattern}|{known.should_say.pattern})\b")


@cache
def _published(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{language.press.published.pattern})\b[^.;]*\Z")


@cache
def _reports(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{language.corrections.reports.pattern})\s+")


@cache
def _clause_end(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)[.,]|[.,](?!\d)|[;:()\n]|\b(?:{language.corrections.should_say.pattern})\b")


@cache
def _at_end(cue: Pattern) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{cue.pattern})[\s:,]*\Z")
