"""Where uploading.js says that files are too large or too many to be sent, with its words and the limits."""

from __future__ import annotations

from ui.web.escaping import escape
from ui.web.strings import Strings

__all__ = ["refusal_line"]


def refusal_line(files: int, most_bytes: int, megabytes: str, strings: Strings) -> str:
    """An empty line in a live region, for as many files, of as many bytes, in a language of the page."""
    many = strings.stacks.too_many.format(count="{count}", limit=files)
    large = strings.access.large_files.format(names="{names}", megabytes=megabytes)
    limits = f'data-files="{files}" data-bytes="{most_bytes}"'
    return f'<p class="aviso" role="alert" {limits} data-many="{escape(many)}" data-large="{escape(large)}"></p>'
