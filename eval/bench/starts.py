"""What a start costs: commands by themselves, and `search` answered by a page that runs, all as whole processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from eval.bench.articles import CORPUS
from eval.bench.figures import Figure
from eval.bench.program import READY, Program
from eval.cases import read_cases
from rag.library import Library
from rag.settings import Settings

__all__ = ["starts"]

TIMES = 5
ASKED = 50


def starts(settings: Settings) -> Iterator[Figure]:
    """Commands over the articles of `eval/corpus`, without a language model: none of them needs it."""
    with Library.open(settings.model_copy(update={"llm": "off"})) as library:
        library.sync([CORPUS])
    questions = list(islice((case.question for case in read_cases()), ASKED))
    yield from of_program(Program(settings, llm="off", corpus=str(CORPUS)), questions)


def of_program(program: Program, questions: Sequence[str], times: int = TIMES) -> Iterator[Figure]:
    """How long commands take by themselves, the disk being warm, and then with a page."""
    program.seconds("search", questions[0])
    helped = [program.seconds("--help") for _ in range(times)]
    yield Figure.of("--help, median", helped, "s", 0.5)
    searched = [program.seconds("search", question) for question in questions[:times]]
    yield Figure.of("search by itself, median", searched, "s", 3)
    with program.page() as page:
        page.says(READY)
        program.seconds("search", questions[0])
        served = [program.seconds("search", question) * 1000 for question in questions]
    yield Figure.of(f"search through a running page, {len(served)} in a row, median", served, "ms", 150)
