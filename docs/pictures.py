"""Takes the pictures of the README from a real page over seeds/: `make pictures`.

It starts `hemeroteca chat` with the settings of the environment, asks one question, presses a number and looks. It
needs a Chromium, as the tests of the page do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

IMAGES = Path(__file__).parent / "images"
QUESTION = "¿por qué OpenAI eligió AWS?"
DESK, PHONE = {"width": 1280, "height": 850}, {"width": 390, "height": 844}
PATIENCE = 600_000
"""Milliseconds for an answer, the first of which waits for the archive and the model."""


@contextmanager
def page_over_seeds() -> Iterator[str]:
    """Serve the page on a free port over an archive of its own; yields its address."""
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "ui.cli", "chat", "--port", "0", "--no-browser"]
        environment = os.environ | {"HEMEROTECA_DATA_DIR": data}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as served:  # noqa: S603
            try:
                assert served.stdout is not None  # noqa: S101 - it is piped
                yield next(line.split()[-1] for line in served.stdout if "http" in line)
            finally:
                served.terminate()


def take(browser: Browser, url: str, name: str, scheme: str, size: dict[str, int]) -> None:
    """Ask, press a number, and keep what is seen."""
    context = browser.new_context(locale="es-ES", color_scheme=scheme, viewport=size)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url)
    page.fill("#pregunta textarea", QUESTION)
    page.press("#pregunta textarea", "Enter")
    page.wait_for_selector(".pie", timeout=PATIENCE)
    page.wait_for_selector("#fuentes mark", state="attached")
    page.locator("#conversacion a.cita").nth(1).click()
    page.wait_for_selector("mark.elegida")
    page.mouse.move(0, 0)
    page.wait_for_timeout(1_000)  # the words come into view slowly
    page.screenshot(path=IMAGES / f"{name}.png")
    context.close()


def main() -> None:
    """Take them all."""
    installed = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
    with page_over_seeds() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed, args=["--no-sandbox"])
        take(browser, url, "page", "light", DESK)
        take(browser, url, "dark", "dark", DESK)
        take(browser, url, "phone", "light", PHONE)
        browser.close()


if __name__ == "__main__":
    main()
