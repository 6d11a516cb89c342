"""What the page says of conversations that are kept, in Spanish and in English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["EN", "ES", "ConversationStrings"]


@dataclass(frozen=True, slots=True)
class ConversationStrings:
    """The words of one language; braces stand for values."""

    heading: str
    search: str
    search_hint: str
    none: str
    none_found: str
    rename: str
    delete: str
    title: str
    save: str
    cancel: str
    delete_asked: str
    delete_sure: str
    busy: str
    today: str
    yesterday: str
    earlier: str
    not_kept: str

    def day(self, day: date, today: date) -> str:
        """A day as today or yesterday; empty where it is another."""
        return {today: self.today, today - timedelta(days=1): self.yesterday}.get(day, "")


ES = ConversationStrings(
    heading="Tus conversaciones",
    search="Buscar en tus conversaciones",
    search_hint="Buscar…",
    none="Aquí quedarán las conversaciones que empieces.",
    none_found="Ninguna conversación tiene esas palabras.",
    rename="Cambiar el título de «{title}»",
    delete="Borrar «{title}»",
    title="Título de la conversación",
    save="Guardar",
    cancel="Cancelar",
    delete_asked="¿Borrar «{title}»? No se puede deshacer.",
    delete_sure="Borrar",
    busy="Se está escribiendo una respuesta: espera a que termine, o detenla, para abrir otra conversación.",
    today="hoy",
    yesterday="ayer",
    earlier="Mostrar lo anterior de esta conversación",
    not_kept="La conversación no se ha podido guardar: {reason}",
)

EN = ConversationStrings(
    heading="Your conversations",
    search="Search your conversations",
    search_hint="Search…",
    none="The conversations that you begin will be kept here.",
    none_found="No conversation has these words.",
    rename="Change the title of “{title}”",
    delete="Delete “{title}”",
    title="Title of the conversation",
    save="Save",
    cancel="Cancel",
    delete_asked="Delete “{title}”? This cannot be undone.",
    delete_sure="Delete",
    busy="An answer is being written: wait until it ends, or stop it, to open another conversation.",
    today="today",
    yesterday="yesterday",
    earlier="Show what came before in this conversation",
    not_kept="The conversation could not be kept: {reason}",
)
