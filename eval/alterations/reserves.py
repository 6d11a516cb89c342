"""What the source holds back let go: the reserve, the conditional, the condition, what was only tried or planned."""

from __future__ import annotations

import re
from random import Random

from eval.alterations.conjugation import forms, infinitive_like
from eval.alterations.edits import Way, applied
from eval.alterations.origin import Origin
from eval.alterations.vocabulary import VERBS

__all__ = ["achieved", "condition", "conditional", "reserve"]

_RESERVES = {
    "es": (
        r"\b(?:presunt|supuest)[oa]s? ",
        r"(?:, )?\b(?:presuntamente|supuestamente|aparentemente|probablemente|posiblemente|seguramente),? ?",
        r"(?:, )?\bal parecer,? ?",
        r"(?:, )?\ben principio,? ?",
        r"\bposibles? (?=[a-záéíóúñ]+)",
        r"\bprobables? (?=[a-záéíóúñ]+)",
        r"\b[Ss]e (?:cree|estima|calcula|sospecha|supone|rumorea|piensa|considera) que ",
        r"\b[Ss]e (?:creía|estimaba|sospechaba|pensaba|consideraba) que ",
        r"\b[Pp]arece(?: ser)? que ",
        r"\b[Tt]odo (?:indica|apunta a) que ",
        r"\b(?:parece|parecen|parecía|parecían) (?=ser\b)",
        r"\bpotenciales? (?=[a-záéíóúñ]+)",
    ),
    "en": (
        r"\b(?:alleged|supposed|suspected|possible|potential|purported) ",
        r"(?:, )?\b(?:allegedly|supposedly|apparently|probably|possibly|reportedly|presumably|perhaps|seemingly|"
        r"likely),? ?",
        r"\b[Ii]t is (?:believed|thought|estimated|suspected|possible|likely) that ",
    ),
}
_NO_RESERVE = re.compile(
    r"\b(?:por|lo|el|máximo|mínimo|mayor|todo|un caso|es|sea|era|fue|será|ha sido|hecho|hace|hacer|más|antes|"
    r"mejor|todo lo|son|not?|de ser|"
    r"así como sea|as|is|was|are|were|it|be|most|more|very|made|makes|the most|than|un) $",
    re.IGNORECASE,
)


_ENGLISH_ADVERBS = frozenset("perhaps likely probably possibly".split())
_NEXT_NOUN = re.compile(
    r"(?!(?:para|sobre|entre|hasta|como|cuando|desde|mientras|that|which|with|from|and)\b)[«\"“]?\w{4,}"
)
"""What a reserve that is an adjective stands before."""


def reserve(origin: Origin, chance: Random) -> str | None:
    """«Presunto», «al parecer», «posible», «se cree que» taken out."""
    text = origin.text
    ways: list[Way] = []
    for pattern in _RESERVES[origin.language]:
        for m in re.finditer(pattern, text, re.IGNORECASE):
            before = text[: m.start()]
            plain = m[0].strip(" ,").lower()
            adjective = not plain.endswith("mente") and " " not in plain and plain not in _ENGLISH_ADVERBS
            if adjective and not _NEXT_NOUN.match(text[m.end() :]):
                continue
            if (
                plain.startswith(("posible", "probable", "supuest", "possible", "potencial", "likely"))
                and not (re.search(r"\bun $", before) and plain in ("posible", "probable", "supuesto", "potencial"))
                and _NO_RESERVE.search(before)
            ):
                continue
            if plain.startswith(("posible", "possible", "likely", "potencial", "probable")) and re.match(
                r"(?:que|de|para|gracias|y|o|to|that|in|and|because)\b", text[m.end() :]
            ):
                continue
            ways.append((m.span(), " " if m[0].startswith(",") or m.start() else ""))
    for be in ("is", "are", "was", "were"):
        ways += [
            (m.span(), be)
            for m in re.finditer(
                rf"\b{be} (?:believed|thought|said|reported|estimated|alleged|considered) to be\b", text
            )
        ]
    ways += [(m.span(), m[1]) for m in re.finditer(r"\b(is|are)n?'?t? (?:likely|expected) to be\b", text)]
    ways += [(m.span(), "es") for m in re.finditer(r"\b(?:parece|parecía) ser\b", text)]
    ways = [
        w
        for w in ways
        if not (
            w[1].strip() == "" and re.match(r"parece", text[slice(*w[0])].strip()) and "que" not in text[slice(*w[0])]
        )
    ]
    return applied(text, ways, chance, fresh=False)


