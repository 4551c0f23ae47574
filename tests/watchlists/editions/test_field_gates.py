"""Headings and elements that are gone, came, or have another letter."""

from dataclasses import replace

import pytest

from service.engine.model.watchlist import Watchlist
from service.watchlists.editions.field_gates import fields_kept, fields_known, known_fields, unknown_fields
from tests.watchlists.conftest import SAMPLES, copy_sample
from tests.watchlists.editions.test_gates import watchlist

FORMAT = "ofac_xml"
NEEDED = dict.fromkeys(known_fields()[FORMAT].needed.values(), 20)


def edition(format_: str = FORMAT, **fields: int) -> Watchlist:
    counts = {"uid": 20} | NEEDED | fields
    given = watchlist(20)
    return Watchlist(
        *(given.id, "Own", "own", "", None, "", "1", given.published_on, "own", "0", format_, given.entities),
        fields=tuple(counts.items()),
    )


def said(gate, new, active=None):
    return [str(finding) for finding in gate(new, active)]


def test_what_a_format_is_known_to_have_passes():
    assert said(fields_known, edition(), None) == []
    assert unknown_fields(edition()) == {}


def test_a_new_field_alone_is_no_objection():
    assert said(fields_known, edition(novelty=20)) == []
    assert unknown_fields(edition(novelty=20, other=0)) == {"novelty": 20}


def test_a_field_that_is_missing_where_another_came():
    [words] = said(fields_known, edition(lastName=0, surname=20))
    assert words == "fields known: the file has no lastName and has surname, which is not known"
    assert said(fields_known, edition(lastName=0)) == []
    [words] = said(fields_known, replace(edition(lastName=0), entities=edition().entities * 25))
    assert words == "fields known: the file has no lastName"


def test_a_field_with_one_other_letter_is_a_damage():
    [words] = said(fields_known, edition(lastNqme=1))
    assert words == "fields known: a field is named like a known one but for a letter: lastNqme for lastName"
    assert said(fields_known, edition(address4=1)) == []


def test_what_the_active_edition_has_as_well_was_let_in_before():
    assert said(fields_known, edition(lastNqme=1), edition(lastNqme=1)) == []


def test_fields_of_a_format_without_any_are_not_looked_at():
    assert said(fields_known, edition("ofac_csv", lastNqme=1)) == []


def test_a_field_that_the_active_edition_fills_is_missing():
    [words] = said(fields_kept, edition(remarks=1, notes=30), edition(remarks=30))
    assert words == "fields kept: fields that the file had are missing or empty: remarks (1, was 30); new: notes"
    assert said(fields_kept, edition(remarks=0), edition(remarks=19)) == []
    assert said(fields_kept, edition(remarks=0), edition("other", remarks=30)) == []


ANY_FIELDS = {"plain_csv", "jp_mof_workbook", "ofac_csv"}
"""A user's own list has columns of its own, each of Japan's sheets others, and OFAC's text no headings."""


@pytest.mark.parametrize("format_", sorted({path.name for path in SAMPLES.iterdir()} - ANY_FIELDS))
def test_every_sample_has_known_fields_alone(format_, tmp_path):
    loaded = copy_sample(format_, tmp_path).load()
    assert loaded.fields
    assert unknown_fields(loaded) == {}
