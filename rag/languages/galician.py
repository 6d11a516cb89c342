"""Galician."""

from __future__ import annotations

import re

from rag.languages.language import (
    Abbreviations,
    Calendar,
    Clock,
    Corrections,
    FollowUps,
    Furniture,
    Language,
    Names,
    Negation,
    Numbers,
    Press,
    Profile,
    Questions,
    Ranges,
    Speech,
    Syntax,
    When,
    any_of,
    coded,
    month_numbers,
    numbered,
    words,
)
from rag.languages.patterns import Pattern

__all__ = ["GALICIAN"]

_STOP_WORDS = """
    a ainda algo algun algunha algunhas alguns ante antes ao aos aquel aquela aquelas aqueles aquilo as asi ata baixo
    ben cada cal cales calquera cando canta cantas canto cantos co coa coas como con contra cos cun cunha cuxa cuxo
    da das de del dela delas deles dende desde despois do dos dun dunha durante e el ela elas eles en entre era eran
    esa esas ese eses esta estaba estaban estan estar estas este estes eu foi foron ha habia hai hoxe isto iso
    lle lles lo logo mais mediante mentres meu mina moi moito na nada nas nin no non nos nosa noso nun nunha o onde os
    ou outra outras outro outros para pero pola polas polo polos por porque pouco pois que quen quenes se segundo sen
    senon ser seu seus sexa si sobre son sua suas tal tamen tampouco tan tanto te ten tenen ter toda todas todo todos
    tras un unha unhas uns vos xa
"""

_CURRENCIES = """
    USD dolar dolares
    EUR euro euros
    GBP libra libras
    peso peso pesos
    ESP peseta pesetas
    cent centimo centimos
"""

_MEASURES = """
    second segundo segundos
    minute minuto minutos
    hour hora horas
    day dia dias
    week semana semanas
    month mes meses
    year ano anos
    century seculo seculos
    m metro metros
    km quilometro quilometros
    hectare hectarea hectareas
    kg quilo quilos
    tonne tonelada toneladas
    litre litro litros
"""

_MONTHS = """
    xaneiro xan / febreiro feb / marzo mar / abril abr / maio / xuno xun /
    xullo xul / agosto ago / setembro set / outubro out / novembro nov / decembro dec
"""

_MESSAGES = {
    "insufficient": "O arquivo non o di.",
    "nearest": "Isto é o máis próximo que hai no arquivo:",
    "more_article": "E un artigo máis.",
    "more_articles": "E {value} artigos máis.",
    "silent": "De «{value}» o arquivo non di nada.",
    "as_published": "Segundo o publicado o {value}:",
    "published_before": "Antes, o {value}:",
    "published_between": "Así se publicou o {one}; antes, o {other}:",
    "no_model": "Sen modelo de linguaxe: móstranse frases textuais dos artigos.",
    "model_coming": "O modelo de linguaxe aínda se está cargando: móstranse frases textuais dos artigos.",
}

_PROFILE = Profile(
    words=(
        "de a e que o do da os",
        "en as no un na unha para non por con se dos das ao é",
        """ou como máis ten foi pola polo nos nas seu súa está ser son pero sobre tamén polos polas xa á ás aos coa
        co cos coas cando todo desde entre este esta hai moi seus súas ata onde era sen dun dunha nun nunha anos
        ano dous tres contra segundo tras""",
        """eu ti el ela eles elas nós vós me te lle lles lo la mi min meu miña teu túa noso nosa uns unhas algún
        algunha ningún ningunha nada ninguén cada cal cales cuxo cuxa quen canto canta cantos cantas cómo onda así
        aínda pois senón mentres durante cara baixo agora hoxe onte mañá antes despois logo sempre nunca aquí alí
        aí moito moita moitos moitas pouco poucos outra outro outras outros mesmo mesma toda todas todos tanto tan
        menos mellor maior isto iso esa ese esas eses estes estas aquel aquela vostede sou somos sexa sexan será
        serán sería foron eran sido estou están estaba estaban estivo hei has temos haberá haberán habería houbo
        haber teñen teño tiña ter tivo fai facer fan fixo feito pode poden podería vai van vou imos ir di dixo din
        dicir debe deben quere sabe si ben mal vez veces dúas catro cinco seis sete oito nove dez once doce trece
        catorce quince vinte trinta cen mil millóns primeiro primeira último última luns martes mércores xoves
        venres sábado domingo xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro
        decembro día días mes meses semana hora horas gran novo nova sur norte concello xunta persoas""",
    ),
    endings=(
        "a os",
        "ado al ar as ción e ente er es n o so",
        "ada ados an da dade en encia ca do ica ico ido idos ir ns le lo no or ou r ro se s to za zo ía",
        """ades adas ando aria aron ato co ea eira eiro el endo era ez eu iu in is l ndo on ora re sa sta ste ren te
        tura""",
    ),
    letters="ñ á é í ó ú ei ou x nh ao qu",
    opening_marks=0.3,
    met=-1.0,
)

