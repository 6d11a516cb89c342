"""What gives a language away: its most frequent words by how frequent they are, its endings, its letters.

Written for this project and rounded to tiers; these lists serve nothing but `rag.text.language`. Closed classes
(articles, pronouns, prepositions, auxiliaries, what asks, small numbers, days and months), as they are spelt.
A language needs no rules anywhere else to be told from its neighbours, so there are more here than are supported.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["DENSE", "OPENING_MARKS", "PROFILES", "RARER", "SCRIPTS", "TELLING_LETTERS", "Profile"]


@dataclass(frozen=True, slots=True)
class Profile:
    """How one language looks.

    Attributes:
        words: Frequent words, space-separated, in four tiers: about 20, 7, 2 and 0.5 in a thousand. An elided word
            keeps its apostrophe («l'»).
        endings: Endings of its other words, space-separated, in four tiers: about 100, 30, 10 and 3 in a thousand of
            those. An ending that one language names is rare in every other that does not.
        letters: Letters and groups of letters that are usual in it and not in all others, space-separated.
    """

    words: tuple[str, str, str, str]
    endings: tuple[str, str, str, str]
    letters: str


_ES = Profile(
    words=(
        "de la que el en y a los",
        "se del las un por con no una su para es al lo",
        """como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era
        muy hasta desde está mi porque qué solo sólo han hay todos nos ni tiene él donde uno ese años año ante
        contra según tras tres va van""",
        """e u yo tú te ti mí tu tus mis os les unos unas algún alguna alguno algunos algunas ningún ninguna nada
        nadie cada cual cuyo cuya quien quienes quién quiénes cuál cuáles cuándo cuánto cuánta cuántos cuántas
        dónde cómo así aunque pues sino mientras durante mediante hacia bajo ahora hoy ayer mañana antes después
        luego siempre nunca aquí allí ahí mucho mucha muchos muchas poco pocos otra otro otras otros mismo misma
        toda todas tanto tan menos mejor mayor esto eso esa esas esos estos estas aquel aquella ella ellas ellos
        ello usted ustedes nosotros nuestro nuestra soy eres somos sea sean será serán sería fueron eran sido
        siendo estoy estás están estaba estaban estuvo he has hemos habrá habría hubo haber tengo tienes tienen
        tenía tener tuvo hace hacer hacen hizo hecho puede pueden puedo podría podrán voy vamos ir dice dijo dicen
        decir debe deben quiere sabe sí bien mal vez veces cuatro cinco seis siete ocho nueve diez once doce trece
        catorce quince veinte treinta cien mil millones primer primera primero último última lunes martes
        miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre
        octubre noviembre diciembre día días mes meses semana hora horas gran nuevo nueva sur norte""",
    ),
    endings=(
        "a es os",
        "ado al an ar as ción e ente n o to",
        """ada ados ando ca d da dad do en encia endo er era ica ico ido ir l le lo no on or re ro s sa se so te za
        ía ó""",
        """adas ades amos aria aron ato ce co dor ea el emos iendo ieron esa ez i idas idos is ista ito ndo ne ol ora
        r sta ste t tura y zo é és""",
    ),
    letters="ñ á é í ó ú ll ue ie qu y",
)
_GL = Profile(
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
)
_PT = Profile(
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
)
_FR = Profile(
    words=(
        "de la le les et des l' d' à en",
        "du un une que est pour qui a dans par il au sur pas plus ne ce se n' s' qu' c' j'",
        """je vous on son sa ses avec ou mais nous ont sont été cette ces aux comme elle ils être fait tout si y même
        aussi leur bien où très deux ans trois sans entre dont lui peut après avant contre selon était avoir faire
        m' t' tous depuis""",
        """tu te me moi toi eux elles mon ma mes ton ta tes notre nos votre vos leurs quelque quelques aucun aucune
        rien personne chaque quel quelle quels quelles lequel laquelle quand combien pourquoi comment quoi ainsi
        car donc ni pendant sous vers chez maintenant hier demain aujourd' hui jamais toujours ici là peu beaucoup
        autre autres toute toutes tant moins mieux cela ça celui celle ceux suis es sommes êtes soit sera seront
        serait fut furent étaient avait avaient ai as avons avez aura auront eu fera font peuvent pourrait va vont
        vais allons aller dit dire doit doivent veut sait oui non fois quatre cinq six sept huit neuf dix onze
        douze treize quatorze quinze vingt trente cent mille millions premier première dernier dernière lundi
        mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre
        octobre novembre décembre jour jours mois semaine heure heures grand grande nouveau nouvelle sud nord lors
        t""",
    ),
    endings=(
        "es",
        "e ent er le ne re se t te tion ts é",
        """a age aire ais ait al ance ant ce che d el en ence ers eur ez i ie in ique ir ire is ité l ns on ons r rs
        rt s u ue x y ée és""",
        "ai ain an as at ats au elle ente era eu eux ge ile k ls m n nd nt o os que ste us ute",
    ),
    letters="ç à â è é ê ë î ï ô û ù œ eau eu ou ai oi ss ll nn tt mm gn qu",
)
_IT = Profile(
    words=(
        "di e che il la in a l'",
        "per un non è una del si i le della con da ha dell' al gli nel d' sono dei",
        """lo come più alla ma ed o se anche ad dal nella delle su ci mi ne questo questa era due hanno dopo c' all'
        dalla suo sua loro stato tra fra sul sulla essere solo degli nell' alle dall' un' ai anni anno tre stata
        contro secondo perché cosa""",
        """io tu lui lei noi voi te ti vi me mio mia tuo tua nostro nostra vostro suoi sue alcuni alcune qualche
        nessun nessuno nessuna niente nulla ogni quale quali cui chi quando quanto quanta quanti quante dove così
        ancora già poi prima mentre durante sotto verso presso adesso ora oggi ieri domani sempre mai qui qua lì
        là molto molta molti molte poco pochi altra altro altre altri stesso stessa tutta tutte tutti tutto tanto
        meno meglio quello quella quelli quelle quest' queste questi ciò sei siamo siete sia siano sarà saranno
        sarebbe fu furono erano ho hai abbiamo avete avrà aveva avevano avere ebbe fa fare fanno fatto può possono
        potrebbe va vanno vado andiamo andare dice detto dire deve devono vuole sa sì no bene male volta volte
        quattro cinque sette otto nove dieci undici dodici tredici quattordici quindici venti trenta cento mila
        mille milioni primo ultimo ultima lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio
        febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre giorno giorni mese
        mesi settimana ore nuovo nuova grande sud nord stati state dello dallo nello allo agli dagli negli dai nei
        sui sugli dov' quant' com'""",
    ),
    endings=(
        "a i o",
        "are ato e ente le no ne te to zione",
        """ando ata ate ati ca ce che co da enti enza er ere ica ico ie ile ire ito ità lo re ro sa se so uto za
        zioni""",
        """ai al an ari arà d do ea ei endo era erà es esa ge ista k l m n on oni or que r s sta ste t tura ura uta y
        zo""",
    ),
    letters="à è é ì ò ù gli gn tt zz cc gg ll pp nn ss ch gh zi uo qu",
)
_DE = Profile(
    words=(
        "der die und in den das von zu",
        "ist mit des im dem für ein nicht auf sich eine es auch an als er",
        """sie so bei dass aus nach wie ich am war noch nur hat werden oder einen bis zum wird um einer aber wir über
        vor zur durch sind haben man kann was wenn mehr einem eines unter wurde ab seit gegen drei zwei jahre jahr
        vom laut""",
        """du ihr mich mir dich dir uns euch ihn ihm ihnen mein meine dein sein seine seinen seiner ihre ihren ihrer
        ihrem unser unsere kein keine keinen nichts niemand jeder jede jedes welcher welche welches wer wen wem
        wessen wann warum wo woher wohin wieso wofür wieviel viel viele vielen wenig weniger andere anderen
        anderer alle allen alles sondern denn weil während zwischen ohne jetzt heute gestern morgen immer nie hier
        dort dann da schon sehr dieser diese dieses diesen diesem jene bin bist seid sei wäre waren gewesen habe
        hast hatte hatten hätte wurden würde worden geworden machen macht können könnte konnte soll sollen sollte
        muss müssen will wollen wollte darf gibt gab geht ging kommt kam sagt sagte ja nein gut mal eins vier fünf
        sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn zwanzig dreißig hundert tausend millionen
        erste ersten letzte letzten montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar
        märz april mai juni juli august september oktober november dezember tag tage monat monate woche stunden
        uhr neue neuen neuer neues groß süden norden ins beim wieder doch damit""",
    ),
    endings=(
        "en er t",
        "chen e n rt te ten ung",
        """a al che ck d den el em eren es ge gt ie ig ige igen in is k l le lich m nd ne nt on r ren s sche se ss st
        tet tion ungen us y""",
        "age am an ar as at au ed ei elle ent ere ers heit i ing isch keit ls ns o or os re ste tig ts tzen u x",
    ),
    letters="ä ö ü ß sch ch ck ei ie eu au tz ss ll nn mm tt w k",
)
_CA = Profile(
    words=(
        "de la i que el a en l' d' va",
        "els per les un una del és al amb no es ha s'",
        """o com més dels als però pel seva seu hi ho són aquest aquesta ser també entre sobre van quan on si què han
        n' m' t' molt fa fins està havia era tot des perquè pels ja ni qui dos tres anys any contra segons hem
        sense em ens""",
        """jo tu ell ella ells elles nosaltres vosaltres et us li los meu meva teu teva nostre nostra seus seves uns
        unes algun alguna alguns ningú cap res cada qual quals quin quina quins quines quant quanta quants quantes
        així encara doncs sinó mentre durant sota ara avui ahir demà abans després sempre mai aquí allà allí molta
        molts moltes poc pocs altra altre altres mateix mateixa tota totes tots tant menys millor això allò
        aquests aquestes aquell aquella sóc soc ets som sou sigui serà seran seria fou eren sigut estat estic
        estan estava estaven he has heu haurà hauria hagut hagi haver té tenen tinc tenia tenir fan fer feia fet
        pot poden podria vaig vam vas vau anar diu diuen dir deu vol sap sí bé mal vegada vegades dues quatre cinc
        sis set vuit nou onze dotze tretze catorze quinze vint trenta cent mil milions primer primera últim última
        dilluns dimarts dimecres dijous divendres dissabte diumenge gener febrer març abril maig juny juliol agost
        setembre octubre novembre desembre dia dies mes mesos setmana hora hores gran nova nous sud nord llei ne""",
    ),
    endings=(
        "a es",
        "al ar at ció ent i s t ts",
        """ada ant ats ca d da e em en er era eu ic ica ir is itat l le ls m n ns nt o ons or ors os re rt sa tat te
        x ència ó""",
        """ades an ari arà au dor ea el erà ers esa ge ig in ista iu ne ny ol on ora r ro rs st sta ten to tura u ui
        y é és""",
    ),
    letters="ç à è é í ï ò ó ú ü l·l ny tx ix ll ss x qu ig au eu ou",
)
_EU = Profile(
    words=(
        "eta da du",
        "dira zuen bat ez izan ere dute zen dela",
        """ziren zuten egin baina edo den duen hau hori bere beste baino oso bi dituzte ditu dut gara naiz zer nor
        non gero arte al urte urtean kontra gabe hiru behar ari bezala""",
        """ni zu hi gu zuek haiek hura nire zure gure haien beren nik zuk guk nork nori noren norena zein zeinek
        zertan zergatik noiz noizko nola nolako nondik nora zenbat zertarako ezer inor inork edozein guzti guztiak
        guztia dena denak batzuk batek baten bateko asko gutxi gehiago hobeto bestea honek horrek hark honen
        horren haren hauek horiek honetan horretan orain gaur atzo bihar beti inoiz hemen hor han gainean azpian
        aurrean ondoren bitartean artean aurka arabera buruz barik nahiz baita zeren izango izanen izaten egingo
        egiten egon dago daude zegoen zait zaio zaie zituen zituzten zituela dituen diren duten zutela dutela
        direla zela zuela badu bada balio ezin nahi esan dio zion diote lau bost sei zazpi zortzi bederatzi hamar
        hamaika hamabi hamahiru hamalau hamabost hogei hogeita ehun mila milioi lehen lehenengo azken astelehen
        asteartea asteazken ostegun ostiral larunbat igande igandeko ostegunean larunbatean igandean urtarril
        otsail martxo apiril maiatz ekain uztail abuztu irail urri azaro abendu egun aste astean hilabete ordu
        orduak ordutan berri berria udal udalak""",
    ),
    endings=(
        "a ko",
        "ak an aren e ea ean en ez i k o tu u za",
        "ar ari ei era etan etik in on ren rik so tako tasun te ten tik tzea tzen un uta",
        "ain al aria at ate den er ere eren es ge iei le n ne or que r re to",
    ),
    letters="tx tz ts k z rr ai ei au eu",
)
_RO = Profile(
    words=(
        "de în și a la cu",
        "din pe să nu o care mai că un se pentru au al este cel",
        """ce sunt fost dar prin sau după lui ale ar către s va lor am fi ani acest această sa său cei fără între
        despre unei unui i l doar era când cum doi trei ca până îi le decât nici contra an anul""",
        """eu tu el ea noi voi ei ele mă te îl îmi îți își mi ți ne vă meu mea tău ta nostru noastră vostru săi sale
        unor unii unele vreun niciun nicio nimic nimeni fiecare cine cui cărei cărui câți câte cât câtă unde aici
        acolo astfel încă deci ci timp sub spre acum azi ieri mâine înainte apoi mereu niciodată mult multă mulți
        multe puțin altă alt alte alți însuși toată toate toți tot atât bine rău aceste acești acea acel acestui
        ești suntem sunteți fie fusese erau avea aveau are ai avem aveți avut face fac făcut făcea poate pot putea
        trebuie vrea știe merge merg spune spus zice da două patru cinci șase șapte opt nouă zece unsprezece
        doisprezece treisprezece paisprezece cincisprezece douăzeci treizeci sută mie mii milioane primul prima
        ultimul ultima luni marți miercuri joi vineri sâmbătă duminică ianuarie februarie martie aprilie iunie
        iulie august septembrie octombrie noiembrie decembrie zi zile lună săptămână săptămâna oră ore nou noua
        mare sud nord dintr într dintre cele potrivit asupra deși""",
    ),
    endings=(
        "a i ă",
        "are at e ea ii t te ul ului",
        "al an ar ate ată ce d ei ele ent er ere ic ie iei ile ilor in iu l le m n nd ne or r se tat u ție ță",
        """ai am ant ata au ca da el em en ente es ge ica ire is ns nt o ol on os re rt s sa st sta ste tura ui us
        ute x y za""",
    ),
    letters="ă â î ș ț ş ţ ii ea oa ie",
)
_NL = Profile(
    words=(
        "de van het een en in",
        "is dat op te zijn voor met die niet aan er om",
        """ook als door naar bij maar was of uit tot over ze hij werd worden wordt heeft nog ik deze kan wel zo dan
        hun meer hebben al zich geen je na jaar wat we onder wie waar had twee drie tegen volgens sinds moet""",
        """jij u wij jullie zij mij me jou hem haar hen ons onze mijn jouw uw iets niets niemand iedereen elk elke
        ieder welke welk wanneer waarom hoe hoeveel hoelang waarvan waarin waarmee waarop want omdat terwijl
        tijdens tussen zonder nu vandaag gisteren morgen vanochtend vanavond altijd nooit hier daar toen reeds
        veel weinig andere ander alle alles zelf zeer minder beter dit dezelfde ben bent waren geweest wezen heb
        hebt hadden gehad zal zullen zou zouden doen doet deed gedaan kunnen kon konden mogen mag moeten moest wil
        willen wilde gaat gaan ging komt komen kwam kom zegt zei ja nee goed vier vijf zes zeven acht negen tien
        elf twaalf dertien veertien vijftien twintig dertig honderd duizend miljoen eerste laatste maandag dinsdag
        woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september
        oktober november december dag dagen maand maanden week uur nieuwe nieuw grote groot zuiden noorden steeds
        weer mensen""",
    ),
    endings=(
        "e en t",
        "d den el er ie ing k nd ten",
        "a al an ar at ent eren ers es heid ig ige in is l le lijk m n ne ns o on or r ren rt s sche se st ste te y",
        "ak am ant are as ck ed ele em ere eur ge gt i igen isch ls nt ol os re rs tig ts us x",
    ),
    letters="ij aa ee oo uu oe eu ie ui ch sch ck ë ï k w z v ll ss tt nn kk",
)
_EN = Profile(
    words=(
        "the of and to in a",
        "is that for it was on with as be by he at his from i are this not have",
        """or an but had they you which were her all their has will would been one its we there can who if more when
        said what about out up so them no she my into than then some other only time after also over your may any
        two do now these such could how where why did does three against since years year our just""",
        """me him us mine hers ours theirs yours each every both either neither none nothing nobody anyone someone
        everyone whose whom whether because although though while during between without within under until before
        through upon toward across today yesterday tomorrow always never ever here again still yet much many few
        less least another same own most very too those am being having doing done should must might shall cannot
        don' didn' isn' wasn' won' get gets got go goes going went make made say says saying take think know yes
        well four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty thirty hundred
        thousand million billion first last next monday tuesday wednesday thursday friday saturday sunday january
        february march april june july august september october november december day days month months week weeks
        hour hours new people down off told south north""",
    ),
    endings=(
        "ed ing",
        "al d e er es ly s t tion ts y",
        """a an ar ate ce ck el en ent ers ge ght ic in ity k l le ls m n nd ne ns o on ons or re rt se ss st te th
        us""",
        "age ain am ance ant are as at ence i ie ir is nt ny ol ors ous ow r rs ue ul x",
    ),
    letters="th wh sh gh ck ee oo ea ou ll ss tt ch y w k",
)

