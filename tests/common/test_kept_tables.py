"""Tables that are worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from service.common import kept_tables
from service.common.kept_tables import keep_tables_in, kept_table


@dataclass(frozen=True, slots=True)
class Form:
    name: str
    last: bool


Table = dict[tuple[str, ...], Form]
FORMS: Table = {("public", "company"): Form("plc", True), ("gmbh",): Form("gmbh", False)}


@dataclass
class Memory:
    kept: dict[str, bytes] = field(default_factory=dict)

    def find(self, name: str) -> bytes | None:
        return self.kept.get(name)

    def keep(self, name: str, content: bytes) -> None:
        self.kept[name] = content


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[Memory]:
    monkeypatch.setattr(kept_tables, "KEPT_TABLES", {})
    before, memory = kept_tables._Process.store, Memory()
    keep_tables_in(memory)
    yield memory
    keep_tables_in(before)


def started(made: list[str]) -> Callable[[], Table]:
    """The function as a new process has it."""

    @kept_table
    def forms() -> Table:
        made.append("forms")
        return dict(FORMS)

    return forms


def test_a_later_start_reads_what_an_earlier_one_worked_out(memory: Memory) -> None:
    made: list[str] = []
    assert started(made)() == started(made)() == FORMS
    assert made == ["forms"]
    assert list(memory.kept) == [f"{__name__}.forms"]


def test_one_process_works_it_out_once(memory: Memory) -> None:
    made: list[str] = []
    forms = started(made)
    assert forms() is forms()
    assert made == ["forms"]


@pytest.mark.parametrize("content", [b"", b"\xc1", b"\x93\x01\x02\x03", b"\x81\xa1a\xa1b"])
def test_what_is_damaged_is_worked_out_anew(memory: Memory, content: bytes) -> None:
    made: list[str] = []
    memory.kept[f"{__name__}.forms"] = content
    assert started(made)() == started(made)() == FORMS
    assert made == ["forms"]


def test_without_a_place_to_keep_it_each_start_works_it_out(memory: Memory) -> None:
    keep_tables_in(None)
    made: list[str] = []
    assert started(made)() == started(made)() == FORMS
    assert made == ["forms", "forms"]
    assert not memory.kept
