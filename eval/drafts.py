"""Drafts of cases over somebody's own articles, for a person to polish and accept.

    articles ─▶ sentences that hold a fact ─▶ a question by a template, or by a language model ─▶ a file of drafts

A draft is a `Case` that says so. The templates need no model and draft the same from the same articles: a gap where a
figure, a date or a name stood, the speaker of a quotation, and a question of one article with a name of another, which
no article should answer. An answer that readers of the page judged becomes a draft, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from itertools import islice, zip_longest
from typing import TypeVar

from eval.cases import NOBODY, Case, Evidence, Kind, says
from rag.languages import language_of
from rag.proof.speech import tells_of_speech
from rag.text.instructions import find_orders, visible
from rag.text.language import detect_language
from rag.text.names import Name, find_names
from rag.text.numbers import find_dates, find_quantities
from rag.text.sentences import split_sentences
from rag.text.terms import content_terms
from rag.types import Document, LanguageModel, Message, Turn

__all__ = ["DRAFTS", "Remark", "draft_cases", "draft_of_reader", "reworded"]

DRAFTS = "drafts.jsonl"
"""The file of drafts, in the folder of the index."""

NEAR_MISSES = 5
"""One draft in so many is a question that no article should answer."""

GAP = "____"
SHORTEST, LONGEST = 40, 240
"""Sentences that make a question, in characters."""
LEAST_TERMS = 4
"""Words with a meaning that a sentence must keep beside its gap."""
QUOTED_WORDS = 4
"""Words in quotation marks from which they are somebody's speech."""
SMALL = 2
"""Figures in words up to this are not asked for."""
LEAST_NAME = 4
"""Shortest name that is asked for, in characters: not «IA»."""
MOST_PROMINENT = 3
"""Names of an article that are put into the questions of another."""
LONGEST_QUESTION = 300
"""Longest question of a language model, in characters."""
QUESTION_TOKENS = 120

_T = TypeVar("_T")


class _Asked(StrEnum):
    """What a question asks for."""

    SPEAKER = "speaker"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class _Wording:
    """How questions are put in one language."""

    questions: Mapping[_Asked, str]
    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    anywhere: Mapping[_Asked, str]
    near_miss: str
    remarks: Mapping[str, str]
    word: str
    task: str
    asking: str


