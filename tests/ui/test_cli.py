"""The command: what it prints, and its exit status."""

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Self

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import IndexEmpty
from rag.languages.spanish import SPANISH
from rag.text.program import retold
from rag.trace import Decision, Ground, Outcome, Stage, Step, Trace
from rag.types import (
    Amendment,
    AmendmentKind,
    Answer,
    Citation,
    Claim,
    ClaimVerified,
    Event,
    Filters,
    Finished,
    Found,
    Locator,
    Mode,
    Noted,
    Outside,
    Printing,
    Query,
    Reprints,
    Retracted,
    Retrieved,
    Skipped,
    Status,
    Support,
    SyncFailure,
    SyncReport,
    Tier,
    Timings,
    Token,
)
from tests.answering.fakes import passage
from tests.fakes.web_server import Page, near_web, serve
from ui import cli, commands, upkeep
from ui.contract import answer_json, passages_json, sync_json
from ui.report import (
    AnswerPrinter,
    _passed_over,
    filters_line,
    print_added,
    print_passages,
    print_sync,
)
from ui.terminal import printable

QUESTION = "¿Por qué OpenAI eligió AWS?"
PROVEN = "Eligió AWS por su nube."
EMPTY = "el archivo está vacío: indexa una carpeta de artículos con `hemeroteca index CARPETA`."
UNPROVEN = "El gato duerme."
FOUND = passage(PROVEN, title="El acuerdo\x1b[2J")
CITATION = Citation(1, FOUND, 0, len(PROVEN), PROVEN)
CLAIMS = (
    Claim(PROVEN, 0, 23, (CITATION,), Support.SUPPORTED),
    Claim(UNPROVEN, 24, 39, (), Support.UNSUPPORTED, "nadie lo dice"),
)
ANSWER = Answer(
    question=QUESTION,
    text=f"{PROVEN} {UNPROVEN}",
    language="es",
    claims=CLAIMS,
    passages=(FOUND,),
    status=Status.ANSWERED,
    timings=Timings(12.34, 56.78, 90.12),
    mode=Mode.LLM,
    model="guion",
)
NOTHING = Answer(QUESTION, "El archivo no lo dice.", "es", (), (), Status.INSUFFICIENT, Timings(), Mode.EXTRACTIVE)
NEAR = replace(NOTHING, nearest=(CITATION,))
NOWHERE = {"published": None, "outlet": None, "page": None, "chapter": None, "folder": ""}
ALONE = {"reprints": 0, "also_in": [], "amended": []}
STREAMED: tuple[Event, ...] = (
    Token(PROVEN),
    ClaimVerified(CLAIMS[0]),
    Token(f" {UNPROVEN}"),
    ClaimVerified(CLAIMS[1]),
)


