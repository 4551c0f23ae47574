"""US Treasury, OFAC: `SDN_ENHANCED.XML` and `CONS_ENHANCED.XML`, the newest form: what real files taught."""

from datetime import date
from pathlib import Path

from service.engine.model.entity import NameType
from service.watchlists.load import load_files
from tests.watchlists.conftest import SAMPLES
from tests.watchlists.sources.conftest import Load, numbers


def test_enhanced_xml(load: Load) -> None:
    entities = load("ofac_enhanced_xml")
    person, bank = entities["101"], entities["102"]
    assert [(name.text, name.type, name.weak) for name in person.names] == [
        ("EXAMPLOV, Testan", NameType.PRIMARY, False),
        ("Экзамплов, Тестан", NameType.ORIGINAL_SCRIPT, False),
        ("THE TESTER", NameType.PREVIOUS, True),
    ]
    assert [address.text for address in person.addresses] == ["1 Example Street, Testopolis, Iran"]
    assert ("wallet", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT") in numbers(person)
    assert (str(person.birth_dates[0].earliest), person.birth_dates[0].circa) == ("1961", True)
    assert bank.designations[0].measures == ("sectoral",)
    assert bank.designations[0].listed_on == date(2014, 7, 16)
    assert "Directive 1" in (bank.designations[0].legal_basis or "")


def test_a_filtered_enhanced_file_is_noted(tmp_path: Path) -> None:
    content = (SAMPLES / "ofac_enhanced_xml" / "SDN_ENHANCED.XML").read_text(encoding="utf-8")
    part = "<sanctionsPrograms><sanctionsProgram>IRGC</sanctionsProgram></sanctionsPrograms></filters>"
    path = tmp_path / "part.xml"
    path.write_text(content.replace("</filters>", part), encoding="utf-8")
    assert "only the programmes IRGC" in load_files("us_ofac_sdn", [path]).notes[0]
