"""A small examination written by hand, with its articles and the baseline: what the tests of the reports show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from eval.examination.report import Change, Comparison, Examined, Identity, Measure, Report, Sentence, Span, Verdict
from rag.types import Document

_PADDING = " ".join(f"El pleno siguió con el punto {number} del orden del día, sin debate." for number in range(1, 25))
DEAL = Document(
    id="deal",
    title="Lumbral compra Brandal por 1.200 millones",
    text=f"Lumbral anunció ayer la compra de Brandal. {_PADDING} El acuerdo vale 1.200 millones de euros. "
    f"Lo firmó Ana Ruiz en Castrómeda. {_PADDING}",
    source="2024-03-12-fusion.txt",
    published=date(2024, 3, 12),
)
NEWS = Document(
    id="news", title="Courier: a deal in steel", text="The deal was signed in Castrómeda.", source="c.md", language="en"
)
CORPUS = {document.source: document for document in (DEAL, NEWS)}
IDENTITY = Identity(tier="a", corpus="c0" * 32, cases="ca" * 32, settings="5e" * 32, model="extractive")


def span(document: Document, words: str, number: int = 0) -> Span:
    """Words of an article, as cited or as expected."""
    start = document.text.index(words)
    return Span(document.source, start, start + len(words), words, number)


VALUE = Examined(
    id="fusion-value",
    kind="answerable",
    language="es",
    question="¿Cuánto vale la compra de Brandal?",
    cluster=DEAL.source,
    verdict=Verdict.PASS,
    scores={"correct": 1.0, "article_mrr": 1.0, "citation_recall": 1.0},
    answer="El acuerdo vale 1.200 millones de euros.",
    status="answered",
    sentences=(
        Sentence(
            "El acuerdo vale 1.200 millones de euros.",
            "supported",
            citations=(span(DEAL, "El acuerdo vale 1.200 millones de euros.", 1),),
        ),
    ),
    evidence=(span(DEAL, "1.200 millones de euros"),),
    found=(DEAL.source, NEWS.source),
)
SIGNED = Examined(
    id="fusion-signed",
    kind="cross-lingual",
    language="en",
    question="Who signed the deal, and where?",
    cluster=DEAL.source,
    verdict=Verdict.FAIL,
    scores={"correct": 0.0, "article_mrr": 0.5, "citation_recall": 0.5},
    reasons=("The answer does not hold any accepted answer.", "A sentence is not proven."),
    answer="It was signed in Castrómeda. Brandal's president signed it.",
    status="answered",
    sentences=(
        Sentence(
            "It was signed in Castrómeda.",
            "supported",
            citations=(span(NEWS, "The deal was signed in Castrómeda.", 1),),
        ),
        Sentence(
            "Brandal's president signed it.",
            "unsupported",
            "no article says it",
            citations=(Span(DEAL.source, 3, 9, "nobody", 2), Span("lost.txt", 0, 4, "gone", 3)),
        ),
    ),
    evidence=(span(DEAL, "Lo firmó Ana Ruiz en Castrómeda."),),
    found=(NEWS.source, DEAL.source),
)
OFF = Examined(
    id="receta",
    kind="off-topic",
    language="es",
    question="¿Cómo se hace la tortilla?",
    cluster="receta",
    verdict=Verdict.PASS,
    scores={"hallucination": 0.0},
    answer="El archivo no lo dice.",
    status="insufficient",
)
BROKEN = Examined(
    id="brokenness",
    kind="temporal",
    language="es",
    question="¿Cuándo fue?",
    cluster=DEAL.source,
    verdict=Verdict.ERROR,
    scores={},
    error="EndpointError: the model stopped",
    evidence=(span(DEAL, "ayer"),),
)
UNMEASURED = Examined(
    id="claim-1",
    kind="altered",
    language="es",
    question="El acuerdo vale 1.300 millones de euros.",
    cluster=DEAL.source,
    verdict=Verdict.UNMEASURED,
    scores={},
    reasons=("No alteration of this kind could be made.",),
)
REPORT = Report(
    identity=IDENTITY,
    measures=(
        Measure("article_mrr", 0.9712, 0.9421, 0.9893, 312, 54, Verdict.PASS, floor=0.95),
        Measure("citation_recall", 0.8421, 0.8012, 0.8833, 240, 51, Verdict.FAIL, "0.8421 is below 0.9000.", 0.9),
        Measure("correct", 0.75, 0.6, 0.87, 280, 54, Verdict.PASS),
        Measure("hallucination", 0.08, 0.04, 0.15, 75, 75, Verdict.PASS, floor=0.1),
        Measure("key_facts", None, None, None, 0, 0, Verdict.UNMEASURED, "No case asks for facts."),
        Measure("caught_figures", 1.0, 0.985, 1.0, 250, 54, Verdict.PASS, floor=0.98),
    ),
    cases=(VALUE, SIGNED, OFF, BROKEN, UNMEASURED),
    comparisons=(
        Comparison("article_mrr", 0.97, 0.9712, -0.001, 0.003, 1.0, Change.SAME, won=("fusion-value",)),
        Comparison("citation_recall", 0.91, 0.8421, -0.101, -0.032, 0.0012, Change.WORSE, lost=("fusion-signed",)),
        Comparison("correct", 0.78, 0.75, -0.07, 0.01, 0.21, Change.INCONCLUSIVE, lost=("fusion-signed",)),
    ),
    notes=("So few cases show only losses of more than 8 points.",),
    information={"seconds": 81.25, "python": "3.11.9"},
)
BASELINE = replace(
    REPORT,
    measures=tuple(replace(one, value=one.value and min(one.value + 0.03, 1.0)) for one in REPORT.measures),
    cases=(
        VALUE,
        replace(
            SIGNED,
            verdict=Verdict.PASS,
            scores={"correct": 1.0, "article_mrr": 1.0, "citation_recall": 1.0},
            answer="It was signed in Castrómeda by Ana Ruiz.",
            found=(DEAL.source, NEWS.source),
        ),
        OFF,
        BROKEN,
        UNMEASURED,
        replace(OFF, id="vanished"),
    ),
    comparisons=(),
)

HOSTILE = (
    '<script>alert(1)</script><img src=x onerror="alert(2)"> [pulsa](javascript:alert(3)) ![x](http://evil.test/p.png)'
    " ]]> --> </style></script><!-- | `code` \x00\x07\u202egnp.exe\u2066 ${alert(4)} ' \" & https://evil.test"
    " www.evil.test @someone #1 a@evil.test\n# heading\n| cell |"
)
"""Everything that a report must show and must not do."""


def hostile() -> tuple[Report, dict[str, Document]]:
    """A report where every text is hostile, and its articles."""
    name = HOSTILE
    document = Document(id="x", title=HOSTILE, text=f"Antes. {HOSTILE} Después.", source=name, language='es"><script>')
    cited = span(document, HOSTILE, 1)
    case = Examined(
        id=HOSTILE,
        kind=HOSTILE,
        language=HOSTILE,
        question=HOSTILE,
        cluster=name,
        verdict=Verdict.FAIL,
        scores={HOSTILE: 0.5},
        reasons=(HOSTILE,),
        answer=HOSTILE,
        status=HOSTILE,
        sentences=(Sentence(HOSTILE, HOSTILE, HOSTILE, (cited, Span(HOSTILE, 0, 3, HOSTILE, 2))),),
        evidence=(replace(cited, number=0),),
        found=(name, "otro" + HOSTILE),
        error=HOSTILE,
    )
    report = Report(
        identity=Identity(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        measures=(Measure(HOSTILE, 0.5, 0.4, 0.6, 1, 1, Verdict.FAIL, HOSTILE, 0.6),),
        cases=(case,),
        comparisons=(
            Comparison(HOSTILE, 0.6, 0.5, -0.2, -0.1, 0.01, Change.WORSE, lost=(HOSTILE,), won=(HOSTILE * 2,)),
        ),
        notes=(HOSTILE,),
        information={HOSTILE: HOSTILE},
    )
    return report, {name: document}
