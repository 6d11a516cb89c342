"""The face for other programs: tools and articles over the Model Context Protocol, on its official package.

    a client's call ─▶ server (its tools, in turn) ─▶ the archive, in a thread ─▶ telling ─▶ shapes ─▶ the client

Who calls is a language model, and what an article says is written by anybody. So a result is JSON in which the words of
articles stand in fields that are named for what they are, and nothing else does. It needs the extra `mcp`.
"""

from ui.mcp.server import build_mcp
from ui.mcp.stdio import run_mcp

__all__ = ["build_mcp", "run_mcp"]
