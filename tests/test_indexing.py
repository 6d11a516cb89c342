"""Folders become the index: small real folders, the real store, an embedder that counts."""

from __future__ import annotations

import json
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import NoReturn
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag import indexing
from rag.errors import CorpusError, IndexMismatch
from rag.indexing import ahead, batches, cutting, embedding, files, reading
from rag.languages import language_of
from rag.store import Store, vector_key
from rag.text.terms import analyse
from rag.types import Document, Skipped, SyncReport
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.indexer import CHUNK_CHARS, identity, reembed_until_killed
from tests.store.conftest import agreed_ids
from tests.store.test_crash import processes

BRIDGE = "El puente de Valdemora se abrió en mayo. Costó catorce millones de euros."
WOLVES = "Los guardas contaron veintitrés lobos. La sierra de Arcedo los vio volver."
FAIR = "La feria del libro cierra el domingo. Acudieron nueve mil lectores."


class Archive:
    """A folder of articles, an index of it, and a counting embedder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "articles"
        self.embedder = FakeEmbedder()
        self.store = Store.open(home / "data", identity(self.embedder))

    def write(self, **texts: str) -> None:
        """Write articles; `a__b` is the file `a/b.txt`."""
        for name, text in texts.items():
            file = self.folder / f"{name.replace('__', '/')}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def sync(
        self,
        *paths: Path,
        progress: indexing.Progress = indexing.silent,
        chunk_chars: int = CHUNK_CHARS,
        check: bool = False,
        mapping: Mapping[str, str] | None = None,
    ) -> SyncReport:
        """Sync the folder, or some paths."""
        return indexing.sync(
            paths or [self.folder],
            store=self.store,
            embedder=self.embedder,
            chunk_chars=chunk_chars,
            progress=progress,
            check=check,
            mapping=mapping,
        )

    def sources(self, root: Path | None = None) -> set[str]:
        """Sources of the live articles, having checked that all three parts of the store agree."""
        agreed_ids(self.store)
        return {source for home, source in self.store.documents() if root is None or home == str(root)}

    def find(self, words: str) -> set[str]:
        """Sources of the articles that hold one of some words, those too that hold the same text as one found."""
        found = self.store.fetch([i for i, _ in self.store.search_terms(analyse(words, language_of("es")), 100)])
        others = self.store.reprints([stored.document.id for stored in found]).values()
        also = {printing.source for reprints in others for printing in reprints.first if printing.exact}
        return {stored.document.source for stored in found} | also


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """One with nothing in it."""
    made = Archive(tmp_path)
    yield made
    made.store.close()


def of_size(articles: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every batch of so many articles, the first too."""
    monkeypatch.setattr(batches, "size", lambda cut: len(cut.documents))
    monkeypatch.setattr(batches, "FIRST_BATCH", articles)
    monkeypatch.setattr(batches, "LARGEST_BATCH", articles)


def counts(report: SyncReport) -> tuple[int, int, int, int]:
    """Added, updated, deleted, unchanged."""
    return report.added, report.updated, report.deleted, report.unchanged


def test_a_sync_counts_what_it_did(archive: Archive) -> None:
    """New, edited, removed and untouched files are told apart, and the index mirrors the folder."""
    archive.write(a=BRIDGE, b=WOLVES, c=FAIR)
    assert counts(archive.sync()) == (3, 0, 0, 0)
    archive.write(b=WOLVES + " Nadie los cazó.", d=FAIR)
    (archive.folder / "c.txt").unlink()
    report = archive.sync()
    assert counts(report) == (1, 1, 1, 1)
    assert report.chunks == archive.store.counts()[1] > 0
    assert archive.sources() == {"a.txt", "b.txt", "d.txt"}
    assert archive.find("cazó") == {"b.txt"}
    assert counts(archive.sync()) == (0, 0, 0, 3)


def test_nothing_is_written_where_nothing_changed(archive: Archive) -> None:
    """Readers are not made to look again for nothing."""
    archive.write(a=BRIDGE)
    archive.sync()
    generation = archive.store.generation
    archive.sync()
    assert archive.store.generation == generation


def test_each_text_is_embedded_once(archive: Archive) -> None:
    """Equal sentences share a vector, and an edit embeds the new sentence and its passage alone."""
    archive.write(a=BRIDGE, b=WOLVES)
    archive.sync()
    assert len(archive.embedder.passages) == len(set(archive.embedder.passages))
    archive.embedder.passages.clear()
    archive.write(b=WOLVES + " Nadie los cazó.")
    archive.sync()
    assert [text for text in archive.embedder.passages if "\n" not in text] == ["Nadie los cazó."]
    assert len(archive.embedder.passages) == 2


def test_a_renamed_file_embeds_no_sentence_again(archive: Archive) -> None:
    """The title comes from the name and stands in the passage; the sentences are the same."""
    archive.write(a=BRIDGE)
    archive.sync()
    archive.embedder.passages.clear()
    (archive.folder / "a.txt").rename(archive.folder / "z.txt")
    assert counts(archive.sync()) == (1, 0, 1, 0)
    assert archive.sources() == {"z.txt"}
    assert all("\n" in text for text in archive.embedder.passages)


