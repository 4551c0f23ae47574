# ruff: noqa: E501 - XML in the official shape
"""Switzerland, SECO in XML: what real files taught."""

from datetime import date

import pytest

from service.watchlists.errors import ListError
from tests.watchlists.sources.conftest import Load, Read


def test_seco_spellings_combine_within_a_script(load: Load) -> None:
    person = load("ch_seco_xml")["9001"]
    assert [name.text for name in person.names] == ["Testan Examplov", "Testanu Examplov", "Тестан Экзамплов", "Tester"]
    designation = person.designations[0]
    assert (designation.programme, designation.legal_basis) == ("Ordinance on Tests", "Art. 15 (Asset freeze)")
    assert (designation.listed_on, designation.delisted_on) == (date(2014, 4, 2), date(2023, 6, 7))
    assert person.birth_places == ("Testopolis, Ukraine",)


SECO = """<?xml version="1.0"?><swiss-sanctions-list list-type="{kind}" date="2026-08-27">
 <target ssid="1"><sanctions-set-id>9</sanctions-set-id><individual><identity main="true"><name name-type="primary-name">
   <name-part order="1" name-part-type="title"><value>Colonel</value></name-part>
   <name-part order="2" name-part-type="whole-name"><value>Testan Examplov</value></name-part></name></identity></individual>
  <modification modification-type="amended" effective-date="2025-04-15"><removed><target ssid="1"><individual><identity main="true">
   <name name-type="alias"><name-part order="1" name-part-type="whole-name"><value>Struck Alias</value></name-part></name>
   </identity></individual></target></removed></modification>
  <modification modification-type="listed" effective-date="2021-08-11"/></target>
 <target ssid="2"><individual><identity main="true"><name name-type="primary-name"><name-part order="1" name-part-type="whole-name"><value>Proba Samplova</value></name-part></name></identity></individual></target>
</swiss-sanctions-list>"""


def test_seco_history_is_no_entity_and_brings_no_name_back(read: Read) -> None:
    entities = read("ch_seco_sanctions", "list.xml", SECO.format(kind="whole-list"))
    assert list(entities) == ["1", "2"]
    assert [name.text for name in entities["1"].names] == ["Testan Examplov"]
    assert entities["1"].titles == ("Colonel",)
    assert entities["1"].designations[0].listed_on == date(2021, 8, 11)


def test_a_seco_amendment_is_refused(read: Read) -> None:
    with pytest.raises(ListError, match="whole-list"):
        read("ch_seco_sanctions", "list.xml", SECO.format(kind="amendment"))
