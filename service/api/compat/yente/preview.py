"""A listed entity as a small page, which OpenRefine shows beside a cell."""

from __future__ import annotations

from html import escape

from service.api.compat.yente.entity import Document
from service.api.compat.yente.model import properties_of, schemas
from service.engine.model.watchlist import Watchlist

PREVIEW_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *",
}
"""Pages of others may show it in a frame: it has no script and no form."""

_SHOWN = (
    "alias",
    "weakAlias",
    "birthDate",
    "birthPlace",
    "nationality",
    "country",
    "position",
    "address",
    "passportNumber",
    "idNumber",
    "registrationNumber",
    "imoNumber",
    "program",
)
_MOST = 5
_STYLE = "body{font:14px sans-serif;margin:8px}h1{font-size:16px;margin:0}dt{color:#555}dd{margin:0 0 6px 0}"


def preview_page(document: Document, watchlist: Watchlist) -> str:
    """HTML with the name, the list and the most telling properties."""
    head = f'<meta charset="utf-8"><title>{escape(document["caption"])}</title><style>{_STYLE}</style>'
    body = preview_body(document, watchlist)
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def preview_body(document: Document, watchlist: Watchlist) -> str:
    """The same without the page around it."""
    labels = {name: one.label for name, one in properties_of(document["schema"]).items()}
    lines = []
    for name in _SHOWN:
        values = document["properties"].get(name, [])
        if values:
            more = ["…"] if len(values) > _MOST else []
            shown = "<br>".join(map(escape, [*values[:_MOST], *more]))
            lines.append(f"<dt>{escape(labels[name])}</dt><dd>{shown}</dd>")
    title, kind = escape(document["caption"]), escape(schemas()[document["schema"]].label)
    return (
        f"<h1>{title}</h1><p>{kind}, {escape(watchlist.title)}, edition {escape(watchlist.edition)}</p>"
        f"<dl>{''.join(lines)}</dl>"
    )
