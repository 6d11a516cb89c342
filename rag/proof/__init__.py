"""A sentence and its sources become a verdict with spans. It knows no question's kind and no language model."""

from rag.proof.entailment import ClaimVerifier, EntailmentVerifier
from rag.proof.verifier import Evidence, Verdict, Verifier

__all__ = ["ClaimVerifier", "EntailmentVerifier", "Evidence", "Verdict", "Verifier"]
