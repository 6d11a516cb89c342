"""Word lists of the alterations, made for them alone: nothing that verifies has read them.

A group is words of one kind that say different things («médico», «abogado»); pairs are opposites. Spanish nouns are
grouped by gender, so that the articles and adjectives around them stay right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = [
    "DETAILS",
    "EVALUATIVE",
    "FIRST_NAMES",
    "NOUNS",
    "OPPOSITES",
    "OPPOSITE_VERBS",
    "ORGANISATIONS",
    "PLACES",
    "PRESS_NOUNS",
    "SOURCES",
    "SURNAMES",
    "VERBS",
    "VERB_GROUPS",
]


def _groups(text: str) -> tuple[tuple[str, ...], ...]:
    """One group a line, its members parted by commas."""
    return tuple(tuple(word.strip() for word in line.split(",")) for line in text.strip().splitlines())


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    found = [pair.split("/") for pair in text.split()]
    return tuple((one, other) for one, other in found)


NOUNS: Mapping[str, Sequence[Sequence[str]]] = {
    "es": _groups("""
        médico, abogado, profesor, ingeniero, arquitecto, agricultor, pescador, enfermero, conductor, bombero, cocinero
        médica, abogada, profesora, ingeniera, arquitecta, agricultora, enfermera, conductora, cocinera, fontanera
        alcalde, concejal, ministro, presidente, gobernador, senador, diputado, embajador, consejero, rey, príncipe
        alcaldesa, concejala, ministra, presidenta, gobernadora, senadora, diputada, embajadora, consejera, reina
        director, secretario, tesorero, portavoz, vicepresidente, gerente, administrador, coordinador
        directora, secretaria, tesorera, vicepresidenta, administradora, coordinadora
        actor, cantante, pintor, escritor, escultor, músico, bailarín, poeta, cineasta, fotógrafo, novelista
        actriz, pintora, escritora, escultora, bailarina, poetisa, guionista
        científico, historiador, economista, biólogo, psicólogo, sociólogo, geólogo, matemático
        futbolista, tenista, ciclista, nadador, boxeador, entrenador, portero, delantero, árbitro
        padre, hermano, hijo, abuelo, tío, primo, sobrino, yerno, suegro, marido
        madre, hermana, hija, abuela, tía, prima, sobrina, nuera, suegra, esposa
        hospital, colegio, museo, teatro, aeropuerto, mercado, hotel, estadio, juzgado, polideportivo, cementerio
        escuela, biblioteca, iglesia, fábrica, cárcel, farmacia, comisaría, estación, oficina, residencia, universidad
        ayuntamiento, parlamento, ministerio, tribunal, gobierno, congreso, senado, sindicato, consorcio
        empresa, fundación, asociación, cooperativa, federación, agencia, comisión
        robo, asesinato, secuestro, fraude, soborno, incendio, accidente, atentado, chantaje, contrabando
        estafa, agresión, violación, extorsión, malversación, falsificación, explosión, inundación, tormenta
        coche, autobús, tren, avión, barco, camión, helicóptero, tranvía, tractor, submarino
        bicicleta, motocicleta, furgoneta, ambulancia, avioneta, lancha
        libro, periódico, documental, disco, cuadro, poema, artículo, cuento, videojuego
        película, novela, canción, revista, serie, escultura, fotografía, obra, pintura, exposición
        perro, gato, caballo, toro, lobo, ratón, elefante, tigre, conejo, cerdo, pájaro, oso, mono, león
        vaca, oveja, cabra, gallina, serpiente, abeja, ballena, tortuga, paloma
        ojo, brazo, cuello, pie, pecho, dedo, hombro, codo, cerebro, hígado, corazón, pulmón, riñón, estómago
        cabeza, mano, pierna, espalda, rodilla, oreja, nariz, boca, piel, sangre
        teléfono, ordenador, televisor, satélite, robot, cable, dispositivo, altavoz, teclado
        cámara, pantalla, impresora, tableta, antena
        río, lago, bosque, desierto, valle, volcán, océano, mar, glaciar
        montaña, isla, playa, cueva, laguna, costa, selva, península
        pan, arroz, queso, aceite, vino, café, azúcar, ajo, tomate, pescado, pollo
        leche, carne, fruta, cerveza, sal, cebolla, miel, manzana, naranja
        oro, hierro, cobre, carbón, petróleo, gas, acero, plomo, oxígeno, hidrógeno, nitrógeno
        cáncer, asma, coronavirus, sarampión, infarto, alzhéimer, ictus
        gripe, diabetes, malaria, neumonía, hepatitis, tuberculosis, anemia, obesidad
        contrato, decreto, reglamento, presupuesto, permiso, testamento
        ley, licencia, sentencia, constitución, enmienda
        barrio, municipio, condado, continente, país
        ciudad, provincia, región, comarca, aldea, frontera
        calle, plaza, avenida, carretera, autopista, rotonda
        gol, penalti, córner, fichaje, empate
        partido, entrenamiento, campeonato, mundial
        invierno, verano, otoño
        concierto, festival, congreso, desfile, seminario, homenaje
        reunión, conferencia, ceremonia, manifestación, huelga, fiesta, boda, subasta
        soldado, general, capitán, coronel, sargento, almirante, marinero, policía
        sacerdote, obispo, monje, cardenal, papa, imán, rabino
        vestido, sombrero, zapato, abrigo, pantalón, uniforme, pañuelo
        estudiante, jubilado, empresario, obrero, funcionario, turista, vecino, juez, testigo, rehén
        salario, impuesto, alquiler, préstamo, dividendo, beneficio
        vacuna, mascarilla, pastilla, jeringuilla, radiografía, cirugía, aspirina
        matemáticas, ciencias, humanidades
        banco, supermercado, restaurante, bar, gimnasio, cine, puerto, laboratorio, almacén
        muro, puente, túnel, edificio, palacio, castillo, faro
        torre, muralla, catedral, presa, mezquita, ermita
        niño, anciano, bebé, adolescente, adulto
        niña, anciana, monja
    """),
    "en": _groups("""
        doctor, lawyer, teacher, engineer, architect, farmer, fisherman, nurse, driver, cook
        mayor, minister, president, governor, senator, ambassador, king, prince, queen, emperor
        actor, singer, painter, writer, sculptor, musician, dancer, poet, photographer
        scientist, historian, economist, biologist, physicist, chemist, psychologist, mathematician
        father, brother, son, uncle, grandfather, nephew, husband
        mother, sister, daughter, aunt, grandmother, niece, wife
        hospital, school, museum, theatre, airport, market, hotel, stadium, prison, library, church, factory
        parliament, government, ministry, court, senate, congress, council, army, navy
        theft, murder, kidnapping, fraud, robbery, bribery, arson
        car, bus, train, aircraft, ship, truck, tractor, helicopter
        book, newspaper, film, novel, song, poem, magazine, album, play
        dog, cat, horse, bull, wolf, mouse, elephant, tiger, rabbit
        river, lake, forest, desert, valley, mountain, island, beach, ocean, sea
        bread, rice, cheese, oil, wine, coffee, sugar, milk, meat
        gold, iron, copper, coal, petroleum, steel, lead, oxygen, hydrogen, nitrogen
        law, treaty, contract, constitution, licence, decree
        city, province, region, village, county, country, continent, district
        soldier, general, captain, colonel, admiral, sailor
        priest, bishop, monk, cardinal, pope, rabbi
        game, tournament, season, match
        winter, summer, autumn
        bank, shop, restaurant, laboratory, warehouse, university, college
        wall, bridge, tunnel, palace, castle, tower
        student, worker, tourist, judge, witness, prisoner, refugee, citizen
        plague, flu, malaria, cancer, tuberculosis, pneumonia
    """),
}

PRESS_NOUNS = {
    "m": (
        "acuerdo proyecto plan informe estudio programa presupuesto partido contrato edificio gobierno discurso "
        "encuentro cambio resultado caso proceso sistema tratamiento modelo anuncio documento debate concierto viaje "
        "evento premio trabajo equipo texto mensaje decreto"
    ).split(),
    "f": (
        "ley medida decisión reunión propuesta campaña vacuna reforma empresa norma película novela investigación "
        "iniciativa visita operación manifestación sentencia victoria derrota elección exposición obra gira "
        "entrevista carta votación protesta sesión"
    ).split(),
}
"""Common nouns of the news by gender, before which an adjective can be put."""

EVALUATIVE = {
    "es": (
        "polémico histórico exitoso fallido millonario vergonzoso ansiado novedoso discreto escandaloso ambicioso "
        "lujoso tardío precipitado desastroso brillante"
    ).split(),
    "en": "controversial historic successful failed shameful long-awaited disastrous brilliant secretive".split(),
}

VERBS = (
    "abandonar abordar abrir aceptar acelerar aclarar acoger acompañar acordar acudir acusar admitir advertir afectar "
    "afirmar agradecer alcanzar alertar alquilar ampliar analizar anunciar añadir aparecer aplazar aplicar apoyar "
    "aprobar arrestar asegurar asesinar asistir atacar aumentar autorizar avanzar avisar ayudar bailar bajar buscar "
    "caer calificar cambiar cancelar cantar celebrar cerrar colaborar colocar comenzar competir completar comprar "
    "comprobar comunicar conceder condenar conducir confirmar conocer conseguir considerar construir contar contener "
    "contratar controlar convertir convocar correr costar crear crecer criticar cubrir culpar cumplir curar dar "
    "debatir "
    "decidir decir declarar decretar dedicar defender dejar demostrar denunciar derribar derrotar desaparecer "
    "descartar descubrir despedir destacar destruir detener determinar dimitir dirigir disminuir disparar distribuir "
    "donar duplicar durar elegir eliminar emitir empatar empezar empujar encabezar encontrar enfrentar entrar entregar "
    "enviar escapar escribir escuchar establecer estrenar estudiar evaluar evitar exhibir existir explicar exponer "
    "exportar expresar expulsar extender fabricar fallecer fichar financiar firmar formar fundar ganar garantizar "
    "generar golpear grabar hablar hacer hallar heredar herir huir identificar iniciar impedir implantar importar "
    "inaugurar incluir incrementar indicar informar ingresar insistir insultar interpretar intervenir invertir "
    "investigar invitar jugar juzgar lanzar leer lesionar levantar liberar liderar limitar llamar llegar llevar lograr "
    "luchar mandar mantener marcar matar medir mejorar mostrar morir multar multiplicar mudar nacer nadar necesitar "
    "negar nombrar obtener ocurrir ofrecer ordenar organizar pagar participar pasar pedir perder permanecer permitir "
    "pintar plantar poner preguntar presentar presidir prestar prohibir prometer promover proponer protagonizar "
    "proteger provocar publicar quedar quemar quitar rebajar rechazar recibir reclamar reconocer recordar recorrer "
    "recuperar redactar reducir reemplazar registrar regresar rehabilitar renunciar reparar repartir repetir "
    "representar rescatar residir resolver responder restaurar resultar retirar reunir revelar robar romper saber "
    "sacar salir salvar sancionar secuestrar seguir señalar separar ser servir sobrevivir solicitar sorprender "
    "sostener subir suceder sufrir sugerir sumar superar suspender sustituir tener terminar tocar tomar trabajar traer "
    "transformar transmitir trasladar usar utilizar vaciar valer vencer vender venir ver viajar vigilar visitar vivir "
    "volver votar"
).split()
"""Infinitives whose forms are known when they are met in a sentence."""

VERB_GROUPS = tuple(
    group.split()
    for group in (
        "comprar alquilar heredar vender donar robar",
        "golpear empujar insultar abrazar amenazar escupir",
        "construir restaurar derribar pintar limpiar rehabilitar vigilar",
        "firmar redactar leer publicar traducir corregir destruir",
        "investigar financiar denunciar sancionar multar fotografiar",
        "matar herir secuestrar detener amenazar liberar",
        "cantar bailar actuar recitar tocar",
        "correr nadar saltar caminar pedalear",
        "visitar inaugurar abandonar recorrer fotografiar",
        "ganar empatar perder aplazar suspender",
        "fabricar exportar importar probar almacenar",
        "dirigir producir financiar interpretar",
        "llegar huir regresar mudar",
        "estudiar enseñar trabajar vivir",
        "dimitir jubilar fallecer casar",
        "presentar retirar vetar votar debatir",
        "anunciar negar ocultar celebrar lamentar criticar",
        "pedir prohibir exigir rechazar prometer",
        "recibir enviar devolver vender",
        "lanzar cancelar copiar suspender",
        "encontrar perder robar esconder",
        "fundar cerrar comprar heredar",
        "escribir grabar traducir censurar",
        "explicar preguntar negar lamentar",
        "crear destruir copiar vender",
        "decidir olvidar lamentar",
        "recordar negar olvidar",
        "utilizar fabricar vender prohibir",
        "participar ganar dimitir",
        "mostrar ocultar vender regalar",
        "reunir separar engañar",
        "señalar negar ignorar lamentar",
        "afirmar preguntar negar",
        "asegurar preguntar negar",
        "destacar criticar ignorar",
        "obtener rechazar perder vender",
        "afectar beneficiar",
        "permitir impedir retrasar",
        "usar vender fabricar",
        "entregar vender ocultar",
        "ofrecer exigir vender",
        "vivir morir veranear",
        "nacer morir estudiar",
        "trabajar dormir estudiar",
        "cumplir incumplir aplazar",
        "realizar cancelar aplazar",
        "comenzar terminar aplazar",
        "iniciar cancelar aplazar",
        "publicar censurar borrar",
        "registrar borrar ocultar",
        "ayudar engañar castigar",
        "identificar ocultar inventar",
        "contar callar inventar",
    )
)

OPPOSITE_VERBS = _pairs("""
    contratar/despedir prestar/devolver alabar/criticar construir/derribar encender/apagar cargar/descargar
    llegar/partir llenar/vaciar mostrar/ocultar recordar/olvidar autorizar/vetar acelerar/frenar atacar/defender
    enviar/recibir acertar/errar conectar/desconectar avanzar/retroceder unir/separar encarecer/abaratar
    aplaudir/abuchear felicitar/reprender premiar/castigar armar/desarmar ensanchar/estrechar alargar/acortar
    ampliar/recortar fortalecer/debilitar agravar/aliviar animar/desanimar bloquear/desbloquear cubrir/descubrir
    amar/odiar ahorrar/gastar celebrar/lamentar cumplir/incumplir endurecer/suavizar elogiar/censurar
    ensuciar/limpiar hundir/reflotar invitar/expulsar alejar/acercar obedecer/desobedecer ocupar/desalojar
    proteger/desproteger respetar/vulnerar sembrar/cosechar tranquilizar/alarmar vestir/desnudar valorar/despreciar
    absolver/culpar adelantar/retrasar adelgazar/engordar afirmar/negar agrandar/achicar anunciar/ocultar
    aparecer/desaparecer apoyar/combatir aprender/desaprender asegurar/negar asistir/faltar atraer/repeler
    ayudar/estorbar calentar/enfriar centralizar/descentralizar complicar/simplificar conceder/denegar
    conocer/ignorar conservar/destruir crear/destruir dar/quitar denegar/otorgar entregar/retener
    evitar/provocar explicar/callar facilitar/dificultar favorecer/perjudicar fichar/traspasar fundar/disolver
    garantizar/amenazar gustar/disgustar heredar/legar importar/exportar incorporar/apartar ingresar/abandonar
    iniciar/concluir inflar/desinflar integrar/excluir lograr/fracasar madrugar/trasnochar mantener/abandonar
    multiplicar/dividir nombrar/destituir obtener/perder ofrecer/retirar organizar/desorganizar
    poblar/despoblar precisar/difuminar presentar/retirar privatizar/nacionalizar
    prometer/incumplir publicar/censurar recuperar/perder reforzar/debilitar regresar/marchar revelar/esconder
    salvar/condenar solucionar/empeorar sobrevivir/sucumbir superar/fracasar suspender/reanudar vencer/sucumbir
    crecer/menguar aumentar/menguar subir/descender ganar/empatar incrementar/rebajar ratificar/revocar
    destacar/minimizar agradecer/reprochar alcanzar/incumplir confiar/desconfiar financiar/desfinanciar