def test_a_version_that_comes_back_embeds_nothing(archive: Archive) -> None:
    """Undoing an edit, or restoring a deleted file, finds every vector in the ledger."""
    archive.write(a=BRIDGE, b=WOLVES)
    archive.sync()
    archive.write(a=FAIR)
    (archive.folder / "b.txt").unlink()
    archive.sync()
    archive.embedder.passages.clear()
    archive.write(a=BRIDGE, b=WOLVES)
    assert counts(archive.sync()) == (1, 1, 0, 0)
    assert archive.embedder.passages == []
    assert archive.find("puente lobos") == {"a.txt", "b.txt"}
    assert archive.find("feria") == set()


def test_an_old_version_is_read_though_it_is_not_found(archive: Archive) -> None:
    """A citation of yesterday still shows its words."""
    archive.write(a=BRIDGE)
    archive.sync()
    (old,) = archive.store.documents().values()
    archive.write(a=FAIR)
    archive.sync()
    assert archive.store.document(old).text == BRIDGE
    assert archive.find("puente") == set()


def test_a_file_that_cannot_be_read_keeps_its_version(archive: Archive) -> None:
    """It is reported in one line; the others are indexed."""
    archive.write(a=BRIDGE)
    archive.sync()
    (archive.folder / "a.txt").write_bytes(b"\x00\x01binary\x00" * 9)
    archive.write(b=WOLVES)
    report = archive.sync()
    assert counts(report) == (1, 0, 0, 0)
    assert [failure.source for failure in report.failed] == ["a.txt"]
    assert "\n" not in report.failed[0].error
    assert archive.sources() == {"a.txt", "b.txt"}
    assert archive.find("puente") == {"a.txt"}


@pytest.mark.parametrize("make", [lambda path: None, Path.mkdir, Path.touch], ids=["missing", "empty", "no article"])
def test_a_path_without_articles_changes_nothing(archive: Archive, make: Callable[[Path], object]) -> None:
    """A slip in one path must not cost the articles of another, nor index half of what was asked."""
    archive.write(a=BRIDGE)
    archive.sync()
    generation = archive.store.generation
    (archive.folder / "a.txt").unlink()
    archive.write(b=WOLVES)
    make(archive.home / "other")
    with pytest.raises(CorpusError, match="other") as caught:
        archive.sync(archive.folder, archive.home / "other")
    assert "\n" not in str(caught.value)
    assert (archive.sources(), archive.store.generation) == ({"a.txt"}, generation)


def test_a_folder_that_was_emptied_keeps_its_index(archive: Archive) -> None:
    """A drive that is not mounted looks empty: an archive is taken out by `forget` alone."""
    archive.write(a=BRIDGE)
    archive.sync()
    (archive.folder / "a.txt").unlink()
    with pytest.raises(CorpusError):
        archive.sync()
    assert archive.sources() == {"a.txt"}


def test_a_folder_inside_an_indexed_one_keeps_its_names(archive: Archive) -> None:
    """Syncing a part looks at that part alone."""
    archive.write(top=BRIDGE, b__x=WOLVES, b__y=FAIR)
    archive.sync()
    archive.write(top=FAIR, b__x=WOLVES + " Nadie los cazó.")
    (archive.folder / "b" / "y.txt").unlink()
    assert counts(archive.sync(archive.folder / "b")) == (0, 1, 1, 0)
    assert archive.sources(archive.folder) == archive.sources() == {"top.txt", "b/x.txt"}
    assert archive.find("puente") == {"top.txt"}


def test_a_folder_around_an_indexed_one_takes_its_articles_over(archive: Archive) -> None:
    """They move to their new names in one step, embedding no sentence again and losing none."""
    archive.write(b__x=WOLVES)
    archive.sync(archive.folder / "b")
    archive.write(top=BRIDGE)
    archive.embedder.passages.clear()
    assert counts(archive.sync()) == (1, 1, 0, 0)
    assert archive.sources(archive.folder) == archive.sources() == {"top.txt", "b/x.txt"}
    assert not any("lobos" in text for text in archive.embedder.passages)


