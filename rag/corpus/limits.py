"""How much of a file is read, so that none costs the memory or the hours that the others need; each with its reason.

What goes beyond is told in the report, never cut in silence. Figures of real archives stand beside the larger limits.
"""

from __future__ import annotations

__all__ = [
    *("MAX_ATTRIBUTES", "MAX_BYTES", "MAX_DEPTH", "MAX_ELEMENTS", "MAX_ENTRIES", "MAX_HEAD", "MAX_HEADER"),
    *("MAX_LETTERS", "MAX_NODES", "MAX_PAGES", "MAX_RATIO", "MAX_TEXT", "MAX_TOLD", "MAX_TOTAL", "RATIO_FROM"),
]

# --- Any file -----------------------------------------------------------------------------------------------

MAX_BYTES = 50_000_000
"""Most bytes that are read into memory at once: a whole encyclopedia is no article."""

MAX_TEXT = 5_000_000
"""Most characters of an article: «Don Quijote» has two million. To join the lines of fifty takes minutes and 3 GB."""

MAX_TOLD = 100
"""Most things of one kind that are told of one file; the rest is counted. A feed can hold a million empty entries."""

# --- Files inside of files ----------------------------------------------------------------------------------

MAX_DEPTH = 3
"""How many files a file may be inside of: a crawl in a ZIP in a mail, and no matryoshka."""

MAX_ENTRIES = 100_000
"""Most files that a ZIP may say it holds: each costs a report, and a decade of a daily has about as many articles."""

MAX_TOTAL = 4_000_000_000
"""Most bytes that a file may unpack to, with all that is inside of what is inside of it."""

MAX_RATIO = 200
"""Most bytes that one of its bytes may become, from `RATIO_FROM` bytes on; text becomes 3 to 20."""

RATIO_FROM = 5_000_000
"""Bytes that any file may unpack to: a page of blank lines packs better than 1 : 1,000 and hurts nobody."""

MAX_HEAD = 1_000_000
"""Most bytes of the head of a record of a WARC, which the library reads line by line, however long a line is."""

# --- Trees --------------------------------------------------------------------------------------------------

MAX_NODES = 2_000_000
"""Most elements of a page, a feed or an office file, and objects of a JSON file: each takes 100 to 250 bytes and a
microsecond or ten, and three bytes of a file can be one. A novel in DOCX has some 10,000 paragraphs."""

MAX_ATTRIBUTES = 1000
"""Attributes of an element of HTML that are kept: the parser compares each with all before it."""

MAX_ELEMENTS = 100_000
"""Elements from which a page is read as it stands: to look for its main text would take minutes."""

# --- Pages and mails ----------------------------------------------------------------------------------------

MAX_PAGES = 5000
"""Of a PDF: a year of a weekly in one file has some 3,000."""

MAX_LETTERS = 10_000_000
"""Of a PDF, each of which has its place looked up: 5,000 pages of 2,000 letters. A packed stream can say a billion."""

MAX_HEADER = 5000
"""Characters of a header of a mail that are kept: the standard library takes the square of its length to take it
apart, and gigabytes for 300,000 characters."""
