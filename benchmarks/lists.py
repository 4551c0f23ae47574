"""Does the program read official lists whole? Counts every list file in a folder against a count of its own.

    python -m benchmarks.lists [--data FOLDER] [--xml-megabytes 50] [--index] [--self-search]

`FOLDER` holds one folder a watchlist id with official files, as fetched. The column "published" is counted by code that
knows nothing of the readers (see `benchmarks.conformance`), "weak" likewise; entities and skipped records must add up
to it. With --xml-megabytes an SDN file of that size is made out of invented entries and loaded in a process of
its own, for time and memory. With --index all lists together are indexed, with --self-search every published name is
asked of its own list; both print seconds and the growth of memory.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.conformance.__main__ import FORMATS, published_records
from benchmarks.conformance.model import plain
from service.engine.index.entity_index import EntityIndex
from service.engine.matching.lexicon import lexicon
from service.engine.matching.profile import load_profiles
from service.engine.model.entity import NameType
from service.engine.model.watchlist import Watchlist
from service.watchlists.catalogue import catalogue
from service.watchlists.editions.search_gates import search_gate, usable_processes
from service.watchlists.errors import ListError
from service.watchlists.load import bundled_folders, load_bundled, load_files

LISTS = Path(__file__).parents[1] / "lists"


@dataclass(frozen=True)
class Counted:
    """What the publisher's files hold: records, and weak aliases where the format marks them."""

    records: int
    weak: int | None = None


def counted(format_: str, files: Sequence[Path]) -> Counted | None:
    """The records and weak names of files as `benchmarks.conformance` reads them; None for a format unknown there."""
    if format_ not in FORMATS:
        return None
    records = published_records(format_, files)
    marks = {(record.key, plain(name.text)) for record in records for name in record.names if name.weak}
    stated = any(name.weak is not None for record in records for name in record.names)
    return Counted(len(records), len(marks) if stated else None)


# --- the table -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Result:
    """One edition loaded and counted."""

    watchlist: Watchlist
    counted: Counted | None
    seconds: float

    @property
    def weak(self) -> int:
        """Weak names as published: acronyms that we took out of brackets are not among them."""
        names = [name for entity in self.watchlist.entities for name in entity.names]
        return sum(name.weak and name.type is not NameType.VARIANT for name in names)

    @property
    def whole(self) -> bool:
        """Whether entities and skipped records add up to what was published."""
        found = len(self.watchlist.entities) + len(self.watchlist.skipped)
        return self.counted is None or found == self.counted.records


def editions(folder: Path) -> list[list[Path]]:
    """The file sets in a watchlist's folder: text tables belong together, every other file stands alone."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    tables = [path for path in files if path.suffix.lower() == ".csv"]
    return ([tables] if tables else []) + [[path] for path in files if path not in tables]


def load(watchlist: str, files: list[Path]) -> Result:
    """Load one edition and count its files independently. Raises ListError."""
    start = time.perf_counter()
    loaded = load_files(watchlist, files)
    seconds = time.perf_counter() - start
    return Result(loaded, counted(loaded.format, files), seconds)


def show(console: Console, results: list[Result]) -> None:
    """Print one line an edition."""
    table = Table(title="Lists read whole")
    for heading in ("list", "format", "edition", "published", "entities", "skipped", "adds up"):
        table.add_column(heading)
    for heading in ("weak published", "weak kept", "names", "seconds"):
        table.add_column(heading, justify="right")
    for result in results:
        loaded, counted = result.watchlist, result.counted
        weak = "-" if counted is None or counted.weak is None else str(counted.weak)
        table.add_row(
            *(loaded.id, loaded.format, loaded.edition, str(counted.records) if counted else "-"),
            *(str(len(loaded.entities)), str(len(loaded.skipped)), "yes" if result.whole else "NO"),
            *(
                weak,
                str(result.weak),
                str(sum(len(entity.names) for entity in loaded.entities)),
                f"{result.seconds:.2f}",
            ),
        )
    console.print(table)


def show_skipped(console: Console, loaded: Watchlist) -> None:
    """Print why records were skipped, and per sheet where the list is a workbook of sheets."""
    if not loaded.skipped and not loaded.notes:
        return
    reasons = Counter(re.sub(r"[\d.\s]+", " ", item.reason.partition(":")[0]) for item in loaded.skipped)
    console.print(f"[bold]{loaded.id}[/bold]: " + "; ".join(f"{count} {reason}" for reason, count in reasons.items()))
    for note in loaded.notes:
        console.print(f"  {note}")
    sheets = Counter(entity.location.record.rpartition(" ")[0] for entity in loaded.entities)
    dropped = Counter(item.location.record.rpartition(" ")[0] for item in loaded.skipped)
    if loaded.format == "jp_mof_workbook":
        for name in dict.fromkeys([*sheets, *dropped]):
            console.print(f"  {name}: {sheets[name]} entities, {dropped[name]} skipped")


# --- a large file ----------------------------------------------------------------------------------------------------

_ENTRY = """  <sdnEntry>
    <uid>{0}</uid>
    <firstName>Testan {0}</firstName>
    <lastName>EXAMPLOV</lastName>
    <sdnType>Individual</sdnType>
    <remarks>(Linked To: EXAMPLE TRADING {0} CO., LTD.)</remarks>
    <programList>
      <program>SDGT</program>
      <program>SYRIA</program>
    </programList>
    <idList>
      <id>
        <uid>{0}</uid>
        <idType>Passport</idType>
        <idNumber>X{0}</idNumber>
        <idCountry>Syria</idCountry>
        <expirationDate>31 Dec 2019</expirationDate>
      </id>
    </idList>
    <akaList>
      <aka>
        <uid>{0}</uid>
        <type>a.k.a.</type>
        <category>weak</category>
        <lastName>TESTER {0}</lastName>
      </aka>
      <aka>
        <uid>{0}</uid>
        <type>a.k.a.</type>
        <category>strong</category>
        <lastName>EKSAMPLOV</lastName>
        <firstName>Testan {0}</firstName>
      </aka>
    </akaList>
    <addressList>
      <address>
        <uid>{0}</uid>
        <address1>{0} Example Street</address1>
        <city>Testopolis</city>
        <country>Syria</country>
      </address>
    </addressList>
    <dateOfBirthList>
      <dateOfBirthItem>
        <uid>{0}</uid>
        <dateOfBirth>09 Jul 1950</dateOfBirth>
        <mainEntry>true</mainEntry>
      </dateOfBirthItem>
    </dateOfBirthList>
  </sdnEntry>
