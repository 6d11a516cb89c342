"""What Hemeroteca itself says to a reader, in the reader's language; English where it has no words for it."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from rag.text.terms import fold

__all__ = ["ABSTENTIONS", "LANGUAGES", "is_abstention", "may_become_abstention", "say", "say_own_words"]

LANGUAGES = MappingProxyType(
    {
        "es": "español",
        "en": "English",
        "pt": "português",
        "fr": "français",
        "it": "italiano",
        "de": "Deutsch",
        "ca": "català",
    }
)
"""Languages by their own names; the prompt asks for an answer in one of them."""

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
    "pt": "O modelo respondeu noutra língua: mostram-se frases textuais dos artigos.",
    "fr": "Le modèle a répondu dans une autre langue : voici des phrases des articles, mot pour mot.",
    "it": "Il modello ha risposto in un'altra lingua: si mostrano frasi testuali degli articoli.",
    "de": "Das Modell hat in einer anderen Sprache geantwortet: Dies sind wörtliche Sätze aus den Artikeln.",
    "ca": "El model ha respost en una altra llengua: es mostren frases textuals dels articles.",
}
_NUMBER = {
    "es": "la cifra {value} no está en la fuente",
    "en": "the figure {value} is not in the source",
    "pt": "a cifra {value} não está na fonte",
    "fr": "le chiffre {value} ne figure pas dans la source",
    "it": "la cifra {value} non è nella fonte",
    "de": "die Zahl {value} steht nicht in der Quelle",
    "ca": "la xifra {value} no és a la font",
}
_NAME = {
    "es": "el nombre {value} no está en la fuente",
    "en": "the name {value} is not in the source",
    "pt": "o nome {value} não está na fonte",
    "fr": "le nom {value} ne figure pas dans la source",
    "it": "il nome {value} non è nella fonte",
    "de": "der Name {value} steht nicht in der Quelle",
    "ca": "el nom {value} no és a la font",
}
_NEGATION = {
    "es": "la fuente dice lo contrario",
    "en": "the source says the opposite",
    "pt": "a fonte diz o contrário",
    "fr": "la source dit le contraire",
    "it": "la fonte dice il contrario",
    "de": "die Quelle sagt das Gegenteil",
    "ca": "la font diu el contrari",
}
_DISPLACED = {
    "es": "la fuente no dice eso de {value}",
    "en": "the source does not say that of {value}",
    "pt": "a fonte não diz isso de {value}",
    "fr": "la source ne dit pas cela de {value}",
    "it": "la fonte non dice questo di {value}",
    "de": "die Quelle sagt das nicht von {value}",
    "ca": "la font no diu això de {value}",
}
_ROLES = {
    "es": "la fuente lo dice al revés: «{one}» y «{other}» están cambiados",
    "en": "the source says it the other way round: “{one}” and “{other}” are exchanged",
    "pt": "a fonte diz o inverso: «{one}» e «{other}» estão trocados",
    "fr": "la source dit l'inverse : « {one} » et « {other} » sont intervertis",
    "it": "la fonte dice l'inverso: «{one}» e «{other}» sono scambiati",
    "de": "die Quelle sagt es umgekehrt: „{one}“ und „{other}“ sind vertauscht",
    "ca": "la font ho diu al revés: «{one}» i «{other}» estan canviats",
}
_PARTY = {
    "es": "la fuente lo dice de {value}",
    "en": "the source says it of {value}",
    "pt": "a fonte diz isso de {value}",
    "fr": "la source le dit de {value}",
    "it": "la fonte lo dice di {value}",
    "de": "die Quelle sagt es von {value}",
    "ca": "la font ho diu de {value}",
}
_SPEECH = {
    "es": "la fuente no lo afirma: cita a quien lo dice",
    "en": "the source does not state it: it quotes somebody who says so",
    "pt": "a fonte não o afirma: cita quem o diz",
    "fr": "la source ne l'affirme pas : elle cite quelqu'un qui le dit",
    "it": "la fonte non lo afferma: cita chi lo dice",
    "de": "die Quelle behauptet es nicht: Sie zitiert, wer es sagt",
    "ca": "la font no ho afirma: cita qui ho diu",
}
_QUOTATION = {
    "es": "la cita «{value}» no está en la fuente",
    "en": "the quotation “{value}” is not in the source",
    "pt": "a citação «{value}» não está na fonte",
    "fr": "la citation « {value} » ne figure pas dans la source",
    "it": "la citazione «{value}» non è nella fonte",
    "de": "das Zitat „{value}“ steht nicht in der Quelle",
    "ca": "la citació «{value}» no és a la font",
}
_NOTHING = {
    "es": "ningún artículo del archivo lo respalda",
    "en": "no article of the archive supports it",
    "pt": "nenhum artigo do arquivo o confirma",
    "fr": "aucun article des archives ne le confirme",
    "it": "nessun articolo dell'archivio lo conferma",
    "de": "kein Artikel des Archivs belegt es",
    "ca": "cap article de l'arxiu no ho confirma",
}
_PART = {
    "es": "los artículos no respaldan «{value}»",
    "en": "the articles do not support “{value}”",
    "pt": "os artigos não confirmam «{value}»",
    "fr": "les articles ne confirment pas « {value} »",
    "it": "gli articoli non confermano «{value}»",
    "de": "die Artikel belegen „{value}“ nicht",
    "ca": "els articles no confirmen «{value}»",
}
_OWN_WORDS = {
    "es": "en otras palabras: {value}",
    "en": "in other words: {value}",
    "pt": "por outras palavras: {value}",
    "fr": "en d'autres termes : {value}",
    "it": "con altre parole: {value}",
    "de": "mit anderen Worten: {value}",
    "ca": "amb altres paraules: {value}",
}
_WORD = {
    "es": "la fuente no dice «{value}»",
    "en": "the source does not say “{value}”",
    "pt": "a fonte não diz «{value}»",
    "fr": "la source ne dit pas « {value} »",
    "it": "la fonte non dice «{value}»",
    "de": "die Quelle sagt nicht „{value}“",
    "ca": "la font no diu «{value}»",
}
_INSTEAD = {
    "es": "donde la respuesta dice «{one}», la fuente dice «{other}»",
    "en": "where the answer says “{one}”, the source says “{other}”",
    "pt": "onde a resposta diz «{one}», a fonte diz «{other}»",
    "fr": "là où la réponse dit « {one} », la source dit « {other} »",
    "it": "dove la risposta dice «{one}», la fonte dice «{other}»",
    "de": "wo die Antwort „{one}“ sagt, sagt die Quelle „{other}“",
    "ca": "on la resposta diu «{one}», la font diu «{other}»",
}
_SUBJECT = {
    "es": "la fuente lo dice de «{one}», no de «{other}»",
    "en": "the source says it of “{one}”, not of “{other}”",
    "pt": "a fonte diz isso de «{one}», não de «{other}»",
    "fr": "la source le dit de « {one} », non de « {other} »",
    "it": "la fonte lo dice di «{one}», non di «{other}»",
    "de": "die Quelle sagt es von „{one}“, nicht von „{other}“",
    "ca": "la font ho diu de «{one}», no de «{other}»",
}
_RESERVE = {
    "es": "la fuente lo dice con reserva: «{value}»",
    "en": "the source says it with a reserve: “{value}”",
    "pt": "a fonte di-lo com reserva: «{value}»",
    "fr": "la source le dit avec une réserve : « {value} »",
    "it": "la fonte lo dice con riserva: «{value}»",
    "de": "die Quelle sagt es unter Vorbehalt: „{value}“",
    "ca": "la font ho diu amb reserva: «{value}»",
}
_ADDED_RESERVE = {
    "es": "la fuente lo dice sin «{value}»",
    "en": "the source says it without “{value}”",
    "pt": "a fonte di-lo sem «{value}»",
    "fr": "la source le dit sans « {value} »",
    "it": "la fonte lo dice senza «{value}»",
    "de": "die Quelle sagt es ohne „{value}“",
    "ca": "la font ho diu sense «{value}»",
}
_SPEAKER = {
    "es": "la fuente no lo afirma: lo dice «{value}»",
    "en": "the source does not state it: “{value}” says so",
    "pt": "a fonte não o afirma: quem o diz é «{value}»",
    "fr": "la source ne l'affirme pas : c'est « {value} » qui le dit",
    "it": "la fonte non lo afferma: lo dice «{value}»",
    "de": "die Quelle behauptet es nicht: Das sagt „{value}“",
    "ca": "la font no ho afirma: ho diu «{value}»",
}
_CONDITION = {
    "es": "la fuente pone una condición: «{value}»",
    "en": "the source sets a condition: “{value}”",
    "pt": "a fonte põe uma condição: «{value}»",
    "fr": "la source y met une condition : « {value} »",
    "it": "la fonte pone una condizione: «{value}»",
    "de": "die Quelle stellt eine Bedingung: „{value}“",
    "ca": "la font hi posa una condició: «{value}»",
}
_SAYS = {
    "es": "la fuente dice «{value}»",
    "en": "the source says “{value}”",
    "pt": "a fonte diz «{value}»",
    "fr": "la source dit « {value} »",
    "it": "la fonte dice «{value}»",
    "de": "die Quelle sagt „{value}“",
    "ca": "la font diu «{value}»",
}
_CAUSE = {
    "es": "la fuente no dice que lo uno sea causa de lo otro",
    "en": "the source does not say that one is the cause of the other",
    "pt": "a fonte não diz que uma coisa seja causa da outra",
    "fr": "la source ne dit pas que l'un soit la cause de l'autre",
    "it": "la fonte non dice che una cosa sia causa dell'altra",
    "de": "die Quelle sagt nicht, dass das eine die Ursache des anderen ist",
    "ca": "la font no diu que una cosa sigui causa de l'altra",
}
_UNVERIFIED_LANGUAGE = {
    "es": "no verificado en este idioma",
    "en": "not verified in this language",
    "pt": "não verificado nesta língua",
    "fr": "non vérifié dans cette langue",
    "it": "non verificato in questa lingua",
    "de": "in dieser Sprache nicht überprüft",
    "ca": "no verificat en aquesta llengua",
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
    "own_words": _OWN_WORDS,
    "word": _WORD,
    "instead": _INSTEAD,
    "subject": _SUBJECT,
    "reserve": _RESERVE,
    "added_reserve": _ADDED_RESERVE,
    "speaker": _SPEAKER,
    "condition": _CONDITION,
    "time": _SAYS,
    "bound": _SAYS,
    "quantity_word": _SAYS,
    "cause": _CAUSE,
    "unverified_language": _UNVERIFIED_LANGUAGE,
}

_QUOTED = {
    "es": "«{}»",
    "en": "“{}”",
    "pt": "«{}»",
    "fr": "« {} »",
    "it": "«{}»",
    "de": "„{}“",
    "ca": "«{}»",
}
"""A word as one quotes it in a language."""

ABSTENTIONS = tuple(_INSUFFICIENT.values())
"""The sentences with which a model is told to abstain, one a language."""

_FOLDED_ABSTENTIONS = tuple(fold(text).rstrip(". ") for text in ABSTENTIONS)


def say(message: str, language: str, **values: str) -> str:
    """A message of the catalogue in a language, with its values in place."""
    words = _CATALOGUE[message]
    return words.get(language, words["en"]).format(**values)


def say_own_words(words: Sequence[str], language: str) -> str:
    """The reason of a paraphrase, which names the answer's own words: «en otras palabras: «votaron», «medida»»."""
    quoted = _QUOTED.get(language, _QUOTED["en"])
    return say("own_words", language, value=", ".join(quoted.format(word) for word in words))


def is_abstention(text: str) -> bool:
    """Whether a sentence is the model's way to say that the archive does not know."""
    return _bare(text).startswith(_FOLDED_ABSTENTIONS)


def may_become_abstention(text: str) -> bool:
    """Whether a sentence that has been written so far could still be an abstention."""
    begun = _bare(text)
    return any(abstention.startswith(begun) for abstention in _FOLDED_ABSTENTIONS)


def _bare(text: str) -> str:
    return fold(text).strip(" \n«»“”\"'")
