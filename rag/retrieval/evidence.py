"""Which sentences of the passages a language model is shown: the best ones, with what they hang on, within a budget.

A list is taken whole with the line that introduces it, since an item alone says little; a sentence brings its
neighbours while there is room. Whole chunks would cost a small computer half a minute before the first word.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from rag.calibration import Ranking
from rag.languages import Language, language_of
from rag.questions.expected_answer import Expected, expected_answer, gives
from rag.questions.giving import could_give, measured_by_verb
from rag.questions.question import Asked, Question, read_question
from rag.questions.wording import Wording, first_verb
from rag.text.facts import Facts, missing_name, missing_quantity
from rag.text.instructions import find_orders, is_request
from rag.text.layout import LineKind, line_at
from rag.text.terms import content_terms
from rag.text.tokens import CHARS_A_TOKEN
from rag.trace import MOST_PASSAGES, Considered, Use
from rag.types import Passage, Sentence

__all__ = [
    "Excerpt",
    "Readings",
    "candidates",
    "choose_evidence",
    "considered",
    "estimated_tokens",
    "extend_evidence",
    "heads",
    "introduction_of",
    "is_doubtful",
    "is_heading",
    "nearest_sentences",
]

Readings = Mapping[tuple[str, int], float]
"""What reading a sentence counts, by the id of its article and its place there."""

_UNREAD: Readings = {}

BEHIND_ALL = 10.0
"""What it costs a sentence only to ask something, which answers nothing: more than all else that counts."""

MANY_WORDS = 0.5
"""Share of the question's content words that the best article's excerpts must lack for an answer to be doubtful."""

LONGEST_CONVERSATION = 3
"""Evidence of a conversation about one article, in budgets of one question."""

_FINAL = re.compile(r"[.!?…:;]['\"»”’)\]]*\Z")
_LIST_MARK = re.compile(r"\s*(?:[-*•–—·]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+$")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Neighbouring sentences of one passage, in their order, with the best score among them.

    Attributes:
        decisive: Those of the sentences that are shown behind the others, nearest to the question; may be empty.
    """

    passage: Passage
    sentences: tuple[Sentence, ...]
    score: float
    decisive: tuple[Sentence, ...] = ()

    @property
    def title(self) -> str:
        """Title of the article."""
        return self.passage.document.title

    @property
    def lines(self) -> tuple[str, ...]:
        """The sentences' texts, each item of a list behind a mark."""
        return tuple(self._line(s) for s in self.sentences)

    @property
    def paragraphs(self) -> tuple[tuple[str, ...], ...]:
        """The lines as they are shown: those that lead up to the decisive ones, and these by themselves."""
        before = tuple(self._line(s) for s in self.sentences if s not in self.decisive)
        return tuple(filter(None, (before, tuple(self._line(s) for s in self.decisive))))

    def _line(self, sentence: Sentence) -> str:
        return f"• {sentence.text}" if _is_item(self.passage, sentence) else sentence.text


@dataclass(frozen=True, slots=True)
class _Block:
    """A sentence, or a list with the line that introduces it; `first` is its place in the passage."""

    passage: Passage
    first: int
    sentences: tuple[Sentence, ...]
    facts: Facts

    @property
    def neighbourhood(self) -> tuple[Sentence, ...]:
        """Its sentences with the one before and the one behind."""
        return self.passage.sentences[max(0, self.first - 1) : self.first + len(self.sentences) + 1]

    @property
    def opening(self) -> float:
        """How near it stands to the beginning of an article that goes on: 1 for its first line, then 1/2, then 1/3."""
        chunk, document = self.passage.chunk, self.passage.document
        return 1 / (1 + self.first) if chunk.start == 0 and chunk.end < len(document.text.rstrip()) else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class _Unit:
    """A block with its score, and how near to the question it is shown."""

    passage: Passage
    first: int
    sentences: tuple[Sentence, ...]
    score: float
    nearness: float

    @property
    def tokens(self) -> int:
        return sum(estimated_tokens(s.text) + 2 for s in self.sentences)


def estimated_tokens(text: str) -> int:
    """About how many tokens a text costs; an estimate, since each model counts otherwise."""
    return 1 + int(len(text) / CHARS_A_TOKEN)


