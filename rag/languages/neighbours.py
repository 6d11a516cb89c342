"""Languages of which nothing is known but how they look, so that none is taken for another; and other scripts."""

from __future__ import annotations

from rag.languages.language import Language, Profile, Script

__all__ = ["DUTCH", "ROMANIAN", "SCRIPTS"]

ROMANIAN = Language(
    "ro",
    profile=Profile(
        words=(
            "de în și a la cu",
            "din pe să nu o care mai că un se pentru au al este cel",
            """ce sunt fost dar prin sau după lui ale ar către s va lor am fi ani acest această sa său cei fără între
            despre unei unui i l doar era când cum doi trei ca până îi le decât nici contra an anul""",
            """eu tu el ea noi voi ei ele mă te îl îmi îți își mi ți ne vă meu mea tău ta nostru noastră vostru săi sale
            unor unii unele vreun niciun nicio nimic nimeni fiecare cine cui cărei cărui câți câte cât câtă unde aici
            acolo astfel încă deci ci timp sub spre acum azi ieri mâine înainte apoi mereu niciodată mult multă mulți
            multe puțin altă alt alte alți însuși toată toate toți tot atât bine rău aceste acești acea acel acestui
            ești suntem sunteți fie fusese erau avea aveau are ai avem aveți avut face fac făcut făcea poate pot putea
            trebuie vrea știe merge merg spune spus zice da două patru cinci șase șapte opt nouă zece unsprezece
            doisprezece treisprezece paisprezece cincisprezece douăzeci treizeci sută mie mii milioane primul prima
            ultimul ultima luni marți miercuri joi vineri sâmbătă duminică ianuarie februarie martie aprilie iunie
            iulie august septembrie octombrie noiembrie decembrie zi zile lună săptămână săptămâna oră ore nou noua
            mare sud nord dintr într dintre cele potrivit asupra deși""",
        ),
        endings=(
            "a i ă",
            "are at e ea ii t te ul ului",
            "al an ar ate ată ce d ei ele ent er ere ic ie iei ile ilor in iu l le m n nd ne or r se tat u ție ță",
            """ai am ant ata au ca da el em en ente es ge ica ire is ns nt o ol on os re rt s sa st sta ste tura ui us
            ute x y za""",
        ),
        letters="ă â î ș ț ş ţ ii ea oa ie",
        met=-1.0,
    ),
)

DUTCH = Language(
    "nl",
    profile=Profile(
        words=(
            "de van het een en in",
            "is dat op te zijn voor met die niet aan er om",
            """ook als door naar bij maar was of uit tot over ze hij werd worden wordt heeft nog ik deze kan wel zo dan
            hun meer hebben al zich geen je na jaar wat we onder wie waar had twee drie tegen volgens sinds moet""",
            """jij u wij jullie zij mij me jou hem haar hen ons onze mijn jouw uw iets niets niemand iedereen elk elke
            ieder welke welk wanneer waarom hoe hoeveel hoelang waarvan waarin waarmee waarop want omdat terwijl
            tijdens tussen zonder nu vandaag gisteren morgen vanochtend vanavond altijd nooit hier daar toen reeds
            veel weinig andere ander alle alles zelf zeer minder beter dit dezelfde ben bent waren geweest wezen heb
            hebt hadden gehad zal zullen zou zouden doen doet deed gedaan kunnen kon konden mogen mag moeten moest wil
            willen wilde gaat gaan ging komt komen kwam kom zegt zei ja nee goed vier vijf zes zeven acht negen tien
            elf twaalf dertien veertien vijftien twintig dertig honderd duizend miljoen eerste laatste maandag dinsdag
            woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september
            oktober november december dag dagen maand maanden week uur nieuwe nieuw grote groot zuiden noorden steeds
            weer mensen""",
        ),
        endings=(
            "e en t",
            "d den el er ie ing k nd ten",
            """a al an ar at ent eren ers es heid ig ige in is l le lijk m n ne ns o on or r ren rt s sche se st ste te
            y""",
            "ak am ant are as ck ed ele em ere eur ge gt i igen isch ls nt ol os re rs tig ts us x",
        ),
        letters="ij aa ee oo uu oe eu ie ui ch sch ck ë ï k w z v ll ss tt nn kk",
        met=-1.0,
    ),
)

SCRIPTS = (
    Script("ru", "\u0400-\u04ff", telling=("uk", "іїєґІЇЄҐ")),
    Script("el", "\u0370-\u03ff\u1f00-\u1fff"),
    Script("ar", "\u0600-\u06ff\u0750-\u077f"),
    Script("he", "\u0590-\u05ff"),
    Script("ko", "\u1100-\u11ff\uac00-\ud7af", dense=True),
    Script("zh", "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff", telling=("ja", "\u3040-\u30ff"), dense=True),
)
"""The commonest language of each other script."""
