"""Many questions at once: a table or a list of them in, a line for each out, and a killed run goes on.

    file ─▶ rows (reading) ─▶ those not answered yet (resuming) ─▶ answers in order (asking) ─▶ lines (writing)

The order of it all is `ui.batch.running`.
"""

from __future__ import annotations

__all__: list[str] = []
