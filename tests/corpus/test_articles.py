"""Reading: which files are articles, and what comes out of them whatever they are like."""

import os
from datetime import date
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.corpus import articles, raw
from rag.corpus.articles import read_article, read_articles
from rag.corpus.decoding import decode
from rag.corpus.raw import RawArticle
from rag.corpus.sources import find_files, source_name
from rag.corpus.wrapping import unwrap
from rag.errors import ArticleError, CorpusError
from rag.types import Document, Locator, Noted

BODY = "La inflación subió un 5 % en octubre, según el instituto. Los precios de la energía fueron la causa."


def read(folder: Path, name: str, content: str | bytes) -> Document:
    """Write a file and read it as an article."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_article(file, folder)


# --- Which files --------------------------------------------------------------------------------------------


def test_articles_are_found_in_every_folder_in_order(tmp_path: Path) -> None:
    """Suffixes count in any case; other files do not count."""
    for name in ("b.txt", "a.MD", "c/d/e.Txt", "c/f.png", "g"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [f.relative_to(tmp_path).as_posix() for f in find_files(tmp_path).files] == [
        "a.MD",
        "b.txt",
        "c/d/e.Txt",
    ]


def test_hidden_files_and_links_that_lead_out_are_left_out(tmp_path: Path) -> None:
    """A folder is indexed, not what it points to; a link inside it is fine."""
    root, outside = tmp_path / "root", tmp_path / "outside"
    for folder in (root / ".git", outside):
        folder.mkdir(parents=True)
        (folder / "x.txt").write_text("x")
    (root / ".hidden.txt").write_text("x")
    (root / "real.txt").write_text("x")
    (root / "inside.txt").symlink_to(root / "real.txt")
    (root / "leads_out.txt").symlink_to(outside / "x.txt")
    (root / "folder").symlink_to(outside)
    (root / "circle").symlink_to(root)
    (root / "dangling.txt").symlink_to(root / "nowhere.txt")
    assert [f.name for f in find_files(root).files] == ["inside.txt", "real.txt"]


def test_a_single_article_may_be_named(tmp_path: Path) -> None:
    """A file is its own collection."""
    file = tmp_path / "a.txt"
    file.write_text("x")
    assert find_files(file).files == (file,)


def test_what_holds_no_article_is_an_error_of_one_line(tmp_path: Path) -> None:
    """A missing path, an empty folder and a file of another kind each say what to do."""
    picture = tmp_path / "a.png"
    picture.write_text("x")
    for path, found in (
        (tmp_path / "no", "does not exist"),
        (tmp_path, "holds no article"),
        (picture, "not an art"),
    ):
        with pytest.raises(CorpusError, match=found) as caught:
            find_files(path)
        assert "\n" not in str(caught.value)


def test_a_folder_that_cannot_be_listed_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passing over it would take its articles out of the index."""

    def denied(path: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", denied)
    with pytest.raises(CorpusError, match="Permission denied"):
        find_files(tmp_path)


# --- Encodings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_spanish_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    """Accents and «ñ» come out right."""
    text = "El año pasado subió la inflación. ¿Por qué?"
    assert read(tmp_path, "a.txt", text.encode(encoding)).text == text


def test_the_quotes_of_windows_are_quotes(tmp_path: Path) -> None:
    """Windows-1252 has curly quotes, a dash and the euro where Latin-1 has controls."""
    assert read(tmp_path, "a.txt", "Dijo “sí” — costó 5 €".encode("cp1252")).text == "Dijo “sí” — costó 5 €"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\x85", "\f"], ids=repr)
def test_lines_end_with_a_newline(end: str) -> None:
    """Whatever ended them in the file."""
    assert decode(f"uno{end}dos".encode()) == "uno\ndos"


def test_unicode_is_composed_and_what_nobody_sees_is_dropped() -> None:
    """Decomposed accents, soft hyphens and zero-width spaces would hide words from search."""
    text = "\ufeffInflacio\u0301n eco\u00adno\u200bmi\u202eca\x07"
    assert decode(text.encode() + b" " * 100) == "Inflación economica"


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_value_error(data: bytes) -> None:
    """Nothing else is raised, and what comes out can be encoded and has no carriage return."""
    try:
        text = decode(data)
    except ValueError:
        return
    assert "\r" not in text.encode().decode()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "no text"),
        (b" \n\t \r\n", "no text"),
        (b"***\n---", "no text"),
        (b"PK\x03\x04\x00\x00rest", "ZIP inside and broken"),
        (b"%PDF-1.4\x01\x02\x03\x04\x05 stream", "broken PDF"),
        (b"\xff\xfea\x00b", "UTF-16"),
    ],
    ids=["empty", "spaces", "rules", "zip", "pdf", "broken utf-16"],
)
def test_what_is_not_an_article_is_an_error_of_one_line(tmp_path: Path, content: bytes, found: str) -> None:
    """The error names the file and what is wrong with it."""
    with pytest.raises(ArticleError, match=found) as caught:
        read(tmp_path, "x/a.txt", content)
    assert "'x/a.txt'" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_front_matter_without_an_article_is_an_error(tmp_path: Path) -> None:
    """Its fields are not text."""
    with pytest.raises(ArticleError, match="no text"):
        read(tmp_path, "a.md", "---\ntitle: Hola\n---\n")


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """A file that has gone, or is a folder, or may not be read."""
    (tmp_path / "folder.txt").mkdir()
    for name in ("gone.txt", "folder.txt"):
        with pytest.raises(ArticleError, match="cannot be read"):
            read_article(tmp_path / name, tmp_path)


