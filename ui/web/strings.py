"""Every word that the page itself says, in Spanish and in English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from rag.types import Document, Growth, Locator, locator_at
from ui.web import asking_strings, taking_strings
from ui.web.conversations_strings import CONVERSATION_STRINGS
from ui.web.stacks_strings import STACKS_CATALOGUES

__all__ = [
    "CATALOGUES",
    "EN",
    "ES",
    "INDEXING",
    "LOADING_MODEL",
    "LOADING_PROGRAMS",
    "OPENING_INDEX",
    "Strings",
    "strings_for",
]

LOADING_PROGRAMS, OPENING_INDEX, INDEXING, LOADING_MODEL = (
    "Cargando los programas",
    "Abriendo el índice y el modelo de búsqueda",
    "Indexando artículos",
    "Cargando el modelo de lenguaje",
)
"""What is done while the archive is opened, as it is told; one telling serves readers of every language."""

_STEPS: dict[str, dict[str, str]] = {
    "es": {},
    "en": {
        LOADING_PROGRAMS: "Loading the programs",
        OPENING_INDEX: "Opening the index and the search model",
        INDEXING: "Indexing articles",
        LOADING_MODEL: "Loading the language model",
    },
}


@dataclass(frozen=True, slots=True)
class Strings:
    """The words of one language; braces stand for values."""

    code: str
    # The frame
    promise: str
    welcome: str
    conversation: str
    question_label: str
    question_placeholder: str
    ask: str
    stop: str
    new: str
    sources: str
    sources_heading: str
    sources_open: str
    sources_empty: str
    back: str
    language: str
    theme: str
    theme_system: str
    theme_light: str
    theme_dark: str
    # The archive
    loading: str
    unopened: str
    mode_llm: str
    mode_extractive: str
    mode_chosen: str
    mode_none: str
    articles_one: str
    articles_many: str
    passages_one: str
    passages_many: str
    uncalibrated: str
    looking: str
    growing: str
    unindexed: str
    soon: str
    minutes: str
    hours: str
    # A question on its way
    waiting_archive: str
    searching: str
    reading_one: str
    reading_many: str
    searched: str
    filters: str
    take_off: str
    restoring: str
    too_long: str
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
    # Sources
    proofs: str
    grounds: str
    reworded_note: str
    evidence: str
    evidence_nearest: str
    previous: str
    next: str
    steps: str
    article: str
    whole: str
    close: str
    copy_link: str
    copied: str
    uncopied: str
    article_waits: str
    article_unknown: str
    span_unknown: str
    page: str
    chapter: str
    cut: str
    changed_since: str
    gone_since: str
    source_lost: str
    day: str
    months: str

    def date(self, day: date) -> str:
        """A day as one writes it in this language."""
        return self.day.format(day=day.day, month=self.months.split()[day.month - 1], year=day.year)

    def place(self, locator: Locator) -> str:
        """A page or a chapter, as one writes it in this language; of another kind of place its label."""
        said = {"page": self.page, "chapter": self.chapter}.get(locator.kind, "{label}")
        return said.format(label=locator.label)

    def facts(self, document: Document, start: int | None = None) -> list[str]:
        """What is known of an article, and of the place in its file where an offset lies: who, when, where."""
        locator = locator_at(document, start) if start is not None else None
        day = self.date(document.published) if document.published else ""
        where = self.place(locator) if locator else ""
        return [fact for fact in (document.outlet, document.author, day, where, document.source) if fact]

    def step(self, told: str) -> str:
        """What is being done while the archive is opened, in this language; the name of a file stays as it is."""
        what, dots, rest = told.partition("…")
        return f"{_STEPS[self.code].get(what, what)}{dots}{rest}"

    def growth(self, growth: Growth) -> str:
        """How far the index is, and how long the rest takes where that is known."""
        if not growth.total:
            return self.looking
        said = self.growing.format(done=growth.done, total=growth.total)
        return said if growth.seconds_left is None else f"{said}, {self._span(growth.seconds_left)}"

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

    def rewording(self, words: Sequence[str]) -> str:
        """Which words of a paraphrase are the answer's own."""
        return self.own_words.format(words=", ".join(self.own_word.format(word=word) for word in words))

    def reading(self, count: int) -> str:
        """That the passages found are being read."""
        return (self.reading_one if count == 1 else self.reading_many).format(count=count)


