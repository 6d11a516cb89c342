"""Untrusted text made harmless for every place of the page that shows it.

Titles, articles, questions and answers pass through a Markdown renderer (messages), through `innerHTML` (the panel)
and into attributes. Gradio's HTML templates are no protection: what `{{ }}` puts into one is then compiled as a
JavaScript template literal, so that `${…}` in an article would run. Therefore nothing untrusted goes through a
template, and every ASCII punctuation mark becomes a character reference: there is then no tag, no entity, no link,
no emphasis, no formula and no placeholder left to be found, whoever reads the text, and it looks the same.
"""

from __future__ import annotations

import re

__all__ = ["escape", "showable"]

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
# Control characters and lone halves of surrogate pairs have no place in HTML or JSON; one character stands for each.
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Marks that turn the direction of everything behind them could make a quotation read as what it does not say.
_DIRECTIONS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def showable(text: str) -> str:
    """`text` without what no reader could see, or what could turn the direction of the words behind it."""
    return _DIRECTIONS.sub("�", _UNSHOWABLE.sub("�", text))


def escape(text: str) -> str:
    """Write `text` so that it is nothing but text in Markdown, HTML, an attribute or a template."""
    return _PUNCTUATION.sub(lambda mark: f"&#{ord(mark.group())};", showable(text))
