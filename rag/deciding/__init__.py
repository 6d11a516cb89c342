"""Signals become one decision: whether the archive answers, whether an answer says what was asked, what is missing."""

from rag.deciding.answerability import answerable, features, holds_in_words, probability
from rag.deciding.judgement import YesNoModel, accepts, judged, judgement_messages, log_odds
from rag.deciding.missing import Missing, find_missing, say_missing

__all__ = [
    "Missing",
    "YesNoModel",
    "accepts",
    "answerable",
    "features",
    "find_missing",
    "holds_in_words",
    "judged",
    "judgement_messages",
    "log_odds",
    "probability",
    "say_missing",
]
