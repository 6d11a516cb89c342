"""What flows through Hemeroteca, from a file to a cited answer, and never flows back.

    file ─▶ Document ─▶ Chunk ─▶ Passage ─▶ Prompt ─▶ sentences ─▶ Claim + Citation ─▶ Answer

Every object is frozen and holds its predecessor, so a page can show a source, and an evaluation can score
retrieval and citations, from one `Answer` without asking the store again. Offsets count Unicode code points
in `Document.text`. This module knows no other module of the project but `rag.trace`, and needs only the standard
library.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

from rag.trace import Search, Trace

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors: TypeAlias = NDArray[np.float32]

__all__ = [
    "ROLES",
    "Added",
    "Amendment",
    "AmendmentKind",
    "Answer",
    "CalibrationOrigin",
    "Change",
    "Checked",
    "Chunk",
    "Citation",
    "Claim",
    "ClaimVerified",
    "Coming",
    "Document",
    "Embedder",
    "EntailmentModel",
    "Erasure",
    "Event",
    "Fate",
    "Filters",
    "Finding",
    "Finished",
    "Flaw",
    "Found",
    "Growth",
    "Handed",
    "LanguageModel",
    "LibraryStatus",
    "Listed",
    "Listing",
    "Locator",
    "Message",
    "Mode",
    "Noted",
    "Order",
    "Outside",
    "Passage",
    "PassageSource",
    "Period",
    "Printing",
    "Query",
    "ReadsAhead",
    "Removal",
    "Reprints",
    "Reranker",
    "Retracted",
    "Retrieved",
    "Sentence",
    "Shift",
    "Skipped",
    "Standing",
    "Status",
    "Support",
    "SyncFailure",
    "SyncReport",
    "TakesEvidence",
    "Tier",
    "Timeline",
    "Timings",
    "Token",
    "Turn",
    "Verification",
    "Version",
    "locator_at",
    "support_by",
]


ROLES = ("title", "published", "updated", "outlet", "author", "section", "address", "text", "key")
"""What a field of an export can hold; `key` is what tells an article from the others of its file."""


@dataclass(frozen=True, slots=True)
class Locator:
    """A place of a file that a reader can turn to: the text of its article stands there from `start` on.

    Attributes:
        start: Offset in the article's text.
        kind: `page` or `chapter`.
        label: What is printed there, for example `12` or `xiv`.
    """

    start: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one article.

    Attributes:
        id: Identity of this version, made from `source` and the content; an edit makes another id.
        title: What a reader would call it; never empty.
        text: The text that every offset refers to.
        source: Path relative to the indexed folder, with `/` between its parts.
        published: Day of publication, where the article says so; never that of its file.
        language: ISO 639-1 code of the text, for example `es`.
        metadata: Anything else the file said about itself, as text.
        updated: Day of its last change, where the article says so.
        outlet: The newspaper, agency or site that published it; empty where unknown, as the three below.
        author: Who wrote it, as the article names them.
        section: Part of the newspaper, for example `Economía`.
        address: Web address it was published at.
        origins: Where each of the facts above was taken from, by its name: `front matter`, `markup`, `dateline`,
            `signature` (a line at the top that names who wrote it, or for whom), `file name`, `text`, `mapping` (fields
            of a record), `properties` (of an office file, a book or a mail).
        locators: Where in its file the text stood, by growing offset; empty where the file has no such places.
    """

    id: str
    title: str
    text: str
    source: str
    published: date | None = None
    language: str = "es"
    metadata: Mapping[str, str] = field(default_factory=dict)
    updated: date | None = None
    outlet: str = ""
    author: str = ""
    section: str = ""
    address: str = ""
    origins: Mapping[str, str] = field(default_factory=dict)
    locators: tuple[Locator, ...] = ()


