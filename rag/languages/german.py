"""German."""

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

__all__ = ["GERMAN"]

_STOP_WORDS = """
    ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis da
    damit dann das dass dem den denn der des die dies diese diesem diesen dieser dieses doch dort du
    durch ein eine einem einen einer eines er es etwas fur gegen gibt haben hat hatte hatten hier ich
    ihm ihn ihr ihre ihrem ihren ihrer im in ins ist ja jede jeder jedes jetzt kann kein keine konnen
    mehr mein mit nach nicht nichts noch nun nur ob oder ohne sehr sein seine seinem seinen seiner seit
    sich sie sind so soll sondern sowie uber um und uns unter viel viele vom von vor wann war waren
    warum was weil welche welcher welches wem wen wenn wer werden wie wieder wird wo wurde wurden zu zum
    zur zwischen
"""

_MESSAGES = {
    "insufficient": "Das Archiv sagt es nicht.",
    "nearest": "Am nächsten kommt: {titles}.",
    "no_model": "Ohne Sprachmodell: Dies sind wörtliche Sätze aus den Artikeln.",
    "wrong_language": "Das Modell hat in einer anderen Sprache geantwortet: Dies sind wörtliche Sätze aus den Artikeln.",
    "number": "die Zahl {value} steht nicht in der Quelle",
    "name": "der Name {value} steht nicht in der Quelle",
    "negation": "die Quelle sagt das Gegenteil",
    "displaced": "die Quelle sagt das nicht von {value}",
    "roles": "die Quelle sagt es umgekehrt: „{one}“ und „{other}“ sind vertauscht",
    "quotation": "das Zitat „{value}“ steht nicht in der Quelle",
    "party": "die Quelle sagt es von {value}",
    "speech": "die Quelle behauptet es nicht: Sie zitiert, wer es sagt",
    "nothing": "kein Artikel des Archivs belegt es",
    "part": "die Artikel belegen „{value}“ nicht",
    "own_words": "mit anderen Worten: {value}",
    "word": "die Quelle sagt nicht „{value}“",
    "instead": "wo die Antwort „{one}“ sagt, sagt die Quelle „{other}“",
    "subject": "die Quelle sagt es von „{one}“, nicht von „{other}“",
    "reserve": "die Quelle sagt es unter Vorbehalt: „{value}“",
    "added_reserve": "die Quelle sagt es ohne „{value}“",
    "speaker": "die Quelle behauptet es nicht: Das sagt „{value}“",
    "condition": "die Quelle stellt eine Bedingung: „{value}“",
    "time": "die Quelle sagt „{value}“",
    "bound": "die Quelle sagt „{value}“",
    "quantity_word": "die Quelle sagt „{value}“",
    "cause": "die Quelle sagt nicht, dass das eine die Ursache des anderen ist",
    "unverified_language": "in dieser Sprache nicht überprüft",
    "unverified_translation": "nicht überprüft: dieses Embedding-Modell kann Übersetzungen nicht beurteilen",
    "quoted": "„{value}“",
    "translated": "übersetzt: Die Quelle ist in einer anderen Sprache",
}

GERMAN = Language(
    code="de",
    name="Deutsch",
    stop_words=words(_STOP_WORDS),
    stemmer="german",
    weekdays=words("montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag"),
    openers=words("dann gestern heute morgen inzwischen jetzt spater"),
    abbreviations=Abbreviations(
        titles=words("dr prof hr fr st bzw z.b d.h u.a vgl ca nr"),
        before_numbers=words("nr s p art abb bd kap tel ca jan feb apr jun jul aug sep sept okt nov dez"),
        doubtful=words("usw inc corp co ltd bros jr phd"),
        ordinal_point=True,
    ),
    names=Names(
        common=words("hr dr prof"),
        demonyms=re.compile(r"(?:isch\w*|er(?:in)?(?:nen)?|en?)\Z"),
    ),
    numbers=Numbers(decade_suffix="er"),
    negation=Negation(
        cues=words("nicht nie niemals ohne kein keine keinen keiner niemand nichts"),
        idioms=any_of(
            r"nicht(?: \w+){0,2}? nur",
            "ohne zweifel",
        ),
        listing=words("weder noch"),
        adversatives=words("aber sondern"),
    ),
    syntax=Syntax(conjunctions=words("und oder noch")),
    speech=Speech(
        marks=any_of(
            r"laut|zufolge|sag(?:t|te|ten|en)|gesagt|erklar(?:t|te|ten|en)|betont\w*|behaupt\w+|meint\w*|warnt\w*|schrieb\w*",
            r"worte[n]?",
        )
    ),
    questions=Questions(
        cause=any_of("warum|wieso|weshalb|wozu"),
        figure=any_of("wie viele?|wie (?:hoch|lange?|gross|alt|weit)"),
        date=any_of("wann", "welche[mns]? (?:jahr|datum|tag|monat)"),
        name=any_of("wer|wen|wem"),
        words=any_of("was|wie|wann|wer|wen|wem|wo|warum|welche[mnrs]?"),
        cause_nouns=any_of("grund|grunde|ziele?|zweck"),
        figure_nouns=any_of("zahl|anzahl|prozentsatz"),
        reasons=any_of("weil|denn|wegen|aufgrund|dank|damit|deshalb|um zu|ziele?|grund|grunde|will|wollen"),
    ),
    follow_ups=FollowUps(
        openers=any_of("und|oder|aber|dann|auch"),
    ),
    messages=_MESSAGES,
)
