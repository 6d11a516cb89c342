"""Makes real files of every format that is read, with the usual libraries, each with the same article in it."""

from __future__ import annotations

import csv
import gzip
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from io import BytesIO, StringIO
from pathlib import Path

import docx
import odfdo
from fpdf import FPDF
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

__all__ = [
    *(
        "ARTICLES",
        "MAKERS",
        "Article",
        "blank_pdf",
        "make_atom",
        "make_epub",
        "make_pdf",
        "make_rss",
        "message",
        "page",
    ),
    *("message", "page", "record", "write_archive", "zipped"),
]


@dataclass(frozen=True)
class Article:
    """An article of an invented newspaper; each has a question that it alone answers."""

    title: str
    paragraphs: tuple[str, ...]
    published: str
    author: str
    question: str
    answer: str
    outlet: str = "La Gaceta de Arcedo"
    section: str = "Comarca"

    @property
    def address(self) -> str:
        """Where it was published."""
        return f"https://gaceta.example/{self.published.replace('-', '/')}/{self.slug}"

    @property
    def slug(self) -> str:
        """A name for files."""
        return "-".join(word for word in self.title.lower().split() if word.isascii())


PARTED = "\n\n"

ARTICLES = (
    Article(
        "El puente de Valdemora se abre al tráfico",
        (
            "El puente de Valdemora se abrió al tráfico ayer, después de tres años de obras. Costó catorce millones de "
            "euros, según el ayuntamiento, que pagó la mitad.",
            "La alcaldesa, Íñiga Ordóñez, cortó la cinta ante trescientos vecinos. «Es un día que esperábamos desde la "
            "riada», dijo la alcaldesa en la plaza.",
            "El paso viejo quedará para bicicletas y peatones a partir de septiembre. Los comerciantes del barrio "
            "temen que pierda visitas la calle Mayor.",
        ),
        "2024-05-03",
        "Ana Ruiz Peña",
        "¿Cuánto costó el puente de Valdemora?",
        "catorce millones",
    ),
    Article(
        "Vuelven los lobos a la sierra de Arcedo",
        (
            "Los guardas contaron veintitrés lobos en la sierra de Arcedo, donde no se veía ninguno desde 1987. La "
            "cuenta se hizo en dieciocho noches de invierno.",
            "Los ganaderos piden al gobierno regional que pague los perros y las vallas. «No queremos matarlos, "
            "queremos dormir», explicó Lucio Barreda, pastor de Molinos.",
            "La consejería responderá antes del verano. En la comarca vecina se repartieron cuarenta mastines el año "
            "pasado, con buen resultado.",
        ),
        "2023-02-17",
        "Lope Menéndez",
        "¿Cuántos lobos contaron los guardas en la sierra de Arcedo?",
        "veintitrés lobos",
    ),
    Article(
        "La feria del libro bate su marca de lectores",
        (
            "La feria del libro de Peñarrubia cerró el domingo con nueve mil lectores, la mayor cifra de su historia. "
            "Hubo colas en las casetas de las editoriales pequeñas.",
            "El premio de novela fue para Teodora Quiñones por «La sombra del molino». El jurado destacó una prosa sin "
            "adornos y un oído muy fino para el habla.",
            "La próxima edición se mudará al parque de la Alameda, porque la plaza se ha quedado chica. El traslado "
            "no gusta a los hosteleros del centro.",
        ),
        "2025-06-09",
        "Marta Solís",
        "¿Quién ganó el premio de novela en la feria del libro de Peñarrubia?",
        "Teodora Quiñones",
    ),
)


def _txt(a: Article) -> bytes:
    day = "/".join(reversed(a.published.split("-")))
    return "\n\n".join([a.title, f"{a.author} | {day}", *a.paragraphs]).encode("cp1252")


def _markdown(a: Article) -> bytes:
    fields = {"título": f'"{a.title}"', "fecha": a.published, "autora": a.author, "medio": a.outlet}
    fields |= {"sección": a.section, "enlace": a.address}
    front = "\n".join(f"{name}: {value}" for name, value in fields.items())
    return f"---\n{front}\n---\n\n{PARTED.join(a.paragraphs)}".encode()


def page(a: Article) -> str:
    """The article as a web page, with menus around it."""
    linked = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "name": a.outlet},
            {
                "@type": "NewsArticle",
                "headline": a.title,
                "datePublished": f"{a.published}T08:00:00+02:00",
                "dateModified": f"{a.published}T19:30:00+02:00",
                "author": [{"@type": "Person", "name": a.author}],
                "publisher": {"@type": "Organization", "name": a.outlet},
                "articleSection": a.section,
                "mainEntityOfPage": {"@id": a.address},
            },
        ],
    }
    menu = "".join(f'<li><a href="/{n}">{n}</a></li>' for n in ("Portada", "Comarca", "Deportes", "Suscripciones"))
    text = "".join(f"<p>{p}</p>" for p in a.paragraphs)
    return (
        f'<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>{a.title} | {a.outlet}</title>'
        f'<script type="application/ld+json">{json.dumps(linked)}</script></head><body><nav><ul>{menu}</ul></nav>'
        f"<main><article><h1>{a.title}</h1>{text}</article></main>"
        "<aside><h2>Lo más leído</h2><ul><li>Otra noticia cualquiera</li></ul></aside>"
        f"<footer>© {a.outlet}. Aviso legal. Política de cookies.</footer></body></html>"
    )


