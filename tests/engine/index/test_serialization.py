"""An index is the same after it went through a file, and a damaged file is refused."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.index.postings import Multimap, Postings
from service.engine.index.serialization import UNPACKED, DamagedIndexError, load, pack, save, unpack


@dataclass(eq=False)
class Shop:
    goods: Multimap
    prices: np.ndarray
    names: list[str]
    owner: str = field(metadata=UNPACKED)


TEXTS = st.text(alphabet=st.characters(exclude_characters="\0"), max_size=5)


@given(st.dictionaries(TEXTS, st.lists(st.integers(0, 1000), max_size=4), max_size=6), st.lists(TEXTS, max_size=4))
def test_arrays_make_the_same_again(goods: dict[str, list[int]], names: list[str]) -> None:
    arrays = pack(Shop(Multimap.build(goods), np.arange(3.0), names, "A"), "shop.")
    again = unpack(Shop, arrays, "shop.", owner="B")
    assert {key: again.goods.get(key).tolist() for key in again.goods.keys} == goods
    assert (again.prices.tolist(), again.names, again.owner) == ([0.0, 1.0, 2.0], names, "B")


def test_a_file_gives_back_what_was_saved(tmp_path: Path) -> None:
    arrays = {"a.b": np.arange(100, dtype=np.int32), "empty": np.empty((0, 3)), "flags": np.array([True, False])}
    save(tmp_path / "x.index", arrays)
    again = load(tmp_path / "x.index")
    assert {name: (a.dtype, a.shape, a.tolist()) for name, a in again.items()} == {
        name: (a.dtype, a.shape, a.tolist()) for name, a in arrays.items()
    }
    assert [path.name for path in tmp_path.iterdir()] == ["x.index"]
    with pytest.raises(ValueError, match="read-only"):
        again["a.b"][0] = 1


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-1], lambda b: b[:-9] + b"x" + b[-8:], lambda b: b"", lambda b: b"{}\n"]
)
def test_a_damaged_file_is_refused(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "x.index"
    save(path, {"a": np.arange(1000)})
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(DamagedIndexError):
        load(path)


def test_a_nul_cannot_be_packed() -> None:
    with pytest.raises(ValueError, match="NUL"):
        pack(Multimap(["a\0b"], Postings.build([[1]])))
