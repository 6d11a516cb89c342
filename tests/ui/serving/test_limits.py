"""So many times a minute."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.settings import Settings
from ui.serving import limits as module
from ui.serving.limits import MINUTE, Limits, Rate, network_of


@given(
    most=st.integers(1, 5),
    steps=st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 40)), max_size=60),
)
@settings(deadline=None)
def test_never_more_in_any_minute_and_no_longer_a_wait_than_needed(most: int, steps: list[tuple[str, float]]) -> None:
    """For each key by itself; whoever waits as long as is said may."""
    now = 0.0
    rate = Rate(most, lambda: now)
    taken: dict[str, list[float]] = {"a": [], "b": []}
    for key, pause in steps:
        now += pause
        recent = [at for at in taken[key] if at + MINUTE > now]
        assert len(recent) <= most
        assert (rate.wait(key) > 0) == (len(recent) == most)
        if recent and rate.wait(key):
            assert rate.wait(key) == pytest.approx(recent[0] + MINUTE - now)
        if not rate.wait(key):
            rate.take(key)
            taken[key].append(now)


def test_what_is_refused_by_one_rate_is_not_counted_by_the_other() -> None:
    """A reader who is refused leaves the address its share."""
    limits = Limits(questions=1)
    assert [limits.question("ana", "10.0.0.1") for _ in range(9)] == [0] + [60] * 8
    assert [limits.question(name, "10.0.0.1") for name in "bcde"] == [0] * 4
    assert limits.question("f", "10.0.0.1") == 60
    assert limits.question("f", "10.0.0.2") == 0


def test_logins_are_limited_by_address_and_by_name() -> None:
    """An address that tries many names, and many addresses that try one."""
    limits = Limits(logins=2)
    assert [bool(limits.login(name, "10.0.0.1")) for name in "abc"] == [False, False, True]
    assert [bool(limits.login("ana", f"10.0.1.{n}")) for n in range(8)] == [False] * 6 + [True] * 2


def test_a_page_of_its_owner_s_alone_has_no_limit_of_questions() -> None:
    """But one of logins, where it asks for any."""
    limits = Limits.of(Settings(), shared=False)
    assert not any(limits.question("anonymous:x", "127.0.0.1") for _ in range(200))
    assert any(limits.login("ana", "127.0.0.1") for _ in range(50))
    shared = Limits.of(Settings(), shared=True)
    assert any(shared.question("ana", "127.0.0.1") for _ in range(50))


def test_inventing_readers_takes_no_memory_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those who have rested longest are forgotten."""
    monkeypatch.setattr(module, "KEYS_KEPT", 3)
    rate = Rate(1)
    for key in "abcd":
        rate.take(key)
    assert len(rate._taken) == 3
    assert not rate.wait("a")
    assert rate.wait("d")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("10.0.0.7", "10.0.0.7"), ("::ffff:10.0.0.7", "10.0.0.7"), ("2001:db8::1", "2001:db8::/64"), ("", ""),
        ("2001:db8::ffff:1", "2001:db8::/64"), ("not an address", "not an address"),
    ],
)  # fmt: skip
def test_a_household_of_ipv6_is_one_address(address: str, network: str) -> None:
    """It has 64 bits of them."""
    assert network_of(address) == network
