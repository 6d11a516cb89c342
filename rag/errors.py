"""The error tree: every failure a user can cause or meet, each with a sentence that says what to do.

    HemerotecaError
    ├── SettingsError            a setting that cannot be read or makes no sense
    ├── CalibrationError         a calibration file that cannot be read
    ├── FilterError              a filter of articles that cannot be read or applied
    ├── QuestionError            a question that asks nothing
    ├── TextError                a text to be checked that says nothing, or is too long
    ├── CorpusError              nothing to read where articles were expected
    │   └── ArticleError         one file that cannot be read; the rest go on
    ├── WebError                 a web address that cannot or must not be fetched; the rest go on
    ├── ModelError               weights or an endpoint that cannot be used
    │   ├── ModelMissing         weights that are not in the cache and could not be fetched
    │   ├── DigestMismatch       weights whose digest is not the expected one
    │   ├── EndpointError        an LLM endpoint that is down or answers garbage
    │   └── GenerationStopped    the model stopped in the middle of an answer
    ├── StoreError               the index cannot be read or written
    │   ├── IndexMismatch        the index was built with another embedding model
    │   ├── IndexBusy            another process is writing
    │   └── IndexEmpty           a question was asked of an archive with no article
    ├── DiskFull                 no room left where the cache or the index lies
    ├── PortBusy                 another process has the port of the page
    └── PeopleError              a user of the page that cannot be added, removed or found

They are raised where the cause is known and caught once, at the command or the page.
"""

from __future__ import annotations

__all__ = [
    "BROKEN",
    "ArticleError",
    "CalibrationError",
    "CorpusError",
    "DigestMismatch",
    "DiskFull",
    "EndpointError",
    "FilterError",
    "GenerationStopped",
    "HemerotecaError",
    "IndexBusy",
    "IndexEmpty",
    "IndexMismatch",
    "ModelError",
    "ModelMissing",
    "PeopleError",
    "PortBusy",
    "QuestionError",
    "SettingsError",
    "StoreError",
    "TextError",
    "WebError",
]

BROKEN = "something broke here: the log says what."
"""What readers are told of a fault that is none of the tree; what it was is for the log alone."""


class HemerotecaError(Exception):
    """Root of the tree. Its text is one line: what was found, what was expected, what to do."""


class SettingsError(HemerotecaError):
    """A setting that cannot be read or makes no sense."""


class CalibrationError(HemerotecaError):
    """A calibration file that cannot be read, so that nobody knows what is meant to hold."""


class FilterError(HemerotecaError):
    """A filter of articles that cannot be read, or that searches do not know."""


class QuestionError(HemerotecaError):
    """A question without a word, which nothing could answer."""


class TextError(HemerotecaError):
    """A text that cannot be checked: it has no word, or more than there is room for."""


class CorpusError(HemerotecaError):
    """Nothing to read where articles were expected."""


class ArticleError(CorpusError):
    """One file that cannot be read; it is reported and the rest are indexed."""


class WebError(HemerotecaError):
    """A web address that cannot be fetched, or must not be."""


class ModelError(HemerotecaError):
    """Weights or an endpoint that cannot be used."""


class ModelMissing(ModelError):
    """Weights that are not in the cache and could not be fetched."""


class DigestMismatch(ModelError):
    """Weights whose digest is not the expected one; they are removed, never used."""


class EndpointError(ModelError):
    """An LLM endpoint that is down, refuses, or answers something that is not a completion."""


class GenerationStopped(ModelError):
    """The model stopped in the middle of an answer."""


class StoreError(HemerotecaError):
    """The index cannot be read or written."""


class IndexMismatch(StoreError):
    """The index was built with another embedding model than the one that is set."""


class IndexBusy(StoreError):
    """Another process is writing the index and did not finish in time."""


class IndexEmpty(StoreError):
    """A question was asked of an archive that holds no article."""


class DiskFull(HemerotecaError):
    """No room is left where the cache or the index lies."""


class PortBusy(HemerotecaError):
    """Another process has the port on which the page was to be served."""


class PeopleError(HemerotecaError):
    """A user of the page that cannot be added, removed or found."""
