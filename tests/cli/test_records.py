"""Deleting screenings on the command line."""

import json


def screened(run):
    return json.loads(run("screen", "Hanako Yamada", "--json")[1])["id"]


def test_screenings_are_deleted_only_for_a_reason_and_early_only_if_asked(run):
    screening = screened(run)
    status, _, err = run("records", "delete", "--id", screening, "--reason", "asked", "--yes")
    assert (status, "--early" in err) == (2, True)
    assert run("records", "delete", "--id", screening, "--reason", " ", "--early", "--yes")[0] == 2
    assert run("records", "delete", "--reason", "asked", "--early", "--yes")[0] == 2
    status, out, _ = run("records", "delete", "--id", screening, "--reason", "asked", "--early", "--yes")
    assert (status, out) == (0, "1 screenings deleted\n")
    (event,) = json.loads(run("audit", "events", "--kind", "records_deleted", "--json")[1])["events"]
    assert json.loads(event["details"]) == {"reason": "asked", "screenings": [screening]}
    assert event["actor"].startswith("local")
