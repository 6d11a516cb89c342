"""The commands of `hemeroteca`. Errors that a user can cause are caught here, once, and printed as one line.

Nothing heavy is imported until a command needs it: `hemeroteca --help` must answer at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, cast

import typer

from rag.configured import at_home
from rag.errors import FilterError, HemerotecaError, QuestionError, SettingsError
from ui.failures import say_failed
from ui.help import Command, Commands, QuestionCommand
from ui.options import ArticleLanguage, AsWords, Author, Json, Paths, Section, Since, Source, Until
from ui.output import echo, print_json
from ui.questions import as_typed, fit_question, require_language
from ui.saved_questions import questions
from ui.speech import speech
from ui.statuses import EXIT_FAILED, EXIT_INSUFFICIENT, EXIT_USAGE
from ui.terminal import printable

if TYPE_CHECKING:
    from rag.library import Library
    from rag.settings import Settings
    from rag.types import SyncReport

__all__ = ["app", "run"]

app = typer.Typer(
    name="hemeroteca",
    cls=Commands,
    help="Answers questions about an archive of articles, and proves every sentence with their exact words.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command(cls=Command)
def chat(
    host: Annotated[str | None, typer.Option(help="Address to serve the page on.", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(help="Port of the page; 0: any.", show_default=False)] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
    login: Annotated[bool, typer.Option("--login", help="Ask for a name and a password; see `users`.")] = False,
    open_to_all: Annotated[
        bool, typer.Option("--open-to-all", help="Serve other machines without a login, whoever reaches the port.")
    ] = False,
) -> None:
    """Serve the page in which the archive is asked, and open it in a browser."""
    settings = _settings(host=host, port=port, login=login or None, open_to_all=open_to_all or None)
    # Gradio takes seconds to load; no other command pays for the page.
    from ui.chat import run_chat

    run_chat(settings, open_browser=not no_browser, run=run)


@app.command(cls=Command)
def serve(
    host: Annotated[str | None, typer.Option(help="Address to serve on.", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0: any.", show_default=False)] = None,
    page: Annotated[bool, typer.Option("--page", help="Serve the page too.")] = False,
    login: Annotated[
        bool, typer.Option("--login", help="Ask for keys, see `keys`, and on the page for a login, see `users`.")
    ] = False,
    open_to_all: Annotated[
        bool, typer.Option("--open-to-all", help="Serve other machines without keys, whoever reaches the port.")
    ] = False,
    access_log: Annotated[bool, typer.Option("--access-log", help="Write a line for each request.")] = False,
) -> None:
    """Serve the archive to programs: search, answers and verdicts over HTTP, in OpenAI's protocol too."""
    settings = _settings(host=host, port=port, login=login or None, open_to_all=open_to_all or None)
    from ui.serve import run_service  # FastAPI

    run_service(settings, with_page=page, access_log=access_log, run=run)


