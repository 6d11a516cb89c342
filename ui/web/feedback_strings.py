"""What the page says of what readers say of answers, in Spanish and in English."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EN", "ES", "FeedbackStrings"]


@dataclass(frozen=True, slots=True)
class FeedbackStrings:
    """The words of one language; braces stand for values."""

    like: str
    dislike: str
    good: str
    wrong: str
    unsaid: str
    taken_back: str
    explained: str
    why: str
    send: str
    object: str
    object_title: str


ES = FeedbackStrings(
    like="Me gusta",
    dislike="No me gusta",
    good="Gracias: anotado que la respuesta es buena.",
    wrong="Gracias: anotado que la respuesta es mala.",
    unsaid="Gracias: anotado que la cita {number} no lo dice.",
    taken_back="Retirado.",
    explained="Gracias: anotado.",
    why="¿Por qué? (opcional)",
    send="Enviar",
    object="esta cita no lo dice",
    object_title="Decir que la cita {number} no dice lo que la respuesta",
)

EN = FeedbackStrings(
    like="Like",
    dislike="Dislike",
    good="Thank you: noted that the answer is good.",
    wrong="Thank you: noted that the answer is wrong.",
    unsaid="Thank you: noted that citation {number} does not say it.",
    taken_back="Taken back.",
    explained="Thank you: noted.",
    why="Why? (optional)",
    send="Send",
    object="this citation does not say it",
    object_title="Say that citation {number} does not say what the answer says",
)
