"""Every sample, damaged in every way: refused, or loaded with all that it holds. Names the exceptions, and why."""

import pytest

from benchmarks.damaged_lists import damaged_outcomes
from tests.watchlists.conftest import SAMPLES, copy_sample

FORMATS = sorted(path.name for path in SAMPLES.iterdir())

NO_LIST = ("empty", "page", "refusal", "gzip cut", "ZIP cut")

WHOLE_LINES = ("cut at a line", "no first line")
"""A text without the lines at its end is a text. The gates see five records at the end that are missing, or ten that
stood together, and the samples have three."""

FEW_ROWS = {"jp_mof_csv", "ofac_csv", "plain_csv", "us_csl"}
"""How wide a row has to be is known from thirty rows on; OFAC's text has no headings either."""

OTHER_NAMES = {
    "au_dfat": "is the type of a target and no heading",
    "ca_sema_xml": "editions of 2022 have other elements",
    "ftm_json": "its fields are those of a whole ontology, of which a few are known",
    "ofac_advanced_xml": "stands in sections that are not counted; a whole list has many of them",
    "ofac_xml": "three letters are too few to be a damaged name",
    "ofsi_conlist": "the form of 29 columns has no such column",
    "uk_sanctions_list_xml": "three letters are too few to be a damaged name",
}
"""Fields that may be missing from a first edition. From a later one they may not: gate `fields kept`."""


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_is_lost_without_a_word(format_, tmp_path):
    (tmp_path / "whole").mkdir()
    (tmp_path / "damaged").mkdir()
    sample = copy_sample(format_, tmp_path / "whole")
    found = list(damaged_outcomes(sample.watchlist, sample.files, tmp_path / "damaged", renamed=True))
    assert not [(name, said) for name, outcome, said in found if outcome == "CRASH"]
    assert sum(outcome == "refused" for _, outcome, _ in found) >= 15
    no_list = [(outcome, said) for name, outcome, said in found if name in NO_LIST]
    assert all(outcome == "refused" and "expected" in said for outcome, said in no_list)
    fewer = [name for name, outcome, _ in found if outcome == "fewer" and not name.startswith(WHOLE_LINES)]
    renamed = [name for name in fewer if name.startswith(("<", "@", "one ", "key ", "cell ", "heading "))]
    assert not renamed or format_ in OTHER_NAMES
    assert set(fewer) == set(renamed) or format_ in FEW_ROWS