@app.command(cls=Command)
def index(
    paths: Paths = None,
    as_json: Json = False,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help="Embed every article again, after a change of the embedding model."),
    ] = False,
    forget: Annotated[
        bool, typer.Option("--forget", help="Take the named paths out of the index instead; the files stay.")
    ] = False,
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Prove that the index agrees with the articles read; nothing is changed."),
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Read every file, those too whose size and time have not changed.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Stay, and index whatever changes in the folders until interrupted.")
    ] = False,
    workers: Annotated[
        int, typer.Option("--workers", min=0, metavar="N", help="Read and embed in so many processes, with Ray.")
    ] = 0,
    field: Annotated[
        list[str] | None,
        typer.Option(metavar="ROLE=NAME", help="What a field of an export holds: title=headline.", show_default=False),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Name every file that is passed over.")] = False,
) -> None:
    """Make the index mirror folders of articles, in text, HTML, PDF, office files, books, exports, feeds or archives.

    Exit status: 0 all was indexed, 1 some files failed.
    """
    given = {
        "--verify": verify,
        "--forget": forget,
        "--rebuild": rebuild,
        "--watch": watch,
        "--check": check,
        "--workers": bool(workers),
        "--field": bool(field),
        "PATH": bool(paths),
    }
    _require_compatible([option for option, is_given in given.items() if is_given])

    from rag.library import Library  # Chroma: see the module's docstring
    from ui.progress import TerminalReport
    from ui.saved_questions import tell_new_matches
    from ui.upkeep import verify_index

    if verify:
        raise typer.Exit(0 if verify_index(as_json=as_json) else EXIT_FAILED)
    if forget and not paths:
        _fail("name the paths to take out of the index: `hemeroteca index --forget FOLDER`.", EXIT_USAGE)
    with TerminalReport(quiet=as_json) as terminal:
        settings = _settings(fields=_fields(field))
        if rebuild:
            Library.rebuild(settings, report=terminal.report, progress=terminal.articles)
        with Library.open(settings, report=terminal.report) as library:
            if watch:
                terminal.end()
                _watch(library, paths, as_json=as_json, verbose=verbose)
                return
            if forget and paths:
                report = library.forget(paths)
            elif workers:
                report = library.sync_with_workers(paths, workers=workers, progress=terminal.articles)
            else:
                report = library.sync(paths, progress=terminal.articles, check=check)
            terminal.end()
            _tell_sync(report, as_json=as_json, verbose=verbose)
            tell_new_matches(library, quiet=as_json)
    if report.failed:
        raise typer.Exit(EXIT_FAILED)


@app.command(cls=Command)
def add(
    addresses: Annotated[list[str], typer.Argument(metavar="URL…", help="Of articles, PDFs or feeds.")],
    as_json: Json = False,
) -> None:
    """Fetch articles of the web into the archive: pages, PDFs, and what a feed carries.

    Exit status: 0 all are in, 1 some could not be fetched.
    """
    from ui.upkeep import add_addresses  # Chroma: see the module's docstring

    if not add_addresses(addresses, as_json=as_json):
        raise typer.Exit(EXIT_FAILED)


@app.command(cls=Command)
def erase(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders, or articles as they are cited.", show_default=False)
    ] = None,
    as_json: Json = False,
    old_versions: Annotated[
        bool, typer.Option("--old-versions", help="All that was edited or deleted since, whatever its path.")
    ] = False,
) -> None:
    """Take articles off the disk for good, every version: old citations no longer find their words."""
    from ui.upkeep import erase_articles  # Chroma: see the module's docstring

    if bool(paths) == old_versions:
        _fail("name what to erase: `hemeroteca erase PATH`, or `hemeroteca erase --old-versions`.", EXIT_USAGE)
    if not erase_articles(paths or [], as_json=as_json):
        raise typer.Exit(EXIT_FAILED)


@app.command(cls=Command)
def backup(file: Annotated[Path, typer.Argument(help="A new file.", show_default=False)]) -> None:
    """Copy the ledger, from which all else is made, while it is in use."""
    from ui.upkeep import back_up  # Chroma: see the module's docstring

    back_up(file)


@app.command(cls=Command)
def restore(file: Annotated[Path, typer.Argument(help="What `backup` has written.", show_default=False)]) -> None:
    """Put a copy in the place of the ledger."""
    from ui.upkeep import put_back  # Chroma: see the module's docstring

    put_back(file)


@app.command(cls=Command)
def feedback() -> None:
    """Draft cases for `eval accept` from what readers of the page said of answers and citations."""
    from ui.upkeep import draft_feedback  # Chroma: see the module's docstring

    draft_feedback()


_CONTRARY = {
    "--verify": ("--forget", "--rebuild", "--watch", "--check", "--workers", "--field", "PATH"),
    "--forget": ("--rebuild", "--watch", "--check", "--workers", "--field"),
    "--watch": ("--check", "--workers"),
    "--workers": ("--check",),
}
"""What `index` cannot do at once: the one would be left undone."""


def _require_compatible(given: Sequence[str]) -> None:
    """End where two of the options that are given contradict each other."""
    for option in given:
        if other := next((other for other in _CONTRARY.get(option, ()) if other in given), ""):
            _fail(f"{option} and {other} exclude each other: run the one, then the other.", EXIT_USAGE)


