"""The examiner examined: true answers, each with one fault put into it, that the scores must notice.

A true answer is made from a case alone: the sentences of its articles that hold the evidence, each with its citation.
So nothing of the assistant's own answering is in it. What is not noticed here would pass unnoticed in any examination;
what is found fault with in an unchanged one is a false alarm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from eval.alterations import ALTERATIONS, Origin
from eval.cases import Case, Kind
from rag.types import Answer, Citation, Claim, Mode, Passage, Sentence, Status, Support, Timings

__all__ = ["MUTATIONS", "Mutation", "TrueAnswer", "mutated", "true_answer"]

EXAMINED = frozenset({Kind.ANSWERABLE, Kind.MULTI_DOCUMENT, Kind.CONFLICT, Kind.TEMPORAL, Kind.FOLLOW_UP})
"""Kinds whose answers stand in the articles in the language of the question."""

STRANGERS = 60
"""Sentences of other answers from which wrong facts are taken."""


@dataclass(frozen=True, slots=True)
class TrueAnswer:
    """A case with an answer to it that is true word for word."""

    case: Case
    answer: Answer


Mutation = Callable[[Answer, Sequence[Answer], Random], Answer | None]
"""Puts a fault into an answer, with others to take wrong things from; None where the answer offers no place for it."""


def true_answer(case: Case, search: Callable[[str, int], Sequence[Passage]]) -> TrueAnswer | None:
    """The answer that the evidence of a case gives; None where the case is not answered by words of its articles.

    Args:
        case: Any.
        search: Finds the passages that bear on some words, best first.
    """
    if case.kind not in EXAMINED or case.paraphrased:
        return None
    chosen: dict[tuple[str, int], tuple[Passage, Sentence]] = {}
    for evidence in case.evidence:
        holding = [
            (passage, sentence)
            for passage in search(evidence.quote, 5)
            for sentence in passage.sentences
            if passage.document.source == evidence.article
            and sentence.start < evidence.end
            and evidence.start < sentence.end
        ]
        if not holding or any(passage.document.language != case.language for passage, _ in holding):
            return None
        chosen |= {(passage.document.source, sentence.start): (passage, sentence) for passage, sentence in holding}
    claims = [
        Claim(sentence.text, 0, 0, (_cite(passage, sentence),), Support.SUPPORTED)
        for passage, sentence in chosen.values()
    ]
    passages = tuple({passage.chunk.id: passage for passage, _ in chosen.values()}.values())
    return TrueAnswer(case, _answer(case, claims, passages))


def mutated(answers: Sequence[TrueAnswer], count: int, seed: int) -> Iterable[tuple[str, Case, Answer]]:
    """At most `count` answers with each fault, each from another case."""
    others = [true.answer for true in answers]
    for kind, mutate in MUTATIONS.items():
        chance = Random(f"{seed}:{kind}")
        made = 0
        for true in chance.sample(list(answers), len(answers)):
            faulty = mutate(true.answer, others, chance) if made < count else None
            if faulty is not None:
                made += 1
                yield kind, true.case, faulty


# --- The faults -----------------------------------------------------------------------------------------------


def _altering(kind: str) -> Mutation:
    """One fact of one sentence made false; its citation stays, as if the sentence had been proven."""

    def mutate(answer: Answer, others: Sequence[Answer], chance: Random) -> Answer | None:
        strangers = [claim.text for other in others if other is not answer for claim in other.claims]
        for n in chance.sample(range(len(answer.claims)), len(answer.claims)):
            claim = answer.claims[n]
            passage = claim.citations[0].passage
            siblings = [s.text for s in passage.sentences if s.text != claim.text]
            origin = Origin(
                "",
                passage.document.source,
                claim.text,
                answer.language,
                siblings,
                chance.sample(strangers, min(STRANGERS, len(strangers))),
            )
            text = ALTERATIONS[kind](origin, chance)
            if text is not None and text != claim.text:
                return _with(answer, n, replace(claim, text=text))
        return None

    return mutate


def _wrong_article(answer: Answer, others: Sequence[Answer], chance: Random) -> Answer | None:
    """A sentence cites an article that speaks of something else."""
    own = {passage.document.source for passage in answer.passages}
    strange = [o for o in others if own.isdisjoint(p.document.source for p in o.passages)]
    if not strange:
        return None
    other = chance.choice(strange)
    n = chance.randrange(len(answer.claims))
    wrong = replace(answer, passages=(*answer.passages, *other.passages))
    return _with(wrong, n, replace(answer.claims[n], citations=other.claims[0].citations))


def _dropped(answer: Answer, _others: Sequence[Answer], chance: Random) -> Answer:
    """A sentence has lost its citation, and nothing marks it."""
    n = chance.randrange(len(answer.claims))
    return _with(answer, n, replace(answer.claims[n], citations=()))


def _swapped(answer: Answer, _others: Sequence[Answer], _chance: Random) -> Answer | None:
    """Two sentences have each other's citations."""
    if len(answer.claims) < 2:
        return None
    first, second = answer.claims[:2]
    exchanged = _with(answer, 0, replace(first, citations=second.citations))
    return _with(exchanged, 1, replace(exchanged.claims[1], citations=first.citations))


