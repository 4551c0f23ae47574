"""Words of a list that have no field of their own are kept: later days, second documents, what stands behind a name."""

import pytest

from service.engine.model.entity import Identifier
from service.watchlists.load import load_files
from service.watchlists.parsing.identifiers import distinct
from service.watchlists.parsing.text import has_unread_words
from tests.watchlists.conftest import SAMPLES


def entity(tmp_path, watchlist, text, name="list.xml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return load_files(watchlist, [path]).entities[0]


UN = """<CONSOLIDATED_LIST dateGenerated="2026-02-27"><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID>
<FIRST_NAME>TESTA</FIRST_NAME><REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER><LAST_DAY_UPDATED><VALUE>2014-11-04</VALUE>
<VALUE>2018-02-16</VALUE></LAST_DAY_UPDATED><INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>
<TYPE_OF_DOCUMENT2>Ration card</TYPE_OF_DOCUMENT2><NUMBER>X123456</NUMBER></INDIVIDUAL_DOCUMENT></INDIVIDUAL>
</INDIVIDUALS></CONSOLIDATED_LIST>"""


def test_the_un_keeps_every_day_of_change_and_the_second_kind_of_a_document(tmp_path):
    found = entity(tmp_path, "un_sc_sanctions", UN)
    assert ("updated on", "2014-11-04, 2018-02-16") in found.facts
    assert "Ration card" in found.identifiers[0].note


CANADA = """<data-set><record><Country>Testland / Testlande</Country><Entity>Example Works</Entity><Aliases>{}</Aliases>
<Schedule>1</Schedule><Item>1</Item></record></data-set>"""


@pytest.mark.parametrize(
    ("aliases", "name", "language"),
    [
        ("Russian Example Group", "Russian Example Group", None),
        ("Example Group, Russian: Пример Групп", "Пример Групп", "ru"),
    ],
)
def test_canada_says_the_language_only_before_a_colon(tmp_path, aliases, name, language):
    names = entity(tmp_path, "ca_dfatd_sema_sanctions", CANADA.format(aliases)).names
    assert (name, language) in {(one.text, one.language) for one in names}


def test_the_eu_keeps_the_days_of_a_regulation(tmp_path):
    text = (SAMPLES / "eu_fsf_xml" / "full.xml").read_text(encoding="utf-8")
    facts = dict(entity(tmp_path, "eu_fsf", text).facts)
    assert any(heading.startswith("regulation") for heading in facts)


def test_open_sanctions_keeps_data_set_and_programme(tmp_path):
    head = (
        "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset"
    )
    row = "x-1,Company,Testa Works,,,,,,Some sanction,,,XX-TEST,Test Data"
    found = entity(tmp_path, "opensanctions", f"{head}\n{row}\n", "targets.csv")
    assert {("program_ids", "XX-TEST"), ("dataset", "Test Data")} <= set(found.facts)


def test_a_number_told_twice_keeps_both_notes():
    one, two = Identifier("passport", "X1", "JP", "issued 2001"), Identifier("passport", "x1", None, "expires 2011")
    assert distinct([one, two]) == (Identifier("passport", "X1", "JP", "issued 2001; expires 2011"),)


@pytest.mark.parametrize(
    ("cell", "read", "unread"),
    [
        ("Testa son of Example, passport number OR123", ["Testa"], True),
        ("(a.k.a.: Testa)", ["Testa"], False),
        ("（別称）テスト", ["テスト"], False),
    ],
)
def test_words_that_no_field_took(cell, read, unread):
    assert has_unread_words(cell, read) is unread
