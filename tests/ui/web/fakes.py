"""An archive that answers by a script, and the small articles that its answers cite."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from rag.errors import HemerotecaError
from rag.languages.spanish import SPANISH
from rag.text.messages import say, say_own_words
from rag.types import (
    Added,
    Answer,
    Change,
    Checked,
    Chunk,
    Citation,
    Claim,
    ClaimVerified,
    Document,
    Event,
    Fate,
    Filters,
    Finished,
    Found,
    Handed,
    LibraryStatus,
    Listed,
    Listing,
    Mode,
    Order,
    Passage,
    Query,
    Removal,
    Retrieved,
    Sentence,
    Standing,
    Status,
    Support,
    SyncReport,
    Timeline,
    Timings,
    Token,
    Turn,
    Version,
)

DEAL = Document(
    id="deal-1",
    title="OpenAI firma con AWS",
    text=(
        "OpenAI ha firmado un acuerdo valorado en 38.000 millones de dólares con Amazon Web Services (AWS).\n"
        "Al asociarse con Amazon, OpenAI busca:\n"
        "- Reducir la dependencia de un solo proveedor de nube\n"
        "- Garantizar estabilidad ante la creciente demanda global\n"
        "- Asegurar recursos para el entrenamiento de modelos más grandes\n"
        "- Expandirse más rápido en mercados empresariales\n"
        "Para Amazon, el acuerdo representa una victoria estratégica."
    ),
    source="economia/OpenAI-firma-con-AWS.txt",
    published=date(2025, 11, 3),
)


NO_FILTERS = Filters()
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Reworded:
    """That a sentence says in other words what some words say."""

    own: tuple[str, ...]
    quotes: tuple[str, ...]


Said = tuple[str, Sequence[str] | tuple[Support, str] | Reworded]
"""A sentence of an answer, with the words that prove it, those it paraphrases, or the verdict against it and why."""


def passage(document: Document, rank: int = 1) -> Passage:
    """The whole document as one passage, one sentence a line."""
    sentences, start = [], 0
    for line in document.text.split("\n"):
        sentences.append(Sentence(start, start + len(line), line, score=1.0 - start / 1e6))
        start += len(line) + 1
    chunk = Chunk(f"{document.id}:0", document.id, 0, len(document.text), document.text)
    return Passage(chunk, document, score=1.0 / rank, rank=rank, sentences=tuple(sentences))


def cite(document: Document, quote: str, number: int) -> Citation:
    """The first occurrence of `quote` in `document` as a citation."""
    start = document.text.index(quote)
    return Citation(number, passage(document), start, start + len(quote), quote)


def answer(
    question: str,
    said: Sequence[Said],
    *,
    document: Document = DEAL,
    status: Status = Status.ANSWERED,
    mode: Mode = Mode.LLM,
    standalone: str = "",
    notice: str = "",
    separator: str = " ",
) -> Answer:
    """An answer made of sentences, numbered as `Citation` wants it."""
    text, claims = "", []
    numbers: dict[str, int] = {}
    for sentence, proof in said:
        text += (separator if text else "") + sentence
        support, reason, own, quotes = _verdict(proof)
        citations = tuple(cite(document, q, numbers.setdefault(q, len(numbers) + 1)) for q in quotes)
        start = len(text) - len(sentence)
        claims.append(Claim(sentence, start, len(text), citations, support, reason, own_words=own))
    return Answer(
        question=question,
        text=text,
        language="es",
        claims=tuple(claims),
        passages=(passage(document),),
        status=status,
        timings=Timings(120.0, 900.0, 2400.0),
        mode=mode,
        model="modelo-de-prueba" if mode is Mode.LLM else "",
        notice=notice,
        standalone=standalone or question,
    )


def _verdict(
    proof: Sequence[str] | tuple[Support, str] | Reworded,
) -> tuple[Support, str, tuple[str, ...], Sequence[str]]:
    """Verdict, reason, own words and quotations."""
    if isinstance(proof, Reworded):
        return Support.PARAPHRASE, say_own_words(proof.own, SPANISH), proof.own, proof.quotes
    if proof and isinstance(proof[0], Support):
        support, reason = proof
        return support, reason, (), ()
    return Support.SUPPORTED, "", (), proof


def events(whole: Answer, piece: int = 12) -> Iterator[Event]:
    """The stream that ends in an answer: evidence, text in pieces, a verdict behind each sentence."""
    yield Retrieved(whole.standalone, whole.passages)
    shown = 0
    if whole.status is Status.ANSWERED:
        for claim in whole.claims:
            while shown < claim.end:
                end = min(claim.end, shown + piece)
                yield Token(whole.text[shown:end])
                shown = end
            yield ClaimVerified(claim)
    else:
        yield Token(whole.text)
    yield Finished(whole)


Script = Callable[[str, Sequence[Turn]], Iterator[Event]]


class FakeArchive:
    """Answers by a script, and remembers what it was asked and what became of it."""

    def __init__(self, script: Script, mode: Mode = Mode.LLM) -> None:
        self._script = script
        self._mode = mode
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []
        self.limited: list[Filters | None] = []
        self.ended = threading.Event()
        self.broken_off = False
        self.closed = False
        self.handed: list[str] = []
        self.articles: dict[str, Version] = {DEAL.id: Version(DEAL, Standing.CURRENT)}

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        filters: Filters = NO_FILTERS,
        takes_filters: bool = True,
    ) -> Iterator[Event]:
        """Yield what the script yields."""
        self.asked.append((question, tuple(history)))
        self.limited.append(None if takes_filters else filters)
        self.ended.clear()
        self.broken_off = True
        try:
            yield from self._script(question, history)
            self.broken_off = False
        except HemerotecaError:
            self.broken_off = False
            raise
        finally:
            self.ended.set()

    def find(
        self, question: str, k: int | None = None, *, filters: Filters = NO_FILTERS, takes_filters: bool = True
    ) -> Found:
        """Each of its articles as one passage, whatever is asked."""
        documents = [version.document for version in self.articles.values()]
        found = tuple(passage(document, rank) for rank, document in enumerate(documents[:k], start=1))
        return Found(Query(question, k or 8, filters), found)

    def check(self, text: str, *, filters: Filters = NO_FILTERS, language: str = "") -> Checked:
        """One sentence, proven by the first words of its article where it is those."""
        document = next(iter(self.articles.values())).document
        proven = document.text.startswith(text)
        cited = (Citation(1, passage(document), 0, len(text), text),) if proven else ()
        support = Support.SUPPORTED if proven else Support.UNSUPPORTED
        return Checked(text, (Claim(text, 0, len(text), cited, support, "" if proven else "no lo dice"),), (), ())

    def passage(self, chunk_id: str) -> Passage | None:
        """An article as a passage."""
        version = self.articles.get(chunk_id.removesuffix(":0"))
        return passage(version.document) if version else None

    def folders(self, document_ids: Collection[str]) -> Mapping[str, str]:
        """All of its articles lie in one folder."""
        return dict.fromkeys(document_ids, "/prensa")

    def embed(self, texts: Sequence[str], *, queries: bool = False) -> Any:
        """A vector of the length of each text, and of what it is."""
        return np.asarray([[len(text), float(queries)] for text in texts], np.float32)

    def versions(self, document_ids: Sequence[str]) -> Mapping[str, Version]:
        """Those of its articles that are asked for."""
        return {i: self.articles[i] for i in document_ids if i in self.articles}

    def status(self) -> LibraryStatus:
        """One article."""
        model = "modelo-de-prueba" if self._mode is Mode.LLM else ""
        return LibraryStatus(1, 3, self._mode, model, "multilingual-e5-small")

    def listing(
        self,
        text: str = "",
        filters: Filters = NO_FILTERS,
        *,
        order: Order = Order.NEWEST,
        limit: int = 25,
        offset: int = 0,
    ) -> Listing:
        """Its articles whose title has the text, by title."""
        held = [self._listed(i) for i in self.articles if not filters.ids or i in filters.ids]
        fitting = sorted((one for one in held if text.lower() in one.title.lower()), key=lambda one: one.title)
        return Listing(tuple(fitting[offset : offset + limit]), len(fitting))

    def timeline(self, text: str = "", filters: Filters = NO_FILTERS) -> Timeline:
        """The months of its articles."""
        found = [one.published for one in self.listing(text, filters, limit=10_000).articles]
        months = Counter(day.replace(day=1) for day in found if day)
        return Timeline(tuple(sorted(months.items())), found.count(None))

    def names(self, field: str) -> Mapping[str, int]:
        """What its articles give."""
        given = (str(getattr(version.document, field)) for version in self.articles.values())
        return dict(Counter(name for name in given if name))

    def changes(self, most: int = 20) -> Sequence[Change]:
        """Nothing has changed."""
        return ()

    def keep_files(self, handed: Sequence[Handed], *, progress: Progress) -> Added:
        """Keep nothing, and remember what was handed over."""
        self.handed += [file.name for file in handed]
        progress(len(handed), len(handed))
        return Added(tuple(file.path for file in handed), ())

    def keep_pages(self, addresses: Sequence[str], *, progress: Progress) -> Added:
        """Keep nothing."""
        progress(len(addresses), len(addresses))
        return Added((), ())

    def index_added(self, *, progress: Progress) -> SyncReport:
        """Index nothing."""
        return SyncReport()

    def sync(self, *, progress: Progress) -> SyncReport:
        """Index nothing."""
        return SyncReport()

    def fates(self, document_ids: Sequence[str]) -> Mapping[str, Fate]:
        """All of them stay where they are."""
        return {i: Fate.EXCLUDED for i in document_ids if i in self.articles}

    def remove(self, document_ids: Sequence[str]) -> Removal:
        """Take articles out."""
        gone = [self.articles.pop(i) for i in document_ids if i in self.articles]
        return Removal(excluded=len(gone))

    def excluded(self) -> Sequence[Listed]:
        """None."""
        return ()

    def readmit(self, document_ids: Sequence[str], *, progress: Progress) -> SyncReport:
        """Index nothing."""
        return SyncReport()

    def _listed(self, document_id: str) -> Listed:
        document = self.articles[document_id].document
        return Listed(document.id, document.title, document.source, document.published, document.language)

    def close(self) -> None:
        """Remember it."""
        self.closed = True


WHY = answer(
    "¿por qué OpenAI eligió AWS?",
    [
        ("OpenAI busca reducir la dependencia de un solo proveedor de nube.",
         ["Reducir la dependencia de un solo proveedor de nube"]),
        ("También quiere garantizar la estabilidad ante la demanda y recursos para modelos más grandes.",
         ["Garantizar estabilidad ante la creciente demanda global",
          "Asegurar recursos para el entrenamiento de modelos más grandes"]),
        ("El acuerdo se firmó en Lima.", (Support.UNSUPPORTED, "el nombre Lima no está en la fuente")),
    ],
)  # fmt: skip

VERDICTS = answer(
    "¿qué gana OpenAI con el acuerdo?",
    [
        ("OpenAI busca reducir la dependencia de un solo proveedor de nube.",
         ["Reducir la dependencia de un solo proveedor de nube"]),
        ("También pretende crecer con mayor rapidez en los mercados de las empresas.",
         Reworded(("pretende", "crecer", "rapidez"), ("Expandirse más rápido en mercados empresariales",))),
        ("Para Amazon el acuerdo es una victoria estratégica y financiera.",
         (Support.PARTIAL, say("word", SPANISH, value="financiera"))),
        ("El acuerdo vale 83.000 millones de dólares.", (Support.CONTRADICTED, say("number", SPANISH, value="83.000"))),
        ("El acuerdo se firmó en Lima.", (Support.UNSUPPORTED, say("name", SPANISH, value="Lima"))),
    ],
)  # fmt: skip
"""A sentence with each verdict."""


def why(question: str, history: Sequence[Turn]) -> Iterator[Event]:
    """The answer on OpenAI and AWS, whatever is asked."""
    yield from events(replace(WHY, question=question, standalone=question))
