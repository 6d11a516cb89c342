"""French."""

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

__all__ = ["FRENCH"]

_STOP_WORDS = """
    a afin ai ainsi alors apres au aucun aussi autre autres aux avant avec avoir c ce cela celle celui
    ces cet cette ceux chez ci comme comment contre d dans de depuis des donc dont du elle elles en
    encore entre est et etaient etait etc ete etre eu fait il ils j je jusqu l la le les leur leurs lors
    lui ma mais me meme mes moi moins mon n ne ni non nos notre nous on ont ou par parce pas pendant peu
    plus pour pourquoi pres qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera ses
    si son sont sous sur ta te tous tout toute toutes tres tu un une vers vos votre vous y
"""

_CURRENCIES = """
    USD dollar dollars
    EUR euro euros
    GBP livre livres
    JPY yen
    CNY yuan
    franc franc francs
    cent centime centimes
"""

_MEASURES = """
    hour heure heures
    day jour jours
    week semaine semaines
    month mois
    year an ans annee annees
    second seconde secondes
    minute minute minutes
    m metre metres
    km kilometre kilometres
    hectare hectare hectares
    kg kilo kilos kilogramme kilogrammes
    tonne tonne tonnes
    litre litre litres
    century siecle siecles
"""

_MONTHS = """
    janvier janv / fevrier fevr / mars / avril avr / mai / juin /
    juillet juil / aout / septembre sept / octobre oct / novembre nov / decembre dec
"""

_MESSAGES = {
    "insufficient": "Les archives ne le disent pas.",
    "nearest": "Voici ce que les archives ont de plus proche :",
    "more_article": "Et un autre article.",
    "more_articles": "Et {value} autres articles.",
    "silent": "De « {value} », les archives ne disent rien.",
    "as_published": "D'après ce qui a été publié le {value} :",
    "published_before": "Auparavant, le {value} :",
    "published_between": "C'est ce qui a été publié le {one} ; auparavant, le {other} :",
    "lacks": "Ce qu'elles ont de plus proche ne mentionne pas {value}.",
    "lacks_beside": "Ce qu'elles ont de plus proche parle de {held}, mais pas de {value}.",
    "lacks_person": "Ce qu'elles ont de plus proche ne nomme pas la personne demandée.",
    "lacks_place": "Ce qu'elles ont de plus proche ne nomme pas le lieu demandé.",
    "lacks_organisation": "Ce qu'elles ont de plus proche ne nomme pas l'organisation demandée.",
    "lacks_date": "Ce qu'elles ont de plus proche ne donne pas la date demandée.",
    "lacks_quantity": "Ce qu'elles ont de plus proche ne donne pas le chiffre demandé.",
    "lacks_statement": "Ce qu'elles ont de plus proche ne rapporte pas ce qui a été dit.",
    "nor": "{one} ni {other}",
    "and": "{one} et {other}",
    "thanks": "De rien. Avez-vous une autre question sur les archives ?",
    "greeting": "Bonjour. Que voulez-vous savoir des archives ?",
    "farewell": "À bientôt.",
    "assent": "Très bien. Avez-vous une autre question sur les archives ?",
    "no_model": "Sans modèle de langue : voici des phrases des articles, mot pour mot.",
    "model_coming": "Le modèle de langue se charge encore : voici des phrases des articles, mot pour mot.",
    "wrong_language": "Le modèle a répondu dans une autre langue : voici des phrases des articles, mot pour mot.",
    "number": "le chiffre {value} ne figure pas dans la source",
    "name": "le nom {value} ne figure pas dans la source",
    "negation": "la source dit le contraire",
    "displaced": "la source ne dit pas cela de {value}",
    "roles": "la source dit l'inverse : « {one} » et « {other} » sont intervertis",
    "quotation": "la citation « {value} » ne figure pas dans la source",
    "party": "la source le dit de {value}",
    "speech": "la source ne l'affirme pas : elle cite quelqu'un qui le dit",
    "nothing": "aucun article des archives ne le confirme",
    "part": "les articles ne confirment pas « {value} »",
    "own_words": "en d'autres termes : {value}",
    "word": "la source ne dit pas « {value} »",
    "instead": "là où la réponse dit « {one} », la source dit « {other} »",
    "subject": "la source le dit de « {one} », non de « {other} »",
    "reserve": "la source le dit avec une réserve : « {value} »",
    "added_reserve": "la source le dit sans « {value} »",
    "speaker": "la source ne l'affirme pas : c'est « {value} » qui le dit",
    "condition": "la source y met une condition : « {value} »",
    "time": "la source dit « {value} »",
    "bound": "la source dit « {value} »",
    "quantity_word": "la source dit « {value} »",
    "cause": "la source ne dit pas que l'un soit la cause de l'autre",
    "unverified_language": "non vérifié dans cette langue",
    "unverified_translation": "non vérifié : ce modèle de plongements ne permet pas de juger une traduction",
    "quoted": "« {value} »",
    "translated": "traduit : la source est dans une autre langue",
}

