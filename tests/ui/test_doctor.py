"""The doctor: a line for each thing, and what to do where it is wrong. It changes nothing."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rag.library import Library
from rag.models import DEFAULT_EMBEDDER, DEFAULT_LLM
from rag.models.capacity import Capacity, remember
from rag.settings import Settings
from rag.types import CalibrationOrigin, Flaw, LibraryStatus, Mode, Verification
from rag.types import Finding as Flawed
from tests.fakes.openai_endpoint import FakeEndpoint
from ui import doctor
from ui.doctor import Finding, examine, findings


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


@pytest.fixture
def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def busy_port() -> Iterator[int]:
    """A port that somebody has."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        yield int(held.getsockname()[1])


def settings(folder: Path, **given: Any) -> Settings:
    """Settings whose folders are empty."""
    return Settings.model_validate({"data_dir": folder / "index", "cache_dir": folder / "cache", "port": 0} | given)


def found(of: Settings, what: str) -> list[Finding]:
    """What the doctor says of one kind of thing."""
    return [finding for finding in findings(of) if finding.what == what]


def test_missing_models_are_told_with_the_command_that_fetches_them(tmp_path: Path) -> None:
    """And nothing is made or fetched."""
    told = found(settings(tmp_path), "model")
    assert [finding.good for finding in told] == [False, False]
    assert all("hemeroteca models pull" in finding.found for finding in told)
    assert {DEFAULT_EMBEDDER.name, DEFAULT_LLM.name} == {finding.found.split()[0] for finding in told}
    assert list(tmp_path.iterdir()) == []


def test_a_model_that_is_not_used_is_not_asked_for(tmp_path: Path) -> None:
    """Without a language model, or with one elsewhere, the embedded one is not missed."""
    told = found(settings(tmp_path, llm="off"), "model")
    assert [finding.found.split()[0] for finding in told] == [DEFAULT_EMBEDDER.name]


def test_an_archive_that_is_not_there_yet_is_no_fault(tmp_path: Path) -> None:
    """But how to make it is said."""
    (told,) = found(settings(tmp_path), "index")
    assert told.good
    assert "hemeroteca index" in told.found


def test_an_index_is_not_opened_where_that_would_fetch_a_model(tmp_path: Path) -> None:
    """A look must change nothing."""
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "ledger.sqlite").touch()
    (told,) = found(settings(tmp_path), "index")
    assert not told.good
    assert "hemeroteca models pull" in told.found


def test_the_port_of_the_page_is_tried(tmp_path: Path, free_port: int, busy_port: int) -> None:
    """And another is advised where it is taken."""
    (free,) = found(settings(tmp_path, port=free_port), "port")
    (busy,) = found(settings(tmp_path, port=busy_port), "port")
    assert free.good
    assert not busy.good
    assert "--port" in busy.found


def test_an_endpoint_that_is_down_is_told(tmp_path: Path, free_port: int) -> None:
    """Without its key."""
    of = settings(
        tmp_path, llm_base_url=f"http://127.0.0.1:{free_port}/v1", llm_model="m", llm_api_key="sk-very-secret"
    )
    (told,) = found(of, "endpoint")
    assert not told.good
    assert "llm_base_url" in told.found
    assert "secret" not in told.found


def test_what_was_found_out_of_the_model_elsewhere_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing before it was measured; then in either language, with what is shown to it because of that."""
    with FakeEndpoint(told={"/v1/models": {"data": [{"id": "m"}]}}) as endpoint:
        of = settings(tmp_path, llm_base_url=endpoint.url, llm_model="m")
        assert [finding.found for finding in found(of, "endpoint")] == ["serves m"]
        remember(of, Capacity(8192, "/props", reads=200, writes=30, thinks=True))
        _, told = found(of, "endpoint")
        assert endpoint.requests == []
    assert told.good
    assert "tells at /props 8192 tokens of context; reads about 200 and writes about 30 tokens" in told.found
    assert "thinks before it answers; is shown 800 tokens" in told.found
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    assert "dice en /props 8192 tokens de contexto; lee unos 200 y escribe unos 30 tokens por segundo" in str(told)


def test_all_is_well_only_if_everything_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each finding is one line with its mark, and one that is wrong spoils the whole."""
    assert not examine(settings(tmp_path))
    lines = capsys.readouterr().out.splitlines()
    assert {line[0] for line in lines} == {"✓", "✗"}
    assert [line.split(":")[0][2:] for line in lines] == ["python", "disk", "memory", "model", "model", "index", "port"]