_FURNITURE = Furniture(
    more=Pattern(
        r"(?:le|lea|mira|ver|consulta)(?: mais| tamen)|(?:novas|noticias|artigos|temas|contidos) relacionad[oa]s"
        r"|relacionad[oa]s?|(?:tamen )?(?:che|lle) pode interesar|mais (?:informacion|novas)|non perdas|en imaxes"
        r"|videos?|galeria"
    ),
    advertising=Pattern(r"publicidade|anuncios?|contido patrocinado|patrocinado|segue lendo despois da publicidade"),
    subscription=Pattern(
        r"subscribete|rexistrate|inicia(?: a)? sesion|faite (?:socio|subscritor)|recibe (?:o noso|a nosa|cada)"
        r"|(?:este )?contido (?:e )?(?:exclusivo|so) para subscritores|xa es subscritor|descarga a (?:nosa )?app"
    ),
    sharing=words(
        "comparte compartir seguenos enviar imprimir copiar ligazon gardar correo nova noticia artigo redes sociais"
    ),
    notices=Pattern(
        r"(?:este|o noso) sitio(?: web)? (?:utiliza|usa) cookies|(?:utilizamos|usamos) cookies"
        r"|aceptar(?: todas)?(?: as)? cookies|politica de (?:cookies|privacidade)$|aviso legal$"
        r"|todos os dereitos reservados|prohibida a reproducion"
    ),
    credit=Pattern(r"fotos?|fotografias?|imaxe|imaxes|ilustracion|infografia|cortesia"),
    byline=Pattern(r"por|de|texto(?: e fotos?)?"),
    desks=words("redaccion axencias axencia correspondente"),
    sections=words(
        "economia sociedade deportes cultura politica nacional internacional local opinion mundo ciencia tecnoloxia "
        "television saude educacion editorial comarcas sucesos"
    ),
)

_CORRECTIONS = Corrections(
    labels=Pattern(r"fe de erros|fe de erratas|rectificacion|correccion|aclaracion|nota da redaccion"),
    itself=Pattern(
        r"unha version anterior dest[ea] (?:artigo|nova|texto|informacion)"
        r"|est[ea] (?:artigo|nova|informacion) foi (?:corrixid|rectificad)[oa]"
    ),
    titled=Pattern(r"titulad[oa]|co titulo|baixo o titulo|noticia|nova|artigo|reportaxe|cronica|informacion"),
    says=Pattern(r"onde (?:di|dicia|se le)"),
    reports=Pattern(r"(?:dicia|dixo|diciase|afirmaba|indicaba|publicamos|informamos)(?: por erro)? que"),
    should_say=Pattern(r"debe dicir|debia dicir|deberia dicir"),
)

