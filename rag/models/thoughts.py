"""What a model thinks before it answers, taken out of its text: servers without a parser of reasoning leave it there.

A block stands between tags (`<think>…</think>` and its kin, `[THINK]…[/THINK]` of Mistral) or in a channel of its own
(`<|channel|>analysis<|message|>…<|end|>` of gpt-oss). Where the chat template opens the block, the text has nothing but
its end. A tag opens a block only at the beginning of a line, and none does behind a quotation mark: an answer may say
what «<think>» is. However the text is cut into pieces, the same is left of it.
"""

from __future__ import annotations

import re
from enum import Enum, auto

__all__ = ["Thoughts", "Unopened"]

_TAGS = {f"<{name}>": f"</{name}>" for name in ("think", "thinking", "thought", "reasoning")} | {"[think]": "[/think]"}
_CHANNEL, _START, _MESSAGE = "<|channel|>", "<|start|>", "<|message|>"
_ENDS = ("<|end|>", "<|return|>", "<|call|>")
_ALL = (*_TAGS, *_TAGS.values(), _CHANNEL, _START, _MESSAGE, *_ENDS)
_MARK = re.compile("|".join(map(re.escape, _ALL)), re.IGNORECASE)
_LONGEST = max(map(len, _ALL))
# The end of a text that may yet become a mark: it waits for the next piece.
_BEGUN = re.compile(
    "(?:" + "|".join(sorted({re.escape(mark[:n]) for mark in _ALL for n in range(1, len(mark))})) + r")\Z",
    re.IGNORECASE,
)
# What stands before a tag that is quoted; the straight marks only where they open.
_QUOTED = re.compile(r"(?:[«“‘„`]|(?:\A|[\s(])[\"'])\Z")
_SAID_CHANNEL = "final"


class Unopened(Exception):
    """A block ended that no tag had begun, after what was taken for the answer had been passed on."""


class _In(Enum):
    ANSWER = auto()
    THOUGHT = auto()
    HEADER = auto()  # of a message in gpt-oss's format: role and channel


class Thoughts:
    """Reads a text piece by piece and gives back what of it is said.

    Attributes:
        seen: Whether anything was thought.
        unopened: Whether a block ended that no tag had begun.
    """

    def __init__(self, *, withholds: bool = False) -> None:
        """Begin with the beginning of a text.

        Args:
            withholds: Whether all is kept back until a mark tells thoughts from answer, or the text ends: for a
                model whose template opens the block, or of which it is not known.
        """
        self.seen = self.unopened = False
        self._withheld = ""
        self._withholds = withholds
        self._in = _In.ANSWER
        self._closing = ""
        self._header = ""
        self._held = ""
        self._opening = ""  # white space before the first word
        self._begun = self._trims = False
        self._blank, self._last = True, ""  # whether the line is empty so far, and the last two characters

    @property
    def withholds(self) -> bool:
        """Whether all is kept back still, since no mark has told thoughts from answer."""
        return self._withholds

    def release(self) -> str:
        """What was withheld, and nothing any more: the server itself has told thoughts from answer."""
        said, self._withheld, self._withholds = self._withheld, "", False
        return said

    def read(self, piece: str) -> str:
        """What is surely said, of the text up to here.

        Raises:
            Unopened: What has been given back was a thought.
        """
        text, here, said = self._held + piece, 0, ""
        begun = _BEGUN.search(text, max(0, len(text) - _LONGEST))
        for mark in _MARK.finditer(text):
            said += self._read_text(text[here : mark.start()])
            said = self._read_mark(mark[0], said)
            here = mark.end()
        end = max(here, begun.start()) if begun else len(text)
        self._held = text[end:]
        return self._passed(said + self._read_text(text[here:end]))

    def finish(self) -> str:
        """The rest of what is said, where the text has ended."""
        text, self._held = self._held, ""
        said = self._read_text(text)
        space = "" if self._begun or self._trims else self._opening
        return self.release() + said + space

    def _passed(self, said: str) -> str:
        if self._withholds:
            self._withheld += said
            return ""
        return self.release() + said if self._withheld else said

    def _read_text(self, text: str) -> str:
        if self._in is _In.HEADER:
            self._header += text
        if self._in is not _In.ANSWER or not text:
            return ""
        _, broken, line = text.rpartition("\n")
        self._blank = not line.strip() and (self._blank or bool(broken))
        self._last = (self._last + text)[-2:]
        if self._begun:
            return text
        words = text.lstrip()
        space, self._opening = self._opening + text[: len(text) - len(words)], ""
        if not words:
            self._opening = space
            return ""
        self._begun = True
        return words if self._trims else space + words

    def _read_mark(self, written: str, said: str) -> str:
        """What is said of the text up to a mark."""
        mark = written.lower()
        if self._in is _In.ANSWER and (_QUOTED.search(self._last) or (mark in _TAGS and not self._blank)):
            return said + self._read_text(written)
        if mark in _TAGS:
            if self._in is _In.ANSWER:
                self._think(_TAGS[mark])
        elif mark in _TAGS.values():
            return self._close(mark, said)
        elif mark in (_CHANNEL, _START):
            if self._in is not _In.THOUGHT or self._closing in _ENDS:
                self._in, self._header = _In.HEADER, mark
        elif mark == _MESSAGE:
            self._end_header()
        elif self._closing in _ENDS:
            self._in = _In.ANSWER
        return said

    def _think(self, closing: str) -> None:
        self.seen, self._in, self._closing = True, _In.THOUGHT, closing
        if not self._begun:
            self._trims, self._withholds = True, False

    def _close(self, mark: str, said: str) -> str:
        if self._in is _In.THOUGHT and self._closing == mark:
            self._in = _In.ANSWER
        elif self._in is _In.ANSWER:
            return self._close_unopened(said)
        return said

    def _close_unopened(self, said: str) -> str:
        """All up to here was thought, unless some of it has been passed on; a second end ends nothing."""
        if self.seen:
            return said
        self.unopened = self.seen = True
        if self._begun and not self._withholds:
            raise Unopened
        self._withheld, self._withholds = "", False
        self._begun, self._trims, self._opening = False, True, ""
        self._blank, self._last = True, ""
        return ""

    def _end_header(self) -> None:
        if self._in is not _In.HEADER:
            return
        channel = self._header.startswith(_CHANNEL)
        if channel and not self._header.removeprefix(_CHANNEL).strip().startswith(_SAID_CHANNEL):
            self._think(_ENDS[0])
        else:
            self._in, self._withholds = _In.ANSWER, self._withholds and self._begun
