"""A folder as a newspaper's archive is: sixty files of every format, some with many articles, and what is none.

Every article tells what another building of another town has cost, so that one question, asked of each town, has its
answer in one file alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from random import Random
from textwrap import fill

from tests.corpus.formats import (
    MAKERS,
    PARTED,
    Article,
    blank_pdf,
    make_atom,
    make_epub,
    make_pdf,
    make_rss,
    page,
    zipped,
)

__all__ = ["LINKS", "PASSED_OVER", "UNREADABLE", "Expected", "stories", "story", "write_folder"]

_FIRST = "Vald Peñ Arr Mont Sot Villa Cast Rib Fuen Miral Torre Carr Olm Zarz Bust Almaz".split()
_LAST = "emora arrubia oyales everde osalbos urenza añeda ósgos ecillas berda".split()
TOWNS = tuple(f"{first}{last}" for last in _LAST for first in _FIRST)
"""Invented towns, 160 of them."""

_BUILDINGS = (
    *("el puente", "la biblioteca", "el mercado", "la piscina", "el teatro", "la estación", "el museo", "la escuela"),
    *("el polideportivo", "la depuradora", "el auditorio", "la residencia"),
)
_SAID = (
    "Los vecinos lo pedían desde la riada, que se llevó dos casas de la ribera y dejó sin luz el barrio alto.",
    "«Es un día que esperábamos todos», dijo la alcaldesa en la plaza, ante trescientas personas.",
    "La oposición recuerda que el plazo era de dieciocho meses y que las obras han durado tres años.",
    "Los comerciantes del centro temen que la calle Mayor pierda visitas, y han pedido una reunión.",
    "El arquitecto explicó que la piedra es de una cantera cercana y que la cubierta recoge el agua de lluvia.",
    "Un informe de los técnicos desaconsejaba el lugar, porque el suelo es de arcilla y se mueve con las heladas.",
    "La banda municipal tocó dos pasodobles y hubo limonada para los niños de los colegios.",
    "El transporte será gratuito hasta el final del verano, y después se pagará como el resto.",
    "Quedan por terminar los accesos, que la diputación ha prometido asfaltar antes de noviembre.",
    "La asociación de mujeres del barrio llevará el ambigú, con productos de la huerta.",
    "Los sindicatos protestaron a la puerta por los despidos de la contrata, que suman ya catorce.",
    "El obispo bendijo el edificio y recordó a los dos obreros que murieron en el derrumbe de enero.",
    "Según el concejal de obras, no habrá que subir ningún impuesto para mantenerlo abierto.",
    "Las llaves las guardará el bedel, que vive enfrente y tiene ochenta y un años.",
    "Hubo quien echó en falta una placa con el nombre de la maestra que dio el solar.",
    "A media tarde se fue la luz y el acto terminó con velas, entre bromas y aplausos.",
)
_AUTHORS = ("Ana Ruiz Peña", "Lope Menéndez", "Marta Solís", "Ígor Bastida", "Nuria Cobo")


def story(number: int) -> Article:
    """One of as many articles as there are towns."""
    chance = Random(number)
    town, building = TOWNS[number], _BUILDINGS[number % len(_BUILDINGS)]
    cost = f"{11 + 3 * number} millones de euros"
    told = chance.sample(_SAID, 3)
    paragraphs = (
        f"{building.capitalize()} de {town} se inauguró ayer, después de tres años de obras. {told[0]}",
        f"Levantar {building} de {town} costó {cost}, según el ayuntamiento. {told[1]}",
        f"{told[2]} En {town} no se recordaba una fiesta igual.",
    )
    return Article(
        f"{town} inaugura {building}",
        paragraphs,
        f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}",
        _AUTHORS[number % len(_AUTHORS)],
        f"¿Cuánto costó {building} de {town}?",
        cost,
    )


def stories() -> Iterator[Article]:
    """All of them, each another's time."""
    return (story(number) for number in range(len(TOWNS)))


@dataclass(frozen=True, slots=True)
class Expected:
    """An article of the folder and where it is to be found.

    Attributes:
        file: Path of its file in the folder.
        place: Kind and label of the place of its answer in the file, where its format has places.
    """

    article: Article
    file: str
    place: tuple[str, str] | None = None


Held = list[tuple[Article, tuple[str, str] | None]]
"""The articles of a file, each with the place of its answer."""

Made = tuple[str, bytes, Held]
"""Name and content of a file, and what it holds."""

PAGES = 12
"""Of the long PDF."""

PRICES = """Mercado de Arcedo, precios del martes

Tomate de la vega 2,40
Pimiento de Herbosa 1,85
Cebolla dulce 1,10
Patata temprana 0,95
Ajo morado, la ristra 6,30
Miel de brezo, el tarro 7,75
"""

RESERVOIRS = """---
título: Los embalses de la comarca
fecha: 2024-04-02
---

| Embalse | Capacidad, hm3 | Llenado, por ciento |
| --- | --- | --- |
| Luncada | 118 | 61 |
| Ribera Alta | 74 | 83 |
| Sotogrande | 32 | 47 |
"""

UNREADABLE = {
    "escaneado.pdf": (blank_pdf(3), "it is a scan"),
    "cortado.docx": (MAKERS[".docx"](story(0))[:2000], "broken or cut off"),
    "foto.pdf": (b"\x89PNG\r\n\x1a\n" + bytes(500), "is a PNG picture"),
}
"""Files that promise an article and give none: content, and what the failure says."""

