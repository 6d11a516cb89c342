"""What events make of a conversation, and how it reads."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import language_of
from rag.text.messages import say
from rag.types import ClaimVerified, Filters, Finished, Locator, Mode, Retracted, Retrieved, Status, Support, Token
from tests.ui.web.fakes import DEAL, VERDICTS, WHY, Reworded, answer, cite, events, passage
from ui.serving.conversation import (
    EXCHANGES_KEPT,
    Conversation,
    Exchange,
    Phase,
    advance,
    begin,
    history,
    with_last,
    without_filter,
)
from ui.serving.desk import Broken, Step, Stopped, WaitingForArchive, WaitingForTurn
from ui.web.messages import messages, told
from ui.web.strings import EN, ES, Strings

START = Exchange(1, WHY.question)
OTHER = Exchange(1, "¿?")


def after(*steps: Step, start: Exchange = START) -> Exchange:
    """What the steps made of the exchange."""
    return reduce(advance, steps, start)


def reply(exchange: Exchange) -> str:
    """The answer's message as a reader sees it: markup taken off, references resolved."""
    markdown = messages((exchange,), ES)[1]["content"]
    return html.unescape(re.sub(r"<[^>]*>", "", markdown)).replace("\u2060", "")


def test_an_answer_ends_as_the_library_made_it() -> None:
    """Text, claims, mode and model are those of the last event."""
    exchange = after(*events(WHY))
    assert (exchange.phase, exchange.text, exchange.claims) == (Phase.ANSWERED, WHY.text, WHY.claims)
    assert (exchange.mode, exchange.model, exchange.passages) == (WHY.mode, WHY.model, WHY.passages)


def test_a_stream_only_appends() -> None:
    """From the first token to the last verdict each message begins with the one before: nothing is written again."""
    exchange, shown = START, ""
    for event in events(WHY, piece=3):
        exchange = advance(exchange, event)
        if isinstance(event, Token | ClaimVerified):
            now = messages((exchange,), ES)[1]["content"]
            assert now.startswith(shown)
            shown = now
    assert shown


def test_each_mark_follows_its_sentence() -> None:
    """The numbers stand behind the full stop of the sentence that they prove, and lead to this answer's sources."""
    content = messages((after(*events(WHY)),), ES)[1]["content"]
    assert [m.group() for m in re.finditer(r'href="#cita[^"]*"', content)] == [
        'href="#cita-1-1"', 'href="#cita-1-2"', 'href="#cita-1-3"',
    ]  # fmt: skip
    assert "proveedor de nube.1 También" in reply(after(*events(WHY)))


def test_a_sentence_without_support_carries_a_word_and_no_link() -> None:
    """It says that it has no support, and why; it never looks cited."""
    last = messages((after(*events(WHY)),), ES)[1]["content"].split("Lima&#46;")[1].split("pie")[0]
    assert "sin respaldo en el archivo" in last
    assert "el nombre Lima no está en la fuente" in last
    assert "<a " not in last


@pytest.mark.parametrize(
    ("strings", "words"),
    [
        (ES, "en otras palabras: «pretende», «crecer», «rapidez»"),
        (EN, "in other words: “pretende”, “crecer”, “rapidez”"),
    ],
)
def test_a_paraphrase_is_cited_with_a_sign_and_its_own_words(strings: Strings, words: str) -> None:
    """The sign stands in the mark itself, the words behind it and in its title, in the language of the page."""
    content = messages((after(*events(VERDICTS)),), strings)[1]["content"]
    marks = re.findall(r'<a class="(cita[^"]*)" href="([^"]*)" title="([^"]*)">([^<]*)</a>', content)
    assert [(kind, href, text) for kind, href, _, text in marks] == [
        ("cita", "#cita-1-1", "1"), ("cita cercana", "#cita-1-2", "≈2"),
    ]  # fmt: skip
    assert html.unescape(marks[1][2]).startswith(f"[≈2] {words}. ")
    behind = html.unescape(content).split("de las empresas.")[1].split("Para Amazon")[0]
    assert f'<span class="reformulada">({words})</span>' in behind


