"""The conversations that the server keeps, in SQLite and in a real PostgreSQL."""

from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.errors import StoreError
from rag.store import Store
from rag.store.database import Database
from rag.types import Standing, Version
from tests.patience import PATIENCE
from tests.store.conftest import IDENTITY, article, index
from tests.ui.web.fakes import DEAL, WHY, events
from ui.serving import conversations as module
from ui.serving.conversation import EXCHANGES_KEPT, Exchange, Phase, advance
from ui.serving.conversations import TITLE_LIMIT, Conversations, title_of
from ui.serving.database import ReadersDatabase
from ui.serving.record import revive

ANA, LUIS = "ana", "luis"


@pytest.fixture
def kept(readers: ReadersDatabase) -> Conversations:
    """None yet."""
    return Conversations(readers)


def answered(exchange: Exchange) -> Exchange:
    """An exchange once `WHY` has been streamed into it."""
    for event in events(replace(WHY, question=exchange.question)):
        exchange = advance(exchange, event)
    return exchange


def ask(kept: Conversations, question: str, place: str = "", reader: str = ANA) -> str:
    """Ask and answer; returns the id of the conversation."""
    place, shown = kept.begin(reader, place, kept.read(reader, place), question)
    kept.write(reader, place, answered(shown[-1]))
    return place


def test_a_conversation_comes_back_with_its_citations(kept: Conversations) -> None:
    """Once the archive has been asked for its articles, as ever."""
    place = ask(kept, WHY.question)
    (waiting,) = kept.read(ANA, place)
    assert waiting.restoring
    (exchange,) = revive((waiting,), {DEAL.id: Version(DEAL, Standing.CURRENT)}, "")
    assert (exchange.text, exchange.phase) == (WHY.text, Phase.ANSWERED)
    assert [c.quote for c in exchange.citations] == [c.quote for c in WHY.citations]


def test_a_question_is_kept_before_it_is_answered(kept: Conversations) -> None:
    """Where the server ends meanwhile, it is there, and said to have been stopped."""
    place, _ = kept.begin(ANA, "", (), "¿por qué?")
    (exchange,) = kept.read(ANA, place)
    assert (exchange.question, exchange.phase, exchange.text) == ("¿por qué?", Phase.STOPPED, "")


def test_two_windows_on_one_conversation_lose_nothing(kept: Conversations) -> None:
    """Each catches up with what was asked in the other, and numbers are never used twice."""
    place = ask(kept, "primera")
    here = there = kept.read(ANA, place)
    place, here = kept.begin(ANA, place, here, "segunda, aquí")
    place, there = kept.begin(ANA, place, there, "tercera, allí")
    _, here = kept.begin(ANA, place, here, "cuarta, aquí")
    assert [(e.number, e.question) for e in here] == [
        (1, "primera"), (2, "segunda, aquí"), (3, "tercera, allí"), (4, "cuarta, aquí"),
    ]  # fmt: skip
    assert [e.number for e in there] == [1, 2, 3]
    assert [e.question for e in kept.read(ANA, place)] == [e.question for e in here]


def test_two_windows_with_two_conversations_do_not_touch_each_other(kept: Conversations) -> None:
    """One that is begun or deleted in one window leaves the other as it is."""
    one, other = ask(kept, "una"), ask(kept, "otra")
    kept.delete(ANA, one)
    assert [e.question for e in kept.read(ANA, other)] == ["otra"]


def test_nothing_leaves_a_long_conversation(kept: Conversations) -> None:
    """The page shows the last exchanges; those before are there to be asked for."""
    place = ""
    for n in range(EXCHANGES_KEPT + 3):
        place, shown = kept.begin(ANA, place, kept.read(ANA, place), f"¿{n}?")
        assert len(shown) <= EXCHANGES_KEPT
    last = kept.read(ANA, place)
    assert [last[0].number, last[-1].number] == [4, EXCHANGES_KEPT + 3]
    assert [e.question for e in kept.read(ANA, place, before=4)] == ["¿0?", "¿1?", "¿2?"]


