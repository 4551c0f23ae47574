"""An answer is the same word by word in every process, whatever order its sets have there: records are replayed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
NAMES = (
    "Zarvanex Trading Company Limited Public Joint Stock",
    "ZARVANEX OVERSEAS COMMERCE CORPORATION LTD PJSC",
    "Зарванекс Торговая Компания ООО",
    "Testa Maria Quelvara de la Vont",
    "Dr. Maria Quelvara Testa (alias Masha)",
    "Мария Тестова-Кельвара",
    "Bank of Zarvanex, Dubai Branch",
    "株式会社ザルバネックス商事",
)
COMPARE = """
import sys
from itertools import product
from service.common.cooperative import run_to_completion
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.engine.screening.compare import compare_in_steps
from service.settings import Settings
from service.snapshots.loader import load_snapshot

snapshot, names = load_snapshot(Settings().lists_dir), sys.argv[1:]
kinds = (EntityType.PERSON, EntityType.UNKNOWN)
pairs = [(Party(kind, (a,)), Party(kind, (b,))) for kind in kinds for a, b in product(names, names)]
print(run_to_completion(compare_in_steps(pairs, snapshot, profile_id="default", max_name_length=500)))
"""


def compared(seed):
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    command = [sys.executable, "-c", COMPARE, *NAMES]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return done.stdout


def test_comparisons_are_the_same_in_every_process():
    first = compared(1)
    assert "legal form" in first
    assert first == compared(2)
