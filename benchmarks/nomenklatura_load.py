"""Load an exported list into nomenklatura and count what arrived, in an environment that has nomenklatura.

    curl http://127.0.0.1:8000/yente/datasets/us_ofac_sdn/entities.ftm.json > list.ftm.json
    PATH-OF-THAT-ENVIRONMENT/bin/python benchmarks/nomenklatura_load.py list.ftm.json

Imports nothing of ours. Exit status 1 if an object, a value or a link is missing.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from nomenklatura.db import make_session
from nomenklatura.resolver import Resolver
from nomenklatura.store import load_entity_file_store

_LINKS = {"Sanction": "entity", "Passport": "holder", "Identification": "holder", "CryptoWallet": "holder"}


def main(path: Path) -> int:
    """Load, compare with the file, and print."""
    store = load_entity_file_store(path, Resolver(make_session("sqlite://"), create=True))
    view = store.default_view(external=True)
    lost: Counter[str] = Counter()
    schemas: Counter[str] = Counter()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            told = json.loads(line)
            schemas[told["schema"]] += 1
            loaded = view.get_entity(told["id"])
            lost.update(["object"] if loaded is None else _missing(told, loaded, view))
    print(f"{sum(schemas.values())} objects: {dict(schemas.most_common())}")
    print(f"lost: {dict(lost) or 'nothing'}")
    return 1 if lost else 0


def _missing(told: dict[str, Any], loaded: Any, view: Any) -> list[str]:
    missing = [
        f"{told['schema']}:{name}"
        for name, values in told["properties"].items()
        for value in values
        if value not in loaded.get(name, quiet=True)
    ]
    link = _LINKS.get(told["schema"])
    if link is not None and any(view.get_entity(one) is None for one in loaded.get(link)):
        missing.append(f"{told['schema']}:{link} leads nowhere")
    return missing


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
