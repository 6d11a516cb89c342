"""Catalan."""

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

__all__ = ["CATALAN"]

_STOP_WORDS = """
    a abans al als altra altre altres amb aquell aquella aquells aquest aquesta aquestes aquests aixi
    aixo allo cada com contra d de del dels des despres doncs durant e el ella ells els em en encara
    entre era eren es esta estan ets fa fins ha han hi ho i ja l la les li llavors lo los m meu mes
    mentre molt molts n ni no nomes nosaltres o on pel pels per perque pero poc qual quals quan quant
    quants que qui s sense ser seu seus seva seves si sigui sobre son sota sense tambe tan tant te tenen
    tot tota totes tots un una unes uns va van vosaltres
"""

_MESSAGES = {
    "insufficient": "L'arxiu no ho diu.",
    "nearest": "El més proper que hi ha: {titles}.",
    "no_model": "Sense model de llenguatge: es mostren frases textuals dels articles.",
    "wrong_language": "El model ha respost en una altra llengua: es mostren frases textuals dels articles.",
    "number": "la xifra {value} no és a la font",
    "name": "el nom {value} no és a la font",
    "negation": "la font diu el contrari",
    "displaced": "la font no diu això de {value}",
    "roles": "la font ho diu al revés: «{one}» i «{other}» estan canviats",
    "quotation": "la citació «{value}» no és a la font",
    "party": "la font ho diu de {value}",
    "speech": "la font no ho afirma: cita qui ho diu",
    "nothing": "cap article de l'arxiu no ho confirma",
    "part": "els articles no confirmen «{value}»",
    "own_words": "amb altres paraules: {value}",
    "word": "la font no diu «{value}»",
    "instead": "on la resposta diu «{one}», la font diu «{other}»",
    "subject": "la font ho diu de «{one}», no de «{other}»",
    "reserve": "la font ho diu amb reserva: «{value}»",
    "added_reserve": "la font ho diu sense «{value}»",
    "speaker": "la font no ho afirma: ho diu «{value}»",
    "condition": "la font hi posa una condició: «{value}»",
    "time": "la font diu «{value}»",
    "bound": "la font diu «{value}»",
    "quantity_word": "la font diu «{value}»",
    "cause": "la font no diu que una cosa sigui causa de l'altra",
    "unverified_language": "no verificat en aquesta llengua",
    "unverified_translation": "no verificat: amb aquest model d'embeddings no es pot jutjar una traducció",
    "quoted": "«{value}»",
    "translated": "traduït: la font és en una altra llengua",
}

CATALAN = Language(
    code="ca",
    name="català",
    stop_words=words(_STOP_WORDS),
    stemmer="catalan",
    weekdays=words("dilluns dimarts dimecres dijous divendres dissabte diumenge"),
    openers=words("ahir avui dema ara despres finalment llavors mentrestant tambe"),
    abbreviations=Abbreviations(
        titles=words("sr sra srs dr dra prof av st sta vs"),
        before_numbers=words("no num pag p pp art fig vol cap tel aprox gen febr abr jul set oct nov des"),
        doubtful=words("cia inc corp co ltd bros jr phd"),
    ),
    names=Names(
        common=words("sr sra dr dra"),
        demonyms=re.compile(r"(?:na?|es(?:a|os|es)?|enca?)s?\Z"),
    ),
    numbers=Numbers(
        decade=re.compile(r"\bany[s]\s\Z", re.IGNORECASE),
    ),
    negation=Negation(
        cues=words("no mai sense ni cap ningu res"),
        idioms=any_of(
            r"no(?: \w+){0,2}? (?:nomes|solament|unicament)",
            "sense dubte",
            "no obstant",
        ),
        listing=words("ni"),
        adversatives=words("sino pero"),
    ),
    syntax=Syntax(conjunctions=words("i o ni")),
    speech=Speech(
        marks=any_of(
            r"segons|diu|diuen|dit|va dir|van dir|afirm\w+|assegur\w+|declar\w+|explic\w+|coment\w+|adme\w+|anunci\w+",
            r"critic\w+|defens\w+|consider\w+|insisti\w+|respon\w+|opin\w+|denunci\w+|escriu\w*|paraules",
        )
    ),
    questions=Questions(
        cause=any_of("per que"),
        figure=any_of("quant(?:s|a|es)?"),
        date=any_of("quan", "quin (?:any|dia|mes)|quina data"),
        name=any_of("qui"),
        words=any_of("que|quin(?:a|s|es)?|quant(?:s|a|es)?|quan|qui|on|com"),
        cause_nouns=any_of("motius?|rao|raons|objectius?"),
        figure_nouns=any_of("percentatge|nombre"),
        reasons=any_of(
            r"perque|ja que|a causa d\w*|gracies a|per tal d\w*|objectius?|motius?|raons?|vol(?:en|ia|ien)?"
        ),
    ),
    follow_ups=FollowUps(
        openers=any_of("i|o|pero|llavors|tambe"),
    ),
    messages=_MESSAGES,
)
