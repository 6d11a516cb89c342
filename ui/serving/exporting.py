"""What a reader takes along of a conversation: Markdown, plain text to paste, and a page to print.

Each sentence keeps its verdict, in words, and each citation its quotation, its article and its place there. Everything
that a model, an article or a reader wrote is escaped for where it goes: the Markdown holds no markup but this module's
however it is rendered, the page no script and nothing to fetch.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from rag.types import Citation, Claim, Document, Support
from ui.escaping import escape, showable
from ui.serving.conversation import Conversation, Exchange, Phase

__all__ = ["ExportWords", "as_markdown", "as_page", "as_text"]


@dataclass(frozen=True, slots=True)
class ExportWords:
    """What the export itself says, in one language.

    Attributes:
        code: ISO 639-1.
        title: Of the whole.
        proof: Before a quotation that proves its sentence.
        near: Before one that a sentence says in other words.
        nearest: Before the sentences that are near where nothing answers.
        verdicts: What is said of a sentence that is not proven.
        endings: What is said of an exchange that did not end as an answer.
        restoring: Of one that has not been held against the archive again.
        withdrawn: Before what was shown and taken back.
        place: Where a quotation stands in the text of its article, with `{start}` and `{end}`.
        rewording: Of a paraphrase, which words are its own.
        facts: What is known of an article and of a place in it.
        told: A note of the program, in this language.
    """

    code: str
    title: str
    proof: str
    near: str
    nearest: str
    restoring: str
    withdrawn: str
    place: str
    verdicts: dict[Support, str]
    endings: dict[Phase, str]
    rewording: Callable[[Claim], str]
    facts: Callable[[Document, int], list[str]]
    told: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Note:
    """A footnote: `key` is unique in the export, `label` what a reader sees."""

    key: str
    label: str
    proof: str
    quote: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class _Remark:
    """What is said of the sentence before it."""

    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of an answer: its text with what follows each sentence; `opener` begins an item of a list."""

    opener: str
    parts: tuple[str | _Note | _Remark, ...]


@dataclass(frozen=True, slots=True)
class _Section:
    """An exchange as it is exported.

    Attributes:
        remarks: How it ended, and what was withdrawn.
        notes: Its footnotes, each once.
    """

    question: str
    remarks: tuple[str, ...]
    lines: tuple[_Line, ...]
    notes: tuple[_Note, ...]


# --- Markdown -----------------------------------------------------------------------------------------------------


def as_markdown(conversation: Conversation, words: ExportWords) -> str:
    """A conversation as Markdown with footnotes."""
    sections = [_markdown(section) for section in _sections(conversation, words)]
    return "\n\n".join([f"# {_marked(words.title)}", *sections]) + "\n"


def _markdown(section: _Section) -> str:
    head = [f"## {_marked(section.question)}", *(f"**{_marked(remark)}**" for remark in section.remarks)]
    lines = [_opener(line.opener, escaped=True) + "".join(map(_markdown_part, line.parts)) for line in section.lines]
    notes = [f"[^{n.key}]: {_marked(n.proof)}: «{_marked(n.quote)}» — {_markdown_about(n)}" for n in section.notes]
    return "\n\n".join([*head, *lines, *notes])


def _markdown_part(part: str | _Note | _Remark) -> str:
    match part:
        case _Note(key=key):
            return f"[^{key}]"
        case _Remark(text=text):
            return f" **({_marked(text)})**"
        case _:
            return _marked(part)


def _markdown_about(note: _Note) -> str:
    return ". ".join(filter(None, [f"*{_marked(note.title)}*" if note.title else "", _marked(note.about)]))


# What is taken literally, and then, at the beginning, what would make a list of a line or a link of a footnote.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$^@!=]|:(?=//)|(?<=[Ww])\.|^\s*(?:[-+(:]|\d+[.)])")
_SIGN = re.compile(r"(?=[^\w\s])")


def _marked(text: str) -> str:
    """Text that Markdown shows as it is, on one line: each sign that could mean more is taken literally."""
    return _SPECIAL.sub(lambda sign: _SIGN.sub(r"\\", sign[0]), showable(re.sub(r"\s+", " ", text)))


