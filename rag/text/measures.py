"""The words of measures, folded: one code for «kilómetros», "kilometers" and «km», so that figures keep their unit.

Measures of one kind whose factor is exact are comparable by `in_base`: «1,80 m» and «180 cm».
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from rag.text.terms import match_folded

__all__ = ["Measure", "in_base", "measure_behind"]

_WORDS = {
    "ms": "milisegundo milisegundos millisecond milliseconds ms",
    "second": "segundo segundos second seconds seg s",
    "minute": "minuto minutos minute minutes min",
    "hour": "hora horas hour hours h heure heures",
    "day": "dia dias day days jour jours",
    "week": "semana semanas week weeks semaine semaines",
    "month": "mes meses month months mois",
    "year": "ano anos year years ans",
    "lustrum": "lustro lustros",
    "decade": "decada decadas decenio decenios decade decades",
    "century": "siglo siglos century centuries",
    "mm": "milimetro milimetros millimetre millimetres millimeter millimeters mm",
    "cm": "centimetro centimetros centimetre centimetres centimeter centimeters cm",
    "dm": "decimetro decimetros decimetre decimetres decimeter decimeters dm",
    "m": "metro metros metre metres meter meters m",
    "km": "kilometro kilometros kilometre kilometres kilometer kilometers km kms",
    "mile": "milla millas mile miles mi",
    "yard": "yarda yardas yard yards yd",
    "foot": "pie pies foot feet ft",
    "inch": "pulgada pulgadas inch inches",
    "mm2": "milimetros_cuadrados square_millimetres square_millimeters mm2",
    "cm2": "centimetros_cuadrados square_centimetres square_centimeters cm2",
    "dm2": "decimetros_cuadrados square_decimetres square_decimeters dm2",
    "m2": "metro_cuadrado metros_cuadrados square_metre square_metres square_meter square_meters m2",
    "km2": "kilometro_cuadrado kilometros_cuadrados square_kilometre square_kilometres square_kilometer "
    "square_kilometers km2",
    "mile2": "millas_cuadradas square_miles square_mile",
    "foot2": "pies_cuadrados square_feet",
    "hectare": "hectarea hectareas hectare hectares ha",
    "acre": "acre acres",
    "cm3": "centimetros_cubicos cubic_centimetres cubic_centimeters cm3",
    "m3": "metro_cubico metros_cubicos cubic_metre cubic_metres cubic_meter cubic_meters m3",
    "hm3": "hectometro_cubico hectometros_cubicos cubic_hectometres cubic_hectometers hm3",
    "mg": "miligramo miligramos milligram milligrams mg",
    "g": "gramo gramos gram grams g gr",
    "kg": "kilo kilos kilogramo kilogramos kilogram kilograms kg kgs",
    "tonne": "tonelada toneladas tonne tonnes ton tons t",
    "ml": "mililitro mililitros millilitre millilitres milliliter milliliters ml",
    "cl": "centilitro centilitros centilitre centilitres centiliter centiliters cl",
    "dl": "decilitro decilitros decilitre decilitres deciliter deciliters dl",
    "litre": "litro litros litre litres liter liters l",
    "hl": "hectolitro hectolitros hectolitre hectolitres hectoliter hectoliters hl",
    "W": "vatio vatios watt watts w",
    "kW": "kilovatio kilovatios kilowatt kilowatts kw",
    "MW": "megavatio megavatios megawatt megawatts mw",
    "GW": "gigavatio gigavatios gigawatt gigawatts gw",
    "kWh": "kilovatio_hora kilovatios_hora kilowatt_hour kilowatt_hours kwh",
    "MWh": "megavatio_hora megavatios_hora megawatt_hour megawatt_hours mwh",
    "GWh": "gigavatio_hora gigavatios_hora gigawatt_hour gigawatt_hours gwh",
    "°C": "°c °_c grado_celsius grados_celsius grado_centigrado grados_centigrados degrees_celsius degree_celsius",
    "°F": "°f °_f grados_fahrenheit degrees_fahrenheit",
    "K": "kelvin",
    "degree": "grado grados degree degrees °",
    "permille": "por_mil por_cada_mil per_thousand per_mille ‰",
    "bp": "puntos_basicos basis_points",
    "km/h": "kilometro_por_hora kilometros_por_hora kilometres_per_hour kilometers_per_hour",
    "mile/h": "mph millas_por_hora miles_per_hour",
}
_CODE = {word.replace("_", " "): code for code, words in _WORDS.items() for word in words.split()}

_BASES = {
    "second": "ms 0.001 second 1 minute 60 hour 3600 day 86400 week 604800",
    "month": "month 1 year 12 lustrum 60 decade 120 century 1200",
    "m": "mm 0.001 cm 0.01 dm 0.1 m 1 km 1000",
    "m2": "mm2 0.000001 cm2 0.0001 dm2 0.01 m2 1 hectare 10000 km2 1000000",
    "kg": "mg 0.000001 g 0.001 kg 1 tonne 1000",
    "litre": "ml 0.001 cm3 0.001 cl 0.01 dl 0.1 litre 1 hl 100 m3 1000 hm3 1000000000",
    "W": "W 1 kW 1000 MW 1000000 GW 1000000000",
    "kWh": "kWh 1 MWh 1000 GWh 1000000",
    "%": "permille 0.1 % 1",
    "pp": "bp 0.01 pp 1",
}
_FACTORS = {
    unit: (base, Decimal(factor))
    for base, listed in _BASES.items()
    for unit, factor in zip(listed.split()[::2], listed.split()[1::2], strict=True)
}
"""The base of each unit and how many of it make one, where that number is exact."""

_APART = {"s": r"(?<=\s)s"}
"""What is a measure only with a space before it: «los 90s» are no seconds."""

_BEHIND_A_NUMBER = re.compile(
    r"(?:\s|-)?(?:de\s)?("
    + "|".join(_APART.get(word, re.escape(word)) for word in sorted(_CODE, key=len, reverse=True))
    + r")(/[hs])?(?![\w/])"
)
_SMALL = frozenset("mgths")
"""Signs that are never written as capitals."""
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Measure:
    """The code of a measure that a text names, and where its name ends."""

    code: str
    end: int


def measure_behind(text: str, end: int) -> Measure | None:
    """The measure that a text names right behind a number that ends at `end`, or None."""
    window = text[end : end + _LONGEST].replace("º", "°")  # how degrees are often typed
    found = match_folded(_BEHIND_A_NUMBER, window, 0, _LONGEST)
    if found is None:
        return None
    match, after = found
    if match[1] in _SMALL and window[match.end(1) - 1 : match.end(1)].isupper():  # «el 15-M», «una red 5 G»
        return None
    return Measure(_CODE[match[1]] + (match[2] or ""), end + after)


def in_base(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A value in the unit that its kind of measure is compared in, and that unit: 180 `cm` are 1.8 `m`.

    A unit without an exact factor is its own.
    """
    base, factor = _FACTORS.get(unit, (unit, Decimal(1)))
    return value * factor, base
