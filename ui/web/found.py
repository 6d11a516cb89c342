"""How an answer was found, for readers: what was searched, found and left out, each verdict, the decision, the time.

Pure functions from an exchange to HTML, in which everything that a model, an article or a reader wrote is escaped. It
is sent when somebody opens it below an answer; found.js puts it there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from rag.languages import language_of
from rag.text.filter_messages import say_filters
from rag.trace import Considered, Decision, Ground, Hit, Search, Stage, TakenOut, Trace, Use, Weighed
from rag.types import Claim, Passage, Support
from ui.serving.conversation import Conversation, Exchange
from ui.web.escaping import escape
from ui.web.found_strings import FoundStrings, found_strings
from ui.web.messages import rewording, told
from ui.web.readers import strings_of
from ui.web.strings import Strings

__all__ = ["FoundParts", "how_found", "lay_out_found", "wire_found"]

ASKED = "(_, ...others) => [document.documentElement.dataset.hallado ?? '', ...others]"
"""Of which answer found.js was asked: its number, and that of the request, so that each is answered anew."""

LINES = 12
"""Lines on passages: one for those of an article that had the same fate."""

MOMENT = 50.0
"""Milliseconds below which a stage takes no time that anybody would notice."""


@dataclass(frozen=True, slots=True)
class FoundParts:
    """Where it is asked how an answer was found, and where that is told."""

    asked: gr.Textbox
    look: gr.Button
    told: gr.HTML


def lay_out_found() -> FoundParts:
    """Put it where it is called; nothing of it is seen."""
    return FoundParts(
        gr.Textbox(visible="hidden"),
        gr.Button(visible="hidden", elem_id="ver-hallazgo"),
        gr.HTML(elem_id="hallazgo", visible="hidden"),
    )


def wire_found(parts: FoundParts, conversation: gr.State) -> None:
    """Wire it to the conversation on the page."""
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "trigger_mode": "multiple"}
    parts.look.click(_answer, [parts.asked, conversation], parts.told, js=ASKED, **quiet)


def _answer(asked: str, conversation: Conversation, request: gr.Request) -> str:
    """How the answer was found that is asked for; where it is not in the conversation, that nothing is known of it."""
    numbers = re.fullmatch(r"(\d{1,6})-\d{1,6}", asked)
    if numbers is None:
        return ""
    strings = strings_of(request)
    exchange = next((e for e in conversation if e.number == int(numbers[1])), None)
    said = _line(found_strings(strings.code).unkept) if exchange is None else how_found(exchange, strings)
    return f'<div data-pedido="{escape(asked)}">{said}</div>'


def how_found(exchange: Exchange, strings: Strings) -> str:
    """The whole as HTML; a line where it was not kept."""
    words, trace = found_strings(strings.code), exchange.trace
    if trace is None or exchange.restoring:
        return _line(words.unkept)
    sections = (
        (words.searched, _searches(exchange, trace, strings, words)),
        (words.found, _passages(exchange, trace, words)),
        (words.taken_out, _list(_taken_out(one, strings, words) for one in trace.taken_out)),
        (words.sentences, _list(_sentence(claim, strings, words) for claim in exchange.claims)),
        (words.decision, "".join(map(_line, _decision(trace.decision, exchange, words)))),
        (words.time, _list(_times(exchange, trace, words))),
    )
    told_of = "".join(f"<dt>{escape(title)}</dt><dd>{content}</dd>" for title, content in sections if content)
    return f"<dl>{told_of}</dl>"


def _line(text: str) -> str:
    return f"<p>{escape(' '.join(text.split()))}</p>"


def _list(items: Iterable[str]) -> str:
    """Some lines as a list; nothing where there is none."""
    shown = "".join(f"<li>{escape(' '.join(item.split()))}</li>" for item in items)
    return f"<ul>{shown}</ul>" if shown else ""


def _searches(exchange: Exchange, trace: Trace, strings: Strings, words: FoundStrings) -> str:
    searches = trace.searches or (Search(exchange.searched or exchange.question, ""),)
    filters = say_filters(exchange.filters, language_of(strings.code)) if exchange.filters else ()
    limits = [f"{strings.messages.filters} {', '.join(filters)}"] if filters else []
    said = [line for search in searches for line in _search(search, words)]
    return "".join(map(_line, (*said, *limits)))


def _search(search: Search, words: FoundStrings) -> Iterator[str]:
    yield words.question.format(text=search.text)
    if search.terms:
        yield words.roots.format(terms=", ".join(search.terms))


def _passages(exchange: Exchange, trace: Trace, words: FoundStrings) -> str:
    """How many were found, and what became of each of the first."""
    found = {(p.document.id, p.chunk.start): p for p in exchange.passages}
    told_of = [one for one in trace.considered if (one.document, one.start) in found]
    if not told_of:
        return _line(words.none_found)
    searches = trace.searches if trace.decision.ground is not Ground.PUBLISHED else ()  # listed by their day, not found
    hits = {(hit.document, hit.start): hit for search in searches for hit in search.hits}
    fates: dict[tuple[str, Use], list[Considered]] = {}
    for one in told_of:
        fates.setdefault((one.document, one.use), []).append(one)
    told_now = list(fates.values())[:LINES]
    items = [_fate(alike, found[alike[0].document, alike[0].start], hits, words) for alike in told_now]
    left = len(exchange.passages) - sum(map(len, told_now))
    more = [words.more.format(count=left)] if left > 0 else []
    return "".join(map(_line, _counts(exchange.passages, searches, words))) + _list([*items, *more])


def _fate(alike: Sequence[Considered], best: Passage, hits: Mapping[tuple[str, int], Hit], words: FoundStrings) -> str:
    """What became of some passages of an article, and the places of the best of them."""
    several, first = len(alike) > 1, alike[0]
    said = words.uses[first.use].format(count=sum(one.sentences for one in alike))
    places = _places(hits.get((first.document, first.start)), words) if hits else ""
    if several and places:
        places = words.best.format(places=places)
    number = f" ({words.passages(len(alike))})" if several else ""
    return f"{_ended(_title(best) + number)} {said} {_begun(places)}"


def _counts(passages: Iterable[Passage], searches: Iterable[Search], words: FoundStrings) -> Iterator[str]:
    articles = [passage.document.id for passage in passages]
    compared, repeated = (sum(getattr(s, name) for s in searches) for name in ("looked_at", "repeated"))
    of = words.passages(len(articles)), words.articles(len(set(articles)))
    if compared:
        yield words.best_of.format(passages=of[0], articles=of[1], count=compared)
    if repeated:
        yield words.repeated(repeated)


def _title(passage: Passage) -> str:
    return passage.document.title.rstrip(" .")


def _ended(sentence: str) -> str:
    """A sentence with its full stop, where nothing ends it yet."""
    return sentence if sentence.endswith(("?", "!", "…")) else f"{sentence}."


def _places(hit: Hit | None, words: FoundStrings) -> str:
    if hit is None:
        return words.rest
    common = words.by_words.format(place=hit.by_words) if hit.by_words else words.no_words
    return words.places.format(meaning=hit.by_meaning, sentence=hit.by_sentence, words=common)


def _taken_out(taken: TakenOut, strings: Strings, words: FoundStrings) -> str:
    reason = told(taken.reason, strings).rstrip(" .")
    return words.taken.format(text=taken.text, reason=reason, instead=words.instead[taken.instead])


def _sentence(claim: Claim, strings: Strings, words: FoundStrings) -> str:
    return words.sentence.format(text=claim.text, verdict=_verdict(claim, strings, words).rstrip(" ."))


def _verdict(claim: Claim, strings: Strings, words: FoundStrings) -> str:
    titles = "; ".join(dict.fromkeys(f"{_title(c.passage)} [{c.number}]" for c in claim.citations))
    own = strings.messages
    match claim.support:
        case Support.SUPPORTED:
            return words.proven.format(titles=titles)
        case Support.PARAPHRASE:
            return f"{_begun(rewording(claim, strings))}: {titles}"
        case Support.PARTIAL:
            label = own.partial
        case Support.CONTRADICTED:
            label = own.contradicted
        case Support.UNSUPPORTED:
            label = own.unsupported
    return _begun(": ".join(filter(None, (label, told(claim.reason, strings)))))


def _begun(text: str) -> str:
    """A text that begins as a sentence does."""
    return text[:1].upper() + text[1:]


def _decision(decision: Decision, exchange: Exchange, words: FoundStrings) -> Iterator[str]:
    """How it ended and why, and what was weighed for it."""
    proven = sum(claim.support.cited for claim in exchange.claims)
    counted = words.backed.format(proven=proven, count=len(exchange.claims)) if proven else ""
    yield " ".join(filter(None, (words.outcomes[decision.outcome], words.grounds[decision.ground], counted)))
    several = len({weighed.part for weighed in decision.weighed}) > 1
    for weighed in decision.weighed:
        if said := _weighed(weighed, words):
            yield words.of_part.format(part=weighed.part, said=said) if several else said


def _weighed(weighed: Weighed, words: FoundStrings) -> str:
    """What was weighed, where that is a figure."""
    if weighed.likely is None or weighed.least is None:
        return ""
    figures = {"likely": _percent(weighed.likely), "least": _percent(weighed.least)}
    if weighed.affirmed is None or weighed.found is None:
        return words.weighed.format(**figures)
    return words.judged.format(affirmed=_percent(weighed.affirmed), found=_percent(weighed.found), **figures)


def _percent(share: float) -> int:
    return round(100 * share)


def _times(exchange: Exchange, trace: Trace, words: FoundStrings) -> Iterator[str]:
    """Each stage that took time, and the whole."""
    for step in trace.steps:
        if step.stage is not Stage.WAIT or step.ms >= MOMENT:
            yield _time(words.stages[step.stage], step.ms, words)
    yield _time(words.whole, exchange.timings.total_ms, words)


def _time(stage: str, milliseconds: float, words: FoundStrings) -> str:
    return words.step.format(stage=stage, time=_seconds(milliseconds, words))


def _seconds(milliseconds: float, words: FoundStrings) -> str:
    if milliseconds < MOMENT:
        return words.moment
    seconds = f"{milliseconds / 1000:.1f}"
    return words.seconds.format(seconds=seconds.replace(".", ",") if "," in words.moment else seconds)
