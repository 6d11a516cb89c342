"""Portuguese."""

from rag.languages.language import Language, Negation, Speech, any_of, words

__all__ = ["PORTUGUESE"]

_STOP_WORDS = """
    a ao aos aquela aquele aquilo as assim ate cada com como contra da das de dela dele deles depois
    desde do dos e ela elas ele eles em entre era eram essa essas esse esses esta estao estas estava
    este estes eu foi foram ha isso isto ja la lhe mais mas me mesmo meu minha muito na nao nas nem no
    nos nossa nosso num numa o onde os ou para pela pelas pelo pelos por porque qual quais quando quanto
    quantos que quem sao se seja sem ser seu seus so sob sobre sua suas tambem te tem tinha todo todos
    tu um uma umas uns voce
"""

PORTUGUESE = Language(
    code="pt",
    name="português",
    stop_words=words(_STOP_WORDS),
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
    speech=Speech(
        marks=any_of(
            r"segundo|diss\w+|diz(?:em)?|dito|afirm\w+|declar\w+|explic\w+|coment\w+|admit\w+|anunci\w+|critic\w+|defend\w+",
            r"consider\w+|insist\w+|respond\w+|opin\w+|denunci\w+|escrev\w+|palavras",
        )
    ),
)
