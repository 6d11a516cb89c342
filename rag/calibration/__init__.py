"""The numbers that hang on the embedding model, in one artefact by the model's fingerprint. It knows no model."""

from rag.calibration.parts import (
    CONSERVATIVE,
    FOREIGN,
    SAME,
    SIGNALS,
    Abstention,
    Calibration,
    Judge,
    Nearness,
    Quoting,
    Ranking,
)
from rag.calibration.reading import Calibrated, calibration_for, delivered, from_json, to_json

__all__ = [
    "CONSERVATIVE",
    "FOREIGN",
    "SAME",
    "SIGNALS",
    "Abstention",
    "Calibrated",
    "Calibration",
    "Judge",
    "Nearness",
    "Quoting",
    "Ranking",
    "calibration_for",
    "delivered",
    "from_json",
    "to_json",
]
