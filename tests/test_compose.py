"""What the compose file promises, read from the file: no Docker is needed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from rag.configured import ENV_PREFIX
from rag.settings import Settings, load_settings

ROOT = Path(__file__).parent.parent
SERVICES: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
VOLUMES = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["volumes"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
SET = {name: re.sub(r"\$\{[^}]*\}", "secret", value) for name, value in SERVICES["page"]["environment"].items()}


def test_it_has_every_part() -> None:
    """The page, the ledger, the vectors, and what writes."""
    assert set(SERVICES) == {"page", "postgres", "chroma", "llm"}


def test_every_setting_of_the_page_is_one(tmp_path: Path) -> None:
    """By its name, and with a value that makes sense."""
    names = {name.removeprefix(ENV_PREFIX).lower() for name in SET}
    assert names <= Settings.model_fields.keys()
    settings = load_settings(SET, tmp_path)
    assert (settings.host, settings.corpus) == ("0.0.0.0", (Path("/articles"),))
    named = set(re.findall(rf"{ENV_PREFIX}\w+", DOCKERFILE))
    assert {name.removeprefix(ENV_PREFIX).lower() for name in named} <= Settings.model_fields.keys()


@pytest.mark.parametrize("setting", ["DATABASE_URL", "CHROMA_URL", "LLM_BASE_URL"])
def test_the_page_finds_the_others_where_they_are(setting: str) -> None:
    """Host and port are those of another container, for which it waits."""
    url = urlsplit(SET[f"{ENV_PREFIX}{setting}"])
    assert url.hostname in SERVICES["page"]["depends_on"]
    inside = [port.rpartition(":")[2] for port in SERVICES[str(url.hostname)]["ports"]]
    assert str(url.port) in inside


def test_the_page_asks_for_what_the_others_hold() -> None:
    """The database, its user and its password, and the language model by the name that it is served under."""
    url, environment = urlsplit(SET[f"{ENV_PREFIX}DATABASE_URL"]), SERVICES["postgres"]["environment"]
    assert (url.username, url.path) == (environment["POSTGRES_USER"], f"/{environment['POSTGRES_DB']}")
    assert environment["POSTGRES_PASSWORD"] in SERVICES["page"]["environment"][f"{ENV_PREFIX}DATABASE_URL"]
    assert SET[f"{ENV_PREFIX}LLM_MODEL"] == SERVICES["llm"]["environment"]["LLAMA_ARG_ALIAS"]
    assert SET[f"{ENV_PREFIX}LLM_CONTEXT"] == SERVICES["llm"]["environment"]["LLAMA_ARG_CTX_SIZE"]


@pytest.mark.parametrize("name", SERVICES)
def test_every_part_can_be_trusted_to_stay(name: str) -> None:
    """Ports on loopback alone, an exact version, a health check, and data that outlive the container."""
    service = SERVICES[name]
    assert all(re.fullmatch(r"127\.0\.0\.1:(\d+):\1", port) for port in service["ports"])
    assert "build" in service or re.search(r":(?!latest)[\w.-]*\d[\w.-]*$", service["image"])
    assert service["healthcheck"]["test"][0] == "CMD"
    kept = [volume.partition(":")[0] for volume in service["volumes"] if not volume.startswith("$")]
    assert kept
    assert VOLUMES.keys() >= set(kept)


def test_no_password_is_written_down() -> None:
    """It must be set before anything starts."""
    assert "${POSTGRES_PASSWORD:?" in SERVICES["postgres"]["environment"]["POSTGRES_PASSWORD"]


def test_the_image_copies_what_there_is() -> None:
    """And nothing that is kept from it."""
    copied = {part for line in re.findall(r"^COPY (.+) \S+$", DOCKERFILE, re.MULTILINE) for part in line.split()}
    assert copied == {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert all((ROOT / part).exists() for part in copied)


def test_the_page_can_write_nowhere_but_where_its_data_are() -> None:
    """A root that is read-only, no rights of root, and one volume beside the articles, which it only reads."""
    page = SERVICES["page"]
    assert (page["read_only"], page["cap_drop"]) == (True, ["ALL"])
    assert page["tmpfs"] == ["/tmp"]  # noqa: S108 - of the container
    assert page["security_opt"] == ["no-new-privileges:true"]
    written = [volume for volume in page["volumes"] if not volume.endswith(":ro")]
    assert written == ["data:/data"]
    assert all(SET[f"{ENV_PREFIX}{name}_DIR"].startswith("/data") for name in ("DATA", "CACHE"))
