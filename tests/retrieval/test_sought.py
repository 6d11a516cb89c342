"""What was sought for the parts of a question, as one list of passages; and a follow-up's sentences."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rag.retrieval.sought import merged, refocused
from tests.answering.fakes import WordEmbedder, passage

NAMES = "abcdef"


@given(st.lists(st.lists(st.sampled_from(NAMES), unique=True), max_size=3))
def test_every_passage_that_was_found_is_kept_once(searches: list[list[str]]) -> None:
    """The best of the first search first, ranked from 1."""
    found = [
        [replace(passage(f"Texto {name}."), chunk=replace(passage(name).chunk, id=name)) for name in names]
        for names in searches
    ]
    kept = merged(found)
    assert sorted(p.chunk.id for p in kept) == sorted({name for names in searches for name in names})
    assert [p.rank for p in kept] == list(range(1, len(kept) + 1))
    if searches and searches[0]:
        assert kept[0].chunk.id == searches[0][0]


def test_of_two_searches_the_best_of_each_stand_first() -> None:
    """Neither part of a question is read before the other."""
    one, two = ([passage(f"{part} {n}.", n) for n in (1, 2)] for part in ("Puente", "Museo"))
    found = [[replace(p, chunk=replace(p.chunk, id=p.chunk.text)) for p in some] for some in (one, two)]
    assert [p.chunk.text for p in merged(found)] == ["Puente 1.", "Museo 1.", "Puente 2.", "Museo 2."]


def test_a_follow_up_is_near_to_what_holds_its_words_in_the_article_that_the_conversation_found() -> None:
    """The sentence that holds its words rises over one near to the conversation alone; no other article comes."""
    found = [passage("El puente mide seis metros. La alcaldesa vive en Osma.", 1), passage("El coro vive.", 2)]
    [focused] = refocused(found, "vive", WordEmbedder())
    bridge, mayor = focused.sentences
    assert mayor.score > bridge.score
    assert refocused([], "vive", WordEmbedder()) == ()
