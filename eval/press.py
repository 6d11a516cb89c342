"""Questions over real press, written by hand, and what becomes of them: right, not whole, wrong or refused.

The articles are those of `prensa` (429 of 2018, their figures invented), which stay where they are; the questions, what
a right answer to each must hold, and the labels that readers gave to answers belong to this project. An answer's label
is first the machine's, by the items of the question's gold that stand in it; a reader's takes its place where the very
answer was read. How far the two agree is printed, since no figure is finer than that.

Articles are parted by a digest of their id (`eval.sources.part_of`): what is built on is seen, what is fitted on is
counted, and what is reported is neither.
"""

from __future__ import annotations

import hashlib
import re
import statistics
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from eval.intervals import wilson
from eval.sealed import RECORD_ANEW, NotRecorded
from eval.sources import DATA, PARTS, part_of
from eval.xquad import read_rows, write_archive
from rag.errors import HemerotecaError
from rag.library import Library
from rag.settings import Settings
from rag.text.terms import fold
from rag.types import Answer, LanguageModel, Status, Turn

__all__ = [
    "LABELS",
    "QUESTIONS",
    "Asked",
    "Label",
    "PressQuestion",
    "ask_all",
    "detail",
    "holds_something",
    "in_english",
    "machine_label",
    "opened_archive",
    "read_questions",
    "table",
]

QUESTIONS = Path(__file__).parent / "data" / "press_questions.jsonl"
LABELS = Path(__file__).parent / "data" / "press_labels.jsonl"
ENGLISH = Path(__file__).parent / "data" / "press_english.jsonl"
"""Those of the parts `build` and `fit` that are asked in Spanish, put into English by hand: to build on."""

_OPENING = re.compile(r"(si|no|yes)[,.:;]")

UNANSWERABLE = "unanswerable"
"""Kind of the questions that no article answers, though one speaks of the matter."""

MUCH = 0.6
"""Share of the chief facts with which an overview is whole: which are chief is one reader's choice."""

OVERVIEWS = ("overview", "keywords")
YES_NO = "yesno"


class Label(StrEnum):
    """What a reader says of an answer; `NOT_RECORDED` where a replay has none."""

    RIGHT = "right"
    NOT_WHOLE = "not whole"
    WRONG = "wrong"
    REFUSED = "refused"
    NOT_RECORDED = "not recorded"