_ENDING = r"(?:e|es|ee|ees|ent|a|erent|ait|aient|era|eront|erait|eraient|er|ant|ons)"
"""What a regular verb may end with, folded."""

_HAVE = r"(?:a|ont|avait|avaient|aurait|auraient)"

_SAYING = (
    r"(?:declar|affirm|assur|expliqu|ajout|annonc|critiqu|insist|estim|soulign|indiqu|denonc|rappel|repond|repliqu)\w+"
    r"|(?:revel|racont|signal|admet|admis|reconn|souten|soutien|averti)\w*|(?:not|pens|confi|precis)(?:e|ent|ait|aient)"
    r"|dit|disent|disai(?:t|ent)|ecri(?:t|vent|vai(?:t|ent))|cru|croi(?:t|ent)"
)
"""Verbs of saying and of thinking, folded."""

_RESERVES = Reserves(
    doubt_of_noun=any_of(
        "presumee?s?|supposee?s?|pretendue?s?|possibles?|probables?|eventuel(?:le)?s?|potentiel(?:le)?s?",
        "apparente?s?|hypothetiques?|soi disant|soupconnee?s? de",
    ),
    doubt=any_of(
        "peut etre|sans doute|probablement|vraisemblablement|apparemment|possiblement|eventuellement",
        "hypothetiquement|pretendument|a priori|il se peut que|tout porte à croire que|tout indique que",
        r"il (?:est|serait|semble) (?:\w+ )?(?:possible|probable|vraisemblable)(?: que)?",
        "sembl(?:e|ent|ait|aient|erait|eraient)(?: que)?|parai(?:t|ssent|ssait|ssaient|trait)(?: que)?",
        "on (?:pense|croit|soupconne|craint|suppose|estime|ignore)(?: que)?",
        # The press has the conditional for what it only heard: «aurait signé».
        "aurai(?:t|ent)|serai(?:t|ent)",
    ),
    modal=any_of(
        "p(?:eut|euvent|ouvait|ouvaient|ourra|ourront|ourrait|ourraient|ut|urent|uisse|uissent)|pu",
        "d(?:oit|oivent|evait|evaient|evra|evront|evrait|evraient|ut|urent)|dû",
        "f(?:aut|audra|audrait|allait)|tenue?s? de",
    ),
    intent=any_of(
        rf"tent{_ENDING}(?: de)?|essa[iy]{_ENDING}(?: de)?|cherch{_ENDING} à|envisag{_ENDING}|esper{_ENDING}",
        rf"souhait{_ENDING}|propos{_ENDING}|negoci{_ENDING}|etudi{_ENDING}|demand{_ENDING}|reclam{_ENDING}",
        rf"exig{_ENDING}|menac{_ENDING} de|vis{_ENDING} à|aspir{_ENDING} à|ambitionn{_ENDING}|planifi{_ENDING}",
        rf"projet(?:t)?{_ENDING}|appret{_ENDING} à|pretes? à|promet(?:tent|tait|taient|tra)?|promi(?:s|t|rent)",
        "prevoi(?:t|ent)|prevoyai(?:t|ent)|prevue?s?|ve(?:ut|ulent)|voul(?:ait|aient|u|ut)|voudrai(?:t|ent)",
        "entend(?:ent|ait|aient)?|intention de|dans le but de|en vue de|afin de",
    ),
    refusal=any_of(
        rf"refus{_ENDING}(?: de)?|renonc{_ENDING}(?: à)?|rejet(?:t)?{_ENDING}|evit{_ENDING}|empech{_ENDING}",
        rf"ecart{_ENDING}|echou{_ENDING}|cess{_ENDING} de|arret{_ENDING} de|manqu{_ENDING} de|ni(?:e|ent|ait|aient|er)",
        r"exclu\w*|abst(?:ien|en)\w+|dement\w*|failli(?:t|rent)?|incapables? de|loin de|sur le point de|faute de",
    ),
    condition=any_of(
        "si|se ils?|à condition (?:de|que)|à moins (?:de|que)|en cas de|pourvu que|tant que",
        "dans le cas où|dans le hypothese où|sous reserve (?:de|que)",
    ),
    bound=any_of(
        "(?:un peu |pas |beaucoup )?(?:plus|moins) de|au (?:moins|plus|maximum|minimum)|pres de|presque|environ",
        "quelques?|autour de|aux alentours de|à peine|jusque(?: à| au| aux)?|au dela de|au dessus de|en dessous de",
        "au dessous de|superieure?s? (?:à|au|aux)|inferieure?s? (?:à|au|aux)|un (?:minimum|maximum) de|entre",
        "seulement|approximativement|quasiment",
    ),
    quantifier=any_of(
        "tou(?:t|s|te|tes)|la plupart|la majorite|la moitie|la majeure partie|une partie|une minorite|la minorite",
        "quelques|quelques uns|quelques unes|certaine?s?|plusieurs|beaucoup|peu|aucune?|chaque|nombre de",
        "nombreu(?:x|ses)|divers(?:es)?|un tiers|un quart|bonne partie|la totalite|le ensemble|tous les deux",
    ),
    focus=any_of("seule?s?|seulement|uniquement|exclusivement|surtout|notamment"),
    unconfirmed=any_of(
        r"(?:pas|non|sans) (?:\w+ )?(?:\w+ )?confirm\w+|reste à|en attente de|pas (?:\w+ )?clair|ignor(?:e|ent)",
        "enquete(?:nt)?",
    ),
)

