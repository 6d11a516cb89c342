"""The lines at the top of an article that say which outlet it is of and who wrote it."""

import pytest

from rag.corpus.signatures import find_signatures
from rag.languages import language_of

PROSE = "\nEl pleno aprobó ayer las cuentas de la villa, que suben un 4 %."


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("El Faro de Osma | Osma, 17 de junio de 2023", {"outlet": "El Faro de Osma"}),
        ("Prensa Velar · Castrillo, 5 de noviembre de 2024", {"outlet": "Prensa Velar"}),
        ("EFE | Madrid, 3 may 2024", {"outlet": "EFE"}),
        ("Osma (Soria), 3 may (EFE).- El pleno aprobó las cuentas.", {"outlet": "EFE"}),
        ("MADRID, 3 de mayo (Agencia Tramontal) – El pleno aprobó las cuentas.", {"outlet": "Agencia Tramontal"}),
        ("EFE / Agencias", {"outlet": "EFE"}),
        ("Por Ana Ruiz", {"author": "Ana Ruiz"}),
        ("Texto: Luis Gil Ferrer | Osma, 3 de mayo de 2024", {"author": "Luis Gil Ferrer"}),
        ("Lucía Ferreiro | Osma, 3 de mayo de 2024", {"author": "Lucía Ferreiro"}),
        ("El Faro de Osma, 4 de mayo de 2024. Pedro Lamas.", {"outlet": "El Faro de Osma", "author": "Pedro Lamas"}),
        ("La Gaceta de Osma. 3 de agosto de 2025. Prensa Velar.", {"outlet": "La Gaceta de Osma"}),
        ("ANA RUIZ / El Faro de Osma / 12-03-2024", {"outlet": "El Faro de Osma", "author": "ANA RUIZ"}),
        ("Ana Ruiz. El Faro. Osma, 12 de marzo de 2024.", {"outlet": "El Faro", "author": "Ana Ruiz"}),
        ("Publicado el 12/03/2024 a las 09:15 por Ana Ruiz", {"author": "Ana Ruiz"}),
        ("Ana Ruiz y Luis Gil | Osma | 4 de marzo de 2024", {"author": "Ana Ruiz y Luis Gil"}),
        ("Por Ana Ruiz\nEl Faro de Osma\n15 de mayo de 2024", {"outlet": "El Faro de Osma", "author": "Ana Ruiz"}),
        ("La Gaceta | Por Ana Ruiz | Osma, 3 de mayo de 2024", {"outlet": "La Gaceta", "author": "Ana Ruiz"}),
    ],
)
def test_what_signs_an_article_is_read_from_its_top(line: str, told: dict[str, str]) -> None:
    """Bylines, date lines, agencies."""
    found = find_signatures(f"Las cuentas suben\n{line}{PROSE}", language_of("es"))
    assert {role: name for role, name in found.items() if role != "place"} == told


@pytest.mark.parametrize(
    "line",
    [
        "Sucesos | Osma",
        "Publicado el lunes",
        "El Faro de Osma",
        "OSMA (Soria).- El pleno aprobó las cuentas.",
        "El alcalde de Osma (Unión Vecinal) - que no habló - votó en contra.",
        "Las obras del puente, de 2023 - 2024, acabarán en mayo",
        "Foto: EFE",
        "Redacción",
        "De Osma a Lara en tren",
    ],
)
def test_a_line_that_may_say_something_else_signs_nothing(line: str) -> None:
    """A place, a section, a party in brackets, prose, who made a picture."""
    assert find_signatures(f"Las cuentas suben\n{line}{PROSE}", language_of("es")) == {}


@pytest.mark.parametrize("line", ["Osma | 3 de mayo de 2024", "Osma, 3 de mayo de 2024", "Forbes, 3 de mayo de 2024"])
def test_a_name_right_before_a_day_may_be_a_place(line: str) -> None:
    """One line alone does not tell it from an outlet that is called as nothing else is."""
    found = find_signatures(f"Las cuentas suben\n{line}{PROSE}", language_of("es"))
    assert list(found) == ["place"]


def test_other_languages_sign_in_their_own_way() -> None:
    """By their bylines and dates."""
    told = find_signatures("Budget up\nBy Jane Carrow\nThe council voted on Monday.", language_of("en"))
    assert told == {"author": "Jane Carrow"}
    told = find_signatures("Tomates\nCorreio da Serôa | Almendra, 15 de novembro de 2025\nFim.", language_of("pt"))
    assert told == {"outlet": "Correio da Serôa"}


def test_only_the_top_of_a_text_signs_it() -> None:
    """A line further down is of something else."""
    assert find_signatures("\n".join(["Una línea."] * 6 + ["Por Ana Ruiz"]), language_of("es")) == {}