def test_a_paraphrase_without_words_says_its_reason_or_what_it_is() -> None:
    """It never looks proven."""
    for reason, said in (("en otro orden", "en otro orden"), ("", "en otras palabras")):
        (claim,) = answer("¿?", [("Busca.", Reworded((), ("OpenAI busca:",)))]).claims
        exchange = Exchange(1, "¿?", Phase.WRITING, text="Busca.", claims=(replace(claim, reason=reason),))
        assert reply(exchange) == f"Busca.≈1 ({said})"


def test_the_own_words_of_a_paraphrase_are_nothing_but_text() -> None:
    """A model wrote them."""
    whole = answer("¿?", [("Busca.", Reworded(("<b>x</b>\n${y}",), ("OpenAI busca:",)))])
    content = messages((after(*events(whole), start=OTHER),), ES)[1]["content"]
    assert "<b>" not in content
    assert "${" not in content
    assert "«<b>x</b> ${y}»" in html.unescape(content)


@pytest.mark.parametrize("support", [Support.PARTIAL, Support.CONTRADICTED, Support.UNSUPPORTED])
def test_verdicts_differ_in_words(support: Support) -> None:
    """Each verdict short of support has a label of its own, in both languages."""
    exchange = after(*events(answer("¿?", [("Algo.", (support, ""))])))
    labels = {Support.PARTIAL: "partial", Support.CONTRADICTED: "contradicted", Support.UNSUPPORTED: "unsupported"}
    for strings in (ES, EN):
        content = messages((exchange,), strings)[1]["content"]
        present = {kind for kind, name in labels.items() if getattr(strings.messages, name) in content}
        assert present == {support}


def test_an_insufficient_answer_says_so_and_cites_nothing() -> None:
    """The label comes first, and no claim of it carries a mark."""
    whole = answer("¿?", [("El archivo no lo dice.", (Support.UNSUPPORTED, "x"))], status=Status.INSUFFICIENT)
    said = reply(after(*events(whole), start=OTHER))
    assert said.startswith("○ Sin respuesta en el archivo")
    assert "⚠" not in said


@pytest.mark.parametrize("strings", [ES, EN])
def test_what_is_nearest_stands_below_a_refusal_with_its_place(strings: Strings) -> None:
    """Under its own words, with a mark that is dashed and signed; the memory of the conversation does not hold it."""
    near = (cite(DEAL, "Para Amazon, el acuerdo representa una victoria estratégica.", 1),)
    whole = answer("¿?", [("El archivo no lo dice.", (Support.UNSUPPORTED, ""))], status=Status.INSUFFICIENT)
    exchange = after(*events(replace(whole, nearest=near)), start=OTHER)
    content = messages((exchange,), strings)[1]["content"]
    told = html.unescape(re.sub(r"<[^>]*>", "", content))
    assert (
        f"{strings.messages.nearest}\n\n- «Para Amazon, el acuerdo representa una victoria estratégica.»\u2060○1"
        in told
    )
    assert f"{DEAL.title} · {strings.date(date(2025, 11, 3))} · {DEAL.source}" in told
    assert f'<a class="cita cercana" href="#cita-{exchange.number}-1"' in content
    assert [turn.answer for turn in history((exchange,))] == ["El archivo no lo dice."]


def test_what_is_nearest_is_text_and_nothing_else() -> None:
    """As everything that an article holds."""
    nasty = "</li><script>x()</script>${x}`<img src=x onerror=x()>\n# a"
    document = replace(DEAL, title=nasty, source=nasty, text=nasty)
    whole = answer("¿?", [("No.", (Support.UNSUPPORTED, ""))], status=Status.INSUFFICIENT)
    content = messages((after(*events(replace(whole, nearest=(cite(document, nasty, 1),))), start=OTHER),), ES)[1][
        "content"
    ]
    assert set(re.findall(r"</?(\w+)", content)) <= {"span", "a"}
    assert not set("${}`") & set(content)


