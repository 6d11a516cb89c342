"""Chunks: along the structure of an article, sentences whole, offsets exact."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rag.corpus.chunks import chunk_sentences, searched_text, split_chunks
from rag.languages.spanish import SPANISH
from rag.text.layout import LineKind, read_lines
from rag.text.sentences import split_sentences
from rag.types import Document

ARTICLE = """\
OpenAI ha firmado un acuerdo valorado en 38.000 millones de dólares con Amazon Web Services (AWS). \
Llega tras una reestructuración.
Un acuerdo histórico para la infraestructura
La colaboración permitirá que OpenAI utilice la nube de Amazon. AWS es ya uno de sus proveedores.
Una respuesta a las necesidades internas
Quedó claro que la compañía necesitaba alianzas. Los requerimientos de energía han aumentado.
Al asociarse con Amazon, OpenAI busca:
- Reducir la dependencia de un solo proveedor de nube
- Garantizar estabilidad ante la creciente demanda global
- Asegurar recursos para el entrenamiento de modelos
- Expandirse más rápido en mercados empresariales
Amazon también gana: acceso al ecosistema de IA
Para Amazon, el acuerdo representa una victoria. La compañía refuerza su posición."""


def document(text: str) -> Document:
    """A document around a text."""
    return Document(id="0" * 32, title="Título", text=text, source="a.txt")


def texts(text: str, max_chars: int) -> list[str]:
    """The chunks of a text as strings."""
    return [chunk.text for chunk in split_chunks(document(text), max_chars)]


def test_a_short_article_is_one_chunk() -> None:
    """What fits is not cut."""
    assert texts(ARTICLE, len(ARTICLE)) == [ARTICLE]


def test_an_article_is_cut_before_its_headings_first() -> None:
    """Where sections fit, each chunk after the first begins with a heading."""
    assert [chunk.partition("\n")[0] for chunk in texts(ARTICLE, 500)] == [
        "OpenAI ha firmado un acuerdo valorado en 38.000 millones de dólares con Amazon Web Services (AWS)."
        " Llega tras una reestructuración.",
        "Una respuesta a las necesidades internas",
        "Amazon también gana: acceso al ecosistema de IA",
    ]


@pytest.mark.parametrize("max_chars", [260, 300, 400, 500, 600, 900])
def test_a_list_stays_with_its_introduction(max_chars: int) -> None:
    """The four items and the line that introduces them are in one chunk, wherever else the article is cut."""
    start = ARTICLE.index("Al asociarse")
    listed = ARTICLE[start : ARTICLE.index("\nAmazon también")]
    assert sum(listed in chunk for chunk in texts(ARTICLE, max_chars)) == 1


def test_the_introduction_at_the_end_of_a_paragraph_goes_with_its_list() -> None:
    """A long paragraph is cut before its last sentence rather than between that and the items."""
    items = "- Ahorrar mucha energía\n- Crecer en Europa\n- Vender más"
    text = f"{'Una frase cualquiera. ' * 6}El plan busca:\n{items}"
    assert texts(text, 100)[-1].startswith("El plan busca:\n- Ahorrar")


def test_headings_stay_with_what_they_head() -> None:
    """No chunk ends with a heading."""
    headings = {"Un acuerdo histórico para la infraestructura", "Una respuesta a las necesidades internas"}
    for max_chars in range(200, 900, 50):
        assert not headings & {chunk.rpartition("\n")[2] for chunk in texts(ARTICLE, max_chars)}


def test_markdown_headings_are_headings_whatever_they_end_with() -> None:
    """A heading with a full stop or a colon still heads what follows."""
    text = f"# Uno.\n\n{'Texto de uno. ' * 5}\n\n## Dos:\n\n{'Texto de dos. ' * 5}"
    assert [chunk.split("\n")[0] for chunk in texts(text, 100)] == ["# Uno.", "## Dos:"]


def test_the_items_of_a_long_list_are_cut_apart_only_where_it_does_not_fit() -> None:
    """The first item stays with the introduction; no item is cut."""
    items = [f"- Punto número {n} de la lista" for n in range(20)]
    chunks = texts("\n".join(["La lista es:", *items]), 200)
    assert chunks[0].startswith("La lista es:\n- Punto número 0")
    assert [line for chunk in chunks for line in chunk.split("\n")][1:] == items


def test_parts_of_a_long_paragraph_are_of_like_length() -> None:
    """The last chunk is not a crumb of one sentence."""
    lengths = [len(chunk) for chunk in texts("Una frase de treinta letras o más. " * 31, 1000)]
    assert min(lengths) > max(lengths) / 2


def test_a_sentence_longer_than_a_chunk_is_cut_at_white_space() -> None:
    """The pieces hold every word, whole."""
    words = [f"palabra{n}" for n in range(100)]
    chunks = texts(" ".join(words), 90)
    assert [word for chunk in chunks for word in chunk.split()] == words


def test_a_word_longer_than_a_chunk_is_cut_anywhere() -> None:
    """Where there is no white space the limit still holds."""
    assert [len(chunk) for chunk in texts("a" * 1000, 300)] == [300, 300, 300, 100]


@pytest.mark.parametrize("text", ["", "***", "\n\n---\n"], ids=repr)
def test_a_text_without_words_has_no_chunks(text: str) -> None:
    """There is nothing to retrieve in it."""
    assert split_chunks(document(text), 100) == []


def test_the_id_comes_from_the_document_and_the_offsets() -> None:
    """The same article gives the same ids; another version gives others."""
    one, same = split_chunks(document(ARTICLE), 300), split_chunks(document(ARTICLE), 300)
    other = split_chunks(Document(id="1" * 32, title="Título", text=ARTICLE, source="a.txt"), 300)
    assert [c.id for c in one] == [c.id for c in same]
    assert len({c.id for c in one} | {c.id for c in other}) == 2 * len(one)
    assert all(len(c.id) == 32 for c in one)


LONJA = (
    "La lonja de Cuevas\n\nPescado\tPrecio\tPeso\nRape\t9,50\t3 kg\nAtún\t12\t40 kg\n\nLee también: El puerto\n"
    "Cerró a las dos."
)


def sentences(text: str) -> list[str]:
    """The sentences of the chunks of a text."""
    doc = document(text)
    return [s.text for chunk in split_chunks(doc, 1000) for s in chunk_sentences(doc, chunk)]


def test_furniture_and_comments_are_no_sentences() -> None:
    """They stand in the text that is shown, and are no evidence."""
    assert "Lee también: El puerto" not in sentences(LONJA)
    text = "<!-- interna -->\nLa noria gira. <!-- No publicar. --> Otra no.\nPublicidad\nFin de la nota."
    assert sentences(text) == ["La noria gira.", "Otra no.", "Fin de la nota."]


def test_every_row_is_a_sentence() -> None:
    """A price list has no full stop, and all its lines are there."""
    listed = "Precios de la plaza\n\nTomate 2,10 euros\nPatata 0,95 euros\nAjo 6 euros"
    assert sentences(listed) == [line for line in listed.split("\n") if line]


def test_a_row_is_searched_with_its_heads_and_quoted_as_it_is() -> None:
    """Also where its chunk does not hold them; the furniture around it is not searched."""
    doc = document(LONJA)
    start = LONJA.index("Atún")
    end = LONJA.index("\n", start)
    assert searched_text(doc, start, end) == "Pescado: Atún; Precio: 12; Peso: 40 kg"
    assert "Pescado: Rape; Precio: 9,50" in searched_text(doc, 0, len(LONJA))
    assert "Lee también" not in searched_text(doc, 0, len(LONJA))
    (last,) = (c for c in split_chunks(doc, 60) if "Atún" in c.text)
    assert "Pescado: Atún" in searched_text(doc, last.start, last.end)
    assert last.text in LONJA


def test_rows_stay_together_where_they_fit() -> None:
    """A run of rows is cut from the prose around it before it is cut itself."""
    rows = "\n".join(f"Puesto {n}: {n} euros" for n in range(1, 6))
    prose = "La plaza abre todos los días de la semana menos el lunes. " * 3
    assert rows in " ".join(texts(f"La plaza\n\n{prose}\n\n{rows}\n\n{prose}", 250))


LINES = st.sampled_from(
    [
        "Un titular sin punto", "# Título", "Busca:", "- Un punto de la lista",
        "1. Otro punto. Con dos frases.",
        "Una frase. Otra frase con 3,5 puntos. ¿Y otra?", "", "   ", "***",
        "Dijo «no». Luego EE. UU. La visita.",
        "palabra " * 30, "x" * 90,
        "Pan\t1,20", "Vino\t3", "Publicidad", "Foto: EFE", "<!-- nota -->",
    ]
)  # fmt: skip
TEXTS = st.lists(LINES, max_size=25).map("\n".join) | st.text(max_size=200)


@given(TEXTS, st.integers(20, 300))
@example("_", 20)
def test_chunks_are_exact_ordered_and_hold_every_sentence(text: str, max_chars: int) -> None:
    """Offsets are true, nothing overlaps or is longer than allowed, and sentences that fit are whole."""
    doc = document(text)
    chunks = split_chunks(doc, max_chars)
    here = 0
    for chunk in chunks:
        assert here <= chunk.start < chunk.end
        assert text[chunk.start : chunk.end] == chunk.text == chunk.text.strip()
        assert len(chunk.text) <= max_chars
        here = chunk.end
    found = [(s.start, s.end) for chunk in chunks for s in chunk_sentences(doc, chunk)]
    furniture = [(x.start, x.end) for x in read_lines(text, SPANISH) if x.kind is LineKind.FURNITURE]
    told = [(a, b) for a, b in split_sentences(text) if not any(x <= a and b <= y for x, y in furniture)]
    said = [(a, b) for a, b in told if any(map(str.isalnum, text[a:b]))]  # a lone «_» is none
    whole = [(a, b) for a, b in said if b - a <= max_chars - 8]  # 8: its list mark counts too
    assert set(whole) <= set(found)
    covered = "".join(text[a:b] for a, b in found)
    letters = "".join(c for a, b in told for c in text[a:b] if c.isalnum())
    assert "".join(c for c in covered if c.isalnum()) == letters


@given(TEXTS, st.integers(20, 300))
def test_sentences_of_a_chunk_lie_in_it(text: str, max_chars: int) -> None:
    """Each has the words it says, inside its chunk, and no chunk is without."""
    doc = document(text)
    for chunk in split_chunks(doc, max_chars):
        sentences = chunk_sentences(doc, chunk)
        assert sentences
        for s in sentences:
            assert chunk.start <= s.start < s.end <= chunk.end
            assert text[s.start : s.end] == s.text


@pytest.mark.parametrize(
    "piece",
    ["- a\n", "a | b\n", "Pan 1\n", "EE.\n", "<!-- ", "<!-- a -->\n", "![", "```\n", "Foto: EFE\n", "....", "a\t"],
    ids=repr,
)
def test_a_large_article_is_cut_in_linear_time(piece: str) -> None:
    """A hundred thousand characters of anything, which would take minutes if each line looked at all the others."""
    doc = document(piece * (100_000 // len(piece)) + "fin")
    chunks = split_chunks(doc, 1000)
    assert searched_text(doc, chunks[-1].start, chunks[-1].end)
    assert chunk_sentences(doc, chunks[-1])[-1].text.endswith(("fin", "EFE"))