class FakeLibrary:
    """A library that gives one answer, or raises."""

    def __init__(self, *events: Event, error: Exception | None = None) -> None:
        self._events = events
        self._error = error
        self.asked: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""

    def stream(self, question: str, **within: object) -> Iterator[Event]:
        """The events it was made with."""
        self.asked.append(question)
        self.within = within
        if self._error:
            raise self._error
        yield Retrieved(question, (FOUND,))
        yield from self._events

    def find(self, question: str, k: int | None, **within: Any) -> Found:
        """One passage; none within filters."""
        self.asked.append(question)
        self.within, query = within, Query(question, k or 8, within["filters"])
        if query.filters:
            return Found(query, (), Outside(query.filters, 7, (FOUND,)))
        return Found(query, (FOUND,))

    def languages(self) -> list[str]:
        """Those of its articles."""
        return ["es", "eu"]

    def folders(self, document_ids: Collection[str]) -> dict[str, str]:
        """One folder for all."""
        return dict.fromkeys(document_ids, "/prensa")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run the command in this process: arguments to (exit status, standard output, standard error)."""

    def command(*arguments: str, library: FakeLibrary | None = None) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["hemeroteca", *arguments])
        if library is not None:
            monkeypatch.setattr(commands, "_open_library", lambda *, quiet: library)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return command


@pytest.mark.parametrize(
    ("arguments", "question"),
    [
        (("ask", "-¿Cuánto costó?"), "-¿Cuánto costó?"),
        (("ask", "--json", "- ¿Cuánto costó?"), "- ¿Cuánto costó?"),
        (("ask", "-¿Cuánto costó?", "--json"), "-¿Cuánto costó?"),
        (("search", "-k", "5", "-kilómetros del AVE"), "-kilómetros del AVE"),
        (("search", "-Madrid", "-k5"), "-Madrid"),
        (("search", "--¿Y el de Soria?"), "--¿Y el de Soria?"),
        (("ask", "--", "--json"), "--json"),
    ],
)
def test_a_question_may_begin_with_a_dash(run: Any, arguments: tuple[str, ...], question: str) -> None:
    """What is copied out of a conversation does; options are still options, wherever they stand."""
    library = FakeLibrary(Token(PROVEN), Finished(ANSWER))
    assert run(*arguments, library=library)[0] == 0
    assert library.asked == [question]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("¿Cua\u0301nto costo\u0301 el puente?", "¿Cuánto costó el puente?"),
        ("¿Cu\udce1nto cost\udcf3 el puente\udc85?", "¿Cuánto costó el puente…?"),
        ("\ud83d ¿Cuánto\u200b cos\u00adtó?\n", "¿Cuánto costó?"),
        ("\u202e\ufeff¿Cuánto?\x1b", "¿Cuánto?"),
    ],
    ids=["decomposed", "bytes of Windows", "half a character and what is not seen", "direction and controls"],
)
def test_a_question_is_asked_as_it_is_seen(run: Any, typed: str, asked: str) -> None:
    """However a terminal or a clipboard spells it."""
    library = FakeLibrary(Token(PROVEN), Finished(ANSWER))
    assert run("ask", typed, library=library)[0] == 0
    assert library.asked == [asked]


@pytest.mark.parametrize("mistyped", [("ask", "--jsno", QUESTION), ("search", QUESTION, "--k=5"), ("index", "-x")])
def test_a_mistyped_option_is_no_question(run: Any, mistyped: tuple[str, ...]) -> None:
    """It is told, in one line that says where to look."""
    status, out, err = run(*mistyped)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert f"hemeroteca {mistyped[0]} --help" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("models", "eat"),
        ("eat",),
        ("ask", ""),
        ("ask", " \n"),
        ("ask", "\u200b\xad"),
        ("ask", "a" * 2001),
        ("search", ""),
        ("index", "--forget"),
        ("ask",),
    ],
)
def test_wrong_use_ends_with_2(run: Any, arguments: tuple[str, ...]) -> None:
    """And says so on standard error alone."""
    status, out, err = run(*arguments)
    assert status == 2
    assert not out
    assert err


@pytest.mark.parametrize("arguments", [("models",), ("ask", QUESTION), ("doctor",), ("chat", "--no-browser")])
def test_settings_that_make_no_sense_end_with_1_and_one_line(
    run: Any, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """The line names the setting."""
    monkeypatch.setenv("HEMEROTECA_PORT", "many\x1b[2J")
    status, out, err = run(*arguments)
    assert status == 1
    assert not out
    assert err.count("\n") == 1
    assert err.startswith("hemeroteca: ajustes: port")
    assert "\x1b" not in err


def test_the_whole_command_speaks_the_reader_s_language(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Help, wrong use, marks and errors; English where there are no words for it, Spanish for who knows that better."""
    failing = FakeLibrary(error=IndexEmpty("the archive is empty: index a folder of articles with …"))
    for locale, usage, missing in [
        ("es_ES.UTF-8", "Uso: hemeroteca ask", "falta el argumento"),
        ("gl_ES.UTF-8", "Uso: hemeroteca ask", "falta el argumento"),
        ("en_GB.UTF-8", "Usage: hemeroteca ask", "Missing argument"),
        ("C", "Usage: hemeroteca ask", "Missing argument"),
    ]:
        monkeypatch.setenv("LC_ALL", locale)
        assert usage in run("ask", "--help")[1]
        assert missing in run("ask")[2]
    assert "[not supported: nadie lo dice]" in run("ask", QUESTION, library=FakeLibrary(*STREAMED, Finished(ANSWER)))[1]
    assert "the archive is empty" in run("ask", QUESTION, library=failing)[2]
    monkeypatch.setenv("HEMEROTECA_LANGUAGE", "es")
    assert "Argumentos" in run("ask", "--help")[1]