def _fields(given: list[str] | None) -> dict[str, str] | None:
    """The fields of the settings with those that are given, which win."""
    from rag.settings import read_fields  # pydantic: see `_settings`

    if not given:
        return None
    try:
        read = read_fields(given)
    except SettingsError as error:
        _fail(str(error), EXIT_USAGE)
    return {**_settings().fields, **read}


def _tell_sync(report: SyncReport, *, as_json: bool, verbose: bool) -> None:
    from ui.contract import sync_json  # types of answers
    from ui.report import print_sync

    print_json(sync_json(report)) if as_json else print_sync(report, verbose=verbose)


def _watch(library: Library, paths: list[Path] | None, *, as_json: bool, verbose: bool) -> None:
    """Index as the folders change, telling each run that did something, or did not do what the one before did."""
    from ui.saved_questions import tell_new_matches
    from ui.watching import ended_by_signals, watch_folders

    places = [Path(at_home(str(path))).resolve() for path in paths or library.corpus()]
    told: list[object] = []

    def sync() -> bool:
        try:
            report = library.sync(places)
            if report.added or report.updated or report.deleted or told != [report.failed]:
                _tell_sync(report, as_json=as_json, verbose=verbose)
            tell_new_matches(library, quiet=as_json)
        except HemerotecaError as error:
            if told != [str(error)]:
                say_failed(str(error))
            told[:] = [str(error)]
            return False
        told[:] = [report.failed]
        return not report.failed

    echo(speech()(f"Watching {', '.join(map(str, places))}; Ctrl+C ends it."), err=True)
    with ended_by_signals() as end:
        watch_folders(places, sync, end)


@app.command(cls=QuestionCommand)
def search(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="A question, in any language.", show_default=False)],
    k: Annotated[int | None, typer.Option("-k", min=1, max=100, help="Passages to show.", show_default=False)] = None,
    as_json: Json = False,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    author: Author = None,
    section: Section = None,
    language: ArticleLanguage = None,
    as_words: AsWords = False,
) -> None:
    """Print the passages that bear on a question, best first."""
    from rag.questions.options import filters_from_options
    from ui.contract import passages_json
    from ui.report import filters_line, found_line, print_passages

    question = _checked(question)
    filters = filters_from_options(
        since=since, until=until, source=source, author=author, section=section, language=language
    )
    with _library(context, quiet=as_json) as library:
        require_language(library, filters)
        found = library.find(question, k, filters=filters, takes_filters=not as_words)
        folders = library.folders({passage.document.id for passage in found.passages})
    if line := filters_line(found.query.filters, filters):
        echo(printable(line), err=True)
    if as_json:
        print_json(passages_json(found.passages, folders))
    else:
        print_passages(found.passages, folders)
    if told := found_line(found, question):
        echo(printable(told), err=True)


