"""Italian."""

from __future__ import annotations

import re

from rag.languages.language import (
    Abbreviations,
    FollowUps,
    Language,
    Names,
    Negation,
    Numbers,
    Questions,
    Speech,
    Syntax,
    any_of,
    words,
)

__all__ = ["ITALIAN"]

_STOP_WORDS = """
    a ad agli ai al alla alle allo anche ancora c che chi ci cio coi col come con contro cosa cui d da
    dagli dai dal dalla dalle dallo degli dei del della delle dello di dopo dov dove e ed era erano fra
    gia gli ha hanno ho i il in invece io l la le lei li lo loro lui ma mentre mi mio molto ne negli nei
    nel nella nelle nello no noi non nostro o ogni oltre per perche piu poi prima qual quale quali
    quando quanti quanto quel quella quelle quelli quello quest questa queste questi questo qui se
    sempre senza si sia sono sotto stata stati stato su sua sue sugli sui sul sulla sulle suo suoi tra
    tu tutti tutto un una uno vi
"""

_MESSAGES = {
    "insufficient": "L'archivio non lo dice.",
    "nearest": "Ciò che contiene di più vicino: {titles}.",
    "no_model": "Senza modello linguistico: si mostrano frasi testuali degli articoli.",
    "wrong_language": "Il modello ha risposto in un'altra lingua: si mostrano frasi testuali degli articoli.",
    "number": "la cifra {value} non è nella fonte",
    "name": "il nome {value} non è nella fonte",
    "negation": "la fonte dice il contrario",
    "displaced": "la fonte non dice questo di {value}",
    "roles": "la fonte dice l'inverso: «{one}» e «{other}» sono scambiati",
    "quotation": "la citazione «{value}» non è nella fonte",
    "party": "la fonte lo dice di {value}",
    "speech": "la fonte non lo afferma: cita chi lo dice",
    "nothing": "nessun articolo dell'archivio lo conferma",
    "part": "gli articoli non confermano «{value}»",
    "own_words": "con altre parole: {value}",
    "word": "la fonte non dice «{value}»",
    "instead": "dove la risposta dice «{one}», la fonte dice «{other}»",
    "subject": "la fonte lo dice di «{one}», non di «{other}»",
    "reserve": "la fonte lo dice con riserva: «{value}»",
    "added_reserve": "la fonte lo dice senza «{value}»",
    "speaker": "la fonte non lo afferma: lo dice «{value}»",
    "condition": "la fonte pone una condizione: «{value}»",
    "time": "la fonte dice «{value}»",
    "bound": "la fonte dice «{value}»",
    "quantity_word": "la fonte dice «{value}»",
    "cause": "la fonte non dice che una cosa sia causa dell'altra",
    "unverified_language": "non verificato in questa lingua",
    "unverified_translation": "non verificato: con questo modello di embedding non si può giudicare una traduzione",
    "quoted": "«{value}»",
    "translated": "tradotto: la fonte è in un'altra lingua",
}

ITALIAN = Language(
    code="it",
    name="italiano",
    stop_words=words(_STOP_WORDS),
    stemmer="italian",
    weekdays=words("lunedi martedi mercoledi giovedi venerdi sabato domenica"),
    openers=words("allora adesso domani finalmente ieri intanto oggi"),
    abbreviations=Abbreviations(
        titles=words("sig sigra dott prof ing avv on st vs"),
        before_numbers=words(
            "n num pag pagg p pp art artt fig vol cap tel ca gen feb mar apr mag giu lug ago set ott nov dic"
        ),
        doubtful=words("ecc inc corp co ltd bros jr phd"),
    ),
    names=Names(
        common=words("sig dott"),
        demonyms=re.compile(r"(?:n[oaie]|es[ei])\Z"),
    ),
    numbers=Numbers(
        decade=re.compile(r"\banni\s\Z", re.IGNORECASE),
    ),
    negation=Negation(
        cues=words("non mai senza ne nessun nessuno nessuna niente nulla"),
        idioms=any_of(
            r"non(?: \w+){0,2}? (?:solo|soltanto|solamente)",
            "senza dubbio",
        ),
        listing=words("ne"),
        adversatives=words("ma bensi"),
    ),
    syntax=Syntax(conjunctions=words("e ed o od ne")),
    speech=Speech(
        marks=any_of(
            r"secondo|diss\w+|dice|dicono|detto|afferm\w+|dichiar\w+|spieg\w+|aggiun\w+|comment\w+|ammett\w+|annunci\w+",
            r"sostien\w+|critic\w+|insist\w+|scri(?:ve|vono|sse)|parole",
        )
    ),
    questions=Questions(
        cause=any_of("perche"),
        figure=any_of("quant[oaie]"),
        date=any_of("quando", "(?:che|quale) (?:anno|data|giorno|mese)"),
        name=any_of("chi"),
        words=any_of("che|cosa|quale|quali|quant[oaie]|quando|chi|dove|come|perche"),
        cause_nouns=any_of("motiv[oi]|ragion[ei]|scop[oi]|obiettiv[oi]"),
        figure_nouns=any_of("percentuale|numero"),
        reasons=any_of(
            r"perche|poiche|a causa d\w*|grazie a\w*|al fine di|obiettiv[oi]|motiv[oi]|ragion[ei]|vuole|vogliono"
        ),
    ),
    follow_ups=FollowUps(
        openers=any_of("e|o|ma|allora|anche"),
    ),
    messages=_MESSAGES,
)
