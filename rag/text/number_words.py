"""The words of numbers, dates and currencies, folded: data for `rag.text.numbers`."""

from __future__ import annotations

__all__ = [
    "AFTER_CHRIST",
    "BEFORE_CHRIST",
    "CARDINALS",
    "CLOCK_ARTICLES",
    "CLOCK_WORDS",
    "CURRENCIES",
    "FULL_MONTHS",
    "GROUPS",
    "HALVES_OF_DAY",
    "IN_ROMAN_DIGITS",
    "MONTHS",
    "ORDINALS",
    "PARTS_OF_HOUR",
    "SCALES",
    "SYMBOLIC_SCALES",
    "UNITS",
]

_SCALE_WORDS = {
    "es": "mil 3 millon 6 millones 6 mill 6 millardo 9 millardos 9 billon 12 billones 12 trillon 18 trillones 18",
    "en": "thousand 3 million 6 millions 6 billion 9 billions 9 trillion 12 trillions 12",
    "pt": "mil 3 milhao 6 milhoes 6 bilhao 9 bilhoes 9 biliao 12 bilioes 12 trilhao 12 trilhoes 12",
    "fr": "mille 3 million 6 millions 6 milliard 9 milliards 9 billion 12 billions 12 trillion 18 trillions 18",
    "it": "mille 3 mila 3 milione 6 milioni 6 miliardo 9 miliardi 9 bilione 12 bilioni 12",
    "de": "tausend 3 million 6 millionen 6 mio 6 milliarde 9 milliarden 9 mrd 9 billion 12 billionen 12 "
    "trillion 18 trillionen 18",
    "ca": "mil 3 milio 6 milions 6 miliard 9 miliards 9 bilio 12 bilions 12",
    "gl": "mil 3 millon 6 millons 6 billon 12 billons 12",
}
SCALES = {
    language: {word: int(power) for word, power in zip(words.split()[::2], words.split()[1::2], strict=True)}
    for language, words in _SCALE_WORDS.items()
}
"""Power of ten of a scale word, by language: «billón» and the German "Billion" are 12, the English "billion" 9."""

GROUPS = {
    "es": {
        "par": 2, "decena": 10, "decenas": 10, "docena": 12, "docenas": 12, "quincena": 15, "veintena": 20,
        "treintena": 30, "cincuentena": 50, "centenar": 100, "centenares": 100, "millar": 1000, "millares": 1000,
    },
    "en": {"dozen": 12},
    "fr": {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "centaine": 100, "millier": 1000},
}  # fmt: skip
"""What counts by the group, if a number stands before it: «dos docenas» is 24, «centenares de» is vague."""

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
        "novecientas": 900, "un": 1, "uno": 1, "una": 1, "cero": 0,
    },
    "en": {
        "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
        "seventeen": 17,
        "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
        "seventy": 70, "eighty": 80, "ninety": 90, "one": 1, "a": 1, "zero": 0, "nil": 0,
    },
    # Elsewhere only what may stand before a scale: «vingt-deux» and «vinte e dois» would be misread by
    # halves.
    "pt": {"um": 1}, "fr": {"un": 1, "une": 1}, "it": {"un": 1}, "de": {"eine": 1}, "ca": {"un": 1},
}  # fmt: skip
"""Cardinal numbers below a thousand, by language: whole for Spanish and English."""

