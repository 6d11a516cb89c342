"""One case as the page of the report shows it: what came out, and the words of the articles, lit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

from eval.examination.excerpts import Excerpt, Piece, excerpts, stands
from eval.examination.metric import METRICS
from eval.examination.report import Examined, Report, Span
from eval.examination.words import STATUSES, VERDICTS
from rag.types import Document

__all__ = ["Shown", "changed", "earlier", "show_case"]

Words: TypeAlias = tuple[tuple[str, str], ...]
"""An answer beside another: stretches of it, each with the element that marks it, or none where both have it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands before the words of a span: the number of the citation, 0 for expected words, and its place."""

    number: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Lit:
    """Words of an article, the classes they are lit with, if they are, and the signs of the spans that begin there."""

    text: str
    look: str = ""
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A part of an article, and whether there is more before and after it."""

    pieces: tuple[Lit, ...]
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True)
class Article:
    """An article with what it says around the words that were cited or expected."""

    document: Document
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """A score of the case, and what it was in the baseline."""

    name: str
    now: float | None
    before: float | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A case with all that the page says of it.

    Attributes:
        place: Its number on the page, from 1.
        case: As it was examined.
        old: As it is in the baseline, if it is there.
        changed: Whether it came out otherwise then.
        differences: In what, a sentence each.
        before: The old answer beside the new one, where they differ.
        now: The new one beside that.
        articles: With the words that were cited or expected.
        astray: Spans that do not stand where they say, their anchor, and whether their article is known.
        found: Articles retrieved: path, title where it is known, and whether it was expected.
        missing: Articles that were expected and not retrieved.
        scores: In the order of `METRICS`.
    """

    place: int
    case: Examined
    old: Examined | None
    changed: bool
    differences: tuple[str, ...]
    before: Words
    now: Words
    articles: tuple[Article, ...]
    astray: tuple[tuple[Span, str, bool], ...]
    found: tuple[tuple[str, str, bool], ...]
    missing: tuple[str, ...]
    scores: tuple[Score, ...]


def earlier(baseline: Report | None) -> dict[str, Examined]:
    """The cases of the baseline by their id."""
    return {case.id: case for case in baseline.cases} if baseline else {}


def changed(case: Examined, old: Examined | None) -> bool:
    """Whether a case came out otherwise than in the baseline."""
    return old is not None and _outcome(case) != _outcome(old)


def _outcome(case: Examined) -> tuple[object, ...]:
    return case.verdict, case.status, case.answer, dict(case.scores), case.found, case.error


def show_case(place: int, case: Examined, old: Examined | None, corpus: Mapping[str, Document]) -> Shown:
    """A case as it is shown; `place` is its number on the page, from 1."""
    spans = list(dict.fromkeys((*(s for sentence in case.sentences for s in sentence.citations), *case.evidence)))
    anchors = _Anchors(place)
    articles = tuple(_articles([span for span in spans if _stands(span, corpus)], corpus, anchors))
    astray = tuple((s, anchors.of(s), s.article in corpus) for s in spans if not _stands(s, corpus))
    before, now = _compared(old.answer, case.answer) if old and old.answer != case.answer else ((), ())
    wanted = {span.article for span in case.evidence}
    return Shown(
        place,
        case,
        old,
        changed(case, old),
        tuple(_differences(case, old)) if old else (),
        before,
        now,
        articles,
        astray,
        tuple((name, corpus[name].title if name in corpus else "", name in wanted) for name in case.found),
        tuple(sorted(wanted.difference(case.found))) if case.found else (),
        _scores(case, old),
    )


class _Anchors:
    """The ids that the marks of an answer lead to, each given once: to the first place of its citation."""

    def __init__(self, place: int) -> None:
        self._place = place
        self._given: set[int] = set()

    def of(self, span: Span) -> str:
        """The id of a span; empty for expected words, and for a citation that has its id already."""
        if not span.number or span.number in self._given:
            return ""
        self._given.add(span.number)
        return f"cita-{self._place}-{span.number}"


# --- The articles -------------------------------------------------------------------------------------------


def _articles(spans: Sequence[Span], corpus: Mapping[str, Document], anchors: _Anchors) -> list[Article]:
    by_article: dict[str, list[Span]] = {}
    for span in spans:
        by_article.setdefault(span.article, []).append(span)
    return [
        Article(corpus[name], tuple(_text(part, corpus[name], anchors) for part in excerpts(corpus[name].text, of_one)))
        for name, of_one in by_article.items()
    ]


def _text(excerpt: Excerpt, document: Document, anchors: _Anchors) -> Text:
    pieces = tuple(_lit(piece, anchors) for piece in excerpt.pieces)
    return Text(pieces, cut_before=excerpt.start > 0, cut_after=excerpt.end < len(document.text))


def _lit(piece: Piece, anchors: _Anchors) -> Lit:
    numbers = [span.number for span in piece.spans]
    looks = (["citado"] if any(numbers) else []) + (["esperado"] if 0 in numbers else [])
    return Lit(piece.text, " ".join(looks), tuple(Sign(span.number, anchors.of(span)) for span in piece.begun))


def _stands(span: Span, corpus: Mapping[str, Document]) -> bool:
    return span.article in corpus and stands(span, corpus[span.article].text)


# --- Beside it ----------------------------------------------------------------------------------------------


def _scores(case: Examined, old: Examined | None) -> tuple[Score, ...]:
    before = old.scores if old else {}
    order = {name: place for place, name in enumerate(METRICS)}
    names = sorted({*case.scores, *before}, key=lambda name: (order.get(name, len(order)), name))
    return tuple(Score(name, case.scores.get(name), before.get(name)) for name in names)


def _differences(case: Examined, old: Examined) -> list[str]:
    """What came out otherwise; the scores are compared in their own table."""
    lines = []
    if old.verdict is not case.verdict:
        lines.append(f"Veredicto: {VERDICTS[old.verdict]} → {VERDICTS[case.verdict]}.")
    if old.status != case.status:
        states = (STATUSES.get(status, status) or "ninguno" for status in (old.status, case.status))
        lines.append(f"Estado: {' → '.join(states)}.")
    if old.answer == case.answer:
        lines.append("La respuesta es la misma.")
    if old.found != case.found:
        lines.append(f"Antes se encontraban: {', '.join(old.found) or 'ninguno'}.")
    if old.error and old.error != case.error:
        lines.append(f"Error de antes: {old.error}.")
    return lines


def _compared(before: str, now: str) -> tuple[Words, Words]:
    """Two answers with the words marked that only one of them has."""
    old, new = before.split(), now.split()
    left: list[tuple[str, str]] = []
    right: list[tuple[str, str]] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for side, words, tag in ((left, old[a:b], "del"), (right, new[c:d], "ins")):
            if words:
                side.append(("" if what == "equal" else tag, " ".join(words)))
    return tuple(left), tuple(right)