@pytest.mark.parametrize(("strings", "label"), [(ES, "Retirado:"), (EN, "Withdrawn:")])
def test_what_is_withdrawn_is_struck_and_says_why(strings: Strings, label: str) -> None:
    """Above the answer, in words and struck through, line by line, and without a mark that leads anywhere."""
    begun = list(events(replace(WHY, text=WHY.text.replace("nube. T", "nube.\nT"))))[:-1]
    start = Exchange(1, VERDICTS.question)
    taken = after(*begun[1:], Retracted("no contesta a <b>", "es"), start=start)
    assert (taken.text, taken.claims, taken.phase) == ("", (), Phase.WRITING)
    content = messages((after(*events(VERDICTS), start=taken),), strings)[1]["content"]
    told, struck, rest = content.split("\n\n", 2)
    assert html.unescape(re.sub(r"<[^>]*>", "", told)) == f"⊘ {label} no contesta a <b>"
    assert struck.startswith("<del>OpenAI busca")
    assert struck.endswith("</del>")
    assert struck.count("<br>") == 1
    assert "<a " not in struck
    assert "<b>" not in content
    assert rest == messages((after(*events(VERDICTS), start=start),), strings)[1]["content"]


def test_what_is_withdrawn_is_no_context() -> None:
    """A follow-up leans on what stands."""
    ended = after(*list(events(WHY))[:-1], Retracted("no contesta", "es"), *events(WHY))
    assert history((ended,)) == history((after(*events(WHY)),))


@given(st.integers(0, len(VERDICTS.text)))
def test_what_stands_before_what_is_withdrawn_keeps_its_verdicts(start: int) -> None:
    """And no other does; nothing that was shown is lost."""
    exchange = after(*list(events(VERDICTS))[:-1], Retracted("no", "es", start))
    [withdrawn] = exchange.withdrawn
    assert exchange.text + withdrawn.text == VERDICTS.text
    assert exchange.claims == tuple(claim for claim in VERDICTS.claims if claim.end <= start)


def test_a_failure_says_what_to_do() -> None:
    """The one line of the error is shown behind a label of its own."""
    said = reply(after(Broken("el servidor no responde: compruebe que está en marcha.")))
    assert said == "✕ No se pudo responder el servidor no responde: compruebe que está en marcha."


def test_a_stopped_answer_keeps_its_text() -> None:
    """What was written stays, and the reader is told that it is not whole."""
    said = reply(after(*list(events(WHY))[:4], Stopped()))
    assert said.startswith("OpenAI busca")
    assert said.endswith("■ Respuesta detenida")


def test_a_completed_question_is_shown_as_searched() -> None:
    """A follow-up that was completed says what was searched; a question that stands alone does not."""
    assert "Se buscó: ¿por qué OpenAI eligió AWS? ¿y Amazon?" in reply(
        after(Retrieved("¿por qué OpenAI eligió AWS? ¿y Amazon?", (passage(DEAL),)))
    )
    assert "Se buscó" not in reply(after(Retrieved(START.question, ())))


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (WaitingForArchive("Cargando el modelo…"), "Tu pregunta espera a que se abra el archivo. Cargando el modelo…"),
        (WaitingForTurn(1), "Tu pregunta espera a que termine la respuesta a otra. Es la siguiente."),
        (WaitingForTurn(3, 12), "Es la número 3 de la cola: le toca dentro de unos 12 s."),
        (Retrieved("¿?", (passage(DEAL),)), "Leyendo el pasaje encontrado…"),
    ],
    ids=["archive", "turn", "place", "reading"],
)
def test_whatever_is_waited_for_is_said(step: Step, said: str) -> None:
    """No silent waiting."""
    assert reply(after(step)).endswith(said)


