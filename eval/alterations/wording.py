"""Ordinary words exchanged or added: another thing of the same kind, a detail, a judgement, «solo» and «también»."""

from __future__ import annotations

import re
from random import Random

from eval.alterations.conjugation import form_of, forms
from eval.alterations.denials import is_noun, verbs_of
from eval.alterations.edits import Way, applied, holds_words, in_groups
from eval.alterations.origin import Origin
from eval.alterations.vocabulary import DETAILS, EVALUATIVE, NOUNS, PRESS_NOUNS, VERB_GROUPS

__all__ = ["detail", "evaluative", "noun", "only", "verb"]


def noun(origin: Origin, chance: Random) -> str | None:
    """Another noun of the same kind, gender and number."""
    text = origin.text
    forms_of = _spanish_forms if origin.language == "es" else _english_forms
    ways = [
        w
        for w in in_groups(text, NOUNS[origin.language], chance, forms_of)
        if not (text[w[0][0]].isupper() and w[0][0] > 0)
        and not re.match(r" (?:de\b.{0,12}[A-ZÁÉÍÓÚ]|[A-ZÁÉÍÓÚ]\w+ [A-ZÁÉÍÓÚ]|a (?:pie|cabo|mano))", text[w[0][1] :])
        and not re.search(r"\b(?:a la|por la|en|[Ee]n la|a|de|sin|al) $", text[: w[0][0]])
    ]
    return applied(text, ways, chance)


def _spanish_forms(word: str) -> tuple[str, str]:
    if word.endswith("s"):
        return word, ""
    if word.endswith("z"):
        return word, word[:-1] + "ces"
    if word[-1] in "aeiouáéó":
        return word, word + "s"
    plain = word[:-2] + {"á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u"}.get(word[-2], word[-2]) + word[-1]
    return word, plain + "es"


def _english_forms(word: str) -> tuple[str, str]:
    if word.endswith(("s", "sh", "ch", "x")):
        return word, word + "es"
    if word.endswith("y") and word[-2] not in "aeo":
        return word, word[:-1] + "ies"
    if word.endswith("man") or word == "wife":
        return word, ""
    return word, word + "s"


def verb(origin: Origin, chance: Random) -> str | None:
    """Another verb of like kind in the same form."""
    text = origin.text
    if origin.language == "en":
        return applied(text, in_groups(text, _ENGLISH_VERBS, chance), chance)
    ways: list[Way] = []
    for found in re.finditer(r"(?<!\w)[a-záéíóúñ]+(?!\w)", text):
        form = form_of(found[0], _GROUPED)
        if form is None or (
            form.tense == "participle" and not re.search(r"\b(?:ha|han|había|fue|fueron) $", text[: found.start()])
        ):
            continue
        if is_noun(text, found, form.tense) or (form.tense == "present" and not _stands_as_verb(text, found)):
            continue
        group = [g for g in VERB_GROUPS if form.infinitive in g]
        others = [o for g in group for o in g if o != form.infinitive]
        new = forms(chance.choice(others)).get((form.tense, form.plural))
        if new and not (found.start() and text[: found.start()].endswith("se ")):
            ways.append((found.span(), new))
    return applied(text, ways, chance)


_GROUPED = tuple(sorted({verb for group in VERB_GROUPS for verb in group}))
_ENGLISH_VERBS = (
    ("wrote", "translated", "burned", "signed"),
    ("bought", "rented", "sold", "inherited"),
    ("built", "painted", "restored", "bombed"),
    ("killed", "wounded", "arrested", "kidnapped"),
    ("visited", "left", "flooded", "surveyed"),
    ("won", "lost", "postponed", "cancelled"),
    ("founded", "inherited", "bought", "closed"),
    ("discovered", "ignored", "photographed", "hid"),
    ("published", "banned", "lost", "translated"),
    ("designed", "stole", "copied", "painted"),
    ("announced", "denied", "mocked", "lamented"),
    ("developed", "sold", "tested", "abandoned"),
    ("established", "inherited", "sold", "dissolved"),
    ("introduced", "criticised", "copied"),
    ("produced", "imported", "sold", "banned"),
    ("taught", "studied", "mocked"),
    ("created", "criticised", "bought"),
    ("studied", "slept", "preached"),
    ("ruled", "visited", "looted"),
    ("used", "sold", "stole"),
)


def _stands_as_verb(text: str, found: re.Match[str]) -> bool:
    return re.match(r" (?:el|la|los|las|un|una|que|a|en|su|sus|al|con)\b", text[found.end() :]) is not None


