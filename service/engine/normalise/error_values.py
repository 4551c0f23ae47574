"""What a spreadsheet shows where a formula failed. It is no text of anybody's: what stood there is not known."""

from __future__ import annotations

import re
from functools import cache

from service.engine.normalise.words import read_table

_FORM = re.compile(r"#[¡¿]?[^\W\d_][\w/'’.]*[!?]\Z")
"""`#REF!`, `#¿NOMBRE?`, `#ДЕЛ/0!`: one word between the signs, in capitals where its script has any."""
_SIGNS = ("#", "Err:", "Loading")


def is_error_value(text: str) -> bool:
    """Whether a text is, as a whole, the error value of a spreadsheet."""
    value = text.strip()
    if not value.startswith(_SIGNS):
        return False
    return value in _known() or (_FORM.match(value) is not None and value == value.upper())


@cache
def _known() -> frozenset[str]:
    return frozenset(value for row in read_table("spreadsheet_errors.csv") for value in row["values"].split("|"))
