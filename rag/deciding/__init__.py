"""Signals become one decision: whether the archive answers at all, and whether an answer says what was asked."""

from rag.deciding.answerability import answerable, features, holds_in_words, probability
from rag.deciding.judgement import YesNoModel, accepts, judged, judgement_messages, log_odds

__all__ = [
    "YesNoModel",
    "accepts",
    "answerable",
    "features",
    "holds_in_words",
    "judged",
    "judgement_messages",
    "log_odds",
    "probability",
]
