"""Standard output and error: whatever their encoding, whatever becomes of who reads them.

An archive holds signs that a terminal or a pipe of another encoding than UTF-8 cannot take. There each is written in
the nearest way that can be taken, and as an escape where there is none, so that nothing is lost and nothing fails.
"""

from __future__ import annotations

import codecs
import io
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from typing_extensions import Buffer

__all__ = ["Output", "echo", "encodable", "prepare_output", "print_json", "writing_to"]

_NEAREST = "hemeroteca.nearest"
_BY_DEFAULT = frozenset({"strict", "surrogateescape", "backslashreplace"})
"""What Python does with such signs where nobody has said what to do."""

_SIGNS = {
    "✓": "+",
    "✗": "x",
    "≈": "~",
    "→": "->",
    "←": "<-",
    "↑": "^",
    "·": "-",
    "−": "-",
    "€": "EUR",
    "¿": "?",
    "¡": "!",
}
"""Signs that nothing in Unicode says how to write in ASCII, of the program itself and of what any newspaper prints."""

_LETTERS = re.compile(r"LATIN (SMALL|CAPITAL) LETTER ([A-Z]{1,2})(?: WITH .+)?")


class Output(Protocol):
    """What is written to: a text stream, or who passes the text on to one."""

    @property
    def encoding(self) -> str:
        """The one that the text will be written in."""

    def write(self, text: str, /) -> int:
        """Write text; returns its length."""

    def flush(self) -> None:
        """Let nothing wait."""


_outputs: ContextVar[tuple[Output, Output] | None] = ContextVar("outputs", default=None)
"""What stands for standard output and error in a thread that writes for another process."""


@contextmanager
def writing_to(out: Output, err: Output) -> Iterator[None]:
    """Write to these, in this thread, instead of to standard output and error, until the block ends."""
    before = _outputs.set((out, err))
    try:
        yield
    finally:
        _outputs.reset(before)


def _output(*, err: bool = False) -> Output | None:
    out = _outputs.get() or (sys.stdout, sys.stderr)
    return out[1] if err else out[0]


class _Watched(io.RawIOBase):
    """A raw stream that remembers why it failed, and swallows from then on what Python still tries to write."""

    def __init__(self, stdout: io.TextIOWrapper) -> None:
        self._stdout = stdout  # which closes the raw stream when nobody has it any more
        self._raw = cast("io.RawIOBase", getattr(stdout.buffer, "raw", stdout.buffer))
        self.fault: OSError | None = None

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._raw.fileno()

    def isatty(self) -> bool:
        return self._raw.isatty()

    def write(self, data: Buffer, /) -> int | None:
        if self.fault is not None:
            return memoryview(data).nbytes
        try:
            return self._raw.write(data)
        except OSError as error:
            self.fault = error
            raise


def prepare_output() -> Callable[[], OSError | None]:
    """Have standard output and error take any text, unless whoever runs the program has said otherwise.

    Returns:
        A function that writes what waits and tells why standard output failed; None where all has arrived.
    """
    codecs.register_error(_NEAREST, _write_nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors in _BY_DEFAULT:
            stream.reconfigure(errors=_NEAREST)
    # Another kind of stream is that of a program which runs this one inside itself: it sees to its own faults.
    return _watch(sys.stdout) if type(sys.stdout) is io.TextIOWrapper else lambda: None


def _watch(stdout: io.TextIOWrapper) -> Callable[[], OSError | None]:
    watched = _Watched(stdout)
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(watched),
        encoding=stdout.encoding,
        errors=stdout.errors,
        line_buffering=stdout.line_buffering,
        write_through=stdout.write_through,
    )

    def fault() -> OSError | None:
        with suppress(OSError):
            sys.stdout.flush()
        return watched.fault

    return fault


def echo(text: str = "", *, nl: bool = True, err: bool = False) -> None:
    """Write text, with the end of a line unless `nl` is false, at once.

    Raises:
        OSError: It cannot be written; what is meant for standard error is then lost instead.
    """
    stream = _output(err=err)
    if stream is None:  # closed by whoever started the program
        return
    try:
        stream.write(text + "\n" * nl)
        stream.flush()
    except OSError:
        if not err:
            raise


def encodable(text: str) -> bool:
    """Whether the output can take a text to the letter."""
    try:
        text.encode(getattr(_output(), "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def print_json(value: Any) -> None:
    """Write one JSON document, with the escapes of its own where the output cannot take its signs: nothing is lost."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    echo(text if encodable(text) else json.dumps(value, indent=2))


def _write_nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    told = "".join(_nearest(sign, error.encoding) for sign in error.object[error.start : error.end])
    return told, error.end


def _nearest(sign: str, encoding: str) -> str:
    for way in _ways(sign):
        with suppress(UnicodeEncodeError):
            way.encode(encoding)
            return way
    return sign.encode("ascii", "backslashreplace").decode("ascii")


def _ways(sign: str) -> list[str]:
    """How a sign may be written with simpler ones, the nearest first."""
    name = unicodedata.name(sign, "")
    ways = [_SIGNS[sign]] if sign in _SIGNS else []
    parts = unicodedata.normalize("NFKD", sign).replace("\N{FRACTION SLASH}", "/")
    bare = "".join(c for c in parts if not unicodedata.combining(c))
    if bare != sign:
        ways.append(bare)
    if unicodedata.category(sign) == "Pd":
        ways.append("-")
    if "QUOTATION MARK" in name:
        ways.append("'" if "SINGLE" in name else '"')
    if letters := _LETTERS.fullmatch(name):
        ways.append(letters[2] if letters[1] == "CAPITAL" else letters[2].lower())
    return ways
