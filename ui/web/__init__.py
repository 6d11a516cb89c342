"""The page: the archive asked in a browser.

    server ─▶ guard (who may knock; passing: what an event may say) ─▶ vestibule (until the page is built) ─▶ page

    page (masthead and views) ─▶ reading (which event calls what) ─▶ reopening (a conversation comes onto the page)
                                                                  └▶ answering (a question is asked)

    showing (what of a conversation is sent) ─▶ messages (what it says), writing (of an answer what is new)
                                             └▶ sources (articles, the cited words marked)

What another face could use as well, the archive's opening, the desk, conversations, lies in `ui.serving`; `server`
serves it all. Gradio is imported when the page is served, not before: a busy port is told at once.
"""

from ui.serving.opening import Archive, OpenArchive
from ui.web.server import serve

__all__ = ["Archive", "OpenArchive", "serve"]
