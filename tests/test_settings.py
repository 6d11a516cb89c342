"""Settings: where they come from, which wins, and how a fault is told."""

import os
import pickle
import sys
import traceback
from pathlib import Path

import pytest

from rag.configured import ENV_PREFIX, reader_language
from rag.errors import SettingsError
from rag.settings import Settings, at_home, load_settings, read_fields

SECRET = "sk-very-secret"


def write(folder: Path, text: str) -> None:
    """A settings file."""
    (folder / "hemeroteca.toml").write_text(text, encoding="utf-8")


def fault(folder: Path, environ: dict[str, str] | None = None, **given: object) -> str:
    """The text of the error that settings raise."""
    with pytest.raises(SettingsError) as caught:
        load_settings(environ or {}, folder, **given)
    return str(caught.value)


@pytest.fixture(autouse=True)
def _nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder without a settings file, and an environment in which nothing of ours is set."""
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    for name in [name for name in os.environ if name.startswith(ENV_PREFIX)]:
        monkeypatch.delenv(name)


def test_defaults_serve_where_nothing_is_set(tmp_path: Path) -> None:
    """No file, no variable."""
    settings = load_settings({}, tmp_path)
    assert settings == Settings()
    assert (settings.port, settings.corpus, settings.unsupported) == (7860, (Path("seeds"),), "quote")


def test_the_file_of_the_folder_is_read(tmp_path: Path) -> None:
    """TOML, with its own types."""
    write(tmp_path, 'port = 8000\ncorpus = ["a", "b"]\nhub = false\n')
    settings = load_settings({}, tmp_path)
    assert (settings.port, settings.corpus, settings.hub) == (8000, (Path("a"), Path("b")), False)


def test_the_environment_is_read(tmp_path: Path) -> None:
    """Only what begins with HEMEROTECA_; an empty variable counts as none."""
    environ = {"HEMEROTECA_PORT": "8001", "HEMEROTECA_HUB": "false", "HEMEROTECA_HOST": "", "PORT": "1"}
    settings = load_settings(environ, tmp_path)
    assert (settings.port, settings.hub, settings.host) == (8001, False, "127.0.0.1")


def test_several_folders_are_parted_as_in_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a colon, or a semicolon on Windows."""
    monkeypatch.setattr("os.pathsep", ":")
    assert load_settings({"HEMEROTECA_CORPUS": "a::b"}, tmp_path).corpus == (Path("a"), Path("b"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_tilde_is_the_home_folder_wherever_a_path_is_set(tmp_path: Path, home: Path) -> None:
    """In the file, in the environment and in code; where a model's name may stand too."""
    write(tmp_path, 'data_dir = "~/index"\ncorpus = ["~/articles", "here/~"]\nembedding_model = "~/e5"\n')
    settings = load_settings({"HEMEROTECA_CACHE_DIR": "~/cache"}, tmp_path, calibration="~/fitted.json")
    assert (settings.data_dir, settings.cache_dir) == (home / "index", home / "cache")
    assert settings.corpus == (home / "articles", Path("here/~"))
    assert (settings.embedding_model, settings.calibration_file) == (str(home / "e5"), home / "fitted.json")
    assert Settings(data_dir=Path("~")).data_dir == home


@pytest.mark.skipif(sys.platform == "win32", reason="there, no user is called root")
def test_a_name_behind_a_tilde_is_a_user_and_never_a_folder() -> None:
    """To make a folder of that name in the working folder is what nobody wants."""
    assert Settings(data_dir=Path("~root/x")).data_dir == Path(at_home("~root")) / "x"
    with pytest.raises(SettingsError, match="there is no user '~nobody-at-all'"):
        load_settings({"HEMEROTECA_DATA_DIR": "~nobody-at-all/x"})


def test_one_text_is_a_list_of_one(tmp_path: Path) -> None:
    """Who has one folder need not know how TOML writes lists."""
    write(tmp_path, 'corpus = "articles"\n')
    assert load_settings({}, tmp_path).corpus == (Path("articles"),)


def test_a_file_that_an_editor_of_windows_wrote_is_read(tmp_path: Path) -> None:
    """It begins with a byte order mark and its lines end as they do there."""
    (tmp_path / "hemeroteca.toml").write_bytes(b"\xef\xbb\xbfport = 8000\r\nhub = false\r\n")
    settings = load_settings({}, tmp_path)
    assert (settings.port, settings.hub) == (8000, False)


@pytest.mark.parametrize(
    ("given", "near"), [("data_dri", "data_dir"), ("Port", "port"), ("llm-model", "llm_model"), ("zzzzzz", "")]
)
def test_an_unknown_setting_is_told_with_the_nearest(tmp_path: Path, given: str, near: str) -> None:
    """Where one is near."""
    message = fault(tmp_path, **{given: "x"})
    assert f"there is no setting {given!r}" in message
    assert (f"the nearest is {near!r}" in message) if near else ("nearest" not in message)


def test_code_wins_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    """`None` counts as not given."""
    write(tmp_path, "port = 8000\nanswer_tokens = 100\nevidence_tokens = 200\n")
    environ = {"HEMEROTECA_PORT": "8001", "HEMEROTECA_ANSWER_TOKENS": "101"}
    settings = load_settings(environ, tmp_path, port=8002, answer_tokens=None)
    assert (settings.port, settings.answer_tokens, settings.evidence_tokens) == (8002, 101, 200)


def test_values_given_in_code_win_over_what_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`Settings(…)` reads the environment and the file of the working folder, as the commands do."""
    write(tmp_path, "port = 8000\nanswer_tokens = 100\nevidence_tokens = 200\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HEMEROTECA_PORT", "8001")
    monkeypatch.setenv("HEMEROTECA_ANSWER_TOKENS", "101")
    settings = Settings(port=8002)
    assert (settings.port, settings.answer_tokens, settings.evidence_tokens) == (8002, 101, 200)
    assert settings.model_fields_set == {"port", "answer_tokens", "evidence_tokens"}
    assert Settings.model_validate({"port": 8003}) == Settings(port=8003) == load_settings(port=8003)


def test_settings_of_another_place_take_nothing_of_this_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that answers a command decides by the settings of whoever gave it."""
    write(tmp_path, "port = 8000\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HEMEROTECA_HOST", "0.0.0.0")
    there = load_settings({}, tmp_path / "elsewhere")
    assert (there.port, there.host, there.model_fields_set) == (7860, "127.0.0.1", set())
    assert read_fields(["title=headline"]) == {"title": "headline"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"port": "x"}, "port = 'x'"),
        ({"prot": 1}, "there is no setting 'prot' (the nearest is 'port')"),
        ({"evidence_tokens": 4000}, "do not fit llm_context"),
        ({"llm_base_url": "http://localhost/v1"}, "llm_base_url is set but llm_model is not"),
    ],
)
def test_a_fault_in_code_is_told_as_any_other(given: dict[str, object], said: str) -> None:
    """One line, as an error of this program."""
    with pytest.raises(SettingsError) as caught:
        Settings.model_validate(given)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    with pytest.raises(SettingsError, match=r"^settings: "):
        Settings(**given)  # type: ignore[arg-type]


