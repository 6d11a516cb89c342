"""What is affirmed denied, what is denied affirmed, and words turned into their opposites."""

from __future__ import annotations

import re
from random import Random

from eval.alterations.conjugation import form_of, forms
from eval.alterations.edits import Way, applied, cased, swaps
from eval.alterations.origin import Origin
from eval.alterations.vocabulary import OPPOSITE_VERBS, OPPOSITES, VERBS

__all__ = ["is_noun", "negation_in", "negation_out", "opposite_verb", "opposite_word", "refusal", "verbs_of"]

_DENYING = {
    "es": re.compile(r"\b(?:no|nunca|ni|sin|tampoco|jamás|nadie|nada|ningun[oa]?|ningún)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:not|never|nor|no|without|none|nobody|neither)\b|n't", re.IGNORECASE),
}
_FINITE = ("present", "preterite", "future", "imperfect", "conditional")
_ALWAYS_VERBS = frozenset(
    "es son era eran fue fueron será serán ha han había habían hay hubo tiene tienen tenía puede pueden podía "
    "podrá debe "
    "deben está están estaba estaban estará incluye contiene existe existen permite suele suelen hizo tuvo dijo".split()
)
_AUXILIARIES = "is|are|was|were|has|have|had|can|could|will|would|should|must|may|might|does|did"
_MAYBE_NOUNS = frozenset(
    "cambio cambios trabajo cambia cura caso paso marca busca cuenta ayuda compra venta muestra causa forma "
    "prueba toma viaje corte entrega cubierto vista hecho dicho para sobre como entre uso parte reunión lucha "
    "mata pide sede visita firma falta voto robo pago juego vivo consejo carga cargas descarga partir contra "
    "contrato estado condena baja causado regla nombre libra quema queda marcha".split()
)


def verbs_of(text: str) -> list[re.Match[str]]:
    """Places of a finite Spanish verb with the pronoun before it; nouns that look like one are left out."""
    found = []
    for m in re.finditer(r"(?<![\w«\"“])(?:(?:se|le|les|lo|la|los|las|me|nos) )?([a-záéíóúñ]+)(?!\w)", text):
        form = form_of(m[1], VERBS)
        finite = form is not None and form.tense in _FINITE and m[1] not in _MAYBE_NOUNS
        after_article = re.search(
            r"\b(?:el|la|los|las|un|una|de|del|su|sus|al|este|esta|por|en)$", text[: m.start(1)].rstrip()
        )
        if (finite or m[1] in _ALWAYS_VERBS) and not (after_article and not m[0].startswith(("se ", "le ", "les "))):
            found.append(m)
    return found


def negation_in(origin: Origin, chance: Random) -> str | None:
    """A denial put before the verb."""
    text = origin.text
    if _DENYING[origin.language].search(text):
        return None
    if origin.language == "en":
        ways: list[Way] = [
            ((m.end(), m.end()), chance.choice([" not", " not", " never"]))
            for m in re.finditer(rf"\b(?:{_AUXILIARIES})\b(?! (?:only|at|so)\b)", text)
        ]
    else:
        ways = [((m.start(), m.start()), chance.choice(["no ", "no ", "nunca ", "tampoco "])) for m in verbs_of(text)]
    return applied(text, ways, chance)


def negation_out(origin: Origin, chance: Random) -> str | None:
    """A denial taken out."""
    text = origin.text
    if origin.language == "en":
        ways: list[Way] = [
            (m.span(), " ")
            for m in re.finditer(rf"(?<=\b(?:{_AUXILIARIES.split('|')[0]})) not |(?<=[a-z]) (?:not|never) ", text)
            if not re.match(r"(?:only|just|all|every|to|until|more|less|even)\b", text[m.end() :])
            and not text[: m.start()].endswith(("whether or", "or", "if", "but", "and", "do", "does", "did"))
        ]
        ways += [(m.span(), "") for m in re.finditer(r"(?<=could|would)n't|(?<=is|as|re)n't", text)]
    else:
        ways = [
            (m.span(), "")
            for m in re.finditer(
                r"\b(?:[Nn]o|[Nn]unca|[Jj]amás) (?=(?:(?:se|le|les|lo|la|los|las|me|nos) )?([a-záéíóúñ]+))", text
            )
            if (
                m[1] in _ALWAYS_VERBS
                or form_of(m[1], VERBS) is not None
                or m[1].endswith(("ó", "aron", "rá", "ía", "aba"))
            )
            and not re.match(
                r"(?:\s?\w+){1,6}? (?:ni|sino|nada|nadie|ningun\w*|ningún|nunca|hasta|solo|sólo)\b", text[m.end() :]
            )
            and not re.search(r"\b(?:si|o|que|mientras|hasta que) $", text[: m.start()])
        ]
        ways += [(m.span(), "con ") for m in re.finditer(r"\bsin (?=(?:la|el|un|una|su|sus|los|las) )", text)]
    return applied(text, ways, chance, fresh=False)


_REFUSALS = (
    ("se negó a", "se negaron a"),
    ("dejó de", "dejaron de"),
    ("evitó", "evitaron"),
    ("renunció a", "renunciaron a"),
    ("rehusó", "rehusaron"),
)
_STATES = frozenset("comenzar empezar obtener conseguir nacer ganar perder ser haber tener estar poder deber "
"resultar costar nacer morir ocurrir suceder existir valer caer "
                    "durar fallecer ir".split())  # fmt: skip
