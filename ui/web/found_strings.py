"""What the page says of how an answer was found, in Spanish and in English.

Apart from the other words of the page: these are said by the server alone, when somebody asks, so that no browser is
sent them with the page.
"""

from __future__ import annotations

from dataclasses import dataclass

from rag.trace import Ground, Instead, Outcome, Stage, Use

__all__ = ["EN", "ES", "FoundStrings", "found_strings"]


@dataclass(frozen=True, slots=True)
class FoundStrings:
    """The words of one language; braces stand for values.

    Attributes:
        uses: What became of a passage.
        outcomes: How an answer ended.
        grounds: On what that hangs.
        instead: What came in the place of what was taken out.
        stages: What takes time.
    """

    unkept: str
    searched: str
    question: str
    roots: str
    found: str
    none_found: str
    passages_one: str
    passages_many: str
    articles_one: str
    articles_many: str
    best_of: str
    repeated_one: str
    repeated_many: str
    places: str
    by_words: str
    no_words: str
    rest: str
    best: str
    taken_out: str
    taken: str
    sentences: str
    sentence: str
    proven: str
    decision: str
    backed: str
    weighed: str
    judged: str
    of_part: str
    time: str
    step: str
    moment: str
    seconds: str
    whole: str
    more: str
    uses: dict[Use, str]
    outcomes: dict[Outcome, str]
    grounds: dict[Ground, str]
    instead: dict[Instead, str]
    stages: dict[Stage, str]

    def passages(self, count: int) -> str:
        """So many passages."""
        return (self.passages_one if count == 1 else self.passages_many).format(count=count)

    def articles(self, count: int) -> str:
        """So many articles."""
        return (self.articles_one if count == 1 else self.articles_many).format(count=count)

    def repeated(self, count: int) -> str:
        """That so many passages repeat others."""
        return (self.repeated_one if count == 1 else self.repeated_many).format(count=count)


ES = FoundStrings(
    unkept="De esta respuesta no se guardó cómo se encontró.",
    searched="Qué se buscó",
    question="«{text}»",
    roots="Palabras buscadas, por su raíz: {terms}",
    found="Qué se encontró",
    none_found="Ningún pasaje.",
    passages_one="{count} pasaje",
    passages_many="{count} pasajes",
    articles_one="{count} artículo",
    articles_many="{count} artículos",
    best_of="{passages} de {articles}. Comparados con la pregunta: {count}.",
    repeated_one="Otro pasaje repetía lo mismo y quedó detrás o fuera.",
    repeated_many="Otros {count} pasajes repetían lo mismo y quedaron detrás o fuera.",
    places="puesto {meaning} por su sentido, {sentence} por su mejor frase, {words}.",
    by_words="{place} por las palabras en común",
    no_words="sin palabras en común",
    rest="otra parte del mejor artículo, que se miró entero.",
    best="el mejor de ellos: {places}",
    taken_out="Qué escribió el modelo y no se dice",
    taken="«{text}» Motivo: {reason}. {instead}",
    sentences="Cada frase, y por qué",
    sentence="«{text}» {verdict}.",
    proven="Probada con las palabras exactas de: {titles}",
    decision="Qué se decidió",
    backed="Frases respaldadas por un artículo: {proven} de {count}.",
    weighed="Probabilidad de que lo encontrado responda: {likely} de 100; hacen falta {least}.",
    judged="El modelo leyó las frases elegidas y su «sí, responden» vale {affirmed} de 100. Con lo encontrado, que por "
    "sí solo daba {found}, resulta {likely} de 100; hacen falta {least}.",
    of_part="De «{part}»: {said}",
    time="Cuánto tardó",
    step="{stage}: {time}",
    moment="menos de 0,1 s",
    seconds="{seconds} s",
    whole="En total",
    more="… y {count} más.",
    uses={
        Use.SHOWN: "Frases elegidas: {count}.",
        Use.FAR: "Fuera, por quedar lejos del mejor pasaje.",
        Use.OTHER: "Fuera: las frases de otro artículo estaban más cerca de la pregunta.",
        Use.ROOM: "Fuera: otras frases del mismo artículo estaban más cerca, y solo caben unas pocas.",
        Use.UNREAD: "Sin leer.",
    },
    outcomes={
        Outcome.ANSWERED: "Se respondió.",
        Outcome.PARTLY: "Se respondió en parte.",
        Outcome.REFUSED: "Se dijo que el archivo no lo sabe.",
    },
    grounds={
        Ground.PROVEN: "",
        Ground.PUBLISHED: "Se preguntaba por artículos, y estos son.",
        Ground.NOTHING: "No se encontró ningún pasaje.",
        Ground.UNLIKELY: "Lo encontrado se parece a la pregunta, pero no es bastante probable que la responda.",
        Ground.KIND: "Lo encontrado no trae nada del tipo que se pregunta, como una cifra, una fecha o una persona.",
        Ground.ORDERS: "Lo encontrado solo da órdenes a quien lo lee, y eso no se le enseña al modelo ni se cita.",
        Ground.ABSTAINED: "El modelo leyó las frases elegidas y dijo que no lo dicen.",
        Ground.UNPROVEN: "Ninguna frase de las que escribió el modelo se pudo probar con un artículo.",
        Ground.BESIDE: "Lo que se pudo probar contesta a otra cosa.",
        Ground.DISCLOSED: "El modelo repitió sus propias instrucciones en vez de responder.",
    },
    instead={
        Instead.NOTHING: "Se retiró.",
        Instead.QUOTE: "En su lugar va la frase del artículo.",
        Instead.REWRITTEN: "El modelo la escribió de nuevo.",
    },
    stages={
        Stage.RETRIEVE: "Buscar",
        Stage.EVIDENCE: "Elegir las frases",
        Stage.WRITE: "Escribir",
        Stage.VERIFY: "Probar cada frase",
        Stage.DECIDE: "Decidir si responde",
        Stage.WAIT: "Esperar el turno o el modelo",
    },
)

