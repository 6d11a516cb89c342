"""The reports of an examination: each says what was found, and none lets a text of a case be more than text."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import zip_longest
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.examination.excerpts import SURROUNDINGS, excerpts, stands
from eval.examination.junit import GATES, to_junit
from eval.examination.markdown import BEGIN, END, MOST_CASES, escaped, measures_table, replace_table, to_markdown
from eval.examination.metric import METRICS
from eval.examination.page import to_html
from eval.examination.page_case import changed
from eval.examination.report import Report, Span, Verdict, read_report
from eval.examination.show import HTML, JSON, JUNIT, SUMMARY, write_reports
from eval.examination.terminal import to_text
from eval.examination.untrusted import shortened, showable
from eval.examination.words import GROUPS, METRIC_TEXTS
from rag.errors import HemerotecaError
from tests.eval.examined import BASELINE, CORPUS, DEAL, HOSTILE, OFF, REPORT, SIGNED, VALUE, hostile

# --- Writing ------------------------------------------------------------------------------------------------


def test_all_four_are_written_and_the_json_is_read_back(tmp_path: Path) -> None:
    """Nothing else is left in the folder, which is made."""
    write_reports(REPORT, tmp_path / "deep" / "reports", CORPUS, BASELINE)
    assert {path.name for path in (tmp_path / "deep" / "reports").iterdir()} == {HTML, JSON, JUNIT, SUMMARY}
    assert read_report(tmp_path / "deep" / "reports" / JSON) == REPORT


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    """And reports of an earlier run are replaced."""
    write_reports(REPORT, tmp_path / "one", CORPUS, BASELINE)
    write_reports(hostile()[0], tmp_path / "two", hostile()[1])
    write_reports(REPORT, tmp_path / "two", CORPUS, BASELINE)
    for name in (HTML, JSON, JUNIT, SUMMARY):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_times_stand_only_at_the_foot_of_the_page() -> None:
    """So two runs differ there alone, and not at all in what CI reads."""
    slower = replace(REPORT, information={"seconds": 99.5})
    assert to_junit(slower) == to_junit(REPORT)
    assert to_markdown(slower) == to_markdown(REPORT)
    one, other = (to_html(report, CORPUS).partition("<footer>") for report in (REPORT, slower))
    assert one[0] == other[0]
    assert "99.5" in other[2]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """With what to do, and without touching what is there."""
    file = tmp_path / "reports"
    file.write_text("mine")
    with pytest.raises(HemerotecaError, match=r"cannot be written to .*reports.*another folder"):
        write_reports(REPORT, file, CORPUS)
    assert file.read_text() == "mine"


# --- JUnit --------------------------------------------------------------------------------------------------


def outcomes(root: ET.Element) -> dict[str, list[str]]:
    """The tags inside each test, by the name of the test."""
    return {test.attrib["name"]: [child.tag for child in test] for test in root.iter("testcase")}


def test_junit_tells_failures_from_errors_from_what_was_skipped() -> None:
    """A suite for each kind and one for the gates; what is inconclusive is not passed."""
    root = ET.fromstring(to_junit(REPORT))  # noqa: S314 -- our own
    assert [suite.attrib["name"] for suite in root] == [
        "answerable", "cross-lingual", "off-topic", "temporal", "altered", GATES,
    ]  # fmt: skip
    found = outcomes(root)
    assert found["fusion-value"] == []
    assert found["fusion-signed"] == ["failure"]
    assert found["brokenness"] == ["error"]
    assert found["claim-1"] == ["skipped"]
    assert found["key_facts"] == ["skipped"]
    gates = [(test.attrib["classname"], test.attrib["name"], [c.tag for c in test]) for test in root[-1]]
    assert ("measures", "citation_recall", ["failure"]) in gates
    assert ("comparisons", "citation_recall", ["failure"]) in gates
    assert ("comparisons", "correct", ["skipped"]) in gates


def test_junit_counts_what_it_holds_and_says_why() -> None:
    """The counts of the whole are those of its suites, and a message is the reasons."""
    root = ET.fromstring(to_junit(REPORT))  # noqa: S314 -- our own
    for holder in (root, *root):
        tags = Counter(child.tag for test in holder.iter("testcase") for child in test)
        counted = [int(holder.attrib[name]) for name in ("tests", "failures", "errors", "skipped")]
        assert counted == [len(list(holder.iter("testcase"))), tags["failure"], tags["error"], tags["skipped"]]
    failure = next(root.iter("failure"))
    assert failure.attrib["message"] == " ".join(SIGNED.reasons)
    assert SIGNED.question in (failure.text or "")
    assert "time" not in {name for holder in root.iter() for name in holder.attrib}


@given(st.text())
def test_junit_is_well_formed_whatever_an_answer_says(text: str) -> None:
    """Characters that XML has no place for are replaced."""
    case = replace(SIGNED, id=text, kind=text, reasons=(text,), answer=text)
    root = ET.fromstring(to_junit(replace(REPORT, cases=(case,))).encode())  # noqa: S314 -- our own
    assert next(root.iter("failure")).attrib["message"] == (showable(text) or "fail")


# --- Markdown -----------------------------------------------------------------------------------------------


def test_the_summary_says_what_happened() -> None:
    """Verdict, figures with interval and denominator, what changed, what was lost and what to know."""
    summary = to_markdown(REPORT)
    assert summary.startswith("# Examination, tier a: ✗ **fail**\n")
    assert "| 0.8421 | 0.8012 to 0.8833 | 240 (51) | ≥ 0.9000 | ✗ **fail** |" in summary
    assert "| 0.0800 | 0.0400 to 0.1500 | 75 (75) | ≤ 0.1000 | ✓ pass |" in summary
    assert "| – | – | 0 (0) | – | – **unmeasured** |" in summary
    assert "| 0.9100 | 0.8421 | -0.0679 (-0.1010 to -0.0320) | 0.0012 | **worse** | 1 | 0 |" in summary
    assert "## Lost since the baseline: 1\n" in summary
    assert "Who signed the deal, and where&#63; | The answer does not hold any accepted answer." in summary
    assert "- So few cases show only losses of more than 8 points." in summary


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    """Hostile text included: a cell ends only where the report ends it."""
    for report in (REPORT, hostile()[0]):
        tables = re.findall(r"(?:^\|.*\n)+", to_markdown(report), re.MULTILINE)
        assert len(tables) >= 3
        for table in tables:
            assert len({row.count("|") for row in table.splitlines()}) == 1


def test_only_some_of_many_lost_cases_are_named() -> None:
    """And how many more there are is said."""
    many = tuple(replace(SIGNED, id=f"case-{number}") for number in range(30))
    lost = replace(REPORT.comparisons[1], lost=tuple(case.id for case in many))
    summary = to_markdown(replace(REPORT, cases=many, comparisons=(lost,)))
    assert summary.count("| case&#45;") == MOST_CASES
    assert "and 10 more." in summary


@given(st.text() | st.just(HOSTILE))
def test_escaped_text_has_no_mark_of_markdown_or_html(text: str) -> None:
    """What is left are words and references to characters, which give the text again."""
    written = escaped(text, most=10_000)
    assert not re.search(r"[`*_\[\]<>|\\~!@:/\n]|www\.|&(?!#\d+;)|#(?!\d+;)", written)
    read = re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), written)
    assert read.replace("\u2060", "") == shortened(text, 10_000).replace("\u2060", "")


def test_the_table_of_a_readme_is_replaced_between_its_marks() -> None:
    """Nothing else changes, and doing it twice changes nothing more."""
    readme = f"# Title\n\n{BEGIN}\nold\n{END}\n\nRest.\n"
    table = measures_table(REPORT)
    made = replace_table(readme, table)
    assert made == f"# Title\n\n{BEGIN}\n\n{table}\n\n{END}\n\nRest.\n"
    assert replace_table(made, table) == made


@pytest.mark.parametrize("readme", ["", BEGIN, f"{END} {BEGIN}", f"{BEGIN}{END}{BEGIN}{END}"])
def test_a_readme_without_its_marks_is_refused(readme: str) -> None:
    """Rather than guessed at."""
    with pytest.raises(HemerotecaError, match="once each"):
        replace_table(readme, "table")


# --- Excerpts -----------------------------------------------------------------------------------------------

SPANS = st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 400), st.integers(0, 3)), min_size=1, max_size=6)


@given(SPANS, st.sampled_from(["palabra ", "sinespacios", "á \n"]))
def test_excerpts_hold_every_span_and_little_more(places: list[tuple[int, int, int]], unit: str) -> None:
    """Their pieces are the text of the article; what is lit is what the spans cover."""
    text = (unit * 1000)[:3500]
    spans = [
        Span("a", start, min(start + length, len(text)), text[start : start + length], number)
        for start, length, number in places
        if start < len(text)
    ]
    shown = excerpts(text, spans)
    lit: set[int] = set()
    begun = []
    for excerpt, after in zip_longest(shown, shown[1:]):
        assert "".join(piece.text for piece in excerpt.pieces) == text[excerpt.start : excerpt.end]
        assert after is None or excerpt.end < after.start
        at = excerpt.start
        for piece in excerpt.pieces:
            lit.update(range(at, at + len(piece.text)) if piece.spans else ())
            begun += piece.begun
            at += len(piece.text)
    assert lit == {at for span in spans for at in range(span.start, span.end)}
    assert Counter(begun) == Counter(set(spans))
    assert sum(e.end - e.start for e in shown) <= sum(s.end - s.start + 2 * SURROUNDINGS for s in set(spans))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 99)])
def test_a_span_outside_the_article_does_not_stand_in_it(start: int, end: int) -> None:
    """Whatever slicing would make of its offsets."""
    assert not stands(Span("a", start, end, "abcdefg"[start:end]), "abcdefg")


# --- The page -----------------------------------------------------------------------------------------------


class Parsed(HTMLParser):
    """What a browser would find on a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.tags.append((tag, dict(attrs)))
        self._open = tag

    def handle_endtag(self, tag: str) -> None:
        """What follows is in none that matters."""
        self._open = ""

    def handle_data(self, data: str) -> None:
        """Add it to that of its element."""
        self.texts[self._open] = self.texts.get(self._open, "") + data


