"""The third persons of Spanish verbs, as far as the alterations need them: they are made, never looked up elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["TENSES", "Form", "form_of", "forms", "infinitive_like"]

TENSES = ("present", "preterite", "future", "imperfect", "participle", "infinitive", "conditional")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a verb; participles and infinitives have no plural here."""

    infinitive: str
    tense: str
    plural: bool


_PRETERITES = {
    "tener": "tuvo", "poner": "puso", "venir": "vino", "decir": "dijo", "hacer": "hizo", "traer": "trajo",
    "ducir": "dujo", "querer": "quiso", "poder": "pudo", "saber": "supo", "haber": "hubo", "estar": "estuvo",
    "satisfacer": "satisfizo", "andar": "anduvo",
}  # fmt: skip
_SHORT_PRETERITES = {
    "ser": ("fue", "fueron"),
    "ir": ("fue", "fueron"),
    "dar": ("dio", "dieron"),
    "ver": ("vio", "vieron"),
}
_FUTURE_STEMS = {
    "tener": "tendr", "poner": "pondr", "venir": "vendr", "salir": "saldr", "valer": "valdr", "poder": "podr",
    "saber": "sabr", "haber": "habr", "hacer": "har", "querer": "querr", "caber": "cabr",
}  # fmt: skip
_PARTICIPLES = {
    "abrir": "abierto", "cubrir": "cubierto", "decir": "dicho", "hacer": "hecho", "poner": "puesto", "romper": "roto",
    "scribir": "scrito", "ver": "visto", "volver": "vuelto", "solver": "suelto", "morir": "muerto",
}  # fmt: skip
_PRESENTS = {
    "ser": ("es", "son"), "ir": ("va", "van"), "estar": ("está", "están"), "haber": ("ha", "han"),
    "ver": ("ve", "ven"), "prever": ("prevé", "prevén"), "dar": ("da", "dan"), "oír": ("oye", "oyen"),
}  # fmt: skip
_E_TO_IE = (
    "cerrar comenzar empezar pensar perder defender entender encender querer sentar calentar despertar negar "
    "confesar gobernar acertar recomendar atravesar extender descender ascender preferir sentir mentir "
    "convertir divertir invertir advertir referir transferir sugerir herir consentir tener venir contener mantener "
    "obtener detener retener intervenir prevenir sostener desmentir sembrar enterrar apretar"
).split()
_O_TO_UE = (
    "contar encontrar mostrar demostrar recordar volver mover resolver morir dormir poder costar probar aprobar "
    "colgar devolver volar soltar rodar envolver remover promover acordar descontar desaprobar acostar almorzar forzar"
).split()
_STRESSED = "enviar guiar ampliar enfriar confiar desconfiar criar evaluar continuar actuar graduar fotografiar".split()
"""Verbs whose i or u is stressed in the present: «envía», «evalúa»."""

_E_TO_I = (
    "pedir medir seguir servir vestir petir elegir regir rendir sentir mentir ferir vertir herir gerir hervir decir"
).split()
_NO_E_TO_I = ("adherir", "sumergir", "dirigir", "exigir", "decidir", "convivir")


def forms(infinitive: str) -> Mapping[tuple[str, bool], str]:
    """Every form by (tense, plural)."""
    stem = infinitive[:-2]
    first = infinitive.endswith("ar")
    singular, plural = _preterite(infinitive)
    present = _present(infinitive)
    future = _future_stem(infinitive)
    participle = _participle(infinitive)
    return {
        ("present", False): present[0],
        ("present", True): present[1],
        ("preterite", False): singular,
        ("preterite", True): plural,
        ("future", False): f"{future}á",
        ("future", True): f"{future}án",
        ("conditional", False): f"{future}ía",
        ("conditional", True): f"{future}ían",
        ("imperfect", False): f"{stem}aba" if first else f"{stem}ía",
        ("imperfect", True): f"{stem}aban" if first else f"{stem}ían",
        ("participle", False): participle,
        ("infinitive", False): infinitive,
    }


def infinitive_like(word: str) -> bool:
    """Whether a word looks like an infinitive without a pronoun behind it."""
    return len(word) > 3 and word.islower() and word.endswith(("ar", "er", "ir")) and word not in _NO_INFINITIVES


