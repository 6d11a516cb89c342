"""The entailment model, over a tiny cross-encoder with random weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import CrossEncoder
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

from rag.errors import ModelError, ModelMissing
from rag.models.nli import CrossEncoderEntailment, load_entailment_model
from rag.models.quiet import quiet
from rag.settings import Settings

PAIRS = [("ganó ella", "ella ganó"), ("llueve mucho", "nadie lo sabe"), ("nadie ganó", "ganó ella")]
LABELS = ["contradiction", "ENTAILMENT", "Neutral"]


def save(path: Path, labels: list[str]) -> Path:
    """A folder of a cross-encoder with these labels, in this order."""
    words = {word: n for n, word in enumerate(["[PAD]", "[UNK]", *dict.fromkeys(" ".join(sum(PAIRS, ())).split())])}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=32,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        initializer_range=1.0,
        id2label=dict(enumerate(labels)),
        label2id={label: n for n, label in enumerate(labels)},
    )
    with quiet():
        PreTrainedTokenizerFast(
            tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", model_max_length=32
        ).save_pretrained(path)
        BertForSequenceClassification(config).save_pretrained(path)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose labels are in an order of their own."""
    return save(tmp_path_factory.mktemp("nli"), LABELS)


def load(folder: Path) -> CrossEncoderEntailment:
    """The model of a folder."""
    model = load_entailment_model(Settings(verifier_model=str(folder)))
    assert model is not None
    return model


def test_no_entailment_model_unless_one_is_named() -> None:
    """The default is none."""
    assert load_entailment_model(Settings()) is None


def test_probabilities_are_in_the_order_of_the_protocol(folder: Path) -> None:
    """Entailment, neutral, contradiction, whatever the order of the model's own labels."""
    with quiet():
        direct = CrossEncoder(str(folder), local_files_only=True)
    own = direct.predict(PAIRS, apply_softmax=True, show_progress_bar=False)
    told = load(folder).entail(PAIRS)
    assert told.shape == (3, 3)
    assert np.allclose(told, own[:, [1, 2, 0]], atol=1e-5)
    assert np.allclose(told.sum(axis=1), 1, atol=1e-5)
    assert not np.allclose(told[:, 0], told[:, 2], atol=1e-3)


def test_nothing_to_judge_gives_nothing(folder: Path) -> None:
    """No pairs, no rows."""
    assert load(folder).entail([]).shape == (0, 3)


@pytest.mark.parametrize("labels", [["LABEL_0", "LABEL_1", "LABEL_2"], ["entailment", "not_entailment"], ["relevant"]])
def test_a_cross_encoder_for_something_else_is_told_in_one_line(tmp_path: Path, labels: list[str]) -> None:
    """What it tells, and what is wanted."""
    with pytest.raises(ModelError, match="contradiction") as caught:
        load(save(tmp_path, labels))
    assert all(label in str(caught.value) for label in labels)
    assert "\n" not in str(caught.value)


def test_a_missing_model_names_its_setting() -> None:
    """It is in the message."""
    with pytest.raises(ModelMissing, match="verifier_model"):
        load_entailment_model(Settings(verifier_model="nobody/no-such-model", hub=False))
