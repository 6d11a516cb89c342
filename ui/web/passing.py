"""Requests as Gradio may hear them: with names of one reader, files that they sent, and no more than that.

An event may say of any value that it is a file, and Gradio then takes that file: where it was mounted and not launched,
as here (6.31, `processing_utils._check_allowed`), any of this machine, and what an address answers too. So an event
names the files that its own reader has sent, and no others.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from urllib.parse import parse_qsl, urlencode

from starlette.types import Message, Scope, Send

__all__ = ["collecting", "event_of", "with_names"]


def event_of(
    body: bytes, fields: Collection[str], named: Callable[[object], str], is_own: Callable[[object], bool]
) -> bytes | None:
    """An event with another name of its session; None where it is none, or names a file that is not its reader's.

    Args:
        body: As it was sent.
        fields: What of it is passed on.
        named: The name that stands for one which a browser has made up.
        is_own: Whether a path is that of a file which the reader has sent.
    """
    try:
        event = json.loads(body)
        if not isinstance(event, dict) or not isinstance(session := event.get("session_hash"), str):
            return None
        if not all(is_own(file) for file in _files(event)):
            return None
        known = {name: event[name] for name in fields if name in event}
        return json.dumps(known | {"session_hash": named(session)}).encode("ascii")
    except (ValueError, RecursionError):
        return None


def _files(event: object) -> Iterator[object]:
    """What an event has Gradio take for the path of a file, wherever it stands."""
    waiting = [event]
    while waiting:
        match waiting.pop():
            case dict() as fields:
                if "path" in fields:
                    yield fields["path"]
                waiting.extend(fields.values())
            case list() as items:
                waiting.extend(items)


def collecting(sent: list[Message]) -> Send:
    """Send into a list."""

    async def sending(message: Message) -> None:
        sent.append(message)

    return sending


def with_names(scope: Scope, name: str, named: Callable[[object], str]) -> Scope:
    """A request in whose address a name that the browser made up is another."""
    query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    renamed = [(one, named(value) if one == name else value) for one, value in query]
    return {**scope, "query_string": urlencode(renamed).encode("ascii")}
