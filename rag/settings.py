"""Settings: what the environment and `hemeroteca.toml` say, checked.

A value given in code wins over the environment (`HEMEROTECA_…`), that over the TOML file of the working folder, and
that over the default. What comes out is one frozen value that is passed to whoever needs it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeAlias

from platformdirs import user_cache_path
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    SecretStr,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from rag.configured import at_home, read_values
from rag.errors import SettingsError
from rag.types import ROLES

__all__ = ["DEFAULT_EMBEDDING_MODEL", "Settings", "at_home", "load_settings", "read_fields"]

DEFAULT_EMBEDDING_MODEL = "multilingual-e5-small"
CALIBRATION_NAME = "calibration.json"

_SECRETS = frozenset(
    {
        "llm_api_key",
        "llm_base_url",
        "embedding_api_key",
        "embedding_base_url",
        "database_url",
        "chroma_url",
        "traces_endpoint",
    }
)
"""Settings whose values no error shows; a URL may carry a password."""


def _place(path: str) -> str:
    found = at_home(path)
    if found.startswith("~"):
        raise ValueError(f"there is no user {Path(path).parts[0]!r}: write the whole path")
    if "\0" in found:
        raise ValueError("no path holds a NUL character")
    return found


def _one_or_more(value: object) -> object:
    return (value,) if isinstance(value, (str, Path)) else value


_Place: TypeAlias = Annotated[Path, AfterValidator(lambda path: Path(_place(str(path))))]
_PlaceOrName: TypeAlias = Annotated[str, AfterValidator(_place)]
_Places: TypeAlias = Annotated[tuple[_Place, ...], BeforeValidator(_one_or_more)]


def _parted(value: object) -> object:
    """Names as one text, `one,other`, as a list of them."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _host(name: str) -> str:
    if not _HOST.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a host: write it without http://, path or port, as archivo.example")
    return name.lower()


def _network(text: str) -> str:
    try:
        return str(ip_network(text, strict=False))
    except ValueError as error:
        raise ValueError(f"{text!r} is no address or network: write it as 10.0.0.7 or 10.0.0.0/8") from error


_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_Hosts: TypeAlias = Annotated[tuple[Annotated[str, AfterValidator(_host)], ...], BeforeValidator(_parted)]
_Networks: TypeAlias = Annotated[tuple[Annotated[str, AfterValidator(_network)], ...], BeforeValidator(_parted)]


def _pairs(value: object) -> object:
    """Fields as one text, `title=headline,published=day`, or as a list of such pairs, as a mapping."""
    if not isinstance(value, str | list):
        return value
    parts = value.split(",") if isinstance(value, str) else value
    pairs = [str(part).partition("=") for part in parts if str(part).strip()]
    if wrong := [role for role, mark, name in pairs if not (mark and name.strip())]:
        raise ValueError(f"{wrong[0].strip()!r} is given no name: write it as title=headline")
    return {role.strip(): name.strip() for role, _, name in pairs}


def _known_roles(fields: dict[str, str]) -> dict[str, str]:
    if unknown := [role for role in fields if role not in ROLES]:
        raise ValueError(f"{unknown[0]!r} is nothing that a field can hold: write one of {', '.join(ROLES)}")
    return fields


_Fields: TypeAlias = Annotated[dict[str, str], BeforeValidator(_pairs), AfterValidator(_known_roles)]


_ALL_THERE_IS = {"complete": True}
"""Validated in this context, values are not laid over those of the environment and of the TOML file."""


