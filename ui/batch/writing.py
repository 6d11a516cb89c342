"""How an answer stands in a file: an object a line, or a row of a table that opens in a spreadsheet.

Each line begins with what is known before the question is asked, its head. By that a run that goes on knows which
questions a file has answers to, and that the file is of the same questions.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rag.types import Answer, Citation, Support
from ui.batch.reading import STANDARD, BatchError, Row, Sheet
from ui.citing import details
from ui.contract import NO_FOLDERS, answer_json
from ui.speech import Say, reader

__all__ = ["FAILED", "Lines", "Outcome", "Table", "Writing", "harmless", "writing_for"]

FAILED = "failed"
"""The status of a question that could not be answered."""

SPANISH = "es"

_FORMULA = re.compile(r"""[\s"]*[=+\-@＝＋－＠]""")
"""What a spreadsheet takes for the beginning of a formula, those of East Asian keyboards too."""
_PARTING = re.compile(r"([,;\t|\n])")
"""What parts cells in some country: its spreadsheets heed no quotation marks amid a cell of theirs."""
_END = b"\r\n"
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question.

    Attributes:
        answer: None where there is none.
        folders: Those of the articles that it names, by document id.
        error: Why there is no answer, in the reader's language; else empty.
    """

    answer: Answer | None = None
    folders: Mapping[str, str] = field(default_factory=lambda: NO_FOLDERS)
    error: str = ""

    @property
    def status(self) -> str:
        """As the contract has it."""
        return str(self.answer.status) if self.answer else FAILED


class Writing(ABC):
    """A kind of file of answers."""

    opening: bytes = b""
    """What stands before the first line."""
    quotes = False
    """Whether a line may hold the ends of lines, between quotation marks."""

    @abstractmethod
    def head(self, row: Row, given: Mapping[str, str]) -> bytes:
        """How the line of a row begins: what is known before it is asked, `given` with all that limits its search."""

    @abstractmethod
    def rest(self, outcome: Outcome) -> bytes:
        """How it goes on, to its end."""

    @abstractmethod
    def number(self, line: bytes) -> int | None:
        """Of which row a line is; None where it is no such line."""

    @abstractmethod
    def status(self, rest: bytes) -> str:
        """What `rest` has said of how the question ended."""


class Lines(Writing):
    """JSON lines: the object of `ask --json`, after the row's number, its id, its columns and its filters."""

    _NUMBER = re.compile(rb'\{"row": (\d{1,9}), ')
    _STATUS = re.compile(rb'(?<!\\)"status": "(\w+)"')  # in a text its marks would be escaped

    def head(self, row: Row, given: Mapping[str, str]) -> bytes:
        """The first keys of the object."""
        told = {
            "row": row.number, "id": row.id, "input": dict(row.columns), "given": dict(given), "question": row.question,
        }  # fmt: skip
        return f"{_json(told)[:-1]}, ".encode("utf-8", "replace")

    def rest(self, outcome: Outcome) -> bytes:
        """The others."""
        if outcome.answer is None:
            said: dict[str, Any] = {"status": FAILED, "error": outcome.error}
        else:
            said = answer_json(outcome.answer, outcome.folders) | {"notice": outcome.answer.notice}
            del said["question"]  # which is in the head
        return f"{_json(said)[1:]}\n".encode("utf-8", "replace")

    def number(self, line: bytes) -> int | None:
        """By its first key."""
        found = self._NUMBER.match(line)
        return int(found[1]) if found else None

    def status(self, rest: bytes) -> str:
        """By its key."""
        found = self._STATUS.search(rest)
        return found[1].decode("ascii") if found else FAILED