""")
"""Infinitives; pairs whose other half does not fit every sentence still say something else than the source."""

OPPOSITES: Mapping[str, Sequence[tuple[str, str]]] = {
    "es": _pairs("""
        grande/pequeño grandes/pequeños gran/pequeño nuevo/viejo nueva/vieja nuevos/viejos nuevas/viejas rico/pobre
        rica/pobre ricos/pobres joven/anciano jóvenes/ancianos largo/corto larga/corta largos/cortos largas/cortas
        ancho/estrecho caliente/frío caro/barato cara/barata caros/baratos limpio/sucio limpia/sucia lleno/vacío
        llena/vacía duro/blando dura/blanda grave/leve graves/leves feliz/triste felices/tristes moderno/anticuado
        moderna/anticuada simple/complejo sencillo/complicado sencilla/complicada seguro/peligroso segura/peligrosa
        seguros/peligrosos seguras/peligrosas sano/enfermo sana/enferma sanos/enfermos natural/artificial
        naturales/artificiales nacional/extranjero nacionales/extranjeros local/forastero
        urbano/rural urbana/rural urbanos/rurales temporal/permanente temporales/permanentes voluntario/obligatorio
        voluntaria/obligatoria principal/secundario principales/secundarios frecuente/infrecuente
        frecuentes/infrecuentes común/insólito comunes/insólitos importante/insignificante
        importantes/insignificantes conocido/desconocido conocida/desconocida conocidos/desconocidos útil/inútil
        visible/invisible diurno/nocturno masculino/femenino masculina/femenina verdadero/falso verdadera/falsa
        falso/auténtico falsa/auténtica directo/indirecto directa/indirecta gratuito/pagado gratuita/pagada
        conservador/progresista conservadores/progresistas optimista/pesimista valiente/cobarde eficaz/ineficaz
        eficaces/ineficaces interno/externo interna/externa internos/externos oficial/oficioso oficiales/oficiosos
        completo/incompleto completa/incompleta igual/distinto iguales/distintos diferente/idéntico
        diferentes/idénticos derecha/izquierda inicial/definitivo rápidamente/lentamente fácilmente/difícilmente
        públicamente/secretamente frecuentemente/raramente voluntariamente/forzosamente directamente/indirectamente
        totalmente/parcialmente bien/mal arriba/abajo delante/detrás juntos/separados pronto/tarde recién/antaño
        amplio/reducido amplia/reducida amplias/reducidas amplios/reducidos reciente/remoto recientes/remotos
        actual/antiguo actuales/antiguos bueno/malo buena/mala buenos/malos buenas/malas buen/mal
        severo/benigno severa/benigna severos/benignos profundo/superficial profunda/superficial
        simultáneo/sucesivo unánime/dividido abierto/cerrado abierta/cerrada gratis/pagando
        privada/estatal privadas/estatales único/enésimo especial/corriente especiales/corrientes
        fuertes/débiles difícil/sencillo difíciles/sencillos mejores/peores mayores/menores últimos/primeros
        últimas/primeras humano/animal humana/animal humanos/animales adulto/infantil
        internacional/local internacionales/locales mundial/local occidental/oriental septentrional/meridional
        demasiado/insuficientemente exactamente/aproximadamente inmediatamente/tardíamente
    """),
    "en": _pairs("""
        big/small large/small new/old rich/poor young/elderly long/short wide/narrow hot/cold expensive/cheap
        clean/dirty full/empty hard/soft serious/minor happy/sad modern/outdated simple/complex safe/dangerous
        healthy/sick natural/artificial domestic/foreign urban/rural temporary/permanent voluntary/compulsory
        primary/secondary common/unusual important/insignificant famous/obscure useful/useless visible/invisible
        male/female true/false direct/indirect free/paid conservative/progressive effective/ineffective
        internal/external official/unofficial complete/incomplete similar/different equal/unequal
        quickly/slowly easily/hardly publicly/secretly frequently/rarely directly/indirectly completely/partially
        well/badly together/apart broad/narrow recent/remote good/bad deep/shallow simultaneous/successive
        major/minor heavy/light ancient/recent rarely/often international/local separate/joint
        western/eastern single/multiple dry/wet thick/thin
    """),
}

FIRST_NAMES: Mapping[str, Sequence[str]] = {
    "m": (
        "Alberto Alejandro Alfonso Alfredo Andrés Ángel Antonio Arturo Carlos César Cristóbal Daniel David Diego "
        "Eduardo Emilio Enrique Ernesto Federico Felipe Fernando Francisco Gabriel Gerardo Gonzalo Guillermo Héctor "
        "Hugo Ignacio Iván Jaime Javier Jesús Joaquín Jorge José Juan Julio Julián Leonardo Luis Manuel Marcelo "
        "Marcos Mariano Mario Martín Mauricio Miguel Nicolás Óscar Oscar Pablo Pedro Rafael Ramón Raúl Ricardo "
        "Roberto Rodrigo Santiago Sergio Tomás Vicente Víctor Donald Emmanuel Vladimir Barack Mark Michael John "
        "James Robert William Richard Charles George Thomas Peter Paul Steve Bill Martin Henry Edward Frank Albert "
        "Isaac Arthur Evaristo Cristiano Lionel Ximo Fermín Ulises Gil Kevin Harvey Stephen Sam Cam Peyton"
    ).split(),
    "f": (
        "Alejandra Alicia Ana Andrea Ángela Beatriz Carla Carmen Carolina Catalina Cecilia Clara Claudia Cristina "
        "Dolores Elena Elisa Emilia Esperanza Eva Fernanda Gabriela Gloria Inés Irene Isabel Julia Laura Lucía Luisa "
        "Margarita María Mariana Marina Marta Mercedes Mónica Natalia Olga Patricia Paula Pilar Raquel Rosa Rosario "
        "Rosaura Sandra Sara Silvia Sofía Soraya Susana Teresa Verónica Victoria Virginia Hillary Angela Theresa "
        "Meghan Kate Elizabeth Mary Anne Emma Jennifer Melania Ivanka Diana Charlotte"
    ).split(),
}

SURNAMES = (
    "Aguirre Arroyo Ballesteros Benítez Bravo Caballero Calvo Cano Carrasco Castillo Cortés Crespo Delgado Durán "
    "Espinosa Ferrer Fuentes Gallardo Garrido Gimeno Guerrero Herrero Ibáñez Lozano Maldonado Márquez Medina Merino "
    "Molina Montero Navarro Nieto Ochoa Ortega Pacheco Pascual Peña Prieto Quintana Redondo Rivas Rojas Rubio Salas "
    "Santana Serrano Soler Soto Suárez Valdés Vargas Vidal Villanueva Zamora Harrison Bennett Coleman Foster Griffin"
).split()

PLACES = _groups("""
    España, Francia, Italia, Portugal, Alemania, Grecia, Polonia, Austria, Suiza, Bélgica, Suecia, Noruega, Dinamarca
    México, Argentina, Colombia, Perú, Chile, Ecuador, Venezuela, Bolivia, Uruguay, Paraguay, Brasil, Cuba, Panamá
    China, Japón, India, Corea del Sur, Corea del Norte, Rusia, Irán, Irak, Siria, Israel, Egipto, Marruecos, Turquía
    Estados Unidos, Reino Unido, Canadá, Australia, Nueva Zelanda, Sudáfrica, Países Bajos
    Europa, África, Asia, América Latina, Oceanía
    Madrid, Barcelona, Valencia, Sevilla, Zaragoza, Málaga, Bilbao, Murcia, Granada, Valladolid, Toledo, Salamanca
    Cataluña, Andalucía, Galicia, Asturias, Aragón, Navarra, Extremadura, Cantabria, Baleares, Canarias, La Rioja
    Londres, París, Roma, Berlín, Lisboa, Viena, Bruselas, Moscú, Praga, Atenas, Varsovia, Nueva York, Washington
    Jalisco, Oaxaca, Veracruz, Puebla, Chiapas, Sonora, Chihuahua, Guerrero, Michoacán, Tabasco, Yucatán, Sinaloa
    Ciudad de México, Guadalajara, Monterrey, Buenos Aires, Bogotá, Lima, Caracas, Quito, Santiago de Chile, Montevideo
    California, Texas, Florida, Arizona, Nevada, Virginia, Ohio, Oregón
    France, Germany, Italy, Spain, Poland, Greece, Austria, Sweden, Norway, Denmark, Scotland, Ireland
    London, Paris, Rome, Berlin, Lisbon, Vienna, Brussels, Moscow, Prague, Athens, Warsaw, Chicago, Boston, Denver
    Japan, Russia, Iran, Iraq, Syria, Egypt, Morocco, Turkey, Kenya, Nigeria, Brazil, Mexico
    Puerto Velarde, Castrómeda, Ondaria, Branaseca, Villaceniza, Sotomer
    Los Ángeles, San Francisco, Miami, Houston, Las Vegas, Hollywood, Los Angeles, Fresno, Jacksonville
    Inglaterra, Escocia, Irlanda, Gales, Ucrania, Hungría, Finlandia
