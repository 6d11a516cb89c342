"""Public sets of questions as an archive with cases: SQuAD-style files, BEIR-style folders, and XQuAD as it lies here.

    set ─▶ articles/*.md ─▶ read as every archive is ─▶ spans in that text ─▶ cases/*.jsonl

What a set calls a context or a document becomes one article. A question that is already asked, or whose answer or
article cannot be found, is left out and counted, so that every case that is written passes `hemeroteca eval validate`.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from eval.cases import Case, Evidence, Kind, case_faults, case_line, read_corpus
from rag.errors import HemerotecaError
from rag.languages import language_of
from rag.text.instructions import visible
from rag.text.language import detect_language
from rag.text.sentences import split_sentences
from rag.text.terms import content_terms
from rag.types import Document

__all__ = ["ARTICLES", "CASES", "Imported", "import_set"]

ARTICLES, CASES = "articles", "cases"
EXPECTED = (
    "expected a SQuAD-style .json (data → paragraphs → context, qas), a folder of them, a BEIR-style folder "
    "(corpus.jsonl, queries.jsonl, qrels/*.tsv), or a folder with contexts.es.jsonl and qa.es.jsonl"
)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a set: counts, and why questions were left out."""

    articles: int
    cases: int
    left_out: Mapping[str, int]

    def __str__(self) -> str:
        lines = [f"{self.articles} articles, {self.cases} cases"]
        return "\n".join(lines + [f"  left out: {count}: {why}" for why, count in sorted(self.left_out.items())])


