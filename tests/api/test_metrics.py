"""What is counted, as it is told."""

from service.api.metrics import Metrics
from tests.conftest import NOW


def counts(text):
    lines = (line.rpartition(" ") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


def test_lists_are_told_as_they_were_noted_last(snapshot):
    metrics = Metrics()
    for loaded, entities in ((None, None), (snapshot, 42)):
        metrics.lists(loaded, [], reloaded=True, now=NOW)
        found = counts(metrics.text().decode())
        assert found["sekisho_lists_reloaded"] == 1
        assert found.get('sekisho_list_entities{watchlist="jp_crimea_2014"}') == entities
