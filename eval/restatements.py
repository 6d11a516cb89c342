"""True sentences in other shapes: what a verifier of claims must not refuse.

As an answer may say them: as they stand, shortened, with a clause moved, with figures and dates in another form, two of
them joined, with synonyms or in a periphrasis. Like the alterations they know nothing of the verifier's tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from random import Random
from types import MappingProxyType

from eval.alterations.conjugation import TENSES, forms
from eval.alterations.denials import verbs_of
from eval.alterations.edits import Way, cased, holds_words, lower_first, replaced, tidy
from eval.alterations.origin import Alteration, Origin

__all__ = ["SHAPES"]

_QUOTES = re.compile(r"[«»“”\"]")


def as_it_stands(origin: Origin, chance: Random) -> str:
    """The sentence itself."""
    del chance
    return origin.text


_CARRIES = {
    "es": re.compile(
        r"\b(?:no|ni|nunca|sin|nadie|tampoco|según|si|siempre que|salvo|excepto|menos|aunque|pero|sino|podr\w+|"
        r"puede\w*|"
        r"pued\w+|presunt\w+|supuest\w+|posible\w*|probable\w*|parece\w*|quizás?|cre[ea]\w*|estima\w*|dij\w+|dice\w*|"
        r"afirm\w+|asegur\w+|explic\w+|señal\w+|indic\w+|declar\w+|advirti\w+|adviert\w+|apunt\w+|anunci\w+|inform\w+|"
        r"reconoc\w+|considera\w*|opin\w+|denunci\w+|insist\w+|sostien\w+|sostuv\w+|juicio|opinión|acuerdo con|caso de|"
        r"mencion\w+|coment\w+|destac\w+|record\w+|recuerd\w+|subray\w+|precis\w+|manifest\w+|agreg\w+|añad\w+|"
        r"detall\w+|"
        r"\w+r[íi]an?|solo|sólo|únic\w+|casi|todo\w*|mientras)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:not|no|nor|never|without|none|according|if|unless|except|although|but|could|might|may|would|alleged\w*|"
        r"possibl\w+|probabl\w+|seem\w*|perhaps|believ\w+|estimat\w+|said|says|argu\w+|claim\w+|report\w+|"
        r"suggest\w*|only|"
        r"almost|all|while|though|including|however|likely|consider\w*)\b",
        re.IGNORECASE,
    ),
}
"""Words that hold something back or say who speaks: a clause with one of them is never dropped."""

_OPENS_CLAUSE = {
    "es": r"(?:que|quien|quienes|donde|cuando|en|con|por|tras|durante|desde|para|ante|entre|junto|gracias|"
    r"debido|a|al|hasta|"
    r"dentro|después|antes|cuyo|cuya)",
    "en": r"(?:which|who|where|when|in|with|by|after|during|since|for|before|from|at|on|near|due)",
}


def dropped(origin: Origin, chance: Random) -> str | None:
    """A clause between commas, or the last one behind a comma, left out."""
    text, language = origin.text, origin.language
    if _QUOTES.search(text) or re.search(r"[;:(]", text):
        return None
    opens, carries = _OPENS_CLAUSE[language], _CARRIES[language]
    ways: list[Way] = []
    commas = [m.start() for m in re.finditer(r",(?= )", text)]
    for start, end in pairwise([*commas, len(text) - 1]):
        clause, rest = text[start + 2 : end], text[end + 1 :].strip()
        last = end == len(text) - 1
        if not re.match(rf"{opens}\b", clause) or carries.search(clause) or len(clause.split()) < 3:
            continue
        if re.match(r"(?:(?:y|e|o|ni|and|or|nor|así como|as well)\b|[A-ZÁÉÍÓÚÑ])", rest) or (
            not last and len(rest.split()) < 3
        ):
            continue
        if len(text[:start].split()) < (6 if last else 2):
            continue
        if not _stands_alone(text[:start] + ("" if last else text[end + 1 :]), language) or _says_the_main_thing(
            clause
        ):
            continue
        between = last or not re.match(r"(?:que|quien|donde|cuyo|which|who)\b", rest)
        if between and (last or _is_apposition(clause, text[:start], language)):
            ways.append(((start, end if last else end + 1), ""))
    if not ways:
        return None
    return tidy(replaced(text, *chance.choice(ways)))


def _says_the_main_thing(clause: str) -> bool:
    """Whether a clause has a verb though no relative opens it: then it may be what the sentence says."""
    return not re.match(
        r"(?:que|quien|quienes|donde|cuando|cuyo|cuya|en la que|en el que|which|who|where|when)\b", clause
    ) and (bool(verbs_of(clause)) or re.search(r"\b(?:is|are|was|were|has|have|had)\b", clause) is not None)


def _stands_alone(text: str, language: str) -> bool:
    """Whether what is left has a verb of its own, and is not merely a phrase that leads to the clause left out."""
    if re.match(r"(?:Si|Cuando|Aunque|Mientras|If|When|Although|While)\b", text):
        return False
    if "," not in text and re.match(rf"{_LEAD[language]}|(?:El|Los) \d|Pasad|On |Since ", text):
        return False
    if language == "en":
        return re.search(r"\b(?:is|are|was|were|has|have|had|can|will|\w{3,}ed)\b", text) is not None
    return bool(verbs_of(text))


def _is_apposition(clause: str, before: str, language: str) -> bool:
    """Whether what stands between two commas can go: a relative clause or apposition, not a member of a list."""
    if language == "es":
        return (
            re.match(r"(?:que|quien|quienes|donde|cuyo|cuya|en|con|tras|durante|desde|ante|junto|gracias)\b", clause)
            is not None
        )
    return re.match(r"(?:which|who|where|in|with|after|during|since|near)\b", clause) is not None and bool(before)


_LEAD = {
    "es": r"(En|Durante|Desde|Tras|A partir de|A finales de|A principios de|Con|Hasta|El pasado|Este (?:lunes|"
    r"martes|miércoles|jueves|viernes|sábado|domingo|año|mes)|Ante|Entre) ",
    "en": r"(In|During|After|By|At|On|From|Until|Under) ",
}


_BINDS = re.compile(
    r"En (?:comparación|cuanto|la otra|el otro|contraste|sí|promedio|consecuencia|resumen|otras palabras|su \w+|"
    r"principio|cambio|concreto|realidad|total|"
    r"definitiva|general|efecto|primer|este sentido|ese sentido)\b|Con (?:ello|esto|todo)\b|"
    r"In (?:fact|addition|general|contrast|particular|this way|turn)\b|(?:At first|By contrast)\b"
)
"""Phrases that bind a sentence to the one before it, or govern the whole of it."""


def moved(origin: Origin, chance: Random) -> str | None:
    """A phrase at the head of the sentence put at its end."""
    del chance
    text = origin.text
    found = re.match(rf"^({_LEAD[origin.language]}[^,.;:()]{{2,60}}), ([^,;:]+)\.$", text)
    if found is None or _QUOTES.search(text) or len(found[3].split()) > 14 or len(found[3].split()) < 4:
        return None
    if _CARRIES[origin.language].search(found[1]) or re.match(r"(?:y|que|pero|and|but)\b", found[3]):
        return None
    if _BINDS.match(found[1]):
        return None
    return tidy(f"{found[3]} {found[1][0].lower()}{found[1][1:]}.")


_SMALL = {
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce".split(),
    "en": "zero one two three four five six seven eight nine ten eleven twelve".split(),
}
_MONTHS = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}


def other_form(origin: Origin, chance: Random) -> str | None:
    """A figure or date written another way."""
    made = [*_figures(origin.text, origin.language), *_dates(origin.text, origin.language)]
    ways = [way for way in made if not _in_quotes(origin.text, way[0][0]) and _is_whole(origin.text, way[0])]
    return tidy(replaced(origin.text, *chance.choice(ways))) if ways else None


_MORE_BEFORE = re.compile(r"(?:\d|\bmil|\ba|\bto)[ \u00a0]\Z")
_MORE_BEHIND = re.compile(r" (?:tercios|cuart[oa]s|quint[oa]s|d[eé]cimas|meses|thirds|quarters|fifths)\b")


def _is_whole(text: str, span: tuple[int, int]) -> bool:
    """Whether a figure is no part of a longer one: the millions of «48 mil 334 millones», the two of «dos tercios»."""
    return not _MORE_BEFORE.search(text, 0, span[0]) and not _MORE_BEHIND.match(text, span[1])


def _figures(text: str, language: str) -> list[Way]:
    ways: list[Way] = []
    es = language == "es"
    if es:
        ways.extend(
            (m.span(), f"{m[1]} mil millones") for m in re.finditer(r"(?<![\d.,])(\d{1,3})\.000 millones\b", text)
        )
        ways.extend(
            (m.span(), f"{m[1]}.000 millones") for m in re.finditer(r"(?<![\d.,])(\d{1,3}) mil millones\b", text)
        )
        ways.extend(
            (m.span(), f"{m[1]} mil")
            for m in re.finditer(r"(?<![\d.,])(\d{1,3})\.000(?![\d.,]\d|\w)(?! millones)", text)
        )
        ways.extend(
            (m.span(), f"{m[1]}.000")
            for m in re.finditer(r"(?<![\d.,])(\d{1,3}) mil(?= [a-zñ]{4,})(?! millones)", text)
        )
        ways.extend(
            (m.span(), f"{m[1]},{m[2]} millones de")
            for m in re.finditer(r"(?<![\d.,])(\d{1,3})\.([1-9])00\.000\b", text)
        )
        ways.extend(
            (m.span(), f"{m[1]}.000.000 de") for m in re.finditer(r"(?<![\d.,])(\d{1,3}) millones de(?= [a-zñ])", text)
        )
    else:
        ways.extend(
            (m.span(), f"{m[1]} thousand") for m in re.finditer(r"(?<![\d.,$£€])(\d{1,3}),000(?![\d.,]\d|\w)", text)
        )
        ways.extend((m.span(), f"{m[1]},000,000") for m in re.finditer(r"(?<![\d.,$£€])(\d{1,3}) million\b", text))
    ways.extend((m.span(), " por ciento" if es else " percent") for m in re.finditer(r"(?<=\d)\s?%", text))
    ways.extend((m.span(), " %" if es else "%") for m in re.finditer(r"(?<=\d) (?:por ciento|per ?cent)\b", text))
    small = _SMALL[language]
    ways.extend(
        (m.span(), str(small.index(m[0])))
        for m in re.finditer(rf"(?<!\w)(?<!nta y )(?<!-)(?:{'|'.join(small[2:])})(?= [a-záéíóúñ]+s\b)", text)
    )
    ways.extend(
        (m.span(), small[int(m[1])])
        for m in re.finditer(
            r"(?<![\d.,:/-])(?<!las )([2-9]|1[0-2])(?= (?:personas|años|meses|días|semanas|horas|casos|people|years|"
            r"months|days|weeks)\b)",
            text,
        )
    )
    return ways


def _dates(text: str, language: str) -> list[Way]:
    months = _MONTHS[language]
    named = "|".join(months)
    ways: list[Way] = []
    if language == "es":
        for m in re.finditer(rf"(?<!\d)(\d{{1,2}}) de ({named}) (?:de|del) (\d{{4}})\b", text):
            month = months.index(m[2]) + 1
            ways += [(m.span(), f"{m[1]}/{month}/{m[3]}"), (m.span(), f"{m[1]} de {m[2].capitalize()} del {m[3]}")]
        for m in re.finditer(rf"\b({named}) de (\d{{4}})\b(?<!\d de )", text):
            if not re.search(r"\d (?:de )?$", text[: m.start()]):
                ways += [(m.span(), f"{m[1]} del {m[2]}"), (m.span(), f"{m[1]} del año {m[2]}")]
        ways.extend(
            (m.span(), f"el año {m[1]}") for m in re.finditer(r"(?<=\b[Ee]n )((?:1[0-9]|20)\d\d)(?![\d.,]\d|\w)", text)
        )
        return ways
    for m in re.finditer(rf"\b({named}) (\d{{1,2}}), (\d{{4}})\b", text):
        ways += [(m.span(), f"{m[2]} {m[1]} {m[3]}")]
    for m in re.finditer(rf"\b(\d{{1,2}}) ({named}) (\d{{4}})\b", text):
        ways += [(m.span(), f"{m[2]} {m[1]}, {m[3]}")]
    ways.extend(
        (m.span(), f"the year {m[1]}") for m in re.finditer(r"(?<=\b[Ii]n )((?:1[0-9]|20)\d\d)(?![\d.,-]|s\b)", text)
    )
    return ways


_LINKS_BACK = re.compile(
    r"(?:Pero|Y|Sin embargo|Además|Por|También|Así|No obstante|Esto|Eso|Aunque|Mientras|Asimismo|De hecho|En "
    r"cambio|But|And|"
    r"However|Also|This|Thus|Therefore|Although|While|In addition|It|They|He|She)\b"
)


def joined(origin: Origin, chance: Random) -> str | None:
    """The sentence and the one behind it, with «y» or a semicolon between them."""
    one, other = origin.text, origin.after
    if not other or _QUOTES.search(one + other) or len(one.split()) + len(other.split()) > 45 or len(other.split()) < 4:
        return None
    if (
        _LINKS_BACK.match(other)
        or not one.endswith(".")
        or not other.endswith(".")
        or re.search(r"[:;?¿!]", one + other)
    ):
        return None
    small = lower_first(other, (*origin.siblings, *origin.strangers))
    link = chance.choice(["; ", ", y ", " y "] if origin.language == "es" else ["; ", ", and "])
    return f"{one.rstrip(' .')}{link}{small}"


def synonym(origin: Origin, chance: Random) -> str | None:
    """One word exchanged for one that means the same here."""
    return _synonyms(origin, chance, 1)


def synonyms(origin: Origin, chance: Random) -> str | None:
    """Two words exchanged."""
    return _synonyms(origin, chance, 2)


def _synonyms(origin: Origin, chance: Random, count: int) -> str | None:
    text = origin.text
    table = _synonym_table(origin.language)
    spots = [
        (m.span(), cased(m[0], chance.choice(table[m[0].lower()])))
        for m in re.finditer(r"(?<!\w)[^\W\d_]+(?!\w)", text)
        if m[0].lower() in table
        and not holds_words(text, table[m[0].lower()][0])
        and not (m[0][0].isupper() and m.start() > 0)
        and not _in_quotes(text, m.start())
    ]
    if len(spots) < count:
        return None
    for span, new in sorted(chance.sample(spots, count), reverse=True):
        text = replaced(text, span, new)
    return tidy(text)


def _in_quotes(text: str, place: int) -> bool:
    before = text[:place]
    return before.count('"') % 2 == 1 or before.count("«") > before.count("»") or before.count("“") > before.count("”")


@lru_cache(maxsize=2)
def _synonym_table(language: str) -> Mapping[str, Sequence[str]]:
    table: dict[str, list[str]] = {}
    if language == "es":
        for pair in _VERBS.split():
            one, other = pair.split("/")
            for (tense, plural), form in forms(one).items():
                if tense in TENSES:
                    table.setdefault(form, []).append(forms(other)[tense, plural])
    for pair in _WORDS[language].split():
        one, other = pair.split("/")
        table.setdefault(one, []).append(other)
    for word in _AMBIGUOUS:
        table.pop(word, None)
    return table


_AMBIGUOUS = frozenset(
    "asegurar asegurado volver vuelto vuelve vuelven volvía volvían uso usa usado pedido cuenta marcha acabado "
    "hallado efectuado sede lucha".split()
)

_VERBS = """
    utilizar/usar emplear/usar comenzar/empezar empezar/comenzar iniciar/comenzar finalizar/terminar concluir/terminar
    fallecer/morir morir/fallecer obtener/conseguir conseguir/lograr lograr/conseguir solicitar/pedir pedir/solicitar
    indicar/señalar señalar/indicar asegurar/afirmar afirmar/asegurar efectuar/realizar realizar/efectuar
    adquirir/comprar comprar/adquirir residir/vivir encontrar/hallar hallar/encontrar
    regresar/volver volver/regresar crear/fundar aumentar/incrementar incrementar/aumentar disminuir/reducir
    entregar/dar otorgar/conceder conceder/otorgar elegir/escoger escoger/elegir explicar/aclarar
    producir/fabricar fabricar/producir edificar/construir  detener/arrestar arrestar/detener
    ocurrir/suceder suceder/ocurrir permitir/posibilitar requerir/necesitar necesitar/requerir
    recordar/rememorar destacar/resaltar resaltar/destacar subrayar/recalcar transformar/convertir
    ayudar/auxiliar enviar/mandar mandar/enviar encabezar/liderar dirigir/encabezar divulgar/difundir
    difundir/divulgar mencionar/citar acudir/asistir asistir/acudir causar/provocar provocar/causar ocasionar/causar
    originar/causar demandar/exigir exigir/reclamar reclamar/exigir agregar/añadir añadir/agregar sostener/mantener
    eliminar/suprimir suprimir/eliminar contestar/responder responder/contestar vencer/derrotar derrotar/vencer
    inaugurar/abrir ubicar/situar situar/ubicar examinar/analizar analizar/examinar observar/ver
    manifestar/expresar expresar/manifestar alertar/avisar avisar/alertar preferir/elegir
     designar/nombrar nombrar/designar reunir/juntar transmitir/emitir emitir/transmitir
    sancionar/castigar castigar/sancionar finalizar/acabar vigilar/supervisar elaborar/preparar preparar/elaborar
    impedir/evitar evitar/impedir superar/sobrepasar sobrepasar/superar laborar/trabajar
