"""What a question itself says of when, where and by whom something was published, and what it only is about."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import LANGUAGES, Language, language_of
from rag.questions.filters import Known, Limits, merged_filters, read_limits
from rag.types import Filters, Period

TODAY = date(2026, 11, 27)
KNOWN = Known(
    outlets=("La Gaceta del Aldraz", "El Faro de Velarde", "EFE", "El País", "Marca", "Gobierno de Tramalta"),
    authors=("Juan Pérez", "Ana Ruiz"),
)


def read(text: str, code: str = "es") -> Limits:
    """The limits of a question over the outlets and authors above."""
    return read_limits(text, language_of(code), TODAY, KNOWN)


def spans(limits: Limits) -> list[str]:
    """The words of each filter."""
    return [limits.text[found.start : found.end] for found in limits.read]


OCTOBER = Filters(since=date(2025, 10, 1), until=date(2025, 10, 31))
LAST_WEEK = Filters(since=date(2026, 11, 16), until=date(2026, 11, 22))
SINCE_2023 = Filters(since=date(2023, 1, 1))


@pytest.mark.parametrize(
    ("code", "text", "said", "filters"),
    [
        ("es", "noticias de octubre de 2025 sobre el tren", ["de octubre de 2025"], OCTOBER),
        ("es", "artículos publicados en octubre de 2025", ["publicados en octubre de 2025"], OCTOBER),
        ("es", "noticias sobre el tren de la semana pasada", ["de la semana pasada"], LAST_WEEK),
        ("es", "¿Qué noticias hubo la semana pasada sobre el tren?", ["la semana pasada"], LAST_WEEK),
        ("es", "¿Qué noticias hubo en octubre de 2025 sobre el tren?", ["en octubre de 2025"], OCTOBER),
        ("es", "¿Qué se ha publicado sobre el tren desde 2023?", ["desde 2023"], SINCE_2023),
        ("es", "lo que se publicó en octubre de 2025 sobre el tren", ["en octubre de 2025"], OCTOBER),
        ("es", "noticias sobre el tren desde 2023", ["desde 2023"], SINCE_2023),
        ("en", "news from October 2025 about the train", ["from October 2025"], OCTOBER),
        ("en", "articles about the train since 2023", ["since 2023"], SINCE_2023),
        ("en", "What was published last week about the fire?", ["last week"], LAST_WEEK),
        ("pt", "notícias de outubro de 2025 sobre o comboio", ["de outubro de 2025"], OCTOBER),
        ("fr", "articles publiés en octobre 2025 sur le train", ["publiés en octobre 2025"], OCTOBER),
        ("it", "notizie della settimana scorsa sul treno", ["della settimana scorsa"], LAST_WEEK),
        ("de", "Nachrichten seit 2023 über den Zug", ["seit 2023"], SINCE_2023),
        ("ca", "notícies de la setmana passada sobre el tren", ["de la setmana passada"], LAST_WEEK),
        ("gl", "noticias dende 2023 sobre o tren", ["dende 2023"], SINCE_2023),
    ],
)
def test_a_time_of_publication_is_a_filter(code: str, text: str, said: list[str], filters: Filters) -> None:
    """Where the question says that it means what was published, by a noun, a verb or both."""
    limits = read(text, code)
    assert spans(limits) == said
    assert limits.filters == filters
    assert limits.about == ()


@pytest.mark.parametrize(
    ("code", "text", "period"),
    [
        ("es", "¿Qué pasó en la guerra de 1936?", Period(date(1936, 1, 1), date(1936, 12, 31))),
        ("es", "¿Cuántos goles marcó en 2010?", Period(date(2010, 1, 1), date(2010, 12, 31))),
        ("es", "noticias sobre la guerra de 1936", Period(date(1936, 1, 1), date(1936, 12, 31))),
        ("es", "lo publicado sobre la guerra de 1936", Period(date(1936, 1, 1), date(1936, 12, 31))),
        ("es", "¿Qué noticias falsas circularon en 2020?", Period(date(2020, 1, 1), date(2020, 12, 31))),
        ("es", "¿Qué libro publicado en 1859 escribió Darwin?", Period(date(1859, 1, 1), date(1859, 12, 31))),
        ("es", "el libro que se publicó en 1859", Period(date(1859, 1, 1), date(1859, 12, 31))),
        ("es", "el artículo 155 de la Constitución de 1978", Period(date(1978, 1, 1), date(1978, 12, 31))),
        ("es", "¿Qué ha pasado desde 2023?", Period(since=date(2023, 1, 1))),
        ("en", "Who won in October 2025?", Period(date(2025, 10, 1), date(2025, 10, 31))),
        ("en", "What article was published in 1937?", Period(date(1937, 1, 1), date(1937, 12, 31))),
        ("en", "the book published in 1859", Period(date(1859, 1, 1), date(1859, 12, 31))),
    ],
)
def test_a_time_of_the_event_shuts_nothing_out(code: str, text: str, period: Period) -> None:
    """It is what the question is about; its words stay in what is searched."""
    limits = read(text, code)
    assert not limits.filters
    assert [said.period for said in limits.about] == [period]
    assert limits.searched == text


@pytest.mark.parametrize(
    ("code", "text", "said", "outlet", "searched"),
    [
        (
            "es",
            "Según La Gaceta del Aldraz, ¿cuánto cuesta el tren?",
            "Según La Gaceta del Aldraz",
            0,
            "¿cuánto cuesta el tren?",
        ),
        ("es", "¿cuánto costará el tren según La Gaceta?", "según La Gaceta", 0, "¿cuánto costará el tren?"),
        ("es", "noticias del Faro de Velarde sobre la fusión", "del Faro de Velarde", 1, "noticias sobre la fusión"),
        ("es", "¿Qué dijo EFE sobre el incendio?", "EFE", 2, "¿Qué dijo sobre el incendio?"),
        ("es", "segun el diario El Pais, quien gano", "segun el diario El Pais", 3, "quien gano"),
        ("es", "¿Qué dice El País sobre Marca?", "El País", 3, "¿Qué dice sobre Marca?"),
        ("es", "lo que El Faro publicó sobre la fusión", "El Faro", 1, "lo que publicó sobre la fusión"),
        ("en", "What did La Gaceta del Aldraz say about it?", "La Gaceta del Aldraz", 0, "What did say about it?"),
        ("en", "according to El País, who won?", "according to El País", 3, "who won?"),
        ("pt", "segundo a EFE, quem ganhou?", "segundo a EFE", 2, "quem ganhou?"),
        ("fr", "selon l'agence EFE, qui a gagné ?", "selon l'agence EFE", 2, "qui a gagné?"),
        ("it", "secondo El País, chi ha vinto?", "secondo El País", 3, "chi ha vinto?"),
        ("de", "Wer gewann laut El País?", "laut El País", 3, "Wer gewann?"),
        ("ca", "segons El País, qui va guanyar?", "segons El País", 3, "qui va guanyar?"),
    ],
)
def test_an_outlet_is_read_where_it_is_named_as_one(
    code: str, text: str, said: str, outlet: int, searched: str
) -> None:
    """By its name, without its accents, or cut short where no other is called so; its words are not searched."""
    limits = read(text, code)
    assert limits.filters == Filters(outlet=list(KNOWN.outlets)[outlet])
    assert spans(limits) == [said]
    assert limits.searched == searched


@pytest.mark.parametrize(
    "text",
    [
        "¿Quién compró La Gaceta del Aldraz?",
        "según La Gaceta de Soria, ¿cuánto cuesta?",
        "según El País Semanal, ¿cuánto cuesta?",
        "según la marca, ¿cuánto cuesta?",
        "según el Gobierno, ¿cuánto costará?",
        "¿cuánto cuesta según el país?",
        "según La Voz, ¿cuánto cuesta?",
        "¿Qué dijo Juan Pérez del tren?",
        "artículos de Juan Pérez García sobre el tren",
        "Según La Gaceta y según El Faro de Velarde, ¿cuánto vale?",
    ],
)
def test_outlets_and_authors_are_never_guessed(text: str) -> None:
    """As what is asked about, part of a longer name, an ordinary word, unknown, or beside another: no filter."""
    assert read(text).read == ()


def test_a_name_that_two_outlets_share_is_neither() -> None:
    """«La Gaceta» where there are two; each is known by its whole name."""
    known = Known(outlets=("La Gaceta del Aldraz", "La Gaceta de Soria"))
    text = "según {}, ¿cuánto cuesta?"
    assert not read_limits(text.format("La Gaceta"), language_of("es"), TODAY, known).filters
    named = read_limits(text.format("La Gaceta de Soria"), language_of("es"), TODAY, known)
    assert named.filters.outlet == "La Gaceta de Soria"


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("es", "artículos de Juan Pérez sobre vivienda", ["de Juan Pérez"]),
        ("es", "¿Qué escribió Ana Ruiz sobre la vacuna?", ["Ana Ruiz"]),
        ("es", "el reportaje firmado por Ana Ruiz sobre la vacuna", ["firmado por Ana Ruiz"]),
        ("en", "articles by Ana Ruiz about the vaccine", ["by Ana Ruiz"]),
    ],
)
def test_an_author_is_read_where_articles_are_said_to_be_theirs(code: str, text: str, said: list[str]) -> None:
    """A person who is only named may be in the news."""
    limits = read(text, code)
    assert limits.filters.author in KNOWN.authors
    assert spans(limits) == said


def test_the_time_of_an_outlet_is_one_of_publication() -> None:
    """Bound to its name, or to the verb by which it says something; not that of what it tells about."""
    whole = read("Según La Gaceta del 14 de marzo de 2024, ¿cuánto vale la fusión?")
    day = date(2024, 3, 14)
    assert whole.filters == Filters(since=day, until=day, outlet="La Gaceta del Aldraz")
    assert whole.searched == "¿cuánto vale la fusión?"
    assert read("¿Qué publicó El País en mayo de 2024 sobre el tren?").filters.until == date(2024, 5, 31)
    assert not read("Según El País, ¿quién ganó en mayo de 2024?").filters.until


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("es", "¿Qué escribió Ana Ruiz desde 2026?", ["Ana Ruiz", "desde 2026"]),
        ("es", "¿Qué publicó El País sobre el tren en 2017?", ["El País", "en 2017"]),
        ("es", "¿Qué publicó El País en 2017 sobre el tren?", ["El País", "en 2017"]),
        ("es", "¿Qué noticias publicó ayer El País?", ["publicó ayer", "El País"]),
        ("es", "¿Qué publicó en mayo EFE sobre el tren?", ["en mayo", "EFE"]),
        ("en", "What did EFE publish in September 2024?", ["EFE", "in September 2024"]),
        ("es", "¿Qué dijo El País sobre la guerra de 1936?", ["El País"]),
        ("es", "¿Qué dijo El País sobre quien murió en 2017?", ["El País"]),
        ("es", "Según El País, ¿quién ganó en 2019?", ["Según El País"]),
    ],
)
def test_a_time_beside_what_an_outlet_tells_is_of_publication(code: str, text: str, said: list[str]) -> None:
    """Before its name or behind, at once or behind what that is about; not where a noun or a verb there has it."""
    assert spans(read(text, code)) == said


def test_what_happened_lately_was_published_then() -> None:
    """Or the day after; what happened in a time that is not said from today may be told at any."""
    assert read("¿Qué pasó la semana pasada en Soria?").filters == Filters(date(2026, 11, 16), date(2026, 11, 23))
    assert not read("¿Qué pasó en octubre de 2025 en Soria?").filters


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("¿Qué habrá el sábado?", date(2026, 11, 28)),
        ("¿Qué hubo el sábado?", date(2026, 11, 21)),
        ("¿Quién ha ganado el sábado?", date(2026, 11, 21)),
        ("que dijo el sabado el alcalde", date(2026, 11, 21)),
        ("¿Qué museo está abierto el sábado?", date(2026, 11, 28)),
        ("¿Qué farmacia está de guardia el 28 de noviembre?", date(2026, 11, 28)),
        ("¿Qué farmacia estuvo de guardia el 28 de noviembre?", date(2025, 11, 28)),
        ("¿Quién juega el 3 de mayo?", date(2026, 5, 3)),
        ("¿Quién jugará el 3 de mayo?", date(2027, 5, 3)),
    ],
)
def test_the_tense_tells_which_day_is_meant(text: str, day: date) -> None:
    """The coming one in the future, and in the present where that is soon; it is no day of publication."""
    limits = read(text)
    assert not limits.filters
    assert [said.period for said in limits.about] == [Period(day, day)]


def test_a_month_behind_a_name_is_no_part_of_it() -> None:
    """Though some languages give it a capital."""
    limits = read("articles in El País from October 2025 about the train", "en")
    assert limits.filters == Filters(since=date(2025, 10, 1), until=date(2025, 10, 31), outlet="El País")
    assert limits.searched == "articles about the train"


def test_a_filter_can_be_taken_off() -> None:
    """Its words are searched again; the others stay."""
    limits = read("Según La Gaceta del 14 de marzo de 2024, ¿cuánto vale la fusión?")
    outlet, day = limits.read
    assert limits.without(day).filters == outlet.filters
    assert limits.without(outlet).without(day).searched == limits.text


def test_words_of_now_are_no_time() -> None:
    """They ask for what is newest; «el último mes» is a time, and «hoy» of an event is nowadays."""
    for text in (
        "¿Quién es ahora el alcalde?",
        "¿Cuál es el último dividendo?",
        "¿Cuántos van?",
        "¿Qué es hoy el faro?",
    ):
        assert read(text).current
    assert read("What is the latest forecast?", "en").current
    for text in ("¿Qué ha pasado en el último mes?", "¿Quién era el alcalde en 2020?", "noticias de hoy"):
        assert not read(text).current
    assert not read("¿Qué es hoy el faro?").about


def test_filters_set_elsewhere_win_over_what_a_question_says() -> None:
    """The days of publication as a whole, so that no day of one and of the other make a range that nobody meant."""
    limits = read("artículos de Juan Pérez de octubre de 2025")
    query = limits.query(5, Filters(since=date(2026, 1, 1), language="es"))
    assert query.filters == Filters(since=date(2026, 1, 1), author="Juan Pérez", language="es")
    assert (query.text, query.k) == ("artículos", 5)
    assert merged_filters() == Filters()


def test_times_that_exclude_each_other_filter_nothing() -> None:
    """No article could be found; two whole times leave what lies in either."""
    assert not read("noticias desde 2025 hasta 2023").filters
    both = read("noticias de octubre de 2025 y noticias de enero de 2026").filters
    assert both == Filters(since=date(2025, 10, 1), until=date(2026, 1, 31))


WORDS = [
    *("noticias", "publicado", "según", "de", "La Gaceta", "EFE", "Juan Pérez", "firmado por", "desde", "octubre"),
    *("2023", "ayer", "la semana pasada", ",", "¿", "?", "el tren", "sobre", "Según", "articles", "by", "since"),
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join), st.sampled_from(LANGUAGES))
def test_filters_lie_in_their_question_and_something_is_searched(text: str, language: Language) -> None:
    """In order, none over another, in every language, those without words for it too."""
    limits = read_limits(text, language, TODAY, KNOWN)
    places = [place for found in limits.read for place in (found.start, found.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    assert limits.searched.strip()
    assert not (limits.filters.since and limits.filters.until) or limits.filters.since <= limits.filters.until
