"""French."""

from rag.languages.language import Language, Negation, Speech, any_of, words

__all__ = ["FRENCH"]

_STOP_WORDS = """
    a afin ai ainsi alors apres au aucun aussi autre autres aux avant avec avoir c ce cela celle celui
    ces cet cette ceux chez ci comme comment contre d dans de depuis des donc dont du elle elles en
    encore entre est et etaient etait etc ete etre eu fait il ils j je jusqu l la le les leur leurs lors
    lui ma mais me meme mes moi moins mon n ne ni non nos notre nous on ont ou par parce pas pendant peu
    plus pour pourquoi pres qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera ses
    si son sont sous sur ta te tous tout toute toutes tres tu un une vers vos votre vous y
"""

FRENCH = Language(
    code="fr",
    name="français",
    stop_words=words(_STOP_WORDS),
    negation=Negation(
        cues=words("ne n pas jamais sans ni aucun aucune personne rien"),
        idioms=any_of(
            r"pas(?: \w+){0,2}? seulement",
            "sans doute",
        ),
        listing=words("ni"),
        adversatives=words("mais"),
    ),
    speech=Speech(
        marks=any_of(
            r"selon|dit|disent|declar\w+|affirm\w+|assur\w+|expliqu\w+|ajout\w+|admet\w*|annonc\w+|critiqu\w+|insist\w+",
            r"estim\w+|repond\w+|ecri(?:t|vent|vait)|mots",
        )
    ),
)
