"""French."""

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

__all__ = ["FRENCH"]

_STOP_WORDS = """
    a afin ai ainsi alors apres au aucun aussi autre autres aux avant avec avoir c ce cela celle celui
    ces cet cette ceux chez ci comme comment contre d dans de depuis des donc dont du elle elles en
    encore entre est et etaient etait etc ete etre eu fait il ils j je jusqu l la le les leur leurs lors
    lui ma mais me meme mes moi moins mon n ne ni non nos notre nous on ont ou par parce pas pendant peu
    plus pour pourquoi pres qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera ses
    si son sont sous sur ta te tous tout toute toutes tres tu un une vers vos votre vous y
"""

_MESSAGES = {
    "insufficient": "Les archives ne le disent pas.",
    "nearest": "Ce qu'elles ont de plus proche : {titles}.",
    "no_model": "Sans modèle de langue : voici des phrases des articles, mot pour mot.",
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
        demonyms=re.compile(r"(?:ne?|ais|aise|ois|oise)s?\Z"),
    ),
    numbers=Numbers(
        decade=re.compile(r"\bannées\s\Z", re.IGNORECASE),
    ),
    negation=Negation(
        cues=words("ne n pas jamais sans ni aucun aucune personne rien"),
        idioms=any_of(
            r"pas(?: \w+){0,2}? seulement",
            "sans doute",
        ),
        listing=words("ni"),
        adversatives=words("mais"),
    ),
    syntax=Syntax(conjunctions=words("et ou ni")),
    speech=Speech(
        marks=any_of(
            r"selon|dit|disent|declar\w+|affirm\w+|assur\w+|expliqu\w+|ajout\w+|admet\w*|annonc\w+|critiqu\w+|insist\w+",
            r"estim\w+|repond\w+|ecri(?:t|vent|vait)|mots",
        )
    ),
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
    ),
    follow_ups=FollowUps(
        openers=any_of("et|ou|mais|alors|aussi"),
    ),
    messages=_MESSAGES,
)
