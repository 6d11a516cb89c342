"""The facade: one archive, opened from settings, that can be synced, searched and asked.

A language model is started only when a question needs one, so that indexing and searching never wait for it.
Threads may share a library; processes may share its folder.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from concurrent import futures
from concurrent.futures import Future
from contextlib import ExitStack, closing, nullcontext
from dataclasses import fields, replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from rag import checking, indexing, models, removing
from rag.answering import Answerer, ModelChoice, warm
from rag.calibration import Calibrated, Calibration, calibration_for
from rag.errors import (
    BROKEN,
    CorpusError,
    HemerotecaError,
    IndexBusy,
    IndexEmpty,
    QuestionError,
    StoreError,
)
from rag.languages import LANGUAGES, Language, language_of
from rag.models.stopping import stopped_by
from rag.proof import ClaimVerifier, EntailmentVerifier, Evidence, Verdict, Verifier
from rag.questions.filters import NO_FILTERS, Known, Limits, read_limits
from rag.retrieval import Asking, Candidate, Published, Retriever, Weights, find_published
from rag.settings import Settings, at_home, load_settings, read_fields
from rag.spans import Spans, open_spans
from rag.store import EmbeddingIdentity, Store
from rag.store.snapshot import copy_if_read_only
from rag.text.composed import composed
from rag.text.dictionaries import keep_in
from rag.text.dictionaries import warm as warm_dictionaries
from rag.text.filter_messages import say_found
from rag.text.language import detect_language
from rag.text.messages import say
from rag.text.program import retold
from rag.text.terms import analyse, tokenize
from rag.trace import Search
from rag.types import (
    Added,
    Answer,
    Change,
    Checked,
    Coming,
    Document,
    Embedder,
    Erasure,
    Event,
    Fate,
    Filters,
    Finished,
    Found,
    Growth,
    Handed,
    LanguageModel,
    LibraryStatus,
    Listed,
    Listing,
    Mode,
    Order,
    Passage,
    Query,
    Removal,
    Retrieved,
    SyncFailure,
    SyncReport,
    Timeline,
    Turn,
    Verification,
    Version,
)

if TYPE_CHECKING:
    from llama_index.core.vector_stores import MetadataFilters

    from rag.llamaindex import ArchiveChatEngine, ArchiveQueryEngine, ArchiveRetriever
    from rag.models.language_model import OpenModel
    from rag.types import Vectors
    from rag.web import Web

__all__ = ["Library", "Report"]

Report = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done and how much there is (0: unknown)."""

WORDS_SOUGHT = 12
"""Words by which a list of articles is made; more narrow it no further."""


def _silent(_what: str, _done: int, _total: int) -> None:
    """Report nothing."""


