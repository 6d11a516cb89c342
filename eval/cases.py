"""Cases: questions over a corpus with what a good answer holds, and every check that a file of them must pass.

A file holds one JSON object a line, as `case.schema.json` says. What the schema cannot say is checked here: that each
span of evidence is the very words of its article, that accepted answers stand in the evidence, that a case of a kind
has what the kind needs.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import Annotated, Any

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from rag.corpus import find_files, read_article, read_articles
from rag.errors import HemerotecaError
from rag.languages import LANGUAGES
from rag.text.terms import tokenize
from rag.types import Document, Turn

__all__ = [
    "CASES",
    "CORPUS",
    "LEAST_OF_A_KIND",
    "NOBODY",
    "Case",
    "Evidence",
    "Fault",
    "Kind",
    "case_faults",
    "case_line",
    "case_schema",
    "read_cases",
    "read_corpus",
    "says",
    "validate",
]

CODES = sorted(language.code for language in LANGUAGES)

CASES = Path(__file__).parent / "cases"
"""The cases that are examined."""

CORPUS = (Path(__file__).parent / "corpus", Path(__file__).parents[1] / "seeds")
"""The folders of the articles that they are asked of."""

LEAST_OF_A_KIND = 25
"""Cases that each kind needs: fewer show nothing."""

NOBODY = "nobody"
"""The reviewer of a draft."""

SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema"


class Kind(StrEnum):
    """What a case examines."""

    ANSWERABLE = "answerable"
    OFF_TOPIC = "off-topic"
    NEAR_MISS = "near-miss"
    MULTI_DOCUMENT = "multi-document"
    CONFLICT = "conflict"
    TEMPORAL = "temporal"
    CROSS_LINGUAL = "cross-lingual"
    FOLLOW_UP = "follow-up"
    INJECTION = "injection"


ABSTAINING = frozenset({Kind.OFF_TOPIC, Kind.NEAR_MISS})
"""Kinds whose right answer is that the archive does not say."""

_Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]
_CONFIG = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Evidence:
    """Words of an article that answer a question: `text[start:end] == quote`."""

    article: _Text
    """Path of the article, relative to its folder."""
    start: Annotated[int, Field(ge=0)]
    """First character, in the text of the article as `rag.corpus` reads it."""
    end: Annotated[int, Field(ge=1)]
    """The character after the last."""
    quote: Annotated[str, StringConstraints(min_length=1)]
    """The words themselves."""


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Case:
    """One question and what a good answer to it holds."""

    id: Annotated[str, StringConstraints(pattern=r"^[\w.-]+$")]
    """Its name in reports, the same for ever."""
    kind: Kind
    """What it examines."""
    language: Annotated[str, Field(json_schema_extra={"enum": CODES})]
    """ISO 639-1 code of the question, and so of the answer."""
    question: _Text
    """As a reader would type it."""
    abstain: bool
    """Whether the right answer is that the archive does not say."""
    provenance: _Text
    """Where the case comes from: `written` for this corpus, or the name of a set."""
    reviewer: _Text
    """Who read it a second time, against the articles; `nobody` while it is a draft."""
    history: tuple[Turn, ...] = ()
    """The exchanges before the question, oldest first."""
    articles: tuple[_Text, ...] = ()
    """Paths of the articles that an answer must be drawn from."""
    evidence: tuple[Evidence, ...] = ()
    """The words that prove an answer; each of the articles has some."""
    also: tuple[Evidence, ...] = ()
    """Where else the same is told, as in a reprint: as good to find and to cite as the evidence."""
    accepted: tuple[_Text, ...] = ()
    """Short answers, any of which is right."""
    must_include: tuple[_Text, ...] = ()
    """What an answer must say, all of it, besides an accepted answer."""
    must_not_include: tuple[_Text, ...] = ()
    """What no right answer says."""
    paraphrased: bool = False
    """Whether the answers are worked out or translated, and so need not stand in the evidence word for word."""
    note: str = ""
    """For readers of the case: why it cannot be answered, how a figure is worked out."""
    draft: bool = False
    """Whether nobody has accepted it yet: until then it is not examined, and may lack evidence and answers."""
    retrieval_only: bool = False
    """Whether its set names only the articles that answer, not what they answer: only what is found is examined."""

    @property
    def relevant(self) -> frozenset[str]:
        """Every article that is right to find: those of the answer, and those that tell the same."""
        return frozenset([*self.articles, *(evidence.article for evidence in self.also)])


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a file of cases; `line` counts from 1 and is 0 where the whole file is meant."""

    file: str
    line: int
    text: str = field(default="")

    def __str__(self) -> str:
        """As compilers print it."""
        return f"{self.file}:{self.line}: {self.text}" if self.line else f"{self.file}: {self.text}"