"""
_MEASURE = "from benchmarks.lists import measure; import sys; measure(sys.argv[1])"


def measure(path: str) -> None:
    """Load one SDN file and print entities, seconds and the growth of resident memory."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, worked = time.perf_counter(), time.process_time()
    loaded = load_files("us_ofac_sdn", [Path(path)])
    seconds, work = time.perf_counter() - start, time.process_time() - worked
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(
        f"{len(loaded.entities)} entities, {seconds:.1f} s ({work:.1f} of work), {grown:.0f} MB over the resting memory"
    )


def large_xml(console: Console, megabytes: int) -> None:
    """Make an SDN file of that size and measure it in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.xml"
        with path.open("w", encoding="utf-8") as stream:
            stream.write('<?xml version="1.0"?>\n<sdnList xmlns="http://tempuri.org/sdnList.xsd">\n')
            number = 0
            while stream.tell() < megabytes * 1_000_000:
                stream.writelines(_ENTRY.format(number + place) for place in range(1_000))
                number += 1_000
            stream.write("</sdnList>\n")
        command = [sys.executable, "-c", _MEASURE, str(path)]
        finished = subprocess.run(command, capture_output=True, text=True, check=True)
        console.print(f"{megabytes} MB of sdn.xml: {finished.stdout.strip()}")


def index_all(console: Console, results: Sequence[Result]) -> None:
    """Index all entities together and print seconds and the growth of resident memory."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    entities = [entity for result in results for entity in result.watchlist.entities]
    EntityIndex.build(entities, lexicon())
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    console.print(f"index of {len(entities)} entities: {time.perf_counter() - start:.1f} s, {grown:.0f} MB more")


def search_all(console: Console, results: Sequence[Result]) -> bool:
    """Ask each list for every primary name and strong alias on it; whether all found themselves."""
    gate = search_gate(load_profiles(LISTS / "profiles")["default"], processes=usable_processes())
    whole = True
    for result in results:
        start = time.perf_counter()
        findings = list(gate(result.watchlist, None))
        whole = whole and not findings
        told = "; ".join(map(str, findings)) or "every name finds itself"
        console.print(f"{result.watchlist.id} {result.watchlist.edition}: {told} ({time.perf_counter() - start:.1f} s)")
    return whole


def main() -> int:
    """Load everything, print the table; 1 when a list could not be loaded or does not add up."""
    parser = argparse.ArgumentParser(description="Load official lists and compare the counts.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--xml-megabytes", type=int, default=0)
    parser.add_argument("--index", action="store_true")
    parser.add_argument("--self-search", action="store_true")
    options = parser.parse_args()
    console = Console(width=170)
    results = [Result(load_bundled(folder), None, 0.0) for folder in bundled_folders(LISTS)]
    failed = False
    for folder in sorted(path for path in options.data.glob("*") if path.is_dir() and path.name in catalogue()):
        for files in editions(folder):
            try:
                results.append(load(folder.name, files))
            except ListError as error:
                console.print(f"[red]{folder.name}: {error}[/red]")
                failed = True
    show(console, results)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(f"all lists together: {sum(result.seconds for result in results):.1f} s, at most {peak:.0f} MB")
    for result in results:
        show_skipped(console, result.watchlist)
    if options.index:
        index_all(console, results)
    if options.self_search:
        failed = not search_all(console, results) or failed
    if options.xml_megabytes:
        large_xml(console, options.xml_megabytes)
    return int(failed or not all(result.whole for result in results))


if __name__ == "__main__":
    sys.exit(main())