class Library:
    """An archive of articles that answers questions.

    Open one with `Library.open`, best in a `with` statement.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        embedder: Embedder,
        model: _Starter,
        calibrated: Calibrated,
        snapshot: TemporaryDirectory[str] | None = None,
        spans: Spans | None = None,
    ) -> None:
        self.settings = settings
        self._spans = spans
        self._snapshot = snapshot
        self._store = store
        self._embedder = embedder
        weights = Weights(
            passage=settings.weight_passage,
            sentence=settings.weight_sentence,
            lexical=settings.weight_lexical,
            lexical_foreign=settings.weight_lexical_foreign,
        )
        # What is not named is not imported: it would bring torch.
        reranker = models.load_reranker(settings) if settings.reranker_model else None
        self._retriever = Retriever(store, embedder, weights, reranker)
        self._model = model
        self._reader: threading.Thread | None = None
        keep_in(settings.cache_dir)
        self._calibrated = calibrated
        self._verifier = _open_verifier(settings, embedder, calibrated.calibration)
        self._known: tuple[int, Known] | None = None
        self._growth: Growth | None = None
        self._fault = ""
        self._closed = False

    @classmethod
    def open(
        cls,
        settings: Settings | None = None,
        *,
        llm: LanguageModel | None = None,
        embedder: Embedder | None = None,
        report: Report = _silent,
        start_model: bool = False,
        open_model: OpenModel | None = None,
        model_patience: float | None = None,
    ) -> Self:
        """Open the archive of a data folder, making the folder where there is none; one that cannot be written is read.

        Args:
            settings: Those of the environment and of `hemeroteca.toml` when not given.
            llm: A language model to use instead of the one that is set; `rag.models.ChatModel` makes one of any
                LlamaIndex `LLM`.
            embedder: An embedder to use instead of the one that is set.
            report: Told of downloads and other long steps.
            start_model: Load the language model beside the rest instead of at the first question.
            open_model: Opens the language model that is set, where that has been begun already.
            model_patience: Seconds from its start on that questions wait for the language model; while it is not
                there after that, the articles speak for themselves. None waits as long as it takes.

        Raises:
            SettingsError: Traces are to be sent, and cannot be.
            ModelMissing: The embedding model is not here and could not be fetched.
            CalibrationError: The calibration that its owner has fitted cannot be read.
            IndexMismatch: The index was built with another embedding model.
            StoreError: The index cannot be read.
        """
        settings = settings or load_settings()
        spans = open_spans(settings)
        opens = open_model or partial(models.open_language_model, settings)
        starter = _Starter(
            lambda told: llm or opens(told),
            report,
            language_of(settings.language) if settings.language else LANGUAGES[0],
            model_patience,
        )
        if start_model:
            starter.start()
        try:
            embedder = embedder or models.load_embedder(settings, report)
            calibrated = calibration_for(embedder.fingerprint, settings.calibration_file)
            snapshot = copy_if_read_only(settings.data_dir)
            readable = settings if snapshot is None else settings.over(Path(snapshot.name))
            store = _open_store(readable, embedder)
            return cls(settings, store, embedder, starter, calibrated, snapshot, spans)
        except BaseException:
            starter.close()
            if spans is not None:
                spans.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the language model and let go of the index; may be called twice."""
        self._closed = True
        with ExitStack() as closing_all:  # each, whatever becomes of the others
            if self._snapshot is not None:
                closing_all.callback(self._snapshot.cleanup)
            if self._spans is not None:
                closing_all.callback(self._spans.close)
            closing_all.callback(self._store.close)
            closing_all.callback(self._model.close)

    def sync(
        self,
        paths: Sequence[Path | str] | None = None,
        *,
        progress: indexing.Progress = indexing.silent,
        check: bool = False,
        mapping: Mapping[str, str] | None = None,
    ) -> SyncReport:
        """Make the index mirror folders or files; those that are indexed already when none is named.

        A path that is missing or holds no article stands among what failed, and what is indexed of it stays. A file
        whose size and time are those of when it was read last is not read again, unless `check` is set.

        Args:
            paths: Folders and files.
            progress: Told first how many files were done before, then how many are.
            check: Whether every file is read.
            mapping: Which field of an export holds what, by role (`rag.types.ROLES`); that of the settings when not
                given.

        Raises:
            SettingsError: A role that is none.
            CorpusError: No path holds an article; the index is as it was.
            IndexBusy: Another process is writing.
        """
        self._require_writable()
        places = [Path(p) for p in paths] if paths else self.corpus()
        sync = self._syncing(progress, check=check, mapping=mapping)
        try:
            return sync(places)
        except CorpusError as error:
            if len(places) == 1:
                raise CorpusError(self._with_way_out(error, places[0])) from error
            return self._sync_each(places, sync, error)

    def sync_with_workers(
        self,
        paths: Sequence[Path | str] | None = None,
        *,
        workers: int,
        progress: indexing.Progress = indexing.silent,
    ) -> SyncReport:
        """As `sync`, after a Ray job has read and embedded what is new in many processes: see `rag.bulk`.

        Args:
            paths: Folders and files.
            workers: Processes that embed, on this machine, or on those of the cluster that is set.
            progress: Told how many files are done, first by the job, then by the sync.

        Raises:
            SettingsError: Ray is not installed.
            CorpusError: No path holds an article; the index is as it was.
            IndexBusy: Another process is writing.
        """
        from rag import bulk

        self._require_writable()
        started = time.perf_counter()
        filled = bulk.fill(
            [Path(p) for p in paths] if paths else self.corpus(),
            store=self._store,
            load_embedder=self._loader(),
            chunk_chars=self.settings.chunk_chars,
            workers=workers,
            address=self.settings.ray_address,
            mapping=self.settings.fields,
            progress=progress,
        )
        report = self.sync(paths, progress=progress)
        unchanged = max(report.unchanged - filled.added - filled.updated, 0)
        added, updated = report.added + filled.added, report.updated + filled.updated
        seconds = time.perf_counter() - started
        return replace(report, added=added, updated=updated, unchanged=unchanged, seconds=seconds)

    def _loader(self) -> Callable[[], Embedder]:
        """What loads the embedder in another process, on one thread."""
        return partial(models.load_embedder, self.settings.model_copy(update={"embedding_threads": 1}))

    def _syncing(
        self,
        progress: indexing.Progress = indexing.silent,
        *,
        check: bool = False,
        mapping: Mapping[str, str] | None = None,
    ) -> Callable[[Sequence[Path]], SyncReport]:
        fields = self.settings.fields if mapping is None else read_fields(mapping)
        return partial(self._index, progress=progress, check=check, mapping=fields)

    def _index(
        self, places: Sequence[Path], *, progress: indexing.Progress, check: bool, mapping: Mapping[str, str]
    ) -> SyncReport:
        pace, looking = indexing.Pace(), Growth(0, 0)
        begun, last = False, looking
        self._growth = self._growth or looking

        def told(done: int, total: int) -> None:
            nonlocal begun, last
            begun, self._fault = True, ""
            self._growth = last = pace.growth(done, total) or looking
            progress(done, total)

        try:
            return indexing.sync(
                places,
                store=self._store,
                embedder=self._embedder,
                chunk_chars=self.settings.chunk_chars,
                progress=told,
                check=check,
                mapping=mapping,
            )
        except Exception as error:
            # Of a run that has not begun, because another writes or there is nothing to index, its caller is told.
            if not self._closed and (begun or not isinstance(error, (CorpusError, IndexBusy))):
                self._fault = str(error) if isinstance(error, HemerotecaError) else BROKEN
            raise
        finally:
            if self._growth is last:  # and not that of another thread, for which this one did not wait
                self._growth = None

    def _sync_each(
        self, places: Sequence[Path], sync: Callable[[Sequence[Path]], SyncReport], error: CorpusError
    ) -> SyncReport:
        """Sync one path after the other, since some of them cannot be: those are told with the rest."""
        reports: list[SyncReport] = []
        failed: list[SyncFailure] = []
        for place in places:
            try:
                reports.append(sync([place]))
            except CorpusError as fault:
                failed.append(SyncFailure(str(place), self._with_way_out(fault, place)))
        if not reports:
            raise error
        return _joined(reports, failed)

    def _with_way_out(self, error: CorpusError, place: Path) -> str:
        """What is wrong with a path, and how its articles leave the index, where there are any."""
        known = Path(at_home(str(place))).resolve()
        if not any(known.is_relative_to(root) or Path(root).is_relative_to(known) for root in self._store.roots()):
            return str(error)
        return f"{error} Its articles stay in the index: `hemeroteca index --forget {place}` takes them out."

    @classmethod
    def rebuild(
        cls,
        settings: Settings,
        *,
        report: Report = _silent,
        progress: indexing.Progress = indexing.silent,
    ) -> SyncReport:
        """Embed every article again, as a change of the embedding model needs; the old index serves meanwhile."""
        embedder = models.load_embedder(settings, report)
        with _open_store(settings, embedder, rebuilding=True) as store:
            return indexing.reembed(store=store, embedder=embedder, chunk_chars=settings.chunk_chars, progress=progress)

    def add(
        self,
        addresses: Sequence[str],
        *,
        progress: indexing.Progress = indexing.silent,
        web: Web | None = None,
    ) -> SyncReport:
        """Fetch pages, PDFs and feeds of the web into the folder for them, and index that folder.

        What cannot be fetched, or holds no article, stands among what failed; the others go in.

        Args:
            addresses: Of the web, each whole.
            progress: Told after each how many have been fetched.
            web: Fetches them; the open web within the limits of the settings when not given.

        Raises:
            WebError: The folder cannot be written.
            IndexBusy: Another process is writing.
        """
        added = self.keep_pages(addresses, progress=progress, web=web)
        report = self.index_added() if added.files else SyncReport()
        return replace(report, failed=(*added.failed, *report.failed), chunks=self._store.counts()[1])

    def keep_pages(
        self,
        addresses: Sequence[str],
        *,
        progress: indexing.Progress = indexing.silent,
        web: Web | None = None,
    ) -> Added:
        """The first half of `add`: the pages are kept, and not indexed yet."""
        from rag.adding import add_pages  # what speaks HTTP and writes WARC: nothing else pays for it

        self._require_writable()
        with web or _open_web(self.settings) as asked:
            return add_pages(addresses, self.settings.added_folder, asked, progress)

    def keep_files(self, handed: Sequence[Handed], *, progress: indexing.Progress = indexing.silent) -> Added:
        """Keep files that somebody hands over in the folder for pages of the web; they are not indexed yet.

        What holds no article, or is too large by the settings, stands among what failed.

        Raises:
            CorpusError: The folder cannot be written.
        """
        from rag.adding import add_files  # as above

        self._require_writable()
        return add_files(handed, self.settings.added_folder, self.settings.upload_bytes, progress)

    def index_added(self, *, progress: indexing.Progress = indexing.silent) -> SyncReport:
        """Index the folder of what was added.

        Raises:
            IndexBusy: Another process is writing.
        """
        self._require_writable()
        return self._syncing(progress)([self.settings.added_folder])

    def listing(
        self,
        text: str = "",
        filters: Filters = NO_FILTERS,
        *,
        order: Order = Order.NEWEST,
        limit: int = 25,
        offset: int = 0,
    ) -> Listing:
        """A part of the list of articles.

        Args:
            text: Words that a passage or its title must hold, each in any form of it; empty for any.
            filters: Which articles are listed.
            order: Of the list.
            limit: Most articles of the part.
            offset: Where it begins.
        """
        within, whole = self._within(text, filters)
        if within is None:
            return Listing(whole=whole)
        return replace(self._store.listing(within, order, limit, offset), whole=whole)

    def timeline(self, text: str = "", filters: Filters = NO_FILTERS) -> Timeline:
        """When the articles of a list were published; see `listing`."""
        within, _ = self._within(text, filters)
        return Timeline() if within is None else self._store.months(within)

    def names(self, field: str) -> dict[str, int]:
        """What articles give as `outlet`, `author`, `section` or `language`, with their number, most first."""
        return self._store.names(field)

    def changes(self, most: int = 20) -> list[Change]:
        """What happened to articles lately, the last first."""
        return self._store.changes(most)

    def fates(self, document_ids: Sequence[str]) -> dict[str, Fate]:
        """What removing some articles would do, by id; ids of none that is there are left out."""
        return removing.fates(document_ids, store=self._store, added=self.settings.added_folder)

    def remove(self, document_ids: Sequence[str]) -> Removal:
        """Take some articles out of the archive: see `rag.removing`.

        Raises:
            IndexBusy: Another process is writing; nothing has been changed.
        """
        self._require_writable()
        return removing.remove(document_ids, store=self._store, added=self.settings.added_folder)

    def excluded(self) -> list[Listed]:
        """Articles that were taken out and whose files are where they were: they are passed over."""
        found = self._store.listed([article.document_id for article in self._store.excluded()])
        return sorted(found.values(), key=lambda article: article.title)

    def readmit(self, document_ids: Sequence[str], *, progress: indexing.Progress = indexing.silent) -> SyncReport:
        """Take articles back that were excluded.

        Raises:
            IndexBusy: Another process is writing.
        """
        self._require_writable()
        files = removing.readmit(document_ids, store=self._store)
        return self.sync(files, progress=progress) if files else SyncReport()

    def _within(self, text: str, filters: Filters) -> tuple[Filters | None, bool]:
        """Filters that let through what has some words too; none where nothing has; and whether that is all."""
        words = [frozenset(forms) for forms in self._forms(text)]
        if not words:
            return filters, True
        ids, whole = self._store.containing(words, filters)
        held = set(filters.ids)
        ids = [i for i in ids if not held or i in held]
        return (replace(filters, ids=tuple(ids)) if ids else None), whole

    def _forms(self, text: str) -> Iterator[set[str]]:
        """Each word of a text, as it is indexed in each language of the archive."""
        languages = {language_of(code) for code in self._store.languages()} or {LANGUAGES[0]}
        for word in tokenize(composed(text))[:WORDS_SOUGHT]:
            yield {form for language in languages for form in analyse(word, language)}

    def forget(self, paths: Sequence[Path | str]) -> SyncReport:
        """Take the articles under some paths out of the index; the files stay."""
        self._require_writable()
        return indexing.forget([Path(p) for p in paths], store=self._store)

    def verify_index(self) -> Verification:
        """Whether the ledger, what is derived from it and the folders agree."""
        return self._store.verify()

    def mend(self) -> None:
        """Make what is derived from the ledger anew; nothing is embedded."""
        self._require_writable()
        with self._store.writing() as writer:
            writer.rebuild()

    def erase(self, paths: Sequence[Path | str]) -> Erasure:
        """Take the articles under some paths off the disk for good, every version of them: see `Writer.erase`."""
        self._require_writable()
        with self._store.writing() as writer:
            return writer.erase([str(path) for path in paths])

    def erase_old_versions(self) -> Erasure:
        """The same for every version that was edited or deleted since."""
        self._require_writable()
        with self._store.writing() as writer:
            return writer.purge()

    def backup(self, target: Path | str) -> None:
        """Copy the ledger, from which all else is made, into a new file, while others read and write."""
        self._store.backup(Path(target))

    @classmethod
    def restore(cls, settings: Settings, backup: Path | str) -> None:
        """Put a backup in the place of the ledger: see `Store.restore`."""
        Store.restore(settings.data_dir, Path(backup), database_url=settings.database_url)

    @property
    def calibration(self) -> Calibration:
        """What counts how much with the embedding model of this library."""
        return self._calibrated.calibration

    def corpus(self) -> list[Path]:
        """The folders that are indexed, or the ones of the settings where none is yet."""
        return [Path(root) for root in self._store.roots()] or list(self.settings.corpus)

    def folders(self, document_ids: Collection[str]) -> dict[str, str]:
        """The indexed folder that an article's source is relative to, by document id; of several the first."""
        lying = sorted(self._store.lying(sorted(set(document_ids))), key=lambda article: article.place, reverse=True)
        return {article.document_id: article.place[0] for article in lying}

    def lying(self) -> dict[tuple[str, str], str]:
        """The id of each live article by where it lies: its indexed folder and its path in it."""
        return self._store.documents()

    def stories(self, document_ids: Collection[str]) -> dict[str, str]:
        """What some articles share with their reprints, by id: the id of the first of a story."""
        return self._store.stories(sorted(set(document_ids)))

    def languages(self) -> list[str]:
        """The codes of the languages of the articles, that of most first."""
        return list(self._store.names("language"))

    def documents(self) -> list[Document]:
        """Every live article, by where it lies."""
        return [self._store.document(i) for _, i in sorted(self._store.documents().items())]

    def newest(self, most: int) -> list[Document]:
        """The newest articles, newest first, one of each story; those without a day come last."""
        ids, _ = self._store.newest(NO_FILTERS, most)
        found = self._store.versions(ids)
        return [found[i].document for i in ids if i in found]

    def versions(self, document_ids: Sequence[str]) -> dict[str, Version]:
        """Articles as they were when they were indexed, by document id: what an old citation points into.

        Edited and deleted ones are kept until they are purged; an id that is unknown is left out.
        """
        return self._store.versions(document_ids)

    def search(
        self, question: str, k: int | None = None, *, whole: bool = False, filters: Filters = NO_FILTERS
    ) -> tuple[Passage, ...]:
        """The passages that bear on a question, best first; with `whole`, the rest of the best article behind them.

        Raises:
            QuestionError: The question has no word.
            IndexEmpty: The archive holds no article.
        """
        return self.find(question, k, whole=whole, filters=filters).passages

    def find(
        self,
        question: str,
        k: int | None = None,
        *,
        whole: bool = False,
        filters: Filters = NO_FILTERS,
        takes_filters: bool = True,
    ) -> Found:
        """As `search`, with what was searched by, and what lies outside of the filters where no article fits them.

        Args:
            question: In any language.
            k: How many passages are wanted; as many as is set when not given.
            whole: Whether the rest of the best article comes behind them.
            filters: Which articles may be found; they win over what the question says of when, where and by whom.
            takes_filters: Whether what the question says of those is a filter.

        Raises:
            QuestionError: The question has no word.
            IndexEmpty: The archive holds no article.
        """
        self._require_articles()
        asking = Asking(self._retriever, self.limits, filters, takes_filters=takes_filters)
        return asking.find(_asked(question), k or self.settings.passages, whole=whole)

    def passage(self, chunk_id: str) -> Passage | None:
        """A passage by the id of its chunk, as `search` gives it; None where no article that is searched has it."""
        for stored in self._store.fetch([chunk_id]):
            if self._store.lying([stored.document.id]):
                return Passage(stored.chunk, stored.document, score=0.0, rank=1)
        return None

    def embed(self, texts: Sequence[str], *, queries: bool = False) -> Vectors:
        """The vectors of texts, or of questions, by the model of the archive: shape `(len(texts), dimension)`."""
        return self._embedder.embed_queries(texts) if queries else self._embedder.embed_passages(texts)

    def limits(self, question: str) -> Limits:
        """What a question says of when, where and by whom, each with its place, so that it can be taken off."""
        language = language_of(detect_language(question, self._store.main_language()))
        return read_limits(question, language, date.today(), self._known_names())

    def _known_names(self) -> Known:
        """The outlets and authors of the archive, asked for once a generation."""
        generation, known = self._store.generation, self._known
        if known is None or known[0] != generation:
            names = Known(tuple(self._store.names("outlet")), tuple(self._store.names("author")))
            known = self._known = generation, names
        return known[1]

    def candidates(self, question: str) -> list[tuple[Candidate, str]]:
        """The parts of the score of every candidate, with the source of its article: what weights are fitted on."""
        self._require_articles()
        return self._retriever.candidates(composed(question))

    def verify(self, claim: str, passages: Sequence[Passage], *, language: str = "", question: str = "") -> Verdict:
        """Hold one sentence against passages, as every sentence of an answer is.

        Args:
            claim: The sentence.
            passages: Where its proof is looked for.
            language: Of the claim; detected when not given.
            question: What it answers; its words prove little.
        """
        claim = composed(claim)
        language = language or detect_language(claim, self._store.main_language())
        return self._verifier.verify(claim, Evidence(passages), language=language, question=composed(question))

    def check(self, text: str, *, filters: Filters = NO_FILTERS, language: str = "") -> Checked:
        """Hold a text from elsewhere against the archive: a verdict on each sentence, with the words that prove it.

        Args:
            text: At most `rag.checking.LONGEST_TEXT` characters and `rag.checking.MOST_SENTENCES` sentences.
            filters: Which articles may prove it.
            language: Of the text; detected when not given.

        Raises:
            TextError: The text has no word, or more than there is room for.
            IndexEmpty: The archive holds no article.
        """
        self._require_articles()
        k, expected = self.settings.passages, self._store.main_language()

        def search_each(texts: Sequence[str]) -> list[tuple[Passage, ...]]:
            return self._retriever.find_each([Query(one, k, filters) for one in texts])

        return checking.check(text, search_each, self._verifier, expected=expected, language=language)

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        filters: Filters = NO_FILTERS,
        takes_filters: bool = True,
    ) -> Iterator[Event]:
        """Answer a question, event by event; closing the iterator stops the model.

        Args:
            question: In any language.
            history: The exchanges before it.
            filters: Which articles may be found; they win over what the question says of when, where and by whom.
            takes_filters: Whether what the question says of those is a filter.

        Raises:
            QuestionError: The question has no word.
            IndexEmpty: The archive holds no article.
        """
        question = _asked(question)
        self._require_articles()
        self.start_model()
        asking = Asking(self._retriever, self.limits, filters, takes_filters=takes_filters)
        events = _told_of_filters(self._answerer(asking, self._model.wait_patiently).stream(question, history), asking)
        return events if self._spans is None else self._spans.following(events, question)

    def _answerer(self, asking: Asking, choose_model: Callable[[], ModelChoice]) -> Answerer:
        return Answerer(
            asking,
            self._verifier,
            choose_model,
            self.settings,
            self._calibrated.calibration,
            self._embedder,
            self._store.main_language,
            asking.worded,
            partial(self._published, asking),
        )

    def _published(self, asking: Asking, question: str, language: Language) -> Published | None:
        wanted = asking.wanted(question)
        if wanted is None:
            return None
        topic, filters = wanted
        return find_published(self._retriever, topic, filters, language, self._calibrated.calibration.ranking.abroad)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        filters: Filters = NO_FILTERS,
        takes_filters: bool = True,
    ) -> Answer:
        """Answer a question, as `stream` does, and return when the answer is whole."""
        for event in self.stream(question, history, filters=filters, takes_filters=takes_filters):
            if isinstance(event, Finished):
                return event.answer
        raise AssertionError("a stream ends with Finished")

    def quote(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        filters: Filters = NO_FILTERS,
        takes_filters: bool = True,
    ) -> Iterator[Event]:
        """Answer a question with the articles' own sentences, whatever the language model, which is not asked.

        For its arguments and what it raises see `stream`.
        """
        question = _asked(question)
        self._require_articles()
        asking = Asking(self._retriever, self.limits, filters, takes_filters=takes_filters)
        return _told_of_filters(self._answerer(asking, ModelChoice).stream(question, history), asking)

    def start_model(self) -> None:
        """Begin to load the language model and the dictionaries in the background, where that has not begun yet."""
        self._model.start()
        if self._reader is None:
            self._reader = threading.Thread(target=_read_dictionaries, daemon=True)
            self._reader.start()

    def wait_for_model(self) -> None:
        """Return when the language model is ready, or known to be missing."""
        self._model.wait()

    def status(self) -> LibraryStatus:
        """What the archive holds and how the next answer would be written; waits for nothing."""
        documents, chunks = self._store.counts()
        choice = self._model.known()
        return LibraryStatus(
            documents=documents,
            chunks=chunks,
            mode=Mode.LLM if choice.model else Mode.EXTRACTIVE,
            model=choice.model.name if choice.model else "",
            embedding_model=self._embedder.name,
            notice=choice.notice,
            calibration=self._calibrated.origin,
            foreign_calibration=self._calibrated.foreign,
            growth=self._growth,
            fault=self._fault,
            coming=self._model.coming(),
        )

    @property
    def fault(self) -> str:
        """Why the last indexing broke off; empty where it did not, or because the library was closed."""
        return self._fault

    def as_retriever(self, filters: MetadataFilters | None = None) -> ArchiveRetriever:
        """This archive as a LlamaIndex retriever, of the articles that pass some filters where these are given.

        Raises:
            FilterError: A filter is none that this archive knows.
        """
        # LlamaIndex takes seconds to load, and searching needs nothing of it: here and in the two methods below.
        from rag.llamaindex import ArchiveRetriever

        return ArchiveRetriever(self.search, filters)

    def as_query_engine(self) -> ArchiveQueryEngine:
        """This archive as a LlamaIndex query engine."""
        from rag.llamaindex import ArchiveQueryEngine

        return ArchiveQueryEngine(ask=self.ask)

    def as_chat_engine(self) -> ArchiveChatEngine:
        """This archive as a LlamaIndex chat engine, with a conversation of its own."""
        from rag.llamaindex import ArchiveChatEngine

        return ArchiveChatEngine(self.ask, self.stream)

    def _require_writable(self) -> None:
        if self._snapshot is not None:
            raise StoreError(
                f"the data folder {str(self.settings.data_dir)!r} can only be read: grant access to it, or set "
                "HEMEROTECA_DATA_DIR to another."
            )

    def _require_articles(self) -> None:
        if not self._store.counts()[0]:
            raise IndexEmpty("the archive is empty: index a folder of articles with `hemeroteca index FOLDER`.")


