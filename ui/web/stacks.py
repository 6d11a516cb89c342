"""The view of the archive: articles found, added and removed; what stands where, and which event calls which handler.

What a handler shows is made by `ui.web.stacks_shown`; what takes long is done by `ui.serving.chores`, and a timer asks
how far it is while it goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import gradio as gr

from rag.errors import FilterError, HemerotecaError
from rag.languages import language_of
from rag.questions.options import read_days
from rag.types import Filters, Handed, Listing, Order, Timeline
from ui.serving.chores import Chores
from ui.serving.opening import Archive, Opening, Ready
from ui.web.escaping import escape
from ui.web.notices import notice, told_fault
from ui.web.readers import reader_of, strings_of
from ui.web.stacks_shown import (
    PAGE,
    confirmation,
    excluded_list,
    list_of,
    page_count,
    recent,
    summary,
    tasks,
    timeline_of,
)
from ui.web.strings import Strings
from ui.web.translations import TRANSLATIONS
from ui.web.uploading import refusal_line

__all__ = ["StacksParts", "UploadLimits", "lay_out_stacks", "wire_stacks"]

TICK_SECONDS = 1.0
"""How often a page asks how far its work is."""

NAMES_OFFERED = 200
"""Outlets and sections that are offered, those of most articles."""

LONGEST_SEARCH = 300
"""Characters of a search that are read."""

LONGEST_ADDRESS = 2000

CHOSEN_HERE = "() => [window.hemerotecaStacks?.chosen('fondo-lista') ?? '']"
CHOSEN_OUT = "() => [window.hemerotecaStacks?.chosen('fondo-apartados') ?? '']"
"""The ids of the articles that are marked, with a space between them: see stacks.js."""

Changes = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """What is taken at once, said before anything is sent; without files, nothing is added."""

    files: int = 20
    bytes: int = 20_000_000


@dataclass(frozen=True, slots=True)
class StacksParts:
    """The components of the view."""

    tab: gr.Tab
    page: gr.State
    doomed: gr.State
    watch: gr.Timer
    words: gr.Textbox
    since: gr.Textbox
    until: gr.Textbox
    outlet: gr.Dropdown
    language: gr.Dropdown
    section: gr.Dropdown
    order: gr.Dropdown
    show: gr.Button
    clear: gr.Button
    notice: gr.HTML
    summary: gr.HTML
    timeline: gr.HTML
    articles: gr.HTML
    previous: gr.Button
    number: gr.HTML
    following: gr.Button
    chosen: gr.Textbox
    remove: gr.Button
    asking: gr.Column
    question: gr.HTML
    yes: gr.Button
    no: gr.Button
    limits: gr.HTML
    files: gr.File | None
    address: gr.Textbox | None
    fetch: gr.Button | None
    tasks: gr.HTML
    reindex: gr.Button
    recent: gr.HTML
    out: gr.HTML
    readmit: gr.Button

    @property
    def sought(self) -> list[Any]:
        """What says which articles are listed, and in which order."""
        return [self.words, self.since, self.until, self.outlet, self.language, self.section, self.order]

    @property
    def all(self) -> list[Any]:
        """Every one that a handler may change."""
        named = (getattr(self, name) for name in self.__dataclass_fields__ if name != "tab")
        return [part for part in named if part is not None]


def lay_out_stacks(tab: gr.Tab, limits: UploadLimits) -> StacksParts:
    """Put the view where it is called, in its tab."""
    page, doomed, watch = gr.State(0), gr.State(()), gr.Timer(TICK_SECONDS, active=False)
    chosen = gr.Textbox(visible="hidden")
    with gr.Row(elem_id="fondo"):
        with gr.Column(scale=3, min_width=300, elem_id="fondo-izquierda"):
            finding = _lay_out_finding()
            listing = _lay_out_list()
            removing = _lay_out_removing()
        with gr.Column(scale=2, min_width=300, elem_id="fondo-derecha"):
            adding = _lay_out_adding(limits)
            after = _lay_out_changes()
    laid = finding | listing | removing | adding | after
    return StacksParts(tab=tab, page=page, doomed=doomed, watch=watch, chosen=chosen, **laid)


def _lay_out_finding() -> dict[str, Any]:
    words = gr.Textbox(
        label=_say("find"), placeholder=_say("find_hint"), elem_id="fondo-palabras", max_length=LONGEST_SEARCH
    )
    with gr.Row(elem_classes="fondo-filtros"):
        day: dict[str, Any] = {"placeholder": _say("day_hint"), "max_length": 10, "min_width": 120}
        since = gr.Textbox(label=_say("since"), elem_id="fondo-desde", **day)
        until = gr.Textbox(label=_say("until"), elem_id="fondo-hasta", **day)
        orders = [(_say(order.value), order.value) for order in Order]
        order = gr.Dropdown(orders, value=Order.NEWEST.value, label=_say("order"), elem_id="fondo-orden", min_width=150)
    with gr.Row(elem_classes="fondo-filtros"):
        names = {field: _named(field) for field in ("outlet", "language", "section")}
    with gr.Row(elem_classes="fondo-botones"):
        clear = gr.Button(_say("clear"), size="sm", variant="secondary", elem_id="fondo-limpiar", scale=0)
        show = gr.Button(_say("show"), size="sm", variant="primary", elem_id="fondo-buscar", scale=0)
    return {"words": words, "since": since, "until": until, "order": order, "show": show, "clear": clear, **names}


def _named(field: str) -> gr.Dropdown:
    # What is chosen is compared with what articles say, and nothing else is done with it: any value will do.
    return gr.Dropdown(
        [(_say("any"), "")],
        value="",
        label=_say(field),
        elem_id=f"fondo-{field}",
        allow_custom_value=True,
        min_width=120,
    )


def _lay_out_list() -> dict[str, Any]:
    parts: dict[str, Any] = {
        "notice": gr.HTML(elem_id="fondo-aviso"),
        "summary": gr.HTML(elem_id="fondo-resumen"),
        "timeline": gr.HTML(elem_id="fondo-cronologia"),
        "articles": gr.HTML(elem_id="fondo-lista"),
    }
    with gr.Row(elem_id="fondo-paginas"):
        parts["previous"] = gr.Button(_say("previous"), size="sm", elem_id="fondo-anterior", interactive=False, scale=0)
        parts["number"] = gr.HTML(elem_id="fondo-pagina")
        parts["following"] = gr.Button(
            _say("following"), size="sm", elem_id="fondo-siguiente", interactive=False, scale=0
        )
    return parts


def _lay_out_removing() -> dict[str, Any]:
    remove = gr.Button(_say("remove"), size="sm", variant="secondary", elem_id="fondo-quitar")
    with gr.Column(visible=False, elem_id="fondo-confirmar") as asking:
        question = gr.HTML()
        with gr.Row(elem_classes="fondo-botones"):
            no = gr.Button(_say("no"), size="sm", variant="secondary", elem_id="fondo-no", scale=0)
            yes = gr.Button(_say("yes"), size="sm", variant="stop", elem_id="fondo-si", scale=0)
    return {"remove": remove, "asking": asking, "question": question, "yes": yes, "no": no}


def _lay_out_adding(limits: UploadLimits) -> dict[str, Any]:
    gr.Markdown(_say("add"), elem_classes="fondo-titulo")
    parts: dict[str, Any] = {"limits": gr.HTML(elem_id="fondo-limites"), "files": None, "address": None, "fetch": None}
    if limits.files:
        # Of any type: the archive looks at what is in a file, and has a reason for each that it does not take.
        parts["files"] = gr.File(label=_say("files"), file_count="multiple", height=150, elem_id="fondo-archivos")
        hint = {"placeholder": _say("address_hint"), "max_length": LONGEST_ADDRESS}
        parts["address"] = gr.Textbox(label=_say("address"), elem_id="fondo-direccion", **hint)
        parts["fetch"] = gr.Button(_say("fetch"), size="sm", variant="secondary", elem_id="fondo-traer")
    parts["tasks"] = gr.HTML(elem_id="fondo-tareas")
    return parts


def _lay_out_changes() -> dict[str, Any]:
    gr.Markdown(_say("lately"), elem_classes="fondo-titulo")
    return {
        "recent": gr.HTML(elem_id="fondo-cambios"),
        "reindex": gr.Button(_say("reindex"), size="sm", variant="secondary", elem_id="fondo-reindexar"),
        "out": gr.HTML(elem_id="fondo-apartados"),
        "readmit": gr.Button(_say("readmit"), size="sm", visible=False, elem_id="fondo-recuperar"),
    }


def _say(name: str) -> Any:
    return TRANSLATIONS(f"stacks_{name}")


def wire_stacks(parts: StacksParts, opening: Opening, chores: Chores, limits: UploadLimits) -> None:
    """Wire the view to an archive that may still be opening."""
    handlers = _Handlers(parts, opening, chores, limits)
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    sought, here = parts.sought, [*parts.sought, parts.page]
    parts.tab.select(handlers.enter, here, parts.all, **quiet)
    typed = [part.submit for part in (parts.words, parts.since, parts.until)]
    picked = [part.select for part in (parts.outlet, parts.language, parts.section, parts.order)]
    gr.on([*typed, *picked, parts.show.click], handlers.find, sought, parts.all, **quiet)
    parts.clear.click(handlers.clear, None, parts.all, **quiet)
    parts.previous.click(handlers.back, here, parts.all, **quiet)
    parts.following.click(handlers.forth, here, parts.all, **quiet)
    parts.remove.click(handlers.ask_removal, parts.chosen, parts.all, js=CHOSEN_HERE, **quiet)
    parts.no.click(handlers.keep, None, parts.all, **quiet)
    parts.yes.click(handlers.remove, parts.doomed, parts.all, **quiet)
    parts.reindex.click(handlers.reindex, None, parts.all, **quiet)
    parts.readmit.click(handlers.readmit, parts.chosen, parts.all, js=CHOSEN_OUT, **quiet)
    parts.watch.tick(handlers.look, here, parts.all, **quiet)
    if parts.files is not None and parts.address is not None and parts.fetch is not None:
        parts.files.upload(handlers.add_files, parts.files, parts.all, **quiet)
        gr.on([parts.address.submit, parts.fetch.click], handlers.add_page, parts.address, parts.all, **quiet)


class _Handlers:
    """What happens at each event; one for all sessions, so whatever belongs to one reader is passed in."""

    def __init__(self, parts: StacksParts, opening: Opening, chores: Chores, limits: UploadLimits) -> None:
        self._parts = parts
        self._opening = opening
        self._chores = chores
        self._limits = limits

    def enter(self, request: gr.Request, *sought: Any) -> Changes:
        """Show the view as its tab is chosen."""
        *asked, page = sought
        strings = strings_of(request)
        return {
            self._parts.limits: _limits(self._limits, strings),
            **self._names(strings),
            **self._listed(asked, int(page), strings),
            **self._around(request),
        }

    def find(self, request: gr.Request, *sought: Any) -> Changes:
        """Show the first page of what is sought."""
        return self._listed(sought, 0, strings_of(request))

    def clear(self, request: gr.Request) -> Changes:
        """Seek nothing: show every article."""
        parts = self._parts
        empty = ("", "", "", "", "", "", Order.NEWEST.value)
        return {**dict(zip(parts.sought, empty, strict=True)), **self._listed(empty, 0, strings_of(request))}

    def back(self, request: gr.Request, *sought: Any) -> Changes:
        """Show the page before."""
        *asked, page = sought
        return self._listed(asked, int(page) - 1, strings_of(request))

    def forth(self, request: gr.Request, *sought: Any) -> Changes:
        """Show the next page."""
        *asked, page = sought
        return self._listed(asked, int(page) + 1, strings_of(request))

    def ask_removal(self, chosen: str, request: gr.Request) -> Changes:
        """Ask back before anything is removed, with what that does to each article."""
        strings, archive = strings_of(request), self._archive()
        ids = _ids(chosen)
        if not ids or archive is None:
            return self._said(strings.stacks.none_chosen)
        try:
            fates, marked = archive.fates(ids), archive.listing(filters=Filters(ids=ids), limit=len(ids)).articles
        except HemerotecaError as error:
            return self._said(told_fault(error, strings))
        return {
            **self._said(""),
            self._parts.doomed: tuple(fates),
            self._parts.question: confirmation(marked, fates, strings),
            self._parts.asking: gr.update(visible=True),
        }

    def keep(self) -> Changes:
        """Remove nothing."""
        return {self._parts.doomed: (), self._parts.asking: gr.update(visible=False)}

    def remove(self, doomed: Sequence[str], request: gr.Request) -> Changes:
        """Remove what was asked back."""
        taken = not doomed or self._chores.remove(reader_of(request), tuple(doomed))
        return {**self.keep(), **self._begun(request, taken=taken)}

    def readmit(self, chosen: str, request: gr.Request) -> Changes:
        """Take marked articles back that were set aside."""
        ids = _ids(chosen)
        return self._begun(request, taken=not ids or self._chores.readmit(reader_of(request), ids))

    def reindex(self, request: gr.Request) -> Changes:
        """Bring the index up to its folders."""
        return self._begun(request, taken=self._chores.reindex(reader_of(request)))

    def add_files(self, files: Sequence[str] | None, request: gr.Request) -> Changes:
        """Take the files in that were dropped."""
        handed = [Handed(Path(file).name, Path(file)) for file in files or ()]
        emptied = {self._parts.files: None}
        if len(handed) > self._limits.files:
            self._chores.discard(handed)
            say = strings_of(request).stacks
            return {**emptied, **self._said(say.too_many.format(count=len(handed), limit=self._limits.files))}
        taken = not handed or self._chores.add_files(reader_of(request), handed)
        return {**emptied, **self._begun(request, taken=taken)}

    def add_page(self, address: str, request: gr.Request) -> Changes:
        """Take the page in whose address was pasted."""
        address = address.strip()
        if not address.lower().startswith(("http://", "https://")):
            return self._said(strings_of(request).stacks.no_address)
        taken = self._chores.add_pages(reader_of(request), [address[:LONGEST_ADDRESS]])
        return {self._parts.address: "", **self._begun(request, taken=taken)}

    def look(self, request: gr.Request, *sought: Any) -> Changes:
        """Say how far the work is, and show the list anew once it has ended."""
        strings = strings_of(request)
        around = self._around(request)
        if self._is_working(request):
            return {self._parts.tasks: around[self._parts.tasks]}
        *asked, page = sought
        return {**self._names(strings), **self._listed(asked, int(page), strings), **around}

    def _begun(self, request: gr.Request, *, taken: bool) -> Changes:
        strings = strings_of(request)
        return {
            **self._said("" if taken else strings.stacks.crowded),
            self._parts.tasks: tasks(self._chores.of(reader_of(request)), strings),
            self._parts.watch: gr.Timer(active=True),
        }

    def _around(self, request: gr.Request) -> Changes:
        """What stands beside the list: the work that goes on, what changed, and what is set aside."""
        parts, strings, archive = self._parts, strings_of(request), self._archive()
        working = self._is_working(request)
        changed: Changes = {
            parts.tasks: tasks(self._chores.of(reader_of(request)), strings),
            parts.watch: gr.Timer(active=working or archive is None),
        }
        if archive is not None:
            try:
                out = archive.excluded()
                changed[parts.recent] = recent(archive.changes(), strings)
                changed[parts.out] = excluded_list(out, strings)
                changed[parts.readmit] = gr.update(visible=bool(out))
            except HemerotecaError as error:
                changed |= self._said(told_fault(error, strings))
        return changed

    def _is_working(self, request: gr.Request) -> bool:
        return any(not chore.stage.final for chore in self._chores.of(reader_of(request)))

    def _names(self, strings: Strings) -> Changes:
        """What the archive knows to choose from."""
        archive = self._archive()
        if archive is None:
            return {}
        say = strings.stacks
        try:
            held = {field: archive.names(field) for field in ("outlet", "language", "section")}
        except HemerotecaError:
            return {}
        return {
            getattr(self._parts, field): gr.update(choices=[(say.any, ""), *_choices(field, names)])
            for field, names in held.items()
        }

    def _listed(self, asked: Sequence[Any], page: int, strings: Strings) -> Changes:
        archive = self._archive()
        if archive is None:
            return {self._parts.summary: f'<p class="resumen">{escape(strings.status.loading)}</p>'}
        words, order = str(asked[0] or "")[:LONGEST_SEARCH], Order(asked[-1] or Order.NEWEST)
        try:
            filters = _filters(asked, strings)
            timeline = archive.timeline(words, filters)
            page = max(page, 0)
            listing = archive.listing(words, filters, order=order, limit=PAGE, offset=page * PAGE)
            if not listing.articles and listing.total:  # some have gone since: the last page is another
                page = page_count(listing.total) - 1
                listing = archive.listing(words, filters, order=order, limit=PAGE, offset=page * PAGE)
        except HemerotecaError as error:
            return self._said(told_fault(error, strings))
        return self._shown(listing, timeline, page, strings)

    def _shown(self, listing: Listing, timeline: Timeline, page: int, strings: Strings) -> Changes:
        parts, say, pages = self._parts, strings.stacks, page_count(listing.total)
        number = escape(say.page.format(page=page + 1, pages=pages)) if pages > 1 else ""
        return {
            **self._said(""),
            parts.page: page,
            parts.summary: summary(listing, timeline, page, strings),
            parts.timeline: timeline_of(timeline, strings),
            parts.articles: list_of(listing.articles, strings),
            parts.number: f'<p class="datos">{number}</p>',
            parts.previous: gr.update(interactive=page > 0),
            parts.following: gr.update(interactive=page + 1 < pages),
        }

    def _said(self, text: str) -> Changes:
        return {self._parts.notice: notice(text)}

    def _archive(self) -> Archive | None:
        state = self._opening.state()
        return state.archive if isinstance(state, Ready) else None


def _filters(asked: Sequence[Any], strings: Strings) -> Filters:
    """What is sought as filters.

    Raises:
        FilterError: A day that cannot be read, told in the reader's language.
    """
    say = strings.stacks
    _, since, until, outlet, language, section, _ = (str(value or "").strip() for value in asked)
    first = _day(since, say.bad_since, last=False)
    last = _day(until, say.bad_until, last=True)
    if first and last and last < first:
        raise FilterError(say.crossed)
    return Filters(since=first, until=last, outlet=outlet, language=language, section=section)


def _day(text: str, fault: str, *, last: bool) -> date | None:
    if not text:
        return None
    try:
        days = read_days(text)
    except FilterError:
        raise FilterError(fault) from None
    return days.last if last else days.first


def _choices(field: str, names: Mapping[str, int]) -> list[tuple[str, str]]:
    shown = list(names.items())[:NAMES_OFFERED]
    return [(f"{language_of(name).name if field == 'language' else name} ({number})", name) for name, number in shown]


def _ids(chosen: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chosen.split()))[:PAGE]


def _limits(limits: UploadLimits, strings: Strings) -> str:
    say = strings.stacks
    if not limits.files:
        return f'<p class="datos">{escape(say.closed)}</p>'
    from rag.corpus.kinds import KINDS  # the page is drawn without what reads files

    kinds = " ".join(suffix for kind in KINDS for suffix in kind.suffixes)
    megabytes = f"{limits.bytes / 1e6:g}".replace(".", "," if strings.code == "es" else ".")
    said = say.files_limits.format(files=limits.files, megabytes=megabytes, kinds=kinds)
    return f'<p class="datos">{escape(said)}</p>{refusal_line(limits.files, limits.bytes, megabytes, strings)}'
