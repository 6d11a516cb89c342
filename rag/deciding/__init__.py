"""Signals become one decision: whether the archive answers, whether an answer says what was asked, what is missing."""

from rag.deciding.answerability import features, holds_in_words, probability, weigh_passages
from rag.deciding.decider import Decider, is_of_the_type, posed
from rag.deciding.judgement import YesNoModel, judged, judgement_messages, log_odds
from rag.deciding.missing import Missing, find_missing, say_missing

__all__ = [
    "Decider",
    "Missing",
    "YesNoModel",
    "features",
    "find_missing",
    "holds_in_words",
    "is_of_the_type",
    "judged",
    "judgement_messages",
    "log_odds",
    "posed",
    "probability",
    "say_missing",
    "weigh_passages",
]