def test_every_word_of_the_help_is_told_in_spanish() -> None:
    """What each command, argument and option is for."""
    group: Any = typer.main.get_command(commands.app)
    texts = [group.help, *(c.help for c in group.commands.values())]
    texts += [p.help for c in group.commands.values() for p in c.params if p.help]
    assert [text for text in texts if retold(text, SPANISH) == text] == []


def test_an_answer_is_printed_with_its_marks_and_its_sources(run: Any) -> None:
    """Exit status 0; what an article calls itself cannot steer the terminal."""
    status, out, err = run("ask", QUESTION, library=FakeLibrary(*STREAMED, Finished(ANSWER)))
    assert (status, err) == (0, "")
    assert out == (f"{PROVEN} [1] {UNPROVEN} [sin respaldo: nadie lo dice]\n\n[1] El acuerdo�[2J: «{PROVEN}»\n")


@pytest.mark.parametrize(
    ("retracted", "said"),
    [
        (Retracted("no contesta", "es"), "↑ Se retira lo anterior: no contesta."),
        (Retracted("it does not answer", "en"), "↑ The above is withdrawn: it does not answer."),
        (Retracted("no\x1b[2J", "es"), "↑ Se retira lo anterior: no�[2J."),
        (Retracted("no está", "es", 3), "↑ Se retira lo anterior desde «gato…»: no está."),
    ],
)
def test_what_is_withdrawn_is_said_below_it(retracted: Retracted, said: str) -> None:
    """On a line of its own, with the reason, in the reader's language; the answer stands below."""
    assert printed([Token("El gato"), retracted, *STREAMED, Finished(ANSWER)]) == (
        f"El gato\n{said}\n\n{PROVEN} [1] {UNPROVEN} [sin respaldo: nadie lo dice]\n\n[1] El acuerdo�[2J: «{PROVEN}»\n"
    )


def printed(events: list[Event]) -> str:
    """What a reader sees of some events."""
    lines: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ui.report.echo", lambda text="", *, nl=True: lines.append(text + "\n" * nl))
        printer = AnswerPrinter(silent=False)
        for event in events:
            printer.show(event)
    return "".join(lines)


@pytest.mark.parametrize(
    ("support", "reason", "marks"),
    [
        (Support.PARAPHRASE, "en otras palabras: «nube»", "[≈1] (en otras palabras: «nube»)"),
        (Support.PARAPHRASE, "in other words: “nube”", "[≈1] (in other words: “nube”)"),
        (Support.PARAPHRASE, "", "[≈1] (en otras palabras)"),
        (Support.PARTIAL, "la fuente no dice «gato»", "[respaldo solo parcial: la fuente no dice «gato»]"),
        (Support.CONTRADICTED, "a\nb\x1b[2J", "[el archivo dice otra cosa: a b�[2J]"),
        (Support.UNSUPPORTED, "", "[sin respaldo]"),
    ],
)
def test_every_verdict_is_told_apart(support: Support, reason: str, marks: str) -> None:
    """A paraphrase by its sign and its words, before and behind the sources; the others by their name."""
    cited = (CITATION,) if support.cited else ()
    claim = Claim(PROVEN, 0, 23, cited, support, reason)
    answer = replace(ANSWER, text=PROVEN, claims=(claim,))
    sources = f"\n[≈1] El acuerdo�[2J: «{PROVEN}»\n" if cited else ""
    assert printed([Token(PROVEN), ClaimVerified(claim), Finished(answer)]) == f"{PROVEN} {marks}\n{sources}"


WITHIN = ("--since", "2024-03", "--until", "2024", "--source", "EFE", "--author", "Ana", "--section", "Local")


@pytest.mark.parametrize("command", ["ask", "search"])
def test_filters_are_options(run: Any, command: str) -> None:
    """Of both commands; a month is its first day or its last, and what the question says can be left as words."""
    library = FakeLibrary(*STREAMED, Finished(ANSWER))
    run(command, QUESTION, *WITHIN, "--language", "es", "--as-words", library=library)
    filters = Filters(date(2024, 3, 1), date(2024, 12, 31), "EFE", "Ana", "Local", "es")
    assert library.within == {"filters": filters, "takes_filters": False}
    run(command, QUESTION, library=library)
    assert library.within == {"filters": Filters(), "takes_filters": True}


def test_a_filter_that_cannot_be_read_ends_with_2_and_says_what_to_write(run: Any) -> None:
    """Before the archive is opened."""
    status, out, err = run("ask", QUESTION, "--since", "ayer", library=FakeLibrary(error=AssertionError()))
    assert (status, out) == (2, "")
    assert "--since 'ayer' no es una fecha" in err


