"""Questions over real press are read as what a person says they are."""

from eval.press import read_questions
from eval.questions import read_all, table

FLOOR = 0.95
"""Of the questions that the rules were written over; the others are counted by `python -m eval questions`."""


def test_kinds_are_read_as_a_person_told_them() -> None:
    """A change of a rule must not lose what was read."""
    read = read_all([question for question in read_questions() if question.part != "report"])
    assert sum(one.right for one in read) >= FLOOR * len(read)
    assert len(table(read)) == len({one.asked.kind for one in read}) + 2