def test_a_file_that_is_too_large_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not even read."""
    monkeypatch.setattr(raw, "MAX_BYTES", 10)
    with pytest.raises(ArticleError, match="more than 10"):
        read(tmp_path, "a.txt", "x" * 11)


def test_a_file_name_that_is_not_utf8_can_be_shown(tmp_path: Path) -> None:
    """The source holds no lone surrogate, which stores refuse."""
    assert source_name(tmp_path / os.fsdecode(b"a\xf1o.txt"), tmp_path) == "a\\xf1o.txt"


# --- What an article says about itself ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("a.md", f'---\ntitle: "Sube: la inflación"\n---\n# Otro\n{BODY}', "Sube: la inflación"),
        ("a.md", f"# La inflación sube #\n\n{BODY}", "La inflación sube"),
        ("a.md", f"Entradilla.\n\n# Titular tardío\n{BODY}", "Titular tardío"),
        ("a.txt", f"La inflación sube\n\n{BODY}", "La inflación sube"),
        ("a.txt", f"¿Por qué sube la inflación?\n{BODY}", "¿Por qué sube la inflación?"),
        ("2025-11-03-sube_la_inflacion.txt", BODY, "Sube la inflacion"),
        ("000_29d197f801b52551.txt", BODY, "La inflación subió un 5 % en octubre, según el instituto."),
        ("noticia-12.txt", f"{'Los precios ' * 20}subieron.", f"{'Los precios ' * 7}Los…".replace("  ", " ")),
        ("a.txt", "Solo una línea", "Solo una línea"),
    ],
    ids=[
        "front matter",
        "heading",
        "late heading",
        "headline",
        "question",
        "file name",
        "hash",
        "cut",
        "one line",
    ],
)
def test_titles(tmp_path: Path, name: str, content: str, title: str) -> None:
    """An article is called what a reader would call it."""
    assert read(tmp_path, name, content).title == title


@pytest.mark.parametrize(
    ("name", "content", "published"),
    [
        ("a.md", f"---\nfecha: 3 de noviembre de 2025\n---\n{BODY}", date(2025, 11, 3)),
        ("a.md", f"---\ndate: 2025-11-03T10:30:00Z\n---\n{BODY}", date(2025, 11, 3)),
        ("a.txt", f"Sube la inflación\nMadrid, 3 de noviembre de 2025\n{BODY}", date(2025, 11, 3)),
        ("a.txt", f"Publicado el 03/11/2025 a las 10:30\n{BODY}", date(2025, 11, 3)),
        ("2025-11-03-inflacion.txt", BODY, date(2025, 11, 3)),
        ("20251103_inflacion.txt", BODY, date(2025, 11, 3)),
        ("2025-13-03-inflacion.txt", BODY, None),
        (
            "a.txt",
            f"El 3 de noviembre de 2025 subió la inflación un 5 % en España, según el instituto.\n{BODY}",
            None,
        ),
        ("a.txt", f"La empresa nació el 3 de noviembre de 2025.\n{BODY}", None),
        ("a.txt", f"Por Ana Ruiz | 3 nov. 2025 | 10:30 h\n{BODY}", date(2025, 11, 3)),
        ("a.txt", BODY, None),
        ("a.txt", f"Bailén, 19 de julio de 1808\n{BODY} Un monumento lo recuerda desde 1908.", None),
        ("2008-07-19-bailen.txt", f"Bailén, 19 de julio de 1808\n{BODY}", date(2008, 7, 19)),
        ("a.txt", f"Bailén, 19 de julio de 1808\n{BODY} Los franceses llegaron en 1807.", date(1808, 7, 19)),
        ("a.txt", f"Madrid, 3 de noviembre de 2025\n{BODY} La vía se abrirá en 2040.", date(2025, 11, 3)),
    ],
    ids=[
        "field",
        "iso field",
        "date line",
        "published",
        "file name",
        "digits",
        "no month 13",
        "a sentence",
        "a short sentence",
        "byline",
        "none",
        "of what is told",
        "long before the file's",
        "an old paper",
        "a plan",
    ],
)
def test_days_of_publication(tmp_path: Path, name: str, content: str, published: date | None) -> None:
    """Only what says when the article came out counts."""
    assert read(tmp_path, name, content).published == published


def test_front_matter_is_not_text_but_markdown_is(tmp_path: Path) -> None:
    """A reader of the source sees the article as it was written, below its front matter."""
    doc = read(tmp_path, "a.md", f"---\nautor: Ana Ruiz\n---\n\n## Uno\n\n**{BODY}** [enlace](http://a.es)\n")
    assert doc.text == f"## Uno\n\n**{BODY}** [enlace](http://a.es)"
    assert doc.metadata == {"autor": "Ana Ruiz"}


def test_a_rule_is_no_front_matter(tmp_path: Path) -> None:
    """Two rules around prose are part of the article."""
    assert read(tmp_path, "a.md", f"---\n{BODY}\n---\nFin").text.startswith("---\nLa inflación")


def test_the_language_is_that_of_the_text(tmp_path: Path) -> None:
    """Not that of the default."""
    assert (
        read(tmp_path, "a.txt", "The prices of the energy were the cause of it, the institute said.").language == "en"
    )
    assert read(tmp_path, "a.txt", BODY).language == "es"


def test_the_same_content_at_the_same_place_has_the_same_id(tmp_path: Path) -> None:
    """The id follows the text and the source, not the encoding nor the time of the file."""
    one = read(tmp_path, "a.txt", BODY)
    assert read(tmp_path, "a.txt", f"{BODY}\r\n".encode("utf-16")).id == one.id
    assert read(tmp_path, "b.txt", BODY).id != one.id
    assert read(tmp_path, "a.txt", f"{BODY} Más.").id != one.id
    assert len(one.id) == 32


@pytest.mark.parametrize(
    "field", ["autora: Ana", "medio: La Gaceta", "sección: Local", "etiquetas: [uno]", "fecha: 2024-01-02"]
)
def test_what_is_known_of_an_article_is_part_of_its_identity(tmp_path: Path, field: str) -> None:
    """An edit of a fact alone makes another version, and the same facts the same."""
    plain = read(tmp_path, "a.md", f"---\ntítulo: A\n---\n{BODY}")
    edited = read(tmp_path, "a.md", f"---\ntítulo: A\n{field}\n---\n{BODY}")
    assert (plain.text, plain.id != edited.id) == (edited.text, True)
    assert read(tmp_path, "a.md", f"---\n{field}\ntítulo: A\n---\n{BODY}").id == edited.id


# --- Lines broken by an editor ------------------------------------------------------------------------------

WRAPPED = """\
La inflación subió un cinco por ciento en octubre, según ha
dicho el instituto de estadística de la comunidad de
Madrid. Los precios de la energía fueron la causa de esa
subida."""


def test_lines_broken_in_a_sentence_are_joined() -> None:
    """A hard-wrapped paragraph becomes one line, also where a line begins with a name."""
    assert unwrap(WRAPPED) == WRAPPED.replace("\n", " ")


@pytest.mark.parametrize(
    "text",
    [
        "Un acuerdo histórico para infraestructura y expansión\nSegún fuentes cercanas, sigue.",
        "Busca:\n- reducir la dependencia de un solo proveedor\n- garantizar la estabilidad",
        "verso corto\nsin final\ny otro más",
        "La primera frase termina aquí, al final de la línea.\nla segunda empieza mal.",
    ],
    ids=["heading", "list", "verse", "full stop"],
)
def test_lines_that_end_on_purpose_stay(text: str) -> None:
    """Headings, items, verse and finished sentences are not joined with what follows."""
    assert unwrap(text) == text


@pytest.mark.parametrize("piece", ["palabra ", "x", "- a\n", "---\n", "# ", "«( ", "a: b\n"], ids=repr)
def test_a_large_article_is_read_in_linear_time(tmp_path: Path, piece: str) -> None:
    """A megabyte of anything, which would take hours if any step looked at it twice for every character."""
    assert read(tmp_path, "a.md", piece * (1_000_000 // len(piece)) + "fin").text.endswith("fin")


def test_strange_bytes_are_read_and_told(tmp_path: Path) -> None:
    """A line of another encoding than the rest is text all the same, and whoever indexes it should know."""
    file = tmp_path / "a.txt"
    file.write_bytes("La inflación subió.\n".encode() * 9 + "El año pasado también.\n".encode("cp1252"))
    note, document = read_articles(file, tmp_path)
    assert isinstance(note, Noted)
    assert note.source == "a.txt"
    assert note.note.startswith("2 characters were not UTF-8")
    assert isinstance(document, Document)
    assert document.text.endswith("El año pasado también.")


def test_a_part_of_a_page_in_a_text_is_read_as_a_page(tmp_path: Path) -> None:
    """The body of a page that somebody pasted into a text shows its words, not its markup."""
    body = "".join(f"<p>{BODY} {n}.</p>" for n in ("Primero", "Segundo", "Tercero"))
    text = read(tmp_path, "a.txt", f"<h2>Los precios</h2>{body}").text
    assert "Segundo" in text
    assert "<" not in text


def test_places_of_a_file_move_with_the_lines_that_are_joined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second page begins at its first word, though the word broken before it has lost its hyphen."""
    text = "La reunión del consejo de los mi-\nnistros se celebró en la sede de la presi-\ndencia. Otra página."
    page = Locator(text.index("Otra"), "page", "2")
    monkeypatch.setattr(articles, "read_raw", lambda _file: [RawArticle(text, locators=(page,), wrapped=True)])
    document = read(tmp_path, "a.txt", "x")
    assert len(document.text) < len(text)
    assert document.text[document.locators[0].start :] == "Otra página."


@pytest.mark.parametrize(
    ("said", "byline", "author"),
    [
        ("python-docx", "", ""),
        ("Microsoft Office User", "", ""),
        ("Usuario de Windows", "", ""),
        ("Ana Ruiz", "", "Ana Ruiz"),
        ("Ana Ruiz", "Por Lola Mas", "Lola Mas"),
    ],
)
def test_who_typed_a_file_is_not_who_wrote_its_article(tmp_path: Path, said: str, byline: str, author: str) -> None:
    """A program never is, and a byline of the text beats the properties of the file."""
    made = docx.Document()
    made.core_properties.author = said
    for paragraph in filter(None, ("Sube el pan", byline, "El pan sube un 4 % en la comarca desde mayo.")):
        made.add_paragraph(paragraph)
    made.save(str(tmp_path / "a.docx"))
    assert read_article(tmp_path / "a.docx", tmp_path).author == author
