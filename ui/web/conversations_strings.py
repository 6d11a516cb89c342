"""What the page says of conversations that are kept and of what readers say of answers, in Spanish and in English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["CONVERSATION_STRINGS", "ConversationStrings"]


@dataclass(frozen=True, slots=True)
class ConversationStrings:
    """The words of one language; braces stand for values."""

    # The list
    kept_conversations: str
    kept_search: str
    kept_search_hint: str
    kept_none: str
    kept_none_found: str
    kept_rename: str
    kept_delete: str
    kept_title: str
    kept_save: str
    kept_cancel: str
    kept_delete_asked: str
    kept_delete_sure: str
    kept_busy: str
    kept_today: str
    kept_yesterday: str
    kept_earlier: str
    kept_not: str
    # What readers say of answers
    judged_good: str
    judged_wrong: str
    judged_unsaid: str
    judged_taken_back: str
    judged_explained: str
    judged_why: str
    judged_why_hint: str
    judged_send: str
    unsaid: str
    unsaid_title: str

    def day(self, day: date, today: date) -> str:
        """A day as today or yesterday; empty where it is another."""
        return {today: self.kept_today, today - timedelta(days=1): self.kept_yesterday}.get(day, "")


CONVERSATION_STRINGS = {
    "es": ConversationStrings(
        kept_conversations="Tus conversaciones",
        kept_search="Buscar en tus conversaciones",
        kept_search_hint="Buscar…",
        kept_none="Aquí quedarán las conversaciones que empieces.",
        kept_none_found="Ninguna conversación lo dice.",
        kept_rename="Cambiar el título de «{title}»",
        kept_delete="Borrar «{title}»",
        kept_title="Título de la conversación",
        kept_save="Guardar",
        kept_cancel="Cancelar",
        kept_delete_asked="¿Borrar «{title}»? No se puede deshacer.",
        kept_delete_sure="Borrar",
        kept_busy="Se está escribiendo una respuesta: espera a que termine, o detenla, para abrir otra conversación.",
        kept_today="hoy",
        kept_yesterday="ayer",
        kept_earlier="Mostrar lo anterior de esta conversación",
        kept_not="La conversación no se ha podido guardar: {reason}",
        judged_good="Gracias: anotado que la respuesta es buena.",
        judged_wrong="Gracias: anotado que la respuesta es mala.",
        judged_unsaid="Gracias: anotado que la cita {number} no lo dice.",
        judged_taken_back="Retirado.",
        judged_explained="Gracias: anotado.",
        judged_why="¿Por qué? Una palabra ayuda (no hace falta)",
        judged_why_hint="¿Por qué? (no hace falta)",
        judged_send="Enviar",
        unsaid="esta cita no lo dice",
        unsaid_title="Decir que la cita {number} no dice lo que la respuesta",
    ),
    "en": ConversationStrings(
        kept_conversations="Your conversations",
        kept_search="Search your conversations",
        kept_search_hint="Search…",
        kept_none="The conversations that you begin will be kept here.",
        kept_none_found="No conversation says that.",
        kept_rename="Change the title of “{title}”",
        kept_delete="Delete “{title}”",
        kept_title="Title of the conversation",
        kept_save="Save",
        kept_cancel="Cancel",
        kept_delete_asked="Delete “{title}”? This cannot be undone.",
        kept_delete_sure="Delete",
        kept_busy="An answer is being written: wait until it ends, or stop it, to open another conversation.",
        kept_today="today",
        kept_yesterday="yesterday",
        kept_earlier="Show what came before in this conversation",
        kept_not="The conversation could not be kept: {reason}",
        judged_good="Thank you: noted that the answer is good.",
        judged_wrong="Thank you: noted that the answer is wrong.",
        judged_unsaid="Thank you: noted that citation {number} does not say it.",
        judged_taken_back="Taken back.",
        judged_explained="Thank you: noted.",
        judged_why="Why? A word helps (you need not)",
        judged_why_hint="Why? (you need not)",
        judged_send="Send",
        unsaid="this citation does not say it",
        unsaid_title="Say that citation {number} does not say what the answer says",
    ),
}
"""By the code of the language."""
