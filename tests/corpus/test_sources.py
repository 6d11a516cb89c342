"""Which files are read, and that each other one is named with its reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rag.corpus import find_files, source_name
from rag.errors import CorpusError
from rag.types import Skipped


def test_every_file_that_is_no_article_is_named_with_its_reason(tmp_path: Path) -> None:
    """Nothing is left out in silence: types, hidden files, empty ones, links, and what is no file."""
    root, outside = tmp_path / "root", tmp_path / "outside"
    for folder in (root / ".git", root / "folder.pdf", outside):
        folder.mkdir(parents=True)
    for file in (root / ".git/x.txt", root / "a.txt", root / ".oculto.txt", root / "b.odp", outside / "x.txt"):
        file.write_text("x")
    (root / "foto").write_bytes(b"\x89PNG\r\n")
    (root / "vacio.txt").touch()
    (root / "fuera.txt").symlink_to(outside / "x.txt")
    (root / "nada.txt").symlink_to(root / "nowhere.txt")
    (root / "circulo").symlink_to(root)
    (root / "uno.txt").symlink_to(root / "dos.txt")
    (root / "dos.txt").symlink_to(root / "uno.txt")
    os.mkfifo(root / "tubo.txt")
    found = find_files(root)
    assert [file.name for file in found.files] == ["a.txt"]
    assert {entry.source: entry.reason for entry in found.skipped} == {
        ".git": "hidden",
        ".oculto.txt": "hidden",
        "b.odp": "unsupported type: .odp file",
        "foto": "unsupported type: PNG picture",
        "vacio.txt": "empty",
        "fuera.txt": "link that leads out of the folder",
        "nada.txt": "link that leads nowhere",
        "circulo": "link to a folder, which is read where it lies",
        "uno.txt": "link that leads nowhere",
        "dos.txt": "link that leads nowhere",
        "tubo.txt": "no ordinary file",
    }


def test_sources_are_relative_to_the_folder_that_is_indexed(tmp_path: Path) -> None:
    """Also where a part of it is looked at."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x.txt").write_text("x")
    (tmp_path / "a/x.png").write_text("x")
    assert find_files(tmp_path / "a", tmp_path).skipped == (Skipped("a/x.png", "unsupported type: .png file"),)


def test_a_folder_of_other_files_says_what_it_holds(tmp_path: Path) -> None:
    """And what is read, in one line."""
    for name in ("a.png", "b.png", "c.mp3"):
        (tmp_path / name).write_text("x")
    with pytest.raises(CorpusError, match=r"3 passed over: 2 × unsupported type: \.png file; 1 ×") as caught:
        find_files(tmp_path)
    assert ".pdf" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_named_is_read_though_it_is_hidden_or_a_link(tmp_path: Path) -> None:
    """Who names a file means it."""
    (tmp_path / ".x.txt").write_text("x")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/y.txt").symlink_to(tmp_path / ".x.txt")
    assert find_files(tmp_path / ".x.txt").files == (tmp_path / ".x.txt",)
    assert find_files(tmp_path / "in/y.txt").files == (tmp_path / "in/y.txt",)


def test_no_two_files_have_one_source() -> None:
    """A byte that is no UTF-8, and a name that spells it, are told apart."""
    root = Path("/r")
    assert source_name(root / os.fsdecode(b"caf\xe9.txt"), root) == r"caf\xe9.txt"
    assert source_name(root / r"caf\xe9.txt", root) == r"caf\x5cxe9.txt"