def test_an_article_that_moves_is_never_there_twice(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader between two batches finds it under one name."""
    of_size(1, monkeypatch)
    archive.write(b__x=WOLVES, b__y=WOLVES)
    archive.sync(archive.folder / "b")
    seen: list[set[str]] = []
    archive.sync(progress=lambda *_: seen.append(archive.find("lobos")))
    assert seen == [{"x.txt", "y.txt"}, {"b/x.txt", "y.txt"}, {"b/x.txt", "b/y.txt"}]


def test_an_article_that_cannot_be_read_when_its_folder_is_taken_over_stays(archive: Archive) -> None:
    """It keeps its old name and version until it can be read again."""
    archive.write(b__x=WOLVES, top=BRIDGE)
    archive.sync(archive.folder / "b")
    (archive.folder / "b" / "x.txt").write_bytes(b"\x00\x01binary\x00" * 9)
    report = archive.sync()
    assert (counts(report), len(report.failed)) == ((1, 0, 0, 0), 1)
    assert archive.find("lobos") == {"x.txt"}
    archive.write(b__x=WOLVES)
    assert counts(archive.sync()) == (0, 1, 0, 1)
    assert archive.sources() == {"b/x.txt", "top.txt"}


@pytest.mark.parametrize("inner_first", [True, False])
def test_nested_folders_given_together_have_one_name_each(archive: Archive, inner_first: bool) -> None:
    """The outermost names them, in whichever order they are given."""
    archive.write(b__x=WOLVES, top=BRIDGE)
    paths = [archive.folder, archive.folder / "b"]
    for expected in ((2, 0, 0, 0), (0, 0, 0, 2)):
        assert counts(archive.sync(*sorted(paths, reverse=inner_first))) == expected
    assert archive.sources(archive.folder) == archive.sources() == {"b/x.txt", "top.txt"}


def test_equal_files_of_two_folders_are_one_article_in_two_places(archive: Archive) -> None:
    """Deleting one leaves the other."""
    here, there = archive.home / "here", archive.home / "there"
    for folder in (here, there):
        folder.mkdir()
        for name in ("a.txt", "b.txt"):
            (folder / name).write_text(BRIDGE, encoding="utf-8")
    assert counts(archive.sync(here, there)) == (4, 0, 0, 0)
    assert archive.store.counts()[0] == 2
    (here / "a.txt").unlink()
    assert counts(archive.sync(here)) == (0, 0, 1, 1)
    assert archive.sources(there) == archive.sources() == {"a.txt", "b.txt"}
    assert archive.sources(here) == {"b.txt"}


def test_a_tilde_is_the_home_folder(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no shell has put it in its place; a user that is not there is a folder that is not there."""
    monkeypatch.setenv("HOME", str(archive.home))
    monkeypatch.setenv("USERPROFILE", str(archive.home))
    archive.write(puente=BRIDGE)
    assert archive.sync(Path("~/articles")).added == 1
    assert archive.sources(archive.folder) == {"puente.txt"}
    with pytest.raises(CorpusError, match="does not exist"):
        archive.sync(Path("~nobody-at-all/articles"))


def test_one_file_may_be_named(archive: Archive) -> None:
    """Its neighbours are neither indexed nor removed."""
    archive.write(a=BRIDGE, b=WOLVES)
    assert counts(archive.sync(archive.folder / "a.txt")) == (1, 0, 0, 0)
    assert archive.sources() == {"a.txt"}
    archive.sync()
    archive.write(a=FAIR, b=FAIR)
    assert counts(archive.sync(archive.folder / "a.txt")) == (0, 1, 0, 0)
    assert archive.find("lobos") == {"b.txt"}


def oddly_named(parent: Path, ending: str) -> Path:
    """A path whose last part is not UTF-8."""
    return Path(os.fsdecode(os.fsencode(parent) + b"/caf\xe9" + ending.encode()))


needs_bytes = pytest.mark.skipif(sys.platform != "linux", reason="file names are text on this system")


@needs_bytes
def test_a_file_name_that_is_not_utf8(archive: Archive) -> None:
    """The article is indexed, known again though named alone, and can be forgotten."""
    archive.write(a=WOLVES)
    file = oddly_named(archive.folder, ".txt")
    file.write_text(BRIDGE, encoding="utf-8")
    assert counts(archive.sync()) == (2, 0, 0, 0)
    assert archive.find("puente") == {"caf\\xe9.txt"}
    assert counts(archive.sync(file)) == (0, 0, 0, 1)
    assert indexing.forget([file], store=archive.store).deleted == 1
    assert archive.sources() == {"a.txt"}


@needs_bytes
def test_a_folder_name_that_is_not_utf8(archive: Archive) -> None:
    """The ledger could not name it: one line says so, and nothing is changed."""
    folder = oddly_named(archive.home, "")
    folder.mkdir()
    (folder / "a.txt").write_text(BRIDGE, encoding="utf-8")
    with pytest.raises(CorpusError, match="rename it") as caught:
        archive.sync(folder)
    str(caught.value).encode()
    assert archive.sources() == set()


def test_forgetting_takes_articles_out_and_leaves_the_files(archive: Archive) -> None:
    """Of a folder, or of one file; what is not indexed cannot be forgotten."""
    archive.write(a=BRIDGE, b__x=WOLVES, bb__x=FAIR)
    archive.sync()
    assert indexing.forget([archive.folder / "b"], store=archive.store).deleted == 1
    assert archive.sources() == {"a.txt", "bb/x.txt"}
    assert indexing.forget([archive.folder / "a.txt"], store=archive.store).deleted == 1
    with pytest.raises(CorpusError, match="no article of the index") as caught:
        indexing.forget([archive.folder / "b"], store=archive.store)
    assert "\n" not in str(caught.value)
    assert len(list(archive.folder.rglob("*.txt"))) == 3


def test_progress_is_told_to_the_end(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Batch by batch, with the number of files that there are."""
    of_size(2, monkeypatch)
    archive.write(**{f"n{n}": f"{BRIDGE} Es el puente {n}." for n in range(5)})
    told: list[tuple[int, int]] = []
    archive.sync(progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 5), (2, 5), (4, 5), (5, 5)]


@pytest.mark.parametrize("stage", ["reading", "embedding", "writing"])
def test_what_a_stage_raises_comes_out_as_itself_and_no_thread_is_left(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    """The next sync may write at once, and does the rest."""
    of_size(1, monkeypatch)
    archive.write(**{f"n{n}": f"El puente {n} se abrió. Costó {n} millones." for n in range(9)})
    before, whole = set(threading.enumerate()), archive.embedder

    def fail(*_: object, **__: object) -> NoReturn:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        if stage == "reading":
            broken.setattr(reading, "index_document", fail)
        if stage == "embedding":
            archive.embedder = FakeEmbedder(before=fail)
        with pytest.raises(KeyboardInterrupt):
            archive.sync(progress=lambda done, _: fail() if stage == "writing" and done else None)
    assert set(threading.enumerate()) <= before
    archive.embedder = whole
    assert sum(counts(archive.sync())[:4]) == 9
    assert len(archive.sources()) == 9


def test_a_run_that_was_ended_is_gone_on_with_where_it_was(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were written are not read again, and that they are done is told at once."""
    of_size(2, monkeypatch)
    archive.write(**{f"n{n}": f"El puente {n} se abrió. Costó {n} millones." for n in range(6)})
    for file in archive.folder.iterdir():
        age(file)

    def end(done: int, _: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.sync(progress=end)
    read, told = watch_reading(monkeypatch), list[tuple[int, int]]()
    assert counts(archive.sync(progress=lambda *how_far: told.append(how_far))) == (2, 0, 0, 4)
    assert (read, told) == (["n4.txt", "n5.txt"], [(4, 6), (6, 6)])


@pytest.fixture
def ending(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Set once a run that was interrupted waits for its threads."""
    event, end = threading.Event(), ahead._Worker.end

    def noted(worker: ahead._Worker[object]) -> None:
        event.set()
        end(worker)

    monkeypatch.setattr(ahead._Worker, "end", noted)
    return event


def test_who_interrupts_does_not_wait_for_what_is_left_of_a_batch(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, ending: threading.Event
) -> None:
    """The embedder is asked no more once it has done what it was asked last."""
    of_size(9, monkeypatch)
    monkeypatch.setattr(embedding, "TEXTS_A_COMMIT", 1)
    archive.write(**{f"n{n}": f"El puente {n} se abrió. Costó {n} millones." for n in range(10, 28)})
    begun, later = threading.Event(), re.compile("(?:puente|Costó) (?:19|2.)")

    def interrupt(done: int, _: int) -> None:
        if done:
            assert begun.wait(60)
            raise KeyboardInterrupt

    def wait(texts: Sequence[str]) -> None:
        if later.search(texts[0]):
            begun.set()
            assert ending.wait(60)

    archive.embedder = FakeEmbedder(before=wait)
    with pytest.raises(KeyboardInterrupt):
        archive.sync(progress=interrupt)
    assert len([text for text in archive.embedder.passages if later.search(text)]) == 1


def test_who_interrupts_does_not_wait_for_the_end_of_a_file(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, ending: threading.Event
) -> None:
    """Though all of its articles are as they were, so that none of them is written."""
    of_size(1, monkeypatch)
    archive.write(a=BRIDGE)
    write_lines(archive, "b.jsonl", **{f"n{n}": f"{WOLVES} Son {n}." for n in range(50)})
    archive.sync()
    ending.clear()
    archive.write(a=FAIR)
    read_articles, begun, read = reading.read_articles, threading.Event(), list[object]()

    def slowly(file: Path, root: Path, mapping: Mapping[str, str]) -> Iterator[object]:
        for said in read_articles(file, root, mapping):
            if file.suffix == ".jsonl":
                begun.set()
                assert ending.wait(60)
                read.append(said)
            yield said

    def interrupt(done: int, _: int) -> None:
        if done:
            assert begun.wait(60)
            raise KeyboardInterrupt

    monkeypatch.setattr(reading, "read_articles", slowly)
    with pytest.raises(KeyboardInterrupt):
        archive.sync(progress=interrupt, check=True)
    assert len(read) < 50


def test_a_run_that_ended_before_it_took_out_what_has_gone_vouches_for_no_file_that_gave_it(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run finds that the article has gone."""
    archive.folder.mkdir(parents=True)
    write_lines(archive, "a.jsonl", uno=BRIDGE, dos=WOLVES)
    age(archive.folder / "a.jsonl")
    archive.sync()
    write_lines(archive, "a.jsonl", uno=BRIDGE, tres=FAIR)
    age(archive.folder / "a.jsonl")

    def end(done: int, total: int) -> None:
        if done == total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.sync(progress=end)
    assert archive.sources() == {"a.jsonl#uno", "a.jsonl#dos", "a.jsonl#tres"}
    assert counts(archive.sync()) == (0, 0, 1, 2)
    assert archive.sources() == {"a.jsonl#uno", "a.jsonl#tres"}


def test_an_embedder_that_fails_leaves_whole_batches(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written stays and agrees; the next sync does the rest, and embeds nothing again."""
    of_size(2, monkeypatch)
    monkeypatch.setattr(embedding, "TEXTS_A_COMMIT", 2)
    archive.write(**{f"n{n}": f"El puente {n} se abrió. Costó {n} millones." for n in range(6)})
    whole = archive.embedder

    def fail(_: Sequence[str]) -> None:
        if len(archive.embedder.passages) >= 8:
            raise MemoryError("the model fell over")

    archive.embedder = FakeEmbedder(before=fail)
    with pytest.raises(MemoryError):
        archive.sync()
    assert archive.sources() == {"n0.txt", "n1.txt"}
    first, archive.embedder = archive.embedder.passages, whole
    assert counts(archive.sync()) == (4, 0, 0, 2)
    assert not set(first) & set(whole.passages)
    assert len(archive.sources()) == 6


def test_another_model_is_moved_to_and_the_old_is_gone(archive: Archive) -> None:
    """Every article is found again with vectors of the new model, and of no other."""
    archive.write(a=BRIDGE, b=WOLVES)
    archive.sync()
    live, old = agreed_ids(archive.store), archive.embedder
    new = FakeEmbedder(dimension=24, seed=7)
    told: list[tuple[int, int]] = []
    with Store.open(archive.home / "data", identity(new), rebuilding=True) as store:
        report = indexing.reembed(
            store=store, embedder=new, chunk_chars=CHUNK_CHARS, progress=lambda *seen: told.append(seen)
        )
        assert (counts(report), told) == ((0, 2, 0, 0), [(0, 2), (2, 2)])
        assert agreed_ids(store) == live
        asked = new.embed_queries(["Los guardas contaron veintitrés lobos."])[0]
        (nearest,) = store.fetch([store.search_passages(asked, 1)[0][0]])
        assert (nearest.document.source, max(nearest.sentence_vectors @ asked)) == ("b.txt", pytest.approx(1, abs=1e-3))
        with store.writing() as writer:
            keys = [vector_key(text) for text in old.passages]
            assert writer.known_vectors(keys) == set(keys)
            assert store._ledger.known_vectors(keys, old.fingerprint) == set()
    with pytest.raises(IndexMismatch):
        Store.open(archive.home / "data", identity(old))


@pytest.mark.parametrize("calls", [0, 1, 3])
def test_a_kill_while_moving_to_another_model_leaves_the_old(archive: Archive, calls: int) -> None:
    """The old index answers as before; moving again embeds only what was not embedded yet."""
    archive.write(a=BRIDGE, b=WOLVES, c=FAIR, d=BRIDGE + " " + FAIR)
    archive.sync()
    before = archive.store.search_passages(archive.embedder.embed_queries(["lobos"])[0], 9)
    archive.store.close()
    here, there = processes.Pipe()
    child = processes.Process(target=reembed_until_killed, args=(archive.home / "data", 7, calls, there))
    child.start()
    assert here.recv() == "in the middle"
    child.kill()
    child.join()
    here.close()
    there.close()
    archive.store = Store.open(archive.home / "data", identity(archive.embedder))
    assert archive.store.search_passages(archive.embedder.embed_queries(["lobos"])[0], 9) == before
    assert counts(archive.sync()) == (0, 0, 0, 4)
    again = FakeEmbedder(seed=7)
    with Store.open(archive.home / "data", identity(again), rebuilding=True) as store:
        indexing.reembed(store=store, embedder=again, chunk_chars=CHUNK_CHARS)
        assert len(agreed_ids(store)) == len(before)
    everything = set(archive.embedder.passages)
    assert set(again.passages) <= everything
    assert (len(again.passages) < len(everything)) == (calls > 0)


def test_chunks_of_another_size_are_cut_when_everything_is_written_anew(archive: Archive) -> None:
    """A sync leaves the chunks of an untouched file alone; a rebuild cuts them by the new size."""
    archive.write(a=" ".join(f"El puente número {n} se abrió en mayo." for n in range(20)))
    long = archive.sync().chunks
    rebuilt = indexing.reembed(store=archive.store, embedder=archive.embedder, chunk_chars=4 * CHUNK_CHARS)
    assert 0 < rebuilt.chunks < long
    assert archive.sources() == {"a.txt"}


def test_searches_go_on_while_texts_are_embedded(archive: Archive) -> None:
    """The slow part of a sync holds nothing that a reader needs."""
    archive.write(a=BRIDGE)
    archive.sync()
    embedding, searched = threading.Event(), threading.Event()

    def wait(_: Sequence[str]) -> None:
        embedding.set()
        assert searched.wait(60)

    archive.embedder = FakeEmbedder(before=wait)
    archive.write(b=WOLVES)
    thread = threading.Thread(target=archive.sync)
    thread.start()
    assert embedding.wait(60)
    found = archive.find("puente lobos")
    searched.set()
    thread.join()
    assert found == {"a.txt"}
    assert archive.find("puente lobos") == {"a.txt", "b.txt"}


def test_threads_search_while_another_syncs(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three readers, fifty searches each, no error; what was removed is not found afterwards."""
    of_size(3, monkeypatch)
    archive.write(**{f"n{n}": f"El puente {n} se abrió. Costó {n} millones." for n in range(30)})
    archive.sync()
    old = agreed_ids(archive.store)
    faults: list[BaseException] = []

    def read(search: Callable[[], list[tuple[str, float]]]) -> None:
        try:
            for _ in range(50):
                archive.store.fetch([i for i, _ in search()])
        except BaseException as fault:
            faults.append(fault)
            raise

    asked = archive.embedder.embed_queries(["puente"])[0]
    searches: list[Callable[[], list[tuple[str, float]]]] = [
        lambda: archive.store.search_passages(asked, 50),
        lambda: archive.store.search_terms(analyse("puente", language_of("es")), 50),
    ]
    threads = [threading.Thread(target=read, args=(search,)) for search in searches]
    for n in range(10):
        (archive.folder / f"n{n}.txt").unlink()
    archive.write(**{f"n{n}": f"El puente {n} se cerró. Costó {n} euros." for n in range(10, 20)})
    for thread in threads:
        thread.start()
    report = archive.sync()
    for thread in threads:
        thread.join()
    assert faults == []
    assert counts(report) == (0, 10, 10, 10)
    live = agreed_ids(archive.store)
    assert len(old - live) == 20
    assert all({i for i, _ in search()} == live for search in searches)


# --- Files that hold many articles --------------------------------------------------------------------------


def write_lines(archive: Archive, name: str, **texts: str) -> None:
    """An export of articles, one a line, by their ids."""
    archive.folder.mkdir(exist_ok=True)
    lines = [json.dumps({"id": key, "texto": text}) for key, text in texts.items()]
    (archive.folder / name).write_text("\n".join(lines), encoding="utf-8")


def test_each_article_of_a_file_is_kept_by_its_own_name(archive: Archive) -> None:
    """Edits, additions and removals are told apart inside of the file, and the others stay."""
    write_lines(archive, "a.jsonl", uno=BRIDGE, dos=WOLVES)
    assert counts(archive.sync()) == (2, 0, 0, 0)
    write_lines(archive, "a.jsonl", tres=FAIR, dos=WOLVES + " Nadie los cazó.", uno=BRIDGE)
    assert counts(archive.sync()) == (1, 1, 0, 1)
    write_lines(archive, "a.jsonl", dos=WOLVES + " Nadie los cazó.")
    assert counts(archive.sync()) == (0, 0, 2, 1)
    assert archive.sources() == {"a.jsonl#dos"}


def test_deleting_a_file_deletes_all_its_articles(archive: Archive) -> None:
    """And forgetting it, and not those of a file whose name goes on."""
    write_lines(archive, "a.jsonl", uno=BRIDGE, dos=WOLVES)
    archive.write(**{"a.jsonl#tres": FAIR, "b": FAIR})
    assert counts(archive.sync()) == (4, 0, 0, 0)
    assert indexing.forget([archive.folder / "a.jsonl"], store=archive.store).deleted == 2
    assert counts(archive.sync()) == (2, 0, 0, 2)
    (archive.folder / "a.jsonl").unlink()
    assert counts(archive.sync()) == (0, 0, 2, 2)
    assert archive.sources() == {"a.jsonl#tres.txt", "b.txt"}


def test_a_file_of_many_is_written_in_batches(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never in memory as a whole."""
    of_size(4, monkeypatch)
    write_lines(archive, "a.jsonl", **{f"n{n}": f"El puente {n} se abrió." for n in range(10)})
    before = archive.store.generation
    archive.sync()
    assert archive.store.generation - before >= 3
    assert len(archive.sources()) == 10


def test_an_article_that_cannot_be_read_costs_no_other(archive: Archive) -> None:
    """What was indexed of a file of which a part is broken stays until it can be read."""
    write_lines(archive, "a.jsonl", uno=BRIDGE, dos=WOLVES)
    archive.sync()
    lines = (archive.folder / "a.jsonl").read_text().splitlines()
    (archive.folder / "a.jsonl").write_text(f"{lines[0]}\n{{{lines[1][:9]}\n")
    report = archive.sync()
    assert (counts(report), [failure.source for failure in report.failed]) == ((0, 0, 0, 1), ["a.jsonl"])
    assert archive.sources() == {"a.jsonl#uno", "a.jsonl#dos"}
    write_lines(archive, "a.jsonl", uno=BRIDGE)
    assert counts(archive.sync()) == (0, 0, 1, 1)


def test_a_file_that_is_passed_over_is_reported_and_keeps_its_article(archive: Archive) -> None:
    """A file that is being written is empty for a moment."""
    archive.write(a=BRIDGE, b=WOLVES)
    (archive.folder / "foto.png").write_bytes(b"x")
    archive.sync()
    (archive.folder / "a.txt").write_text("")
    report = archive.sync()
    assert report.skipped == (Skipped("a.txt", "empty"), Skipped("foto.png", "unsupported type: .png file"))
    assert (counts(report), archive.sources()) == ((0, 0, 0, 1), {"a.txt", "b.txt"})


def test_an_export_is_read_by_a_mapping_or_its_guess_is_noted(archive: Archive) -> None:
    """What was guessed is for the reader of the report to see."""
    write_lines(archive, "a.jsonl", uno=BRIDGE)
    assert [note.source for note in archive.sync().notes] == ["a.jsonl"]


def test_files_taken_over_by_an_outer_folder_keep_their_articles(archive: Archive) -> None:
    """Those of a file of many as well."""
    (archive.folder / "b").mkdir(parents=True)
    write_lines(archive, "b/a.jsonl", uno=BRIDGE, dos=WOLVES)
    archive.sync(archive.folder / "b")
    assert counts(archive.sync()) == (0, 2, 0, 0)
    assert archive.sources() == {"b/a.jsonl#uno", "b/a.jsonl#dos"}


@needs_bytes
def test_names_that_nearly_collide_are_two_articles(archive: Archive) -> None:
    """A byte that is no UTF-8 in one, and a backslash that spells it in the other."""
    archive.write(otro=FAIR)
    oddly_named(archive.folder, ".txt").write_text(BRIDGE, encoding="utf-8")
    (archive.folder / "caf\\xe9.txt").write_text(WOLVES, encoding="utf-8")
    assert counts(archive.sync()) == (3, 0, 0, 0)
    assert counts(archive.sync()) == (0, 0, 0, 3)


names = st.sampled_from(["a", "b", "sub__c"])
edits = st.lists(st.tuples(names, st.sampled_from([None, BRIDGE, WOLVES, FAIR])), min_size=1, max_size=3)


@settings(max_examples=20, deadline=None)
@given(history=st.lists(edits, min_size=1, max_size=4))
def test_any_history_of_a_folder_is_mirrored(
    tmp_path_factory: pytest.TempPathFactory, history: list[list[tuple[str, str | None]]]
) -> None:
    """After any edits and deletes, words are found in exactly the files that hold them now."""
    archive = Archive(tmp_path_factory.mktemp("history"))
    archive.write(stays="Una nota que nadie toca.")
    model: dict[str, str] = {}
    for step in history:
        for name, text in step:
            source = f"{name.replace('__', '/')}.txt"
            if text is None:
                (archive.folder / source).unlink(missing_ok=True)
                model.pop(source, None)
            else:
                archive.write(**{name: text})
                model[source] = text
        archive.sync()
        assert archive.sources() == {"stays.txt", *model}
        for word in ("puente", "lobos", "lectores"):
            assert archive.find(word) == {source for source, text in model.items() if word in text}
    assert len(archive.embedder.passages) == len(set(archive.embedder.passages))
    archive.store.close()


def test_a_row_of_a_table_is_embedded_with_the_heads_of_its_columns() -> None:
    """It is quoted as it is printed: the offsets are those of the row."""
    text = "Las fuentes\n\nFuente\tCaudal\nLa Teja\t12\nEl Caño\t7"
    document = Document(id="0" * 32, title="Las fuentes", text=text, source="a.txt")
    (piece,) = indexing.index_document(document, root="/r", chunk_chars=500).chunks
    last = piece.sentences[-1]
    assert text[last.start : last.end] == "El Caño\t7"
    assert last.key == vector_key("Fuente: El Caño; Caudal: 7")
    assert "Fuente: La Teja; Caudal: 12" in indexing.passage_text(document, piece.chunk)
    assert piece.chunk.text == text


def age(file: Path, text: str = "") -> None:
    """Give a file the time of years ago, and first other words of the same length where there are some."""
    if text:
        file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(10**18, 10**18))


def test_a_file_whose_size_and_time_are_the_same_is_not_read_again(archive: Archive) -> None:
    """It counts as unchanged and stays; with `check` it is read all the same."""
    archive.write(a=BRIDGE, b=WOLVES)
    age(archive.folder / "a.txt")
    archive.sync()
    age(archive.folder / "a.txt", BRIDGE.replace("mayo", "mazo"))
    assert counts(archive.sync()) == (0, 0, 0, 2)
    assert archive.find("mazo") == set()
    assert counts(archive.sync(check=True)) == (0, 1, 0, 1)
    assert archive.find("mazo") == {"a.txt"}


def watch_reading(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read from now on."""
    read: list[str] = []
    looked = reading.read_articles
    monkeypatch.setattr(reading, "read_articles", lambda file, *rest: read.append(file.name) or looked(file, *rest))
    return read


def test_a_file_that_was_touched_and_holds_the_same_is_not_read_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its bytes tell; from then on its new time does."""
    archive.write(a=BRIDGE)
    file = archive.folder / "a.txt"
    age(file)
    archive.sync()
    read = watch_reading(monkeypatch)
    os.utime(file, ns=(10**18, 10**18 + 1))
    assert counts(archive.sync()) == (0, 0, 0, 1)
    assert archive.store.files()[str(archive.folder), "a.txt"].mtime_ns == 10**18 + 1
    assert read == []
    file.write_text(BRIDGE.replace("mayo", "mazo"), encoding="utf-8")
    assert counts(archive.sync()) == (0, 1, 0, 0)


def test_a_file_of_which_a_part_was_passed_over_is_not_read_again_and_the_part_is_told_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is left out in silence, and nothing is read in vain."""
    archive.folder.mkdir()
    file = archive.folder / "a.zip"
    with ZipFile(file, "w") as packed:
        packed.writestr("uno.txt", BRIDGE)
        packed.writestr("foto.png", b"\x89PNG and so on")
    age(file)
    first = archive.sync()
    read = watch_reading(monkeypatch)
    second = archive.sync()
    assert read == []
    assert first.skipped == second.skipped == (Skipped("a.zip#foto.png", "PNG picture: no reader knows this type"),)
    assert (counts(first), counts(second)) == ((1, 0, 0, 0), (0, 0, 0, 1))


def test_another_version_of_a_library_that_reads_looks_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may find another text."""
    archive.write(a=BRIDGE)
    age(archive.folder / "a.txt")
    archive.sync()
    read = watch_reading(monkeypatch)
    monkeypatch.setattr(files, "_readers", lambda: ("9",))
    assert counts(archive.sync()) == (0, 0, 0, 1)
    assert read == ["a.txt"]


def test_fields_are_read_by_a_mapping_and_one_that_is_not_there_is_noted(archive: Archive) -> None:
    """Another mapping reads the file again."""
    archive.folder.mkdir()
    file = archive.folder / "a.json"
    file.write_text(json.dumps([{"id": 1, "aviso": "De segunda mano", "body": BRIDGE, "subtitle": "El puente"}]))
    age(file)
    archive.sync()
    report = archive.sync(mapping={"title": "aviso", "author": "firma"})
    assert counts(report) == (0, 1, 0, 0)
    assert [note.note for note in report.notes if "firma" in note.note] == [
        "it has no field 'firma', which was named for author (fields: id, aviso, body, subtitle)"
    ]
    [document_id] = archive.store.documents().values()
    assert archive.store.document(document_id).title == "De segunda mano"


def test_a_file_of_many_articles_is_left_alone_as_a_whole(archive: Archive) -> None:
    """All its articles stay, and an article that leaves it takes no other with it."""
    articles = [{"id": n, "title": f"Nota {n}", "text": text} for n, text in enumerate((BRIDGE, WOLVES, FAIR))]
    file = archive.folder / "notas.json"
    archive.folder.mkdir(parents=True)
    for held, expected in ((articles, (3, 0, 0, 0)), (articles, (0, 0, 0, 3)), (articles[1:], (0, 0, 1, 2))):
        file.write_text(json.dumps(held), encoding="utf-8")
        age(file)
        assert counts(archive.sync()) == expected
    assert archive.store.files().keys() == {(str(archive.folder), "notas.json")}
    assert counts(archive.sync()) == (0, 0, 0, 2)
    assert archive.sources() == {"notas.json#1", "notas.json#2"}


def test_a_file_that_failed_is_told_by_every_sync(archive: Archive) -> None:
    """And one that was put back as it was before is read again, since the index holds what came in between."""
    archive.write(a=BRIDGE, b=WOLVES)
    file = archive.folder / "a.txt"
    age(file)
    archive.sync()
    file.write_bytes(bytes(100))
    age(file)
    assert [len(archive.sync().failed) for _ in range(2)] == [1, 1]
    age(file, FAIR)
    archive.sync()
    age(file, BRIDGE)
    assert counts(archive.sync())[1] == 1
    assert archive.find("puente") == {"a.txt"}


def test_a_file_that_was_just_written_is_read_again(archive: Archive) -> None:
    """A clock that ticks seldom may not show a second writing of as many bytes."""
    archive.write(a=BRIDGE)
    archive.sync()
    assert archive.store.files() == {}


def test_another_size_of_chunks_cuts_anew_and_embeds_only_new_texts(archive: Archive) -> None:
    """Sentences are known already; with the same size nothing is done."""
    archive.write(a=" ".join((BRIDGE, WOLVES, FAIR)))
    age(archive.folder / "a.txt")
    archive.sync(chunk_chars=80)
    several, embedded = archive.store.counts()[1], len(archive.embedder.passages)
    assert counts(archive.sync(chunk_chars=900)) == (0, 1, 0, 0)
    assert archive.store.counts()[1] == 1 < several
    assert len(archive.embedder.passages) == embedded + 1
    assert archive.find("lobos") == {"a.txt"}
    assert counts(archive.sync(chunk_chars=900)) == (0, 0, 0, 1)


@pytest.mark.parametrize(("module", "raised"), [(files, "READING"), (cutting, "CUTTING")])
def test_a_version_that_reads_or_cuts_otherwise_looks_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, module: ModuleType, raised: str
) -> None:
    """At files that have not changed; what comes out as it was is not embedded."""
    archive.write(a=BRIDGE)
    age(archive.folder / "a.txt")
    archive.sync()
    embedded, read = len(archive.embedder.passages), []
    monkeypatch.setattr(module, raised, getattr(module, raised) + 1)
    looked = reading.read_articles
    monkeypatch.setattr(reading, "read_articles", lambda file, *rest: read.append(file) or looked(file, *rest))
    archive.sync()
    archive.sync()
    assert [file.name for file in read] == ["a.txt"]
    assert len(archive.embedder.passages) == embedded


def test_an_article_that_is_embedded_anew_keeps_its_file(archive: Archive) -> None:
    """So that the next sync still knows which articles a file has given."""
    archive.folder.mkdir(parents=True)
    held = [{"id": n, "title": f"Nota {n}", "text": text} for n, text in enumerate((BRIDGE, WOLVES))]
    (archive.folder / "notas.json").write_text(json.dumps(held), encoding="utf-8")
    archive.sync()
    indexing.reembed(store=archive.store, embedder=archive.embedder, chunk_chars=CHUNK_CHARS)
    assert {article.file for article in archive.store.live()} == {"notas.json"}
    assert counts(archive.sync()) == (0, 0, 0, 2)


def test_a_record_whose_title_says_so_corrects_the_article_before_it(archive: Archive) -> None:
    """Its text does not say that it is a correction; the days that it names count from its own."""
    archive.folder.mkdir(parents=True)
    note = "En la noticia «El puente», publicada ayer, se decía que costó 4 millones. La cifra correcta es 5 millones."
    held = [
        {"id": 1, "title": "El puente", "date": "2024-03-12", "text": BRIDGE},
        {"id": 2, "title": "Fe de errores", "date": "2024-03-13", "text": note},
    ]
    (archive.folder / "notas.json").write_text(json.dumps(held), encoding="utf-8")
    archive.sync()
    ids = {archive.store.document(i).title: i for i in (article.document_id for article in archive.store.live())}
    amendments = archive.store.amendments([ids["El puente"]])[ids["El puente"]]
    assert [amendment.title for amendment in amendments] == ["Fe de errores"]
