"""What would have been right, in words, for each way in which the shape of a request can be wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from service.api.schemas.base import COUNTRY, IN_WORDS, PARTIAL_DATE
from service.bulk.cell_parsing import read_country
from service.bulk.dates import read_date

_WORDS = {
    "missing": "a value",
    "string_type": "a text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a whole number of ordinary size",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "list_type": "an array",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "dict_type": "an object",
    "string_too_short": "at least {min_length} characters",
    "string_too_long": "at most {max_length} characters",
    "too_short": "at least {min_length} items",
    "too_long": "at most {max_length} items",
    "greater_than_equal": "{ge} or more",
    "greater_than": "more than {gt}",
    "less_than_equal": "{le} or less",
    "less_than": "less than {lt}",
    "literal_error": "one of: {expected}",
    "enum": "one of: {expected}",
    "string_pattern_mismatch": "{pattern}",
}
_SIZES = {
    "string_too_short": "expected at least {min_length} characters",
    "string_too_long": "at most {max_length} characters fit here",
    "too_short": "expected at least {min_length} items",
    "too_long": "at most {max_length} items fit here",
}
_ITEMS = (("parties",), ("goods",))
_IN_PARTS = "; send them in several requests, or as a file (POST /v1/bulk-jobs)"
_LONGEST_MEANT = 60
_PLURAL_OF_ONE = re.compile(r"\b1 (character|item)s\b")


def expected(entry: Mapping[str, Any], model: type[BaseModel] | None = None) -> str | None:
    """What would be right instead of one error of pydantic; `model` is what the whole body was read as."""
    kind, context = entry["type"], dict(entry.get("ctx") or {})
    if kind == "extra_forbidden" and model is not None:
        return "one of: " + ", ".join(_fields(model, entry["loc"][:-1]))
    if "pattern" in context:
        context["pattern"] = IN_WORDS.get(context["pattern"], context["pattern"])
    words = _WORDS.get(kind)
    if words is None:
        found = context.get("expected")
        return None if found is None else str(found)
    return _PLURAL_OF_ONE.sub(r"1 \1", words.format_map(context))


def too_many(entry: Mapping[str, Any]) -> str | None:
    """That something is longer or shorter than it may be, and how long it is; None for other errors."""
    context, given = entry.get("ctx") or {}, entry.get("input")
    if entry["type"] not in _SIZES or not isinstance(given, str | list | tuple):
        return None
    what = _PLURAL_OF_ONE.sub(r"1 \1", _SIZES[entry["type"]].format_map(context))
    advice = _IN_PARTS if entry["type"] == "too_long" and entry["loc"] in _ITEMS else ""
    return f"{what}; there {'is' if len(given) == 1 else 'are'} {len(given)}{advice}"


def meant(pattern: str, given: object) -> str:
    """What to give instead of a country or a date that is written in another way, as far as files are read so."""
    if not isinstance(given, str) or not given.strip() or len(given) > _LONGEST_MEANT:
        return ""
    try:
        if pattern == COUNTRY:
            return f"; for {given!r} give {read_country(given.strip())}"
        if pattern == PARTIAL_DATE and (born := read_date(given)) is not None:
            return f"; for {given!r} give {born}"
    except ValueError:
        pass
    return ""


def _fields(model: type[BaseModel], path: Sequence[int | str]) -> list[str]:
    """The names of the fields at a place in a body."""
    for step in path:
        if isinstance(step, str):
            model = _model_in(model.model_fields[step].annotation) or model
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field holds, or an array of them, or nothing."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {list, Union, UnionType}:
        return next(filter(None, map(_model_in, get_args(annotation))), None)
    return None