def test_hostile_text_adds_nothing_to_the_page_but_text() -> None:
    """No element, attribute, link or address of its own: the same tags as for harmless words."""
    report, corpus = hostile()
    page = to_html(report, corpus, report)
    parsed = Parsed(page)
    tags = Counter(tag for tag, _ in parsed.tags)
    assert tags["script"] == tags["style"] == 1
    assert not {"img", "iframe", "object", "link", "base", "form"}.intersection(tags)
    for _, attributes in parsed.tags:
        assert not [
            name for name in attributes if name.startswith("on") or name in ("src", "srcdoc", "style", "action")
        ]
        assert attributes.get("href", "#").startswith(("#cita-", "#caso-", "#"))  # type: ignore[union-attr]
    assert "\u202e" not in page
    assert "\x00" not in page
    assert "javascript:" in parsed.texts["q"]


def test_the_policy_allows_the_style_and_the_script_of_the_page_and_nothing_else() -> None:
    """Their digests are those of what stands in the page."""
    parsed = Parsed(to_html(REPORT, CORPUS))
    policy = next(a["content"] for _, a in parsed.tags if a.get("http-equiv") == "Content-Security-Policy")
    digests = {
        name: base64.b64encode(hashlib.sha256(parsed.texts[name].encode()).digest()).decode()
        for name in ("style", "script")
    }
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests['style']}'; script-src 'sha256-{digests['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_a_case_shows_its_words_in_the_article_and_not_the_whole_article() -> None:
    """Cited and expected words are told apart, and the mark of a sentence leads to the first."""
    page = to_html(replace(REPORT, cases=(VALUE,), comparisons=()), CORPUS)
    assert '<mark class="citado">El acuerdo vale </mark>' in page
    assert '<mark class="citado esperado">1.200 millones de euros</mark>' in page
    assert 'href="#cita-1-1"' in page
    assert page.count('id="cita-1-1"') == 1
    assert DEAL.text[:40] not in page


def test_a_paraphrase_is_told_from_a_proof_in_every_report() -> None:
    """By a sign, a look and its words on the page; each verdict with its count in all of them."""
    (proven,) = VALUE.sentences
    reworded = replace(proven, support="paraphrase", reason="en otras palabras: «vale»")
    report = replace(REPORT, cases=(replace(VALUE, sentences=(proven, reworded)), SIGNED), comparisons=())
    page = to_html(report, CORPUS)
    assert '<a href="#cita-2-1" class="numero citado">1</a>' in page
    assert '<a href="#cita-2-1" class="numero citado reformulada">≈1</a>' in page
    assert '<span class="respaldo reformulada">≈ parafraseada: en otras palabras: «vale»</span>' in page
    assert "<dt>parafraseada</dt><dd>1</dd>" in page
    counts = "2 supported, 1 paraphrase, 0 partial, 0 contradicted, 1 unsupported"
    assert f"Sentences of the answers: {counts}." in to_markdown(report)
    assert f"sentences: {counts}" in to_text(report).splitlines()


def test_a_citation_that_does_not_stand_is_shown_as_such() -> None:
    """With the words that were claimed to be there."""
    page = to_html(REPORT, CORPUS)
    assert f"Cita 2: el artículo no dice esto ahí ({DEAL.source}, de 3 a 9). <q>nobody</q>" in page
    assert "Cita 3: el artículo no está en el archivo (lost.txt, de 0 a 4). <q>gone</q>" in page


def test_what_changed_since_the_baseline_stands_beside_it() -> None:
    """Old words are struck and new ones underlined; a case of the baseline that is missing is named."""
    page = to_html(REPORT, CORPUS, BASELINE)
    assert changed(SIGNED, BASELINE.cases[1])
    assert not changed(VALUE, VALUE)
    assert page.count(" data-changed") == 1
    assert "<del>Castrómeda by Ana Ruiz.</del>" in page
    assert "Veredicto: ✓ bien → ✗ mal." in page
    assert "faltan (1): vanished." in page
    assert 'class="antes"' in page


def test_the_page_says_what_was_expected_where_nothing_is_to_be_cited() -> None:
    """A question that the archive does not answer has no evidence."""
    assert "Que diga que el archivo no lo dice." in to_html(replace(REPORT, cases=(OFF,)), CORPUS)


def test_every_id_of_the_page_is_its_own_and_every_link_leads_somewhere() -> None:
    """Within the page, as all of them are."""
    for report, corpus in ((REPORT, CORPUS), hostile()):
        tags = Parsed(to_html(report, corpus, report)).tags
        ids = Counter(attributes["id"] for _, attributes in tags if "id" in attributes)
        assert set(ids.values()) == {1}
        assert {attributes["href"] for _, attributes in tags if "href" in attributes} <= {f"#{name}" for name in ids}


def test_the_page_has_spanish_for_every_metric_and_group() -> None:
    """So that a new metric is not shown in English."""
    assert set(METRIC_TEXTS) == set(METRICS)
    assert set(GROUPS) == {metric.group for metric in METRICS.values()}


def test_an_empty_report_is_shown() -> None:
    """Nothing was asked, nothing was measured."""
    empty = Report(REPORT.identity, (), ())
    assert "0 casos" in to_html(empty, {})
    assert to_markdown(empty)
    assert ET.fromstring(to_junit(empty)).attrib["tests"] == "0"  # noqa: S314 -- our own


def test_the_worst_is_shown_first() -> None:
    """A reader looks for what is wrong."""
    shown = re.findall(r'data-verdict="(\w+)"', to_html(REPORT, CORPUS))
    assert shown == [Verdict.ERROR, Verdict.FAIL, Verdict.UNMEASURED, Verdict.PASS, Verdict.PASS]
