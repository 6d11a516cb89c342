"""An exchange as it is kept, so that a conversation survives a reload of the page and a restart of the server.

    exchange ─▶ write ─▶ the database ─▶ read ─▶ (not yet proven) ─▶ revive ─▶ exchange

The record names articles by the id of their version, and words by their offsets; it holds no article. What comes back
is checked for its form, and nothing of it is shown as an answer before the archive has been asked for those versions:
articles may have been erased since, and a file may have been tampered with. A citation whose words are not the
archive's is dropped, so no record can show words as an article's that the archive does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, TypeAlias

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from rag.trace import Trace
from rag.types import (
    Chunk,
    Citation,
    Claim,
    Document,
    Filters,
    Mode,
    Passage,
    Sentence,
    Support,
    Tier,
    Timings,
    Version,
)
from ui.questions import QUESTION_LIMIT
from ui.serving.conversation import NO_FILTERS, Conversation, Exchange, Phase, Withdrawn, best_sentences

__all__ = ["encodable", "read", "referred", "revive", "write"]

_Offset = Annotated[int, Field(ge=0, lt=2**31)]
_Number = Annotated[int, Field(ge=1, lt=1000)]
_Id = Annotated[str, Field(max_length=64)]
_Milliseconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]


def _of_this_form(given: Any, check: ValidatorFunctionWrapHandler) -> Trace | None:
    """A trace; none of one that is of another form: the answer is worth keeping without it."""
    try:
        trace: Trace | None = check(given)
    except ValidationError:
        return None
    return trace


_Trace: TypeAlias = Annotated[Trace | None, WrapValidator(_of_this_form)]


@dataclass(frozen=True, slots=True)
class _Citation:
    number: _Number
    document: _Id
    start: _Offset
    end: _Offset
    quote: str


@dataclass(frozen=True, slots=True)
class _Claim:
    start: _Offset
    end: _Offset
    support: Support
    reason: str
    citations: tuple[_Number, ...]
    tier: Tier = Tier.WORDS
    own_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Passage:
    document: _Id
    start: _Offset
    end: _Offset
    sentences: tuple[tuple[_Offset, _Offset], ...]


@dataclass(frozen=True, slots=True)
class _Exchange:
    __pydantic_config__ = ConfigDict(allow_inf_nan=False)

    question: Annotated[str, Field(max_length=QUESTION_LIMIT)]
    phase: Phase
    searched: str
    text: str
    claims: tuple[_Claim, ...]
    citations: tuple[_Citation, ...]
    passages: tuple[_Passage, ...]
    note: str
    mode: Mode
    model: str
    milliseconds: _Milliseconds
    withdrawn: tuple[Withdrawn, ...] = ()
    nearest: tuple[_Citation, ...] = ()
    filters: Filters = NO_FILTERS
    asked_bare: str = ""
    trace: _Trace = None


_RECORD = TypeAdapter(_Exchange)


def write(exchange: Exchange) -> str:
    """The record of an exchange. An answer that is still being written counts as stopped."""
    return _RECORD.dump_json(_exchange_record(exchange)).decode()


def read(number: int, record: str) -> Exchange | None:
    """The exchange of a record, its articles known by their ids alone; none where the record is of another form."""
    try:
        kept = _RECORD.validate_json(record)
    except ValidationError:
        return None
    return _exchange(number, kept) if kept.phase.final else None


def encodable(text: str) -> str:
    """A text of the same length without halves of surrogate pairs, which a browser can send and no JSON can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def referred(conversation: Conversation) -> set[str]:
    """Ids of every article version that a conversation shows."""
    return {passage.document.id for exchange in conversation for passage in _shown(exchange)}


def revive(conversation: Conversation, versions: Mapping[str, Version], lost: str) -> Conversation:
    """A conversation with what was read from a record compared with the archive, and the rest as it is.

    Args:
        conversation: May hold exchanges that `read` returned.
        versions: Those of `referred` that the archive holds.
        lost: The reason of a claim all of whose citations were dropped.

    Returns:
        Citations and passages that are not the archive's words are dropped.
    """
    return tuple(_revived(exchange, versions, lost) if exchange.restoring else exchange for exchange in conversation)


def _exchange_record(exchange: Exchange) -> _Exchange:
    return _Exchange(
        question=encodable(exchange.question),
        phase=exchange.phase if exchange.phase.final else Phase.STOPPED,
        searched=encodable(exchange.searched),
        text=encodable(exchange.text),
        claims=tuple(
            _Claim(
                start=c.start,
                end=c.end,
                support=c.support,
                reason=encodable(c.reason),
                citations=tuple(citation.number for citation in c.citations),
                tier=c.tier,
                own_words=tuple(map(encodable, c.own_words)),
            )
            for c in exchange.claims
        ),
        citations=tuple(map(_citation_record, exchange.citations)),
        passages=tuple(_passage_record(passage) for passage in exchange.passages),
        note=encodable(exchange.note),
        mode=exchange.mode,
        model=encodable(exchange.model),
        milliseconds=exchange.timings.total_ms,
        withdrawn=tuple(Withdrawn(encodable(w.text), encodable(w.reason)) for w in exchange.withdrawn),
        nearest=tuple(map(_citation_record, exchange.nearest)),
        filters=exchange.filters,
        asked_bare=encodable(exchange.asked_bare),
        trace=_encodable_trace(exchange.trace),
    )


