"""What the program says of files, folders, pages and the index is told in Spanish."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import rag
from rag.languages.spanish import SPANISH
from rag.text.program import retold

ROOT = Path(rag.__file__).parent
TOLD = {"ArticleError", "CorpusError", "WebError", "SyncFailure", "Skipped", "Noted"}
OF_THE_INDEX = {"StoreError", "IndexBusy", "IndexEmpty", "IndexMismatch", "SettingsError", "DiskFull"}
VALUE = "«7»"


def sentences(folder: str, names: set[str]) -> Iterator[str]:
    """The sentences with which something is told or raised, with a value in each of their gaps."""
    for file in sorted(ROOT.glob(folder)):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
                yield from filter(None, map(_sentence, node.args))


def _sentence(node: ast.expr) -> str:
    """A sentence that is written where it is told; none of what is a name, or has no words of its own."""
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else VALUE for part in node.values]
        said = "".join(map(str, parts))
    else:
        said = str(node.value) if isinstance(node, ast.Constant) else ""
    return said if len(said.replace(VALUE, "").split()) > 2 else ""


@pytest.mark.parametrize(
    ("folder", "names"),
    [("corpus/**/*.py", TOLD), ("web/*.py", TOLD), ("*.py", TOLD | OF_THE_INDEX), ("store/*.py", OF_THE_INDEX)],
)
def test_every_sentence_that_is_told_has_its_spanish(folder: str, names: set[str]) -> None:
    """So that nobody reads half of a report in another language."""
    found = set(sentences(folder, names))
    assert found
    assert [said for said in found if retold(said, SPANISH) == said] == []
