"""The service's own routes: questions, passages, articles, conversations, what is said of answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import httpx
import pytest

from rag.errors import EndpointError, IndexEmpty, QuestionError
from rag.languages.spanish import SPANISH
from rag.spans import CALLER
from rag.text.messages import say
from rag.trace import Decision, Ground, Outcome, Trace, Weighed
from rag.types import (
    Checked,
    Event,
    Filters,
    Finished,
    Removal,
    Retracted,
    Retrieved,
    Standing,
    Status,
    Token,
    Turn,
    Version,
)
from tests.patience import PATIENCE, comes_true
from tests.ui.http.conftest import Come, leave_once, noticed, silent_until, under_way
from tests.ui.web.fakes import DEAL, WHY, FakeArchive, answer, events, why
from ui.contract import answer_json

ASK = {"question": WHY.question}
NO_FILTERS = Filters()


def told(stream: httpx.Response) -> Iterator[tuple[str, Any]]:
    """The events of a stream."""
    name = ""
    for line in stream.iter_lines():
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def test_an_answer_is_the_contract_with_exact_offsets(client: httpx.Client) -> None:
    """The same object that the command prints."""
    said = client.post("api/ask", json=ASK).json()
    expected = answer_json(WHY, {DEAL.id: "/prensa"})
    assert {name: said[name] for name in expected} == json.loads(json.dumps(expected))
    for cited in said["citations"]:
        assert DEAL.text[cited["start"] : cited["end"]] == cited["quote"]


def test_a_stream_tells_each_step_as_it_comes(client: httpx.Client) -> None:
    """Evidence before words, a verdict behind each sentence, and the whole at the end."""
    with client.stream("POST", "api/ask", json=ASK | {"stream": True}) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        steps = list(told(stream))
    names = [name for name, _ in steps]
    assert (names[0], names[-1], names.count("claim")) == ("retrieved", "finished", 3)
    assert "".join(data["text"] for name, data in steps if name == "token") == WHY.text
    assert steps[-1][1]["answer"] == WHY.text


def test_how_an_answer_came_about_is_told_where_it_is_asked_for(come: Come) -> None:
    """Whole or in a stream, as one block; the contract is the same without it."""
    trace = Trace(Decision(Outcome.REFUSED, Ground.UNLIKELY, (Weighed(False, 0.25, 0.5, part="¿?"),)))
    client = come(lambda _q, _h: events(replace(WHY, trace=trace)))
    plain, whole = (client.post("api/ask", json=ASK | more).json() for more in ({}, {"trace": True}))
    with client.stream("POST", "api/ask", json=ASK | {"stream": True, "trace": True}) as stream:
        _, streamed = list(told(stream))[-1]
    assert streamed["trace"] == whole["trace"]
    assert whole.pop("trace")["decision"] == {
        "outcome": "refused",
        "ground": "unlikely",
        "weighed": [
            {"part": "¿?", "stands": False, "likely": 0.25, "least": 0.5, "found": None, "affirmed": None},
        ],
    }
    assert whole == plain


def test_the_trace_of_who_asks_reaches_the_archive(come: Come) -> None:
    """Through the threads between, for each request its own; also by the other protocol."""
    callers: list[str] = []

    def noting(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        callers.append(CALLER.get())
        yield from events(WHY)

    client, parent = come(noting), "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    client.post("api/ask", json=ASK, headers={"traceparent": parent})
    client.post("api/ask", json=ASK)
    chat = {"messages": [{"role": "user", "content": WHY.question}]}
    client.post("v1/chat/completions", json=chat, headers={"traceparent": parent + "x" * 500})
    assert callers[:2] == [parent, ""]
    assert len(callers[2]) == 100


def test_what_is_withdrawn_is_told(come: Come) -> None:
    """With how much of what was shown still stands."""

    def taken_back(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        yield Retrieved(question, WHY.passages)
        yield Token("Se firmó en Lima.")
        yield Retracted(say("unproven", SPANISH), "es", 0)
        yield Token(WHY.text)
        yield Finished(WHY)

    with come(taken_back).stream("POST", "api/ask", json=ASK | {"stream": True}) as stream:
        [(start, reason)] = [(d["start"], d["reason"]) for name, d in told(stream) if name == "retracted"]
    assert (start, bool(reason)) == (0, True)


def test_what_the_archive_does_not_say_is_an_answer_with_its_status(come: Come) -> None:
    """No error: the archive was asked and has said so."""
    silent = answer("¿?", [("El archivo no lo dice.", [])], status=Status.INSUFFICIENT)
    said = come(lambda _q, _h: events(silent)).post("api/ask", json=ASK)
    assert (said.status_code, said.json()["status"], said.json()["citations"]) == (200, "insufficient", [])


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (QuestionError("there is no word in it: ask something."), 400, "no_question"),
        (IndexEmpty("there is no article: index some."), 409, "empty_archive"),
        (EndpointError("the endpoint is down: start it."), 502, "model_endpoint"),
        (RuntimeError("secret"), 500, "internal_error"),
    ],
)
def test_a_fault_is_one_line_in_one_shape(come: Come, error: Exception, status: int, code: str) -> None:
    """Whether it is streamed or not; of a fault of the program nothing is told but that it was one."""

    def broken(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        raise error
        yield

    client = come(broken)
    whole = client.post("api/ask", json=ASK)
    with client.stream("POST", "api/ask", json=ASK | {"stream": True}) as stream:
        [(name, streamed)] = list(told(stream))
    assert (whole.status_code, whole.json()["error"]["code"]) == (status, code)
    assert (name, streamed) == ("error", whole.json())
    assert "secret" not in whole.text


def test_a_question_leans_on_what_was_said_before_it(come: Come) -> None:
    """In the request, or in a conversation that is kept."""
    archive = FakeArchive(why)
    client = come(archive)
    client.post("api/ask", json=ASK | {"history": [{"question": "¿qué es AWS?", "answer": "Una nube."}]})
    assert archive.asked[-1] == (WHY.question, (Turn("¿qué es AWS?", "Una nube."),))
    first = client.post("api/ask", json=ASK | {"conversation": "new"}).json()
    second = client.post("api/ask", json=ASK | {"conversation": first["conversation"]}).json()
    assert (first["number"], second["number"], second["conversation"]) == (1, 2, first["conversation"])
    assert [turn.question for turn in archive.asked[-1][1]] == [WHY.question]
    both = client.post("api/ask", json=ASK | {"conversation": first["conversation"], "history": [
        {"question": "a", "answer": "b"}]})  # fmt: skip
    assert (both.status_code, both.json()["error"]["param"]) == (400, "history")


def test_filters_limit_what_is_found_and_faulty_ones_are_told(come: Come) -> None:
    """As the options of the command."""
    archive = FakeArchive(why)
    client = come(archive)
    client.post("api/ask", json=ASK | {"outlet": "La Gaceta", "as_words": True})
    assert archive.limited[-1] == Filters(outlet="La Gaceta")
    faulty = client.post("api/ask", json=ASK | {"since": "ayer"})
    assert (faulty.status_code, faulty.json()["error"]["code"]) == (400, "invalid_filter")


def test_conversations_are_listed_read_renamed_and_deleted(come: Come) -> None:
    """And what is said of their answers is kept."""
    client = come()
    place = client.post("api/ask", json=ASK | {"conversation": "new"}).json()["conversation"]
    [listed] = client.get("api/conversations").json()["conversations"]
    assert (listed["id"], listed["title"]) == (place, WHY.question)
    [exchange] = client.get(f"api/conversations/{place}").json()["exchanges"]
    assert (exchange["answer"], len(exchange["citations"])) == (WHY.text, 3)
    assert client.patch(f"api/conversations/{place}", json={"title": "El acuerdo"}).json()["title"] == "El acuerdo"
    judged = {"conversation": place, "number": 1, "citation": 2, "opinion": "unsaid", "word": "no lo dice"}
    assert client.post("api/feedback", json=judged).json() == {"kept": True}
    assert client.post("api/feedback", json=judged | {"citation": 9}).status_code == 400
    assert client.post("api/feedback", json=judged | {"opinion": None}).json() == {"kept": False}
    assert client.delete(f"api/conversations/{place}").status_code == 204
    assert client.get(f"api/conversations/{place}").status_code == 404


def test_passages_and_articles_are_found_by_their_ids(client: httpx.Client) -> None:
    """And read in part, by characters."""
    [found] = client.post("api/search", json={"query": "acuerdo", "k": 3}).json()["passages"]
    assert client.get(f"api/passages/{found['id']}").json()["text"] == DEAL.text
    [listed] = client.get("api/articles", params={"text": "aws"}).json()["articles"]
    read = client.get(f"api/articles/{listed['id']}", params={"start": 10, "end": 30}).json()
    assert (read["text"], read["characters"], read["standing"]) == (DEAL.text[10:30], len(DEAL.text), "current")
    assert {client.get(path).status_code for path in ("api/passages/x", "api/articles/x")} == {404}


def test_a_text_is_held_against_the_archive(client: httpx.Client) -> None:
    """Each sentence with its verdict, and exact words where it is proven."""
    said = client.post("api/verify", json={"text": DEAL.text[:40]}).json()
    [claim], [cited] = said["claims"], said["citations"]
    assert (claim["support"], claim["citations"], cited["quote"]) == ("supported", [1], DEAL.text[:40])
    assert client.post("api/verify", json={"text": "Otra cosa."}).json()["claims"][0]["reason"] == "no lo dice"
    assert client.post("api/verify", json={"text": "x" * 30_000}).status_code == 400


def test_files_are_taken_and_articles_removed_in_their_turn(come: Come) -> None:
    """What is sent is kept under the last part of its name, whatever that says."""
    archive = FakeArchive(why)
    client = come(archive)
    sent = client.put("api/articles", files=[("files", ("../../etc/a.txt", b"Hola")), ("files", ("b.md", b"# A"))])
    assert sent.status_code == 202
    assert client.delete(f"api/articles/{DEAL.id}").status_code == 202
    assert until(client, lambda chores: all(chore["stage"] == "done" for chore in chores))
    assert sorted(archive.handed) == ["a.txt", "b.md"]
    assert not archive.articles
    assert client.put("api/articles", json={"files": []}).status_code == 400
    assert client.put("api/articles", files=[("files", ("a.txt", b"x" * 30_000_000))]).status_code == 400


def test_what_may_not_be_changed_has_no_route(come: Come) -> None:
    """As on the page."""
    client = come(changes="off")
    assert client.delete(f"api/articles/{DEAL.id}").status_code == 405
    assert client.put("api/articles", files=[("files", ("a.txt", b"x"))]).status_code in (405, 413)
    assert client.get("api/chores").status_code == 404


def until(client: httpx.Client, holds: Any) -> bool:
    """Whether something comes to hold of the chores."""
    return comes_true(lambda: holds(client.get("api/chores").json()["chores"]))


def test_an_article_that_changed_says_so(come: Come) -> None:
    """The version that was cited is still read."""
    archive = FakeArchive(why)
    archive.articles[DEAL.id] = Version(DEAL, Standing.GONE)
    assert come(archive).get(f"api/articles/{DEAL.id}").json()["standing"] == "gone"


def test_who_leaves_stops_the_answer(come: Come) -> None:
    """At once, although the model says nothing meanwhile."""
    gate = threading.Event()
    archive = FakeArchive(silent_until(gate))
    client = come(archive)
    with client.stream("POST", "api/ask", json=ASK | {"stream": True}) as stream:
        assert next(told(stream))[0] == "retrieved"
    assert noticed(client)
    gate.set()
    assert archive.ended.wait(PATIENCE)
    assert archive.broken_off


@pytest.mark.parametrize("stream", [True, False])
def test_what_a_leaver_asked_is_kept_as_stopped(come: Come, *, stream: bool) -> None:
    """With what had been said, in the conversation it belongs to, before the model has noticed."""
    said, gate = threading.Event(), threading.Event()

    def half_said(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        yield Retrieved(question, WHY.passages)
        yield Token("a medias")
        said.set()
        gate.wait(PATIENCE)

    client = come(FakeArchive(half_said))
    leave_once(said.is_set, client, "api/ask", ASK | {"stream": stream, "conversation": "new"})
    assert noticed(client)
    (place,) = (one["id"] for one in client.get("api/conversations").json()["conversations"])
    (exchange,) = client.get(f"api/conversations/{place}").json()["exchanges"]
    gate.set()
    assert (exchange["phase"], exchange["answer"]) == ("stopped", "a medias")


def test_who_leaves_before_a_whole_answer_stops_it_too(come: Come) -> None:
    """Else each who gave up would keep the model's place."""
    gate = threading.Event()
    archive = FakeArchive(silent_until(gate))
    client = come(archive)
    leave_once(lambda: archive.asked, client, "api/ask", ASK)
    assert noticed(client)
    gate.set()
    assert archive.ended.wait(PATIENCE)
    assert archive.broken_off


