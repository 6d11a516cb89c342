r"""The bytes of a file become the text that every offset refers to.

Whatever the encoding and the line ends, the text comes out as composed Unicode (NFC) with `\n` between lines
and without characters that nobody sees: they would break search, and some hide text from the reader of a
source. What is not of the encoding of the rest is mended piece by piece, and counted.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.corpus.wrapping import join_soft_hyphens
from rag.text.composed import composed, with_newlines

__all__ = ["Decoded", "decode", "decode_bytes", "decode_cells", "is_page", "looks_like_html"]

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
MOST_CONTROLS = 0.01
"""Share of control characters from which a file is no text."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and what its bytes were taken for.

    Attributes:
        text: In NFC, with newlines between its lines.
        encoding: Of the file as a whole: `utf-8`, `utf-16`, `windows-1252`, `cp850` or `mac-roman`.
        mended: Characters that were read otherwise than the rest: strange bytes, and what was encoded twice.
    """

    text: str
    encoding: str
    mended: int = 0

    @property
    def notice(self) -> str:
        """What a reader of the text should know of it, in English; empty where all was of one known encoding."""
        if not self.mended:
            return ""
        return f"{self.mended} characters were not {self.encoding.upper()} and were read as what they most likely are"


def decode(data: bytes) -> str:
    """Read text of an unknown encoding; see `decode_bytes`."""
    return decode_bytes(data).text


def decode_bytes(data: bytes) -> Decoded:
    """Read text of an unknown encoding: UTF-8, UTF-16 with its mark, or else one of a byte a character.

    Bytes in UTF-8 that are none are read by themselves, and so is a line of another encoding.

    Raises:
        ValueError: The bytes are no text; the message says why, as the end of a sentence.
    """
    text, encoding, mended = _read(data)
    return Decoded(composed(join_soft_hyphens(with_newlines(text))), encoding, mended)


def decode_cells(data: bytes) -> str:
    """The same with every sign as it is, but for a mark before all: in the cells of a table a line may end otherwise.

    Raises:
        ValueError: As above.
    """
    return _read(data)[0].removeprefix("\ufeff")


_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENT = re.compile(
    r"</?(?:p|div|span|h[1-6]|article|section|ul|ol|li|table|tr|td|br|a|img|em|strong|b|i)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_ELEMENTS = 4
_CHARS_AN_ELEMENT = 400


def is_page(text: str) -> bool:
    """Whether a text begins as a page of HTML does."""
    return _PAGE.match(text) is not None


def looks_like_html(text: str) -> bool:
    """Whether a text is the markup of a page, or of a part of one, whatever its file is called."""
    if is_page(text):
        return True
    found = len(_ELEMENT.findall(text))
    return text.lstrip().startswith("<") and found >= _ELEMENTS and found * _CHARS_AN_ELEMENT >= len(text)


# --- Encodings ----------------------------------------------------------------------------------------------

# Of a byte a character; what Windows-1252 leaves open is taken from Latin-1, so that every byte means something.
_TABLES = {
    name: [bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in range(256)]
    for name, codec in (("windows-1252", "cp1252"), ("cp850", "cp850"), ("mac-roman", "mac-roman"))
}

# What in a line with strange bytes still shows that it is UTF-8: letters with accents and typographic marks, and runs
# of other scripts. A single one of those may be two letters of another encoding: «É»» is one of the alphabet of sounds.
_SURELY_UTF8 = re.compile(
    rb"[\xc2-\xc5][\x80-\xbf]|\xe2[\x80-\xbf]{2}|\xf0\x9f[\x80-\xbf]{2}"
    rb"|(?:[\xc6-\xdf][\x80-\xbf]){2,}|(?:[\xe0-\xef][\x80-\xbf]{2}){2,}"
)
_BROKEN_OFF = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")


def _read(data: bytes) -> tuple[str, str, int]:
    """Text with the name of its encoding and how much of it was mended."""
    text, encoding, strange = _decode(data)
    if "\x00" in text or len(_CONTROLS.findall(text)) > MOST_CONTROLS * len(text):
        raise ValueError("holds binary data")
    text, twice = _decode_again(text)
    return text, encoding, strange + twice


def _decode(data: bytes) -> tuple[str, str, int]:
    """The text, the name of its encoding and the number of characters that are of another."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), "utf-16", 0
        except UnicodeDecodeError as error:
            raise ValueError("begins like UTF-16 but is not") from error
    try:
        return data.decode("utf-8"), "utf-8", 0
    except UnicodeDecodeError:
        return _decode_lines(data)