class Table(Writing):
    """A CSV table: the columns of the questions, then the answer, its verdicts counted, and its citations.

    Args:
        columns: Of the questions.
        parted: By what cells are parted.
        say: Tells what is said of citations in the reader's language.
    """

    quotes = True
    OWN = (
        "status", "answer", *map(str, Support), "citations", "nearest", "notice", "language", "mode", "error"
    )  # fmt: skip
    """The columns of an answer, behind those of its question."""

    def __init__(self, columns: Sequence[str], parted: str, say: Say) -> None:
        self._columns = tuple(columns)
        self._parted = parted
        self._say = say
        own = {"row", "filters", *self.OWN}
        heads = ["row", *(f"{name} (input)" if name in own else name for name in columns), "filters", *self.OWN]
        self.opening = codecs.BOM_UTF8 + self._cut(heads) + _END
        self._number = re.compile(rf"(\d{{1,9}}){re.escape(parted)}".encode())

    def head(self, row: Row, given: Mapping[str, str]) -> bytes:
        """The cells of the question, as they stand in its file."""
        limits = "; ".join(f"{name}={value}" for name, value in given.items())
        cells = [str(row.number), *(_cell(row.columns.get(name)) for name in self._columns), limits]
        return self._cut(cells) + self._parted.encode()

    def rest(self, outcome: Outcome) -> bytes:
        """Those of its answer."""
        cells = self._cells(outcome)
        return self._cut([cells[name] for name in self.OWN]) + _END

    def number(self, line: bytes) -> int | None:
        """By its first cell."""
        found = self._number.match(line)
        return int(found[1]) if found else None

    def status(self, rest: bytes) -> str:
        """By its first cell."""
        return rest.partition(self._parted.encode())[0].decode("utf-8", "replace")

    def _cells(self, outcome: Outcome) -> dict[str, str]:
        cells = dict.fromkeys(self.OWN, "") | {"status": outcome.status, "error": outcome.error}
        if (answer := outcome.answer) is None:
            return cells
        counted = Counter(claim.support for claim in answer.claims)
        told = {"answer": answer.text, "notice": answer.notice, "language": answer.language, "mode": str(answer.mode)}
        quoted = {"citations": self._quoted(answer.citations), "nearest": self._quoted(answer.nearest)}
        return cells | told | quoted | {str(verdict): str(counted[verdict]) for verdict in Support}

    def _quoted(self, citations: Sequence[Citation]) -> str:
        return "\n".join(map(self._citation, citations))

    def _citation(self, citation: Citation) -> str:
        document = citation.passage.document
        where = details(document, citation.start, self._say, document.source)
        return f"[{citation.number}] {document.title}{where}: «{' '.join(citation.quote.split())}»"

    def _cut(self, cells: Sequence[str]) -> bytes:
        """Cells as a line without its end."""
        line = io.StringIO(newline="")
        csv.writer(line, delimiter=self._parted).writerow(map(harmless, cells))
        return line.getvalue().encode("utf-8", "replace").removesuffix(_END)


def harmless(text: str) -> str:
    """A cell in which no spreadsheet finds a formula, however it parts cells: before each there is an apostrophe."""
    return "".join(map(_harmless, _PARTING.split(_CONTROLS.sub("", text))))


def _harmless(piece: str) -> str:
    return f"'{piece}" if _FORMULA.match(piece) else piece


def writing_for(place: Path, sheet: Sheet, say: Say) -> Writing:
    """How the answers to some questions are written into a file, by what it is called.

    A table is parted as that of the questions is, else as a spreadsheet of the reader has it.

    Raises:
        BatchError: By its name it is of no kind that is written.
    """
    match place.suffix.lower():
        case ".csv":
            return Table(sheet.columns, sheet.parted or _usual(), say)
        case ".jsonl" | ".ndjson":
            return Lines()
    if str(place) == STANDARD:
        return Lines()
    raise BatchError(f"{str(place)!r} is no kind of file that answers are written in: call it .jsonl or .csv.")


def _usual() -> str:
    """By what a spreadsheet of the reader's country parts cells: a comma is that of decimals in Spanish."""
    return ";" if reader() == SPANISH else ","


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
