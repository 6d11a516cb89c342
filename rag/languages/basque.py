"""Basque, of which the forms of words are many: a cue of denial is found, a name with an ending on it is not.

«Gabe», which denies what stands before it, is no cue, since those deny what follows them.
"""

from __future__ import annotations

from rag.languages.language import (
    Abbreviations,
    Corrections,
    FollowUps,
    Furniture,
    Language,
    Negation,
    Profile,
    Questions,
    Speech,
    Syntax,
    any_of,
    words,
)
from rag.languages.patterns import Pattern

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
    "nearest": "Hauxe da artxiboan dagoen hurbilena:",
    "no_model": "Hizkuntza-eredurik gabe: artikuluetako esaldiak dira, hitzez hitz.",
    "model_coming": "Hizkuntza-eredua kargatzen ari da oraindik: artikuluetako esaldiak dira, hitzez hitz.",
}

_PROFILE = Profile(
    words=(
        "eta da du",
        "dira zuen bat ez izan ere dute zen dela",
        """ziren zuten egin baina edo den duen hau hori bere beste baino oso bi dituzte ditu dut gara naiz zer nor
        non gero arte al urte urtean kontra gabe hiru behar ari bezala""",
        """ni zu hi gu zuek haiek hura nire zure gure haien beren nik zuk guk nork nori noren norena zein zeinek
        zertan zergatik noiz noizko nola nolako nondik nora zenbat zertarako ezer inor inork edozein guzti guztiak
        guztia dena denak batzuk batek baten bateko asko gutxi gehiago hobeto bestea honek horrek hark honen
        horren haren hauek horiek honetan horretan orain gaur atzo bihar beti inoiz hemen hor han gainean azpian
        aurrean ondoren bitartean artean aurka arabera buruz barik nahiz baita zeren izango izanen izaten egingo
        egiten egon dago daude zegoen zait zaio zaie zituen zituzten zituela dituen diren duten zutela dutela
        direla zela zuela badu bada balio ezin nahi esan dio zion diote lau bost sei zazpi zortzi bederatzi hamar
        hamaika hamabi hamahiru hamalau hamabost hogei hogeita ehun mila milioi lehen lehenengo azken astelehen
        asteartea asteazken ostegun ostiral larunbat igande igandeko ostegunean larunbatean igandean urtarril
        otsail martxo apiril maiatz ekain uztail abuztu irail urri azaro abendu egun aste astean hilabete ordu
        orduak ordutan berri berria udal udalak""",
    ),
    endings=(
        "a ko",
        "ak an aren e ea ean en ez i k o tu u za",
        "ar ari ei era etan etik in on ren rik so tako tasun te ten tik tzea tzen un uta",
        "ain al aria at ate den er ere eren es ge iei le n ne or que r re to",
    ),
    letters="tx tz ts k z rr ai ei au eu",
    met=-1.0,
)

_FURNITURE = Furniture(
    more=Pattern(
        r"(?:irakurri|ikusi|entzun) (?:gehiago|ere|hau ere)"
        r"|(?:erlazionatutako|lotutako) (?:albisteak|artikuluak|edukiak)|informazio gehiago|hau ere interesatuko zaizu"
        r"|irudietan|bideoa|galeria"
    ),
    advertising=Pattern(r"publizitatea|iragarkia|iragarkiak|babestutako edukia"),
    subscription=Pattern(
        r"harpidetu|izan harpidedun|erregistratu(?: zaitez)?|hasi saioa|eman izena|harpidedunentzako (?:edukia|soilik)"
    ),
    sharing=words("partekatu jarraitu jarraitzu bidali inprimatu kopiatu esteka gorde posta albistea artikulua"),
    notices=Pattern(
        r"webgune honek cookieak erabiltzen ditu|cookieak erabiltzen ditugu|onartu cookieak|pribatutasun politika$"
        r"|lege oharra$|eskubide guztiak erreserbatuta"
    ),
    credit=Pattern(r"argazkiak?|argazkilaria|irudia|ilustrazioa|infografia"),
    byline=Pattern(r"egilea|testua(?: eta argazkiak)?"),
    desks=words("erredakzioa agentziak agentzia"),
    sections=words(
        "ekonomia gizartea kirolak kultura politika mundua iritzia zientzia teknologia osasuna hezkuntza editoriala "
        "albisteak"
    ),
)

_CORRECTIONS = Corrections(
    labels=Pattern(r"hutsen zuzenketa|zuzenketa|akatsen zuzenketa|argibidea|erredakzioaren oharra"),
    itself=Pattern(r"artikulu honen aurreko bertsio batean|albiste hau zuzendu da|artikulu hau zuzendu da"),
    titled=Pattern(r"izenburuko|titulupean|izenburupean|albistean|artikuluan|erreportajean"),
    says=Pattern(r"dioen lekuan|zioen lekuan|esaten zuen tokian"),
    should_say=Pattern(r"esan behar du|irakurri behar da|behar zuen"),
)

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
    fields={
        "title": words("izenburua titulua"),
        "published": words("data argitaratua argitalpendata"),
        "updated": words("eguneratua aldatua eguneratzedata"),
        "outlet": words("hedabidea iturria egunkaria argitaletxea"),
        "author": words("egilea egileak sinadura"),
        "section": words("saila atala kategoria"),
        "address": words("esteka helbidea"),
        "text": words("testua gorputza edukia"),
        "key": words("identifikatzailea gakoa kodea"),
        "other": words("etiketak gakohitzak deskribapena laburpena azpititulua hizkuntza irudia"),
    },
    messages=_MESSAGES,
    profile=_PROFILE,
    furniture=_FURNITURE,
    corrections=_CORRECTIONS,
)
