"""The archive as the page sees it: what it must be able to do, and its slow opening behind a page that is up."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

from rag.errors import BROKEN, HemerotecaError
from rag.types import (
    Added,
    Change,
    Checked,
    Event,
    Fate,
    Filters,
    Found,
    Handed,
    LibraryStatus,
    Listed,
    Listing,
    Order,
    Passage,
    Removal,
    SyncReport,
    Timeline,
    Turn,
    Version,
)

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["MODEL_PATIENCE", "Archive", "Loading", "OpenArchive", "Opening", "OpeningState", "Ready", "Unopened"]

_LOG = logging.getLogger(__name__)

POLL_SECONDS = 0.2

MODEL_PATIENCE = 45.0
"""Seconds for which questions wait for the language model, which answers better: two cores load it in half of that, and
to fetch it takes minutes."""

NO_FILTERS = Filters()

Progress: TypeAlias = Callable[[int, int], None]
"""Called with how many are done and how many there are."""


class Archive(Protocol):
    """An archive of articles that answers questions; `rag.Library` is one."""

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
            filters: Which articles may be found.
            takes_filters: Whether what the question says of when, where and by whom is a filter.

        Raises:
            HemerotecaError: The question could not be answered.
        """

    def find(
        self, question: str, k: int | None = None, *, filters: Filters = NO_FILTERS, takes_filters: bool = True
    ) -> Found:
        """The passages that bear on a question, best first; see `rag.Library.find`."""

    def check(self, text: str, *, filters: Filters = NO_FILTERS, language: str = "") -> Checked:
        """A verdict for each sentence of somebody else's text; see `rag.Library.check`."""

    def passage(self, chunk_id: str) -> Passage | None:
        """A passage by the id of its chunk; None where none is live that has it."""

    def folders(self, document_ids: Collection[str]) -> Mapping[str, str]:
        """The folders in which articles lie, by id."""

    def embed(self, texts: Sequence[str], *, queries: bool = False) -> Vectors:
        """The vectors of texts, or of questions, by the model of the archive: shape `(len(texts), dimension)`."""

    def versions(self, document_ids: Sequence[str]) -> Mapping[str, Version]:
        """Articles as they were when they were indexed, by document id; those that are unknown are left out.

        Raises:
            HemerotecaError: The archive cannot be read.
        """

    def status(self) -> LibraryStatus:
        """What the archive holds and how the next answer would be written; waits for nothing."""

    def listing(
        self,
        text: str = "",
        filters: Filters = NO_FILTERS,
        *,
        order: Order = Order.NEWEST,
        limit: int = 25,
        offset: int = 0,
    ) -> Listing:
        """A part of the list of articles that have some words and fit some filters; see `rag.Library.listing`."""

    def timeline(self, text: str = "", filters: Filters = NO_FILTERS) -> Timeline:
        """When the articles of such a list were published."""

    def names(self, field: str) -> Mapping[str, int]:
        """What articles give as `outlet`, `author`, `section` or `language`, with their number, most first."""

    def changes(self, most: int = 20) -> Sequence[Change]:
        """What happened to articles lately, the last first."""

    def keep_files(self, handed: Sequence[Handed], *, progress: Progress) -> Added:
        """Keep files that somebody hands over; they are indexed by `index_added`."""

    def keep_pages(self, addresses: Sequence[str], *, progress: Progress) -> Added:
        """Fetch pages of the web and keep them; they are indexed by `index_added`."""

    def index_added(self, *, progress: Progress) -> SyncReport:
        """Index what was kept.

        Raises:
            IndexBusy: Another process is writing.
        """

    def sync(self, *, progress: Progress) -> SyncReport:
        """Bring the index up to its folders; raises `IndexBusy` as the others do."""

    def fates(self, document_ids: Sequence[str]) -> Mapping[str, Fate]:
        """What removing some articles would do, by id; ids of none that is there are left out."""

    def remove(self, document_ids: Sequence[str]) -> Removal:
        """Take articles out; raises `IndexBusy` as the others do."""

    def excluded(self) -> Sequence[Listed]:
        """Articles that were taken out and whose files are where they were."""

    def readmit(self, document_ids: Sequence[str], *, progress: Progress) -> SyncReport:
        """Take some of those back; raises `IndexBusy` as the others do."""

    def close(self) -> None:
        """End the language model and let go of the index."""