GALICIAN = Language(
    code="gl",
    name="galego",
    also_read="es",
    stop_words=words(_STOP_WORDS),
    weekdays=words("luns martes mercores xoves venres sabado domingo"),
    openers=words("agora asi despois enton finalmente hoxe logo mana mentres onte tamen"),
    abbreviations=Abbreviations(
        titles=words("sr sra srs dr dra prof av sta sto vs"),
        before_numbers=words("no num pax p pp art fig vol cap tel aprox xan feb mar abr xun xul ago set out nov dec"),
        doubtful=words("cia inc corp co ltd bros jr phd"),
    ),
    names=Names(
        common=words("sr sra dr dra"),
        demonyms=Pattern(r"(?:n[oa]?|es[ae]?|ens[e]|eg[oa]|in[oa])s?\Z"),
    ),
    numbers=Numbers(
        scales=numbered("mil 3 millon 6 millons 6 billon 12 billons 12"),
        half=r"medi[oa]",
        and_half=r"e\ medi[oa]",
        alone=words("mil"),
        percent=frozenset({"por cento"}),
        points=frozenset({"puntos porcentuais"}),
        currencies=coded(_CURRENCIES),
        measures=coded(_MEASURES),
        of=r"de\s",
        century=r"[Ss](?:éculos?|\.)",
        year_cues=words("en de desde ata entre ano"),
        the_year=Pattern(r"\b(?:(?:o|do|ao|no) ano)\s\Z", re.IGNORECASE),
        before_christ=r"a\.\s?(?:de\s)?(?:J\.\s?)?C\b\.?|aC\b|antes de Cristo\b",
        after_christ=r"d\.\s?(?:de\s)?(?:J\.\s?)?C\b\.?|dC\b|despois de Cristo\b",
        decade=Pattern(r"\b(?:anos|década(?: de)?(?: dos)?)\s\Z", re.IGNORECASE),
    ),
    ranges=Ranges(
        to=words("a ata"),
        score=words("a"),
        both=words("e"),
        since=words("de desde entre"),
        between=words("entre"),
        by=words("por"),
        articles=words("o a os as un"),
    ),
    calendar=Calendar(
        months=month_numbers(_MONTHS),
        full_months=words("xaneiro febreiro marzo abril maio xuno xullo agosto setembro outubro novembro decembro"),
        of=r"de\s",
        day_joints=words("a e ou"),
    ),
    when=When(
        days=numbered("hoxe 0 onte -1 antonte -2"),
        weekdays=numbered("luns 0 martes 1 mercores 2 xoves 3 venres 4 sabado 5 domingo 6"),
        units=coded("day dia dias\nweek semana semanas\nmonth mes meses\nyear ano anos"),
        seasons=numbered("primavera 3 veran 6 outono 9 inverno 12"),
        parts=numbered("principio 0 principios 0 comezo 0 comezos 0 inicio 0 inicios 0 mediados 1 final 2 finais 2"),
        this=words("este esta neste nesta"),
        previous=words("pasado pasada anterior"),
        latest=words("ultimo ultima ultimos ultimas"),
        ago=frozenset({"hai", "fai"}),
        ago_behind=words("atras"),
        one=words("un unha"),
        at=words("en no na nos nas durante a"),
        of=words("de do da dos das"),
        since=words("desde dende") | {"a partir"},
        until=words("ata"),
        before=words("antes anterior anteriores previo previos previa previas"),
        after=words("despois tras posterior posteriores"),
        small=words("o a os as de do da ao dia mes ano"),
        now=any_of(
            "agora(?: mesmo)?|actual(?:mente)?|actuais|hoxe(?: en dia)?",
            "ainda|neste momento|ata agora|ultim[oa]s?|recentes?",
        ),
        stands=any_of("quen(?:es)? (?:e|son)"),
    ),
    press=Press(
        works=any_of("noticias?|novas|reportaxes?|cronicas?|titulares?|editorial|editoriais", r"artigos?(?! \d)"),
        published=any_of("public(?:ad[oa]s?|ou|aron)|aparecid[oa]s?|sa(?:iu|iron)"),
        asked=Pattern(
            r"(?:\bo que se (?:ten )?|(?:\A|[¿?,;:])\s?que se (?:ten )?)(?:publicado|publicou|escrito|escribiu)\b"
        ),
        happened=any_of("que (?:pasou|aconteceu|ocorreu|sucedeu)"),
        bound=words("de do da dos das en no na por polo pola"),
        about=words("sobre acerca"),
        by_outlet=any_of("segundo|de acordo con", "(?:publicad|difundid)[oa]s? (?:en|no|na|por|polo|pola)"),
        by_author=any_of("(?:asinad|escrit)[oa]s? por"),
        says=any_of("(?:public|inform|afirm|revel|cont)(?:a|ou|aron|aba)|di|dixo|din|dixeron"),
        writes=any_of("escribe|escribiu|asina|asinou"),
        small=words("o a os as xornal diario axencia revista portal"),
        kinds=words("xornal diario gaceta faro correo voz eco semanario novas"),
    ),
    clock=Clock(
        article=r"[áa]s",
        points=r"ata|desde",
        hours=r"h|horas",
        halves={"da mana": "am", "da tarde": "pm", "da noite": "night"},
    ),
    negation=Negation(
        cues=words("non nunca xamais sen nin tampouco ningun ningunha ninguen nada"),
        idioms=any_of(
            r"non(?: \w+){0,2}? (?:so|soamente|unicamente|apenas)", "sen dubida", "non obstante", "nada mais"
        ),
        listing=words("nin"),
        adversatives=words("senon pero mais"),
    ),
    syntax=Syntax(conjunctions=words("e ou nin")),
    speech=Speech(
        marks=any_of(
            r"segundo|dix\w+|di|din|dito|afirm\w+|asegur\w+|sinal\w+|declar\w+|explic\w+|engad\w+|coment\w+|admit\w+",
            r"anunci\w+|critic\w+|defend\w+|consider\w+|insist\w+|respond\w+|opin\w+|denunci\w+|escrib\w+|palabras",
        )
    ),
    questions=Questions(
        cause=any_of("por que", "para que"),
        figure=any_of("cant[oa]s?"),
        date=any_of("cando", "en que (?:ano|data|mes|dia|seculo)"),
        name=any_of("quen"),
        words=any_of("que|cal|cales|cant[oa]s?|cando|quen|onde|como"),
        cause_nouns=any_of("motivos?|razons?|obxectivos?"),
        figure_nouns=any_of("porcentaxe|numero"),
        reasons=any_of(
            "porque|xa que|posto que|debido a|grazas a|por iso|co fin|a fin de|co obxectivo|busca[n]?|pretende[n]?",
            "obxectivos?|motivos?|razons?|causas?|quere[n]?",
        ),
    ),
    follow_ups=FollowUps(openers=any_of("e|ou|pero|enton|ademais|tamen")),
    fields={
        "title": words("titulo titular"),
        "published": words("data publicado publicada datadepublicacion datapublicacion"),
        "updated": words("actualizado actualizada modificado datadeactualizacion"),
        "outlet": words("medio fonte xornal cabeceira editor"),
        "author": words("autor autora autores sinatura"),
        "section": words("seccion categoria"),
        "address": words("ligazon enderezo"),
        "text": words("texto corpo contido"),
        "key": words("identificador clave codigo"),
        "other": words("etiquetas palabraschave descricion resumo entrada subtitulo idioma lingua imaxe"),
    },
    messages=_MESSAGES,
    profile=_PROFILE,
    furniture=_FURNITURE,
    corrections=_CORRECTIONS,
)
