"""Who said it: quotations with other words, speech that was none, and speakers dropped, invented or exchanged."""

from __future__ import annotations

import re
from random import Random

from eval.alterations.conjugation import form_of
from eval.alterations.edits import Way, applied, capital, lower_first, tidy
from eval.alterations.first_kinds import capitalised, same_name
from eval.alterations.origin import Origin
from eval.alterations.vocabulary import FIRST_NAMES, SOURCES, VERBS

__all__ = ["attribution_dropped", "attribution_invented", "attribution_other", "quotation", "quoted_speech"]

_QUOTED = re.compile(r"«([^«»]{12,})»|“([^“”]{12,})”|\"([^\"]{12,})\"")
_MARKS = re.compile(r"[«»“”\"]|(?<!\w)'|'(?!\w)")
_WORD = re.compile(r"\w+")
_SAID = {
    "es": (
        r"(?:(?:ha|han|había) (?:dicho|afirmado|asegurado|explicado|señalado|indicado|declarado|advertido|apuntado|"
        r"destacado|recordado|subrayado|comentado|precisado|añadido|sostenido|manifestado|informado|reconocido|"
        r"anunciado)|"
        r"dijo|dicen|dice|afirmó|afirma|afirman|aseguró|asegura|aseguran|explicó|explica|explican|señaló|señala|"
        r"señalan|"
        r"indicó|indica|indican|declaró|declara|advirtió|advierte|advierten|apuntó|apunta|apuntan|destacó|destaca|"
        r"recordó|recuerda|subrayó|subraya|comentó|comenta|precisó|precisa|añadió|añade|sostuvo|sostiene|sostienen|"
        r"manifestó|manifiesta|informó|informa|reconoció|reconoce|anunció|anuncia|afirmaron|aseguraron|señalaron|"
        r"admitió|admite|reiteró|reitera|ratificó|expuso|expone|aclaró|aclara|puntualizó|relató|relata|contó|"
        r"cuenta|concluyó|"
        r"concluye|agregó|agrega|respondió|responde|lamentó|lamenta|resaltó|resalta|argumentó|argumenta|"
        r"confirmó|confirma|"
        r"informaron|dijeron|explicaron|indicaron|insistió|insiste|cree|creen|considera|consideran|opina|opinan|"
        r"denunció|denuncia|denuncian|detalló|detalla|mencionó|menciona|expresó|expresa|consideró|alertó|alerta)"
    ),
    "en": (
        r"(?:says|said|argues|argued|claims|claimed|states|stated|believes|believed|reports|reported|suggests|"
        r"suggested|"
        r"asserts|asserted|announced|argue|claim|believe|suggest|noted|notes|maintains|contends|concluded|observed)"
    ),
}


def quotation(origin: Origin, chance: Random) -> str | None:
    """A quotation with one word of another article in it, one word taken out, or other words altogether."""
    text = origin.text
    strange = [s for s in origin.strangers if 6 <= len(s.split()) <= 16 and not _MARKS.search(s)]
    theirs = [w[0].lower() for s in strange for w in _WORD.finditer(s) if len(w[0]) > 5 and w[0].islower()]
    ways: list[Way] = []
    for found in _QUOTED.finditer(text):
        if len(found[0].split()) < 4 or not theirs:
            continue
        long = [w for w in _WORD.finditer(found[0]) if len(w[0]) > 5 and w[0].islower()]
        ways.extend(
            ((found.start() + word.start(), found.start() + word.end()), chance.choice(theirs)) for word in long[:6]
        )
        other = chance.choice(strange).strip(" .")
        ways.append(((found.start() + 1, found.end() - 1), other))
    return applied(text, ways, chance)


