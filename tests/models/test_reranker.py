"""The reranker, over a tiny cross-encoder with random weights."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from sentence_transformers import CrossEncoder
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

from rag.errors import ModelMissing
from rag.models.quiet import quiet
from rag.models.reranker import load_reranker
from rag.settings import Settings

QUESTION = "quién ganó"
TEXTS = ["ganó ella", "llueve mucho", "nadie lo sabe"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a cross-encoder."""
    path = tmp_path_factory.mktemp("reranker")
    words = {word: n for n, word in enumerate(["[PAD]", "[UNK]", *" ".join([QUESTION, *TEXTS]).split()])}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=32,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=1,
    )
    with quiet():
        PreTrainedTokenizerFast(
            tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", model_max_length=32
        ).save_pretrained(path)
        BertForSequenceClassification(config).save_pretrained(path)
    return path


def test_no_reranker_unless_one_is_named() -> None:
    """The default is none."""
    assert load_reranker(Settings()) is None


def test_scores_are_those_of_the_cross_encoder(folder: Path) -> None:
    """One number for each text, in the order of the texts."""
    reranker = load_reranker(Settings(reranker_model=str(folder)))
    assert reranker is not None
    with quiet():
        direct = CrossEncoder(str(folder), local_files_only=True)
    expected = [float(direct.predict([(QUESTION, text)], show_progress_bar=False)[0]) for text in TEXTS]
    assert list(reranker.rerank(QUESTION, TEXTS)) == pytest.approx(expected, abs=1e-5)
    assert len(set(expected)) == 3


def test_nothing_to_rerank_gives_no_scores(folder: Path) -> None:
    """No texts, no scores, and no call of the model."""
    reranker = load_reranker(Settings(reranker_model=str(folder)))
    assert reranker is not None
    assert list(reranker.rerank(QUESTION, [])) == []


def test_a_missing_reranker_is_told_in_one_line() -> None:
    """The setting that named it is in the message."""
    with pytest.raises(ModelMissing, match="reranker_model"):
        load_reranker(Settings(reranker_model="nobody/no-such-model", hub=False))
