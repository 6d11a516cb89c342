"""A tokenizer of the pieces that stand in a text cuts it as the whole one does."""

from __future__ import annotations

import json
import os
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


def changed(file: Path, content: bytes) -> None:
    """Write into a file so that it looks as before."""
    before = file.stat()
    file.write_bytes(content)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_few_texts_do_not_load_the_vocabulary(tmp_path: Path) -> None:
    """The pieces are written once; then what the whole file holds is not read for a few."""
    file = written(tmp_path)
    description, few, many = file.read_bytes(), ["ab aña x"], ["abab " * FEW_CHARACTERS]
    before = TokenIds(file)(few)
    changed(file, b"?" * len(description))
    again = TokenIds(file)
    assert again(few) == before
    changed(file, description)
    assert again(many) == [Tokenizer.from_file(str(file)).encode(many[0]).ids]
    file.with_name(PIECES).unlink()  # once the whole one is there it is not asked
    assert again(few) == before


def test_pieces_of_another_tokenizer_are_written_anew(tmp_path: Path) -> None:
    """As where the model was replaced in its folder."""
    file = written(tmp_path)
    TokenIds(file)(["ab"])
    longer = json.loads(file.read_bytes())
    longer["truncation"]["max_length"] = 4
    file.write_text(json.dumps(longer), encoding="utf-8")
    assert TokenIds(file)(["ab aña x"]) == [Tokenizer.from_file(str(file)).encode("ab aña x").ids]
    assert len(TokenIds(file)(["ab aña x"])[0]) == 4


@pytest.mark.parametrize(
    "model",
    [
        models.WordLevel({"▁ab": 0, "▁a": 1, "<unk>": 2}, unk_token="<unk>"),
        models.Unigram([*((f"<{n}>", -1.0) for n in range(2_000)), ("<unk>", -2.0)], unk_id=2_000, byte_fallback=False),
    ],
    ids=["another kind", "a special token far in its vocabulary"],
)
def test_another_tokenizer_cuts_by_itself(tmp_path: Path, model: models.Model) -> None:
    """None of its pieces are written down."""
    file = written(tmp_path, model)
    for _ in range(2):  # and is not read again to find that out
        assert TokenIds(file)(["ab a x"]) == [Tokenizer.from_file(str(file)).encode("ab a x").ids]
    assert file.with_name(PIECES).stat().st_size < 50_000


def test_a_folder_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container; the whole tokenizer is loaded there."""

    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    file = written(tmp_path)
    monkeypatch.setattr("rag.models.token_ids.tempfile.mkstemp", refuse)
    assert TokenIds(file)(["ab"]) == [Tokenizer.from_file(str(file)).encode("ab").ids]


@pytest.mark.parametrize("damage", ["no file", "empty", "no database", "half"])
def test_a_damaged_file_of_pieces_is_done_without(tmp_path: Path, damage: str) -> None:
    """The ids are the same, whether it was damaged before it was opened or after."""
    file = written(tmp_path)
    open_before, pieces = TokenIds(file), file.with_name(PIECES)
    whole = pieces.read_bytes()
    if damage == "no file":
        pieces.unlink()
    else:
        half = whole[:4096] + b"\0" * (len(whole) - 4096)
        pieces.write_bytes({"empty": b"", "no database": b"no database" * 100, "half": half}[damage])
    expected = [Tokenizer.from_file(str(file)).encode("ab").ids]
    assert open_before(["ab"]) == expected
    assert TokenIds(file)(["ab"]) == expected


def test_what_was_left_half_made_goes(tmp_path: Path) -> None:
    """By a process that was killed, long ago; one that may still be at it is left alone."""
    file = written(tmp_path)
    old, new = tmp_path / f"{PIECES}.old", tmp_path / f"{PIECES}.new"
    for left in (old, new):
        left.touch()
    os.utime(old, (0, 0))
    TokenIds(file)
    assert (old.exists(), new.exists()) == (False, True)
    assert file.with_name(PIECES).stat().st_mode == file.stat().st_mode
