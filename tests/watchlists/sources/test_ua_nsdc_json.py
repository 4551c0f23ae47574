"""Ukraine, the State Register of Sanctions: what real files taught."""

from datetime import date

from tests.watchlists.sources.conftest import Load


def test_measures_end_with_their_term_or_a_later_decree(load: Load) -> None:
    entities = load("ua_nsdc_json")
    ends = {key: [item.delisted_on for item in entity.designations] for key, entity in entities.items()}
    assert ends == {"1001": [date(2023, 2, 3), None], "1002": [date(2021, 3, 4)]}
