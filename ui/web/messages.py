"""How a conversation reads in the chat: Markdown messages in which every answer carries its marks.

Pure functions. A mark follows its sentence, and earlier text is not written again. What is withdrawn can still be read,
struck through above the answer, with the reason. Everything that a model, an article or a reader wrote is escaped; the
only markup in a message is made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from rag.languages import LANGUAGES, language_of
from rag.questions.options import one_by_one
from rag.text.filter_messages import say_filters
from rag.text.program import retold
from rag.text.retelling import told_anew
from rag.types import Citation, Claim, Mode, Support, Timings
from ui.serving.conversation import Conversation, Exchange, Phase, Withdrawn
from ui.web.escaping import escape
from ui.web.strings import Strings

__all__ = ["NEAREST_SIGN", "anchor", "is_headline", "messages", "rewording", "told"]

NEAREST_SIGN = "○"
"""Before the number of a sentence that is near and answers nothing: the sign of an answer that is none."""

_BULLET = re.compile(r"\s*[-*•–]\s+(?=\S)")
_NUMBER = re.compile(r"\s*(\d{1,3})[.)]\s+(?=\S)")
_BOLD = "**"


def anchor(exchange: int, citation: int) -> str:
    """The id of the words of a citation in the panel, unique in a conversation."""
    return f"cita-{exchange}-{citation}"


def messages(conversation: Conversation, strings: Strings) -> list[dict[str, Any]]:
    """The chat's messages, in Markdown that holds no markup but this module's, each with the number of its exchange."""
    return [message for exchange in conversation for message in _pair(exchange, strings)]


def _pair(exchange: Exchange, strings: Strings) -> tuple[dict[str, Any], dict[str, Any]]:
    number = {"metadata": {"id": exchange.number}}
    return (
        {"role": "user", "content": _paragraphs(exchange.question, {}), **number},
        {"role": "assistant", "content": _reply(exchange, strings), **number},
    )


def _reply(exchange: Exchange, strings: Strings) -> str:
    if exchange.restoring:
        return _span("espera", escape(strings.messages.restoring))
    parts = [
        _searched(exchange, strings),
        _filters(exchange, strings),
        *(_withdrawn(withdrawn, strings) for withdrawn in exchange.withdrawn),
        _label(exchange, strings),
        _paragraphs(exchange.text, _marks(exchange, strings)) or _pending(exchange, strings),
        _outside(exchange, strings),
        _nearest(exchange, strings),
        _footer(exchange, strings),
        _copied(exchange, strings) or _found(exchange, strings),
    ]
    return "\n\n".join(part for part in parts if part)


def _searched(exchange: Exchange, strings: Strings) -> str:
    if not exchange.searched:
        return ""
    return _span("buscado", f"{escape(strings.messages.searched)} {_inline(exchange.searched)}")


def _filters(exchange: Exchange, strings: Strings) -> str:
    """Each filter with a sign that takes it off; page.js makes buttons of these links."""
    language = language_of(strings.code)
    chips = []
    for number, (one, _) in enumerate(one_by_one(exchange.filters)):
        said = _one_line(" ".join(say_filters(one, language)))
        title = escape(strings.messages.take_off.format(filter=said))
        href = f"#quitar-{exchange.number}-{number}"
        chips.append(f'<a class="filtro" href="{href}" title="{title}">{escape(said)} ×</a>')
    return _span("filtros", " ".join([escape(strings.messages.filters), *chips])) if chips else ""


def _outside(exchange: Exchange, strings: Strings) -> str:
    """Why nothing answers, where filters limited the search: none fits them, and what lies outside."""
    if exchange.phase is not Phase.INSUFFICIENT or not exchange.filters:
        return ""
    return _inline(told(exchange.note, strings))


def told(note: str, strings: Strings) -> str:
    """A note in the language of the page, where that can be told; that there is no model the page says by itself."""
    for known in LANGUAGES:
        note = note.replace(known.messages.get("no_model", ""), "") if "no_model" in known.messages else note
    language = language_of(strings.code)
    return told_anew(retold(" ".join(note.split()), language), language)


def _withdrawn(withdrawn: Withdrawn, strings: Strings) -> str:
    """Struck text below a label and a reason in words: a line through it is heard by nobody."""
    label = _span("veredicto retirado", f"⊘ {escape(strings.messages.withdrawn)}")
    lines = "<br>".join(_inline(line) for line in withdrawn.text.split("\n") if line.strip())
    return f"{label} {_inline(told(withdrawn.reason, strings))}\n\n<del>{lines}</del>"


def _label(exchange: Exchange, strings: Strings) -> str:
    """How the answer ended, in words before it, where it did not end as an answer."""
    match exchange.phase:
        case Phase.INSUFFICIENT:
            return _span("veredicto insuficiente", f"○ {escape(strings.messages.insufficient)}")
        case Phase.FAILED:
            reason = told(exchange.note, strings) if exchange.note else strings.asking.broken
            return f"{_span('veredicto fallo', f'✕ {escape(strings.messages.failed)}')} {_inline(reason)}"
        case _:
            return ""


def _pending(exchange: Exchange, strings: Strings) -> str:
    match exchange.phase:
        case Phase.WAITING_FOR_ARCHIVE:
            return _span(
                "espera",
                f"{escape(strings.messages.waiting_archive)} {_inline(strings.status.step(exchange.note))}".rstrip(),
            )
        case Phase.WAITING_FOR_TURN:
            return _span("espera", escape(strings.asking.waiting(exchange.turn)))
        case Phase.SEARCHING:
            return _span("espera", escape(strings.messages.searching))
        case Phase.WRITING:
            return _span("espera", escape(strings.messages.reading(len(exchange.passages))))
        case _:
            return ""


def _nearest(exchange: Exchange, strings: Strings) -> str:
    """The nearest sentences below a line that says what they are, each with its article and a way to its place."""
    if exchange.phase is not Phase.INSUFFICIENT or not exchange.nearest:
        return ""
    items = [f"- {_near(exchange.number, citation, strings)}" for citation in exchange.nearest]
    return f"{escape(strings.messages.nearest)}\n\n" + "\n".join(items)


def _near(exchange: int, citation: Citation, strings: Strings) -> str:
    """A sentence with a mark that is none of a proof, dashed and with a sign, and where it stands."""
    quote = f"«{_one_line(citation.quote)}»"
    title = f"{strings.messages.nearest_number.format(number=citation.number)}: {quote}"
    mark = _anchor_link("cita cercana", exchange, citation, NEAREST_SIGN, title, strings)
    return f"{escape(quote)}{mark} {_place(citation, strings)}"


def _place(citation: Citation, strings: Strings) -> str:
    document = citation.passage.document
    facts = (document.title, *strings.facts(document, citation.start))
    return _span("lugar", " · ".join(_inline(part) for part in facts))


def _footer(exchange: Exchange, strings: Strings) -> str:
    if exchange.phase is Phase.STOPPED:
        return _span("veredicto detenido", f"■ {escape(strings.messages.stopped)}")
    if exchange.phase not in (Phase.ANSWERED, Phase.INSUFFICIENT):
        return ""
    if exchange.phase is Phase.ANSWERED and not exchange.claims:
        return ""  # a courtesy: nothing was read or written for it
    parts = [_written_by(exchange, strings), _duration(exchange.timings, strings)]
    if (note := told(exchange.note, strings)) and not _outside(exchange, strings):
        parts.append(note)
    return _span("pie", " · ".join(_inline(part) for part in parts))


def _copied(exchange: Exchange, strings: Strings) -> str:
    """The way to copy an answer with its sources; page.js makes a button of this link, and taking.js copies."""
    if not exchange.phase.final or not (exchange.claims or exchange.nearest):
        return ""
    words = strings.taking
    return (
        f'<a class="copiar" href="#copiar-{exchange.number}" title="{escape(words.copy_answer_title)}">'
        f"{escape(words.copy_answer)}</a>"
    )


def _found(exchange: Exchange, strings: Strings) -> str:
    """The way to how it was found, where none to copy it stands; found.js makes of both what can be opened."""
    if exchange.trace is None:
        return ""
    return f'<a class="hallazgo" href="#hallazgo-{exchange.number}">{escape(strings.messages.how_found)}</a>'


def _written_by(exchange: Exchange, strings: Strings) -> str:
    """Who wrote the answer: a model, or the articles, with or without a model that read and chose."""
    if not exchange.model:
        return strings.status.mode_extractive if exchange.phase is Phase.ANSWERED else strings.status.mode_none
    chosen = exchange.mode is Mode.EXTRACTIVE and exchange.phase is Phase.ANSWERED
    return (strings.status.mode_chosen if chosen else strings.status.mode_llm).format(model=exchange.model)


def _duration(timings: Timings, strings: Strings) -> str:
    seconds = f"{timings.total_ms / 1000:.1f}"
    return strings.messages.seconds.format(seconds=seconds.replace(".", ",") if strings.code == "es" else seconds)


def _marks(exchange: Exchange, strings: Strings) -> dict[int, str]:
    """What stands behind each sentence that has a verdict, by the offset in the text where it ends."""
    marks: dict[int, str] = {}
    for claim in exchange.claims:
        marks[claim.end] = marks.get(claim.end, "") + "".join(_claim_marks(exchange.number, claim, strings))
    return marks


def _claim_marks(exchange: int, claim: Claim, strings: Strings) -> Iterator[str]:
    match claim.support:
        case Support.SUPPORTED:
            for citation in claim.citations:
                yield _link(exchange, citation, strings) + _headline(citation, strings)
        case Support.PARAPHRASE:
            words = rewording(claim, strings)
            for citation in claim.citations:
                yield _link(exchange, citation, strings, words)
            yield f' <span class="reformulada">({escape(words)})</span>'
        case Support.PARTIAL:
            yield _doubt("parcial", "◐", strings.messages.partial, told(claim.reason, strings))
        case Support.CONTRADICTED:
            yield _doubt("contradicha", "✕", strings.messages.contradicted, told(claim.reason, strings))
        case Support.UNSUPPORTED:
            yield _doubt("sin-respaldo", "⚠", strings.messages.unsupported, told(claim.reason, strings))


def _link(exchange: int, citation: Citation, strings: Strings, rewording: str = "") -> str:
    """The mark of a citation; `rewording` is what makes its sentence a paraphrase, where it is one."""
    title = f"{strings.messages.citation.format(number=citation.number)}: «{_one_line(citation.quote)}»"
    kind, sign = ("cita", "") if not rewording else ("cita cercana", "≈")
    told = f"[≈{citation.number}] {rewording}. {title}" if rewording else title
    return _anchor_link(kind, exchange, citation, sign, told, strings)


def _anchor_link(kind: str, exchange: int, citation: Citation, sign: str, said: str, strings: Strings) -> str:
    """A mark whose title says what it quotes and, on lines of their own, of which article and what is known of it.

    So it can be shown and copied (quotation.js, taking.js) when the panel holds the sources of another answer.
    """
    href = f"#{anchor(exchange, citation.number)}"
    document = citation.passage.document
    facts = ", ".join(map(_one_line, strings.facts(document, citation.start)))
    title = "&#10;".join(map(escape, (said, _one_line(document.title), facts)))
    # The word joiner keeps a mark on the line of the sentence it belongs to.
    return f'\u2060<a class="{kind}" href="{href}" title="{title}">{sign}{citation.number}</a>'


def _headline(citation: Citation, strings: Strings) -> str:
    """That what proves a sentence is no more than the article's headline."""
    if not is_headline(citation):
        return ""
    return f' <span class="reformulada">({escape(strings.messages.headline)})</span>'


