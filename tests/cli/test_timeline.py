"""The time line of the lists on the command line."""

import json


def test_the_time_line_says_what_was_decided_and_what_applied(run):
    status, out, _ = run("watchlists", "timeline", "jp_crimea_2014", "--as-of", "2014-08-05", "--json")
    last = json.loads(out)["rounds"][-1]
    assert (status, last["watchlist"], last["in_force"]) == (0, "jp_crimea_2014", True)
    assert "2014-07-28" in run("watchlists", "timeline", "jp_crimea_2014", "--as-of", "2014-08-04")[1]
