"""Filters are decided in the ledger, and every search finds what fits them, all of it and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rag.errors import IndexMismatch, StoreError
from rag.store import EmbeddingIdentity, IndexedDocument, Store, store, terms
from rag.store import ledger as ledger_module
from rag.store.ledger import DerivedRow
from rag.store.matching import Asked, sift
from rag.store.terms import TermIndex
from rag.text.terms import fold
from rag.types import Filters
from tests.store.conftest import IDENTITY, ROOT, agreed_ids, article, embedded_texts, index, unit_vector, unit_vectors

COMMON = "common"
DAYS = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 2, 29), date(2024, 3, 1), None]
OUTLETS = ["El País de Valdemora", "EL PAIS DE VALDEMORA", "La Gaceta", ""]
SECTIONS = ["Economía", "Deportes", ""]
AUTHORS = ["Inés Arcedo", ""]
LANGUAGES = ["es", "en"]
FOLDERS = ["2024", "2024/enero", "Año_50%", "otros"]


def an_article(n: int) -> IndexedDocument:
    """The fields of an article hang on its number alone, each with another period."""
    plain = article(f"{FOLDERS[n % 4]}/{n}.txt", [f"{COMMON} part {part} of {n}" for part in range(4)])
    document = replace(
        plain.document,
        published=DAYS[n % 5],
        outlet=OUTLETS[n // 2 % 4],
        section=SECTIONS[n % 3],
        author=AUTHORS[n // 3 % 2],
        language=LANGUAGES[n % 2],
    )
    return replace(plain, document=document)


LIBRARY = [an_article(n) for n in range(60)]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Sixty articles of two chunks."""
    with Store.open(tmp_path_factory.mktemp("filters"), IDENTITY) as opened:
        index(opened, LIBRARY)
        yield opened


def fits(indexed: IndexedDocument, filters: Filters) -> bool:
    """The same in plain words."""
    document = indexed.document
    day, path = document.published, filters.path.rstrip("/")
    return (
        (filters.since is None or (day is not None and day >= filters.since))
        and (filters.until is None or (day is not None and day <= filters.until))
        and all(
            not wanted or fold(wanted) == fold(held)
            for wanted, held in (
                (filters.outlet, document.outlet),
                (filters.section, document.section),
                (filters.author, document.author),
                (filters.language, document.language),
            )
        )
        and (not path or any(fnmatchcase(fold(document.source), f"{fold(path)}{end}") for end in ("", "/*")))
        and (not filters.ids or document.id in filters.ids)
    )


