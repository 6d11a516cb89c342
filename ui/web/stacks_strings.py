"""The words of the view of the archive, in Spanish and English; see `ui.web.strings`."""

from __future__ import annotations

from dataclasses import dataclass

from rag.types import Fate, Order, Shift

__all__ = ["EN", "ES", "StacksStrings"]


@dataclass(frozen=True, slots=True)
class StacksStrings:
    """The words of one language; braces stand for values."""

    reading_room: str
    archive: str
    # Finding
    find: str
    find_hint: str
    since: str
    until: str
    day_hint: str
    outlet: str
    language: str
    section: str
    any: str
    order: str
    newest: str
    oldest: str
    title: str
    show: str
    clear: str
    bad_since: str
    bad_until: str
    crossed: str
    # The list
    none: str
    range_one: str
    range: str
    best: str
    undated: str
    page: str
    previous: str
    following: str
    choose: str
    no_day: str
    # The timeline
    by_month: str
    by_year: str
    when: str
    number: str
    table: str
    # Adding
    add: str
    files: str
    files_limits: str
    address: str
    address_hint: str
    fetch: str
    closed: str
    no_address: str
    too_many: str
    crowded: str
    # Work that goes on
    doing: str
    did_files: str
    did_pages: str
    did_remove: str
    did_readmit: str
    did_reindex: str
    waiting: str
    keeping: str
    busy: str
    indexing: str
    done: str
    nothing_new: str
    broken: str
    gained: str
    changed: str
    lost: str
    binned_done: str
    excluded_done: str
    not_taken: str
    # Removing
    remove: str
    none_chosen: str
    sure: str
    fate_binned: str
    fate_excluded: str
    yes: str
    no: str
    reindex: str
    # What changed
    lately: str
    nothing_lately: str
    added: str
    updated: str
    removed: str
    out: str
    out_note: str
    readmit: str

    def ordered(self, order: Order) -> str:
        """The name of an order."""
        return {Order.NEWEST: self.newest, Order.OLDEST: self.oldest, Order.TITLE: self.title}[order]

    def shifted(self, shift: Shift) -> str:
        """What has happened to an article."""
        return {Shift.ADDED: self.added, Shift.UPDATED: self.updated, Shift.REMOVED: self.removed}[shift]

    def fated(self, fate: Fate) -> str:
        """What removing an article does."""
        return self.fate_binned if fate is Fate.BINNED else self.fate_excluded


ES = StacksStrings(
    reading_room="Sala de lectura",
    archive="Archivo",
    find="Buscar en los artículos",
    find_hint="palabras del título o del texto",
    since="Desde",
    until="Hasta",
    day_hint="2024-05-31",
    outlet="Medio",
    language="Idioma",
    section="Sección",
    any="cualquiera",
    order="Orden",
    newest="más recientes primero",
    oldest="más antiguos primero",
    title="por título",
    show="Buscar",
    clear="Quitar filtros",
    bad_since="«Desde» no es una fecha: escribe 2024, 2024-05 o 2024-05-31.",
    bad_until="«Hasta» no es una fecha: escribe 2024, 2024-05 o 2024-05-31.",
    crossed="«Hasta» cae antes que «Desde»: no hay ningún día entre los dos.",
    none="Ningún artículo. Prueba con otras palabras o quita algún filtro.",
    range_one="1 artículo",
    range="{first}–{last} de {total} artículos",
    best="son muchos: solo se han mirado los pasajes más afines",
    undated="{count} sin fecha conocida",
    page="Página {page} de {pages}",
    previous="← Anterior",
    following="Siguiente →",
    choose="Marcar «{title}»",
    no_day="sin fecha",
    by_month="Artículos por mes",
    by_year="Artículos por año",
    when="Cuándo",
    number="Artículos",
    table="Ver como tabla",
    add="Añadir artículos",
    files="Suelta archivos aquí o pulsa para elegirlos",
    files_limits="Hasta {files} archivos de una vez, de {megabytes} MB como mucho cada uno: {kinds}.",
    address="O pega la dirección de una página",
    address_hint="https://…",
    fetch="Añadir página",
    closed="En esta página no se pueden añadir artículos: así lo dice su configuración.",
    no_address="Pega primero una dirección que empiece por http:// o https://.",
    too_many="Son {count} archivos y caben {limit} de una vez: no se ha añadido ninguno.",
    crowded="Hay demasiadas tareas en marcha: espera a que acabe alguna.",
    doing="Tareas",
    did_files="Añadir archivos",
    did_pages="Añadir una página",
    did_remove="Quitar artículos",
    did_readmit="Recuperar artículos",
    did_reindex="Volver a indexar",
    waiting="espera su turno",
    keeping="guardando: {done} de {total}",
    busy="espera a que termine otra indexación",
    indexing="indexando",
    done="hecho",
    nothing_new="nada nuevo",
    broken="no se pudo",
    gained="añadidos: {count}",
    changed="actualizados: {count}",
    lost="ya no están: {count}",
    binned_done="a la papelera: {count}",
    excluded_done="apartados: {count}",
    not_taken="No se añadió:",
    remove="Quitar los marcados",
    none_chosen="Marca primero los artículos que quieres quitar.",
    sure="¿Quitar estos artículos del archivo? Las citas que ya se dieron se podrán seguir leyendo.",
    fate_binned="se añadió al archivo: su fichero pasa a la papelera",
    fate_excluded="su fichero se queda donde está y se deja de leer; se puede recuperar abajo",
    yes="Sí, quitar",
    no="No, dejarlos",
    reindex="Volver a indexar",
    lately="Últimos cambios",
    nothing_lately="Todavía no hay cambios anotados.",
    added="añadido",
    updated="actualizado",
    removed="quitado",
    out="Apartados",
    out_note="Sus ficheros siguen en su carpeta, pero no se leen.",
    readmit="Recuperar los marcados",
)

