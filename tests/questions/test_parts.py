"""A question of several things or several subjects becomes questions that stand alone."""

import pytest

from rag.languages import language_of
from rag.questions.question import read_question


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param(
            "¿cuánto costará la reforma del mercado de Hontanosa y la de Riolobo?",
            [
                "¿cuánto costará la reforma del mercado de Hontanosa?",
                "¿cuánto costará la reforma del mercado de Riolobo?",
            ],
            id="the one of X and that of Y",
        ),
        pytest.param(
            "¿Cuándo nació Plutarco y quién lo descubrió?",
            ["Cuándo nació Plutarco", "Plutarco: quién lo descubrió?"],
            id="two things, the second of the name in the first",
        ),
        pytest.param(
            "¿Cuánto costaron Arvea, Osma y Carrizo?",
            ["¿Cuánto costaron Arvea?", "¿Cuánto costaron Osma?", "¿Cuánto costaron Carrizo?"],
            id="three subjects",
        ),
        pytest.param(
            "¿Cuánto pagaron tanto Arvea como Osma?",
            ["¿Cuánto pagaron Arvea?", "¿Cuánto pagaron Osma?"],
            id="both X and Y",
        ),
        pytest.param(
            "¿Cuándo y dónde nació Rita Soler?",
            ["Cuándo nació Rita Soler", "dónde nació Rita Soler?"],
            id="two question words over one verb",
        ),
        pytest.param(
            "El faro de Arvea: quien lo hizo y cada cuanto se pinta",
            ["El faro de Arvea: quien lo hizo", "El faro de Arvea: cada cuanto se pinta"],
            id="what is asked of stands first",
        ),
        pytest.param(
            "¿en cuál de los dos cuesta más, en Roblemar o en Villasombra?",
            ["¿en cuál de los dos cuesta más, en Roblemar?", "¿en cuál de los dos cuesta más, en Villasombra?"],
            id="a comparison",
        ),
    ],
)
def test_several_are_asked_one_by_one(text: str, parts: list[str]) -> None:
    """Each with what it is asked of."""
    assert [part.text for part in read_question(text, language_of("es")).parts] == parts


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("¿Cuánto costó el puente entre Arvea y Osma?", id="between two"),
        pytest.param("¿Cuándo se casaron Rita Soler y Blas Ortega?", id="with each other"),
        pytest.param("¿Qué pasó con Arvea y Osma?", id="an overview of both"),
        pytest.param("¿Cuánto costó la gala donde premiaron a Rita Soler y Blas Ortega?", id="in a clause aside"),
        pytest.param("¿Quién dijo que vendría y que pagaría?", id="a second clause"),
        pytest.param("¿Hacia o desde qué puerto zarpó?", id="two prepositions"),
        pytest.param("Resúmeme, por favor, qué pasó con el faro y en qué quedó", id="an overview of several"),
    ],
)
def test_what_is_asked_together_stays_whole(text: str) -> None:
    """Two that do something with each other are one subject."""
    question = read_question(text, language_of("es"))
    assert question.parts == (question,)


def test_a_part_has_its_own_type() -> None:
    """A place and a figure asked in one breath."""
    first, second = read_question("where was Rita Soler born and how much did she earn", language_of("en")).parts
    assert (first.asked, second.asked) == ("place", "quantity")
    assert second.names == ("Rita Soler",)
