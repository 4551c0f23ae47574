"""US Commerce, the Denied Persons List: what real files taught."""

from datetime import date

from tests.watchlists.sources.conftest import Load, Read


def test_a_denial_order_ends_after_its_expiration(load: Load) -> None:
    (first, _) = load("us_dpl").values()
    assert (first.designations[0].listed_on, first.designations[0].delisted_on) == (date(2020, 3, 4), date(2030, 3, 5))


def test_dpl_rows_of_one_order_are_one_entity(load: Load) -> None:
    entity = load("us_dpl")["example-trading-co-etc-2021-05-06"]
    assert [address.city for address in entity.addresses] == ["TESTOPOLIS", "TESTVILLE"]
    assert len(entity.designations) == 1


def test_dpl_export_as_csv_has_the_name_before_the_address(read: Read) -> None:
    head = "Name and Address,Effective Date,Expiration Date,Type of Denial,Appropriate Federal Register Citations\n"
    body = (
        '"EXAMPLE TRADING CO., LTD., 1 EXAMPLE ST, TESTVILLE, TX, 75001, US",03/04/2020,03/04/2030,Standard,85 F.R. 1\n'
    )
    (entity,) = read("us_bis_denied", "dpl.csv", head + body).values()
    assert entity.names[0].text == "EXAMPLE TRADING CO., LTD."
    assert entity.addresses[0].country == "US"
    assert entity.designations[0].listed_on == date(2020, 3, 4)
    assert entity.designations[0].delisted_on == date(2030, 3, 5)
