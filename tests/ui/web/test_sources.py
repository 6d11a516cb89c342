"""The panel of sources."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rag.types import Answer, Citation, Document, Retrieved, Standing, Status, Support
from tests.ui.web.fakes import DEAL, VERDICTS, WHY, Reworded, answer, cite, events, passage
from ui.serving.conversation import Conversation, advance, begin, with_last
from ui.web.escaping import escape
from ui.web.sources import SURROUNDINGS, WHOLE_ARTICLE, Beside, newest, panel, segments, windows
from ui.web.strings import EN, ES

TEXTS = st.text(max_size=60)


def citation(document: Document, number: int, start: int, end: int) -> Citation:
    """A citation by offsets."""
    return Citation(number, passage(document), start, end, document.text[start:end])


@st.composite
def cited_texts(draw: st.DrawFn) -> tuple[str, list[Citation]]:
    """An article, and citations of it that may overlap."""
    text = draw(TEXTS)
    document = replace(DEAL, text=text)
    spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=5))
    return text, [citation(document, n, min(s), max(s)) for n, s in enumerate(spans, 1)]


@given(cited_texts())
def test_the_pieces_of_an_article_are_the_article(cited: tuple[str, list[Citation]]) -> None:
    """Nothing is lost, doubled or moved by marking."""
    text, citations = cited
    assert "".join(s.text for s in segments(text, citations, 0, len(text))) == text


@given(cited_texts())
def test_exactly_the_cited_words_are_marked(cited: tuple[str, list[Citation]]) -> None:
    """The pieces that carry a number, joined, are the quotation of that number."""
    text, citations = cited
    pieces = segments(text, citations, 0, len(text))
    for c in citations:
        assert "".join(s.text for s in pieces if c.number in s.numbers) == c.quote


@given(st.lists(st.integers(0, 200_000), min_size=1, max_size=6))
def test_long_articles_are_cut_to_what_surrounds_the_cited_words(starts: list[int]) -> None:
    """Every citation lies whole in one window; windows are in order, apart, and together not the whole."""
    document = replace(DEAL, text="x" * 200_010)
    citations = [citation(document, n, start, start + 10) for n, start in enumerate(starts, 1)]
    shown = windows(len(document.text), citations)
    assert all(any(a <= c.start and c.end <= b for a, b in shown) for c in citations)
    assert all(before[1] < after[0] for before, after in pairwise(shown))
    assert sum(b - a for a, b in shown) <= len(citations) * (2 * SURROUNDINGS + 10)


def test_articles_of_usual_length_are_shown_whole() -> None:
    """One window, from end to end."""
    assert windows(WHOLE_ARTICLE, [cite(DEAL, "nube", 1)]) == ((0, WHOLE_ARTICLE),)


def conversation_after(*wholes: Answer) -> Conversation:
    """A conversation in which these answers were streamed."""
    conversation: Conversation = ()
    for whole in wholes:
        conversation = begin(conversation, whole.question)
        for event in events(whole):
            conversation = with_last(conversation, advance(conversation[-1], event))
    return conversation


def test_evidence_is_shown_before_the_answer() -> None:
    """As soon as passages are found: title, date and sentences, in an open list."""
    conversation = begin((), "¿?")
    found = with_last(conversation, advance(conversation[-1], Retrieved("¿?", (passage(DEAL),))))
    shown = html.unescape(panel(newest(found), ES))
    assert "<h4>OpenAI firma con AWS</h4>" in shown
    assert "3 de noviembre de 2025 · economia/OpenAI-firma-con-AWS.txt" in shown
    assert "<p>OpenAI ha firmado un acuerdo valorado en 38.000 millones" in shown
    assert '<details class="evidencia" open>' in shown
    assert "<mark" not in shown


def test_each_cited_span_is_shown_with_its_number() -> None:
    """Every citation has one place to lead to, whose words are the quotation."""
    shown = panel(newest(conversation_after(WHY)), ES)
    for c in WHY.citations:
        assert shown.count(f'id="cita-1-{c.number}"') == 1
        marked = re.findall(rf'<mark data-cita="cita-1-{c.number}" tabindex="-1">(.*?)</mark>', shown, re.DOTALL)
        assert [html.unescape(words) for words in marked] == [c.quote]


def test_words_that_are_only_paraphrased_are_not_called_proof() -> None:
    """They carry the sign of the answer's mark, and a line says what it means; in both languages."""
    for strings in (ES, EN):
        shown = html.unescape(panel(newest(conversation_after(VERDICTS)), strings))
        assert re.findall(r'<a class="([^"]*)" href="[^"]*">([^<]*)</a><q>', shown) == [
            ("numero", "1"), ("numero cercano", "≈2"),
        ]  # fmt: skip
        assert re.findall(r'<a class="([^"]*)" id="cita-[^>]*>([^<]*)</a><mark', shown) == [
            ("numero vuelta", "1"), ("numero cercano vuelta", "≈2"),
        ]  # fmt: skip
        assert strings.sources.grounds in shown
        assert strings.sources.reworded_note in shown
        assert strings.sources.proofs not in shown