def conditional(origin: Origin, chance: Random) -> str | None:
    """«Podría subir» becomes «subirá», «habría huido» becomes «ha huido»."""
    text = origin.text
    ways: list[Way] = []
    if origin.language == "en":
        ways.extend((m.span(), "will") for m in re.finditer(r"\b(?:could|might|may)(?= (?!not\b)[a-z]+)", text))
        ways += [(m.span(), "has") for m in re.finditer(r"\b(?:could|might|may) have(?= \w+ed\b)", text)]
        return applied(text, ways, chance, fresh=False)
    for m in re.finditer(r"\b(?:(se) )?(podría|podrían|pudiera|pudieran) ([a-záéíóúñ]+?)(se)?(?!\w)", text):
        plural = m[2].endswith("n")
        pronoun = "se " if m[1] or m[4] else ""
        if m[3] == "haber" and re.match(r" \w+(?:ado|ido|cho|sto|to)\b", text[m.end() :]) is not None:
            ways.append(((m.start(), m.end()), pronoun + ("han" if plural else "ha")))
        elif infinitive_like(m[3]) and not re.search(r"\bno $|\bque no $", text[: m.start()]):
            ways.append((m.span(), pronoun + forms(m[3])["future", plural]))
    ways.extend(
        (m.span(), "han" if m[1] else "ha")
        for m in re.finditer(r"\bhabría(n?)(?= (?:sido |estado )?\w+(?:[aio]d[oa]s?|cho|sto|rto|to)\b)", text)
    )
    if not re.search(r"\b[Ss]i\b", text):
        ways.extend(
            (m.span(), f"{m[1]}{'án' if m[2] else 'á'}")
            for m in re.finditer(r"(?<!\w)([a-záéíóúñ]{2,}r)ía(n?)(?!\w)", text)
            if m[1] in VERBS or m[1] in _IRREGULAR_STEMS
        )
    return applied(text, ways, chance, fresh=False)


_IRREGULAR_STEMS = frozenset("tendr pondr vendr saldr valdr sabr har querr dir obtendr mantendr".split())


def condition(origin: Origin, chance: Random) -> str | None:
    """A clause of condition taken out: «si …», «siempre que …», "if …"."""
    text = origin.text
    es = origin.language == "es"
    marks = (
        r"(?:si|siempre que|siempre y cuando|a menos que|salvo que|a no ser que|en caso de que|en caso de|en el "
        r"caso de que|"
        r"de no|a condición de que|con tal de que|en función de|dependiendo de)"
        if es
        else r"(?:if|unless|provided that|as long as|in case)"
    )
    ways: list[Way] = []
    if (m := re.match(rf"^{marks} [^,.;:«»\"“”]{{8,130}}, ", text, re.IGNORECASE)) is not None:
        rest = re.sub(r"^entonces,? ", "", text[m.end() :])
        if len(rest.split()) >= 5 and not re.match(r"(?:y|ni|o|pero|sino|que|de|and|or|then)\b", rest):
            ways.append(((0, len(text) - len(rest)), ""))
    ways.extend(
        (m.span(), "")
        for m in re.finditer(rf"(?<![:;])(?:,)? {marks} [^,.;:«»\"“”]{{8,130}}(?=[.]$)", text)
        if len(text[: m.start()].split()) >= 5 and not _asks(text[: m.start()])
    )
    ways.extend(
        (m.span(), "")
        for m in re.finditer(rf", {marks} [^,.;:«»\"“”]{{8,110}},", text)
        if len(text[: m.start()].split()) >= 2 and not _asks(text[: m.start()])
    )
    kept = applied(text, ways, chance, fresh=False)
    return kept if kept is None or len(kept.split()) >= 5 else None