def test_a_fault_of_a_chore_is_a_line_in_the_readers_language(come: Come, caplog: pytest.LogCaptureFixture) -> None:
    """What it was is in the log alone."""

    class Breaking(FakeArchive):
        """One that cannot remove."""

        def remove(self, document_ids: Sequence[str]) -> Removal:
            """Break."""
            raise RuntimeError("secret")

    client = come(Breaking(why))
    client.delete(f"api/articles/{DEAL.id}")
    assert until(client, lambda chores: chores[0]["stage"] == "failed")
    said = [client.get("api/chores", headers={"accept-language": code}).json()["chores"][0] for code in ("es", "en")]
    assert [one["number"] for one in said] == [1, 1]
    assert said[0]["message"] != said[1]["message"]
    assert not any("secret" in one["message"] for one in said)
    assert "RuntimeError: secret" in caplog.text


def test_who_leaves_while_a_text_waits_is_not_worked_for(come: Come) -> None:
    """A search or a check that nobody waits for leaves the line."""
    gate, checked = threading.Event(), list[str]()

    class Slow(FakeArchive):
        """One that checks slowly."""

        def check(self, text: str, *, filters: Filters = NO_FILTERS, language: str = "") -> Checked:
            """Check one."""
            checked.append(text)
            gate.wait(PATIENCE)
            return super().check(text, filters=filters, language=language)

    client = come(Slow(why))
    leave_once(lambda: checked, client, "api/verify", {"text": "una"})
    assert noticed(client)
    leave_once(lambda: under_way(client, 1), client, "api/verify", {"text": "otra"})
    assert noticed(client)
    gate.set()
    assert client.post("api/verify", json={"text": "la última"}).status_code == 200
    assert checked == ["una", "la última"]
    assert client.post("v1/embeddings", json={"input": "uno"}).status_code == 200
