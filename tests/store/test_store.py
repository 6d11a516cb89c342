"""The store as its callers see it: what was written is found, once, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event

from rag.errors import IndexBusy, IndexMismatch, StoreError
from rag.store import EmbeddingIdentity, IndexedDocument, Place, Store, vector_key
from rag.types import Locator
from tests.store.conftest import (
    DIMENSION,
    IDENTITY,
    ROOT,
    agreed_ids,
    article,
    embedded_texts,
    index,
    unit_vector,
    unit_vectors,
    write,
)

LINES = [f"sentence number {n} about topic{n % 7}" for n in range(120)]


def a_library() -> list[IndexedDocument]:
    """Twelve articles of ten sentences, two to a chunk."""
    return [article(f"{n}.txt", LINES[10 * n : 10 * n + 10]) for n in range(12)]


def test_an_empty_archive_finds_nothing(store: Store) -> None:
    """Before anything is written, every search is empty and no call fails."""
    assert store.search_passages(unit_vector("x"), 5) == []
    assert store.search_terms(["x"], 5) == []
    assert (store.counts(), store.languages(), store.roots(), store.documents()) == ((0, 0), set(), [], {})
    assert store.fetch(["nothing"]) == []


def test_passages_are_the_exact_nearest_with_their_cosine(store: Store) -> None:
    """The search returns what a full comparison would, in its order."""
    library = a_library()
    index(store, library)
    pieces = {piece.chunk.id: unit_vector(piece.chunk.text) for indexed in library for piece in indexed.chunks}
    for question in ("one", "two", "three"):
        asked = unit_vector(question)
        exact = sorted(((i, float(v @ asked)) for i, v in pieces.items()), key=lambda item: -item[1])[:20]
        found = store.search_passages(asked, 20)
        assert [i for i, _ in found] == [i for i, _ in exact]
        assert [s for _, s in found] == pytest.approx([s for _, s in exact], abs=1e-5)


def test_equal_scores_come_in_the_order_of_ids(store: Store) -> None:
    """What ties is sorted by id, so that two runs agree."""
    articles = [article(name, [f"the same {name}"]) for name in ("b.txt", "c.txt", "a.txt")]
    keys = sorted(embedded_texts(articles))
    with store.writing() as writer:
        writer.add_vectors(keys, unit_vectors(["the same"] * len(keys)))
        writer.apply(articles)
    for found in (
        store.search_passages(unit_vector("the same"), 3),
        store.search_terms(["same"], 3),
    ):
        assert [i.split("@")[0] for i, _ in found] == ["a.txt", "b.txt", "c.txt"]


def test_terms_are_taken_as_they_are(store: Store) -> None:
    """No query language: signs that a parser would trip over are words like others."""
    index(store, [article("a.txt", ["aws: 38.000 (precio) AND"]), article("b.txt", ["otra cosa"])])
    for term in ("aws:", "38.000", "(precio)", "and"):
        assert [i.split("@")[0] for i, _ in store.search_terms([term], 5)] == ["a.txt"]
    assert store.search_terms(["38"], 5) == []
    assert store.search_terms(["precio"], 5) == []


def test_a_rare_term_weighs_more(store: Store) -> None:
    """BM25: the chunk with the rarer of two terms is first."""
    index(store, [article(f"{n}.txt", [f"common word{n}"]) for n in range(5)] + [article("z.txt", ["rare word"])])
    assert store.search_terms(["common", "rare"], 1)[0][0].startswith("z.txt")


def test_fetch_keeps_the_order_and_every_value(store: Store) -> None:
    """Chunks come back as they were written, in the order asked; vectors of sentences nearly so."""
    library = a_library()
    index(store, library)
    pieces = [piece for indexed in library for piece in indexed.chunks][::-3]
    found = store.fetch([piece.chunk.id for piece in pieces])
    assert [f.chunk for f in found] == [piece.chunk for piece in pieces]
    for stored, piece in zip(found, pieces, strict=True):
        text = stored.document.text
        assert text[stored.chunk.start : stored.chunk.end] == stored.chunk.text
        assert stored.sentences == tuple((s.start, s.end) for s in piece.sentences)
        np.testing.assert_array_equal(stored.vector, unit_vector(stored.chunk.text))
        own = np.stack([unit_vector(text[a:b]) for a, b in stored.sentences])
        assert (stored.sentence_vectors * own).sum(axis=1) == pytest.approx(1, abs=1e-3)


def test_the_vector_of_a_text_is_kept_once_and_as_it_came_first(store: Store) -> None:
    """Exact for a passage that is a sentence too; packed for a sentence, though a passage of the same comes later."""
    index(store, [article("one.txt", ["alone"]), article("two.txt", ["first", "second"])])
    (alone,) = store.fetch(["one.txt@1:0-5"])
    np.testing.assert_array_equal(alone.vector, unit_vector("alone"))
    np.testing.assert_array_equal(alone.sentence_vectors, [alone.vector])
    with store.writing() as writer:
        writer.apply([article("three.txt", ["second"])])
    (later,) = store.fetch(["three.txt@1:0-6"])
    assert 0.999 < float(later.vector @ unit_vector("second")) < 1
    assert store.search_passages(unit_vector("second"), 1)[0] == ("three.txt@1:0-6", pytest.approx(1, abs=1e-3))


def test_a_chunk_without_sentences_has_an_empty_array(store: Store) -> None:
    """A heading may have no sentence: shape `(0, dimension)`."""
    heading = article("a.txt", ["HEADING"])
    bare = replace(heading, chunks=(replace(heading.chunks[0], sentences=()),))
    index(store, [bare])
    assert store.fetch([bare.chunks[0].chunk.id])[0].sentence_vectors.shape == (0, DIMENSION)


def test_a_document_comes_back_whole(store: Store) -> None:
    """All that an article says of itself survives, with where it was taken from and where it stood."""
    plain = article("a.txt", ["one"], language="ca")
    document = replace(
        plain.document,
        published=date(2024, 2, 29),
        updated=date(2024, 3, 1),
        outlet="El Día de Valdemora",
        author="Inés Arcedo",
        section="Economía",
        address="https://example.org/one",
        origins={"published": "markup", "outlet": "front matter"},
        locators=(Locator(0, "page", "xiv"), Locator(2, "page", "15")),
    )
    index(store, [replace(plain, document=document)])
    assert store.document(document.id) == document
    assert store.languages() == {"ca"}


def test_what_is_known_of_an_article_may_grow(store: Store) -> None:
    """The same version put again with another outlet: it has the new one, and nothing is embedded."""
    plain = article("a.txt", ["one"])
    index(store, [plain])
    known = replace(plain.document, outlet="La Gaceta")
    with store.writing() as writer:
        writer.apply([replace(plain, document=known)])
    assert store.document(known.id) == known


def test_the_main_language_is_that_of_most_live_articles(store: Store) -> None:
    """Spanish before there is any; the order of the alphabet decides between equals."""
    assert store.main_language() == "es"
    first = [article("a.txt", ["one"], language="pt"), article("b.txt", ["two"], language="ca")]
    index(store, first)
    assert store.main_language() == "ca"
    index(store, [*first, article("c.txt", ["three"], language="pt")])
    assert (store.main_language(), store.languages()) == ("pt", {"ca", "pt"})


def test_a_deleted_article_leaves_nothing_to_search(store: Store) -> None:
    """No id of it is left in Chroma or tantivy; its neighbours stay."""
    gone, stays = article("gone.txt", LINES[:10]), article("stays.txt", LINES[10:20])
    index(store, [gone, stays])
    index(store, [], [gone.place])
    assert agreed_ids(store) == {piece.chunk.id for piece in stays.chunks}
    assert store.documents() == {stays.place: stays.document.id}
    assert store.counts() == (1, 5)


def test_an_old_citation_finds_its_words_after_edit_and_delete(store: Store) -> None:
    """Versions that are no longer searched are still documents."""
    first, second = article("a.txt", ["first words"]), article("a.txt", ["second words"], version=2)
    index(store, [first])
    index(store, [second])
    index(store, [], [second.place])
    assert store.document(first.document.id).text == "first words"
    assert store.document(second.document.id).text == "second words"
    with pytest.raises(StoreError, match="no document 'other'"):
        store.document("other")


def test_an_edit_replaces_the_version_in_one_step(store: Store) -> None:
    """Only the new version is searched."""
    index(store, [article("a.txt", LINES[:10])])
    edited = article("a.txt", LINES[5:9], version=2)
    index(store, [edited])
    assert agreed_ids(store) == {piece.chunk.id for piece in edited.chunks}


def test_the_same_version_cut_otherwise_leaves_no_old_chunk(store: Store) -> None:
    """Another chunk size writes the same document with other chunks: the old ones go, from all three."""
    index(store, [article("a.txt", LINES[:10], per_chunk=2)])
    wider = article("a.txt", LINES[:10], per_chunk=5)
    index(store, [wider])
    assert agreed_ids(store) == {piece.chunk.id for piece in wider.chunks}


def test_the_same_chunk_with_fewer_sentences_leaves_no_old_sentence(store: Store) -> None:
    """A chunk keeps its id when its text is split otherwise."""
    whole = article("a.txt", LINES[:4], per_chunk=4)
    index(store, [whole])
    piece = whole.chunks[0]
    shorter = replace(whole, chunks=(replace(piece, sentences=piece.sentences[:2]),))
    index(store, [shorter])
    assert agreed_ids(store) == {piece.chunk.id}
    assert len(store.fetch([piece.chunk.id])[0].sentences) == 2


def test_an_article_under_two_roots_stays_until_both_are_gone(store: Store) -> None:
    """The same version may lie in two indexed folders; it is one document."""
    here, there = article("a.txt", LINES[:4]), article("a.txt", LINES[:4], root="/elsewhere")
    index(store, [here, there])
    assert (store.counts(), store.roots()) == ((1, 2), [ROOT, "/elsewhere"])
    index(store, [], [here.place])
    assert agreed_ids(store) == {piece.chunk.id for piece in here.chunks}
    index(store, [], [there.place])
    assert agreed_ids(store) == set()


def test_restoring_an_article_embeds_nothing(store: Store) -> None:
    """Vectors outlive a delete."""
    indexed = article("a.txt", LINES[:4])
    index(store, [indexed])
    index(store, [], [indexed.place])
    keys = [piece.key for piece in indexed.chunks]
    with store.writing() as writer:
        assert writer.known_vectors([*keys, "unknown"]) == set(keys)
        writer.apply([indexed])
    assert agreed_ids(store) == {piece.chunk.id for piece in indexed.chunks}


@pytest.mark.in_a_file
def test_purge_leaves_no_trace_on_disk(tmp_path: Path) -> None:
    """After a purge neither the words nor the vectors of a deleted article are in any file."""
    gone, stays = article("gone.txt", ["unmistakable secret"]), article("stays.txt", ["harmless"])
    secret_vector = unit_vector("unmistakable secret").tobytes()
    with Store.open(tmp_path, IDENTITY) as store:
        event.listen(store._ledger._database._engine, "begin", _keep_deleted_bytes)
        index(store, [gone, stays])
        assert any(secret_vector in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        with store.writing() as writer:
            writer.apply([], [gone.place])
            writer.purge()
            assert writer.known_vectors([gone.chunks[0].key, stays.chunks[0].key]) == {stays.chunks[0].key}
        with pytest.raises(StoreError):
            store.document(gone.document.id)
        assert agreed_ids(store) == {stays.chunks[0].chunk.id}
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert secret_vector not in path.read_bytes(), path
            assert b"unmistakable" not in path.read_bytes(), path


def _keep_deleted_bytes(connection: Connection) -> None:
    # Some builds of SQLite overwrite what is deleted of themselves; most do not.
    connection.exec_driver_sql("PRAGMA secure_delete = OFF")


def test_rebuild_changes_nothing_that_is_found(store: Store) -> None:
    """The derived indexes are made from the ledger alone, and the old folder goes."""
    index(store, a_library())
    asked = unit_vector("question")
    before = store.search_passages(asked, 10), store.search_terms(["topic3"], 10)
    folder = store._folder.data_dir
    names = {path.name for path in folder.glob("derived-*")}
    with store.writing() as writer:
        writer.rebuild()
    after = store.search_passages(asked, 10), store.search_terms(["topic3"], 10)
    assert [[i for i, _ in part] for part in after] == [[i for i, _ in part] for part in before]
    left = {path.name for path in folder.glob("derived-*")}
    assert len(left) == 1
    assert left.isdisjoint(names)
    agreed_ids(store)


def test_writing_without_vectors_is_refused_before_anything_is_written(store: Store) -> None:
    """A forgotten embedding is a mistake of the caller and must not spoil the archive."""
    index(store, [article("a.txt", ["one"])])
    generation = store.generation
    with store.writing() as writer, pytest.raises(ValueError, match="2 of 3 vectors"):
        writer.apply([article("b.txt", ["one", "two"])])
    assert store.generation == generation
    assert store.counts() == (1, 1)


def test_writing_anew_without_vectors_changes_nothing(tmp_path: Path) -> None:
    """The archive of the old model stays whole when the move to another one was not prepared."""
    old = [article("a.txt", ["one", "two"])]
    with Store.open(tmp_path, IDENTITY) as store:
        index(store, old)
    with (
        Store.open(tmp_path, EmbeddingIdentity("wide", 24, "f2"), rebuilding=True) as new,
        new.writing() as writer,
        pytest.raises(ValueError, match="3 vectors have not been added"),
    ):
        writer.replace_all(old)
    with Store.open(tmp_path, IDENTITY) as store:
        assert len(agreed_ids(store)) == 1


def test_vectors_of_another_length_are_refused(store: Store) -> None:
    """A wrong shape is caught where it enters."""
    with store.writing() as writer, pytest.raises(ValueError, match=r"shape \(1, 3\), expected \(1, 16\)"):
        writer.add_vectors(["k"], np.ones((1, 3), np.float32))


def test_a_failed_write_is_mended_at_the_next_search(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger has moved, Chroma failed: what is searched is the ledger's state."""
    index(store, [article("a.txt", LINES[:4])])
    with monkeypatch.context() as patch:
        patch.setattr("rag.store.terms.TermIndex.write", _refuse)
        with pytest.raises(StoreError, match="disk on fire"):
            index(store, [article("b.txt", LINES[4:8])])
    assert {i.split("@")[0] for i in agreed_ids(store)} == {"a.txt", "b.txt"}


