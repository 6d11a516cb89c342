"""Saved questions asked of real press as it comes: whether what answers is told, and what else is.

Half of the articles of `eval.press` are there before, the other half come, so many at once, and each question that
asks by itself is asked of them as `hemeroteca questions` would: of its gold articles, and of all others. Which come is
said by the questions of a part, since what has nothing to answer tells little, and by a digest.

A pair of question and article that is not gold may be right all the same, where two articles tell of one event. So each
that was told has been read, and both figures are given: counted by the gold, and as read (`READINGS`).
"""

from __future__ import annotations

import hashlib
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval.intervals import Rate
from eval.press import PressQuestion, opened_archive
from eval.sources import DATA
from eval.xquad import read_rows
from rag.arrivals import Answering, Arrivals, Told, Wanted
from rag.errors import HemerotecaError
from rag.library import Library
from rag.settings import Settings

__all__ = ["ASKED", "READINGS", "Telling", "Watch", "coming", "detail", "read_readings", "run", "sample", "table"]

READINGS = Path(__file__).parent / "data" / "watch_readings.jsonl"

ASKED = {1: 24, 4: 8, 12: 8}
"""How many articles come at once, and one question in how many is asked of them, so that each takes some minutes: what
is asked of one article costs nearly what is asked of many."""

Readings = Mapping[tuple[str, str], bool]
"""Whether an article that was told answers a question, by their ids, as somebody read it."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An article that was told as an answer to a question.

    Attributes:
        article: Its id in the press.
        words: What of it was quoted.
    """

    question: PressQuestion
    article: str
    words: tuple[str, ...]

    @property
    def is_gold(self) -> bool:
        """Whether it is one that whoever wrote the question had in mind."""
        return self.question.is_answerable and self.article in self.question.articles


@dataclass(frozen=True, slots=True)
class Watch:
    """What was told of the articles that came.

    Attributes:
        at_once: How many came together.
        questions: What was asked of each.
        articles: Ids of those that came.
        told: What was told of them.
        seconds: Processor time that looking through took, for each group.
    """

    at_once: int
    questions: tuple[PressQuestion, ...]
    articles: tuple[str, ...]
    told: tuple[Telling, ...]
    seconds: tuple[float, ...]


