"""German."""

from rag.languages.language import Language, Negation, Speech, any_of, words

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

GERMAN = Language(
    code="de",
    name="Deutsch",
    stop_words=words(_STOP_WORDS),
    negation=Negation(
        cues=words("nicht nie niemals ohne kein keine keinen keiner niemand nichts"),
        idioms=any_of(
            r"nicht(?: \w+){0,2}? nur",
            "ohne zweifel",
        ),
        listing=words("weder noch"),
        adversatives=words("aber sondern"),
    ),
    speech=Speech(
        marks=any_of(
            r"laut|zufolge|sag(?:t|te|ten|en)|gesagt|erklar(?:t|te|ten|en)|betont\w*|behaupt\w+|meint\w*|warnt\w*|schrieb\w*",
            r"worte[n]?",
        )
    ),
)