def _refuse(*_: object) -> None:
    raise StoreError("disk on fire")


def test_another_model_is_refused_with_the_command_that_rebuilds(tmp_path: Path) -> None:
    """One line names both models and what to do; nothing was changed."""
    with Store.open(tmp_path, IDENTITY) as store:
        index(store, [article("a.txt", ["one"])])
    for other in (EmbeddingIdentity("other", DIMENSION, "f2"), EmbeddingIdentity("wider", 32, "f1")):
        with pytest.raises(IndexMismatch, match=r"'test-model'.*hemeroteca index --rebuild") as caught:
            Store.open(tmp_path, other)
        assert "\n" not in str(caught.value)
    with Store.open(tmp_path, IDENTITY) as store:
        assert len(agreed_ids(store)) == 1


def test_an_empty_archive_takes_any_model(tmp_path: Path) -> None:
    """A model is bound to an archive by the first article, not by opening it."""
    with Store.open(tmp_path, IDENTITY) as store:
        store.search_terms(["x"], 1)
    with Store.open(tmp_path, EmbeddingIdentity("other", 8, "f2")) as store:
        assert store.search_passages(np.ones(8, np.float32), 3) == []


def test_moving_to_another_model_keeps_the_old_index_until_the_new_is_whole(tmp_path: Path) -> None:
    """Vectors of both models live side by side; then the old go, and the old model is refused."""
    library = a_library()
    wide = EmbeddingIdentity("wide", 24, "f2")
    with Store.open(tmp_path, IDENTITY) as old:
        index(old, library)
        with Store.open(tmp_path, wide, rebuilding=True) as new, new.writing() as writer:
            texts = embedded_texts(library)
            writer.add_vectors(list(texts), np.stack([unit_vector(text, 24) for text in texts.values()]))
            assert old.search_passages(unit_vector("x"), 3)
            writer.replace_all(library)
            assert len(agreed_ids(new)) == 60
            assert len(new.search_passages(unit_vector("x", 24), 5)) == 5
        with pytest.raises(IndexMismatch):
            old.search_passages(unit_vector("x"), 3)
        assert old.fetch([library[0].chunks[0].chunk.id]) == []
    with pytest.raises(IndexMismatch):
        Store.open(tmp_path, IDENTITY)


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    """One writer a folder, whichever store of whichever process asks."""
    busy = pytest.raises(IndexBusy, match="wait for it")
    with (
        Store.open(tmp_path, IDENTITY) as one,
        Store.open(tmp_path, IDENTITY) as other,
        one.writing(),
        busy,
        other.writing(timeout=0.05),
    ):
        pytest.fail("two writers")
    with Store.open(tmp_path, IDENTITY) as again, again.writing(timeout=0.05):
        pass


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    """Closing twice is fine; searching afterwards is an error in words."""
    store = Store.open(tmp_path, IDENTITY)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.search_terms(["x"], 1)


