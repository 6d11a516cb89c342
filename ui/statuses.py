"""With what the command ends."""

from __future__ import annotations

__all__ = [
    "EXIT_FAILED",
    "EXIT_INSUFFICIENT",
    "EXIT_INTERRUPTED",
    "EXIT_NO_MATCH",
    "EXIT_PIPE_CLOSED",
    "EXIT_USAGE",
]

EXIT_FAILED = 1
EXIT_NO_MATCH = 1
"""Of a command that looks for something, as of grep: there is none, and nothing failed."""
EXIT_USAGE = 2
EXIT_INSUFFICIENT = 3
# What a shell says of a program that SIGINT or SIGPIPE has ended.
EXIT_INTERRUPTED = 130
EXIT_PIPE_CLOSED = 141
