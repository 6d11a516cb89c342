"""Basque, of which the forms of words are many: a cue of denial is found, a name with an ending on it is not.

«Gabe», which denies what stands before it, is no cue, since those deny what follows them.
"""

from __future__ import annotations

from rag.languages.language import (
    Abbreviations,
    FollowUps,
    Language,
    Negation,
    Questions,
    Speech,
    Syntax,
    any_of,
    words,
)

__all__ = ["BASQUE"]

_STOP_WORDS = """
    ala al arabera arren arte artean aurretik ba baina baino bakoitza bat batean batek baten batzuk beharko bera beraz
    bere berriz beste bezala bi bitartean buruz da dago dagoen daude dela den dezake dezakete dio dira diren direla
    dituzte ditu dituen du duela duen dut dute duten edo egin egon ere eta ez gabe gainera genuen gero geroago gu
    guztiak guzti hain hala han hango hara hau hauek hori horiek hor haiek hura hemen honek horrek izan izango izaten
    kontra lehen nahiz ni noiz nola non nondik nor nork oso ondoren orain ordea zein zen zer zergatik zenbat ziren
    zituen zituzten zu zuek zuen zuten
"""

_MESSAGES = {
    "insufficient": "Artxiboak ez du esaten.",
    "nearest": "Hurbilena: {titles}.",
    "no_model": "Hizkuntza-eredurik gabe: artikuluetako esaldiak dira, hitzez hitz.",
}

BASQUE = Language(
    code="eu",
    name="euskara",
    also_read="es",
    stop_words=words(_STOP_WORDS),
    stemmer="basque",
    weekdays=words("astelehena asteartea asteazkena osteguna ostirala larunbata igandea"),
    openers=words("atzo bihar gaur gero orain ondoren azkenik"),
    abbreviations=Abbreviations(
        titles=words("jn and dr etab vs"),
        before_numbers=words("zk or orr art tel"),
        doubtful=words("etab inc corp co ltd bros jr phd"),
    ),
    negation=Negation(
        cues=words("ez inoiz inor ezer ezin"),
        idioms=any_of("ez bakarrik", r"ez ezik", "zalantzarik gabe"),
        listing=words("ezta"),
        adversatives=words("baina baizik"),
    ),
    syntax=Syntax(conjunctions=words("eta edo ezta")),
    speech=Speech(
        marks=any_of(
            r"arabera|esan|dio|diote|zioen|adierazi|azaldu|baieztatu|gaineratu|iragarri|salatu|erantzun|hitzak"
        )
    ),
    questions=Questions(
        cause=any_of("zergatik", "zertarako"),
        figure=any_of("zenbat"),
        date=any_of("noiz", "zein (?:urte|egun)\\w*"),
        name=any_of("nork?", "nortzuk"),
        words=any_of("zer|zein|zenbat|noiz|nork?|non|nola|zergatik"),
        cause_nouns=any_of("arrazoi\\w*|helburu\\w*"),
        figure_nouns=any_of("ehuneko\\w*|kopuru\\w*"),
        reasons=any_of("lako|izan ere|horregatik|arrazoi\\w*|helburu\\w*|nahi"),
    ),
    follow_ups=FollowUps(openers=any_of("eta|edo|baina|orduan|ere")),
    messages=_MESSAGES,
)