_REFUSALS_EN = ("refused to", "failed to", "declined to")


def refusal(origin: Origin, chance: Random) -> str | None:
    """What was done becomes what somebody refused, ceased or avoided to do."""
    text = origin.text
    ways: list[Way] = []
    if origin.language == "en":
        ways.extend(
            (m.span(), f"{chance.choice(['to refuse to', 'to avoid having to'])} ")
            for m in re.finditer(
                r"\bto (?=(?:be|build|make|take|become|pay|join|accept|use|give|support|create)\b)", text
            )
        )
        ways.extend(
            (m.span(), f"{chance.choice(_REFUSALS_EN)} ")
            for m in re.finditer(r"\b(?:will|would|could|can) (?=[a-z]{3,} (?:the|a|an|to|their|his|its)\b)", text)
        )
        return applied(text, ways, chance)
    for m in verbs_of(text):
        form = form_of(m[1], VERBS)
        if form is None or form.tense not in ("preterite", "future") or form.infinitive in _STATES or m[0] != m[1]:
            continue
        one, many = chance.choice(_REFUSALS)
        refused = many if form.plural else one
        if form.tense == "future":
            refused = "evitarán" if form.plural else "evitará"
        ways.append((m.span(), f"{refused} {form.infinitive}"))
    return applied(text, ways, chance)


_OPPOSITE_OF: dict[str, list[str]] = {}
for _one, _other in OPPOSITE_VERBS:
    _OPPOSITE_OF.setdefault(_one, []).append(_other)
    _OPPOSITE_OF.setdefault(_other, []).append(_one)

_ENGLISH_VERBS = (
    "hired/fired praised/criticised built/bulldozed filled/emptied showed/hid remembered/forgot authorised/vetoed "
    "attacked/defended sent/received united/separated rewarded/punished strengthened/weakened encouraged/discouraged "
    "loved/hated saved/spent obeyed/disobeyed created/destroyed appeared/disappeared gained/forfeited "
    "imported/exported arrived/departed succeeded/failed gave/took founded/dissolved published/suppressed "
    "built/destroyed led/followed expanded/contracted introduced/abolished kept/abandoned caused/averted "
    "contains/lacks requires/forbids produces/consumes creates/destroys helps/hinders causes/averts "
    "creating/destroying strengthen/weaken encourage/discourage create/destroy protect/endanger "
    "provide/withhold provided/withheld made/unmade defeated/spared"
)


def opposite_verb(origin: Origin, chance: Random) -> str | None:
    """A verb that says the opposite, in the same form."""
    text = origin.text
    if origin.language == "en":
        pairs = [pair.split("/") for pair in _ENGLISH_VERBS.split()]
        return applied(text, swaps(text, [(a, b) for a, b in pairs] + [(b, a) for a, b in pairs]), chance)
    ways: list[Way] = []
    for m in re.finditer(r"(?<!\w)[a-zA-Záéíóúñ]+(?!\w)", text):
        form = form_of(m[0].lower(), tuple(_OPPOSITE_OF))
        if m[0][0].isupper() and m.start() > 0:
            continue
        if form is None or m[0].lower() in _MAYBE_NOUNS or is_noun(text, m, form.tense):
            continue
        if form.tense == "participle" and not re.search(r"\b(?:ha|han|había|habían|haber) $", text[: m.start()]):
            continue
        for opposite in _OPPOSITE_OF[form.infinitive]:
            new = forms(opposite).get((form.tense, form.plural))
            if new is not None:
                ways.append((m.span(), cased(m[0], new)))
    return applied(text, ways, chance)


def is_noun(text: str, found: re.Match[str], tense: str) -> bool:
    """Whether a word that looks like a form of a verb stands behind an article or preposition, as nouns do."""
    if tense == "infinitive":
        return False
    return _BEFORE_NOUN.search(text[: found.start()]) is not None


_BEFORE_NOUN = re.compile(
    r"(?:\b(?:a|[Ee]l|[Uu]na?|[Dd]el?|[Ss]us?|[Aa]l|est[ea]|por|en|con|sin|para|cada|gran|primera?)|(?:^|\. )[Ll]a) $"
)


def opposite_word(origin: Origin, chance: Random) -> str | None:
    """An adjective or adverb that says the opposite."""
    pairs = [p for a, b in OPPOSITES[origin.language] for p in ((a, b), (b, a))]
    ways = [
        w
        for w in swaps(origin.text, pairs)
        if not re.match(r"(?: Unido| York| Zelanda| de la mañana| que\b)", origin.text[w[0][1] :])
        and not re.search(
            r"\b(?:[Nn]ueva|[Tt]ambién|más|tan|en|as|de|por|o|si|as|to|a lo|a la) $", origin.text[: w[0][0]]
        )
        and not (origin.text[slice(*w[0])][0].isupper() and w[0][0] > 0)
        and not (
            origin.text[slice(*w[0])].lower() in ("bien", "mal") and re.match(r"[,.]| de\b", origin.text[w[0][1] :])
        )
    ]
    return applied(origin.text, ways, chance)