def test_a_search_that_finds_nothing_within_its_filters_says_what_lies_outside(run: Any) -> None:
    """In the language of the question, on standard error, so that what is printed stays the list."""
    status, out, err = run("search", QUESTION, "--source", "EFE", "--json", library=FakeLibrary())
    assert (status, json.loads(out)) == (0, [])
    assert err == "Ningún artículo del archivo cumple el filtro (medio: EFE). Fuera de él hay 7 artículos.\n"


def test_what_limits_an_answer_by_its_own_words_is_said(run: Any) -> None:
    """On standard error, with how to take it off; nothing where only options limit it."""
    read = {"applied": {"since": "2024-05-01", "source": "EFE"}, "read": [{"text": "según EFE"}]}
    _, out, err = run("ask", QUESTION, library=FakeLibrary(*STREAMED, Finished(replace(ANSWER, filters=read))))
    assert "solo en artículos" not in out
    assert "solo en artículos: publicado desde el 1 de mayo de 2024; medio: EFE" in err
    assert "--as-words" in err
    given = {"applied": {"source": "EFE"}}
    _, _, err = run("ask", QUESTION, library=FakeLibrary(*STREAMED, Finished(replace(ANSWER, filters=given))))
    assert "solo en artículos" not in err


def test_the_filters_of_an_answer_are_in_its_json() -> None:
    """As the library says them."""
    told = answer_json(replace(ANSWER, filters={"applied": {"since": "2024-03-01"}}))
    assert told["filters"] == {"applied": {"since": "2024-03-01"}}


def test_words_that_prove_one_sentence_are_no_paraphrase_s_alone() -> None:
    """Each sentence has its own sign; among the sources it is that of proof."""
    reworded = Claim(
        UNPROVEN, 24, 39, (CITATION,), Support.PARAPHRASE, "en otras palabras: «gato»", Tier.WORDS, ("gato",)
    )
    answer = replace(ANSWER, claims=(CLAIMS[0], reworded))
    assert printed([*STREAMED[:3], ClaimVerified(reworded), Finished(answer)]) == (
        f"{PROVEN} [1] {UNPROVEN} [≈1] (en otras palabras: «gato»)\n\n[1] El acuerdo�[2J: «{PROVEN}»\n"
    )
    assert answer_json(answer)["claims"][1]["own_words"] == ["gato"]


def test_an_archive_that_does_not_say_ends_with_3(run: Any) -> None:
    """What it says instead is printed."""
    status, out, _ = run("ask", QUESTION, library=FakeLibrary(Token(NOTHING.text), Finished(NOTHING)))
    assert (status, out) == (3, "El archivo no lo dice.\n")


def test_what_is_nearest_is_printed_below_a_refusal(run: Any) -> None:
    """Under a line that says what it is, without a number that would look like a proof; harmless to a terminal."""
    status, out, _ = run("ask", QUESTION, library=FakeLibrary(Token(NEAR.text), Finished(NEAR)))
    assert status == 3
    assert out == (
        "El archivo no lo dice.\n\nEsto es lo más cercano que hay en el archivo:\n"
        f"- El acuerdo�[2J (1.txt): «{PROVEN}»\n"
    )


def test_a_failure_ends_with_1_and_one_line(run: Any) -> None:
    """That says what to do."""
    library = FakeLibrary(
        error=IndexEmpty("the archive is empty: index a folder of articles with `hemeroteca index FOLDER`.")
    )
    assert run("ask", QUESTION, library=library) == (1, "", f"hemeroteca: {EMPTY}\n")


@pytest.mark.parametrize(("answer", "expected"), [(ANSWER, 0), (NOTHING, 3), (NEAR, 3)])
def test_ask_prints_one_json_object_and_nothing_else(run: Any, answer: Answer, expected: int) -> None:
    """The exit status is the same as for people."""
    status, out, _ = run("ask", QUESTION, "--json", library=FakeLibrary(*STREAMED, Finished(answer)))
    assert status == expected
    assert json.loads(out) == answer_json(answer, {FOUND.document.id: "/prensa"})


