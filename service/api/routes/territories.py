"""Territories whose goods are restricted, and the measures that do so."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from service.api.context import runtime_of
from service.api.responses import documented, json_model
from service.api.schemas.base import Day
from service.api.schemas.territories import MeasureOut, TerritoriesOut, TerritoryOut
from service.engine.goods.law import Measure, Territory
from service.engine.goods.rules import OriginRules

router = APIRouter(prefix="/v1/territories", tags=["Lists"])


@router.get("", summary="All territories", responses=documented(TerritoriesOut, 422, 503))
async def list_territories(
    request: Request,
    as_of: Annotated[
        Day | None, Query(description="The day asked about; today (where the service is run) if left out.")
    ] = None,
) -> Response:
    """Territories whose goods some regime restricts, with every measure and its citation."""
    runtime = runtime_of(request)
    rules = runtime.snapshots.current().rules
    on = as_of or runtime.screenings.today()
    territories = [_territory(one, rules, on) for one in rules.territories.values()]
    return json_model(TerritoriesOut(as_of=on, territories=territories, rules_sha256=rules.sha256))


def _territory(territory: Territory, rules: OriginRules, on: date) -> TerritoryOut:
    return TerritoryOut(
        id=territory.id,
        name=territory.name,
        oblast=territory.oblast,
        iso_3166_2=territory.iso_3166_2,
        part_of=territory.part_of,
        note=territory.note,
        measures=[_measure(one, territory.id, on) for one in rules.measures if territory.id in one.territories],
    )


def _measure(measure: Measure, territory: str, on: date) -> MeasureOut:
    return MeasureOut(
        id=measure.id,
        regime=measure.regime,
        effect=measure.effect,
        in_force_from=measure.in_force_from,
        in_force_to=measure.in_force_to,
        legal_basis=measure.legal_basis,
        scope=measure.scope,
        certificate=measure.certificate,
        exception=measure.exception,
        wind_down=measure.wind_down,
        confidence=measure.confidence,
        source_url=measure.source_url,
        note=measure.note,
        applies=measure.applies(territory, on),
    )
