"""A sealed cassette: what a run used of a folder of recordings, without what was asked, replayed without a model."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eval.cassette import Cassette, key_of
from eval.sealed import NotRecorded, Sealed, _line, _veiled, seal, sealed
from rag.errors import HemerotecaError, ModelError
from rag.models import DEFAULT_LLM
from rag.settings import Settings
from rag.types import Message
from tests.eval.test_cassette import CountingModel

ARTICLE = "La alcaldesa de Burgo anunció el lunes un puente nuevo sobre el río que costará siete millones de euros."
ASKED = [Message("system", "Sé breve."), Message("user", f"{ARTICLE}\n\n¿Cuánto costará?")]
JUDGED = [Message("user", "¿Responde «siete millones» a la pregunta?")]


class JudgingModel(CountingModel):
    """Says besides how likely a yes is, where it can tell."""

    def __init__(self, *pieces: str, yes: float | None = 0.1 + 0.2) -> None:
        super().__init__(*pieces)
        self.yes = yes

    def affirms(self, messages: list[Message]) -> float | None:
        """Always the same."""
        return self.yes


def used(folder: Path, model: CountingModel, *, judged: bool = False) -> Cassette:
    """A cassette of which a run has used an answer, and a judgement where wanted."""
    cassette = Cassette(model.name, folder, lambda: model)
    list(cassette.stream(ASKED, 64))
    if judged:
        cassette.affirms(JUDGED)
    return cassette


@pytest.mark.parametrize("yes", [0.1 + 0.2, 0.0, None])
def test_what_was_sealed_is_said_again_to_the_last_bit(tmp_path: Path, yes: float | None) -> None:
    """Pieces, and the probability of a yes or that the model could not tell."""
    model = JudgingModel("Siete ", "millones\u2028.", yes=yes)
    seal(used(tmp_path / "folder", model, judged=True), tmp_path / "said.jsonl")
    replay = Sealed(model.name, tmp_path / "said.jsonl")
    assert list(replay.stream(ASKED, 64)) == list(model.pieces)
    assert replay.affirms(JUDGED) == yes


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=6), max_size=4))
def test_whatever_a_model_writes_survives_the_seal(tmp_path: Path, pieces: list[str]) -> None:
    """Line ends of every kind, and pieces without a letter."""
    model = CountingModel(*pieces)
    key = key_of(model.name, ASKED, 64)
    (tmp_path / f"{key}.json").unlink(missing_ok=True)
    seal(used(tmp_path, model), tmp_path / "said.jsonl")
    assert list(Sealed(model.name, tmp_path / "said.jsonl").stream(ASKED, 64)) == pieces


def test_only_what_the_run_used_is_sealed_in_the_order_of_keys(tmp_path: Path) -> None:
    """An earlier prompt's recording stays in its folder; the file that was there gives way."""
    model = JudgingModel("Siete.")
    earlier = [Message("user", "¿Y antes?")]
    list(Cassette(model.name, tmp_path, lambda: model).stream(earlier, 64))
    file = tmp_path / "said.jsonl"
    file.write_text("old")
    seal(used(tmp_path, model, judged=True), file)
    keys = [json.loads(line)["key"] for line in file.read_text(encoding="utf-8").splitlines()]
    assert keys == sorted([key_of(model.name, ASKED, 64), key_of(model.name, JUDGED, 0)])


def test_a_run_that_only_replays_seals_the_same_bytes(tmp_path: Path) -> None:
    """So a second sealing of an unchanged run changes nothing that is committed."""
    model = JudgingModel("Siete.")
    seal(used(tmp_path, model, judged=True), tmp_path / "first")
    seal(used(tmp_path, model, judged=True), tmp_path / "second")
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_nothing_of_the_request_is_sealed(tmp_path: Path) -> None:
    """Not a word of the article, the question or the task, though the recording has them all."""
    model = JudgingModel("7 000 000.")
    folder = tmp_path / "folder"
    seal(used(folder, model, judged=True), tmp_path / "said.jsonl")
    recordings = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    kept = (tmp_path / "said.jsonl").read_text(encoding="utf-8")
    words = {word for message in [*ASKED, *JUDGED] for word in message.content.split() if word.isascii()}
    assert len(words) > 15
    assert all(word in recordings for word in words)
    assert {name for line in kept.splitlines() for name in json.loads(line)} == {"key", "pieces", "affirmed"}
    assert not [word for word in words if len(word) > 3 and word in kept]


