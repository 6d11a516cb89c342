"""Files that are broken, hostile or no files at all: some made one by one, most by damaging good ones at random."""

from __future__ import annotations

import gzip
import os
import socket
import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random

from fpdf import FPDF
from fpdf.enums import AccessPermission

from tests.corpus.formats import ARTICLES, MAKERS, zipped
from tests.corpus.test_malformed import LAUGHS, document_xml, hostile

__all__ = ["MEGABYTE", "damaged", "made", "write_places"]

MEGABYTE = 1_000_000
ARTICLE = ARTICLES[0]
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def made() -> Iterator[tuple[str, bytes]]:
    """Name and content of files that each attack in a way of its own."""
    for name, data, _ in hostile():
        yield name, data
    yield from _packed()
    yield from _marked_up()
    yield from _pdfs()
    yield from _long()
    yield from _mails()


def _packed() -> Iterator[tuple[str, bytes]]:
    yield "overlapping.zip", overlapping(200, 4 * MEGABYTE)
    yield "layers.zip", nested_bomb(3)
    yield "directory.zip", b"PK\x05\x06" + b"\0" * 4 + b"\xff" * 12 + b"\0\0"
    yield "many.zip", zipped({f"{n}.txt": b"" for n in range(20_000)})
    yield "itself.zip", zipped({"itself.zip": zipped({"itself.zip": b"PK\x03\x04" + bytes(60)})})
    yield "lies.zip", _lying()
    yield "bomb.docx", document_xml("<w:p><w:r><w:t>" + "a" * 100 * MEGABYTE + "</w:t></w:r></w:p>")
    yield "bomb.warc.gz", gzip.compress(b"WARC/1.0\r\nContent-Length: 300000000\r\n\r\n" + b"a" * 300 * MEGABYTE, 9)
    yield "head.warc.gz", gzip.compress(b"WARC/1.0\r\n" + b"a" * 300 * MEGABYTE, 9)
    yield "zeros.warc", b"WARC/1.0\r\n" + bytes(5000)
    yield (
        "negative.warc",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx\r\n\r\n",
    )
    warc = MAKERS[".warc.gz"](ARTICLE)
    yield "cut.warc.gz", warc[: len(warc) // 3]


def overlapping(files: int, size: int) -> bytes:
    """A ZIP whose entries all stand for the same bytes: a few kilobytes that say to be as many times `size`."""
    data = bytearray(zipped({"0.txt": b"a" * size}))
    with zipfile.ZipFile(BytesIO(data)) as packed:
        entry = packed.infolist()[0]
    start = data.index(b"PK\x01\x02")
    record = data[start : data.index(b"PK\x05\x06")]
    records = b"".join(bytes(record).replace(b"0.txt", f"{n:05}"[:5].encode()) for n in range(files))
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, files, files, len(records), entry.header_offset + start, 0)
    return bytes(data[:start]) + records + end


def nested_bomb(depth: int) -> bytes:
    """A ZIP of ZIPs of ZIPs of zeros: none of them unpacks to much more than it has, together they do."""
    data = zipped({"a.txt": b"a" * 40 * MEGABYTE})
    for _ in range(depth):
        data = zipped({f"{n}.zip": data for n in range(16)})
    return data


