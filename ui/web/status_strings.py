"""What the line on the archive says, in Spanish and in English."""

from __future__ import annotations

from dataclasses import dataclass

from rag.types import Coming, Growth

__all__ = ["EN", "ES", "INDEXING", "LOADING_PROGRAMS", "OPENING_INDEX", "StatusStrings"]

LOADING_PROGRAMS, OPENING_INDEX, INDEXING = (
    "Cargando los programas",
    "Abriendo el índice y el modelo de búsqueda",
    "Indexando artículos",
)
"""What is done while the archive is opened, as it is told; one telling serves readers of every language."""


@dataclass(frozen=True, slots=True)
class StatusStrings:
    """The words of one language; braces stand for values."""

    # The opening
    loading: str
    unopened: str
    loading_programs: str
    opening_index: str
    indexing: str
    # What it holds, and how it answers
    mode_llm: str
    mode_extractive: str
    mode_chosen: str
    mode_none: str
    mode_coming: str
    articles_one: str
    articles_many: str
    passages_one: str
    passages_many: str
    uncalibrated: str
    empty: str
    # While it grows
    looking: str
    growing: str
    unindexed: str
    soon: str
    minutes: str
    hours: str

    def step(self, told: str) -> str:
        """What is being done while the archive is opened, in this language; the name of a file stays as it is."""
        what, dots, rest = told.partition("…")
        said = {
            LOADING_PROGRAMS: self.loading_programs,
            OPENING_INDEX: self.opening_index,
            INDEXING: self.indexing,
        }
        return f"{said.get(what, what)}{dots}{rest}"

    def growth(self, growth: Growth) -> str:
        """How far the index is, and how long the rest takes where that is known."""
        if not growth.total:
            return self.looking
        said = self.growing.format(done=growth.done, total=growth.total)
        return said if growth.seconds_left is None else f"{said}, {self._span(growth.seconds_left)}"

    def coming(self, coming: Coming) -> str:
        """How far the language model is, and how it is answered until it is there."""
        share = f" ({100 * coming.done // coming.total} %)" if coming.total else ""
        return self.mode_coming.format(share=share)

    def _span(self, seconds: float) -> str:
        hours, minutes = divmod(round(seconds / 60), 60)
        if hours:
            return self.hours.format(hours=hours, minutes=minutes)
        return self.minutes.format(minutes=minutes) if minutes > 1 else self.soon

    def articles(self, count: int) -> str:
        """A number of articles."""
        return (self.articles_one if count == 1 else self.articles_many).format(count=count)

    def passages(self, count: int) -> str:
        """A number of passages."""
        return (self.passages_one if count == 1 else self.passages_many).format(count=count)


ES = StatusStrings(
    loading="Abriendo el archivo…",
    unopened="No se pudo abrir el archivo",
    loading_programs=LOADING_PROGRAMS,
    opening_index=OPENING_INDEX,
    indexing=INDEXING,
    mode_llm="modelo: {model}",
    mode_extractive="modo extractivo: frases de los artículos, sin modelo de lenguaje",
    mode_chosen="frases de los artículos, elegidas con el modelo {model}",
    mode_none="sin modelo de lenguaje",
    mode_coming="cargando el modelo de lenguaje{share}; mientras tanto, frases de los artículos",
    articles_one="{count} artículo",
    articles_many="{count} artículos",
    passages_one="{count} pasaje",
    passages_many="{count} pasajes",
    uncalibrated="modelo de embeddings sin calibrar: se decide con prudencia, solo por palabras, cifras y nombres",
    empty="archivo vacío: añade artículos en «Archivo» o con «hemeroteca index CARPETA» en una terminal",
    looking="Indexando…",
    growing="Indexando: {done} de {total} archivos",
    unindexed="La indexación se ha interrumpido",
    soon="queda un minuto o menos",
    minutes="quedan unos {minutes} min",
    hours="quedan unas {hours} h {minutes} min",
)

EN = StatusStrings(
    loading="Opening the archive…",
    unopened="The archive could not be opened",
    loading_programs="Loading the programs",
    opening_index="Opening the index and the search model",
    indexing="Indexing articles",
    mode_llm="model: {model}",
    mode_extractive="extractive mode: sentences of the articles, no language model",
    mode_chosen="sentences of the articles, chosen with the model {model}",
    mode_none="no language model",
    mode_coming="loading the language model{share}; meanwhile, sentences of the articles",
    articles_one="{count} article",
    articles_many="{count} articles",
    passages_one="{count} passage",
    passages_many="{count} passages",
    uncalibrated="embedding model without calibration: decided with caution, by words, figures and names alone",
    empty="empty archive: add articles in “Archive”, or with “hemeroteca index FOLDER” in a terminal",
    looking="Indexing…",
    growing="Indexing: {done} of {total} files",
    unindexed="Indexing has broken off",
    soon="a minute or less left",
    minutes="about {minutes} min left",
    hours="about {hours} h {minutes} min left",
)
