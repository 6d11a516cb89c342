"""Questions that a reader sends while another of theirs is being answered."""

from __future__ import annotations

from ui.serving.pending import PENDING_LIMIT, Pending, Sent

A, B, C = (Sent(code, f"¿{code}?") for code in "abc")


def test_the_first_is_answered_and_the_others_follow_in_order() -> None:
    """Each session has its own."""
    pending = Pending()
    assert [pending.add("one", sent) for sent in (A, B, C)] == [0, 1, 2]
    assert pending.add("two", A) == 0
    assert pending.of("one") == (A, B, C)
    assert [pending.following("one") for _ in range(3)] == [B, C, None]
    assert pending.of("two") == (A,)
    assert pending.add("one", B) == 0


def test_one_that_waits_can_be_taken_back_but_not_the_one_that_is_answered() -> None:
    """What is not there is not taken back either, and two that say the same are two."""
    pending = Pending()
    for sent in (A, B, C):
        pending.add("one", sent)
    assert not pending.take_back("one", "a")
    assert not pending.take_back("two", "b")
    assert pending.take_back("one", "b")
    assert not pending.take_back("one", "b")
    assert pending.of("one") == (A, C)


def test_there_is_an_end_to_what_can_wait() -> None:
    """One more is not taken; after one answer it is."""
    pending = Pending()
    assert [pending.add("one", A) for _ in range(PENDING_LIMIT + 2)][-2:] == [PENDING_LIMIT, -1]
    pending.following("one")
    assert pending.add("one", A) == PENDING_LIMIT
    pending.forget("one")
    assert pending.of("one") == ()
