"""The snapshot of now, with everything read that is otherwise read on first use: what is forked then is shared."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from service.common.gc_tuning import undisturbed
from service.common.lazy_pattern import compile_all
from service.engine.goods.check import check_goods
from service.engine.goods.model import Goods, Origin
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.engine.normalise.transcription.wade_giles import is_wade_giles
from service.engine.screening.errors import InvalidRequest, NotReady
from service.engine.screening.request import Options, PartyQuery
from service.engine.screening.resolved_options import resolve_options
from service.engine.screening.screen import screen_parties
from service.engine.snapshot import Snapshot
from service.settings import Settings
from service.snapshots.loader import load_current

_ANY_DAY = date(2014, 8, 5)
_PINYIN = "Ceshi Zhang"
_NAMES = (
    *("Testa von Testova", "Тестина Тестрикс", "تستا تستوفا", "טסטה טסטובה", "Τέστα Τέστοβα", "테스타 테스토바"),
    *(
        "王試験",
        "张测试",
        "テスタ・テストワ",
        "てすた",
        "เทสตา",
        "टेस्टा",
        "টেস্টা",
        "ტესტა",
        "Տեստա",
        "Testa Trading Company Ltd",
        "株式会社テスタ",
        "か゚てすた",
        "Testov. Exampl. Ltd.",
        _PINYIN,
    ),
    *("Testa; Testova", "Тестина; Тестрикс", "Testa Ltd c/o Testova", "Тестина c/o Тестрикс"),
)
"""Invented names, each of a script whose tables are read when the first name in it is asked; and with signs and words
between names, in Latin and in other letters, as the patterns of those are compiled then."""
_GOODS = Goods(hs_code="2204", description="wine of Testa", origin=Origin(text="Testa 12345, near Yalta"))


def ready_snapshot(settings: Settings) -> Snapshot:
    """The snapshot that the settings and the active editions make now. Raises whatever keeps it from being loaded."""
    return undisturbed(lambda: warm_up(load_current(settings)))


def warm_up(snapshot: Snapshot) -> Snapshot:
    """The same snapshot, once names of all scripts have been searched in it, and the rules on goods were read. Tables
    are read on first use, and those of Han readings hold the whole process for half a second while they are."""
    snapshot.rules.read_all()
    check_goods(_GOODS, snapshot.rules, on=_ANY_DAY)
    compile_all()
    return warm_up_names(snapshot)


def warm_up_names(snapshot: Snapshot) -> Snapshot:
    """The same without the rules on goods: for who asks about names alone."""
    is_wade_giles(_PINYIN)
    asked = [PartyQuery(name, Party(kind, (name,))) for kind in EntityType for name in _NAMES]
    with suppress(NotReady, InvalidRequest):  # a default profile that nothing can be asked with is the jobs' matter
        screen_parties(asked, snapshot, resolve_options(Options(), snapshot, today=_ANY_DAY))
    return snapshot