_NO_INFINITIVES = frozenset(
    "mujer lugar mayor ayer par mar cualquier primer tercer poder hogar bar lunar solar militar similar "
    "particular popular familiar regular ejemplar escolar celular titular azúcar líder alquiler placer taller "
    "auxiliar peculiar nuclear dólar cáncer carácter crear".split()
)


@lru_cache(maxsize=8)
def _known(infinitives: Sequence[str]) -> Mapping[str, Form]:
    found: dict[str, Form] = {}
    for infinitive in infinitives:
        for (tense, plural), form in forms(infinitive).items():
            found.setdefault(form, Form(infinitive, tense, plural))
    return found


def form_of(word: str, infinitives: Sequence[str]) -> Form | None:
    """Which form of one of some verbs a word is."""
    return _known(tuple(infinitives)).get(word)


def _preterite(infinitive: str) -> tuple[str, str]:
    if infinitive in _SHORT_PRETERITES:
        return _SHORT_PRETERITES[infinitive]
    for ending, singular in _PRETERITES.items():
        if infinitive.endswith(ending) and not (ending == "andar" and infinitive != ending):
            strong = infinitive[: -len(ending)] + singular
            plural = "ieron" if strong[-2] != "j" else "eron"
            return strong, _stem_of_strong(strong) + plural
    stem = infinitive[:-2]
    if infinitive.endswith("ar"):
        return f"{stem}ó", f"{stem}aron"
    if infinitive.endswith("ir"):
        stem = _closed(infinitive)
    if stem.endswith(("a", "e", "o", "u")) and not stem.endswith(("gu", "qu")):
        return f"{stem}yó", f"{stem}yeron"
    return f"{stem}ió", f"{stem}ieron"


def _stem_of_strong(strong: str) -> str:
    return strong[:-2] + "c" if strong.endswith("zo") else strong[:-1]


def _closed(infinitive: str) -> str:
    """The stem with e as i, or o as u, where the third persons of the past have it so."""
    stem = infinitive[:-2]
    if infinitive.endswith(tuple(_E_TO_I)) and infinitive not in _NO_E_TO_I:
        place = stem.rindex("e")
        return stem[:place] + "i" + stem[place + 1 :]
    if infinitive.endswith(("dormir", "morir")):
        place = stem.rindex("o")
        return stem[:place] + "u" + stem[place + 1 :]
    return stem


def _present(infinitive: str) -> tuple[str, str]:
    if infinitive in _PRESENTS:
        return _PRESENTS[infinitive]
    stem, vowel = infinitive[:-2], "a" if infinitive.endswith("ar") else "e"
    if infinitive in _E_TO_IE:
        place = stem.rindex("e")
        stem = stem[:place] + "ie" + stem[place + 1 :]
    elif infinitive in _O_TO_UE:
        place = stem.rindex("o")
        stem = stem[:place] + "ue" + stem[place + 1 :]
    elif infinitive.endswith("ir"):
        stem = _closed(infinitive) if not infinitive.endswith(("dormir", "morir")) else stem
    if infinitive in _STRESSED:
        stem = stem[:-1] + {"i": "í", "u": "ú"}[stem[-1]]
    if infinitive.endswith("uir") and not infinitive.endswith(("guir", "quir")):
        stem += "y"
    return f"{stem}{vowel}", f"{stem}{vowel}n"


def _future_stem(infinitive: str) -> str:
    if infinitive == "decir":
        return "dir"
    for ending, stem in _FUTURE_STEMS.items():
        if infinitive.endswith(ending):
            return infinitive[: -len(ending)] + stem
    return infinitive.replace("oír", "oir").replace("eír", "eir")


def _participle(infinitive: str) -> str:
    for ending, participle in _PARTICIPLES.items():
        if infinitive.endswith(ending) and not (ending == "ver" and infinitive not in ("ver", "prever")):
            return infinitive[: -len(ending)] + participle
    if infinitive.endswith("ar"):
        return infinitive[:-2] + "ado"
    return infinitive[:-2] + ("ído" if infinitive[-3] in "aeo" else "ido")
