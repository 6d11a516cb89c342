"""What the language model's answers hold and what they cite: XQuAD-es through the real library.

Every paragraph is an article of the archive, so the right one has to be found, shown, used and cited. What counts:

- an answer *holds the gold* if a gold answer stands in it word for word, but for case, accents, punctuation, articles
  and the way a number is written; a true answer in other words does not count, so the share is a lower bound;
- a *cited span* is right if it lies in the paragraph that the question was asked of, though another may say the same;
- a sentence is *cited or marked* if it has citations or a reason why not; the word that the archive does not say is
  about the archive and needs neither;
- *sentences* are those that the model wrote, with the verdict that readers are shown;
- the *spans hold the gold* if the spans of a sentence that is cited and holds the gold do, taken together. A gold that
  stands in a marked sentence alone has no span; how often that is stands in a line of its own.
"""

from __future__ import annotations

import statistics
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from eval.cassette import Cassette, recorded
from eval.intervals import wilson
from eval.xquad import Question, read_contexts, read_questions, spread, write_archive
from rag.errors import ModelError
from rag.languages import language_of
from rag.library import Library
from rag.settings import Settings
from rag.text.language import detect_language
from rag.text.messages import tells_of_archive
from rag.text.numbers import find_quantities
from rag.text.sentences import split_sentences
from rag.text.terms import tokenize
from rag.types import Answer, Claim, Mode, Status, Support

__all__ = ["FLOORS", "Asked", "Rate", "Report", "holds", "rates", "run"]

FLOORS = {"gold in the answer": 0.70, "cited spans right": 0.90, "cited or marked": 1.0, "spans hold the gold": 1.0}
"""Shares that were promised."""

SHORTEST = 20
"""Characters of an answer from which its language can be told."""

_ARTICLES = {"es": frozenset("el la los las lo un una unos unas".split()), "en": frozenset("a an the".split())}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer; `fresh` unless the model's words were replayed."""

    question: Question
    answer: Answer
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its counts; one that has a floor must be measured and reach it."""

    name: str
    hits: int
    count: int

    @property
    def floor(self) -> float | None:
        """The least share that passes, where one was promised."""
        return FLOORS.get(self.name)

    @property
    def passed(self) -> bool:
        """Whether the floor was reached, where there is one."""
        return self.floor is None or (self.count > 0 and self.hits / self.count >= self.floor)

    def __str__(self) -> str:
        """One line for a report."""
        low, high = wilson(self.hits, self.count)
        share = f"{self.hits / self.count:.3f} [{low:.3f}, {high:.3f}]" if self.count else "unmeasured"
        verdict = "" if self.floor is None else f"  (floor {self.floor:.2f}, {'ok' if self.passed else 'BELOW'})"
        return f"{self.name:26} {self.hits:4} of {self.count:4}  {share}{verdict}"


@dataclass(frozen=True, slots=True)
class Report:
    """The shares, and the answers that they were counted on."""

    rates: tuple[Rate, ...]
    asked: tuple[Asked, ...]

    @property
    def passed(self) -> bool:
        """Whether every floor was reached."""
        return all(rate.passed for rate in self.rates)

    def __str__(self) -> str:
        """A line for each share, and one for the times as information."""
        return "\n".join([*map(str, self.rates), _times([a.answer for a in self.asked if a.fresh])])

    def details(self) -> str:
        """Each question with its gold answers, what was answered, what was cited and which share it missed."""
        return "\n".join(_detail(asked) for asked in self.asked)


def holds(text: str, answers: Iterable[str], language: str) -> bool:
    """Whether one of some short answers stands in a text, as this module's docstring says."""
    forms = [_words(text, language), _words(_with_plain_numbers(text, language), language)]
    return any(
        (wanted := _words(form, language)).strip() != "" and wanted in said
        for answer in answers
        for form, said in zip((answer, _with_plain_numbers(answer, language)), forms, strict=True)
    )


def rates(asked: Sequence[Asked]) -> tuple[Rate, ...]:
    """The shares of some answers."""
    answers = [a.answer for a in asked]
    answered = [a for a in asked if a.answer.status is Status.ANSWERED]
    holding = [a for a in answered if holds(a.answer.text, a.question.answers, a.answer.language)]
    cited = [(a, claims) for a in holding if (claims := _cited_gold(a))]
    spans = [_is_right(c.passage.document.source, a.question) for a in answered for c in a.answer.citations]
    sentences = [is_proven for answer in answers for is_proven in _proven_or_marked(answer)]
    long = [a for a in answers if len(a.text) > SHORTEST]
    return (
        Rate("gold in the answer", len(holding), len(asked)),
        Rate("cited spans right", sum(spans), len(spans)),
        Rate("cited or marked", sum(sentences), len(sentences)),
        Rate("spans hold the gold", sum(any(_span_holds(a, c) for c in claims) for a, claims in cited), len(cited)),
        Rate("gold in a marked one alone", len(holding) - len(cited), len(holding)),
        Rate("insufficient", sum(a.status is Status.INSUFFICIENT for a in answers), len(asked)),
        Rate("written by the model", sum(a.mode is Mode.LLM for a in answers), len(asked)),
        *_verdicts(answered),
        Rate("language right", sum(detect_language(a.text) == a.language for a in long), len(long)),
    )