_WORDINGS = {
    "es": _Wording(
        questions={
            _Asked.SPEAKER: "Según el artículo {title}, ¿quién dijo {words}?",
            _Asked.NUMBER: "Según el artículo {title}, ¿qué cifra falta en {words}?",
            _Asked.DATE: "Según el artículo {title}, ¿qué fecha falta en {words}?",
            _Asked.NAME: "Según el artículo {title}, ¿qué nombre falta en {words}?",
        },
        quotes=("«", "»"),
        inner_quotes=("“", "”"),
        anywhere={_Asked.NUMBER: "¿Qué cifra falta en {words}?", _Asked.DATE: "¿Qué fecha falta en {words}?"},
        near_miss="Sin respuesta, por comprobar: {title} ({source}) lo dice de {name}; nadie debe decirlo de {other}.",
        remarks={
            "wrong": "A quien la leyó le pareció mala esta respuesta: {answer}",
            "good": "A quien la leyó le pareció buena esta respuesta: {answer}",
            "unsaid": "Según quien lo leyó, {quote} no dice lo que se le atribuye en: {answer}",
        },
        word=" ({word})",
        task="Escribes preguntas de examen sobre artículos de prensa. Respondes solo con la pregunta, en español.",
        asking="Artículo: {title}\nTexto: {context}\nRespuesta: {answer}\n\n"
        "Escribe una sola pregunta cuya respuesta, según el texto, sea exactamente esa. Debe entenderse sin ver el "
        "texto, decir de quién o de qué se habla, no contener la respuesta y terminar con «?».",
    ),
    "en": _Wording(
        questions={
            _Asked.SPEAKER: "According to the article {title}, who said {words}?",
            _Asked.NUMBER: "According to the article {title}, which figure is missing from {words}?",
            _Asked.DATE: "According to the article {title}, which date is missing from {words}?",
            _Asked.NAME: "According to the article {title}, which name is missing from {words}?",
        },
        quotes=("“", "”"),
        inner_quotes=("‘", "’"),
        anywhere={
            _Asked.NUMBER: "Which figure is missing from {words}?",
            _Asked.DATE: "Which date is missing from {words}?",
        },
        near_miss="No answer, to be checked: {title} ({source}) says it of {name}; nobody should say it of {other}.",
        remarks={
            "wrong": "The reader found this answer wrong: {answer}",
            "good": "The reader found this answer good: {answer}",
            "unsaid": "The reader found that {quote} does not say what it is cited for in: {answer}",
        },
        word=" ({word})",
        task="You write examination questions about news articles. You reply with the question only, in English.",
        asking="Article: {title}\nText: {context}\nAnswer: {answer}\n\n"
        "Write a single question whose answer, by the text, is exactly that. It must be understood without seeing the "
        "text, say whom or what it is about, not contain the answer, and end in “?”.",
    ),
    "pt": _Wording(
        questions={
            _Asked.SPEAKER: "Segundo o artigo {title}, quem disse {words}?",
            _Asked.NUMBER: "Segundo o artigo {title}, que número falta em {words}?",
            _Asked.DATE: "Segundo o artigo {title}, que data falta em {words}?",
            _Asked.NAME: "Segundo o artigo {title}, que nome falta em {words}?",
        },
        quotes=("«", "»"),
        inner_quotes=("“", "”"),
        anywhere={_Asked.NUMBER: "Que número falta em {words}?", _Asked.DATE: "Que data falta em {words}?"},
        near_miss="Sem resposta, por verificar: {title} ({source}) di-lo de {name}; de {other} ninguém o deve dizer.",
        remarks={
            "wrong": "A quem a leu pareceu-lhe má esta resposta: {answer}",
            "good": "A quem a leu pareceu-lhe boa esta resposta: {answer}",
            "unsaid": "Segundo quem o leu, {quote} não diz o que se lhe atribui em: {answer}",
        },
        word=" ({word})",
        task="Escreves perguntas de exame sobre artigos de imprensa. Respondes só com a pergunta, em português.",
        asking="Artigo: {title}\nTexto: {context}\nResposta: {answer}\n\n"
        "Escreve uma só pergunta cuja resposta, segundo o texto, seja exatamente essa. Deve entender-se sem ver o "
        "texto, dizer de quem ou de que se fala, não conter a resposta e terminar em «?».",
    ),
}


# --- Drafting -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Fact:
    """What a sentence can be asked for: `document.text[start:end]`, in its sentence."""

    document: Document
    sentence: tuple[int, int]
    asked: _Asked
    start: int
    end: int
    words: str
    """What the question quotes: the sentence with a gap, or what was said."""

    @property
    def answer(self) -> str:
        return _one_line(self.document.text[self.start : self.end])


