"""Catalan."""

from rag.languages.language import Language, Negation, Speech, any_of, words

__all__ = ["CATALAN"]

_STOP_WORDS = """
    a abans al als altra altre altres amb aquell aquella aquells aquest aquesta aquestes aquests aixi
    aixo allo cada com contra d de del dels des despres doncs durant e el ella ells els em en encara
    entre era eren es esta estan ets fa fins ha han hi ho i ja l la les li llavors lo los m meu mes
    mentre molt molts n ni no nomes nosaltres o on pel pels per perque pero poc qual quals quan quant
    quants que qui s sense ser seu seus seva seves si sigui sobre son sota sense tambe tan tant te tenen
    tot tota totes tots un una unes uns va van vosaltres
"""

CATALAN = Language(
    code="ca",
    name="català",
    stop_words=words(_STOP_WORDS),
    negation=Negation(
        cues=words("no mai sense ni cap ningu res"),
        idioms=any_of(
            r"no(?: \w+){0,2}? (?:nomes|solament|unicament)",
            "sense dubte",
            "no obstant",
        ),
        listing=words("ni"),
        adversatives=words("sino pero"),
    ),
    speech=Speech(
        marks=any_of(
            r"segons|diu|diuen|dit|va dir|van dir|afirm\w+|assegur\w+|declar\w+|explic\w+|coment\w+|adme\w+|anunci\w+",
            r"critic\w+|defens\w+|consider\w+|insisti\w+|respon\w+|opin\w+|denunci\w+|escriu\w*|paraules",
        )
    ),
)
