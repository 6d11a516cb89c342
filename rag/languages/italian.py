"""Italian."""

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

_CURRENCIES = """
    USD dollaro dollari
    EUR euro
    GBP sterlina sterline
    JPY yen
    CNY yuan
"""

_MEASURES = """
    second secondo secondi
    minute minuto minuti
    hour ora ore
    day giorno giorni
    week settimana settimane
    month mese mesi
    year anno anni
    m metro metri
    km chilometro chilometri
    hectare ettaro ettari
    kg chilo chili
    tonne tonnellata tonnellate
    litre litro litri
"""

_MONTHS = """
    gennaio gen / febbraio feb / marzo mar / aprile apr / maggio mag / giugno giu /
    luglio lug / agosto ago / settembre set / ottobre ott / novembre nov / dicembre dic
"""

_MESSAGES = {
    "insufficient": "L'archivio non lo dice.",
    "nearest": "Ecco ciò che l'archivio contiene di più vicino:",
    "more_article": "E un altro articolo.",
    "more_articles": "E altri {value} articoli.",
    "silent": "Di «{value}» l'archivio non dice nulla.",
    "as_published": "Secondo quanto pubblicato il {value}:",
    "published_before": "Prima, il {value}:",
    "published_between": "Così è stato pubblicato il {one}; prima, il {other}:",
    "lacks": "Ciò che contiene di più vicino non menziona {value}.",
    "lacks_beside": "Ciò che contiene di più vicino parla di {held}, ma non di {value}.",
    "lacks_person": "Ciò che contiene di più vicino non nomina la persona richiesta.",
    "lacks_place": "Ciò che contiene di più vicino non nomina il luogo richiesto.",
    "lacks_organisation": "Ciò che contiene di più vicino non nomina l'organizzazione richiesta.",
    "lacks_date": "Ciò che contiene di più vicino non dà la data richiesta.",
    "lacks_quantity": "Ciò che contiene di più vicino non dà la cifra richiesta.",
    "lacks_statement": "Ciò che contiene di più vicino non riporta quanto fu detto.",
    "nor": "{one} né {other}",
    "and": "{one} e {other}",
    "thanks": "Prego. C'è un'altra domanda sull'archivio?",
    "greeting": "Salve. Che cosa vuole sapere dall'archivio?",
    "farewell": "A presto.",
    "assent": "Bene. C'è un'altra domanda sull'archivio?",
    "no_model": "Senza modello linguistico: si mostrano frasi testuali degli articoli.",
    "model_coming": "Il modello linguistico si sta ancora caricando: si mostrano frasi testuali degli articoli.",
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

_ENDING = r"(?:o|a|ano|i|ino|ava|avano|arono|ato|ata|ati|ate|are|ando|era|eranno|erebbe|erebbero|asse|assero)"
"""What a regular verb may end with, folded."""

_HAVE = r"(?:ha|hanno|aveva|avevano|avrebbe|avrebbero)"

_SAYING = (
    r"(?:afferm|dichiar|spieg|aggiun|comment|ammett|ammess|annunci|assicur|sottoline|ricord|denunci|sosten|sostien)\w+"
    r"|(?:critic|insist|replic|rispond|rispost|rivel|avvert|diss|ritien|riten)\w+",
    r"(?:precis|osserv|raccont)(?:o|a|ano|ato)"
    r"|dic(?:e|ono|eva|evano)|detto|scri(?:ve|vono|sse|ssero|tto)|cred(?:e|ono|eva|evano)",
)
"""Verbs of saying and of thinking, folded."""

_RESERVES = Reserves(
    doubt_of_noun=any_of(
        "presunt[oaie]|suppost[oaie]|possibil[ei]|probabil[ei]|eventual[ei]|potenzial[ei]|apparent[ei]",
        "ipotetic(?:o|a|i|he)|cosiddett[oaie]|sospettat[oaie] di",
    ),
    doubt=any_of(
        "forse|probabilmente|presumibilmente|apparentemente|possibilmente|eventualmente|presuntamente|magari",
        "verosimilmente|a quanto (?:pare|sembra|risulta)|puo darsi che|tutto (?:indica|lascia pensare) che",
        r"è (?:\w+ )?(?:possibile|probabile) che|pare(?: che)?|paiono|sembra(?:no)?(?: che)?|sembrerebbe(?:ro)?",
        "si (?:crede|ritiene|sospetta|teme|stima|ipotizza|suppone|presume|pensa)(?: che)?",
        # The press has the conditional for what it only heard: «avrebbe firmato».
        "avrebbe(?:ro)?|sarebbe(?:ro)?",
    ),
    modal=any_of(
        "puo|possono|possa(?:no)?|pot(?:eva|evano|ra|ranno|rebbe|rebbero|e|erono|uto|uta|uti|ute)",
        "dev(?:e|ono)|debba(?:no)?|dov(?:eva|evano|ra|ranno|rebbe|rebbero|ette|ettero|uto|uta|uti|ute)",
    ),
    intent=any_of(
        rf"tent{_ENDING}(?: di)?|cerc(?:h)?{_ENDING} di|prov{_ENDING} a|progett{_ENDING}|pianific(?:h)?{_ENDING}",
        rf"sper{_ENDING}|negozi{_ENDING}|valut{_ENDING}|reclam{_ENDING}|minacci{_ENDING} di|punt{_ENDING} a",
        rf"mir{_ENDING} a|aspir{_ENDING} a|sollecit{_ENDING}|apprest{_ENDING} a|studi{_ENDING}",
        r"intend\w+|preved\w+|previd\w+|previst[oaie]|vuole|vogliono|vole(?:va|vano|sse)|vorr(?:a|anno|ebbe|ebbero)",
        r"propon\w+|propos\w+|propost[oaie]|chied\w+|chies\w+|chiest[oaie]|esig\w+|promett\w+|promess[oaie]|promis\w+",
        "intenzione di|intenzionat[oaie] a|con lo obiettivo di|allo scopo di|al fine di|disponibil[ei] a",
    ),
    refusal=any_of(
        rf"rifiut{_ENDING}(?: di)?|evit{_ENDING}|scart{_ENDING}|bocci{_ENDING}|neg(?:h)?{_ENDING}",
        rf"rinunci{_ENDING}(?: a)?",
        rf"cess{_ENDING} di|manc{_ENDING} di",
        r"imped\w+|resping\w+|respin(?:se|sero|t[oaie])|esclu\w+|fallit[oaie]|fallisc\w+|fall[iì]|smett\w+ di",
        r"smess[oaie] di",
        r"smenti\w+|incapac[ei] di|lontan[oaie] da\w*|sul punto di|astenut[oaie]|asten\w+",
    ),
    condition=any_of(
        "se|qualora|purche|a (?:condizione|patto) che|a condizione di|a meno (?:che|di)|salvo che",
        "nel caso(?: in cui| di)?",
        "in caso di",
    ),
    bound=any_of(
        "(?:poco |non |molto )?(?:piu|meno) d[ie]\\w*|almeno|al (?:massimo|minimo)|come minimo|quasi|circa|oltre",
        "appena",
        "(?:intorno|attorno|vicino|fino) a\\w*|superior[ei] a\\w*|inferior[ei] a\\w*|un (?:minimo|massimo) di|tra|fra",
        "solo|soltanto|solamente|approssimativamente|al di (?:sopra|sotto) d\\w+|sopra|sotto",
    ),
    quantifier=any_of(
        r"tutt[oaie]|la maggior parte|la maggioranza|la meta|parte de\w+|alcun[oaie]?|qualche|vari[oae]?|molt[oaie]",
        "poc(?:o|a|hi|he)|nessun[oa]?|ogni|ciascun[oa]?|entramb[ie]|numeros[ie]|divers[ie]|cert[ie]|parecch(?:i|ie)",
        "un terzo|un quarto|(?:gran|buona) parte|(?:una|la) minoranza|qualsiasi|qualunque|la totalita",
    ),
    focus=any_of("solo|soltanto|solamente|unicamente|esclusivamente|soprattutto|unic(?:o|a|i|he)"),
    unconfirmed=any_of(
        r"(?:non|senza) (?:\w+ )?(?:\w+ )?conferm\w+|da confermare|non risulta|non è chiaro|si ignora|in attesa di",
        "indaga(?:no)?",
    ),
)

_PROFILE = Profile(
    words=(
        "di e che il la in a l'",
        "per un non è una del si i le della con da ha dell' al gli nel d' sono dei",
        """lo come più alla ma ed o se anche ad dal nella delle su ci mi ne questo questa era due hanno dopo c' all'
        dalla suo sua loro stato tra fra sul sulla essere solo degli nell' alle dall' un' ai anni anno tre stata
        contro secondo perché cosa""",
        """io tu lui lei noi voi te ti vi me mio mia tuo tua nostro nostra vostro suoi sue alcuni alcune qualche
        nessun nessuno nessuna niente nulla ogni quale quali cui chi quando quanto quanta quanti quante dove così
        ancora già poi prima mentre durante sotto verso presso adesso ora oggi ieri domani sempre mai qui qua lì
        là molto molta molti molte poco pochi altra altro altre altri stesso stessa tutta tutte tutti tutto tanto
        meno meglio quello quella quelli quelle quest' queste questi ciò sei siamo siete sia siano sarà saranno
        sarebbe fu furono erano ho hai abbiamo avete avrà aveva avevano avere ebbe fa fare fanno fatto può possono
        potrebbe va vanno vado andiamo andare dice detto dire deve devono vuole sa sì no bene male volta volte
        quattro cinque sette otto nove dieci undici dodici tredici quattordici quindici venti trenta cento mila
        mille milioni primo ultimo ultima lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio
        febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre giorno giorni mese
        mesi settimana ore nuovo nuova grande sud nord stati state dello dallo nello allo agli dagli negli dai nei
        sui sugli dov' quant' com'""",
    ),
    endings=(
        "a i o",
        "are ato e ente le no ne te to zione",
        """ando ata ate ati ca ce che co da enti enza er ere ica ico ie ile ire ito ità lo re ro sa se so uto za
        zioni""",
        """ai al an ari arà d do ea ei endo era erà es esa ge ista k l m n on oni or que r s sta ste t tura ura uta y
        zo""",
    ),
    letters="à è é ì ò ù gli gn tt zz cc gg ll pp nn ss ch gh zi uo qu",
)

_FURNITURE = Furniture(
    more=Pattern(
        r"(?:leggi|vedi|guarda|ascolta)(?: anche| di piu| tutto)?|(?:articoli|notizie|contenuti|temi) correlat[ie]"
        r"|correlati|(?:ti )?potrebbe(?:ro)? interessar(?:e|ti|vi)(?: anche)?|per saperne di piu|da non perdere"
        r"|le foto|video"
    ),
    advertising=Pattern(
        r"pubblicita|annunci|contenuto sponsorizzato|sponsorizzato|(?:continua|l'articolo continua) dopo la pubblicita"
    ),
    subscription=Pattern(
        r"abbonati(?: a| ora|$)|iscriviti|registrati|accedi(?: a|$)|ricevi (?:la nostra|le nostre|ogni)"
        r"|(?:contenuto )?riservato agli abbonati|sei gia abbonato|scarica (?:la nostra|l')"
    ),
    sharing=words("condividi condividere seguici segui inviare stampa copia link salva articolo notizia mail"),
    notices=Pattern(
        r"(?:questo|il nostro) sito (?:utilizza|usa)(?: i)? cookie|(?:utilizziamo|usiamo)(?: i)? cookie"
        r"|(?:accetta|rifiuta)(?: tutti)?(?: i)? cookie|(?:cookie|privacy) policy$|informativa sulla privacy$"
        r"|tutti i diritti (?:sono )?riservati|riproduzione riservata"
    ),
    credit=Pattern(r"foto|fotografi[ae]|immagin[ei]|illustrazione|infografica|credito|credits?"),
    byline=Pattern(r"di|da|testo(?: e foto)?"),
    desks=words("redazione agenzie agenzia inviato corrispondente"),
    sections=words(
        "economia societa sport cultura politica interni esteri cronaca locale opinioni mondo scienza scienze "
        "tecnologia salute istruzione editoriale spettacoli viaggi ambiente"
    ),
)

_CORRECTIONS = Corrections(
    labels=Pattern(r"errat[ao](?: corrige)?|rettifica|correzione|precisazione|nota della redazione"),
    itself=Pattern(
        r"una versione precedente di questo articolo|questo articolo e stato (?:corretto|modificato|rettificato)"
    ),
    titled=Pattern(r"intitolat[oa]|dal titolo|con il titolo|notizia|articolo|cronaca|intervista|servizio"),
    says=Pattern(r"dove (?:si legge|si leggeva|e scritto|era scritto)"),
    reports=Pattern(r"(?:diceva|affermava|riportava|abbiamo scritto|si leggeva)(?: per errore| erroneamente)? che"),
    should_say=Pattern(r"(?:va|andava|si legga|leggasi|si deve leggere) ?(?:letto)?|la versione corretta e"),
)

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
        demonyms=Pattern(r"(?:n[oaie]|es[ei])\Z"),
    ),
    numbers=Numbers(
        cardinals=numbered("un 1"),
        scales=numbered("mille 3 mila 3 milione 6 milioni 6 miliardo 9 miliardi 9 bilione 12 bilioni 12"),
        half=r"mezzo",
        and_half=r"e\ mezz[oa]",
        percent=frozenset({"per cento"}),
        points=frozenset({"punti percentuali"}),
        currencies=coded(_CURRENCIES),
        measures=coded(_MEASURES),
        of=r"(?:di\s|d['’])",
        century=r"[Ss]ecol[oi]",
        numbered=words("capitolo"),
        year_cues=words("nel dal del"),
        the_year=Pattern(r"\b(?:l'anno)\s\Z", re.IGNORECASE),
        before_christ=r"a\.\s?(?:de\s)?(?:J\.\s?)?C\b\.?|aC\b|avanti Cristo\b",
        after_christ=r"d\.\s?(?:de\s)?(?:J\.\s?)?C\b\.?|dC\b|dopo Cristo\b",
        decade=Pattern(r"\banni\s\Z", re.IGNORECASE),
    ),
    ranges=Ranges(
        to=words("a"),
        score=words("a"),
        both=words("e"),
        since=words("da tra"),
        between=words("tra"),
        by=words("per"),
        articles=words("il la i le"),
    ),
    calendar=Calendar(
        months=month_numbers(_MONTHS),
        full_months=words(
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
        ),
        of=r"(?:di\s|d['’])",
        day_joints=words("e o al"),
    ),
    when=When(
        days=numbered("oggi 0 ieri -1"),
        weekdays=numbered("lunedi 0 martedi 1 mercoledi 2 giovedi 3 venerdi 4 sabato 5 domenica 6"),
        units=coded("day giorno giorni\nweek settimana settimane\nmonth mese mesi\nyear anno anni"),
        seasons=numbered("primavera 3 estate 6 autunno 9 inverno 12"),
        parts=numbered("inizio 0 inizi 0 meta 1 fine 2"),
        this=words("questo questa"),
        previous=words("scorso scorsa passato passata precedente"),
        latest=words("ultimo ultima ultimi ultime"),
        ago_behind=words("fa"),
        one=words("un una"),
        at=words("in nel nella nei nelle durante a"),
        of=words("di del della dello dei delle"),
        since=words("dal dalla da") | {"a partire dal", "a partire da"},
        until=frozenset({"fino al", "fino a", "fino alla"}),
        before=words("prima anteriore anteriori precedente precedenti"),
        after=words("dopo posteriore posteriori successivo successivi successiva successive"),
        small=words("il la lo i le gli del della dell al alla all di mese anno giorno"),
        now=any_of(
            "ora|adesso|attual[ei]|attualmente|oggi|ancora|finora",
            "in questo momento|ultim[oaie]|recente|recenti|di recente",
        ),
        stands=any_of("chi (?:e|sono)"),
    ),
    press=Press(
        works=any_of("notizi[ae]|cronache|titoli|editorial[ei]", r"articol[oi](?! \d)"),
        published=any_of("pubblicat[oaie]|appars[oaie]|uscit[oaie]"),
        asked=Pattern(
            r"(?:\bquello che e stato |(?:\A|[?,;:])\s?(?:che )?cosa (?:e stato|si e) )(?:pubblicato|scritto)\b"
        ),
        happened=any_of("(?:che )?cos(?:a|['’]) ?e (?:successo|accaduto)|che (?:cosa )?e (?:successo|accaduto)"),
        bound=words("di del della dello dei delle su sul sulla da dal dalla"),
        about=words("su sul sulla sullo sui sulle sugli riguardo"),
        by_outlet=any_of("secondo|stando a", "pubblicat[oaie] (?:su|sul|sulla|da|dal|dalla|in)"),
        by_author=any_of("(?:firmat|scritt)[oaie] da"),
        says=any_of(
            "dice|diceva|ha (?:detto|pubblicato|scritto|raccontato|riferito)",
            "pubblica|racconta|riferisce|riporta|afferma",
        ),
        writes=any_of("scrive|scriveva|firma|ha (?:scritto|firmato)"),
        small=words("il la lo i gli giornale quotidiano agenzia rivista sito"),
        kinds=words("giornale gazzetta corriere messaggero voce eco stampa resto notizie"),
    ),
    clock=Clock(
        article=r"(?:d?al)?le",
        hours=r"h|ore",
    ),
    negation=Negation(
        cues=words("non mai senza ne nessun nessuno nessuna niente nulla"),
        idioms=any_of(
            r"non(?: \w+){0,2}? (?:solo|soltanto|solamente)",
            "senza (?:dubbio|altro)",
        ),
        listing=words("ne"),
        adversatives=words("ma bensi"),
    ),
    syntax=Syntax(
        free=words(
            "il lo la i gli le un uno una e ed o od di del dello della dei degli delle a ad al allo alla ai agli "
            "alle in nel "
            "nello nella nei negli nelle che si ci vi suo sua suoi sue loro quel quello quella quei quegli quelle"
        ),
        leads=words(
            "in nel nello nella nei negli nelle durante da dal dallo dalla dai dagli dalle fino dopo secondo con per "
            "senza "
            "contro tra fra su sul sullo sulla sui sugli sulle quando mentre prima ieri oggi domani lunedi martedi "
            "mercoledi "
            "giovedi venerdi sabato domenica inoltre anche grazie nonostante entro verso presso sotto davanti"
        ),
        pronouns=words(
            "egli ella lui lei essi esse esso essa questo questa questi queste cio quale quali chi costui costei "
            "costoro"
        ),
        copulas=words("è sono"),
        year=words("anno"),
        that=words("che"),
        elisions=dict(
            pairs(
                "l/lo gl/gli d/di dell/dello all/allo dall/dallo nell/nello sull/sullo quell/quello quest/questo "
                "c/ci s/si "
                "v/vi un/una senz/senza anch/anche com/come dov/dove tutt/tutto"
            )
        ),
        accented=words("è sì dà là lì"),
        conjunctions=words("e ed o od ne"),
    ),
    speech=Speech(
        unsaid=Pattern(
            r"(?:[aei]re|[ae]ndo|zion[ei]|ment[oi]|abil[ei]|ibil[ei]|critic(?:a|he)|annunci|denunce|risposte)\Z"
        ),
        marks=any_of(
            rf"(?:{_HAVE} )?(?:{_SAYING})",
            "secondo|a detta di|a giudizio di|ad avviso di|stando a|parole",
        ),
    ),
    reserves=_RESERVES,
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
        place=any_of("dove"),
        at=words("in"),
        manner=any_of("come", "in che (?:modo|maniera)"),
        which=any_of("che|quale|quali|qual"),
        called=any_of(r"come si (?:chiam|intitol)\w+", "qual (?:e|era) il nome d[ei]"),
        several=any_of("quali"),
        preamble=any_of(
            "ciao|buon(?:giorno|asera)|per favore|scus[ai]|e|ma|vorrei sapere|voglio sapere|(?:puoi|puo) dir(?:mi)?",
            "dimmi",
        ),
        overview=any_of(
            r"(?:che )?(?:cosa )?si sa (?:di|del|della|su)\w*|(?:che )?(?:cosa )?(?:e successo|e accaduto)|riassum\w+",
            r"raccontami|parlami",
        ),
        definition=any_of("(?:che )?cos(?:a (?:e|sono|significa)|.e)|chi (?:e|era|fu|sono)(?! il| la| lo)"),
        comparison=any_of(
            "quale? dei due|differenz[ae] tra",
            "(?:chi|quale?|che|dove) [^?]*(?:piu|meno|meglio|peggio|maggiore)\\b[^?]*[ ,]o \\w+",
        ),
        listing=any_of("(?:elenca|cita|nomina)(?:mi)? (?:i|gli|le|tutt[ie])|elenco d[ei]\\w*"),
        whether=any_of("e vero(?: che)?|se"),
        either=words("o od"),
        relatives=words("che chi cui quale quali quando dove come"),
    ),
    follow_ups=FollowUps(
        openers=any_of("e|o|ma|allora|anche"),
    ),
    courtesies=Courtesies(
        thanks=any_of("(?:molte |mille )?grazie(?: (?:mille|di tutto))?"),
        greeting=any_of("ciao|salve|buongiorno|buonasera", "buon giorno"),
        farewell=any_of("arrivederci|addio", "a (?:presto|domani|dopo)"),
        assent=any_of("ok|si|perfetto|capito|bene|certo", "d.accordo", "va bene", "molto bene"),
    ),
    fields={
        "title": words("titolo"),
        "published": words("data pubblicato pubblicata datadipubblicazione datapubblicazione"),
        "updated": words("aggiornato aggiornata modificato datadiaggiornamento"),
        "outlet": words("testata fonte giornale editore"),
        "author": words("autore autrice autori firma"),
        "section": words("sezione rubrica categoria"),
        "address": words("collegamento indirizzo"),
        "text": words("testo corpo contenuto"),
        "key": words("identificativo chiave codice"),
        "other": words("etichette parolechiave descrizione riassunto sommario occhiello sottotitolo lingua immagine"),
    },
    messages=_MESSAGES,
    profile=_PROFILE,
    furniture=_FURNITURE,
    corrections=_CORRECTIONS,
)