@pytest.mark.parametrize("forged", ["", "no-such-id", "x" * 5_000, "\x00", "\ud800", "' OR 1=1 --", "%"])
def test_an_id_that_is_none_shows_nothing_and_begins_anew(kept: Conversations, forged: str) -> None:
    """A browser can send anything."""
    theirs = ask(kept, "de Ana")
    assert kept.read(ANA, forged) == ()
    kept.delete(ANA, forged)
    kept.rename(ANA, forged, "robada")
    place, shown = kept.begin(ANA, forged, (), "nueva")
    assert place not in (forged, theirs)
    assert [e.question for e in shown] == ["nueva"]


def test_nobody_sees_or_changes_what_is_somebody_elses(kept: Conversations) -> None:
    """Whatever id is sent: not to be read, found, written to, given a title or deleted."""
    place = ask(kept, "secreto de Ana")
    before = kept.read(ANA, place), kept.listed(ANA)
    assert kept.read(LUIS, place) == ()
    assert kept.read(LUIS, place, before=99) == ()
    assert kept.title(LUIS, place) == ""
    assert kept.listed(LUIS) == kept.listed(LUIS, "secreto") == []
    kept.write(LUIS, place, replace(answered(Exchange(1, "falsa")), text="falso"))
    kept.rename(LUIS, place, "de Luis")
    kept.delete(LUIS, place)
    his, shown = kept.begin(LUIS, place, before[0], "¿y esto?")
    assert his != place
    assert [e.question for e in shown] == ["¿y esto?"]
    assert (kept.read(ANA, place), kept.listed(ANA)) == before


def test_conversations_are_listed_the_latest_first(kept: Conversations, monkeypatch: pytest.MonkeyPatch) -> None:
    """By when they were last asked in; a title is one line of the first question."""
    clock = iter(range(10**18, 2 * 10**18, 10**9))
    monkeypatch.setattr(module.time, "time_ns", lambda: next(clock))
    first = ask(kept, "La\n  primera")
    ask(kept, "La segunda")
    ask(kept, "otra", first)
    assert [one.title for one in kept.listed(ANA)] == ["La primera", "La segunda"]


@pytest.mark.parametrize("words", ["ELECCION", "Elección", "¿por qué elección", "proveedor nube", "millon"])
def test_they_are_found_by_title_question_or_answer_without_accents(kept: Conversations, words: str) -> None:
    """All words must be there, wherever they stand."""
    place = ask(kept, "¿por qué tal elección?")
    kept.rename(ANA, place, "De millones")
    ask_of_luis = ask(kept, "elección proveedor nube millones", reader=LUIS)
    assert [one.id for one in kept.listed(ANA, words)] == [place]
    assert [one.id for one in kept.listed(LUIS, "proveedor")] == [ask_of_luis]
    assert kept.listed(ANA, f"{words} inexistente") == []


@pytest.mark.parametrize("sign", ["%", "_", "\\", "'", "/"])
def test_a_search_takes_every_sign_as_itself(kept: Conversations, sign: str) -> None:
    """As the signs that a database takes for others."""
    ask(kept, "nada")
    place = ask(kept, f"100 {sign} más")
    assert [one.id for one in kept.listed(ANA, sign)] == [place]


def test_a_title_is_changed_and_an_empty_one_is_none(kept: Conversations) -> None:
    """It stays in one line and is cut as a question is."""
    place = ask(kept, "pregunta")
    kept.rename(ANA, place, "  Mi\ttítulo\x00 \ud800 ")
    assert kept.title(ANA, place) == "Mi título ?"
    kept.rename(ANA, place, " \n")
    assert kept.title(ANA, place) == "Mi título ?"
    kept.rename(ANA, place, "x" * 500)
    assert len(kept.title(ANA, place)) == TITLE_LIMIT


@given(st.text(max_size=300))
def test_a_title_is_one_short_line(question: str) -> None:
    """Whatever was asked."""
    title = title_of(question)
    assert len(title) <= TITLE_LIMIT
    title.encode()
    assert " ".join(title.split()) == title


def test_what_was_deleted_is_begun_anew_where_it_is_still_open(kept: Conversations) -> None:
    """Another window deleted it: the question is kept, in a conversation of its own."""
    place = ask(kept, "vieja")
    shown = kept.read(ANA, place)
    kept.delete(ANA, place)
    kept.write(ANA, place, answered(shown[0]))
    assert kept.read(ANA, place) == ()
    again, now = kept.begin(ANA, place, shown, "nueva")
    assert again != place
    assert [e.question for e in now] == ["nueva"]


