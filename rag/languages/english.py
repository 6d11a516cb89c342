"""English."""

import re

from rag.languages.language import Language, Lexicon, Negation, Speech, Syntax, any_of, groups, pairs, words

__all__ = ["ENGLISH"]

_STOP_WORDS = """
    a about after again against all also although am among an and any are as at be because been before
    being between both but by can could did do does doing down during each either few for from further
    had has have having he her here hers him his how i if in into is it its itself just many may me
    might more most much must my no nor not now of off on once one only or other our out over own per
    same shall she should since so some such than that the their them then there these they this those
    though through to too under until up upon us was we were what when where whether which while who
    whom whose why will with within without would you your
"""

_OPPOSITES = """
    increase/decrease increased/reduced increase/reduce growth/decline grow/shrink grew/shrank rise/fall rose/fell
    win/lose won/lost victory/defeat more/less more/fewer most/least higher/lower highest/lowest larger/smaller
    largest/smallest greater/smaller better/worse best/worst improve/worsen before/after earlier/later
    approve/reject accept/reject allow/prevent allow/forbid permit/prohibit support/oppose for/against
    positive/negative high/low north/south northern/southern east/west eastern/western maximum/minimum always/never
    first/last inside/outside interior/exterior upper/lower begin/end began/ended start/finish legal/illegal
    possible/impossible able/unable fast/slow strong/weak include/exclude open/close buy/sell bought/sold
    enter/leave
    public/private guilty/innocent acquit/convict confirm/deny admit/deny alive/dead born/died all/none
    majority/minority easy/difficult near/far sufficient/insufficient early/late success/failure active/inactive
    constitutional/unconstitutional stable/unstable ally/enemy profit/loss young/old
"""

_EQUIVALENTS = """
    end/finish/conclude increase/rise decrease/fall/decline/drop happen/occur get/obtain show/display help/aid/assist
    say/state/declare reply/answer/respond buy/purchase/acquire purchase/acquisition resign/quit
    appoint/name dismiss/sack/fire found/establish/create build/construct rescue/save flee/escape house/home area/zone
    company/firm worker/employee job/post job/employment agreement/accord/pact deal/agreement war/conflict fire/blaze
    crash/collision jail/prison prize/award win/victory/triumph match/game goalkeeper/keeper
    journalist/reporter inquiry/investigation/probe plan/project/scheme goal/aim/objective danger/risk/peril
    reason/cause effect/consequence ship/vessel plane/airplane/aeroplane/aircraft lorry/truck meeting/gathering
    huge/enormous/vast quick/fast/rapid serious/grave
"""

_DISTINCT = """
    murder/homicide/manslaughter/killing kill/murder robbery/theft/burglary/larceny rob/steal thief/robber/burglar
    arrest/detain arrest/charge/convict/accuse/indict/suspect suspect/defendant/convict/culprit
    detainee/prisoner/convict
    lawsuit/complaint/charge fine/bail assault/rape/abuse decree/law/bill/act/order propose/approve approve/ratify/sign
    immigrant/refugee/emigrant wife/girlfriend husband/boyfriend truce/peace
    coup/revolution/rebellion terrorist/rebel/guerrilla
    regime/government dictator/president president/chairman/director/chief/manager/minister/secretary tax/fee/tariff
    ask/demand/beg request/demand advise/order allow/order vote/elect believe/know suspect/know promise/guarantee
    try/manage threaten/attack postpone/cancel/suspend protest/strike crisis/recession city/town/village
    school/college/university sea/ocean war/battle second/minute/hour day/week month/year
    Monday/Tuesday/Wednesday/Thursday/Friday/Saturday/Sunday north/south/east/west spring/summer/autumn/winter
    January/February/March/April/May/June/July/August/September/October/November/December
"""

ENGLISH = Language(
    code="en",
    name="English",
    stop_words=words(_STOP_WORDS),
    negation=Negation(
        cues=words("no not never without nor neither none nobody nothing cannot n't"),
        idioms=any_of(
            r"(?:not|n't)(?: \w+)? (?:only|just|merely)",
            "no doubt",
        ),
        listing=words("nor neither"),
        adversatives=words("but"),
        suffix="n't",
    ),
    opposites=pairs(_OPPOSITES),
    syntax=Syntax(
        determiners=words("the a an his her its their this"),
        conjunctions=words("and or"),
        passive=any_of(r"(?:was|were|is|are|been|be|being) (?:\w+ )?\w+ (?:\w+ ){0,6}by"),
    ),
    speech=Speech(
        marks=any_of(
            r"said|says|told|according|claim\w*|stated?|states that|argue[sd]?|added|adds|explain\w*|note[sd]|wrote",
            r"warn\w*|insist\w*|believe[sd]?|announced|admitted|words",
        )
    ),
    lexicon=Lexicon(
        dictionary="lemminflect",
        thesaurus="english",
        forms=(
            "be be VMN0000",
            "am be VMIP1S0",
            "is be VMIP3S0",
            "are be VMIP0P0",
            "was be VMIS0S0",
            "were be VMIS0P0",
            "been be VMP0000",
            "being be VMG0000",
        ),
        adverb=re.compile(r"(\w{3,})ly"),
        denying=("un", "in", "im", "il", "ir", "dis", "non"),
        undoing=("dis", "un"),
        equivalents=groups(_EQUIVALENTS),
        distinct=groups(_DISTINCT),
    ),
)
