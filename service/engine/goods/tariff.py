"""Import bans as two tariffs publish them, and how they differ from the rules here. A second opinion: changes nothing.

The EU's TARIC monthly extraction of import measures is a table with the columns `Goods code`, `Origin code`,
`Meas. type code`, `Start date`, `End date` and `Legal base` (as CSV). The UK Trade Tariff API answers
`/api/v2/commodities/{code}` with a JSON:API document; its measures stand under `included`.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.common.lazy_pattern import lazy_pattern
from service.engine.goods.code_match import match_code
from service.engine.goods.import_measures import ALL
from service.engine.goods.rules import OriginRules

BANNING_TYPES = frozenset({"277", "465", "475", "763"})
"""Measure types of TARIC that forbid or restrict imports: 277 import prohibition, 465 and 475 restriction on entry into
free circulation, 763 import control on restricted goods and technologies. The UK tariff uses the same numbers."""

_TARIC = ("goods code", "origin code", "meas. type code")
_DAY = lazy_pattern(r"(\d{2})[-./](\d{2})[-./](\d{4})")


class UnreadableTariffError(ValueError):
    """A file that is neither of the two shapes; the message says what was expected and what was found."""


@dataclass(frozen=True, slots=True)
class TariffBan:
    """One ban: `code` without trailing zeros in pairs, `origin` ISO 3166-1 alpha-2. Both days are inclusive."""

    regime: str
    code: str
    origin: str
    measure_type: str
    in_force_from: date | None
    in_force_to: date | None
    legal_base: str

    def in_force(self, on: date) -> bool:
        """Whether it applies on a day."""
        started = self.in_force_from is None or self.in_force_from <= on
        return started and (self.in_force_to is None or on <= self.in_force_to)


@dataclass(frozen=True, slots=True)
class Difference:
    """A code and an origin about which a tariff and the rules here disagree.

    `missing_here`: the tariff bans what no line here holds. `missing_there`: a line here holds a code that the file
    speaks of, for an origin that it names, and the file has no ban.
    """

    kind: str
    regime: str
    code: str
    origin: str
    detail: str


def read_tariff(text: str) -> tuple[list[TariffBan], set[str]]:
    """The bans of a file and all codes it speaks of. Raises UnreadableTariffError."""
    if text.lstrip("\ufeff \n\r\t").startswith("{"):
        return _read_uk(text)
    try:
        return _read_taric(text)
    except csv.Error as error:
        raise UnreadableTariffError(f"expected a table of comma-separated values: {error}") from None


def differences(bans: list[TariffBan], codes: set[str], rules: OriginRules, on: date) -> Iterator[Difference]:
    """Where the bans of a file differ from the rules on a day."""
    current = [ban for ban in bans if ban.in_force(on)]
    for ban in current:
        if not _known(rules, ban.regime, ban.origin, ban.code, on):
            detail = f"measure type {ban.measure_type}, {ban.legal_base or 'no legal base given'}"
            yield Difference("missing_here", ban.regime, ban.code, ban.origin, detail)
    for regime in sorted({ban.regime for ban in bans}):
        for origin in sorted({ban.origin for ban in bans if ban.regime == regime}):
            theirs = {ban.code for ban in current if (ban.regime, ban.origin) == (regime, origin)}
            for code in sorted(codes):
                if any(code.startswith(one) or one.startswith(code) for one in theirs):
                    continue
                if ids := _known(rules, regime, origin, code, on):
                    yield Difference("missing_there", regime, code, origin, ", ".join(ids))


def _known(rules: OriginRules, regime: str, origin: str, code: str, on: date) -> list[str]:
    """Ids of the measures here that hold a code of an origin."""
    found = rules.imports.by_origin.get((regime, origin), ()) + rules.imports.by_origin.get((regime, ALL), ())
    return [
        one.id
        for one in found
        if one.in_force(on) and one.direction == "import" and match_code(rules.imports, one, code, on)
    ]


def _read_taric(text: str) -> tuple[list[TariffBan], set[str]]:
    sample = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=sample.count)
    rows = csv.reader(text.lstrip("\ufeff").splitlines(), delimiter=delimiter)
    heading = [cell.strip().casefold() for cell in next(rows, [])]
    if not all(column in heading for column in _TARIC):
        expected = (
            "a JSON:API document of the UK Trade Tariff, or a table with Goods code, Origin code, Meas. type code"
        )
        raise UnreadableTariffError(f"expected {expected}; the first line has {', '.join(heading) or 'nothing'}")
    bans: list[TariffBan] = []
    codes: set[str] = set()
    for cells in rows:
        row = dict(zip(heading, (cell.strip() for cell in cells), strict=False))
        code = _short(row.get("goods code", ""))
        if not code:
            continue
        codes.add(code)
        kind = row.get("meas. type code", "")
        origin = row.get("origin code", "").upper()
        if kind in BANNING_TYPES and re.fullmatch("[A-Z]{2}", origin):
            since, until = _day(row.get("start date")), _day(row.get("end date"))
            bans.append(TariffBan("EU", code, origin, kind, since, until, row.get("legal base", "")))
    return bans, codes


def _read_uk(text: str) -> tuple[list[TariffBan], set[str]]:
    try:
        document: dict[str, Any] = json.loads(text.lstrip("\ufeff"))
        code = _short(document["data"]["attributes"]["goods_nomenclature_item_id"])
        included = document["included"]
        bans = [_uk_ban(one, code) for one in included if one["type"] == "measure" and one["attributes"].get("import")]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableTariffError(f"expected a commodity of the UK Trade Tariff API (/api/v2): {error!r}") from None
    return [ban for ban in bans if ban is not None], {code}


def _uk_ban(measure: dict[str, Any], code: str) -> TariffBan | None:
    related = measure["relationships"]
    kind, area = str(related["measure_type"]["data"]["id"]), str(related["geographical_area"]["data"]["id"])
    if kind not in BANNING_TYPES or not re.fullmatch("[A-Z]{2}", area):
        return None
    facts = measure["attributes"]
    since, until = _day(facts.get("effective_start_date")), _day(facts.get("effective_end_date"))
    acts = (related.get("legal_acts") or {}).get("data") or []
    return TariffBan("UK", code, area, kind, since, until, ", ".join(str(act["id"]) for act in acts))


def _short(code: str) -> str:
    """A code of ten digits without the pairs of zeros at its end: 7208000000 is heading 7208."""
    digits = "".join(character for character in code.split(" ")[0] if character.isdigit())
    while len(digits) > 4 and len(digits) % 2 == 0 and digits.endswith("00"):
        digits = digits[:-2]
    return digits if len(digits) >= 4 else ""


def _day(text: str | None) -> date | None:
    """A day as DD-MM-YYYY or ISO 8601, None if there is none."""
    if not text:
        return None
    if match := _DAY.match(text):
        return date(int(match[3]), int(match[2]), int(match[1]))
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
