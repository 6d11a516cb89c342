"""The panel of sources: the passages that were consulted, and the articles with the cited words marked.

Pure functions from an exchange to HTML. The page holds the section of the newest answer, and that of an earlier one of
which a citation was chosen, so that what is sent does not grow with the conversation; page.js shows one at a time.
Article text is escaped here and given to `gr.HTML` as its value under the default template, which puts it into the page
as it is; see `ui.web.escaping` for why not otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from rag.languages import language_of
from rag.text.beside_messages import say_beside
from rag.types import Citation, Document, Passage, Standing, Support, locator_at, support_by
from ui.serving.conversation import Conversation, Exchange, Phase, best_sentences
from ui.web.article import address_of, since
from ui.web.escaping import escape
from ui.web.feedback import unsaid_button
from ui.web.messages import NEAREST_SIGN, anchor, is_headline
from ui.web.strings import Strings

__all__ = ["Beside", "Segment", "Standings", "has_sources", "newest", "panel", "segments", "windows"]

Standings: TypeAlias = Mapping[str, Standing]
"""What has become of article versions, by id; those not named stand as they were."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known beside an exchange, and may change without it.

    Attributes:
        standings: What has become of its articles.
        doubted: Citations of which its reader said that they do not say it.
    """

    standings: Standings = field(default_factory=dict)
    doubted: frozenset[int] = frozenset()


NOTHING_BESIDE = Beside()

WHOLE_ARTICLE = 20_000
"""Articles up to this many characters are shown whole; of longer ones, what surrounds the cited words."""
SURROUNDINGS = 2_000


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an article, with the numbers of the citations that quote all of it."""

    text: str
    numbers: tuple[int, ...] = ()


def segments(text: str, citations: Iterable[Citation], start: int, end: int) -> tuple[Segment, ...]:
    """Cut `text[start:end]` where a citation begins or ends: the pieces joined are that text again."""
    cited = [c for c in citations if c.start < end and c.end > start]
    bounds = {start, end, *(b for c in cited for b in (c.start, c.end) if start < b < end)}
    return tuple(
        Segment(text[a:b], tuple(sorted(c.number for c in cited if c.start <= a and b <= c.end)))
        for a, b in pairwise(sorted(bounds))
    )


def windows(length: int, citations: Iterable[Citation]) -> tuple[tuple[int, int], ...]:
    """The parts of an article of `length` characters that are shown, in order and apart from each other."""
    if length <= WHOLE_ARTICLE:
        return ((0, length),)
    merged: list[tuple[int, int]] = []
    for citation in sorted(citations, key=lambda c: c.start):
        start, end = max(0, citation.start - SURROUNDINGS), min(length, citation.end + SURROUNDINGS)
        if merged and start <= merged[-1][1]:
            start, end = merged[-1][0], max(end, merged.pop()[1])
        merged.append((start, end))
    return tuple(merged)


def has_sources(exchange: Exchange) -> bool:
    """Whether there is something to show of an exchange."""
    return not exchange.restoring and bool(exchange.passages or exchange.citations or exchange.nearest)


def newest(conversation: Conversation) -> Exchange | None:
    """The last exchange that has something to show."""
    return next(filter(has_sources, reversed(conversation)), None)


def panel(exchange: Exchange | None, strings: Strings, beside: Beside = NOTHING_BESIDE) -> str:
    """The panel's HTML: the section of an exchange, or a line where there is none.

    Articles are shown as they were when they were cited; where that is no longer so, a note says it.
    """
    if exchange is None:
        return f'<p class="vacio">{escape(strings.sources.empty)}</p>'
    # Marks lead to the panel once the answer is whole; until then it shows what the model is given to read.
    citations = exchange.citations if exchange.phase.final else ()
    nearest = exchange.nearest if exchange.phase is Phase.INSUFFICIENT else ()
    cited = _near(exchange, nearest, beside, strings) or _proofs(exchange, citations, beside, strings)
    content = cited + _evidence(exchange, bool(cited), beside.standings, strings)
    return (
        f'<section class="pruebas" id="fuentes-{exchange.number}" aria-label="{escape(strings.sources.sources)}">'
        f'<p class="pregunta">{escape(exchange.question)}</p>{content}</section>'
    )