def is_headline(citation: Citation) -> bool:
    """Whether the words of a citation are the title of their article."""
    return _one_line(citation.quote).strip(" .") == _one_line(citation.passage.document.title).strip(" .")


def rewording(claim: Claim, strings: Strings) -> str:
    """Which words of a paraphrase are its own, in the language of the page."""
    own = [_one_line(word) for word in claim.own_words]
    return strings.messages.rewording(own) if own else told(claim.reason, strings) or strings.messages.reworded


def _doubt(kind: str, sign: str, label: str, reason: str) -> str:
    # The reason is said in words, too: a title alone reaches neither touch nor keyboard.
    words = f"{label}: {_one_line(reason)}" if reason else label
    return f' <span class="duda {kind}" title="{escape(_one_line(reason) or label)}">{sign} {escape(words)}</span>'


def _span(kind: str, content: str) -> str:
    return f'<span class="{kind}">{content}</span>'


def _inline(text: str) -> str:
    return escape(_one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _paragraphs(text: str, marks: dict[int, str]) -> str:
    """Text as Markdown paragraphs and lists, with `marks` behind the characters at their offsets."""
    blocks: list[str] = []
    in_list = False
    for start, line in _lines(text):
        opener, skipped = _opener(line)
        body = _body(line[skipped:], start + skipped, marks)
        if not body:
            continue
        is_item = bool(opener)
        if blocks:
            blocks.append("\n" if in_list and is_item else "\n\n")
        blocks.append(opener + body)
        in_list = is_item
    return "".join(blocks)


def _lines(text: str) -> Iterable[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _opener(line: str) -> tuple[str, int]:
    """The Markdown that begins a list item, and how many characters of the line it stands for."""
    if bullet := _BULLET.match(line):
        return "- ", bullet.end()
    if number := _NUMBER.match(line):
        return f"{int(number[1])}. ", number.end()
    return "", len(line) - len(line.lstrip())


def _body(line: str, offset: int, marks: dict[int, str]) -> str:
    """A line escaped, its bold parts bold, its marks in place."""
    out: list[str] = []
    bold = False
    for start, piece in _pieces(line, sorted({end - offset for end in marks if offset < end <= offset + len(line)})):
        if piece == _BOLD:
            out.append("</strong>" if bold else "<strong>")
            bold = not bold
        else:
            out.append(escape(piece))
        out.append(marks.get(offset + start + len(piece), ""))
    return "".join(out).rstrip() + ("</strong>" if bold else "")


def _pieces(line: str, cuts: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Cut a line around its bold signs and at offsets, with where each piece starts."""
    bounds = {0, len(line), *cuts}
    for sign in re.finditer(re.escape(_BOLD), line):
        bounds |= {sign.start(), sign.end()}
    for start, end in pairwise(sorted(bounds)):
        yield start, line[start:end]
