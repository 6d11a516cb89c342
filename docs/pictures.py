"""Takes the pictures of the README from real pages: `make pictures`.

    page, dark, phone     over seeds/: one question is asked, a number pressed, and its words are lit
    found                 the same with how the answer was found unfolded below it
    archive               over the invented articles of eval/corpus/, of many days and outlets

It starts `hemeroteca chat` with the settings of the environment and looks at it in a Chromium, as the tests of the page
do. `make pictures ARGS="--try FOLDER"` does the same without a language model and puts the pictures elsewhere.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).parent / "images"
MANY_ARTICLES = Path(__file__).parents[1] / "eval" / "corpus"
QUESTION = "¿por qué OpenAI eligió AWS?"
DESK, PHONE = {"width": 1280, "height": 850}, {"width": 390, "height": 844}
PATIENCE = 600_000
"""Milliseconds for an answer, the first of which waits for the archive and the model."""
STILL = 1_000
"""Milliseconds in which what moves comes to rest: words come into view slowly."""


@contextmanager
def served(settings: Mapping[str, str]) -> Iterator[str]:
    """Serve the page on a free port over an archive of its own; yields its address."""
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "ui.cli", "chat", "--port", "0", "--no-browser"]
        environment = {**os.environ, **settings, "HEMEROTECA_DATA_DIR": data}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:  # noqa: S603
            try:
                assert process.stdout is not None  # noqa: S101 - it is piped
                yield next(line.split()[-1] for line in process.stdout if "http" in line)
            finally:
                process.terminate()


@contextmanager
def window(browser: Browser, url: str, scheme: str, size: dict[str, int]) -> Iterator[Page]:
    """A reader's window on the page, once the archive is open."""
    context = browser.new_context(locale="es-ES", color_scheme=scheme, viewport=size)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector(".estado.listo", timeout=PATIENCE)
    yield page
    context.close()


def keep(page: Page, image: Path) -> None:
    """Keep what is seen, with the pointer on nothing."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(STILL)
    page.screenshot(path=image)


def take_answer(page: Page, image: Path) -> None:
    """Ask, and press a number."""
    page.fill("#pregunta textarea", QUESTION)
    page.press("#pregunta textarea", "Enter")
    page.wait_for_selector(".pie", timeout=PATIENCE)
    page.wait_for_selector("#fuentes mark", state="attached")
    page.wait_for_timeout(STILL)  # what could be asked next is looked for
    page.locator("#conversacion a.cita").last.click()
    page.wait_for_selector("mark.elegida")
    keep(page, image)


def take_found(page: Page, image: Path) -> None:
    """Unfold how the answer was found."""
    page.locator("details.hallazgo summary").last.click()
    page.wait_for_selector("details.hallazgo[open] dl")
    page.locator("details.hallazgo").last.evaluate("part => part.scrollIntoView({block: 'start'})")
    keep(page, image)


def take_archive(page: Page, image: Path) -> None:
    """Choose the view of the archive, once all articles are in."""
    page.wait_for_function("!document.querySelector('#estado').textContent.includes('Indexando')", timeout=PATIENCE)
    page.locator("#vistas [role=tab]").nth(1).click()
    page.wait_for_selector("#fondo-lista li")
    keep(page, image)


def main() -> None:
    """Take them all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--try", dest="folder", type=Path, help="put them here, taken without a language model")
    folder: Path | None = parser.parse_args().folder
    images = folder or IMAGES
    images.mkdir(parents=True, exist_ok=True)
    quiet = {"HEMEROTECA_LLM": "off"}
    model = quiet if folder else {}
    installed = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed, args=["--no-sandbox"])
        with served(model) as url:
            for name, scheme, size in (("page", "light", DESK), ("dark", "dark", DESK), ("phone", "light", PHONE)):
                with window(browser, url, scheme, size) as page:
                    take_answer(page, images / f"{name}.png")
                    if name == "page":
                        take_found(page, images / "found.png")
        with (
            served({**quiet, "HEMEROTECA_CORPUS": str(MANY_ARTICLES)}) as url,
            window(browser, url, "light", DESK) as page,
        ):
            take_archive(page, images / "archive.png")
        browser.close()


if __name__ == "__main__":
    main()
