"""Which names give a reason to be read otherwise than they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.disguise import Reading, all_readings
from service.engine.normalise.disguise_signs import may_be_disguised

LETTERS = st.sampled_from("aAbvVwWzZ éßØłžŠСсжЖяαΩمحمدשלום王小明张 김정은アキラー ひ นาย समीर ী্ɐʇᴛꓔА١𝐀ﬁ\u200b'-")


@pytest.mark.parametrize("is_person", [True, False])
@given(name=st.text(LETTERS, max_size=14))
def test_a_name_that_cannot_be_disguised_is_read_as_it_stands(is_person: bool, name: str) -> None:
    if not may_be_disguised(name):
        assert all_readings(name, is_person=is_person) == (Reading(name),)


@pytest.mark.parametrize(
    "name", ["Testan Examplov", "TESTAN EXAMPLOV", "Müller Ångström", "王 小明", "محمد أحمد", "김정은"]
)
def test_most_names_cannot_be_disguised(name: str) -> None:
    assert not may_be_disguised(name)