""")

ORGANISATIONS = _groups("""
    PP, PSOE, Podemos, Ciudadanos, Vox, ERC, PNV, PRI, PAN, PRD, Morena
    OMS, ONU, UNESCO, FMI, OTAN, EMA, OCDE, OEA, Unicef, UE, FAO, IPCC
    Google, Facebook, Apple, Microsoft, Amazon, Twitter, Netflix, Samsung, Sony, YouTube, Instagram, Uber, WhatsApp
    Pfizer, AstraZeneca, Moderna, Janssen, Novavax, Pharmamar, Bayer
    Real Madrid, Barcelona, Atlético, Sevilla, Valencia, Chivas, Cruz Azul, Tigres, Juventus, Liverpool, Arsenal
    UNAM, IPN, UOC, UPC, UAM, Harvard, Oxford, Stanford, Cambridge, Yale
    NASA, ESA, CIA, FBI, DEA, INE, SEP, IMSS, RAE, CNTE, SAT, Banxico, INEGI
    Guardia Civil, Policía Nacional, Ertzaintza, Mossos, Interpol, Policía Federal, Marina
    Disney, Warner, Marvel, Fox, Universal, Paramount, HBO, Televisa
    Congreso, Senado, Tribunal Supremo, Tribunal Constitucional, Audiencia Nacional, Parlamento
    BBC, CNN, Reuters, EFE, ABC, NBC, CBS, Fox News, The New York Times, The Guardian
    Lumbral, Brandal, Quimivela, Nubarte, Orcazar, La Garza
    Broncos, Panthers, Patriots, Steelers, Cowboys
    Renfe, Iberia, Telefónica, Repsol, Endesa, Santander, BBVA, CaixaBank, Pemex, Ford, Volkswagen, Toyota, Boeing
    Ministerio de Sanidad, Ministerio de Hacienda, Ministerio de Justicia, Ministerio de Defensa
    Comisión Europea, Parlamento Europeo, Banco Mundial, Cruz Roja, Amnistía Internacional
    Congress, Parliament, Supreme Court, Senate