def test_equal_texts_have_one_key() -> None:
    """The key of a vector is a digest of exactly what was embedded."""
    assert vector_key("año") == vector_key("año")
    assert vector_key("año") != vector_key("año ")
    assert len(vector_key("")) == 64


names = st.sampled_from(["a.txt", "b.txt", "c.txt"])
steps = st.lists(st.tuples(names, st.integers(0, 4), st.integers(1, 3), st.booleans()), min_size=1, max_size=6)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_any_history_leaves_the_three_in_agreement(tmp_path_factory: pytest.TempPathFactory, steps: list) -> None:
    """Whatever is put, edited and removed, ledger, Chroma and tantivy hold exactly the last state, each text once."""
    expected: dict[Place, IndexedDocument] = {}
    with Store.open(tmp_path_factory.mktemp("history"), IDENTITY) as store, store.writing() as writer:
        for name, first, per_chunk, remove in steps:
            indexed = article(name, LINES[first : first + 5], version=first, per_chunk=per_chunk)
            if remove:
                writer.apply([], [indexed.place])
                expected.pop(indexed.place, None)
            else:
                write(writer, [indexed])
                expected[indexed.place] = indexed
            pieces = [piece for held in expected.values() for piece in held.chunks]
            pieces.sort(key=lambda piece: (piece.chunk.document_id, piece.chunk.id), reverse=True)
            assert agreed_ids(store) == set({piece.key: piece.chunk.id for piece in pieces}.values())
