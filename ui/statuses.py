"""With what the command ends."""

from __future__ import annotations

__all__ = ["EXIT_FAILED", "EXIT_INSUFFICIENT", "EXIT_INTERRUPTED", "EXIT_PIPE_CLOSED", "EXIT_USAGE"]

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_INSUFFICIENT = 3
# What a shell says of a program that SIGINT or SIGPIPE has ended.
EXIT_INTERRUPTED = 130
EXIT_PIPE_CLOSED = 141
