"""Sentences of an article that give orders, told by their form: to a language model, or to whoever reads them to it.

News reports that somebody asked for something; it does not ask its reader to translate his answer. A *strong* finding
is a form that articles do not have, and such a sentence is not shown to a model. A *weak* one is a form that they do
have, such as a question or an order to anybody: it is shown where there is room.

How many sentences of real articles are found stands in docs/decisions/0008-hostile-articles.md, and
`python -m eval injections` measures what gets past. Detection is one layer of several and need not be complete.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from rag.text.terms import fold

__all__ = ["Instruction", "defused", "find_instructions", "find_orders", "is_order", "is_request", "visible"]


class Instruction(StrEnum):
    """What a sentence asks for, or how it passes for something else."""

    OVERRIDE = "override"
    """Ignore what you were told."""
    ROLE = "role"
    """A turn of a conversation, or a part of the prompt, that is none."""
    TEMPLATE = "template"
    """A token of a chat template, or a heading of one."""
    ADDRESS = "address"
    """A language model is spoken to."""
    ANSWER = "answer"
    """What the answer is to be, to this or to every question."""
    RESPONSE = "response"
    """What is to be done with «your answer», or in which language or form it is to be."""
    DISCLOSURE = "disclosure"
    """Show the instructions."""
    EXFILTRATION = "exfiltration"
    """Markup that fetches something when it is shown."""
    TASK = "task"
    """Write, translate, explain or list something."""
    ENCODED = "encoded"
    """One of these in Base64."""
    REQUEST = "request"
    """A question, or an order that anybody might be given. The weak one."""


@lru_cache(maxsize=4096)  # the same sentences are looked at to choose the evidence and to hold the claims against
def find_instructions(text: str) -> frozenset[Instruction]:
    """What a sentence asks for, in Spanish or English, whatever language it claims to be in."""
    readings = _readings(text)
    found = {kind for reading in readings for kind, form in _FORMS.items() if form.search(reading)}
    if _holds_encoded_order(text):
        found.add(Instruction.ENCODED)
    return frozenset(found)


def is_order(text: str) -> bool:
    """Whether a sentence has a form that articles do not have, so that no model should be shown it."""
    return any(kind is not Instruction.REQUEST for kind in find_instructions(text))


def find_orders(sentences: Iterable[str]) -> tuple[bool, ...]:
    """Which of the sentences that follow each other are orders; a request right behind an order goes on with it."""
    orders: list[bool] = []
    for sentence in sentences:
        orders.append(is_order(sentence) or (orders[-1:] == [True] and is_request(sentence)))
    return tuple(orders)


def is_request(text: str) -> bool:
    """Whether a sentence asks or orders something that is found in articles too."""
    return find_instructions(text) == {Instruction.REQUEST}


def defused(text: str) -> str:
    """Text without what a reader does not see and a model may act on.

    Control characters become spaces; invisible ones (zero-width, direction, tags) and lone surrogates go. Markup of
    chat templates is broken up, since llama.cpp reads «<|im_end|>» in a message as the end of that message; pictures
    and the addresses of links go, and their words stay. Applying it twice changes nothing.
    """
    without_links = _LINK.sub(lambda link: link["words"], visible(text))
    return _BRACKETED.sub("(", _TAG.sub("‹", without_links))


def visible(text: str) -> str:
    """Text with its control characters as spaces, and without invisible characters and lone surrogates."""
    return "".join(map(_seen, text))


# «![words](address)» and «[words](address)» of Markdown, innermost first; an address has no space.
_LINK = re.compile(r"!?\[(?P<words>[^\[\]]{0,300})\]\((?:[a-z][a-z0-9+.-]*:|//|www\.)[^()\s]{0,2000}\)", re.IGNORECASE)
# Every control token of Qwen, Llama, Mistral, Gemma, Phi and DeepSeek begins so: <|…|>, <s>, </s>, <start_of_turn>,
# <tool_call>, <<SYS>>, <｜…｜>, [INST]. A «<» before a number or a space stays what it is.
_TAG = re.compile(r"<(?=[|/!<a-zA-Z｜])")
_BRACKETED = re.compile(r"\[(?=/?[A-Z_]{3,20}\])")


def _seen(character: str) -> str:
    if character in "\n\t":
        return character
    match unicodedata.category(character):
        case "Cc":
            return " "
        case "Cf" | "Cs":
            return ""
        case _:
            return character


# Letters of other alphabets that look like Latin ones; only in words that hold Latin letters too.
_LOOKALIKES = str.maketrans("аеорсухкмнтвігɡοαερυικντ", "aeopcyxkmhtbirgoaepuiknt")
_MIXED = re.compile(r"(?=\w*[a-z])(?=\w*[\u0370-\u04ff\u0261])\w+")
_SPACED = re.compile(r"(?<!\w)\w(?:[ ._*·-]\w){4,}(?!\w)")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{20,}={0,2}")


def _readings(text: str) -> tuple[str, ...]:
    """A sentence folded as a model would understand it, and with its letters together where they stand apart."""
    plain = fold(unicodedata.normalize("NFKC", visible(text)))
    plain = _MIXED.sub(lambda word: word[0].translate(_LOOKALIKES), plain)
    # «I g n o r a   l a s»: of spaces in a row, the words' own are the longer ones.
    together = _SPACED.sub(lambda run: re.sub(r"[ ._*·-]", "", run[0]), plain)
    return tuple(" ".join(reading.split()) for reading in dict.fromkeys((plain, together)))


def _holds_encoded_order(text: str) -> bool:
    return any(is_order(decoded) for run in _BASE64.findall(text) if (decoded := _decoded(run)))


def _decoded(run: str) -> str:
    try:
        return base64.b64decode(run.rstrip("=") + "=" * (-len(run.rstrip("=")) % 4), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _verbose(fragment: str) -> str:
    """A fragment of a pattern for `re.VERBOSE`, which leaves out spaces that are not escaped."""
    return fragment.replace(" ", r"\ ")


# Forms over folded text (lower case, no accents). A clause begins at the beginning or behind a mark: «Sánchez ignora
# las indicaciones» tells of somebody, «Ignora las indicaciones» orders.
_CLAUSE = _verbose(
    r"(?:\A|[.:;!?\n«\"“”(\[\]—–>*#-]\s*|,\s*|\by\s|\band\s|\bthen\s|\bplease\s|\bpor favor,?\s)[¡¿'\"«“]*"
)

_YOUR_ANSWER = _verbose(
    r"(?:\b(?:tu|vuestra) (?:propi[oa] )?(?:respuesta|contestacion|mensaje|salida|texto final)\b"
    r"|\byour (?:\w+ )?(?:response|reply|answer|message|output|completion)\b(?!'s? (?:to|from))"
    r"|\b(?:todas|cada una de) (?:las|tus) respuestas\b"
    r"|\b(?:every|each|all) (?:of )?(?:your )?(?:response|replie?|answer)s?\b)"
)
_DO_EN = _verbose(
    "write|draft|compose|provide|give|show|tell|explain|describe|summari[sz]e|translate|list|recommend|suggest|"
    "analy[sz]e|determine|classify|identify|break down|develop|generate|create|help me|output|print|encode|encrypt|"
    "decode|reply|respond|answer|apply|use|render|shift|reverse|replace|substitute|express|add|integrate|include|"
    "modify|augment|enhance|convert|introduce|misspell|scramble|jumble|rearrange|anagram|remove|group|combine|insert|"
    "append|end|begin|start|finish|change|rewrite|mention|promote|invert|say|state|repeat|ignore|tease"
)
_DO_ES = _verbose(
    "escrib[ae]|redact[ae]|compon|componga|d[ae]|d[ae]me|deme|muestra|muestre|di|diga|dime|explica|explique|describ[ae]|"
    "resum[ae]|traduce|traduzca|enumer[ae]|list[ae]|recomiend[ae]|sugier[ae]|propon|proponga|analiza|analice|"
    "determin[ae]|clasifica|clasifique|identifica|desglos[ae]|elabor[ae]|genera|genere|crea|cree|codifica|codifique|"
    "cifr[ae]|descodifica|descifr[ae]|contest[ae]|respond[ae]|aplica|aplique|us[ae]|utiliza|utilice|emple[ae]|"
    "present[ae]|desplaza|desplace|inviert[ae]|sustituy[ae]|reemplaza|reemplace|cambi[ae]|expres[ae]|anad[ae]|"
    "incorpor[ae]|incluy[ae]|modifica|modifique|amplia|amplie|mejor[ae]|conviert[ae]|met[ae]|revuelv[ae]|desorden[ae]|"
    "reorden[ae]|mezcl[ae]|quit[ae]|elimin[ae]|agrup[ae]|junt[ae]|pon|ponga|haz|haga|insert[ae]|termin[ae]|acab[ae]|"
    "empieza|empiece|comienza|reescrib[ae]|menciona|mencione|promociona|anticip[ae]|repit[ae]|ignor[ae]|facilit[ae]|"
    "ofrec[ae]|ofrezca|transform[ae]|intercal[ae]|destaca|altern[ae]|complet[ae]|repitelo|dilo|hazlo|incluyelo|anadelo"
)
_SAY = _verbose(
    r"(?:repl(?:y|ies)|respond|answer|write|output|say|state|print|obey|"
    r"respond(?:a|e|as|er|an|en)|contest(?:a|e|es|ar|en|an)|escrib(?:a|e|as|ir|an|en)|di(?:gas?|gan)?|decir)"
)
_MACHINE = _verbose(
    r"(?:(?:ai|virtual|digital|language)[ -](?:assistants?|models?|chatbots?)|\bllms?\b|\bchatbots?\b|\bassistants?\b|"
    r"\b(?:modelos?|sistemas?) (?:de lenguaje|linguisticos?|de ia|de inteligencia artificial)|"
    r"\basistentes?(?: virtual(?:es)?| de ia)?\b|\bchatgpt\b|"
    r"\b(?:una )?(?:ia|inteligencia artificial)\b|\ban ai\b|\bais\b)"
)
_INSTRUCTIONS = _verbose(
    r"(?:instruc\w+|indicaciones|ordenes|directrices|directivas|reglas|normas|consignas|contexto|prompt|preguntas?|"
    r"rules?|directions|guidelines|directives|orders|context|questions?|messages?|mensajes?|system prompt|excerpts|"
    r"extractos|text|texto)"
)
_TONGUE = _verbose(
    r"(?:ingles|espanol|castellano|aleman|frances|italiano|portugues|ruso|chino|japones|catalan|latin|arabe|"
    r"english|spanish|german|french|italian|portuguese|russian|chinese|japanese|arabic)"
)
_WORK = _verbose(
    r"(?:scripts?|poemas?|poems?|ensayos?|essays?|relatos?|story|stories|cuento|cartas?|letters?|discursos?|speech|"
    r"listas?|listado|list|codigo|code|comandos?|commands?|orden que|funcion(?:es)?|functions?|receta|recipe|resumen|"
    r"summary|introduccion|introduction|analisis|insights|ejemplo|example|equivalente|equivalent|sentimiento|sentiment|"
    r"tuit|tweet|resena|review|comentario|comment|frase|sentence|terminos sencillos|simple terms|paso a paso|"
    r"step by step|script|programa que|consulta sql|libro|book|escapadas|getaways|titular|headline|chiste|joke)"
)

# Of a sentence that is not somebody's words: «“Escribe un poema”, cuenta» tells what was said.
_OPENING = r"\A[^\w«\"“‘']{0,3}"

_SOURCES = {
    Instruction.OVERRIDE: rf"""
        {_CLAUSE}(?:ignor[ae]d?|olvid[ae]d?|desoye|descart[ae]d?|desobedec[ae]d?|omit[ae]d?|haz\ caso\ omiso\ de|
            no\ (?:hagas\ caso\ (?:de|a)|sigas|obedezcas)|ignore|disregard|forget|override|bypass|do\ not\ follow)\s
            (?:\w+\s){{0,4}}?(?:{_INSTRUCTIONS}\b|lo\ anterior|todo\ lo\ (?:anterior|que\ se\ te|que\ te)|
            everything\ (?:above|before|you)|what\ you\ (?:were|have\ been)|the\ above)
      | \b(?:ignore|disregard|forget)\s(?:\w+\s){{0,3}}(?:previous|prior|above|preceding|earlier)\b
      | \b(?:ignor|olvid|descart)\w+\s(?:\w+\s){{0,3}}(?:instrucciones|indicaciones)\s(?:anteriores|previas|recibidas)\s
            y\s(?:{_DO_ES})\b
      | \b(?:from\ now\ on|a\ partir\ de\ (?:ahora|este\ momento))\b.{{0,40}}\b(?:you\ (?:are|will|must)|your|eres|
            {_SAY})\b
      | \byou\ are\ now\b.{{0,30}}\b(?:an?|in)\b.{{0,30}}\b(?:mode|ai|assistant|model|pirate|dan)\b
      | \b(?:jailbreak|developer\ mode|modo\ (?:desarrollador|dios|libre)\ activad)""",
    Instruction.ROLE: r"""
        \A\W{0,4}(?:system|assistant|user|human|sistema|asistente|usuario|instruction|instruccion(?:es)?|response)
            (?:\ (?:message|prompt))?\W{0,3}:
      | \b(?:instruccion(?:es)?|orden(?:es)?|mensaje|nota|aviso)\ del\ sistema\b[^:]{0,20}:
      | \bsystem\ (?:instructions?|message|note|override|prompt)\b[^:]{0,20}:
      | [.!?]\W{1,3}(?:system|assistant|user|asistente|usuario):\s
      | \A\W{0,4}(?:extractos|excerpts):
      | \b(?:fin\ de\ los\ (?:extractos|documentos|articulos)|
            end\ of\ (?:the\ )?(?:excerpts|documents|context|prompt))\b
      | \b(?:pregunta|question)\s?:.{0,200}\b(?:respuesta|answer|responde\ en|answer\ in)\b[^:]{0,30}:
      | \b(?:new|nueva)\ (?:system\ )?(?:directive|directiva|instructions?|instruccion)\b.{0,60}:""",
    Instruction.TEMPLATE: r"""
        <\|[^|<>]{1,40}\|> | <｜ | \[/?inst\] | <</?sys>> | <(?:start|end)_of_turn> | </?s>
      | \#{2,}\s?(?:system|user|assistant|instructions?|instruccion(?:es)?|input|response|respuesta|sistema)\s?:?""",
    Instruction.ADDRESS: rf"""
        {_MACHINE}[^.;]{{0,60}}\b(?:must|should|shall|have\ to|need\ to|please|deben?|tienen?\ que|han?\ de|
            deberan?|deberian?)\s(?:\w+\s){{0,2}}{_SAY}\b
      | \b(?:if\ you\ are|si\ eres)\s(?:an?\ |un[a]?\ )?{_MACHINE}
      | \b(?:attention|note\ (?:to|for)(?:\ the)?|dear|hey|atencion|nota\ para(?:\ el|\ la)?|
            aviso\ (?:a|para)(?:\ los|\ el|\ la)?|querid[oa]|estimad[oa]|mensaje\ para(?:\ el|\ la)?)\b
            [\s,:]+(?:\w+\s)?{_MACHINE}
      | \b{_MACHINE}\s?:\s(?:{_DO_EN}|{_DO_ES})\b
      | (?:\A|[.:;!?«"(\[])\s*{_MACHINE},\s(?:si\ (?:lees|estas)|if\ you|dej[ae]|stop|please|
            por\ favor|{_SAY}|ignor|olvid|repit|repeat|traduc|translat)
      | \b(?:debes|deberas|tienes\ que|has\ de|you\ (?:must|should|shall|have\ to))\s(?:\w+\s)?
            (?:contestar|responder|answer|reply|respond)\b
      | \byou\ (?:only|must|should|will|shall|always|can)\ (?:ever\ |only\ |always\ |now\ )*
            (?:reply|respond|answer|output)\b
      | \b(?:cuando|when|if|si)\s(?:\w+\s){{0,3}}(?:te\ pregunten|you\ are\ asked|te\ preguntan|asked\ about)\b""",
    Instruction.ANSWER: r"""
        \b(?:answer|respuesta|contestacion)\s(?:\w+\s){0,2}?(?:to|a)\s(?:every|all|any|todas|cualquier|toda|cada)\s
            (?:\w+\s){0,2}?(?:questions?|preguntas?)
      | \b(?:a\ (?:cualquier|toda)\ pregunta|to\ (?:any|every)\ question)\b.{0,80}\b
            (?:contest|respond|answer|reply|di\b|say)
      | \b(?:correct|only\ valid|right|true|unica|verdadera|correcta)\s(?:answer|respuesta)
            (?:\ (?:correcta|valida|posible))?\s(?:to|a|is|es)\b
      | \brespuesta\ (?:correcta|verdadera|valida)(?:\ a\ la\ pregunta)?\ (?:es|sera)\b
      | \b(?:el\ unico\ dato|la\ unica\ respuesta|the\ only\ (?:fact|answer))\s(?:\w+\s){0,1}?
            (?:valid[oa]|correct[oa]?)""",
    Instruction.RESPONSE: rf"""
        {_CLAUSE}(?:{_DO_EN}|{_DO_ES})\b.{{0,160}}{_YOUR_ANSWER}
      | {_YOUR_ANSWER}.{{0,40}}\b(?:{_DO_EN}|{_DO_ES})\b(?=.)
      | \b(?:can|could|will|would)\ you\b.{{0,80}}(?:{_YOUR_ANSWER}|\b(?:reply|respond|answer)\ in\b)
      | \b(?:puedes|podrias|quieres)\b.{{0,80}}(?:{_YOUR_ANSWER}|\b(?:contestar|responder)\ en\b)
      | {_CLAUSE}(?:{_SAY})\s(?:\w+\s){{0,3}}?
            (?:(?:only|just|always|solo|solamente|unicamente|siempre|exclusivamente)\b|
            (?:in|en|al|to)\s(?:reverse|backwards?|base\d\d|codigo|{_TONGUE}|reves|verso|mayusculas|capitals)\b|
            (?:using|usando|with|con)\s(?:\w+\s){{0,3}}?(?:base\d\d|emojis?|palabra|word))
      | {_CLAUSE}(?:{_SAY})\s(?:al\ reves|in\ reverse|
            que\ (?:el\ archivo|no\ (?:lo\ )?sabes?)|that\ (?:the\ archive|you\ do))
      | \b(?:must|deben?|deberan?|tienes\ que|has\ de)\s(?:\w+\s){{0,2}}?{_SAY}\s(?:\w+\s){{0,3}}?(?:only\b|solo\b|
            (?:in|en)\ {_TONGUE}\b|that\ the\ archive|que\ el\ archivo)
      | {_CLAUSE}(?:{_DO_EN}|{_DO_ES})\s(?:\w+\s){{0,4}}?(?:letters?|letras?|vowels?|vocales|words?|palabras?)\s
            (?:\w+\s){{0,3}}?(?:with|por|en|into|to)\s(?:\w+\s){{0,3}}?(?:numbers?|numeros?|symbols?|simbolos|emojis?|
            position|posicion)
      | {_CLAUSE}(?:{_DO_EN}|{_DO_ES})\s(?:\w+\s){{0,4}}?(?:letra|vocal|letter|vowel)(?:es|s)?\b.{{0,30}}\b(?:posicion|
            position|simbolos|symbols)\b
      | {_CLAUSE}(?:incluy[ae]|anad[ae]|incorpor[ae]|mencion[ae]|us[ae]|pon)\s(?:\w+\s){{0,3}}?en\ la\ respuesta\b
      | {_CLAUSE}(?:end|finish|start|begin|termina|acaba|empieza|comienza)\s(?:each|every|all|cada|todas)\s
            (?:\w+\s){{0,2}}?(?:sentences?|repl\w+|answers?|frases?|respuestas?)
      | {_CLAUSE}(?:escribe|escriba|write|output|di|say|repeat|repite)\s(?:\w+\s){{0,2}}?(?:la\ palabra|the\ words?|
            the\ (?:secret\ )?code|la\ clave|el\ codigo|and\ nothing\ else|y\ nada\ mas)
      | {_CLAUSE}(?:repeat|repite|print|output)\s(?:\w+\s){{0,4}}?
            (?:and\ nothing\ else|y\ nada\ mas|la\ clave|the\ code)""",
    Instruction.DISCLOSURE: rf"""
        {_CLAUSE}(?:\w+\s){{0,3}}?(?:reveal|show|print|repeat|output|display|leak|tell\ me|revela|muestra|imprime|
            repite|ensena|copia|transcribe|escribe)\s.{{0,50}}?
            (?:\b(?:your|tus?|the\ system|del\ sistema|system|initial|
            iniciales|secret)\s(?:\w+\s)?(?:prompt|instruc\w+|indicaciones|message)|\b(?:instruc\w+|indicaciones)\s(?:\w+\s)?
            que\s(?:has|te)|everything\ above|text\ above|todo\ lo\ anterior|above\ this\ line)
      | \bsystem\ prompt\b""",
    Instruction.EXFILTRATION: r"""
        !\[[^\]]{0,200}\]\( | <\s?(?:img|script|iframe|object|embed|svg|form|link|meta)\b
      | \]\((?:https?:)?//[^)\s]{0,200}[?&]\w{0,20}=[^)\s]{0,200}\)
            (?=.{0,200}\b(?:tu|your|la)\ (?:respuesta|answer|response|reply))
      | \[[^\]]{0,80}\]\([^)]{0,200}\).{0,60}\b(?:to|in|a|en)\s(?:your|tu|la)\s(?:answer|reply|response|respuesta)""",
    Instruction.TASK: rf"""
        {_OPENING}(?:write|draft|compose|explain|describe|summari[sz]e|translate|recommend|suggest|analy[sz]e|
            determine|classify|provide|break\ down|develop|generate|list|give\ me|show\ me|tell\ me|help\ me|teach\ me|
            apply|encode)\s
            (?:me\ |us\ )?(?:an?|the|some|how|your|this|following|\w+)\s
      | {_OPENING}(?:dame|deme|dime|digame|ayudame|ayudeme|ensename|enseneme|explicame|expliqueme|muestrame|
            muestreme|traduceme|escribeme|hazme|recomiendame|cuentame)\s
      | {_OPENING}(?:escriba|redacte|traduzca|resuma|analice|explique|describa|elabore|proponga|enumere|clasifique|
            haz|propon|compon)\s
      | {_OPENING}(?:escribe|redacta|resume|traduce|analiza|explica|describe|elabora|desglosa|facilita|recomienda|
            determina|clasifica|enumera|genera|crea|ofrece|da|pon|codifica|prepara|programa|inventa)\s(?!que\b)
            (?:\w+\s){{0,5}}?{_WORK}\b
      | \b(?:can|could)\ you\s(?:please\ )?(?:show|write|classify|explain|tell|give|translate|help|summari[sz]e)\b
      | \b(?:puedes|podrias|puede\ usted)\s(?:ensenarme|escribir|clasificar|explicar(?:me)?|decirme|darme|traducir|
            ayudarme|resumir)\b
      | \A\W{{0,3}}(?:decode|descodifica|decodifica|descifra)\s.{{0,80}}(?:follow|obey|execute|haz\ lo\ que|sigue|
            ejecuta|obedece)""",
    Instruction.REQUEST: r"""
        [?]\W*\Z | \A\W*¿ | \?\s['"«“]
      | \A\W{0,3}(?:escribe|redacta|resume|traduce|analiza|explica|describe|elabora|desglosa|facilita|recomienda|
            determina|clasifica|enumera|genera|ofrece|pulse|pulsa|haz|haga|visit[ea]|suscrib[ae]te|descarg[ue]+[ea]|
            click|visit|subscribe|download|use|add|integrate|include|modify|replace|remove|anade|incorpora|incluye|
            modifica|sustituye|usa|mejora|amplia|menciona|sugiere)\b(?!\ que\b)""",
}
_FORMS = {kind: re.compile(source, re.VERBOSE) for kind, source in _SOURCES.items()}
