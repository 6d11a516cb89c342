"""The words of measures, folded: one code for «kilómetros», "kilometers" and «km», so that figures keep their unit."""

from __future__ import annotations

import re

from rag.text.terms import fold

__all__ = ["measure_behind"]

_WORDS = {
    "second": "segundo segundos second seconds seg",
    "minute": "minuto minutos minute minutes min",
    "hour": "hora horas hour hours h heure heures",
    "day": "dia dias day days jour jours",
    "week": "semana semanas week weeks semaine semaines",
    "month": "mes meses month months mois",
    "year": "ano anos year years ans",
    "decade": "decada decadas decenio decenios decade decades",
    "century": "siglo siglos century centuries",
    "mm": "milimetro milimetros millimetre millimetres millimeter millimeters mm",
    "cm": "centimetro centimetros centimetre centimetres centimeter centimeters cm",
    "m": "metro metros metre metres meter meters m",
    "km": "kilometro kilometros kilometre kilometres kilometer kilometers km",
    "mile": "milla millas mile miles mi",
    "yard": "yarda yardas yard yards yd",
    "foot": "pie pies foot feet ft",
    "inch": "pulgada pulgadas inch inches",
    "m2": "metros_cuadrados square_metres square_meters m2",
    "km2": "kilometros_cuadrados square_kilometres square_kilometers km2",
    "mile2": "millas_cuadradas square_miles square_mile",
    "foot2": "pies_cuadrados square_feet",
    "hectare": "hectarea hectareas hectare hectares ha",
    "acre": "acre acres",
    "g": "gramo gramos gram grams g",
    "kg": "kilo kilos kilogramo kilogramos kilogram kilograms kg",
    "tonne": "tonelada toneladas tonne tonnes ton tons t",
    "litre": "litro litros litre litres liter liters l",
    "°C": "°c oc grados_celsius grados_centigrados degrees_celsius degree_celsius",
    "°F": "°f of grados_fahrenheit degrees_fahrenheit",
    "K": "kelvin",
    "degree": "grado grados degree degrees",
    "permille": "por_mil per_thousand ‰",
    "km/h": "kilometros_por_hora kilometres_per_hour kilometers_per_hour",
    "mile/h": "mph millas_por_hora miles_per_hour",
}
_CODE = {word.replace("_", " "): code for code, words in _WORDS.items() for word in words.split()}

_BEHIND_A_NUMBER = re.compile(
    r"(?:\s|-)?(?:de\s)?("
    + "|".join(re.escape(word) for word in sorted(_CODE, key=len, reverse=True))
    + r")(/[hs])?(?![\w/])"
)
_LONGEST = 40


def measure_behind(text: str, end: int) -> str | None:
    """The code of the measure that a text names right behind a number that ends at `end`, or None."""
    match = _BEHIND_A_NUMBER.match(fold(text[end : end + _LONGEST]))
    return _CODE[match[1]] + (match[2] or "") if match else None
