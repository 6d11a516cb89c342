"""How long a test waits for what must come: it bounds a hang, so that no machine meets it, whatever else it does."""

from __future__ import annotations

__all__ = ["PATIENCE"]

PATIENCE = 60
"""Seconds; twelve times what the slowest of these waits takes on two idle cores."""