class Settings(BaseModel):
    """Every setting, with its default and what it is for. `~` in a path is the home folder.

    What is given wins over the environment, that over the TOML file, and that over the default.

    Raises:
        SettingsError: A file that is not TOML, an unknown name, or a value that makes no sense.
    """

    # A traceback is no place for a key either, so errors do not quote what was given.
    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True, hide_input_in_errors=True)

    # Where things lie
    data_dir: _Place = Field(Path(".hemeroteca"), description="Folder of the index.")
    cache_dir: _Place = Field(
        default_factory=lambda: user_cache_path("hemeroteca"), description="Folder of the downloaded models."
    )
    corpus: _Places = Field(
        (Path("seeds"),), description="Folders and files that `index` and `chat` read when none is named."
    )
    added: _PlaceOrName = Field(
        "", description="Folder in which `add` keeps the pages that it fetches; empty: `added` in `data_dir`."
    )
    web_seconds: float = Field(30.0, gt=0, description="Seconds that `add` gives each request.")
    web_bytes: int = Field(20_000_000, ge=1, le=50_000_000, description="Most bytes of a page that `add` fetches.")
    web_pause: float = Field(
        2.0, ge=1, description="Seconds between two requests of `add` to one host; robots.txt may ask for more."
    )
    upload_files: int = Field(
        20, ge=0, le=1000, description="Most files that the page takes at once; 0: nothing is added through the page."
    )
    upload_bytes: int = Field(20_000_000, ge=1, le=50_000_000, description="Most bytes of a file that the page takes.")
    fields: _Fields = Field(
        {},
        description="Which field of an export (JSON, CSV) holds what: a table `[fields]` with lines "
        '`title = "headline"`, or `title=headline,published=day`; what is not said is guessed. It can hold: '
        f"{', '.join(f'`{role}`' for role in ROLES)}.",
    )
    database_url: str = Field(
        "", description="SQLAlchemy URL of the ledger, such as PostgreSQL; empty: SQLite in `data_dir`."
    )
    chroma_url: str = Field("", description="URL of a Chroma server; empty: embedded in `data_dir`.")
    ray_address: str = Field(
        "", description="Address of the Ray cluster of `index --workers`; empty: Ray is started on this machine."
    )

    # Models
    embedding_model: _PlaceOrName = Field(
        DEFAULT_EMBEDDING_MODEL,
        description="A sentence-transformers model: a name or a folder; with `embedding_base_url`, its name there.",
    )
    embedding_base_url: str = Field(
        "", description="URL of an OpenAI-compatible endpoint that embeds, up to `/v1`; empty: the model runs here."
    )
    embedding_api_key: SecretStr = Field(SecretStr(""), description="Key of that endpoint, where it wants one.")
    embedding_timeout: float = Field(60.0, gt=0, description="Seconds to wait for that endpoint.")
    embedding_retries: int = Field(
        4, ge=0, description="Times a failed request to that endpoint is repeated, each time after a longer wait."
    )
    embedding_query_prompt: str = Field(
        "", description="What the model at that endpoint wants before a question: `query: ` for those called e5."
    )
    embedding_passage_prompt: str = Field(
        "", description="What it wants before what is searched: `passage: ` for those called e5."
    )
    calibration: _PlaceOrName = Field(
        "",
        description="The file of `hemeroteca eval fit`, with the thresholds for the embedding model; empty: "
        "`calibration.json` in `data_dir`.",
    )
    embedding_backend: Literal["auto", "torch"] = Field(
        "auto",
        description="What runs the embedding model. `auto`: what is fastest on this machine, measured once: torch, or "
        "onnxruntime with weights of eight bits, where the vectors are as good as the same.",
    )
    embedding_threads: int = Field(
        0, ge=0, description="Texts embedded at the same time by onnxruntime, a thread each; 0: one a core."
    )
    embedding_batch: int = Field(8, ge=1, description="Texts embedded at a time, by torch.")
    verifier_model: _PlaceOrName = Field(
        "",
        description="A cross-encoder for natural language inference that gives a second opinion on each sentence; "
        "empty: none.",
    )
    reranker_model: _PlaceOrName = Field("", description="A sentence-transformers cross-encoder; empty: none.")
    llm: Literal["auto", "off"] = Field(
        "auto", description="`auto`: the endpoint if set, else the embedded model. `off`: extractive answers."
    )
    llm_base_url: str = Field(
        "", description="URL of an OpenAI-compatible endpoint, up to `/v1`; empty: the embedded model."
    )
    llm_model: str = Field("", description="Name of the model at the endpoint.")
    llm_api_key: SecretStr = Field(SecretStr(""), description="Key of the endpoint, where it wants one.")
    llm_timeout: float = Field(
        60.0, gt=0, description="Seconds to wait for the model's first word, and from one to the next."
    )
    llm_retries: int = Field(1, ge=0, description="Times a failed request to the endpoint is repeated.")
    llm_context: int = Field(
        4096, ge=1024, description="Context of the model, in tokens; where it is not set, what an endpoint tells."
    )
    llm_threads: int = Field(0, ge=0, description="Threads of the embedded model; 0: one a core.")
    hub: bool = Field(True, description="Whether model weights may be asked of the model hub first.")

    # Reading and searching
    chunk_chars: int = Field(1000, ge=200, description="Longest chunk, in characters.")
    passages: int = Field(8, ge=1, le=100, description="Passages retrieved for a question.")
    weight_passage: float = Field(0.5, ge=0, description="Weight of the similarity of the passage.")
    weight_sentence: float = Field(0.5, ge=0, description="Weight of the similarity of its best sentence.")
    weight_lexical: float = Field(0.06, ge=0, description="Weight of the words in common (BM25, scaled to 0–1).")
    weight_lexical_foreign: float = Field(
        0.01, ge=0, description="The same where question and article differ in language."
    )

    # Answering
    language: str = Field(
        "",
        description="Language of the answers and of the command (ISO 639-1); empty: that of the question and of the "
        "locale.",
    )
    evidence_tokens: int = Field(
        330,
        ge=50,
        description="Evidence shown to the model, in tokens; where it is not set, more for one at an endpoint that "
        "reads it in time.",
    )
    answer_tokens: int = Field(256, ge=32, description="Longest answer, in tokens.")
    unsupported: Literal["mark", "drop", "rewrite", "quote"] = Field(
        "quote",
        description="What is done with a sentence that no article supports: `mark` it, `drop` it, have the model "
        "`rewrite` it once from the evidence, or `quote` the nearest sentence of the articles in its place; what fails "
        "is marked.",
    )
    paraphrases: Literal["keep", "quote"] = Field(
        "keep",
        description="What is done with a sentence that says in other words what an article says: `keep` it, with a "
        "mark of its own, or `quote` the nearest sentence of the articles in its place.",
    )

    # Traces
    traces_endpoint: str = Field(
        "",
        description="Address of an OpenTelemetry collector (OTLP over HTTP), such as `http://localhost:4318`, which is "
        "sent a trace of each answer, except to saved questions; empty: nothing is sent. It needs the extra `traces`.",
    )
    traces_contents: bool = Field(
        False, description="Whether those traces hold the words of questions, answers and articles."
    )

    # The page
    host: str = Field("127.0.0.1", description="Address on which the page is served.")
    concurrent_answers: int = Field(
        0,
        ge=0,
        description="Questions that the page answers at the same time, the others waiting in line; 0: four where an "
        "endpoint writes, else one, since what is done here shares the processor.",
    )
    port: int = Field(7860, ge=0, le=65535, description="Port of the page; 0: any that is free.")
    login: bool = Field(
        False, description="Whether the page asks for a name and a password; `hemeroteca users` says whose."
    )
    session_hours: float = Field(12.0, gt=0, description="Hours without a request after which a login ends.")
    open_to_all: bool = Field(
        False, description="Whether the page may be served to other machines although it asks for no login."
    )
    changes: Literal["auto", "all", "off"] = Field(
        "auto",
        description="Who may add, remove and index articles through the page. `auto`: every reader where the page asks "
        "for a login or is served to this machine alone; `all`: every reader; `off`: nobody.",
    )
    allowed_hosts: _Hosts = Field(
        (),
        description="Names by which browsers may call the page, such as `archivo.example`, beside those of this "
        "machine; an address in figures is allowed wherever the page is served to other machines.",
    )
    trusted_proxies: _Networks = Field(
        (),
        description="Addresses or networks of proxies, such as `10.0.0.0/8`, whose `X-Forwarded-…` is believed; of "
        "others it is dropped.",
    )
    questions_minute: int = Field(
        20,
        ge=0,
        description="Questions a minute that a reader may ask, and five times as many an address, of a page with a "
        "login or served to other machines; 0: any number.",
    )
    logins_minute: int = Field(
        10, ge=1, description="Times a minute that an address may try to log in, and three times as many a name."
    )

    @property
    def calibration_file(self) -> Path:
        """Where the calibration lies that its owner has fitted, if there is one."""
        return Path(self.calibration) if self.calibration else self.data_dir / CALIBRATION_NAME

    @property
    def added_folder(self) -> Path:
        """Where the pages lie that were fetched."""
        return Path(self.added) if self.added else self.data_dir / "added"

    def over(self, data_dir: Path, **others: Any) -> Settings:
        """The same over another data folder, with the same calibration; `others` are settings that change too."""
        return self.model_copy(update={"data_dir": data_dir, "calibration": str(self.calibration_file), **others})

    @model_validator(mode="after")
    def _budgets_fit(self) -> Settings:
        needed = self.evidence_tokens + self.answer_tokens + 600
        if needed > self.llm_context:
            raise ValueError(
                f"evidence_tokens ({self.evidence_tokens}) + answer_tokens ({self.answer_tokens}) + 600 for the "
                f"instructions and the question do not fit llm_context ({self.llm_context})"
            )
        if self.llm_base_url and not self.llm_model:
            raise ValueError("llm_base_url is set but llm_model is not: name the model of the endpoint")
        return self

    @model_validator(mode="wrap")
    @classmethod
    def _over_what_is_set(cls, given: Any, check: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        complete = isinstance(given, Settings) or info.context == _ALL_THERE_IS
        try:
            return check(given if complete else read_values() | given)
        except ValidationError as error:
            raise SettingsError(_one_line(error)) from error


def load_settings(environ: Mapping[str, str] | None = None, folder: Path | None = None, **given: Any) -> Settings:
    """Read the settings of a folder and an environment: `Settings(…)` of another place than this process is at.

    Args:
        environ: Variables to read; those of the process when not given.
        folder: Where `hemeroteca.toml` is looked for; the working folder when not given.
        given: Values that win over both; `None` counts as not given.

    Raises:
        SettingsError: A file that is not TOML, an unknown name, or a value that makes no sense.
    """
    values = read_values(environ, folder)
    values |= {name: value for name, value in given.items() if value is not None}
    return Settings.model_validate(values, context=_ALL_THERE_IS)


def read_fields(fields: Mapping[str, str] | Sequence[str]) -> dict[str, str]:
    """Which field of an export holds what, from a mapping or from pairs such as `title=headline`.

    Raises:
        SettingsError: Something that no field can hold, or what is no pair.
    """
    named = dict(fields) if isinstance(fields, Mapping) else list(fields)
    return Settings.model_validate({"fields": named}, context=_ALL_THERE_IS).fields


def _one_line(error: ValidationError) -> str:
    faults = []
    for fault in error.errors(include_url=False, include_context=False):
        name = ".".join(str(part) for part in fault["loc"])
        if fault["type"] == "extra_forbidden":
            faults.append(f"there is no setting {name!r}{_nearest(name)}")
        elif name:
            faults.append(f"{_shown(name, fault['input'])}: {fault['msg'].removeprefix('Value error, ')}")
        else:
            faults.append(fault["msg"].removeprefix("Value error, "))
    return "settings: " + "; ".join(faults) + ". The table in the README lists them all."


def _nearest(name: str) -> str:
    near = get_close_matches(name.lower(), Settings.model_fields, n=1)
    return f" (the nearest is {near[0]!r})" if near else ""


def _shown(name: str, value: Any) -> str:
    """A setting with what it was set to, unless that may hold a key or a password."""
    return name if name.split(".")[0] in _SECRETS else f"{name} = {value!r}"
