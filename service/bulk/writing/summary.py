"""One page about a job, for a file and for paper: control totals, hashes, and a small chart drawn by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from html import escape
from importlib import resources
from pathlib import Path
from string import Template
from typing import Any

from service.bulk.chunks import written_whole
from service.bulk.model import Job
from service.bulk.totals import BANDS, DECISIONS, Totals

_COLOURS = {"clear": "#2e7d32", "review": "#f9a825", "block": "#c62828", "rejected": "#6d6d6d"}
_BAR, _HEIGHT, _LEFT = 24, 110, 46
_SHOWN_FAULTS = 5
_SHARES_WIDTH = _LEFT + BANDS * _BAR


def write_summary(
    path: Path, job: Job, totals: Totals, used: Mapping[str, Any], *, result_sha256: str, finished_at: datetime
) -> None:
    """Write the page. `used` says what the rows were answered with, as they do themselves."""
    with written_whole(path) as aside:
        content = page(job, totals, used, result_sha256=result_sha256, finished_at=finished_at)
        aside.write_text(content, encoding="utf-8")


def page(job: Job, totals: Totals, used: Mapping[str, Any], *, result_sha256: str, finished_at: datetime) -> str:
    """The page as HTML, complete in itself: it loads nothing."""
    to_look_at = totals.rows - totals.decisions["clear"]
    template = resources.files(__package__ or "").joinpath("summary.html").read_text(encoding="utf-8")
    return Template(template).substitute(
        title=escape(job.file_name),
        job=job.id,
        totals=_rows((name, f"{totals.decisions[name]:,}", _share(totals, name)) for name in DECISIONS),
        rows=f"{totals.rows:,}",
        to_look_at=f"{to_look_at:,}",
        look=_look(to_look_at),
        watchlists=_rows(_watchlists(used)),
        hits=f"{totals.hits:,}",
        suppressed=f"{totals.suppressed_hits:,}",
        shares=_shares(totals),
        scores=_scores(totals.scores),
        facts=_rows(_facts(job, result_sha256, finished_at)),
        faults=_faults(totals),
    )


def _facts(job: Job, result_sha256: str, finished_at: datetime) -> Iterable[tuple[str, str]]:
    question = job.question
    yield "File", f"{job.file_name}, {job.file_bytes:,} bytes"
    yield "SHA-256 of the file", question.input_sha256
    yield "SHA-256 of the result", result_sha256
    yield "SHA-256 of the snapshot", question.snapshot_sha256
    yield "Profile", f"{question.options.profile} ({question.profile_sha256[:12]})"
    yield "By the measures of", str(question.options.as_of)
    yield "Columns not looked at", _unread(job)
    yield "Asked by", question.actor
    yield "Begun", _moment(job.started_at or job.created_at)
    yield "Finished", _moment(finished_at)


def _unread(job: Job) -> str:
    """The headers of columns that nobody knows."""
    columns = (job.layout or {}).get("columns", ())
    return ", ".join(one["column"] for one in columns if one["field"] is None) or "none"


def _look(rows: int) -> str:
    if not rows:
        return "No row needs a look."
    return "1 row needs a look." if rows == 1 else f"{rows:,} rows need a look."


def _watchlists(used: Mapping[str, Any]) -> Iterable[tuple[str, ...]]:
    """Each list that was searched: its title, its publisher's date and how old that was on the day asked, how many are
    on it."""
    titles = used.get("titles", {})
    for one in used.get("snapshot", {}).get("watchlists", ()):
        published = one["published_on"]
        age = "" if published is None else _age((_day(used["as_of"]) - _day(published)).days)
        yield titles.get(one["id"], one["id"]), published or "not stated", age, f"{one['entities']:,}"


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _age(days: int) -> str:
    return "1 day" if days == 1 else f"{days:,} days"


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S UTC")


def _share(totals: Totals, name: str) -> str:
    return f"{totals.decisions[name] / totals.rows:.2%}" if totals.rows else ""


def _rows(rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(
        f"<tr><th>{escape(row[0])}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>" for row in rows
    )


def _shares(totals: Totals) -> str:
    """One bar, divided by decision. Whatever occurs at all is at least two units wide, so that it can be seen."""
    found = [name for name in DECISIONS if totals.decisions[name]]
    free = _SHARES_WIDTH - 2 * len(found)
    parts, at = [], 0.0
    for name in found:
        width = 2 + free * totals.decisions[name] / totals.rows
        title = f"<title>{name}: {totals.decisions[name]:,}</title>"
        parts.append(f'<rect x="{at:.1f}" y="0" width="{width:.1f}" height="22" fill="{_COLOURS[name]}">{title}</rect>')
        at += width
    return f'<svg viewBox="0 0 {_SHARES_WIDTH} 22" role="img" aria-label="Decisions">{"".join(parts)}</svg>'


def _scores(scores: list[int]) -> str:
    """A bar a band of the best score of each row that has one."""
    if not any(scores):
        return "<p>No row has a hit.</p>"
    most = max(scores)
    bars = []
    for band, number in enumerate(scores):
        height = _HEIGHT * number / most
        x, label = _LEFT + band * _BAR, f"{band / BANDS:.2f} to {(band + 1) / BANDS:.2f}: {number:,}"
        bars.append(
            f'<rect x="{x + 1}" y="{_HEIGHT - height:.1f}" width="{_BAR - 2}" height="{height:.1f}" fill="#37558a">'
            f"<title>{label}</title></rect>"
        )
        if band % 4 == 0:
            bars.append(f'<text x="{x}" y="{_HEIGHT + 14}" text-anchor="middle">{band / BANDS:.1f}</text>')
    end = _LEFT + BANDS * _BAR
    bars.append(f'<text x="{end}" y="{_HEIGHT + 14}" text-anchor="end">1.0</text>')
    bars.append(f'<text x="{_LEFT - 6}" y="10" text-anchor="end">{most:,}</text>')
    bars.append(f'<line x1="{_LEFT}" y1="{_HEIGHT}" x2="{end}" y2="{_HEIGHT}" stroke="#999"/>')
    return (
        f'<svg viewBox="0 0 {end} {_HEIGHT + 18}" role="img" aria-label="Best scores of rows with a hit">'
        f"{''.join(bars)}</svg>"
    )


def _faults(totals: Totals) -> str:
    if not totals.faults:
        return ""
    lines = _rows((f"{one.row:,}", one.column, one.reason) for one in totals.faults[:_SHOWN_FAULTS])
    more = totals.decisions["rejected"] - min(_SHOWN_FAULTS, len(totals.faults))
    rest = f"<p>and {more:,} more, in the result.</p>" if more > 0 else ""
    return f"<h2>Rejected rows</h2><table><tr><th>row</th><td>column</td><td>reason</td></tr>{lines}</table>{rest}"