def test_how_an_answer_came_about_is_told_where_it_is_asked_for(run: Any) -> None:
    """In one block beside the contract, and in JSON alone; an answer without one has none."""
    trace = Trace(Decision(Outcome.ANSWERED, Ground.PROVEN), steps=(Step(Stage.RETRIEVE, 0.0, 12.34, 12.34),))
    library = FakeLibrary(*STREAMED, Finished(replace(ANSWER, trace=trace)))
    _, out, _ = run("ask", QUESTION, "--json", "--trace", library=library)
    told = json.loads(out)
    assert told.pop("trace")["steps"] == [
        {"stage": "retrieve", "start_ms": 0.0, "end_ms": 12.3, "ms": 12.3, "times": 1}
    ]
    assert told == answer_json(ANSWER, {FOUND.document.id: "/prensa"})
    _, out, _ = run("ask", QUESTION, "--json", "--trace", library=FakeLibrary(*STREAMED, Finished(ANSWER)))
    assert json.loads(out)["trace"] is None
    status, out, err = run("ask", QUESTION, "--trace", library=library)
    assert (status, out) == (2, "")
    assert "--trace" in err


def test_a_notice_is_told_beside_the_json(run: Any) -> None:
    """On standard error, so that standard output stays JSON."""
    answer = Answer(QUESTION, PROVEN, "es", (), (), Status.ANSWERED, Timings(), Mode.EXTRACTIVE, notice="Sin modelo.")
    _, out, err = run("ask", QUESTION, "--json", library=FakeLibrary(Finished(answer)))
    assert json.loads(out)["mode"] == "extractive"
    assert err == "Sin modelo.\n"


def test_search_prints_the_passages(run: Any) -> None:
    """As a list, or for people."""
    assert json.loads(run("search", QUESTION, "--json", library=FakeLibrary())[1]) == passages_json(
        [FOUND], {FOUND.document.id: "/prensa"}
    )
    out = run("search", QUESTION, library=FakeLibrary())[1]
    assert out == f"1. El acuerdo�[2J (1.txt) · 1.000\n   {PROVEN}\n\n"


def test_the_object_of_ask_has_the_shape_of_the_contract() -> None:
    """Other tools build on every one of these names."""
    assert answer_json(ANSWER) == {
        "question": QUESTION,
        "answer": f"{PROVEN} {UNPROVEN}",
        "language": "es",
        "status": "answered",
        "mode": "llm",
        "claims": [
            {
                "text": PROVEN,
                "start": 0,
                "end": 23,
                "support": "supported",
                "reason": "",
                "tier": "words",
                "own_words": [],
                "citations": [1],
            },
            {
                "text": UNPROVEN,
                "start": 24,
                "end": 39,
                "support": "unsupported",
                "reason": "nadie lo dice",
                "tier": "words",
                "own_words": [],
                "citations": [],
            },
        ],
        "citations": [
            {"n": 1, "document": "1.txt", "title": "El acuerdo\x1b[2J", "start": 0, "end": 23, "quote": PROVEN}
            | NOWHERE
            | ALONE
        ],
        "passages": passages_json([FOUND]),
        "timings": {"retrieve_ms": 12.3, "first_token_ms": 56.8, "total_ms": 90.1},
        "model": "guion",
        "asked": {},
        "nearest": [],
        "filters": {},
    }


def test_the_object_of_a_refusal_has_the_places_of_what_is_nearest() -> None:
    """In the form of citations, of which it has none."""
    told = answer_json(NEAR)
    assert told["citations"] == []
    assert told["nearest"] == [
        {"n": 1, "document": "1.txt", "title": "El acuerdo\x1b[2J", "start": 0, "end": 23, "quote": PROVEN}
        | NOWHERE
        | ALONE
    ]


def test_the_list_of_search_has_the_shape_of_the_contract() -> None:
    """`document` is the path relative to the indexed folder."""
    assert passages_json([FOUND]) == [
        {
            "document": "1.txt",
            "title": "El acuerdo\x1b[2J",
            "start": 0,
            "end": 23,
            "text": PROVEN,
            "score": 1.0,
            "rank": 1,
        }
        | NOWHERE
        | ALONE
    ]


def cited_in(**facts: Any) -> Answer:
    """An answer of one sentence, cited in an article of which some facts are known."""
    known = replace(FOUND, document=replace(FOUND.document, title="El acuerdo", **facts))
    claim = replace(CLAIMS[0], citations=(replace(CITATION, passage=known),))
    return replace(ANSWER, text=PROVEN, claims=(claim,), passages=(known,))