def _encodable_trace(trace: Trace | None) -> Trace | None:
    """A trace that JSON can hold: what a browser or a model wrote may have halves of surrogate pairs."""
    if trace is None:
        return None
    searches = (
        replace(search, text=encodable(search.text), terms=tuple(map(encodable, search.terms)))
        for search in trace.searches
    )
    taken_out = (replace(t, text=encodable(t.text), reason=encodable(t.reason)) for t in trace.taken_out)
    weighed = (replace(one, part=encodable(one.part)) for one in trace.decision.weighed)
    return replace(
        trace,
        searches=tuple(searches),
        taken_out=tuple(taken_out),
        decision=replace(trace.decision, weighed=tuple(weighed)),
    )


def _citation_record(citation: Citation) -> _Citation:
    document = citation.passage.document.id
    return _Citation(citation.number, document, citation.start, citation.end, encodable(citation.quote))


def _passage_record(passage: Passage) -> _Passage:
    sentences = tuple((sentence.start, sentence.end) for sentence in best_sentences(passage))
    return _Passage(passage.document.id, passage.chunk.start, passage.chunk.end, sentences)


def _exchange(number: int, kept: _Exchange) -> Exchange:
    citations = {c.number: _citation(c) for c in kept.citations}
    return Exchange(
        number=number,
        question=kept.question,
        phase=kept.phase,
        searched=kept.searched,
        passages=tuple(_passage(rank, passage) for rank, passage in enumerate(kept.passages, 1)),
        text=kept.text,
        claims=tuple(
            Claim(
                text=kept.text[c.start : c.end],
                start=c.start,
                end=c.end,
                citations=tuple(citations[n] for n in dict.fromkeys(c.citations) if n in citations),
                support=c.support,
                reason=c.reason,
                tier=c.tier,
                own_words=c.own_words,
            )
            for c in kept.claims
            if c.start < c.end <= len(kept.text)
        ),
        note=kept.note,
        mode=kept.mode,
        model=kept.model,
        timings=Timings(total_ms=kept.milliseconds),
        withdrawn=kept.withdrawn,
        nearest=tuple(map(_citation, kept.nearest)),
        filters=kept.filters,
        asked_bare=kept.asked_bare,
        trace=kept.trace,
        restoring=True,
    )


def _named(document_id: str) -> Document:
    return Document(document_id, title="", text="", source="")


def _citation(kept: _Citation) -> Citation:
    chunk = Chunk("", kept.document, kept.start, kept.end, kept.quote)
    passage = Passage(chunk, _named(kept.document), score=0.0, rank=1)
    return Citation(kept.number, passage, kept.start, kept.end, kept.quote)


def _passage(rank: int, kept: _Passage) -> Passage:
    chunk = Chunk("", kept.document, kept.start, kept.end, "")
    sentences = tuple(Sentence(start, end, "") for start, end in kept.sentences)
    return Passage(chunk, _named(kept.document), score=0.0, rank=rank, sentences=sentences)


def _shown(exchange: Exchange) -> Iterable[Passage]:
    yield from exchange.passages
    yield from (citation.passage for citation in (*exchange.citations, *exchange.nearest))


def _revived(exchange: Exchange, versions: Mapping[str, Version], lost: str) -> Exchange:
    claims = tuple(_revived_claim(claim, versions, lost) for claim in exchange.claims)
    proven = any(claim.support.cited for claim in claims)
    return replace(
        exchange,
        # As for a new answer: without a single proof it is none.
        phase=Phase.INSUFFICIENT if exchange.phase is Phase.ANSWERED and not proven else exchange.phase,
        passages=tuple(p for passage in exchange.passages if (p := _revived_passage(passage, versions))),
        claims=claims,
        nearest=tuple(c for citation in exchange.nearest if (c := _revived_citation(citation, versions))),
        restoring=False,
    )


def _revived_claim(claim: Claim, versions: Mapping[str, Version], lost: str) -> Claim:
    if not claim.support.cited:
        return replace(claim, citations=())
    citations = tuple(c for citation in claim.citations if (c := _revived_citation(citation, versions)))
    if citations:
        return replace(claim, citations=citations)
    return replace(claim, citations=(), support=Support.UNSUPPORTED, reason=lost, own_words=())


def _revived_citation(citation: Citation, versions: Mapping[str, Version]) -> Citation | None:
    version = versions.get(citation.passage.document.id)
    if version is None or not citation.quote or citation.quote != version.document.text[citation.start : citation.end]:
        return None
    return replace(citation, passage=replace(citation.passage, document=version.document))


def _revived_passage(passage: Passage, versions: Mapping[str, Version]) -> Passage | None:
    version = versions.get(passage.document.id)
    if version is None:
        return None
    text, chunk = version.document.text, passage.chunk
    if not chunk.start < chunk.end <= len(text):
        return None
    return replace(
        passage,
        chunk=replace(chunk, text=text[chunk.start : chunk.end]),
        document=version.document,
        sentences=tuple(
            replace(s, text=text[s.start : s.end])
            for s in passage.sentences
            if chunk.start <= s.start < s.end <= chunk.end
        ),
    )
