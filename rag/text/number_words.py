"""The words of numbers, dates and currencies, folded: data for `rag.text.numbers`."""

from __future__ import annotations

__all__ = [
    "CARDINALS",
    "CURRENCIES",
    "FULL_MONTHS",
    "LONG_SCALE",
    "MONTHS",
    "ORDINALS",
    "SCALES",
    "SYMBOLIC_SCALES",
    "UNITS",
]

SCALES = {
    "mil": 3, "mila": 3, "mille": 3, "thousand": 3, "tausend": 3,
    "millon": 6, "millones": 6, "million": 6, "millions": 6, "milhao": 6, "milhoes": 6, "milione": 6,
    "milioni": 6,
    "millionen": 6, "mio": 6, "milio": 6, "milions": 6, "mill": 6,
    "millardo": 9, "millardos": 9, "milliard": 9, "milliards": 9, "miliardo": 9, "miliardi": 9,
    "milliarde": 9,
    "milliarden": 9, "mrd": 9, "bilhao": 9, "bilhoes": 9, "billion": 9, "billions": 9,
    "billon": 12, "billones": 12, "bilio": 12, "bilions": 12, "biliao": 12, "bilioes": 12, "bilione": 12,
    "bilioni": 12, "billionen": 12, "trillion": 12, "trillions": 12, "trilhao": 12, "trilhoes": 12,
    "trillon": 18, "trillones": 18,
}  # fmt: skip
"""Power of ten of a scale word: «billón» is 12, "billion" 9; `LONG_SCALE` says where the latter is 12 too."""

LONG_SCALE = {"billion": 12, "billions": 12, "trillion": 18, "trillions": 18}
"""The same in the languages of the long scale: French and German."""

SYMBOLIC_SCALES = {"k": 3, "K": 3, "mn": 6, "M": 6, "MM": 6, "bn": 9, "B": 9, "tn": 12, "T": 12}
"""Scales written against the digits or after them, case kept: 38bn, 5 M."""

CARDINALS = {
    "es": {
        "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
        "diez": 10,
        "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17,
        "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiun": 21, "veintiuno": 21, "veintiuna": 21,
        "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26,
        "veintisiete": 27, "veintiocho": 28, "veintinueve": 29, "treinta": 30, "cuarenta": 40,
        "cincuenta": 50,
        "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "ciento": 100,
        "doscientos": 200, "doscientas": 200, "trescientos": 300, "trescientas": 300, "cuatrocientos": 400,
        "cuatrocientas": 400, "quinientos": 500, "quinientas": 500, "seiscientos": 600, "seiscientas": 600,
        "setecientos": 700, "setecientas": 700, "ochocientos": 800, "ochocientas": 800, "novecientos": 900,
        "novecientas": 900, "un": 1, "uno": 1, "una": 1,
    },
    "en": {
        "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
        "seventeen": 17,
        "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
        "seventy": 70, "eighty": 80, "ninety": 90, "one": 1, "a": 1,
    },
    # Elsewhere only what may stand before a scale: «vingt-deux» and «vinte e dois» would be misread by
    # halves.
    "pt": {"um": 1}, "fr": {"un": 1}, "it": {"un": 1}, "de": {"eine": 1}, "ca": {"un": 1},
}  # fmt: skip
"""Cardinal numbers below a thousand, by language: whole for Spanish and English."""

ORDINALS = {
    "es": {
        "primero": 1, "primera": 1, "primer": 1, "segundo": 2, "segunda": 2, "tercero": 3, "tercera": 3,
        "tercer": 3,
        "cuarto": 4, "cuarta": 4, "quinto": 5, "quinta": 5, "sexto": 6, "sexta": 6, "septimo": 7,
        "septima": 7,
        "octavo": 8, "octava": 8, "noveno": 9, "novena": 9, "decimo": 10, "decima": 10,
    },
    "en": {
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
        "ninth": 9, "tenth": 10,
    },
}  # fmt: skip
"""Ordinal numbers up to ten, by language."""

CURRENCIES = {
    "$": "USD", "us$": "USD", "usd": "USD", "dolar": "USD", "dolares": "USD", "dollar": "USD",
    "dollars": "USD",
    "dollari": "USD", "dollaro": "USD", "dolars": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR",
    "euros": "EUR",
    "£": "GBP", "gbp": "GBP", "libra": "GBP", "libras": "GBP", "pound": "GBP", "pounds": "GBP", "¥": "JPY",
    "yen": "JPY", "yenes": "JPY", "yuan": "CNY", "yuanes": "CNY", "reais": "BRL", "r$": "BRL",
}  # fmt: skip
"""ISO 4217 code of a currency's sign, code or name. A bare dollar sign counts as the United States dollar."""

UNITS = frozenset("km m cm mm kg g t h min s ms ha l ml W kW MW GW kWh MWh GWh KB MB GB TB Hz kHz MHz GHz px x".split())
"""Units that may stand against the digits («5km»); other letters make the whole a name («5G»)."""

_MONTH_NAMES = {
    "es": (
        "enero ene", "febrero feb", "marzo mar", "abril abr", "mayo may", "junio jun", "julio jul",
        "agosto ago",
        "septiembre setiembre sep sept set", "octubre oct", "noviembre nov", "diciembre dic",
    ),
    "en": (
        "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
        "september sep sept", "october oct", "november nov", "december dec",
    ),
    "pt": (
        "janeiro jan", "fevereiro fev", "marco mar", "abril abr", "maio mai", "junho jun", "julho jul",
        "agosto ago",
        "setembro set", "outubro out", "novembro nov", "dezembro dez",
    ),
    "fr": (
        "janvier janv", "fevrier fevr", "mars", "avril avr", "mai", "juin", "juillet juil", "aout",
        "septembre sept",
        "octobre oct", "novembre nov", "decembre dec",
    ),
    "it": (
        "gennaio gen", "febbraio feb", "marzo mar", "aprile apr", "maggio mag", "giugno giu", "luglio lug",
        "agosto ago", "settembre set", "ottobre ott", "novembre nov", "dicembre dic",
    ),
    "de": (
        "januar janner jan", "februar feb", "marz", "april apr", "mai", "juni jun", "juli jul", "august aug",
        "september sep sept", "oktober okt", "november nov", "dezember dez",
    ),
    "ca": (
        "gener gen", "febrer febr", "marc", "abril abr", "maig", "juny", "juliol jul", "agost",
        "setembre set",
        "octubre oct", "novembre nov", "desembre des",
    ),
}  # fmt: skip

MONTHS = {
    language: {word: number for number, words in enumerate(months, start=1) for word in words.split()}
    for language, months in _MONTH_NAMES.items()
}
"""Number of a month by name or abbreviation, by language: «mar» and «out» are ordinary words elsewhere."""

FULL_MONTHS = {
    language: frozenset(word for words in months for word in words.split()[:1]) | {"setiembre", "janner"}
    for language, months in _MONTH_NAMES.items()
}
"""The months by their full names alone, which tell a month without a day or a year beside them."""