def test_a_copy_is_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set meanwhile does not come in, by a copy, by pickling or by checking them again."""
    settings = Settings(port=8002)
    monkeypatch.setenv("HEMEROTECA_HOST", "0.0.0.0")
    sent = pickle.loads(pickle.dumps(settings))  # noqa: S301 - our own
    copies = (settings.over(tmp_path), sent, Settings.model_validate(settings))
    assert {copy.host for copy in copies} == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"HEMEROTECA_PROT": "1"}, "there is no setting 'prot'"),
        ({"HEMEROTECA_PORT": "many"}, "port = 'many'"),
        ({"HEMEROTECA_PORT": "70000"}, "port = '70000'"),
        ({"HEMEROTECA_LLM": "maybe"}, "llm = 'maybe'"),
        ({"HEMEROTECA_LLM_BASE_URL": "http://localhost/v1"}, "llm_model"),
        ({"HEMEROTECA_EVIDENCE_TOKENS": "4000"}, "evidence_tokens (4000) + answer_tokens (256) + 600"),
    ],
)
def test_a_fault_is_one_line_that_names_the_setting(tmp_path: Path, environ: dict[str, str], named: str) -> None:
    """What was found, and where to look."""
    message = fault(tmp_path, environ)
    assert named in message
    assert message.endswith("The table in the README lists them all.")
    assert "\n" not in message


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    """Nobody likes to be told one at a time."""
    message = fault(tmp_path, {"HEMEROTECA_PORT": "x", "HEMEROTECA_HUB": "x", "HEMEROTECA_NEW": "x"})
    assert all(name in message for name in ("port", "hub", "new"))


@pytest.mark.parametrize("content", [b"port 1", b"\xff\xfe", b"port = 1\nport = 2"])
def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path, content: bytes) -> None:
    """It names the file and its format."""
    (tmp_path / "hemeroteca.toml").write_bytes(content)
    message = fault(tmp_path)
    assert message.startswith("hemeroteca.toml cannot be read")
    assert "\n" not in message


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "es_ES.UTF-8"}, "es"),
        ({"LANG": "es"}, "es"),
        ({"LANG": "es_ES.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "es_ES.UTF-8", "LC_MESSAGES": "gl_ES", "LC_ALL": ""}, "gl"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "ast_ES.UTF-8"}, "ast"),
        ({"LANG": "es_ES.UTF-8", "HEMEROTECA_LANGUAGE": "de"}, "de"),
        ({"LANG": "es_ES.UTF-8", "HEMEROTECA_PORT": "many"}, "es"),
    ],
)
def test_the_reader_s_language_is_that_of_the_locale(tmp_path: Path, environ: dict[str, str], language: str) -> None:
    """Unless one is set, whatever else is wrong with the settings."""
    assert reader_language(environ, tmp_path) == language


def test_the_reader_s_language_is_read_from_the_file_where_that_can_be_read(tmp_path: Path) -> None:
    """A file that cannot be is told in the language of the locale."""
    write(tmp_path, 'language = "fr"\nport = "many"\n')
    assert reader_language({"LANG": "es_ES.UTF-8"}, tmp_path) == "fr"
    write(tmp_path, "language = fr")
    assert reader_language({"LANG": "es_ES.UTF-8"}, tmp_path) == "es"


def test_a_secret_is_not_shown_with_the_settings(tmp_path: Path) -> None:
    """Neither printed nor dumped."""
    settings = load_settings({"HEMEROTECA_LLM_API_KEY": SECRET}, tmp_path)
    assert settings.llm_api_key.get_secret_value() == SECRET
    assert SECRET not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


@pytest.mark.parametrize(
    "given",
    [
        {"llm_api_key": [SECRET]},
        {"llm_api_key": SECRET, "llm_base_url": "http://localhost/v1"},
        {"llm_api_key": SECRET, "port": "x"},
        {"llm_apikey": SECRET},
        {"embedding_api_key": [SECRET], "embedding_base_url": [f"https://me:{SECRET}@host/v1"]},
        {"database_url": [f"postgresql://me:{SECRET}@host/db"]},
    ],
    ids=[
        "of another type",
        "beside a fault of the whole",
        "beside another fault",
        "misspelt",
        "of the embedder",
        "in a URL",
    ],
)
def test_a_secret_is_not_shown_in_an_error(tmp_path: Path, given: dict[str, object]) -> None:
    """An error may end in a log, with its traceback."""
    with pytest.raises(SettingsError) as caught:
        load_settings({}, tmp_path, **given)
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_settings_cannot_be_changed() -> None:
    """They are passed as one value."""
    with pytest.raises(ValueError, match="frozen"):
        Settings().port = 1  # type: ignore[misc]


def test_every_setting_says_what_it_is_for() -> None:
    """The README's table is made of these."""
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_another_data_folder_keeps_the_calibration(tmp_path: Path) -> None:
    """A measurement over a fresh archive is decided as the archive that it stands for."""
    own = Settings(data_dir=tmp_path / "own")
    assert own.calibration_file == tmp_path / "own" / "calibration.json"
    fresh = own.over(tmp_path / "fresh", language="es")
    assert (fresh.data_dir, fresh.language) == (tmp_path / "fresh", "es")
    assert fresh.calibration_file == own.calibration_file
    assert Settings(calibration="elsewhere.json").calibration_file == Path("elsewhere.json")


def test_fields_of_exports_are_named_in_a_table_or_in_one_text(tmp_path: Path) -> None:
    """In the file and in the environment."""
    write(tmp_path, '[fields]\ntitle = "headline"\npublished = "día de salida"')
    assert load_settings({}, tmp_path).fields == {"title": "headline", "published": "día de salida"}
    environ = {"HEMEROTECA_FIELDS": "title = headline, text=cuerpo"}
    assert load_settings(environ, tmp_path).fields == {"title": "headline", "text": "cuerpo"}
    assert read_fields(["title=a,b=c"]) == {"title": "a,b=c"}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("titel=headline", "'titel' is nothing that a field can hold: write one of title, published"),
        ("title", "'title' is given no name: write it as title=headline"),
        ("title=", "'title' is given no name"),
        ("=headline", "'' is nothing that a field can hold"),
    ],
)
def test_a_field_that_can_hold_nothing_is_told(tmp_path: Path, fields: str, said: str) -> None:
    """With what it could be."""
    with pytest.raises(SettingsError) as caught:
        load_settings({"HEMEROTECA_FIELDS": fields}, tmp_path)
    assert said in str(caught.value)
