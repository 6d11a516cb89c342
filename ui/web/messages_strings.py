"""What the page says within a conversation, of answers and of their sentences, in Spanish and in English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["EN", "ES", "MessageStrings"]


@dataclass(frozen=True, slots=True)
class MessageStrings:
    """The words of one language; braces stand for values."""

    # A question on its way
    waiting_archive: str
    searching: str
    reading_one: str
    reading_many: str
    searched: str
    filters: str
    take_off: str
    restoring: str
    source_lost: str
    # Verdicts
    citation: str
    headline: str
    reworded: str
    own_words: str
    own_word: str
    unsupported: str
    partial: str
    contradicted: str
    insufficient: str
    nearest: str
    nearest_number: str
    withdrawn: str
    failed: str
    stopped: str
    seconds: str
    how_found: str

    def rewording(self, words: Sequence[str]) -> str:
        """Which words of a paraphrase are the answer's own."""
        return self.own_words.format(words=", ".join(self.own_word.format(word=word) for word in words))

    def reading(self, count: int) -> str:
        """That the passages found are being read."""
        return (self.reading_one if count == 1 else self.reading_many).format(count=count)


ES = MessageStrings(
    waiting_archive="Tu pregunta espera a que se abra el archivo.",
    searching="Buscando en el archivo…",
    reading_one="Leyendo el pasaje encontrado…",
    reading_many="Leyendo los {count} pasajes encontrados…",
    searched="Se buscó:",
    filters="Solo en artículos:",
    take_off="Quitar el filtro «{filter}» y preguntar otra vez",
    restoring="La respuesta volverá con sus fuentes cuando se abra el archivo.",
    source_lost="las palabras citadas ya no están en el archivo",
    citation="Fuente {number}",
    headline="titular del artículo",
    reworded="en otras palabras",
    own_words="en otras palabras: {words}",
    own_word="«{word}»",
    unsupported="sin respaldo en el archivo",
    partial="respaldo solo parcial",
    contradicted="el archivo dice otra cosa",
    insufficient="Sin respuesta en el archivo",
    nearest="Esto es lo más cercano que hay en el archivo:",
    nearest_number="Lo más cercano {number}",
    withdrawn="Retirado:",
    failed="No se pudo responder",
    stopped="Respuesta detenida",
    seconds="{seconds} s",
    how_found="Cómo se encontró",
)

EN = MessageStrings(
    waiting_archive="Your question waits for the archive to open.",
    searching="Searching the archive…",
    reading_one="Reading the passage found…",
    reading_many="Reading the {count} passages found…",
    searched="Searched for:",
    filters="Only in articles:",
    take_off="Remove the filter “{filter}” and ask again",
    restoring="The answer will be back with its sources when the archive is open.",
    source_lost="the words that were cited are no longer in the archive",
    citation="Source {number}",
    headline="headline of the article",
    reworded="in other words",
    own_words="in other words: {words}",
    own_word="“{word}”",
    unsupported="not supported by the archive",
    partial="only partly supported",
    contradicted="the archive says otherwise",
    insufficient="No answer in the archive",
    nearest="This is the nearest that the archive holds:",
    nearest_number="The nearest {number}",
    withdrawn="Withdrawn:",
    failed="Could not answer",
    stopped="Answer stopped",
    seconds="{seconds} s",
    how_found="How it was found",
)
