"""Saved questions over HTTP: what was found, as JSON and as a feed, for who has a key."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from lxml import etree

from rag.arrivals import Article
from rag.settings import Settings
from rag.types import Filters, Standing
from tests.ui.http.conftest import Come
from tests.ui.web.fakes import DEAL, FakeArchive, why
from ui.serving.keys import open_keys
from ui.serving.people import open_people
from ui.serving.saved import Match, SavedQuestion, open_saved

QUESTION = "¿Por qué AWS?"


@pytest.fixture
def asked(data_dir: Path) -> SavedQuestion:
    """A question for which two articles were found, one of which nobody knows any more."""
    with closing(open_saved(Settings(data_dir=data_dir))) as saved:
        question = saved.add(QUESTION, Filters(outlet="EFE"), ())
        for i in (DEAL.id, "gone"):
            saved.note([], [Match(question.id, Article(i, i, i), ((0, 10),))])
    return question


def test_what_was_found_is_told_with_its_words(come: Come, data_dir: Path, asked: SavedQuestion) -> None:
    """What is gone is left out, of the feed too."""
    client = come(data_dir=data_dir)
    [listed] = client.get("api/questions").json()["questions"]
    assert (listed["question"], listed["filters"]) == (QUESTION, {"source": "EFE"})
    said = client.get(f"api/questions/{asked.name}").json()
    assert [(one["article"], one["quotes"][0]["quote"]) for one in said["matches"]] == [(DEAL.id, DEAL.text[:10])]
    feed = client.get(listed["feed"])
    assert feed.headers["content-type"] == "application/atom+xml"
    assert [entry.findtext("{*}title") for entry in etree.fromstring(feed.content).iterfind("{*}entry")] == [DEAL.title]


def test_a_feed_speaks_its_readers_language(come: Come, data_dir: Path, asked: SavedQuestion) -> None:
    """As faults do."""
    archive = FakeArchive(why)
    archive.articles = {DEAL.id: replace(archive.articles[DEAL.id], standing=Standing.CHANGED)}
    client = come(archive, data_dir=data_dir)
    assert "has been changed" in client.get(f"api/questions/{asked.id}/feed").text
    for wanted, said in (
        ("es-ES,en", "ha cambiado"),
        ("en;q=0.5, es", "ha cambiado"),
        ("es;q=0.2, en;q=0.9", "has been"),
    ):
        feed = client.get(f"api/questions/{asked.id}/feed", headers={"accept-language": wanted})
        assert said in feed.text


def test_a_question_that_is_not_saved_is_not_there(come: Come, data_dir: Path) -> None:
    """Nor is one of an archive in which nothing was ever saved."""
    client = come(data_dir=data_dir)
    assert client.get("api/questions").json() == {"questions": []}
    for path in ("api/questions/nope", "api/questions/nope/feed", "api/questions/%00/feed"):
        said = client.get(path)
        assert (said.status_code, said.json()["error"]["code"]) == (404, "not_found")


def test_a_key_is_needed_where_one_is_asked_for(come: Come, data_dir: Path, asked: SavedQuestion) -> None:
    """As for everything else."""
    settings = Settings(data_dir=data_dir)
    with closing(open_keys(settings, open_people(settings))) as keys:
        key = keys.add("redaccion")
    client = come(login=True, data_dir=data_dir)
    paths = ("api/questions", f"api/questions/{asked.id}", f"api/questions/{asked.id}/feed")
    assert {client.get(path).status_code for path in paths} == {401}
    given = httpx.Headers({"authorization": f"Bearer {key}"})
    assert {client.get(path, headers=given).status_code for path in paths} == {200}
