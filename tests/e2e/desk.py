"""The desk with something on every page of it: alerts in several states, a book, a list whose every text is hostile."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import httpx

from tests.e2e.installation import Installation

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ADMIN = "Rin"
PEOPLE = {"Hanako": "officer", "Taro": "supervisor", "Sora": "screener", "Aoi": "auditor"}
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>'\"><svg onload=alert(3)>{{ 7*7 }}"
CELL = HOSTILE.replace('"', '""')
HOSTILE_HEADER = "<img src=x onerror=alert(4)>"
HOSTILE_DAY = "<svg onload=alert(5)>"
HOSTILE_LIST = "own_hostile"
_UN_TEXTS = ["FIRST_NAME", "SECOND_NAME", "NAME_ORIGINAL_SCRIPT", "COMMENTS1", "UN_LIST_TYPE"]
_UN_LISTED = (("TITLE", "VALUE"), ("DESIGNATION", "VALUE"), ("NATIONALITY", "VALUE"))
_UN_NESTED = {
    "ALIAS": {"QUALITY": "Good", "ALIAS_NAME": HOSTILE},
    "ADDRESS": dict.fromkeys(("STREET", "CITY", "COUNTRY", "NOTE"), HOSTILE),
    "PLACE_OF_BIRTH": dict.fromkeys(("CITY", "COUNTRY"), HOSTILE),
    "DOCUMENT": dict.fromkeys(("TYPE_OF_DOCUMENT", "NUMBER", "ISSUING_COUNTRY", "NOTE"), HOSTILE),
}


def hostile_list() -> str:
    """A list in the format of the United Nations, with one person each text of whom is hostile."""
    text = escape(HOSTILE)
    fields = "".join(f"<{name}>Ivan {text}</{name}>" for name in _UN_TEXTS)
    fields += "".join(f"<{outer}><{inner}>{text}</{inner}></{outer}>" for outer, inner in _UN_LISTED)
    for name, parts in _UN_NESTED.items():
        inside = "".join(f"<{part}>{escape(value)}</{part}>" for part, value in parts.items())
        fields += f"<INDIVIDUAL_{name}>{inside}</INDIVIDUAL_{name}>"
    person = (
        f"<INDIVIDUAL><DATAID>1</DATAID><REFERENCE_NUMBER>QDi.&lt;b&gt;1</REFERENCE_NUMBER>"
        f"<LISTED_ON>2012-12-31</LISTED_ON>{fields}</INDIVIDUAL>"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST dateGenerated="2024-02-27T00:00:09.554Z">'
        f"<INDIVIDUALS>{person}</INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>"
    )


class DeskService:
    """A service in a process of its own, and a key for each person."""

    def __init__(self, folder: Path) -> None:
        self.installation = Installation(folder, None)
        self.address = f"http://127.0.0.1:{self.installation.port}"
        self.keys: dict[str, str] = {}
        self.paths: list[str] = []
        self.documents: list[str] = []
        """What is printed: it has no navigation and no skip link."""

    def start(self) -> None:
        """Make the keys, import the hostile list, start, and fill every page."""
        admin = self._command("keys", "create", ADMIN, "--role", "admin", "--json")
        self.keys[ADMIN] = json.loads(admin)["secret"]
        file = self.installation.folder / "consolidated.xml"
        file.write_text(hostile_list(), encoding="utf-8")
        self._command("watchlists", "import", HOSTILE_LIST, str(file), "--accept")
        self.installation.start()
        for name, role in PEOPLE.items():
            self.keys[name] = self.ask(ADMIN, "POST", "/v1/keys", json={"name": name, "roles": [role]})["secret"]
        self.paths = self._fill()

    def stop(self) -> None:
        self.installation.stop()

    def ask(self, name: str, method: str, path: str, **given: Any) -> Any:
        """What the HTTP interface answers to somebody."""
        headers = {"x-api-key": self.keys[name]} | given.pop("headers", {})
        answer = httpx.request(method, self.address + path, headers=headers, timeout=60, **given)
        assert answer.is_success, answer.text
        return answer.json()

    def until(self, done: Callable[[], Any]) -> Any:
        """What `done` gives once it gives something."""
        ends = time.monotonic() + 90
        while not (found := done()):
            assert time.monotonic() < ends, "it takes too long"
            time.sleep(0.1)
        return found

    def _command(self, *words: str) -> str:
        command = [sys.executable, "-m", "service.cli", *words]
        made = subprocess.run(command, env=self.installation.environment, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stdout + made.stderr
        return made.stdout

    def _fill(self) -> list[str]:
        """Ask, decide, watch. Returns the addresses of all pages."""
        person = {"type": "person", "name": "Sergei Aksenov", "birth_date": "1972-11-26", "nationalities": ["UA"]}
        goods = {"id": "line-1", "description": f"wine {HOSTILE}", "origin": {"text": "Massandra, Yalta"}}
        body = {"reference": HOSTILE, "parties": [person | {"id": "buyer", "subject_id": HOSTILE}], "goods": [goods]}
        screening = self.ask("Hanako", "POST", "/v1/screenings", json=body)
        alert = f"/v1/alerts/{screening['parties'][0]['alert_id']}"
        headers = {"if-match": '"1"'}
        self.ask("Hanako", "POST", f"{alert}/comments", json={"comment": HOSTILE}, headers=headers)
        self.ask("Hanako", "POST", f"{alert}/dispositions", json=_proposal(), headers={"if-match": '"2"'})
        hit = self.ask("Hanako", "POST", "/v1/screenings", json={"parties": [{"id": "x", "name": f"Ivan {HOSTILE}"}]})
        entity = self.ask("Hanako", "GET", f"/v1/entities?watchlist={HOSTILE_LIST}")["parties"][0]["group_id"]
        self.ask("Hanako", "PUT", "/v1/subjects/C-1001", json=person | {"segment": "trade", "address": HOSTILE})
        self.documents = [
            f"/desk/screenings/{screening['id']}/certificate",
            f"/desk/alerts/{screening['parties'][0]['alert_id']}/dossier",
            "/desk/subjects/C-1001/dossier",
        ]
        rescreen = self.ask("Hanako", "POST", "/v1/rescreens", json={"reason": HOSTILE})["id"]
        job = self._screen_file()
        return [
            "/desk",
            "/desk/screen",
            "/desk/queue",
            "/desk/queue?view=overdue",
            f"/desk/alerts/{screening['parties'][0]['alert_id']}",
            "/desk/book",
            "/desk/book/C-1001",
            "/desk/rescreens",
            f"/desk/rescreens/{rescreen}",
            "/desk/bulk",
            f"/desk/bulk/{job}",
            "/desk/records",
            f"/desk/screenings/{screening['id']}",
            f"/desk/screenings/{hit['id']}",
            "/desk/entities?q=a",
            f"/desk/entities/{entity}",
            "/desk/entities/jp_crimea_2014:026-000002",
            "/desk/lists",
            f"/desk/lists/{HOSTILE_LIST}",
            "/desk/records?name=aksenov&similar=true",
            "/desk/search?q=aksenov",
            "/desk/certificates",
        ]

    def _screen_file(self) -> str:
        """The job of a file that is done."""
        rows = [
            f"{HOSTILE_HEADER},name,dob",
            f'"{CELL}",Sergei Aksenov,1972-11-26',
            f'"{CELL}","{CELL}",1970',
            f"x,Anna,{HOSTILE_DAY}",
        ]
        file = "\n".join(rows)
        job = self.ask("Hanako", "POST", "/v1/bulk-jobs", files={"file": (f"{HOSTILE_HEADER}.csv", file)})["id"]
        path = f"/v1/bulk-jobs/{job}"
        self.until(lambda: self.ask("Hanako", "GET", path)["state"] in ("done", "failed"))
        assert self.ask("Hanako", "GET", path)["state"] == "done"
        return str(job)


def _proposal() -> dict[str, Any]:
    return {
        "match_ids": [1],
        "outcome": "false_positive",
        "reason_code": "birth_date_differs",
        "rationale": f"Another date of birth and another place. {HOSTILE}",
        "checks": [],
        "suppress": {},
    }


def sign_in(page: Any, key: str) -> None:
    """Sign in by the form."""
    page.context.clear_cookies()
    page.goto("/desk")
    page.fill("#key", key)
    page.press("#key", "Enter")
    page.wait_for_selector("nav")


def name_of(path: str) -> str:
    """A page's address as a file name."""
    return re.sub(r"[^a-z]+", "-", path.removeprefix("/desk").lower()).strip("-")[:40] or "overview"
