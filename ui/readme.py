"""The parts of the README that are made from the code, so that they cannot fall behind it.

python -m ui.readme        prints the settings table; a test compares it with the README
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import SecretStr

from rag.configured import ENV_PREFIX
from rag.settings import Settings

__all__ = ["settings_table"]


def settings_table() -> str:
    """Every setting as a row of a Markdown table: name, environment variable, default, meaning."""
    rows = ["| `hemeroteca.toml` | environment | default | what it is for |", "|---|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "the user's cache folder" if field.default_factory else _shown(field.default)
        rows.append(f"| `{name}` | `{ENV_PREFIX}{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows)


def _shown(value: Any) -> str:
    match value:
        case SecretStr() | "":
            return "empty"
        case dict():
            return ", ".join(f"`{name} = {part}`" for name, part in value.items()) or "none"
        case bool():
            return f"`{str(value).lower()}`"
        case tuple():
            return ", ".join(f"`{part}`" for part in value)
        case str() | int() | float() | Path():
            return f"`{value}`"
        case _:
            raise TypeError(f"no way to show a default of type {type(value).__name__}")


if __name__ == "__main__":
    print(settings_table())  # noqa: T201 - this is what the command is for
