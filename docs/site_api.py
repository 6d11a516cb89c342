"""What the site says of the HTTP service, for `mkdocs.yml`: made of its OpenAPI document and of what it answers.

    OpenAPI document ─▶ a page for each of its tags ─▶ each route: its parameters, its body, a request and its answer

The answers are those of the service itself over the small archive of its tests, asked in this process.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # where `mkdocs` is a command of its own, the folder that it runs in is not on the path

from starlette.testclient import TestClient  # noqa: E402 - of the path above, as all that follow

from rag.arrivals import Article  # noqa: E402
from rag.settings import Settings  # noqa: E402
from tests.ui.web.fakes import DEAL, FakeArchive, why  # noqa: E402
from ui.http.room import Room  # noqa: E402
from ui.http.service import build_service  # noqa: E402
from ui.serving.conversations import Conversations  # noqa: E402
from ui.serving.database import ReadersDatabase  # noqa: E402
from ui.serving.feedback import Feedback  # noqa: E402
from ui.serving.opening import NO_FILTERS  # noqa: E402
from ui.serving.room import ServingRoom  # noqa: E402
from ui.serving.saved import Match, open_saved  # noqa: E402

LIST = "api/index.md"
AT = "http://127.0.0.1:7860"
TITLES = {
    "ask": "Questions",
    "search": "Passages and verdicts",
    "articles": "Articles",
    "conversations": "Conversations",
    "questions": "Saved questions",
    "openai": "OpenAI's protocol",
    "health": "Health and metrics",
}
"""Of the pages, by the tag of their routes; a tag that has none is its own."""
ARTICLE = Article(DEAL.id, DEAL.id, DEAL.id)
_SHOWN, _WORDS = 2, 160
"""Members of a list, and characters of a text, that an example shows; the rest is an ellipsis."""

Operation = tuple[str, str, Mapping[str, Any]]
"""A method, a path, and what the document says of it."""


def on_files(files: Any, *, config: Any) -> Any:
    """The pages that are made, beside those that are there."""
    with _service() as client:
        document = client.get("/api/openapi.json").json()
        for tag, operations in _by_tag(document).items():
            page = _page(client, document, TITLES.get(tag, tag), operations)
            files.append(File.generated(config, f"api/{tag}.md", content=page))
    return files


def on_page_markdown(markdown: str, *, page: Any, files: Any, **_: Any) -> str:
    """A page as it is, and behind the one of the service a list of the others, with their routes."""
    if page.file.src_uri != LIST:
        return markdown
    made = [file for file in files.documentation_pages() if file.src_uri.startswith("api/") and file.generated_by]
    rows = [line for file in made for line in _listed(file.src_uri.removeprefix("api/"), file.content_string)]
    return "\n".join([markdown, *rows])


@contextmanager
def _service() -> Iterator[TestClient]:
    """A client of the service, in which a question is saved that an article answers."""
    with ExitStack() as held:
        folder = held.enter_context(TemporaryDirectory())
        readers = held.enter_context(closing(ReadersDatabase(Path(folder), "")))
        serving = ServingRoom.of(Settings(data_dir=Path(folder)), lambda _: FakeArchive(why))
        held.callback(serving.close)
        serving.opening.start()
        serving.opening.archive()
        saved = held.enter_context(closing(open_saved(serving.settings)))
        watched = saved.add(DEAL.title, NO_FILTERS, ())
        saved.note([ARTICLE], [Match(watched.id, ARTICLE, ((0, len(DEAL.title)),))])
        room = Room(serving, Conversations(readers), Feedback(readers), saved)
        yield held.enter_context(TestClient(build_service(room, None), base_url="http://127.0.0.1"))


def _by_tag(document: Mapping[str, Any]) -> dict[str, list[Operation]]:
    found: dict[str, list[Operation]] = {}
    for path, operations in document["paths"].items():
        for method, said in operations.items():
            found.setdefault(said["tags"][0], []).append((method.upper(), path, said))
    return found


def _page(client: TestClient, document: Mapping[str, Any], title: str, operations: list[Operation]) -> str:
    sections = (section for operation in operations for section in _section(client, document, operation))
    return "\n".join([f"# {title}", "", *sections])


def _section(client: TestClient, document: Mapping[str, Any], operation: Operation) -> Iterator[str]:
    method, path, said = operation
    yield from (f"## `{method} {path}`", "", f"{said['summary']}.", "")
    if parameters := said.get("parameters", ()):
        rows = [_row(one["name"], one["schema"], document, required=one["required"]) for one in parameters]
        yield from _table(f"In the {' and the '.join(sorted({one['in'] for one in parameters}))}", rows)
    kind, schema = next(iter(said.get("requestBody", {}).get("content", {}).items()), ("", {}))
    schema = schema.get("schema", {})
    if schema:
        yield from _fields(f"Body ({kind})", schema, document)
    yield from _example(client, method, path, _resolved(schema, document).get("examples", [None])[0])


def _fields(title: str, schema: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[str]:
    """The table of a body, and one of each kind of object in it."""
    whole = _resolved(schema, document)
    needed = whole.get("required", ())
    properties = whole.get("properties", {})
    rows = [_row(name, one, document, required=name in needed) for name, one in properties.items()]
    yield from _table(title, rows)
    for name in dict.fromkeys(_named(list(properties.values()))):
        inner = document["components"]["schemas"][name]
        if "properties" in inner:
            yield from _fields(f"`{name}`", inner, document)


def _table(title: str, rows: list[str]) -> Iterator[str]:
    yield from (f"{title}:", "", "| | | |", "|---|---|---|", *rows, "")


def _row(name: str, schema: Mapping[str, Any], document: Mapping[str, Any], *, required: bool) -> str:
    default = schema.get("default")
    says = [schema.get("description", _resolved(schema, document).get("description", ""))]
    says += ["Required."] if required else [f"Default: `{json.dumps(default)}`."] if default not in (None, "") else []
    cells = (f"`{name}`", _kind(schema, document), " ".join(filter(None, says)))
    return f"| {' | '.join(cell.replace('|', chr(92) + '|').replace(chr(10), ' ') for cell in cells)} |"


def _kind(schema: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    """What a value is, in words."""
    if "anyOf" in schema:
        return " or ".join(_kind(one, document) for one in schema["anyOf"])
    if "$ref" in schema:
        values = _resolved(schema, document).get("enum")
        return _choice(values) if values else f"`{_name(schema)}`"
    if "enum" in schema:
        return _choice(schema["enum"])
    kind = str(schema.get("type", "any"))
    inner = f" of {_kind(schema['items'], document)}" if "items" in schema else ""
    least = schema.get("minimum", schema.get("minLength", schema.get("minItems")))
    most = schema.get("maximum", schema.get("maxLength", schema.get("maxItems")))
    bounds = {(True, True): f" ({least} to {most})", (True, False): f" ({least} or more)"}
    return kind + inner + bounds.get((least is not None, most is not None), f" (at most {most})" if most else "")


def _choice(values: list[Any]) -> str:
    return " or ".join(f"`{json.dumps(value)}`" for value in values)


def _resolved(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    return document["components"]["schemas"][_name(schema)] if "$ref" in schema else schema


def _name(schema: Mapping[str, Any]) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _named(value: Any) -> Iterator[str]:
    """The kinds of objects that a schema names."""
    if isinstance(value, list):
        for one in value:
            yield from _named(one)
    elif isinstance(value, dict):
        if "$ref" in value:
            yield _name(value)
        for one in value.values():
            yield from _named(one)


def _example(client: TestClient, method: str, path: str, body: Any) -> Iterator[str]:
    """A request, and what the service answers; none where it would fetch, remove or need what nobody has."""
    place = client.post("/api/ask", json={"question": DEAL.title, "conversation": "new"}).json()["conversation"]
    saved = client.get("/api/questions").json()["questions"][0]["id"]
    known = {"passage_id": f"{DEAL.id}:0", "article_id": DEAL.id, "place": place, "model": "hemeroteca"}
    for hole, value in {f"{{{name}}}": value for name, value in (known | {"question_id": saved}).items()}.items():
        path = path.replace(hole, value)
    if method == "DELETE" or (method, path) in (("POST", "/api/articles"), ("PUT", "/api/articles")):
        yield from _code("sh", _curl(method, path, body))
        return
    if isinstance(body, dict) and "conversation" in body:
        body = body | {"conversation": place}
    answer = client.request(method, path, json=body)
    if answer.status_code >= 400:
        raise SystemExit(f"docs/site_api.py: {method} {path} answers its own example with {answer.text[:300]}")
    yield from _code("sh", _curl(method, path, body))
    if answer.headers["content-type"] == "application/json":
        yield from _code("json", json.dumps(_shortened(answer.json()), ensure_ascii=False, indent=2))
    else:
        yield from _code("text", "\n".join(answer.text.splitlines()[:6]))


def _curl(method: str, path: str, body: Any) -> str:
    sent = f" \\\n  -H 'content-type: application/json' -d '{json.dumps(body, ensure_ascii=False)}'" if body else ""
    if (method, path) == ("PUT", "/api/articles"):
        sent = " -F files=@articulo.txt"
    verb = "" if method == "GET" or (method == "POST" and body) else f" -X {method}"
    return f"curl -s{verb} {AT}{path}{sent}"


def _code(language: str, text: str) -> Iterator[str]:
    yield from (f"```{language}", text, "```", "")


def _shortened(value: Any) -> Any:
    """A value of which an example is read."""
    if isinstance(value, dict):
        return {name: _shortened(one) for name, one in value.items()}
    if isinstance(value, list):
        return [*map(_shortened, value[:_SHOWN]), *(["…"] if len(value) > _SHOWN else [])]
    if isinstance(value, str) and len(value) > _WORDS:
        return f"{value[:_WORDS]}…"
    return value


def _listed(name: str, page: str) -> Iterator[str]:
    title, *lines = page.splitlines()
    yield f"- [{title.removeprefix('# ')}]({name})"
    yield from (f"    - {line.removeprefix('## ')}" for line in lines if line.startswith("## "))