def test_words_that_prove_another_sentence_too_are_proof() -> None:
    """One place, one number; each sentence keeps its own sign."""
    said = ["Reducir la dependencia de un solo proveedor de nube"]
    whole = answer("¿?", [("Depender menos.", Reworded(("menos",), tuple(said))), ("Reducir la dependencia.", said)])
    shown = html.unescape(panel(newest(conversation_after(whole)), ES))
    assert ES.sources.proofs in shown
    assert "≈" not in shown


def test_an_article_cited_twice_is_shown_once() -> None:
    """All its marks stand in one text."""
    assert panel(newest(conversation_after(WHY)), ES).count("<article") == 1


def test_an_answer_is_shown_alone_and_under_names_of_its_own() -> None:
    """However many came before: the newest that has sources, or another one that is asked for."""
    conversation = conversation_after(WHY, WHY)
    asked_again = begin(conversation, "¿?")
    for exchange, number in ((newest(asked_again), 2), (conversation[0], 1)):
        shown = panel(exchange, ES)
        assert re.findall(r'id="fuentes-(\d)"', shown) == [str(number)]
        assert set(re.findall(r'id="cita-(\d)', shown)) == {str(number)}
    assert panel(newest(()), ES) == f'<p class="vacio">{escape(ES.sources.empty)}</p>'


def test_what_its_reader_doubts_is_shown_as_said() -> None:
    """That citation alone."""
    shown = panel(newest(conversation_after(WHY)), ES, Beside(doubted=frozenset({2})))
    pressed = re.findall(r'value="1-(\d)"[^>]*aria-pressed="(\w+)"', shown)
    assert pressed == [("1", "false"), ("2", "true"), ("3", "false")]


def test_what_has_become_of_an_article_is_said_at_it_and_at_each_of_its_quotations() -> None:
    """In the words of the page; an article that is as it was needs none."""
    exchange = newest(conversation_after(WHY))
    for strings, standing, short, long in (
        (ES, Standing.GONE, ES.sources.gone_short, ES.sources.gone_since),
        (EN, Standing.CHANGED, EN.sources.changed_short, EN.sources.changed_since),
    ):
        shown = panel(exchange, strings, Beside({DEAL.id: standing}))
        cited, rest = shown.split("</ol>", 1)
        assert cited.count(escape(short)) == len(WHY.citations)
        assert escape(long) in rest
    assert "ya-no" not in panel(exchange, ES, Beside({"another": Standing.GONE}))


def test_an_insufficient_answer_shows_the_nearest_and_marks_nothing() -> None:
    """What is near is not proof."""
    whole = answer("¿?", [("El archivo no lo dice.", (Support.UNSUPPORTED, ""))], status=Status.INSUFFICIENT)
    shown = panel(newest(conversation_after(whole)), ES)
    assert "Lo más cercano que hay en el archivo" in shown
    assert "<mark" not in shown


def test_the_words_that_are_nearest_are_marked_with_a_sign_and_called_no_proof() -> None:
    """A reader can go to where they stand; the passages are folded away below."""
    near = (cite(DEAL, "Para Amazon, el acuerdo representa una victoria estratégica.", 1),)
    whole = answer("¿?", [("El archivo no lo dice.", (Support.UNSUPPORTED, ""))], status=Status.INSUFFICIENT)
    shown = html.unescape(panel(newest(conversation_after(replace(whole, nearest=near))), ES))
    assert shown.count(ES.sources.evidence_nearest) == 1
    assert '<a class="numero cercano" href="#cita-1-1">○1</a>' in shown
    assert '<mark data-cita="cita-1-1" tabindex="-1">Para Amazon, el acuerdo' in shown
    assert ES.sources.proofs not in shown
    assert '<details class="evidencia"><summary>Pasajes consultados' in shown


def test_nothing_of_an_article_is_markup() -> None:
    """A hostile title, source and text are text."""
    nasty = "</mark><script>x()</script>${x()}{{x}}`<img src=x onerror=x()>"
    document = replace(DEAL, title=nasty, source=nasty, text=f"{nasty} fin", language='es" onload="x')
    shown = panel(newest(conversation_after(answer(nasty, [("Sí.", [nasty])], document=document))), ES)
    tags = set(re.findall(r"</?(\w+)", shown))
    assert tags <= set("section p h3 h4 ol li a q article div mark details summary button span".split())
    assert not set("${}`") & set(shown)
    assert "onload=" not in shown
