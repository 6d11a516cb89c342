"""Passages become a verified answer."""

from rag.answering.answerer import Answerer, ModelChoice, warm
from rag.answering.messages import say
from rag.answering.verification import Verifier

__all__ = ["Answerer", "ModelChoice", "Verifier", "say", "warm"]
