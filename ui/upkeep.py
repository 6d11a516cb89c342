"""What looks after an archive from the command line: add pages, verify, erase, back up, draft cases of readers."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rag.library import Library
from rag.settings import load_settings
from rag.types import Erasure, Finding, Flaw, Verification
from ui.contract import sync_json
from ui.output import echo, print_json
from ui.progress import TerminalReport
from ui.report import print_added
from ui.saved_questions import tell_new_matches
from ui.serving.conversations import Conversations
from ui.serving.database import ReadersDatabase
from ui.serving.feedback import Feedback
from ui.speech import speech
from ui.terminal import one_line

__all__ = [
    "add_addresses",
    "back_up",
    "draft_feedback",
    "erase_articles",
    "print_erasure",
    "print_verification",
    "put_back",
    "told",
    "verification_json",
    "verify_index",
]

INDEXES = {
    "passages": ("passage of the index of meanings", "passages of the index of meanings"),
    "terms": ("passage of the index of words", "passages of the index of words"),
    "columns": ("passage of the columns for filters", "passages of the columns for filters"),
}
"""What each holds: one of them, and several."""
ONE = {
    Flaw.VECTORS: "1 passage has no vector that can be used: run `hemeroteca index --rebuild`",
    Flaw.MISSING: "1 {index} is missing: run `hemeroteca doctor --mend`",
    Flaw.LEFT: "1 {index} is of no article that is there: run `hemeroteca doctor --mend`",
    Flaw.GONE: "1 article whose file is not in its folder any more: run `hemeroteca index`",
    Flaw.CHANGED: "1 file that has changed since it was read: run `hemeroteca index`",
}
TOLD = {
    Flaw.DAMAGED: "the ledger's file is damaged: put a backup in its place with `hemeroteca restore FILE`",
    Flaw.VECTORS: "{number} passages have no vector that can be used: run `hemeroteca index --rebuild`",
    Flaw.MISSING: "{number} {index} are missing: run `hemeroteca doctor --mend`",
    Flaw.LEFT: "{number} {index} are of no article that is there: run `hemeroteca doctor --mend`",
    Flaw.GONE: "{number} articles whose file is not in its folder any more: run `hemeroteca index`",
    Flaw.CHANGED: "{number} files that have changed since they were read: run `hemeroteca index`",
}


AGREED = (
    ": ledger, Chroma and tantivy agree, nothing of a deleted article is left in them, and each article has its file; "
    "files that are not indexed yet were not looked for"
)
"""What was compared, and what was not."""


HOW_NAMED = "name a file, a folder, or an article as it is cited."


def verify_index(*, as_json: bool) -> bool:
    """Verify the archive of the settings and print what was found; returns whether all agrees."""
    with TerminalReport(quiet=as_json) as terminal, Library.open(load_settings(), report=terminal.report) as library:
        verification = library.verify_index()
    if as_json:
        print_json(verification_json(verification))
    else:
        print_verification(verification)
    return verification.clean


def add_addresses(addresses: Sequence[str], *, as_json: bool) -> bool:
    """Fetch pages into the archive of the settings and print what became of them; returns whether all are in."""
    with TerminalReport(quiet=as_json) as terminal, Library.open(load_settings(), report=terminal.report) as library:
        report = library.add(addresses, progress=terminal.pages)
        terminal.end()
        if as_json:
            print_json(sync_json(report))
        else:
            print_added(report)
        tell_new_matches(library, quiet=as_json)
    return not report.failed


def erase_articles(paths: Sequence[Path], *, as_json: bool) -> bool:
    """Erase the articles under some paths, or all old versions where none is named; returns whether anything was."""
    settings = load_settings()
    with (
        TerminalReport(quiet=as_json) as terminal,
        Library.open(settings, report=terminal.report) as library,
        closing(ReadersDatabase(settings.data_dir, settings.database_url)) as readers,
    ):
        erasure = library.erase(paths) if paths else library.erase_old_versions()
        Conversations(readers).forget_articles(library.versions)
    if as_json:
        print_json(asdict(erasure))
    elif paths and not erasure.versions:
        named = ", ".join(repr(str(path)) for path in paths)
        echo(one_line(speech()(f"no article of the index lies under {named}: {HOW_NAMED}")), err=True)
    else:
        print_erasure(erasure)
    return bool(erasure.versions) or not paths


def back_up(file: Path) -> None:
    """Copy the ledger into a new file."""
    with TerminalReport() as terminal, Library.open(load_settings(), report=terminal.report) as library:
        library.backup(file)
    _tell(f"{file}: {file.stat().st_size:,} bytes; Chroma and tantivy are made anew from it.")


def put_back(file: Path) -> None:
    """Put a copy of the ledger in its place."""
    Library.restore(load_settings(), file)
    _tell(f"{file} is the ledger now; run `hemeroteca index` to bring it up to the folders.")


def draft_feedback() -> None:
    """Put what readers said of answers into the file of drafts."""
    settings = load_settings()
    # What makes cases imports the examination, which no other command of these needs.
    from eval.drafts import DRAFTS
    from ui.serving.drafting import export

    file = settings.data_dir / DRAFTS
    with closing(ReadersDatabase(settings.data_dir, settings.database_url)) as database:
        drafted = export(Feedback(database), file)
    if drafted:
        _tell(f"{drafted} questions that readers judged are drafts in {file}: `hemeroteca eval accept` shows them.")
    else:
        _tell("no reader has judged an answer since the last time.")


def verification_json(verification: Verification) -> dict[str, Any]:
    """The object that `index --verify --json` prints."""
    return asdict(verification) | {"clean": verification.clean}


def print_verification(verification: Verification) -> None:
    """One line for the whole, then one for each thing that is wrong, with examples."""
    counts = (
        (verification.articles, "article"),
        (verification.chunks, "passage"),
        (verification.old_versions, "old version"),
    )
    held = ", ".join(f"{number} {name}" if number == 1 else f"{number} {name}s" for number, name in counts)
    _tell(f"{held}{AGREED if verification.clean else ''}")
    for finding in verification.findings:
        echo(one_line(f"✗ {speech()(told(finding))}"))
        for example in finding.examples:
            echo(one_line(f"    {example}"))


def told(finding: Finding) -> str:
    """What was found, and what to do about it."""
    several = finding.number != 1
    text = TOLD[finding.flaw] if several else ONE.get(finding.flaw, TOLD[finding.flaw])
    return text.format(number=finding.number, index=INDEXES.get(finding.where, (finding.where,) * 2)[several])


def print_erasure(erasure: Erasure) -> None:
    """How much was erased, and where the words may still be."""
    _tell(
        "1 version of an article erased" if erasure.versions == 1 else f"{erasure.versions} versions of articles erased"
    )
    for source in erasure.elsewhere:
        _tell(f"{source} holds the same text and stays")
    for file in erasure.files:
        _tell(f"{file} is still there: what it holds is indexed again as soon as it is read again")
    if erasure.bytes_left:
        _tell("bytes may be left in the files of the server, its logs and backups, until it clears them")


def _tell(text: str) -> None:
    """One line in the reader's language."""
    echo(one_line(speech()(text)))
