"""Where files lie between a browser and the archive."""

from __future__ import annotations

import os
import shutil
import threading
import time
from pathlib import Path

import pytest

from ui.serving.uploads import KEPT_SECONDS, OF_A_READER, OF_ALL, Uploads

ANA, EVA = "Ana", "anonymous:eva"


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    """Of 100 bytes at most."""
    return Uploads(tmp_path / "uploads", 100)


def written(uploads: Uploads, name: str = "a.txt", content: bytes = b"x" * 60) -> str:
    """A file as Gradio writes it."""
    place = uploads.folder / "0123"
    place.mkdir(exist_ok=True)
    (place / name).write_bytes(content)
    return str(place / name)


def send(uploads: Uploads, reader: str, name: str = "a.txt") -> str:
    """A whole upload; returns where it lies."""
    assert uploads.begin(reader, 60)
    (kept,) = uploads.arrived(reader, [written(uploads, name)])
    uploads.end(reader, 60)
    return kept


def test_the_folder_is_nobody_elses_and_goes_with_the_page(uploads: Uploads) -> None:
    """With all that is in it."""
    with uploads.opened():
        kept = send(uploads, ANA)
        assert [place.stat().st_mode & 0o777 for place in (uploads.folder, uploads.folder.parent)] == [0o700] * 2
        assert Path(kept).read_bytes() == b"x" * 60
    assert not uploads.folder.exists()


def test_what_a_killed_page_left_is_removed_and_another_page_keeps_its_own(tmp_path: Path) -> None:
    """Two pages over one data folder do not get into each other's way."""
    killed, running, third = (Uploads(tmp_path, 100) for _ in range(3))
    assert killed.begin(ANA, 1)
    with running.opened():
        kept = send(running, ANA)
        assert not killed.folder.exists()
        with third.opened():
            assert Path(kept).exists()


def test_a_file_is_its_readers_alone(uploads: Uploads) -> None:
    """Even if two send the same; and no other path is anybody's."""
    anas, evas = send(uploads, ANA), send(uploads, EVA)
    assert anas != evas
    assert [uploads.are_of(ANA, anas), uploads.are_of(EVA, anas), uploads.are_of(EVA, evas)] == [True, False, True]
    Path(anas).unlink()
    assert Path(evas).exists()


@pytest.mark.parametrize("path", [
    "/etc/passwd", "http://example.org/x", "", ".", None, 7, ["x"], "\0", "{own}/../x", "{place}",
    "{place}/../../../lock", "{place}//a.txt", "./{own}", "{own}/", "{own}/x",
])  # fmt: skip
def test_no_other_path_is_a_readers(uploads: Uploads, path: object) -> None:
    """Nor one that leads out of their folder."""
    own = send(uploads, ANA)
    named = path.format(own=own, place=Path(own).parent) if isinstance(path, str) else path
    assert not uploads.are_of(ANA, named)


def test_there_is_room_for_so_much_of_a_reader_and_of_all(uploads: Uploads) -> None:
    """Whether it lies there or is on its way."""
    readers = [f"reader {number}" for number in range(OF_ALL // OF_A_READER + 1)]
    begun = [(reader, uploads.begin(reader, 100)) for reader in readers for _ in range(OF_A_READER + 1)]
    of_one = [True] * OF_A_READER + [False]
    assert [had_room for _, had_room in begun] == of_one * (OF_ALL // OF_A_READER) + [False] * (OF_A_READER + 1)
    for reader, had_room in begun:
        if had_room:
            uploads.end(reader, 100)
    for number in range(3 * OF_A_READER // 2):
        send(uploads, ANA, f"{number}.txt")
    assert not uploads.begin(ANA, 60)
    assert uploads.begin(EVA, 60)


def test_what_broke_off_leaves_nothing_once_no_upload_is_under_way(uploads: Uploads) -> None:
    """What another has sent whole, or is sending, stays."""
    kept = send(uploads, ANA)
    assert uploads.begin(ANA, 10)
    assert uploads.begin(EVA, 10)
    half = uploads.folder / "tmpabc"
    half.write_bytes(b"x")
    written(uploads)
    uploads.end(ANA, 10)
    assert half.exists()
    uploads.end(EVA, 10)
    assert [entry.name[:3] for entry in uploads.folder.iterdir()] == ["of-"]
    assert Path(kept).exists()


def test_what_nobody_came_for_goes(uploads: Uploads) -> None:
    """After some hours, when the next one sends something."""
    old, new = send(uploads, ANA, "old.txt"), send(uploads, ANA, "new.txt")
    then = time.time() - KEPT_SECONDS - 1
    os.utime(old, (then, then))
    assert uploads.begin(EVA, 1)
    assert (Path(old).parent.exists(), Path(new).exists()) == (False, True)


def test_a_folder_that_cannot_be_made_is_told_when_something_is_sent(tmp_path: Path) -> None:
    """The page is up without it."""
    (tmp_path / "file").touch()
    uploads = Uploads(tmp_path / "file" / "uploads", 100)
    with uploads.opened(), pytest.raises(OSError, match="file"):
        uploads.begin(ANA, 1)


def test_what_goes_while_it_is_counted_disturbs_nobody(uploads: Uploads) -> None:
    """Others send and take at the same time."""
    ended = threading.Event()

    def come_and_go() -> None:
        while not ended.is_set():
            shutil.rmtree(uploads.place("eva").parent)

    others = threading.Thread(target=come_and_go)
    with uploads.opened():
        others.start()
        try:
            for _ in range(20):
                assert uploads.begin("ana", 1)
                uploads.end("ana", 1)
        finally:
            ended.set()
            others.join()