@app.command(cls=QuestionCommand)
def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="A question, in any language.", show_default=False)] = None,
    as_json: Json = False,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    author: Author = None,
    section: Section = None,
    language: ArticleLanguage = None,
    as_words: AsWords = False,
    trace: Annotated[bool, typer.Option("--trace", help="With --json: how the answer came about, as `trace`.")] = False,
    batch: Annotated[
        tuple[Path, Path] | None,
        typer.Option(
            metavar="IN OUT",
            help="Answer each question of a file (CSV, JSON lines, or a line each) into another (.jsonl or .csv), "
            "going on where a run before has ended.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Answer a question, each sentence with the numbers of the words that prove it.

    Exit status: 0 answered, 3 the archive does not say, 1 failed. Of a file of questions: 0 each has its answer, be it
    that the archive does not say, 1 some failed.
    """
    from rag.questions.options import filters_from_dict, filters_from_options
    from rag.types import Finished, Status
    from ui.contract import answer_json, trace_json
    from ui.report import AnswerPrinter, filters_line

    options = {
        "since": since, "until": until, "source": source, "author": author, "section": section, "language": language,
    }  # fmt: skip
    filters = filters_from_options(**options)
    if batch is not None:
        given = {"QUESTION": question is not None, "--json": as_json, "--trace": trace}
        other = next((name for name, is_given in given.items() if is_given), "")
        _ask_batch(context, batch, options, other, as_words=as_words)
        return
    if trace and not as_json:
        _fail("--trace is told as JSON: `hemeroteca ask QUESTION --json --trace`.", EXIT_USAGE)
    if question is None:
        say_failed("Missing argument 'QUESTION'.", " (`hemeroteca ask --help`)")
        raise typer.Exit(EXIT_USAGE)
    question = _checked(question)
    with _library(context, quiet=as_json) as library:
        printer = AnswerPrinter(silent=as_json, find_folders=library.folders)
        require_language(library, filters)
        for event in library.stream(question, filters=filters, takes_filters=not as_words):
            printer.show(event)
            if isinstance(event, Finished):
                answer = event.answer
        told = answer.passages, (citation.passage for citation in (*answer.citations, *answer.nearest))
        folders = library.folders({p.document.id for passages in told for p in passages}) if as_json else {}
    if as_json:
        print_json(answer_json(answer, folders) | ({"trace": trace_json(answer)} if trace else {}))
    applied = filters_from_dict(cast("dict[str, object]", answer.filters.get("applied", {})))
    if answer.filters.get("read") and (line := filters_line(applied, filters)):
        echo(printable(line), err=True)
    if answer.notice:
        echo(printable(answer.notice), err=True)
    if answer.status is Status.INSUFFICIENT:
        raise typer.Exit(EXIT_INSUFFICIENT)


def _ask_batch(
    context: typer.Context,
    files: tuple[Path, Path],
    options: Mapping[str, str | None],
    other: str,
    *,
    as_words: bool,
) -> None:
    """Answer a file of questions, where no `other` thing is asked for."""
    from ui.batch.running import run_batch  # the desk, which nobody else here needs

    if other:
        _fail(f"--batch and {other} exclude each other: run the one, then the other.", EXIT_USAGE)
    given = {name: text for name, text in options.items() if text and text.strip()}
    with _library(context, quiet=False) as library:
        if not run_batch(*files, library, given, as_words=as_words):
            raise typer.Exit(EXIT_FAILED)


app.command(cls=QuestionCommand)(questions)


@app.command(cls=Command)
def mcp() -> None:
    """Serve the archive to other programs, such as editors and assistants, over MCP (standard input and output)."""
    from ui.mcp import run_mcp  # pydantic, and the packages of an extra

    run_mcp(_settings())


@app.command(
    cls=Command, context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
)
def eval(context: typer.Context) -> None:  # noqa: A001 - the command's name is the contract's
    """Measure retrieval, speed and memory (the same as `python -m eval`)."""
    from eval.__main__ import main as evaluate

    raise typer.Exit(evaluate(context.args))


@app.command(cls=Command)
def models(
    action: Annotated[str, typer.Argument(help="list or pull", metavar="[list|pull]")] = "list",
) -> None:
    """List the default models and where they lie, or fetch what is missing."""
    from ui.report import print_models, pull_models

    if action not in {"list", "pull"}:
        _fail(
            f"there is no action {action!r}: use `hemeroteca models list` or `hemeroteca models pull`.",
            EXIT_USAGE,
        )
    settings = _settings()
    if action == "pull":
        from ui.progress import TerminalReport

        with TerminalReport() as terminal:
            pull_models(settings, terminal.report)
    print_models(settings)


@app.command(cls=Command)
def users(
    action: Annotated[str, typer.Argument(help="add, remove, list or password", metavar="[add|remove|list|password]")],
    name: Annotated[str, typer.Argument(help="Of a user; not for list.", metavar="[NAME]", show_default=False)] = "",
) -> None:
    """Say who may log in to the page; a password is typed, or read from standard input."""
    from ui.accounts import ACTIONS, WITHOUT_NAME, change_users  # the store: see the module's docstring

    if action not in ACTIONS:
        _fail(f"there is no action {action!r}: use one of {', '.join(ACTIONS)}.", EXIT_USAGE)
    if bool(name) == (action in WITHOUT_NAME):
        _fail(f"`hemeroteca users {action}` takes {'no name' if name else 'the name of a user'}.", EXIT_USAGE)
    change_users(_settings(), action, as_typed(name))


@app.command(cls=Command)
def keys(
    action: Annotated[str, typer.Argument(help="add, revoke, forget or list", metavar="[add|revoke|forget|list]")],
    name: Annotated[
        str,
        typer.Argument(
            help="Of a user or a program; to revoke also the id of a key; to forget only of a program; not for list.",
            metavar="[NAME]",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Make the keys by which programs use `serve`, and revoke them; a key is shown once."""
    from ui.accounts import KEY_ACTIONS, change_keys  # the store: see the module's docstring

    if action not in KEY_ACTIONS:
        _fail(f"there is no action {action!r}: use one of {', '.join(KEY_ACTIONS)}.", EXIT_USAGE)
    if bool(name) == (action == "list"):
        _fail(f"`hemeroteca keys {action}` takes {'no name' if name else 'a name'}.", EXIT_USAGE)
    change_keys(_settings(), action, as_typed(name))


@app.command(cls=Command)
def doctor(
    mend: Annotated[bool, typer.Option("--mend", help="Make anew what is derived from the ledger, if wrong.")] = False,
) -> None:
    """Check this machine, the models, the index and the endpoint, and say what to do about what is wrong."""
    from ui.doctor import examine

    if not examine(_settings(), mend=mend):
        raise typer.Exit(EXIT_FAILED)


@cache
def _group() -> Any:
    return typer.main.get_command(app)


def run(arguments: Sequence[str], library: Library | None = None) -> int:
    """Run what the command line names; returns the exit status.

    Args:
        arguments: The command and its own.
        library: An archive that is open already, for `ask` and `search`; that of the settings when not given.
    """
    group = _group()
    try:
        with group.make_context("hemeroteca", [*arguments], obj=library) as context:
            group.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    except SystemExit as end:  # of `eval`, which reads its arguments itself
        return end.code if isinstance(end.code, int) else 0
    except typer.TyperException as error:
        command = getattr(getattr(error, "ctx", None), "command_path", "hemeroteca")
        say_failed(error.format_message(), f" (`{command} --help`)")
        return error.exit_code
    except HemerotecaError as error:
        say_failed(str(error))
        return EXIT_USAGE if isinstance(error, FilterError | QuestionError) else EXIT_FAILED  # filters are options
    return 0


def _settings(**given: Any) -> Settings:
    """Those of the environment and of `hemeroteca.toml`; what is given wins."""
    from rag.settings import load_settings  # pydantic takes a third of the time in which the help is told

    return load_settings(**given)


def _library(context: typer.Context, *, quiet: bool) -> AbstractContextManager[Library]:
    """The archive that was lent to the command, which stays open, else that of the settings."""
    lent: Library | None = context.obj
    return nullcontext(lent) if lent is not None else _open_library(quiet=quiet)


def _open_library(*, quiet: bool) -> Library:
    """The archive of the settings; an empty one is filled first from the folders that they name."""
    from rag.library import Library  # Chroma: see the module's docstring
    from ui.progress import TerminalReport

    settings = _settings()
    with TerminalReport(quiet=quiet) as terminal:
        library = Library.open(settings, report=terminal.report)
        try:
            if not library.status().documents and any(path.exists() for path in settings.corpus):
                library.sync(progress=terminal.articles)
        except BaseException:
            library.close()
            raise
    return library


def _checked(argument: str) -> str:
    question = fit_question(as_typed(argument))
    if not any(map(str.isalnum, question)):
        _fail(
            'the question has no word: ask, for example, `hemeroteca ask "¿por qué OpenAI eligió AWS?"`.',
            EXIT_USAGE,
        )
    return question


def _fail(message: str, status: int) -> NoReturn:
    say_failed(message)
    raise typer.Exit(status)
