"""The model in torch: the real default one, and tiny ones."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import Normalize, Transformer
from sentence_transformers.sentence_transformer.modules import Pooling
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from rag.errors import ModelMissing
from rag.models import named
from rag.models.quiet import quiet
from rag.models.sentence_model import FEW_TEXTS, SentenceTransformerEmbedder, load_in_torch
from rag.settings import Settings
from tests.patience import comes_true

SCORE, FINGERPRINT = 0.8812, "384-c3c25e1eecf6"
QUESTION = "¿Por qué OpenAI eligió AWS?"
PASSAGES = [
    "OpenAI firmó con AWS para no depender de un solo proveedor de nube.",
    "La receta lleva dos huevos, harina y un poco de sal.",
    "El equipo ganó el partido en el último minuto.",
]


@pytest.fixture(scope="module")
def default_in_torch(cache: Settings) -> SentenceTransformerEmbedder:
    """The default model."""
    return load_in_torch(cache)


def tiny_model(folder: Path, *, seed: int = 1, prompts: dict[str, str] | None = None) -> Path:
    """A sentence-transformers folder with random weights."""
    words = {word: n for n, word in enumerate(["[PAD]", "[UNK]", *"abcdefghijklmnñopqrstuvwxyzáéíóú0123456789"])}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=48,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
    )
    with quiet():
        PreTrainedTokenizerFast(
            tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", model_max_length=64
        ).save_pretrained(folder / "bert")
        BertModel(config).save_pretrained(folder / "bert")
        modules = [Transformer(str(folder / "bert")), Pooling(48, "mean"), Normalize()]
        SentenceTransformer(modules=modules, prompts=prompts, device="cpu").save(str(folder / "st"))
    return folder / "st"


def tiny_embedder(folder: Path, **options: object) -> SentenceTransformerEmbedder:
    """An embedder over a tiny model."""
    folder.mkdir(exist_ok=True)
    return load_in_torch(Settings(embedding_model=str(tiny_model(folder, **options))))  # type: ignore[arg-type]


def test_the_default_model_finds_what_answers(default_in_torch: SentenceTransformerEmbedder) -> None:
    """The passage that answers the question is nearest, in either language of the question."""
    questions = default_in_torch.embed_queries([QUESTION, "Why did OpenAI choose AWS?"])
    scores = questions @ default_in_torch.embed_passages(PASSAGES).T
    assert scores.argmax(axis=1).tolist() == [0, 0]


def test_the_default_model_gives_its_known_vectors(default_in_torch: SentenceTransformerEmbedder) -> None:
    """Measured when the model was first unpacked: an upgrade that moves them would spoil every index."""
    score = float(default_in_torch.embed_queries([QUESTION])[0] @ default_in_torch.embed_passages(PASSAGES)[0])
    assert default_in_torch.dimension == 384
    assert score == pytest.approx(SCORE, abs=2e-4)
    assert default_in_torch.fingerprint == FINGERPRINT


def test_vectors_are_unit_length_float32(default_in_torch: SentenceTransformerEmbedder) -> None:
    """Shape, type and length are what the protocol says, for none, one and many texts."""
    for texts in ([], PASSAGES[:1], PASSAGES * 3):
        vectors = default_in_torch.embed_passages(texts)
        assert vectors.shape == (len(texts), 384)
        assert vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_the_default_model_is_loaded_as_float32(default_in_torch: SentenceTransformerEmbedder) -> None:
    """The file keeps float16; arithmetic in it would be slow and coarse."""
    assert {p.dtype for p in default_in_torch._model.parameters()} == {torch.float32}


def test_order_and_company_do_not_change_a_vector(default_in_torch: SentenceTransformerEmbedder) -> None:
    """Sorting by length and padding inside a batch leave each text its own vector, in its own place."""
    texts = [PASSAGES[n % 3][: 10 + 5 * n] for n in range(11)]
    together = default_in_torch.embed_passages(texts)
    alone = np.concatenate([default_in_torch.embed_passages([text]) for text in texts])
    assert np.allclose(together, alone, atol=1e-5)


def test_loading_the_default_model_asks_nobody(
    cache: Settings,
    default_in_torch: SentenceTransformerEmbedder,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """With the model in the cache no connection is tried, though the hub is allowed; nothing is said."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    capfd.readouterr()
    again = load_in_torch(cache)
    assert again.fingerprint == default_in_torch.fingerprint
    assert capfd.readouterr() == ("", "")


