"""What the page says of questions on their way and of a lost line, in Spanish and in English."""

from __future__ import annotations

from dataclasses import dataclass

from ui.serving.line import WaitingForTurn

__all__ = ["EN", "ES", "AskingStrings"]


@dataclass(frozen=True, slots=True)
class AskingStrings:
    """The words of one language; braces stand for values."""

    # The line
    waits: str
    waits_next: str
    waits_place: str
    waits_seconds: str
    # Questions that were sent meanwhile
    sent: str
    take_back: str
    too_many: str
    # After the answer
    repeat: str
    edit: str
    keep: str
    edited: str
    box_taken: str
    broken: str
    # The line to the server
    line_lost: str
    # The opening
    elapsed: str

    def waiting(self, turn: WaitingForTurn | None) -> str:
        """That a question waits until others are answered; its place and how long, where they are known."""
        if turn is None:
            return self.waits
        said = self.waits_next if turn.place == 1 else self.waits_place.format(place=turn.place)
        seconds = "" if turn.seconds is None else self.waits_seconds.format(seconds=max(turn.seconds, 1))
        return f"{self.waits} {said}{seconds}."


ES = AskingStrings(
    waits="Tu pregunta espera a que termine la respuesta a otra.",
    waits_next="Es la siguiente",
    waits_place="Es la número {place} de la cola",
    waits_seconds=": le toca dentro de unos {seconds} s",
    sent="Enviadas; se contestarán por orden",
    take_back="Retirar la pregunta «{question}»",
    too_many="Ya esperan {limit} preguntas tuyas: envía esta cuando se conteste alguna.",
    repeat="Repetir",
    edit="Corregir la pregunta",
    keep="No corregir",
    edited="Al enviarla, la pregunta corregida sustituirá a la última y a su respuesta.",
    box_taken="En la caja hay un texto: envíalo o bórralo antes de corregir la última pregunta.",
    broken="Ha fallado algo en el programa. La pregunta vuelve a la caja; lo que falló queda en el registro del "
    "servidor.",
    line_lost="Se ha perdido la conexión con el servidor. Se intenta de nuevo cada pocos segundos; lo que escribas se "
    "guarda, y lo que envíes se preguntará al volver.",
    elapsed="({seconds} s)",
)

EN = AskingStrings(
    waits="Your question waits until another one has been answered.",
    waits_next="It is the next one",
    waits_place="It is number {place} in the queue",
    waits_seconds=": its turn comes in about {seconds} s",
    sent="Sent; to be answered in order",
    take_back="Take back the question “{question}”",
    too_many="{limit} questions of yours are waiting: send this one when some has been answered.",
    repeat="Ask again",
    edit="Edit the question",
    keep="Do not edit",
    edited="When you send it, the edited question will take the place of the last one and of its answer.",
    box_taken="There is a text in the box: send it or delete it before you edit the last question.",
    broken="Something in the program has failed. The question is back in the box; what failed is in the server's log.",
    line_lost="The connection to the server is lost. Trying again every few seconds; what you type is kept, and "
    "what you send will be asked when it is back.",
    elapsed="({seconds} s)",
)
