"""Question and passages become a verified answer: the order of it all, as events."""

from rag.answering.answerer import Answerer, ModelChoice, warm

__all__ = ["Answerer", "ModelChoice", "warm"]
