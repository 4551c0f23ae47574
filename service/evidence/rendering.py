"""From the JSON of a certificate or dossier to HTML. The JSON is the truth: nothing else is shown but who had it
issued, when, and where it can be verified."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from service.evidence.sealed import Sealed

Language = Literal["en", "ja"]

HITS_IN_FULL = 50
"""Of all parties together; the rest are rows of a table."""

_MASK = 3
"""Of the QR code: diagonals, which no run of letters and digits resembles."""

_FOLDER = Path(__file__).parent
_TURNING = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SHOWN = str.maketrans({sign: f"[U+{ord(sign):04X}]" for sign in _TURNING})


@dataclass(frozen=True, slots=True)
class Issuing:
    """Who has a document issued and when (as `Document.screened_at`), and the address of the page that verifies it."""

    by: str
    at: str
    verify_address: str


def html_of(sealed: Sealed, issuing: Issuing, language: Language) -> str:
    """A page that needs nothing from elsewhere."""
    words = _words(language)
    said = _Said(words)
    template = _environment().get_template(f"{sealed.name}.html")
    address = f"{issuing.verify_address}?sha256={sealed.sha256}"
    return template.render(
        t=lambda key, **given: words[key].format(**given) if given else words[key],
        said=said,
        field=partial(said, "field"),
        decision=partial(_decision, said),
        language=language,
        document=sealed.content,
        sha256=sealed.sha256,
        issuing=issuing,
        address=address,
        qr=_qr(address),
        in_full=HITS_IN_FULL,
    )


@cache
def _environment() -> Environment:
    """Everything is escaped: no template marks a value as safe."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {"moment": _moment, "local": _local, "plain": _plain, "path": quote, "json": _json}
    environment.filters |= filters
    environment.globals |= {"fact": _fact, "facts": _facts, "hash": _hash, "score_lines": _score_lines}
    return environment


# What a page with many hits repeats hundreds of times. As macros, and with `Markup.format`, it took most of its time.


class _Said:
    """What a value is called in the words of a language."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words

    def __call__(self, kind: str, value: Any) -> str:
        return self._words.get(f"{kind}.{value}") or str(value).replace("_", " ")


def _fact(label: str, value: Any) -> Markup:
    """A row of a table of facts, or nothing."""
    return Markup(_row(label, value))  # nosec B704  # all of it escaped


def _facts(label_of: Callable[[str], str], values: Mapping[str, Any]) -> Markup:
    """Several such rows."""
    rows = [_row(label_of(name), value) for name, value in values.items()]
    return Markup("".join(rows))  # nosec B704  # all of it escaped


def _row(label: str, value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    return f'<tr><th scope="row">{escape(label)}</th><td><bdi>{escape(_plain(value))}</bdi></td></tr>'


def _hash(label: str, value: str) -> Markup:
    """A row with a hash."""
    row = f'<tr><th scope="row">{escape(label)}</th><td class="hash">{escape(value)}</td></tr>'
    return Markup(row)  # nosec B704  # all of it escaped


def _decision(said: _Said, value: str) -> Markup:
    shown = f'<span class="decision {escape(value)}">{escape(said("decision", value))}</span>'
    return Markup(shown)  # nosec B704  # all of it escaped


def _score_lines(said: _Said, lines: Iterable[Mapping[str, Any]]) -> Markup:
    """The rows of the table of a score."""
    rows = [
        f'<tr><td>{escape(said("feature", line["name"]))}</td><td class="number">{line["contribution"]:+.3f}</td>'
        f"<td><bdi>{escape(_plain(line['detail']))}</bdi></td></tr>"
        for line in lines
    ]
    return Markup("".join(rows))  # nosec B704  # all of it escaped


@cache
def _words(language: Language) -> Mapping[str, str]:
    words: dict[str, str] = json.loads((_FOLDER / "words" / f"{language}.json").read_text(encoding="utf-8"))
    return words


def _moment(at: str | None) -> str:
    """`2026-11-23 09:00:00 UTC`."""
    return "" if not at else f"{at[:10]} {at[11:19]} UTC"


def _local(at: str) -> str:
    return datetime.fromisoformat(at).strftime("%Y-%m-%d %H:%M:%S")


def _plain(value: Any) -> str:
    """A value of a request in words: what is nested is put in a row. Signs that turn the direction of what follows are
    shown by their number, as they could make a name read as another."""
    if isinstance(value, str):
        return value.translate(_SHOWN)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_plain(one)}" for key, one in value.items() if one not in (None, [], {}))
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value))
    return "" if value is None else str(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _qr(address: str) -> Markup:
    # Readers take any mask. To choose the best of eight, as the standard asks, took 16 ms of a page's 17.
    code = segno.make(address, error="m", micro=False, mask=_MASK)
    return Markup(code.svg_inline(scale=2, border=2, dark="#000", light="#fff"))  # nosec B704  # of a hash, no text in it