def choose_evidence(
    question: str,
    passages: Sequence[Passage],
    budget: int,
    language: Language,
    ranking: Ranking,
    *,
    goes_on: bool = False,
    led: bool = False,
    readings: Readings = _UNREAD,
) -> tuple[Excerpt, ...]:
    """Excerpts worth about `budget` tokens at most, the best one last; at least one where there are passages.

    Where one article is clearly nearest to the question, it has the budget for itself.

    Args:
        question: What is asked.
        passages: Found for it, best first.
        budget: Tokens, as `estimated_tokens` counts them.
        language: Of the question.
        ranking: What counts how much.
        goes_on: Whether each sentence brings the one behind it, as a cause or a list is told in several.
        led: Whether a sentence that names nobody brings the one before it, which may say of whom it tells, beyond the
            budget.
        readings: What reading a sentence counts besides, by its article and its place there; those that were not read
            count as the least of those that were.
    """
    units = _ranked(question, passages, language, ranking, readings)
    taken = _within(budget, _followed(units) if goes_on else units)
    return _excerpts(_led(taken, units) if led else taken)


def is_doubtful(question: str, excerpts: Sequence[Excerpt], language: Language) -> bool:
    """Whether excerpts may well not answer a question: a name, a figure or half of its words are not in them.

    Names and figures may stand in any of the articles. Words count in what is shown of the last one, and only in its
    own language.
    """
    if not excerpts:
        return True
    articles = {e.passage.document.id: e.passage.document for e in excerpts}
    whole = [Facts(f"{article.title}\n{article.text}", language_of(article.language)) for article in articles.values()]
    asked = Facts(question, language)
    lacks_figure = missing_quantity(asked, whole) is not None
    if lacks_figure or missing_name(asked, [], [facts.text for facts in whole]) is not None:
        return True
    best = excerpts[-1].passage.document
    if language_of(best.language) != language:
        return False
    shown = [line for e in excerpts if e.passage.document.id == best.id for line in e.lines]
    missing = asked.terms - set(content_terms("\n".join([best.title, *shown]), language))
    # One word may be put otherwise: «¿cuánto vale el acuerdo?», where the article says what it amounts to.
    return len(missing) > 1 and len(missing) >= MANY_WORDS * len(asked.terms)


