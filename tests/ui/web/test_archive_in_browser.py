"""The page over a real archive with the real chain, as its reader meets it in a headless Chromium."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.cases import read_cases, read_corpus
from eval.drafts import DRAFTS
from eval.examination.report import read_report
from eval.examination.show import JSON
from eval.review import Reviewed, review
from rag.library import Library
from rag.types import Embedder
from tests.fakes.openai_endpoint import FakeEndpoint, Reply
from tests.ui.web.conftest import COOKIE, Visit, Visitor, serving
from ui.upkeep import draft_feedback

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OpenLibrary = Callable[..., Library]

QUESTION = "¿Cuánto costó el puente de Valdemora?"
PRICE = "14,5 millones de euros"
NOTES = {
    "lobos": ("Vuelven los lobos", "Los guardas contaron 23 lobos en la sierra de Arcedo durante el mes de enero."),
    "puente": ("El puente de Valdemora", f"El puente de Valdemora costó {PRICE} y se abrió en mayo de 2019."),
}


def export(more: str = "") -> str:
    """Two articles as an export of many, each with something added to its end."""
    records = [{"id": key, "title": title, "text": f"{title}\n\n{text}{more}"} for key, (title, text) in NOTES.items()]
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Articles of which the one that is asked about is the second of an export."""
    place = tmp_path / "articles"
    place.mkdir()
    (place / "notas.jsonl").write_text(export(), encoding="utf-8")
    (place / "tren.txt").write_text("El tren de Soria\n\nEl tren de Soria llegó tarde el martes.", encoding="utf-8")
    return place


@pytest.fixture
def archive(open_library: OpenLibrary, folder: Path) -> Library:
    """An archive of the folder, without a language model."""
    opened = open_library()
    report = opened.sync([folder])
    assert (report.added, report.failed) == (3, ())
    return opened


def answered(reader: Visitor, question: str = QUESTION) -> None:
    """Ask, and wait for the end of the answer."""
    reader.ask(question)
    reader.page.wait_for_selector(".pie", timeout=60_000)
    reader.page.wait_for_selector("#fuentes mark", state="attached")
    reader.page.wait_for_selector("#detener", state="hidden")