def draft_cases(corpus: Mapping[str, Document], count: int) -> list[Case]:
    """Draft questions from articles, spread over them and over what is asked for; the same at every call.

    Args:
        corpus: Articles by their path; those in a language without a wording are passed over.
        count: How many at most; one in five asks what no article should answer.
    """
    documents = [corpus[name] for name in sorted(corpus) if corpus[name].language in _WORDINGS]
    facts = [_facts(document, first=index) for index, document in enumerate(documents)]
    near_misses = list(_distinct(_rounds(_near_misses(documents, facts))))[: count // NEAR_MISSES]
    asked = _distinct(_case(fact) for fact in _rounds(facts))
    drafted = islice(asked, count - len(near_misses))
    return [_with_reprints(case, corpus) for case in drafted] + near_misses


def _rounds(lists: Iterable[Sequence[_T]]) -> Iterator[_T]:
    """The first of each list, then the second of each."""
    return (item for each in zip_longest(*lists) for item in each if item is not None)


def _distinct(cases: Iterable[Case]) -> Iterator[Case]:
    """Cases of a sentence that an earlier one is of, as in a reprint, left out."""
    seen: set[object] = set()
    for case in cases:
        key = case.evidence[0].quote if case.evidence else case.question
        if key not in seen:
            seen.add(key)
            yield case


def _facts(document: Document, first: int) -> list[_Fact]:
    """One fact of each sentence that has one, of the kind that was asked for least so far.

    `first` turns the order in which kinds are preferred, so that not every article begins with the same.
    """
    kinds = tuple(_Asked)
    text, language = document.text, language_of(document.language)
    spans = split_sentences(text, language)
    orders = find_orders(text[start:end] for start, end in spans)
    names = find_names(text, language)
    used: Counter[_Asked] = Counter()
    chosen = []
    for (start, end), is_order in zip(spans, orders, strict=True):
        if is_order or not _is_plain(text[start:end]):
            continue
        inside = [name for name in names if start <= name.start and name.end <= end]
        possible = [fact for fact in _facts_of_sentence(document, start, end, inside) if _is_fair(fact)]
        if possible:
            fact = min(possible, key=lambda f: (used[f.asked], (kinds.index(f.asked) - first) % len(kinds)))
            used[fact.asked] += 1
            chosen.append(fact)
    return chosen


_PAIRS = (("«", "»"), ("“", "”"), ("(", ")"), ("[", "]"), ("¿", "?"), ("¡", "!"))
_MARKUP = re.compile(r"[|<>{}`\n_]|\*\*|\]\(|https?:|www\.")
_FINAL = (".", "!", "»", "”", '"')


def _is_plain(sentence: str) -> bool:
    """Whether it is a whole sentence of prose: no headline, question, row of a table or half of a quotation."""
    return (
        SHORTEST <= len(sentence) <= LONGEST
        and sentence.endswith(_FINAL)
        and not sentence[0].islower()
        and not _MARKUP.search(sentence)
        and all(sentence.count(opening) == sentence.count(closing) for opening, closing in _PAIRS)
        and sentence.count('"') % 2 == 0
    )


def _facts_of_sentence(document: Document, start: int, end: int, names: Sequence[Name]) -> Iterator[_Fact]:
    sentence, language = document.text[start:end], document.language

    def gap(asked: _Asked, first: int, last: int) -> _Fact:
        words = f"{sentence[:first]}{GAP}{sentence[last:]}"
        return _Fact(document, (start, end), asked, start + first, start + last, words)

    spoken = _spoken(sentence, [replace(n, start=n.start - start, end=n.end - start) for n in names], language)
    if spoken is not None:
        words, name = spoken
        yield _Fact(document, (start, end), _Asked.SPEAKER, start + name.start, start + name.end, words)
    for quantity in find_quantities(sentence, language_of(language)):
        # «una» is an article more often than a figure, and «los dos» tells nothing
        tells = quantity.value > SMALL or any(c.isdigit() for c in sentence[quantity.start : quantity.end])
        if tells and not (quantity.is_year or quantity.is_ordinal):
            yield gap(_Asked.NUMBER, quantity.start, quantity.end)
    for mention in find_dates(sentence, language_of(language)):
        yield gap(_Asked.DATE, mention.start, mention.end)
    for name in names if spoken is None else ():
        if len(name.text) >= LEAST_NAME:
            yield gap(_Asked.NAME, name.start - start, name.end - start)


_QUOTED = re.compile(r"«([^«»]+)»|“([^“”]+)”|\"([^\"]+)\"")


def _spoken(sentence: str, names: Sequence[Name], language: str) -> tuple[str, Name] | None:
    """What a sentence quotes and the one name beside it, where a word such as «dijo» says that they belong together."""
    quoted = list(_QUOTED.finditer(sentence))
    if len(quoted) != 1 or len(quoted[0][0].split()) < QUOTED_WORDS:
        return None
    start, end = quoted[0].span()
    outside = [name for name in names if name.end <= start or name.start >= end]
    if len(outside) != 1 or not tells_of_speech(f"{sentence[:start]} {sentence[end:]}", language_of(language)):
        return None
    return next(filter(None, quoted[0].groups())).strip(" ,"), outside[0]


def _is_fair(fact: _Fact) -> bool:
    """Whether the question says what it is about, and nowhere its own answer."""
    about = content_terms(fact.words.replace(GAP, " "), language_of(fact.document.language))
    return len(about) >= LEAST_TERMS and not says(_question(fact), fact.answer)


def _question(fact: _Fact) -> str:
    wording = _WORDINGS[fact.document.language]
    template = wording.questions[fact.asked]
    return template.format(title=_quoted(fact.document.title, wording), words=_quoted(fact.words, wording))


def _quoted(words: str, wording: _Wording) -> str:
    """Words in quotation marks, those within them being of the second kind."""
    (opening, closing), (inner_opening, inner_closing) = wording.quotes, wording.inner_quotes
    inner = re.sub(r"[«“]", inner_opening, re.sub(r"[»”]", inner_closing, _one_line(words)))
    return f"{opening}{re.sub(r'[.…]+$', '', inner)}{closing}"


def _case(fact: _Fact) -> Case:
    start, end = fact.sentence
    question, source = _question(fact), fact.document.source
    return Case(
        id=_identity("template", question),
        kind=Kind.ANSWERABLE,
        language=fact.document.language,
        question=question,
        abstain=False,
        provenance="template",
        reviewer=NOBODY,
        articles=(source,),
        evidence=(Evidence(source, start, end, fact.document.text[start:end]),),
        accepted=(fact.answer,),
        draft=True,
    )


def _with_reprints(case: Case, corpus: Mapping[str, Document]) -> Case:
    """A case with the other articles in which its evidence stands word for word."""
    (evidence,) = case.evidence
    found = ((name, corpus[name].text.find(evidence.quote)) for name in sorted(corpus) if name != evidence.article)
    also = tuple(Evidence(name, at, at + len(evidence.quote), evidence.quote) for name, at in found if at >= 0)
    return replace(case, also=also)


def _identity(kind: str, question: str, history: Sequence[Turn] = ()) -> str:
    """The same for the same question, so that nothing is drafted twice."""
    asked = "\n".join([*(turn.question for turn in history), question])
    return f"{kind}-{sha256(asked.encode()).hexdigest()[:10]}"


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())