def _lying() -> bytes:
    """A ZIP that says of a file that it is small."""
    data = bytearray(zipped({"a.txt": b"a" * 300 * MEGABYTE}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(mark) + offset
        data[place : place + 4] = struct.pack("<L", 1000)
    return bytes(data)


def _marked_up() -> Iterator[tuple[str, bytes]]:
    for suffix in (".rss", ".atom", ".xml", ".html", ".xhtml"):
        whole = MAKERS[".atom" if suffix == ".atom" else ".rss"](ARTICLE).decode()
        for name, head in (("laughs", LAUGHS), ("outside", OUTSIDE)):
            body = whole.partition("?>")[2].replace("tráfico", "&a9;&e;")
            yield f"{name}-more{suffix}", f"{head}{body}".encode()
    yield "outside.docx", document_xml("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>", OUTSIDE)
    for suffix, part in ((".odt", "content.xml"), (".epub", "OEBPS/content.opf"), (".epub", "META-INF/container.xml")):
        for name, head in (("laughs", LAUGHS), ("outside", OUTSIDE)):
            yield f"{name}-{Path(part).stem}{suffix}", _replaced(MAKERS[suffix](ARTICLE), part, head)
    yield "deep.html", b"<div>" * 200_000 + b"Hola."
    yield "deep-tables.html", b"<table><tr><td>" * 30_000
    yield "deep-lists.html", b"<ul><li>a" * 30_000
    yield "deep.rss", b'<?xml version="1.0"?><rss><channel><item>' + b"<a>" * 100_000
    yield "deep-content.rss", MAKERS[".rss"](ARTICLE).replace(b"<p>", b"<div>" * 50_000, 1)
    yield "deep.rtf", b"{\\rtf1" + b"{" * 100_000 + b"Hola" + b"}" * 100_000
    yield "binary.rtf", b"{\\rtf1 \\bin99999999999 a}"
    yield "letters.rtf", b"{\\rtf1 " + b"\\u99999999999 ?" * 1000 + b"\\'zz}"
    yield "attributes.html", b"<p " + b"".join(b"a%d=1 " % n for n in range(200_000)) + b">Hola"
    yield "dates.rss", _dates()
    yield (
        "linked.html",
        b'<html><head><script type="application/ld+json">' + b'{"a":' * 50_000 + b"</script></head></html>",
    )
    yield "deep.md", b"---\ntitle: " + b"[" * 40_000 + b"\n---\n"
    yield "deep.jsonl", b"[" * 100_000 + b"\n" + b'{"a":' * 100_000 + b"\n"
    yield "numbers.json", b'[{"text": ' + b"9" * 100_000 + b"}]"
    yield "surrogates.json", b'[{"text": "\\ud800 \\udfff"}]'
    yield "utf16.json", '[{"texto": "'.encode("utf-16") + b"\x00\xd8"


def _replaced(whole: bytes, part: str, head: str) -> bytes:
    with zipfile.ZipFile(BytesIO(whole)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    text = files[part].decode().partition("?>")[2]
    inside = text.partition("</")[0].rpartition(">")[0] + ">"
    return zipped(files | {part: (head + text.replace(inside, f"{inside}&a9;&e;", 1)).encode()})


def _dates() -> bytes:
    days = ("ayer", "0000-00-00", "31 Feb 2024 25:61:99 +9999", "9" * 400, "2024-02-30T99:99:99Z", "")
    items = "".join(f"<item><title>Nota {n}</title><pubDate>{day}</pubDate></item>" for n, day in enumerate(days))
    return f'<?xml version="1.0"?><rss><channel>{items}</channel></rss>'.encode()


def _pdfs() -> Iterator[tuple[str, bytes]]:
    yield "locked.pdf", _locked_pdf()
    yield "loop.pdf", _pdf(b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>")
    yield "counts.pdf", _pdf(b"<< /Type /Pages /Kids [3 0 R] /Count 999999999 >>", b"<< /Type /Page /Parent 2 0 R >>")
    yield (
        "parent.pdf",
        _pdf(b"<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 >>", b"<< /Type /Pages /Kids [2 0 R] >>"),
    )
    yield "objects.pdf", _pdf(b"<< /Type /Pages /Kids [] /Count 0 >>", *[b"null"] * 1_000_000)
    yield (
        "stream.pdf",
        _pdf(
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99999999 99999999] /Contents 4 0 R >>",
            b"<< /Length 999999999 >> stream\nBT (Hola) Tj ET",
        ),
    )
    yield "nested.pdf", _pdf(b"[" * 200_000 + b"]" * 200_000)
    yield "empty-pages.pdf", _pdf(b"<< /Type /Pages /Kids [] /Count 0 >>")


def _pdf(*objects: bytes) -> bytes:
    """A PDF of a catalogue, which names object 2 its pages, and these from 2 on; without an index of its objects."""
    numbered = (b"%d 0 obj\n%s\nendobj\n" % (n, text) for n, text in enumerate(objects, start=2))
    head = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    return head + b"".join(numbered) + b"trailer << /Root 1 0 R >>\n%%EOF"


def _locked_pdf() -> bytes:
    pdf = FPDF()
    pdf.set_encryption(owner_password="dueño", user_password="lector", permissions=AccessPermission.none())
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    pdf.cell(text="Nadie lee esto.")
    return bytes(pdf.output())


def _long() -> Iterator[tuple[str, bytes]]:
    """More than belongs into memory."""
    yield "field.csv", b'id;titular;cuerpo\n1;Nota;"' + b"a" * 100 * MEGABYTE + b'"\n'
    yield "open.csv", b'id;titular;cuerpo\n1;Nota;"' + b"una nota sin fin\n" * 3_000_000
    yield "columns.csv", b";".join(b"c%d" % n for n in range(200_000)) + b"\n" + b"a;" * 200_000
    yield "line.jsonl", b'{"titular": "Nota", "cuerpo": "' + b"a" * 100 * MEGABYTE + b'"}\n'
    yield "lines.txt", b"\n" * 60 * MEGABYTE
    yield "million.html", b"<html><body>" + b"<p></p>" * 1_000_000
    yield "million.odt", _replaced_body(MAKERS[".odt"](ARTICLE), "content.xml", b"<text:p/>" * 1_000_000)
    yield "million.rss", b'<?xml version="1.0"?><rss><channel>' + b"<item/>" * 300_000 + b"</channel></rss>"
    yield "million.xml", b'<?xml version="1.0"?><rss><channel>' + b"<a/>" * 1_000_000 + b"</channel></rss>"
    yield "controls.txt", b"\x01\x02\x03" * MEGABYTE


def _replaced_body(whole: bytes, part: str, body: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(whole)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    before, _, rest = files[part].partition(b"<office:text")
    opened, _, _ = rest.partition(b">")
    closing = b"</office:text></office:body></office:document-content>"
    return zipped(files | {part: before + b"<office:text" + opened.rstrip(b"/") + b">" + body + closing})


def _mails() -> Iterator[tuple[str, bytes]]:
    part = b"--x\r\nContent-Type: image/png\r\n\r\nAAAA\r\n"
    head = b"Subject: Nota\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    yield "parts.eml", head + part * 10_000 + b"--x--\r\n"
    yield (
        "nested.eml",
        b"".join(b"Content-Type: multipart/mixed; boundary=x%d\r\n\r\n--x%d\r\n" % (n, n) for n in range(3000)),
    )
    yield "messages.eml", b"Content-Type: message/rfc822\r\n\r\n" * 3000
    yield "headers.eml", b"X-A: b\r\n" * 300_000 + b"\r\n"
    yield "encoded.eml", b"Subject: " + b"=?utf-8?b?AAAA?= " * 20_000 + b"\r\n\r\n"
    yield "charset.eml", b"Content-Type: text/plain; charset=nadie\r\n\r\n\xff\xfe\x00"
    yield "base64.eml", b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"!" * 1000
    yield "endless.mbox", b"From a@b.example Fri May  3 07:00:00 2024\n" + b"a" * 60 * MEGABYTE
    yield "empty.mbox", b"From a@b.example Fri May  3 07:00:00 2024\n" + b"\nFrom a\n" * 5000


def damaged(number: int, seed: int = 13) -> Iterator[tuple[str, bytes]]:
    """As many good files of every format, each cut, stirred, emptied in part or given another's suffix."""
    chance = Random(seed)
    suffixes = list(MAKERS)
    for n in range(number):
        suffix = suffixes[n % len(suffixes)]
        whole = bytearray(MAKERS[suffix](chance.choice(ARTICLES)))
        harm = chance.choice(("cut", "stirred", "zeroed", "doubled", "renamed"))
        place = chance.randrange(len(whole))
        if harm == "cut":
            del whole[place:]
        elif harm == "stirred":
            for _ in range(chance.randint(1, 200)):
                whole[chance.randrange(len(whole))] = chance.randrange(256)
        elif harm == "zeroed":
            whole[place : place + 2000] = bytes(len(whole[place : place + 2000]))
        elif harm == "doubled":
            whole[place:place] = whole[: chance.randrange(len(whole))]
        else:
            suffix = chance.choice([other for other in suffixes if other != suffix])
        yield f"{n:03} {harm}{suffix}", bytes(whole)


def write_places(folder: Path) -> dict[str, str]:
    """What is no ordinary file, and names that are hard to show; why each is passed over, by its name.

    The names of the last ones hold an article, and nothing is said of them.
    """
    os.mkfifo(folder / "tubo.txt")
    with socket.socket(socket.AF_UNIX) as bound:
        here = Path.cwd()
        os.chdir(folder)  # the address of a socket is short
        bound.bind("enchufe.txt")
        os.chdir(here)
    (folder / "cero.txt").symlink_to("/dev/zero")
    (folder / "uno").symlink_to("dos")
    (folder / "dos").symlink_to("uno")
    (folder / "arriba").symlink_to("..")
    (folder / "aquí").symlink_to(".")
    (folder / "vacío.pdf").touch()
    said = {"tubo.txt": "no ordinary file", "enchufe.txt": "no ordinary file", "cero.txt": "leads out of the folder"}
    said |= {"uno": "leads nowhere", "dos": "leads nowhere", "arriba": "leads out", "aquí": "link to a folder"}
    return said | {"vacío.pdf": "empty"}


def write_sparse(folder: Path) -> list[str]:
    """Files of gigabytes that take no room on the disk, under names and marks of every kind; returns their names."""
    marks = {
        ".pdf": b"%PDF-1.7\n",
        ".zip": b"PK\x03\x04",
        ".rtf": b"{\\rtf1 ",
        ".warc": b"WARC/1.0\r\n",
        ".jsonl": b"{",
    }
    marks |= {".jsonl": b"{", ".csv": b"titular;cuerpo\n", ".mbox": b"From a\n", ".html": b"<!doctype html>"}
    for suffix in MAKERS:
        with (folder / f"hueco{suffix}").open("wb") as file:
            file.write(marks.get(suffix, b""))
            file.truncate(3_000 * MEGABYTE)
    return [f"hueco{suffix}" for suffix in MAKERS]
