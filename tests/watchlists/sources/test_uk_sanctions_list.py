"""United Kingdom, the UK Sanctions List in CSV: what real files taught."""

from service.engine.model.entity import PartialDate
from tests.watchlists.sources.conftest import Load


def test_uk_sanctions_list_measures_and_entities_in_text(load: Load) -> None:
    person = load("uk_sanctions_list")["RUS9001"]
    assert person.designations[0].measures == ("asset_freeze", "travel_ban")
    assert ("UK Statement of Reasons", 'Said "test".') in person.facts
    assert person.names[-1].language == "russian"
    assert person.birth_dates[0].earliest == PartialDate(1961)
