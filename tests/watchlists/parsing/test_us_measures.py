"""What being on each American list means."""

from service.watchlists.parsing.us_measures import measures_of


def test_a_block_is_not_a_sectoral_restriction() -> None:
    assert measures_of(["SDN List"]) == ("asset_freeze",)
    assert measures_of(["Sectoral Sanctions Identifications List"]) == ("sectoral",)


def test_words_are_found_in_any_case_and_once_each() -> None:
    assert measures_of(["sdn list", "Specially Designated Nationals (SDN) - Treasury"]) == ("asset_freeze",)


def test_an_unknown_list_means_nothing() -> None:
    """Rather no measure than a guessed one."""
    assert measures_of(["List of Tests", ""]) == ()
