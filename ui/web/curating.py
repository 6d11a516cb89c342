"""Changing the archive from its view: articles added, removed, taken back and indexed again.

Laid out and wired only where the settings let the page's readers do so: else there is no such event that a browser
could send. What takes long is done by `ui.serving.chores`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from rag.errors import HemerotecaError
from rag.types import Filters, Handed
from ui.serving.chores import Chores
from ui.serving.opening import Archive, Opening, Ready
from ui.web.escaping import escape
from ui.web.notices import notice, told_fault
from ui.web.readers import reader_of, strings_of
from ui.web.stacks_shown import PAGE, confirmation, excluded_list, tasks
from ui.web.strings import Strings
from ui.web.translations import TRANSLATIONS
from ui.web.uploading import refusal_line

__all__ = [
    "Curating",
    "CuratingParts",
    "Rights",
    "lay_out_adding",
    "lay_out_mending",
    "lay_out_removing",
    "wire_curating",
]

LONGEST_ADDRESS = 2000

CHOSEN_HERE = "() => [window.hemerotecaStacks?.chosen('fondo-lista') ?? '']"
CHOSEN_OUT = "() => [window.hemerotecaStacks?.chosen('fondo-apartados') ?? '']"
"""The ids of the articles that are marked, with a space between them: see stacks.js."""

Changes = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Rights:
    """What readers may do to the archive, said before anything is sent.

    Attributes:
        change: Whether they may change it at all.
        files: Most files that are taken at once; 0: nothing is added.
        bytes: Most bytes of a file.
    """

    change: bool = True
    files: int = 20
    bytes: int = 20_000_000


@dataclass(frozen=True, slots=True)
class CuratingParts:
    """The components, and the notice and the timer of the view in which they stand."""

    notice: gr.HTML
    watch: gr.Timer
    doomed: gr.State
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
    out: gr.HTML
    readmit: gr.Button

    @property
    def own(self) -> list[Any]:
        """Every component that a handler may change and that is not the view's."""
        named = (getattr(self, name) for name in self.__dataclass_fields__ if name not in ("notice", "watch"))
        return [part for part in named if part is not None]


def lay_out_removing() -> dict[str, Any]:
    """Put what removes marked articles where it is called; the question back comes when it is asked."""
    parts: dict[str, Any] = {"doomed": gr.State(()), "chosen": gr.Textbox(visible="hidden")}
    parts["remove"] = gr.Button(_say("remove"), size="sm", variant="secondary", elem_id="fondo-quitar")
    with gr.Column(visible=False, elem_id="fondo-confirmar") as parts["asking"]:
        parts["question"] = gr.HTML()
        with gr.Row(elem_classes="fondo-botones"):
            parts["no"] = gr.Button(_say("no"), size="sm", variant="secondary", elem_id="fondo-no", scale=0)
            parts["yes"] = gr.Button(_say("yes"), size="sm", variant="stop", elem_id="fondo-si", scale=0)
    return parts


def lay_out_adding(rights: Rights) -> dict[str, Any]:
    """Put what adds articles where it is called, with the limits and how far the work is."""
    gr.Markdown(_say("add"), elem_classes="fondo-titulo")
    parts: dict[str, Any] = {"limits": gr.HTML(elem_id="fondo-limites"), "files": None, "address": None, "fetch": None}
    if rights.files:
        # Of any type: the archive looks at what is in a file, and has a reason for each that it does not take.
        parts["files"] = gr.File(label=_say("files"), file_count="multiple", height=150, elem_id="fondo-archivos")
        hint = {"placeholder": _say("address_hint"), "max_length": LONGEST_ADDRESS}
        parts["address"] = gr.Textbox(label=_say("address"), elem_id="fondo-direccion", **hint)
        parts["fetch"] = gr.Button(_say("fetch"), size="sm", variant="secondary", elem_id="fondo-traer")
    parts["tasks"] = gr.HTML(elem_id="fondo-tareas")
    return parts


def lay_out_mending() -> dict[str, Any]:
    """Put what indexes again, and takes back what was set aside, where it is called."""
    return {
        "reindex": gr.Button(_say("reindex"), size="sm", variant="secondary", elem_id="fondo-reindexar"),
        "out": gr.HTML(elem_id="fondo-apartados"),
        "readmit": gr.Button(_say("readmit"), size="sm", visible=False, elem_id="fondo-recuperar"),
    }


