"""Exports: which field holds what, said or guessed, and names of articles that stay."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rag.corpus import read_articles
from rag.corpus.fields import ROLES, as_text, guess_roles
from rag.languages import LANGUAGES, Language
from rag.types import Document, Noted, SyncFailure

TEXT = "La inflación subió un 5 % en octubre, según el instituto. Los precios de la energía fueron la causa."


def write_lines(folder: Path, *records: dict[str, Any], name: str = "a.jsonl") -> Path:
    """An export with a record on each line."""
    file = folder / name
    file.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return file


def documents(file: Path, mapping: dict[str, str] | None = None) -> list[Document]:
    """The documents of an export."""
    return [read for read in read_articles(file, file.parent, mapping) if isinstance(read, Document)]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_fields_have_names_in_every_language(language: Language) -> None:
    """Each role, by names of which none means two things in one language."""
    assert set(language.fields) == {*ROLES, "other"}
    names = [name for named in language.fields.values() for name in named]
    assert len(names) == len(set(names))
    assert all(name.isalnum() for name in names)


@pytest.mark.parametrize(
    ("record", "roles"),
    [
        ({"headline": "a", "articleBody": "b"}, {"title": "headline", "text": "articleBody"}),
        ({"Título": "a", "Fecha de publicación": "b"}, {"title": "Título", "published": "Fecha de publicación"}),
        ({"published_at": "a", "content_html": "b"}, {"published": "published_at", "text": "content_html"}),
        ({"titre": "a", "corps": "b", "rubrique": "c"}, {"title": "titre", "text": "corps", "section": "rubrique"}),
        ({"title": "", "titular": "b"}, {"title": "titular"}),
        ({"text": "corto", "body": "mucho más largo"}, {"text": "body"}),
        ({"precio": "3", "color": "rojo"}, {}),
    ],
    ids=["english", "spaces", "underscores", "french", "empty", "longest text", "none"],
)
def test_roles_are_guessed_by_usual_names(record: dict[str, str], roles: dict[str, str]) -> None:
    """In any language and any way of writing them."""
    assert guess_roles(record) == roles


def test_values_of_any_shape_are_text() -> None:
    """Names of objects, lists of them, numbers; nothing for nothing."""
    assert as_text({"@type": "Person", "name": "Ana"}) == "Ana"
    assert as_text([{"name": "Ana"}, "Luis", None]) == "Ana, Luis"
    assert as_text(7) == "7"
    assert as_text(None) == as_text({}) == as_text([]) == as_text(True) == ""


def test_what_was_guessed_is_said(tmp_path: Path) -> None:
    """Once a file; nothing is said of what was given."""
    file = write_lines(tmp_path, {"titular": "A", "cuerpo": TEXT}, {"titular": "B", "cuerpo": TEXT})
    notes = [read.note for read in read_articles(file, tmp_path) if isinstance(read, Noted)]
    assert notes == ["fields guessed by their names: text = cuerpo, title = titular"]
    given = {"text": "cuerpo", "title": "titular"}
    assert not [read for read in read_articles(file, tmp_path, given) if isinstance(read, Noted)]


def test_a_mapping_counts_more_than_a_guess(tmp_path: Path) -> None:
    """Fields of any name can be taken, and what is left over is kept beside the article."""
    file = write_lines(tmp_path, {"t1": "Sube", "title": "no", "zz": TEXT, "when": "3 de mayo de 2024", "n": 4})
    (document,) = documents(file, {"title": "t1", "text": "zz", "published": "when"})
    assert (document.title, document.text, document.published) == ("Sube", TEXT, date(2024, 5, 3))
    assert document.metadata == {"title": "no", "n": "4"}
    assert document.origins["published"] == "mapping"


def test_the_text_is_found_by_its_length_where_no_name_says_it(tmp_path: Path) -> None:
    """A field of any name whose values are as long as articles."""
    file = write_lines(tmp_path, {"titulo": "Sube", "campo7": TEXT * 3, "campo8": "x"})
    assert [document.text for document in documents(file)] == [TEXT * 3]


def test_html_in_a_field_is_read_as_html(tmp_path: Path) -> None:
    """Exports of editorial systems hold it; a sign of less-than is not HTML."""
    file = write_lines(
        tmp_path,
        {"titulo": "A", "texto": f"<p>{TEXT}</p><h2>Causas</h2><ul><li>Una &amp; otra</li></ul>"},
        {"titulo": "B", "texto": "Si a < b y b > c, entonces sube."},
    )
    one, other = documents(file)
    assert one.text == f"{TEXT}\n\n## Causas\n\n- Una & otra"
    assert other.text == "Si a < b y b > c, entonces sube."


@pytest.mark.parametrize(
    "fields",
    [{"id": "n{}"}, {"url": "https://a.es/{}"}, {"titulo": "Sube {}"}, {}],
    ids=["id", "address", "title", "text"],
)
def test_an_article_keeps_its_name_when_others_change(tmp_path: Path, fields: dict[str, str]) -> None:
    """Added, removed or put in another order."""
    records = [{name: value.format(n) for name, value in fields.items()} | {"texto": f"{TEXT} {n}"} for n in range(4)]
    before = {d.text: (d.source, d.id) for d in documents(write_lines(tmp_path, *records))}
    after = {d.text: (d.source, d.id) for d in documents(write_lines(tmp_path, records[3], records[1]))}
    assert after == {text: named for text, named in before.items() if text in after}
    assert len({source for source, _ in before.values()}) == 4


def test_two_articles_of_one_name_are_both_read(tmp_path: Path) -> None:
    """The second is called the second."""
    file = write_lines(tmp_path, {"id": 1, "texto": TEXT}, {"id": 1, "texto": f"{TEXT} Más."})
    assert [document.source for document in documents(file)] == ["a.jsonl#1", "a.jsonl#1 (2)"]


def test_hostile_names_of_articles_can_be_shown(tmp_path: Path) -> None:
    """Newlines, controls and long names become short ones in one line, different ones different."""
    keys = ["a\nb", "a\tb", "\x1b[2J", "x" * 5000, "x" * 5001]
    sources = [d.source for d in documents(write_lines(tmp_path, *({"id": k, "texto": TEXT} for k in keys)))]
    assert len(set(sources)) == 5
    assert all(source.isprintable() and len(source) < 200 for source in sources)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-05-03", date(2024, 5, 3)),
        ("2024-05-03T23:30:00-03:00", date(2024, 5, 3)),
        ("20240503", date(2024, 5, 3)),
        ("Fri, 03 May 2024 08:00:00 +0200", date(2024, 5, 3)),
        ("3 de mayo de 2024", date(2024, 5, 3)),
        ("03/05/2024", date(2024, 5, 3)),
        ("1714723200", date(2024, 5, 3)),
        ("1714723200000", date(2024, 5, 3)),
        ("2024", None),
        ("mayo", None),
        ("2024-13-45", None),
    ],
)
def test_days_are_read_in_every_usual_form(tmp_path: Path, value: str, day: date | None) -> None:
    """As they were where they were written; half a date is none."""
    (document,) = documents(write_lines(tmp_path, {"titulo": "A", "texto": TEXT, "fecha": value}))
    assert document.published == day


def test_a_table_is_read_whatever_parts_its_fields(tmp_path: Path) -> None:
    """Semicolons, tabs or commas, with quotes around line breaks, in UTF-8 or Windows-1252."""
    for mark in ";\t,|":
        for encoding in ("utf-8-sig", "cp1252", "utf-16"):
            (tmp_path / "a.csv").write_text(
                f'titulo{mark}texto\nSube{mark}"Año{mark} uno.\n\nOtra línea."\n', encoding=encoding
            )
            (document,) = documents(tmp_path / "a.csv")
            assert (document.title, document.text) == ("Sube", f"Año{mark} uno.\n\nOtra línea.".replace("\t", "\t"))


def test_rows_with_too_many_fields_are_failures(tmp_path: Path) -> None:
    """Nothing tells which part of them is which; the others are read."""
    (tmp_path / "a.csv").write_text("titulo;texto\nA;uno;dos\nB;Un texto que vale.\n", encoding="utf-8")
    read = list(read_articles(tmp_path / "a.csv", tmp_path))
    assert [entry.title for entry in read if isinstance(entry, Document)] == ["B"]
    (failure,) = [entry for entry in read if isinstance(entry, SyncFailure)]
    assert "line 2" in failure.error


@pytest.mark.parametrize("wrap", ["{}", '{{"data": {{"docs": {}}}}}', '{{"articulos": {}, "total": 2, "x": []}}'])
def test_articles_are_found_inside_of_a_json_file(tmp_path: Path, wrap: str) -> None:
    """A list at the top or some objects below."""
    listed = json.dumps([{"id": n, "texto": f"{TEXT} {n}"} for n in range(2)])
    (tmp_path / "a.json").write_text(wrap.format(listed), encoding="utf-8")
    assert [document.source for document in documents(tmp_path / "a.json")] == ["a.json#0", "a.json#1"]
