"""Are damaged list files refused? Damages each file in every way below, and loads it as its watchlist.

    python -m benchmarks.damaged_lists [--renamed] us_ofac_sdn=sdn.csv,alt.csv,add.csv un_sc_sanctions=UN.xml ...

Outcomes: `refused` is a list error, which names file and place; `gate` is refused as the next edition after the whole
file; `fewer` has records, names or other facts fewer, which no gate sees; `same` has them all; `CRASH` is any other
exception. `fewer` and `CRASH` make the exit status 1. With files of a set, the first is damaged. With --renamed every
heading, element and key gets another name too, one after the other: everywhere, and in one place.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from service.engine.model.watchlist import Watchlist
from service.watchlists.editions.gates import Limits, list_gates
from service.watchlists.errors import ListError
from service.watchlists.load import load_files

Damage = Callable[[bytes], bytes]


def _cut(share: float) -> Damage:
    return lambda content: content[: int(len(content) * share)]


def _cut_at_a_line(share: float) -> Damage:
    return lambda content: content[: content.rfind(b"\n", 0, int(len(content) * share)) + 1]


def _overwritten(share: float) -> Damage:
    """A block is noise, as of a bad disk."""

    def damage(content: bytes) -> bytes:
        at = int(len(content) * share)
        noise = random.Random(1).randbytes(512)[: len(content) - at]
        return content[:at] + noise + content[at + len(noise) :]

    return damage


def _flipped(content: bytes) -> bytes:
    """Every bit of sixteen single bytes is turned over."""
    changed = bytearray(content)
    for at in random.Random(2).sample(range(len(content) // 4, len(content)), min(16, len(content) // 2)):
        changed[at] ^= 0xFF
    return bytes(changed)


def _without_a_block(content: bytes) -> bytes:
    middle = len(content) // 2 // 512 * 512
    return content[:middle] + content[middle + 4096 :]


def _packed_and_cut(content: bytes) -> bytes:
    packed = gzip.compress(content)
    return packed[: len(packed) * 3 // 4]


def _zipped_and_cut(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("list.xml" if content.lstrip(b"\xef\xbb\xbf").startswith(b"<") else "list.csv", content)
    return packed.getvalue()[: packed.tell() * 3 // 4]


def _no_records(content: bytes) -> bytes:
    """Headings alone, a root element alone, lists without anything in them. A workbook is cut."""
    start = content.lstrip(b"\xef\xbb\xbf \r\n")
    if start.startswith(b"<"):
        root = re.search(rb"<([\w:.-]+)[^>]*>", re.sub(rb"<[?!][^>]*>", b"", content))
        return root[0] + b"</" + root[1] + b">" if root else b""
    if start.startswith((b"{", b"[")):
        return _emptied(content)
    return content[: content.find(b"\n") + 1] if b"\n" in content[:5000] and b"\0" not in content[:5000] else b"PK"


def _emptied(content: bytes) -> bytes:
    try:
        return json.dumps(_without_items(json.loads(content))).encode()
    except ValueError:
        return b"\n"  # JSON lines


def _without_items(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_items(inner) for key, inner in value.items()}
    return [] if isinstance(value, list) else value


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
    "no records": _no_records,
    "page": _page,
    "refusal": _refusal,
    **{f"cut at {share:.1%}": _cut(share) for share in (0.1, 0.5, 0.9, 0.97, 0.999)},
    **{f"cut at a line at {share:.0%}": _cut_at_a_line(share) for share in (0.5, 0.9, 0.97, 0.99)},
    **{f"noise at {share:.0%}": _overwritten(share) for share in (0.02, 0.25, 0.5, 0.75, 0.99)},
    "bytes flipped": _flipped,
    "block lost": _without_a_block,
    "gzip cut": _packed_and_cut,
    "ZIP cut": _zipped_and_cut,
    "zeros": _zeros,
    "twice": _twice,
    "no first line": _first_line_lost,
    "first line garbled": _first_line_garbled,
    "UTF-16 unmarked": _other_encoding,
}


# --- other names for fields ------------------------------------------------------------------------------------------


def renamings(path: Path) -> Iterator[tuple[str, bytes]]:
    """Each heading, element, attribute or key of a file with another name: what was renamed, and the file."""
    content = path.read_bytes()
    if content.startswith(b"PK"):
        yield from _renamed_in_workbook(content)
    elif content.startswith(b"\xd0\xcf"):
        return
    elif content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        yield from _renamed_in_xml(content)
    elif content.lstrip(b"\xef\xbb\xbf \r\n").startswith((b"{", b"[")):
        yield from _renamed_keys(content)
    else:
        yield from _renamed_headings(content)


def _other(name: bytes) -> bytes:
    return b"New" + name


def _damaged(name: bytes) -> bytes:
    """The name with another letter in its middle."""
    middle = len(name) // 2
    return name[:middle] + (b"q" if name[middle : middle + 1] not in b"qQ" else b"z") + name[middle + 1 :]


def _renamed_in_xml(content: bytes) -> Iterator[tuple[str, bytes]]:
    root = re.search(rb"<([A-Za-z][\w:.-]*)", content)
    names = dict.fromkeys(re.findall(rb"<([A-Za-z][\w:.-]*)", content))
    for name in list(names)[1:] if root else ():
        pattern = re.compile(rb"(</?)" + re.escape(name) + rb"(?=[\s/>])")
        yield f"<{name.decode()}>", pattern.sub(rb"\1" + _other(name), content)
    for name in dict.fromkeys(re.findall(rb"<[A-Za-z][\w:.-]*\s[^<>]*?([\w:.-]+)=", content)):
        if not name.startswith(b"xmlns"):
            yield f"@{name.decode()}", re.sub(rb"(?<=\s)" + re.escape(name) + rb"=", _other(name) + b"=", content)
    for name in list(names)[1:]:
        places = list(re.finditer(rb"<" + re.escape(name) + rb"(?=[\s>])", content))
        if len(places) > 1:
            start = places[len(places) // 2].start()
            end = content.find(b"</" + name, start)
            if end > 0 and content[start : content.find(b">", start) + 1].endswith(b"/>") is False:
                changed = content[:start] + b"<" + _damaged(name) + content[start + 1 + len(name) : end]
                yield f"one <{name.decode()}>", changed + b"</" + _damaged(name) + content[end + 2 + len(name) :]


def _renamed_keys(content: bytes) -> Iterator[tuple[str, bytes]]:
    for name in dict.fromkeys(re.findall(rb'"([\w @.-]+)"\s*:', content)):
        pattern = re.compile(rb'"' + re.escape(name) + rb'"(?=\s*:)')
        yield f"key {name.decode()}", pattern.sub(b'"' + _other(name) + b'"', content)
        yield f"one key {name.decode()}", pattern.sub(b'"' + _damaged(name) + b'"', content, count=1)


def _renamed_headings(content: bytes) -> Iterator[tuple[str, bytes]]:
    lines = content.split(b"\n")
    place = max(range(min(5, len(lines))), key=lambda at: len(re.split(rb"[,;\t|]", lines[at])))
    for name in dict.fromkeys(re.split(rb"[,;\t|]", lines[place].strip(b"\r"))):
        if bare := name.strip(b'"\xef\xbb\xbf '):
            pattern = re.compile(rb"(?<![^,;\t|\"\xbf])" + re.escape(bare) + rb"(?=[,;\t|\"\r]|\Z)")
            renamed = pattern.sub(_other(bare), lines[place])
            if renamed != lines[place]:
                yield (
                    f"heading {bare.decode('utf-8', 'replace')}",
                    b"\n".join([*lines[:place], renamed, *lines[place + 1 :]]),
                )


def _renamed_in_workbook(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    texts = [name for name in parts if "sharedStrings" in name] or [
        name for name in parts if "worksheets/sheet" in name
    ]
    words = dict.fromkeys(re.findall(rb"<t[^>]*>([^<]{2,60})</t>", b"".join(parts[name] for name in texts))[:60])
    for word in words:
        changed = {
            name: parts[name].replace(b">" + word + b"<", b">" + _other(word) + b"<") if name in texts else parts[name]
            for name in parts
        }
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in changed.items():
                archive.writestr(name, part)
        yield f"cell {word.decode('utf-8', 'replace')}", packed.getvalue()


# --- what becomes of them --------------------------------------------------------------------------------------------


def outcome(watchlist_id: str, files: Sequence[Path], whole: Watchlist) -> tuple[str, str]:
    """What becomes of files of which one is damaged, and the sentence or the numbers."""
    try:
        loaded = load_files(watchlist_id, files)
    except ListError as error:
        return "refused", str(error)
    except Exception as error:  # what this command looks for
        return "CRASH", f"{type(error).__name__}: {error}"
    findings = [str(finding) for gate in list_gates(Limits()) for finding in gate(loaded, None)]
    if findings:
        return "refused", findings[0]
    findings = [str(finding) for gate in list_gates(Limits()) for finding in gate(loaded, whole)]
    if findings:
        return "gate", " | ".join(findings)
    got, published = sizes(loaded), sizes(whole)
    lost = {name: f"{got[name]} of {published[name]}" for name in got if got[name] < published[name]}
    return ("fewer", ", ".join(f"{name} {words}" for name, words in lost.items())) if lost else ("same", "")


def sizes(watchlist: Watchlist) -> dict[str, int]:
    """Entities and records that were left out for a reason, and names and other facts of all entities."""
    found: Counter[str] = Counter(records=len(watchlist.entities) + len(watchlist.skipped))
    for entity in watchlist.entities:
        found["names"] += len(entity.names)
        found["identifiers"] += len(entity.identifiers)
        found["dates"] += len(entity.birth_dates)
        found["addresses"] += len(entity.addresses)
    return dict(found)


def damaged_outcomes(
    watchlist_id: str, files: Sequence[Path], folder: Path, *, renamed: bool = False
) -> Iterator[tuple[str, str, str]]:
    """Damage by damage: its name, the outcome, and the sentence."""
    whole = load_files(watchlist_id, files)
    first, others = files[0], files[1:]
    content = first.read_bytes()
    damages = [(name, damage(content)) for name, damage in DAMAGES.items()]
    damaged = folder / first.name
    for name, changed in [*damages, *(renamings(first) if renamed else ())]:
        damaged.write_bytes(changed)
        yield name, *outcome(watchlist_id, [damaged, *others], whole)
        damaged.unlink()


def main() -> int:
    """Print one line a file and damage, and how often each outcome came."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--renamed", action="store_true")
    parser.add_argument("lists", nargs="+", metavar="WATCHLIST=FILE[,FILE...]")
    arguments = parser.parse_args()
    table = Table("watchlist", "file", "damage", "outcome", "said")
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for argument in arguments.lists:
            watchlist_id, names = argument.split("=", 1)
            files = [Path(name) for name in names.split(",")]
            for damage, kind, sentence in damaged_outcomes(
                watchlist_id, files, Path(folder), renamed=arguments.renamed
            ):
                counts[kind] += 1
                table.add_row(watchlist_id, files[0].name, damage, kind, sentence[:200])
    Console(width=250).print(table)
    print(", ".join(f"{kind}: {number}" for kind, number in counts.most_common()))
    return 1 if counts["CRASH"] or counts["fewer"] else 0


if __name__ == "__main__":
    sys.exit(main())