def _html(a: Article) -> bytes:
    return page(a).encode()


def _rtf(a: Article) -> bytes:
    def escaped(text: str) -> str:
        return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)

    body = "\\par\n".join(escaped(p) for p in (a.title, *a.paragraphs))
    info = f"{{\\info{{\\title {escaped(a.title)}}}{{\\author {escaped(a.author)}}}}}"
    return f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Times;}}}}{info}\\f0 {body}\\par}}".encode("ascii")


def _docx(a: Article) -> bytes:
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = a.title, a.author
    made.add_heading(a.title, level=0)
    for paragraph in a.paragraphs:
        made.add_paragraph(paragraph)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _odt(a: Article) -> bytes:
    made = odfdo.Document("text")
    made.body.clear()
    made.meta.title, made.meta.creator = a.title, a.author
    made.body.append(odfdo.Header(1, a.title))
    for paragraph in a.paragraphs:
        made.body.append(odfdo.Paragraph(paragraph))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def make_pdf(a: Article, *, columns: int = 2, pages: int = 1) -> bytes:
    """The article in columns, one page for each stretch of its paragraphs, under a running head."""
    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(auto=False)
    pdf.set_title(a.title)
    pdf.set_author(a.author)
    share = -(-len(a.paragraphs) // pages)
    for number in range(pages):
        pdf.add_page()
        pdf.set_font("helvetica", size=8)
        pdf.text(12, 10, f"{a.outlet} - {'/'.join(reversed(a.published.split('-')))}")
        pdf.text(100, 290, str(number + 12))
        if not number:
            pdf.set_font("helvetica", "B", size=20)
            pdf.text(12, 30, a.title)
        _set_columns(
            pdf, _broken(a.paragraphs[number * share : (number + 1) * share], 44 if columns > 1 else 90), columns
        )
    return bytes(pdf.output())


def _set_columns(pdf: FPDF, lines: list[str], columns: int) -> None:
    pdf.set_font("helvetica", size=10)
    height = -(-len(lines) // columns)
    for index, line in enumerate(lines):
        column, row = divmod(index, height)
        pdf.text(12 + 95 * column, 45 + 5 * row, line)


def blank_pdf(pages: int = 1) -> bytes:
    """Pages without a letter, as a scanner makes them."""
    pdf = FPDF()
    for _ in range(pages):
        pdf.add_page()
        pdf.rect(10, 10, 50, 50)
    return bytes(pdf.output())


def _broken(paragraphs: tuple[str, ...], width: int) -> list[str]:
    """Lines of at most some letters, words parted by hyphens where they do not fit; paragraphs indented."""
    lines: list[str] = []
    for paragraph in paragraphs:
        line = "    "
        for word in paragraph.split():
            if len(line) + len(word) > width:
                room = width - len(line) - 1
                cut = room if room > 2 and len(word) - room > 2 and word.isalpha() else 0
                lines.append(line + (f"{word[:cut]}-" if cut else "").rstrip())
                line = word[cut:] + " "
            else:
                line += word + " "
        lines.append(line.rstrip())
    return lines


def make_epub(*chapters: Article) -> bytes:
    """An issue with a chapter an article, called after the first."""
    first, numbers = chapters[0], range(1, len(chapters) + 1)
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">x</dc:identifier>'
        f"<dc:title>Número del día</dc:title><dc:language>es</dc:language><dc:creator>{first.author}</dc:creator>"
        f"<dc:publisher>{first.outlet}</dc:publisher><dc:date>{first.published}</dc:date></metadata><manifest>"
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        + "".join(f'<item id="c{n}" href="text/{n}.xhtml" media-type="application/xhtml+xml"/>' for n in numbers)
        + '</manifest><spine><itemref idref="nav"/>'
        + "".join(f'<itemref idref="c{n}"/>' for n in numbers)
        + "</spine></package>"
    )
    container = (
        '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    nav = "<html><body><nav><ol><li>Uno</li></ol></nav></body></html>"
    files = {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "OEBPS/content.opf": package}
    files |= {"OEBPS/nav.xhtml": nav}
    files |= {f"OEBPS/text/{n}.xhtml": _chapter(a) for n, a in zip(numbers, chapters, strict=True)}
    return zipped({name: text.encode() for name, text in files.items()})


def _chapter(a: Article) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head>'
        f"<title>{a.title}</title></head><body><h1>{a.title}</h1>{_paragraphs(a)}</body></html>"
    )


def _paragraphs(a: Article) -> str:
    return "".join(f"<p>{p}</p>" for p in a.paragraphs)


def record(a: Article) -> dict[str, str]:
    """The article as a record of an export, its fields named in Spanish."""
    return {
        "identificador": a.slug,
        "titular": a.title,
        "cuerpo": "\n\n".join(a.paragraphs),
        "fecha": a.published,
        "autora": a.author,
        "medio": a.outlet,
        "sección": a.section,
        "enlace": a.address,
    }


def _json(a: Article) -> bytes:
    return json.dumps({"total": 1, "articulos": [record(a)]}, ensure_ascii=False, indent=1).encode()


def _jsonl(a: Article) -> bytes:
    return (json.dumps(record(a)) + "\n").encode()


def _csv(a: Article) -> bytes:
    out = StringIO()
    writer = csv.DictWriter(out, list(record(a)), delimiter=";")
    writer.writeheader()
    writer.writerow(record(a))
    return out.getvalue().encode("cp1252")


def make_rss(*entries: Article) -> bytes:
    """A feed of RSS 2.0."""
    items = "".join(
        f"<item><title>{a.title}</title><link>{a.address}</link><guid>{a.address}</guid>"
        f"<dc:creator>{a.author}</dc:creator><category>{a.section}</category>"
        f"<dc:date>{a.published}T08:00:00+02:00</dc:date><description>Breve</description>"
        f"<content:encoded><![CDATA[{_paragraphs(a)}]]></content:encoded></item>"
        for a in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{entries[0].outlet}</title>{items}</channel></rss>'
    ).encode()


def make_atom(*entries: Article) -> bytes:
    """A feed of Atom."""
    items = "".join(
        f'<entry><id>{a.address}</id><title>{a.title}</title><link href="{a.address}"/>'
        f"<author><name>{a.author}</name></author>"
        f'<published>{a.published}T08:00:00Z</published><category term="{a.section}"/>'
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{_paragraphs(a)}</div></content></entry>'
        for a in entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{entries[0].outlet}</title>{items}</feed>"
    ).encode()


def _warc(a: Article) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    for address, kind, data in (
        (a.address, "text/html; charset=utf-8", _html(a)),
        (f"{a.address}/foto.png", "image/png", b"\x89PNG"),
    ):
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        made = writer.create_warc_record(
            address, "response", payload=BytesIO(data), length=len(data), http_headers=headers
        )
        writer.write_record(made)
    return out.getvalue()


def _wacz(a: Article) -> bytes:
    return zipped({"datapackage.json": b"{}", "archive/data.warc.gz": _warc(a), "indexes/index.cdx": b"x"})


def _zip(a: Article) -> bytes:
    return zipped({"notas/nota.html": _html(a), "notas/foto.png": b"\x89PNG\r\n", "__MACOSX/._nota.html": b"x"})


def zipped(files: dict[str, bytes]) -> bytes:
    """A ZIP of some files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def message(a: Article) -> EmailMessage:
    """The article as a newsletter: a plain part that says nothing, and a page."""
    made = EmailMessage()
    made["Subject"], made["From"], made["Date"] = a.title, f"{a.author} <boletin@gaceta.example>", _mail_day(a)
    made["Message-ID"], made["List-ID"] = f"<{a.slug}@gaceta.example>", f"{a.outlet} <boletin.gaceta.example>"
    made.set_content("Este mensaje se ve mejor en el navegador.")
    made.add_alternative(
        "<html><body>" + "".join(f"<p>{p}</p>" for p in a.paragraphs) + "</body></html>", subtype="html"
    )
    return made


def _mail_day(a: Article) -> str:
    year, month, day = a.published.split("-")
    return (
        f"{int(day)} {'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()[int(month) - 1]} {year} 07:00:00 +0200"
    )


def _eml(a: Article) -> bytes:
    return bytes(message(a))


def _mbox(a: Article) -> bytes:
    return b"From boletin@gaceta.example Fri May  3 07:00:00 2024\n" + bytes(message(a)).replace(
        b"\nFrom ", b"\n>From "
    )


MAKERS: dict[str, Callable[[Article], bytes]] = {
    ".txt": _txt,
    ".md": _markdown,
    ".html": _html,
    ".pdf": make_pdf,
    ".docx": _docx,
    ".odt": _odt,
    ".epub": make_epub,
    ".rtf": _rtf,
    ".json": _json,
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".rss": make_rss,
    ".atom": make_atom,
    ".xml": make_rss,
    ".warc.gz": _warc,
    ".warc": lambda a: gzip.decompress(_warc(a)),
    ".wacz": _wacz,
    ".zip": _zip,
    ".eml": _eml,
    ".mbox": _mbox,
}
"""Makes the bytes of a file of one article, by the end of its name."""


def write_archive(folder: Path) -> dict[str, Article]:
    """A folder with every article in every format; the articles by the names of their files."""
    written = {}
    for article in ARTICLES:
        for suffix, make in MAKERS.items():
            file = folder / suffix.strip(".").replace(".", "_") / f"{article.slug}{suffix}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(make(article))
            written[file.relative_to(folder).as_posix()] = article
    return written
