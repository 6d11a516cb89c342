"""Where the page's modules find the escaping that every face shares."""

from ui.escaping import escape

__all__ = ["escape"]