def test_a_folder_is_a_model_too(tmp_path: Path) -> None:
    """Any sentence-transformers folder works, under its own name."""
    embedder = tiny_embedder(tmp_path)
    assert embedder.name == str(tmp_path / "st")
    assert embedder.embed_queries(["hola"]).shape == (1, embedder.dimension) == (1, 48)


def test_the_prompts_of_the_model_are_used(tmp_path: Path) -> None:
    """A question and a passage of the same words differ where the model has prompts, and only there."""
    plain = tiny_embedder(tmp_path / "plain")
    prompted = tiny_embedder(tmp_path / "prompted", prompts={"query": "qqqq", "document": "ddddd"})
    assert np.allclose(plain.embed_queries(["hola"]), plain.embed_passages(["hola"]), atol=1e-6)
    assert not np.allclose(prompted.embed_queries(["hola"]), prompted.embed_passages(["hola"]), atol=1e-3)


def test_the_fingerprint_tells_models_apart(tmp_path: Path) -> None:
    """The same weights have the same fingerprint; other weights or other prompts another one."""
    same = [tiny_embedder(tmp_path / name).fingerprint for name in ("one", "two")]
    assert same[0] == same[1]
    others = {
        tiny_embedder(tmp_path / "weights", seed=2).fingerprint,
        tiny_embedder(tmp_path / "prompts", prompts={"query": "qqqq", "document": "ddddd"}).fingerprint,
    }
    assert len({same[0], *others}) == 3


def test_a_question_uses_one_thread_and_a_corpus_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few texts leave the other cores to the language model; what the caller had set comes back after."""
    embedder = tiny_embedder(tmp_path)
    used: list[int] = []
    monkeypatch.setattr(embedder, "_threads", 2)
    monkeypatch.setattr(
        embedder._model,
        "encode_document",
        lambda texts, **_: used.append(torch.get_num_threads()) or np.zeros((len(texts), 48)),
    )
    before = torch.get_num_threads()
    embedder.embed_passages(["a"] * FEW_TEXTS)
    embedder.embed_passages(["a"] * (FEW_TEXTS + 1))
    assert used == [1, 2]
    assert torch.get_num_threads() == before


def test_threads_may_share_an_embedder(tmp_path: Path) -> None:
    """Eight threads get the vectors that one would get."""
    embedder = tiny_embedder(tmp_path)
    texts = [["hola"], ["adiós", "uno"], ["x"] * 9]
    expected = [embedder.embed_passages(group) for group in texts]
    wrong: list[int] = []

    def work(n: int) -> None:
        if not np.allclose(embedder.embed_passages(texts[n % 3]), expected[n % 3], atol=1e-5):
            wrong.append(n)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_a_question_slips_in_between_the_batches_of_an_indexing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question that comes during the first batch is embedded before the second, not after the last."""
    embedder = tiny_embedder(tmp_path)
    order: list[str] = []
    asker = threading.Thread(target=lambda: embedder.embed_queries(["a"]))

    def encode(kind: str, texts: list[str]) -> np.ndarray:
        order.append(kind)
        if len(order) == 1:
            asker.start()
            comes_true(embedder._next.locked)  # the question waits for its turn
        return np.zeros((len(texts), 48))

    monkeypatch.setattr(embedder._model, "encode_query", lambda texts, **_: encode("question", texts))
    monkeypatch.setattr(embedder._model, "encode_document", lambda texts, **_: encode("batch", texts))
    embedder.embed_passages(["a"] * 5 * embedder._batch_size)
    asker.join()
    assert order == ["batch", "question", *["batch"] * 4]


@pytest.mark.parametrize("name", ["nobody/no-such-model", "no-such-folder"])
def test_a_missing_model_is_told_in_one_line(name: str) -> None:
    """Without the hub, a name that is not here is missing, and the setting is named."""
    with pytest.raises(ModelMissing, match="embedding_model") as caught:
        load_in_torch(Settings(embedding_model=name, hub=False))
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)


def test_a_folder_without_a_model_is_told_in_one_line(tmp_path: Path) -> None:
    """A folder that holds something else is named."""
    with pytest.raises(ModelMissing, match="holds no such model") as caught:
        load_in_torch(Settings(embedding_model=str(tmp_path)))
    assert "\n" not in str(caught.value)


def test_a_hub_that_does_not_answer_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    """The libraries would try for a minute; one look says that nobody is there."""
    monkeypatch.setattr(named, "hub_answers", lambda: False)
    with pytest.raises(ModelMissing, match="does not answer"):
        load_in_torch(Settings(embedding_model="nobody/no-such-model"))