PAGES = (Locator(0, "page", "11"), Locator(0, "page", "12"), Locator(500, "page", "13"))


@pytest.mark.parametrize(
    ("facts", "told", "in_json"),
    [
        (
            {"outlet": "La Gaceta", "published": date(2024, 5, 3), "locators": PAGES},
            "El acuerdo (La Gaceta, 2024-05-03, p. 12): «",
            {"outlet": "La Gaceta", "published": "2024-05-03", "page": "12"},
        ),
        ({"locators": (Locator(0, "chapter", "iv"),)}, "El acuerdo (cap. iv): «", {"chapter": "iv"}),
        ({"outlet": "La\x1b[2J Gaceta"}, "El acuerdo (La�(2J Gaceta): «", {"outlet": "La\x1b[2J Gaceta"}),
        ({"locators": (Locator(24, "page", "2"),)}, "El acuerdo: «", {}),
        ({}, "El acuerdo: «", {}),
    ],
    ids=["a page of a newspaper", "a chapter", "an outlet that steers", "before the first page", "nothing known"],
)
def test_a_citation_says_where_its_words_stand(facts: dict[str, Any], told: str, in_json: dict[str, Any]) -> None:
    """As far as the article says; in JSON beside what was there before."""
    answer = cited_in(**facts)
    assert f"[1] {told}" in printed([Finished(answer)])
    (citation,) = answer_json(answer)["citations"]
    assert {name: citation[name] for name in NOWHERE} == NOWHERE | in_json
    assert {name: answer_json(answer)["passages"][0][name] for name in NOWHERE} == NOWHERE | in_json


def test_reprints_and_corrections_stand_below_a_citation(capsys: pytest.CaptureFixture[str]) -> None:
    """And in the JSON, with all that is known of them."""
    printing = Printing("g", "El acuerdo", "g.txt", "La Gaceta", date(2024, 5, 4), exact=False)
    note = Amendment(AmendmentKind.CORRECTION, "n", "Fe de errores", "fe.txt", date(2024, 5, 5), "Son siete años.")
    found = replace(FOUND, reprints=Reprints(3, (printing,), near=3), amendments=(note,))
    citation = replace(CITATION, passage=found)
    answer = replace(ANSWER, passages=(found,), claims=(replace(CLAIMS[0], citations=(citation,)),))
    AnswerPrinter(silent=False).show(Finished(answer))
    below = (
        "   versión parecida en: La Gaceta (4 de mayo de 2024) y 2 más\n"
        "   corregido el 5 de mayo de 2024: «Son siete años.»\n"
    )
    assert below in capsys.readouterr().out
    told = {
        "reprints": 3,
        "also_in": [
            {
                "document": "g.txt",
                "title": "El acuerdo",
                "outlet": "La Gaceta",
                "published": "2024-05-04",
                "exact": False,
            }
        ],
        "amended": [
            {
                "kind": "correction",
                "document": "fe.txt",
                "title": "Fe de errores",
                "published": "2024-05-05",
                "note": "Son siete años.",
            }
        ],
    }
    for known in (answer_json(answer)["citations"][0], passages_json([found])[0]):
        assert {name: known[name] for name in told} == told


