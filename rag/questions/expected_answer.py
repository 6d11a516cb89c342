"""What kind of answer a question waits for, told by its question word: a cause, a figure, a date or a name.

A sentence that can give it is better evidence than one that is only about the same things: «¿cuánto vale el acuerdo?»
wants the sentence with the figure. It is a hint for the order of the evidence, never a filter.
"""

from __future__ import annotations

import re
from enum import StrEnum

from rag.text.facts import Facts
from rag.text.terms import fold

__all__ = ["Expected", "expected_answer", "gives"]


class Expected(StrEnum):
    """Kinds of answers."""

    CAUSE = "cause"
    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    ANY = "any"


# On folded text; the first that matches decides, so «why» and «how many» stand before «how».
_QUESTIONS = (
    (
        Expected.CAUSE,
        re.compile(
            # Behind a participle «por» names who did it: «una decisión tomada por qué entidad».
            r"(?<![ai]d[oa] )(?<![ai]d[oa]s )\bpor que\b|\bpara que\b|\bpor cual motivo\b|\bwhy\b|\bpourquoi\b"
            r"|\bperche\b|\bwarum\b|\bwhat for\b|\bper que\b"
            r"|\b(?:motivo|razon|razones|objetivo|reason|purpose|goal|aim)s?\b"
        ),
    ),
    (
        Expected.FIGURE,
        re.compile(
            r"\bcuant[oa]s?\b|\bhow (?:much|many|long|far|old|big|large)\b|\bquant[oae]s?\b|\bcombien\b"
            r"|\bwie viele?\b|\b(?:porcentaje|percentage|numero|number)\b"
        ),
    ),
    (
        Expected.DATE,
        re.compile(
            r"\bcuando\b|\ben que (?:ano|fecha|mes|dia|siglo)\b|\bwhen\b|\b(?:what|which) (?:year|date|day|month)\b"
            r"|\bquand\b|\bquando\b|\bwann\b|\bquan\b"
        ),
    ),
    (Expected.NAME, re.compile(r"\bquien(?:es)?\b|\bwho(?:m|se)?\b|\bquem\b|\bqui\b|\bchi\b|\bwer\b")),
)
# Words that state a cause or an aim; «para» and "to" are everywhere and tell nothing.
_CAUSES = re.compile(
    r"\b(?:porque|ya que|puesto que|debido a|gracias a|por ello|por lo que|con el fin|a fin de|con el objetivo"
    r"|busca[n]?|buscaba[n]?|pretende[n]?|pretendia[n]?|objetivos?|motivos?|razon(?:es)?|causas?|necesita\w*"
    r"|quiere[n]?|queria[n]?|because|due to|in order to|so that|aims?|aimed|seeks?|sought|wants?|wanted|goals?|reasons?"
    r"|need(?:s|ed)?)\b"
)


def expected_answer(question: str) -> Expected:
    """The kind of answer that a question waits for."""
    folded = fold(question)
    return next((kind for kind, pattern in _QUESTIONS if pattern.search(folded)), Expected.ANY)


def gives(kind: Expected, sentence: Facts) -> bool:
    """Whether a sentence could give an answer of a kind."""
    match kind:
        case Expected.CAUSE:
            return bool(_CAUSES.search(sentence.folded))
        case Expected.FIGURE:
            return bool(sentence.quantities)
        case Expected.DATE:
            return bool(sentence.dates)
        case Expected.NAME:
            return bool(sentence.names)
        case Expected.ANY:
            return False
