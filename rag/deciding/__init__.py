"""Signals become one decision: whether the archive answers at all, and whether an answer says what was asked."""

from rag.deciding.answerability import FEATURES, Calibration, calibration_for, features, load_calibration
from rag.deciding.judgement import Judge, YesNoModel, judge_for, judgement_messages

__all__ = [
    "FEATURES",
    "Calibration",
    "Judge",
    "YesNoModel",
    "calibration_for",
    "features",
    "judge_for",
    "judgement_messages",
    "load_calibration",
]