EN = FoundStrings(
    unkept="How this answer was found was not kept.",
    searched="What was searched for",
    question="“{text}”",
    roots="Words looked for, by their stem: {terms}",
    found="What was found",
    none_found="No passage.",
    passages_one="{count} passage",
    passages_many="{count} passages",
    articles_one="{count} article",
    articles_many="{count} articles",
    best_of="{passages} of {articles}. Compared with the question: {count}.",
    repeated_one="Another passage said the same again and was put behind or left out.",
    repeated_many="Another {count} passages said the same again and were put behind or left out.",
    places="place {meaning} by its meaning, {sentence} by its best sentence, {words}.",
    by_words="{place} by the words in common",
    no_words="no words in common",
    rest="another part of the best article, which was looked through as a whole.",
    best="the best of them: {places}",
    taken_out="What the model wrote and is not said",
    taken="“{text}” Reason: {reason}. {instead}",
    sentences="Each sentence, and why",
    sentence="“{text}” {verdict}.",
    proven="Proven by the exact words of: {titles}",
    decision="What was decided",
    backed="Sentences backed by an article: {proven} of {count}.",
    weighed="Probability that what was found answers: {likely} in 100; {least} are needed.",
    judged="The model read the chosen sentences and its “yes, they answer” counts {affirmed} in 100. With what was "
    "found, which by itself made {found}, that comes to {likely} in 100; {least} are needed.",
    of_part="Of “{part}”: {said}",
    time="How long it took",
    step="{stage}: {time}",
    moment="less than 0.1 s",
    seconds="{seconds} s",
    whole="In all",
    more="… and {count} more.",
    uses={
        Use.SHOWN: "Sentences chosen: {count}.",
        Use.FAR: "Left out: far behind the best passage.",
        Use.OTHER: "Left out: the sentences of another article were nearer to the question.",
        Use.ROOM: "Left out: other sentences of the same article were nearer, and there is room for only a few.",
        Use.UNREAD: "Not read.",
    },
    outcomes={
        Outcome.ANSWERED: "It was answered.",
        Outcome.PARTLY: "It was answered in part.",
        Outcome.REFUSED: "It was said that the archive does not know.",
    },
    grounds={
        Ground.PROVEN: "",
        Ground.PUBLISHED: "Articles were asked for, and these are they.",
        Ground.NOTHING: "No passage was found.",
        Ground.UNLIKELY: "What was found resembles the question, but is not likely enough to answer it.",
        Ground.KIND: "What was found has nothing of the kind asked for, such as a figure, a date or a person.",
        Ground.ORDERS: "What was found only gives orders to whoever reads it: no model is shown that, nor is it cited.",
        Ground.ABSTAINED: "The model read the chosen sentences and said that they do not say it.",
        Ground.UNPROVEN: "No sentence that the model wrote could be proven by an article.",
        Ground.BESIDE: "What could be proven answers something else.",
        Ground.DISCLOSED: "The model repeated its own instructions instead of answering.",
    },
    instead={
        Instead.NOTHING: "It was withdrawn.",
        Instead.QUOTE: "The sentence of the article stands in its place.",
        Instead.REWRITTEN: "The model wrote it anew.",
    },
    stages={
        Stage.RETRIEVE: "Searching",
        Stage.EVIDENCE: "Choosing the sentences",
        Stage.WRITE: "Writing",
        Stage.VERIFY: "Proving each sentence",
        Stage.DECIDE: "Deciding whether it answers",
        Stage.WAIT: "Waiting for its turn or for the model",
    },
)


def found_strings(code: str) -> FoundStrings:
    """The words of a language of the page."""
    return ES if code == "es" else EN