def evaluative(origin: Origin, chance: Random) -> str | None:
    """A judgement put in that the article does not make."""
    text = origin.text
    ways: list[Way] = []
    if origin.language == "en":
        ways.extend(
            ((m.end(), m.end()), f"{chance.choice(EVALUATIVE['en'])} ")
            for m in re.finditer(r"\bthe (?=[a-z]{5,}\b (?:of|was|is|in|that)\b)", text)
        )
        return applied(text, ways, chance)
    for gender, articles in (("m", "el|un|del|al|este|su"), ("f", "la|una|esta|su")):
        nouns = "|".join(PRESS_NOUNS[gender])
        for m in re.finditer(rf"\b(?:{articles}) (?=(?:{nouns})\b)", text, re.IGNORECASE):
            word = chance.choice(EVALUATIVE["es"])
            ways.append(((m.end(), m.end()), f"{_feminine(word) if gender == 'f' else word} "))
    return applied(text, ways, chance)


def _feminine(word: str) -> str:
    return word[:-1] + "a" if word.endswith("o") else word


_STRANGE_PHRASE = {
    "es": re.compile(
        r"(?<= )(?:en|con|durante|ante|tras|mediante|frente a|junto a) (?:el|la|los|las|un|una) [a-záéíóúñ]+"
        r"(?: (?:de|del) (?:la |los |las |el )?\w+)?(?=[.,;])"
    ),
    "en": re.compile(r"(?<= )(?:in|with|during|before|after|near) (?:the|a|an) [a-z]+(?: of (?:the )?\w+)?(?=[.,;])"),
}


def detail(origin: Origin, chance: Random) -> str | None:
    """A phrase added that the article does not have: a ready one, or one of another article."""
    text = origin.text
    strange = [m[0] for s in origin.strangers for m in _STRANGE_PHRASE[origin.language].finditer(s)]
    pool = [*chance.sample(list(DETAILS[origin.language]), 3), *chance.sample(strange, min(3, len(strange)))]
    pool = [phrase for phrase in pool if not _near(phrase, origin)]
    body = text.rstrip(" .")
    if not pool or not body or body[-1] in "»\"”'!?):":
        return None
    ways: list[Way] = [((len(body), len(body)), f" {phrase}") for phrase in pool]
    for m in re.finditer(r"(?<=[a-záéíóúñ]), (?=(?:que|quien|donde|aunque|pero|which|who|but) )", text):
        ways += [((m.start(), m.start()), f", {phrase}") for phrase in pool]
    return applied(text, ways, chance)


def _near(phrase: str, origin: Origin) -> bool:
    """Whether the article may say it: each longer word of the phrase stands in it."""
    long = " ".join(word for word in phrase.split() if len(word) > 3)
    return bool(long) and holds_words(" ".join([origin.text, *origin.siblings]), long)


def only(origin: Origin, chance: Random) -> str | None:
    """«Solo», «también» or «único» put in or taken out."""
    text = origin.text
    ways: list[Way] = []
    if origin.language == "en":
        ways = [(m.span(), "") for m in re.finditer(r"\b(?:only|also) (?!(?:a |the )?(?:child|if|when)\b)", text)
                if not re.search(r"\b(?:not|but|if) $|the $", text[: m.start()])]  # fmt: skip
        if not ways:
            ways = [
                ((m.end(), m.end()), chance.choice([" only", " also"]))
                for m in re.finditer(r"\b(?:is|are|was|were|has|have|had)\b(?! (?:not|been|only|also)\b)", text)
            ]
        return applied(text, ways, chance, fresh=False)
    ways = [
        (m.span(), "")
        for m in re.finditer(r"\b(?:[Ss]olo|[Ss]ólo|[Úú]nicamente|[Ss]olamente|[Tt]ambién|[Ee]xclusivamente),? ", text)
        if not re.search(r"\b(?:[Nn]o|tan|sino|un|el|lo|y) $", text[: m.start()])
        and not re.match(r"(?:que|si|uno|una)\b", text[m.end() :])
    ]
    if not ways:
        verbs = [m for m in verbs_of(text) if not re.search(r"\b(?:no|que no|también) $", text[: m.start()])]
        ways = [((m.start(), m.start()), chance.choice(["solo ", "también ", "únicamente "])) for m in verbs]
        ways += [
            ((m.start(), m.start()), "solo ")
            for m in re.finditer(r"(?<=[a-záéíóúñ] )(?:en (?=[A-ZÁÉÍÓÚÑ])|a partir de |para (?=los |las ))", text)
        ]
    return applied(text, ways, chance, fresh=False)
