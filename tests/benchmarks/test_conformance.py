"""The comparison of publishers' files with loaded lists, over the samples of every format that it knows."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.conformance.__main__ import conformance
from service.watchlists.load import load_files

SAMPLES = Path(__file__).parents[1] / "watchlists" / "samples"
LISTS = {
    "ofac_xml/sdn.xml": "us_ofac_sdn",
    "un_xml/consolidated.xml": "un_sc_sanctions",
    "eu_fsf_xml/full.xml": "eu_fsf",
    "uk_sanctions_list_xml/UK-Sanctions-List.xml": "gb_fcdo_sanctions",
}


def loaded(name):
    return load_files(LISTS[name], [SAMPLES / name])


@pytest.mark.parametrize("name", LISTS)
def test_nothing_is_lost_and_nothing_invented(name):
    counts, unpaired = conformance(loaded(name), [SAMPLES / name])
    assert not unpaired
    assert counts["name"].loaded == counts["name"].published > 0
    assert not [line for count in counts.values() for line in (*count.lost, *count.invented)]


@pytest.mark.parametrize(
    ("kind", "part"),
    [("name", "names"), ("date", "birth_dates"), ("address", "addresses"), ("measure", "designations")],
)
def test_what_a_reader_leaves_out_is_found(kind, part):
    name = "un_xml/consolidated.xml"
    watchlist = loaded(name)
    less = tuple(replace(entity, **{part: getattr(entity, part)[:0]}, facts=()) for entity in watchlist.entities)
    counts, _ = conformance(replace(watchlist, entities=less), [SAMPLES / name])
    assert counts[kind].lost


def test_a_name_that_lost_its_mark_is_found():
    name = "un_xml/consolidated.xml"
    watchlist = loaded(name)
    strong = [replace(e, names=tuple(replace(one, weak=False) for one in e.names)) for e in watchlist.entities]
    counts, _ = conformance(replace(watchlist, entities=tuple(strong)), [SAMPLES / name])
    assert counts["weak"].lost


def test_an_identifier_of_nowhere_is_found():
    name = "ofac_xml/sdn.xml"
    watchlist = loaded(name)
    first = watchlist.entities[0]
    wrong = replace(first, addresses=(*first.addresses, *(replace(a, text="Nowhere 99") for a in first.addresses[:1])))
    counts, _ = conformance(replace(watchlist, entities=(wrong, *watchlist.entities[1:])), [SAMPLES / name])
    assert bool(counts["address"].invented) == bool(first.addresses)
