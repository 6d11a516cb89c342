"""What every test may use: the default embedder, and an archive of a few real articles."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from rag.library import Library
from rag.models import capacity, load_embedder
from rag.settings import Settings, load_settings
from rag.types import Embedder
from tests.fakes.postgres import PostgresServer, find_postgres

# Not a setting of the program, which would refuse it. Processes of pytest-xdist begin after it was taken out of the
# environment: they are told under another name.
_ASKED = os.environ.pop("HEMEROTECA_REQUIRE_POSTGRES", os.environ.get("REQUIRE_POSTGRES", ""))
POSTGRES_REQUIRED = _ASKED not in ("", "0")
if POSTGRES_REQUIRED:
    os.environ["REQUIRE_POSTGRES"] = "1"
# How long an example takes says more of what else the machine does: timings belong in benchmarks.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
SEEDS = Path(__file__).parent.parent / "seeds"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the time until which tests may begin: what CI breaks off, once its own is over, would tell nothing."""
    parser.addoption("--until", type=float, metavar="TIME", help="skip what has not begun by then (seconds since 1970)")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out, and say so, what there is no more time for."""
    until = item.config.getoption("--until")
    if until is not None and time.time() > until:
        pytest.skip("there was no more time")


@pytest.fixture(scope="session")
def cache() -> Settings:
    """The default settings with the reader's own cache: models are fetched once a machine, and not once a run."""
    return load_settings({}, Path(__file__).parent, cache_dir=load_settings().cache_dir)


@pytest.fixture(scope="session")
def default_embedder(cache: Settings) -> Embedder:
    """The default embedding model, fetched where it is not in the cache."""
    return load_embedder(cache)


@pytest.fixture(autouse=True)
def _endpoints_are_not_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of tests are gone with their test, and another may have their address in the next one."""
    monkeypatch.setattr(capacity, "FOLDER", str(tmp_path / "endpoints"))


@pytest.fixture(autouse=True)
def _one_language_model_at_a_time(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Two on one machine would each be many times slower; tests may run in several processes."""
    if request.node.get_closest_marker("llm") is None:
        yield
        return
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with FileLock(shared / "llm.lock"):
        yield


@pytest.fixture
def open_library(tmp_path: Path, default_embedder: Embedder) -> Iterator[Callable[..., Library]]:
    """Opens libraries on one data folder, with the default embedder and no language model unless settings say so."""
    opened: list[Library] = []

    def open_(**settings: object) -> Library:
        given = {"data_dir": tmp_path / "data", "llm": "off", "hub": False} | settings
        opened.append(Library.open(Settings.model_validate(given), embedder=default_embedder))
        return opened[-1]

    yield open_
    for library in opened:
        library.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server; `HEMEROTECA_REQUIRE_POSTGRES=1` turns the skip into a failure."""
    if find_postgres() is None:
        if POSTGRES_REQUIRED:
            pytest.fail("HEMEROTECA_REQUIRE_POSTGRES is set and no PostgreSQL was found.")
        pytest.skip("no PostgreSQL is installed (Debian's postgresql), or there is no user postgres to run it as")
    with PostgresServer() as server:
        yield server
