"""Pages of the open web: asked for politely, one after another, and never from where only this machine can reach."""

from rag.web.addresses import is_public
from rag.web.fetching import Fetched, Limits, Web

__all__ = ["Fetched", "Limits", "Web", "is_public"]
