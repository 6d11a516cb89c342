"""What is erased is not in any file of the data folder, in whatever form and however it got there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from rag.errors import IndexBusy, StoreError
from rag.store import IndexedDocument, Place, Store
from rag.store.derived import DerivedFolder, Mark
from rag.store.ledger import Ledger
from rag.store.memory import can_clear
from rag.types import Erasure
from tests.store.conftest import IDENTITY, ROOT, agreed_ids, article, embedded_texts, index, unit_vector, unit_vectors

SECRET = "Zurbarandia"
SENTENCE = f"{SECRET} lived here"


def secret(source: str, text: str = SENTENCE, *, version: int = 1, root: str = ROOT) -> IndexedDocument:
    """An article with the word."""
    return article(source, [text], version=version, root=root)


def traces(folder: Path) -> set[str]:
    """Files that hold the word, as it is or in small letters, or the vector of its sentence."""
    signs = (SECRET.encode(), SECRET.lower().encode(), unit_vector(SENTENCE).tobytes())
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)) for path in files if any(sign in path.read_bytes() for sign in signs)}


def keep_deleted_bytes(store: Store) -> None:
    """Overwrite nothing at once, as most builds of SQLite would: compacting must do it all."""
    event.listen(store._ledger._database._engine, "begin", _without_secure_delete)


def _without_secure_delete(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA secure_delete = OFF")


def erase(store: Store, *paths: str) -> Erasure:
    """One run of erasing, after which everything agrees."""
    with store.writing() as writer:
        erased = writer.erase(paths)
    agreed_ids(store)
    return erased


def write_histories(store: Store) -> None:
    """Articles with the word that were deleted, edited, renamed, cut otherwise, many of a file, or are live."""
    before = ["deleted.txt", "edited.txt", "named-before.txt"]
    index(store, [secret(source) for source in before] + [article("cut.txt", [SENTENCE, "and there"], per_chunk=1)])
    after = [
        article("edited.txt", ["nothing to see"], version=2),
        secret("renamed.txt", version=2),
        article("cut.txt", [SENTENCE, "and there"], per_chunk=2),
        *(secret(source, version=2) for source in ("live.txt", "folder/a.txt", "folder/b/c.txt", "feed.xml#1")),
        article("stays.txt", ["harmless words"]),
    ]
    index(store, after, [(ROOT, "deleted.txt"), (ROOT, "named-before.txt")])


def test_nothing_is_left_of_what_was_erased(tmp_path: Path) -> None:
    """Not in the ledger, its write-ahead file, Chroma or tantivy; what was not named stays and is found."""
    named = ["deleted.txt", "edited.txt", "renamed.txt", "cut.txt", "live.txt", "folder", "feed.xml"]
    with Store.open(tmp_path, IDENTITY) as store:
        keep_deleted_bytes(store)
        write_histories(store)
        assert traces(tmp_path) != set()
        assert erase(store, *(f"{ROOT}/{name}" for name in named)) == Erasure(10)
        assert traces(tmp_path) == set()
        assert store.documents() == {(ROOT, "stays.txt"): "stays.txt@1"}
        assert len(store.search_passages(unit_vector("x"), 9)) == 1
    assert traces(tmp_path) == set()


def test_old_versions_go_at_once(tmp_path: Path) -> None:
    """All that lies nowhere, and nothing else."""
    with Store.open(tmp_path, IDENTITY) as store:
        keep_deleted_bytes(store)
        index(store, [secret("a.txt"), article("b.txt", ["one"])])
        index(store, [article("a.txt", ["two"], version=2)])
        with store.writing() as writer:
            assert writer.purge() == Erasure(1)
        assert len(agreed_ids(store)) == 2
    assert traces(tmp_path) == set()


def test_a_kill_before_compacting_can_be_made_up_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows are gone, and what is derived is made anew; erasing again clears the files though it finds nothing."""
    with Store.open(tmp_path, IDENTITY) as store:
        index(store, [secret("a.txt"), article("b.txt", ["one"])])
        with monkeypatch.context() as patch, store.writing() as writer:
            patch.setattr("rag.store.database.Database.compact", _killed)
            with pytest.raises(KeyboardInterrupt):
                writer.erase(["a.txt"])
    with Store.open(tmp_path, IDENTITY) as store:
        assert len(agreed_ids(store)) == 1
        assert erase(store, "a.txt") == Erasure(0)
    assert traces(tmp_path) == set()