def test_the_mode_of_an_answer_is_written_below_it() -> None:
    """A model's name, or that no model wrote it; and the notice of the library."""
    assert "modelo: modelo-de-prueba" in reply(after(*events(WHY)))
    extracted = answer("¿?", [("Texto.", ())], mode=Mode.EXTRACTIVE, notice="No hay memoria.")
    assert "modo extractivo: frases de los artículos" in reply(after(Finished(extracted)))
    assert "No hay memoria." in reply(after(Finished(extracted)))


def test_lists_and_bold_are_kept() -> None:
    """A model's list is a list, its bold is bold, and nothing else of its Markdown is."""
    exchange = Exchange(1, "¿?", Phase.WRITING, text="Busca:\n- **Reducir** la dependencia\n2) crecer\n# no *título*")
    content = messages((exchange,), ES)[1]["content"]
    assert content.split("\n") == [
        "Busca&#58;", "", "- <strong>Reducir</strong> la dependencia", "2. crecer", "", "&#35; no &#42;título&#42;",
    ]  # fmt: skip


@given(st.text(st.sampled_from("a*-•1.)\n \t<[]$`_~#>|&;:/!ñ"), max_size=60))
def test_no_markup_but_ours_is_left(text: str) -> None:
    """Whatever an answer holds, the message holds no tag but bold and no Markdown but our list signs."""
    content = messages((Exchange(1, "¿?", Phase.WRITING, text=text or "a"),), ES)[1]["content"]
    bare = re.sub(r"&#\d+;|</?strong>|^- |^\d+\. |<span class=\"espera\">|</span>", "", content, flags=re.MULTILINE)
    assert not set(bare) & set("*<>[]$`_~#|&;:/!.)-")


@given(st.integers(1, 40))
def test_a_conversation_is_bounded_and_its_numbers_go_on(questions: int) -> None:
    """Old exchanges leave the page; numbers are never used twice."""
    conversation: Conversation = ()
    for n in range(questions):
        conversation = begin(conversation, f"¿{n}?")
        conversation = with_last(conversation, after(*events(WHY), start=conversation[-1]))
    assert len(conversation) == min(questions, EXCHANGES_KEPT)
    assert conversation[-1].number == questions
    assert len(history(conversation)) == len(conversation)


def test_a_follow_up_is_told_as_it_was_searched_when_what_it_followed_up_has_left() -> None:
    """Later ones are told as they were asked: they are resolved with those before them."""
    first, second = (after(*events(WHY), start=Exchange(n, "¿y cuánto?")) for n in (7, 8))
    told = history((replace(first, searched="¿Qué vale el acuerdo? ¿y cuánto?"), replace(second, searched="otra")))
    assert [turn.question for turn in told] == ["¿Qué vale el acuerdo? ¿y cuánto?", "¿y cuánto?"]


def test_a_courtesy_has_nothing_below_it() -> None:
    """Nothing was read or written for it."""
    polite = replace(WHY, text="De nada.", claims=(), passages=())
    assert reply(after(Finished(polite))) == "De nada."


def test_only_what_came_to_its_end_is_told_to_the_next_question() -> None:
    """A stopped or failed exchange is no context."""
    ended = after(*events(WHY))
    conversation = (ended, after(Stopped()), after(Broken("x")))
    assert [turn.question for turn in history(conversation)] == [WHY.question]
    assert history(conversation)[0].answer == WHY.text


GAZETTE = Filters(since=date(2025, 10, 1), until=date(2025, 10, 31), outlet="La <b>Gaceta</b>")


def limited(strings: Strings) -> str:
    """The answer's message where two filters limited the search."""
    return messages((replace(after(*events(WHY)), filters=GAZETTE),), strings)[1]["content"]


