"""Portuguese."""

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

__all__ = ["PORTUGUESE"]

_STOP_WORDS = """
    a ao aos aquela aquele aquilo as assim ate cada com como contra da das de dela dele deles depois
    desde do dos e ela elas ele eles em entre era eram essa essas esse esses esta estao estas estava
    este estes eu foi foram ha isso isto ja la lhe mais mas me mesmo meu minha muito na nao nas nem no
    nos nossa nosso num numa o onde os ou para pela pelas pelo pelos por porque qual quais quando quanto
    quantos que quem sao se seja sem ser seu seus so sob sobre sua suas tambem te tem tinha todo todos
    tu um uma umas uns voce
"""

_MESSAGES = {
    "insufficient": "O arquivo não o diz.",
    "nearest": "O mais próximo que contém: {titles}.",
    "no_model": "Sem modelo de linguagem: mostram-se frases textuais dos artigos.",
    "wrong_language": "O modelo respondeu noutra língua: mostram-se frases textuais dos artigos.",
    "number": "a cifra {value} não está na fonte",
    "name": "o nome {value} não está na fonte",
    "negation": "a fonte diz o contrário",
    "displaced": "a fonte não diz isso de {value}",
    "roles": "a fonte diz o inverso: «{one}» e «{other}» estão trocados",
    "quotation": "a citação «{value}» não está na fonte",
    "party": "a fonte diz isso de {value}",
    "speech": "a fonte não o afirma: cita quem o diz",
    "nothing": "nenhum artigo do arquivo o confirma",
    "part": "os artigos não confirmam «{value}»",
    "own_words": "por outras palavras: {value}",
    "word": "a fonte não diz «{value}»",
    "instead": "onde a resposta diz «{one}», a fonte diz «{other}»",
    "subject": "a fonte diz isso de «{one}», não de «{other}»",
    "reserve": "a fonte di-lo com reserva: «{value}»",
    "added_reserve": "a fonte di-lo sem «{value}»",
    "speaker": "a fonte não o afirma: quem o diz é «{value}»",
    "condition": "a fonte põe uma condição: «{value}»",
    "time": "a fonte diz «{value}»",
    "bound": "a fonte diz «{value}»",
    "quantity_word": "a fonte diz «{value}»",
    "cause": "a fonte não diz que uma coisa seja causa da outra",
    "unverified_language": "não verificado nesta língua",
    "unverified_translation": "não verificado: a tradução não pode ser julgada com este modelo de embeddings",
    "quoted": "«{value}»",
    "translated": "traduzido: a fonte está noutra língua",
}

PORTUGUESE = Language(
    code="pt",
    name="português",
    stop_words=words(_STOP_WORDS),
    stemmer="portuguese",
    weekdays=words("segunda terca quarta quinta sexta sabado domingo"),
    openers=words("agora assim depois entao finalmente hoje ontem amanha enquanto tambem"),
    abbreviations=Abbreviations(
        titles=words("sr sra srs dr dra prof profa eng av exmo exma sto sta vs"),
        before_numbers=words(
            "no num pag pags p pp art fig vol cap tel aprox jan fev mar abr mai jun jul ago set out nov dez"
        ),
        doubtful=words("cia ltda inc corp co ltd bros jr phd"),
    ),
    names=Names(
        common=words("sr sra dr dra"),
        demonyms=re.compile(r"(?:n[oa]?|es[a]?|ens[e]|in[oa])s?\Z"),
    ),
    numbers=Numbers(
        decade=re.compile(r"\b(?:anos|década de)\s\Z", re.IGNORECASE),
    ),
    negation=Negation(
        cues=words("nao nunca jamais sem nem nenhum nenhuma ninguem nada"),
        idioms=any_of(
            r"nao(?: \w+){0,2}? (?:so|somente|apenas|unicamente)",
            "sem duvida",
            "nada mais",
        ),
        listing=words("nem"),
        adversatives=words("mas senao"),
    ),
    syntax=Syntax(conjunctions=words("e ou nem")),
    speech=Speech(
        marks=any_of(
            r"segundo|diss\w+|diz(?:em)?|dito|afirm\w+|declar\w+|explic\w+|coment\w+|admit\w+|anunci\w+|critic\w+|defend\w+",
            r"consider\w+|insist\w+|respond\w+|opin\w+|denunci\w+|escrev\w+|palavras",
        )
    ),
    questions=Questions(
        cause=any_of("por ?que", "para que"),
        figure=any_of("quant[oa]s?"),
        date=any_of("quando", "em que (?:ano|data|mes|dia|seculo)"),
        name=any_of("quem"),
        words=any_of("que|qual|quais|quant[oa]s?|quando|quem|onde|como"),
        cause_nouns=any_of("motivos?|razao|razoes|objetivos?"),
        figure_nouns=any_of("percentagem|porcentagem|numero"),
        reasons=any_of(
            "porque|ja que|devido a|gracas a|por isso|a fim de|com o objetivo",
            "busca[m]?|pretende[m]?|objetivos?|motivos?|causas?|quer(?:em|ia|iam)?",
        ),
    ),
    follow_ups=FollowUps(
        openers=any_of("e|ou|mas|entao|tambem"),
    ),
    messages=_MESSAGES,
)