def _verdicts(answered: Sequence[Asked]) -> list[Rate]:
    """The share of the model's sentences that has each verdict."""
    given = Counter(c.support for a in answered if a.answer.mode is Mode.LLM for c in a.answer.claims)
    return [Rate(f"sentences {support}", given[support], given.total()) for support in Support]


def run(
    folder: Path,
    settings: Settings,
    *,
    sample: int = 60,
    skip: int = 0,
    cassettes: Path | None = None,
    index: Path | None = None,
) -> Report:
    """Ask a sample of the Spanish questions over all Spanish paragraphs.

    Args:
        folder: Of XQuAD.
        settings: What answers; only the index is another.
        sample: Questions asked, spread over the articles; 0 for all.
        skip: Questions of the seeded order left out before: those after the usual sample are for development.
        cassettes: Where the model's words are recorded and replayed; none: it is asked each time.
        index: Where the archive is kept between runs; none: a fresh one.

    Raises:
        ModelError: The language model of the settings is missing or failed.
    """
    questions = spread(read_questions(folder))[skip:][: sample or None]
    with ExitStack() as stack:
        place = index or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        write_archive(read_contexts(folder), place / "articles")
        own = settings.over(place / "index", language="")
        model = recorded(settings, cassettes) if cassettes and settings.llm != "off" else None
        library = stack.enter_context(Library.open(own, llm=model))
        library.sync([place / "articles"])
        _require_model(library)
        asked = tuple(_ask(library, question, model) for question in questions)
    return Report(rates(asked), asked)


def _require_model(library: Library) -> None:
    library.start_model()
    library.wait_for_model()
    status = library.status()
    if status.mode is Mode.EXTRACTIVE and library.settings.llm != "off":
        raise ModelError(f"answers of the language model are measured, and there is none: {status.notice}")


def _ask(library: Library, question: Question, model: Cassette | None) -> Asked:
    recorded = model.recorded if model else 0
    answer = library.ask(question.text)
    return Asked(question, answer, fresh=model is None or model.recorded > recorded)


def _words(text: str, language: str) -> str:
    """The folded words but for the articles, each between spaces, so that a run of them is found by `in`."""
    articles = _ARTICLES.get(language, frozenset())
    return f" {' '.join(word for word in tokenize(text) if word not in articles)} "


def _with_plain_numbers(text: str, language: str) -> str:
    """The text with every quantity written as digits: «seis» and «6» become one."""
    parts, here = [], 0
    for quantity in find_quantities(text, language_of(language)):
        parts += [text[here : quantity.start], f" {quantity.value.normalize():f} {quantity.unit or ''} "]
        here = quantity.end
    return "".join([*parts, text[here:]])


def _is_right(source: str, question: Question) -> bool:
    return Path(source).stem == question.context_id


def _cited_gold(asked: Asked) -> list[Claim]:
    """The cited sentences that hold the gold."""
    gold, language = asked.question.answers, asked.answer.language
    return [claim for claim in asked.answer.claims if claim.citations and holds(claim.text, gold, language)]


def _span_holds(asked: Asked, claim: Claim) -> bool:
    spans = sorted(claim.citations, key=lambda c: (c.passage.document.source, c.start))
    return holds(" ".join(span.quote for span in spans), asked.question.answers, asked.answer.language)


def _proven_or_marked(answer: Answer) -> list[bool]:
    """For each sentence of an answer, whether it is cited or marked."""
    if answer.status is not Status.ANSWERED:
        return []
    settled = [(c.start, c.end) for c in answer.claims if c.citations or c.reason]
    return [
        any(start < other_end and other < end for other, other_end in settled)
        for start, end in split_sentences(answer.text, language_of(answer.language))
        if not tells_of_archive(answer.text[start:end])
    ]


def _times(fresh: Sequence[Answer]) -> str:
    if not fresh:
        return "times: every answer was replayed"
    first = statistics.median(a.timings.first_token_ms for a in fresh) / 1000
    whole = statistics.median(a.timings.total_ms for a in fresh) / 1000
    return f"times (n={len(fresh)}): median first token {first:.1f} s, whole answer {whole:.1f} s"


def _detail(asked: Asked) -> str:
    missed = [rate.name for rate in rates([asked]) if rate.count and not rate.passed]
    lines = [
        f"{'ok  ' if not missed else 'MISS'} {asked.question.context_id}  {asked.question.text}",
        f"     gold: {' | '.join(asked.question.answers)}",
        f"     said: {' '.join(asked.answer.text.split())}",
        *(f"     notice: {notice}" for notice in [asked.answer.notice] if notice),
        *(f"     {'; '.join(missed)}" for _ in missed[:1]),
        *(f"     {claim.support}: {claim.text} ({claim.reason})" for claim in asked.answer.claims if claim.reason),
        *(f"     [{c.number}] {Path(c.passage.document.source).stem}: {c.quote}" for c in asked.answer.citations),
    ]
    return "\n".join(lines)