def _shifted(answer: Answer, _others: Sequence[Answer], chance: Random) -> Answer | None:
    """A citation points to the sentence behind the one that proves it."""
    for n in chance.sample(range(len(answer.claims)), len(answer.claims)):
        passage = answer.claims[n].citations[0].passage
        following = [s for s in passage.sentences if s.start >= answer.claims[n].citations[0].end]
        if following:
            return _with(answer, n, replace(answer.claims[n], citations=(_cite(passage, following[0]),)))
    return None


def _misquoted(answer: Answer, _others: Sequence[Answer], chance: Random) -> Answer:
    """The words of a citation are not those that stand where it points."""
    n = chance.randrange(len(answer.claims))
    citation = answer.claims[n].citations[0]
    words = citation.quote.split()
    changed = replace(citation, quote=" ".join([*words[1:], words[0]]) if len(words) > 1 else f"{citation.quote} no")
    return _with(answer, n, replace(answer.claims[n], citations=(changed,)))


_FOREIGN = {
    "es": ("The archive tells of this at length, and nobody has denied it since."),
    "en": ("El archivo lo cuenta con detalle y nadie lo ha desmentido desde entonces."),
}


def _language(answer: Answer, _others: Sequence[Answer], _chance: Random) -> Answer | None:
    """The answer is in another language."""
    text = _FOREIGN.get(answer.language)
    return (
        None
        if text is None
        else _with(replace(answer, claims=answer.claims[:1]), 0, replace(answer.claims[0], text=text))
    )


def _empty(answer: Answer, _others: Sequence[Answer], _chance: Random) -> Answer:
    """There is nothing, and it passes for an answer."""
    return replace(answer, text="", claims=())


MUTATIONS: Mapping[str, Mutation] = {
    **{kind: _altering(kind) for kind in ALTERATIONS if kind != "article"},
    "article": _wrong_article,
    "dropped": _dropped,
    "swapped": _swapped,
    "shifted": _shifted,
    "misquoted": _misquoted,
    "language": _language,
    "empty": _empty,
}
"""Every fault by its name."""


# --- Answers --------------------------------------------------------------------------------------------------


def _cite(passage: Passage, sentence: Sentence) -> Citation:
    return Citation(0, passage, sentence.start, sentence.end, sentence.text)


def _answer(case: Case, claims: Sequence[Claim], passages: tuple[Passage, ...]) -> Answer:
    bare = Answer(
        case.question, "", case.language, tuple(claims), passages, Status.ANSWERED, Timings(), Mode.EXTRACTIVE
    )
    return _laid_out(bare)


def _with(answer: Answer, n: int, claim: Claim) -> Answer:
    return _laid_out(replace(answer, claims=(*answer.claims[:n], claim, *answer.claims[n + 1 :])))


def _laid_out(answer: Answer) -> Answer:
    """With the text that the claims make, their places in it, and the citations numbered in order."""
    numbers: dict[tuple[str, int, int], int] = {}
    claims, text = [], ""
    for claim in answer.claims:
        start = len(text) + 1 if text else 0
        text = f"{text}\n{claim.text}" if text else claim.text
        cited = [
            replace(c, number=numbers.setdefault((c.passage.document.id, c.start, c.end), len(numbers) + 1))
            for c in claim.citations
        ]
        claims.append(replace(claim, start=start, end=len(text), citations=tuple(cited)))
    return replace(answer, text=text, claims=tuple(claims))
