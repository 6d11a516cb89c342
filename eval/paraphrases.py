"""True claims in other words, written by hand over sentences of XQuAD and FLARES: what a verifier must not refuse.

The file holds the claims and where their sentences stand, not the sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from eval.alterations import Origin
from eval.claims import FLARES, XQUAD, Sample, read_flares
from eval.xquad import read_contexts, read_rows
from rag.errors import HemerotecaError

__all__ = ["PARAPHRASE", "PARAPHRASES", "read_paraphrases"]

PARAPHRASES = Path(__file__).parent / "data" / "paraphrases.jsonl"

PARAPHRASE = "paraphrase"
"""Kind of these claims."""


def read_paraphrases(path: Path = PARAPHRASES) -> list[Sample]:
    """The claims, each with the sentence that it paraphrases; `origin.language` is that of the sentence.

    Raises:
        HemerotecaError: A source is unknown, or its offsets lie outside of it.
    """
    sources: dict[str, Mapping[str, str]] = {
        "xquad": read_contexts(XQUAD),
        "xquad-en": read_contexts(XQUAD, "en"),
        "flares": read_flares(FLARES),
    }
    return [_sample(row, sources) for row in read_rows(path)]


def _sample(row: Mapping[str, object], sources: Mapping[str, Mapping[str, str]]) -> Sample:
    name, _, place = str(row["source"]).partition(":")
    text = sources.get(name, {}).get(place)
    start, end = int(str(row["start"])), int(str(row["end"]))
    if text is None or not 0 <= start < end <= len(text):
        raise HemerotecaError(f"{row['id']}: {row['source']} has no text from {start} to {end}: correct the file.")
    language = "en" if name == "xquad-en" else "es"
    origin = Origin(f"{place}#{start}", place, text[start:end], language)
    return Sample(PARAPHRASE, str(row["claim"]), origin, str(row["language"]))