@dataclass(frozen=True, slots=True)
class PressQuestion:
    """A question and its gold.

    Attributes:
        items: What a right and whole answer holds: each in several spellings, any of which counts.
        enough: Items with which an answer is right, though not whole.
        trap: Of an unanswerable one, what it asks for that is not there.
        note: What is right and what is wrong, for readers.
    """

    id: str
    kind: str
    language: str
    text: str
    articles: tuple[str, ...]
    history: tuple[Turn, ...] = ()
    items: tuple[tuple[str, ...], ...] = ()
    enough: int = 1
    trap: str = ""
    note: str = ""

    @property
    def part(self) -> str:
        """Of the articles: `build`, `fit` or `report`."""
        return part_of(self.articles[0])

    @property
    def is_answerable(self) -> bool:
        """Whether the archive gives an answer."""
        return self.kind != UNANSWERABLE


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its answer, and what is said of that; no answer where a replay does not hold what the model says."""

    question: PressQuestion
    answer: Answer | None
    label: Label
    read: bool = False


def read_questions(path: Path = QUESTIONS) -> list[PressQuestion]:
    """The questions, by id.

    Raises:
        HemerotecaError: There is no such file.
    """
    return sorted(map(_question, read_rows(path)), key=lambda question: question.id)


def in_english(questions: Sequence[PressQuestion], path: Path = ENGLISH) -> list[PressQuestion]:
    """The questions that are asked in English, and those put into it; what is asked in a conversation is left out."""
    put = {str(row["id"]): str(row["question"]) for row in read_rows(path)}
    return [
        replace(question, text=put.get(question.id, question.text), language="en")
        for question in questions
        if not question.history and (question.id in put or question.language == "en")
    ]


def _question(row: Mapping[str, object]) -> PressQuestion:
    found = dict(row)
    return PressQuestion(
        id=str(found["id"]),
        kind=str(found["kind"]),
        language=str(found["language"]),
        text=str(found["question"]),
        articles=tuple(_strings(found["articles"])),
        history=tuple(Turn(*_strings(turn)) for turn in _list(found.get("history"))),
        items=tuple(tuple(_strings(item)) for item in _list(found.get("items"))),
        enough=int(str(found.get("enough", 1))),
        trap=str(found.get("trap", "")),
        note=str(found.get("note", "")),
    )


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _strings(value: object) -> list[str]:
    return [str(item) for item in _list(value)]


def machine_label(question: PressQuestion, answer: Answer) -> Label:
    """What the items of the gold say of an answer; of an unanswerable question every answer is wrong."""
    if answer.status is not Status.ANSWERED:
        return Label.REFUSED
    return _label(question, answer.text) if question.is_answerable else Label.WRONG


def holds_something(question: PressQuestion, text: str) -> bool:
    """Whether a text would be right or nearly right as an answer."""
    return question.is_answerable and _label(question, text) in (Label.RIGHT, Label.NOT_WHOLE)


def _label(question: PressQuestion, text: str) -> Label:
    said = fold(text)
    found = [any(_stands(spelling, said) for spelling in item) for item in question.items]
    if question.kind == YES_NO and len(found) > 1:
        # The fact settles it, unless the answer opens with the contrary; «no» within a sentence tells nothing.
        if (opened := _OPENING.match(said)) and opened.group(1) not in map(fold, question.items[0]):
            return Label.WRONG
        found = found[1:]
    whole = MUCH * len(found) if question.kind in OVERVIEWS else len(found)
    if sum(found) >= whole:
        return Label.RIGHT
    return Label.NOT_WHOLE if sum(found) >= question.enough else Label.WRONG


def _stands(spelling: str, said: str) -> bool:
    """Whether a spelling stands at the beginning of a word: «discrimina» in «discriminaba»."""
    return re.search(rf"(?<!\w){re.escape(fold(spelling.strip()))}", said) is not None


def digest(answer: Answer) -> str:
    """What a reader's label hangs on: the words of an answer and its status."""
    return hashlib.sha256(f"{answer.status}\n{answer.text}".encode()).hexdigest()[:16]


def read_labels(path: Path = LABELS) -> dict[tuple[str, str], Label]:
    """Readers' labels by question and digest of the answer."""
    if not path.exists():
        return {}
    return {(str(row["id"]), str(row["answer"])): Label(str(row["label"])) for row in read_rows(path)}


def ask_all(
    settings: Settings,
    questions: Sequence[PressQuestion],
    *,
    model: LanguageModel | None = None,
    index: Path | None = None,
    data: Path = DATA,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Asked]:
    """Ask the questions over the whole archive.

    Args:
        settings: What answers; only the index is another.
        questions: Some of `read_questions`.
        model: A recording or a replay of the language model; none: that of the settings, asked each time.
        index: Where the archive is kept between runs; none: a fresh one.
        data: Folder of the collections.
        tell: Told of the progress.
    """
    labels = read_labels()
    asked = []
    with opened_archive(settings, index, data, model) as library:
        library.start_model()
        library.wait_for_model()
        for n, question in enumerate(questions, start=1):
            asked.append(_ask(library, question, labels))
            if n % 20 == 0:
                tell(f"{n} of {len(questions)} questions")
    return asked


@contextmanager
def opened_archive(
    settings: Settings, index: Path | None = None, data: Path = DATA, model: LanguageModel | None = None
) -> Iterator[Library]:
    """The press as an archive; kept in `index` where given."""
    with ExitStack() as stack:
        place = index or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        write_archive({str(row["id"]): str(row["text"]) for row in _articles(data)}, place / "articles")
        library = stack.enter_context(Library.open(settings.over(place / "index", language=""), llm=model))
        library.sync([place / "articles"])
        yield library


def _articles(data: Path) -> list[Mapping[str, object]]:
    path = data / "prensa" / "articles.jsonl"
    if not path.exists():
        raise HemerotecaError(
            f"there is no {path.name!r} in {str(path.parent)!r}: the examination over press needs it."
        )
    return list(read_rows(path))