OpenArchive: TypeAlias = Callable[[Callable[[str], None]], Archive]
"""Opens an archive, telling what it is doing in one sentence at a time."""


@dataclass(frozen=True, slots=True)
class Loading:
    """The archive is being opened.

    Attributes:
        progress: What is being done.
        begun: When that began, on the clock of `time.monotonic`.
    """

    progress: str = ""
    begun: float = field(default_factory=time.monotonic, compare=False)


@dataclass(frozen=True, slots=True)
class Ready:
    """The archive is open."""

    archive: Archive


@dataclass(frozen=True, slots=True)
class Unopened:
    """The archive could not be opened, and why."""

    message: str


OpeningState: TypeAlias = Loading | Ready | Unopened


class _AbandonedError(HemerotecaError):
    """The page was closed while the archive was being opened."""


class Opening:
    """Opens an archive in a thread of its own and tells everybody who asks how far it is."""

    def __init__(self, open_archive: OpenArchive) -> None:
        self._open_archive = open_archive
        self._state: OpeningState = Loading()
        self._changed = threading.Condition()  # on a lock that its holder may take again
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="open-archive", daemon=True)

    def start(self) -> None:
        """Begin; to be called once."""
        self._thread.start()

    def state(self) -> OpeningState:
        """How far it is now."""
        with self._changed:
            return self._state

    def states(self) -> Iterator[OpeningState]:
        """The state, again and again until it is final: at every change, and now and then so a reader can leave."""
        state = self.state()
        yield state
        while isinstance(state, Loading):
            with self._changed:
                if self._state is state:
                    self._changed.wait(POLL_SECONDS)
                state = self._state
            yield state

    def archive(self) -> Archive:
        """The archive, once it is open.

        Raises:
            HemerotecaError: It cannot be opened.
        """
        for state in self.states():
            match state:
                case Ready(archive):
                    return archive
                case Unopened(message):
                    raise HemerotecaError(message)
                case Loading():
                    continue
        raise AssertionError("the states end with a final one")

    def close(self, patience: float = 2.0) -> None:
        """Close the archive, or give up opening it: the opening ends at the next sentence it wants to tell.

        Args:
            patience: Seconds to wait for that; what still runs then ends with the process.
        """
        with self._changed:
            self._closing = True
        if self._thread.ident is not None:
            self._thread.join(patience)
        state = self.state()
        self._become(Unopened(""))  # whoever still waits stops waiting
        if isinstance(state, Ready):
            state.archive.close()

    def _run(self) -> None:
        try:
            archive = self._open_archive(self._report)
        except HemerotecaError as error:
            self._become(Unopened(str(error)))
        except BaseException:  # noqa: BLE001 - a reader who waits must hear of any fault, and the log which
            _LOG.exception("the archive could not be opened")
            self._become(Unopened(BROKEN))
        else:
            self._opened(archive)

    def _opened(self, archive: Archive) -> None:
        with self._changed:
            wanted = not self._closing
            if wanted:
                self._become(Ready(archive))
        if not wanted:
            archive.close()

    def _report(self, sentence: str) -> None:
        if self._closing:
            raise _AbandonedError("the page was closed while the archive was being opened.")
        with self._changed:
            if isinstance(self._state, Loading):  # its language model may still be coming once it is open
                self._become(Loading(sentence))

    def _become(self, state: OpeningState) -> None:
        with self._changed:
            self._state = state
            self._changed.notify_all()