@dataclass(frozen=True, slots=True)
class _Text:
    """An article of a set."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class _Question:
    """A question of a set, and where the set says that its answer is.

    Attributes:
        file: Name of the file of cases that it goes to.
        texts: Ids of the articles that answer it, the most relevant first; the first is the one that an answer needs.
        answers: As the set writes them, each with where it begins in the first article, where the set says so.
        translated: The same answers in the language of the question, where that is another.
        answerable: Whether the set says that there is an answer.
        language: Of the question; empty where the set does not say.
    """

    id: str
    file: str
    text: str
    texts: tuple[str, ...] = ()
    answers: tuple[tuple[str, int | None], ...] = ()
    translated: tuple[str, ...] = ()
    answerable: bool = True
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Set:
    """A set as it was read; `answered`: whether it says what the answers are, or only where."""

    name: str
    texts: Sequence[_Text]
    questions: Sequence[_Question]
    answered: bool = True


def import_set(path: Path, out: Path, language: str = "es") -> Imported:
    """Write a public set as an archive (`out/articles`) with its cases (`out/cases/*.jsonl`).

    Args:
        path: A file or folder of one of the formats that are known; it is told by what is there.
        out: A folder that does not exist yet, or is empty.
        language: Of the articles, where the set has each in several.

    Raises:
        HemerotecaError: The set is of no known format or broken, or `out` is not free.
    """
    found = _read(path, language)
    if not found.questions or not found.texts:
        raise HemerotecaError(f"{str(path)!r} holds {len(found.texts)} articles and {len(found.questions)} questions.")
    try:
        names = _write_articles(found.texts, out)
        corpus = read_corpus([out / ARTICLES])
        cases, left_out = _cases(found, names, corpus)
        (out / CASES).mkdir()
        for file, held in cases.items():
            lines = "".join(f"{case_line(case)}\n" for case in held)
            (out / CASES / f"{file}.jsonl").write_text(lines, encoding="utf-8", newline="\n")
    except OSError as error:
        raise HemerotecaError(f"{str(out)!r} cannot be written: {error.strerror or error}.") from error
    return Imported(len(corpus), sum(map(len, cases.values())), left_out)


def _read(path: Path, language: str) -> _Set:
    if path.is_file():
        return _read_squad([path])
    if (path / "corpus.jsonl").exists():
        return _read_beir(path)
    if any(path.glob("contexts.*.jsonl")):
        return _read_xquad(path, language)
    if files := sorted(path.glob("*.json")):
        return _read_squad(files)
    if not path.exists():
        raise HemerotecaError(f"{str(path)!r} does not exist: {EXPECTED}.")
    held = ", ".join(sorted(item.name for item in path.iterdir())[:10]) or "nothing"
    raise HemerotecaError(f"{str(path)!r} holds {held}; {EXPECTED}.")


# --- Formats ------------------------------------------------------------------------------------------------


class _Row(BaseModel):
    """A part of a file; what it holds besides is passed over."""

    model_config = ConfigDict(frozen=True)


class _SquadAnswer(_Row):
    text: str
    answer_start: Annotated[int, Field(ge=0)]


class _SquadQuestion(_Row):
    id: str
    question: str
    answers: tuple[_SquadAnswer, ...] = ()
    is_impossible: bool = False


class _SquadParagraph(_Row):
    context: str
    qas: tuple[_SquadQuestion, ...]


class _SquadArticle(_Row):
    title: str = ""
    paragraphs: tuple[_SquadParagraph, ...]


class _Squad(_Row):
    data: tuple[_SquadArticle, ...]


def _read_squad(files: Sequence[Path]) -> _Set:
    """SQuAD 1.1 and 2.0 (Rajpurkar et al., 2016, 2018), and what is written like it, such as XQuAD and MLQA."""
    texts: list[_Text] = []
    questions: list[_Question] = []
    for file in files:
        for number, article in enumerate(_parsed(file, _SQUAD).data):
            for place, paragraph in enumerate(article.paragraphs):
                text = f"{file.stem}-{number:03}-{place:02}"
                texts.append(_Text(text, article.title.replace("_", " "), paragraph.context))
                questions += [_squad_question(row, file.stem, text) for row in paragraph.qas]
    return _Set(", ".join(file.stem for file in files), texts, questions)


_SQUAD = TypeAdapter(_Squad)


def _squad_question(row: _SquadQuestion, file: str, text: str) -> _Question:
    answers = tuple(dict.fromkeys((answer.text, answer.answer_start) for answer in row.answers))
    return _Question(row.id, file, row.question, (text,), answers, answerable=not row.is_impossible)


class _BeirText(_Row):
    id: Annotated[str, Field(validation_alias="_id")]
    title: str = ""
    text: str


class _BeirQuery(_Row):
    id: Annotated[str, Field(validation_alias="_id")]
    text: str


def _read_beir(folder: Path) -> _Set:
    """A set as BEIR lays it out (Thakur et al., 2021): it says which articles are relevant, not what they answer."""
    judged = sorted((folder / "qrels").glob("*.tsv"))
    if not judged:
        raise HemerotecaError(f"{str(folder)!r} holds corpus.jsonl but no qrels/*.tsv: {EXPECTED}.")
    texts = [_Text(row.id, row.title, row.text) for row in _rows(folder / "corpus.jsonl", TypeAdapter(_BeirText))]
    asked = {row.id: row.text for row in _rows(folder / "queries.jsonl", TypeAdapter(_BeirQuery))}
    questions = [
        _Question(query, file.stem, asked[query], relevant)
        for file in judged
        for query, relevant in _judgements(file).items()
        if query in asked
    ]
    return _Set(folder.resolve().name, texts, questions, answered=False)


def _judgements(file: Path) -> dict[str, tuple[str, ...]]:
    """The relevant articles of each query, the most relevant first."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, line in enumerate(_text_of(file).splitlines(), 1):
        parts = line.split("\t")
        if (number == 1 and parts[:1] == ["query-id"]) or not line.strip():
            continue
        if len(parts) != 3 or not re.fullmatch(r"-?\d+", parts[2].strip()):
            raise HemerotecaError(
                f"{file}:{number}: found {line[:80]!r}; expected query-id, corpus-id and a whole "
                "number, with tabs between."
            )
        if int(parts[2]) > 0:
            found[parts[0]].append((-int(parts[2]), parts[1]))
    return {query: tuple(name for _, name in sorted(relevant)) for query, relevant in found.items()}


