"""The feed: well-formed whatever articles hold, with ids that stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from rag.arrivals import Article
from rag.types import Document, Standing, Version
from ui.serving.feed import MOST_ENTRIES, Shown, atom, match_json, question_json, shown
from ui.serving.saved import Match, SavedQuestion

ATOM = "{http://www.w3.org/2005/Atom}"
QUESTION = SavedQuestion("0" * 31 + "1", "¿Quién <b>es</b>?", made=1_700_000_000_000)
TEXT = "Ana Ruiz es alcaldesa. Lo dijo ayer."
DOCUMENT = Document("d1", "El pleno", TEXT, "a/pleno.txt", date(2024, 5, 3), outlet="El Faro", author="L. Gil")
MATCH = Match(QUESTION.id, Article("d1", "p", "d1"), ((0, 22),), 1_700_000_001_234)
SHOWN = Shown(QUESTION, MATCH, DOCUMENT)


def read(*matches: Shown) -> etree._Element:
    """A feed, as a reader of feeds takes it."""
    return etree.fromstring(atom(QUESTION, matches, str))


def said(element: etree._Element, name: str) -> str:
    """The text of one part."""
    return element.findtext(f"{ATOM}{name}") or ""


def require_whole(feed: etree._Element) -> None:
    """See to it that each entry has what RFC 4287 (4.1.2) asks of it: without content it would need a link."""
    for entry in feed.iter(f"{ATOM}entry"):
        assert [entry.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated")] == [True] * 3
        [content] = entry.findall(f"{ATOM}content")
        assert content.get("type") == "text"


def test_a_feed_has_what_atom_asks_for() -> None:
    """Id, title, time and author, of the whole and of each entry; the words with their place."""
    feed = read(SHOWN)
    require_whole(feed)
    assert said(feed, "id") == "urn:uuid:00000000-0000-0000-0000-000000000001"
    assert (said(feed, "title"), said(feed, "updated")) == (QUESTION.question, "2023-11-14T22:13:21.234Z")
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    [entry] = feed.findall(f"{ATOM}entry")
    assert (said(entry, "title"), said(entry, "updated")) == ("El pleno", "2023-11-14T22:13:21.234Z")
    assert said(entry, "content") == "«Ana Ruiz es alcaldesa.»\n(a/pleno.txt, El Faro, 2024-05-03)"


def test_ids_stay_and_are_told_apart() -> None:
    """By question and article; a reader of feeds knows by them what it has shown."""
    other = replace(SHOWN, question=replace(QUESTION, id="f" * 32))
    ids = [said(entry, "id") for entry in read(SHOWN, other).iter(f"{ATOM}entry")]
    assert len(set(ids)) == 2
    assert said(next(read(replace(SHOWN, changed=True)).iter(f"{ATOM}entry")), "id") == ids[0]


@given(st.text(), st.text(), st.text(), st.text())
def test_a_feed_is_well_formed_whatever_it_holds(title: str, text: str, author: str, asked: str) -> None:
    """Marks are text; what XML cannot hold is replaced; it is the same in any encoding of a terminal."""
    question = replace(QUESTION, question=asked)
    document = replace(DOCUMENT, title=title, text=text, author=author, outlet=text, source=title, address=text)
    match = replace(MATCH, spans=((0, len(text)),))
    written = atom(question, [Shown(question, match, document)], str)
    assert written.isascii()
    feed = etree.fromstring(written)
    require_whole(feed)
    assert [element.tag.removeprefix(ATOM) for element in feed] == ["id", "title", "updated", "author", "entry"]
    assert len(said(feed, "title")) == len(asked.replace("\r\n", "\n"))


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://faro.example/pleno?a=1&b=2", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("http://", False),
        ("https://a b", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_an_address_of_the_web_is_a_link(address: str, linked: bool) -> None:
    """An article says what it likes of where it is from."""
    links = [
        link.get("href")
        for link in read(replace(SHOWN, document=replace(DOCUMENT, address=address))).iter(f"{ATOM}link")
    ]
    assert links == [address] * linked


def test_a_feed_of_nothing_is_one_too() -> None:
    """It is as old as its question; that of all has a title and an id of its own."""
    assert said(read(), "updated") == "2023-11-14T22:13:20.000Z"
    every = etree.fromstring(atom(None, [], str))
    assert (said(every, "title"), said(every, "id")) == (
        "Saved questions",
        said(etree.fromstring(atom(None, [SHOWN], str)), "id"),
    )
    assert said(every, "id") != said(read(), "id")


def test_a_feed_has_the_latest_of_many() -> None:
    """The others have been read, or kept by who reads."""
    assert len(read(*[SHOWN] * (MOST_ENTRIES + 5)).findall(f"{ATOM}entry")) == MOST_ENTRIES


def test_what_is_gone_is_not_shown_and_what_has_changed_says_so() -> None:
    """A version that is no longer there may not have those words."""

    def standing(how: Standing) -> list[Shown]:
        return shown([QUESTION], [MATCH], lambda _: {"d1": Version(DOCUMENT, how)})

    assert standing(Standing.CURRENT) == [SHOWN]
    assert standing(Standing.GONE) == shown([QUESTION], [MATCH], lambda _: {}) == shown([], [MATCH], lambda _: {}) == []
    [changed] = standing(Standing.CHANGED)
    assert "has been changed" in said(next(read(changed).iter(f"{ATOM}entry")), "content")


def test_as_json_the_words_have_their_place() -> None:
    """The question its filters, and the match the id that it has in the feed."""
    told = match_json(SHOWN)
    [quoted] = told["quotes"]
    assert TEXT[quoted["start"] : quoted["end"]] == quoted["quote"] == "Ana Ruiz es alcaldesa."
    assert (quoted["outlet"], quoted["published"]) == ("El Faro", "2024-05-03")
    assert told["question_id"] == QUESTION.id
    assert told["id"] == said(next(read(SHOWN).iter(f"{ATOM}entry")), "id")
    assert question_json(QUESTION)["filters"] == {}