def extend_evidence(
    shown: Sequence[Excerpt],
    question: str,
    passages: Sequence[Passage],
    budget: int,
    language: Language,
    ranking: Ranking,
) -> tuple[Excerpt, ...]:
    """Evidence for the next question of a conversation: what was shown, and behind it only what it still needs.

    A model that has just read the same beginning starts on what is new at once. What the question needs most stands
    last again, even if it was shown further up. Evidence of another article begins afresh.

    Args:
        shown: Excerpts of the question before, in their order.
        question: The next question.
        passages: Found for it.
        budget: Tokens of fresh evidence; the whole may come to `LONGEST_CONVERSATION` times that.
        language: Of the question.
        ranking: What counts how much, with the model that embedded the sentences.
    """
    units = _ranked(question, passages, language, ranking)
    if not units or units[0].passage.document.id not in {e.passage.document.id for e in shown}:
        return choose_evidence(question, passages, budget, language, ranking)
    known = {(e.passage.document.id, s.start) for e in shown for s in e.sentences}
    last = {s.start for s in shown[-1].sentences}
    needed = [
        unit
        for n, unit in enumerate(_within(budget // 2, [u for u in units if u.score >= units[0].score - ranking.needed]))
        if (unit.passage.document.id, unit.sentences[0].start) not in known
        or (n == 0 and unit.sentences[0].start not in last)
    ]
    extended = (*shown, *_excerpts(needed))
    tokens = sum(estimated_tokens(line) + 2 for excerpt in extended for line in excerpt.lines)
    return (
        extended
        if tokens <= LONGEST_CONVERSATION * budget
        else choose_evidence(question, passages, budget, language, ranking)
    )


def nearest_sentences(
    question: str, passages: Sequence[Passage], language: Language, ranking: Ranking, most: int
) -> tuple[tuple[Passage, Sentence], ...]:
    """The sentences that rank best, at most `most` with their passages: the best one of each article, then others.

    None of them heads, asks or gives orders, and the same words count once.
    """
    once: dict[str, tuple[Passage, Sentence]] = {}
    for unit in _ranked(question, passages, language, ranking):
        if telling := [s for s in unit.sentences if not is_request(s.text)]:
            best = max(telling, key=lambda s: s.score)
            once.setdefault(best.text, (unit.passage, best))
    first = {passage.document.id: sentence for passage, sentence in reversed(once.values())}
    found = sorted(once.values(), key=lambda pair: first[pair[0].document.id] is not pair[1])
    return tuple(found[:most])


def considered(
    passages: Sequence[Passage], parts: Sequence[Sequence[Passage]], shown: Sequence[Excerpt], ranking: Ranking
) -> tuple[Considered, ...]:
    """What became of each passage, where some sentences were chosen.

    Args:
        passages: All that were found, best first.
        parts: Those found for each part of the question, with the ranks of that search.
        shown: The sentences chosen.
        ranking: What they were chosen by.
    """
    # Once each: what a draft was shown that failed may stand in the answer too.
    chosen = Counter(chunk for chunk, _ in {(e.passage.chunk.id, s.start) for e in shown for s in e.sentences})
    articles = {excerpt.passage.document.id for excerpt in shown}
    far = {p.chunk.id for part in parts for p in part}.difference(
        p.chunk.id for part in parts for p in _near_by(part, ranking)
    )

    def use(passage: Passage) -> Use:
        if chosen[passage.chunk.id]:
            return Use.SHOWN
        if not shown:
            return Use.UNREAD
        if passage.document.id in articles:
            return Use.ROOM
        return Use.FAR if passage.chunk.id in far else Use.OTHER

    return tuple(Considered(p.document.id, p.chunk.start, use(p), chosen[p.chunk.id]) for p in passages[:MOST_PASSAGES])


def _near_by(passages: Sequence[Passage], ranking: Ranking) -> list[Passage]:
    """The passages that are not far behind the best."""
    far = _far_behind(passages, _standing(passages, ranking), ranking)
    return [passage for passage in passages if passage.rank not in far]


def is_heading(passage: Passage, sentence: Sentence) -> bool:
    """Whether a sentence is a line of its own that heads the prose below it, and tells nothing by itself."""
    document = passage.document
    return heads(document.text, sentence.start, sentence.end, language_of(document.language))


def heads(text: str, start: int, end: int, language: Language) -> bool:
    """The same of a sentence of any text: `text[start:end]`."""
    line = line_at(text, start, language)
    return (
        line is not None
        and line.kind is LineKind.HEADING
        and end == line.end
        and not any(c.isalnum() for c in text[line.start : start])
        and not _FINAL.search(text[start:end])
    )


def _blocks(passage: Passage) -> list[_Block]:
    """What is taken or left as one: each sentence, or a list with its introduction.

    Headings alone say nothing, and a sentence that gives orders is nothing that a model should be shown.
    """
    groups: list[tuple[int, list[Sentence]]] = []
    orders, language = find_orders(s.text for s in passage.sentences), language_of(passage.document.language)
    for i, sentence in enumerate(passage.sentences):
        if orders[i] or is_heading(passage, sentence):
            continue
        if groups and _is_item(passage, sentence) and _can_hold_items(passage, groups[-1][1]):
            groups[-1][1].append(sentence)
        else:
            groups.append((i, [sentence]))
    return [
        _Block(passage, first, tuple(group), Facts(" ".join(s.text for s in group), language))
        for first, group in groups
    ]


def candidates(
    question: str, passages: Sequence[Passage], language: Language, ranking: Ranking, most: int
) -> tuple[Excerpt, ...]:
    """The sentences, or whole lists, that rank best, each as an excerpt of its own, best first."""
    return tuple(_excerpt([unit], ()) for unit in _ranked(question, passages, language, ranking)[:most])


def _ranked(
    question: str,
    passages: Sequence[Passage],
    language: Language,
    ranking: Ranking,
    readings: Readings = _UNREAD,
) -> list[_Unit]:
    """The units of the passages, best first, but for those of articles that are far behind."""
    blocks = [block for passage in passages for block in _blocks(passage)]
    similarities, standing = [_similarity(block.sentences) for block in blocks], _standing(passages, ranking)
    around = [_similarity(block.neighbourhood) for block in blocks]
    if ranking.by_place:
        similarities, around = _places(similarities), _places(around)
    score_of = dict(zip((passage.rank for passage in passages), standing, strict=True))
    score = _Scoring(question, blocks, language, ranking)
    found = [
        score(block, own + ranking.around * (near - own), score_of[block.passage.rank])
        for block, own, near in zip(blocks, similarities, around, strict=True)
    ]
    unread = min(readings.values(), default=0.0)
    units = sorted((_read(unit, readings, unread) for unit in found), key=lambda u: (-u.score, u.passage.rank, u.first))
    far = _far_behind(passages, standing, ranking)
    best = units[0].passage.document.id if units else ""
    return [u for u in units if u.passage.rank not in far or u.passage.document.id == best]


def _far_behind(passages: Sequence[Passage], standing: Sequence[float], ranking: Ranking) -> frozenset[int]:
    """The ranks of the passages that are far behind the best."""
    least = max(standing, default=0.0) - ranking.far
    return frozenset(passage.rank for passage, score in zip(passages, standing, strict=True) if score < least)


def _read(unit: _Unit, readings: Readings, unread: float) -> _Unit:
    """A unit with what reading it counts, or what is taken for that of one that was not read."""
    read = readings.get((unit.passage.document.id, unit.sentences[0].start), unread)
    return replace(unit, score=unit.score + read, nearness=unit.nearness + read)


def _standing(passages: Sequence[Passage], ranking: Ranking) -> list[float]:
    """How good each passage is, on the scale of the similarities, or by place, and in the order of the ranks.

    A reranker's score is on a scale of its own. Where it has changed the order, the passage that it puts first is given
    the best score of the searches, and so on.
    """
    order = sorted(range(len(passages)), key=lambda n: passages[n].rank)
    scores = sorted((passage.score for passage in passages), reverse=True)
    given = dict(zip(order, scores, strict=True))
    standing = [given[n] for n in range(len(passages))]
    return _places(standing) if ranking.by_place else standing


def _places(values: Sequence[float]) -> list[float]:
    """The values' ranks, from 1 for the greatest evenly down to 0; equal ones have the same."""
    levels = sorted(set(values))
    steps = max(1, len(levels) - 1)
    return [1 - (len(levels) - 1 - levels.index(value)) / steps for value in values]


def _followed(units: Sequence[_Unit]) -> list[_Unit]:
    """The units, each with the one behind it in its passage, once."""
    at = {(unit.passage.rank, unit.first): unit for unit in units}
    pairs = ((unit, at.get((unit.passage.rank, unit.first + len(unit.sentences)))) for unit in units)
    return list(dict.fromkeys(unit for pair in pairs for unit in pair if unit is not None))


def _led(taken: Sequence[_Unit], units: Sequence[_Unit]) -> list[_Unit]:
    """The units taken, each that names nobody with the one before it in its passage, once."""
    before = {(unit.passage.rank, unit.first + len(unit.sentences)): unit for unit in units}
    leads = [before.get((u.passage.rank, u.first)) for u in taken if not _names_somebody(u)]
    return list(dict.fromkeys([*taken, *filter(None, leads)]))


def _names_somebody(unit: _Unit) -> bool:
    return bool(Facts(" ".join(s.text for s in unit.sentences), language_of(unit.passage.document.language)).names)


def _within(budget: int, units: Sequence[_Unit]) -> list[_Unit]:
    """The best units that fit a budget together; the best one even if it does not."""
    taken: list[_Unit] = []
    room = budget
    for unit in units:
        if unit.tokens <= room or not taken:
            taken.append(unit)
            room -= unit.tokens
    return taken


class _Scoring:
    """Scores the blocks of one question's passages.

    A word of the question that most blocks hold, such as the name that an article is about, tells little between them.
    """

    def __init__(self, question: str, blocks: Sequence[_Block], language: Language, ranking: Ranking) -> None:
        self._ranking = ranking
        self._asked = read_question(question, language)
        self._expected = expected_answer(question, language)
        self._measuring = Facts(_measuring(self._asked), language)
        self._stated = {facts.language: Facts(question, facts.language) for facts in (b.facts for b in blocks)}
        told = ((block.facts.language, term) for block in blocks for term in self._told(block.facts))
        self._weights = {place: math.log(1 + len(blocks) / n) for place, n in Counter(told).items()}

    def __call__(self, block: _Block, similarity: float, passage: float) -> _Unit:
        """The unit of a block, with its similarity to the question and how good its passage is."""
        ranking, language = self._ranking, block.facts.language
        asked = {term for term in self._stated[language].terms if (language, term) in self._weights}
        news = asked.difference(content_terms(block.passage.document.title, language))
        score = (
            similarity
            + ranking.terms * self._share(asked, block)
            + ranking.news * self._share(news, block)
            - ranking.opening * block.opening
            + ranking.expected * (self._gives(block.facts) + self._measures(block.facts))
            + ranking.passage * passage
            + block.passage.timeliness
            - BEHIND_ALL * all(is_request(s.text) for s in block.sentences)
        )
        explains = self._expected is Expected.CAUSE and gives(self._expected, block.facts)
        # Aims and reasons that are enumerated are what was asked for; a word of cause in a single sentence is a hint.
        score += ranking.cause_last * (explains and len(block.sentences) > 1)
        return _Unit(block.passage, block.first, block.sentences, score, score + ranking.cause_last * explains)

    def _gives(self, facts: Facts) -> bool:
        """Whether a block could give what is asked; a cause has no form, but words that lead it."""
        return gives(self._expected, facts) if self._expected is Expected.CAUSE else could_give(self._asked, facts)

    def _measures(self, facts: Facts) -> bool:
        """Whether a block has the verb that asks how much, and a figure: «medirá 168 metros», not a sum beside it."""
        verb = self._measuring
        told = facts.language == verb.language and any(facts.tells(term, verb) for term in verb.terms)
        return told and could_give(self._asked, facts)

    def _told(self, facts: Facts) -> frozenset[str]:
        """The terms of the question that a text has, in whatever form."""
        stated = self._stated[facts.language]
        return frozenset(term for term in stated.terms if facts.tells(term, stated))

    def _share(self, terms: set[str], block: _Block) -> float:
        language = block.facts.language
        total = sum(self._weights[language, term] for term in terms)
        return sum(self._weights[language, term] for term in terms & self._told(block.facts)) / total if total else 0.0


def _measuring(question: Question) -> str:
    """The verb by which it is asked how much, where neither a noun nor its unit tells the figure: «cuánto mide»."""
    stated = Facts(question.written, question.language)
    if question.asked is not Asked.QUANTITY or question.unit or measured_by_verb(stated):
        return ""
    verb = first_verb(Wording(question.written, question.language))
    return verb.written if verb else ""


def _similarity(group: Sequence[Sentence]) -> float:
    """Cosine of the question to the group's mean vector: a list says together what no item of it says alone."""
    if len(group) == 1:
        return group[0].score
    mean = np.mean([s.vector for s in group], axis=0)
    return float(np.mean([s.score for s in group]) / np.linalg.norm(mean))


def introduction_of(passage: Passage, sentence: Sentence) -> str:
    """The line that introduces the list which a sentence is an item of; empty where there is none in the passage."""
    if not _is_item(passage, sentence):
        return ""
    before = [other for other in passage.sentences if other.start < sentence.start and not _is_item(passage, other)]
    return before[-1].text if before and before[-1].text.rstrip().endswith(":") else ""


def _is_item(passage: Passage, sentence: Sentence) -> bool:
    text = passage.document.text
    line = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start]
    return bool(_LIST_MARK.fullmatch(line))


def _can_hold_items(passage: Passage, group: Sequence[Sentence]) -> bool:
    return group[0].text.rstrip().endswith(":") or _is_item(passage, group[-1]) or _heads_list(passage, group[0])


def _heads_list(passage: Passage, sentence: Sentence) -> bool:
    line = line_at(passage.document.text, sentence.start, language_of(passage.document.language))
    return line is not None and line.kind is LineKind.LIST_HEADING


def _excerpts(taken: Sequence[_Unit]) -> tuple[Excerpt, ...]:
    """Units of one passage together and in the article's order; the passage of the decisive unit last."""
    if not taken:
        return ()
    decisive = max(taken, key=lambda u: u.nearness)
    ordered = sorted(taken, key=lambda u: (u.passage.rank, u.first))
    groups = [list(group) for _, group in groupby(ordered, key=lambda u: u.passage.rank)]
    groups.sort(key=lambda units: (decisive in units, max(u.nearness for u in units), -units[0].passage.rank))
    return tuple(_excerpt(units, decisive.sentences if decisive in units else ()) for units in groups)


def _excerpt(units: Sequence[_Unit], decisive: tuple[Sentence, ...]) -> Excerpt:
    sentences = tuple(s for u in units for s in u.sentences)
    return Excerpt(units[0].passage, sentences, max(u.score for u in units), decisive)
