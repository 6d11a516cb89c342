"""What the view of the archive shows: the list, the timeline, the work that goes on and what changed, as HTML.

Pure functions. Titles, names and reasons are untrusted and are escaped here; the only markup is made here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from rag.languages import language_of
from rag.text.program import retold
from rag.types import Change, Fate, Listed, Listing, SyncFailure, Timeline
from ui.serving.chores import Chore, Kind, Stage
from ui.web.escaping import escape
from ui.web.stacks_strings import StacksStrings
from ui.web.strings import Strings

__all__ = [
    "PAGE",
    "confirmation",
    "excluded_list",
    "list_of",
    "page_count",
    "recent",
    "summary",
    "tasks",
    "timeline_of",
]

PAGE = 25
"""Articles on a page of the list."""

YEARS_FROM = 36
"""Months from which the timeline counts by years."""

FAILURES_SHOWN = 20

_HEIGHT, _STEP = 64, 10
"""Of the timeline, and from bar to bar, in units of its own."""

_DID = {
    Kind.FILES: "did_files",
    Kind.PAGES: "did_pages",
    Kind.REMOVE: "did_remove",
    Kind.READMIT: "did_readmit",
    Kind.REINDEX: "did_reindex",
}


def page_count(total: int) -> int:
    """How many pages a list has, at least one."""
    return max(1, -(-total // PAGE))


def summary(listing: Listing, timeline: Timeline, page: int, strings: Strings) -> str:
    """How many articles are on the list, and which part of it is shown, in a live region."""
    say = strings.stacks
    if not listing.total:
        said = [say.none]
    elif listing.total == 1:
        said = [say.range_one]
    else:
        first = page * PAGE + 1
        last = first + len(listing.articles) - 1
        said = [
            say.range.format(
                first=_count(first, strings), last=_count(last, strings), total=_count(listing.total, strings)
            )
        ]
    if timeline.undated:
        said.append(say.undated.format(count=_count(timeline.undated, strings)))
    if not listing.whole:
        said.append(say.best)
    return f'<p class="resumen" role="status" aria-live="polite">{escape(" · ".join(said))}</p>'


def list_of(articles: Sequence[Listed], strings: Strings, *, marked: bool = True) -> str:
    """Articles with what is known of them; each title leads to its article, and each may have a box to mark it."""
    cards = "".join(_card(one, strings, marked=marked) for one in articles)
    return f'<ol class="fichas">{cards}</ol>' if articles else ""


def excluded_list(articles: Sequence[Listed], strings: Strings) -> str:
    """Articles that are set aside, to be marked."""
    if not articles:
        return ""
    say = strings.stacks
    items = "".join(
        f"<li>{_box(one, say)}<span>{escape(one.title)} {_facts(one, strings)}</span></li>" for one in articles
    )
    return f'<h3>{escape(say.out)}</h3><p class="datos">{escape(say.out_note)}</p><ul class="fichas">{items}</ul>'


def _card(article: Listed, strings: Strings, *, marked: bool) -> str:
    title = f'<a href="#article={escape(article.id)}">{escape(article.title)}</a>'
    lang = f' lang="{escape(article.language)}"' if article.language else ""
    box = _box(article, strings.stacks) if marked else ""
    return f"<li>{box}<div{lang}><h3>{title}</h3>{_facts(article, strings)}</div></li>"


def _box(article: Listed, say: StacksStrings) -> str:
    label = escape(say.choose.format(title=article.title))
    return f'<input type="checkbox" value="{escape(article.id)}" aria-label="{label}">'


def _facts(article: Listed, strings: Strings) -> str:
    day = strings.date(article.published) if article.published else strings.stacks.no_day
    facts = [fact for fact in (article.outlet, article.author, day, article.section, article.source) if fact]
    return f'<span class="datos">{" · ".join(map(escape, facts))}</span>'


def timeline_of(timeline: Timeline, strings: Strings) -> str:
    """Bars of articles by month, or by year where they span long, with a table of the same beside them."""
    bars = _bars(timeline)
    if not bars:
        return ""
    say = strings.stacks
    yearly = len(bars[0][0]) == 4
    title = escape(say.by_year if yearly else say.by_month)
    most = max(number for _, number in bars)
    drawn = "".join(_bar(n, name, number, most) for n, (name, number) in enumerate(bars) if number)
    rows = "".join(
        f"<tr><th scope=row>{name}</th><td>{_count(number, strings)}</td></tr>" for name, number in bars if number
    )
    ends = f"<span>{bars[0][0]}</span><span>{bars[-1][0]}</span>" if len(bars) > 1 else f"<span>{bars[0][0]}</span>"
    return (
        f'<figure class="cronologia"><figcaption>{title}</figcaption>'
        f'<svg viewBox="0 0 {len(bars) * _STEP} {_HEIGHT}" preserveAspectRatio="none" aria-hidden="true">{drawn}</svg>'
        f'<p class="extremos" aria-hidden="true">{ends}</p>'
        f"<details><summary>{escape(say.table)}</summary><table><thead><tr><th scope=col>{escape(say.when)}</th>"
        f"<th scope=col>{escape(say.number)}</th></tr></thead><tbody>{rows}</tbody></table></details></figure>"
    )


def _bar(place: int, name: str, number: int, most: int) -> str:
    height = max(2.0, _HEIGHT * number / most)
    return (
        f'<rect x="{place * _STEP + 1}" y="{_HEIGHT - height:.1f}" width="{_STEP - 2}" height="{height:.1f}">'
        f"<title>{name}: {number}</title></rect>"
    )


def _bars(timeline: Timeline) -> list[tuple[str, int]]:
    """Every month, or year, from the first to the last, those without articles too."""
    if not timeline.months:
        return []
    numbers = dict(timeline.months)
    first, last = timeline.months[0][0], timeline.months[-1][0]
    span = _index(last) - _index(first) + 1
    if span <= YEARS_FROM:
        months = [date((_index(first) + n) // 12, (_index(first) + n) % 12 + 1, 1) for n in range(span)]
        return [(f"{month:%Y-%m}", numbers.get(month, 0)) for month in months]
    years: dict[int, int] = dict.fromkeys(range(first.year, last.year + 1), 0)
    for month, number in timeline.months:
        years[month.year] += number
    return [(f"{year:04d}", number) for year, number in years.items()]


def _index(month: date) -> int:
    return month.year * 12 + month.month - 1


def confirmation(chosen: Sequence[Listed], fates: Mapping[str, Fate], strings: Strings) -> str:
    """The question whether to remove some articles, with what that does to each."""
    say = strings.stacks
    items = "".join(
        f"<li><b>{escape(one.title)}</b> <span class=datos>{escape(say.fated(fates[one.id]))}</span></li>"
        for one in chosen
        if one.id in fates
    )
    return f'<div role="alert"><p>{escape(say.sure)}</p><ul>{items}</ul></div>'


def tasks(chores: Sequence[Chore], strings: Strings) -> str:
    """The work that goes on and that has ended, in a live region; with the reason for each file that failed."""
    if not chores:
        return ""
    say = strings.stacks
    items = "".join(_task(chore, strings) for chore in chores)
    told = f'<ul role="status" aria-live="polite">{items}</ul>'
    return f'<section class="tareas" aria-label="{escape(say.doing)}">{told}</section>'


def _task(chore: Chore, strings: Strings) -> str:
    say = strings.stacks
    name = escape(str(getattr(say, _DID[chore.kind])))
    said = escape(_standing(chore, strings))
    kind = {Stage.FAILED: "fallo", Stage.DONE: "hecho"}.get(chore.stage, "marcha")
    bar = f'<progress max="{chore.total}" value="{chore.done}" aria-label="{name}"></progress>' if _moves(chore) else ""
    return f'<li class="{kind}"><b>{name}</b>: {said}{bar}{_failures(chore.failed, strings)}</li>'


def _moves(chore: Chore) -> bool:
    return not chore.stage.final and chore.total > 0


def _standing(chore: Chore, strings: Strings) -> str:
    say = strings.stacks
    match chore.stage:
        case Stage.WAITING:
            return say.waiting
        case Stage.KEEPING:
            return say.keeping.format(done=chore.done, total=chore.total)
        case Stage.BUSY:
            return say.busy
        case Stage.INDEXING:
            return say.indexing
        case Stage.FAILED:
            return f"{say.broken}. {_told(chore.message, strings)}"
        case Stage.DONE:
            return f"{say.done}: {', '.join(_results(chore, say)) or say.nothing_new}"


def _results(chore: Chore, say: StacksStrings) -> list[str]:
    report, removal = chore.report, chore.removal
    told = (
        (say.gained, report.added),
        (say.changed, report.updated),
        (say.lost, report.deleted),
        (say.binned_done, removal.binned),
        (say.excluded_done, removal.excluded),
    )
    return [text.format(count=number) for text, number in told if number]


def _failures(failed: Sequence[SyncFailure], strings: Strings) -> str:
    if not failed:
        return ""
    items = "".join(
        f"<li><b>{escape(one.source)}</b>: {escape(_told(one.error, strings))}</li>" for one in failed[:FAILURES_SHOWN]
    )
    return f"<p>✕ {escape(strings.stacks.not_taken)}</p><ul>{items}</ul>"


def _told(message: str, strings: Strings) -> str:
    return retold(message, language_of(strings.code))


def recent(changes: Sequence[Change], strings: Strings) -> str:
    """What happened to articles lately."""
    say = strings.stacks
    if not changes:
        return f'<p class="datos">{escape(say.nothing_lately)}</p>'
    items = "".join(
        f'<li><time datetime="{change.at.isoformat()}">{escape(strings.date(change.at.date()))}</time> '
        f'<span class="cambio {change.shift}">{escape(say.shifted(change.shift))}</span> '
        f"{escape(change.article.title)}</li>"
        for change in changes
    )
    return f'<ul class="cambios">{items}</ul>'


def _count(number: int, strings: Strings) -> str:
    return f"{number:,}".replace(",", "." if strings.code == "es" else ",")