def locator_at(document: Document, start: int) -> Locator | None:
    """Where in its file a reader finds the text at an offset, such as its page; none where the file has no places."""
    before = bisect_right(document.locators, start, key=lambda locator: locator.start)
    return document.locators[before - 1] if before else None


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles a search may find: those that fit every field that is set.

    Text is compared without regard to case and accents.

    Attributes:
        since: First day of publication; an article that bears no date lies outside.
        until: Last day of publication, itself included.
        outlet: The whole name of the newspaper, agency or site, as the three below are whole.
        author: Who wrote it.
        section: Part of the newspaper.
        language: ISO 639-1 code.
        path: Source of the article, or its whole path; `*` and `?` stand for other characters, and a folder for all
            that lies below it.
        ids: Of documents; empty for any.
    """

    since: date | None = None
    until: date | None = None
    outlet: str = ""
    author: str = ""
    section: str = ""
    language: str = ""
    path: str = ""
    ids: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether any field is set."""
        return self != Filters()


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `since` to `until`, both included; an end that is None is open."""

    since: date | None = None
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for.

    Attributes:
        text: The words that are searched.
        k: How many passages are wanted.
        filters: Which articles may be found at all.
        about: Times that the question is about: articles published then, or soon after, come first where others are
            about as near. Nothing is left out for them: what happened in 1936 may be told by an article of today.
        current: Whether it asks how things stand now, so that of articles about as near the newer comes first.
    """

    text: str
    k: int
    filters: Filters = Filters()
    about: tuple[Period, ...] = ()
    current: bool = False


class Standing(StrEnum):
    """What has become of the words of an article since they were indexed.

    `CURRENT`: they stand in the archive, under this name or, where the file was moved, another. `CHANGED`: the article
    is there with other words. `GONE`: it was taken out.
    """

    CURRENT = "current"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an article that was indexed once, and what has become of it."""

    document: Document
    standing: Standing


class Order(StrEnum):
    """By what articles are listed: their day, of which those that bear none come last, or their title."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as a list names it: what `Document` says of it, without its text."""

    id: str
    title: str
    source: str
    published: date | None = None
    language: str = ""
    outlet: str = ""
    author: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A part of a list of articles.

    Attributes:
        articles: Those of this part, in the order that was asked for.
        total: How many are on the list.
        whole: Whether the list holds all that has the words asked for; of very many only the best are looked through.
    """

    articles: tuple[Listed, ...] = ()
    total: int = 0
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Timeline:
    """When articles were published.

    Attributes:
        months: The first day of each month in which any was, with how many, the oldest first.
        undated: How many bear no day.
    """

    months: tuple[tuple[date, int], ...] = ()
    undated: int = 0


class Shift(StrEnum):
    """What has happened to an article of the archive."""

    ADDED = "added"
    UPDATED = "updated"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that has happened to an article; `at` with its time zone, UTC."""

    at: datetime
    shift: Shift
    article: Listed


