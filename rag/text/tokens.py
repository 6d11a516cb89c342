"""How many tokens a text costs, about: each model counts otherwise."""

from __future__ import annotations

__all__ = ["CHARS_A_TOKEN"]

CHARS_A_TOKEN = 4.2
"""Of Spanish news, for the tokenizers of Qwen and Llama; a little low, so that the estimate is a little high."""
