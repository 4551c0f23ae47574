"""An invented measure on imports, to be changed as a test needs it."""

from datetime import date
from typing import Any

from service.engine.goods.import_measures import ImportMeasure


def measure_of(**fields: Any) -> ImportMeasure:
    """A ban of the EU since 2022, on goods of no code as long as `codes` says nothing else."""
    given: dict[str, Any] = {
        "id": "m",
        "regime": "EU",
        "origins": ("RU",),
        "direction": "import",
        "connects": frozenset({"origin"}),
        "effect": "block",
        "in_force_from": date(2022, 1, 1),
        "in_force_to": None,
        "what": "goods",
        "legal_basis": "Act 1",
        "exception": None,
        "scope_complete": True,
        "grade": "read",
        "date_grade": "read",
        "exempt_origins": frozenset(),
        "source_url": "https://example.org",
        "note": "",
        "checked": date(2026, 11, 1),
        "codes": (),
        "caps": (),
    }
    return ImportMeasure(**(given | fields))
