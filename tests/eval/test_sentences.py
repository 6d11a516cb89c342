"""Seams that are found again."""

from eval.sentences import Seams, measure


def test_seams_are_counted_by_where_a_sentence_begins() -> None:
    """«El Sr. Ruiz» is one sentence, three joined sentences have two seams."""
    assert measure([["Llegó el Sr. Ruiz.", "Vale 38.000 euros.", "¿Quién lo pagó?"]]) == Seams(2, 2, 0)


def test_a_sentence_within_a_sentence_counts_as_false() -> None:
    """Since the data joins some."""
    assert measure([["Llegó tarde. Nadie lo vio.", "Se fue."]]) == Seams(1, 1, 1)


def test_the_floor_decides() -> None:
    """By recall alone."""
    assert Seams(100, 97, 50).passed
    assert not Seams(100, 96, 0).passed
