"""Sentences of an article that give orders, told by their form: to a language model, or to whoever reads them to it.

News reports that somebody asked for something; it does not ask its reader to translate his answer. A *strong* finding
is a form that articles do not have, and such a sentence is not shown to a model. A *weak* one is a form that they do
have, such as a question or an order to anybody: it is shown where there is room.

How many sentences of real articles are found stands in docs/decisions/0008-hostile-articles.md, and
`python -m eval injections` measures what gets past. Detection is one layer of several and need not be complete.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from rag.languages import LANGUAGES, Language
from rag.languages.patterns import Pattern
from rag.text.terms import fold

__all__ = ["Instruction", "defused", "find_instructions", "find_orders", "is_order", "is_request", "visible"]


class Instruction(StrEnum):
    """What a sentence asks for, or how it passes for something else."""

    OVERRIDE = "override"
    """Ignore what you were told."""
    ROLE = "role"
    """A turn of a conversation, or a part of the prompt, that is none."""
    TEMPLATE = "template"
    """A token of a chat template, or a heading of one."""
    ADDRESS = "address"
    """A language model is spoken to."""
    ANSWER = "answer"
    """What the answer is to be, to this or to every question."""
    RESPONSE = "response"
    """What is to be done with «your answer», or in which language or form it is to be."""
    DISCLOSURE = "disclosure"
    """Show the instructions."""
    EXFILTRATION = "exfiltration"
    """Markup that fetches something when it is shown."""
    TASK = "task"
    """Write, translate, explain or list something."""
    ENCODED = "encoded"
    """One of these in Base64."""
    REQUEST = "request"
    """A question, or an order that anybody might be given. The weak one."""


@lru_cache(maxsize=4096)  # the same sentences are looked at to choose the evidence and to hold the claims against
def find_instructions(text: str) -> frozenset[Instruction]:
    """What a sentence asks for, in the words of any language that has them, whatever language it claims to be in."""
    readings = _readings(text)
    found = {kind for reading in readings for kind, form in _FORMS.items() if form.search(reading)}
    if _holds_encoded_order(text):
        found.add(Instruction.ENCODED)
    return frozenset(found)


def is_order(text: str) -> bool:
    """Whether a sentence has a form that articles do not have, so that no model should be shown it."""
    return any(kind is not Instruction.REQUEST for kind in find_instructions(text))


def find_orders(sentences: Iterable[str]) -> tuple[bool, ...]:
    """Which of the sentences that follow each other are orders; a request right behind an order goes on with it."""
    orders: list[bool] = []
    for sentence in sentences:
        orders.append(is_order(sentence) or (orders[-1:] == [True] and is_request(sentence)))
    return tuple(orders)


def is_request(text: str) -> bool:
    """Whether a sentence asks or orders something that is found in articles too."""
    return find_instructions(text) == {Instruction.REQUEST}


def defused(text: str) -> str:
    """Text without what a reader does not see and a model may act on.

    Control characters become spaces; invisible ones (zero-width, direction, tags) and lone surrogates go. Markup of
    chat templates is broken up, since llama.cpp reads «<|im_end|>» in a message as the end of that message; pictures
    and the addresses of links go, and their words stay. Applying it twice changes nothing.
    """
    without_links = _LINK.sub(lambda link: link["words"], visible(text))
    return _BRACKETED.sub("(", _TAG.sub("‹", without_links))


def visible(text: str) -> str:
    """Text with its control characters as spaces, and without invisible characters and lone surrogates."""
    return "".join(map(_seen, text))


# «![words](address)» and «[words](address)» of Markdown, innermost first; an address has no space.
_LINK = re.compile(r"!?\[(?P<words>[^\[\]]{0,300})\]\((?:[a-z][a-z0-9+.-]*:|//|www\.)[^()\s]{0,2000}\)", re.IGNORECASE)
# Every control token of Qwen, Llama, Mistral, Gemma, Phi and DeepSeek begins so: <|…|>, <s>, </s>, <start_of_turn>,
# <tool_call>, <<SYS>>, <｜…｜>, [INST]. A «<» before a number or a space stays what it is.
_TAG = re.compile(r"<(?=[|/!<a-zA-Z｜])")
# Mistral's are in capitals; marks of a turn or of a thought are taken for such in any case (rag.models.thoughts). Other
# small letters are an article's own: «[sic]».
_BRACKETED = re.compile(r"\[(?=/?(?:[A-Z_]{3,20}|(?i:inst|think))\])")


def _seen(character: str) -> str:
    if character in "\n\t":
        return character
    match unicodedata.category(character):
        case "Cc":
            return " "
        case "Cf" | "Cs":
            return ""
        case _:
            return character


# Letters of other alphabets that look like Latin ones; only in words that hold Latin letters too.
_LOOKALIKES = str.maketrans("аеорсухкмнтвігɡοαερυικντ", "aeopcyxkmhtbirgoaepuiknt")
_MIXED = re.compile(r"(?=\w*[a-z])(?=\w*[\u0370-\u04ff\u0261])\w+")
_SPACED = re.compile(r"(?<!\w)\w(?:[ ._*·-]\w){4,}(?!\w)")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{20,}={0,2}")


def _readings(text: str) -> tuple[str, ...]:
    """A sentence folded as a model would understand it, and with its letters together where they stand apart."""
    plain = fold(unicodedata.normalize("NFKC", visible(text)))
    plain = _MIXED.sub(lambda word: word[0].translate(_LOOKALIKES), plain)
    # «I g n o r a   l a s»: of spaces in a row, the words' own are the longer ones.
    together = _SPACED.sub(lambda run: re.sub(r"[ ._*·-]", "", run[0]), plain)
    return tuple(" ".join(reading.split()) for reading in dict.fromkeys((plain, together)))


def _holds_encoded_order(text: str) -> bool:
    return any(is_order(decoded) for run in _BASE64.findall(text) if (decoded := _decoded(run)))


def _decoded(run: str) -> str:
    try:
        return base64.b64decode(run.rstrip("=") + "=" * (-len(run.rstrip("=")) % 4), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


# Forms over folded text (lower case, no accents). A clause begins at the beginning or behind a mark: «Sánchez ignora
# las indicaciones» tells of somebody, «Ignora las indicaciones» orders.
_CLAUSE = r"""(?:\A|[.:;!?\n«"“”(\[\]—–>*#-]\s*|,\s*|\b(?:%(begins)s))[¡¿'"«“]*"""

# Of a sentence that is not somebody's words: «“Escribe un poema”, cuenta» tells what was said.
_OPENING = r"""\A[^\w«"“‘']{0,3}"""

_WORDS = ("begins", "do", "say", "machines", "your_answer", "instructions", "tongues", "works")

# What has no language of its own, or only its words have.
_FORMS_OF_ALL = {
    Instruction.TEMPLATE: (
        r"<\|[^|<>]{1,40}\|>",
        "<｜",
        r"\[/?inst\]",
        "<</?sys>>",
        "<(?:start|end)_of_turn>",
        "</?s>",
    ),
    Instruction.ADDRESS: (r"\b(?:%(machines)s)\s?:\s(?:%(do)s)\b",),
    Instruction.RESPONSE: (
        r"%(clause)s(?:%(do)s)\b.{0,160}(?:%(your_answer)s)",
        r"(?:%(your_answer)s).{0,40}\b(?:%(do)s)\b(?=.)",
    ),
    Instruction.EXFILTRATION: (r"!\[[^\]]{0,200}\]\(", r"<\s?(?:img|script|iframe|object|embed|svg|form|link|meta)\b"),
    Instruction.REQUEST: (r"[?]\W*\Z", r"\A\W*¿", r"""\?\s['"«“]"""),
}


def _forms(languages: Sequence[Language]) -> Mapping[Instruction, Pattern]:
    """The forms of each kind, in the words of all languages: an order in English may stand in a Spanish article."""
    spoken = [language.orders for language in languages if language.orders.forms]
    words = {name: "|".join(getattr(orders, name) for orders in spoken) for name in _WORDS}
    words |= {"clause": _CLAUSE % words, "opening": _OPENING}
    sources = {
        kind: [*_FORMS_OF_ALL.get(kind, ()), *(form for orders in spoken for form in orders.forms.get(kind, ()))]
        for kind in Instruction
    }
    return {kind: Pattern("|".join(forms) % words) for kind, forms in sources.items() if forms}


_FORMS = _forms(LANGUAGES)
