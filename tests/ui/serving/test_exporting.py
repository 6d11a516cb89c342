"""What a reader takes along of a conversation."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rag.types import Document, Status, Support
from tests.ui.web.fakes import DEAL, VERDICTS, WHY, answer, cite
from ui.serving.conversation import Exchange, Phase, Withdrawn, advance
from ui.serving.exporting import as_markdown, as_page, as_text
from ui.web.strings import EN, ES
from ui.web.taking import export_words

SPANISH, ENGLISH = export_words(ES), export_words(EN)
HOSTILE = (
    "<script>alert(1)</script> ![x](http://e.example/a.png) [a](javascript:alert(1)) <img src=x onerror=alert(1)>"
    " ${alert(1)} http://e.example www.e.example `a` *b* _c_ | ~~d~~ \u202eabc [^1]: x"
)


def exchange_of(whole: object, number: int = 1) -> Exchange:
    """An answer as the conversation keeps it."""
    from rag.types import Answer, Finished

    assert isinstance(whole, Answer)
    return advance(Exchange(number, whole.question), Finished(whole))


def test_markdown_holds_each_source_as_a_footnote() -> None:
    """The mark stands behind its sentence; the note has verdict, words, title, day, file and offsets."""
    made = as_markdown((exchange_of(WHY),), SPANISH)
    assert "un solo proveedor de nube.[^1-1]" in made
    start = DEAL.text.index("Reducir la dependencia")
    place = f"caracteres {start}–{start + len('Reducir la dependencia de un solo proveedor de nube')}"
    assert (
        "[^1-1]: Lo prueba: «Reducir la dependencia de un solo proveedor de nube» — *OpenAI firma con AWS*. "
        f"3 de noviembre de 2025, economia/OpenAI-firma-con-AWS.txt, {place}" in made
    )


def test_each_verdict_is_kept_in_words() -> None:
    """What is not proven says so behind its sentence, with the reason; a paraphrase names its own words."""
    for made in (as_markdown((exchange_of(VERDICTS),), SPANISH), as_text(exchange_of(VERDICTS), SPANISH)):
        assert "(⚠ sin respaldo en el archivo: " in made or "[⚠ sin respaldo en el archivo: " in made
        assert "⚠ respaldo solo parcial: " in made
        assert "⚠ el archivo dice otra cosa: " in made
        assert "≈ en otras palabras: «pretende», «crecer», «rapidez»" in made
        assert "En otras palabras: «Expandirse más rápido en mercados empresariales»" in made


def test_the_notes_of_two_answers_do_not_meet() -> None:
    """Each is numbered within its answer, and its key is of its own."""
    made = as_markdown((exchange_of(WHY, 1), exchange_of(WHY, 2)), SPANISH)
    keys = re.findall(r"^\[\^([\d-]+)\]:", made, re.MULTILINE)
    assert keys == ["1-1", "1-2", "1-3", "2-1", "2-2", "2-3"]


def test_a_list_stays_a_list() -> None:
    """Items keep their sign in Markdown and get a printed one elsewhere."""
    listed = answer("¿qué busca?", [("Busca:\n- Crecer **mucho**.", ["Reducir la dependencia"])])
    assert "\n- Crecer mucho.[^1-1]" in as_markdown((exchange_of(listed),), SPANISH)
    assert "\n• Crecer mucho. [1]\n" in as_text(exchange_of(listed), SPANISH)


def test_what_answers_nothing_says_so_and_keeps_what_is_nearest() -> None:
    """An insufficient answer is exported as one."""
    nothing = replace(answer("¿quién ganó?", []), status=Status.INSUFFICIENT, nearest=(cite(DEAL, "una victoria", 1),))
    made = as_markdown((exchange_of(nothing),), ENGLISH)
    assert "**No answer in the archive**" in made
    assert "[^1-1]: The nearest: «una victoria»" in made


def test_what_was_withdrawn_and_what_is_unproven_by_the_record_are_told() -> None:
    """A withdrawn sentence is marked as such; an answer that awaits the archive is not exported as one."""
    exchange = replace(exchange_of(WHY), withdrawn=(Withdrawn("Ganó Lima.", "no es lo que se pregunta"),))
    assert "**Retirado: «Ganó Lima.» (no es lo que se pregunta)**" in as_markdown((exchange,), SPANISH)
    waiting = as_page((replace(exchange, restoring=True),), SPANISH)
    assert "proveedor" not in waiting
    assert as_text(replace(exchange, restoring=True), SPANISH) == ES.messages.restoring


@pytest.mark.parametrize("phase", [Phase.STOPPED, Phase.FAILED, Phase.WRITING])
def test_an_answer_that_was_not_ended_says_so(phase: Phase) -> None:
    """Half an answer does not look like a whole one."""
    said = SPANISH.endings[phase]
    assert said in as_text(replace(exchange_of(WHY), phase=phase), SPANISH)


class _Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def _hostile(text: str) -> Exchange:
    """The same words as question, sentence, quotation, title, file, reason and withdrawn text."""
    document = Document("h", title=text, text=text, source=text, outlet=text, author=text)
    said = [(text, [text]), (text, (Support.UNSUPPORTED, text))]
    exchange = exchange_of(answer(text, said, document=document, separator="\n"))
    return replace(exchange, withdrawn=(Withdrawn(text, text),))


OUR_TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "h1",
    "section",
    "h2",
    "p",
    "span",
    "sup",
    "a",
    "div",
    "cite",
}


@given(
    st.text(alphabet=st.sampled_from("<>&\"'`*_[]()!#|~:/.^-+=${}\\ \nw1ab\u202e\x00"), min_size=1).filter(str.strip)
)
def test_a_hostile_text_makes_no_markup(text: str) -> None:
    """Neither in the page nor in Markdown, whoever renders that, comes a tag, a link or an image of it."""
    exchange = _hostile(f"x{text}x")
    page = _Tags(as_page((exchange,), SPANISH))
    assert set(page.seen) <= OUR_TAGS
    assert {name for name, _ in page.attributes} <= {
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "href",
        "id",
    }
    assert all(value and value.startswith("#n1-") for name, value in page.attributes if name == "href")
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(as_markdown((exchange,), SPANISH))
    assert set(_Tags(html).seen) <= {"h1", "h2", "p", "em", "strong"}


def test_a_page_to_print_fetches_and_runs_nothing() -> None:
    """It is one file: its policy forbids all but its own style, and it has no script and no address."""
    page = as_page((_hostile(HOSTILE),), SPANISH)
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert not re.search(r"<(?:script|img|link|iframe|object)|\son\w+=|url\(|@import", page)
    assert "\u202e" not in page
    assert "size: A4" in page


def test_what_a_page_says_can_be_read() -> None:
    """Escaping changes nothing of what stands there."""
    words = _Tags(as_page((exchange_of(WHY),), ENGLISH)).words
    assert "OpenAI busca reducir la dependencia de un solo proveedor de nube.1" in words
    assert "1 Proven by: «Reducir la dependencia de un solo proveedor de nube»" in words
