"""Portuguese."""

from __future__ import annotations

import re

from rag.languages.language import (
    Abbreviations,
    Calendar,
    Clock,
    Corrections,
    Courtesies,
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
    Reserves,
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

__all__ = ["PORTUGUESE"]

_STOP_WORDS = """
    a ao aos aquela aquele aquilo as assim ate cada com como contra da das de dela dele deles depois
    desde do dos e ela elas ele eles em entre era eram essa essas esse esses esta estao estas estava
    este estes eu foi foram ha isso isto ja la lhe mais mas me mesmo meu minha muito na nao nas nem no
    nos nossa nosso num numa o onde os ou para pela pelas pelo pelos por porque qual quais quando quanto
    quantos que quem sao se seja sem ser seu seus so sob sobre sua suas tambem te tem tinha todo todos
    tu um uma umas uns voce
"""

_CURRENCIES = """
    USD dolar dolares
    EUR euro euros
    GBP libra libras
    BRL real reais
    cent centimo centimos centavo centavos
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
    hectare hectare hectares
    kg quilo quilos
    tonne tonelada toneladas
    litre litro litros
"""

_MONTHS = """
    janeiro jan / fevereiro fev / marco mar / abril abr / maio mai / junho jun /
    julho jul / agosto ago / setembro set / outubro out / novembro nov / dezembro dez
"""

_MESSAGES = {
    "insufficient": "O arquivo não o diz.",
    "nearest": "Isto é o mais próximo que há no arquivo:",
    "more_article": "E mais um artigo.",
    "more_articles": "E mais {value} artigos.",
    "silent": "De «{value}» o arquivo não diz nada.",
    "as_published": "Segundo o publicado em {value}:",
    "published_before": "Antes, em {value}:",
    "published_between": "Assim se publicou em {one}; antes, em {other}:",
    "lacks": "O mais próximo não menciona {value}.",
    "lacks_beside": "O mais próximo fala de {held}, mas não de {value}.",
    "lacks_person": "O mais próximo não nomeia a pessoa pela qual se pergunta.",
    "lacks_place": "O mais próximo não nomeia o lugar pelo qual se pergunta.",
    "lacks_organisation": "O mais próximo não nomeia a entidade pela qual se pergunta.",
    "lacks_date": "O mais próximo não dá a data pedida.",
    "lacks_quantity": "O mais próximo não dá o número pedido.",
    "lacks_statement": "O mais próximo não regista o que foi dito.",
    "nor": "{one} nem {other}",
    "and": "{one} e {other}",
    "thanks": "De nada. Há mais alguma pergunta sobre o arquivo?",
    "greeting": "Olá. O que deseja saber do arquivo?",
    "farewell": "Até breve.",
    "assent": "Muito bem. Há mais alguma pergunta sobre o arquivo?",
    "no_model": "Sem modelo de linguagem: mostram-se frases textuais dos artigos.",
    "model_coming": "O modelo de linguagem ainda está a ser carregado: mostram-se frases textuais dos artigos.",
    "wrong_language": "O modelo respondeu noutra língua: mostram-se frases textuais dos artigos.",
    "number": "a cifra {value} não está na fonte",
    "name": "o nome {value} não está na fonte",
    "negation": "a fonte diz o contrário",
    "displaced": "a fonte não diz isso de {value}",
    "roles": "a fonte diz o inverso: «{one}» e «{other}» estão trocados",
    "quotation": "a citação «{value}» não está na fonte",
    "party": "a fonte diz isso de {value}",
    "speech": "a fonte não o afirma: cita quem o diz",
    "nothing": "nenhum artigo do arquivo o confirma",
    "part": "os artigos não confirmam «{value}»",
    "own_words": "por outras palavras: {value}",
    "word": "a fonte não diz «{value}»",
    "instead": "onde a resposta diz «{one}», a fonte diz «{other}»",
    "subject": "a fonte diz isso de «{one}», não de «{other}»",
    "reserve": "a fonte di-lo com reserva: «{value}»",
    "added_reserve": "a fonte di-lo sem «{value}»",
    "speaker": "a fonte não o afirma: quem o diz é «{value}»",
    "condition": "a fonte põe uma condição: «{value}»",
    "time": "a fonte diz «{value}»",
    "bound": "a fonte diz «{value}»",
    "quantity_word": "a fonte diz «{value}»",
    "cause": "a fonte não diz que uma coisa seja causa da outra",
    "unverified_language": "não verificado nesta língua",
    "unverified_translation": "não verificado: a tradução não pode ser julgada com este modelo de embeddings",
    "quoted": "«{value}»",
    "translated": "traduzido: a fonte está noutra língua",
}

_ENDING = (
    r"(?:o|a|e|am|em|ou|eu|iu|aram|eram|iram|ava|avam|ia|iam|ara|era|ira|arao|erao|irao|aria|ariam|eria|eriam|iria|iriam"
    r"|ado|ada|ados|adas|ido|ida|idos|idas|ar|er|ir|arem|erem|irem|ando|endo|indo|asse|esse|isse|assem|essem|issem)"
)
"""What a regular verb may end with, folded."""

_RESERVES = Reserves(
    doubt_of_noun=any_of(
        "presumid[oa]s?|presumivel|presumiveis|supost[oa]s?|alegad[oa]s?|possive(?:l|is)|provave(?:l|is)|aparentes?",
        "eventua(?:l|is)|hipotetic[oa]s?|potencia(?:l|is)|suspeit[oa]s? de",
    ),
    doubt=any_of(
        "ao que (?:parece|tudo indica)|tudo indica que|pelos vistos|se calhar|talvez|porventura|em principio",
        "possivelmente|provavelmente|supostamente|alegadamente|aparentemente|presumivelmente|eventualmente",
        r"hipoteticamente|pode ser que|é (?:\w+ )?(?:possivel|provavel) que|parece[m]?(?: ser)?(?: que)?|parecia[m]?",
        "(?:acredita|suspeita|especula|supoe|presume|teme|estima|calcula|pensa|julga) se(?: que)?",
        "se (?:acredita|suspeita|especula|supoe|presume|teme|estima|calcula|pensa|julga)(?: que)?",
        # The press has these tenses for what it only heard: «terá assinado», «teria assinado».
        "tera|terao|teria[m]?|seria[m]?",
    ),
    modal=any_of(
        "pod(?:e|em|ia|iam|era|erao|eria|eriam)|pud(?:er|erem|eram|esse|essem)|pôde|possa[m]?",
        "dev(?:e|em|ia|iam|era|erao|eria|eriam|eu|eram)|t(?:em|inha|inham|era|erao|eria|eriam) (?:de|que)|cabe",
    ),
    intent=any_of(
        rf"tent{_ENDING}|procur{_ENDING}|pretend{_ENDING}|plane(?:j)?{_ENDING}|projet{_ENDING}|esper{_ENDING}",
        rf"aspir{_ENDING} a|negoci{_ENDING}|estud{_ENDING}|busc{_ENDING}|ameac{_ENDING}|promet{_ENDING}|exig{_ENDING}",
        rf"reclam{_ENDING}|solicit{_ENDING}|equacion{_ENDING}|ponder{_ENDING}|tencion{_ENDING}|ped{_ENDING}",
        r"prev(?:e|eem|ia|iam|iu|iram|ist[oa]s?)|quer(?:em|ia|iam)?|quis(?:eram)?|propo\w+|propu\w+",
        "com o objetivo de|com a intencao de|a fim de|dispost[oa]s? a|prestes a",
    ),
    refusal=any_of(
        rf"recus{_ENDING}|neg{_ENDING}|deix{_ENDING} de|evit{_ENDING}|imped{_ENDING}|rejeit{_ENDING}|descart{_ENDING}",
        rf"desist{_ENDING}|renunci{_ENDING}|fracass{_ENDING}|falh{_ENDING}|chumb{_ENDING}",
        r"desment\w+|abst[ei]\w+|exclu\w+|longe de|incapa(?:z|zes) de",
    ),
    condition=any_of(
        # «Se» is mostly a pronoun: only before a subjunctive does it lead in a condition.
        r"(?<!para )(?<!de )(?<!por )(?<!sem )(?<!ao )se (?:(?!(?:para|de|por|com|em|sem|e|que)\b)\w+ ){0,4}?"
        r"(?:for|forem|houver|tiver(?:em)?|estiver(?:em)?|puder(?:em)?|quiser(?:em)?|fizer(?:em)?"
        r"|\w+[aei]r(?:em)?|\w+[aei]ssem?)",
        "caso|desde que|contanto que|a menos que|a nao ser que|salvo se|sempre que|na condicao de",
        "no caso de|em caso de|sob condicao de",
    ),
    bound=any_of(
        "(?:pouco |nao |muito )?(?:mais|menos) de|pelo menos|no minimo|no maximo|ao menos|quase|cerca de|perto de",
        "em torno de|à volta de|a volta de|uns|umas|aproximadamente|ate|apenas|mal|acima de|abaixo de|so|só",
        "superior(?:es)? a|inferior(?:es)? a|um minimo de|um maximo de|entre|somente",
    ),
    quantifier=any_of(
        r"tod[oa]s?|a maioria|a maior parte|a metade|metade d\w+|parte d\w+|algu(?:m|ns|ma|mas)|vari[oa]s|muit[oa]s?",
        "pouc[oa]s?|nenhum|nenhuma|cada|amb[oa]s|numeros[oa]s|divers[oa]s|cert[oa]s|um terco|um quarto|boa parte",
        "uma minoria|a minoria|qualquer|quaisquer|a totalidade",
    ),
    focus=any_of("so|só|apenas|somente|unicamente|exclusivamente|sobretudo|unic[oa]s?"),
    unconfirmed=any_of(
        r"(?:nao|sem) (?:\w+ )?(?:\w+ )?confirm\w+|nao consta|desconhece[m]? se|ignora[m]? se|por confirmar",
        "pendentes? de|nao é claro|investiga[m]?|à espera de|a espera de",
    ),
)

_PROFILE = Profile(
    words=(
        "de a e que o do da os",
        "em as no um na uma para não por com se dos das ao é",
        """ou como mais tem foi pela pelo nos nas seu sua está ser são mas sobre também pelos pelas já à às aos
        quando todo desde entre este esta há muito seus suas até onde era sem dum duma num numa anos ano dois três
        contra segundo após isso""",
        """eu tu ele ela eles elas nós você vocês me te lhe lhes meu minha teu tua nosso nossa uns umas algum alguma
        alguns nenhum nenhuma nada ninguém cada qual quais cujo cuja quem quanto quanta quantos quantas assim
        ainda pois senão enquanto durante sob agora hoje ontem amanhã antes depois logo sempre nunca aqui ali lá
        aí muita muitos muitas pouco poucos outra outro outras outros mesmo mesma toda todas todos tanto tão menos
        melhor maior isto essa esse essas esses estes estas aquele aquela aquilo sou somos seja sejam será serão
        seria foram eram sido estou estão estava estavam esteve hei temos haverá houve haver têm tenho tinha ter
        teve faz fazer fazem fez feito pode podem poderia vai vão vou vamos ir diz disse dizem dizer deve devem
        quer sabe sim bem mal vez vezes duas quatro cinco seis sete oito nove dez onze doze treze catorze quinze
        vinte trinta cem mil milhões primeiro primeira último última segunda terça quarta quinta sexta feira
        sábado domingo janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
        dia dias mês meses semana hora horas grande novo nova sul norte governo porque""",
    ),
    endings=(
        "a o",
        "ado al am ar as e ente er es os to ção",
        """ada ados ais ando ca da dade do ei el em i ica ico ido ir is ito l lo m ndo no or ou ro s sa se so te y
        ões""",
        """adas ades amos an aria ato ce co d dor emos endo esa eira eiro eu idas idos iu ista le n ne ns on ora que
        r re sta ste t tura u za é""",
    ),
    letters="ã õ ç á â é ê í ó ô ú à nh lh ss ei ou ao ão qu",
    met=-0.5,
)

_FURNITURE = Furniture(
    more=Pattern(
        r"(?:leia|veja|assista|confira)(?: mais| tambem| ainda)?"
        r"|(?:noticias|artigos|temas|conteudos|materias) relacionad[oa]s|relacionad[oa]s?"
        r"|mais (?:noticias|informacoes)|(?:voce )?(?:tambem )?pode(?:ra)? (?:te |lhe )?interessar|nao perca|videos?"
        r"|galeria"
    ),
    advertising=Pattern(
        r"publicidade|anuncios?|conteudo patrocinado|patrocinado"
        r"|continua (?:apos|depois d)[ao] (?:publicidade|anuncio)"
    ),
    subscription=Pattern(
        r"assine(?: a| o| ja| agora|$)|subscreva|inscreva-se|registe-se|cadastre-se|inicie sessao|entre na sua conta"
        r"|receba (?:a|as) noss|(?:este )?conteudo (?:e )?exclusivo para assinantes|ja (?:sou|e) assinante"
    ),
    sharing=words(
        "partilhar partilhe compartilhar compartilhe siga-nos siga seguir enviar imprimir copiar link guardar salvar "
        "noticia artigo redes sociais"
    ),
    notices=Pattern(
        r"(?:este|nosso) (?:site|sitio) (?:utiliza|usa) cookies|(?:utilizamos|usamos) cookies"
        r"|(?:aceitar|rejeitar)(?: todos)?(?: os)? cookies|politica de (?:cookies|privacidade)$"
        r"|todos os direitos reservados|proibida a reproducao"
    ),
    credit=Pattern(r"fotos?|fotografias?|imagem|imagens|ilustracao|infografia|credito|cortesia|divulgacao"),
    byline=Pattern(r"por|de|texto(?: e fotos?)?"),
    desks=words("redacao agencias agencia correspondente"),
    sections=words(
        "economia sociedade desporto esportes cultura politica nacional internacional local opiniao mundo ciencia "
        "tecnologia saude educacao editorial cotidiano negocios viagens ambiente televisao"
    ),
)

_CORRECTIONS = Corrections(
    labels=Pattern(r"errat(?:a|as)|correcao|correcoes|retificacao|esclarecimento|erramos|nota da redacao"),
    itself=Pattern(
        r"uma versao (?:anterior|inicial) dest[ea] (?:artigo|noticia|texto|materia)"
        r"|est[ea] (?:artigo|noticia|texto) foi (?:corrigid|retificad)[oa]"
    ),
    titled=Pattern(r"intitulad[oa]|com o titulo|sob o titulo|noticia|artigo|reportagem|cronica|materia"),
    says=Pattern(r"onde se (?:le|lia)|onde (?:diz|dizia)"),
    reports=Pattern(
        r"(?:dizia|disse|afirmava|informou|publicou)(?:-se)?(?: por (?:erro|engano))? que"
        r"|(?:dissemos|informamos|publicamos)(?: por (?:erro|engano))? que"
    ),
    should_say=Pattern(r"deve(?:ria)? (?:ler-se|dizer)|leia-se"),
)

PORTUGUESE = Language(
    code="pt",
    name="português",
    stop_words=words(_STOP_WORDS),
    stemmer="portuguese",
    weekdays=words("segunda terca quarta quinta sexta sabado domingo"),
    openers=words("agora assim depois entao finalmente hoje ontem amanha enquanto tambem"),
    abbreviations=Abbreviations(
        titles=words("sr sra srs dr dra prof profa eng av exmo exma sto sta vs"),
        before_numbers=words(
            "no num pag pags p pp art fig vol cap tel aprox jan fev mar abr mai jun jul ago set out nov dez"
        ),
        doubtful=words("cia ltda inc corp co ltd bros jr phd"),
    ),
    names=Names(
        common=words("sr sra dr dra"),
        demonyms=Pattern(r"(?:n[oa]?|es[a]?|ens[e]|in[oa])s?\Z"),
    ),
    numbers=Numbers(
        cardinals=numbered("um 1"),
        scales=numbered("mil 3 milhao 6 milhoes 6 bilhao 9 bilhoes 9 biliao 12 bilioes 12 trilhao 12 trilhoes 12"),
        half=r"mei[oa]",
        and_half=r"e\ mei[oa]",
        alone=words("mil"),
        percent=frozenset({"por cento"}),
        points=frozenset({"ponto percentual", "pontos percentuais"}),
        currencies=coded(_CURRENCIES),
        measures=coded(_MEASURES),
        of=r"de\s",
        century=r"[Ss](?:éculos?|\.)",
        year_cues=words("em de desde até entre ano"),
        the_year=Pattern(r"\b(?:(?:o|do|ao|no) ano)\s\Z", re.IGNORECASE),
        before_christ=r"a\.\s?(?:de\s)?(?:J\.\s?)?C\b\.?|aC\b|antes de Cristo\b",
        after_christ=r"d\.\s?(?:de\s)?(?:J\.\s?)?C\b\.?|dC\b|depois de Cristo\b",
        decade=Pattern(r"\b(?:anos|década de)\s\Z", re.IGNORECASE),
    ),
    ranges=Ranges(
        to=words("a até"),
        score=words("a"),
        both=words("e"),
        since=words("de desde entre"),
        between=words("entre"),
        by=words("por"),
        articles=words("o a os as um"),
    ),
    calendar=Calendar(
        months=month_numbers(_MONTHS),
        full_months=words("janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro"),
        of=r"de\s",
        day_joints=words("a e ou"),
    ),
    when=When(
        days=numbered("hoje 0 ontem -1 anteontem -2"),
        weekdays=numbered(
            "segunda-feira 0 terca-feira 1 quarta-feira 2 quinta-feira 3 sexta-feira 4 sabado 5 domingo 6"
        ),
        units=coded("day dia dias\nweek semana semanas\nmonth mes meses\nyear ano anos"),
        seasons=numbered("primavera 3 verao 6 outono 9 inverno 12"),
        parts=numbered("principio 0 principios 0 inicio 0 inicios 0 comeco 0 meados 1 final 2 finais 2 fim 2 fins 2"),
        this=words("este esta neste nesta"),
        previous=words("passado passada anterior"),
        latest=words("ultimo ultima ultimos ultimas"),
        ago=words("ha"),
        ago_behind=words("atras"),
        one=words("um uma"),
        at=words("em no na nos nas durante"),
        of=words("de do da dos das"),
        since=words("desde") | {"a partir"},
        until=words("ate"),
        before=words("antes anterior anteriores previo previos previa previas"),
        after=words("depois apos posterior posteriores"),
        small=words("o a os as de do da ao dia mes ano"),
        now=any_of(
            "agora|atual(?:mente)?|atuais|hoje(?: em dia)?|ainda|neste momento|ate agora",
            "ultim[oa]s?|recentes?|recentemente",
        ),
        stands=any_of("quem (?:e|sao)"),
    ),
    press=Press(
        works=any_of("noticias?|reportagens?|reportagem|cronicas?|manchetes?|editorial|editoriais", r"artigos?(?! \d)"),
        published=any_of("public(?:ad[oa]s?|ou|aram)|aparecid[oa]s?|sa(?:iu|iram)"),
        asked=Pattern(
            r"(?:\bo que (?:se|foi|tem sido) |(?:\A|[?,;:])\s?(?:o )?que (?:se|foi) )"
            r"(?:public(?:ou|ado)|escreveu|escrito)\b"
        ),
        happened=any_of("(?:o )?que (?:se passou|aconteceu|ocorreu|sucedeu)"),
        bound=words("de do da dos das em no na por pelo pela"),
        about=words("sobre acerca"),
        by_outlet=any_of(
            "segundo|conforme|de acordo com", "(?:publicad|noticiad|divulgad)[oa]s? (?:em|no|na|por|pelo|pela)"
        ),
        by_author=any_of("(?:assinad|escrit)[oa]s? (?:por|pelo|pela)"),
        says=any_of("(?:public|noticia?|inform|afirm|revel|cont|adiant)(?:a|ou|aram|ava)|diz|disse|dizem|disseram"),
        writes=any_of("escreve|escreveu|assina|assinou"),
        small=words("o a os as jornal diario agencia revista portal site"),
        kinds=words("jornal diario gazeta correio folha voz eco publico noticias tribuna semanario"),
    ),
    clock=Clock(
        article=r"[àa]s?",
        hours=r"h|horas",
        halves={"da manha": "am", "da madrugada": "am", "da tarde": "pm", "da noite": "night"},
    ),
    negation=Negation(
        cues=words("nao nunca jamais sem nem tampouco nenhum nenhuma ninguem nada"),
        idioms=any_of(
            r"nao(?: \w+){0,2}? (?:so|somente|apenas|unicamente)",
            "sem duvida",
            "nada mais",
        ),
        listing=words("nem"),
        adversatives=words("mas senao"),
    ),
    syntax=Syntax(
        free=words(
            "o a os as um uma e ou de do da dos das ao aos em no na nos nas num numa que se seu sua seus suas lhe "
            "lhes me "
            "esse essa esses essas"
        ),
        leads=words(
            "em no na nos nas num numa durante desde ate apos segundo com por pelo pela pelos pelas para sem ante "
            "contra "
            "entre sobre sob quando enquanto antes depois ontem hoje amanha segunda terca quarta quinta sexta sabado "
            "domingo "
            "alem tambem ha dentro gracas devido apesar perante"
        ),
        pronouns=words(
            "ele ela eles elas isto isso aquilo este esta estes estas aquele aquela aqueles aquelas quem qual quais"
        ),
        copulas=words("é sao"),
        year=words("ano"),
        that=words("que"),
        elisions={"d": "de"},
        accented=words("é está dá pôr nós pôde"),
        conjunctions=words("e ou nem"),
    ),
    speech=Speech(
        unsaid=Pattern(r"(?:[ai]d[oa]s?|[aei]ndo|[aei]r|cao|coes|mento|anuncios?|criticas?|denuncias?|comentarios?)\Z"),
        marks=any_of(
            r"diss\w+|diz(?:em|ia|iam)?|dito|afirm\w+|declar\w+|explic\w+|coment\w+|admit\w+|anunci\w+|critic\w+",
            r"defend\w+",
            r"consider\w+|insist\w+|respond\w+|opin\w+|denunci\w+|escrev\w+|garant\w+|assegur\w+|sublinh\w+",
            r"acrescent\w+",
            r"salient\w+|revel\w+|avis(?:a|am|ou|aram)|advert\w+|reconhec\w+|sustent\w+|referi\w+",
            r"alert(?:a|am|ou|aram)|cr[eê]|creem",
            r"acredit\w+|segundo|conforme|de acordo com|na opiniao d\w+|no entender d\w+|nas palavras d\w+|palavras",
        ),
    ),
    reserves=_RESERVES,
    questions=Questions(
        cause=any_of("por ?que", "para que"),
        figure=any_of("quant[oa]s?"),
        date=any_of("quando", "em que (?:ano|data|mes|dia|seculo)"),
        name=any_of("quem"),
        words=any_of("que|qual|quais|quant[oa]s?|quando|quem|onde|como"),
        cause_nouns=any_of("motivos?|razao|razoes|objetivos?"),
        figure_nouns=any_of("percentagem|porcentagem|numero"),
        reasons=any_of(
            "porque|ja que|devido a|gracas a|por isso|a fim de|com o objetivo",
            "busca[m]?|pretende[m]?|objetivos?|motivos?|causas?|quer(?:em|ia|iam)?",
        ),
        place=any_of("a?onde"),
        at=words("em no na nos nas"),
        manner=any_of("como", "de que (?:maneira|forma|modo)"),
        which=any_of("que|qual|quais"),
        called=any_of(r"como se (?:cham|intitul)\w+", "qual (?:e|era|foi) o nome d[eao]"),
        several=any_of("quais"),
        preamble=any_of(
            "ola|oi|bo[am] (?:dia|tarde|noite)|por favor|desculpe|e|mas|gostaria de saber|quero saber",
            "(?:pode|podia) dizer(?: me)?",
        ),
        overview=any_of(
            r"(?:o )?que se sabe (?:de|d[oa]s?|sobre)|(?:o )?que (?:aconteceu|houve)|resum\w+",
            r"(?:conta|fala|conte|fale) (?:me )?(?:de|sobre)",
        ),
        definition=any_of("(?:o )?que (?:e|sao|significa)|quem (?:e|foi|era|sao)"),
        comparison=any_of(
            "qual d[oae]l?e?s d(?:ois|uas)|diferencas? entre",
            "(?:quem|qual|que|onde) [^?]*(?:mais|menos|melhor|pior|maior|menor)\\b[^?]*[ ,]ou \\w+",
        ),
        listing=any_of("(?:enumer|list|nomei|cit)[ae] (?:os|as|tod[oa]s)|lista d[eoa]s?"),
        whether=any_of("e verdade(?: que)?|se"),
        either=words("ou"),
        relatives=words("que qual quais quando quem onde como"),
    ),
    follow_ups=FollowUps(
        openers=any_of("e|ou|mas|entao|tambem"),
    ),
    courtesies=Courtesies(
        thanks=any_of("(?:muito )?obrigad[oa]s?(?: por tudo)?"),
        greeting=any_of("ola|oi", "bom dia", "boa (?:tarde|noite)", "tudo bem"),
        farewell=any_of("adeus|tchau", "ate (?:logo|breve|amanha|mais)"),
        assent=any_of("ok|certo|perfeito|entendido|entendi|otimo|sim", "esta bem", "muito bem", "de acordo"),
    ),
    fields={
        "title": words("titulo manchete"),
        "published": words("data publicado publicada datadepublicacao datapublicacao"),
        "updated": words("atualizado atualizada modificado datadeatualizacao"),
        "outlet": words("veiculo fonte jornal editora"),
        "author": words("autor autora autores assinatura"),
        "section": words("secao editoria categoria"),
        "address": words("endereco ligacao"),
        "text": words("texto corpo conteudo"),
        "key": words("identificador chave codigo"),
        "other": words("etiquetas palavraschave descricao resumo subtitulo idioma lingua imagem"),
    },
    messages=_MESSAGES,
    profile=_PROFILE,
    furniture=_FURNITURE,
    corrections=_CORRECTIONS,
)