def _asks(before: str) -> bool:
    """Whether a «si» behind these words opens an indirect question, or belongs to «como si»."""
    return re.search(
        r"\b(?:como|como,|sabe|saber|sabemos|pregunt\w+|comprobar|ver|determin\w+|decidir|averiguar|duda|dudas|"
        r"conocer|evaluar|"
        r"estudia\w*|analiza\w*|sobre|incluso|even|as|ask\w*|whether|know|see|determine|wonder\w*|de|por|que|y|"
        r"o|aunque|cuestión|"
        r"decir|dijo|dicho|aclar\w+|discut\w+|confirm\w+|investig\w+|revis\w+|verific\w+|explic\w+|precis\w+|"
        r"porque|pero)$",
        before,
        re.IGNORECASE,
    ) is not None  # fmt: skip


_TRIED = {
    "preterite": r"intentó|trató de|quiso|pretendió|buscó|prometió|ordenó|propuso|acordó|decidió|aceptó|amenazó "
    r"con|planeó",
    "preterites": r"intentaron|trataron de|quisieron|pretendieron|buscaron|prometieron|propusieron|acordaron|"
    r"decidieron",
    "present": r"intenta|trata de|quiere|pretende|busca|prevé|planea|espera|propone|promete|desea|tiene "
    r"previsto|se propone|"
               r"aspira a|estudia|plantea|amenaza con|confía en|piensa|ha intentado|ha propuesto|ha pedido|ha "
               r"decidido|ha prometido|"
               r"ha tratado de|puede llegar a|tiene intención de|se compromete a",
    "presents": r"intentan|tratan de|quieren|pretenden|buscan|prevén|planean|esperan|proponen|prometen|desean|"
    r"aspiran a|"
                r"tienen previsto|plantean|confían en|piensan|han intentado|han decidido",
    "imperfect": r"intentaba|trataba de|quería|pretendía|buscaba|preveía|planeaba|esperaba|proponía|tenía "
    r"previsto|deseaba",
    "imperfects": r"intentaban|trataban de|querían|pretendían|buscaban|preveían|planeaban|esperaban|deseaban",
}  # fmt: skip
_TRIED_IN_ENGLISH = (
    r"(?:tried|attempted|tries|attempts|plans|planned|hopes|hoped|wants|wanted|sought|seeks|intended|aims|aimed|decided|"
    r"agreed|offered)"
)
_ENGLISH_PAST = {
    "make": "made", "take": "took", "build": "built", "find": "found", "keep": "kept", "get": "got", "become": "became",
    "win": "won", "give": "gave", "bring": "brought", "leave": "left", "hold": "held", "buy": "bought", "sell": "sold",
    "lead": "led", "put": "put", "set": "set", "go": "went", "do": "did", "overthrow": "overthrew", "have": "had",
    "be": "was", "break": "broke", "drive": "drove", "write": "wrote", "stop": "stopped", "ban": "banned",
}  # fmt: skip


def achieved(origin: Origin, chance: Random) -> str | None:
    """What was tried, planned or hoped for told as done."""
    text = origin.text
    ways: list[Way] = []
    if origin.language == "en":
        for m in re.finditer(rf"\b(?:had |has |have )?{_TRIED_IN_ENGLISH} to ([a-z]+)\b", text):
            past = _ENGLISH_PAST.get(m[1]) or (m[1] + "d" if m[1].endswith("e") else re.sub(r"y$", "i", m[1]) + "ed")
            ways.append((m.span(), past))
        return applied(text, ways, chance, fresh=False)
    for governing, verbs in _TRIED.items():
        plural = governing.endswith("s")
        for m in re.finditer(rf"\b(?:{verbs}) ([a-záéíóúñ]+?)(se|lo|la|los|las|le|les)?(?!\w)", text):
            if not infinitive_like(m[1]) or m[1] == "haber" or re.search(r"\bno (?:se )?$", text[: m.start()]):
                continue
            pronoun = f"{m[2]} " if m[2] else ""
            known = forms(m[1])
            if governing.startswith("present"):
                has = "han" if plural else "ha"
                new = chance.choice([f"{has} {known['participle', False]}", known["present", plural]])
            else:
                new = known["preterite", plural]
            ways.append((m.span(), pronoun + new))
    return applied(text, ways, chance, fresh=False)
