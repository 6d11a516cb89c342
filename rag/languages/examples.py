"""Excerpts of invented places that a language model is shown before the question, whatever its language.

Invented, so that nothing in them can pass for an answer.
"""

from __future__ import annotations

__all__ = ["CHOIR", "FAIR", "LIGHTHOUSE", "TRAM"]

TRAM = (
    "[El tranvía vuelve a Oriñán]",
    "- La línea tendrá once paradas.",
    "- Con el tranvía, el ayuntamiento quiere:\n  • Quitar coches del centro\n  • Unir el puerto con el hospital",
)
FAIR = (
    "[La feria de Valdelana]",
    "- La feria reunió a noventa productores. El premio fue para la quesería Los Alisos.",
)
CHOIR = ("[El coro de Sotosal]", "- El coro ensaya los martes en la escuela.")
LIGHTHOUSE = (
    "[El faro de Punta Breva]",
    "- Lo proyectó la ingeniera Clara Montes. El faro se encendió en 1924.",
    "- Las obras empezaron en 1921 con piedra de la isla.",
)
