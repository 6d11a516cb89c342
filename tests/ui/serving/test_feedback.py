"""What readers say of answers, and the drafts of cases that it becomes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eval.cases import Case, Kind, read_cases
from rag.types import Status, Support
from tests.ui.web.fakes import DEAL, WHY, answer, events
from ui.serving.conversation import Conversation, Exchange, Phase, advance, with_last
from ui.serving.conversations import NOBODY, Conversations
from ui.serving.database import ReadersDatabase
from ui.serving.drafting import export
from ui.serving.feedback import WORD_LIMIT, Feedback, Opinion

ANA, LUIS = "ana", "luis"


@pytest.fixture
def feedback(readers: ReadersDatabase) -> Feedback:
    """Nothing has been said yet."""
    return Feedback(readers)


def asked(readers: ReadersDatabase, *questions: str, reader: str = ANA) -> tuple[str, Conversation]:
    """A conversation in which every question was answered with `WHY`."""
    place, shown = "", ()
    for question in questions or (WHY.question,):
        place, shown = Conversations(readers).begin(reader, place, shown, question)
        for event in events(replace(WHY, question=question)):
            shown = with_last(shown, advance(shown[-1], event))
    return place, shown


def drafts(feedback: Feedback, tmp_path: Path) -> tuple[Case, ...]:
    """What the file of drafts holds after an export."""
    export(feedback, tmp_path / "drafts.jsonl")
    return read_cases([tmp_path / "drafts.jsonl"], drafts=True)


def test_a_wrong_answer_becomes_a_draft_with_its_evidence_and_its_word(
    readers: ReadersDatabase, feedback: Feedback, tmp_path: Path
) -> None:
    """The question with those before it, what was cited, and why."""
    place, shown = asked(readers, WHY.question, "¿y después?")
    assert feedback.say(ANA, place, shown, 2, Opinion.WRONG)
    feedback.explain(ANA, place, 2, 0, "  falta el precio\x00 ")
    (draft,) = drafts(feedback, tmp_path)
    assert (draft.question, draft.kind, draft.draft) == ("¿y después?", Kind.FOLLOW_UP, True)
    assert [turn.question for turn in draft.history] == [WHY.question]
    assert [(e.article, e.quote) for e in draft.evidence] == [(DEAL.source, c.quote) for c in WHY.citations]
    assert draft.note == f"A quien la leyó le pareció mala esta respuesta: {WHY.text} (falta el precio)"


def test_a_citation_that_does_not_say_it_is_no_evidence(
    readers: ReadersDatabase, feedback: Feedback, tmp_path: Path
) -> None:
    """All that was said of an answer stands in one draft; the other citations remain."""
    place, shown = asked(readers)
    assert feedback.say(ANA, place, shown, 1, Opinion.GOOD)
    assert feedback.say(ANA, place, shown, 1, Opinion.UNSAID, citation=2)
    (draft,) = drafts(feedback, tmp_path)
    assert [e.quote for e in draft.evidence] == [WHY.citations[0].quote, WHY.citations[2].quote]
    assert "buena esta respuesta" in draft.note
    assert f"«{WHY.citations[1].quote}» no dice lo que se le atribuye" in draft.note


def test_what_two_readers_say_of_one_question_is_one_draft(
    readers: ReadersDatabase, feedback: Feedback, tmp_path: Path
) -> None:
    """Written anew when the second says something; nothing twice, and nothing when nothing is new."""
    for reader, opinion in ((ANA, Opinion.WRONG), (LUIS, Opinion.GOOD)):
        place, shown = asked(readers, reader=reader)
        assert feedback.say(reader, place, shown, 1, opinion)
        (draft,) = drafts(feedback, tmp_path)
    assert "mala" in draft.note
    assert "buena" in draft.note
    assert export(feedback, tmp_path / "drafts.jsonl") == 0


def test_an_opinion_is_changed_and_taken_back(readers: ReadersDatabase, feedback: Feedback, tmp_path: Path) -> None:
    """The last one counts."""
    place, shown = asked(readers)
    feedback.say(ANA, place, shown, 1, Opinion.WRONG)
    feedback.say(ANA, place, shown, 1, Opinion.GOOD)
    assert [one.opinion for one in feedback.said()] == [Opinion.GOOD]
    feedback.take_back(ANA, place, 1)
    assert feedback.said() == []
    assert export(feedback, tmp_path / "drafts.jsonl") == 0


def test_nobody_judges_in_somebody_elses_conversation(readers: ReadersDatabase, feedback: Feedback) -> None:
    """Neither a thumb, nor a word, nor taking back."""
    place, shown = asked(readers)
    assert not feedback.say(LUIS, place, shown, 1, Opinion.WRONG)
    feedback.say(ANA, place, shown, 1, Opinion.GOOD)
    feedback.explain(LUIS, place, 1, 0, "mentira")
    feedback.take_back(LUIS, place, 1)
    assert [(one.opinion, one.word) for one in feedback.said()] == [(Opinion.GOOD, "")]


@pytest.mark.parametrize(("number", "citation"), [(2, 0), (0, 0), (1, 9)], ids=["no answer", "none", "no citation"])
def test_what_is_not_there_is_not_judged(
    readers: ReadersDatabase, feedback: Feedback, number: int, citation: int
) -> None:
    """A browser can send any number."""
    place, shown = asked(readers)
    assert not feedback.say(ANA, place, shown, number, Opinion.UNSAID, citation)
    assert feedback.said() == []


@pytest.mark.parametrize("phase", [Phase.STOPPED, Phase.FAILED, Phase.WRITING])
def test_an_answer_without_an_end_is_not_judged(readers: ReadersDatabase, feedback: Feedback, phase: Phase) -> None:
    """There is none."""
    place, shown = asked(readers)
    assert not feedback.say(ANA, place, (replace(shown[0], phase=phase),), 1, Opinion.WRONG)


def test_a_refusal_that_is_judged_has_the_nearest_sentences(
    readers: ReadersDatabase, feedback: Feedback, tmp_path: Path
) -> None:
    """It cites nothing; what was found may hold the answer."""
    place, _ = Conversations(readers).begin(ANA, "", (), "¿cuánto?")
    exchange = Exchange(1, "¿cuánto?")
    for event in events(answer("¿cuánto?", [("No lo dice.", (Support.UNSUPPORTED, ""))], status=Status.INSUFFICIENT)):
        exchange = advance(exchange, event)
    assert feedback.say(ANA, place, (exchange,), 1, Opinion.WRONG)
    (draft,) = drafts(feedback, tmp_path)
    assert [e.quote for e in draft.evidence] == [DEAL.text.split("\n")[0]]


def test_feedback_goes_with_its_conversation_and_what_was_exported_stays(
    readers: ReadersDatabase, feedback: Feedback, tmp_path: Path
) -> None:
    """Deleting leaves nothing in the database; the file of drafts is another matter."""
    place, shown = asked(readers)
    feedback.say(ANA, place, shown, 1, Opinion.WRONG)
    assert len(drafts(feedback, tmp_path)) == 1
    Conversations(readers).delete(ANA, place)
    assert feedback.said() == []
    assert len(drafts(feedback, tmp_path)) == 1


def test_what_a_removed_reader_said_is_kept_without_their_name_until_it_is_exported(
    readers: ReadersDatabase, feedback: Feedback, tmp_path: Path
) -> None:
    """Their other conversations go at once, and those then; another reader's stay."""
    kept = Conversations(readers)
    for reader, opinion in ((ANA, Opinion.WRONG), (LUIS, Opinion.GOOD)):
        asked(readers, "¿nadie la juzga?", reader=reader)
        place, shown = asked(readers, f"¿de {reader}?", reader=reader)
        assert feedback.say(reader, place, shown, 1, opinion)
    assert kept.forget_reader(ANA) == (1, 1)
    assert kept.listed(ANA) == []
    (nameless,) = kept.listed(NOBODY)
    assert (nameless.title, len(feedback.said())) == ("", 2)
    assert {draft.question for draft in drafts(feedback, tmp_path)} == {"¿de ana?", "¿de luis?"}
    assert kept.listed(NOBODY) == []
    assert [len(kept.listed(LUIS)), len(feedback.said())] == [2, 1]
    assert kept.forget_reader(LUIS) == (2, 0)
    assert feedback.said() == []