def _ask(library: Library, question: PressQuestion, labels: Mapping[tuple[str, str], Label]) -> Asked:
    try:
        answer = library.ask(question.text, question.history)
    except NotRecorded:
        return Asked(question, None, Label.NOT_RECORDED)
    given = labels.get((question.id, digest(answer)))
    return Asked(question, answer, given or machine_label(question, answer), read=given is not None)


# --- The report -----------------------------------------------------------------------------------------------


def table(asked: Sequence[Asked]) -> list[str]:
    """A line for each kind, for all that are answerable, and for each trap; then times and the agreement of labels.

    What a replay lacks is told behind its line, and at the end what to do about it.
    """
    answerable = [a for a in asked if a.question.is_answerable]
    kinds = dict.fromkeys(a.question.kind for a in answerable)
    lines = [_line(kind, [a for a in answerable if a.question.kind == kind]) for kind in kinds]
    lines.append(_line("all answerable", answerable))
    lines += [_line(part, [a for a in answerable if a.question.part == part]) for part in PARTS]
    trapped = [a for a in asked if not a.question.is_answerable]
    for trap in sorted({a.question.trap for a in trapped}):
        lines.append(_answered(trap, [a for a in trapped if a.question.trap == trap]))
    lines.append(_answered("all unanswerable", trapped))
    return [*filter(None, lines), *_agreement(asked), *_times(asked), *_missing(asked)]


def _line(name: str, asked: Sequence[Asked]) -> str:
    if not asked:
        return ""
    given = Counter(a.label for a in asked)
    labels = [label for label in Label if label is not Label.NOT_RECORDED or given[label]]
    shares = "  ".join(f"{label} {given[label]:3} ({given[label] / len(asked):4.0%})" for label in labels)
    low, high = wilson(given[Label.RIGHT], len(asked))
    return f"{name:18} {len(asked):4}  {shares}  right [{low:.0%}, {high:.0%}]"


def _answered(name: str, asked: Sequence[Asked]) -> str:
    if not asked:
        return ""
    given = Counter(a.label for a in asked)
    missing = given[Label.NOT_RECORDED]
    wrong = len(asked) - given[Label.REFUSED] - missing
    low, high = wilson(wrong, len(asked))
    told = f"  {Label.NOT_RECORDED} {missing:3}" if missing else ""
    return f"{name:18} {len(asked):4}  answered {wrong:3} ({wrong / len(asked):4.0%})  [{low:.0%}, {high:.0%}]{told}"


def _agreement(asked: Iterable[Asked]) -> list[str]:
    read = [(a.label, machine_label(a.question, a.answer)) for a in asked if a.read and a.answer]
    if not read:
        return []
    same = sum(label is machines for label, machines in read)
    return [f"{len(read)} answers were read; the machine's label was the reader's for {same} ({same / len(read):.0%})"]


def _times(asked: Sequence[Asked]) -> list[str]:
    times = [a.answer.timings.total_ms for a in asked if a.answer]
    return [f"median {statistics.median(times):.0f} ms an answer"] if times else []


def _missing(asked: Sequence[Asked]) -> list[str]:
    missing = [a.question.id for a in asked if a.label is Label.NOT_RECORDED]
    if not missing:
        return []
    return [f"{len(missing)} of {len(asked)} are not recorded ({', '.join(missing)}): {RECORD_ANEW}"]


def detail(asked: Asked) -> str:
    """A question with its answer, for reading."""
    question, answer = asked.question, asked.answer
    if answer is None:
        return f"{question.id} {question.kind} {question.trap} [{asked.label}]\n  ? {question.text}\n"
    history = "".join(f"\n  before: {turn.question} — {turn.answer}" for turn in question.history)
    claims = "".join(f"\n  {claim.support}: {claim.text}" for claim in answer.claims)
    given = f"{asked.label}, read" if asked.read else str(asked.label)
    return (
        f"{question.id} {question.kind} {question.trap} [{given}] {digest(answer)}"
        f"{history}\n  ? {question.text}\n  ! {answer.text}\n  gold: {question.items} {question.note}{claims}\n"
    )