def _asked(question: str) -> str:
    """A question as it is searched.

    Raises:
        QuestionError: It has no word.
    """
    question = composed(question)
    if not any(map(str.isalnum, question)):
        raise QuestionError(f"the question {question!r} has no word: ask with at least one.")
    return question


def _told_of_filters(events: Iterator[Event], asking: Asking) -> Generator[Event, None, None]:
    """An answer with its searches, what limited them, and what lies outside where that left nothing."""
    searches: tuple[Search, ...] = ()
    with closing(events) if isinstance(events, Generator) else nullcontext():
        for event in events:
            if isinstance(event, Retrieved):
                searches = asking.searches  # what follows is searched for the evidence of earlier questions
            if isinstance(event, Finished):
                answer = event.answer
                trace = replace(answer.trace, searches=searches) if answer.trace else None
                notice = _notice(answer, asking)
                event = Finished(replace(answer, filters=asking.as_dict(), notice=notice, trace=trace))
            yield event


def _notice(answer: Answer, asking: Asking) -> str:
    """Beside what else its reader must see, what became of the filters."""
    said = say_found(asking.noticed, language_of(answer.language)) if asking.noticed else ""
    return " ".join(filter(None, (said, answer.notice)))


def _open_web(settings: Settings) -> Web:
    from rag import web  # as in `Library.add`, which calls this

    return web.Web(web.Limits(settings.web_seconds, settings.web_bytes, settings.web_pause))