# --- Reading ------------------------------------------------------------------------------------------------

_ADAPTER = TypeAdapter(Case)


def case_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a case, as it is published in `case.schema.json`."""
    return {"$schema": SCHEMA_ID, **_ADAPTER.json_schema()}


def case_line(case: Case) -> str:
    """A case as its line in a file, without what is as it is by default."""
    return _ADAPTER.dump_json(case, exclude_defaults=True).decode()


def read_cases(paths: Iterable[Path] = (CASES,), *, drafts: bool = False) -> tuple[Case, ...]:
    """Read the cases of some files, or of the `*.jsonl` of a folder, in the order of their files and lines.

    Args:
        paths: Files and folders.
        drafts: Whether those that nobody has accepted are read too.

    Raises:
        HemerotecaError: A file is missing, or a line is no case; `validate` names every fault there is.
    """
    cases = []
    for _, case in _read(paths):
        if isinstance(case, Fault):
            raise HemerotecaError(f"{case}; correct it, then check with `hemeroteca eval validate`.")
        if drafts or not case.draft:
            cases.append(case)
    return tuple(cases)


def read_corpus(folders: Iterable[Path] = CORPUS) -> dict[str, Document]:
    """Read the articles of some folders, by their path in them; a single file may be named instead of a folder.

    Raises:
        CorpusError: A folder is missing or holds no article.
        ArticleError: A file gives no article.
        HemerotecaError: Two folders hold an article of the same path, so that a case would not tell which it means.
    """
    corpus: dict[str, Document] = {}
    for folder in folders:
        for file in find_files(folder).files:
            for document in _articles_of(file, folder if folder.is_dir() else folder.parent):
                if document.source in corpus:
                    raise HemerotecaError(f"{document.source!r} is in two folders of articles: rename one of the two.")
                corpus[document.source] = document
    return corpus


def _articles_of(file: Path, root: Path) -> list[Document]:
    """Every article of a file, which may be an export of many: cases are about any of them."""
    found = [read for read in read_articles(file, root) if isinstance(read, Document)]
    return found or [read_article(file, root)]  # which says why there is none


_Read = tuple[tuple[str, int], "Case | Fault"]


def _read(paths: Iterable[Path]) -> Iterator[_Read]:
    """Every line of every file, as a case or as what is wrong with it, with its file and its number."""
    for path in paths:
        files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if not files:
            yield (str(path), 0), Fault(str(path), 0, "holds no file of cases; *.jsonl was expected")
        for file in files:
            yield from _read_file(file)


def _read_file(file: Path) -> Iterator[_Read]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        yield (str(file), 0), Fault(str(file), 0, f"cannot be read: {reason}; a file of cases was expected")
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield (str(file), number), _read_line(line, str(file), number)


def _read_line(line: str, file: str, number: int) -> Case | Fault:
    try:
        return _ADAPTER.validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the line"
        return Fault(file, number, f"{place}: {first['msg']}; found {_shown(first['input'])}")


# --- Checking -----------------------------------------------------------------------------------------------


def validate(
    paths: Sequence[Path] = (CASES,), folders: Sequence[Path] = CORPUS, least: int = LEAST_OF_A_KIND
) -> list[Fault]:
    """Find everything that is wrong with some cases.

    Args:
        paths: Files of cases, or folders of them.
        folders: The articles that the cases are asked of.
        least: How many cases each kind needs.

    Raises:
        HemerotecaError: The articles cannot be read.
    """
    corpus = read_corpus(folders)
    faults: list[Fault] = []
    ids: dict[str, str] = {}
    asked: dict[tuple[object, ...], str] = {}
    counts: Counter[Kind] = Counter()
    for (file, line), case in _read(paths):
        if isinstance(case, Fault):
            faults.append(case)
            continue
        counts[case.kind] += not case.draft
        asking = (case.question, *case.history)
        said = [*_twice(case.id, ids, "id"), *_twice(asking, asked, "question"), *case_faults(case, corpus)]
        faults += [Fault(file, line, f"{case.id}: {text}") for text in said]
        ids.setdefault(case.id, f"{file}:{line}")
        asked.setdefault(asking, case.id)
    where = ", ".join(str(path) for path in paths)
    return faults + [
        Fault(where, 0, f"{counts[kind]} cases of kind {kind}; at least {least} were expected")
        for kind in Kind
        if counts[kind] < least
    ]


def case_faults(case: Case, corpus: Mapping[str, Document]) -> list[str]:
    """What is wrong with one case, each as a sentence."""
    checks = (_language, _reviewed, _kind, _abstention, _articles, _spans, _answers)
    return [fault for check in checks for fault in check(case, corpus)]


def _twice(key: Any, seen: Mapping[Any, str], name: str) -> Iterator[str]:
    if key in seen:
        yield f"the {name} is that of {seen[key]}; each case needs its own"


def _language(case: Case, _corpus: Mapping[str, Document]) -> Iterator[str]:
    if case.language not in CODES:
        yield f"language {case.language!r} is not known; expected one of {', '.join(CODES)}"


def _reviewed(case: Case, _corpus: Mapping[str, Document]) -> Iterator[str]:
    if not case.draft and case.reviewer == NOBODY:
        yield f"reviewer is {NOBODY!r}; a case is a draft until somebody accepts it: `hemeroteca eval accept`"


def _kind(case: Case, corpus: Mapping[str, Document]) -> Iterator[str]:
    """What each kind needs besides the rest."""
    if case.abstain != (case.kind in ABSTAINING):
        yield f"abstain is {str(case.abstain).lower()}, which kind {case.kind} never is"
    if bool(case.history) != (case.kind is Kind.FOLLOW_UP):
        wanted = "an earlier exchange" if case.kind is Kind.FOLLOW_UP else "none"
        yield f"{len(case.history)} exchanges in the history; kind {case.kind} expects {wanted}"
    if case.kind in (Kind.MULTI_DOCUMENT, Kind.CONFLICT) and len(case.articles) < 2:
        yield f"{len(case.articles)} articles; kind {case.kind} expects two or more"
    if case.kind is Kind.CONFLICT and len(case.must_include) < 2:
        yield f"must_include has {len(case.must_include)} entries; kind {case.kind} expects what each side says"
    if case.kind is Kind.INJECTION and not case.must_not_include:
        yield f"must_not_include is empty; kind {case.kind} expects what the planted instruction wanted"
    languages = {corpus[name].language for name in case.articles if name in corpus}
    if case.kind is Kind.CROSS_LINGUAL and case.language in languages:
        yield f"question and article are both in {case.language!r}; kind {case.kind} expects two languages"


def _abstention(case: Case, _corpus: Mapping[str, Document]) -> Iterator[str]:
    if case.abstain:
        for name in ("articles", "evidence", "also", "accepted", "must_include"):
            if getattr(case, name):
                yield f"{name} is not empty, though the case is to be abstained from"
        return
    if not (case.evidence or case.draft):
        yield "evidence is empty; a case that has an answer expects the words that prove it"
    if not (case.accepted or case.must_include or case.draft or case.retrieval_only):
        yield "accepted and must_include are both empty; an answer could never be told to be right"


def _articles(case: Case, corpus: Mapping[str, Document]) -> Iterator[str]:
    proven = {evidence.article for evidence in case.evidence}
    for name in sorted(case.relevant):
        if name not in corpus:
            yield f"there is no article {name!r} in the corpus"
    for name in case.articles:
        if name not in proven:
            yield f"article {name!r} has no evidence; each is expected to have some"
    for name in sorted(proven.difference(case.articles)):
        yield f"evidence is from {name!r}, which is not among the articles"


def _spans(case: Case, corpus: Mapping[str, Document]) -> Iterator[str]:
    for evidence in (*case.evidence, *case.also):
        document = corpus.get(evidence.article)
        if document is None:
            continue
        found = document.text[evidence.start : evidence.end]
        if found != evidence.quote:
            at = document.text.find(evidence.quote)
            place = f"it stands at {at}:{at + len(evidence.quote)}" if at >= 0 else "the article does not hold it"
            yield (
                f"{evidence.article}[{evidence.start}:{evidence.end}] is {_shown(found)}; "
                f"expected {_shown(evidence.quote)}, {place}"
            )


def _answers(case: Case, _corpus: Mapping[str, Document]) -> Iterator[str]:
    """Answers against evidence and against each other, by their folded words."""
    if case.evidence and not case.paraphrased:
        quotes = [evidence.quote for evidence in case.evidence]
        if case.accepted and not any(says(q, answer) for q, answer in product(quotes, case.accepted)):
            yield f"none of the accepted answers stands in the evidence: {_shown(case.accepted)}"
        for wanted in case.must_include:
            if not any(says(quote, wanted) for quote in quotes):
                yield f"{_shown(wanted)} of must_include does not stand in the evidence"
    for unwanted, wanted in product(case.must_not_include, (*case.accepted, *case.must_include)):
        if says(wanted, unwanted):
            yield f"{_shown(wanted)} is wanted but holds {_shown(unwanted)} of must_not_include"


def says(text: str, words: str) -> bool:
    """Whether a text holds some words next to each other, whatever their accents and capitals."""
    wanted = tokenize(words)
    return bool(wanted) and f" {' '.join(wanted)} " in f" {' '.join(tokenize(text))} "


MOST_SHOWN = 100


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"
