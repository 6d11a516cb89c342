"""Passages become a verified answer."""

from rag.answering.answerer import Answerer, ModelChoice, warm
from rag.answering.messages import say
from rag.answering.verification import Evidence, Verdict, Verifier

__all__ = ["Answerer", "Evidence", "ModelChoice", "Verdict", "Verifier", "say", "warm"]