EN = StacksStrings(
    reading_room="Reading room",
    archive="Archive",
    find="Search the articles",
    find_hint="words of the title or the text",
    since="From",
    until="To",
    day_hint="2024-05-31",
    outlet="Outlet",
    language="Language",
    section="Section",
    any="any",
    order="Order",
    newest="newest first",
    oldest="oldest first",
    title="by title",
    show="Search",
    clear="Clear filters",
    bad_since="“From” is not a date: write 2024, 2024-05 or 2024-05-31.",
    bad_until="“To” is not a date: write 2024, 2024-05 or 2024-05-31.",
    crossed="“To” comes before “From”: there is no day between them.",
    none="No articles. Try other words or remove a filter.",
    range_one="1 article",
    range="{first}–{last} of {total} articles",
    best="there are many: only the passages that match best were looked at",
    undated="{count} without a known date",
    page="Page {page} of {pages}",
    previous="← Previous",
    following="Next →",
    choose="Select “{title}”",
    no_day="no date",
    by_month="Articles by month",
    by_year="Articles by year",
    when="When",
    number="Articles",
    table="Show as a table",
    add="Add articles",
    files="Drop files here or press to choose them",
    files_limits="Up to {files} files at once, {megabytes} MB each at most: {kinds}.",
    address="Or paste the address of a page",
    address_hint="https://…",
    fetch="Add page",
    closed="No articles can be added on this page: its settings say so.",
    no_address="Paste an address first that begins with http:// or https://.",
    too_many="There are {count} files and room for {limit} at once: none has been added.",
    crowded="Too many tasks are under way: wait until one of them has ended.",
    doing="Tasks",
    did_files="Add files",
    did_pages="Add a page",
    did_remove="Remove articles",
    did_readmit="Restore articles",
    did_reindex="Index again",
    waiting="waits its turn",
    keeping="saving: {done} of {total}",
    busy="waits for another indexing run to end",
    indexing="indexing",
    done="done",
    nothing_new="nothing new",
    broken="failed",
    gained="added: {count}",
    changed="updated: {count}",
    lost="no longer there: {count}",
    binned_done="to the bin: {count}",
    excluded_done="set aside: {count}",
    not_taken="Not added:",
    remove="Remove selected",
    none_chosen="First select the articles that you want to remove.",
    sure="Remove these articles from the archive? Citations that were given can still be read.",
    fate_binned="it was added to the archive: its file goes to the bin",
    fate_excluded="its file stays where it is and is no longer read; it can be restored below",
    yes="Yes, remove",
    no="No, keep them",
    reindex="Index again",
    lately="Latest changes",
    nothing_lately="No changes have been noted yet.",
    added="added",
    updated="updated",
    removed="removed",
    out="Set aside",
    out_note="Their files are still in their folder, but are not read.",
    readmit="Restore selected",
)
