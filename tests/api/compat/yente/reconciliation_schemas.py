"""The shapes that the reconciliation API 0.2 prescribes, as JSON schemas written from the text of the specification.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/ (sections 3.1, 4.2, 5.3, 6.2 and 7.2).
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


def _object(required: dict[str, Schema], optional: dict[str, Schema] | None = None, *, closed: bool = False) -> Schema:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": not closed,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_TEXT: Schema = {"type": "string"}
_URL: Schema = {"type": "string", "pattern": "^https?://"}
_WITH_ID: Schema = {"type": "string", "pattern": "\\{\\{id\\}\\}"}
_NUMBER: Schema = {"type": "number"}
_TYPE = _object({"id": _TEXT, "name": _TEXT}, {"broader": _list({"type": "object"})})
_SERVICE = _object(
    {"service_url": _URL, "service_path": {"type": "string", "pattern": "^/"}},
    {"flyout_service_path": {"type": "string", "pattern": "\\$\\{id\\}"}},
)
_SETTING = _object(
    {
        "name": _TEXT,
        "label": _TEXT,
        "type": {"enum": ["number", "text", "checkbox", "select"]},
        "default": {},
    },
    {"help_text": _TEXT, "choices": _list(_object({"value": _TEXT, "name": _TEXT}, closed=True))},
    closed=True,
)

MANIFEST = _object(
    {
        "versions": {"type": "array", "items": _TEXT, "contains": {"const": "0.2"}},
        "name": _TEXT,
        "identifierSpace": _URL,
        "schemaSpace": _URL,
    },
    {
        "documentation": _URL,
        "logo": _URL,
        "serviceVersion": _TEXT,
        "defaultTypes": _list(_TYPE),
        "view": _object({"url": _WITH_ID}),
        "preview": _object({"url": _WITH_ID, "width": {"type": "integer"}, "height": {"type": "integer"}}),
        "suggest": _object({}, {"entity": _SERVICE, "property": _SERVICE, "type": _SERVICE}, closed=True),
        "extend": _object({}, {"propose_properties": _SERVICE, "property_settings": _list(_SETTING)}, closed=True),
        "batchSize": {"type": "integer", "minimum": 1},
        "authentication": {"type": "object"},
    },
    closed=True,
)

_CANDIDATE = _object(
    {"id": _TEXT, "name": _TEXT, "score": _NUMBER},
    {
        "description": _TEXT,
        "type": _list(_TYPE),
        "match": {"type": "boolean"},
        "features": _list(_object({"id": _TEXT, "value": {"type": ["number", "boolean"]}})),
    },
    closed=True,
)
RESULTS: Schema = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": _object({"result": _list(_CANDIDATE)}, closed=True),
}

_SUGGESTED = _object(
    {"id": _TEXT, "name": _TEXT},
    {"description": _TEXT, "notable": _list({"anyOf": [_TEXT, _TYPE]})},
    closed=True,
)
SUGGESTIONS = _object({"result": _list(_SUGGESTED)})
FLYOUT = _object({"id": _TEXT, "html": _TEXT}, closed=True)

PROPOSED = _object(
    {"type": _TEXT, "properties": _list(_object({"id": _TEXT, "name": _TEXT}))},
    {"limit": {"type": "integer"}},
    closed=True,
)

_VALUE: Schema = {
    "anyOf": [
        _object({"str": _TEXT}, closed=True),
        _object({"id": _TEXT, "name": _TEXT}, closed=True),
        _object({"float": _NUMBER}, closed=True),
        _object({"int": {"type": "integer"}}, closed=True),
        _object({"date": _TEXT}, closed=True),
        _object({"bool": {"type": "boolean"}}, closed=True),
        _object({}, closed=True),
    ]
}
EXTENSION = _object(
    {
        "meta": _list(_object({"id": _TEXT, "name": _TEXT}, {"type": _TYPE, "service": _URL}, closed=True)),
        "rows": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": _list(_VALUE)},
        },
    },
    closed=True,
)