def test_each_filter_is_shown_above_the_answer_with_what_takes_it_off() -> None:
    """In the language of the page; a name of an outlet is never markup."""
    shown = limited(ES)
    assert shown.index('href="#quitar-1-0"') < shown.index('href="#quitar-1-1"') < shown.index("dependencia")
    assert "<b>" not in shown
    assert "octubre" in shown
    assert "Quitar el filtro" in shown
    assert "October" in limited(EN)
    assert "Remove the filter" in limited(EN)
    assert "filtro" not in messages((after(*events(WHY)),), ES)[1]["content"]


def test_a_filter_that_is_taken_off_leaves_the_others() -> None:
    """The exchange may be any on the page; a number that stands for none does nothing."""
    followed = replace(START, number=3, searched="¿Qué dijo La Gaceta en octubre?", filters=GAZETTE)
    page = (replace(START, filters=Filters(author="Ana Ruiz")), followed)
    assert without_filter(page, "3-0") == ("¿Qué dijo La Gaceta en octubre?", replace(GAZETTE, since=None, until=None))
    assert without_filter(page, "3-1") == ("¿Qué dijo La Gaceta en octubre?", replace(GAZETTE, outlet=""))
    assert without_filter(page, "1-0") == (START.question, Filters())
    for nothing in ("3-2", "2-0", "1-1", "", "3-0-0", "a-b"):
        assert without_filter(page, nothing) is None


def test_an_answer_keeps_what_limited_its_search() -> None:
    """As the library tells it."""
    asked = "Según La Gaceta, ¿cuánto costó?"
    said = [{"text": "Según La Gaceta", "start": 0, "end": 15, "source": "La Gaceta"}]
    limits = {"applied": {"since": "2025-10-01", "source": "La Gaceta"}, "read": said, "of": asked}
    exchange = after(*events(replace(WHY, filters=limits)))
    assert exchange.filters == Filters(since=date(2025, 10, 1), outlet="La Gaceta")
    # Its words say nothing of what is sought, and would be missed in articles of others.
    assert without_filter((exchange,), "1-1") == ("¿cuánto costó?", Filters(since=date(2025, 10, 1)))


def test_where_no_article_fits_the_filters_that_is_said_above_what_is_nearest() -> None:
    """And not in small letters below it."""
    note = "Nadie pasa por aquí"
    refused = after(*events(replace(WHY, status=Status.INSUFFICIENT, claims=(), text="")))
    shown = messages((replace(refused, note=note, filters=GAZETTE),), ES)[1]["content"]
    assert html.unescape(shown).count(note) == 1
    assert html.unescape(shown).index(note) < html.unescape(shown).index('class="pie"')


def test_an_error_is_told_in_the_language_of_the_page() -> None:
    """Programs speak English, readers their own language."""
    broken = after(Broken("the archive is empty: index a folder of articles with `hemeroteca index FOLDER`."))
    assert "archive" not in reply(broken)
    assert "the archive is empty" in html.unescape(messages((broken,), EN)[1]["content"])


def test_an_article_is_told_with_its_outlet_its_author_and_the_page() -> None:
    """Whatever a file calls its places: a kind that is unknown is told by its label."""
    paper = replace(DEAL, outlet="La Gaceta", author="Ana Ruiz", locators=(Locator(0, "page", "xiv"),))
    assert ES.facts(paper, 5) == ["La Gaceta", "Ana Ruiz", "3 de noviembre de 2025", "pág. xiv", paper.source]
    assert EN.place(Locator(0, "chapter", "2")) == "ch. 2"
    assert ES.place(Locator(0, "column", "tercera")) == "tercera"
    assert ES.facts(DEAL) == ["3 de noviembre de 2025", DEAL.source]


@pytest.mark.parametrize("code", ["es", "en", "ca"])
def test_that_there_is_no_model_is_said_once_and_in_the_language_of_the_page(code: str) -> None:
    """The page says how answers are made anyway; the note is in the language of the question."""
    note = say("no_model", language_of(code))
    assert told(note, ES) == told(note, EN) == ""
    assert told(f"Nada más. {note}", EN) == "Nada más."