@pytest.mark.parametrize(
    ("written", "repeats"),
    [
        pytest.param("Un puente nuevo sobre el río que costará siete millones.", 1, id="copied"),
        pytest.param("Costará siete millones de euros, según la alcaldesa de Burgo.", 0, id="own words"),
        pytest.param("El archivo no lo dice.", 0, id="abstention"),
    ],
)
def test_who_seals_is_told_how_many_texts_repeat_what_was_shown(tmp_path: Path, written: str, repeats: int) -> None:
    """Since what the model writes may itself be the article's."""
    asked = used(tmp_path, CountingModel(*written.partition(" ")))
    assert f"of 1 texts {repeats} repeat" in seal(asked, tmp_path / "said.jsonl")


@pytest.mark.parametrize(("name", "max_tokens"), [("contador", 65), ("otro", 64)])
def test_what_is_not_sealed_is_an_error_that_says_what_to_do(tmp_path: Path, name: str, max_tokens: int) -> None:
    """Another request, and the same one to another model; it passes for no failure of a model."""
    seal(used(tmp_path, CountingModel("Siete.")), tmp_path / "said.jsonl")
    replay = Sealed(name, tmp_path / "said.jsonl")
    for ask in (lambda: list(replay.stream(ASKED, max_tokens)), lambda: replay.affirms(ASKED)):
        with pytest.raises(NotRecorded, match=rf"said\.jsonl does not hold what {name} says .* Record anew .* --seal"):
            ask()
    assert not issubclass(NotRecorded, ModelError)


@pytest.mark.parametrize("content", ["{", "3\n", '{"key": "a"}\n', '{"pieces": []}\n', "\n"])
def test_a_file_that_is_no_sealed_cassette_is_refused(tmp_path: Path, content: str) -> None:
    """Before the first question."""
    file = tmp_path / "said.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(HemerotecaError, match="no sealed cassette"):
        Sealed("contador", file)


def test_a_replay_goes_by_the_model_of_the_settings_and_needs_no_weights(tmp_path: Path) -> None:
    """An empty cache, and a model that is switched off, do not matter."""
    file = tmp_path / "said.jsonl"
    file.write_text("", encoding="utf-8")
    nothing = Settings(cache_dir=tmp_path / "cache", llm="off", hub=False)
    assert sealed(nothing, file).name == DEFAULT_LLM.name
    assert sealed(nothing.model_copy(update={"llm_model": "otro"}), file).name == "otro"
    assert not (tmp_path / "cache").exists()


def test_a_key_is_the_same_on_every_machine() -> None:
    """It is of the request alone: this one was worked out once and for all."""
    assert (
        key_of("contador", [Message("user", "¿Qué hora es?")], 64)
        == "402466f05f30e42a8b79d3e99b2980b3965045bc6eb293155d5cd5e0fc5bbed4"
    )


def test_what_a_model_wrote_is_not_read_without_what_it_was_asked() -> None:
    """A model repeats the articles that it is shown, and those are not to be copied."""
    line = _line("k", {"pieces": ["El puente ", "costó 14 millones."], "messages": [["user", "¿Cuánto costó?"]]})
    assert "puente" not in line
    veiled = base64.b64decode(json.loads(line)["pieces"])
    assert json.loads(_veiled(veiled, ["¿Cuánto costó?"])) == ["El puente ", "costó 14 millones."]
    assert b"puente" not in _veiled(veiled, ["¿Cuándo?"])
