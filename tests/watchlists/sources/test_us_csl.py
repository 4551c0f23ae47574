"""United States, the Consolidated Screening List in CSV and JSON: what real files taught."""

from tests.watchlists.sources.conftest import Load, Read, numbers


def test_csl_measure_is_that_of_the_source_list(load: Load) -> None:
    entities = load("us_csl")
    measures = {key: entity.designations[0].measures for key, entity in entities.items()}
    assert measures == {
        "SSI-901": ("sectoral",),
        "NS-MBS-901" if "NS-MBS-901" in measures else "NS-901": ("sectoral",),
        "EL-ab12": ("export_licence",),
        "DPL-cd34": ("export_denial",),
    }
    assert entities["EL-ab12"].designations[0].authority == "Bureau of Industry and Security"


def test_csl_values_between_semicolons(load: Load) -> None:
    entities = load("us_csl")
    bank = entities["SSI-901"]
    assert numbers(bank) == {("tax_id", "7700000001"), ("bic", "EXAMRUMM")}
    assert [item.programme for item in bank.designations] == ["UKRAINE-EO13662", "RUSSIA-EO14024"]
    assert [link.target for link in bank.links] == ["EXAMPLE HOLDING"]
    assert entities["DPL-cd34"].addresses[0].country == "CA"
    assert (entities["DPL-cd34"].gender, entities["DPL-cd34"].nationalities) == ("male", ("UA",))
    laboratory = [name.text for name in entities["EL-ab12"].names]
    assert laboratory[1:] == ["Example Laboratory of Tests", "Test Laboratory"]


def test_csl_json(read: Read) -> None:
    content = """{"total": 1, "results": [{"id": "1", "source": "ITAR Debarred (DTC) - State Department", "type": null,
        "name": "Example Arms", "alt_names": ["Sample Arms"], "programs": [], "source_list_url": "https://example.org",
        "addresses": [{"address": "1 Example St", "city": "Testopolis", "country": "CN"}], "start_date": "2020-01-02",
        "ids": [{"type": "Tax ID No.", "number": "77", "country": "CN"}]}]}"""
    entity = read("us_csl", "consolidated.json", content)["DTC-1"]
    assert [name.text for name in entity.names] == ["Example Arms", "Sample Arms"]
    assert (entity.countries, numbers(entity)) == (("CN",), {("tax_id", "77")})
    assert entity.designations[0].measures == ("debarment",)
