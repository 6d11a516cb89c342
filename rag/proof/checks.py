"""The hard checks of a claim against the sentences that support it, which no similarity can outvote."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rag.languages import Language
from rag.proof.displaced_facts import displaced_fact, exchanged_roles
from rag.proof.negation import reversed_polarity
from rag.proof.speech import unattributed_speech
from rag.text.facts import Facts, missing_name, missing_quantity, missing_quotation
from rag.text.messages import say
from rag.types import Support

__all__ = ["Fault", "first_fault"]

Fault = tuple[Support, str]
"""The verdict that a fault leads to, and the reason in the reader's language."""


def first_fault(
    claim: Facts,
    evidence: Sequence[Facts],
    contexts: Sequence[str],
    language: Language,
    translated_there: Callable[[str], bool],
) -> Fault | None:
    """The first fault that the facts of a claim show, or None.

    Args:
        claim: With its figures, names, quotations and denials.
        evidence: The sentences that support the claim's parts.
        contexts: The whole articles that these stand in, where names and quotations may stand too.
        language: Of the reason.
        translated_there: Whether the evidence has a name or a quotation in another language.
    """
    if (figure := missing_quantity(claim, evidence)) is not None:
        return Support.CONTRADICTED, say("number", language, value=figure)
    if (name := missing_name(claim, evidence, contexts, translated_there)) is not None:
        return Support.UNSUPPORTED, say("name", language, value=name)
    if (quotation := missing_quotation(claim, contexts, translated_there)) is not None:
        return Support.UNSUPPORTED, say("quotation", language, value=quotation)
    if (fact := displaced_fact(claim, evidence)) is not None:
        return Support.CONTRADICTED, say("displaced", language, value=fact)
    if (pair := exchanged_roles(claim, evidence)) is not None:
        return Support.CONTRADICTED, say("roles", language, one=pair[0], other=pair[1])
    if reversed_polarity(claim, evidence):
        return Support.CONTRADICTED, say("negation", language)
    if unattributed_speech(claim, evidence):
        return Support.PARTIAL, say("speech", language)
    return None
