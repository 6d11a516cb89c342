"""Which calibration holds: the one fitted into the data folder, else the delivered one, else the conservative one."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from rag.calibration.parts import CONSERVATIVE, Calibration
from rag.errors import CalibrationError
from rag.types import CalibrationOrigin

__all__ = ["Calibrated", "calibration_for", "delivered", "from_json", "to_json"]

_DELIVERED = files("rag.calibration").joinpath("delivered")
_ADAPTER = TypeAdapter(Calibration)


@dataclass(frozen=True, slots=True)
class Calibrated:
    """The calibration that holds for a model.

    Attributes:
        calibration: What holds.
        origin: Where it comes from.
        foreign: Whether the owner has one of another model, which is left aside.
    """

    calibration: Calibration
    origin: CalibrationOrigin
    foreign: bool = False


def calibration_for(fingerprint: str, file: Path) -> Calibrated:
    """The calibration of an embedding model.

    Args:
        fingerprint: Of the model.
        file: Where its owner's would lie.

    Raises:
        CalibrationError: The file cannot be read, so nobody knows what was meant to hold.
    """
    fitted = _read(file)
    if fitted is not None and fitted.fingerprint == fingerprint:
        return Calibrated(fitted, CalibrationOrigin.FITTED)
    foreign = fitted is not None
    for calibration in delivered():
        if calibration.fingerprint == fingerprint:
            return Calibrated(calibration, CalibrationOrigin.DELIVERED, foreign)
    return Calibrated(CONSERVATIVE, CalibrationOrigin.NONE, foreign)


def delivered() -> tuple[Calibration, ...]:
    """The calibrations that travel with the package, one a model."""
    names = sorted(entry.name for entry in _DELIVERED.iterdir() if entry.name.endswith(".json"))
    return tuple(from_json(_DELIVERED.joinpath(name).read_text(encoding="utf-8")) for name in names)


def to_json(calibration: Calibration) -> str:
    """As it is stored."""
    return _ADAPTER.dump_json(calibration, indent=1).decode() + "\n"


def from_json(text: str) -> Calibration:
    """As it was stored.

    Raises:
        ValidationError: The text is no JSON, or not that of a calibration.
    """
    return _ADAPTER.validate_json(text)


def _read(path: Path) -> Calibration | None:
    try:
        return from_json(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValidationError, UnicodeDecodeError, OSError) as error:
        what = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise CalibrationError(
            f"{path} is no calibration of this version ({what}): delete it, or fit it anew with `hemeroteca eval fit`."
        ) from error