"""
_WORDS = {
    "es": """
        coche/automóvil coches/automóviles automóvil/coche automóviles/coches película/cinta películas/cintas
        alumno/estudiante alumnos/estudiantes estudiante/alumno vivienda/casa viviendas/casas empleo/trabajo
        empleos/trabajos sueldo/salario sueldos/salarios salario/sueldo salarios/sueldos médico/doctor médicos/doctores
        doctor/médico compañía/empresa compañías/empresas empresa/compañía empresas/compañías
        profesor/docente profesores/docentes docentes/profesores maestros/profesores enfermedad/dolencia
        enfermedades/dolencias comicios/sufragios error/fallo errores/fallos inicio/comienzo comienzo/inicio

        problema/inconveniente problemas/inconvenientes
        rostro/semblante cabello/pelo automovilista/conductor automovilistas/conductores
        barco/buque buques/barcos avión/aeroplano aviones/aeroplanos
         lugar/sitio lugares/sitios sitio/lugar sitios/lugares idioma/lengua idiomas/lenguas
         acuerdos/pactos pacto/acuerdo pactos/acuerdos conflicto/enfrentamiento
        conflictos/enfrentamientos jefe/responsable
        importante/relevante importantes/relevantes relevante/importante relevantes/importantes
        enorme/inmenso enormes/inmensos diferentes/distintos
        distintos/diferentes distintas/diferentes diversos/distintos diversas/distintas diferente/distinto
        rápido/veloz rápidamente/velozmente
        sencillo/simple sencilla/simple complicado/difícil complicada/difícil complicados/difíciles famoso/célebre
        famosa/célebre famosos/célebres célebre/famoso adecuado/apropiado adecuada/apropiada principal/fundamental
        necesario/preciso necesaria/precisa usual/habitual habitual/usual
        además/asimismo asimismo/además solamente/solo únicamente/solo
        posteriormente/después luego/después previamente/antes frecuentemente/habitualmente
        aún/todavía todavía/aún igualmente/asimismo inmediatamente/enseguida
        principalmente/fundamentalmente fundamentalmente/principalmente
        crecimiento/aumento aumento/incremento incremento/aumento descenso/bajada reducción/disminución
        disminución/reducción petición/solicitud solicitud/petición respuesta/contestación
        asesinato/homicidio asesinatos/homicidios ladrón/atracador ladrones/atracadores juicio/proceso
        suceso/hecho sucesos/hechos
        región/zona regiones/zonas zona/área zonas/áreas área/zona áreas/zonas
        conjunto/grupo grupo/conjunto entidad/institución entidades/instituciones
        peligro/riesgo peligros/riesgos riesgo/peligro riesgos/peligros tarea/labor tareas/labores
        labor/tarea labores/tareas costo/coste costos/costes coste/precio ingresos/ganancias
        ayuda/asistencia apoyo/respaldo respaldo/apoyo gasto/desembolso gastos/desembolsos
    """,
    "en": """
        began/started started/began ended/finished finished/ended big/large large/big purchased/bought bought/purchased
        requested/sought constructed/built built/constructed created/made formed/created
        children/kids film/movie films/movies physicians/doctors automobile/car cars/automobiles area/region
        regions/areas important/significant significant/important main/chief primary/main almost/nearly nearly/almost
        often/frequently frequently/often usually/normally typically/usually numerous/many
        several/various various/several different/distinct quickly/rapidly rapidly/quickly
        however/nevertheless assistance/help aid/assistance required/needed needed/required
        shows/demonstrates demonstrated/shown reduced/lowered increased/raised rises/increases occurs/happens
        occurred/happened happened/occurred caused/provoked killed/slain huge/enormous enormous/huge rich/wealthy
        wealthy/rich famous/renowned renowned/famous employees/workers workers/employees job/position jobs/positions
        error/mistake errors/mistakes illness/disease illnesses/diseases goal/aim goals/aims contains/holds
        chosen/selected selected/chosen permits/allows allows/permits allowed/permitted permitted/allowed
        located/situated situated/located considered/regarded regarded/considered whole/entire entire/whole
        approximately/about currently/now previously/formerly difficult/hard modern/contemporary
    """,
}
"""The first of a pair gives way to the second."""


_PERIPHRASES = {
    "es": """
        aprobó=dio el visto bueno a; aprobaron=dieron el visto bueno a; aprobará=dará el visto bueno a;
        dimitió=presentó su dimisión; dimitieron=presentaron su dimisión;
        murió=perdió la vida; murieron=perdieron la vida;
        falleció=perdió la vida; fallecieron=perdieron la vida;
        participó en=tomó parte en;
        participaron en=tomaron parte en; participa en=toma parte en; participan en=toman parte en;
        participar en=tomar parte en; participará en=tomará parte en; utiliza=hace uso de; utilizan=hacen uso de;
        utilizó=hizo uso de; utilizaron=hicieron uso de; utilizar=hacer uso de; usa=hace uso de; usan=hacen uso de;
        viajó a=hizo un viaje a; visitó=hizo una visita a; anunció=dio a conocer; anunciaron=dieron a conocer;
        anunciar=dar a conocer; publicó=dio a conocer; presentó=dio a conocer;
        comenzó=dio comienzo; comenzaron=dieron comienzo; comenzará=dará comienzo; empezó=dio comienzo;
        finalizó=llegó a su fin;
        realizó=llevó a cabo; realizaron=llevaron a cabo; realiza=lleva a cabo; realizan=llevan a cabo;
        realizar=llevar a cabo; realizará=llevará a cabo; realizarán=llevarán a cabo; realizado=llevado a cabo;
        ha realizado=ha llevado a cabo; ganó=se hizo con; ganaron=se hicieron con; obtuvo=se hizo con;
        obtuvieron=se hicieron con; consiguió=se hizo con; ayudó a=prestó ayuda a;
        ayudan a=prestan ayuda a; ayuda a=sirve de ayuda para; ayudar a=servir de ayuda para; nació=vino al mundo;
        nacieron=vinieron al mundo; abandonó=se marchó de; respondió=dio respuesta;
        detuvo=puso bajo arresto a; fue detenido=quedó bajo arresto;
        fue detenida=quedó bajo arresto; vive en=tiene su domicilio en; viven en=tienen su domicilio en;
        reside en=tiene su domicilio en; trabaja en=tiene su puesto de trabajo en; tiene=cuenta con; tienen=cuentan con;
        tenía=contaba con; tenían=contaban con; tendrá=contará con; permite=hace posible; permiten=hacen posible;
        permitirá=hará posible; dirige=está al frente de; dirigió=estuvo al frente de; encabeza=está al frente de;
        lidera=está al frente de; actualmente=en la actualidad; posteriormente=más tarde; nuevamente=otra vez;
        especialmente=sobre todo; frecuentemente=con frecuencia; rápidamente=con rapidez; fácilmente=con facilidad;
        existe=hay; existen=hay; debe=tiene que; deben=tienen que; deberá=tendrá que; deberán=tendrán que;
        afecta a=tiene efectos sobre; afectan a=tienen efectos sobre; influye en=tiene influencia en; fue creado=nació;
        hay que=es necesario;

    """,
    "en": """
        began=got under way; died=lost their lives;
        participated in=took part in; helped=gave help to; currently=at the present time;

        visited=paid a visit to; announced=made known; contains=has in it;
        includes=has among its parts; during=in the course of; several=a number of; became=came to be;
        required=called for; needs=has need of; led=was at the head of;
        wrote=was the author of; created=brought into being; discovered=brought to light; allowed=made it possible for;
        usually=as a rule; generally=in general; rapidly=at a rapid pace; quickly=with speed; although=even though
    """,
}


def periphrasis(origin: Origin, chance: Random) -> str | None:
    """A word said in several."""
    text = origin.text
    ways: list[Way] = []
    for entry in _PERIPHRASES[origin.language].strip(" ;\n").split(";"):
        old, new = entry.strip().split("=")
        ways.extend(
            (m.span(), cased(m[0], new))
            for m in re.finditer(rf"(?<!\w){old}(?!\w)", text, re.IGNORECASE)
            if not _in_quotes(text, m.start()) and _fits(old, text[: m.start()], text[m.end() :])
        )
    return tidy(replaced(text, *chance.choice(ways))) if ways else None


def _fits(old: str, before: str, behind: str) -> bool:
    """Whether a verb stands without pronoun and with an object that the periphrasis takes too."""
    if re.search(r"\b(?:se|le|les|lo|la|los|las|me|nos|ha|han|había|no|que no|de|to|not|have|has|had) $", before):
        return False
    if re.search(r"(?:\b(?:a|de|con|sobre|para|en)|sin)$", old) or old.endswith(("ente", "ly")):
        return True
    if old in _WITHOUT_OBJECT:
        return re.match(r"(?:[,.]| (?:en|a|el|este|por|con|tras|hace|ayer|hoy|durante|in|on|at)\b)", behind) is not None
    return re.match(r" (?:el|la|los|las|un|una|su|sus|the|a|an|its|their)\b", behind) is not None


_WITHOUT_OBJECT = frozenset(
    "dimitió dimitieron murió murieron falleció fallecieron comenzó comenzaron comenzará empezó terminó "
    "terminará concluyó "
    "finalizó nació nacieron respondió died began".split()
)

SHAPES: Mapping[str, Alteration] = MappingProxyType(
    {
        "as-it-stands": as_it_stands,
        "dropped": dropped,
        "moved": moved,
        "other-form": other_form,
        "joined": joined,
        "synonym": synonym,
        "synonyms": synonyms,
        "periphrasis": periphrasis,
    }
)
"""True shapes by name; headlines are not made of sentences and stand apart (`eval.claims.headline_claims`)."""
