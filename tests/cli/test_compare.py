"""Two names held against each other on the command line."""

import json


def test_compare(run):
    assert run("compare", "SIS DOO", "SIS d.o.o.", "--type", "entity")[0] == 1
    status, out, _ = run("compare", "Hanako Yamada", "Chernomorneftegaz", "--json")
    assert status == 0
    assert json.loads(out)["match"] is False
