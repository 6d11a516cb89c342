"""Italian."""

from rag.languages.language import Language, Negation, Speech, any_of, words

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

ITALIAN = Language(
    code="it",
    name="italiano",
    stop_words=words(_STOP_WORDS),
    negation=Negation(
        cues=words("non mai senza ne nessun nessuno nessuna niente nulla"),
        idioms=any_of(
            r"non(?: \w+){0,2}? (?:solo|soltanto|solamente)",
            "senza dubbio",
        ),
        listing=words("ne"),
        adversatives=words("ma bensi"),
    ),
    speech=Speech(
        marks=any_of(
            r"secondo|diss\w+|dice|dicono|detto|afferm\w+|dichiar\w+|spieg\w+|aggiun\w+|comment\w+|ammett\w+|annunci\w+",
            r"sostien\w+|critic\w+|insist\w+|scri(?:ve|vono|sse)|parole",
        )
    ),
)
