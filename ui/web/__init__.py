"""The page: the archive asked in a browser.

    events ─▶ chat (what the conversation says) ─▶ page (what stands where)
           └▶ sources (the articles, the cited words marked)

`archive` is what the page needs of an archive, and its opening in the background; `desk` answers one question at a
time; `server` serves it all. Gradio is imported when the page is served, not before: a busy port is told at once.
"""

from ui.web.archive import Archive, OpenArchive
from ui.web.server import serve

__all__ = ["Archive", "OpenArchive", "serve"]
