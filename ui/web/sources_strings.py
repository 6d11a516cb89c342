"""What the panel of sources says, and a whole article in it, in Spanish and in English."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EN", "ES", "SourceStrings"]


@dataclass(frozen=True, slots=True)
class SourceStrings:
    """The words of one language; braces stand for values."""

    # The panel
    sources: str
    empty: str
    proofs: str
    grounds: str
    reworded_note: str
    evidence: str
    evidence_nearest: str
    previous: str
    next: str
    steps: str
    changed_since: str
    gone_since: str
    changed_short: str
    gone_short: str
    # A whole article
    whole: str
    close: str
    copy_link: str
    copied: str
    uncopied: str
    article_waits: str
    article_unknown: str
    span_unknown: str
    cut: str


ES = SourceStrings(
    sources="Fuentes",
    empty="Aquí aparecerán los pasajes que se consultan y, al pulsar un número de la respuesta, "
    "el artículo con las palabras exactas que la prueban.",
    proofs="Palabras que prueban la respuesta",
    grounds="Palabras en que se apoya la respuesta",
    reworded_note="≈ la respuesta lo dice con otras palabras: compáralas",
    evidence="Pasajes consultados",
    evidence_nearest="Lo más cercano que hay en el archivo",
    previous="Anterior",
    next="Siguiente",
    steps="Cita {number} de {count}",
    changed_since="Este artículo ha cambiado desde entonces; aquí se lee como era cuando se citó.",
    gone_since="Este artículo ya no está en el archivo; aquí se lee como era cuando se citó.",
    changed_short="el artículo ha cambiado desde entonces",
    gone_short="el artículo ya no está en el archivo",
    whole="Leer el artículo entero",
    close="Volver a las fuentes",
    copy_link="Copiar enlace",
    copied="Enlace copiado.",
    uncopied="El navegador no deja copiar: aquí está el enlace.",
    article_waits="El artículo se mostrará cuando se abra el archivo.",
    article_unknown="El enlace señala un artículo que no está en este archivo: quizá se quitó, o es de otro.",
    span_unknown="El enlace señala un pasaje que este artículo no tiene; se muestra el artículo.",
    cut="[…]",
)

EN = SourceStrings(
    sources="Sources",
    empty="The passages that are consulted will appear here and, when you press a number in the answer, "
    "the article with the exact words that prove it.",
    proofs="Words that prove the answer",
    grounds="Words that the answer rests on",
    reworded_note="≈ the answer says it in other words: compare them",
    evidence="Passages consulted",
    evidence_nearest="The nearest that the archive holds",
    previous="Previous",
    next="Next",
    steps="Citation {number} of {count}",
    changed_since="This article has changed since; it is shown as it was when it was cited.",
    gone_since="This article is no longer in the archive; it is shown as it was when it was cited.",
    changed_short="the article has changed since",
    gone_short="the article is no longer in the archive",
    whole="Read the whole article",
    close="Back to the sources",
    copy_link="Copy link",
    copied="Link copied.",
    uncopied="The browser does not allow copying: here is the link.",
    article_waits="The article will be shown when the archive is open.",
    article_unknown="The link leads to an article that is not in this archive: removed, perhaps, or of another one.",
    span_unknown="The link leads to a passage that this article does not have; the article is shown.",
    cut="[…]",
)
