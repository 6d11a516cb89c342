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
    assert [pending.following("one", ended) for ended in (A, B, C)] == [B, C, None]
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
    pending.following("one", A)
    assert pending.add("one", A) == PENDING_LIMIT
    pending.forget("one")
    assert pending.of("one") == ()


def test_an_answer_that_was_put_aside_takes_nothing_with_it_as_it_ends() -> None:
    """What was sent after «new» is another's to answer, even where it is the same again."""
    pending = Pending()
    pending.add("one", A)
    pending.forget("one")
    again = Sent(A.code, A.question)
    for sent in (again, B):
        pending.add("one", sent)
    assert pending.following("one", A) is None
    pending.forget("one", A)
    assert pending.of("one") == (again, B)
    assert pending.following("one", again) is B
    pending.forget("one", B)
    assert pending.of("one") == ()