def test_articles_of_two_folders_with_one_name_are_told_apart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the whole path, among the sources and among the passages; the path is left out where nobody needs it."""
    one, other = (replace(FOUND, document=replace(FOUND.document, id=i, title="Bolsa", source="a.txt")) for i in "12")
    citations = tuple(Citation(n, found, 0, 23, PROVEN) for n, found in enumerate((one, other), start=1))
    answer = replace(ANSWER, claims=(replace(CLAIMS[0], citations=citations),))
    folders = {"1": "/prensa", "2": "/radio"}
    AnswerPrinter(silent=False, find_folders=lambda _: folders).show(Finished(answer))
    print_passages([one, other], folders)
    out = capsys.readouterr().out
    for number, path in enumerate(("/prensa/a.txt", "/radio/a.txt"), start=1):
        assert f"[{number}] Bolsa ({path}): «" in out
        assert f"1. Bolsa ({path}) · 1.000" in out
    print_passages([one], folders)
    assert capsys.readouterr().out.startswith("1. Bolsa (a.txt) · ")


def test_the_object_of_index_has_the_shape_of_the_contract() -> None:
    """Counts, failures with their reason, and the time."""
    report = SyncReport(1, 2, 3, 4, (SyncFailure("a.txt", "is not text"),), 5, 6.789)
    report = replace(report, skipped=(Skipped("b.png", "PNG"),), notes=(Noted("c.csv", "text = body"),), undated=8)
    assert sync_json(report) == {
        "added": 1,
        "updated": 2,
        "deleted": 3,
        "unchanged": 4,
        "failed": [{"source": "a.txt", "error": "is not text"}],
        "chunks": 5,
        "undated": 8,
        "seconds": 6.79,
        "skipped": [{"source": "b.png", "reason": "PNG"}],
        "notes": [{"source": "c.csv", "note": "text = body"}],
    }


def test_a_report_counts_articles_without_a_day_where_there_are_any(capsys: pytest.CaptureFixture[str]) -> None:
    """No filter by time finds them."""
    print_sync(SyncReport(added=9, undated=3))
    assert (
        "artículos del índice sin fecha conocida, que los filtros por fecha no encuentran: 3" in capsys.readouterr().out
    )
    print_sync(SyncReport(added=9))
    assert "fecha" not in capsys.readouterr().out


def test_many_files_that_are_passed_over_are_counted_by_reason(capsys: pytest.CaptureFixture[str]) -> None:
    """One of each kind is named first; `verbose` names all, and few are named as they are."""
    kinds = {"css": 5, "js": 4, "png": 1}
    reason = "unsupported type: .{} file"
    skipped = [Skipped(f"{n}.{kind}", reason.format(kind)) for kind, count in kinds.items() for n in range(count)]
    report = SyncReport(skipped=(*skipped, Skipped(".git", "hidden")))
    print_sync(report)
    assert capsys.readouterr().err.splitlines() == [
        "pasados por alto: 10 × tipo que no se lee (0.css, 0.js, 0.png…)",
        "pasado por alto: .git: oculto",
        "`--verbose` nombra todos los archivos pasados por alto.",
    ]
    print_sync(report, verbose=True)
    told = capsys.readouterr().err.splitlines()
    assert len(told) == len(report.skipped)
    assert "pasado por alto: 4.css: tipo que no se lee: archivo .css" in told


@given(
    st.lists(st.builds(Skipped, st.text("abc", min_size=1), st.sampled_from(["empty", "hidden", "type: a", "type: b"])))
)
def test_every_file_that_is_passed_over_is_counted_once(skipped: list[Skipped]) -> None:
    """Whether it is named or not."""
    lines = [line for line in _passed_over(skipped, 3) if line.startswith("passed over")]
    counted = [re.match(r"passed over: (\d+) × ", line) for line in lines]
    assert sum(int(found[1]) if found else 1 for found in counted) == len(skipped)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--verify", "--rebuild"], "--verify y --rebuild se excluyen"),
        (["--verify", "una"], "--verify y PATH se excluyen"),
        (["--forget", "--watch", "una"], "--forget y --watch se excluyen"),
        (["--check", "--watch"], "--watch y --check se excluyen"),
        (["--forget", "una", "--field", "title=a"], "--forget y --field se excluyen"),
    ],
)
def test_options_that_contradict_each_other_are_refused(run: Any, given: list[str], said: str) -> None:
    """None of them is left undone in silence."""
    status, told, errors = run("index", *given)
    assert (status, told) == (2, "")
    assert said in errors


def test_a_field_that_can_hold_nothing_is_refused(run: Any) -> None:
    """Before anything is read."""
    status, _, errors = run("index", "--field", "titel=headline")
    assert status == 2
    assert "'titel' no es nada que contenga un campo: escribe uno de estos: title" in errors


def test_addresses_that_were_all_refused_tell_only_why(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing was added, so nothing is counted."""
    print_added(SyncReport(failed=(SyncFailure("http://x", "Connection refused"),), chunks=18))
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    print_added(SyncReport(added=1, chunks=18))
    assert "18" in capsys.readouterr().out