_SPEAKER = {
    "es": (
        r"(?:[A-ZÁÉÍÓÚÑ]|(?:ha|han|dijo|informó|explicó|señaló|indicó)\b|"
        r"(?:el |la |los |las |un |una |sus? |)"
        r"(?:propi[oa]s? |más recientes? |mism[oa]s? |últim[oa]s? |nuev[oa]s? |también )?"
        r"(?:[A-ZÁÉÍÓÚÑ]\w*|fuentes?|datos?|cifras?|medios?|informes?|estudios?|testigos?|expert\w+|autoridad\w*|"
        r"encuestas?|investigador\w*|científic\w+|president\w+|ministr\w+|portavo\w+|policía|fiscal\w*|agencia|diario|periódico|"
        r"documentos?|análisis|organizaci\w+|institu\w+|compañía|empresa|defensores|crític\w+|abogad\w+|director\w*|"
        r"consejer\w+|alcald\w+|gobierno|sindicatos?|partido|universidad|profesor\w*|médic\w+|autor\w*|revista|"
        r"publicación|"
        r"comunicado|sondeo|recuento|estadística\w*|economist\w+|historiador\w*|analistas?|operadora|red|ley|"
        r"resultados|"
        r"experiencia|declaraci\w+|versi\w+|denuncia|sentencia|acusación|registros?|conteo|estimaci\w+|previsi\w+|"
        r"legislador\w*|senador\w*|diputad\w+|candidat\w+|actor|actriz|cantante|director|exsecretari\w+|secretari\w+|"
        r"especialistas?|arqueólog\w+|biólog\w+|responsable\w*|jefe|jefa|líder\w*|vecin\w+|familia\w*)\b)"
    ),
    "en": r"(?:[A-Z]|(?:the|a|an|some|many|most|his|her|their|one|recent) )",
}
"""What begins the name of somebody or something that can say a thing."""

_SPEAKERS = {
    "es": ("el portavoz", "la alcaldesa", "uno de los vecinos", "el abogado de la familia", "la directora"),
    "en": ("the spokesman", "the mayor", "one of the neighbours", "the director"),
}
_SPEECH_VERBS = {"es": ("dijo", "aseguró", "declaró", "afirmó"), "en": ("said", "declared", "claimed")}


def quoted_speech(origin: Origin, chance: Random) -> str | None:
    """The article's own words, which nobody spoke, put into somebody's mouth between quotation marks."""
    text, language = origin.text, origin.language
    if _MARKS.search(text) or _speaks(text, language):
        return None
    names = [s[a:b] for s in origin.siblings for a, b in capitalised(s) if len(s[a:b].split()) == 2]
    speakers = [*_SPEAKERS[language], *(name for name in names if not same_name(name, text))]
    who, said = chance.choice(speakers), chance.choice(_SPEECH_VERBS[language])
    body = text.rstrip(" .")
    if language == "en":
        return chance.choice([f'"{body}", {said} {who}.', f'{capital(who)} {said}: "{body}".'])
    return chance.choice([f"«{body}», {said} {who}.", f"{capital(who)} {said}: «{body}».", f'"{body}", {said} {who}.'])


def _attributed(origin: Origin) -> list[tuple[tuple[int, int], str]]:
    """Places of an attribution in a sentence, each with what is left where it stood: nothing, or a point."""
    text = origin.text
    es = origin.language == "es"
    according = r"(?:[Ss]egún|[Dd]e acuerdo con|[Aa] juicio de|[Pp]ara)" if es else r"(?:[Aa]ccording to)"
    lead = r"(?:Según|De acuerdo con|De acuerdo a|A juicio de|En opinión de)" if es else r"According to"
    who = rf"(?={_SPEAKER[origin.language]})[^,.;:«»\"“”]{{3,110}}"
    found: list[tuple[tuple[int, int], str]] = []
    if (m := re.match(rf"^{lead} {who}, (?!(?:que|quien|en|de|y|con|el cual) )", text)) is not None:
        found.append((m.span(), ""))
    found.extend(
        (m.span(), "" if text[m.end()] == "." else ",")
        for m in re.finditer(rf", {according.replace('|[Pp]ara', '')} {who}(?=[.,])", text)
    )
    found.extend(
        (m.span(), "")
        for m in re.finditer(
            rf", (?:{'según ' if es else 'as '})?(?:ha )?{_SAID[origin.language]}(?: hoy| ayer| este \w+)?((?: "
            rf"{who})?)(?=[.]?$)",
            text,
        )
        if len(m[1].split()) <= _LONGEST_SPEAKER or m[1].strip()[0].isupper()
    )
    that = "que" if es else "that"
    head = r"^[^,.;:«»\"“”]{3,80}? " if es else r"^[^,.;:\"]{3,60}? "
    if (
        not _HEADS_NO_SPEAKER.match(text)
        and (
            m := re.match(
                rf"{head}{_SAID[origin.language]}(?: (?:este|el|ayer|hoy) ?\w*)?,? {that} (?!\w+ara\b|se \w+[ea]n?\b)",
                text,
            )
        )
        is not None
        and not _begins_with_verb(text[m.end() :])
    ):
        found.append((m.span(), ""))
    return [f for f in found if not re.search(r"\b(?:no|not|never|nadie|si|whether)\b", text[slice(*f[0])])]


