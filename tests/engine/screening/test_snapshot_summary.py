"""What of a snapshot is needed to ask a question of it."""

from service.engine.screening.request import Options
from service.engine.screening.resolved_options import choose_profile
from service.engine.screening.snapshot_summary import summary_of
from service.engine.snapshot import Snapshot


def test_a_summary_holds_the_words_that_options_are_made_of(snapshot: Snapshot) -> None:
    found = summary_of(snapshot)
    assert found.watchlists == {one.id: one.sha256 for one in snapshot.watchlists}
    assert (found.sha256, found.regimes) == (snapshot.sha256, snapshot.rules.regimes)
    assert choose_profile(Options(), found) == snapshot.profiles["default"]
