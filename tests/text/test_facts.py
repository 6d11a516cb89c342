"""Hard facts: figures, dates, names, quotations and denials of a claim, held against sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import Language, language_of
from rag.proof.negation import reversed_polarity
from rag.text.facts import Facts, missing_name, missing_quantity, missing_quotation

ES, EN = language_of("es"), language_of("en")


def figure(claim: str, *sentences: str, language: Language = ES, source: Language = ES) -> str | None:
    """The figure of a claim that the sentences lack."""
    return missing_quantity(Facts(claim, language), [Facts(s, source) for s in sentences])


def name(claim: str, context: str, language: Language = ES, source: Language = ES) -> str | None:
    """The name of a claim that an article lacks."""
    return missing_name(Facts(claim, language), [Facts(context, source)], [context])


def reversed_(claim: str, *sentences: str, language: Language = ES) -> bool:
    """Whether a claim turns round what the sentences say."""
    return reversed_polarity(Facts(claim, language), [Facts(s, language) for s in sentences])


@pytest.mark.parametrize(
    ("claim", "language", "sentence"),
    [
        ("Vale 38.000 millones de dólares.", ES, "Un acuerdo de 38 mil millones de dólares."),
        ("The deal is worth $38bn.", EN, "Un acuerdo de 38.000 millones de dólares."),
        ("The deal is worth 38.000 million dollars.", EN, "Un acuerdo de 38.000 millones de dólares."),
        ("It has 3.500 workers.", EN, "Tiene 3.500 trabajadores."),
        ("It has 3,500 workers.", EN, "Tiene 3.500 trabajadores."),
        ("Se firmó en 2025.", ES, "Se firmó el 3 de noviembre de 2025."),
        ("Se firmó en noviembre.", ES, "Se firmó el 3 de noviembre de 2025."),
        ("Se firmó el 3 de noviembre de 2025.", ES, "Se firmó el 3/11/2025."),
        ("It was signed on November 3, 2025.", EN, "Se firmó el 3 de noviembre de 2025."),
        ("El 5 % subió.", ES, "Subió el 5 por ciento."),
    ],
)
def test_a_figure_is_held_however_it_is_written(claim: str, language: Language, sentence: str) -> None:
    """Values are compared, not letters; digits copied from the source's format are the source's."""
    assert figure(claim, sentence, language=language) is None


@pytest.mark.parametrize(
    ("claim", "language", "sentence", "missing"),
    [
        ("Vale 99.000 millones.", ES, "Vale 38.000 millones.", "99.000 millones"),
        ("Vale 38.000 dólares.", ES, "Vale 38.000 millones de dólares.", "38.000 dólares"),
        ("It is worth 38.000 dollars.", EN, "Vale 38.000 millones de dólares.", "38.000 dollars"),
        ("Se firmó el 4 de noviembre de 2025.", ES, "Se firmó el 3 de noviembre de 2025.", "4 de noviembre de 2025"),
        ("Se firmó en mayo.", ES, "Se firmó el 3 de noviembre de 2025.", "mayo"),
        ("Se firmó en mayo de 2025.", ES, "Se firmó el 3 de noviembre de 2025.", "mayo de 2025"),
        ("Signed on May 3, 2025.", EN, "Se firmó el 3 de noviembre de 2025.", "May 3, 2025"),
        ("Fue en 2024.", ES, "Se firmó el 3 de noviembre de 2025.", "2024"),
        ("Subió un 5 %.", ES, "Cuesta 5 dólares.", "5 %"),
    ],
)
def test_a_figure_that_the_source_does_not_state_is_named(
    claim: str, language: Language, sentence: str, missing: str | None
) -> None:
    """As it is written in the claim."""
    assert figure(claim, sentence, language=language) == missing


def test_a_day_and_its_year_may_stand_in_two_sentences() -> None:
    """An article names the year once."""
    claim = "Se firmó el 3 de noviembre de 2025."
    assert figure(claim, "Se firmó el 3 de noviembre.", "Todo ocurrió en 2025.") is None
    assert figure(claim, "Se firmó el 3 de noviembre.") == "3 de noviembre de 2025"


@pytest.mark.parametrize(
    ("claim", "language", "context", "source"),
    [
        ("Lo dice OpenAI.", ES, "OpenAI firmó.", ES),
        ("Lo dice Open AI.", ES, "OpenAI firmó.", ES),
        ("It uses AI.", EN, "Usa la IA.", ES),
        ("It joined NATO.", EN, "Entró en la OTAN.", ES),
        ("Entró en la UE.", ES, "It joined the EU.", EN),
        ("The University of Chicago said so.", EN, "Lo dijo la Universidad de Chicago.", ES),
        ("It shook Kyiv.", EN, "Sacudió Kiev.", ES),
        ("It grew in the United States.", EN, "Creció en Estados Unidos.", ES),
        ("Creció en Nueva York y Londres.", ES, "It grew in New York and London.", EN),
        ("The Spanish company won.", EN, "La empresa española ganó.", ES),
    ],
)
def test_a_name_is_held_in_the_spelling_of_another_language(
    claim: str, language: Language, context: str, source: Language
) -> None:
    """Acronyms are reordered by translation, and other names change a few letters."""
    assert name(claim, context, language, source) is None


@pytest.mark.parametrize(
    ("claim", "language", "context", "missing"),
    [
        ("Lo firmó Microsoft.", ES, "OpenAI firmó con Amazon.", "Microsoft"),
        ("The ONU said so.", EN, "Lo dijo uno.", "ONU"),
        ("It grew in London.", EN, "Creció en París.", "London"),
        ("Lo dijo Luis Martín.", ES, "Lo dijo Luis Martínez.", "Luis Martín"),
        ("Lo dijo Elon Musk.", ES, "Lo dijo Sam Altman.", "Elon Musk"),
    ],
)
def test_a_name_that_the_article_does_not_hold_is_named(
    claim: str, language: Language, context: str, missing: str
) -> None:
    """«ONU» is not «uno», and within one language a name is spelt one way."""
    assert name(claim, context, language) == missing


def test_a_quotation_is_held_word_for_word() -> None:
    """Accents, capitals and punctuation do not count; other words do."""
    article = ["Altman dijo: «Es, sin duda, un gran día»."]
    assert missing_quotation(Facts("Dijo: “es sin duda un gran dia”.", ES), article) is None
    assert missing_quotation(Facts("Dijo: «es un mal día».", ES), article) == "es un mal día"
    assert missing_quotation(Facts("Habló de la «nube total».", ES), article) is None


@pytest.mark.parametrize(
    ("claim", "sentence", "language"),
    [
        ("Los precios no subieron.", "Los precios subieron.", ES),
        ("Los precios subieron.", "Los precios no subieron.", ES),
        ("Amazon nunca pagó.", "Amazon pagó ayer.", ES),
        ("Amazon didn't pay the fine.", "Amazon did pay the fine.", EN),
        ("Prices fell.", "Prices never fell.", EN),
        ("Firmó sin prisa.", "Firmó con prisa.", ES),
        ("No firmó con Amazon, sino con Google.", "Firmó con Amazon.", ES),
    ],
)
def test_a_claim_that_turns_the_source_round_is_found(claim: str, sentence: str, language: Language) -> None:
    """A word more or less turns a sentence round, and no similarity shows it."""
    assert reversed_(claim, sentence, language=language)


@pytest.mark.parametrize(
    ("claim", "sentence", "language"),
    [
        ("Los precios no subieron.", "Los precios no subieron.", ES),
        ("Depende de alianzas.", "No solo dependerá de algoritmos, sino también de alianzas.", ES),
        ("Depende de algoritmos.", "No solo depende de algoritmos, sino de alianzas.", ES),
        ("Es un acuerdo importante.", "No es solo un acuerdo importante, sino un cambio.", ES),
        ("It depends on models.", "It not only depends on models but on alliances.", EN),
        ("Firmó con Amazon.", "Firmó no con Google, sino con Amazon.", ES),
        ("El acuerdo dura siete años.", "OpenAI no reveló el precio del acuerdo, que dura siete años.", ES),
        ("Vendió la empresa.", "No reveló cuándo vendió la empresa.", ES),
        ("Ganó el acuerdo.", "Sin embargo, ganó el acuerdo.", ES),
        ("Amazon gana cuota.", "Oracle pierde cuota y no crece.", ES),
    ],
)
def test_what_is_not_turned_round_is_left_alone(claim: str, sentence: str, language: Language) -> None:
    """«No solo» affirms, and a term that stands near a denial by chance is not denied."""
    assert not reversed_(claim, sentence, language=language)


def test_one_sentence_that_agrees_is_enough() -> None:
    """Evidence that says both is no contradiction."""
    assert not reversed_("Los precios subieron.", "Los precios no subieron.", "Los precios subieron.")


@pytest.mark.parametrize(
    ("sentence", "language", "denied"),
    [
        ("La empresa no ganó más dinero.", "es", {"gan", "diner"}),
        ("A empresa não ganhou, mas cresceu.", "pt", {"ganh"}),
        ("Amazon didn’t pay, but Google did.", "en", {"pay"}),
        ("Das Unternehmen zahlte nicht sofort.", "de", {"sofort"}),
        ("Das Unternehmen zahlte nicht sofort.", "es", set()),
    ],
)
def test_each_language_denies_in_its_own_words(sentence: str, language: str, denied: set[str]) -> None:
    """«Mas» begins what is affirmed in Portuguese; folded, it is also the Spanish «más», which does not."""
    assert Facts(sentence, language_of(language)).denied == denied


@given(st.text(max_size=60), st.sampled_from(["", "9" * 31, "1e999", "años " + "0" * 40, "٣٤٥", "0s", "3-1 a. C."]))
def test_no_digits_of_a_text_raise(text: str, digits: str) -> None:
    """Its facts are found and held against each other, be they thirty digits long."""
    claim, source = Facts(f"{text} {digits}", ES), Facts(f"{digits} {text} los años {digits}s", ES)
    assert claim.dates is not None
    assert missing_quantity(claim, [claim]) is None
    missing_quantity(claim, [source])


@pytest.mark.parametrize(
    ("claim", "sentence", "missing"),
    [
        ("Ganó 1-3.", "Ganó 3-1.", "1-3"),
        ("Se levantó en el 480 d. C.", "Se levantó en el 480 a. C.", "480 d. C."),
        (
            "La huella 491562359871625387612398761239.",
            "La huella 491562359871625387612398761238.",
            "4915623598716253876",
        ),
        ("Subió de 3 a 5 euros.", "Bajó de 5 a 3 euros.", "3"),
        ("Vale 5 euros.", "Vale 12'5 euros.", "5 euros"),
        ("Ganó 3-1.", "Ganó por tres a uno.", None),
        ("Fue en 1926.", "Vivió allí de 1922–26.", None),
    ],
)
def test_order_and_era_are_part_of_a_figure(claim: str, sentence: str, missing: str | None) -> None:
    """Turned round or in another era it is another figure."""
    found = figure(claim, sentence)
    assert found is None if missing is None else found is not None and found.startswith(missing)


@pytest.mark.parametrize(
    ("question", "text", "language", "told"),
    [
        pytest.param("pide", "Pidió ayuda.", "es", True, id="e to i"),
        pytest.param("mueren", "Murió ayer.", "es", True, id="o to u and ue"),
        pytest.param("cierra", "Cerrará mañana.", "es", True, id="e to ie"),
        pytest.param("saldra", "Salieron ya.", "es", True, id="an irregular future, without its accent"),
        pytest.param("pide", "Pesó poco.", "es", False, id="another verb"),
        pytest.param("buys", "It bought the port.", "en", True, id="English"),
    ],
)
def test_a_text_tells_a_word_in_any_form(question: str, text: str, language: str, told: bool) -> None:
    """Where stems differ, the dictionary knows."""
    spoken = language_of(language)
    asked = Facts(question, spoken)
    assert all(Facts(text, spoken).tells(term, asked) for term in asked.terms) is told