def coming(articles: Iterable[str], questions: Iterable[PressQuestion]) -> list[str]:
    """The half of some articles that comes, in its order: those that questions are about, then others by a digest."""
    about = {article for question in questions for article in question.articles}
    by_digest = sorted(articles, key=_digest)
    first = [article for article in by_digest if article in about]
    others = [article for article in by_digest if article not in about]
    return sorted(first + others[: max(len(by_digest) // 2 - len(first), 0)], key=_digest)


def sample(questions: Iterable[PressQuestion], every: int) -> list[PressQuestion]:
    """Those that ask by themselves, one in so many, by a digest: a smaller sample is part of a larger one."""
    alone = sorted((q for q in questions if not q.history), key=lambda question: _digest(question.id))
    return alone[: -(-len(alone) // every)]


def _digest(name: str) -> str:
    # Not the one that parts are made by, which would bring them one after the other.
    return hashlib.sha256(f"watch {name}".encode()).hexdigest()


def read_readings(path: Path = READINGS) -> Readings:
    """What was read, by the ids of question and article.

    Raises:
        HemerotecaError: There is no such file.
    """
    return {(str(row["id"]), str(row["article"])): bool(row["answers"]) for row in read_rows(path)}


def run(
    settings: Settings,
    questions: Sequence[PressQuestion],
    asked: Mapping[int, int] = ASKED,
    *,
    index: Path | None = None,
    data: Path = DATA,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[Watch]:
    """Let half of the press come, once for each number at once.

    Args:
        settings: What answers; only the index is another, and no language model is asked.
        questions: Of one part; those of a conversation are left out.
        asked: As `ASKED`.
        index: Where the whole archive is kept between runs, as of `eval.press`; none: a fresh one.
        data: Folder of the collections.
        tell: Told of the progress.
    """
    settings = settings.model_copy(update={"llm": "off"})
    with ExitStack() as stack:
        kept = index or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        with opened_archive(settings, kept, data):
            pass  # all is embedded once: vectors stay in the ledger when their article goes
        files = {file.stem: file for file in (kept / "articles").glob("*.txt")}
        come = coming(files, questions)
        there = [files[article] for article in sorted(files.keys() - set(come))]
        for at_once, every in asked.items():
            with _opened(settings, kept, there) as (library, folder):
                groups = [[files[i] for i in come[n : n + at_once]] for n in range(0, len(come), at_once)]
                yield _watch(library, folder, groups, sample(questions, every), tell)


@contextmanager
def _opened(settings: Settings, kept: Path, there: Sequence[Path]) -> Iterator[tuple[Library, Path]]:
    """An archive of some of the articles, and the folder that it mirrors."""
    with tempfile.TemporaryDirectory() as home:
        place, folder = Path(home) / "index", Path(home) / "articles"
        shutil.copytree(kept / "index", place)
        folder.mkdir()
        with Library.open(settings.over(place, language="")) as library:
            library.forget(library.corpus())
            _come(library, folder, there)
            yield library, folder


def _come(library: Library, folder: Path, files: Iterable[Path]) -> None:
    for file in files:
        shutil.copy2(file, folder)
    library.sync([folder])


def _watch(
    library: Library,
    folder: Path,
    groups: Sequence[Sequence[Path]],
    questions: Sequence[PressQuestion],
    tell: Callable[[str], None],
) -> Watch:
    """Let groups of articles come one after the other, each looked through before the next."""
    seen = set(library.lying().values())
    known = dict.fromkeys((question.id for question in questions), Told())
    told: list[Telling] = []
    seconds: list[float] = []
    for n, group in enumerate(groups, start=1):
        _come(library, folder, group)
        places = {i: source for (_, source), i in library.lying().items()}
        if len(places) != len(seen) + len(group):
            raise HemerotecaError(f"of {len(group)} articles {len(places) - len(seen)} came: nothing can be measured.")
        arrivals = Arrivals(library, places, places.keys() - seen)
        articles = arrivals.articles(sorted(arrivals.unseen, key=places.__getitem__))
        started = time.process_time()
        for question in questions:
            for one in arrivals.answering(Wanted(question.text), articles, known[question.id]):
                known[question.id] = known[question.id].also(one.article)
                if not one.old:
                    told.append(Telling(question, Path(one.article.place).stem, _words(library, one)))
        seconds.append(time.process_time() - started)
        seen.update(places)
        tell(f"{n} of {len(groups)} groups of {len(groups[0])}, {seconds[-1]:.1f} s")
    come = tuple(file.stem for group in groups for file in group)
    return Watch(len(groups[0]), tuple(questions), come, tuple(told), tuple(seconds))


def _words(library: Library, one: Answering) -> tuple[str, ...]:
    text = library.versions([one.article.id])[one.article.id].document.text
    return tuple(text[start:end] for start, end in one.spans)


# --- The report -----------------------------------------------------------------------------------------------


def table(watch: Watch, readings: Readings) -> list[str]:
    """How many gold articles were told, what else was told by the gold and as read, and what it took."""
    asked, told = watch.questions, watch.told
    strangers = [one for one in told if not one.is_gold]
    wrong = [one for one in strangers if not readings.get(_pair(one), False)]
    unread = sum(_pair(one) not in readings for one in strangers)
    near = [question for question in asked if not question.is_answerable]
    single = [question for question in asked if len(question.articles) == 1]
    groups, share = len(watch.seconds), 1000 * sum(watch.seconds) / len(asked) / len(watch.articles)
    return [
        f"{watch.at_once} at once: {len(watch.articles)} articles in {groups} groups, {len(asked)} questions",
        f"  gold articles told         {_recall(watch, asked)}",
        f"  … of questions with one    {_recall(watch, single)}",
        f"  told and not gold          {len(strangers)} pairs, {len(strangers) / len(asked):.2f} a question",
        f"  … that does not answer     {len(wrong)} pairs, {len(wrong) / len(asked):.2f} a question ({unread} unread)",
        f"  right of what was told     {Rate(len(told) - len(strangers), len(told))}",
        f"  … as read                  {Rate(len(told) - len(wrong), len(told))}",
        f"  near misses told something {_of(near, strangers)}",
        f"  … that does not answer     {_of(near, wrong)}",
        f"  processor time             median {statistics.median(watch.seconds):.1f} s a group, "
        f"{share:.0f} ms a question and article",
    ]


def _recall(watch: Watch, questions: Iterable[PressQuestion]) -> Rate:
    told = {_pair(one) for one in watch.told}
    pairs = [(q.id, a) for q in questions if q.is_answerable for a in q.articles if a in watch.articles]
    return Rate(sum(pair in told for pair in pairs), len(pairs))


def _of(questions: Sequence[PressQuestion], told: Iterable[Telling]) -> Rate:
    """How many of some questions were told something."""
    which = {one.question.id for one in told}
    return Rate(sum(question.id in which for question in questions), len(questions))


def _pair(one: Telling) -> tuple[str, str]:
    return one.question.id, one.article


def detail(watch: Watch, readings: Readings) -> list[str]:
    """What was told and is not gold, with its words, for reading; and the gold that was not told."""
    said = {None: "not read", True: "answers", False: "does not answer"}
    lines = [
        f"{one.question.id} {one.article} [{said[readings.get(_pair(one))]}] {one.question.kind} {one.question.trap}\n"
        f"  ? {one.question.text}\n  ! {' … '.join(one.words)}\n  gold: {', '.join(one.question.articles)} "
        f"{one.question.note}"
        for one in watch.told
        if not one.is_gold
    ]
    told = {_pair(one) for one in watch.told}
    missed = [
        f"{question.id} {article} not told: {question.text}"
        for question in watch.questions
        if question.is_answerable
        for article in question.articles
        if (question.id, article) not in told
    ]
    return [*lines, *missed]
