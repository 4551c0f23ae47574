"""FollowTheMoney's topics and relations."""

import pytest

from service.watchlists.parsing.ftm import RELATIONS, measures_of_topics


@pytest.mark.parametrize(
    ("topics", "measures"),
    [
        (["sanction"], ("sanction",)),
        (["role.pep", "gov.national"], ("pep", "topic")),
        (["role.pep.natl"], ("pep",)),
        (["role.rca"], ("pep_relative",)),
        (["crime", "wanted"], ("topic",)),
        (["sanction.linked", "sanction"], ("sanction_linked", "sanction")),
        ([], ()),
    ],
)
def test_a_topic_of_interest_is_no_sanction(topics: list[str], measures: tuple[str, ...]) -> None:
    assert measures_of_topics(topics) == measures


def test_each_relation_has_two_different_ends() -> None:
    assert all(first[0] != second[0] for first, second in RELATIONS.values())
