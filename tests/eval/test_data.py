"""The data written by hand: whole, unique, and about sentences that are there."""

import json
from collections import Counter
from pathlib import Path

import pytest

from eval.claims import FLARES, XQUAD
from eval.paraphrases import PARAPHRASES, read_paraphrases
from eval.xquad import read_contexts, read_questions
from rag.languages import language_of
from rag.text.sentences import split_sentences
from rag.text.terms import content_terms, fold

CHANGED = PARAPHRASES.parent / "changed_questions.jsonl"

needs_data = pytest.mark.skipif(not (XQUAD.exists() and FLARES.exists()), reason="the shared test data is not here")


def rows(path: Path) -> list[dict[str, str]]:
    """The objects of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", [PARAPHRASES, CHANGED])
def test_there_are_a_hundred_and_none_twice(path: Path) -> None:
    """By id and by what they say."""
    found = rows(path)
    assert len(found) >= 100
    assert len({row["id"] for row in found}) == len(found)
    assert len({row.get("claim") or row["question"] for row in found}) == len(found)


@needs_data
def test_paraphrases_are_of_whole_sentences_in_other_words() -> None:
    """Offsets hit a sentence, and few paraphrases share most of its words."""
    samples = read_paraphrases()
    contexts = read_contexts(XQUAD)
    for sample in samples:
        place, _, start = sample.origin.id.partition("#")
        if place in contexts and sample.origin.language == "es":
            spans = split_sentences(contexts[place], language_of("es"))
            assert (int(start), int(start) + len(sample.origin.text)) in spans
    same = [s for s in samples if s.language == s.origin.language]
    shares = [_shared(s.claim, s.origin.text, s.language) for s in same]
    assert sum(share > 0.8 for share in shares) < len(shares) / 4
    assert Counter(s.language for s in samples).keys() == {"es", "en"}


def _shared(claim: str, sentence: str, language: str) -> float:
    """Share of the claim's content terms that its sentence holds."""
    terms = set(content_terms(claim, language_of(language)))
    return len(terms & set(content_terms(sentence, language_of(language)))) / len(terms)


@needs_data
def test_changed_questions_ask_of_what_their_article_does_not_tell() -> None:
    """Each has its origin, says what it changed, and is spread over most of the articles."""
    origins = {q.id: q for q in read_questions(XQUAD)}
    found = rows(CHANGED)
    for row in found:
        assert row["origin"] in origins
        assert row["question"] != origins[row["origin"]].text
        assert fold(row["changed_to"]) in fold(row["question"])
        assert row["question"].startswith("¿") or "¿" in row["question"] or row["question"].startswith("Nombre")
    assert {row["kind"] for row in found} == {"entity", "year", "number"}
    assert len({row["context_id"][:9] for row in found}) >= 45
