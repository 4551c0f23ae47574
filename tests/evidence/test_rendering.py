"""Words of certificates and dossiers, in every language that there is."""

import re
import string
from pathlib import Path

import service.evidence.rendering as rendering
from service.alerts.reason_codes import reason_codes
from service.alerts.statuses import AlertStatus, Outcome

TEMPLATES = Path(rendering.__file__).parent / "templates"


def test_every_word_is_there_in_both_languages():
    english, japanese = rendering._words("en"), rendering._words("ja")
    used = {
        key for file in TEMPLATES.glob("*.html") for key in re.findall(r'\bt\("([a-z0-9_]+)"[,)]', file.read_text())
    }
    assert len(used) > 60
    assert used - english.keys() == set()
    assert english.keys() == japanese.keys()
    for key in english:
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(words[key]) if name} for words in (english, japanese)
        ]
        assert fields[0] == fields[1], key


def test_every_decision_has_a_word():
    wanted = {f"outcome.{one}" for one in Outcome} | {f"status.{one}" for one in AlertStatus}
    wanted |= {f"reason.{one}" for one in reason_codes()} | {f"decision.{one}" for one in ("clear", "review", "block")}
    assert wanted - rendering._words("ja").keys() == set()
