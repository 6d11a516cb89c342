"""Catalan."""

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
    pairs,
    words,
)
from rag.languages.patterns import Pattern

__all__ = ["CATALAN"]

_STOP_WORDS = """
    a abans al als altra altre altres amb aquell aquella aquells aquest aquesta aquestes aquests aixi
    aixo allo cada com contra d de del dels des despres doncs durant e el ella ells els em en encara
    entre era eren es esta estan ets fa fins ha han hi ho i ja l la les li llavors lo los m meu mes
    mentre molt molts n ni no nomes nosaltres o on pel pels per perque pero poc qual quals quan quant
    quants que qui s sense ser seu seus seva seves si sigui sobre son sota sense tambe tan tant te tenen
    tot tota totes tots un una unes uns va van vosaltres
"""

_CURRENCIES = """
    USD dolar dolars
    EUR euro euros
    GBP lliura lliures
    peso peso pesos
    ESP pesseta pessetes
    cent centim centims
"""

_MEASURES = """
    second segon segons
    minute minut minuts
    hour hora hores
    day dia dies
    week setmana setmanes
    month mes mesos
    year any anys
    century segle segles
    m metre metres
    km quilometre quilometres
    hectare hectarea hectarees
    kg quilo quilos
    tonne tona tones
    litre litre litres
"""

_MONTHS = """
    gener gen / febrer febr / marc / abril abr / maig / juny /
    juliol jul / agost / setembre set / octubre oct / novembre nov / desembre des
"""

