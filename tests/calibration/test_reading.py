"""Which calibration holds: the owner's, the delivered one, or the conservative one; and what is no calibration."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rag.calibration import (
    CONSERVATIVE,
    Calibration,
    calibration_for,
    delivered,
    from_json,
    to_json,
)
from rag.errors import CalibrationError
from rag.types import CalibrationOrigin
from tests.answering.fakes import E5

NAME = "calibration.json"


def write(folder: Path, calibration: Calibration) -> None:
    """Put a calibration where a library looks for one."""
    (folder / NAME).write_text(to_json(calibration), encoding="utf-8")


@pytest.mark.parametrize("calibration", [*delivered(), CONSERVATIVE], ids=lambda c: c.fingerprint or "conservative")
def test_a_calibration_is_read_as_it_was_written(calibration: Calibration) -> None:
    """To the last digit."""
    assert from_json(to_json(calibration)) == calibration


def test_no_two_delivered_calibrations_are_of_one_model() -> None:
    """Else it would hang on their names which of them holds."""
    fingerprints = [calibration.fingerprint for calibration in delivered()]
    assert len(set(fingerprints)) == len(fingerprints) > 0


def test_the_delivered_one_holds_for_its_model_alone(tmp_path: Path) -> None:
    """Another model has the conservative one, whatever its name."""
    found = calibration_for(E5.fingerprint, tmp_path / NAME)
    assert (found.calibration, found.origin, found.foreign) == (E5, CalibrationOrigin.DELIVERED, False)
    other = calibration_for("384-000000000000", tmp_path / NAME)
    assert (other.calibration, other.origin, other.foreign) == (CONSERVATIVE, CalibrationOrigin.NONE, False)


def test_the_owner_s_own_comes_before_the_delivered_one(tmp_path: Path) -> None:
    """It was fitted on what the owner has."""
    own = replace(E5, quoting=replace(E5.quoting, enough=0.9))
    write(tmp_path, own)
    found = calibration_for(E5.fingerprint, tmp_path / NAME)
    assert (found.calibration, found.origin) == (own, CalibrationOrigin.FITTED)


@pytest.mark.parametrize(
    ("fingerprint", "origin"), [("another", CalibrationOrigin.NONE), (E5.fingerprint, CalibrationOrigin.DELIVERED)]
)
def test_one_of_another_model_is_left_aside_and_told(
    fingerprint: str, origin: CalibrationOrigin, tmp_path: Path
) -> None:
    """As after a change of the embedding model."""
    write(tmp_path, replace(E5, fingerprint="a third"))
    found = calibration_for(fingerprint, tmp_path / NAME)
    assert (found.origin, found.foreign) == (origin, True)


def _without_a_part(values: dict[str, Any]) -> None:
    del values["ranking"]


def _with_a_part_too_many(values: dict[str, Any]) -> None:
    values["nearness"]["more"] = 1.0


def _without_a_signal(values: dict[str, Any]) -> None:
    del values["abstention"]["weights"]["same"]["margin"]


def _without_a_mode(values: dict[str, Any]) -> None:
    del values["abstention"]["thresholds"]["foreign"]["llm"]


def _without_abstention(values: dict[str, Any]) -> None:
    values["abstention"] = None


def _with_a_word_for_a_number(values: dict[str, Any]) -> None:
    values["quoting"]["enough"] = "high"


@pytest.mark.parametrize(
    "spoil",
    [
        _without_a_part,
        _with_a_part_too_many,
        _without_a_signal,
        _without_a_mode,
        _without_abstention,
        _with_a_word_for_a_number,
    ],
)
def test_a_file_with_a_fault_is_an_error_that_says_what_to_do(
    spoil: Callable[[dict[str, Any]], None], tmp_path: Path
) -> None:
    """The delivered one does not silently take its place."""
    values = json.loads(to_json(E5))
    spoil(values)
    (tmp_path / NAME).write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(CalibrationError, match=r"calibration\.json.*hemeroteca eval fit") as raised:
        calibration_for(E5.fingerprint, tmp_path / NAME)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"fingerprint": NaN}'])
def test_what_is_no_json_is_an_error_too(content: bytes, tmp_path: Path) -> None:
    """As a file that was cut off."""
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(CalibrationError):
        calibration_for(E5.fingerprint, tmp_path / NAME)


def test_a_judge_is_of_one_language_model() -> None:
    """Another has none."""
    [judge] = E5.judges
    assert E5.judge_of(judge.model) is judge
    assert E5.judge_of("another") is None
