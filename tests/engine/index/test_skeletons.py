from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from service.engine.index.skeletons import LONG_SKELETON, SkeletonIndex
from service.engine.matching.phonetic.rarity import SKELETON_CLASSES

SKELETONS = st.text(SKELETON_CLASSES, max_size=14)
FEW_CLASSES = st.text("PTK", max_size=8)


def _near(listed: list[str], asked: list[str]) -> None:
    near = SkeletonIndex.build(listed).near(asked)
    found = set(zip(near.asked.tolist(), near.numbers.tolist(), strict=True))
    for place, one in enumerate(asked):
        most = 2 if len(one) >= LONG_SKELETON else 1
        for number, other in enumerate(listed):
            assert ((place, number) in found) == (OSA.distance(one, other) <= most)


@given(st.lists(SKELETONS | FEW_CLASSES, max_size=30), st.lists(SKELETONS | FEW_CLASSES, max_size=5))
def test_exactly_the_near_ones_are_found(listed: list[str], asked: list[str]) -> None:
    _near(listed, asked)


@given(
    st.text("PTKN", min_size=5, max_size=10),
    st.lists(st.tuples(st.integers(0, 10), st.sampled_from("PTKN-~")), max_size=2),
)
def test_whatever_two_edits_make_of_a_skeleton_is_found(asked: str, edits: list[tuple[int, str]]) -> None:
    edited = asked
    for at, kind in edits:
        at = min(at, len(edited))
        if kind == "~":
            edited = edited[:at] + edited[at + 1 : at + 2] + edited[at : at + 1] + edited[at + 2 :]
        else:
            edited = edited[:at] + kind.strip("-") + edited[at + (kind == "-") :]
    _near([edited], [asked])