ES = Strings(
    code="es",
    promise="Cada frase, probada con las palabras exactas de un artículo.",
    welcome="Pregunta al archivo",
    conversation="Conversación",
    question_label="Tu pregunta",
    question_placeholder="Escribe una pregunta…",
    ask="Preguntar",
    stop="Detener",
    new="Nueva conversación",
    sources="Fuentes",
    sources_heading="## Fuentes",
    sources_open="Ver las fuentes",
    sources_empty="Aquí aparecerán los pasajes que se consultan y, al pulsar un número de la respuesta, "
    "el artículo con las palabras exactas que la prueban.",
    back="Volver a la respuesta",
    language="Idioma",
    theme="Tema",
    theme_system="Según el sistema",
    theme_light="Claro",
    theme_dark="Oscuro",
    loading="Abriendo el archivo…",
    unopened="No se pudo abrir el archivo",
    mode_llm="modelo: {model}",
    mode_extractive="modo extractivo: frases de los artículos, sin modelo de lenguaje",
    mode_chosen="frases de los artículos, elegidas con el modelo {model}",
    mode_none="sin modelo de lenguaje",
    articles_one="{count} artículo",
    articles_many="{count} artículos",
    passages_one="{count} pasaje",
    passages_many="{count} pasajes",
    uncalibrated="modelo de embeddings sin calibrar: se decide con prudencia, solo por palabras, cifras y nombres",
    looking="Indexando…",
    growing="Indexando: {done} de {total} archivos",
    unindexed="La indexación se ha interrumpido",
    soon="queda un minuto o menos",
    minutes="quedan unos {minutes} min",
    hours="quedan unas {hours} h {minutes} min",
    waiting_archive="Tu pregunta espera a que se abra el archivo.",
    searching="Buscando en el archivo…",
    reading_one="Leyendo el pasaje encontrado…",
    reading_many="Leyendo los {count} pasajes encontrados…",
    searched="Se buscó:",
    filters="Solo en artículos:",
    take_off="Quitar el filtro «{filter}» y preguntar otra vez",
    restoring="La respuesta volverá con sus fuentes cuando se abra el archivo.",
    too_long="La pregunta tiene {length} caracteres y caben {limit}: acórtala, por favor.",
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
    proofs="Palabras que prueban la respuesta",
    grounds="Palabras en que se apoya la respuesta",
    reworded_note="≈ la respuesta lo dice con otras palabras: compáralas",
    evidence="Pasajes consultados",
    evidence_nearest="Lo más cercano que hay en el archivo",
    previous="Anterior",
    next="Siguiente",
    steps="Cita {number} de {count}",
    article="Artículo",
    whole="Leer el artículo entero",
    close="Volver a las fuentes",
    copy_link="Copiar enlace",
    copied="Enlace copiado.",
    uncopied="El navegador no deja copiar: aquí está el enlace.",
    article_waits="El artículo se mostrará cuando se abra el archivo.",
    article_unknown="El enlace señala un artículo que no está en este archivo: quizá se quitó, o es de otro.",
    span_unknown="El enlace señala un pasaje que este artículo no tiene; se muestra el artículo.",
    page="pág. {label}",
    chapter="cap. {label}",
    cut="[…]",
    changed_since="Este artículo ha cambiado desde entonces; aquí se lee como era cuando se citó.",
    gone_since="Este artículo ya no está en el archivo; aquí se lee como era cuando se citó.",
    source_lost="las palabras citadas ya no están en el archivo",
    day="{day} de {month} de {year}",
    months="enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
)

