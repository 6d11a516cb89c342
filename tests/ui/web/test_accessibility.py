"""The page before axe-core, an examiner of accessibility, which a development dependency carries."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.ui.web.conftest import Visit, Visitor
from tests.ui.web.fakes import DEAL, VERDICTS, FakeArchive, events

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