# --- Plain text ---------------------------------------------------------------------------------------------------


def as_text(exchange: Exchange, words: ExportWords) -> str:
    """An answer to paste, with its sources as footnotes."""
    (section,) = _sections((replace(exchange, number=1),), words)
    lines = [_opener(line.opener) + "".join(map(_text_part, line.parts)) for line in section.lines]
    notes = [f"[{n.label}] {n.proof}: «{n.quote}» — {n.title}. {n.about}" for n in section.notes]
    return showable("\n".join([*section.remarks, *lines, *([""] if notes else []), *notes]).strip())


def _text_part(part: str | _Note | _Remark) -> str:
    match part:
        case _Note(label=label):
            return f" [{label}]"
        case _Remark(text=text):
            return f" [{text}]"
        case _:
            return part


# --- A page to print ----------------------------------------------------------------------------------------------

_STYLE = """
@page { size: A4; margin: 22mm 20mm; }
* { box-sizing: border-box; }
body { font: 11pt/1.5 Georgia, "Noto Serif", "DejaVu Serif", serif; color: #1b1915; background: #fff; max-width: 42rem;
  margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 20pt; border-bottom: 3px double #d8d0be; padding-bottom: .4rem; margin: 0 0 1.2rem; }
h2 { font-size: 13pt; margin: 1.6rem 0 .4rem; break-after: avoid; }
p, li { margin: .35rem 0; orphans: 3; widows: 3; }
.item { padding-left: 1.2rem; text-indent: -1.2rem; }
sup a { color: #8d2522; text-decoration: none; font: 600 8pt/1 system-ui, sans-serif; padding: 0 .1em; }
.remark { font: 9pt/1.4 system-ui, sans-serif; color: #7a4a00; border: 1px dashed currentColor; padding: 0 .3em; }
.notes { border-top: 1px solid #d8d0be; margin: .8rem 0 0; padding: .4rem 0 0; font-size: 9.5pt; line-height: 1.4; }
.notes p { break-inside: avoid; }
.about { color: #5f584c; }
.number { color: #8d2522; font-weight: 600; }
@media print { body { margin: 0; padding: 0; max-width: none; } a { color: inherit; } }
"""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def as_page(conversation: Conversation, words: ExportWords) -> str:
    """A conversation as one HTML file, made for A4: no script, nothing that is fetched."""
    sections = "".join(map(_html, _sections(conversation, words)))
    title = escape(words.title)
    return (
        f'<!doctype html>\n<html lang="{escape(words.code)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body><h1>{title}</h1>{sections}</body></html>\n"
    )


def _html(section: _Section) -> str:
    remarks = "".join(f'<p><span class="remark">{_shown(remark)}</span></p>' for remark in section.remarks)
    lines = "".join(_html_line(line) for line in section.lines)
    notes = "".join(map(_html_note, section.notes))
    below = f'<div class="notes">{notes}</div>' if notes else ""
    return f"\n<section><h2>{_shown(section.question)}</h2>{remarks}{lines}{below}</section>"


def _html_line(line: _Line) -> str:
    kind = ' class="item"' if line.opener else ""
    return f"<p{kind}>{escape(_opener(line.opener))}{''.join(map(_html_part, line.parts))}</p>"


def _html_part(part: str | _Note | _Remark) -> str:
    match part:
        case _Note(key=key, label=label):
            return f'<sup><a href="#n{escape(key)}">{escape(label)}</a></sup>'
        case _Remark(text=text):
            return f' <span class="remark">{_shown(text)}</span>'
        case _:
            return escape(part)


def _html_note(note: _Note) -> str:
    about = ". ".join(filter(None, [f"<cite>{_shown(note.title)}</cite>" if note.title else "", _shown(note.about)]))
    return (
        f'<p id="n{escape(note.key)}"><span class="number">{escape(note.label)}</span> {_shown(note.proof)}: '
        f'«{_shown(note.quote)}» <span class="about">— {about}</span></p>'
    )


def _shown(text: str) -> str:
    return escape(_one_line(text))


