"""A page in the newspaper's clothes without Gradio: for who has to log in, and while Gradio is being loaded."""

from __future__ import annotations

import html
from functools import cache
from pathlib import Path
from string import Template

__all__ = ["plain_page"]


def plain_page(code: str, title: str, promise: str, body: str, *, nonce: str = "", kind: str = "") -> str:
    """The page below the masthead.

    Args:
        code: Of its language.
        title: What it is, for the tab; text.
        promise: What stands beside the name; text.
        body: What it shows; HTML.
        nonce: Of its style, where the policy asks for one.
        kind: `amplio` for a wide column.
    """
    return _template().substitute(
        lang=code, title=html.escape(title), promise=html.escape(promise), body=body, nonce=nonce, kind=kind
    )


@cache
def _template() -> Template:
    return Template(Path(__file__).with_name("plain.html").read_text(encoding="utf-8"))