_LONGEST_SPEAKER = 6
_HEADS_NO_SPEAKER = re.compile(
    r"(?:Si|Cuando|Como|Aunque|Lo|Est\w+|Es[aeo]s?|Cabe|Hay|Se|No|If|When|It|There|Although|These|This|That|Evidence|Results|Such)\b"
)


def _begins_with_verb(text: str) -> bool:
    """Whether what was said begins with a verb, whose subject is the speaker."""
    first = re.match(r"\w+", text)
    if first is None:
        return True
    form = form_of(first[0].lower(), VERBS)
    return form is not None or re.match(r"\w+(?:ó|aron|ieron|rán?|aban?|ían?)\b", first[0]) is not None


def _speaks(text: str, language: str) -> bool:
    """Whether a text says who says something."""
    return re.search(rf"\b(?:{_SAID[language]}|[Ss]egún|[Dd]e acuerdo con|[Aa]ccording)\b", text) is not None


def attribution_dropped(origin: Origin, chance: Random) -> str | None:
    """What somebody says told as a fact: «según X», «X dijo que» taken out."""
    text = origin.text
    if _MARKS.search(text):
        return None
    ways = [
        (span, left)
        for span, left in _attributed(origin)
        if len(text[: span[0]].split()) + len(text[span[1] :].split()) >= 5
    ]
    if not ways:
        return None
    span, left = chance.choice(ways)
    kept = tidy(f"{text[: span[0]]}{left}{text[span[1] :]}")
    return None if _speaks(kept, origin.language) else kept


def attribution_invented(origin: Origin, chance: Random) -> str | None:
    """A source named for what the article says itself."""
    text, language = origin.text, origin.language
    if _MARKS.search(text) or _speaks(text, language):
        return None
    who = chance.choice(SOURCES[language])
    small = lower_first(text, (*origin.siblings, *origin.strangers))
    if language == "en":
        return chance.choice([f"According to {who}, {small}", f"{text.rstrip(' .')}, according to {who}."])
    said = "dijeron" if who.split()[0] in _MANY else "dijo"
    body = text.rstrip(" .")
    return chance.choice([f"Según {who}, {small}", f"{body}, según {who}.", f"{capital(who)} {said} que {small}"])


_MANY = frozenset({"fuentes", "varios", "los"})


def attribution_other(origin: Origin, chance: Random) -> str | None:
    """What one says put into another's mouth."""
    text, language = origin.text, origin.language
    ways: list[Way] = []
    according = r"(?:[Ss]egún|[Dd]e acuerdo con)" if language == "es" else r"[Aa]ccording to"
    who = r"((?:el|la|los|las|un|una|the|a|an) [^,.;:«»\"“”]{3,60}|[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?: [A-ZÁÉÍÓÚÑ][\wáéíóúñ]+)*)"
    ways += [
        (m.span(1), chance.choice(SOURCES[language]))
        for m in re.finditer(rf"\b{according} (?={_SPEAKER[language]}){who}(?=[,.])", text)
    ]
    known = {*FIRST_NAMES["m"], *FIRST_NAMES["f"]}
    single = [s for s in SOURCES[language] if s.split()[0] not in _MANY and s != "police sources"]
    names = sorted(
        {
            s[a:b]
            for s in origin.strangers
            for a, b in capitalised(s)
            if len(s[a:b].split()) == 2 and s[a:b].split()[0] in known
        }
    )
    others = [*single, *[name for name in names if not same_name(name, text)][:8]]
    said = _SAID[language]
    tail = rf"(?<=[»”\"],) (?:{said}) {who}(?=[,.])"
    ways += [(m.span(1), chance.choice(others)) for m in re.finditer(tail, text)]
    if (
        m := re.match(
            rf"^{who.replace('(?:el|la|los|las|un|una|the|a|an)', '(?:El|La|Un|Una|The|A)')} (?={said}\b,? "
            rf"(?:que|that|:))",
            text,
        )
    ) is not None and not _HEADS_NO_SPEAKER.match(text):
        ways.append((m.span(1), capital(chance.choice(others))))
    return applied(text, ways, chance)
