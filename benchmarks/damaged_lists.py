"""Are damaged list files refused? Damages each file in every way below, and loads it as its watchlist.

    python -m benchmarks.damaged_lists us_ofac_sdn=sdn.csv,alt.csv,add.csv un_sc_sanctions=UN_consolidated.xml ...

Outcomes: `refused` is a list error, which names file and place; `gate` is refused as the next edition after the whole
file; `fewer` has records, names or numbers fewer, which no gate sees; `same` has them all; `CRASH` is any other
exception, and makes the exit status 1. With files of a set, the first is damaged.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from service.engine.model.entity import Entity
from service.engine.model.watchlist import Watchlist
from service.watchlists.editions.gates import Limits, list_gates
from service.watchlists.errors import ListError
from service.watchlists.load import load_files

Damage = Callable[[bytes], bytes]


def _cut(share: float) -> Damage:
    return lambda content: content[: int(len(content) * share)]


def _cut_at_a_line(content: bytes) -> bytes:
    return content[: content.rfind(b"\n", 0, len(content) // 2) + 1]


def _overwritten(content: bytes) -> bytes:
    """A block in the middle is noise, as of a bad disk."""
    middle = len(content) // 2
    return content[:middle] + random.Random(1).randbytes(512) + content[middle + 512 :]


def _zeros(content: bytes) -> bytes:
    """The second half was never written."""
    return content[: len(content) // 2] + bytes(len(content) - len(content) // 2)


def _twice(content: bytes) -> bytes:
    return content + content


def _first_line_lost(content: bytes) -> bytes:
    return content[content.find(b"\n") + 1 :]


def _first_line_garbled(content: bytes) -> bytes:
    """Headings or the root element get other names."""
    line, rest = content[: content.find(b"\n") + 1], content[content.find(b"\n") + 1 :]
    return line.translate(bytes.maketrans(b"aeiouAEIOU", b"xxxxxXXXXX")) + rest


def _other_encoding(content: bytes) -> bytes:
    return content.decode("utf-8", "replace").encode("utf-16-le")


def _page(content: bytes) -> bytes:
    """What a publisher's server sends in place of the file while it is being maintained."""
    return b"<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Please come back later.</body></html>"


def _refusal(content: bytes) -> bytes:
    return b'{"statusCode": 401, "message": "Access denied due to missing subscription key."}'


DAMAGES: dict[str, Damage] = {
    "empty": lambda content: b"",
    "page": _page,
    "refusal": _refusal,
    "cut at 50 %": _cut(0.5),
    "cut at 97 %": _cut(0.97),
    "cut at a line": _cut_at_a_line,
    "noise": _overwritten,
    "zeros": _zeros,
    "twice": _twice,
    "no first line": _first_line_lost,
    "first line garbled": _first_line_garbled,
    "UTF-16 unmarked": _other_encoding,
}


def outcome(watchlist_id: str, files: Sequence[Path], whole: Watchlist) -> tuple[str, str]:
    """What becomes of files of which one is damaged, and the sentence or the numbers."""
    try:
        loaded = load_files(watchlist_id, files)
    except ListError as error:
        return "refused", str(error)
    except Exception as error:  # what this command looks for
        return "CRASH", f"{type(error).__name__}: {error}"
    findings = [str(finding) for gate in list_gates(Limits()) for finding in gate(loaded, whole)]
    if findings:
        return "gate", findings[0]
    got, published = sizes(loaded), sizes(whole)
    return "fewer" if any(map(int.__lt__, got, published)) else "same", f"{got} of {published}"


def sizes(watchlist: Watchlist) -> tuple[int, int, int]:
    """Entities, names and identifiers."""
    entities = watchlist.entities
    names, numbers = (sum(len(part(entity)) for entity in entities) for part in (_names, _identifiers))
    return len(entities), names, numbers


def _names(entity: Entity) -> Sequence[object]:
    return entity.names


def _identifiers(entity: Entity) -> Sequence[object]:
    return entity.identifiers


def damaged_outcomes(watchlist_id: str, files: Sequence[Path], folder: Path) -> list[tuple[str, str, str]]:
    """Damage by damage: its name, the outcome, and the sentence."""
    whole = load_files(watchlist_id, files)
    first, others = files[0], files[1:]
    found = []
    for name, damage in DAMAGES.items():
        damaged = folder / first.name
        damaged.write_bytes(damage(first.read_bytes()))
        found.append((name, *outcome(watchlist_id, [damaged, *others], whole)))
        damaged.unlink()
    return found


def main() -> int:
    """Print one line a file and damage, and how often each outcome came."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("lists", nargs="+", metavar="WATCHLIST=FILE[,FILE...]")
    arguments = parser.parse_args()
    table = Table("watchlist", "file", "damage", "outcome", "said")
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for argument in arguments.lists:
            watchlist_id, names = argument.split("=", 1)
            files = [Path(name) for name in names.split(",")]
            for damage, kind, sentence in damaged_outcomes(watchlist_id, files, Path(folder)):
                counts[kind] += 1
                table.add_row(watchlist_id, files[0].name, damage, kind, sentence[:160])
    Console(width=250).print(table)
    print(", ".join(f"{kind}: {number}" for kind, number in counts.most_common()))
    return 1 if counts["CRASH"] else 0


if __name__ == "__main__":
    sys.exit(main())
