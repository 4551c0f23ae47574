"""JSON lines."""

import json

from tests.tabular.reading import read


def test_json_lines(tmp_path):
    lines = [
        {"name": "A", "aliases": ["B", "C"], "born": 1970},
        {"name": None, "vip": True},
        {"name": {"first": "A"}},
        ["A"],
    ]
    table, rows = read(tmp_path / "a", "\n".join(map(json.dumps, lines)) + '\n{"name": "A", "name": "B"}\nnonsense\n')
    assert table.headers == ("name", "aliases", "born", "vip")
    assert rows[:2] == [["A", "B|C", "1970", None], [None, None, None, "true"]]
    reasons = [row.reason for row in rows[2:]]
    assert reasons[0] == "expected a text, a number or an array of texts, got dict"
    assert reasons[1] == "the line is not a JSON object"
    assert "more than once" in reasons[2]
    assert "not JSON" in reasons[3]