class Fate(StrEnum):
    """What removing an article does.

    `BINNED`: its file, which was added to the archive and holds nothing else, goes into the bin beside it. `EXCLUDED`:
    its file stays where it is, and is passed over from then on.
    """

    BINNED = "binned"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Removal:
    """What became of articles that were taken out; `unknown` are ids of none that is there."""

    binned: int = 0
    excluded: int = 0
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a document that is retrieved as one: `document.text[start:end] == text`.

    The id is made from the document's id and the offsets, so indexing the same text again changes nothing.
    """

    id: str
    document_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage: `document.text[start:end] == text`.

    Attributes:
        score: Cosine similarity to the question, from -1 to 1.
        vector: Its unit-length embedding, which verification compares with the claims.
    """

    start: int
    end: int
    text: str
    score: float = 0.0
    vector: Sequence[float] = field(default=(), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Printing:
    """Another article of the archive that prints the same; `exact` where word for word, else most of it."""

    document_id: str
    title: str
    source: str
    outlet: str = ""
    published: date | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Reprints:
    """Which other articles print the same as one.

    Attributes:
        number: How many.
        first: The first by day of those that are exact, and of those that are not.
        near: How many are not exact.
    """

    number: int = 0
    first: tuple[Printing, ...] = ()
    near: int = 0


class AmendmentKind(StrEnum):
    """What was published about an article later: a note that corrects it, or a newer version of it."""

    CORRECTION = "correction"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Amendment:
    """What was published later about an article.

    Attributes:
        kind: What it is.
        document_id: The article that holds the note, which may be the corrected one itself, or the newer version.
        title: Of that article.
        source: Of that article.
        published: Day on which it came out; where a version says when it was changed, that day.
        note: The words of a correction, as they stand in that article; empty for a version.
    """

    kind: AmendmentKind
    document_id: str
    title: str
    source: str
    published: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk that was retrieved for a question, with its document and its sentences.

    Attributes:
        score: Fused score of the searches, on the scale of the similarities; comparable within one question only.
        rank: 1 for the best passage: by `relevance` where there is one, else by `score`.
        similarity: Cosine of the chunk to the question, comparable between questions.
        relevance: The reranker's score, on a scale of its own; none without a reranker.
        timeliness: What the day of publication has added to its score, where the question names a time or asks of now.
        reprints: Who else prints its article.
        amendments: What was published later about its article, the newest first.
    """

    chunk: Chunk
    document: Document
    score: float
    rank: int
    sentences: tuple[Sentence, ...] = ()
    similarity: float = 0.0
    relevance: float | None = None
    timeliness: float = 0.0
    reprints: Reprints = Reprints()
    amendments: tuple[Amendment, ...] = ()

    @property
    def ranked_by(self) -> float:
        """The score that its rank goes by: the reranker's where there is one."""
        return self.score if self.relevance is None else self.relevance


@dataclass(frozen=True, slots=True)
class Outside:
    """What lies outside of filters that no article fits.

    Attributes:
        filters: Which articles could be found.
        articles: How many the archive has, all of them outside.
        undated: How many of those have no known day and fit but for that; 0 where the filters are not of days.
        passages: What bears on the question without the filters, best first.
    """

    filters: Filters
    articles: int
    passages: tuple[Passage, ...] = ()
    undated: int = 0

    @property
    def nearest(self) -> tuple[date, ...]:
        """Days on which those passages were published, by time: the last before the filtered days, the first after.

        None where the filters are not of days: nobody asked for one.
        """
        days = sorted({day for passage in self.passages if (day := passage.document.published)})
        since, until = self.filters.since, self.filters.until
        if since is None and until is None:
            return ()
        before = [day for day in days if since and day < since]
        after = [day for day in days if until and day > until]
        return (*before[-1:], *after[:1]) or tuple(dict.fromkeys([*days[:1], *days[-1:]]))


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        query: What was searched.
        passages: Best first.
        outside: What lies outside of its filters, where no article fits them.
        undated: How many articles its filters by time leave out that have no known day, where little was found.
        quoted: An outlet that the question names and others quote, by which nothing was filtered therefore.
        search: How they were found.
    """

    query: Query
    passages: tuple[Passage, ...]
    outside: Outside | None = None
    undated: int = 0
    quoted: str = ""
    search: Search | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words that support a claim: `passage.document.text[start:end] == quote`.

    `number` runs 1, 2, 3 in the order of appearance in the answer; the same words keep their number.
    """

    number: int
    passage: Passage
    start: int
    end: int
    quote: str


class Support(StrEnum):
    """The verdict on a claim.

    `SUPPORTED`: nothing of it is left over. `PARAPHRASE`: its facts hold and the meaning is near, in the answer's own
    words. `PARTIAL`: some of it is not in the articles. `CONTRADICTED`: they say otherwise. `UNSUPPORTED`: they do not
    say it.
    """

    SUPPORTED = "supported"
    PARAPHRASE = "paraphrase"
    PARTIAL = "partial"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"

    @property
    def cited(self) -> bool:
        """Whether a claim with this verdict carries citations."""
        return self in (Support.SUPPORTED, Support.PARAPHRASE)


class Tier(StrEnum):
    """Which check a verdict comes from.

    `WORDS`: words in common. `MEANING`: embeddings, where words left it open. `FACTS`: figures, names, quotations,
    denials and roles, which none of the others outvotes. `ENTAILMENT`: the entailment model, where one is set.
    """

    WORDS = "words"
    MEANING = "meaning"
    FACTS = "facts"
    ENTAILMENT = "entailment"


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence or list item of an answer, with its verdict: `answer.text[start:end] == text`.

    Attributes:
        citations: The spans that support it; empty unless its verdict is `cited`.
        reason: Why it is not supported, or how far it is a paraphrase, in the reader's language; empty where it is
            supported.
        tier: Which check the verdict comes from.
        own_words: Words of a paraphrase that its sources do not hold, in their order.
    """

    text: str
    start: int
    end: int
    citations: tuple[Citation, ...]
    support: Support
    reason: str = ""
    tier: Tier = Tier.WORDS
    own_words: tuple[str, ...] = ()


def support_by(citation: Citation, claims: Iterable[Claim]) -> Support:
    """What cited words are to the claims of an answer: proof of one of them, or only what some of them paraphrase."""
    proven = {c.number for claim in claims if claim.support is Support.SUPPORTED for c in claim.citations}
    return Support.SUPPORTED if citation.number in proven else Support.PARAPHRASE


class Status(StrEnum):
    """How an answer ended; what fails is no answer: it raises a `HemerotecaError`.

    A courtesy that replies to one is `ANSWERED`, with no claim, no passage and no citation.
    """

    ANSWERED = "answered"
    INSUFFICIENT = "insufficient"


class Mode(StrEnum):
    """Who wrote the sentences of an answer: a language model, or the articles themselves."""

    LLM = "llm"
    EXTRACTIVE = "extractive"


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds since the question: passages found, first token of the answer, answer complete."""

    retrieve_ms: float = 0.0
    first_token_ms: float = 0.0
    total_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A verified answer.

    Attributes:
        question: As it was asked.
        text: What the reader sees, without citation marks; claims hold offsets into it.
        language: ISO 639-1 code of `text`.
        claims: Its sentences in order, each with a verdict.
        passages: What was retrieved, best first.
        mode: Whether a language model wrote it.
        model: Name of that model, or of the one that read and chose the articles' own sentences; empty where none did.
        notice: One line that the reader must see, such as why there is no language model; may be empty.
        standalone: The question that was searched, where a follow-up was completed from the conversation;
            otherwise the question itself.
        asked: How the question was understood, as `rag.questions.Question.as_dict` says it: its kind, the type of the
            thing asked for, whom it names, its parts. Empty where nothing was asked.
        nearest: Where the archive does not say, the sentences of it that are nearest to the question, best first, with
            numbers of their own; they answer nothing, and no claim rests on them.
        filters: By what the search was limited, as `rag.retrieval.Asking.as_dict` says it. Empty where by nothing.
        trace: How it came about; none where nothing was asked.
    """

    question: str
    text: str
    language: str
    claims: tuple[Claim, ...]
    passages: tuple[Passage, ...]
    status: Status
    timings: Timings
    mode: Mode
    model: str = ""
    notice: str = ""
    standalone: str = ""
    asked: Mapping[str, object] = field(default_factory=dict, compare=False)
    nearest: tuple[Citation, ...] = ()
    filters: Mapping[str, object] = field(default_factory=dict, compare=False)
    trace: Trace | None = field(default=None, compare=False)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, by number."""
        return _each_once(self.claims)


@dataclass(frozen=True, slots=True)
class Checked:
    """A text from elsewhere, held against the archive.

    Attributes:
        text: As it was given; claims hold offsets into it.
        claims: Its statements in order, each with a verdict. Their citations are numbered through the text.
        passages: What was found for its sentences, each passage once.
        unclaimed: Offsets, start and end, of its questions and headings, which state nothing: they have no verdict.
    """

    text: str
    claims: tuple[Claim, ...]
    passages: tuple[Passage, ...]
    unclaimed: tuple[tuple[int, int], ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, by number."""
        return _each_once(self.claims)


def _each_once(claims: Iterable[Claim]) -> tuple[Citation, ...]:
    by_number = {c.number: c for claim in claims for c in claim.citations}
    return tuple(by_number[n] for n in sorted(by_number))


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a language model; `role` is `system`, `user` or `assistant`."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Retrieved:
    """First event of a stream: the evidence, before a word is written."""

    standalone: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the answer's text, to be appended to what came before."""

    text: str


@dataclass(frozen=True, slots=True)
class ClaimVerified:
    """A sentence is complete and verified; it comes before the first token of the next sentence."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class Retracted:
    """What was shown from `start` on is withdrawn, with the claims made in it; what comes next stands in its place.

    Attributes:
        reason: Why, as a clause in the reader's language; never empty.
        language: ISO 639-1 code of `reason`.
        start: How many characters of the text shown so far still stand.
    """

    reason: str
    language: str
    start: int = 0


@dataclass(frozen=True, slots=True)
class Finished:
    """Last event of a stream. `answer.text` is what was streamed, but for what was retracted."""

    answer: Answer


Event: TypeAlias = Retrieved | Token | ClaimVerified | Retracted | Finished


@dataclass(frozen=True, slots=True)
class SyncFailure:
    """A file that could not be indexed, and why."""

    source: str
    error: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that holds no article, or none that is read, and why it was passed over."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Noted:
    """What somebody should know of how a file was read, such as fields whose meaning had to be guessed."""

    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that somebody hands over: what they call it, and where it lies meanwhile."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Added:
    """What became of some addresses or files.

    Attributes:
        files: Those in which their articles are kept now.
        failed: The addresses and names that gave no article, and why.
    """

    files: tuple[Path, ...]
    failed: tuple[SyncFailure, ...]


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a run of `index` did: counts of documents, the chunks now in the index, and the time it took.

    Attributes:
        failed: Files and articles that could not be read; what was indexed of them before stays.
        skipped: Files that hold no article.
        notes: What somebody should know of how files were read.
        undated: Articles of the index of which no day is known, which no filter by time can let through.
    """

    added: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0
    failed: tuple[SyncFailure, ...] = ()
    chunks: int = 0
    seconds: float = 0.0
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[Noted, ...] = ()
    undated: int = 0


class Flaw(StrEnum):
    """What can be wrong with an index.

    `DAMAGED`: the database says that its file is. `VECTORS`: passages and sentences without a vector that can be used.
    `MISSING`: an index that is searched lacks what the ledger holds. `LEFT`: it holds what the ledger does not, such as
    a deleted article. `GONE`: the file of an article is not in its folder. `CHANGED`: it is another than was read.
    """

    DAMAGED = "damaged"
    VECTORS = "vectors"
    MISSING = "missing"
    LEFT = "left"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong with an index.

    Attributes:
        flaw: What it is.
        where: `ledger`, `passages` or `sentences` (of Chroma), `terms` (of tantivy), or `folder`.
        number: How often.
        examples: Ids, paths or messages of some.
    """

    flaw: Flaw
    where: str
    number: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether the ledger, what is derived from it and the folders agree.

    Attributes:
        articles: Live articles.
        chunks: Their passages.
        old_versions: Kept so that old citations find their words; `erase` takes them off the disk.
        format: Of the ledger.
        findings: All that is wrong; those of the folder are mended by `index`, missing and left ones by a rebuild.
    """

    articles: int
    chunks: int
    old_versions: int
    format: int
    findings: tuple[Finding, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was taken off the disk.

    Attributes:
        versions: How many versions of articles, live ones and old.
        elsewhere: Articles that hold the same text and stay, by source.
        files: Those that are still in their folder: the next `index` would read them again.
        bytes_left: Whether bytes may be left that are out of reach: in the files of a server, or where the memory of
            the process cannot be cleared, of which Chroma writes some to its files.
    """

    versions: int
    elsewhere: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    bytes_left: bool = False


class CalibrationOrigin(StrEnum):
    """Where the thresholds come from that hang on the embedding model.

    `FITTED`: fitted by the archive's owner. `DELIVERED`: with the package. `NONE`: none is known of this
    model, and the conservative rules hold.
    """

    FITTED = "fitted"
    DELIVERED = "delivered"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Growth:
    """How far the index is that grows: what is done of it can be asked.

    Attributes:
        done: Files that are in, those too that were in before.
        total: Files that there are; 0 while they are looked for, and once all are in and a run ends.
        seconds_left: How long the rest will take; none before that can be told.
    """

    done: int
    total: int
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """How far a language model is that is being fetched or loaded; until it is there articles speak for themselves.

    Attributes:
        done: Bytes that are here.
        total: Bytes that there will be; 0 while nothing is fetched.
    """

    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """What a reader may want to know of an open library.

    Attributes:
        mode: How the next answer would be written.
        model: Name of the language model; empty in extractive mode.
        notice: Why there is no language model, where there is none; may be empty.
        calibration: Where the thresholds come from that hang on the embedding model.
        foreign_calibration: Whether its owner has one of another model, which is left aside.
        growth: How far this library is with indexing, while it does.
        fault: Why its last indexing broke off; empty where it did not.
        coming: How far the language model is, while it is not there yet.
    """

    documents: int
    chunks: int
    mode: Mode
    model: str
    embedding_model: str
    notice: str = ""
    calibration: CalibrationOrigin = CalibrationOrigin.DELIVERED
    foreign_calibration: bool = False
    growth: Growth | None = None
    fault: str = ""
    coming: Coming | None = None


class LanguageModel(Protocol):
    """Writes text. Closing the iterator that `stream` returns stops the model."""

    @property
    def name(self) -> str:
        """The model's name, as shown to readers."""

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        """Yield the answer in pieces as they are written.

        Raises:
            EndpointError: Nothing usable was answered.
            GenerationStopped: The model broke off in the middle.
        """

    def close(self) -> None:
        """End whatever was started for it; may be called twice."""


@runtime_checkable
class ReadsAhead(Protocol):
    """A language model that can begin to read a prompt before it is asked."""

    def read_ahead(self, messages: Sequence[Message]) -> None:
        """Read the beginning of a prompt, so that a question behind it is answered sooner.

        Raises:
            ModelError: The model is not there.
        """


@runtime_checkable
class TakesEvidence(Protocol):
    """A language model of which it is known how much it can be shown."""

    @property
    def evidence_tokens(self) -> int:
        """Tokens of evidence for a question; 0 where that is not known."""


class PassageSource(Protocol):
    """Finds passages: the retriever, or what stands in for it."""

    def retrieve(self, question: str, k: int, *, whole: bool = False) -> tuple[Passage, ...]:
        """The `k` best passages for a question, best first; with `whole`, the rest of the best article behind them."""


class Embedder(Protocol):
    """Turns text into unit-length vectors of shape `(len(texts), dimension)`, float32."""

    @property
    def name(self) -> str:
        """The model's name or folder, as set."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def fingerprint(self) -> str:
        """A short digest of the model's output on fixed text: it differs when the vectors would."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed what is searched: chunks, sentences and claims."""


class Reranker(Protocol):
    """Scores how well each text answers a question; higher is better."""

    def rerank(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Return one score for each text."""


class EntailmentModel(Protocol):
    """Judges whether a hypothesis follows from a premise."""

    @property
    def name(self) -> str:
        """The model's name or folder, as set."""

    def entail(self, pairs: Sequence[tuple[str, str]]) -> Vectors:
        """Probabilities of entailment, neutrality and contradiction for pairs of premise and hypothesis, `(n, 3)`."""