_PROFILE = Profile(
    words=(
        "de la le les et des l' d' à en",
        "du un une que est pour qui a dans par il au sur pas plus ne ce se n' s' qu' c' j'",
        """je vous on son sa ses avec ou mais nous ont sont été cette ces aux comme elle ils être fait tout si y même
        aussi leur bien où très deux ans trois sans entre dont lui peut après avant contre selon était avoir faire
        m' t' tous depuis""",
        """tu te me moi toi eux elles mon ma mes ton ta tes notre nos votre vos leurs quelque quelques aucun aucune
        rien personne chaque quel quelle quels quelles lequel laquelle quand combien pourquoi comment quoi ainsi
        car donc ni pendant sous vers chez maintenant hier demain aujourd' hui jamais toujours ici là peu beaucoup
        autre autres toute toutes tant moins mieux cela ça celui celle ceux suis es sommes êtes soit sera seront
        serait fut furent étaient avait avaient ai as avons avez aura auront eu fera font peuvent pourrait va vont
        vais allons aller dit dire doit doivent veut sait oui non fois quatre cinq six sept huit neuf dix onze
        douze treize quatorze quinze vingt trente cent mille millions premier première dernier dernière lundi
        mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre
        octobre novembre décembre jour jours mois semaine heure heures grand grande nouveau nouvelle sud nord lors
        t""",
    ),
    endings=(
        "es",
        "e ent er le ne re se t te tion ts é",
        """a age aire ais ait al ance ant ce che d el en ence ers eur ez i ie in ique ir ire is ité l ns on ons r rs
        rt s u ue x y ée és""",
        "ai ain an as at ats au elle ente era eu eux ge ile k ls m n nd nt o os que ste us ute",
    ),
    letters="ç à â è é ê ë î ï ô û ù œ eau eu ou ai oi ss ll nn tt mm gn qu",
)