def test_a_word_has_an_end(readers: ReadersDatabase, feedback: Feedback) -> None:
    """A browser can send more than its field takes."""
    place, shown = asked(readers)
    feedback.say(ANA, place, shown, 1, Opinion.WRONG)
    feedback.explain(ANA, place, 1, 0, "x" * 10 * WORD_LIMIT)
    assert [len(one.word) for one in feedback.said()] == [WORD_LIMIT]


def test_what_was_said_is_told_to_whoever_said_it_alone(readers: ReadersDatabase, feedback: Feedback) -> None:
    """The last opinion on each answer and citation of one conversation; nothing of what was taken back."""
    place, shown = asked(readers, "una", "otra")
    asked(readers, "de otra conversación")
    feedback.say(ANA, place, shown, 1, Opinion.GOOD)
    feedback.say(ANA, place, shown, 1, Opinion.WRONG)
    feedback.say(ANA, place, shown, 2, Opinion.UNSAID, 1)
    feedback.say(ANA, place, shown, 2, Opinion.UNSAID, 2)
    feedback.take_back(ANA, place, 2, 1)
    assert feedback.of(ANA, place) == {(1, 0): Opinion.WRONG, (2, 2): Opinion.UNSAID}
    assert feedback.of(LUIS, place) == feedback.of(ANA, "") == {}
