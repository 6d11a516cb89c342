"""Markdown: front matter, where there is any, and below it the article as it was written.

What stands between two rules at the top is front matter only where all of it fits: it is YAML or TOML, one at least of
its fields has a usual name, and the others are words. Prose between two rules is prose: a text is never swallowed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from rag.corpus.fields import as_metadata, facts_of, guess_roles, is_usual
from rag.corpus.raw import Raw, RawArticle, RawFile

__all__ = ["read", "split_front_matter"]

_BLOCK = re.compile(r"---[ \t]*\n(?P<fields>(?:[^\n]*\n){0,400}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TOML_BLOCK = re.compile(r"\+\+\+[ \t]*\n(?P<fields>(?:[^\n]*\n){0,400}?)\+\+\+[ \t]*(?:\n|\Z)")
_MAX_BLOCK = 50_000

_FIELD = re.compile(r"(?P<name>[^\W\d_][\w -]{0,40}?)[ \t]*:(?!//)[ \t]*(?P<value>.*)\Z")
_NULL = re.compile(r"~|null|Null|NULL")  # as YAML writes nothing; in quotes they are words
_BESIDE_FIELDS = re.compile(r"\s*(?:#.*)?\Z|[ \t]*-[ \t].*\Z|[ \t]+\S.*\Z")  # blank, comment, list item, continuation


def read(file: RawFile) -> Iterator[Raw]:
    """Read a Markdown text."""
    decoded = file.decode()
    yield from file.notices(decoded)
    fields, text = split_front_matter(decoded.text)
    roles = guess_roles(fields)
    roles.pop("text", None)
    yield RawArticle(
        text, facts=facts_of(fields, roles), origin="front matter", metadata=as_metadata(fields), wrapped=True
    )


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Take the block between two `---` or `+++` lines off the top of a Markdown text, where it is front matter.

    Returns:
        The fields, by name, in lower case, and the text after the block; or no field and the whole text.
    """
    block = _BLOCK.match(text) or _TOML_BLOCK.match(text)
    if block is None or len(block["fields"]) > _MAX_BLOCK:
        return {}, text
    if text.startswith("+"):
        fields = _load_toml(block["fields"])
    else:
        fields = _load(block["fields"]) or _read_lines(block["fields"])
    if not _are_fields(fields):
        return {}, text
    return {str(name).lower(): value for name, value in fields.items()}, text[block.end() :].strip()


class _Loader(yaml.BaseLoader):  # type: ignore[misc] # the library has no type hints
    """YAML in which every value is text, and none stands for another: a few lines could become gigabytes."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("an alias")
        return super().compose_node(parent, index)

    def construct_scalar(self, node: yaml.ScalarNode) -> str:
        value = str(super().construct_scalar(node))
        return "" if node.style is None and _NULL.fullmatch(value) else value


def _load(block: str) -> Mapping[str, Any]:
    try:
        loaded = yaml.load(block, Loader=_Loader)  # noqa: S506 - a BaseLoader makes text, lists and mappings alone
    except (yaml.YAMLError, RecursionError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def _load_toml(block: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def _read_lines(block: str) -> Mapping[str, Any]:
    """Fields one a line, as people write them who do not know YAML: «título: Sube: la inflación»."""
    fields: dict[str, str] = {}
    for line in block.splitlines():
        if field := _FIELD.match(line):
            value = field["value"].strip()
            fields[field["name"]] = "" if _NULL.fullmatch(value) else value
        elif not _BESIDE_FIELDS.match(line):
            return {}
    return fields


def _are_fields(fields: Mapping[str, Any]) -> bool:
    """Whether names are those of fields: one at least is usual, and each other is one word."""
    names = [str(name) for name in fields]
    return any(map(is_usual, names)) and all(is_usual(name) or re.fullmatch(r"[\w-]{1,40}", name) for name in names)