def _proofs(exchange: Exchange, citations: Sequence[Citation], beside: Beside, strings: Strings) -> str:
    if not citations:
        return ""
    proving = {c.number for c in citations if support_by(c, exchange.claims) is Support.SUPPORTED}
    all_prove = len(proving) == len(citations)
    title = strings.sources.proofs if all_prove else strings.sources.grounds
    note = "" if all_prove else f'<p class="aproximado">{escape(strings.sources.reworded_note)}</p>'
    signs = {c.number: "" if c.number in proving else "≈" for c in citations}
    return f"<h3>{escape(title)}</h3>{_cited(exchange.number, citations, signs, beside, strings, note)}"


def _near(exchange: Exchange, nearest: Sequence[Citation], beside: Beside, strings: Strings) -> str:
    """What is nearest where nothing answers, in its articles."""
    if not nearest:
        return ""
    signs = dict.fromkeys((c.number for c in nearest), NEAREST_SIGN)
    shown = _cited(exchange.number, nearest, signs, beside, strings)
    return f"<h3>{escape(strings.sources.evidence_nearest)}</h3>{shown}"


def _cited(
    exchange: int,
    citations: Sequence[Citation],
    signs: Mapping[int, str],
    beside: Beside,
    strings: Strings,
    note: str = "",
) -> str:
    """The quotations, and below them the articles with the cited words marked; each number behind its sign."""
    quotes = "".join(_quote(exchange, c, signs[c.number], beside, strings) for c in citations)
    steps = _steps(strings) if len(citations) > 1 else ""
    backs = {number: _back(exchange, number, sign, strings) for number, sign in signs.items()}
    grouped = _by_document(citations)
    articles = "".join(_article(exchange, of_one, backs, beside.standings, strings) for of_one in grouped)
    return f'<ol class="citas">{quotes}</ol>{note}{steps}{articles}'


def _steps(strings: Strings) -> str:
    """The way through the cited words, one after the other; page.js takes the steps and says which one it is."""
    return (
        f'<p class="pasos"><button type="button" data-paso="-1">‹ {escape(strings.sources.previous)}</button>'
        f'<span role="status" data-pasos="{escape(strings.sources.steps)}"></span>'
        f'<button type="button" data-paso="1">{escape(strings.sources.next)} ›</button></p>'
    )


def _quote(exchange: int, citation: Citation, sign: str, beside: Beside, strings: Strings) -> str:
    kind, shown = _number(citation.number, sign)
    locator = locator_at(citation.passage.document, citation.start)
    where = f' <span class="sitio">{escape(strings.place(locator))}</span>' if locator else ""
    doubted = citation.number in beside.doubted
    doubt = "" if sign == NEAREST_SIGN else unsaid_button(exchange, citation.number, strings, pressed=doubted)
    headline = f' <span class="sitio">({escape(strings.messages.headline)})</span>' if is_headline(citation) else ""
    return (
        f'<li><a class="{kind}" href="#{anchor(exchange, citation.number)}">{shown}</a>'
        f"<q>{escape(citation.quote)}</q>{headline}{where}{_since_then(citation, beside, strings)}{doubt}</li>"
    )


def _since_then(citation: Citation, beside: Beside, strings: Strings) -> str:
    """What has become of the article of a quotation, where it stands no more as it was."""
    said = {Standing.CHANGED: strings.sources.changed_short, Standing.GONE: strings.sources.gone_short}
    standing = beside.standings.get(citation.passage.document.id, Standing.CURRENT)
    return "" if standing is Standing.CURRENT else f' <span class="ya-no">({escape(said[standing])})</span>'


def _number(number: int, sign: str) -> tuple[str, str]:
    """The class and the text of a number: with a sign where the words do not prove what the answer says."""
    return ("numero cercano" if sign else "numero", f"{sign}{number}")