EN = Strings(
    code="en",
    promise="Every sentence, proven with the exact words of an article.",
    welcome="Ask the archive",
    conversation="Conversation",
    question_label="Your question",
    question_placeholder="Type a question…",
    ask="Ask",
    stop="Stop",
    new="New conversation",
    sources="Sources",
    sources_heading="## Sources",
    sources_open="Show the sources",
    sources_empty="The passages that are consulted will appear here and, when you press a number in the answer, "
    "the article with the exact words that prove it.",
    back="Back to the answer",
    language="Language",
    theme="Theme",
    theme_system="As the system",
    theme_light="Light",
    theme_dark="Dark",
    loading="Opening the archive…",
    unopened="The archive could not be opened",
    mode_llm="model: {model}",
    mode_extractive="extractive mode: sentences of the articles, no language model",
    mode_chosen="sentences of the articles, chosen with the model {model}",
    mode_none="no language model",
    articles_one="{count} article",
    articles_many="{count} articles",
    passages_one="{count} passage",
    passages_many="{count} passages",
    uncalibrated="embedding model without calibration: decided with caution, by words, figures and names alone",
    looking="Indexing…",
    growing="Indexing: {done} of {total} files",
    unindexed="Indexing has broken off",
    soon="a minute or less left",
    minutes="about {minutes} min left",
    hours="about {hours} h {minutes} min left",
    waiting_archive="Your question waits for the archive to open.",
    searching="Searching the archive…",
    reading_one="Reading the passage found…",
    reading_many="Reading the {count} passages found…",
    searched="Searched for:",
    filters="Only in articles:",
    take_off="Take off the filter “{filter}” and ask again",
    restoring="The answer will be back with its sources when the archive is open.",
    too_long="The question has {length} characters and there is room for {limit}: please shorten it.",
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
    proofs="Words that prove the answer",
    grounds="Words that the answer rests on",
    reworded_note="≈ the answer says it in other words: compare them",
    evidence="Passages consulted",
    evidence_nearest="The nearest that the archive holds",
    previous="Previous",
    next="Next",
    steps="Citation {number} of {count}",
    article="Article",
    whole="Read the whole article",
    close="Back to the sources",
    copy_link="Copy link",
    copied="Link copied.",
    uncopied="The browser does not allow copying: here is the link.",
    article_waits="The article will be shown when the archive is open.",
    article_unknown="The link leads to an article that is not in this archive: removed, perhaps, or of another one.",
    span_unknown="The link leads to a passage that this article does not have; the article is shown.",
    page="p. {label}",
    chapter="ch. {label}",
    cut="[…]",
    changed_since="This article has changed since; it is shown as it was when it was cited.",
    gone_since="This article is no longer in the archive; it is shown as it was when it was cited.",
    source_lost="the words that were cited are no longer in the archive",
    day="{day} {month} {year}",
    months="January February March April May June July August September October November December",
)

CATALOGUES = {
    strings.code: asdict(strings)
    | asking_strings.CATALOGUES[strings.code]
    | asdict(CONVERSATION_STRINGS[strings.code])
    | asdict(taking)
    | STACKS_CATALOGUES[strings.code]
    for strings, taking in ((ES, taking_strings.ES), (EN, taking_strings.EN))
}
"""The same as plain mappings, for what the browser translates itself."""


def strings_for(accept_language: str | None) -> Strings:
    """The words for a reader, by the first choice of the browser: Spanish, or English to speakers of other languages.

    Args:
        accept_language: The header of that name, such as `es-PE,es;q=0.9,en;q=0.8`; Spanish where there is none.
    """
    first = (accept_language or "es").split(",")[0].strip().lower()
    return ES if first.split(";")[0].split("-")[0] in ("es", "*", "") else EN
