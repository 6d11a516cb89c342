"""For the time being."""
import re
from rag.languages.reserves import Reserves

def p(text):
    return re.compile(r"(?<!\S)(?:" + "|".join(" ".join(a.split()) for a in text.strip().split("|")) + r")(?!\S)")

_T = r"(?:o|e|a|an|aba|aban|aron|io|ia|ian|ieron|ara|aran|era|eran|ira|iran|aria|arian|eria|erian|iria|irian|ado|ada|ados|adas|ido|ida|idos|idas|ando|iendo|ar|er|ir|en|ase|iese|aran|emos|amos)"

ES = Reserves(
    doubt_of_noun=p(r"presunt[oa]s? | supuest[oa]s? | posibles? | probables? | aparentes? | eventual(?:es)? | hipotetic[oa]s? | potencial(?:es)? | sospechos[oa]s? de"),
    doubt=p(r"""al parecer | segun parece | por lo visto | quizas? | tal vez | acaso | a lo mejor | en principio | posiblemente | probablemente
      | presuntamente | supuestamente | aparentemente | previsiblemente | seguramente | eventualmente | hipoteticamente | puede que | es (?:muy )?(?:posible|probable) que
      | se (?:cree|sospecha|especula|baraja|supone|presume|rumorea|teme|estima|calcula) (?:que)? | parece(?:n)?(?: ser)?(?: que)? | todo apunta a(?: que)? | apunta[n]? a(?: que)? | habria[n]?"""),
    modal=p(r"podr(?:ia|ian|a|an) | pued(?:e|en|a|an) | pod(?:ia|ian) | pud(?:iera|ieran|iese|o|ieron) | deb(?:e|en|ia|ian|era|eran|eria|erian) | tendr(?:ia|ian) que | tien(?:e|en) que | cabe"),
    intent=p(rf"""intent{_T} | trat{_T} de | pretend{_T} | prev(?:e|en|eia|eian|io|ieron|isto|ista|istos|istas|er) | plane{_T} | proyect{_T} | quier\w+ | quis(?:o|ieron) | queri(?:a|an)
      | espera | esperan | esperaba | esperaban | aspira{{0}}aspir{_T} a | propon\w+ | propus\w+ | negoci{_T} | estudi{_T} | busc{_T} | baraj{_T} | amenaz{_T} con | promet{_T} | pid(?:e|en|io|ieron) | exig{_T} | reclam{_T} | solicit{_T}
      | confi{_T} en | contempl{_T} | plante{_T} | sopes{_T} | anhel{_T} | tiene[n]? (?:previsto|pensado|intencion de) | con el objetivo de | con la intencion de | dispuest[oa]s? a"""),
    refusal=p(rf"""(?:se )?nieg(?:a|an) a? | (?:se )?neg(?:o|aron|aba|aban|ara|aran|ado) a? | dej{_T} de | evit{_T} | impid(?:e|en|io|ieron|iendo) | impedi[a-z]* | rechaz{_T} | descart{_T} | renunci{_T} a | fracas{_T}
      | lejos de | incapaz de | incapaces de | a punto de"""),
    condition=p(r"si | siempre que | siempre y cuando | en (?:el )?caso de(?: que)? | a condicion de(?: que)? | salvo que | a menos que | a no ser que | de (?:confirmarse|aprobarse|prosperar|ser)"),
    bound=p(r"""mas de | menos de | al menos | por lo menos | como minimo | como maximo | a lo sumo | casi | cerca de | alrededor de | en torno a | unos | unas | aproximadamente | hasta | apenas
      | mas o menos | por encima de | por debajo de | superior(?:es)? a | inferior(?:es)? a | un minimo de | un maximo de | entre | poco mas de | poco menos de | no menos de | no mas de | solo | tan solo | solamente"""),
    quantifier=p(r"""todos? | todas? | la mayoria | la mayor parte | la mitad | parte | algun(?:os?|as?)? | vari[oa]s | much[oa]s? | poc[oa]s? | ningun[oa]? | cada | amb[oa]s | numeros[oa]s | divers[oa]s | ciert[oa]s | casi todos | casi todas
      | un tercio | un cuarto | buena parte | una minoria | la minoria | cualquier | cualquiera | la totalidad"""),
    focus=p(r"solo | solamente | unicamente | exclusivamente | tan solo | sobre todo | unic[oa]s?"),
    unconfirmed=p(r"(?:no|sin) (?:\w+ )?(?:\w+ )?confirm\w+ | no consta | se desconoce[n]? | se ignora[n]? | pendientes? de | a falta de | investiga[n]? si | no esta claro | se investiga | investiga[n]?"),
)
EN = Reserves(
    doubt_of_noun=p(r"alleged | supposed | possible | probable | likely | apparent | suspected | potential | purported | presumed | reputed | hypothetical | would-be"),
    doubt=p(r"allegedly | supposedly | reportedly | apparently | possibly | probably | perhaps | maybe | presumably | seemingly | likely | it (?:is|was) (?:believed|thought|suspected|said) that | (?:is|are|was|were) (?:believed|thought|said|suspected|reported|expected|supposed) to | seem(?:s|ed)?(?: to)? | appear(?:s|ed)?(?: to)?"),
    modal=p(r"may | might | could | would | should | can | must | ought to"),
    intent=p(r"try | tries | tried(?: to)? | trying | attempt(?:s|ed|ing)?(?: to)? | plan(?:s|ned|ning)?(?: to)? | intend(?:s|ed)?(?: to)? | hop(?:e|es|ed|ing)(?: to)? | aim(?:s|ed|ing)?(?: to)? | want(?:s|ed)?(?: to)? | seek(?:s|ing)? | sought(?: to)? | propos(?:e|es|ed) | consider(?:s|ed|ing)? | expect(?:s|ed)?(?: to)? | promis(?:e|es|ed)(?: to)? | threaten(?:s|ed)? to | ask(?:s|ed) | demand(?:s|ed)? | negotiat\w+"),
    refusal=p(r"refus(?:e|es|ed)(?: to)? | fail(?:s|ed)?(?: to)? | stop(?:s|ped)? | avoid(?:s|ed)? | prevent(?:s|ed)? | reject(?:s|ed)? | declin(?:e|es|ed) to | ruled out | unable to | ceas(?:e|es|ed) to"),
    condition=p(r"if | unless | provided that | as long as | in case(?: of)? | on condition that | were it to"),
    bound=p(r"more than | less than | fewer than | at least | at most | almost | nearly | about | around | approximately | roughly | some | up to | over | under | above | below | no more than | no fewer than | only | just | close to"),
    quantifier=p(r"all | most(?: of)? | half(?: of)? | part of | some(?: of)? | several | many | few | a few | none | no | each | every | both | any | numerous | various | certain | the majority(?: of)? | a minority(?: of)? | a third(?: of)? | a quarter of"),
    focus=p(r"only | solely | exclusively | mainly | just"),
    unconfirmed=p(r"not (?:\w+ )?(?:been )?confirmed | unconfirmed | unknown whether | remains to be | pending | under investigation"),
)
NONE = Reserves()
RESERVES = {"es": ES, "en": EN}
FREE = {
    "es": frozenset("el la los las lo un una y e de del a al en que se su sus le les me nos o u ese esa esos esas".split()),
    "en": frozenset("the a an and of in on at to that its his her their s this these those it as".split()),
}
LEADS = {
    "es": frozenset("""en durante desde hasta tras segun con por para sin ante contra entre sobre hace cuando mientras junto dentro antes despues ayer hoy manana
       lunes martes miercoles jueves viernes sabado domingo ademas tambien asimismo gracias debido pese""".split()),
    "en": frozenset("in during since until after according with by for without before against between on over when while yesterday today tomorrow at from also however under within through".split()),
}
PRONOUNS = {"es": frozenset("el ella ellos ellas esto eso aquello este esta estos estas ese esa aquel aquella quien quienes cual cuales".split()),
  "en": frozenset("he she it they this that these those who which".split())}
COPULA = {"es": frozenset("es son".split()), "en": frozenset("is are".split())}
