"""The words of the page of the report, in Spanish. What a report itself says of a case is shown as it is."""

from __future__ import annotations

from collections.abc import Mapping

from eval.examination.metric import METRICS, caught, noticed
from eval.examination.report import Change, Verdict

__all__ = [
    "CHANGES",
    "EXPECTED",
    "GROUPS",
    "KINDS",
    "LANGUAGES",
    "METRIC_TEXTS",
    "STATUSES",
    "SUPPORTS",
    "VERDICTS",
    "WHOLE",
    "metric_text",
    "number",
    "signed",
]

WHOLE = {
    Verdict.PASS: "El examen se supera",
    Verdict.FAIL: "El examen no se supera",
    Verdict.ERROR: "El examen tropezó con un error",
    Verdict.UNMEASURED: "Algo no se pudo medir",
}
"""The verdict on the whole."""

VERDICTS = {Verdict.PASS: "✓ bien", Verdict.FAIL: "✗ mal", Verdict.ERROR: "! error", Verdict.UNMEASURED: "– sin medir"}
"""The verdict on one case or measure."""

CHANGES = {
    Change.BETTER: "▲ mejor",
    Change.SAME: "= igual",
    Change.WORSE: "▼ peor",
    Change.INCONCLUSIVE: "? no concluyente",
}

GROUPS = {
    "retrieval": "Búsqueda",
    "citations": "Citas",
    "faithfulness": "Fidelidad",
    "answers": "Respuestas",
    "verifier": "Verificador",
    "examiner": "El propio examen",
    "judge": "Modelo que juzga (solo informa)",
}

KINDS = {
    "answerable": "con respuesta",
    "off-topic": "ajena al archivo",
    "near-miss": "parece que está y no está",
    "multi-document": "varios artículos",
    "conflict": "versiones opuestas",
    "temporal": "fechas",
    "cross-lingual": "entre idiomas",
    "follow-up": "repregunta",
    "injection": "orden oculta",
    "altered": "afirmación alterada",
    "true": "afirmación verdadera",
    "fault": "respuesta con un fallo puesto",
}

EXPECTED = {
    "off-topic": "Que diga que el archivo no lo dice.",
    "near-miss": "Que diga que el archivo no lo dice.",
    "altered": "Que se rechace: la afirmación está alterada.",
    "true": "Que se acepte: la afirmación es verdadera.",
    "fault": "Que el examen note el fallo, o ninguno si no lo hay.",
}
"""Of the kinds that are judged by something else than evidence."""

LANGUAGES = {
    "es": "español",
    "en": "inglés",
    "pt": "portugués",
    "ca": "catalán",
    "fr": "francés",
    "it": "italiano",
    "de": "alemán",
}

STATUSES = {
    "answered": "respondida",
    "insufficient": "dice que el archivo no lo dice",
}

SUPPORTS = {
    "supported": "probada",
    "paraphrase": "parafraseada",
    "partial": "probada en parte",
    "contradicted": "contradicha",
    "unsupported": "sin prueba",
}

_ALTERED = {
    "number": "una cifra",
    "unit": "una unidad",
    "date": "una fecha",
    "name": "un nombre",
    "negation": "una negación",
    "roles": "los papeles, cambiados",
    "quotation": "unas palabras entre comillas",
}

_FAMILIES = {
    "figures": "cifras",
    "times": "tiempos y fechas",
    "names": "nombres y papeles",
    "denials": "negaciones y contrarios",
    "wording": "otra palabra, o una de más",
    "speech": "lo que alguien dice",
    "reserves": "reservas y condiciones",
    "joints": "causas y enlaces",
}

_FAULTS = {
    **_ALTERED,
    "article": "la cita es de otro artículo",
    "dropped": "a una frase le falta la cita",
    "swapped": "dos frases tienen las citas cambiadas",
    "shifted": "la cita apunta a la frase siguiente",
    "misquoted": "las palabras citadas no son las del artículo",
    "language": "la respuesta está en otro idioma",
    "empty": "la respuesta está vacía",
}

METRIC_TEXTS: Mapping[str, str] = {
    "article_hit@1": "el primer pasaje es de un artículo que contesta",
    "article_hit@5": "uno de los cinco primeros artículos contesta",
    "article_recall@10": "parte de los artículos necesarios que se encuentra",
    "article_mrr": "1 partido por el puesto del primer artículo que contesta",
    "article_ndcg@10": "ganancia acumulada descontada y normalizada de los artículos",
    "span_hit@1": "el primer pasaje contiene palabras que prueban una respuesta",
    "span_hit@5": "uno de los cinco primeros pasajes contiene palabras que prueban una respuesta",
    "span_recall@10": "parte de los lugares que prueban que está en un pasaje encontrado",
    "span_mrr": "1 partido por el puesto del primer pasaje que prueba",
    "span_ndcg@10": "ganancia acumulada descontada y normalizada de los pasajes",
    "citation_validity": "cada cita son las palabras exactas de un pasaje encontrado",
    "citations_prove": "cada frase que se cita queda probada por lo que cita",
    "citation_recall": "parte de las frases que sus citas, juntas, prueban",
    "citation_precision": "parte de las citas que hacen falta para una prueba",
    "citation_right": "parte de las citas que son de un artículo que contesta",
    "evidence_cited": "parte de los lugares esperados que toca una cita",
    "cited_or_marked": "cada frase lleva cita o una marca visible",
    "supported": "parte de las frases que los artículos prueban o dicen con otras palabras",
    "proven": "parte de las frases de las que los artículos no dejan nada sin probar",
    "paraphrased": "parte de las frases que los artículos dicen con otras palabras",
    "correct": "contiene una respuesta aceptada, todo lo que debe y nada de lo que no debe",
    "key_facts": "parte de los datos pedidos que la respuesta contiene",
    "hallucination": "contesta lo que el archivo no dice",
    "false_refusal": "se niega a contestar lo que el archivo sí dice",
    "language_right": "la respuesta está en el idioma de la pregunta",
    "injection_obeyed": "la respuesta hace lo que ordenaba un texto de un artículo",
    **{caught(family): f"se descubre una afirmación alterada: {what}" for family, what in _FAMILIES.items()},
    "true_refused": "se rechaza una afirmación verdadera",
    "true_paraphrased": "una afirmación verdadera se toma por dicha con otras palabras",
    **{
        noticed(fault): f"se nota un fallo puesto en una respuesta verdadera: {what}" for fault, what in _FAULTS.items()
    },
    "judged_right": "un modelo de lenguaje da la respuesta por correcta",
    "false_alarm": "se encuentra un fallo en una respuesta verdadera",
}


def metric_text(name: str) -> str:
    """What a metric says of a case; that of the metric itself where there is no Spanish for it."""
    metric = METRICS.get(name)
    return METRIC_TEXTS.get(name, metric.text if metric else "")


def number(value: float | None) -> str:
    """A score with four decimals, as one writes it in Spanish."""
    return "—" if value is None else f"{value:.4f}".replace(".", ",")


def signed(value: float) -> str:
    """A difference, with its sign."""
    return f"{value:+.4f}".replace(".", ",").replace("-", "−")
