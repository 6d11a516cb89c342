"""The view of the archive: articles found and listed; what stands where, and which event calls which handler.

What a handler shows is made by `ui.web.stacks_shown`. Those who may change the archive do so by `ui.web.curating`,
which stands in the same view; a timer asks how far that is while it goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import gradio as gr

from rag.errors import FilterError, HemerotecaError
from rag.languages import language_of
from rag.questions.options import read_days
from rag.types import Filters, Listing, Order, Timeline
from ui.serving.chores import Chores
from ui.serving.opening import Archive, Opening, Ready
from ui.web.curating import (
    Curating,
    CuratingParts,
    Rights,
    lay_out_adding,
    lay_out_mending,
    lay_out_removing,
    wire_curating,
)
from ui.web.escaping import escape
from ui.web.notices import notice, told_fault
from ui.web.readers import strings_of
from ui.web.stacks_shown import (
    PAGE,
    list_of,
    page_count,
    recent,
    summary,
    timeline_of,
)
from ui.web.strings import Strings
from ui.web.translations import TRANSLATIONS

__all__ = ["StacksParts", "lay_out_stacks", "wire_stacks"]

TICK_SECONDS = 1.0
"""How often a page asks how far its work is."""

NAMES_OFFERED = 200
"""Outlets and sections that are offered, those of most articles."""

LONGEST_SEARCH = 300
"""Characters of a search that are read."""

Changes = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class StacksParts:
    """The components of the view."""

    tab: gr.Tab
    page: gr.State
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
    recent: gr.HTML
    curating: CuratingParts | None

    @property
    def sought(self) -> list[Any]:
        """What says which articles are listed, and in which order."""
        return [self.words, self.since, self.until, self.outlet, self.language, self.section, self.order]

    @property
    def all(self) -> list[Any]:
        """Every one that a handler may change."""
        own = [getattr(self, name) for name in self.__dataclass_fields__ if name not in ("tab", "curating")]
        return [*own, *(self.curating.own if self.curating else ())]


def lay_out_stacks(tab: gr.Tab, rights: Rights) -> StacksParts:
    """Put the view where it is called, in its tab."""
    page, watch = gr.State(0), gr.Timer(TICK_SECONDS, active=False)
    curating: dict[str, Any] = {}
    with gr.Row(elem_id="fondo"):
        with gr.Column(scale=3, min_width=300, elem_id="fondo-izquierda"):
            laid = _lay_out_finding() | _lay_out_list()
            if rights.change:
                curating |= lay_out_removing()
        with gr.Column(scale=2, min_width=300, elem_id="fondo-derecha"):
            if rights.change:
                curating |= lay_out_adding(rights)
            gr.Markdown(_say("lately"), elem_classes="fondo-titulo")
            recent = gr.HTML(elem_id="fondo-cambios")
            if rights.change:
                curating |= lay_out_mending()
    parts = CuratingParts(notice=laid["notice"], watch=watch, **curating) if curating else None
    return StacksParts(tab=tab, page=page, watch=watch, recent=recent, curating=parts, **laid)


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


def _say(name: str) -> Any:
    return TRANSLATIONS(f"stacks_{name}")


def wire_stacks(parts: StacksParts, opening: Opening, chores: Chores, rights: Rights) -> None:
    """Wire the view to an archive that may still be opening."""
    curating = wire_curating(parts.curating, opening, chores, rights) if parts.curating else None
    handlers = _Handlers(parts, opening, curating)
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    sought, here = parts.sought, [*parts.sought, parts.page]
    parts.tab.select(handlers.enter, here, parts.all, **quiet)
    typed = [part.submit for part in (parts.words, parts.since, parts.until)]
    picked = [part.select for part in (parts.outlet, parts.language, parts.section, parts.order)]
    gr.on([*typed, *picked, parts.show.click], handlers.find, sought, parts.all, **quiet)
    parts.clear.click(handlers.clear, None, parts.all, **quiet)
    parts.previous.click(handlers.back, here, parts.all, **quiet)
    parts.following.click(handlers.forth, here, parts.all, **quiet)
    parts.watch.tick(handlers.look, here, parts.all, **quiet)


class _Handlers:
    """What happens at each event; one for all sessions, so whatever belongs to one reader is passed in."""

    def __init__(self, parts: StacksParts, opening: Opening, curating: Curating | None) -> None:
        self._parts = parts
        self._opening = opening
        self._curating = curating

    def enter(self, request: gr.Request, *sought: Any) -> Changes:
        """Show the view as its tab is chosen."""
        *asked, page = sought
        strings = strings_of(request)
        return {
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

    def look(self, request: gr.Request, *sought: Any) -> Changes:
        """Say how far the work is, and show the list anew once it has ended."""
        if self._curating and self._curating.is_working(request):
            return self._curating.progress(request)
        *asked, page = sought
        strings = strings_of(request)
        return {**self._names(strings), **self._listed(asked, int(page), strings), **self._around(request)}

    def _around(self, request: gr.Request) -> Changes:
        """What stands beside the list: what changed, and what those see who may change it."""
        parts, strings, archive = self._parts, strings_of(request), self._archive()
        working = self._curating is not None and self._curating.is_working(request)
        changed: Changes = {parts.watch: gr.Timer(active=working or archive is None)}
        try:
            if archive is not None:
                changed[parts.recent] = recent(archive.changes(), strings)
            return changed | (self._curating.around(request) if self._curating else {})
        except HemerotecaError as error:
            return changed | self._said(told_fault(error, strings))

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
            parts.articles: list_of(listing.articles, strings, marked=self._curating is not None),
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