_FURNITURE = Furniture(
    more=Pattern(
        r"(?:lire|voir|ecouter|decouvrir)(?: aussi| egalement| plus| la suite)?|a lire(?: aussi| egalement)?"
        r"|a voir(?: aussi)?|(?:sur le meme sujet|articles? lies?|en relation|plus d'(?:infos?|informations))"
        r"|cela (?:peut|pourrait) vous interesser|en images|en video|videos?|ne manquez pas"
    ),
    advertising=Pattern(
        r"publicite|annonces?|contenu sponsorise|sponsorise|la suite apres (?:la|cette) publicite|publi-?redactionnel"
    ),
    subscription=Pattern(
        r"abonnez-vous|s'abonner(?: a|$)|inscrivez-vous|identifiez-vous|connectez-vous|se connecter$"
        r"|recevez (?:notre|nos|chaque)|(?:cet )?article (?:est )?reserve aux abonnes|contenu reserve aux abonnes"
        r"|deja abonne|telechargez (?:notre|l')"
    ),
    sharing=words(
        "partager partagez suivez-nous suivre envoyer imprimer copier lien sauvegarder courriel article mail"
    ),
    notices=Pattern(
        r"(?:ce|notre) site utilise des cookies|nous utilisons des cookies"
        r"|(?:accepter|refuser)(?: tous)?(?: les)? cookies|politique de (?:cookies|confidentialite)$|mentions legales$"
        r"|tous droits reserves|reproduction interdite"
    ),
    credit=Pattern(r"photos?|photographies?|image|images|illustration|infographie|credit(?: photo)?|droits d'auteur"),
    byline=Pattern(r"par|de|texte(?: et photos?)?|propos recueillis par"),
    desks=words("redaction agences agence correspondant correspondante"),
    sections=words(
        "economie societe sports sport culture politique national international local opinion monde science sciences "
        "technologie sante education editorial faits divers regions region voyages environnement"
    ),
)

_CORRECTIONS = Corrections(
    labels=Pattern(r"errat(?:um|a)|rectificatif|correction|precision|mise au point|note de la redaction"),
    itself=Pattern(
        r"une (?:version (?:anterieure|precedente)|premiere version) de cet article"
        r"|cet article a ete (?:corrige|modifie)"
    ),
    titled=Pattern(r"intitulee?|sous le titre|titre|article|reportage|chronique|entretien"),
    says=Pattern(r"(?:ou il (?:est|etait) ecrit|nous avons ecrit (?:par erreur)?|au lieu de)"),
    reports=Pattern(r"(?:disait|indiquait|affirmait|avons ecrit|avons indique)(?: par erreur)? que"),
    should_say=Pattern(r"il (?:faut|fallait|convient de) lire|lire"),
)

