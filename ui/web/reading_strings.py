"""What stands around the conversation and its sources, in Spanish and in English."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EN", "ES", "ReadingStrings"]


@dataclass(frozen=True, slots=True)
class ReadingStrings:
    """The words of one language; braces stand for values."""

    welcome: str
    conversation: str
    question_label: str
    question_placeholder: str
    ask: str
    stop: str
    new: str
    too_long: str
    sources_heading: str
    sources_open: str
    back: str


ES = ReadingStrings(
    welcome="Pregunta al archivo",
    conversation="Conversación",
    question_label="Tu pregunta",
    question_placeholder="Escribe una pregunta…",
    ask="Preguntar",
    stop="Detener",
    new="Nueva conversación",
    too_long="La pregunta tiene {length} caracteres y caben {limit}: acórtala, por favor.",
    sources_heading="## Fuentes",
    sources_open="Ver las fuentes",
    back="Volver a la respuesta",
)

EN = ReadingStrings(
    welcome="Ask the archive",
    conversation="Conversation",
    question_label="Your question",
    question_placeholder="Type a question…",
    ask="Ask",
    stop="Stop",
    new="New conversation",
    too_long="The question has {length} characters and there is room for {limit}: please shorten it.",
    sources_heading="## Sources",
    sources_open="Show the sources",
    back="Back to the answer",
)