def _say(name: str) -> Any:
    return TRANSLATIONS(f"stacks_{name}")


def wire_curating(parts: CuratingParts, opening: Opening, chores: Chores, rights: Rights) -> Curating:
    """Wire it to an archive that may still be opening."""
    handlers = Curating(parts, opening, chores, rights)
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    changed = [parts.notice, parts.watch, *parts.own]
    parts.remove.click(handlers.ask_removal, parts.chosen, changed, js=CHOSEN_HERE, **quiet)
    parts.no.click(handlers.keep, None, changed, **quiet)
    parts.yes.click(handlers.remove, parts.doomed, changed, **quiet)
    parts.reindex.click(handlers.reindex, None, changed, **quiet)
    parts.readmit.click(handlers.readmit, parts.chosen, changed, js=CHOSEN_OUT, **quiet)
    if parts.files is not None and parts.address is not None and parts.fetch is not None:
        parts.files.upload(handlers.add_files, parts.files, changed, **quiet)
        gr.on([parts.address.submit, parts.fetch.click], handlers.add_page, parts.address, changed, **quiet)
    return handlers


class Curating:
    """What happens at each event; one for all sessions, so whatever belongs to one reader is passed in."""

    def __init__(self, parts: CuratingParts, opening: Opening, chores: Chores, rights: Rights) -> None:
        self._parts = parts
        self._opening = opening
        self._chores = chores
        self._rights = rights

    def is_working(self, request: gr.Request) -> bool:
        """Whether something that this reader began goes on."""
        return any(not chore.stage.final for chore in self._chores.of(reader_of(request)))

    def progress(self, request: gr.Request) -> Changes:
        """How far it is."""
        return {self._parts.tasks: tasks(self._chores.of(reader_of(request)), strings_of(request))}

    def around(self, request: gr.Request) -> Changes:
        """What stands beside the list: limits, work, and what is set aside.

        Raises:
            HemerotecaError: The archive cannot be read.
        """
        parts, strings, archive = self._parts, strings_of(request), self._archive()
        changed: Changes = {parts.limits: _limits(self._rights, strings), **self.progress(request)}
        if archive is None:
            return changed
        out = archive.excluded()
        return {
            **changed,
            parts.out: excluded_list(out, strings),
            parts.readmit: gr.update(visible=bool(out)),
        }

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
        if len(handed) > self._rights.files:
            self._chores.discard(handed)
            say = strings_of(request).stacks
            return {**emptied, **self._said(say.too_many.format(count=len(handed), limit=self._rights.files))}
        taken = not handed or self._chores.add_files(reader_of(request), handed)
        return {**emptied, **self._begun(request, taken=taken)}

    def add_page(self, address: str, request: gr.Request) -> Changes:
        """Take the page in whose address was pasted."""
        address = address.strip()
        if not address.lower().startswith(("http://", "https://")):
            return self._said(strings_of(request).stacks.no_address)
        taken = self._chores.add_pages(reader_of(request), [address[:LONGEST_ADDRESS]])
        return {self._parts.address: "", **self._begun(request, taken=taken)}

    def _begun(self, request: gr.Request, *, taken: bool) -> Changes:
        strings = strings_of(request)
        return {
            **self._said("" if taken else strings.stacks.crowded),
            self._parts.tasks: tasks(self._chores.of(reader_of(request)), strings),
            self._parts.watch: gr.Timer(active=True),
        }

    def _said(self, text: str) -> Changes:
        return {self._parts.notice: notice(text)}

    def _archive(self) -> Archive | None:
        state = self._opening.state()
        return state.archive if isinstance(state, Ready) else None


def _ids(chosen: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chosen.split()))[:PAGE]


def _limits(rights: Rights, strings: Strings) -> str:
    say = strings.stacks
    if not rights.files:
        return f'<p class="datos">{escape(say.closed)}</p>'
    from rag.corpus.kinds import KINDS  # the page is drawn without what reads files

    kinds = " ".join(suffix for kind in KINDS for suffix in kind.suffixes)
    megabytes = f"{rights.bytes / 1e6:g}".replace(".", "," if strings.code == "es" else ".")
    said = say.files_limits.format(files=rights.files, megabytes=megabytes, kinds=kinds)
    return f'<p class="datos">{escape(said)}</p>{refusal_line(rights.files, rights.bytes, megabytes, strings)}'
