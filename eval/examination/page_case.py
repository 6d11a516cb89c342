"""One case on the page of the report: what was asked, expected and answered, and the words of the articles, lit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from eval.examination.excerpts import Piece, excerpts, stands
from eval.examination.markup import Html, element, joined
from eval.examination.metric import METRICS
from eval.examination.report import Examined, Report, Sentence, Span
from eval.examination.words import EXPECTED, KINDS, LANGUAGES, STATUSES, SUPPORTS, VERDICTS, metric_text, number, signed
from rag.types import Document, Support

__all__ = ["case_details", "changed", "earlier"]

_NO_EVIDENCE = "No hay palabras que debiera citar."
_LOOKS = {str(Support.SUPPORTED): "probada", str(Support.PARAPHRASE): "reformulada"}
_CUT = element("span", "[…]", class_="corte")


def earlier(baseline: Report | None) -> dict[str, Examined]:
    """The cases of the baseline by their id."""
    return {case.id: case for case in baseline.cases} if baseline else {}


def changed(case: Examined, old: Examined | None) -> bool:
    """Whether a case came out otherwise than in the baseline."""
    return old is not None and _outcome(case) != _outcome(old)


def _outcome(case: Examined) -> tuple[object, ...]:
    return case.verdict, case.status, case.answer, dict(case.scores), case.found, case.error


def case_details(place: int, case: Examined, old: Examined | None, corpus: Mapping[str, Document]) -> Html:
    """A case as a `details` element; `place` is its number on the page, from 1."""
    differs = changed(case, old)
    parts = (
        _reasons(case),
        _answer(place, case),
        _change(case, old) if differs and old else "",
        _articles(place, case, corpus),
    )
    aside = (_expected(case), _found(case, corpus), _scores(case, old))
    return element(
        "details",
        _summary(case, differs),
        element(
            "div", element("div", *parts, class_="hechos"), element("div", *aside, class_="margen"), class_="cuerpo"
        ),
        class_="caso",
        id=f"caso-{place}",
        data_kind=case.kind,
        data_verdict=case.verdict.value,
        data_language=case.language,
        data_changed=differs,
    )


def _summary(case: Examined, differs: bool) -> Html:
    facts = [case.id, KINDS.get(case.kind, case.kind), LANGUAGES.get(case.language, case.language)]
    mark = element("span", "cambió", class_="cambio") if differs else ""
    return element(
        "summary",
        element("span", VERDICTS[case.verdict], class_=f"veredicto {case.verdict}"),
        element("span", case.question, class_="pregunta", lang=case.language),
        element("span", " · ".join(facts), mark, class_="datos"),
    )


# --- What came out ------------------------------------------------------------------------------------------


def _reasons(case: Examined) -> Html:
    raised = [f"Error: {case.error}"] if case.error else []
    items = [element("li", reason) for reason in (*case.reasons, *raised)]
    return _part("Por qué no está bien", element("ul", *items, class_="motivos")) if items else Html()


def _answer(place: int, case: Examined) -> Html:
    status = STATUSES.get(case.status, case.status)
    about = element("p", f"Estado: {status}.", class_="datos") if status else ""
    if case.sentences:
        shown = element("ol", *(_sentence(place, sentence) for sentence in case.sentences), class_="frases")
    else:
        shown = element("p", case.answer or "No hay respuesta.", class_="respuesta" if case.answer else "datos")
    return _part("Respuesta, frase a frase" if case.sentences else "Respuesta", about, shown)


def _sentence(place: int, sentence: Sentence) -> Html:
    numbers = dict.fromkeys(span.number for span in sentence.citations)
    look = _LOOKS.get(sentence.support, "dudosa")
    sign = "≈" if look == "reformulada" else ""
    kind = f"numero citado {look}" if sign else "numero citado"
    marks = [element("a", f"{sign}{n}", href=f"#cita-{place}-{n}", class_=kind) for n in numbers]
    support = SUPPORTS.get(sentence.support, sentence.support)
    said = f"{sign} {support}: {sentence.reason}" if sentence.reason else f"{sign} {support}"
    return element("li", sentence.text, *marks, " ", element("span", said.strip(), class_=f"respaldo {look}"))


# --- The articles -------------------------------------------------------------------------------------------


def _articles(place: int, case: Examined, corpus: Mapping[str, Document]) -> Html:
    cited = [span for sentence in case.sentences for span in sentence.citations]
    spans = list(dict.fromkeys((*cited, *case.evidence)))
    by_article: dict[str, list[Span]] = {}
    for span in spans:
        if _stands(span, corpus):
            by_article.setdefault(span.article, []).append(span)
    begun: set[int] = set()
    shown = [_article(place, corpus[name], of_one, begun) for name, of_one in by_article.items()]
    shown += [_invalid(place, span, corpus, begun) for span in spans if not _stands(span, corpus)]
    return _part("Las palabras de los artículos", *shown) if shown else Html()


def _article(place: int, document: Document, spans: Sequence[Span], begun: set[int]) -> Html:
    texts = [
        element(
            "p",
            joined([_CUT, " "] if excerpt.start else []),
            *(_piece(place, piece, begun) for piece in excerpt.pieces),
            joined([" ", _CUT] if excerpt.end < len(document.text) else []),
            class_="texto",
            lang=document.language,
        )
        for excerpt in excerpts(document.text, spans)
    ]
    published = [document.published.isoformat()] if document.published else []
    about = element("p", " · ".join([document.source, *published]), class_="datos")
    return element("article", element("h4", document.title, lang=document.language), about, *texts)


def _invalid(place: int, span: Span, corpus: Mapping[str, Document], begun: set[int]) -> Html:
    """Words that were cited or expected where they do not stand."""
    why = "el artículo no dice esto ahí" if span.article in corpus else "el artículo no está en el archivo"
    what = f"Cita {span.number}" if span.number else "Prueba esperada"
    said = f"{what}: {why} ({span.article}, de {span.start} a {span.end}). "
    return element("p", said, element("q", span.quote), class_="invalida", id=_anchor(place, span, begun))


def _anchor(place: int, span: Span, begun: set[int]) -> str:
    """The id that the marks of an answer lead to, for the first place of each citation; `begun` has those given."""
    if not span.number or span.number in begun:
        return ""
    begun.add(span.number)
    return f"cita-{place}-{span.number}"


def _piece(place: int, piece: Piece, begun: set[int]) -> Html:
    """Words of an article, after the sign of each span that begins with them."""
    if not piece.spans:
        return joined([piece.text])
    signs = [_sign(span, _anchor(place, span, begun)) for span in piece.begun]
    numbers = [span.number for span in piece.spans]
    classes = ["citado"] if any(numbers) else []
    classes += ["esperado"] if 0 in numbers else []
    return joined([*signs, element("mark", piece.text, class_=" ".join(classes))])


def _sign(span: Span, anchor: str) -> Html:
    if span.number:
        return element("b", str(span.number), class_="numero citado", title="citado por la respuesta", id=anchor)
    return element("b", "E", class_="numero esperado", title="prueba esperada")


def _stands(span: Span, corpus: Mapping[str, Document]) -> bool:
    return span.article in corpus and stands(span, corpus[span.article].text)


# --- Beside it ----------------------------------------------------------------------------------------------


def _expected(case: Examined) -> Html:
    quotes = [
        element("li", element("q", span.quote), element("span", span.article, class_="datos")) for span in case.evidence
    ]
    said = element("ul", *quotes, class_="esperadas") if quotes else element("p", EXPECTED.get(case.kind, _NO_EVIDENCE))
    return _part("Se esperaba", said)


def _found(case: Examined, corpus: Mapping[str, Document]) -> Html:
    wanted = {span.article for span in case.evidence}
    items = [
        element(
            "li",
            corpus[name].title if name in corpus else name,
            element("b", " esperado", class_="acierto") if name in wanted else "",
            element("span", name, class_="datos") if name in corpus else "",
        )
        for name in case.found
    ]
    missing = [f"No se encontró: {name}." for name in sorted(wanted.difference(case.found))] if case.found else []
    lines = [element("p", line, class_="falta") for line in missing]
    return _part("Artículos encontrados", element("ol", *items, class_="hallados"), *lines) if items else Html()


def _scores(case: Examined, old: Examined | None) -> Html:
    before = old.scores if old else {}
    order = {name: place for place, name in enumerate(METRICS)}
    names = sorted({*case.scores, *before}, key=lambda name: (order.get(name, len(order)), name))
    rows = [_score(name, case.scores.get(name), before.get(name), old is not None) for name in names]
    heads = ["métrica", *(["antes"] if old else []), "ahora"]
    head = element("thead", element("tr", *(element("th", text, scope="col") for text in heads)))
    return _part("Notas", element("table", head, element("tbody", *rows), class_="notas")) if rows else Html()


def _score(name: str, now: float | None, before: float | None, compared: bool) -> Html:
    differs = compared and now != before
    earlier_cell = [element("td", number(before))] if compared else []
    change = f" ({signed(now - before)})" if differs and now is not None and before is not None else ""
    title = element("th", element("code", name), scope="row", title=metric_text(name))
    return element("tr", title, *earlier_cell, element("td", number(now), change), class_="distinta" if differs else "")


# --- The baseline -------------------------------------------------------------------------------------------


def _change(case: Examined, old: Examined) -> Html:
    """The old answer beside the new one, with the words that differ; the scores are compared in their own table."""
    lines = []
    if old.verdict is not case.verdict:
        lines.append(f"Veredicto: {VERDICTS[old.verdict]} → {VERDICTS[case.verdict]}.")
    if old.status != case.status:
        states = (STATUSES.get(status, status) or "ninguno" for status in (old.status, case.status))
        lines.append(f"Estado: {' → '.join(states)}.")
    if old.answer == case.answer:
        lines.append("La respuesta es la misma.")
        answers: tuple[Html, ...] = ()
    else:
        before, now = _compared(old.answer, case.answer)
        answers = (_column("Antes", before), _column("Ahora", now))
    if old.found != case.found:
        lines.append(f"Antes se encontraban: {', '.join(old.found) or 'ninguno'}.")
    if old.error and old.error != case.error:
        lines.append(f"Error de antes: {old.error}.")
    told = [element("p", line, class_="datos") for line in lines]
    return _part(
        "Diferencia con el punto de partida", *told, element("div", *answers, class_="columnas") if answers else ""
    )


def _compared(before: str, now: str) -> tuple[Html, Html]:
    """Two answers with the words marked that only one of them has."""
    old, new = before.split(), now.split()
    left: list[str] = []
    right: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for side, words, tag in ((left, old[a:b], "del"), (right, new[c:d], "ins")):
            if words:
                text = " ".join(words)
                side += [text if what == "equal" else element(tag, text), " "]
    return joined(left), joined(right)


def _column(title: str, text: Html) -> Html:
    return element("div", element("h4", title), element("p", text or "Sin respuesta.", class_="respuesta"))


def _part(title: str, *content: str) -> Html:
    return element("section", element("h3", title), *content)
