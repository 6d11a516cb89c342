"""An answer without a language model: the articles' own sentences, as many and as chosen as the question's kind asks.

A fact is one or two sentences; a list, a cause or a manner may stretch over some more; an overview is the opening of
the article and its chief facts. Each part of a question that asks several things is answered by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from rag.calibration import Ranking
from rag.languages import Language, language_of
from rag.questions.question import Kind
from rag.retrieval.evidence import Excerpt, choose_evidence
from rag.retrieval.rows import Entries
from rag.retrieval.sought import Sought
from rag.retrieval.whole import whole_of
from rag.text.facts import Facts, missing_name, missing_quantity
from rag.text.terms import content_terms
from rag.types import Passage

__all__ = [
    "BRIEF",
    "OVERVIEWS",
    "TOLD_IN_FULL",
    "UNJUDGED",
    "bears_on",
    "compose",
    "each_once",
    "fitting",
    "quotes_of",
]

BUDGET = 110
"""Tokens of an extractive answer: two or three sentences, or one list."""

BUDGETS = {
    Kind.YES_NO: 150,
    Kind.WHY: 150,
    Kind.DEFINITION: 150,
    Kind.HOW: 200,
    Kind.LIST: 250,
    Kind.OVERVIEW: 300,
    Kind.KEYWORDS: 300,
}
"""The same for kinds of questions that are not answered by one sentence."""

BRIEF = 0.6
"""Share of these budgets that is put into another language, a second for ten words of it. Of 36 facts over press that
were read first 30 are told in that much, and 31 in the whole; of 18 lists 9 and 10.
"""

GOING_ON = (Kind.WHY, Kind.HOW, Kind.LIST)
"""Kinds that are answered by a sentence and what follows it."""

OVERVIEWS = (Kind.OVERVIEW, Kind.KEYWORDS)
"""Kinds that ask what is known: the opening of an article answers them, which answers no other."""

UNJUDGED = (*OVERVIEWS, Kind.YES_NO)
"""Kinds of which a model is not asked whether a text answers: an overview always does, and «no» may be the answer."""

TOLD_IN_FULL = (*UNJUDGED, Kind.FACT, Kind.WHY, Kind.HOW, Kind.LIST)
"""Kinds that an article's own sentences answer better than the embedded model, or as well and sooner.

Of those that take several 62, 43, 47 and 71 of 100 questions over press were right, against 33 to 50
(docs/decisions/0015-kinds.md); of facts 31 of 36 where the sentences were read first, before they were judged
(docs/decisions/0016-reading.md).
"""

LEAST_WORDS = 0.34
"""Share of the question's content words that an article in its language must hold to bear on it."""


def compose(sought: Sequence[Sought], ranking: Ranking, share: float = 1.0) -> tuple[Excerpt, ...]:
    """The excerpts that answer best, in the order in which they are read, whether they do answer or not.

    They have a share of the room that the question's kind is given.
    """
    return each_once([excerpt for part in sought for excerpt in _composed(part, ranking, share)])


def _composed(part: Sought, ranking: Ranking, share: float) -> tuple[Excerpt, ...]:
    """Excerpts of the article that bears on a question most; those that bear on it by themselves are preferred."""
    language, kind = part.question.language, part.question.kind
    bearing = fitting(part, ranking)
    if kind in OVERVIEWS:
        ranking = replace(ranking, opening=-ranking.opening)
    written, goes_on = part.question.written, kind in GOING_ON
    choose = partial(
        choose_evidence,
        written,
        budget=int(BUDGETS.get(kind, BUDGET) * share),
        language=language,
        ranking=ranking,
        goes_on=goes_on,
        readings=part.readings,
    )
    entries = Entries(written, () if kind in (*OVERVIEWS, Kind.LIST, Kind.WHY) else bearing, language)
    chosen = choose(passages=entries.fitting or bearing, led=kind not in (*OVERVIEWS, Kind.LIST))
    if not chosen:
        return ()
    best = chosen[-1]
    if singled_out := entries.singled_out(best.passage, best.decisive):
        chosen = choose(passages=singled_out)
    own = [excerpt for excerpt in chosen if excerpt.passage.document.id == best.passage.document.id]
    return tuple(sorted(own, key=lambda excerpt: excerpt.passage.chunk.start))


def fitting(part: Sought, ranking: Ranking) -> Sequence[Passage]:
    """The passages of the articles that bear on a question; where none does, all.

    One passage shows it for the article: what explains an event is seldom worded like the event that is asked about.
    """
    language = part.question.language
    near = {p.document.id for p in part.passages if bears_on(part.searched, p, language, ranking)}
    return [p for p in part.passages if p.document.id in near] or part.passages


def quotes_of(excerpts: Sequence[Excerpt]) -> list[str]:
    """The sentences of excerpts, word for word."""
    return [sentence.text for excerpt in excerpts for sentence in excerpt.sentences]


def each_once(excerpts: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
    """The excerpts without the sentences that stand in one before."""
    seen: set[tuple[str, int]] = set()
    kept = []
    for excerpt in excerpts:
        fresh = tuple(s for s in excerpt.sentences if (excerpt.passage.document.id, s.start) not in seen)
        seen.update((excerpt.passage.document.id, s.start) for s in fresh)
        if fresh:
            kept.append(replace(excerpt, sentences=fresh))
    return tuple(kept)


def bears_on(question: str, passage: Passage, language: Language, ranking: Ranking) -> bool:
    """Whether a passage's article holds what a question is about: its figures, its names, enough of its words.

    In another language the similarity of its best sentence stands for the words, where a calibration says what is near.
    """
    document = passage.document
    asked = Facts(question, language)
    told, written_in = whole_of(document, asked), language_of(document.language)
    whole = told.text
    if missing_quantity(asked, [told]) is not None:
        return False
    if missing_name(asked, [], [whole]) is not None:
        return False
    if written_in != language:
        return ranking.abroad is None or max((s.score for s in passage.sentences), default=0.0) >= ranking.abroad
    terms = set(content_terms(question, language))
    held = terms & set(content_terms(whole, written_in))
    return not terms or len(held) / len(terms) >= LEAST_WORDS
