"""The documentation: what it takes out of the README is there, and the site is built strictly and asks for nothing."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
import typer
import yaml

from rag.settings import load_settings
from ui.commands import app

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(DOCS.rglob("*.md"))
LOADED = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "object": "data"}
"""What a browser fetches by itself, and the attribute that says from where."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_every_section_of_the_readme_that_a_page_takes_is_marked_there(page: Path) -> None:
    """Once, with its end."""
    for name in re.findall(r'--8<-- "README\.md:(\w+)"', page.read_text(encoding="utf-8")):
        marks = [README.count(f"<!-- --8<-- [{edge}:{name}] -->") for edge in ("start", "end")]
        assert marks == [1, 1], f"the README has no section {name!r}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_the_settings_that_a_page_shows_are_taken(page: Path, tmp_path: Path) -> None:
    """Each block of TOML is a settings file."""
    for number, block in enumerate(re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "hemeroteca.toml").write_text(block, encoding="utf-8")
        assert load_settings({}, folder).model_fields_set


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_the_commands_that_a_page_shows_are_there(page: Path) -> None:
    """With the options that it gives them."""
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group has them
    shown = re.findall(r"^    \S*?hemeroteca (\w+)(.*?)(?:   .*)?$", page.read_text(encoding="utf-8"), re.MULTILINE)
    for name, rest in shown:
        assert name in commands, f"{page.name} shows `hemeroteca {name}`"
        options = {option for parameter in commands[name].params for option in parameter.opts}
        if name != "eval":  # which reads its own
            assert set(re.findall(r"(?<!\S)--?[a-z][\w-]*", rest)) <= options, rest


def test_a_newcomer_is_told_the_same_in_both_languages() -> None:
    """The same commands in the same order."""
    english, spanish = (re.findall(r"^    (\S.*?)(?:  .*)?$", page, re.MULTILINE) for page in _starts())
    assert [re.sub(r"\S+/$", "FOLDER", line) for line in english] == [
        re.sub(r"\S+/$", "FOLDER", line) for line in spanish
    ]
    assert any("hemeroteca chat" in line for line in english)


def _starts() -> tuple[str, str]:
    return tuple((DOCS / name).read_text(encoding="utf-8") for name in ("index.md", "es/index.md"))  # type: ignore[return-value]


class Fetched(HTMLParser):
    """What a page has a browser fetch, and the languages that it says it is in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep where it is from."""
        if address := dict(attrs).get(LOADED.get(tag, "")):
            self.addresses.append(address)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` builds it."""
    pytest.importorskip("mkdocs", reason="mkdocs is not installed: `make setup-dev`")
    place = tmp_path_factory.mktemp("site")
    building = [sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "--strict", "--site-dir", str(place)]
    done = subprocess.run(building, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    return place


@pytest.mark.slow
def test_the_site_has_every_page_and_fetches_nothing_from_elsewhere(site: Path) -> None:
    """No font, script, style, picture or frame of another server, nor a call of one."""
    navigation = yaml.safe_load(re.sub(r"!!\S+", "", (ROOT / "mkdocs.yml").read_text(encoding="utf-8")))["nav"]
    pages = [page.removesuffix(".md") + ".html" for entry in navigation for page in entry.values()]
    assert [page for page in pages if not (site / page).is_file()] == []
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert [address for address in Fetched(text).addresses if re.match(r"(?:\w+:)?//", address)] == [], page
        assert "fonts.g" not in text
    styles = "".join(style.read_text(encoding="utf-8") for style in site.rglob("*.css"))
    assert re.findall(r"(?:url\(|@import\s+)['\"]?(?:https?:)?//[^)'\"]*", styles) == []
    assert not list(site.rglob("*.py"))


@pytest.mark.slow
def test_the_site_shows_what_the_readme_says(site: Path) -> None:
    """The figures of the proof, a setting, the library's own words on a method, and what the service answers."""
    assert "2,951 of 2,978" in (site / "proof.html").read_text(encoding="utf-8")
    assert "HEMEROTECA_UNSUPPORTED" in (site / "settings.html").read_text(encoding="utf-8")
    decisions = (site / "decisions" / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{record.stem}.html"' in decisions for record in (DOCS / "decisions").glob("0*.md"))
    assert "Make the index mirror folders or files" in (site / "python.html").read_text(encoding="utf-8")
    verdicts = (site / "api" / "search.html").read_text(encoding="utf-8")
    assert "/api/verify" in verdicts
    assert '>"support"<' in verdicts
    listed = (site / "api" / "index.html").read_text(encoding="utf-8")
    assert all(f"{method} /{path}" in listed for method, path in (("GET", "metrics"), ("PUT", "api/articles")))
    assert "--8&lt;--" not in "".join(page.read_text(encoding="utf-8") for page in site.rglob("*.html"))
