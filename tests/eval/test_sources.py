"""The articles that claims are made from: their parts, and the sentences that are fit for it."""

from collections import Counter

from eval.parallel_articles import parallel_articles
from eval.sources import PARTS, Source, part_of, read_origins_of

TEXT = (
    "La feria de Osma reunió a noventa productores. ¿Volverá a celebrarse en la plaza mayor del pueblo? "
    "ESTO ES UN ESCÁNDALO DE LOS QUE HACEN ÉPOCA. El museo de la comarca abrió otra sala el martes."
)


def test_an_article_is_in_one_part_for_good() -> None:
    """Paragraphs of one article of XQuAD are in the same; every part gets about a third."""
    assert part_of("xquad-012-00") == part_of("xquad-012-04")
    counts = Counter(part_of(f"prensa-{n:03}") for n in range(600))
    assert set(counts) == set(PARTS)
    assert all(150 < count < 250 for count in counts.values())


def test_only_whole_plain_sentences_are_origins() -> None:
    """No question, no cry; each knows its article, the other sentences and the next one."""
    first, last = read_origins_of([Source("a", TEXT, "es"), Source("b", "En la costa llovió mucho ayer.", "es")])[:2]
    assert (first.text, last.text) == (
        "La feria de Osma reunió a noventa productores.",
        "El museo de la comarca abrió otra sala el martes.",
    )
    assert first.siblings == (last.text,)
    assert first.after.startswith("¿Volverá")
    assert set(first.strangers) <= {"En la costa llovió mucho ayer."}
    assert last.after == ""


def test_sentences_of_made_up_lists_name_their_town() -> None:
    """So that no list contradicts another; the lists are the same every time."""
    lists = parallel_articles("es")
    assert lists == parallel_articles("es")
    prices = [text.split("\n\n") for name, text in lists.items() if "-prices-" in name]
    towns = [opening.partition("lonja de ")[2].split()[0] for opening, _ in prices]
    assert len(set(towns)) == len(towns)
    for town, (_, rows) in zip(towns, prices, strict=True):
        assert all(town in row for row in rows.rstrip(".").split(". "))