# --- Questions that no article answers ----------------------------------------------------------------------


def _near_misses(documents: Sequence[Document], facts: Sequence[Sequence[_Fact]]) -> list[list[Case]]:
    """For each article its figures and dates, asked of a name of one of the articles that follow."""
    prominent = [_prominent(document) for document in documents]
    found = []
    for index, own in enumerate(facts):
        behind = [*range(index + 1, len(documents)), *range(index)]
        others = [name for i in behind if documents[i].language == documents[index].language for name in prominent[i]]
        found.append([case for fact in own if (case := _near_miss(fact, prominent[index], others))])
    return found


def _prominent(document: Document) -> list[str]:
    """The names that an article has most often."""
    names = find_names(document.text, language_of(document.language))
    counts = Counter(name.text for name in names if len(name.text) >= LEAST_NAME)
    return [name for name, _ in counts.most_common(MOST_PROMINENT)]


def _near_miss(fact: _Fact, own: Sequence[str], others: Sequence[str]) -> Case | None:
    wording = _WORDINGS[fact.document.language]
    if fact.asked not in wording.anywhere:
        return None
    name = next((name for name in own if fact.words.count(name) == 1), None)
    # A name of as many words reads best: a person's for a person's, more often than not.
    foreign = [other for other in others if not says(fact.document.text, other)]
    other = next((other for other in foreign if name and len(other.split()) == len(name.split())), None)
    if name is None or other is None:
        return None
    words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _: other, fact.words)
    if words == fact.words:
        return None
    question = wording.anywhere[fact.asked].format(words=_quoted(words, wording))
    title = _quoted(fact.document.title, wording)
    return Case(
        id=_identity("near-miss", question),
        kind=Kind.NEAR_MISS,
        language=fact.document.language,
        question=question,
        abstain=True,
        provenance="template",
        reviewer=NOBODY,
        note=wording.near_miss.format(title=title, source=fact.document.source, name=name, other=other),
        draft=True,
    )