_ORDINAL_UNITS = {
    "es": "primer segund tercer cuart quint sext septim octav noven",
    "en": "first second third fourth fifth sixth seventh eighth ninth",
}
_ORDINAL_TENS = {
    "es": "decim vigesim trigesim cuadragesim quincuagesim sexagesim septuagesim octogesim nonagesim centesim",
    "en": "tenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth",
}
_ORDINAL_TEENS = {
    "es": {"undecim": 11, "duodecim": 12},
    "en": {
        "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
        "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    },
}  # fmt: skip


def _ordinal_stems(language: str) -> dict[str, int]:
    units = {stem: number for number, stem in enumerate(_ORDINAL_UNITS[language].split(), start=1)}
    tens = {stem: 10 * number for number, stem in enumerate(_ORDINAL_TENS[language].split(), start=1)}
    return units | tens | _ORDINAL_TEENS[language]


def _spanish_ordinals() -> dict[str, int]:
    """Both genders, «primer» and «tercer», and what is written in one word: «decimotercera», «vigesimoquinto»."""
    stems = _ordinal_stems("es")
    joined = {
        f"{ten}o{unit}": tens + units
        for ten, tens in stems.items()
        for unit, units in stems.items()
        if tens % 10 == 0 and units < 10
    }
    stems |= joined
    full = {stem + gender: number for stem, number in stems.items() for gender in "oa"}
    return full | {stem: number for stem, number in stems.items() if stem.endswith(("primer", "tercer"))}


ORDINALS = {"es": _spanish_ordinals(), "en": _ordinal_stems("en")}
"""Ordinal numbers in one word up to a hundredth, by language; «vigésima quinta» is read in two."""

CURRENCIES = {
    "$": "USD", "us$": "USD", "usd": "USD", "dolar": "USD", "dolares": "USD", "dollar": "USD",
    "dollars": "USD",
    "dollari": "USD", "dollaro": "USD", "dolars": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR",
    "euros": "EUR",
    "£": "GBP", "gbp": "GBP", "libra": "GBP", "libras": "GBP", "pound": "GBP", "pounds": "GBP", "¥": "JPY",
    "yen": "JPY", "yenes": "JPY", "yuan": "CNY", "yuanes": "CNY", "reais": "BRL", "r$": "BRL",
    "peso": "peso", "pesos": "peso", "peseta": "ESP", "pesetas": "ESP", "rublo": "RUB", "rublos": "RUB",
    "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB", "franco": "franc", "francos": "franc",
    "franc": "franc", "francs": "franc", "rupia": "rupee", "rupias": "rupee", "rupee": "rupee", "rupees": "rupee",
    "centimo": "cent", "centimos": "cent", "centavo": "cent", "centavos": "cent", "cent": "cent", "cents": "cent",
}  # fmt: skip
"""ISO 4217 code of a currency's sign, code or name. A bare dollar sign counts as the United States dollar.

What several countries call alike has that name for a code (`peso`)."""

UNITS = frozenset(
    "km m cm mm dm kg g mg t h min s ms ha l ml cl dl hl W kW MW GW kWh MWh GWh KB MB GB TB Hz kHz MHz GHz px x".split()
)
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

BEFORE_CHRIST = (
    r"a\.\s?(?:de\s)?(?:J\.\s?)?C\b\.?|aC\b|a\.\s?n\.\s?e\.|a\.\s?e\.\s?c\.|B\.\s?C\.(?:\s?E\.)?|BCE?\b"
    r"|antes de (?:Jesuc|C)risto\b|antes de (?:nuestra|la) era(?: común)?\b|before (?:Christ\b|the common era\b)"
    r"|av\. J\.-C\.|v\. Chr\.|avant Jésus-Christ\b|avanti Cristo\b"
)
AFTER_CHRIST = (
    r"d\.\s?(?:de\s)?(?:J\.\s?)?C\b\.?|dC\b|n\.\s?e\.|e\.\s?c\.|A\.\s?D\.|AD\b|C\.\s?E\.|CE\b"
    r"|después de (?:Jesuc|C)risto\b|de (?:nuestra|la) era(?: común)?\b|of (?:our|the common) era\b"
    r"|apr\. J\.-C\.|n\. Chr\.|après Jésus-Christ\b|dopo Cristo\b"
)
"""Patterns of what stands behind a year or a century and says its era."""

CLOCK_ARTICLES = {
    "es": r"las?", "en": r"at|by|until|till|since|before|after|from", "pt": r"[àa]s?", "fr": r"à", "it": r"(?:d?al)?le",
    "de": r"um|ab|bis|gegen", "ca": r"les|la", "gl": r"[áa]s",
}  # fmt: skip
"""Pattern of the word before a time of day: «las» nueve, "at" nine."""

CLOCK_WORDS = {
    "es": r"h|hs|hrs?|horas?", "en": r"hours|hrs|o['’]clock", "pt": r"h|horas", "fr": r"h|heures?", "it": r"h|ore",
    "de": r"Uhr|h", "ca": r"h|hores", "gl": r"h|horas",
}  # fmt: skip
"""Pattern of the word behind the hour: 18.30 «horas»."""

HALVES_OF_DAY = {
    "es": {
        "de la manana": "am", "de la madrugada": "am", "de la tarde": "pm", "del mediodia": "pm",
        "de la noche": "night",
    },
    "en": {
        "in the morning": "am", "in the afternoon": "pm", "in the evening": "pm", "at night": "night", "at noon": "pm",
    },
    "gl": {"da mana": "am", "da tarde": "pm", "da noite": "night"},
    "pt": {"da manha": "am", "da madrugada": "am", "da tarde": "pm", "da noite": "night"},
    "ca": {"del mati": "am", "de la matinada": "am", "de la tarda": "pm", "del vespre": "pm", "de la nit": "night"},
}  # fmt: skip
"""Which half of the day words behind an hour mean, folded; the night has both."""

PARTS_OF_HOUR = {
    "es": {"y media": 30, "y cuarto": 15, "menos cuarto": -15},
    "ca": {"i mitja": 30, "i quart": 15},
}
"""Minutes that words behind an hour add, folded."""

IN_ROMAN_DIGITS = (
    "capitulo tomo volumen acto titulo libro parte fase anexo articulo legislatura edicion liga tipo grado clase nivel "
    "chapter volume act part book title phase annex article type grade class level capitol capitolo chapitre kapitel"
)
"""Folded nouns behind which one Roman digit is a number: «acto V»."""
