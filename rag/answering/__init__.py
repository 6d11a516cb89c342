"""Passages become a verified answer."""

from rag.answering.answerability import FEATURES, Calibration, calibration_for, features, load_calibration
from rag.answering.answerer import Answerer, ModelChoice, warm
from rag.answering.entailment import ClaimVerifier, EntailmentVerifier
from rag.answering.judgement import Judge, YesNoModel, judge_for, judgement_messages
from rag.answering.messages import say
from rag.answering.verification import Evidence, Verdict, Verifier

__all__ = [
    "FEATURES",
    "Answerer",
    "Calibration",
    "ClaimVerifier",
    "EntailmentVerifier",
    "Evidence",
    "Judge",
    "ModelChoice",
    "Verdict",
    "Verifier",
    "YesNoModel",
    "calibration_for",
    "features",
    "judge_for",
    "judgement_messages",
    "load_calibration",
    "say",
    "warm",
]