def test_what_was_not_kept_stays_on_the_page(kept: Conversations) -> None:
    """As while the database could not be written: the next question that can be kept has a number of its own."""
    _, now = kept.begin(ANA, "", (Exchange(1, "no guardada", Phase.ANSWERED),), "guardada")
    assert [(e.number, e.question) for e in now] == [(1, "no guardada"), (2, "guardada")]


def test_a_record_that_cannot_be_read_is_left_out(kept: Conversations, readers: ReadersDatabase) -> None:
    """As one of a newer version, or of a file that was tampered with."""
    place = ask(kept, "una")
    ask(kept, "otra", place)
    with readers.writing() as connection:
        connection.exec_driver_sql("UPDATE exchanges SET record = '[1]' WHERE number = 1")
    assert [e.question for e in kept.read(ANA, place)] == ["otra"]


@settings(max_examples=20, deadline=None)
@given(question=st.text(max_size=50))
def test_any_question_is_kept(question: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """With half characters and characters without a sign."""
    with closing(ReadersDatabase(tmp_path_factory.mktemp("data"))) as database:
        place = ask(Conversations(database), question)
        assert [e.question for e in Conversations(database).read(ANA, place)] == [
            question.encode("utf-8", "replace").decode()
        ]


# --- Beside the ledger --------------------------------------------------------------------------------------


def test_the_ledger_and_the_conversations_leave_each_other_alone(tmp_path: Path) -> None:
    """In one file, whichever comes first; the index verifies, and is copied and put back with what readers asked."""
    folder = tmp_path / "data"
    with closing(ReadersDatabase(folder)) as readers:
        kept = Conversations(readers)
        place = ask(kept, "antes del índice")
        with Store.open(folder, IDENTITY) as store:
            index(store, [article("a.txt", ["uno"])])
            assert store.counts() == (1, 1)
            store.backup(tmp_path / "copy")
            ask(kept, "después de la copia")
            assert {finding.where for finding in store.verify().findings} <= {"folder"}  # the article is of no file
        Store.restore(folder, tmp_path / "copy")
        assert [one.id for one in kept.listed(ANA)] == [place]


def test_a_ledger_without_conversations_is_put_back_below_an_open_page(tmp_path: Path) -> None:
    """As a copy of before there were any: the page goes on, with none."""
    with Store.open(tmp_path / "old", IDENTITY) as store:
        store.backup(tmp_path / "copy")
    folder = tmp_path / "data"
    with closing(ReadersDatabase(folder)) as readers:
        kept = Conversations(readers)
        place = ask(kept, "perdida")
        Store.restore(folder, tmp_path / "copy")
        assert kept.listed(ANA) == []
        assert kept.read(ANA, place) == ()
        assert ask(kept, "nueva", place)


def test_a_question_is_kept_while_an_index_writes(tmp_path: Path) -> None:
    """It waits for a transaction that is on its way, and is told nothing of it."""
    folder = tmp_path / "data"
    with closing(ReadersDatabase(folder)) as readers, closing(Database.in_file(folder / "ledger.sqlite")) as other:
        kept = Conversations(readers)
        begun, done = threading.Event(), threading.Event()

        def write() -> None:
            with other.writing() as connection:
                connection.exec_driver_sql("CREATE TABLE x (y)")
                begun.set()
                done.wait(0.3)

        thread = threading.Thread(target=write)
        thread.start()
        assert begun.wait(PATIENCE)
        assert kept.listed(ANA) == []  # reading waits for nothing
        place = ask(kept, "mientras")
        done.set()
        thread.join()
        assert [e.question for e in kept.read(ANA, place)] == ["mientras"]


def test_a_folder_that_cannot_be_is_told_when_something_is_kept(tmp_path: Path) -> None:
    """The page is up; what is wrong and what to check is said."""
    (tmp_path / "file").touch()
    with closing(ReadersDatabase(tmp_path / "file" / "data")) as readers:
        with pytest.raises(StoreError, match="HEMEROTECA_DATA_DIR"):
            Conversations(readers).begin(ANA, "", (), "¿?")
        with pytest.raises(StoreError, match="HEMEROTECA_DATA_DIR"):
            Conversations(readers).listed(ANA)
