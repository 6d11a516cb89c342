"""The JSON of the contract, which other tools build on (docs/contract in the README); keys are never renamed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rag.trace import Search, Trace
from rag.types import Answer, Citation, Claim, Passage, SyncReport
from ui.citing import beside_json, place_json

__all__ = [
    "NO_FOLDERS",
    "answer_json",
    "by_field",
    "citation_json",
    "claim_json",
    "passages_json",
    "sync_json",
    "trace_json",
]

NO_FOLDERS: Mapping[str, str] = {}
"""Where nobody knows which folder an article is of."""
_OPTION = re.compile(r"""'[^']*'|"[^"]*"|--(since|until|source|author|section|language|path)\b""")
_FIELDS = {"source": "outlet"}
"""What a filter is called as a field, where as an option it has another name."""


def by_field(fault: str) -> str:
    """A fault of a filter that names it as an option of a command does, with its name as a field of JSON."""
    return _OPTION.sub(lambda found: _FIELDS.get(found[1], found[1]) if found[1] else found[0], fault)


def answer_json(answer: Answer, folders: Mapping[str, str] = NO_FOLDERS) -> dict[str, Any]:
    """The object that `ask --json` prints; `folders` are those of the articles, by document id."""
    return {
        "question": answer.question,
        "answer": answer.text,
        "language": answer.language,
        "status": str(answer.status),
        "mode": str(answer.mode),
        "claims": list(map(claim_json, answer.claims)),
        "citations": [citation_json(citation, folders) for citation in answer.citations],
        "passages": passages_json(answer.passages, folders),
        "timings": {
            "retrieve_ms": round(answer.timings.retrieve_ms, 1),
            "first_token_ms": round(answer.timings.first_token_ms, 1),
            "total_ms": round(answer.timings.total_ms, 1),
        },
        "model": answer.model,
        "asked": dict(answer.asked),
        "filters": dict(answer.filters),
        "nearest": [citation_json(citation, folders) for citation in answer.nearest],
    }


def trace_json(answer: Answer) -> dict[str, Any] | None:
    """How an answer came about; its articles by the names that they have in it. None where nothing was asked."""
    trace, names = answer.trace, {p.document.id: p.document.source for p in answer.passages}
    if trace is None:
        return None
    return {
        "searches": [_search_json(search, names) for search in trace.searches],
        "passages": [
            {
                "document": names.get(one.document, ""),
                "start": one.start,
                "use": str(one.use),
                "sentences": one.sentences,
            }
            for one in trace.considered
        ],
        "taken_out": [{"text": t.text, "reason": t.reason, "instead": str(t.instead)} for t in trace.taken_out],
        "decision": _decision_json(trace),
        "steps": [
            {
                "stage": str(step.stage),
                "start_ms": round(step.start_ms, 1),
                "end_ms": round(step.end_ms, 1),
                "ms": round(step.ms, 1),
                "times": step.times,
            }
            for step in trace.steps
        ],
    }


def _search_json(search: Search, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "text": search.text,
        "language": search.language,
        "terms": list(search.terms),
        "looked_at": search.looked_at,
        "repeated": search.repeated,
        "found": [
            {
                "document": names.get(hit.document, ""),
                "start": hit.start,
                "by_meaning": hit.by_meaning,
                "by_sentence": hit.by_sentence,
                "by_words": hit.by_words or None,
            }
            for hit in search.hits
        ],
    }


def _decision_json(trace: Trace) -> dict[str, Any]:
    decision = trace.decision
    return {
        "outcome": str(decision.outcome),
        "ground": str(decision.ground),
        "weighed": [
            {
                "part": weighed.part,
                "stands": weighed.stands,
                **{name: _share(getattr(weighed, name)) for name in ("likely", "least", "found", "affirmed")},
            }
            for weighed in decision.weighed
        ],
    }


def _share(probability: float | None) -> float | None:
    return None if probability is None else round(probability, 4)


def claim_json(claim: Claim) -> dict[str, Any]:
    """A sentence with its verdict; its citations by number."""
    return {
        "text": claim.text,
        "start": claim.start,
        "end": claim.end,
        "support": str(claim.support),
        "reason": claim.reason,
        "tier": str(claim.tier),
        "own_words": list(claim.own_words),
        "citations": [citation.number for citation in claim.citations],
    }


def citation_json(citation: Citation, folders: Mapping[str, str] = NO_FOLDERS) -> dict[str, Any]:
    """The words that a citation quotes, with their article and their place in it, in characters of its text."""
    return {
        "n": citation.number,
        "document": citation.passage.document.source,
        "title": citation.passage.document.title,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        **place_json(citation.passage.document, citation.start, folders),
        **beside_json(citation.passage),
    }


def passages_json(passages: Sequence[Passage], folders: Mapping[str, str] = NO_FOLDERS) -> list[dict[str, Any]]:
    """The list that `search --json` prints."""
    return [
        {
            "document": passage.document.source,
            "title": passage.document.title,
            "start": passage.chunk.start,
            "end": passage.chunk.end,
            "text": passage.chunk.text,
            "score": round(passage.ranked_by, 4),
            "rank": passage.rank,
            **place_json(passage.document, passage.chunk.start, folders),
            **beside_json(passage),
        }
        for passage in passages
    ]


def sync_json(report: SyncReport) -> dict[str, Any]:
    """The object that `index --json` prints."""
    return {
        "added": report.added,
        "updated": report.updated,
        "deleted": report.deleted,
        "unchanged": report.unchanged,
        "failed": [{"source": failure.source, "error": failure.error} for failure in report.failed],
        "chunks": report.chunks,
        "undated": report.undated,
        "seconds": round(report.seconds, 2),
        "skipped": [{"source": entry.source, "reason": entry.reason} for entry in report.skipped],
        "notes": [{"source": entry.source, "note": entry.note} for entry in report.notes],
    }