# --- What all of them say -----------------------------------------------------------------------------------------


def _sections(conversation: Conversation, words: ExportWords) -> tuple[_Section, ...]:
    return tuple(_section(exchange, words) for exchange in conversation)


def _section(exchange: Exchange, words: ExportWords) -> _Section:
    if exchange.restoring:
        return _Section(exchange.question, (words.restoring,), (), ())
    near = exchange.nearest if exchange.phase is Phase.INSUFFICIENT else ()
    claims = [(claim, c) for claim in exchange.claims if claim.support.cited for c in claim.citations]
    notes = [_note(exchange, c, _proof(claim, words), words) for claim, c in claims]
    notes += [_note(exchange, citation, words.nearest, words) for citation in near]
    return _Section(
        exchange.question,
        tuple(_remarks(exchange, words)),
        tuple(_lines(exchange, words)),
        tuple({note.key: note for note in reversed(notes)}.values())[::-1],
    )


def _remarks(exchange: Exchange, words: ExportWords) -> Iterator[str]:
    if ending := words.endings.get(exchange.phase):
        reason = words.told(exchange.note) if exchange.phase is Phase.FAILED else ""
        yield f"{ending}: {reason}" if reason else ending
    for taken in exchange.withdrawn:
        yield f"{words.withdrawn} «{_one_line(taken.text)}» ({words.told(taken.reason)})"


def _proof(claim: Claim, words: ExportWords) -> str:
    return words.near if claim.support is Support.PARAPHRASE else words.proof


def _note(exchange: Exchange, citation: Citation, proof: str, words: ExportWords) -> _Note:
    document = citation.passage.document
    place = words.place.format(start=citation.start, end=citation.end)
    about = ", ".join(map(_one_line, [*words.facts(document, citation.start), place]))
    key = f"{exchange.number}-{citation.number}"
    return _Note(key, str(citation.number), proof, _one_line(citation.quote), _one_line(document.title), about)


_ITEM = re.compile(r"\s*(?:[-*•–]|(\d{1,3})[.)])\s+(?=\S)")


def _lines(exchange: Exchange, words: ExportWords) -> Iterator[_Line]:
    """The lines of an answer that say something, each sentence followed by its notes or by what is said of it."""
    behind: dict[int, list[_Note | _Remark]] = {}
    for claim in exchange.claims:
        behind.setdefault(claim.end, []).extend(_behind(exchange, claim, words))
    start = 0
    for line in exchange.text.split("\n"):
        item = _ITEM.match(line)
        opener = (f"{item[1]}." if item[1] else "-") if item else ""
        parts = tuple(_parts(line, start, item.end() if item else len(line) - len(line.lstrip()), behind))
        if parts:
            yield _Line(opener, parts)
        start += len(line) + 1


def _behind(exchange: Exchange, claim: Claim, words: ExportWords) -> Iterable[_Note | _Remark]:
    if not claim.support.cited:
        said = words.verdicts[claim.support]
        return [_Remark(f"⚠ {said}: {words.told(claim.reason)}" if claim.reason else f"⚠ {said}")]
    notes: list[_Note | _Remark] = [_note(exchange, c, _proof(claim, words), words) for c in claim.citations]
    return [*notes, _Remark(f"≈ {words.rewording(claim)}")] if claim.support is Support.PARAPHRASE else notes


def _parts(
    line: str, offset: int, place: int, behind: dict[int, list[_Note | _Remark]]
) -> Iterator[str | _Note | _Remark]:
    """A line from a place on, cut where something stands behind a sentence; the signs of bold print go."""
    for end in [*sorted(end - offset for end in behind if offset < end <= offset + len(line)), len(line)]:
        if text := line[place:end].replace("**", ""):
            yield text
        yield from behind.get(offset + end, ()) if end > place else ()
        place = max(place, end)


def _opener(opener: str, *, escaped: bool = False) -> str:
    """What begins an item; with `escaped` as Markdown, else with the sign that is printed."""
    if not opener:
        return ""
    return f"{opener} " if escaped or opener != "-" else "• "


def _one_line(text: str) -> str:
    return " ".join(text.split())