def test_what_a_reader_says_becomes_a_case_that_is_examined(
    archive: Library,
    folder: Path,
    visit: Visit,
    tmp_path: Path,
    default_embedder: Embedder,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """From a thumb and «esta cita no lo dice» to the verdict of `python -m eval` over the same articles."""
    data = archive.settings.data_dir
    with serving(lambda _: archive, data) as url:
        reader = visit(url)
        answered(reader)
        assert PRICE in reader.answer
        reader.page.get_by_role("button", name="No me gusta").click()
        reader.page.get_by_text("anotado que la respuesta es mala").wait_for()
        reader.page.click("#nueva")
        reader.page.wait_for_function("document.querySelectorAll('.pie').length === 0")
        answered(reader, "¿Cuántos lobos contaron los guardas en la sierra de Arcedo?")
        reader.page.get_by_role("button", name="Decir que la cita 1 no dice lo que la respuesta").click()
        reader.page.get_by_text("anotado que la cita 1 no lo dice").wait_for()
    archive.close()

    monkeypatch.setenv("HEMEROTECA_DATA_DIR", str(data))
    monkeypatch.setenv("HEMEROTECA_LLM", "off")
    monkeypatch.setattr("rag.models.load_embedder", lambda *_: default_embedder)
    draft_feedback()
    file, over = data / DRAFTS, ["--corpus", str(folder)]
    price, wolves = read_cases([file], drafts=True)
    if price.question != QUESTION:
        price, wolves = wolves, price
    assert [(one.article, PRICE in one.quote) for one in price.evidence] == [("notas.jsonl#puente", True)]
    assert wolves.evidence == ()  # the reader doubts the only one there was
    assert main(["validate", str(file), *over]) == 0
    assert main(["--cases", str(file), *over]) == 3  # nobody has accepted any
    assert "but 2 drafts" in capsys.readouterr().err

    corpus = read_corpus([folder])
    answers = {price.question: PRICE, wolves.question: "23 lobos"}
    typed = [line for case in read_cases([file], drafts=True) for line in ("e", "", answers[case.question], "a")]
    assert review(file, corpus, "ana", lambda _: typed.pop(0), print) == Reviewed(accepted=2, deleted=0, left=0)
    assert main(["validate", str(file), *over]) == 0
    assert main(["--cases", str(file), *over, "--report-dir", str(tmp_path / "report")]) == 0
    examined = {case.id: case for case in read_report(tmp_path / "report" / JSON).cases}
    assert [(examined[one.id].verdict, examined[one.id].reasons) for one in (price, wolves)] == [("pass", ())] * 2


def test_a_citation_of_an_article_that_was_removed_says_so(archive: Library, visit: Visit) -> None:
    """Once it has been removed through the page: at the source, in the list of citations, and behind a link to it."""
    with serving(lambda _: archive, archive.settings.data_dir) as url:
        reader = visit(url, storage_state=COOKIE)
        page = reader.page
        answered(reader)
        link = str(page.locator("#fuentes a.entero").first.get_attribute("href"))
        assert page.locator(".ya-no, .desde-entonces").count() == 0

        page.get_by_role("tab", name="Archivo").click()
        page.get_by_role("checkbox", name="Marcar «El puente de Valdemora»").check()
        page.click("#fondo-quitar")
        page.click("#fondo-si")
        reader.wait("#fondo-tareas li.hecho")

        # Whoever comes back reads it without pressing anything; and so after a reload.
        page.get_by_role("tab", name="Sala de lectura").click()
        for again in (False, True):
            if again:
                reader.page.reload()
            reader.wait("#fuentes .citas .ya-no")
            assert "el artículo ya no está en el archivo" in reader.text("#fuentes .citas li:first-child")
            assert "Este artículo ya no está en el archivo" in reader.text("#fuentes .articulo .desde-entonces")
            page.click("#conversacion a.cita >> nth=0")
            reader.wait("mark.elegida:focus")
            assert PRICE in "".join(page.locator("mark.elegida").all_inner_texts())
        other = visit(url + link, locale="en-GB")
        other.wait("#articulo mark.elegida")
        assert "This article is no longer in the archive" in other.text("#articulo .desde-entonces")


def test_what_is_asked_while_the_archive_is_indexed_ends_well(
    open_library: OpenLibrary, folder: Path, visit: Visit
) -> None:
    """And so does the indexing: a new article comes in, the one that is being cited changes, another goes."""
    said = f"El puente de Valdemora costó {PRICE}."
    with FakeEndpoint(Reply(said, delay=0.5)) as endpoint:
        library = open_library(llm="auto", llm_base_url=endpoint.url, llm_model="fake", llm_retries=0)
        library.sync([folder])
        with serving(lambda _: library, library.settings.data_dir) as url:
            asking, curating = visit(url), visit(url)
            asking.ask(QUESTION)
            asking.page.locator("#conversacion .bot-row", has_text="El puente de Valdemora").wait_for()
            (folder / "nuevo.txt").write_text("El faro de Almera\n\nEl faro de Almera se encendió.", encoding="utf-8")
            (folder / "tren.txt").unlink()
            (folder / "notas.jsonl").write_text(export(" Así fue."), encoding="utf-8")
            curating.page.get_by_role("tab", name="Archivo").click()
            curating.page.click("#fondo-reindexar")
            curating.wait("#fondo-tareas li.hecho")
            assert "añadidos: 1, actualizados: 2, ya no están: 1" in curating.text("#fondo-tareas")
            asking.page.wait_for_selector(".pie", timeout=60_000)
            assert PRICE in asking.answer
            asking.page.click("#conversacion a.cita >> nth=0")
            asking.wait("mark.elegida:focus")
            asking.wait("#fuentes .citas .ya-no")
            assert "el artículo ha cambiado desde entonces" in asking.text("#fuentes .citas li:first-child")
