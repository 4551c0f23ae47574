"""What is said of names that take more work than may be."""

import pytest

from service.engine.index.work import OverLimit, RequestTooLong, TooLongToSearch
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.engine.screening.request import PartyQuery
from service.engine.screening.work_faults import reason_of, request_fault, work_faults


def faults(*over, names=("Anna", "Berta")):
    asked = [(position, PartyQuery("p", Party(EntityType.PERSON, names))) for position in (3, 7)]
    return work_faults(TooLongToSearch(over), asked)


@pytest.mark.parametrize(
    ("over", "names", "pointer", "got"),
    [
        (OverLimit(0, 0, 5), ("Anna", "Berta"), "/parties/3/name", "Anna"),
        (OverLimit(1, 1, 5), ("Anna", "Berta"), "/parties/7/aliases/0", "Berta"),
        (OverLimit(0, None, 5), ("Anna", "Berta"), "/parties/3/aliases", None),
        (OverLimit(0, None, 5), ("Anna",), "/parties/3/name", None),
    ],
)
def test_a_fault_points_to_the_name_by_its_place_in_the_request(over, names, pointer, got):
    (fault,) = faults(over, names=names)
    assert (fault.pointer, fault.got) == (pointer, got)
    assert "held against 5 words of listed names" in fault.detail


def test_one_name_and_all_names_of_a_party_are_told_apart():
    assert reason_of(OverLimit(0, 0, 5)).startswith("this name is too long to search")
    assert reason_of(OverLimit(0, None, 5)).startswith("the names of this party are too long to search")


def test_all_that_are_too_long_are_told():
    assert [one.pointer for one in faults(OverLimit(0, 0, 5), OverLimit(1, 0, 5))] == [
        "/parties/3/name",
        "/parties/7/name",
    ]


def test_a_request_of_too_many_says_to_send_fewer():
    fault = request_fault(RequestTooLong(10))
    assert fault.pointer == "/parties"
    assert "10 words of listed names are not enough; send fewer parties" in fault.detail
