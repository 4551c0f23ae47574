"""`sekisho compare`."""

from __future__ import annotations

import typer
from pydantic_core import to_json

from service.cli.output import print_comparison, print_json
from service.cli.screening import HIT
from service.common.cooperative import run_to_completion
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.engine.screening.compare import compare_in_steps
from service.engine.screening.request import DEFAULT_PROFILE
from service.settings import Settings
from service.snapshots.loader import load_snapshot


def compare(
    left: str = typer.Argument(help="One name."),
    right: str = typer.Argument(help="The other name."),
    type_: EntityType = typer.Option(EntityType.UNKNOWN, "--type", help="What both are."),
    profile: str = typer.Option(DEFAULT_PROFILE, help="Which settings to compare with."),
    json: bool = typer.Option(False, "--json", help="The answer as JSON."),
) -> None:
    """How alike are two names, and why?"""
    settings = Settings()
    pair = Party(type_, (left,)), Party(type_, (right,))
    steps = compare_in_steps(
        [pair], load_snapshot(settings.lists_dir), profile_id=profile, max_name_length=settings.max_name_length
    )
    [found] = run_to_completion(steps)
    comparison = found.comparison
    if json:
        print_json(
            to_json(
                {
                    "score": round(comparison.score, 4),
                    "confidence": found.confidence,
                    "match": found.match,
                    "features": comparison.features,
                    "words": [
                        {"left": one.query, "right": one.listed, "likeness": round(one.score, 4)}
                        for one in comparison.alignment
                    ],
                    "alignment": [(pair.query, pair.listed, round(pair.score, 4)) for pair in comparison.alignment],
                }
            )
        )
    else:
        print_comparison(comparison.score, found.match, list(comparison.features), list(comparison.alignment))
    raise typer.Exit(HIT if found.match else 0)