def _killed(_: object) -> bool:
    raise KeyboardInterrupt


def test_a_reader_in_the_middle_keeps_the_bytes_and_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite cannot clear what another process is reading."""
    monkeypatch.setattr("rag.store.database.BUSY_SECONDS", 0)
    with Store.open(tmp_path, IDENTITY) as store:
        index(store, [secret("a.txt")])
        with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM documents").fetchall()
            with store.writing() as writer, pytest.raises(IndexBusy, match="another process"):
                writer.erase(["a.txt"])
        erase(store, "a.txt")
    assert traces(tmp_path) == set()


def test_indexes_that_cannot_be_removed_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They hold the words, so it is no success."""
    (tmp_path / "derived-old").mkdir()
    with Store.open(tmp_path, IDENTITY) as store:
        monkeypatch.setattr("shutil.rmtree", lambda *_, **__: None)
        with store.writing() as writer, pytest.raises(StoreError, match="derived-old"):
            writer.erase(["a.txt"])


def test_the_files_of_a_graph_hold_nothing_of_what_was_in_memory(tmp_path: Path) -> None:
    """Chroma writes memory that it has not filled: here the process has just let go of many copies of a word."""
    if not can_clear():
        pytest.skip("this system's allocator cannot clear memory")
    for n in range(3):
        words = [SECRET.encode() * 1000 for _ in range(2000)]
        del words
        with Store.open(tmp_path / str(n), IDENTITY) as store:
            index(store, [article("a.txt", ["one", "two", "three"])])
            store.search_passages(unit_vector("x"), 1)
    assert traces(tmp_path) == set()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger alone: which rows go is decided in it."""
    opened = Ledger.open(tmp_path)
    yield opened
    opened.close()


def put(ledger: Ledger, documents: list[IndexedDocument], remove: list[Place] | None = None) -> None:
    """Write them with their vectors."""
    texts = embedded_texts(documents)
    if texts:
        ledger.add_vectors(list(texts), unit_vectors(list(texts.values())), IDENTITY.fingerprint)
    ledger.put(documents, remove or [], IDENTITY)


def test_a_copy_under_another_name_stays_and_is_told(ledger: Ledger) -> None:
    """A reprint is another article; whoever erases must know that the words are still there."""
    put(ledger, [secret("a.txt"), secret("reprint.txt", version=2)])
    assert ledger.erase(["a.txt"]) == Erasure(1, elsewhere=("reprint.txt",))
    assert ledger.places().keys() == {(ROOT, "reprint.txt")}


def test_the_same_article_in_another_folder_stays(ledger: Ledger) -> None:
    """Only the path that was named goes; the version is one for both, so none is erased."""
    put(ledger, [secret("a.txt"), secret("a.txt", root="/elsewhere")])
    assert ledger.erase([f"{ROOT}/a.txt"]) == Erasure(0, elsewhere=("a.txt",))
    assert ledger.places().keys() == {("/elsewhere", "a.txt")}


def test_an_old_version_of_another_folder_stays(ledger: Ledger) -> None:
    """Equal names in two folders are two articles."""
    put(ledger, [secret("a.txt"), article("a.txt", ["other"], version=2, root="/elsewhere")])
    put(ledger, [], [(ROOT, "a.txt"), ("/elsewhere", "a.txt")])
    assert ledger.erase([f"{ROOT}/a.txt"]) == Erasure(1)
    assert ledger.document("a.txt@2").text == "other"


def test_a_source_names_an_article_in_whatever_folder(ledger: Ledger) -> None:
    """As it is shown; an article of the same name is meant, too."""
    put(ledger, [secret("a.txt"), secret("a.txt", version=2, root="/elsewhere"), secret("b/a.txt", "other", version=3)])
    assert ledger.erase(["a.txt"]) == Erasure(2)
    assert ledger.places().keys() == {(ROOT, "b/a.txt")}


def test_names_that_only_begin_alike_stay(ledger: Ledger) -> None:
    """`a_` is neither `ab` nor `A_`, and a sign of patterns is a letter."""
    names = ["a_", "ab", "A_", "a_b", "a%"]
    put(ledger, [secret(name, f"{SECRET} {n}") for n, name in enumerate(names)])
    assert ledger.erase(["a_"]) == Erasure(1)
    assert {source for _, source in ledger.places()} == {"ab", "A_", "a_b", "a%"}


@pytest.mark.parametrize("path", [ROOT, f"{ROOT}/", "/"])
def test_a_whole_folder_can_be_erased(ledger: Ledger, path: str) -> None:
    """With what was deleted from it before."""
    put(ledger, [secret("a.txt"), secret("b/c.txt", version=2)])
    put(ledger, [], [(ROOT, "a.txt")])
    assert ledger.erase([path]) == Erasure(2)
    assert (ledger.places(), ledger.versions(["a.txt@1", "b/c.txt@2"])) == ({}, {})


@pytest.mark.parametrize("path", ["nowhere.txt", "", "/elsewhere", "a.tx"])
def test_what_is_not_there_erases_nothing(ledger: Ledger, path: str) -> None:
    """It is counted, so that a slip of the pen is seen."""
    put(ledger, [secret("a.txt")])
    assert ledger.erase([path]) == Erasure(0)
    assert ledger.places().keys() == {(ROOT, "a.txt")}


def test_a_file_that_is_still_there_is_told(ledger: Ledger, tmp_path: Path) -> None:
    """It is not touched, and would be indexed again."""
    file = tmp_path / "a.txt"
    file.write_text(SENTENCE)
    put(ledger, [secret("a.txt", root=str(tmp_path))])
    assert ledger.erase([str(file)]) == Erasure(1, files=(str(file),))
    assert file.read_text() == SENTENCE


@pytest.mark.parametrize("path", ["export.jsonl#n0", "{root}/export.jsonl#n0", "export.jsonl", "{root}/export.jsonl"])
def test_the_file_that_holds_an_article_is_told_however_it_is_named(ledger: Ledger, tmp_path: Path, path: str) -> None:
    """As it is cited, or by its whole path; the next `index` would read its words again."""
    file = tmp_path / "export.jsonl"
    file.write_text(SENTENCE)
    put(ledger, [secret("export.jsonl#n0", root=str(tmp_path))])
    assert ledger.erase([path.format(root=tmp_path)]) == Erasure(1, files=(str(file),))


def test_a_name_as_cited_tells_the_file_of_each_folder(ledger: Ledger, tmp_path: Path) -> None:
    """Each that is still there; one that has gone is not."""
    files = [tmp_path / folder / "a.txt" for folder in ("one", "two", "three")]
    put(ledger, [secret("a.txt", version=n, root=str(file.parent)) for n, file in enumerate(files)])
    for file in files[:2]:
        file.parent.mkdir()
        file.write_text(SENTENCE)
    assert ledger.erase(["a.txt"]) == Erasure(3, files=tuple(map(str, files[:2])))


def test_a_folder_that_is_told_is_not_told_again_file_by_file(ledger: Ledger, tmp_path: Path) -> None:
    """One line for the folder, not a thousand."""
    (tmp_path / "a.txt").write_text(SENTENCE)
    put(ledger, [secret("a.txt", root=str(tmp_path))])
    assert ledger.erase([str(tmp_path)]) == Erasure(1, files=(str(tmp_path),))


def test_what_others_use_is_kept(ledger: Ledger) -> None:
    """A sentence that two articles share keeps its vector; one that nobody else has loses it."""
    library = [article("a.txt", ["shared words", "own words"]), article("b.txt", ["shared words"])]
    put(ledger, library)
    ledger.erase(["a.txt"])
    kept = ledger.known_vectors(list(embedded_texts(library)), IDENTITY.fingerprint)
    assert kept == embedded_texts(library[1:]).keys()


@pytest.mark.in_a_file
def test_an_erasure_that_was_killed_is_ended_by_whoever_opens_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the switch to new indexes and the removal of the old, which hold what was erased."""

    def killed(_folder: DerivedFolder, _mark: Mark) -> None:
        raise KeyboardInterrupt

    with Store.open(tmp_path, IDENTITY) as store:
        index(store, [article("a.txt", ["one"]), article("b.txt", ["two"])])
        with monkeypatch.context() as patched:
            patched.setattr(DerivedFolder, "remove_others", killed)
            with pytest.raises(KeyboardInterrupt), store.writing() as writer:
                writer.erase(["a.txt"])
    assert len(list(tmp_path.glob("derived-*"))) == 2
    with Store.open(tmp_path, IDENTITY) as store:
        assert agreed_ids(store) == {"b.txt@1:0-3"}
    assert len(list(tmp_path.glob("derived-*"))) == 1