_MESSAGES = {
    "insufficient": "L'arxiu no ho diu.",
    "nearest": "Això és el més proper que hi ha a l'arxiu:",
    "more_article": "I un article més.",
    "more_articles": "I {value} articles més.",
    "silent": "De «{value}» l'arxiu no diu res.",
    "as_published": "Segons el que es va publicar el {value}:",
    "published_before": "Abans, el {value}:",
    "published_between": "Així es va publicar el {one}; abans, el {other}:",
    "lacks": "El més proper no esmenta {value}.",
    "lacks_beside": "El més proper parla de {held}, però no de {value}.",
    "lacks_person": "El més proper no anomena la persona per qui es pregunta.",
    "lacks_place": "El més proper no anomena el lloc pel qual es pregunta.",
    "lacks_organisation": "El més proper no anomena l'entitat per la qual es pregunta.",
    "lacks_date": "El més proper no dona la data que es demana.",
    "lacks_quantity": "El més proper no dona la xifra que es demana.",
    "lacks_statement": "El més proper no recull el que es va dir.",
    "nor": "{one} ni {other}",
    "and": "{one} i {other}",
    "thanks": "De res. Hi ha cap altra pregunta sobre l'arxiu?",
    "greeting": "Hola. Què vols saber de l'arxiu?",
    "farewell": "Fins aviat.",
    "assent": "Molt bé. Hi ha cap altra pregunta sobre l'arxiu?",
    "no_model": "Sense model de llenguatge: es mostren frases textuals dels articles.",
    "model_coming": "El model de llenguatge encara s’està carregant: es mostren frases textuals dels articles.",
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

_ENDING = r"(?:o|a|en|i|in|ava|aven|aren|at|ada|ats|ades|ar|ant|ara|aran|aria|arien|es|essin)"
"""What a regular verb may end with, folded."""

_HAVE = r"(?:va|van|ha|han|havia|havien|hauria|haurien)"

_SAYING = (
    r"(?:afirm|assegur|declar|explic|coment|adme|anunci|critic|defens|consider|insisti|respon|opin|denunci|subratll)\w+"
    r"|(?:reconeix|reconegu|advert|afegi|afegeix|soste|escriu)\w*",
    r"(?:destac|record|indic|assenyal)(?:a|en|ava|aven|ar|at)"
    r"|diu|diuen|deia|deien|dit|dir|digue\w*|creu|creuen|escrit|escriure",
)
"""Verbs of saying and of thinking, folded."""

_RESERVES = Reserves(
    doubt_of_noun=any_of(
        "presumpt(?:e|a|es|s)?|suposa(?:t|da|ts|des)|possibles?|probables?|aparents?|eventuals?|potencials?",
        "hipoteti(?:c|ca|cs|ques)|sospitos(?:a|os|es)? de",
    ),
    doubt=any_of(
        "segons sembla|pel que sembla|potser|tal vegada|qui sap|en principi|possiblement|probablement|presumptament",
        "suposadament|aparentment|previsiblement|segurament|eventualment|hipoteticament|pot ser que|tot apunta a que",
        r"és (?:\w+ )?(?:possible|probable) que|sembl(?:a|en|ava|aven)(?: que)?|deu(?:en)? haver",
        "es (?:creu|sospita|especula|suposa|presumeix|tem|estima|calcula|rumoreja)(?: que)?|hauri(?:a|en)|seri(?:a|en)",
    ),
    modal=any_of(
        "pot|poden|pod(?:ia|ien|ra|ran|ria|rien)|pugui(?:n)?|pogu(?:e|es|eren|essin|t)|poder",
        "deu(?:en|ria|rien)?|ha(?:n)? de|havi(?:a|en) de|haur(?:a|an|ia|ien) de|cal(?:dra|dria|ia)?",
    ),
    intent=any_of(
        rf"intent{_ENDING}|tract{_ENDING} de|planej{_ENDING}|project{_ENDING}|esper{_ENDING}|aspir{_ENDING} a",
        rf"negoci{_ENDING}|estudi{_ENDING}|busc{_ENDING}|busqu(?:i|in|essin)|amena[cç]{_ENDING}|deman{_ENDING}",
        rf"demand{_ENDING}",
        rf"reclam{_ENDING}|sol[·.]?licit{_ENDING}|confi{_ENDING} en|contempl{_ENDING}|plantej{_ENDING}|sospes{_ENDING}",
        r"preten\w+|preve(?:u|uen|ia|ien)|previst(?:a|os|es)?|vol(?:en|ia|ien|gue|dria|drien)?|propos\w+|promet\w*",
        "exig(?:eix|eixen|ia|ien|ir|it)|té (?:previst|intencio)|amb l? ?objectiu de|amb el objectiu de",
        "amb la intencio de",
        "per tal de|dispos(?:at|ada|ats|ades) a",
    ),
    refusal=any_of(
        rf"neg{_ENDING}|negu(?:e|i|in)|deix{_ENDING} de|evit{_ENDING}|rebutj{_ENDING}|descart{_ENDING}",
        rf"renunci{_ENDING} a",
        rf"fracass{_ENDING}|impedi\w*|impedeix\w*|desment\w+|exclo\w+|abst\w+|lluny de|incapa(?:c|cos) de|a punt de",
    ),
    condition=any_of(
        "si|sempre que|sempre i quan|en (?:el )?cas (?:de|que)|en cas contrari|a condicio (?:de|que)|llevat que",
        "tret que",
        "a menys que|amb tal que",
    ),
    bound=any_of(
        "(?:poc |no |molt )?(?:mes|menys) de|almenys|si mes no|com a (?:minim|maxim)|al menys|gairebe|quasi|prop de",
        "al voltant de|a l? ?entorn de|a el entorn de|uns|unes|aproximadament|fins a|fins|a penes",
        "per (?:sobre|sota) de",
        "superiors? a|inferiors? a|un (?:minim|maxim) de|entre|nomes|solament",
    ),
    quantifier=any_of(
        r"tot(?:a|s|es)?|la majoria|la major part|la meitat|part de\w*|algun(?:a|s|es)?|divers(?:os|es)",
        r"molt(?:a|s|es)?",
        "poc(?:a|s)?|poques|cap|cada|amb(?:dos|dues)|nombros(?:os|es)|cert(?:s|es)|un terc|un quart|bona part",
        "(?:una|la) minoria|qualsevol|la totalitat|uns quants|unes quantes",
    ),
    focus=any_of("nomes|solament|unicament|exclusivament|tan sols|sobretot|unic(?:a|s)?|uniques"),
    unconfirmed=any_of(
        r"(?:no|sense) (?:\w+ )?(?:\w+ )?confirm\w+|no consta|es desconeix(?:en)?|s ignora|se ignora|pendents? de",
        "a falta de|no és clar|investiga|investiguen",
    ),
)

_PROFILE = Profile(
    words=(
        "de la i que el a en l' d' va",
        "els per les un una del és al amb no es ha s'",
        """o com més dels als però pel seva seu hi ho són aquest aquesta ser també entre sobre van quan on si què han
        n' m' t' molt fa fins està havia era tot des perquè pels ja ni qui dos tres anys any contra segons hem
        sense em ens""",
        """jo tu ell ella ells elles nosaltres vosaltres et us li los meu meva teu teva nostre nostra seus seves uns
        unes algun alguna alguns ningú cap res cada qual quals quin quina quins quines quant quanta quants quantes
        així encara doncs sinó mentre durant sota ara avui ahir demà abans després sempre mai aquí allà allí molta
        molts moltes poc pocs altra altre altres mateix mateixa tota totes tots tant menys millor això allò
        aquests aquestes aquell aquella sóc soc ets som sou sigui serà seran seria fou eren sigut estat estic
        estan estava estaven he has heu haurà hauria hagut hagi haver té tenen tinc tenia tenir fan fer feia fet
        pot poden podria vaig vam vas vau anar diu diuen dir deu vol sap sí bé mal vegada vegades dues quatre cinc
        sis set vuit nou onze dotze tretze catorze quinze vint trenta cent mil milions primer primera últim última
        dilluns dimarts dimecres dijous divendres dissabte diumenge gener febrer març abril maig juny juliol agost
        setembre octubre novembre desembre dia dies mes mesos setmana hora hores gran nova nous sud nord llei ne""",
    ),
    endings=(
        "a es",
        "al ar at ció ent i s t ts",
        """ada ant ats ca d da e em en er era eu ic ica ir is itat l le ls m n ns nt o ons or ors os re rt sa tat te
        x ència ó""",
        """ades an ari arà au dor ea el erà ers esa ge ig in ista iu ne ny ol on ora r ro rs st sta ten to tura u ui
        y é és""",
    ),
    letters="ç à è é í ï ò ó ú ü l·l ny tx ix ll ss x qu ig au eu ou",
    opening_marks=0.02,
    met=-1.0,
)

_FURNITURE = Furniture(
    more=Pattern(
        r"(?:llegeix|llegiu|mira|vegeu|consulta)(?: mes| tambe)?|(?:noticies|articles|temes|continguts) relacionats"
        r"|relacionats?|(?:tambe )?(?:et|us) pot interessar|mes (?:informacio|noticies)|no et perdis|en imatges"
        r"|videos?|galeria"
    ),
    advertising=Pattern(
        r"publicitat|anuncis?|contingut patrocinat|patrocinat|continua llegint despres de la publicitat"
    ),
    subscription=Pattern(
        r"subscriu-te|subscriviu-vos|registra't|inicia(?: la)? sessio|fes-te(?:'n)? (?:soci|subscriptor)"
        r"|rep (?:el nostre|cada)|(?:aquest )?contingut (?:es )?(?:exclusiu|nomes) per a subscriptors"
        r"|ja ets subscriptor|descarrega(?:'t)? (?:la nostra|l'app)"
    ),
    sharing=words(
        "comparteix compartir segueix-nos seguiu-nos enviar imprimir copiar enllac desar correu noticia article "
        "xarxes socials"
    ),
    notices=Pattern(
        r"(?:aquest|el nostre) (?:lloc|web) (?:utilitza|fa servir) (?:cookies|galetes)"
        r"|(?:utilitzem|fem servir) (?:cookies|galetes)|acceptar(?: totes)?(?: les)? (?:cookies|galetes)"
        r"|politica de (?:cookies|galetes|privacitat)$|avis legal$|tots els drets reservats"
    ),
    credit=Pattern(r"fotos?|fotografi[ae]s?|imatge|imatges|il·lustracio|infografia|cortesia"),
    byline=Pattern(r"per|de|text(?: i fotos?)?"),
    desks=words("redaccio agencies agencia corresponsal"),
    sections=words(
        "economia societat esports cultura politica nacional internacional local opinio mon ciencia tecnologia "
        "televisio salut educacio editorial comarques successos viatges"
    ),
)

_CORRECTIONS = Corrections(
    labels=Pattern(r"fe d'errades|fe d'errors|rectificacio|correccio|aclariment|nota de la redaccio"),
    itself=Pattern(
        r"una versio anterior d'aquest[a]? (?:article|noticia|text|informacio)"
        r"|aquest[a]? (?:article|noticia|informacio) ha estat (?:corregi|rectifica)(?:t|da)"
    ),
    titled=Pattern(r"titula(?:t|da)|amb el titol|sota el titol|noticia|article|reportatge|cronica|informacio"),
    says=Pattern(r"on (?:diu|deia|es llegeix)"),
    reports=Pattern(r"(?:deia|deiem|va dir|afirmava|indicava|vam publicar|vam dir)(?: per error)? que"),
    should_say=Pattern(r"ha de dir|havia de dir|hauria de dir"),
)

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
        demonyms=Pattern(r"(?:na?|es(?:a|os|es)?|enca?)s?\Z"),
    ),
    numbers=Numbers(
        cardinals=numbered("un 1"),
        scales=numbered("mil 3 milio 6 milions 6 miliard 9 miliards 9 bilio 12 bilions 12"),
        half=r"mig|mitja",
        and_half=r"i\ mig|i\ mitja",
        alone=words("mil"),
        percent=frozenset({"per cent"}),
        points=frozenset({"punts percentuals"}),
        currencies=coded(_CURRENCIES),
        measures=coded(_MEASURES),
        of=r"(?:de\s|d['’])",
        century=r"[Ss](?:egles?|\.)",
        numbered=words("capitol"),
        year_cues=frozenset({"el", "l'any", "des de", "del"}),
        the_year=Pattern(r"\b(?:l'any)\s\Z", re.IGNORECASE),
        before_christ=r"a\.\s?(?:de\s)?(?:J\.\s?)?C\b\.?|aC\b|abans de Crist\b",
        after_christ=r"d\.\s?(?:de\s)?(?:J\.\s?)?C\b\.?|dC\b|després de Crist\b",
        decade=Pattern(r"\bany[s]\s\Z", re.IGNORECASE),
    ),
    ranges=Ranges(
        to=frozenset({"a", "fins a"}),
        score=words("a"),
        both=words("i"),
        since=frozenset({"de", "des de", "entre"}),
        between=words("entre"),
        by=words("per"),
        articles=words("el la els les un"),
    ),
    calendar=Calendar(
        months=month_numbers(_MONTHS),
        full_months=words("gener febrer marc abril maig juny juliol agost setembre octubre novembre desembre"),
        of=r"(?:de\s|del\s|d['’])",
        day_joints=words("i o al"),
    ),
    when=When(
        days=numbered("avui 0 ahir -1 abans-d'ahir -2"),
        weekdays=numbered("dilluns 0 dimarts 1 dimecres 2 dijous 3 divendres 4 dissabte 5 diumenge 6"),
        units=coded("day dia dies\nweek setmana setmanes\nmonth mes mesos\nyear any anys"),
        seasons=numbered("primavera 3 estiu 6 tardor 9 hivern 12"),
        parts=numbered(
            "principi 0 principis 0 comencament 0 comencaments 0 inici 0 inicis 0 mitjan 1 mitjans 1 final 2 finals 2"
        ),
        this=words("aquest aquesta"),
        previous=words("passat passada anterior"),
        latest=words("ultim ultima darrer darrera ultims ultimes darrers darreres"),
        ago=words("fa"),
        one=words("un una"),
        at=words("en durant el a al"),
        of=words("de del d'"),
        since=frozenset({"des de", "des del", "a partir", "d'enca"}),
        until=frozenset({"fins a", "fins al", "fins"}),
        before=words("abans anterior anteriors previ previs previa previes"),
        after=words("despres posterior posteriors"),
        small=words("el la els les de del d'aquest a al dia mes any"),
        now=any_of(
            "ara(?: mateix)?|actual(?:s|ment)?|avui(?: dia)?|encara",
            "en aquest moment|fins ara|ultim[as]?|darrer[as]?|recents?",
        ),
        stands=any_of("qui(?: es|nes son)"),
    ),
    press=Press(
        works=any_of("noticies|noticia|reportatges?|croniques|cronica|titulars?|editorials?", r"articles?(?! \d)"),
        published=any_of("public(?:at|ada|ats|ades|a)|aparegu(?:t|da|ts|des)|sorti(?:t|da|ts|des)"),
        asked=Pattern(r"(?:\bel que s['’]ha |(?:\A|[?,;:])\s?que s['’]ha )(?:publicat|escrit)\b"),
        happened=any_of("que (?:va (?:passar|ocorrer|succeir)|ha (?:passat|ocorregut|succeit))"),
        bound=words("de del en al per"),
        about=words("sobre"),
        by_outlet=any_of("segons|d['’]acord amb", "publica(?:t|da|ts|des) (?:a|al|en|per)"),
        by_author=any_of("(?:signa|escri)(?:t|da|ts|des|ta|tes)? per"),
        says=any_of(
            "diu|deia|va (?:dir|publicar|informar|explicar)|publica|informa|explica|ha (?:dit|publicat|explicat)"
        ),
        writes=any_of("escriu|signa|va (?:escriure|signar)|ha (?:escrit|signat)"),
        small=words("el la els les diari agencia revista portal"),
        kinds=words("diari gaseta correu veu eco periodic setmanari noticies premsa"),
    ),
    clock=Clock(
        article=r"les|la",
        points=r"a|fins a|des de",
        hours=r"h|hores",
        halves={
            "del mati": "am",
            "de la matinada": "am",
            "de la tarda": "pm",
            "del vespre": "pm",
            "de la nit": "night",
        },
        parts={"i mitja": 30, "i quart": 15},
    ),
    negation=Negation(
        cues=words("no mai sense ni tampoc cap ningu res"),
        idioms=any_of(
            r"no(?: \w+){0,2}? (?:nomes|solament|unicament)",
            "sense dubte",
            "no obstant",
            "cap (?:a|al|als|de setmana)",
        ),
        listing=words("ni"),
        adversatives=words("sino pero"),
    ),
    syntax=Syntax(
        free=words(
            "el la els les lo los un una i o de del dels a al als en que es se seu seva seus seves hi ho li me te em "
            "et ens us"
        ),
        leads=words(
            "en durant des fins despres segons amb per pel pels sense davant contra entre sobre sota quan mentre "
            "abans ahir "
            "avui dema dilluns dimarts dimecres dijous divendres dissabte diumenge tambe gracies malgrat arran dins"
        ),
        pronouns=words(
            "ell ella ells elles aixo allo aquest aquesta aquests aquestes aquell aquella aquells aquelles qui qual "
            "quals"
        ),
        copulas=words("és son"),
        year=words("any"),
        that=words("que"),
        elisions=dict(pairs("l/el d/de n/en s/se m/me t/te")),
        accented=words("és té mà"),
        conjunctions=words("i o ni"),
    ),
    speech=Speech(
        unsaid=Pattern(
            r"(?:[ai]d[ae]s?|[ai]ts?|[aei]nt|[aei]r|re|cio|cions|ments?|anuncis?|criti(?:ca|ques)|denunci(?:a|es))\Z"
        ),
        marks=any_of(
            rf"(?:{_HAVE} )?(?:{_SAYING})",
            "segons|de acord amb|d['’]acord amb|a judici de|en opinio de|en paraules de|paraules",
        ),
    ),
    reserves=_RESERVES,
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
        place=any_of("on"),
        at=words("en"),
        manner=any_of("com", "de quina (?:manera|forma)"),
        which=any_of("que|quin(?:a|s|es)?"),
        called=any_of(r"com (?:es diu|s.anomen|es titul)\w*", "quin (?:es|era) el nom d"),
        several=any_of("quin(?:s|es)"),
        preamble=any_of(
            "hola|bon dia|bona (?:tarda|nit)|si us plau|perdoni?|i|pero|voldria saber|vull saber",
            "(?:em )?pots dir(?: me)?|digues",
        ),
        overview=any_of(
            r"que se sap (?:de|del|sobre)|que (?:va passar|ha passat|va ocorrer)|resumeix\w*|explica.m|parla.m d"
        ),
        definition=any_of("que (?:es|son|vol dir|significa)|qui (?:es|era|va ser|son)(?! el| la)"),
        comparison=any_of(
            "quin(?:a)? de(?:ls| les) d(?:os|ues)|diferenci(?:a|es) entre",
            "(?:qui|quin(?:a|s|es)?|on) [^?]*(?:mes|menys|millor|pitjor|major)\\b[^?]*[ ,]o \\w+",
        ),
        listing=any_of("(?:enumera|llista|anomena|cita)(?:.m)? (?:els|les|tots|totes)|llista d"),
        whether=any_of("es veritat(?: que)?|si"),
        either=words("o"),
        relatives=words("que qui quin quina quins quines quan on com"),
    ),
    follow_ups=FollowUps(
        openers=any_of("i|o|pero|llavors|tambe"),
    ),
    courtesies=Courtesies(
        thanks=any_of("(?:moltes )?gracies(?: per tot)?", "merces"),
        greeting=any_of("hola", "bon (?:dia|vespre)", "bona (?:tarda|nit)"),
        farewell=any_of("adeu(?:-siau)?", "fins (?:aviat|ara|dema|despres)"),
        assent=any_of("ok|si|perfecte|entesos|be", "d.acord", "molt be"),
    ),
    fields={
        "title": words("titol titular"),
        "published": words("data publicat publicada datadepublicacio datapublicacio"),
        "updated": words("actualitzat actualitzada modificat datadactualitzacio"),
        "outlet": words("mitja font diari capcalera editor"),
        "author": words("autor autora autors signatura"),
        "section": words("seccio categoria"),
        "address": words("enllac adreca"),
        "text": words("text cos contingut"),
        "key": words("identificador clau codi"),
        "other": words("etiquetes paraulesclau descripcio resum entradeta subtitol idioma llengua imatge"),
    },
    messages=_MESSAGES,
    profile=_PROFILE,
    furniture=_FURNITURE,
    corrections=_CORRECTIONS,
)