def _decode_lines(data: bytes) -> tuple[str, str, int]:
    """Read each line as what it is: UTF-8, UTF-8 with strange bytes, or of a byte a character."""
    lines = data.splitlines(keepends=True)
    single = [not _is_utf8(line) for line in lines]
    if not any(_SURELY_UTF8.search(line) for line, is_single in zip(lines, single, strict=True) if not is_single):
        name, table = _single_byte_table(data)
        return "".join(table[byte] for byte in data), name, 0
    _, table = _single_byte_table(b"".join(line for line, is_single in zip(lines, single, strict=True) if is_single))
    if cut := _BROKEN_OFF.search(lines[-1]):  # the file ends within a character
        lines[-1] = lines[-1][: cut.start()]
    read = [_mend(line, table, whole=is_single) for line, is_single in zip(lines, single, strict=True)]
    return "".join(text for text, _ in read) + "\ufffd" * bool(cut), "utf-8", sum(n for _, n in read) + bool(cut)


def _is_utf8(line: bytes) -> bool:
    """Whether a line is UTF-8, be it with some strange bytes."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return _SURELY_UTF8.search(line) is not None
    return True


_WELL_FORMED = re.compile(
    rb"((?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})+)"
)


def _mend(line: bytes, table: list[str], *, whole: bool) -> tuple[str, int]:
    """A line with its strange bytes, or `whole`, read by a table; and how many bytes were."""
    if whole:
        return "".join(table[byte] for byte in line), sum(byte > 0x7F for byte in line)
    split = _WELL_FORMED.split(line)  # what is well formed stands between what is not
    pieces = [
        piece.decode("utf-8") if n % 2 else "".join(table[byte] for byte in piece) for n, piece in enumerate(split)
    ]
    return "".join(pieces), sum(map(len, split[::2]))


_BESIDE_A_LETTER = re.compile(rb"(?<![\x80-\xff])(?:(?<=[a-z])[\x80-\xff]|[\x80-\xff](?=[a-z]))")
_ENOUGH = 5000
_OPENING_MARKS = "¿¡«“‘„"
_TYPOGRAPHIC = "«»“”‘’„‚…–—·ºª\u00a0"


def _single_byte_table(data: bytes) -> tuple[str, list[str]]:
    """The table by which the letters of a text best become words: Windows-1252 unless another does better."""
    found = list(_few(_BESIDE_A_LETTER.finditer(data)))
    scores = {name: sum(_fits(data, match, table) for match in found) for name, table in _TABLES.items()}
    best = max(scores, key=lambda name: scores[name])  # the first of equals
    return best, _TABLES[best]


def _few(matches: Iterator[re.Match[bytes]]) -> Iterator[re.Match[bytes]]:
    return (match for match, _ in zip(matches, range(_ENOUGH), strict=False))


def _fits(data: bytes, match: re.Match[bytes], table: list[str]) -> int:
    """Whether a byte beside small letters reads well: 1 as a letter or a mark that may stand there, else -1."""
    character = table[match[0][0]]
    follows = data[max(0, match.start() - 1) : match.start()].isalpha()
    if character in _OPENING_MARKS:
        return -1 if follows else 1
    is_letter = character < "\u0100" and (character.islower() or (character.isupper() and not follows))
    return 1 if is_letter or character in _TYPOGRAPHIC else -1


# --- Text encoded twice -------------------------------------------------------------------------------------

_TRAIL = "".join({chr(byte) for byte in range(0x80, 0xC0)} | set(_TABLES["windows-1252"][0x80:0xC0]))
_RUN = rf"(?:[Â-Å][{_TRAIL}]|â[{_TRAIL}]{{2}}|ð[\x9fŸ][{_TRAIL}]{{2}})+"
_TWICE = re.compile(rf"(?<![A-ZÀ-Þ]){_RUN}|{_RUN}(?=[a-zß-ÿ])")  # not the end of «AMANHû
_SURELY_TWICE = re.compile(rf"(?<![A-ZÀ-Þ])(?:[ÂÃ][{_TRAIL}]|â[€\x80][{_TRAIL}])")


def _decode_again(text: str) -> tuple[str, int]:
    """A text in which what was encoded in UTF-8 twice is read once more, and how many stretches were."""
    if not _SURELY_TWICE.search(text):
        return text, 0
    return _TWICE.subn(lambda run: _once(run[0]), text)


def _once(run: str) -> str:
    raw = bytes(_BYTES[character] for character in run)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return run


_BYTES = {chr(byte): byte for byte in range(256)} | {c: byte for byte, c in enumerate(_TABLES["windows-1252"])}
