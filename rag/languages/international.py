"""What is written alike in the texts of every language: parts of names, which are not translated."""

from __future__ import annotations

from rag.languages.language import coded, words

__all__ = [
    "ACCOUNTS",
    "AGENCIES",
    "CURRENCIES",
    "INNER_WORDS",
    "MEASURES",
    "NETWORKS",
    "ORDINAL_SIGNS",
    "PARTICLES",
    "ROLES",
    "SYMBOLIC_SCALES",
    "TIMES",
    "TITLES",
    "UNITS",
]

INNER_WORDS = words("de del la las los el da do dos das di della dei of the von van der du des al bin")
"""Small words inside a name: «Universidad de Chicago», «Bank of the West»."""

ACCOUNTS = words("user usuario usuari utilisateur utente benutzer admin administrador administrator author unknown")
"""What programs call whoever uses them, where nobody has told them a name."""

AGENCIES = words(
    "efe reuters afp ap ansa dpa lusa notimex telam xinhua tass europa press agence france associated getty images "
    "apa ats acn ein epa belga kyodo upi pa"
)
"""Words of the names of news agencies, with which an article is signed: «Europa Press», «AFP»."""

NETWORKS = words(
    "facebook twitter x whatsapp telegram linkedin instagram tiktok youtube pinterest email mail flipboard bluesky "
    "threads rss"
)
"""Where pages are shared."""

PARTICLES = words("de del da di du des von van")
"""Function words that also begin surnames: «J. De Niro»."""

ROLES = words("ceo cfo cto")
"""Roles that are written in capitals and name nobody."""

TIMES = words("h am pm cet gmt utc")
"""What stands beside a time of day."""

SYMBOLIC_SCALES = {"k": 3, "K": 3, "mn": 6, "M": 6, "MM": 6, "bn": 9, "B": 9, "tn": 12, "T": 12}
"""Power of ten of scales written against the digits or after them, case kept: 38bn, 5 M."""

TITLES = words("mme mlle prof gen sen rep gov rev capt cap col sir dott sig hon")
"""Titles cut short that the press of other languages keeps, with a capital: «Mme. Curie»."""

UNITS = words(
    "km m cm mm dm kg g mg t h min s ms ha l ml cl dl hl W kW MW GW kWh MWh GWh KB MB GB TB Hz kHz MHz GHz px x"
)
"""Units that may stand against the digits («5km»); other letters make the whole a name («5G»)."""

ORDINAL_SIGNS = words("º ª .º .ª")
"""What makes digits an ordinal in any language."""

CURRENCIES = coded(
    """
    USD $ us$ usd
    EUR € eur
    GBP £ gbp
    JPY ¥
    BRL r$
    """
)
"""ISO 4217 code of a currency's sign or code. A bare dollar sign counts as the United States dollar.

What several countries call alike has that name for a code (`peso`)."""

MEASURES = coded(
    """
    ms ms
    second seg s
    minute min
    hour h
    mm mm
    cm cm
    dm dm
    m m
    km km kms
    mile mi
    yard yd
    foot ft
    mm2 mm2
    cm2 cm2
    dm2 dm2
    m2 m2
    km2 km2
    hectare ha
    cm3 cm3
    m3 m3
    hm3 hm3
    mg mg
    g g gr
    kg kg kgs
    tonne t
    ml ml
    cl cl
    dl dl
    litre l
    hl hl
    W w
    kW kw
    MW mw
    GW gw
    kWh kwh
    MWh mwh
    GWh gwh
    °C °c °_c
    °F °f °_f
    K kelvin
    degree °
    permille ‰
    mile/h mph
    """
)
"""Code of a measure by its symbol, folded."""
