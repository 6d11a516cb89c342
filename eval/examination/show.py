"""Writing an examination down, once for each reader: other programs, the CI server, its job page, and people."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.examination.junit import to_junit
from eval.examination.markdown import to_markdown
from eval.examination.page import to_html
from eval.examination.report import Report, to_json
from rag.errors import HemerotecaError
from rag.types import Document

__all__ = ["HTML", "JSON", "JUNIT", "SUMMARY", "write_reports"]

JSON = "report.json"
JUNIT = "junit.xml"
SUMMARY = "summary.md"
HTML = "report.html"


def write_reports(report: Report, folder: Path, corpus: Mapping[str, Document], baseline: Report | None = None) -> None:
    """Write `report.json`, `junit.xml`, `summary.md` and `report.html`; those of an earlier run are replaced.

    All are written whole beside their places before the first of them is put there, so that a full disk or a stop
    leaves the earlier ones.

    Args:
        report: What was found.
        folder: Where to; made if it is missing.
        corpus: The articles by their path, to show what stands around the words cited.
        baseline: What to show beside each case and measure.

    Raises:
        HemerotecaError: The folder cannot be made or written.
    """
    texts = {
        JSON: to_json(report),
        JUNIT: to_junit(report),
        SUMMARY: to_markdown(report),
        HTML: to_html(report, corpus, baseline),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".writing-") as made:
            for name, text in texts.items():
                (Path(made) / name).write_bytes(text.encode())
            for name in texts:
                (Path(made) / name).replace(folder / name)
    except OSError as error:
        reason = error.strerror or str(error)
        raise HemerotecaError(f"The reports cannot be written to {folder}: {reason}. Name another folder.") from error
