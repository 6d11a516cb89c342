"""The articles that are indexed side by side: paragraphs of XQuAD, one to three an article, or our own corpus.

XQuAD has 240 paragraphs in Spanish, and the same in English: an article is of one language, and no paragraph is in two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path

from eval.xquad import read_contexts
from rag.corpus import find_files

__all__ = ["CORPUS", "compose", "write_articles"]

CORPUS = Path(__file__).parent.parent / "corpus"
LANGUAGES = ("es", "en")
MOST_PARAGRAPHS = 3


def write_articles(folder: Path, count: int, data: Path) -> tuple[list[Path], str]:
    """Write so many articles into a folder, a text file each, as many as there are at most.

    Args:
        folder: Where; it is made.
        count: How many.
        data: The folder of XQuAD; where there is none, the articles are those of `eval/corpus`.

    Returns:
        The files, and what to call them.
    """
    folder.mkdir(parents=True)
    if not data.is_dir():
        files = [_copied(file, folder) for file in find_files(CORPUS).files[:count]]
        return files, f"{len(files)} articles of eval/corpus (XQuAD is not here)"
    composed = chain.from_iterable(compose(read_contexts(data, language)) for language in LANGUAGES)
    files = [_written(folder / f"{name}.txt", text) for name, text in islice(composed, count)]
    return files, f"{len(files)} articles of XQuAD"


def compose(paragraphs: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Articles of one, two, three, one … paragraphs, in order, each under the name of its first."""
    left = iter(paragraphs.items())
    size = 0
    while taken := list(islice(left, size + 1)):
        yield taken[0][0], "\n\n".join(text.strip("\ufeff \n") for _, text in taken) + "\n"
        size = (size + 1) % MOST_PARAGRAPHS


def _written(file: Path, text: str) -> Path:
    # Both languages name their paragraphs alike.
    free = file if not file.exists() else file.with_stem(f"{file.stem}-en")
    free.write_text(text, encoding="utf-8")
    return free


def _copied(file: Path, folder: Path) -> Path:
    target = folder / file.name
    target.write_bytes(file.read_bytes())
    return target
