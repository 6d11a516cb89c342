"""The page before axe-core, an examiner of accessibility, which a development dependency carries."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from rag.settings import Settings
from tests.ui.web.conftest import Visit, Visitor, serving
from tests.ui.web.fakes import DEAL, VERDICTS, FakeArchive, events, why
from ui.serving import people as people_module
from ui.serving.people import open_people

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def faults(reader: Visitor) -> list[str]:
    """What axe finds, of any impact, with where it is."""
    found = Axe().run(reader.page).response["violations"]
    return [f"{one['id']} ({one['impact']}): {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: str, width: int, serve_archive: Callable[[FakeArchive], str], visit: Visit) -> None:
    """In the empty page, an answer with every verdict, its sources and a whole article."""
    url = serve_archive(FakeArchive(lambda question, history: events(VERDICTS)))
    reader = visit(url, color_scheme=scheme, viewport={"width": width, "height": 860})
    reader.wait(".elegir")
    found = {"empty": faults(reader)}
    reader.ask(VERDICTS.question)
    reader.wait(".pie")
    reader.page.wait_for_selector("#fuentes mark", state="attached")
    found["answered"] = faults(reader)
    reader.page.locator("#conversacion a.cita").first.click()
    reader.wait("mark.elegida")
    found["source"] = faults(reader)
    reader.page.locator("#fuentes .articulo a.entero").click()
    reader.wait("#articulo mark.elegida")
    assert DEAL.title in reader.text("#articulo")
    found["article"] = faults(reader)
    assert {view: said for view, said in found.items() if said} == {}


def test_axe_finds_nothing_at_the_door(chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The login as it is, where a session has ended, after a wrong password, and the way out."""
    monkeypatch.setattr(people_module, "_COST", (2, 8, 1))
    found: dict[tuple[str, ...], list[str]] = {}
    with (
        closing(open_people(Settings(data_dir=tmp_path))) as people,
        serving(lambda progress: FakeArchive(why), tmp_path, people, logins_minute=100) as url,
    ):
        people.add("Ana", "la sala de lectura")
        for scheme, width, locale in product(("light", "dark"), (1280, 390), ("es-ES", "en-GB")):
            context = chromium.new_context(
                color_scheme=scheme, viewport={"width": width, "height": 860}, locale=locale
            )  # fmt: skip
            reader = Visitor(context.new_page(), url)
            for view, password in (("login", ""), ("login?fin", "no es esta"), ("logout", "la sala de lectura")):
                reader.page.goto(f"{url}login?fin" if "fin" in view else f"{url}login")
                if password:
                    found[scheme, str(width), locale, f"{view} before"] = faults(reader)
                    reader.page.fill("#nombre", "Ana")
                    reader.page.fill("#clave", password)
                    reader.page.press("#clave", "Enter")
                    reader.page.wait_for_selector("#fallo" if view != "logout" else "p.estado")
                if view == "logout":
                    reader.page.goto(f"{url}logout")
                found[scheme, str(width), locale, view] = faults(reader)
                assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            context.close()
    assert len(found) == 40
    assert {view: said for view, said in found.items() if said} == {}
