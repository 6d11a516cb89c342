"""Keeps the loading of models off the terminal: the libraries draw bars and print tables of their own.

It imports transformers, and with it torch: import it lazily.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from logging import ERROR, getLogger

from transformers.utils import logging

__all__ = ["quiet"]


@contextmanager
def quiet() -> Iterator[None]:
    """Let transformers and the hub's client say errors only, and draw nothing, until the block ends."""
    hub = getLogger("huggingface_hub")
    hub_level, level, bars = hub.level, logging.get_verbosity(), logging.is_progress_bar_enabled()
    hub.setLevel(ERROR)
    logging.set_verbosity(ERROR)
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        hub.setLevel(hub_level)
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]
