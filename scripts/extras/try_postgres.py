"""Records on PostgreSQL: a screening, and whether it is there. Needs the server of SEKISHO_TEST_POSTGRESQL
(`scripts/with_postgresql`), and leaves tables there."""

from __future__ import annotations

import json
import os

from scripts.extras.running import command, installed

SERVER = "SEKISHO_TEST_POSTGRESQL"


def main() -> None:
    installed()
    if SERVER not in os.environ:
        raise SystemExit(f"needs a PostgreSQL server: {SERVER} is not set (`scripts/with_postgresql COMMAND` sets it)")
    database = os.environ[SERVER]
    asked = json.loads(command("sekisho", "screen", "Sergei Aksenov", "--json", status=1, database_url=database))
    shown = command("sekisho", "records", "show", asked["id"], "--json", database_url=database)
    assert json.loads(shown)["id"] == asked["id"]
    assert "intact" in command("sekisho", "audit", "verify", database_url=database)


if __name__ == "__main__":
    main()