PASSED_OVER = {
    "foto.png": (b"\x89PNG\r\n\x1a\n" + bytes(500), "unsupported type"),
    "estilos.css": (b"p { color: black }", "unsupported type"),
    "LICENSE": (b"Todos los derechos reservados.", "unsupported type"),
    "vacío.txt": (b"", "empty"),
    ".oculto.txt": (b"Una nota que no se ve.", "hidden"),
    "antiguo.doc": (b"\xd0\xcf\x11\xe0" + bytes(500), "file of an old Office"),
}
"""Files that are no article: content, and why they are passed over."""

LINKS = {"vueltas": (".", "link to a folder"), "perdido.txt": ("nada.txt", "leads nowhere")}
"""Links: where they lead, and why they are passed over."""


def write_folder(folder: Path) -> list[Expected]:
    """Write the sixty files and what is no article among them; returns every article with its file."""
    given = stories()
    expected: list[Expected] = []
    for name, data, held in (*_plain(given), *_many(given), *_odd(given), *_tables()):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        expected += [Expected(article, name, place) for article, place in held]
    for name, (data, _) in (UNREADABLE | PASSED_OVER).items():
        (folder / name).write_bytes(data)
    for name, (target, _) in LINKS.items():
        (folder / name).symlink_to(target)
    return expected


def _plain(given: Iterator[Article]) -> Iterator[Made]:
    """Two files of each format with one article each."""
    for suffix, make in MAKERS.items():
        for article in islice(given, 2):
            places = {".pdf": ("page", "1"), ".epub": ("chapter", article.title)}
            folder = suffix.strip(".").replace(".", "_")
            yield f"{folder}/{article.slug}{suffix}", make(article), [(article, places.get(suffix))]


def _many(given: Iterator[Article]) -> Iterator[Made]:
    """Files of several articles."""
    for suffix, between in ((".jsonl", b""), (".mbox", b"\n"), (".warc", b""), (".warc.gz", b"")):
        several = list(islice(given, 4))
        yield f"varios{suffix}", between.join(map(MAKERS[suffix], several)), [(a, None) for a in several]
    for suffix, make in ((".rss", make_rss), (".atom", make_atom)):
        several = list(islice(given, 4))
        yield f"portada{suffix}", make(*several), [(a, None) for a in several]
    several = list(islice(given, 5))
    yield "número 214.epub", make_epub(*several), [(a, ("chapter", a.title)) for a in several]
    several = list(islice(given, 4))
    files = {f"{a.slug}{suffix}": MAKERS[suffix](a) for a, suffix in zip(several, _IN_A_ZIP, strict=True)}
    yield "mayo.zip", zipped({"2024/mayo.zip": zipped(files)}), list(zip(several, _IN_A_ZIP.values(), strict=True))


_IN_A_ZIP = {".txt": None, ".pdf": ("page", "1"), ".docx": None, ".eml": None}


def _odd(given: Iterator[Article]) -> Iterator[Made]:
    """What becomes of files in other hands: encodings, margins, names, many pages."""

    def one(name: str, make: Callable[[Article], bytes], place: tuple[str, str] | None = None) -> Made:
        article = next(given)
        return name, make(article), [(article, place)]

    yield one("utf-16.txt", lambda a: _typed(a).encode("utf-16"))
    yield one("latin-1.txt", lambda a: _typed(a).encode("latin-1"))
    yield one("COLUMNA.TXT", lambda a: _wrapped(a, 38).encode("cp1252"))
    yield one("sangrado.txt", lambda a: _wrapped(a, 64, indent="   ").encode())
    yield one("página.txt", lambda a: page(a).encode())
    yield one("comarca/nota.txt", lambda a: _typed(a).encode())
    yield one("deportes/nota.txt", lambda a: _typed(a).encode())
    yield one("2019-11-03 sin encabezado.md", lambda a: PARTED.join(a.paragraphs).encode())
    yield one(
        "sencilla.htm", lambda a: f"<h1>{a.title}</h1>{''.join(f'<p>{p}' for p in a.paragraphs)}".encode("cp1252")
    )
    yield one("descarga", make_pdf, ("page", "1"))
    yield one("una columna.pdf", lambda a: make_pdf(a, columns=1), ("page", "1"))
    yield one("suplemento.pdf", lambda a: make_pdf(_long(a), pages=PAGES), ("page", str(PAGES)))


def _tables() -> Iterator[Made]:
    """What is no prose."""
    for name, text, question, answer in (
        ("precios.txt", PRICES, "¿A cuánto está el pimiento de Herbosa?", "1,85"),
        ("embalses.md", RESERVOIRS, "¿Qué capacidad tiene el embalse de Luncada?", "118"),
    ):
        yield name, text.encode(), [(Article("", (), "", "", question, answer), None)]


def _typed(a: Article) -> str:
    return PARTED.join((a.title, *a.paragraphs))


def _wrapped(a: Article, width: int, indent: str = "") -> str:
    """With its lines broken at a margin and, where they are indented, nothing else between its paragraphs."""
    broken = [fill(p, width, initial_indent=indent, break_long_words=False) for p in a.paragraphs]
    return f"{a.title}\r\n\r\n" + ("\n" if indent else PARTED).join(broken).replace("\n", "\r\n")


def _long(a: Article) -> Article:
    """The article at the end of a supplement of as many pages as paragraphs."""
    before = (f"{' '.join(_SAID[(n + k) % len(_SAID)] for k in range(3))} Hoja {n}." for n in range(PAGES - 1))
    return replace(a, paragraphs=(*before, " ".join(a.paragraphs)))
