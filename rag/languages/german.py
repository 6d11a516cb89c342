"""German."""

from __future__ import annotations

import re

from rag.languages.language import (
    Abbreviations,
    Calendar,
    Clock,
    Corrections,
    Courtesies,
    FollowUps,
    Furniture,
    Language,
    Names,
    Negation,
    Numbers,
    Press,
    Profile,
    Questions,
    Ranges,
    Reserves,
    Speech,
    Syntax,
    When,
    any_of,
    coded,
    month_numbers,
    numbered,
    words,
)
from rag.languages.patterns import Pattern

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

_CURRENCIES = """
    USD dollar
    EUR euro euros
    GBP pfund
    JPY yen
    CNY yuan
    franc franken
    cent cent
"""

_MEASURES = """
    second sekunde sekunden
    minute minute minuten
    hour stunde stunden
    day tag tage tagen
    week woche wochen
    month monat monate monaten
    year jahr jahre jahren
    m meter metern
    km kilometer kilometern
    hectare hektar
    kg kilo kilogramm
    tonne tonne tonnen
    litre liter litern
"""

_MONTHS = """
    januar janner jan / februar feb / marz / april apr / mai / juni jun /
    juli jul / august aug / september sep sept / oktober okt / november nov / dezember dez
"""

_MESSAGES = {
    "insufficient": "Das Archiv sagt es nicht.",
    "nearest": "Das kommt dem im Archiv am nächsten:",
    "more_article": "Und ein weiterer Artikel.",
    "more_articles": "Und {value} weitere Artikel.",
    "silent": "Zu „{value}“ sagt das Archiv nichts.",
    "as_published": "Laut Veröffentlichung vom {value}:",
    "published_before": "Zuvor, am {value}:",
    "published_between": "So stand es am {one} zu lesen; zuvor, am {other}:",
    "lacks": "Was am nächsten kommt, erwähnt {value} nicht.",
    "lacks_beside": "Was am nächsten kommt, handelt von {held}, aber nicht von {value}.",
    "lacks_person": "Was am nächsten kommt, nennt die gesuchte Person nicht.",
    "lacks_place": "Was am nächsten kommt, nennt den gesuchten Ort nicht.",
    "lacks_organisation": "Was am nächsten kommt, nennt die gesuchte Organisation nicht.",
    "lacks_date": "Was am nächsten kommt, nennt das gesuchte Datum nicht.",
    "lacks_quantity": "Was am nächsten kommt, nennt die gesuchte Zahl nicht.",
    "lacks_statement": "Was am nächsten kommt, gibt nicht wieder, was gesagt wurde.",
    "nor": "{one} oder {other}",
    "and": "{one} und {other}",
    "thanks": "Gern geschehen. Gibt es noch eine Frage an das Archiv?",
    "greeting": "Guten Tag. Was möchten Sie aus dem Archiv wissen?",
    "farewell": "Auf Wiedersehen.",
    "assent": "Gut. Gibt es noch eine Frage an das Archiv?",
    "no_model": "Ohne Sprachmodell: Dies sind wörtliche Sätze aus den Artikeln.",
    "model_coming": "Das Sprachmodell wird noch geladen: Dies sind wörtliche Sätze aus den Artikeln.",
    "wrong_language": (
        "Das Modell hat in einer anderen Sprache geantwortet: Dies sind wörtliche Sätze aus den Artikeln."
    ),
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

_RESERVES = Reserves(
    doubt_of_noun=any_of(
        r"mutmasslich\w*|mutmaßlich\w*|angeblich\w*|moglich\w*|vermeintlich\w*|vermutet\w*|wahrscheinlich\w*",
        r"eventuell\w*",
        r"potenziell\w*|potentiell\w*|verdachtig\w*|sogenannt\w*|denkbar\w*|vermutlich\w*",
    ),
    doubt=any_of(
        "angeblich|vermutlich|wahrscheinlich|wohl|vielleicht|moglicherweise|womoglich|mutmasslich|mutmaßlich",
        "anscheinend",
        "offenbar|scheinbar|voraussichtlich|eventuell|allem anschein nach|soweit bekannt|es (?:heisst|heißt)",
        "schein(?:t|en)|schien(?:en)?|durft(?:e|en)|dürft(?:e|en)",
        # In a main clause these stand before the verb, without a comma.
        "laut|zufolge|nach (?:angaben|aussagen?|ansicht|meinung|darstellung|einschatzung|informationen)",
        "soll(?:en)?|sei(?:en)?|habe|werde|solle|wolle|könne",
        "(?:man|es wird) (?:glaubt|vermutet|befurchtet|angenommen)",
    ),
    modal=any_of(
        "kann|konnen|konnt(?:e|en)|könnt(?:e|en)|muss|muß|mussen|musst(?:e|en)|müsst(?:e|en)|sollt(?:e|en)|darf|durfen",
        "würd(?:e|en)|wär(?:e|en)|hätt(?:e|en)|mochte[n]?|möchte[n]?",
    ),
    intent=any_of(
        r"versuch(?:t|te|ten|en)|will|wollen|wollt(?:e|en)|plan(?:t|te|ten|en)|geplant\w*|beabsichtig\w+",
        r"hoff(?:t|te|ten|en)",
        r"streb(?:t|te|ten|en)|erwag(?:t|en)|erwog(?:en)?|pruf(?:t|te|ten|en)|verhandel(?:t|te|ten|n)",
        r"forder(?:t|te|ten|n)",
        r"gefordert|verlang(?:t|te|ten|en)|verspr(?:icht|ach|achen|echen|ochen)|droh(?:t|te|ten|en)|schlagt",
        r"schlug(?:en)?",
        r"vorgeschlagen|vorgesehen|beantrag\w+|bitt?et|bat(?:en)?|bereit|kundig(?:t|te|ten|en) an|absicht|ziel",
    ),
    refusal=any_of(
        r"weiger(?:t|te|ten|n)|verweiger\w+|verzicht(?:et|ete|eten|en)|vermeid(?:et|en)|vermied(?:en)?|verhinder\w+",
        r"lehn(?:t|te|ten|en)|abgelehnt\w*|scheiter\w+|gescheitert|ausgeschlossen|unterl(?:asst|ieß|iess|assen)",
        r"aufgehort",
        r"hor(?:t|te|ten) auf|bestreit(?:et|en)|bestritt(?:en)?|dementier\w+|beinahe|unfahig|kurz davor",
    ),
    condition=any_of(
        "wenn|falls|sofern|soweit|im fall\\w*|unter der bedingung|vorausgesetzt|es sei denn|ob|solange",
    ),
    bound=any_of(
        "mehr als|weniger als|mindestens|wenigstens|hochstens|maximal|minimal|fast|beinahe|nahezu|knapp|rund|etwa",
        "circa|ca",
        "ungefahr|gut|uber|unter|bis zu|bis|kaum|nur|lediglich|zwischen|gegen|annahernd|schatzungsweise|um die",
        "nicht (?:mehr|weniger) als",
    ),
    quantifier=any_of(
        r"alle[mnrs]?|samtliche\w*|die meisten|die mehrheit|die halfte|ein teil|teile?|einige\w*|manche\w*",
        r"mehrere\w*|viele\w*",
        r"wenige\w*|kein\w*|jede\w*|beide\w*|zahlreiche\w*|verschiedene\w*|gewisse\w*|ein drittel|ein viertel",
        r"(?:eine|die) minderheit|ein grossteil|ein großteil|der grossteil|der großteil|etliche\w*",
    ),
    focus=any_of(r"nur|lediglich|bloss|bloß|ausschließlich|ausschliesslich|allein|einzig\w*|vor allem"),
    unconfirmed=any_of(
        r"(?:nicht|noch nicht|kein\w*) (?:\w+ )?(?:\w+ )?bestatigt\w*|unbestatigt\w*|unklar|ungewiss|offen",
        r"ermittel(?:t|n)",
    ),
)

_PROFILE = Profile(
    words=(
        "der die und in den das von zu",
        "ist mit des im dem für ein nicht auf sich eine es auch an als er",
        """sie so bei dass aus nach wie ich am war noch nur hat werden oder einen bis zum wird um einer aber wir über
        vor zur durch sind haben man kann was wenn mehr einem eines unter wurde ab seit gegen drei zwei jahre jahr
        vom laut""",
        """du ihr mich mir dich dir uns euch ihn ihm ihnen mein meine dein sein seine seinen seiner ihre ihren ihrer
        ihrem unser unsere kein keine keinen nichts niemand jeder jede jedes welcher welche welches wer wen wem
        wessen wann warum wo woher wohin wieso wofür wieviel viel viele vielen wenig weniger andere anderen
        anderer alle allen alles sondern denn weil während zwischen ohne jetzt heute gestern morgen immer nie hier
        dort dann da schon sehr dieser diese dieses diesen diesem jene bin bist seid sei wäre waren gewesen habe
        hast hatte hatten hätte wurden würde worden geworden machen macht können könnte konnte soll sollen sollte
        muss müssen will wollen wollte darf gibt gab geht ging kommt kam sagt sagte ja nein gut mal eins vier fünf
        sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn zwanzig dreißig hundert tausend millionen
        erste ersten letzte letzten montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar
        märz april mai juni juli august september oktober november dezember tag tage monat monate woche stunden
        uhr neue neuen neuer neues groß süden norden ins beim wieder doch damit""",
    ),
    endings=(
        "en er t",
        "chen e n rt te ten ung",
        """a al che ck d den el em eren es ge gt ie ig ige igen in is k l le lich m nd ne nt on r ren s sche se ss st
        tet tion ungen us y""",
        "age am an ar as at au ed ei elle ent ere ers heit i ing isch keit ls ns o or os re ste tig ts tzen u x",
    ),
    letters="ä ö ü ß sch ch ck ei ie eu au tz ss ll nn mm tt w k",
)

_FURNITURE = Furniture(
    more=Pattern(
        r"(?:lesen sie|lies|sehen sie|horen sie)(?: auch| mehr| dazu)?|mehr (?:zum thema|dazu|lesen)"
        r"|(?:weiterlesen|siehe auch|passend dazu)|das konnte sie auch interessieren|auch interessant"
        r"|verwandte (?:artikel|themen)|im (?:bild|video)|videos?|fotostrecke"
    ),
    advertising=Pattern(
        r"anzeigen?|werbung|gesponsert(?:er inhalt)?|der artikel geht nach der (?:anzeige|werbung) weiter"
    ),
    subscription=Pattern(
        r"abonnieren sie|jetzt (?:abonnieren|anmelden|registrieren|testen)|anmelden$|registrieren sie sich"
        r"|melden sie sich an|(?:dieser )?(?:artikel|inhalt) ist (?:nur )?fur abonnenten|bereits abonnent"
        r"|newsletter abonnieren"
    ),
    sharing=words("teilen folgen uns senden drucken kopieren link merken speichern artikel mail per"),
    notices=Pattern(
        r"diese (?:seite|website|webseite) (?:verwendet|nutzt) cookies|wir (?:verwenden|nutzen) cookies"
        r"|(?:alle )?cookies (?:akzeptieren|ablehnen)|datenschutz(?:erklarung)?$|impressum$|alle rechte vorbehalten"
    ),
    credit=Pattern(r"fotos?|bild(?:er)?|abbildung|illustration|grafik|quelle|bildrechte|foto-?credit"),
    byline=Pattern(r"von|text(?: und fotos?)?"),
    desks=words("redaktion agenturen agentur korrespondent"),
    sections=words(
        "wirtschaft gesellschaft sport kultur politik inland ausland lokales meinung welt wissenschaft wissen technik "
        "gesundheit bildung leitartikel panorama reise umwelt feuilleton"
    ),
)

_CORRECTIONS = Corrections(
    labels=Pattern(r"berichtigung|korrektur|richtigstellung|klarstellung|anmerkung der redaktion"),
    itself=Pattern(
        r"in einer (?:fruheren|ersten) (?:version|fassung) dieses (?:artikels|beitrags|textes)"
        r"|dieser (?:artikel|beitrag) wurde (?:korrigiert|berichtigt)"
    ),
    titled=Pattern(r"mit dem titel|unter der uberschrift|betitelt|artikel|beitrag|bericht|meldung"),
    says=Pattern(r"(?:dort )?(?:hie(?:ss|ß) es|stand)(?: (?:falschlich|irrtumlich))?"),
    reports=Pattern(r"(?:hie(?:ss|ß) es|stand|berichteten wir|schrieben wir)(?: (?:falschlich|irrtumlich))?, dass"),
    should_say=Pattern(r"richtig (?:ist|muss es hei(?:ss|ß)en|hei(?:ss|ß)t es)|es muss(?:te)? hei(?:ss|ß)en"),
)

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
        demonyms=Pattern(r"(?:isch\w*|er(?:in)?(?:nen)?|en?)\Z"),
    ),
    numbers=Numbers(
        cardinals=numbered("eine 1"),
        scales=numbered(
            "tausend 3 million 6 millionen 6 mio 6 milliarde 9 milliarden 9 mrd 9 billion 12 "
            "billionen 12 trillion 18 trillionen 18"
        ),
        percent=frozenset({"prozent"}),
        points=frozenset({"prozentpunkte"}),
        currencies=coded(_CURRENCIES),
        measures=coded(_MEASURES),
        numbered=words("kapitel"),
        year_cues=words("im in jahr seit"),
        the_year=Pattern(r"\b(?:im Jahr)\s\Z", re.IGNORECASE),
        before_christ=r"v\. Chr\.",
        after_christ=r"n\. Chr\.",
        decade_suffix="er",
    ),
    ranges=Ranges(
        to=words("bis"),
        score=words("zu"),
        both=words("und"),
        since=words("von zwischen"),
        between=words("zwischen"),
        articles=words("die den der"),
    ),
    calendar=Calendar(
        months=month_numbers(_MONTHS),
        full_months=words("januar februar marz april mai juni juli august september oktober november dezember janner"),
        day_joints=words("und bis oder"),
    ),
    when=When(
        days=numbered("heute 0 gestern -1 vorgestern -2"),
        weekdays=numbered("montag 0 dienstag 1 mittwoch 2 donnerstag 3 freitag 4 samstag 5 sonnabend 5 sonntag 6"),
        units=coded(
            "day tag tage tagen\nweek woche wochen\nmonth monat monats monate monaten\nyear jahr jahres jahre jahren"
        ),
        seasons=numbered("fruhling 3 fruhjahr 3 sommer 6 herbst 9 winter 12"),
        parts=numbered("anfang 0 mitte 1 ende 2"),
        this=words("dieser diese diesen diesem dieses"),
        previous=words(
            "letzter letzte letzten letztem letztes vorige vorigen voriges vergangene vergangenen vergangenes"
        ),
        latest=frozenset({"in den letzten", "in den vergangenen", "den letzten", "den vergangenen"}),
        ago=words("vor"),
        one=words("ein einem einer eine"),
        at=words("im in am wahrend"),
        of=words("vom von aus des"),
        since=words("seit ab"),
        until=words("bis"),
        before=words("vor"),
        after=words("nach"),
        small=words("der die das dem den zum jahr jahre monat"),
        now=any_of(
            "jetzt|derzeit|aktuell\\w*|gegenwartig\\w*|heute|heutzutage|noch|momentan|bisher|neueste[nrs]?|jungste[nrs]?|zurzeit",
        ),
        stands=any_of("wer (?:ist|sind)"),
    ),
    press=Press(
        works=any_of("nachrichten|meldung(?:en)?|berichte?|schlagzeilen?|leitartikel", r"artikel(?! \d)"),
        published=any_of("veroffentlicht\\w*|erschienen\\w*|berichtet\\w*"),
        asked=Pattern(
            r"(?:\A|[?,;:])\s?was (?:wurde|ist|hat man)(?: \w+){0,4}? (?:veroffentlicht|berichtet|geschrieben)\b"
        ),
        happened=any_of("was (?:geschah|passierte|ist (?:geschehen|passiert))"),
        bound=words("von vom aus in im der des"),
        about=words("uber zu zum zur"),
        by_outlet=any_of("laut|gemass|nach angaben (?:von|der|des)", "(?:veroffentlicht|erschienen) (?:in|im|bei|von)"),
        by_author=any_of("(?:geschrieben|verfasst|gezeichnet) von"),
        says=any_of("sagt|sagte|schreibt|schrieb|berichtet|berichtete|meldet|meldete"),
        writes=any_of("schreibt|schrieb|verfasste"),
        small=words("der die das dem den zeitung tageszeitung agentur zeitschrift magazin"),
        kinds=words("zeitung anzeiger tageblatt kurier nachrichten bote post rundschau allgemeine presse tagesspiegel"),
    ),
    clock=Clock(
        article=r"um|ab|bis|gegen",
        hours=r"uhr|h",
    ),
    negation=Negation(
        cues=words(
            "nicht nie niemals ohne kein keine keinen keinem keiner keines niemand niemanden niemandem nichts "
            "nirgends weder"
        ),
        idioms=any_of(
            r"nicht(?: \w+){0,2}? (?:nur|allein|zuletzt)",
            "ohne zweifel",
        ),
        listing=words("weder noch"),
        adversatives=words("aber sondern"),
        trailing=True,
    ),
    syntax=Syntax(
        # The articles of the accusative and the dative are not free: they tell who does it to whom.
        free=words(
            "der die das des eine einer eines und oder dass daß sich es in im am von vom zum zur seine seiner seines "
            "ihre "
            "ihrer ihres"
        ),
        leads=words(
            "in im an am auf aus bei beim mit nach seit vor wahrend wegen trotz durch fur gegen ohne um unter uber "
            "zwischen "
            "bis ab laut gemass wenn weil als gestern heute morgen montag dienstag mittwoch donnerstag freitag samstag "
            "sonnabend sonntag auch ebenfalls danach zuvor dort"
        ),
        pronouns=words("er sie dieser diese dieses jener jene jenes welcher welche welches"),
        copulas=words("ist sind"),
        year=words("jahr jahre"),
        that=words("dass daß"),
        accented=words(
            "würde würden könnte könnten müsste müssten dürfte dürften hätte hätten wäre wären möchte möchten könne"
        ),
        conjunctions=words("und oder noch"),
    ),
    speech=Speech(
        unsaid=Pattern(r"(?:ung(?:en)?|end)\Z"),
        marks=any_of(
            r"sag(?:t|te|ten|en)|gesagt|erklar(?:t|te|ten|en)|beton(?:t|te|ten|en)|behaupt\w+|mein(?:t|te|ten|en)",
            r"schr(?:eibt|ieb|ieben)",
            r"warn(?:t|te|ten|en)|betont|kritisier\w+|bericht(?:et|ete|eten|en)|teilt(?:e|en)? mit|mitgeteilt",
            r"versicher(?:t|te|ten|n)",
            r"bezeichne\w+|glaub(?:t|te|ten|en)|verkund\w+|raum(?:t|te|ten) ein|fug(?:t|te|ten) hinzu",
            r"antwort(?:et|ete|eten)",
            r"laut|zufolge|nach (?:angaben|aussagen?|ansicht|meinung)|worte[n]?",
        ),
    ),
    reserves=_RESERVES,
    questions=Questions(
        cause=any_of("warum|wieso|weshalb|wozu"),
        figure=any_of("wie viele?|wie (?:hoch|lange?|gross|alt|weit)"),
        date=any_of("wann", "welche[mns]? (?:jahr|datum|tag|monat)"),
        name=any_of("wer|wen|wem"),
        words=any_of("was|wie|wann|wer|wen|wem|wo|warum|welche[mnrs]?"),
        cause_nouns=any_of("grund|grunde|ziele?|zweck"),
        figure_nouns=any_of("zahl|anzahl|prozentsatz"),
        reasons=any_of("weil|denn|wegen|aufgrund|dank|damit|deshalb|um zu|ziele?|grund|grunde|will|wollen"),
        place=any_of("wo|wohin|woher"),
        at=words("in"),
        manner=any_of("wie", "auf welche (?:weise|art)"),
        which=any_of("was|welche[mnrs]?"),
        called=any_of("wie (?:heisst|hiess|heissen|hiessen|lautet)(?: der name)?"),
        several=any_of("welche sind"),
        preamble=any_of(
            "hallo|guten (?:tag|morgen|abend)|bitte|entschuldigung|und|aber|ich (?:mochte|will) wissen",
            "(?:kannst du|konnen sie) mir sagen",
        ),
        overview=any_of(
            "was (?:ist|weiss man)(?: \\w+){0,3} (?:bekannt|uber|von)",
            "was (?:ist (?:passiert|geschehen|los)|geschah|passierte)",
            "fass\\w* .* zusammen|zusammenfassung|erzahl\\w* mir",
        ),
        definition=any_of("was (?:ist|sind|bedeutet)(?: eine?)?|wer (?:ist|war|sind)(?! der| die| das)"),
        comparison=any_of(
            "welche[mnrs]? (?:der|von) beiden|unterschiede? zwischen",
            "(?:wer|welche[mnrs]?|wo|was) [^?]*(?:mehr|weniger|besser|schlechter|\\w{3,}er)\\b[^?]*[ ,]oder \\w+",
        ),
        listing=any_of("(?:nenne?|liste|zahle?)(?: mir)? (?:die|alle)|liste (?:der|aller)"),
        whether=any_of("stimmt es(?: dass)?|ob"),
        either=words("oder"),
        relatives=words("was wer wie wo wann welche welcher welches welchen welchem"),
    ),
    follow_ups=FollowUps(
        openers=any_of("und|oder|aber|dann|auch"),
    ),
    courtesies=Courtesies(
        thanks=any_of("(?:vielen |herzlichen )?dank(?:e)?(?: (?:schon|sehr))?"),
        greeting=any_of("hallo", "guten (?:tag|morgen|abend)"),
        farewell=any_of("tschuss", "auf wiedersehen", "bis (?:bald|spater|morgen)", "gute nacht"),
        assent=any_of("ok(?:ay)?|ja|gut|perfekt|verstanden|einverstanden|alles klar", "sehr gut"),
    ),
    fields={
        "title": words("titel uberschrift schlagzeile"),
        "published": words("datum veroffentlicht veroffentlichungsdatum erscheinungsdatum"),
        "updated": words("aktualisiert geandert anderungsdatum"),
        "outlet": words("zeitung quelle medium verlag herausgeber"),
        "author": words("autor autorin autoren verfasser"),
        "section": words("ressort rubrik kategorie"),
        "address": words("adresse verweis"),
        "text": words("text inhalt volltext"),
        "key": words("kennung schlussel nummer"),
        "other": words("schlagworter stichworter beschreibung zusammenfassung vorspann untertitel sprache bild"),
    },
    messages=_MESSAGES,
    profile=_PROFILE,
    furniture=_FURNITURE,
    corrections=_CORRECTIONS,
)
