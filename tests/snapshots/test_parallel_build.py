"""An index of two processes is the same as that of one, also where the other process is of no help."""

import numpy as np
import pytest

from service.engine.index.entity_index import EntityIndex
from service.engine.matching.lexicon import lexicon
from service.engine.model.entity import Entity, EntityType, Location, Name
from service.snapshots import parallel_build
from service.snapshots.parallel_build import build_in_parallel

KINDS = (EntityType.PERSON, EntityType.ENTITY, EntityType.UNKNOWN, EntityType.VESSEL)
NAMES = ("Arkady ZELMANOV", "Karelsky Trading Company Ltd", "Галина Чарская", "MV Morning Star")
ENTITIES = [
    Entity(f"l:{at}", "l", str(at), kind, (Name(name),), Location("f", str(at)))
    for at, (kind, name) in enumerate((kind, name) for kind in KINDS for name in NAMES)
]


def assert_same(one, other):
    left, right = one.packed(), other.packed()
    assert left.keys() == right.keys()
    assert all(np.array_equal(left[name], right[name]) for name in left)


@pytest.mark.parametrize("entities", [ENTITIES, ENTITIES[:2], []])
def test_it_is_the_same_index(tmp_path, entities):
    assert_same(build_in_parallel(entities, lexicon(), tmp_path), EntityIndex.build(entities, lexicon()))


def test_it_is_the_same_with_names_that_are_kept(tmp_path):
    build_in_parallel(ENTITIES[2:], lexicon(), tmp_path)
    assert len([*tmp_path.glob("*.entries")]) == 2
    assert_same(build_in_parallel(ENTITIES, lexicon(), tmp_path), EntityIndex.build(ENTITIES, lexicon()))


def failing(*_):
    raise OSError("no room")


def ending(*_):
    raise SystemExit(1)


@pytest.mark.parametrize("save", [failing, ending])
def test_a_child_that_comes_to_nothing_costs_time_only(tmp_path, monkeypatch, save):
    monkeypatch.setattr(parallel_build, "save", save)
    assert_same(build_in_parallel(ENTITIES, lexicon(), tmp_path), EntityIndex.build(ENTITIES, lexicon()))


def test_without_forks_all_is_done_here(tmp_path, monkeypatch):
    monkeypatch.setattr(parallel_build, "FORKS", False)
    monkeypatch.setattr(parallel_build, "new_process", None)
    assert_same(build_in_parallel(ENTITIES, lexicon(), tmp_path), EntityIndex.build(ENTITIES, lexicon()))