def _open_store(settings: Settings, embedder: Embedder, *, rebuilding: bool = False) -> Store:
    return Store.open(
        settings.data_dir,
        EmbeddingIdentity(embedder.name, embedder.dimension, embedder.fingerprint),
        database_url=settings.database_url,
        chroma_url=settings.chroma_url,
        rebuilding=rebuilding,
    )


def _joined(reports: Sequence[SyncReport], failed: Sequence[SyncFailure]) -> SyncReport:
    """What several runs did, one after the other, and what else failed; the index is as the last left it."""
    summed: dict[str, Any] = {}
    for field in fields(SyncReport):
        values = [getattr(report, field.name) for report in reports]
        summed[field.name] = sum(values[1:], start=values[0])
    last = {"chunks": reports[-1].chunks, "undated": reports[-1].undated}
    return SyncReport(**summed | last | {"failed": (*summed["failed"], *failed)})


def _read_dictionaries() -> None:
    """Read the dictionaries of the languages that have any, which the first proof would wait for."""
    for language in LANGUAGES:
        warm_dictionaries(language.code)


def _open_verifier(settings: Settings, embedder: Embedder, calibration: Calibration) -> ClaimVerifier:
    verifier = Verifier(embedder, calibration.nearness)
    model = models.load_entailment_model(settings) if settings.verifier_model else None
    return verifier if model is None else EntailmentVerifier(verifier, embedder, model)