def test_a_finding_is_told_in_the_reader_s_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of what was looked at too."""
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    (told,) = found(settings(tmp_path), "index")
    assert str(told).startswith("✓ índice: aún no hay en ")


class Opened:
    """A library of which only the status is asked."""

    def __init__(self, status: LibraryStatus) -> None:
        self._status = status

    def __enter__(self) -> "Opened":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def status(self) -> LibraryStatus:
        """As it was made."""
        return self._status

    def verify_index(self) -> Verification:
        """All is well."""
        return Verification(1, 1, 0, format=2)

    def corpus(self) -> list[Path]:
        """No folders."""
        return []


@pytest.mark.parametrize(
    ("origin", "foreign", "said"),
    [
        (CalibrationOrigin.FITTED, False, ["fitted for this embedding model", "index"]),
        (CalibrationOrigin.DELIVERED, False, ["delivered"]),
        (CalibrationOrigin.NONE, False, ["conservative", "hemeroteca eval fit"]),
        (CalibrationOrigin.NONE, True, ["conservative", "of another model", "left aside"]),
    ],
)
def test_where_the_calibration_comes_from_is_told(
    origin: CalibrationOrigin, foreign: bool, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what is done where there is none, or one of another model."""
    status = LibraryStatus(1, 1, Mode.LLM, "m", "e", calibration=origin, foreign_calibration=foreign)
    monkeypatch.setattr(Library, "open", lambda _: Opened(status))
    [told] = [f for f in doctor._library_findings(settings(tmp_path)) if f.what == "calibration"]
    assert told.good
    assert all(part in told.found for part in said)
    assert ("another model" in told.found) is foreign


class Broken(Opened):
    """A library whose index lacks something until it is mended."""

    def __init__(self, *flaws: Flaw) -> None:
        super().__init__(LibraryStatus(1, 1, Mode.LLM, "m", "e"))
        self._flaws = flaws

    def verify_index(self) -> Verification:
        """What is wrong, once each."""
        return Verification(1, 1, 3, 2, tuple(Flawed(flaw, "terms", 1, ("x",)) for flaw in self._flaws))

    def mend(self) -> None:
        """All that a rebuild can mend."""
        self._flaws = tuple(flaw for flaw in self._flaws if flaw not in {Flaw.MISSING, Flaw.LEFT})


@pytest.mark.parametrize(
    ("flaws", "mend", "left"),
    [
        ((), False, 0),
        ((Flaw.LEFT, Flaw.MISSING), False, 2),
        ((Flaw.LEFT, Flaw.MISSING), True, 0),
        ((Flaw.GONE, Flaw.MISSING), True, 1),
        ((Flaw.DAMAGED,), True, 1),
    ],
)
def test_what_is_wrong_with_the_index_is_told_and_mended_where_that_is_asked_for(
    flaws: tuple[Flaw, ...], mend: bool, left: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each thing with what to do; the format and the old versions are told in any case."""
    monkeypatch.setattr(Library, "open", lambda _: Broken(*flaws))
    ledger, *wrong = [f for f in doctor._library_findings(settings(tmp_path), mend=mend) if f.what == "ledger"]
    assert ledger.good
    assert "format 2" in ledger.found
    assert "3 old versions" in ledger.found
    assert ("agree" in ledger.found) == (left == 0)
    assert len(wrong) == left
    assert all(not finding.good and "hemeroteca" in finding.found for finding in wrong)
