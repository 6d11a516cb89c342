"""Every word that the page itself says, in Spanish and in English.

Those of a view stand beside it, in its `NAME_strings.py`: a frozen class of words and its two values, `ES` and `EN`.
Here they come together, with what all views say alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rag.types import Document, Locator, locator_at
from ui.web import (
    access_strings,
    asking_strings,
    conversations_strings,
    feedback_strings,
    messages_strings,
    reading_strings,
    sources_strings,
    stacks_strings,
    status_strings,
    taking_strings,
)
from ui.web.access_strings import AccessStrings
from ui.web.asking_strings import AskingStrings
from ui.web.conversations_strings import ConversationStrings
from ui.web.feedback_strings import FeedbackStrings
from ui.web.messages_strings import MessageStrings
from ui.web.reading_strings import ReadingStrings
from ui.web.sources_strings import SourceStrings
from ui.web.stacks_strings import StacksStrings
from ui.web.status_strings import StatusStrings
from ui.web.taking_strings import TakingStrings

__all__ = ["EN", "ES", "Strings", "strings_for"]


@dataclass(frozen=True, slots=True)
class Strings:
    """The words of one language; braces stand for values."""

    code: str
    # The masthead
    promise: str
    language: str
    theme: str
    theme_system: str
    theme_light: str
    theme_dark: str
    # What is known of an article
    page: str
    chapter: str
    day: str
    months: str
    # The views
    access: AccessStrings
    asking: AskingStrings
    conversations: ConversationStrings
    feedback: FeedbackStrings
    messages: MessageStrings
    reading: ReadingStrings
    sources: SourceStrings
    stacks: StacksStrings
    status: StatusStrings
    taking: TakingStrings

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


ES = Strings(
    code="es",
    promise="Cada frase, probada con las palabras exactas de un artículo.",
    language="Idioma",
    theme="Tema",
    theme_system="Según el sistema",
    theme_light="Claro",
    theme_dark="Oscuro",
    page="pág. {label}",
    chapter="cap. {label}",
    day="{day} de {month} de {year}",
    months="enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    access=access_strings.ES,
    asking=asking_strings.ES,
    conversations=conversations_strings.ES,
    feedback=feedback_strings.ES,
    messages=messages_strings.ES,
    reading=reading_strings.ES,
    sources=sources_strings.ES,
    stacks=stacks_strings.ES,
    status=status_strings.ES,
    taking=taking_strings.ES,
)

EN = Strings(
    code="en",
    promise="Every sentence, proven with the exact words of an article.",
    language="Language",
    theme="Theme",
    theme_system="System",
    theme_light="Light",
    theme_dark="Dark",
    page="p. {label}",
    chapter="ch. {label}",
    day="{day} {month} {year}",
    months="January February March April May June July August September October November December",
    access=access_strings.EN,
    asking=asking_strings.EN,
    conversations=conversations_strings.EN,
    feedback=feedback_strings.EN,
    messages=messages_strings.EN,
    reading=reading_strings.EN,
    sources=sources_strings.EN,
    stacks=stacks_strings.EN,
    status=status_strings.EN,
    taking=taking_strings.EN,
)


def strings_for(accept_language: str | None) -> Strings:
    """The words for a reader, by the first choice of the browser: Spanish, or English to speakers of other languages.

    Args:
        accept_language: The header of that name, such as `es-PE,es;q=0.9,en;q=0.8`; Spanish where there is none.
    """
    first = (accept_language or "es").split(",")[0].strip().lower()
    return ES if first.split(";")[0].split("-")[0] in ("es", "*", "") else EN
