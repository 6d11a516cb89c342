"""A tokenizer of the pieces that stand in a text cuts it as the whole one does."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from rag.models.token_ids import FEW_CHARACTERS, PIECES, TokenIds

SPECIAL = ["<s>", "</s>", "<unk>"]
PIECES_OF_TEXT = ["▁", "a", "b", "ñ", "▁a", "ab", "▁ab", "ba", "abab", "▁ña", "ña", "bñ", "aab", "東"]


def written(folder: Path, model: models.Model | None = None) -> Path:
    """The file of a small tokenizer: a unigram model when no other is given, with a mask added to its vocabulary."""
    # The rarest piece is not among those of the texts below: it tells what an unknown one costs.
    scores = [
        *((piece, 0.0) for piece in SPECIAL),
        *((p, -1.0 - n / 3) for n, p in enumerate(PIECES_OF_TEXT)),
        ("z", -9.0),
    ]
    tokenizer = Tokenizer(model or models.Unigram(scores, unk_id=2, byte_fallback=False))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 1)]
    )
    tokenizer.add_special_tokens([*SPECIAL, "<mask>"])
    tokenizer.enable_truncation(12)
    folder.mkdir(exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder / "tokenizer.json"


@cache
def both() -> tuple[TokenIds, Tokenizer]:
    """The ids by pieces, and the whole tokenizer, which has cut nothing yet."""
    place = TemporaryDirectory()
    file = written(Path(place.name))
    ids = TokenIds(file)
    ids.place = place  # type: ignore[attr-defined]  # kept for as long as its files are read
    return ids, Tokenizer.from_file(str(file))


@given(st.lists(st.text(st.sampled_from("abñzx東 \n\u0301①<s>ma/k"), max_size=30), max_size=3))
def test_ids_are_those_of_the_whole_tokenizer(texts: list[str]) -> None:
    """Special tokens, unknown letters, what is cut off at the end, and whatever normalising makes of a text."""
    ids, whole = both()
    assert ids(texts) == [encoded.ids for encoded in whole.encode_batch(texts)]


def test_few_texts_do_not_load_the_vocabulary(tmp_path: Path) -> None:
    """The pieces are written once; then what the whole file holds is not read for a few."""
    file = written(tmp_path)
    before = TokenIds(file)(["ab aña x"])
    description = json.loads(file.read_bytes())
    file.write_text("damaged", encoding="utf-8")
    assert TokenIds(file)(["ab aña x"]) == before
    file.write_text(json.dumps(description), encoding="utf-8")
    many = ["abab " * FEW_CHARACTERS]
    assert TokenIds(file)(many) == [Tokenizer.from_file(str(file)).encode(many[0]).ids]


@pytest.mark.parametrize(
    "model",
    [
        models.WordLevel({"▁ab": 0, "▁a": 1, "<unk>": 2}, unk_token="<unk>"),
        models.Unigram([*((f"<{n}>", -1.0) for n in range(2_000)), ("<unk>", -2.0)], unk_id=2_000, byte_fallback=False),
    ],
    ids=["another kind", "a special token far in its vocabulary"],
)
def test_another_tokenizer_cuts_by_itself(tmp_path: Path, model: models.Model) -> None:
    """Nothing is written down for it."""
    file = written(tmp_path, model)
    assert TokenIds(file)(["ab a x"]) == [Tokenizer.from_file(str(file)).encode("ab a x").ids]
    assert not file.with_name(PIECES).exists()


def test_a_folder_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container; the whole tokenizer is loaded there."""

    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    file = written(tmp_path)
    monkeypatch.setattr("rag.models.token_ids.tempfile.mkstemp", refuse)
    assert TokenIds(file)(["ab"]) == [Tokenizer.from_file(str(file)).encode("ab").ids]


def test_a_damaged_file_of_pieces_is_done_without(tmp_path: Path) -> None:
    """The ids are the same."""
    file = written(tmp_path)
    file.with_name(PIECES).write_bytes(b"no database" * 100)
    assert TokenIds(file)(["ab"]) == [Tokenizer.from_file(str(file)).encode("ab").ids]