class _Starter:
    """Loads the language model once, in a thread of its own, and hands it to whoever waits.

    Args:
        open_model: Opens it, told how to report what it does.
        report: Told of that.
        language: In which it is said why there is none.
        patience: Seconds from the start on that a question waits; None for as long as it takes.
    """

    def __init__(
        self,
        open_model: Callable[[Report], LanguageModel | None],
        report: Report,
        language: Language,
        patience: float | None,
    ) -> None:
        self._open_model = open_model
        self._report = report
        self._language = language
        self._patience = patience
        self._future: Future[ModelChoice] = Future()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._began = 0.0
        self._coming = Coming()
        self._closing = False
        self._letting_go = threading.Lock()
        self._here = True

    def start(self) -> None:
        with self._lock:
            if self._thread is None and not self._closing:
                self._began = time.monotonic()
                self._thread = threading.Thread(target=self._run, name="language-model", daemon=True)
                self._thread.start()

    def wait(self) -> ModelChoice:
        self.start()
        return self._future.result()

    def wait_patiently(self) -> ModelChoice:
        """The model, or none where it takes longer to come than its readers are to wait."""
        self.start()
        if self._patience is None:
            return self._future.result()
        futures.wait([self._future], max(0.0, self._began + self._patience - time.monotonic()))
        return self._future.result() if self._future.done() else ModelChoice(None, say("model_coming", self._language))

    def known(self) -> ModelChoice:
        return self._future.result() if self._future.done() else ModelChoice()

    def coming(self) -> Coming | None:
        return None if self._thread is None or self._closing or self._future.done() else self._coming

    def close(self) -> None:
        """End the model; one that is still being fetched, for which nobody waits, ends itself once it is there."""
        with self._lock:
            self._closing = True
            if self._thread is None and not self._future.done():
                self._future.set_result(ModelChoice())
        if self._future.done() or self._coming.done >= self._coming.total:
            self._let_go()

    def _let_go(self) -> None:
        failed = self._future.exception() is not None
        with self._letting_go:
            model, self._here = None if failed or not self._here else self._future.result().model, False
            if model is not None:
                model.close()

    def _run(self) -> None:
        try:
            with stopped_by(lambda: self._closing):
                choice = self._choose()
        except BaseException as error:  # a waiting reader must hear of any fault, not wait for ever
            self._future.set_exception(error)
            raise
        self._future.set_result(choice)
        if self._closing:
            self._let_go()

    def _choose(self) -> ModelChoice:
        try:
            model = self._open_model(self._tell)
        except HemerotecaError as error:
            return ModelChoice(None, f"{say('no_model', self._language)} {retold(str(error), self._language)}")
        if model is None:
            return ModelChoice(None, say("no_model", self._language))
        try:
            warm(model, self._language)
        except HemerotecaError as error:
            # It may be back by the next question, which will say so itself where it is not.
            return ModelChoice(model, retold(str(error), self._language))
        return ModelChoice(model)

    def _tell(self, what: str, done: int, total: int) -> None:
        self._coming = Coming(done, total)
        self._report(what, done, total)