# --- Questions by a language model --------------------------------------------------------------------------


def reworded(case: Case, corpus: Mapping[str, Document], model: LanguageModel) -> Case:
    """A draft with the question that a language model writes for its answer; the draft as it is where that is none.

    Raises:
        HemerotecaError: The model failed.
    """
    if case.abstain or not case.accepted:
        return case
    with closing(model.stream(_messages(case, corpus), QUESTION_TOKENS)) as pieces:
        question = "".join(pieces).strip()
    if not _is_question(question, case):
        return case
    return replace(
        case, id=_identity("model", question), question=question, provenance=_one_line(f"model {model.name}")
    )


def _messages(case: Case, corpus: Mapping[str, Document]) -> list[Message]:
    wording, evidence = _WORDINGS[case.language], case.evidence[0]
    document = corpus[evidence.article]
    spans = split_sentences(document.text, language_of(document.language))
    at = next((i for i, (start, _) in enumerate(spans) if start == evidence.start), 0)
    near = [document.text[start:end] for start, end in spans[max(0, at - 1) : at + 1]]
    allowed = [sentence for sentence, is_order in zip(near, find_orders(near), strict=True) if not is_order]
    asking = wording.asking.format(
        title=_one_line(document.title), context=_one_line(" ".join(allowed)), answer=case.accepted[0]
    )
    return [Message("system", wording.task), Message("user", asking)]


def _is_question(reply: str, case: Case) -> bool:
    """Whether a reply is one question, in the language of the case, that does not hold an accepted answer."""
    return (
        reply.endswith("?")
        and reply.count("?") == 1
        and len(reply) <= LONGEST_QUESTION
        and reply == visible(reply)
        and "\n" not in reply
        and detect_language(reply, case.language) == case.language
        and not any(says(reply, answer) for answer in case.accepted)
    )


# --- Answers that readers judged ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader says of an answer.

    Attributes:
        opinion: `good`, `wrong`, or `unsaid`: that `quote` does not say it.
        answer: What was answered.
        quote: The words that were cited.
        word: The reader's own, on why.
    """

    opinion: str
    answer: str
    quote: str = ""
    word: str = ""


def draft_of_reader(
    question: str, remarks: Sequence[Remark], *, history: Sequence[Turn] = (), evidence: Sequence[Evidence] = ()
) -> Case:
    """The draft of a question whose answer readers judged; the right answer is left to who accepts it.

    Args:
        question: As it was asked.
        remarks: What was said of its answers, kept in the note.
        history: The exchanges before it.
        evidence: What the answer cited, and nobody found fault with; the nearest sentences where it cited nothing.
    """
    question = _one_line(question) or "?"
    language = detect_language(question)
    wording = _WORDINGS.get(language, _WORDINGS["en"])
    return Case(
        id=_identity("reader", question, history),
        kind=Kind.FOLLOW_UP if history else Kind.ANSWERABLE,
        language=language,
        question=question,
        abstain=False,
        provenance="reader",
        reviewer=NOBODY,
        history=tuple(history),
        articles=tuple(dict.fromkeys(e.article for e in evidence)),
        evidence=tuple(dict.fromkeys(evidence)),
        note=" · ".join(_remark(remark, wording) for remark in remarks),
        draft=True,
    )


def _remark(remark: Remark, wording: _Wording) -> str:
    quote, answer = _quoted(remark.quote, wording), _one_line(remark.answer)
    said = wording.remarks[remark.opinion].format(quote=quote, answer=answer)
    word = _one_line(remark.word)
    return said + (wording.word.format(word=word) if word else "")