def _by_document(citations: Iterable[Citation]) -> list[list[Citation]]:
    grouped: dict[str, list[Citation]] = {}
    for citation in citations:
        grouped.setdefault(citation.passage.document.id, []).append(citation)
    return list(grouped.values())


def _article(
    exchange: int, citations: Sequence[Citation], backs: Mapping[int, str], standings: Standings, strings: Strings
) -> str:
    document = citations[0].passage.document
    begun: set[int] = set()
    parts = [
        "".join(_segment(exchange, segment, begun, backs) for segment in segments(document.text, citations, start, end))
        for start, end in windows(len(document.text), citations)
    ]
    cut = f'<p class="corte">{escape(strings.sources.cut)}</p>'
    texts = cut.join(f'<div class="texto">{part}</div>' for part in parts)
    heading = _heading(document, standings, strings) + _beside(citations[0].passage, strings)
    heading += _whole(document, citations[0].start, citations[0].end, strings)
    return f'<article class="articulo" lang="{escape(document.language)}">{heading}{texts}</article>'


def _segment(exchange: int, segment: Segment, begun: set[int], backs: Mapping[int, str]) -> str:
    """A stretch of the article; the first one of each citation carries the id that its mark leads to."""
    if not segment.numbers:
        return escape(segment.text)
    new = [number for number in segment.numbers if number not in begun]
    begun.update(new)
    before = "".join(backs[number] for number in new)
    cited = " ".join(anchor(exchange, number) for number in segment.numbers)
    return f'{before}<mark data-cita="{cited}" tabindex="-1">{escape(segment.text)}</mark>'


def _back(exchange: int, number: int, sign: str, strings: Strings) -> str:
    """The number before the cited words; pressing it leads back to the answer."""
    kind, shown = _number(number, sign)
    return (
        f'<a class="{kind} vuelta" id="{anchor(exchange, number)}" href="#fuentes-{exchange}"'
        f' title="{escape(strings.reading.back)}">{shown}</a>'
    )


def _heading(document: Document, standings: Standings, strings: Strings, start: int | None = None) -> str:
    facts = strings.facts(document, start)
    about = f'<p class="datos">{" · ".join(escape(fact) for fact in facts)}</p>'
    standing = standings.get(document.id, Standing.CURRENT)
    return f"<h4>{escape(document.title)}</h4>{about}{since(standing, strings)}"


def _whole(document: Document, start: int, end: int, strings: Strings) -> str:
    """The way to the whole article, at an address of its own."""
    address = escape(address_of(document.id, start, end))
    named = escape(f"{strings.sources.whole}: {document.title}")
    return (
        f'<p class="datos" lang="{strings.code}"><a class="entero" href="{address}" aria-label="{named}">'
        f"{escape(strings.sources.whole)}</a></p>"
    )


def _beside(passage: Passage, strings: Strings) -> str:
    """Who else prints an article, and what corrects it or is newer."""
    said = say_beside(passage, language_of(strings.code))
    return "".join(f'<p class="datos" lang="{strings.code}">{escape(line)}</p>' for line in said)


def _evidence(exchange: Exchange, cited: bool, standings: Standings, strings: Strings) -> str:
    nearest = exchange.phase is Phase.INSUFFICIENT and not cited
    title = escape(strings.sources.evidence_nearest if nearest else strings.sources.evidence)
    passages = "".join(_passage(passage, standings, strings) for passage in exchange.passages)
    opened = "" if cited else " open"
    return f'<details class="evidencia"{opened}><summary>{title}</summary><ol>{passages}</ol></details>'


def _passage(passage: Passage, standings: Standings, strings: Strings) -> str:
    texts = [sentence.text for sentence in best_sentences(passage)] or [passage.chunk.text]
    shown = " ".join(f"<p>{escape(text)}</p>" for text in texts)
    heading = _heading(passage.document, standings, strings, passage.chunk.start) + _beside(passage, strings)
    whole = _whole(passage.document, passage.chunk.start, passage.chunk.end, strings)
    return f'<li lang="{escape(passage.document.language)}">{heading}{shown}{whole}</li>'
