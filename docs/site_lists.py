"""What the site makes of the files themselves, for `mkdocs.yml`: the list of the decisions, by their own titles."""

from __future__ import annotations

import re
from typing import Any

LIST = "decisions/index.md"


def on_page_markdown(markdown: str, *, page: Any, files: Any, **_: Any) -> str:
    """A page as it is, and behind the one of the decisions all of them, in their order."""
    if page.file.src_uri != LIST:
        return markdown
    records = {file.src_uri: file for file in files.documentation_pages() if re.match(r"decisions/\d", file.src_uri)}
    rows = [f"- [{_title(records[name].content_string)}]({name.partition('/')[2]})" for name in sorted(records)]
    return "\n".join([markdown, "", *rows])


def _title(text: str) -> str:
    return text.partition("\n")[0].removeprefix("# ")
