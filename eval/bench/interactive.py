"""When a reader can use the page: in a browser, where there is one."""

from __future__ import annotations

import shutil
import time

__all__ = ["seconds_to_interactive"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BOX = "#pregunta textarea"
ECHOED = f"document.querySelector('{BOX}').value === '¿' && document.querySelector('p.estado.listo') !== null"
"""What was typed stands in the box, and the line on the archive has come from the server."""


def seconds_to_interactive(address: str) -> float | None:
    """Seconds from the address to a box that takes a question and a page that knows its archive, nothing being cached.

    Returns:
        None where Playwright or Chromium is not installed: they are tools of the tests.
    """
    installed = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    try:
        from playwright.sync_api import sync_playwright  # of the development extra: the bench runs without
    except ImportError:
        return None
    if installed is None:
        return None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed, args=["--no-sandbox"])
        page = browser.new_page()
        started = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.wait_for_selector(BOX)
        page.type(BOX, "¿")
        page.wait_for_function(ECHOED)
        seconds = time.perf_counter() - started
        browser.close()
    return seconds