class _XquadContext(_Row):
    context_id: str
    title: str
    text: str


class _XquadQuestion(_Row):
    id: str
    lang: str
    question: str
    answers: tuple[str, ...]
    context_id: str
    answerable: bool = True
    context_lang: str = ""
    answers_question_lang: tuple[str, ...] = ()


def _read_xquad(folder: Path, language: str) -> _Set:
    """The layout of `../shared/data/xquad`: paragraphs and questions a line each, a file a language."""
    contexts = folder / f"contexts.{language}.jsonl"
    if not contexts.exists():
        held = ", ".join(sorted(file.name for file in folder.glob("contexts.*.jsonl")))
        raise HemerotecaError(f"{str(folder)!r} has no {contexts.name}, only {held}: choose another --language.")
    texts = [
        _Text(row.context_id, row.title.replace("_", " "), row.text)
        for row in _rows(contexts, TypeAdapter(_XquadContext))
    ]
    questions = [
        _Question(
            row.id,
            file.stem,
            row.question,
            (row.context_id,),
            tuple((answer, None) for answer in row.answers),
            row.answers_question_lang,
            row.answerable,
            row.lang,
        )
        for file in sorted(folder.glob("qa.*.jsonl"))
        for row in _rows(file, TypeAdapter(_XquadQuestion))
        if (row.context_lang or row.lang) == language
    ]
    return _Set("xquad", texts, questions)


_Shape = TypeVar("_Shape")


def _parsed(file: Path, shape: TypeAdapter[_Shape]) -> _Shape:
    try:
        return shape.validate_json(_text_of(file))
    except ValidationError as error:
        raise HemerotecaError(f"{file}: {_fault(error)}; {EXPECTED}.") from error


def _rows(file: Path, shape: TypeAdapter[_Shape]) -> Iterator[_Shape]:
    for number, line in enumerate(_text_of(file).split("\n"), 1):
        if line.strip():
            try:
                yield shape.validate_json(line)
            except ValidationError as error:
                raise HemerotecaError(f"{file}:{number}: {_fault(error)}; {EXPECTED}.") from error


def _text_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise HemerotecaError(f"{str(file)!r} cannot be read: {error.strerror}; {EXPECTED}.") from error
    except UnicodeDecodeError as error:
        raise HemerotecaError(f"{str(file)!r} is not UTF-8; {EXPECTED}.") from error


