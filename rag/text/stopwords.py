"""Function words of the languages that are told apart: short lists, folded, made for this project.

They carry no topic, so retrieval ignores them; and they are what gives a language away in a short question.
"""

from __future__ import annotations

__all__ = ["LANGUAGES", "STOP_WORDS"]

_LISTS = {
    "es": """
        a al algo algun alguna algunas alguno algunos ante antes aquel aquella aquellas aquello aquellos asi
        aun aunque bajo bien cada casi como con contra cual cuales cualquier cuando cuanta cuantas cuanto
        cuantos cuya cuyo de del desde donde dos durante e el ella ellas ello ellos en entre era eran eres
        es esa esas ese eso esos esta estaba estaban estan estar estas este esto estos estoy fue fueron ha
        haber habia habian han hasta hay he hoy incluso la las le les lo los mas me mediante mi mientras mis
        mismo muy nada ni no nos nosotros nuestra nuestro o os otra otras otro otros para pero poco por
        porque pues que quien quienes se sea segun ser si sido siempre sin sino sobre solo son su sus tal
        tambien tampoco tan tanto te tener tiene tienen toda todas todavia todo todos tras tu tus u un una
        unas uno unos usted ustedes y ya yo
    """,
    "en": """
        a about after again against all also although am among an and any are as at be because been before
        being between both but by can could did do does doing down during each either few for from further
        had has have having he her here hers him his how i if in into is it its itself just many may me
        might more most much must my no nor not now of off on once one only or other our out over own per
        same shall she should since so some such than that the their them then there these they this those
        though through to too under until up upon us was we were what when where whether which while who
        whom whose why will with within without would you your
    """,
    "pt": """
        a ao aos aquela aquele aquilo as assim ate cada com como contra da das de dela dele deles depois
        desde do dos e ela elas ele eles em entre era eram essa essas esse esses esta estao estas estava
        este estes eu foi foram ha isso isto ja la lhe mais mas me mesmo meu minha muito na nao nas nem no
        nos nossa nosso num numa o onde os ou para pela pelas pelo pelos por porque qual quais quando quanto
        quantos que quem sao se seja sem ser seu seus so sob sobre sua suas tambem te tem tinha todo todos
        tu um uma umas uns voce
    """,
    "fr": """
        a afin ai ainsi alors apres au aucun aussi autre autres aux avant avec avoir c ce cela celle celui
        ces cet cette ceux chez ci comme comment contre d dans de depuis des donc dont du elle elles en
        encore entre est et etaient etait etc ete etre eu fait il ils j je jusqu l la le les leur leurs lors
        lui ma mais me meme mes moi moins mon n ne ni non nos notre nous on ont ou par parce pas pendant peu
        plus pour pourquoi pres qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera ses
        si son sont sous sur ta te tous tout toute toutes tres tu un une vers vos votre vous y
    """,
    "it": """
        a ad agli ai al alla alle allo anche ancora c che chi ci cio coi col come con contro cosa cui d da
        dagli dai dal dalla dalle dallo degli dei del della delle dello di dopo dov dove e ed era erano fra
        gia gli ha hanno ho i il in invece io l la le lei li lo loro lui ma mentre mi mio molto ne negli nei
        nel nella nelle nello no noi non nostro o ogni oltre per perche piu poi prima qual quale quali
        quando quanti quanto quel quella quelle quelli quello quest questa queste questi questo qui se
        sempre senza si sia sono sotto stata stati stato su sua sue sugli sui sul sulla sulle suo suoi tra
        tu tutti tutto un una uno vi
    """,
    "de": """
        ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis da
        damit dann das dass dem den denn der des die dies diese diesem diesen dieser dieses doch dort du
        durch ein eine einem einen einer eines er es etwas fur gegen gibt haben hat hatte hatten hier ich
        ihm ihn ihr ihre ihrem ihren ihrer im in ins ist ja jede jeder jedes jetzt kann kein keine konnen
        mehr mein mit nach nicht nichts noch nun nur ob oder ohne sehr sein seine seinem seinen seiner seit
        sich sie sind so soll sondern sowie uber um und uns unter viel viele vom von vor wann war waren
        warum was weil welche welcher welches wem wen wenn wer werden wie wieder wird wo wurde wurden zu zum
        zur zwischen
    """,
    "ca": """
        a abans al als altra altre altres amb aquell aquella aquells aquest aquesta aquestes aquests aixi
        aixo allo cada com contra d de del dels des despres doncs durant e el ella ells els em en encara
        entre era eren es esta estan ets fa fins ha han hi ho i ja l la les li llavors lo los m meu mes
        mentre molt molts n ni no nomes nosaltres o on pel pels per perque pero poc qual quals quan quant
        quants que qui s sense ser seu seus seva seves si sigui sobre son sota sense tambe tan tant te tenen
        tot tota totes tots un una unes uns va van vosaltres
    """,
}

STOP_WORDS = {language: frozenset(words.split()) for language, words in _LISTS.items()}
"""Folded function words by language."""

LANGUAGES = tuple(STOP_WORDS)
"""The languages that have such a list, Spanish first."""