PROFILES = MappingProxyType(
    {
        "es": _ES,
        "en": _EN,
        "pt": _PT,
        "fr": _FR,
        "it": _IT,
        "de": _DE,
        "ca": _CA,
        "gl": _GL,
        "eu": _EU,
        "ro": _RO,
        "nl": _NL,
    }
)
"""The languages written in Latin letters that are told apart, by ISO 639-1 code."""

OPENING_MARKS = MappingProxyType({"es": 0.9, "gl": 0.3, "ca": 0.02})
"""The share of questions and exclamations that open with «¿» or «¡»; hardly any in the other languages."""

RARER = MappingProxyType({"pt": -0.5, "ca": -1.0, "gl": -1.0, "eu": -1.0, "ro": -1.0, "nl": -1.0})
"""Languages that a reader meets more rarely than the others, as logarithms of odds."""

SCRIPTS = MappingProxyType(
    {
        "ru": "\u0400-\u04ff",
        "el": "\u0370-\u03ff\u1f00-\u1fff",
        "ar": "\u0600-\u06ff\u0750-\u077f",
        "he": "\u0590-\u05ff",
        "ko": "\u1100-\u11ff\uac00-\ud7af",
        "zh": "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff",
    }
)
"""The commonest language of each other script, with the characters of that."""

TELLING_LETTERS = MappingProxyType({"ru": ("uk", "іїєґІЇЄҐ"), "zh": ("ja", "\u3040-\u30ff")})
"""For the language that a script is first taken for: another that is written in it, with letters only that one has."""

DENSE = frozenset({"zh", "ko"})
"""Languages of whose characters one stands for about three letters."""