def _fault(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    found = json.dumps(first["input"], ensure_ascii=False, default=str)[:60]
    return f"{place + ': ' if place else ''}{first['msg']}; found {found}"


# --- Articles -----------------------------------------------------------------------------------------------


def _write_articles(texts: Iterable[_Text], out: Path) -> dict[str, str]:
    """Write each text as an article, and return its path by its id; a text without a word is none."""
    folder = out / ARTICLES
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise HemerotecaError(f"{str(out)!r} is there already: name a new folder with --out.")
    folder.mkdir(parents=True)
    names: dict[str, str] = {}
    taken: set[str] = set()
    for text in texts:
        body = text.text if any(c.isalnum() for c in text.text) else text.title
        if not any(c.isalnum() for c in body):
            continue
        name = f"{_name(text.id, taken)}.md"
        title = _one_line(text.title)
        header = f'---\ntitle: "{title}"\n---\n' if title else ""
        (folder / name).write_text(header + _CONTROLS.sub(" ", body), encoding="utf-8", errors="replace", newline="\n")
        names[text.id] = name
    return names


_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that no article has; each is a space, so that offsets stay."""
LONGEST_NAME = 80


def _name(identity: str, taken: set[str]) -> str:
    """An id with letters, digits, points and hyphens only, that no other has, whatever its capitals."""
    name = re.sub(r"[^\w.-]+", "_", identity).strip(".")[:LONGEST_NAME] or "_"
    if name.casefold() in taken:
        name = f"{name}-{sha256(identity.encode()).hexdigest()[:8]}"
    taken.add(name.casefold())
    return name


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())


# --- Cases --------------------------------------------------------------------------------------------------


def _cases(
    found: _Set, names: Mapping[str, str], corpus: Mapping[str, Document]
) -> tuple[dict[str, list[Case]], dict[str, int]]:
    """The cases by their file, and how many questions were left out for what reason."""
    languages = _languages(found.questions)
    cases: defaultdict[str, list[Case]] = defaultdict(list)
    left_out: defaultdict[str, int] = defaultdict(int)
    ids: set[str] = set()
    asked: set[str] = set()
    for question in found.questions:
        case = _case(question, found, names, corpus, languages[question.file])
        if isinstance(case, str):
            left_out[case] += 1
        elif case.question in asked:
            left_out["asked in the same words before"] += 1
        elif faults := case_faults(case, corpus):
            left_out[faults[0].partition(":")[0]] += 1
        else:
            asked.add(case.question)
            cases[question.file].append(replace(case, id=_name(question.id, ids)))
    return dict(cases), dict(left_out)


def _languages(questions: Sequence[_Question]) -> dict[str, str]:
    """The language of the questions of each file, told by all of them together where the set does not say."""
    together: defaultdict[str, list[str]] = defaultdict(list)
    for question in questions:
        together[question.file].append(question.text)
    return {file: detect_language("\n".join(texts)) for file, texts in together.items()}


def _case(
    question: _Question, found: _Set, names: Mapping[str, str], corpus: Mapping[str, Document], language: str
) -> Case | str:
    """A question as a case, or why it is none."""
    text, language = _one_line(question.text), question.language or language
    if not text:
        return "without words"
    case = Case(
        id=_name(question.id, set()),
        kind=Kind.NEAR_MISS,
        language=language,
        question=text,
        abstain=True,
        provenance=found.name,
        reviewer=f"the annotators of {found.name}",
    )
    if not question.answerable:
        return replace(case, note="The set says that its own paragraph does not answer it; others might.")
    relevant = [names[name] for name in question.texts if name in names]
    if not relevant:
        return "its article is not in the set"
    kind = Kind.ANSWERABLE if corpus[relevant[0]].language == language else Kind.CROSS_LINGUAL
    case = replace(case, kind=kind, abstain=False, articles=(relevant[0],))
    if not found.answered:
        evidence, *also = (_whole(corpus[name]) for name in relevant)
        return replace(case, evidence=(evidence,), also=tuple(also), retrieval_only=True)
    document = corpus[relevant[0]]
    proof = next(_spans(question, document), None)
    if proof is None:
        return "its answer does not stand in its article"
    answers = (_one_line(answer) for answer in (*(text for text, _ in question.answers), *question.translated))
    return replace(
        case,
        evidence=(proof,),
        accepted=tuple(dict.fromkeys(answer for answer in answers if answer)),
        paraphrased=bool(question.translated),
    )


def _whole(document: Document) -> Evidence:
    return Evidence(document.source, 0, len(document.text), document.text)


def _spans(question: _Question, document: Document) -> Iterator[Evidence]:
    """Where each answer stands in the article as it is read, which may differ from the set's by its white space.

    Where the set does not say which of several places it means, it is the one whose sentence has most of the question.
    """
    for answer, near in question.answers:
        words = r"\s+".join(map(re.escape, _CONTROLS.sub(" ", answer).split()))
        places = {match.start(): match[0] for match in re.finditer(words, document.text)} if words else {}
        if places:
            likeliest = _likeliest(places, question, document)
            start = likeliest if near is None else min(places, key=lambda place: abs(place - near))
            yield Evidence(document.source, start, start + len(places[start]), places[start])


def _likeliest(places: Iterable[int], question: _Question, document: Document) -> int:
    language = language_of(document.language)
    asked, sentences = set(content_terms(question.text, language)), split_sentences(document.text, language)

    def shared(place: int) -> int:
        around = next((document.text[a:b] for a, b in sentences if a <= place < b), "")
        return len(asked & set(content_terms(around, language)))

    return max(places, key=shared)
