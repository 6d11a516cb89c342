"""A text becomes sentences, as character offsets.

Lines come first, because a headline and a list item have no full stop; list marks come off; and then every
final mark of a line is judged by what stands on either side of it. A full stop is the only hard one: «Sr.» and
whatever has a capital and no vowel («Mrs.») never end a sentence, «EE. UU.» and «J.» do where the next word is one
that begins sentences, anything else does before a capital or a digit. A row of a table is never cut.

The rules are our own because they were measured: of the seams with a final mark in FLARES they find 995 of
1,000 where sentencex finds 977 (it takes «no.» and «bien.» for abbreviations and sees no sentence inside a
quotation), and their time is linear, where sentencex takes minutes for a megabyte of unclosed quotation
marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.languages import Language
from rag.languages.international import PARTICLES, TITLES
from rag.languages.spanish import SPANISH
from rag.text.tables import find_tables
from rag.text.terms import fold

__all__ = ["LINE", "LIST_MARK", "MAX_SENTENCE", "split_sentences"]

MAX_SENTENCE = 4000
"""Longest sentence, in characters: text that goes on without an end is cut at white space."""

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
"""One line of a text, without what ends it."""

LIST_MARK = re.compile(r"\s*(?:(?:[-–—•*·▪◦‣●○■□►+>]|#{1,6}|\(?\d{1,2}[.)]|\(?[a-zA-Z]\))\s+){1,3}")
"""What stands before the words of a list item, a Markdown heading or a quoted line."""

_MARKS = ".!?…"

# Each part is possessive and begins only where a run of marks does, so that every text takes linear time.
_FINAL = re.compile(
    rf"""
      (?<![{_MARKS}]) (?P<marks> [{_MARKS}]++ )
      (?P<closing> (?: [»”’"'*_\])]++ | [ ] [»”] (?=\s) )?+ )
      (?: \s++ (?P<opening> [^\w\s{_MARKS},;:]{{0,3}}+ [ ]?+ ) (?=\w)
        | (?= [«“¿¡]?+ [^\W\d_]{{2}} ) )                       # «nacional.Esta», with the space forgotten
    | (?<=\s) (?= [•▪●■] \s )                                  # a list run into one line
    | [。！？]++ [」』”）]*+
    """,
    re.VERBOSE,
)

_OPENING = "«“‘\"'([¿¡—–-*_"
_WORD = re.compile(r"\w{1,40}")
_INITIALS = re.compile(r"[^\W\d_]|(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_NO_VOWEL = re.compile(r"[A-ZÑ][bcdfghjklmnñpqrstvwxz]{1,3}")
_SET_HIGH = re.compile(r"[^\W\dªº]{1,5}[ªº]")
_ROMAN = re.compile(r"[IVXLCDM]+")
_ENDS_IN_LETTERS = re.compile(r"[^\W\d_]{2}\Z")
_LONGEST_TOKEN = 40
_LONGEST_MONTH = 4
_ELLIPSIS = 3


def split_sentences(text: str, language: Language = SPANISH) -> list[tuple[int, int]]:
    """Find the sentences of a text.

    Args:
        text: Any text; lines are never joined, and rows of tables never cut.
        language: Its abbreviations and the words that begin its sentences are what counts.

    Returns:
        Offsets `(start, end)` in order, not overlapping, without white space at either end. They hold all the
        text but white space, list marks, and stretches without a letter or digit.
    """
    spans: list[tuple[int, int]] = []
    rows = {row.start for table in find_tables(text) for row in table.lines}
    for line in LINE.finditer(text):
        here = line.start()
        is_row = here + len(line[0]) - len(line[0].lstrip()) in rows
        for cut in [*(() if is_row else _cuts(text, line.start(), line.end(), language)), line.end()]:
            spans.extend(_within_limit(text, *_bare(text, here, cut)))
            here = cut
    return spans


def _cuts(text: str, start: int, end: int, language: Language) -> Iterator[int]:
    """Where the sentences of a line end, except the last."""
    first = LIST_MARK.match(text, start, end)
    for final in _FINAL.finditer(text, first.end() if first else start, end):
        if _ends_sentence(text, final, language):
            yield final.end("closing") if final["marks"] else final.end()


def _ends_sentence(text: str, final: re.Match[str], language: Language) -> bool:
    if not final["marks"]:
        return True
    following = _WORD.search(text, final.end())
    if following is None:
        return False
    before, after = _token_before(text, final.start()), following[0]
    if final["opening"] is None:
        return _is_glued(before, after)
    if after.islower():
        return False
    if final["marks"] != "." or final["closing"]:
        is_leader = len(final["marks"]) > _ELLIPSIS and after[0].isdigit()  # «Merluza ...... 12,40»
        return not is_leader
    is_initial = len(after) == 1 and text.startswith(".", following.end())
    if "(" in final["opening"] and _is_month(before, language):  # «Madrid, 3 may. (EFE)»
        return False
    return _full_stop_ends(before, after, language) and not (is_initial and _may_be_abbreviated(before, language))


def _full_stop_ends(before: str, after: str, language: Language) -> bool:
    """Judge a full stop between two words, the second of which begins with a capital or a digit."""
    word = fold(before)
    if _is_title(before, word, language):
        return False
    if after[0].isdigit() or _ROMAN.fullmatch(after):
        # Small letters before a number are cut short, capitals name something: «c. 1900», «la vitamina C. 15 casos».
        is_letter = len(before) == 1 and before.islower()
        if after[0].isdigit() or word in language.abbreviations.before_numbers:
            return not is_letter and word not in language.abbreviations.before_numbers
    if language.abbreviations.ordinal_point and word.isdigit():
        return len(word) > 2
    if _may_be_abbreviated(before, language):
        return fold(after) in language.openers or fold(after) in language.stop_words - PARTICLES
    return True


def _is_title(token: str, word: str, language: Language) -> bool:
    """Whether a word with a full stop stands before a name: it is known, has no vowel, or has its ending set high."""
    if word in language.abbreviations.titles or (token[:1].isupper() and word in TITLES):
        return True
    is_doubtful = word in language.abbreviations.doubtful
    return not is_doubtful and (_NO_VOWEL.fullmatch(token) is not None or _SET_HIGH.fullmatch(token) is not None)


def _is_month(token: str, language: Language) -> bool:
    return len(token) <= _LONGEST_MONTH and fold(token) in language.calendar.months


def _may_be_abbreviated(token: str, language: Language) -> bool:
    return fold(token) in language.abbreviations.doubtful or _INITIALS.fullmatch(token) is not None


def _is_glued(before: str, after: str) -> bool:
    """Whether two words with only a final mark between them are of two sentences, not of an address."""
    return (
        bool(_ENDS_IN_LETTERS.search(before))
        and before[-2:].islower()
        and after[:1].isupper()
        and after[1:2].islower()
        and not any(c in before for c in "./@:")
    )


def _token_before(text: str, stop: int) -> str:
    """What stands before a mark, back to the white space, without opening quotes and brackets."""
    tokens = text[max(0, stop - _LONGEST_TOKEN) : stop].split()
    return tokens[-1].lstrip(_OPENING) if tokens and not text[stop - 1].isspace() else ""


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without its list mark and the white space around it."""
    mark = LIST_MARK.match(text, start, end)
    start = mark.end() if mark else start
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _within_limit(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, in pieces where it is too long to be one; nothing where it has no letter or digit."""
    while end - start > MAX_SENTENCE:
        space = text.rfind(" ", start + 1, start + MAX_SENTENCE)
        cut = space if space > start else start + MAX_SENTENCE
        if _WORD.search(text, start, cut):
            yield _bare(text, start, cut)
        start = cut
    if _WORD.search(text, start, end):
        yield _bare(text, start, end)
