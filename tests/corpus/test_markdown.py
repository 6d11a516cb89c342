"""Front matter is taken off; a text is never swallowed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.corpus.readers.markdown import split_front_matter

PROSE = "La teniente de alcalde asumirá el cargo el lunes."


@pytest.mark.parametrize(
    ("block", "fields"),
    [
        ("title: Sube", {"title": "Sube"}),
        ('título: "Sube: la inflación"', {"título": "Sube: la inflación"}),
        ("título: Sube: la inflación", {"título": "Sube: la inflación"}),
        ("Fecha de publicación: 2024-05-03", {"fecha de publicación": "2024-05-03"}),
        ("tags:\n  - uno\n  - dos", {"tags": ["uno", "dos"]}),
        ("tags: [uno, dos]\n# nota\n\nlayout: post", {"tags": ["uno", "dos"], "layout": "post"}),
        ("title: |\n  Dos\n  líneas", {"title": "Dos\nlíneas\n"}),
        (
            "description: Una frase entera, con su punto.\ntitle: A",
            {"description": "Una frase entera, con su punto.", "title": "A"},
        ),
        ("title: [", {"title": "["}),
        ("draft: no\nhora: 12:30", {"draft": "no", "hora": "12:30"}),
        ("title: >-\n  Un título\n  en dos líneas", {"title": "Un título en dos líneas"}),
        ("title: null\nauthor: ~\ntags: [NULL, a]", {"title": "", "author": "", "tags": ["", "a"]}),
        ("title: 'null'\nauthor: \"~\"", {"title": "null", "author": "~"}),
        ("title: Sube # nota interna", {"title": "Sube"}),
        ('title: "La \\"feria\\""', {"title": 'La "feria"'}),
        ("title:Sube", {"title": "Sube"}),
        ("título: Sube: mucho\nautor: null", {"título": "Sube: mucho", "autor": ""}),
    ],
    ids=[
        *("plain quoted colon spaces list comment block sentence broken words folded".split()),
        *("nothing null-in-quotes comment-behind quotes-within no-blank nothing-without-yaml".split()),
    ],
)
def test_fields_are_read_as_yaml_or_as_people_write_them(block: str, fields: dict[str, object]) -> None:
    """And every value is text."""
    assert split_front_matter(f"---\n{block}\n---\n{PROSE}") == (fields, PROSE)


@pytest.mark.parametrize(
    "block",
    [
        "Última hora: dimite el alcalde de Zarral, Blas Ortega.\n\nLo anunció ayer en el pleno, ante doce concejales.",
        "Última hora: dimite el alcalde de Zarral, Blas Ortega.",
        "Madrid: llueve",
        "Atención: se corta la calle Mayor",
        "título: Sube\nEsto es prosa, no un campo.",
        "Atención: se corta la calle Mayor\nSegún el bando: hasta el lunes",
        "- uno\n- dos",
        "Solo prosa.",
    ],
    ids=["case 08", "one line", "one word", "no full stop", "mixed", "two lines", "list", "prose"],
)
def test_prose_between_two_rules_stays(block: str) -> None:
    """A block is front matter only where all of it fits."""
    text = f"---\n{block}\n---\n\n{PROSE}"
    fields, rest = split_front_matter(text)
    assert (fields, rest) == ({}, text)


def test_front_matter_of_hugo_is_read() -> None:
    """TOML between two lines of plus signs, its dates as they are written; what is no TOML stays."""
    fields, rest = split_front_matter(f'+++\ntitle = "Sube"\ndate = 2024-05-03\n+++\n{PROSE}')
    assert (fields["title"], str(fields["date"]), rest) == ("Sube", "2024-05-03", PROSE)
    broken = f"+++\ntitle = Sube\n+++\n{PROSE}"
    assert split_front_matter(broken) == ({}, broken)


words = st.text(st.sampled_from("abc:-# '\"[]{}&*!|>%@,.\n"), max_size=60)


@given(words)
def test_any_block_is_fields_or_text(block: str) -> None:
    """Whatever stands between two rules, nothing raises, and where there are no fields the text is whole."""
    text = f"---\n{block}\n---\n{PROSE}"
    fields, rest = split_front_matter(text)
    assert rest.endswith(PROSE)
    assert fields or rest == text


@given(st.lists(st.text(st.characters(categories=["Ll", "Lu"]), min_size=2, max_size=9), min_size=4, max_size=12))
def test_a_sentence_is_never_swallowed(parts: list[str]) -> None:
    """Words and a full stop on a line of their own are text, whatever stands above them."""
    sentence = " ".join(parts) + "."
    text = f"---\ntítulo: A\n{sentence}\n---\n{PROSE}"
    assert sentence in split_front_matter(text)[1]
