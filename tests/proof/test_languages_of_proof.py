"""Each language that can prove: what an article says is proven in its words, and nothing that it does not say."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from rag.languages import LANGUAGES
from rag.proof.verifier import Evidence, Verdict, Verifier
from rag.types import Support
from tests.answering.fakes import WordEmbedder, passage


@dataclass(frozen=True)
class Article:
    """A small article, with claims that it bears out and others that it does not, each by what is done to it."""

    text: str
    true: dict[str, str]
    false: dict[str, str]


SPANISH = Article(
    "El ayuntamiento de Osma firmó el 3 de mayo en el teatro un acuerdo con la empresa Metalsur. "
    "La obra costó más de 14 millones de euros. El puente no cerrará en invierno. "
    "El presunto ladrón huyó por el mercado, pero Metalsur intentó comprar el teatro. "
    "Algunos vecinos apoyaron el proyecto. Según la alcaldesa, Inés Robledo, el tranvía llegará en junio. "
    "Clara Montes venció a Julia Prado.",
    {
        "verbatim": "El puente no cerrará en invierno.",
        "shortened": "El ayuntamiento de Osma firmó un acuerdo con la empresa Metalsur.",
        "moved": "En el teatro, el ayuntamiento de Osma firmó un acuerdo con la empresa Metalsur.",
        "bound kept": "La obra costó más de 14 millones de euros.",
        "speech kept": "El tranvía llegará en junio, según la alcaldesa.",
        "reserve kept": "El presunto ladrón huyó por el mercado.",
        "joined": "Clara Montes venció a Julia Prado y algunos vecinos apoyaron el proyecto.",
    },
    {
        "figure": "La obra costó más de 15 millones de euros.",
        "date": "El ayuntamiento de Osma firmó el 4 de mayo un acuerdo con la empresa Metalsur.",
        "name": "El ayuntamiento de Soria firmó un acuerdo con la empresa Metalsur.",
        "denial out": "El puente cerrará en invierno.",
        "denial in": "Algunos vecinos no apoyaron el proyecto.",
        "reserve": "El ladrón huyó por el mercado.",
        "intent": "Metalsur compró el teatro.",
        "speech": "El tranvía llegará en junio.",
        "quantifier out": "Los vecinos apoyaron el proyecto.",
        "quantifier": "Todos los vecinos apoyaron el proyecto.",
        "bound out": "La obra costó 14 millones de euros.",
        "bound": "La obra costó menos de 14 millones de euros.",
        "noun": "El ayuntamiento de Osma firmó una carta con la empresa Metalsur.",
        "tense": "Algunos vecinos apoyarán el proyecto.",
        "roles": "Julia Prado venció a Clara Montes.",
    },
)

ENGLISH = Article(
    "The council of Osma signed a deal with the company Metalsur in the theatre on 3 May. "
    "The work cost more than 14 million euros. The bridge won't close in winter. "
    "The alleged thief fled through the market, but Metalsur tried to buy the theatre. "
    "Some neighbours backed the project. According to the mayor, Agnes Roe, Dunmore's tram will arrive in June. "
    "Clara Hill beat Julia Field.",
    {
        "verbatim": "The bridge won’t close in winter.",
        "shortened": "The council of Osma signed a deal with the company Metalsur.",
        "moved": "In the theatre, the council of Osma signed a deal with the company Metalsur.",
        "bound kept": "The work cost more than 14 million euros.",
        "speech kept": "Dunmore’s tram will arrive in June, according to the mayor.",
        "possessive cut": "The Dunmore tram will arrive in June, according to the mayor.",
        "reserve kept": "The alleged thief fled through the market.",
        "joined": "Clara Hill beat Julia Field and some neighbours backed the project.",
    },
    {
        "figure": "The work cost more than 15 million euros.",
        "date": "The council of Osma signed a deal with the company Metalsur on 4 May.",
        "name": "The council of Soria signed a deal with the company Metalsur.",
        "denial out": "The bridge will close in winter.",
        "denial in": "Some neighbours didn't back the project.",
        "reserve": "The thief fled through the market.",
        "intent": "Metalsur bought the theatre.",
        "speech": "Dunmore's tram will arrive in June.",
        "quantifier out": "The neighbours backed the project.",
        "quantifier": "All neighbours backed the project.",
        "bound out": "The work cost 14 million euros.",
        "bound": "The work cost less than 14 million euros.",
        "noun": "The council of Osma signed a letter with the company Metalsur.",
        "tense": "Some neighbours back the project.",
        "roles": "Julia Field beat Clara Hill.",
    },
)

PORTUGUESE = Article(
    "A câmara de Osma assinou no dia 3 de maio no teatro um acordo com a empresa Metalsur. "
    "A obra custou mais de 14 milhões de euros. A ponte não fechará no inverno. "
    "O alegado ladrão fugiu pelo mercado, mas a Metalsur tentou comprar o teatro. "
    "Alguns vizinhos apoiaram o projeto. Segundo a presidente, Inês Robalo, o elétrico chegará em junho. "
    "Clara Montes venceu Júlia Prado. O conselho reuniu-se na praça. A feira acabará se chover na praça. "
    "A torre é alta e está fechada.",
    {
        "verbatim": "A ponte não fechará no inverno.",
        "shortened": "A câmara de Osma assinou um acordo com a empresa Metalsur.",
        "moved": "No teatro, a câmara de Osma assinou um acordo com a empresa Metalsur.",
        "bound kept": "A obra custou mais de 14 milhões de euros.",
        "speech kept": "O elétrico chegará em junho, segundo a presidente.",
        "reserve kept": "O alegado ladrão fugiu pelo mercado.",
        "joined": "Clara Montes venceu Júlia Prado e alguns vizinhos apoiaram o projeto.",
        "pronoun that is no condition": "O conselho reuniu-se.",
        "copula": "A torre é alta.",
    },
    {
        "figure": "A obra custou mais de 15 milhões de euros.",
        "date": "A câmara de Osma assinou no dia 4 de maio um acordo com a empresa Metalsur.",
        "name": "A câmara de Braga assinou um acordo com a empresa Metalsur.",
        "denial out": "A ponte fechará no inverno.",
        "denial in": "Alguns vizinhos não apoiaram o projeto.",
        "reserve": "O ladrão fugiu pelo mercado.",
        "intent": "A Metalsur comprou o teatro.",
        "speech": "O elétrico chegará em junho.",
        "quantifier out": "Os vizinhos apoiaram o projeto.",
        "quantifier": "Todos os vizinhos apoiaram o projeto.",
        "bound out": "A obra custou 14 milhões de euros.",
        "bound": "A obra custou menos de 14 milhões de euros.",
        "noun": "A câmara de Osma assinou um contrato com a empresa Metalsur.",
        "tense": "Alguns vizinhos apoiarão o projeto.",
        "roles": "Júlia Prado venceu Clara Montes.",
        "condition": "A feira acabará.",
        "verb for pronoun": "A torre é alta e esta fechada.",
    },
)

FRENCH = Article(
    "La mairie d'Osma a signé le 3 mai au théâtre l'accord avec l'entreprise Metalsur. "
    "L'ouvrage a coûté plus de 14 millions d'euros. Le pont n'a pas fermé en hiver. "
    "Le voleur présumé a fui par le marché, mais Metalsur a tenté d'acheter le théâtre. "
    "Certains voisins ont soutenu le projet. Selon la maire, Inès Robert, le tramway arrivera en juin. "
    "Claire Mont a battu Julie Pré. La tour a peut-être brûlé. La foire s'arrêtera s'il pleut. "
    "Le musée fermé en hiver a brûlé. "
    "« Le stade ouvrira dimanche », a déclaré Paul Roux.",
    {
        "verbatim": "Le pont n’a pas fermé en hiver.",
        "shortened": "La mairie d'Osma a signé l'accord avec l'entreprise Metalsur.",
        "moved": "Avec l'entreprise Metalsur, la mairie d'Osma a signé l'accord.",
        "elision undone": "La mairie de Osma a signé un accord avec l'entreprise Metalsur.",
        "bound kept": "L'ouvrage a coûté plus de 14 millions d'euros.",
        "speech kept": "Le tramway arrivera en juin, selon la maire.",
        "reserve kept": "Le voleur présumé a fui par le marché.",
        "joined": "Claire Mont a battu Julie Pré et certains voisins ont soutenu le projet.",
    },
    {
        "figure": "L'ouvrage a coûté plus de 15 millions d'euros.",
        "date": "La mairie d'Osma a signé le 4 mai l'accord avec l'entreprise Metalsur.",
        "name": "La mairie d'Albi a signé l'accord avec l'entreprise Metalsur.",
        "denial out": "Le pont a fermé en hiver.",
        "half a denial out": "Le pont n'a fermé en hiver.",
        "denial in": "Certains voisins n'ont pas soutenu le projet.",
        "reserve": "Le voleur a fui par le marché.",
        "doubt": "La tour a brûlé.",
        "intent": "Metalsur a acheté le théâtre.",
        "speech": "Le tramway arrivera en juin.",
        "speech in quotation marks": "Le stade ouvrira dimanche.",
        "quantifier out": "Les voisins ont soutenu le projet.",
        "quantifier": "Tous les voisins ont soutenu le projet.",
        "bound out": "L'ouvrage a coûté 14 millions d'euros.",
        "bound": "L'ouvrage a coûté moins de 14 millions d'euros.",
        "noun": "La mairie d'Osma a signé le contrat avec l'entreprise Metalsur.",
        "tense": "Certains voisins soutiendront le projet.",
        "roles": "Julie Pré a battu Claire Mont.",
        "condition": "La foire s'arrêtera.",
        "tense by its accent": "Le musée ferme en hiver.",
    },
)

ITALIAN = Article(
    "Il comune di Osma ha firmato il 3 maggio nel teatro l'accordo con l'impresa Metalsur. "
    "L'opera è costata più di 14 milioni di euro. Il ponte non chiuderà in inverno. "
    "Il presunto ladro è fuggito dal mercato, ma Metalsur ha tentato di comprare il teatro. "
    "Alcuni vicini hanno appoggiato il progetto. Secondo la sindaca, Ines Rovere, il tram arriverà a giugno. "
    "Clara Monti ha battuto Giulia Prato. La torre sarebbe bruciata. La fiera finirà se piove. Io parlò del museo.",
    {
        "verbatim": "Il ponte non chiuderà in inverno.",
        "shortened": "Il comune di Osma ha firmato l'accordo con l'impresa Metalsur.",
        "moved": "Nel teatro il comune di Osma ha firmato l’accordo con l’impresa Metalsur.",
        "bound kept": "L'opera è costata più di 14 milioni di euro.",
        "speech kept": "Il tram arriverà a giugno, secondo la sindaca.",
        "reserve kept": "Il presunto ladro è fuggito dal mercato.",
        "joined": "Clara Monti ha battuto Giulia Prato e alcuni vicini hanno appoggiato il progetto.",
    },
    {
        "figure": "L'opera è costata più di 15 milioni di euro.",
        "date": "Il comune di Osma ha firmato il 4 maggio l'accordo con l'impresa Metalsur.",
        "name": "Il comune di Lodi ha firmato l'accordo con l'impresa Metalsur.",
        "denial out": "Il ponte chiuderà in inverno.",
        "denial in": "Alcuni vicini non hanno appoggiato il progetto.",
        "reserve": "Il ladro è fuggito dal mercato.",
        "doubt": "La torre è bruciata.",
        "intent": "Metalsur ha comprato il teatro.",
        "speech": "Il tram arriverà a giugno.",
        "quantifier out": "I vicini hanno appoggiato il progetto.",
        "quantifier": "Tutti i vicini hanno appoggiato il progetto.",
        "bound out": "L'opera è costata 14 milioni di euro.",
        "bound": "L'opera è costata meno di 14 milioni di euro.",
        "noun": "Il comune di Osma ha firmato il contratto con l'impresa Metalsur.",
        "tense": "Alcuni vicini appoggeranno il progetto.",
        "roles": "Giulia Prato ha battuto Clara Monti.",
        "condition": "La fiera finirà.",
        "tense by its accent": "Io parlo del museo.",
    },
)

GERMAN = Article(
    "Die Stadt Osma unterzeichnete am 3. Mai im Theater einen Vertrag mit der Firma Metalsur. "
    "Der Bau kostete mehr als 14 Millionen Euro. Die Brücke wird nicht im Winter schließen. "
    "Der mutmaßliche Dieb floh über den Markt, aber Metalsur versuchte, das Theater zu kaufen. "
    "Einige Nachbarn unterstützten das Projekt. Laut Bürgermeisterin kommt die Straßenbahn im Juni. "
    "Klara Berg besiegte Julia Feld. Den Richter kritisierte der Anwalt. Der Turm könnte brennen. "
    "Das Fest endet, wenn es regnet. Das Stadion öffnet am Sonntag nicht. "
    "Der Verein forderte 30 Euro. Der Hof würde gewinnen.",
    {
        "verbatim": "Die Brücke wird nicht im Winter schließen.",
        "shortened": "Die Stadt Osma unterzeichnete einen Vertrag mit der Firma Metalsur.",
        "moved": "Die Stadt Osma unterzeichnete im Theater am 3. Mai einen Vertrag mit der Firma Metalsur.",
        "bound kept": "Der Bau kostete mehr als 14 Millionen Euro.",
        "speech kept": "Laut Bürgermeisterin kommt die Straßenbahn.",
        "reserve kept": "Der mutmaßliche Dieb floh über den Markt.",
        "joined": "Klara Berg besiegte Julia Feld und einige Nachbarn unterstützten das Projekt.",
    },
    {
        "figure": "Der Bau kostete mehr als 15 Millionen Euro.",
        "date": "Die Stadt Osma unterzeichnete am 4. Mai einen Vertrag mit der Firma Metalsur.",
        "name": "Die Stadt Essen unterzeichnete einen Vertrag mit der Firma Metalsur.",
        "denial out": "Die Brücke wird im Winter schließen.",
        "denial in": "Einige Nachbarn unterstützten nicht das Projekt.",
        "reserve": "Der Dieb floh über den Markt.",
        "modal": "Der Turm brennt.",
        "intent": "Metalsur kaufte das Theater.",
        "speech": "Die Straßenbahn kommt im Juni.",
        "speech without the inversion": "Im Juni kommt die Straßenbahn.",
        "quantifier out": "Nachbarn unterstützten das Projekt.",
        "quantifier": "Alle Nachbarn unterstützten das Projekt.",
        "bound out": "Der Bau kostete 14 Millionen Euro.",
        "bound": "Der Bau kostete weniger als 14 Millionen Euro.",
        "noun": "Die Stadt Osma unterzeichnete einen Brief mit der Firma Metalsur.",
        "tense": "Einige Nachbarn unterstützen das Projekt.",
        "roles": "Julia Feld besiegte Klara Berg.",
        "roles by the article": "Der Richter kritisierte den Anwalt.",
        "condition": "Das Fest endet.",
        "denial at the end": "Das Stadion öffnet am Sonntag.",
        "verb by its accent": "Der Verein förderte 30 Euro.",
        "mood by its accent": "Der Hof wurde gewinnen.",
    },
)

CATALAN = Article(
    "L'ajuntament d'Osma va signar el 3 de maig al teatre l'acord amb l'empresa Metalsur. "
    "L'obra va costar més de 14 milions d'euros. El pont no tancarà a l'hivern. "
    "El presumpte lladre va fugir pel mercat, però Metalsur va intentar comprar el teatre. "
    "Alguns veïns van donar suport al projecte. Segons l'alcaldessa, Agnès Roure, el tramvia arribarà al juny. "
    "Clara Mont va vèncer Júlia Prat. La torre és alta i potser és tancada. La fira s'acabarà si plou.",
    {
        "verbatim": "El pont no tancarà a l’hivern.",
        "shortened": "L'ajuntament d'Osma va signar l'acord amb l'empresa Metalsur.",
        "moved": "Amb l'empresa Metalsur, l'ajuntament d'Osma va signar l'acord.",
        "bound kept": "L'obra va costar més de 14 milions d'euros.",
        "speech kept": "El tramvia arribarà al juny, segons l'alcaldessa.",
        "reserve kept": "El presumpte lladre va fugir pel mercat.",
        "joined": "Clara Mont va vèncer Júlia Prat i alguns veïns van donar suport al projecte.",
    },
    {
        "figure": "L'obra va costar més de 15 milions d'euros.",
        "date": "L'ajuntament d'Osma va signar el 4 de maig l'acord amb l'empresa Metalsur.",
        "name": "L'ajuntament d'Olot va signar l'acord amb l'empresa Metalsur.",
        "denial out": "El pont tancarà a l'hivern.",
        "denial in": "Alguns veïns no van donar suport al projecte.",
        "reserve": "El lladre va fugir pel mercat.",
        "doubt": "La torre és tancada.",
        "intent": "Metalsur va comprar el teatre.",
        "speech": "El tramvia arribarà al juny.",
        "quantifier out": "Els veïns van donar suport al projecte.",
        "quantifier": "Tots els veïns van donar suport al projecte.",
        "bound out": "L'obra va costar 14 milions d'euros.",
        "bound": "L'obra va costar menys de 14 milions d'euros.",
        "noun": "L'ajuntament d'Osma va signar el contracte amb l'empresa Metalsur.",
        "tense": "Alguns veïns donaran suport al projecte.",
        "roles": "Júlia Prat va vèncer Clara Mont.",
        "condition": "La fira s'acabarà.",
    },
)

ARTICLES = {
    "es": SPANISH,
    "en": ENGLISH,
    "pt": PORTUGUESE,
    "fr": FRENCH,
    "it": ITALIAN,
    "de": GERMAN,
    "ca": CATALAN,
}


UNTOLD: dict[tuple[str, str], str] = {}
"""False claims that are still cited, and why; `strict` tells when one no longer is."""


def _claims(kind: str) -> list[object]:
    return [
        pytest.param(code, claim, id=f"{code}: {name}", marks=_marks(code, name))
        for code, article in ARTICLES.items()
        for name, claim in getattr(article, kind).items()
    ]


def _marks(code: str, name: str) -> list[pytest.MarkDecorator]:
    reason = UNTOLD.get((code, name))
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []


def _verify(claim: str, code: str) -> Verdict:
    evidence = Evidence([passage(ARTICLES[code].text, language=code)])
    return Verifier(WordEmbedder()).verify(claim, evidence, language=code)


def test_every_language_that_can_prove_is_examined() -> None:
    """One that learns to is to be given an article here."""
    assert {language.code for language in LANGUAGES if language.can_prove} == set(ARTICLES)


@pytest.mark.parametrize(("code", "claim"), _claims("true"))
def test_what_an_article_says_is_supported(code: str, claim: str) -> None:
    """Word for word, shortened, in another order, or joined."""
    assert _verify(claim, code).support is Support.SUPPORTED


@pytest.mark.parametrize(("code", "claim"), _claims("false"))
def test_what_an_article_does_not_say_is_not_cited(code: str, claim: str) -> None:
    """However few words it differs by."""
    verdict = _verify(claim, code)
    assert not verdict.support.cited
    assert not verdict.spans
