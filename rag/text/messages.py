"""What Hemeroteca itself says to a reader, in the reader's language or the nearest that it has words in."""

from __future__ import annotations

from types import MappingProxyType

from rag.text.terms import fold

__all__ = ["ABSTENTIONS", "LANGUAGES", "is_abstention", "may_become_abstention", "say"]

LANGUAGES = MappingProxyType(
    {
        "es": "español",
        "en": "English",
        "pt": "português",
        "fr": "français",
        "it": "italiano",
        "de": "Deutsch",
        "ca": "català",
        "gl": "galego",
        "eu": "euskara",
        "ro": "română",
        "nl": "Nederlands",
        "ru": "русский",
        "uk": "українська",
        "el": "ελληνικά",
        "ar": "العربية",
        "he": "עברית",
        "zh": "中文",
        "ja": "日本語",
        "ko": "한국어",
    }
)
"""Languages by their own names; the prompt asks for an answer in one of them."""

_ALSO_READ = {"gl": "es", "eu": "es"}
"""For languages without messages: another that their readers know better than English."""

_INSUFFICIENT = {
    "es": "El archivo no lo dice.",
    "en": "The archive does not say.",
    "pt": "O arquivo não o diz.",
    "fr": "Les archives ne le disent pas.",
    "it": "L'archivio non lo dice.",
    "de": "Das Archiv sagt es nicht.",
    "ca": "L'arxiu no ho diu.",
}
_NEAREST = {
    "es": "Lo más cercano que hay en él: {titles}.",
    "en": "The nearest that it holds: {titles}.",
    "pt": "O mais próximo que contém: {titles}.",
    "fr": "Ce qu'elles ont de plus proche : {titles}.",
    "it": "Ciò che contiene di più vicino: {titles}.",
    "de": "Am nächsten kommt: {titles}.",
    "ca": "El més proper que hi ha: {titles}.",
}
_NO_MODEL = {
    "es": "Sin modelo de lenguaje: se muestran frases textuales de los artículos.",
    "en": "No language model: these are sentences of the articles, word for word.",
    "pt": "Sem modelo de linguagem: mostram-se frases textuais dos artigos.",
    "fr": "Sans modèle de langue : voici des phrases des articles, mot pour mot.",
    "it": "Senza modello linguistico: si mostrano frasi testuali degli articoli.",
    "de": "Ohne Sprachmodell: Dies sind wörtliche Sätze aus den Artikeln.",
    "ca": "Sense model de llenguatge: es mostren frases textuals dels articles.",
}
_WRONG_LANGUAGE = {
    "es": "El modelo respondió en otro idioma: se muestran frases textuales de los artículos.",
    "en": "The model answered in another language: these are sentences of the articles, word for word.",
}
_NUMBER = {
    "es": "la cifra {value} no está en la fuente",
    "en": "the figure {value} is not in the source",
}
_NAME = {
    "es": "el nombre {value} no está en la fuente",
    "en": "the name {value} is not in the source",
}
_NEGATION = {
    "es": "la fuente dice lo contrario",
    "en": "the source says the opposite",
}
_DISPLACED = {
    "es": "la fuente no dice eso de {value}",
    "en": "the source does not say that of {value}",
}
_ROLES = {
    "es": "la fuente lo dice al revés: «{one}» y «{other}» están cambiados",
    "en": "the source says it the other way round: “{one}” and “{other}” are exchanged",
}
_PARTY = {
    "es": "la fuente lo dice de {value}",
    "en": "the source says it of {value}",
}
_SPEECH = {
    "es": "la fuente no lo afirma: cita a quien lo dice",
    "en": "the source does not state it: it quotes somebody who says so",
}
_QUOTATION = {
    "es": "la cita «{value}» no está en la fuente",
    "en": "the quotation “{value}” is not in the source",
}
_NOTHING = {
    "es": "ningún artículo del archivo lo respalda",
    "en": "no article of the archive supports it",
}
_PART = {
    "es": "los artículos no respaldan «{value}»",
    "en": "the articles do not support “{value}”",
}

_CATALOGUE = {
    "insufficient": _INSUFFICIENT,
    "nearest": _NEAREST,
    "no_model": _NO_MODEL,
    "wrong_language": _WRONG_LANGUAGE,
    "number": _NUMBER,
    "name": _NAME,
    "negation": _NEGATION,
    "displaced": _DISPLACED,
    "roles": _ROLES,
    "quotation": _QUOTATION,
    "party": _PARTY,
    "speech": _SPEECH,
    "nothing": _NOTHING,
    "part": _PART,
}

ABSTENTIONS = tuple(_INSUFFICIENT.values())
"""The sentences with which a model is told to abstain, one a language."""

_FOLDED_ABSTENTIONS = tuple(fold(text).rstrip(". ") for text in ABSTENTIONS)


def say(message: str, language: str, **values: str) -> str:
    """A message of the catalogue in a language, with its values in place."""
    words = _CATALOGUE[message]
    known = language if language in words else _ALSO_READ.get(language, "en")
    return words[known].format(**values)


def is_abstention(text: str) -> bool:
    """Whether a sentence is the model's way to say that the archive does not know."""
    return _bare(text).startswith(_FOLDED_ABSTENTIONS)


def may_become_abstention(text: str) -> bool:
    """Whether a sentence that has been written so far could still be an abstention."""
    begun = _bare(text)
    return any(abstention.startswith(begun) for abstention in _FOLDED_ABSTENTIONS)


def _bare(text: str) -> str:
    return fold(text).strip(" \n«»“”\"'")
