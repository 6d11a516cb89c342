"""What the page says of taking a conversation along, and of questions that could be asked next."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EN", "ES", "TakingStrings"]


@dataclass(frozen=True, slots=True)
class TakingStrings:
    """The words of one language; braces stand for values."""

    examples: str
    follow_ups: str
    copy_answer: str
    copy_answer_title: str
    copied: str
    not_copied: str
    save_markdown: str
    save_page: str
    print_page: str
    file_name: str
    export_title: str
    export_proof: str
    export_near: str
    export_nearest: str
    export_unfinished: str
    export_place: str


ES = TakingStrings(
    examples="Preguntas que este archivo responde",
    follow_ups="El archivo responde también",
    copy_answer="Copiar con sus fuentes",
    copy_answer_title="Copiar esta respuesta con sus fuentes al pie",
    copied="Copiada, con sus fuentes al pie.",
    not_copied="El navegador no deja copiar aquí: guarda la conversación como Markdown.",
    save_markdown="Markdown",
    save_page="Página",
    print_page="Imprimir",
    file_name="conversacion",
    export_title="Conversación con la hemeroteca",
    export_proof="Lo prueba",
    export_near="En otras palabras",
    export_nearest="Lo más cercano",
    export_unfinished="La respuesta no estaba terminada",
    export_place="caracteres {start}–{end}",
)

EN = TakingStrings(
    examples="Questions that this archive answers",
    follow_ups="The archive also answers",
    copy_answer="Copy with its sources",
    copy_answer_title="Copy this answer with its sources as footnotes",
    copied="Copied, with its sources as footnotes.",
    not_copied="The browser does not allow copying here: save the conversation as Markdown.",
    save_markdown="Markdown",
    save_page="Page",
    print_page="Print",
    file_name="conversation",
    export_title="Conversation with the archive",
    export_proof="Proven by",
    export_near="In other words",
    export_nearest="The nearest",
    export_unfinished="The answer was not finished",
    export_place="characters {start}–{end}",
)