@pytest.mark.parametrize("end", ["\n", "\r", "\u2028"])
def test_a_file_name_forges_no_line_of_the_report(end: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The end of a line in it is told as it would be typed, whatever became of the file."""
    name = f"a{end}not indexed: b.txt: empty"
    print_sync(
        SyncReport(
            failed=(SyncFailure(name, "broken"),), skipped=(Skipped(name, "empty"),), notes=(Noted(name, "cut"),)
        )
    )
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert all(repr(end)[1:-1] in line for line in lines)


@given(st.text())
def test_printable_text_cannot_steer_a_terminal(text: str) -> None:
    """No control or direction character is left, and nothing else is touched."""
    shown = printable(text)
    assert len(shown) == len(text)
    for before, after in zip(text, shown, strict=True):
        dangerous = unicodedata.category(before) in {"Cc", "Cf", "Cs", "Co"} and before not in "\n\t"
        assert after == ("�" if dangerous else before)
    shown.encode("utf-8")


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x9b", "\r", "\u202e", "\u2066", "\u200f", "\ud800"])
def test_what_steers_a_terminal_is_replaced(character: str) -> None:
    """Escapes, bells, carriage returns, directions and broken characters."""
    assert printable(f"a{character}b") == "a�b"


def test_what_cannot_be_added_is_told_in_the_readers_language(
    run: Any, monkeypatch: pytest.MonkeyPatch, open_library: Callable[..., Any]
) -> None:
    """Each address by itself; one of this machine is never asked."""
    library = open_library()
    monkeypatch.setattr(upkeep.Library, "open", lambda *_, **__: library)
    status, told, errors = run("add", "http://127.0.0.1:9/", "diario.example")
    assert status == 1
    assert told == ""
    assert "127.0.0.1, que no está en la web abierta" in errors
    assert "'diario.example' no es una dirección que se pueda traer: escríbela entera" in errors


def test_what_was_added_is_printed_as_a_run_of_the_index_is(
    run: Any, monkeypatch: pytest.MonkeyPatch, open_library: Callable[..., Any]
) -> None:
    """In JSON too."""
    story = "<article><h1>La presa</h1><p>La presa de Arcedo costó 14 millones de euros al ayuntamiento.</p></article>"
    library = open_library()
    monkeypatch.setattr(upkeep.Library, "open", lambda *_, **__: library)
    monkeypatch.setattr("rag.web.Web", lambda _limits: near_web())
    with serve({"/presa": Page(story.encode())}) as site:
        status, told, _ = run("add", site.address("/presa"), "--json")
    assert (status, json.loads(told)["added"], json.loads(told)["failed"]) == (0, 1, [])


@pytest.mark.parametrize("question", ["¿?", "…", "  ", "🙂"])
def test_a_question_without_a_word_is_bad_input(run: Any, question: str) -> None:
    """Nothing could answer it, so nothing is searched."""
    library = FakeLibrary(Finished(ANSWER))
    status, out, err = run("ask", question, library=library)
    assert (status, out, library.asked) == (2, "", [])
    assert err.startswith("hemeroteca: la pregunta no tiene ninguna palabra")


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_language_that_nobody_knows_is_told_with_those_of_the_archive(run: Any, command: str) -> None:
    """One that is known, or that an article bears, is a filter like others."""
    library = FakeLibrary(Token(PROVEN), Finished(ANSWER))
    status, _, err = run(command, QUESTION, "--language", "xx", library=library)
    assert (status, library.asked) == (2, [])
    assert "que tiene es, eu" in err
    assert run(command, QUESTION, "--language", "eu", library=library)[0] == 0


def test_only_what_the_question_said_is_told_as_read_from_it() -> None:
    """An option wins over it, and whoever gave it knows."""
    outlet, since = Filters(outlet="EFE"), Filters(since=date(2024, 1, 1))
    assert filters_line(outlet, outlet) == ""
    told = filters_line(Filters(since=since.since, outlet="EFE"), outlet)
    assert "2024" in told
    assert "EFE" not in told


def test_reports_agree_in_number_and_keep_to_one_language(run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """What follows a count agrees with it, and a fault is told in Spanish whatever its file is called."""
    failure = SyncFailure("a b.txt", "'a b.txt' holds binary data: an article is text here; convert it or take it out.")
    skipped = Skipped("c.jpg", "unsupported type: JPEG picture")
    print_sync(SyncReport(added=1, updated=2, chunks=1, failed=(failure,), skipped=(skipped,)))
    out, err = capsys.readouterr()
    assert out.startswith("1 nuevo, 2 cambiados, 0 retirados, 0 sin cambios; 1 pasaje en el índice")
    assert "contiene datos binarios: aquí un artículo es texto" in err
    assert "tipo que no se lee: imagen JPEG" in err
