"""Questions that are suggested: only such as the archive answers, and never in the way of who asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from rag.errors import StoreError
from rag.types import Answer, Document, Event, Finished, LibraryStatus, Mode, Status, Support, Turn
from tests.ui.web.fakes import answer, passage
from ui.serving.conversation import Exchange, Phase, advance
from ui.serving.desk import Desk
from ui.serving.opening import Opening, Ready
from ui.serving.suggesting import EXAMPLES, Suggester, next_questions, opening_questions, sources_of

TEXT = (
    "El museo de Osma reabre\n"
    "El museo abrirá en mayo, anunció ayer Clara Montes Urrea, directora del museo, ante la prensa. "
    "La Fundación Alisos pagará la obra. "
    "También habló el alcalde de la villa, Julián Etxegarai, que espera a muchos visitantes. "
    "El proyecto de la Fundación Alisos se conoció en abril."
)
MUSEUM = Document("m", "La Fundación Alisos reabre el museo", TEXT, "museo.txt", published=date(2024, 5, 1))
WHO, ALSO, KNOWN = (
    "¿Quién es Clara Montes Urrea?", "¿Quién es Julián Etxegarai?", "¿Qué se sabe de la Fundación Alisos?",
)  # fmt: skip


class Quoting:
    """An archive of some articles that answers with the sentence that holds the last word of a question."""

    def __init__(self, documents: Sequence[Document], **changes: Any) -> None:
        self.documents = documents
        self.changes = changes
        self.asked: list[str] = []
        self.held = len(documents)

    def newest(self, most: int) -> Sequence[Document]:
        """The first ones."""
        return self.documents[:most]

    def quote(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        """The sentence."""
        self.asked.append(question)
        yield Finished(self.answer(question))

    def answer(self, question: str) -> Answer:
        """What is said."""
        name = question.rstrip("?").split()[-1]
        document = next(d for d in self.documents if name in d.text)
        said = next(part for part in document.text.split(". ") if name in part)
        return replace(answer(question, [(said, [said])], document=document, mode=Mode.EXTRACTIVE), **self.changes)

    def status(self) -> LibraryStatus:
        """So many articles."""
        return LibraryStatus(self.held, self.held, Mode.EXTRACTIVE, "", "e5")

    def close(self) -> None:
        """Nothing to end."""


class _Desk:
    def __init__(self, *, busy: bool = False) -> None:
        self.busy = busy

    def is_busy(self) -> bool:
        return self.busy


def suggester(archive: object, *, busy: bool = False) -> Suggester:
    """Over an archive that is open."""
    opening: Any = type("Opened", (), {"state": lambda self: Ready(archive)})()  # type: ignore[arg-type]
    desk: Any = _Desk(busy=busy)
    return Suggester(opening, desk)


def exchange() -> Exchange:
    """An answer that cites the first sentence of the article."""
    said = TEXT.split("\n")[1].split(". ")[0]
    whole = answer("¿cuándo abrirá el museo?", [(said, [said])], document=MUSEUM)
    return advance(Exchange(1, whole.question), Finished(whole))


def test_examples_are_made_of_the_articles_and_asked_before_they_are_shown() -> None:
    """One of each article."""
    archive = Quoting([MUSEUM])
    assert suggester(archive).examples("es") == (KNOWN,)
    assert archive.asked == [KNOWN]


def test_examples_are_of_different_articles_and_kinds() -> None:
    """No name is asked of twice, and not all ask the same."""
    other = Document("o", "Vuelve el coro", "Lo dijo Irene Arbeloa, alcaldesa de Osma, el lunes.", "coro.txt")
    assert [p.question for p in opening_questions([MUSEUM, MUSEUM, other])] == [KNOWN, WHO, "¿Quién es Irene Arbeloa?"]


def test_what_the_archive_does_not_answer_is_not_suggested() -> None:
    """Neither where it says so, nor where a sentence is not proven."""
    assert suggester(Quoting([MUSEUM], status=Status.INSUFFICIENT)).examples("es") == ()
    unproven = answer(KNOWN, [("La Fundación Alisos paga.", (Support.UNSUPPORTED, "no"))])
    assert suggester(Quoting([MUSEUM], claims=unproven.claims)).examples("es") == ()


def test_an_answer_that_quotes_something_else_affirms_nothing() -> None:
    """A proven sentence about another matter is no answer."""
    aside = answer(KNOWN, [("El museo abrirá en mayo", ["El museo abrirá en mayo"])], document=MUSEUM)
    assert suggester(Quoting([MUSEUM], claims=aside.claims)).examples("es") == ()


def test_an_archive_that_cannot_be_read_suggests_nothing() -> None:
    """Whoever asks is told why; a suggestion is just not made."""

    class Broken(Quoting):
        def quote(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
            raise StoreError("the index cannot be read.")
            yield

    assert suggester(Broken([MUSEUM])).examples("es") == ()
    assert suggester(object()).examples("es") == ()


def test_examples_are_looked_for_once_and_again_when_the_archive_has_changed() -> None:
    """A second page costs nothing."""
    archive = Quoting([MUSEUM])
    suggesting = suggester(archive)
    assert suggesting.examples("es") == suggesting.examples("es")
    assert len(archive.asked) == 1
    archive.held += 1
    suggesting.examples("es")
    assert len(archive.asked) == 2


def test_no_kind_makes_more_than_half_of_the_examples() -> None:
    """Where all articles introduce somebody, the third is not asked about."""
    names = ("Ane Beltza", "Borja Corrales", "Carla Dorregaray", "Dunia Etxandi", "Elías Fuertes")
    documents = [
        Document(name, "Un acto", f"Habló {name}, alcaldesa de Osma, en el acto.", f"{name}.txt") for name in names
    ]
    archive = Quoting(documents)
    assert len(suggester(archive).examples("es")) == EXAMPLES // 2
    assert len(archive.asked) == EXAMPLES // 2


def test_what_comes_next_is_what_the_articles_say_besides() -> None:
    """First whom the answer names; what it has quoted already is not asked again."""
    assert [posed.question for posed in next_questions(exchange(), (), [MUSEUM])] == [KNOWN, ALSO]
    assert suggester(Quoting([MUSEUM])).follow_ups((exchange(),), "es") == (KNOWN, ALSO)


def test_what_was_asked_is_not_suggested_again() -> None:
    """A name of an earlier question is left out."""
    before = (Turn(KNOWN, ""),)
    assert [posed.question for posed in next_questions(exchange(), before, [MUSEUM])] == [ALSO]


def test_nothing_is_looked_for_while_a_question_waits() -> None:
    """Readers who ask come first, also those who ask while it is looked for."""
    archive = Quoting([MUSEUM])
    assert suggester(archive, busy=True).follow_ups((exchange(),), "es") == ()
    assert archive.asked == []


def test_nothing_follows_what_was_not_answered() -> None:
    """Nor an empty conversation."""
    suggesting = suggester(Quoting([MUSEUM]))
    assert suggesting.follow_ups((), "es") == ()
    assert suggesting.follow_ups((replace(exchange(), phase=Phase.STOPPED),), "es") == ()


def test_a_desk_knows_that_a_question_is_on_its_way() -> None:
    """From the first step on, until its iterator is closed."""
    archive: Any = object()
    desk = Desk(Opening(lambda _: archive))
    asking: Any = desk.ask("s", "¿cuándo?", ())
    assert not desk.is_busy()
    next(asking)
    assert desk.is_busy()
    asking.close()
    assert not desk.is_busy()
    desk.close()


def test_an_article_that_is_not_cited_tells_only_of_whom_the_answer_names() -> None:
    """What else it says may have nothing to do with the answer."""
    other = Document("o", "Vuelve el coro", "Lo dijo Irene Arbeloa, alcaldesa de Osma, el lunes.", "coro.txt")
    found = replace(exchange(), passages=(passage(other),))
    assert [p.question for p in next_questions(found, (), sources_of(found))] == [KNOWN, ALSO]
    named = replace(found, text="Irene Arbeloa reabre el museo.")
    asked = [p.question for p in next_questions(named, (), sources_of(named))]
    assert asked == [KNOWN, ALSO, "¿Quién es Irene Arbeloa?"]


def test_questions_are_asked_and_suggested_in_the_language_of_the_page() -> None:
    """Of articles in another one; each language is looked for by itself, and once."""
    archive = Quoting([MUSEUM])
    suggesting = suggester(archive)
    for _ in range(2):
        assert suggesting.examples("en") == ("What is known about Fundación Alisos?",)
        assert suggesting.examples("es") == (KNOWN,)
    assert archive.asked == ["What is known about Fundación Alisos?", KNOWN]
    following = suggester(Quoting([MUSEUM])).follow_ups((exchange(),), "en")
    assert following == ("What is known about Fundación Alisos?", "Who is Julián Etxegarai?")