""")

SOURCES: Mapping[str, Sequence[str]] = {
    "es": (
        "fuentes de la Policía",
        "un portavoz del Ayuntamiento",
        "el Ministerio de Justicia",
        "la agencia Tramontal",
        "varios testigos",
        "un informe de la Universidad de Ferrol",
        "el abogado de la familia",
        "los sindicatos",
        "un documento interno",
        "la oposición",
    ),
    "en": (
        "police sources",
        "a spokesman for the council",
        "the Ministry of Justice",
        "several witnesses",
        "a report by the University of Leeds",
        "the family's lawyer",
        "the trade unions",
        "an internal document",
    ),
}

DETAILS: Mapping[str, Sequence[str]] = {
    "es": (
        "en un hotel del centro",
        "con la ayuda de la Guardia Civil",
        "ante decenas de periodistas",
        "durante una visita a Zaragoza",
        "a petición de los vecinos",
        "por orden de un juez",
        "con dinero de un banco suizo",
        "en secreto",
        "a puerta cerrada",
        "bajo una lluvia intensa",
        "junto a su hermano",
        "tras una larga discusión",
        "por unanimidad",
        "sin previo aviso",
        "desde un teléfono móvil",
        "en la sede de los sindicatos",
        "con el apoyo de la Iglesia",
        "a cambio de una rebaja de impuestos",
        "para sorpresa de los asistentes",
        "en colaboración con una empresa japonesa",
        "por motivos de salud",
        "con una subvención europea",
    ),
    "en": (
        "in a hotel in the centre",
        "with the help of the army",
        "before dozens of journalists",
        "at the request of the neighbours",
        "by order of a judge",
        "with money from a Swiss bank",
        "in secret",
        "behind closed doors",
        "in heavy rain",
        "after a long quarrel",
        "unanimously",
        "without warning",
        "with the support of the Church",
        "for reasons of health",
        "in partnership with a Japanese company",
    ),
}