FRENCH = Language(
    code="fr",
    name="français",
    stop_words=words(_STOP_WORDS),
    stemmer="french",
    weekdays=words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    openers=words("alors ensuite enfin hier demain puis maintenant"),
    abbreviations=Abbreviations(
        titles=words("mme mlle mm dr pr st ste vs"),
        before_numbers=words("no p pp art fig vol chap tel env janv fevr avr juil sept oct nov dec"),
        doubtful=words("cie inc corp co ltd bros jr phd"),
    ),
    names=Names(
        common=words("mme mlle mm dr"),
        demonyms=Pattern(r"(?:ne?|ais|aise|ois|oise)s?\Z"),
    ),
    numbers=Numbers(
        cardinals=numbered("un 1 une 1"),
        scales=numbered(
            "mille 3 million 6 millions 6 milliard 9 milliards 9 billion 12 billions 12 trillion 18 trillions 18"
        ),
        groups=numbered("dizaine 10 douzaine 12 quinzaine 15 vingtaine 20 centaine 100 millier 1000"),
        half=r"demi",
        and_half=r"et\ demie?",
        ordinal_suffixes=words("er"),
        percent=frozenset({"pour cent"}),
        points=frozenset({"points de pourcentage"}),
        currencies=coded(_CURRENCIES),
        measures=coded(_MEASURES),
        of=r"(?:de\s|d['’])",
        century=r"[Ss]iècles?",
        numbered=words("chapitre"),
        year_cues=words("en dans depuis de"),
        the_year=Pattern(r"\b(?:l'an)\s\Z", re.IGNORECASE),
        before_christ=r"av\. J\.-C\.|avant Jésus-Christ\b",
        after_christ=r"apr\. J\.-C\.|après Jésus-Christ\b",
        decade=Pattern(r"\bannées\s\Z", re.IGNORECASE),
    ),
    ranges=Ranges(
        to=words("à"),
        score=words("à"),
        both=words("et"),
        since=words("de entre"),
        between=words("entre"),
        by=words("par"),
        articles=words("le la les"),
    ),
    calendar=Calendar(
        months=month_numbers(_MONTHS),
        full_months=words("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"),
        day_joints=words("et ou au"),
    ),
    when=When(
        days=numbered("aujourd'hui 0 hier -1 avant-hier -2"),
        weekdays=numbered("lundi 0 mardi 1 mercredi 2 jeudi 3 vendredi 4 samedi 5 dimanche 6"),
        units=coded("day jour jours\nweek semaine semaines\nmonth mois\nyear an ans annee annees"),
        seasons=numbered("printemps 3 ete 6 automne 9 hiver 12"),
        parts=numbered("debut 0 mi 1 milieu 1 fin 2"),
        this=words("ce cet cette"),
        previous=words("dernier derniere passe passee precedent precedente"),
        latest=frozenset({"derniers", "dernieres", "ces derniers", "ces dernieres"}),
        ago=frozenset({"il y a", "y a"}),
        one=words("un une"),
        at=words("en au a durant pendant lors"),
        of=words("de du des"),
        since=words("depuis") | {"a partir"},
        until=words("jusqu'en jusqu'au jusqu'a"),
        before=words("avant anterieur anterieurs anterieure anterieures"),
        after=words("apres posterieur posterieurs posterieure posterieures"),
        small=words("le la les l' de du au mois annee an jour"),
        now=any_of(
            "maintenant|actuel(?:le)?s?|actuellement|aujourd['’]hui|encore|a ce jour|en ce moment|jusqu['’]ici",
            "le plus recent|la plus recente|recemment|toujours",
        ),
        stands=any_of("qui (?:est|sont)"),
    ),
    press=Press(
        works=any_of(
            "actualites?|nouvelles|reportages?|chroniques?|gros titres|editorial|editoriaux", r"articles?(?! \d)"
        ),
        published=any_of("publiee?s?|parue?s?|paru"),
        asked=Pattern(r"(?:\bce qui (?:a ete|s['’]est) |(?:\A|[?,;:])\s?qu['’]a-t-on )(?:publie|ecrit|paru)\b"),
        happened=any_of("que s['’]est[ -]il passe|qu['’]est[ -]ce qui s['’]est passe"),
        bound=words("de du des dans par sur"),
        about=words("sur concernant"),
        by_outlet=any_of("selon|d['’]apres", "publiee?s? (?:dans|par)|parue?s? dans"),
        by_author=any_of("(?:signe|ecrit)e?s? par"),
        says=any_of(
            "dit|disait|disent|publie|publiait|raconte|affirme|annonce|rapporte|a (?:dit|publie|raconte|rapporte)"
        ),
        writes=any_of("ecrit|ecrivait|signe|a (?:ecrit|signe)"),
        small=words("l le la les journal quotidien agence revue magazine site"),
        kinds=words(
            "journal gazette courrier echo voix depeche phare figaro monde parisien nouvelles republicain presse"
        ),
    ),
    clock=Clock(
        article=r"à",
        hours=r"h|heures?",
    ),
    negation=Negation(
        cues=words("ne n pas jamais sans ni aucun aucune personne rien guere nullement non"),
        idioms=any_of(
            r"pas(?: \w+){0,2}? seulement",
            "sans doute",
            "non (?:seulement|loin)",
        ),
        listing=words("ni"),
        adversatives=words("mais"),
    ),
    syntax=Syntax(
        free=words(
            "le la les un une des du de au aux à et ou que qui se son sa ses leur leurs lui ce cet cette ces y en me te"
        ),
        leads=words(
            "en dans pendant durant depuis dès jusque apres avant selon avec par pour sans contre entre sur sous "
            "vers chez "
            "lors quand lorsque tandis alors hier aujourd demain lundi mardi mercredi jeudi vendredi samedi dimanche "
            "aussi "
            "egalement malgre grace ensuite face outre parmi devant derriere"
        ),
        pronouns=words("il elle ils elles on ceci cela celui celle ceux celles lequel laquelle lesquels lesquelles"),
        copulas=words("est sont"),
        year=words("an annee"),
        that=words("que"),
        elisions=dict(
            pairs("l/le d/de n/ne qu/que s/se c/ce j/je m/me t/te jusqu/jusque lorsqu/lorsque puisqu/puisque")
        ),
        accented=words("à où dû là dès né"),
        conjunctions=words("et ou ni"),
    ),
    speech=Speech(
        unsaid=Pattern(r"(?:er|ir|oire|dire|crire|ant|[aei]ble|tions?|ees|ances?|ssements?)\Z"),
        marks=any_of(
            rf"(?:{_HAVE} )?(?:{_SAYING})",
            "selon|de apres|d['’]apres|suivant|aux yeux de|de l['’]avis de|de le avis de|mots",
        ),
    ),
    reserves=_RESERVES,
    questions=Questions(
        cause=any_of("pourquoi"),
        figure=any_of("combien"),
        date=any_of("quand", "(?:quel|quelle) (?:annee|date|jour|mois)"),
        name=any_of("qui"),
        words=any_of("que|quel(?:le)?s?|combien|quand|qui|ou|comment|pourquoi"),
        cause_nouns=any_of("raisons?|motifs?|objectifs?|but"),
        figure_nouns=any_of("pourcentage|nombre"),
        reasons=any_of(
            r"parce qu\w*|car|puisqu\w*|en raison d\w*|grace a|afin d\w*",
            "objectifs?|motifs?|raisons?|causes?|ve(?:ut|ulent)",
        ),
        place=any_of("ou"),
        at=words("en"),
        manner=any_of("comment", "de quelle (?:maniere|facon)"),
        which=any_of("que|quel(?:le)?s?"),
        called=any_of(r"comment (?:se nomm|s.appel)\w+", "quel(?:le)? (?:est|etait) le nom d[eu]"),
        several=any_of("quel(?:le)?s"),
        preamble=any_of(
            "bonjour|salut|s.il (?:vous|te) plait|pardon|et|mais|je (?:voudrais|veux) savoir",
            "(?:peux tu|pouvez vous) me dire",
        ),
        overview=any_of(
            r"que sait.on (?:de|du|des|sur)|qu.est.ce qu.on sait|que s.est.il passe|qu.est.il arrive|resum\w+",
            r"parl\w+.moi d[eu]",
        ),
        definition=any_of("qu.est.ce que?|qui (?:est|etait|sont)(?! le| la)|que signifie"),
        comparison=any_of(
            "le?quel(?:le)? des deux|differences? entre",
            "(?:qui|quel(?:le)?s?|ou) [^?]*(?:plus|moins|mieux|meilleur)\\b[^?]*[ ,]ou \\w+",
        ),
        listing=any_of("(?:enumere|liste|cite|nomme)(?:z|r)? (?:les|tous|toutes)|liste des?"),
        whether=any_of("est.(?:ce|il vrai) qu"),
        either=words("ou"),
        relatives=words("que qui quand ou comme"),
    ),
    follow_ups=FollowUps(
        openers=any_of("et|ou|mais|alors|aussi"),
    ),
    courtesies=Courtesies(
        thanks=any_of("merci(?: (?:beaucoup|bien))?(?: pour tout)?"),
        greeting=any_of("bonjour|bonsoir|salut"),
        farewell=any_of("au revoir", "a (?:bientot|plus tard|demain)", "adieu"),
        assent=any_of("ok|oui|parfait|entendu|compris|bien", "d.accord", "tres bien"),
    ),
    fields={
        "title": words("titre"),
        "published": words("date publie datedepublication datepublication"),
        "updated": words("misajour modifie datedemiseajour datedemodification"),
        "outlet": words("media source journal titredepresse editeur"),
        "author": words("auteur autrice auteurs signature"),
        "section": words("rubrique categorie"),
        "address": words("lien adresse"),
        "text": words("texte corps contenu"),
        "key": words("identifiant cle code"),
        "other": words("etiquettes motscles description resume chapeau soustitre langue image"),
    },
    messages=_MESSAGES,
    profile=_PROFILE,
    furniture=_FURNITURE,
    corrections=_CORRECTIONS,
)