def maybe(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Mostly nothing: filters that leave nothing teach little."""
    return st.one_of(st.just(""), st.just(""), values)


some_filters = st.builds(
    Filters,
    since=st.sampled_from([None, None, *DAYS]),
    until=st.sampled_from([None, None, *DAYS]),
    outlet=maybe(st.sampled_from([*OUTLETS, "la gaceta", "La Gacet", "%"])),
    author=maybe(st.sampled_from(["INES ARCEDO", "Inés"])),
    section=maybe(st.sampled_from(["economia", "DEPORTES", "Cultura"])),
    language=maybe(st.sampled_from(["es", "EN", "ca"])),
    path=maybe(
        st.sampled_from(["2024", "2024/", "2024/e*", "2024/?.txt", "*/1?.txt", "año_50%", "ano_50%/*", "20", "a*"])
    ),
    ids=st.sampled_from([(), (), tuple(i.document.id for i in LIBRARY[:20]), ("unknown",)]),
)


@pytest.mark.parametrize("many", [0, 10**6], ids=["asked of the graph", "all compared"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters=some_filters, k=st.sampled_from([1, 5, 200]))
def test_every_search_finds_the_best_that_fit(
    archive: Store, monkeypatch: pytest.MonkeyPatch, many: int, filters: Filters, k: int
) -> None:
    """By passages and words, with the scores that they have without a filter, whichever way is taken."""
    monkeypatch.setattr(store, "MANY", many)
    asked = unit_vector("question")
    fitting = {piece.chunk.id for indexed in LIBRARY if fits(indexed, filters) for piece in indexed.chunks}
    for search, wanted in (
        (archive.search_passages, asked),
        (archive.search_terms, [COMMON, "7", "21"]),
    ):
        everything = search(wanted, 1000)
        assert len(everything) == 120
        expected = [(i, score) for i, score in everything if i in fitting][:k]
        found = search(wanted, k, filters)
        assert [i for i, _ in found] == [i for i, _ in expected]
        assert [score for _, score in found] == pytest.approx([score for _, score in expected], abs=1e-5)
    assert archive.count(filters) == sum(fits(indexed, filters) for indexed in LIBRARY)


def test_days_are_inclusive_and_what_bears_none_lies_outside(archive: Store) -> None:
    """One leap day from both sides; an article without a date is not of any day."""
    leap = date(2024, 2, 29)
    assert archive.count(Filters(since=leap, until=leap)) == 12
    assert archive.count(Filters(since=date(1, 1, 1))) == 48
    assert archive.count(Filters()) == 60
    assert archive.undated(Filters(since=leap, until=leap)) == archive.undated(Filters()) == 12
    assert archive.undated(Filters(since=leap, section="economia")) == 4
    assert archive.count(Filters(since=date(2024, 1, 1), until=date(2023, 1, 1))) == 0


@pytest.mark.parametrize("path", [ROOT, f"{ROOT}/2024", f"{ROOT}/2024/*.txt", f"{ROOT.upper()}/2024/"])
def test_a_whole_path_names_articles_too(archive: Store, path: str) -> None:
    """A folder that was indexed, or one below it, as a shell completes it."""
    inside = path.lower() != ROOT
    assert archive.count(Filters(path=path)) == (30 if inside else 60)


def test_a_path_of_another_folder_finds_nothing(archive: Store) -> None:
    """A whole path is not looked for below each folder; nor is one that merely begins like it."""
    assert archive.count(Filters(path="/elsewhere/2024")) == 0
    assert archive.count(Filters(path=f"{ROOT}-2/2024")) == 0


def test_two_folders_are_told_apart_by_their_path(store: Store) -> None:
    """The same source in both."""
    index(store, [article("a.txt", ["one"]), article("a.txt", ["two"], version=2, root="/elsewhere")])
    assert store.count(Filters(path="a.txt")) == 2
    found = store.search_terms(["one", "two"], 5, Filters(path="/elsewhere"))
    assert [i for i, _ in found] == ["a.txt@2:0-3"]


def test_names_say_what_can_be_asked_for(archive: Store) -> None:
    """With the number of live articles, most first; an empty name is none."""
    assert archive.names("outlet") == {"EL PAIS DE VALDEMORA": 16, "El País de Valdemora": 16, "La Gaceta": 14}
    assert archive.names("language") == {"en": 30, "es": 30}
    assert archive.names("author") == {"Inés Arcedo": 30}


def test_names_and_counts_are_of_live_articles(store: Store) -> None:
    """A deleted article neither counts nor names its outlet."""
    plain = article("a.txt", ["one"])
    known = replace(plain, document=replace(plain.document, outlet="La Gaceta"))
    index(store, [known])
    assert (store.names("outlet"), store.count(Filters(outlet="la gaceta"))) == ({"La Gaceta": 1}, 1)
    index(store, [], [known.place])
    assert (store.names("outlet"), store.count(Filters(outlet="la gaceta"))) == ({}, 0)
    assert store.search_passages(unit_vector("x"), 5, Filters(outlet="la gaceta")) == []


def test_an_article_of_no_outlet_fits_where_its_dateline_names_one_of_others(store: Store) -> None:
    """«Forbes, 3 de mayo de 2024» may be a place; another article tells that it is an outlet."""

    def of(n: int, outlet: str, dateline: str) -> IndexedDocument:
        plain = article(f"{n}.txt", [f"part {n}"])
        return replace(plain, document=replace(plain.document, outlet=outlet, metadata={"dateline": dateline}))

    index(store, [of(1, "", "Forbes"), of(2, "El Eco", "Forbes"), of(3, "", "Osma")])
    assert store.count(Filters(outlet="forbes")) == 0
    index(store, [of(4, "Forbes", "")])
    assert store.count(Filters(outlet="forbes")) == 2


def test_what_fits_is_looked_up_anew_after_a_change(tmp_path: Path) -> None:
    """Another store has written meanwhile: what was looked up before is not believed."""
    filters = Filters(path="a.txt")
    with Store.open(tmp_path, IDENTITY) as one, Store.open(tmp_path, IDENTITY) as other:
        index(one, [article("a.txt", ["one"]), article("b.txt", ["two"])])
        assert [i for i, _ in other.search_passages(unit_vector("x"), 5, filters)] == ["a.txt@1:0-3"]
        index(one, [article("a.txt", ["three"], version=2)])
        for found in (
            other.search_passages(unit_vector("x"), 5, filters),
            other.search_terms(["one", "three"], 5, filters),
        ):
            assert [i for i, _ in found] == ["a.txt@2:0-5"]


def test_facts_that_change_under_the_same_id_are_followed(tmp_path: Path) -> None:
    """A newer reader has found its day and its outlet; also where another machine has written that."""
    url = f"sqlite:///{tmp_path / 'shared.sqlite'}"
    plain, other = article("a.txt", ["one"]), article("b.txt", ["two"])
    told = replace(plain, document=replace(plain.document, outlet="La Gaceta", published=date(2024, 3, 1)))
    with (
        Store.open(tmp_path / "here", IDENTITY, database_url=url) as here,
        Store.open(tmp_path / "there", IDENTITY, database_url=url) as there,
    ):
        index(here, [plain, other])
        filters = Filters(outlet="la gaceta", since=date(2024, 3, 1))
        for store in (here, there):
            assert searched(store, filters) == ([], [])
        index(here, [told])
        for store in (here, there):
            assert searched(store, filters) == (["a.txt@1:0-3"], ["a.txt@1:0-3"])
        index(here, [plain])
        for store in (there, here):
            assert searched(store, filters) == ([], [])


def test_a_copy_that_comes_later_is_found_by_its_own_facts(tmp_path: Path) -> None:
    """Though another stands for its text in the indexes, here and on the machine that only follows."""
    url = f"sqlite:///{tmp_path / 'shared.sqlite'}"
    first, other = article("a.txt", ["one"]), article("z.txt", ["one"])
    copy = replace(other, document=replace(other.document, outlet="La Gaceta"))
    with (
        Store.open(tmp_path / "here", IDENTITY, database_url=url) as here,
        Store.open(tmp_path / "there", IDENTITY, database_url=url) as there,
    ):
        index(here, [first])
        for store in (here, there):
            assert searched(store, Filters(outlet="la gaceta")) == ([], [])
        index(here, [copy])
        for store in (here, there):
            assert searched(store, Filters(outlet="la gaceta")) == (["z.txt@1:0-3"], ["z.txt@1:0-3"])
            assert searched(store, Filters()) == (["a.txt@1:0-3"], ["a.txt@1:0-3"])


def test_facts_of_several_copies_are_not_taken_together(store: Store) -> None:
    """One copy has the outlet and another the day: neither fits both, and what does is found behind them."""
    words = [f"common {n}" for n in range(30)]
    for n, text in enumerate(words):
        one, other = article(f"a{n}.txt", [text]), article(f"b{n}.txt", [text])
        put = [
            replace(one, document=replace(one.document, outlet="La Gaceta", published=date(2024, 1, 1))),
            replace(other, document=replace(other.document, outlet="El Faro", published=date(2024, 3, 1))),
        ]
        index(store, put)
    filters = Filters(outlet="la gaceta", since=date(2024, 3, 1))
    assert searched(store, filters, 3) == ([], [])
    fits = article("fits.txt", ["common but longer than all of the others are by far"])
    index(store, [replace(fits, document=replace(fits.document, outlet="la gaceta", published=date(2024, 3, 2)))])
    assert searched(store, filters, 3) == (["fits.txt@1:0-51"], ["fits.txt@1:0-51"])


def test_a_path_of_more_articles_than_are_named_in_a_query_is_searched(
    archive: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies there is then looked for in longer and longer lists."""
    filters = Filters(path="2024/enero")
    before = archive.search_terms([COMMON, "7"], 7, filters)
    monkeypatch.setattr(terms, "NAMED_AT_ONCE", 3)
    assert len(before) == 7
    assert archive.search_terms([COMMON, "7"], 7, filters) == before


@pytest.mark.parametrize("filters", [Filters(outlet="´"), Filters(author=" "), Filters(outlet="\udcff")])
def test_a_name_of_no_letters_finds_the_same_by_vectors_and_words(store: Store, filters: Filters) -> None:
    """What folds to nothing, or came from a shell as no text at all: what the ledger counts, and no failure."""
    named = article("b.txt", ["two"])
    index(store, [article("a.txt", ["one"]), replace(named, document=replace(named.document, outlet="La Gaceta"))])
    by_vector, by_words = searched(store, filters)
    assert sorted(by_vector) == sorted(by_words)
    assert len(by_words) == store.count(filters)


def test_facts_of_a_whole_archive_are_followed_batch_by_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every article was read anew elsewhere, memory stays that of a batch."""
    monkeypatch.setattr(ledger_module, "AT_ONCE", 5)
    url = f"sqlite:///{tmp_path / 'shared.sqlite'}"
    library, sizes, write = [article(f"{n}.txt", [f"one {n}"]) for n in range(12)], [], TermIndex.write

    def record(index: TermIndex, remove: Sequence[str], add: Sequence[DerivedRow]) -> None:
        sizes.append(len(add))
        write(index, remove, add)

    with (
        Store.open(tmp_path / "here", IDENTITY, database_url=url) as here,
        Store.open(tmp_path / "there", IDENTITY, database_url=url) as there,
    ):
        index(here, library)
        agreed_ids(there)
        index(here, [replace(cut, pipeline="newer") for cut in library])
        monkeypatch.setattr(TermIndex, "write", record)
        agreed_ids(there)
    assert (sum(sizes), max(sizes)) == (12, 5)


def searched(store: Store, filters: Filters, k: int = 5) -> tuple[list[str], list[str]]:
    """What either search finds."""
    by_vector = store.search_passages(unit_vector("x"), k, filters)
    by_words = store.search_terms(["one", "two", "common"], k, filters)
    return [i for i, _ in by_vector], [i for i, _ in by_words]


def test_a_filtered_search_of_a_closed_store_says_so(tmp_path: Path) -> None:
    """Though it needs neither Chroma nor tantivy."""
    opened = Store.open(tmp_path, IDENTITY)
    opened.close()
    with pytest.raises(StoreError, match="closed"):
        opened.search_passages(unit_vector("x"), 1, Filters(path="a"))


def test_a_filtered_search_after_another_model_took_over_is_refused(tmp_path: Path) -> None:
    """Not answered with nothing: the vectors of this model are gone."""
    library = [article("a.txt", ["one"])]
    with Store.open(tmp_path, IDENTITY) as old:
        index(old, library)
        wide = EmbeddingIdentity("wide", 24, "f2")
        with Store.open(tmp_path, wide, rebuilding=True) as new, new.writing() as writer:
            texts = embedded_texts(library)
            writer.add_vectors(list(texts), unit_vectors(list(texts.values()), 24))
            writer.replace_all(library)
        with pytest.raises(IndexMismatch):
            old.search_passages(unit_vector("x"), 3, Filters(path="a.txt"))


@pytest.mark.in_a_file
def test_what_a_lookup_costs_does_not_grow_with_the_archive(store: Store) -> None:
    """In steps of SQLite's machine: once it looked for each chunk beside each article."""
    wanted = [f"a{n}.txt@1:0-{5 + len(str(n))}" for n in range(20)]
    index(store, [article(f"a{n}.txt", [f"text {n}"]) for n in range(20)])
    few = steps(store, wanted)
    index(store, [article(f"b{n}.txt", [f"other {n}"]) for n in range(200)])
    assert steps(store, wanted) < 1.5 * few


def steps(store: Store, chunk_ids: list[str]) -> int:
    """Instructions that it takes to find what fits of some chunks, and what stands for them."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    with store._ledger._database.reading() as connection:
        driver = connection.connection.driver_connection
        driver.set_progress_handler(step, 1)
        assert len(sift(connection, chunk_ids, Asked(Filters(language="es"), {"language": ("es",)}))) == len(chunk_ids)
        driver.set_progress_handler(None, 0)
    return count
