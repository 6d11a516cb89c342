"""What hangs together and how: another connective, and a cause between two sentences that have none."""

from __future__ import annotations

import re
from random import Random

from eval.alterations.edits import applied, lower_first, swaps, tidy
from eval.alterations.origin import Origin

__all__ = ["cause", "connective"]

_CONNECTIVES = {
    "es": (
        ("debido a", "a pesar de"), ("debido al", "a pesar del"), ("gracias a", "a pesar de"),
        ("gracias al", "a pesar del"), ("a causa de", "a pesar de"), ("a raíz de", "a pesar de"),
        ("por culpa de", "a pesar de"),
        ("pese a", "gracias a"), ("a pesar de", "gracias a"), ("a pesar del", "gracias al"), ("pese al", "gracias al"),
        ("porque", "aunque"), ("aunque", "porque"), ("ya que", "aunque"), ("puesto que", "aunque"),
        ("dado que", "aunque"),
        ("por eso", "sin embargo"), ("por ello", "sin embargo"), ("por tanto", "sin embargo"),
        ("por lo tanto", "no obstante"),
        ("sin embargo", "por eso"), ("no obstante", "por ello"), ("por lo que", "aunque"), ("así que", "aunque"),
        ("pero", "porque"), ("además", "en cambio"), ("además de", "en lugar de"), ("en lugar de", "además de"),
        ("en vez de", "además de"), ("mientras que", "porque"), ("incluso", "excepto"), ("excepto", "incluso"),
        ("salvo", "incluso"), ("sin", "con"), ("a favor de", "en contra de"), ("en contra de", "a favor de"),
        ("contra", "con"), ("como consecuencia de", "a pesar de"), ("así como", "pero no"),
    ),
    "en": (
        ("because of", "despite"), ("because", "although"), ("due to", "despite"), ("despite", "because of"),
        ("although", "because"), ("though", "because"), ("therefore", "however"), ("thus", "however"),
        ("however", "therefore"), ("as a result of", "in spite of"), ("in addition to", "instead of"),
        ("instead of", "as well as"), ("rather than", "as well as"), ("as well as", "instead of"),
        ("including", "except"), ("except", "including"), ("in favor of", "against"), ("without", "with"),
        ("while", "because"), ("whereas", "because"), ("thanks to", "despite"), ("but", "because"),
    ),
}  # fmt: skip


def connective(origin: Origin, chance: Random) -> str | None:
    """A cause told as a concession, an addition as an exception."""
    text = origin.text
    ways = [
        w
        for w in swaps(text, _CONNECTIVES[origin.language])
        if not re.match(r" (?:of|que|embargo|duda|also|with|long|it is|less|the exception)\b", text[w[0][1] :])
        and not re.search(r"\b(?:nothing|not|no solo|sino|no|anything|last|all|a|the) $", text[: w[0][0]])
        and not (text[slice(*w[0])].lower() == "aunque" and re.search(r"\w+(?:iera|ara|iese)n?\b", text[w[0][1] :]))
        and not (text[slice(*w[0])].lower() == "pero" and not text[: w[0][0]].endswith(", "))
    ]
    return applied(text, ways, chance, fresh=False)


_CAUSES = {
    "es": ("porque", "ya que", "por lo que", "debido a que", "gracias a que", "de modo que"),
    "en": ("because", "so that", "as a result of which", "since"),
}


def cause(origin: Origin, chance: Random) -> str | None:
    """Two true sentences joined by a cause that nobody gave: with the next one or another of the article."""
    others = [s for s in origin.siblings if 5 <= len(s.split()) <= 22 and re.search(r"\w[.]$", s) and s[0].isupper()]
    others = [s for s in others if not re.search(r"[«»“”\":;]", s) and not _hangs_on_another(s)]
    if not others or len(origin.text.split()) > 26 or re.search(r"[«»“”\"]", origin.text):
        return None
    other = origin.after if origin.after in others else chance.choice(others)
    body, link = origin.text.rstrip(" ."), chance.choice(_CAUSES[origin.language])
    small = lower_first(other, (*origin.siblings, *origin.strangers))
    return tidy(f"{body}{chance.choice([', ', ' '])}{link} {small}")


def _hangs_on_another(text: str) -> bool:
    return re.match(r"(?:Pero|Y|Sin embargo|Además|Por|También|Así|No obstante|Esto|Eso|Aunque|But|And|However|Also|"
                    r"This|Thus|Therefore|Although|While)\b", text) is not None  # fmt: skip
