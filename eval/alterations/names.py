"""Wrong names, and the right ones in each other's part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from eval.alterations import first_kinds
from eval.alterations.conjugation import Form, form_of, forms
from eval.alterations.edits import Way, applied, capital, lower_first, replaced, tidy, words
from eval.alterations.figures import parallel
from eval.alterations.first_kinds import capitalised, same_name
from eval.alterations.origin import Origin
from eval.alterations.vocabulary import FIRST_NAMES, ORGANISATIONS, PLACES, SURNAMES, VERBS

__all__ = [
    "first_name",
    "name_far",
    "name_near",
    "neighbour_subject",
    "organisation",
    "place",
    "roles",
    "roles_passive",
    "surname",
]

_PERSON_PARTICLES = r"(?:de |del |de la |van |von )?"


def name_near(origin: Origin, chance: Random) -> str | None:
    """A name that the article has elsewhere."""
    return _another(origin, [s[a:b] for s in origin.siblings for a, b in capitalised(s)], chance)


def name_far(origin: Origin, chance: Random) -> str | None:
    """A name of another article."""
    return _another(origin, [s[a:b] for s in origin.strangers for a, b in capitalised(s)], chance)


def _another(origin: Origin, pool: Sequence[str], chance: Random) -> str | None:
    text = origin.text
    names = sorted(
        {name for name in pool if not same_name(name, text) and len(name) > 3 and not _NOT_NAMES.match(name)}
    )
    ways: list[Way] = [
        (span, other)
        for span in capitalised(text)
        for other in names
        if len(other.split()) == len(text[slice(*span)].split())
        and other.isupper() == text[slice(*span)].isupper()
        and other.endswith("'s") is text[slice(*span)].endswith("'s")
    ]
    return applied(text, ways, chance)


def _persons(text: str) -> list[tuple[re.Match[str], str]]:
    """Places of a first name that is known with a surname behind it, with the gender of the name."""
    found = []
    for gender, names in FIRST_NAMES.items():
        second = "|".join([*FIRST_NAMES["m"], *FIRST_NAMES["f"]])
        person = (
            rf"(?<!\w)({'|'.join(names)})(?: (?:{second}))?((?: {_PERSON_PARTICLES}[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+){{1,2}})"
        )
        found += [(m, gender) for m in re.finditer(person, text)]
    return found


def first_name(origin: Origin, chance: Random) -> str | None:
    """Another first name before the same surname."""
    ways = [
        (m.span(1), chance.choice([n for n in FIRST_NAMES[gender] if n != m[1]])) for m, gender in _persons(origin.text)
    ]
    return applied(origin.text, ways, chance)


def surname(origin: Origin, chance: Random) -> str | None:
    """Another surname behind the same first name."""
    ways = [(m.span(2), f" {chance.choice([s for s in SURNAMES if s not in m[2]])}") for m, _ in _persons(origin.text)]
    return applied(origin.text, ways, chance)


def _member(origin: Origin, groups: Sequence[Sequence[str]], chance: Random) -> str | None:
    text = origin.text
    ways: list[Way] = []
    for group in groups:
        found = [m for member in group for m in re.finditer(rf"(?<!\w){re.escape(member)}(?!\w)", text)]
        for m in found:
            longer = re.match(r" (?:de |del |y )?[A-ZÁÉÍÓÚÑ]", text[m.end() :]) or re.search(
                r"[a-záéíóúñ] [A-ZÁÉÍÓÚÑ]\w+ $", text[: m.start()]
            )
            if not longer:
                ways.append((m.span(), chance.choice([x for x in group if x != m[0]])))
    return applied(text, ways, chance)


def place(origin: Origin, chance: Random) -> str | None:
    """Another place of the same sort."""
    return _member(origin, PLACES, chance)


def organisation(origin: Origin, chance: Random) -> str | None:
    """Another organisation or acronym of the same sort."""
    return _member(origin, ORGANISATIONS, chance)


def roles(origin: Origin, chance: Random) -> str | None:
    """Two names exchanged that stand on either side of a verb."""
    return first_kinds.ALTERATIONS["roles"](origin, chance)


_SUBJECT = {
    "es": re.compile(
        r"^((?:El|La|Los|Las|Un|Una) [^,.;:«»\"]{3,60}?|[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?: [A-ZÁÉÍÓÚÑ][\wáéíóúñ]+){0,3}) "
        r"((?:se |le |les |lo |no )?)([a-záéíóúñ]+)\b"
    ),
    "en": re.compile(
        r"^((?:The|A|An) (?!.{0,40}(?: and| to| that| which) )[^,.;:\"]{3,40}?|[A-Z]\w+(?: [A-Z]\w+){0,3}) "
        r"()(was|were|is|are|has|have|had)\b"
    ),
}
_FINITE = ("present", "preterite", "future", "imperfect")


def _subject(text: str, language: str) -> tuple[str, str, Form] | None:
    """A subject at the head of a sentence, what stands behind it from its verb on, and the form of that verb."""
    if language == "en":
        found = _SUBJECT["en"].match(text)
        if found is None:
            return None
        return found[1], text[found.start(3) :], Form(found[3], "present", found[3] in ("were", "are", "have"))
    for end in (m.start() for m in re.finditer(r" (?=(?:(?:se|le|les|lo|no) )?[a-záéíóúñ]+)", text[:90])):
        found = _SUBJECT["es"].match(text)
        head, rest = text[:end], text[end + 1 :]
        verb = re.match(r"(?:(?:se|le|les|lo|no) )?([a-záéíóúñ]+)", rest)
        form = form_of(verb[1], VERBS) if verb else None
        if found is None or re.search(r"[,.;:«»\"]|\bque\b|\bse\b", head) or not _may_be_subject(head):
            return None
        if form is not None and form.tense in _FINITE and not re.search(r"\b(?:el|la|los|las|un|una|de|del)$", head):
            return head, rest, form
    return None


def _may_be_subject(head: str) -> bool:
    """Whether words at the head of a sentence are an article with its noun, or a name."""
    name = r"[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+"
    noun = (
        r"(?:El|La|Los|Las|Un|Una|Su|Sus) (?!mañana|tarde|noche|próxim|pasad|lunes|martes|jueves|viernes|año|semana)\w"
    )
    return re.match(noun, head) is not None or (
        re.fullmatch(rf"{name}(?: (?:de |del |la |y )*{name})*", head) is not None and _NOT_NAMES.match(head) is None
    )


_NOT_NAMES = re.compile(
    r"(?:En|De|Del|A|Al|Por|Para|Con|Sin|Según|Desde|Hasta|Tras|Entre|Y|Pero|Si|No|Ya|Lo|Cuando|Como|Aunque|"
    r"Además|También|"
    r"Así|Sobre|Ante|Durante|Mientras|Después|Antes|Hoy|Ayer|Más|Se|Es|Eso|Esto|Que|Porque|Todo|Ahora|Tampoco|"
    r"Incluso|Aún|"
    r"Solo|Sólo|Donde|Quien|Ni|Le|Les|Me|Nos|Qué|Bien|Casi|Algo|Nunca|Nada|Nadie|Todos|Muchos|Otros|Algunos|"
    r"Este|Esta)\b"
)


def roles_passive(origin: Origin, chance: Random) -> str | None:
    """Who did something made the one it was done to: «A compró B» becomes «A fue comprado por B»."""
    del chance
    if origin.language == "en":
        return _passive_english(origin.text)
    parts = _subject(origin.text, "es")
    if parts is None:
        return None
    head, rest, form = parts
    verb = forms(form.infinitive)[form.tense, form.plural]
    thing = re.match(
        rf"{verb} ((?:al?|el|la|los|las|un|una|su|sus) (?!pasado|próximo|pasada|próxima|lunes|martes|miércoles|"
        rf"jueves|viernes|año|mes|que)[\wáéíóúñ]+(?: (?:de|del) (?:la |los |las |el )?[\wáéíóúñ]+)?"
        r"|a [A-ZÁÉÍÓÚÑ]\w+(?: [A-ZÁÉÍÓÚÑ]\w+)*)(?=[ ,.;])",
        rest,
    )
    if thing is None or form.infinitive in _NO_PASSIVE or form.tense not in ("preterite", "present"):
        return None
    agent = re.sub(r"^(?:a |al )", lambda m: "el " if m[0] == "al " else "", thing[1])
    if re.match(rf"{agent}\b", head, re.IGNORECASE):
        return None
    be = {
        ("preterite", False): "fue",
        ("preterite", True): "fueron",
        ("present", False): "es",
        ("present", True): "son",
    }
    return tidy(f"{head} {be[form.tense, form.plural]} {_agreeing(form, head)} por {agent}{rest[thing.end() :]}")


_NO_PASSIVE = frozenset(
    "ser tener haber estar ir poder resultar permanecer costar durar existir llegar caer ocurrir volver quedar nacer "
    "morir vivir valer venir salir entrar pasar suceder aparecer comenzar empezar regresar viajar acudir asistir "
    "trabajar jugar insistir residir fallecer hacer sumar decir dejar saber seguir dar participar luchar "
    "responder colaborar competir renunciar correr".split()
)


def _agreeing(form: Form, head: str) -> str:
    participle = forms(form.infinitive)["participle", False]
    feminine = re.match(r"(?:La|Las|Una)\b", head) is not None or head.split()[0] in FIRST_NAMES["f"]
    ended = participle[:-1] + ("a" if feminine else "o")
    return ended + ("s" if form.plural else "")


_LEADS_ASTRAY = re.compile(r"(?:With|In|On|At|By|After|When|While|Although|From|During|For|Since|Some|Many|Most)\b")


def _passive_english(text: str) -> str | None:
    """«A was made by B» becomes «B was made by A»."""
    found = re.match(
        r"^((?:The |A )?[\w' -]{3,50}?) ((?:was|were) (?:\w+ly )?\w+ed by) ((?:the |a )?[\w' -]+?)(?=[,.;]| "
        r"(?:in|on|at|from|to|and|for)\b)",
        text,
    )
    if found is None or re.match(r"(?:It|This|That|He|She|They)\b", found[1]):
        return None
    if _LEADS_ASTRAY.match(found[1]) or re.search(r"\b(?:which|that|who|and|but)\b", found[1]):
        return None
    return tidy(f"{capital(found[3])} {found[2]} {lower_first(found[1])}{text[found.end() :]}")


def neighbour_subject(origin: Origin, chance: Random) -> str | None:
    """The subject of another sentence of the article in the place of its own."""
    own = _subject(origin.text, origin.language)
    if own is None:
        return None
    head, _, form = own
    others = [
        other[0]
        for s in origin.siblings
        if (other := _subject(s, origin.language)) is not None
        and other[2].plural is form.plural
        and not _content(other[0]) & _content(origin.text)
        and ((_is_name(other[0]) and _names(head)) or parallel(s, origin.text))
    ]
    nearest = [other for other in others if origin.after.startswith(other)]
    if not others:
        return None
    return tidy(replaced(origin.text, (0, len(head)), nearest[0] if nearest else chance.choice(others)))


def _names(head: str) -> bool:
    """Whether a subject holds a name; two that do hardly ever mean the same one."""
    return (
        re.search(r" [A-ZÁÉÍÓÚÑ]", head) is not None
        or re.match(r"(?:El|La|Los|Las|Un|Una|Su|Sus|The|A|An) |É", head) is None
    )


def _is_name(head: str) -> bool:
    """Whether a subject is a bare name: one with an article may describe who was named before."""
    return re.fullmatch(r"[A-ZÁÉÍÓÚÑ]\w+(?: (?:de |del |la |y )*[A-ZÁÉÍÓÚÑ]\w+)*", head) is not None and not re.match(
        rf"{_NOT_NAMES.pattern}|(?:El|La|Los|Las|Un|Una|Su|Sus|The|A|An|Él|Ella|Éste|Ésta|It|They|He|She|This)\b", head
    )


def _content(text: str) -> set[str]:
    return {word for word in words(text) if len(word) > 3}
